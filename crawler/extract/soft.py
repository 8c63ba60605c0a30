"""What a page that answered really is: the site's page, a firewall's, a script shell, an error page, a redirect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from lxml import html

from crawler.extract import flat, titles
from crawler.extract.firewalls import cookie_vendor, firewall
from crawler.extract.onward import TINY, redirect_target
from crawler.extract.shells import is_program
from crawler.snapshot.facts import Outcome

__all__ = ["classify", "placeholder", "redirect_target"]

_FIREWALL_STATUS = frozenset({403, 405, 406, 412, 418, 422, 429, 461, 493, 503, 521, 567})
_CHALLENGE_STATUS = frozenset({412, 418, 461, 493, 521})
_WHAT = "(?:页面?|网页|网站|地址|网址|链接|内容|信息|文件|栏目|资源|文章|稿件|文档|数据|URL)"
_VISITS = "(?:访问|查看|浏览|请求|查找|寻找|打开|点击|输入)"
_REMOVED = "(?:删除|移除|移走|移动|撤销|撤下|下架|下线|屏蔽)"
_IS_GONE = (
    "(?:不存在|不见了|没有找到|未找到|找不到|无法找到|走丢|丢失|"
    f"(?:可能|似乎)?(?:已经?|已?被(?:管理员)?|可能){_REMOVED})"
)
# A page that is gone says it of what its visitor asked for, or says nothing else.
_GONE = re.compile(
    r"(?:^|[\s，,。！!；;：:“（(]|[该此本]|指定的?|当前|请求的)(?:页面|网页|文章|信息|内容|稿件|栏目|文档)(?:可能|似乎)?"
    rf"{_IS_GONE}(?=了?(?:[\s。！!，,；;、)）】”\"]|或|$))|"
    rf"(?:找不到|没有找到|未找到|无法找到)(?:您|你)(?:要|想|所|需要?)?(?:要)?{_VISITS}的{_WHAT}|"
    r"(?:找不到|没有找到|未找到|无法找到)(?:该|此|指定的?|所请求的?)?(?:页面?|网页|网址|链接|文件或目录|资源)|"
    rf"(?:您|你)(?:所|要|想|正在|需要?)?(?:要)?{_VISITS}的{_WHAT}(?:可能|似乎)?(?:{_IS_GONE}|已?(?:失效|过期))|"
    r"resource you are looking for (?:might have been|has been) removed|page cannot be found",
    re.I,
)
_GONE_CODE = re.compile(
    r"404\s?(?:错误|not found|页面|-|—)|(?:file|page|resource)[\w\s./:'-]{0,80}not found|^\W{0,3}not found\b|"
    r"\bnot found\W{0,3}$|HTTP\s?(?:错误\s|Error\s|Status\s)?404|错误\s?404|status=404",
    re.I,
)
_GONE_TITLE = re.compile(
    r"\s?(?:404(?=$|[\s_|:：,，—-]|页|错误|not)|(?:找不到|无法找到)(?:该|此)?(?:页面?|网页|文件|资源|服务器)|"
    r"页面(?:不存在|未找到)|出错(?:了|页|$)|错误页|error\s?404|not found|HTTP\s?(?:错误|Error|Status)?\s?404|"
    r"The page cannot be found)",
    re.I,
)
_CODE_IN_TITLE = re.compile(
    r"(?:^|[\s_|]|(?<![\dA-Za-z])-)404\s?$|(?:^|[\s_|:：-])404.{0,6}(?:页|错误|not)", re.I
)
# What a server or a program says when it broke down; none of it says whether anything stands at the address.
_BROKE = re.compile(
    r"HTTP (?:Status|错误|Error) 50\d|\b50[0234]\s(?:Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|"
    r"Gateway Time-?out)|Internal Server Error|Service (?:Temporarily )?Unavailable|Directory Listing Denied|"
    r"java\.(?:lang|sql|io|net|util)\.[A-Za-z.]{3,60}(?:Exception|Error)\b|Whitelabel Error Page|"
    r"org\.(?:apache|springframework|hibernate)\.[\w.]{3,120}Exception|"
    r"Microsoft VBScript (?:运行时|编译器)|Microsoft (?:OLE DB|JET Database|JScript)|ADODB\.\w{2,20}\s?(?:错误|error)|"
    r"应用程序中的服务器错误|Server Error in '|System\.(?:Web|Data|NullReference)[\w.]{0,80}Exception|"
    r"(?:Fatal error|Parse error|Warning)\s?:\s[^\n]{0,200}\bon line \d|Uncaught \w{0,30}Exception|"
    r"Error establishing a database connection|SQLSTATE\[|ORA-\d{5}|Can't connect to MySQL|"
    r"数据库(?:服务器)?(?:连接|链接)(?:失败|错误|异常|出错|超时|不上)|(?:无法|不能)连接(?:到)?数据库|连接数据库(?:失败|出错)|"
    r"Welcome to nginx|It works!|successfully installed Tomcat|IIS Windows Server|没有找到站点|恭喜，?站点创建成功|"
    r"该网站暂时无法访问|(?:系统|服务器|程序)(?:内部|运行)?(?:发生|出现|遇到)?(?:了)?(?:内部)?(?:错误|异常|繁忙|出错)|"
    r"服务(?:暂时|暂)?不可用|(?:没有|无)权限?(?:访问|查看|浏览)(?:该|此|本)?(?:页面|网页|内容|信息|栏目)",
    re.I,
)
_MAINTAINED = re.compile(
    r"(?:网站|系统|平台|本站|服务器|站点|门户|数据库)[^。！!，,\n]{0,16}(?:维护|升级|改版|改造|检修|调试|割接|整改)[^。！!\n]{0,12}"
    r"(?:中|期间|敬请|请稍后|暂停|暂时|无法|停止|关闭|不便|谅解)|"
    r"(?:网站|系统|平台|本站|站点)(?:正在|暂时|临时|已经?|现)?(?:维护|升级|改版|改造|迁移|关闭|关停|停用|停止(?:访问|服务|运行))"
    r"(?:中|$|[。！!，,\s])|under maintenance|scheduled maintenance|down for maintenance",
    re.I,
)
_IS_DATED = re.compile(
    r"发布(?:时间|日期)|(?:信息)?来源\s?[:：]|浏览(?:次数|量)|索\s?引\s?号|责任编辑|发文(?:机关|字号)"
)
_PLACEHOLDER = re.compile(
    r"(?:栏目|网站|页面|内容|本栏|系统|板块|信息)?\s?(?:正在|尚在|还在)?\s?"
    r"(?:建设|完善|更新|维护|整理|调整|筹建|改版|制作)(?:之)?中(?:[\s.…!！，,。～~]|$)"
    r"|敬请期待|暂无(?:相关)?(?:内容|信息|数据|记录|文章|资料|文件|公告|列表|更新)?|暂时没有(?:相关)?(?:内容|信息|数据)|"
    r"没有(?:找到)?(?:相关|任何|符合条件的)?(?:内容|信息|数据|记录)|"
    r"尚未(?:发布|添加|更新)(?:内容|信息)?|无相关(?:内容|信息|数据)|"
    r"该栏目(?:暂)?无(?:内容|信息)|(?<!\d)共\s?0\s?(?:条|篇|页|项|个)|内容为空|栏目为空"
)
_APP = re.compile(
    r"id=[\"']?(?:app|root|__next|__nuxt|main-app|app-root|vue-app)[\"']?[\s>/]|<app-root|\bng-app\b|data-reactroot|window\._CONFIG\s?=|"
    r"<router-view|webpackJsonp|chunk-vendors|\bv-cloak\b",
    re.I,
)
_ENABLE = re.compile(r"(?:enable|without|需要|启用|开启|允许|打开)\s?(?:java)?script", re.I)
_NO_PAGE = {204: "没有内容", 205: "没有内容", 206: "只给了一部分内容"}
_SMALL_BODY = 600  # bytes under which a firewall's answer stays
_LARGE = 60_000  # characters of source over which a page is the site's own
_ERROR_WORDS = 600  # characters that an error page may show
_ERROR_LINKS = 8  # an error page may keep some of the site's links, but has not its menus


def classify(
    tree: html.HtmlElement,
    text: str,
    status: int | None,
    headers: Mapping[str, str],
    url: str,
    shown: str | None = None,
) -> tuple[Outcome, str]:
    """What an answer is, and in Chinese why.

    `text` is the page's source as decoded; `shown` its visible text, worked out when not given; `headers` have any
    case. OK means that the page is the site's own and was there; whether it is a redirect is `redirect_target`'s to say.
    A page that says the site is being maintained, or that its program broke down, is an HTTP_ERROR: no answer.
    """
    code = 200 if status is None else status
    size = len(text)
    if code in (404, 410):
        return Outcome.NOT_FOUND, f"HTTP {code}"
    lowered = {name.lower(): value for name, value in headers.items()}
    cookies = lowered.get("set-cookie", "")
    if code in _FIREWALL_STATUS:
        if code in _CHALLENGE_STATUS:
            return Outcome.FIREWALL, f"HTTP {code}，防火墙验证页"
        words = shown if shown is not None else flat.shown_text(tree)
        found = firewall(text, words, titles.document_title(tree), cookies, _links(tree))
        if size < _SMALL_BODY or found or cookie_vendor(cookies):
            return Outcome.FIREWALL, f"HTTP {code}，防火墙拦截页" + (
                f"（{found}）" if found else ""
            )
    if code in _NO_PAGE:
        return Outcome.BROKEN, f"HTTP {code}，{_NO_PAGE[code]}"
    if not 200 <= code < 300:
        return Outcome.HTTP_ERROR, f"HTTP {code}"
    if size <= 4:
        return (
            Outcome.FIREWALL if size else Outcome.BROKEN,
            "响应为空" if not size else "响应只有几个字节",
        )
    title = titles.document_title(tree)
    if size > _LARGE and not cookie_vendor(cookies) and not _titled_gone(title):
        return Outcome.OK, ""
    words = shown if shown is not None else flat.shown_text(tree)
    return _classify_small(tree, text, words, title, cookies)


def _classify_small(
    tree: html.HtmlElement, text: str, words: str, title: str, cookies: str
) -> tuple[Outcome, str]:
    if _titled_gone(title):
        return Outcome.NOT_FOUND, f"页面标题为“{title[:40]}”"
    if len(words) > _ERROR_WORDS:
        return Outcome.OK, ""
    linked = _links(tree)
    if _IS_DATED.search(words) is None:
        leads_on = bool(cookies) and _leads_on(tree, text, words)
        if blocked := firewall(text, words, title, cookies, linked, leads_on=leads_on):
            return Outcome.FIREWALL, f"防火墙页面：{blocked}"
        gone = _GONE.search(words)
        if gone is None and linked <= _ERROR_LINKS:
            gone = _GONE_CODE.search(words)
        if gone:
            return Outcome.NOT_FOUND, f"页面称“{_quoted(gone)}”"
        if linked <= _ERROR_LINKS:
            said = f"{title}\n{words}"
            if broke := _BROKE.search(said):
                return Outcome.HTTP_ERROR, f"页面是系统错误：“{_quoted(broke)}”"
            if maintained := _MAINTAINED.search(said):
                return Outcome.HTTP_ERROR, f"网站维护中：“{_quoted(maintained)}”"
    if len(words) < TINY and _is_shell(tree, text, words):
        return Outcome.SCRIPT_SHELL, "页面内容全靠脚本生成"
    return Outcome.OK, ""


def _titled_gone(title: str) -> bool:
    return bool(_GONE_TITLE.match(title) or ("404" in title and _CODE_IN_TITLE.search(title)))


def _quoted(found: re.Match[str]) -> str:
    return " ".join(found.group(0).split())[:40]


def _links(tree: html.HtmlElement) -> int:
    """How many links a page has that lead somewhere, counted up to a few."""
    leading = (
        1
        for link in tree.iter("a", "area")
        if (href := link.get("href")) and href[0] != "#" and href[:10].lower() != "javascript"
    )
    return sum(islice(leading, 2 * _ERROR_LINKS))


def _leads_on(tree: html.HtmlElement, text: str, words: str) -> bool:
    """Whether a page that shows little has its content in frames or sends its reader to it."""
    if next(tree.iter("frame", "iframe", "frameset"), None) is not None:
        return True
    return bool(redirect_target(tree, text, "http://localhost/", words))


def _is_shell(tree: html.HtmlElement, text: str, words: str) -> bool:
    if _leads_on(tree, text, words):
        return False
    linked = sum(1 for link in tree.iter("a", "area") if link.get("href"))
    if linked >= 3:
        return False
    if _APP.search(text) or _ENABLE.search(text):
        return True
    if is_program(tree, text, words):
        return True
    scripts = list(tree.iter("script"))
    inner = sum(len(script.text or "") for script in scripts)
    return len(words) < 60 and bool(scripts) and (inner > 400 or len(scripts) >= 3)


def placeholder(own_text: str) -> str:
    """The words by which a page without rows says that it holds nothing (yet), "" when it does not."""
    if len(own_text) > 3000:
        return ""
    match = _PLACEHOLDER.search(own_text)
    return " ".join(match.group(0).split()) if match else ""

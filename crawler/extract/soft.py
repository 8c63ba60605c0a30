"""What a page that answered really is: the site's page, a firewall's, a script shell, an error page, a redirect."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import html

from crawler.extract import meta as metas
from crawler.extract.links import Resolver
from crawler.snapshot.facts import Outcome

_FIREWALL_WORDS = re.compile(
    r"安全狗|云锁|创宇盾|知道创宇|网站防火墙|网防G01|护卫神|玄武盾|"
    r"D盾|云防护|云盾|拦截提示|访问被拦截|"
    r"您的(?:请求|访问)(?:已被|被|存在|带有)|"
    r"请求(?:包含|带有)不合法|访问验证|安全验证|人机验证|浏览器安全检查|Web应用防火墙|"
    r"web application firewall|__jsl_clearance|"
    r"\bWAF\b|waf_|acw_sc__v2|safedog|yunsuo_session|Request blocked|访问(?:过于|太)频繁|请开启JavaScript并刷新|"
    r"_\$jsvmprt|\$_ts\s?=|c\.FxJzG50F|antidom",
    re.I,
)
_FIREWALL_STATUS = frozenset({403, 405, 406, 412, 418, 422, 429, 493, 503, 521, 567})
_CHALLENGE = re.compile(
    r"__jsl_clearance|__jsluid|acw_sc__v2|\$_ts\s?=|yunsuo_session_verify|document\.cookie\s?=",
    re.I,
)
_GONE = re.compile(
    r"页面(?:不存在|未找到|没有找到|找不到|已(?:被)?删除|走丢|丢失|无法找到)|"
    r"(?:找不到|没有找到|未找到|无法找到)(?:您(?:要|想|所)?)?(?:要|想|所)?"
    r"(?:访问|查看|浏览|请求|查找)?的?(?:页面|网页|文件|内容|信息|资源)|"
    r"您(?:要|所|想)?(?:访问|查看|浏览|请求)的(?:页面|网页|内容|信息|文件|栏目|资源)"
    r"(?:可能)?(?:已)?(?:不存在|被删除|已删除|已?经?(?:被)?(?:删除|移除|下线)|没有找到|未找到|找不到|走丢)|"
    r"(?:文章|信息|内容|稿件|栏目|网页)(?:不存在|已(?:被)?删除|已下线)|"
    r"该(?:信息|文章|页面|栏目)(?:已(?:被)?(?:删除|移除|下线)|不存在)|"
    r"404\s?(?:错误|not found|页面|-|—)|not found|HTTP\s?404|错误\s?404",
    re.I,
)
_GONE_TITLE = re.compile(
    r"^\s?(?:404|找不到|页面不存在|页面未找到|出错|错误页|error\s?404|not found|HTTP\s?404)|"
    r"404\s?$|404.{0,6}(?:页|错误|not)",
    re.I,
)
_PLACEHOLDER = re.compile(
    r"(?:栏目|网站|页面|内容|本栏|系统|板块|信息)?\s?(?:正在|尚在|还在)?\s?"
    r"(?:建设|完善|更新|维护|整理|调整|筹建|改版|制作)(?:之)?中(?:[\s.…!！，,。～~]|$)"
    r"|敬请期待|暂无(?:相关)?(?:内容|信息|数据|记录|文章|资料|文件|公告|列表|更新)?|暂时没有(?:相关)?(?:内容|信息|数据)|"
    r"没有(?:找到)?(?:相关|任何|符合条件的)?(?:内容|信息|数据|记录)|"
    r"尚未(?:发布|添加|更新)(?:内容|信息)?|无相关(?:内容|信息|数据)|"
    r"该栏目(?:暂)?无(?:内容|信息)|(?<!\d)共\s?0\s?(?:条|篇|页|项|个)|内容为空|栏目为空"
)
_SCRIPT_GO = re.compile(
    r"(?:(?:window|self|top|parent|document|this)\s?\.\s?){0,3}location(?:\s?\.\s?href)?\s?=\s?((?:[\"'][^\"'\n]{0,500}[\"']\s?\+?\s?){1,8})"
    r"|location\s?\.\s?(?:replace|assign)\s?\(\s?((?:[\"'][^\"'\n]{0,500}[\"']\s?\+?\s?){1,8})",
    re.I,
)
_QUOTED = re.compile(r"[\"']([^\"'\n]{0,500})[\"']")
_FUNCTION = re.compile(r"\bfunction\b|=>|\bif\s?\(|setInterval|setTimeout|onclick", re.I)
_APP = re.compile(
    r"id=[\"']?(?:app|root|__next|__nuxt|main-app|app-root|vue-app)[\"']?[\s>/]|<app-root|\bng-app\b|data-reactroot|window\._CONFIG\s?=|"
    r"<router-view|webpackJsonp|chunk-vendors|\bv-cloak\b",
    re.I,
)
_ENABLE = re.compile(r"(?:enable|without|需要|启用|开启|允许|打开)\s?(?:java)?script", re.I)
_TINY = 120  # characters of shown text under which a page shows nothing of its own
_SMALL_BODY = 600  # bytes under which a firewall's answer stays


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
    """
    code = status or 200
    size = len(text)
    if code in (404, 410):
        return Outcome.NOT_FOUND, f"HTTP {code}"
    lowered = {name.lower(): value for name, value in headers.items()}
    cookies = lowered.get("set-cookie", "")
    if code in _FIREWALL_STATUS:
        if size < _SMALL_BODY or _FIREWALL_WORDS.search(text[:20_000]) or "__jsl" in cookies:
            return Outcome.FIREWALL, f"HTTP {code}，防火墙拦截页"
        if code in (412, 521):
            return Outcome.FIREWALL, f"HTTP {code}，防火墙验证页"
    if code >= 400:
        return Outcome.HTTP_ERROR, f"HTTP {code}"
    if size <= 4:
        return (
            Outcome.FIREWALL if size else Outcome.BROKEN,
            "响应为空" if not size else "响应只有几个字节",
        )
    if size > 60_000 and "__jsl" not in cookies and not _GONE_TITLE.search(_title(tree)):
        return Outcome.OK, ""
    words = shown if shown is not None else shown_text(tree)
    return _classify_small(tree, text, words, cookies)


def _classify_small(
    tree: html.HtmlElement, text: str, words: str, cookies: str
) -> tuple[Outcome, str]:
    title = _title(tree)
    if len(words) < 800:
        found = _FIREWALL_WORDS.search(text[:20_000])
        if found and (len(words) < 400 or _CHALLENGE.search(text)):
            return Outcome.FIREWALL, f"防火墙页面：{found.group(0)[:30]}"
        if len(words) < 20 and "__jsl" in cookies:
            return Outcome.FIREWALL, "防火墙验证页（__jsl_clearance）"
    if _GONE_TITLE.search(title):
        return Outcome.NOT_FOUND, f"页面标题为“{title[:40]}”"
    if len(words) < 600:
        gone = _GONE.search(words)
        if gone:
            return Outcome.NOT_FOUND, f"页面称“{gone.group(0)[:40]}”"
    if len(words) < _TINY and _is_shell(tree, text, words):
        return Outcome.SCRIPT_SHELL, "页面内容全靠脚本生成"
    return Outcome.OK, ""


def _is_shell(tree: html.HtmlElement, text: str, words: str) -> bool:
    if next(tree.iter("frame", "iframe", "frameset"), None) is not None:
        return False
    if redirect_target(tree, text, "http://localhost/"):
        return False
    linked = sum(1 for link in tree.iter("a", "area") if link.get("href"))
    if linked >= 3:
        return False
    if _APP.search(text) or _ENABLE.search(text):
        return True
    scripts = list(tree.iter("script"))
    inner = sum(len(script.text or "") for script in scripts)
    return len(words) < 60 and bool(scripts) and (inner > 400 or len(scripts) >= 3)


def _title(tree: html.HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def shown_text(tree: html.HtmlElement) -> str:
    """The visible text of a page in one line."""
    from crawler.extract import flat

    return " ".join(flat.lines(flat.visible(flat.flatten(tree))))


def placeholder(own_text: str) -> str:
    """The words by which a page without rows says that it holds nothing (yet), "" when it does not."""
    if len(own_text) > 3000:
        return ""
    match = _PLACEHOLDER.search(own_text)
    return " ".join(match.group(0).split()) if match else ""


def redirect_target(tree: html.HtmlElement, text: str, url: str) -> str:
    """Where a page sends its reader by meta refresh or script at once, absolute; "" when it stays.

    A script counts only on a page that shows next to nothing, and outside functions and conditions.
    """
    resolver = Resolver(url)
    target = resolver.absolute(metas.refresh_target(tree))
    if target and target != url:
        return target
    if len(text) > 8000 or len(shown_text(tree)) > _TINY:
        return ""
    for script in tree.iter("script"):
        code = script.text or ""
        if _FUNCTION.search(code) or len(code) > 3000:
            continue
        match = _SCRIPT_GO.search(code)
        if match:
            joined = "".join(_QUOTED.findall(match.group(1) or match.group(2)))
            target = resolver.absolute(joined)
            if target and target != url:
                return target
    return ""

"""Pages by which a firewall answers in a site's place: what they block, and what they first want proved."""

from __future__ import annotations

import re

# What stands in the source of a vendor's block page alone: addresses of its pictures and help pages, its own sentences.
_BLOCKS = (
    (
        "知道创宇",
        r"notice-jiasule|(?:static|dynamic)\.jiasule\.com|365cyd\.com|ks-waf-error|jsl_sec|创宇盾(?:提示您|拦截)|已被(?:创宇盾|知道创宇)",
    ),
    (
        "阿里云",
        r"errors?\.aliyun(?:dun)?\.com|sd-base/static/[\d.]{3,12}/image/405\.png|alicdn\.com/sd/punish|"
        r"request has been blocked as it may cause potential threats|由于您访问的URL有可能对网站造成安全威胁",
    ),
    (
        "腾讯云",
        r"waf(?:-static)?\.tencent(?:-?cloud)?\.com|腾讯T-Sec|block-pages/static|您提交的请求(?:存在异常|可能对网站造成威胁)",
    ),
    (
        "华为云",
        r"content=\"CloudWAF\"|<title[^>]{0,40}>访问被拦截|hws_security@|您的请求疑似攻击行为|YOUR REQUEST HAS BEEN DENIED",
    ),
    (
        "长亭雷池",
        r"\.safeline/|challenge\.rivers\.chaitin|安全检测能力由|您的访问请求可能对网站造成安全威胁|"
        r"<!-- event_id: [0-9a-f]{32}",
    ),
    (
        "安恒",
        r"admin\.dbappwaf\.cn|error\.websaas\.cn|class=[\"']?dbwaf|已被(?:玄武盾|云防护(?:安全)?)拦截|"
        r"<title>\s?403 - 云防护",
    ),
    (
        "奇安信网站卫士",
        r"wzws-waf-cgi|wang(?:zhan|shan)\.360\.cn|已被(?:网站卫士|安域防护)拦截|<title>493</title>",
    ),
    (
        "安全狗",
        r"404\.safedog\.cn|safedogsite/|如果您是网站管理员，请登录安全狗|服务器安全狗防护验证页面|已被(?:网防G01|安全狗)拦截",
    ),
    ("云锁", r"yunsuologo|已被云锁拦截"),
    (
        "宝塔",
        r"btwaf_|bt\.cn/new/btwaf|/(?:renji|huadong)_[0-9a-f]{8}_|您的请求带有不合法参数，已被网站管理员设置拦截",
    ),
    ("D盾", r"D盾_拦截提示"),
    ("网宿", r"您当前的访问行为存在异常，请稍后重试"),
    ("绿盟", r"class=[\"']?nsfocus|绿盟[^<\n]{0,20}(?:拦截|阻断)"),
    ("深信服", r"sangfor[-_](?:waf|ngaf|block)|深信服[^<\n]{0,20}(?:拦截|阻断)"),
    ("启明星辰", r"onclick=\"onUpload\(\)\">拦截上报|触发WAF防护"),
    ("YUNDUN", r"yundun\.com/yd[-_]http[-_]error|Blocked by YUNDUN"),
    ("西部数码", r"访问已被云网盾拦截|<title>WTS-WAF"),
    ("护卫神", r"护卫神[^<\n]{0,20}(?:拦截|入侵防护)"),
    ("网关", r"class=[\"']infobox-texts|当前访问疑似黑客攻击|已被网站管理员设置为?拦截"),
)
# What makes a visitor's browser prove itself; the pages that it then gets may have the same scripts beside their content.
_CHALLENGES = (
    (
        "知道创宇",
        r"__jsl_clearance|__jsluid|\('_'\)\+\('_'\)\+\('j'\)\+\('s'\)\+\('l'\)",
    ),
    ("阿里云", r"acw_sc__v[23]|aliyun_waf_aa"),
    ("瑞数", r"\$_ts\s?=|_\$jsvmprt|9DhefwqGPrzGxEp9hPaoag|c\.FxJzG50F|FSSBBIl1UgzbN7N"),
    ("奇安信网站卫士", r"WZWS_CONFIRM|wzws_cid|请开启JavaScript并刷新该页"),
    ("云锁", r"yunsuo_session"),
    ("宝塔", r"btwaf|Rxizm32rm3CPpyyW"),
    ("百度云加速", r"yunjiasu-cgi|yjs_use_ob"),
    ("Cloudflare", r"cf_chl_|cf-browser-verification"),
)


def _vendors(marks: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<v{at}>{mark})" for at, (_, mark) in enumerate(marks)), re.I)


_BLOCK, _CHALLENGE = _vendors(_BLOCKS), _vendors(_CHALLENGES)
_COOKIES = (
    ("知道创宇", "__jsl"),
    ("瑞数", "FSSBBIl1UgzbN7N"),
    ("云锁", "yunsuo_session_verify"),
    ("华为云", "HWWAFSESID"),
    ("奇安信网站卫士", "wzws_cid"),
    ("长亭雷池", "sl-challenge"),
)
_ON_CHALLENGES_ALONE = frozenset({"云锁", "长亭雷池"})
# What a firewall says to the visitor of the request that he made; an article speaks of other people's.
_SAYS = re.compile(
    r"(?:您|你)的?(?:当前|本次)?的?(?:请求|访问|操作|IP)[^。！!\n]{0,40}(?:拦截|阻断|拒绝|禁止|不合法|恶意|攻击|威胁)|"
    r"(?:当前|本次|此次)(?:请求|访问)[^。！!\n]{0,40}(?:拦截|阻断|拒绝|攻击|威胁)|"
    r"(?:请求|访问)(?:已)?被(?:WAF|Web应用防火墙|网站防火墙|防火墙|安全系统|服务器|管理员设置的策略)?(?:拦截|阻断)|"
    r"请求(?:包含|带有)不合法|(?:访问|操作|请求)(?:过于|太)(?:频繁|快)|"
    r"请(?:先)?(?:完成|进行|通过)[^。！!\n]{0,10}(?:安全验证|人机验证|滑块|验证后)|"
    r"(?:正在|进行|执行)[^。！!\n]{0,6}浏览器(?:安全)?检[查测]|"
    r"Request blocked|your (?:request|access) (?:has been|was) (?:blocked|intercepted|denied)|checking your browser",
    re.I,
)
_TITLE = re.compile(
    r"\W{0,3}(?:网站防火墙|Web应用防火墙|web application firewall|WAF|拦截|访问(?:被)?拦截|安全拦截|访问验证|安全验证|"
    r"人机验证|滑动验证|访问受限|访问被(?:拦截|拒绝|阻断)|入侵防御系统|Access Denied|Just a moment)"
    r"(?:提示|页面?|详情|拦截|通知)?[\s.!！。…:：-]{0,6}",
    re.I,
)
_SETS_COOKIE = re.compile(r"document\.cookie\s?=")
_GOES_BACK = re.compile(
    r"location\.(?:reload|href\s?=\s?location|replace\(location)|location\s?=\s?location",
    re.I,
)
_HEAD = 20_000  # characters of the source in which its marks are looked for
_BLOCK_WORDS = 600  # characters that a block page may show
_SAID_WORDS = 400
_CHALLENGE_WORDS = 60  # characters that a challenge, which is all script, may show
_MOST_LINKS = 5  # a firewall's page has no menu of the site


def firewall(
    source: str, words: str, title: str, cookies: str, linked: int, *, leads_on: bool = False
) -> str:
    """Which firewall a page is from and by what it is known; "" when the page is the site's own.

    `words` is its visible text, `title` its <title>, `cookies` its Set-Cookie header, `linked` the number of its links,
    `leads_on` whether it sends its reader on or has frames. A page with a menu or an article is no firewall's, whatever it
    speaks of, nor is an empty one that leads on, for the site's own answers have the firewall's cookie as well.
    """
    if linked > _MOST_LINKS or len(words) > _BLOCK_WORDS:
        return ""
    head = source[:_HEAD]
    if found := _BLOCK.search(head):
        return f"{_BLOCKS[int((found.lastgroup or 'v0')[1:])][0]}，{_quoted(found)}"
    if found := _TITLE.fullmatch(title):
        return _quoted(found)
    if len(words) <= _SAID_WORDS and (found := _SAYS.search(words)):
        return _quoted(found)
    if len(words) > _CHALLENGE_WORDS:
        return ""
    if found := _CHALLENGE.search(head):
        return f"{_CHALLENGES[int((found.lastgroup or 'v0')[1:])][0]}验证页，{_quoted(found)}"
    vendor = cookie_vendor(cookies)
    if vendor and not linked and (not leads_on or vendor in _ON_CHALLENGES_ALONE):
        return f"{vendor}验证页"
    if _SETS_COOKIE.search(head) and _GOES_BACK.search(head):
        return "写入 Cookie 后重新载入的验证页"
    return ""


def cookie_vendor(cookies: str) -> str:
    """The firewall that sets a cookie, "" for none."""
    return next((vendor for vendor, name in _COOKIES if name in cookies), "")


def _quoted(found: re.Match[str]) -> str:
    return " ".join(found.group(0).split())[:30]

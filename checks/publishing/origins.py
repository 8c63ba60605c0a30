"""What a document shows of where it comes from: the words before its title's matter, issuer, source and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.snapshot.facts import Document
from rules.plain_text import plain

NATIONAL = re.compile(
    r"^(?:中共中央|中央|国务院|全国人大|全国人民代表大会|全国政协|最高人民|中华人民共和国|国家[\u4e00-\u9fff]{2,14}(?:局|委|总局|办)|"
    r"国家[\u4e00-\u9fff]{2,16}应急预案|"
    r"(?:外交|国防|教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|住房和?城乡建设|"
    r"交通运输|水利|农业农村|农业|商务|文化和旅游|退役军人事务|应急管理|人社|工信|住建)部(?!门|队|署|分)|"
    r"(?:国家)?(?:税务|市场监督?管理?|广播?电视?|金融监督?管理?|体育)总局|海关总署|审计署|中国人民银行(?![\u4e00-\u9fff]*[分支]行)|"
    r"中国政府网|中央政府门户网站|中国(?:银保监会|证监会|民用航空局))"
)
"""How the names of national authorities begin."""
_MEDIA = re.compile(
    r"融媒|日报|晚报|早报|时报|新华|人民网|央视|电视台|电台|广播|客户端|公众号|微信|微博|大众网|新闻|媒体|报社|杂志|澎湃|腾讯|网易|"
    r"新浪|百度|搜狐|头条|发布厅|融合|^[\u4e00-\u9fff]{2,6}发布$|通讯|报$"
)
NATIONAL_MEDIA = re.compile(
    r"^(?:新华(?:社|网|每日电讯|视点)|人民(?:日报|网)|央视|中央(?:电视台|广播电视)|光明(?:日报|网)|(?:经济|法治|农民|工人|科技)日报|"
    r"求是|中新(?:社|网)|学习强国|中国(?:新闻|经济|青年|人大|普法|文明|环境|教育|应急|就业|发展|改革|财经|消费者|食品安全|质量新闻)?"
    r"(?:网|报|日报|新闻网|新闻社)$)"
)
"""The media whose reports are of the whole country's matters: what a site copies from them is a repost."""
_FORM_FIRST = re.compile(
    r"^(?:[【\[(（](?:[^】\])）]{0,8}(?:解读|图解|读懂|看懂|问答|视频|动漫|政策)[^】\])）]{0,4})[】\])）][:：|丨︱\-—·]{0,3}|"
    r"(?:一图读懂|一图看懂|一图速览|一张图读懂|一张图看懂|图解政策|政策图解|图解|图说|政策解读|政策问答)[:：|丨︱\-—·]{0,3}|"
    r"(?:文字解读|图文解读|图片解读|视频解读|专家解读|部门解读|媒体解读|解读|问答|视频|动漫)[:：|丨︱\-—·]{1,3})"
)
_HEAD_END = re.compile(
    r"关于|印发|转发|发布|公布|公开|公告|通告|通知|召开|举办|举行|开展|组织|调整|批转|解读|政策|对|"
    r"(?:19|20)\d\d|[二][〇○零]|[《》“”\"':：,，。、(（\[【〔|第]"
)
_FORMAL = ("关于", "印发", "转发", "发布", "公布", "公告", "通告", "通知", "公开")
_OWN_INTERPRETATION = re.compile(r"解读|图解|一图读懂|读懂|问答|说明")
_ANNUAL = re.compile(
    r"^(?:(?:19|20)\d\d年度?)?(?:[上下]半年|前?[一二三四]季度|前?(?:\d{1,2}|[一二三四五六七八九十]{1,2})个?月份?|全年|本年度)?"
)
_SIGNATURE_DATE = re.compile(
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日|[二一〇○零0-9０-９]{4}年[^日]{2,5}日)$"
)
_ISSUES = re.compile(r"^(?:关于)?(?:印发|公布|发布|下发|颁布)《([^《》]{4,80})》")
_ISSUER_LABELS = (
    "发文机关",
    "发文单位",
    "制发机关",
    "发布机构",
    "发布机关",
    "发布单位",
    "信息来源机关",
    "公开机构",
)
_SOURCE_LABEL = re.compile(r"^(?:信息来源|来源|稿源|转载自|转自|转载)[:：]?")


def title_head(title: str) -> tuple[str, bool]:
    """The words before a title's matter, where its author is named, and whether a formal word (关于, 印发) ends them.

    >>> title_head("博山区教育局关于招生工作的通知")
    ('博山区教育局', True)
    """
    own = plain(title)
    text = _FORM_FIRST.sub("", own, count=1).lstrip("【[(（“\"'")
    if text.startswith("《") and _OWN_INTERPRETATION.search(own):
        text = text[1:]
    text = _ANNUAL.sub("", text)
    end = _HEAD_END.search(text)
    head = text[: end.start()] if end else text[:40]
    return head, end is not None and end[0] in _FORMAL


def issued_by_it(title: str) -> str:
    """What a notice without an issuer's name issues; "" for another title. A notice that carries something out issues none.

    >>> issued_by_it("关于印发《2023年德州市政务公开工作要点》的通知")
    '2023年德州市政务公开工作要点'
    """
    found = _ISSUES.match(plain(title))
    return found[1] if found else ""


def issuers_of(document: Document) -> list[str]:
    """The names under 发文机关, 发布机构 and their like, without white space, each once."""
    facts = document.facts
    if facts is None:
        return []
    names = [facts.issuer, *(facts.metadata.get(label, "") for label in _ISSUER_LABELS)]
    return list(dict.fromkeys(plain(name) for name in names if name))


def authors_of(document: Document) -> list[str]:
    """The names under 发文机关 and its like: those who wrote, not those who put it on the site."""
    facts = document.facts
    if facts is None:
        return []
    names = (facts.metadata.get(label, "") for label in _ISSUER_LABELS[:3])
    return [plain(name) for name in names if name]


def source_of(document: Document) -> str:
    """The source (来源) without its label and white space; "" for none, or where it is a local news medium."""
    name = _SOURCE_LABEL.sub("", plain(document.source))
    if NATIONAL.match(name) or NATIONAL_MEDIA.match(name):
        return name
    return "" if _MEDIA.search(name) else name


def signatures_of(text: str) -> Iterator[str]:
    """What stands above a date on a line of its own at the end of a text (落款), the last first."""
    lines = [plain(line) for line in text.splitlines() if line.strip()]
    for position in range(len(lines) - 1, max(-1, len(lines) - 400), -1):
        if position and _SIGNATURE_DATE.match(lines[position]) and len(lines[position - 1]) <= 30:
            yield lines[position - 1]

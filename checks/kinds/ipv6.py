"""The homepage says that the site is reached over IPv6 (互联网协议第6版).

**Judged**: whether the homepage carries the site's own mark of it: 本网站支持IPv6, IPv6 network supported, or a badge.

**Counts**: a short mark in the text or foot of the homepage, the words of its links and of its images (alt, title, or the
name of a badge's file), also in a frame of it on the same host. White space and letter case do not matter.

**Does not count**: the headline of an item that is about IPv6 (推进IPv6规模部署, 启动网站IPv6改造), and a mark that says no
(暂不支持IPv6).

**Why**: clauses ask that a portal support IPv6 by a given day. A crawl may run in a network without IPv6, where a site
that supports it cannot be told from one that does not, so a missing mark decides nothing: the rule stays open and says
how it is tried. It never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.context import Context
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import (
    Place,
    column_at,
    homepage_unread,
    page_places,
    read_homepage,
    unread_frames,
)
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Homepage, SiteSnapshot
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_LONGEST_MARK = (
    24  # characters, without white space, that a mark may have; a headline has more, or says more
)
_LONGEST_TEXT = 20_000
_NAMED = re.compile(r"ipv-?6|互联网协议第(?:6|六)版")
_ITSELF = re.compile(
    r"(?:本网站|本站|本网|网站|门户|网络)(?:已|现|现已|全面|同时|均)?(?:支持|启用|开通|接入|可用)"
    r"|^(?:已|现已|全面)?支持|^(?:ipv-?6|互联网协议第(?:6|六)版)(?:网络|网站|访问|环境|协议|用户)?(?:已|现已)?(?:支持|访问|可访问|可用|标识|$)"
    r"|(?:本网站|本站|本网|网站)的?(?:ipv-?6|互联网协议第(?:6|六)版)|双栈"
    r"|network|supported|support|enabled|ready|logo|icon|\.(?:png|jpe?g|gif|svg)"
)
_NOT_A_MARK = re.compile(
    r"不支持|未支持|尚未|暂未|暂不|没有|推进|加快|启动|开展|部署|改造|升级|工作|行动|计划|方案|通知|培训|会议|召开|建设|规模|应用|解读|攻关|大会|年底前"
)
_PART = re.compile(r"[\n|｜丨。；;、]|\s{2,}")
_BADGE = re.compile(r"(?:^|\s)ipv-?6(?=\s|$)", re.IGNORECASE)


class Ipv6Params(Params):
    """Parameters of `ipv6`: none."""


def judge(site: SiteSnapshot, params: Ipv6Params, context: Context) -> Judgement:
    """Look for the mark on the homepage."""
    page = read_homepage(site)
    if page is None:
        unread = homepage_unread(site)
        return Judgement("unread", {"unread": unread_said(unread) or "网站首页"}, unread=unread)
    headlines = {plain(row.title) for row in page.dated}
    for place in _places(site, page):
        # A badge's words stand alone in the foot, where no headline does.
        badge = _badge(place.quote) if place.quote == page.footer else ""
        if mark := _mark(place.quote, headlines) or badge:
            evidence = Place(place.fetch, mark, place.url).evidence("首页上支持IPv6的标识")
            return Judgement("pass", {"mark": mark}, evidence=[evidence])
    frames = unread_frames(site)
    looked = Evidence.of(page.fetch, page.footer or page.title, note="已核对的网站首页")
    return Judgement(
        "no_mark",
        {"frames": f"，另有首页框架页{listed(frames, 3)}未能读取" if frames else ""},
        evidence=[looked],
        searched=Searched(columns=("网站首页",), documents=0),
    )


def _places(site: SiteSnapshot, page: Homepage) -> Iterator[Place]:
    yield Place(page.fetch, page.footer)
    for text in dict.fromkeys(link.text for link in page.links):
        yield Place(page.fetch, text)
    yield Place(page.fetch, page.text)
    for url in page.frames:
        if frame := column_at(site, url):
            yield from page_places(frame)


def _mark(text: str, headlines: set[str]) -> str:
    """The part of a text that is a mark; "" where none is."""
    own = text[:_LONGEST_TEXT]
    if not _NAMED.search(plain(own).lower()):
        return ""
    for part in _PART.split(own):
        words = plain(part).lower()
        named = _NAMED.search(words)
        if named is None or plain(part) in headlines:
            continue
        near = words[max(0, named.start() - _LONGEST_MARK) : named.end() + _LONGEST_MARK]
        # A foot often is one line: what stands around the mark there is about something else.
        if len(words) > 2 * _LONGEST_MARK:
            near = _around(near)
        if _ITSELF.search(near) and not _NOT_A_MARK.search(near):
            return part.strip()[:80] if len(words) <= 2 * _LONGEST_MARK else near
    return ""


def _badge(foot: str) -> str:
    """The badge's words, where they stand alone in the foot."""
    for badge in _BADGE.finditer(foot[:_LONGEST_TEXT]):
        if not _NOT_A_MARK.search(foot[max(0, badge.start() - _LONGEST_MARK) : badge.start()]):
            return badge[0].strip()
    return ""


def _around(near: str) -> str:
    """The words directly around the mark, without what stands further off."""
    named = _NAMED.search(near)
    assert named is not None
    start = max(0, named.start() - 10)
    itself = re.search(r"(?:本网站|本站|本网|网站)[^,，:：]{0,6}$", near[start : named.start()])
    first = start + itself.start() if itself else named.start()
    return near[first : named.end() + 10]


def explain(params: Ipv6Params, vocabulary: Vocabulary) -> Explanation:
    """That only the site's own mark decides, and why its absence does not."""
    return Explanation(
        checked=("查看网站首页有无网站自己的IPv6支持标识（如“本网站支持IPv6”）。",),
        counts=(
            "首页正文、页脚、链接和图片说明中的标识，图片文件名写明IPv6的标识也算；不分大小写。",
        ),
        excludes=(
            "报道IPv6工作的新闻标题、“暂不支持IPv6”一类的话不算。",
            "没有标识不等于不支持：抓取所在的网络未必通IPv6，此时不作判定，请在IPv6网络中访问核实。",
        ),
    )


KIND = CheckKind(
    name="ipv6",
    params=Ipv6Params,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "首页有支持IPv6的标识：{mark}。"),
        "no_mark": OutcomeText(
            Verdict.UNDETERMINED,
            "首页没有支持IPv6的标识{frames}；没有标识不等于不支持，抓取所在的网络不能判断，"
            "请在IPv6网络中访问网站，或查域名的AAAA记录核实。",
        ),
        "unread": OutcomeText(
            Verdict.UNDETERMINED, "未能读取{unread}，无法查看有无支持IPv6的标识。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

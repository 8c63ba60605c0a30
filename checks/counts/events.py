"""Reports of events: several reports of one event are one event.

An open day is announced, reported on the day by the department that held it, and reported once more by the county; a
quarterly press conference is reported under four titles. Two reports are taken for one event when something ties them
together and nothing tells them apart:

- **tied**: the same ordinal (第12次), the same day or the same theme (“走进校园”) in titles that are alike; an
  announcement (预告, 邀请…的公告) and a report of the month after it on the same matter; or nearly identical matters
  within two weeks;
- **told apart**: different ordinals of one kind, years, days, bodies (教育局, 公安局) or policies (《…》); nearly identical
  titles of which one part is another (学前教育, 义务教育); an announcement made after the event was reported.

What is told apart stays so when a third report could be of both. A title's matter is what remains without its date,
place, body and the words that every such title has (成功举办, 活动, 预告).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from checks.pairs.titles import years
from checks.publishing.publishers import same_body
from checks.publishing.regions import authority
from checks.texts.stated_dates import number
from crawler.snapshot.facts import Document
from rules.plain_text import plain

_ORDINAL = re.compile(
    r"第(?P<count>[一二三四五六七八九十百\d]{1,4})(?P<unit>次|期|场|届|季度|季|批|轮|站|讲)|"
    r"(?P<quarter>[一二三四1-4])(?P<quarters>季度)"
)
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_MONTHS = re.compile(r"(\d{1,2})月(?:份)?")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:局|委员会|派出所|税务所|法院|检察院)|"
    r"[\u4e00-\u9fff]{1,6}?(?:镇|街道|乡|中心|医院|学校|中学|小学|公司)"
)
_BEFORE_BODY = re.compile(
    r"^.*(?:举办|举行|召开|开展|组织|走进|参观|来到|邀请|联合|代表|活动|会同|[县区旗](?!域)|[、，,])"
)
_THEME = re.compile(r"[“\"]([^”\"]{4,30})[”\"]")
_POLICY = re.compile(r"《([^《》]{3,60})》")
_GENERIC = re.compile(r"开放日|发布会|访谈|评价|培训|会议|吹风会|座谈会|听证会")
_ANNOUNCED = re.compile(
    r"预告|公告|通知|启事|邀请函|邀您|邀你|约您|报名|招募|诚邀|将于|将举|将召|将开|即将|拟于|^关于(?:邀请|举办|召开|开展|组织)"
)
_PERIOD = re.compile(
    r"(?:19|20)\d\d年(?:度)?|\d{1,2}月(?:\d{1,2}日)?(?:份)?|(?:上午|下午|今日|昨日|日前|近日)"
)
_EVERY_TITLE = re.compile(
    r"预告|公告|通知|启事|邀请函?|邀您|邀你|招募|征集|报名|诚邀|关于|将于|将|即将|拟于|成功|圆满|顺利|隆重|举办|举行|召开|开展|"
    r"组织|参加|参与|侧记|纪实|简讯|快讯|现场|活动|公开(?!课)|市民|群众|公众|居民|代表|我[省市区县]|全[省市区县]|的|了|"
    r"[省市区县](?=政府|委)|[【】\[\]()（）:：,，。、!！|\-—·“”\"]"
)
_ALIKE, _NEARLY = 55.0, 80.0
_TIED_SPAN, _ANNOUNCED_SPAN, _NEAR_SPAN = 45, 31, 14
_RARE, _NEIGHBOURS = 4, 30
_Told = TypeVar("_Told")
_SHORTEST = 4  # characters of a matter that may stand inside another
_OTHER_PART = 2  # characters on both sides that make one part of a title another


@dataclass(frozen=True, slots=True)
class _Report:
    title: str
    matter: str
    published: date | None
    announced: bool
    ordinals: frozenset[tuple[str, int]]
    days: frozenset[tuple[int, int]]
    in_title: bool  # the days stand in the title
    years: frozenset[str]
    bodies: frozenset[str]
    themes: frozenset[str]
    policies: frozenset[str]
    months: frozenset[str]


@dataclass(slots=True)
class _Event:
    """What is known of the reports joined so far."""

    first: date | None
    last: date | None
    reported: date | None  # the first report that is no announcement
    announced: date | None  # the last announcement
    ordinals: dict[str, int] = field(default_factory=dict)
    days: frozenset[tuple[int, int]] = frozenset()
    years: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    policies: frozenset[str] = frozenset()

    @classmethod
    def of(cls, report: _Report) -> _Event:
        """An event with one report."""
        day = report.published
        return cls(
            first=day,
            last=day,
            reported=None if report.announced else day,
            announced=day if report.announced else None,
            ordinals=dict(report.ordinals),
            days=report.days,
            years=report.years,
            bodies=report.bodies,
            policies=report.policies,
        )

    def is_apart(self, other: _Event) -> bool:
        """Whether something tells two events apart, whatever ties their reports."""
        for unit, count in self.ordinals.items():
            if other.ordinals.get(unit, count) != count:
                return True
        return (
            _differ(self.policies, other.policies)
            or _differ(self.days, other.days)
            or _differ(self.years, other.years)
            or bool(self.bodies and other.bodies and not _overlap(self.bodies, other.bodies))
        )

    def is_followed(self, other: _Event) -> bool:
        """Whether one of two was reported before the other was announced."""
        return any(
            one.reported and two.announced and one.reported < two.announced
            for one, two in ((self, other), (other, self))
        )

    def span_with(self, other: _Event) -> int:
        """The days from the first to the last report of both."""
        known = [d for d in (self.first, self.last, other.first, other.last) if d]
        return (max(known) - min(known)).days if known else 0

    def join(self, other: _Event) -> None:
        """Take over the reports of another."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        reported = [day for day in (self.reported, other.reported) if day]
        announced = [day for day in (self.announced, other.announced) if day]
        self.first, self.last = min(firsts, default=None), max(lasts, default=None)
        self.reported, self.announced = min(reported, default=None), max(announced, default=None)
        self.ordinals |= other.ordinals
        self.days = self.days & other.days or self.days | other.days
        self.years = self.years & other.years or self.years | other.years
        self.policies = self.policies & other.policies or self.policies | other.policies
        self.bodies |= other.bodies


def distinct_events(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents grouped by the event they report, in the order in which each event first
    occurs.
    """
    reports = [_report(document) for document in documents]
    parent = list(range(len(reports)))
    events = [_Event.of(report) for report in reports]

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    for earlier, later in _candidates(reports):
        one, other = sorted((root(earlier), root(later)))
        if one == other or events[one].is_apart(events[other]):
            continue
        longest, is_sure = _longest(reports[earlier], reports[later])
        # Weekly reports of equal titles must not run together into one event that lasts all year.
        if events[one].span_with(events[other]) > longest:
            continue
        if is_sure or not events[one].is_followed(events[other]):
            parent[other] = one
            events[one].join(events[other])
    groups: dict[int, list[Document]] = {}
    for position, document in enumerate(documents):
        groups.setdefault(root(position), []).append(document)
    return list(groups.values())


def held_on(reports: Sequence[Document]) -> date | None:
    """The day on which the reported event took place, as far as their titles tell; None where nothing dates it.

    A day (3月28日) or quarter (第一季度) named in a title of the month and a half before its publication, or after an
    announcement; else the first publication that is no announcement.
    """
    read = [_report(document) for document in reports]
    stated = [day for report in read if (day := _stated_day(report))]
    if stated:
        return min(stated)
    told = [report.published for report in read if report.published and not report.announced]
    return min(told or [report.published for report in read if report.published], default=None)


def _stated_day(report: _Report) -> date | None:
    """The day in a title, or the last day of its quarter where the report came out after that; None for none."""
    published = report.published
    if published is None:
        return None
    days = sorted(report.days) if report.in_title else []
    quarter = dict(report.ordinals).get("季")
    if not days and quarter is not None and 1 <= quarter <= 4:
        days = [(3 * quarter, 30 if quarter in (2, 3) else 31)]
    for month, day in days[:1]:
        for year in (published.year, published.year - 1, published.year + 1):
            try:
                stated = date(year, month, day)
            except ValueError:
                continue
            earliest = -_TIED_SPAN if report.announced else 0
            if earliest <= (published - stated).days <= _TIED_SPAN:
                return stated
    return None


def _candidates(reports: Sequence[_Report]) -> Iterator[tuple[int, int]]:
    """Pairs of reports that something may tie together: an ordinal, day or theme, or rare pairs of characters that both
    matters hold. Thousands of reports are not all compared with each other.
    """
    ties: dict[object, list[int]] = {}
    for position, report in enumerate(reports):
        for tie in (*report.ordinals, *report.days, *report.themes, *_grams(report.matter)):
            ties.setdefault(tie, []).append(position)
    order = sorted(
        range(len(reports)),
        key=lambda i: (
            reports[i].published or date.min,
            not reports[i].announced,
            reports[i].title,
            i,
        ),
    )
    rank = {position: place for place, position in enumerate(order)}
    for members in ties.values():
        members.sort(key=rank.__getitem__)
    for later in order:
        report = reports[later]
        rarest = sorted(_grams(report.matter), key=lambda gram: (len(ties[gram]), gram))[:_RARE]
        near: dict[int, None] = {}
        for tie in (
            *sorted(report.ordinals),
            *sorted(report.days),
            *sorted(report.themes),
            *rarest,
        ):
            members = ties[tie]
            place = bisect_left(members, rank[later], key=rank.__getitem__)
            near.update(dict.fromkeys(members[max(0, place - _NEIGHBOURS) : place]))
        for earlier in sorted(near, key=rank.__getitem__, reverse=True):
            if _apart(reports[earlier], report) <= _TIED_SPAN:
                yield earlier, later


def _grams(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)} or (
        {text} if text else set()
    )


def _report(document: Document) -> _Report:
    title = plain(document.title or document.row_title)
    published = document.published
    days = _days(title)
    ordinals = {
        (match["unit"] or match["quarters"]).removesuffix("度"): number(
            match["count"] or match["quarter"]
        )
        for match in _ORDINAL.finditer(title)
    }
    bodies = frozenset(_BEFORE_BODY.sub("", body) or body for body in _BODY.findall(title))
    return _Report(
        title=title,
        matter=_matter(title),
        published=published.day if published else None,
        announced=bool(_ANNOUNCED.search(title)),
        ordinals=frozenset((unit, count) for unit, count in ordinals.items() if count),
        days=days or (_days(plain(document.own_text[:300])) if document.was_read else frozenset()),
        in_title=bool(days),
        years=years(title),
        bodies=bodies,
        themes=frozenset(t for t in _THEME.findall(title) if not _GENERIC.search(t)),
        policies=frozenset(_POLICY.findall(title)),
        months=frozenset(_MONTHS.findall(title)),
    )


def _days(text: str) -> frozenset[tuple[int, int]]:
    return frozenset((int(month), int(day)) for month, day in _DAY.findall(text))


@lru_cache(maxsize=65536)
def _matter(title: str) -> str:
    """What a title is about, without its date, ordinal, place, body and the words of every such title."""
    matter = _PERIOD.sub("", _ORDINAL.sub("", title))
    regions = authority(matter).regions
    matter = matter[sum(len(region.name) for region in regions) :]
    for body in _BODY.findall(matter):
        matter = matter.replace(_BEFORE_BODY.sub("", body) or body, "")
    matter = _EVERY_TITLE.sub(
        "", re.sub(r"[\u4e00-\u9fff]{2,4}[县区](?=政府|举|召开|开展|组织)", "", matter)
    )
    return matter if len(matter) >= 2 else title


def _share_words(one: str, other: str) -> bool:
    """Whether two matters are made of the same pairs of characters for the most part, in whatever order."""
    mine, its = _grams(one), _grams(other)
    return 2 * len(mine & its) >= _ALIKE / 100 * (len(mine) + len(its))


def _apart(one: _Report, other: _Report) -> int:
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)


def _longest(one: _Report, other: _Report) -> tuple[int, bool]:
    """Days over which reports of the two reports' one event may spread, -1 where nothing ties them; and whether the tie
    is sure enough for an announcement after a report.
    """
    from rapidfuzz import fuzz

    near = float(fuzz.ratio(one.matter, other.matter, score_cutoff=_ALIKE))
    short, long = sorted((one.matter, other.matter), key=len)
    inside = len(short) >= _SHORTEST and short in long
    if one.ordinals & other.ordinals and (near or inside or _share_words(one.matter, other.matter)):
        return _TIED_SPAN, True
    if near >= _NEARLY and _has_other_part(one.matter, other.matter):
        return -1, False
    if one.days & other.days and (near or inside):
        return _TIED_SPAN, one.in_title and other.in_title
    if one.themes & other.themes and near:
        return _ANNOUNCED_SPAN, False
    if one.months and other.months and not one.months & other.months:
        return -1, False
    if one.announced is not other.announced and (near >= _NEARLY or inside):
        return _ANNOUNCED_SPAN, False
    return (_NEAR_SPAN if near >= _NEARLY else -1), False


def _has_other_part(one: str, other: str) -> bool:
    """Whether some words of one title stand in the place of others of the other: 学前教育 for 义务教育."""
    from rapidfuzz.distance import Levenshtein

    return any(
        code.tag == "replace"
        and code.src_end - code.src_start >= _OTHER_PART
        and not set(one[code.src_start : code.src_end])
        & set(other[code.dest_start : code.dest_end])
        for code in Levenshtein.opcodes(one, other)
    )


def _differ(one: frozenset[_Told], other: frozenset[_Told]) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a.endswith(b) or b.endswith(a) or same_body(a, b) for a in one for b in other)

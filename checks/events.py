"""Reports of events: several reports of one event are one event.

An open day is announced, reported on the day, and reported once more by the county's paper; a
quarterly press conference is reported under four titles. Two reports are taken for one event
when nothing in their titles tells them apart and something ties them together:

- told apart by a different ordinal (第一次, 第三季度), a different day (5月18日, 6月2日) or
different bodies (教育局, 公安局); - tied together by the same ordinal or day in titles that are
alike, or by nearly identical titles within two weeks.

Evaluations of policies are told apart by the policy instead (`distinct_matters`): its questionnaire, its meeting and
its report are one evaluation, however many weeks lie between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checks.titles import cores, quoted
from crawler.snapshot.facts import Document
from rules.subject import plain

_ORDINAL = re.compile(
    r"第([一二三四五六七八九十百\d]+)(?:次|期|场|届|季度|季|批|轮|站|讲)|([一二三四]|\d)季度"
)
_DAY = re.compile(r"(?:(\d{1,2})月)(\d{1,2})日")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:局|镇|街道|乡|中心|医院|学校|中学|小学|公司|派出所|税务所|法院|检察院|委员会)"
)
_MONTHS = re.compile(r"(\d{1,2})月(?:份)?")
_ALIKE, _NEARLY = 55.0, 80.0
_SAME_DAY_SPAN, _NEAR_SPAN = 45, 14
_RARE, _NEIGHBOURS = 6, 40
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


Distinct = Literal["document", "event", "matter"]
"""What counts once: every document, every event, or every policy or matter that documents are about."""

UNIT = {"document": "件", "event": "次", "matter": "次"}
"""What is counted, as it stands after a number."""

_ABOUT_EVALUATION = re.compile(
    r"(?:开展|进行|组织|举行|举办|召开|关于|公布|公开|发布|对)+|"
    r"(?:政策|决策)?(?:实施|执行|落实|贯彻)?(?:后)?(?:效果|情况|成效)?(?:评价|评估|测评)|"
    r"(?:问卷|调查|征集|座谈会?|专题会?|访谈|走访|开放日|结果|结论|报告|运用|应用|情况|公示|公告|通知|工作|活动|的|和|与|及)"
)
_SHORTEST_MATTER = 4


def grouped(documents: Sequence[Document], distinct: Distinct) -> list[list[Document]]:
    """The documents in groups that count once each."""
    if distinct == "event":
        return distinct_events(documents)
    if distinct == "matter":
        return distinct_matters(documents)
    return [[document] for document in documents]


def distinct_matters(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents grouped by the policy they are about, in the order in which each first occurs.

    A policy is told by its name in 《》, or by what a title keeps without the words of evaluating. Reports of one event
    are of one matter as well.
    """
    group_of: dict[str, int] = {}
    groups: list[list[Document]] = []
    for event in distinct_events(documents):
        keys = {key for document in event for key in _matters(document)}
        at = next((group_of[known] for known in group_of if _same_matter(known, keys)), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].extend(event)
        group_of.update(dict.fromkeys(keys, at))
    return groups


def _matters(document: Document) -> list[str]:
    title = plain(document.title or document.row_title)
    named = [cores(name)[0].text for name in quoted(title) if cores(name)]
    if named:
        return named
    rest = _ABOUT_EVALUATION.sub("", cores(title)[0].text if cores(title) else title)
    return [rest] if len(rest) >= _SHORTEST_MATTER else []


def _same_matter(known: str, keys: set[str]) -> bool:
    return any(known == key or known in key or key in known for key in keys)


@dataclass(frozen=True, slots=True)
class _Report:
    title: str
    published: date | None
    ordinals: frozenset[str]
    day: tuple[int, int] | None
    told_day: tuple[int, int] | None
    bodies: frozenset[str]


def distinct_events(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents grouped by the event they report, in the order in which each event first
    occurs.
    """
    reports = [_report(document) for document in documents]
    parent = list(range(len(reports)))
    days = [report.published or date.min for report in reports]
    spans = [(day, day) for day in days]

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    for earlier, later in _candidates(reports):
        one, other = sorted((root(earlier), root(later)))
        if one == other:
            continue
        # Weekly reports of equal titles must not run together into one event that lasts all year.
        span = min(spans[one][0], spans[other][0]), max(spans[one][1], spans[other][1])
        if (span[1] - span[0]).days <= _longest(reports[earlier], reports[later]):
            parent[other] = one
            spans[one] = span
    groups: dict[int, list[Document]] = {}
    for position, document in enumerate(documents):
        groups.setdefault(root(position), []).append(document)
    return list(groups.values())


def _candidates(reports: Sequence[_Report]) -> Iterator[tuple[int, int]]:
    """Pairs of reports that something may tie together: an ordinal or day, or rare pairs of
    characters that both titles hold. Thousands of reports are not all compared with each other.
    """
    ties: dict[object, list[int]] = {}
    for position, report in enumerate(reports):
        for tie in (*report.ordinals, report.told_day):
            if tie is not None:
                ties.setdefault(tie, []).append(position)
        for start in range(len(report.title) - 1):
            ties.setdefault(report.title[start : start + 2], []).append(position)
    order = sorted(
        range(len(reports)), key=lambda i: (reports[i].published or date.min, reports[i].title, i)
    )
    rank = {position: place for place, position in enumerate(order)}
    for members in ties.values():
        members.sort(key=rank.__getitem__)
    for later in order:
        report = reports[later]
        grams = {report.title[i : i + 2] for i in range(len(report.title) - 1)}
        rarest = sorted(grams, key=lambda gram: (len(ties[gram]), gram))[:_RARE]
        near: dict[int, None] = {}
        for tie in (*sorted(report.ordinals), report.told_day, *rarest):
            if tie is None:
                continue
            members = ties[tie]
            place = bisect_left(members, rank[later], key=rank.__getitem__)
            near.update(dict.fromkeys(members[max(0, place - _NEIGHBOURS) : place]))
        for earlier in sorted(near, key=rank.__getitem__, reverse=True):
            if _apart(reports[earlier], report) <= _SAME_DAY_SPAN:
                yield earlier, later


def _report(document: Document) -> _Report:
    title = plain(document.title or document.row_title)
    published = document.published
    day = _DAY.search(title)
    told = day or (_DAY.search(plain(document.text[:300])) if document.was_read else None)
    return _Report(
        title=title,
        published=published.day if published else None,
        ordinals=frozenset(
            (m[1] or m[2]).translate(_DIGITS) + m[0][-1] for m in _ORDINAL.finditer(title)
        ),
        day=_month_and_day(day),
        told_day=_month_and_day(told),
        bodies=frozenset(_BODY.findall(title)),
    )


def _month_and_day(match: re.Match[str] | None) -> tuple[int, int] | None:
    return (int(match[1]), int(match[2])) if match else None


def _apart(one: _Report, other: _Report) -> int:
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)


def _longest(one: _Report, other: _Report) -> int:
    """Days over which reports of the two reports' one event may spread; -1 where they are of two."""
    if one.ordinals != other.ordinals and one.ordinals and other.ordinals:
        return -1
    if one.day != other.day and one.day and other.day:
        return -1
    if one.told_day != other.told_day and one.told_day and other.told_day:
        return -1
    if one.bodies and other.bodies and not _overlap(one.bodies, other.bodies):
        return -1
    from rapidfuzz import fuzz

    near = float(fuzz.ratio(one.title, other.title, score_cutoff=_ALIKE))
    tied = (one.ordinals and one.ordinals == other.ordinals) or (
        one.told_day and one.told_day == other.told_day
    )
    if tied and near >= _ALIKE:
        return _SAME_DAY_SPAN
    months = _MONTHS.findall(one.title), _MONTHS.findall(other.title)
    if all(months) and months[0] != months[1]:
        return -1
    return _NEAR_SPAN if near >= _NEARLY else -1


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a.endswith(b) or b.endswith(a) for a in one for b in other)

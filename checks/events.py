"""Reports of events: several reports of one event are one event.

An open day is announced, reported on the day, and reported once more by the county's paper; a
quarterly press conference is reported under four titles. Two reports are taken for one event
when nothing in their titles tells them apart and something ties them together:

- told apart by a different ordinal (第一次, 第三季度), a different day (5月18日, 6月2日) or
different bodies (教育局, 公安局); - tied together by the same ordinal or day in titles that are
alike, or by nearly identical titles within two weeks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


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

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    order = sorted(
        range(len(reports)), key=lambda i: (reports[i].published or date.min, reports[i].title, i)
    )
    for place, later in enumerate(order):
        for earlier in reversed(order[:place]):
            one, other = reports[earlier], reports[later]
            if _apart(one, other) > _SAME_DAY_SPAN:
                break
            if root(earlier) != root(later) and _one_event(one, other):
                parent[max(root(earlier), root(later))] = min(root(earlier), root(later))
    groups: dict[int, list[Document]] = {}
    for position, document in enumerate(documents):
        groups.setdefault(root(position), []).append(document)
    return list(groups.values())


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


def _one_event(one: _Report, other: _Report) -> bool:
    if one.ordinals != other.ordinals and one.ordinals and other.ordinals:
        return False
    if one.day != other.day and one.day and other.day:
        return False
    if one.told_day != other.told_day and one.told_day and other.told_day:
        return False
    if one.bodies and other.bodies and not _overlap(one.bodies, other.bodies):
        return False
    from rapidfuzz import fuzz

    near = float(fuzz.ratio(one.title, other.title))
    tied = (one.ordinals and one.ordinals == other.ordinals) or (
        one.told_day and one.told_day == other.told_day
    )
    if tied and near >= _ALIKE and _apart(one, other) <= _SAME_DAY_SPAN:
        return True
    months = _MONTHS.findall(one.title), _MONTHS.findall(other.title)
    if all(months) and months[0] != months[1]:
        return False
    return near >= _NEARLY and _apart(one, other) <= _NEAR_SPAN


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a.endswith(b) or b.endswith(a) for a in one for b in other)

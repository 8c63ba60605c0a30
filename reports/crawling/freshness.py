"""The map of a site's columns by how new their newest document is (栏目新鲜度): what is shown is the age on the day that
the audit judges from.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reports.crawling.model import ColumnReading

_BELOW = " > "


@dataclass(frozen=True, slots=True)
class Freshness:
    """One level: its word, and the symbol that carries it without colour."""

    code: str
    word: str
    symbol: str


LEVELS = {
    level.code: level
    for level in (
        Freshness("month", "一个月内更新", "●"),
        Freshness("half", "半年内更新", "◕"),
        Freshness("year", "一年内更新", "◑"),
        Freshness("old", "一年以上未更新", "○"),
        Freshness("undated", "内容没有日期", "◇"),
        Freshness("blank", "空白栏目", "□"),
        Freshness("unread", "未读到", "？"),
        Freshness("branch", "只有下级栏目", "▸"),
    )
}


@dataclass(slots=True)
class MapNode:
    """One column of the map with those below it; `above` names the path where the column above is not listed."""

    column: ColumnReading
    level: Freshness
    age: str
    above: str = ""
    below: list[MapNode] = field(default_factory=list)


def column_map(columns: Iterable[ColumnReading], as_of: str) -> list[MapNode]:
    """The columns as a forest, in the document's order; each under the nearest column above it that is listed."""
    tops: list[MapNode] = []
    by_path: dict[str, MapNode] = {}
    for column in columns:
        level = level_of(column, as_of)
        node = MapNode(column, level, age_words(column.newest, as_of))
        above = column.path.rpartition(_BELOW)[0]
        over = above
        while over and over not in by_path:
            over = over.rpartition(_BELOW)[0]
        if over != above:
            node.above = above
        (by_path[over].below if over else tops).append(node)
        by_path.setdefault(column.path, node)
    return tops


def count_levels(columns: Iterable[ColumnReading], as_of: str) -> list[tuple[Freshness, int]]:
    """How many columns have each level that occurs, the freshest first."""
    counts = Counter(level_of(column, as_of).code for column in columns)
    return [(level, counts[code]) for code, level in LEVELS.items() if counts[code]]


def level_of(column: ColumnReading, as_of: str) -> Freshness:
    """The level of one column; a column without a list of its own is a branch, not a blank."""
    if column.state == "unread":
        return LEVELS["unread"]
    newest, today = _date(column.newest), _date(as_of)
    if newest and today:
        for code, months in (("month", 1), ("half", 6), ("year", 12)):
            if newest >= _moved(today, -months):
                return LEVELS[code]
        return LEVELS["old"]
    documents = column.documents
    if column.rows or (documents and (documents.read or documents.outside or documents.not_asked)):
        return LEVELS["undated"]
    return LEVELS["branch" if column.rows is None and documents is None else "blank"]


def age_words(newest: str, as_of: str) -> str:
    """How long before the audit's day: 12 天前, 5 个月前, 2 年前; "" where it is not known."""
    then, today = _date(newest), _date(as_of)
    if then is None or today is None:
        return ""
    if then >= today:
        return "当天"
    months = (today.year - then.year) * 12 + today.month - then.month
    months -= today < _moved(then, months)
    if months < 1:
        return f"{(today - then).days} 天前"
    return f"{months} 个月前" if months < 24 else f"{months // 12} 年前"


def _moved(day: date, months: int) -> date:
    """The day so many months later; the month's last where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

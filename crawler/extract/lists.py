"""List rows: repeated links, usually with a date beside each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract import dates, flat
from crawler.extract.links import MAX_LINKS, Resolver, words
from crawler.snapshot.facts import ListRow

_DIGIT = re.compile(r"\d")
_MONTH_DAY = re.compile(
    r"^[\[【(（]?\s?(1[0-2]|0?[1-9])\s?[-/.月]\s?(3[01]|[12]\d|0?[1-9])\s?日?\s?[\]】)）]?$"
)
_DAY_THEN_MONTH = re.compile(
    r"^(3[01]|[12]\d|0?[1-9])\s?日?\s+((?:19|20)\d\d)\s?[-/.年]\s?(1[0-2]|0?[1-9])\s?月?$"
)
_MONTH_THEN_DAY = re.compile(
    r"^((?:19|20)\d\d)\s?[-/.年]\s?(1[0-2]|0?[1-9])\s?月?\s+(3[01]|[12]\d|0?[1-9])\s?日?$"
)
_MONTH_DAY_YEAR = re.compile(
    r"^(1[0-2]|0?[1-9])[-/.月](3[01]|[12]\d|0?[1-9])日?\s+((?:19|20)\d\d)$"
)
_YEAR_IN_URL = re.compile(r"[/_t]((?:19|20)\d\d)(?:[-/_]|(?=(?:0[1-9]|1[0-2])(?:[-/_]|\d\d[/_.])))")
_EDGE_DATE = re.compile(
    r"^[\[【(（]?((?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]))[\]】)）]?\s*"
    r"|\s*[\[【(（]?((?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]))(?:\s\d\d:\d\d(?::\d\d)?)?[\]】)）]?$"
)
_NOT_TITLES = frozenset(
    {
        "更多", "更多>>", "更多>", "more", "查看", "查看更多", "详细", "详情", "阅读全文", "查看详情", "下一页", "上一页", "首页", "尾页",
        "末页", "下载", "[详细]", "【详细】", "[更多]", "全文", "更多+", "+更多", "进入", "点击查看",
    }
)  # fmt: skip
_PAGER = re.compile(
    r"createPageHTML\s?\(|countPage\s?=|recordCount|totalrecord|jpage|下一页|尾页|末页|共\s?\d+\s?条|第\s?\d+\s?/\s?\d+\s?页",
    re.I,
)
_TOTALS = (
    re.compile(r"<totalrecord>\s?(\d{1,9})\s?</totalrecord>", re.I),
    re.compile(
        r"(?:recordCount|totalRecord|totalrecord|total_record|totalCount|totalRows)[\"']?\s?[:=]\s?[\"']?(\d{1,9})"
    ),
    re.compile(
        r"共\s?(?:有|计)?\s?(?:<[^<>]{1,60}>)?\s?(\d{1,9})\s?(?:</[a-z]{1,8}>)?\s?(?:条|篇|件|个?记录|项)"
    ),
    re.compile(
        r"总(?:计|共|数|记录数?|条数)\s?[:：为]?\s?(?:<[^<>]{1,60}>)?\s?(\d{1,9})\s?(?:</[a-z]{1,8}>)?\s?(?:条|篇|记录)?"
    ),
)
_PAGES = (
    re.compile(r"createPageHTML\s?\(\s?['\"]?(\d{1,6})"),
    re.compile(
        r"(?:countPage|pageCount|totalPage|totalpage|totalPages)[\"']?\s?[:=]\s?[\"']?(\d{1,6})"
    ),
    re.compile(r"共\s?(?:<[^<>]{1,60}>)?\s?(\d{1,6})\s?(?:</[a-z]{1,8}>)?\s?页"),
)
_ARTICLE_URL = re.compile(
    r"\d{3}[^/]*$|\d{3,}/[^/]*\.[a-z]{3,5}(?:\?|$)|[?&](?:id|docid|contentid|infoid)=", re.I
)
_FAR = 400  # characters of the flat page within which a date belongs to a link


@dataclass(slots=True)
class Row:
    """One list row in the making: piece index of its link, and what was read."""

    at: int
    url: str
    title: str
    day: date | None
    month_day: tuple[int, int] | None = None


def stated_total(text: str) -> int | None:
    """The number of entries that a list itself claims (共45条, totalrecord, recordCount); None when it says none.

    `text` is the page's source, for the count often stands in a script alone.
    """
    for pattern in _TOTALS:
        match = pattern.search(text)
        if match:
            return int(match.group(1))
    return None


def stated_pages(text: str) -> int | None:
    """The number of pages that a list itself claims (createPageHTML(56, …), countPage=56); None when it says none."""
    for pattern in _PAGES:
        match = pattern.search(text)
        if match:
            return int(match.group(1))
    return None


def has_pager(text: str) -> bool:
    """Whether the page's source carries a list's pager."""
    return _PAGER.search(text) is not None


def list_rows(pieces: Sequence[str], resolver: Resolver, dead: str = "") -> list[ListRow]:
    """The list rows of a page in order, from its pieces (`flat.split_links`); menus and pagers left out.

    A row has a link and, beside it in the same li, tr, dl or block, a date; or it is one of at least three undated rows
    one after another that read like titles and lead to articles. `dead` is the address to give rows whose link leads
    nowhere (javascript:); "" leaves them out.
    """
    pieces = pieces[: MAX_LINKS * 5 + 1]
    rows: list[Row] = []
    undated: list[Row] = []
    group: list[int] = []
    count = len(pieces)
    for at in range(1, count - 1, 5):
        group.append(at)
        gap = pieces[at + 4]
        if flat.ROW in gap or flat.FOOT in gap or at + 5 >= count - 1:
            found = _read_group(pieces, group, resolver, dead)
            single = None if found else _undated(pieces, group, resolver)
            if single is None or (undated and at - undated[-1].at > 10):
                _keep(undated, rows)
                undated = []
            if single is not None:
                undated.append(single)
            rows += found
            group = []
    _keep(undated, rows)
    _fill_years(rows)
    return [ListRow(row.url, row.title, row.day) for row in rows]


def _keep(undated: list[Row], rows: list[Row]) -> None:
    """Take over a run of undated rows when it is long enough and reads like a list of titles."""
    if len(undated) >= 3 and sum(len(row.title) for row in undated) >= 14 * len(undated):
        rows += undated


def _read_group(
    pieces: Sequence[str], group: list[int], resolver: Resolver, dead: str
) -> list[Row]:
    """The dated rows among the links of one row or block."""
    gaps = [pieces[group[0] - 1].rpartition(flat.ROW)[2]]
    gaps += [pieces[at + 4] for at in group[:-1]]
    gaps.append(pieces[group[-1] + 4].partition(flat.ROW)[0])
    days = [_gap_days(gap) if _DIGIT.search(gap) else [] for gap in gaps]
    total = sum(len(found) for found in days)
    if total == 0:
        return _days_inside(pieces, group, resolver, dead)
    if len(group) == 1 or (total == 1 and len(group) <= 4):
        at = max(group, key=lambda i: _weight(pieces, i))
        return _row(pieces, at, (days[-1] or [d for f in days for d in f])[-1], resolver, dead)
    if (
        total <= 2
        and len(group) <= 4
        and len(set(map(str, (d for f in days for d in f)))) <= 2
        and all(not found for found in days[:-1])
    ):
        at = max(group, key=lambda i: _weight(pieces, i))
        return _row(pieces, at, days[-1][-1], resolver, dead)
    return _pair(pieces, group, gaps, days, resolver, dead)


def _pair(
    pieces: Sequence[str],
    group: list[int],
    gaps: list[str],
    days: list[list[date | tuple[int, int]]],
    resolver: Resolver,
    dead: str,
) -> list[Row]:
    """Rows of a block without row marks: each date goes with the link before it, or after it where dates lead."""
    leading = sum(1 for found in days[:-1] if found) >= sum(
        1 for found in days[1:] if found
    ) and bool(days[0])
    rows: list[Row] = []
    for order, at in enumerate(group):
        near, gap = (days[order], gaps[order]) if leading else (days[order + 1], gaps[order + 1])
        if not near or len(gap) > _FAR:
            continue
        rows += _row(pieces, at, near[-1] if leading else near[0], resolver, dead)
    return rows


def _gap_days(gap: str) -> list[date | tuple[int, int]]:
    """The dates in the text between two links: whole ones, else month and day alone."""
    if len(gap) > 6000:
        gap = gap[:3000] + gap[-3000:]
    text = flat.visible(gap)
    whole: list[date | tuple[int, int]] = [
        day
        for kind, fact in dates.labelled(" ".join(flat.lines(text)), dates.DateOrigin.LIST)
        if (day := fact.day) and kind
    ]
    if whole:
        return whole
    parts = flat.lines(text)
    for joined in (*parts, " ".join(parts)) if len(parts) > 1 else parts:
        match = _DAY_THEN_MONTH.match(joined)
        if match:
            day = dates.parse_date(f"{match.group(2)}-{match.group(3)}-{match.group(1)}")
            return [day] if day else []
        match = _MONTH_THEN_DAY.match(joined)
        if match:
            day = dates.parse_date("-".join(match.groups()))
            return [day] if day else []
        match = _MONTH_DAY_YEAR.match(joined)
        if match:
            day = dates.parse_date(f"{match.group(3)}-{match.group(1)}-{match.group(2)}")
            return [day] if day else []
    found: list[date | tuple[int, int]] = []
    for part in parts:
        match = _MONTH_DAY.match(part)
        if match:
            found.append((int(match.group(1)), int(match.group(2))))
    return found


def _days_inside(
    pieces: Sequence[str], group: list[int], resolver: Resolver, dead: str
) -> list[Row]:
    """Rows whose date stands inside the link itself."""
    rows: list[Row] = []
    for at in group:
        text = pieces[at + 3]
        if not _DIGIT.search(text):
            continue
        title = flat.clean(pieces[at + 1])
        shown = flat.clean(text)
        match = None
        for match in _EDGE_DATE.finditer(shown):
            break
        if match and not title.endswith(match.group(0).strip()):
            day = dates.parse_date(match.group(1) or match.group(2))
            rest = (shown[: match.start()] + shown[match.end() :]).strip()
            if day and len(title or rest) >= 4:
                rows += _row(pieces, at, day, resolver, dead, title or rest)
            continue
        parts = flat.lines(flat.visible(text))
        if len(parts) > 1:
            days = _gap_days(flat.LINE.join(parts[1:])) or _gap_days(parts[0])
            names = [part for part in parts if len(part) >= 6 and not dates.sole_date(part)]
            if days and (title or names):
                rows += _row(pieces, at, days[-1], resolver, dead, title or max(names, key=len))
    return rows


def _row(
    pieces: Sequence[str],
    at: int,
    day: date | tuple[int, int],
    resolver: Resolver,
    dead: str,
    title: str = "",
) -> list[Row]:
    title = title or words(pieces[at + 3], pieces[at + 1])
    if len(title) < 2 or title in _NOT_TITLES:
        return []
    url = resolver.of_link(pieces[at], pieces[at + 2]) or dead
    if not url:
        return []
    if isinstance(day, date):
        return [Row(at, url, title, day)]
    year = _YEAR_IN_URL.search(url)
    if year:
        return [Row(at, url, title, dates.parse_date(f"{year.group(1)}-{day[0]}-{day[1]}"))]
    return [Row(at, url, title, None, day)]


def _undated(pieces: Sequence[str], group: list[int], resolver: Resolver) -> Row | None:
    """The row of a group without any date, when its link reads like a title and leads to an article."""
    at = max(group, key=lambda i: _weight(pieces, i))
    if len(group) > 2 or _weight(pieces, at) < 8:
        return None
    title = words(pieces[at + 3], pieces[at + 1])
    if len(title) < 8:
        return None
    url = resolver.of_link(pieces[at], pieces[at + 2])
    if not url or not url.startswith(resolver.origin) or not _ARTICLE_URL.search(url):
        return None
    return Row(at, url, title, None)


def _weight(pieces: Sequence[str], at: int) -> int:
    """How much a link says: the length of its words."""
    return max(len(pieces[at + 3].strip()), len(pieces[at + 1]))


def _fill_years(rows: list[Row]) -> None:
    """Give rows that show month and day alone the year of the nearest row with a whole date (newest first)."""
    known: date | None = None
    for row in rows:
        if row.day:
            known = row.day
        elif row.month_day and known:
            row.day = _near(row.month_day, known, earlier=True)
            known = row.day or known
    known = None
    for row in reversed(rows):
        if row.day:
            known = row.day
        elif row.month_day and known:
            row.day = _near(row.month_day, known, earlier=False)
            known = row.day or known


def _near(month_day: tuple[int, int], known: date, *, earlier: bool) -> date | None:
    """The day with this month and day in the year of `known` or the one beside it, whichever keeps the list's order."""
    month, day = month_day
    year = known.year
    if earlier and (month, day) > (known.month, known.day) and month - known.month > 6:
        year -= 1
    if not earlier and (month, day) < (known.month, known.day) and known.month - month > 6:
        year += 1
    return dates.parse_date(f"{year}-{month}-{day}")

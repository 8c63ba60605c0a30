"""List rows: repeated links, usually with a date beside each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from crawler.extract import dates, flat
from crawler.extract.links import Resolver, read_links
from crawler.snapshot.facts import DateOrigin, Link, ListRow

_DATEISH = re.compile(r"[\d一二三四五六七八九十]\s?[-/.年月]")
_MONTH_DAY = re.compile(
    r"^[\[【(（]?\s?(1[0-2]|0?[1-9])\s?[-/.月]\s?(3[01]|[12]\d|0?[1-9])\s?日?\s?[\]】)）]?$"
)
_YEAR, _MONTH, _DAY = r"((?:19|20)\d\d)", r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
# Dates shown in two pieces, with the groups that are year, month and day.
_SPLIT_DATES = (
    (re.compile(rf"^{_DAY}\s?日?\s*{_YEAR}\s?[-/.年]\s?{_MONTH}\s?月?$"), (2, 3, 1)),
    (re.compile(rf"^{_YEAR}\s?[-/.年]\s?{_MONTH}\s?月?\s*{_DAY}\s?日?$"), (1, 2, 3)),
    (re.compile(rf"^{_MONTH}\s?[-/.月]\s?{_DAY}\s?日?\s+{_YEAR}\s?年?$"), (3, 1, 2)),
    (re.compile(rf"^{_YEAR}\s?年?\s+{_MONTH}\s?[-/.月]\s?{_DAY}\s?日?$"), (1, 2, 3)),
    (re.compile(rf"^{_DAY}\s?日?\s+{_MONTH}\s?月\s+{_YEAR}\s?年?$"), (3, 2, 1)),
)
_YEAR_IN_URL = re.compile(r"[/_t]((?:19|20)\d\d)(?:[-/_]|(?=(?:0[1-9]|1[0-2])(?:[-/_]|\d\d[/_.])))")
_ISO = rf"({_YEAR[1:-1]}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]))(?!\d)"
_FIRST_DATE = re.compile(rf"[\[【(（]?{_ISO}[\]】)）]?\s*")
_LAST_DATE = re.compile(rf"\s*[\[【(（]?{_ISO}(?:\s\d\d:\d\d(?::\d\d)?)?[\]】)）]?$")
_AROUND = rf"[\s\u3000\[\]【】(（)）{flat.ROW}{flat.CELL}{flat.LINE}{flat.IMAGE}]*"
_PLAIN_DATE = re.compile(
    rf"{_AROUND}{_YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}日?(?:\s\d\d:\d\d(?::\d\d)?)?{_AROUND}"
)
_BULLETS = " ·•▪■◆●▶►»>★☆-"
_NOT_TITLES = frozenset(
    {
        "更多",
        "更多>>",
        "更多>",
        "more",
        "查看",
        "查看更多",
        "详细",
        "详情",
        "阅读全文",
        "查看详情",
        "下一页",
        "上一页",
        "下页",
        "上页",
        "首页",
        "尾页",
        "末页",
        "下载",
        "[详细]",
        "【详细】",
        "[更多]",
        "全文",
        "更多+",
        "+更多",
        "进入",
        "点击查看",
    }
)
_TOTALS = (
    re.compile(r"<totalrecord>\s?(\d{1,9})\s?</totalrecord>", re.I),
    re.compile(
        r"total_?(?:record|count|rows)[\"']?\s?[:=]\s?[\"']?(\d{1,9})|recordCount[\"']?\s?[:=]\s?[\"']?(\d{1,9})",
        re.I,
    ),
)
_SHOWN_TOTAL = re.compile(
    r"(?:共|总记录数?|总条数|总数|总计|总共)\s?(?:有|计)?\s?[:：为]?\s?(?:<[^<>]{1,60}>)?\s?(\d{1,9})\s?(?:</[a-z]{1,8}>)?\s?"
    r"(?:条|篇|件|个?记录|项)?"
)
_PAGER_NEAR = re.compile(r"页|\d\s?/\s?\d")
_NEAR = 80  # characters around a shown total within which a pager must show that it is one
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
_BOX_HINT = re.compile("热[点门]|推荐|排行|图片|最新|喜欢|在看")
_BOX = re.compile(
    "(?:本站|今日|本周|本月|每日|一周)?(?:热点|热门)(?:信息|新闻|文章|资讯|推荐|排行|点击|阅读|内容|话题|关注|文档)?(?:排行榜?)?|"
    "(?:推荐|精彩推荐|编辑推荐|相关推荐|为您推荐)(?:阅读|文章|信息|新闻|内容|资讯|专题)?|"
    "(?:点击|阅读|浏览|访问|信息|文章|新闻|本周|本月|热度|点击量|浏览量)?排行榜?|图片(?:新闻|资讯)|最新(?:更新|文章|资讯)|猜你喜欢|大家都在看"
)
_FAR = 400  # characters of text beside a link within which a date belongs to it
_REACH = 3000  # characters of the flat page on either side that are looked at
_EDGE = 120  # characters at either end of a long row in which its date is looked for
_Day = date | tuple[int, int]  # a whole date, or month and day alone


@dataclass(slots=True)
class Row:
    """One list row in the making: which link of the page it is, and what was read."""

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
            return int(next(filter(None, match.groups())))
    for match in islice(_SHOWN_TOTAL.finditer(text), 50):
        around = (
            text[max(0, match.start() - _NEAR) : match.start()]
            + text[match.end() : match.end() + _NEAR]
        )
        if _PAGER_NEAR.search(around) and not text.startswith("页", match.end()):
            return int(match.group(1))
    return None


def stated_pages(text: str) -> int | None:
    """The number of pages that a list itself claims (createPageHTML(56, …), countPage=56); None when it says none."""
    for pattern in _PAGES:
        match = pattern.search(text)
        if match:
            return int(match.group(1))
    return None


def list_rows(
    pieces: Sequence[str],
    resolver: Resolver,
    dead: str = "",
    links: Sequence[Link] | None = None,
    own_names: Collection[str] | None = None,
) -> list[ListRow]:
    """The list rows of a page in order, from its pieces (`flat.split_links`); menus and pagers left out.

    A row has a link and, beside it in the same li, tr, dl or block, a date; or it is one of at least three undated rows
    one after another that read like titles and lead to articles. `dead` is the address to give rows whose link leads
    nowhere (javascript:); "" leaves them out. `links` are the pieces' links where the caller has read them already.

    With `own_names`, the names that the page goes by, boxes that show the same on every page of a site (热点信息, 推荐阅读,
    点击排行) are left out, unless such a name is the page's own; without it they count (a homepage's).
    """
    reader = _Reader(pieces, links if links is not None else read_links(pieces, resolver), dead)
    rows: list[Row] = []
    undated: list[Row] = []
    group: list[int] = []
    last = len(reader.links) - 1
    in_box = False
    for at in range(last + 1):
        group.append(at)
        gap = pieces[5 * at + 5]
        if flat.ROW not in gap and flat.FOOT not in gap and at < last:
            continue
        if own_names is not None:
            in_box = _in_box(pieces[5 * group[0]], own_names, in_box)
            if in_box:
                group = []
                if flat.FOOT in gap:
                    break
                continue
        found = reader.dated(group) if reader.may_be_dated(group) else []
        single = None if found else reader.undated(group, resolver.origin)
        if single is None or (undated and at - undated[-1].at > 2):
            _keep(undated, rows)
            undated = []
        if single is not None:
            undated.append(single)
        rows += found
        group = []
        if flat.FOOT in gap:
            break
    _keep(undated, rows)
    _fill_years(rows)
    return [ListRow(row.url, row.title, row.day) for row in rows]


def _in_box(gap: str, own_names: Collection[str], before: bool) -> bool:
    """Whether the row after a gap stands in a box of hot or recommended items; `before`: whether the row above did."""
    if before:
        between = gap.partition(flat.ROW)[2]
        if flat.ROW in between:
            between = between.rpartition(flat.ROW)[0]
        before = flat.LINE not in between and flat.CELL not in between
    if _BOX_HINT.search(gap):
        lines = flat.lines(flat.visible(gap))
        name = lines[-1].strip(" ：:>》·") if lines else ""
        return bool(_BOX.fullmatch(name)) and name not in own_names
    return before


def _keep(undated: list[Row], rows: list[Row]) -> None:
    """Take over a run of undated rows when it is long enough and reads like a list of titles."""
    if len(undated) >= 3 and sum(len(row.title) for row in undated) >= 14 * len(undated):
        rows += undated


class _Reader:
    """Reads the rows out of a page's links, a group (the links of one row or block) at a time."""

    def __init__(self, pieces: Sequence[str], links: Sequence[Link], dead: str) -> None:
        self.pieces, self.links, self.dead = pieces, links, dead
        search = _DATEISH.search
        self._hits = [
            len(gap) > 3 and search(gap) is not None for gap in pieces[0 : 5 * len(links) + 1 : 5]
        ]

    def may_be_dated(self, group: list[int]) -> bool:
        """Whether anything in or beside a group's links looks like a date at all."""
        hits, pieces = self._hits, self.pieces
        return hits[group[-1] + 1] or any(
            hits[at] or _DATEISH.search(pieces[5 * at + 4]) for at in group
        )

    def dated(self, group: list[int]) -> list[Row]:
        """The dated rows among the links of a group."""
        pieces = self.pieces
        gaps = [pieces[5 * at] for at in (*group, group[-1] + 1)]
        gaps[0] = gaps[0].rpartition(flat.ROW)[2]
        gaps[-1] = gaps[-1].partition(flat.ROW)[0]
        hits = self._hits
        days = [
            _gap_days(gap) if hits[at] else []
            for at, gap in zip((*group, group[-1] + 1), gaps, strict=True)
        ]
        total = sum(map(len, days))
        if total == 0:
            return self._inside(group)
        if len(group) == 1:
            return self._row(group[0], (days[1] or days[0])[-1])
        if len(group) <= 4 and (total == 1 or (days[-1] and not any(days[:-1]))):
            at = max(group, key=lambda each: len(self.links[each].text))
            return self._row(at, next(found for found in reversed(days) if found)[-1])
        return self._pairs(group, gaps, days)

    def _pairs(self, group: list[int], gaps: list[str], days: list[list[_Day]]) -> list[Row]:
        """Rows of a block without row marks: each date goes with the link before it, or after it where dates lead."""
        before = sum(1 for found in days[:-1] if found)
        after = sum(1 for found in days[1:] if found)
        leading = bool(days[0]) and before >= after
        rows: list[Row] = []
        for order, at in enumerate(group):
            near, gap = (
                (days[order], gaps[order]) if leading else (days[order + 1], gaps[order + 1])
            )
            if near and len(gap) <= _FAR:
                rows += self._row(at, near[-1] if leading else near[0])
        return rows

    def _inside(self, group: list[int]) -> list[Row]:
        """Rows whose date stands inside the link itself."""
        rows: list[Row] = []
        for at in group:
            text = self.pieces[5 * at + 4]
            if not _DATEISH.search(text):
                continue
            title = flat.clean(self.pieces[5 * at + 2])
            shown = flat.clean(text)
            match = _FIRST_DATE.match(shown) or _LAST_DATE.search(shown)
            if match:
                if title.endswith(match.group(0).strip()):
                    continue
                day = dates.parse_date(match.group(1))
                rest = (shown[: match.start()] + shown[match.end() :]).strip()
                if day and len(title or rest) >= 4:
                    rows += self._row(at, day, title or rest)
                continue
            parts = flat.lines(flat.visible(text))
            if len(parts) > 1:
                found = _gap_days(flat.LINE.join(parts[1:])) or _gap_days(parts[0])
                names = [part for part in parts if len(part) >= 6 and not dates.sole_date(part)]
                if found and (title or names):
                    rows += self._row(at, found[-1], title or max(names, key=len))
        return rows

    def _row(self, at: int, day: _Day, title: str = "") -> list[Row]:
        link = self.links[at]
        title = (title or link.text).lstrip(_BULLETS)
        url = link.url or self.dead
        # Of a pager (… 10 11 下页 1/11) the count of its pages looks like a day.
        if not url or len(title) < 2 or title in _NOT_TITLES or title.isdigit():
            return []
        if isinstance(day, date):
            return [Row(at, url, title, day)]
        year = _YEAR_IN_URL.search(url)
        if year:
            return [Row(at, url, title, dates.parse_date(f"{year.group(1)}-{day[0]}-{day[1]}"))]
        return [Row(at, url, title, None, day)]

    def undated(self, group: list[int], origin: str) -> Row | None:
        """The row of a group without any date, when its link reads like a title and leads to an article."""
        if len(group) > 2:
            return None
        at = group[0]
        if len(group) > 1 and len(self.links[group[1]].text) > len(self.links[at].text):
            at = group[1]
        link = self.links[at]
        if len(link.text) < 8 or not link.url.startswith(origin):
            return None
        return Row(at, link.url, link.text, None) if _ARTICLE_URL.search(link.url) else None


def _gap_days(gap: str) -> list[_Day]:
    """The dates in the text beside a link: whole ones, else month and day alone."""
    match = _PLAIN_DATE.fullmatch(gap)
    if match:
        day = dates.valid_day(*map(int, match.groups()))
        if day:
            return [day]
    if len(gap) > 2 * _REACH:
        gap = gap[:_REACH] + gap[-_REACH:]
    parts = flat.lines(flat.visible(gap))
    joined = " ".join(parts)
    if len(joined) > _FAR:  # a summary stands in the row as well
        joined = f"{joined[:_EDGE]} {joined[-_EDGE:]}"
    whole: list[_Day] = [fact.day for _, fact in dates.labelled(joined, DateOrigin.LIST)]
    if whole:
        return whole
    for text in (*parts, joined):
        for pattern, order in _SPLIT_DATES:
            match = pattern.match(text)
            if match:
                day = dates.parse_date("-".join(match.group(which) for which in order))
                return [day] if day else []
    found: list[_Day] = []
    for part in parts:
        match = _MONTH_DAY.match(part)
        if match:
            found.append((int(match.group(1)), int(match.group(2))))
    return found


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

"""List rows: repeated links, usually with a date beside each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract import dates, flat, row_dates
from crawler.extract.links import Resolver, read_links
from crawler.extract.totals import stated_pages, stated_total
from crawler.snapshot.facts import Link, ListRow

__all__ = ["Row", "list_rows", "stated_pages", "stated_total"]

_YEAR_IN_URL = re.compile(r"[/_t]((?:19|20)\d\d)(?:[-/_]|(?=(?:0[1-9]|1[0-2])(?:[-/_]|\d\d[/_.])))")
_dateish = row_dates.DATEISH.search
_FIGURES = re.compile(r"\d+")
_TITLE = 14  # characters of a title; names of columns are shorter
_MOST_OF_ONE = 4  # links of one undated row: picture, title, a button
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
_ARTICLE_URL = re.compile(
    r"\d{3}[^/]*$|\d{3,}/[^/]*\.[a-z]{3,5}(?:\?|$)|[?&](?:id|docid|contentid|infoid)=|[0-9a-f]{24}|[0-9a-f]{8}-[0-9a-f]{4}-",
    re.I,
)
_BOX_HINT = re.compile("热[点门]|推荐|排行|图片|最新|喜欢|在看|相关|延伸|链接")
_BOX = re.compile(
    "(?:本站|今日|本周|本月|每日|一周)?(?:热点|热门)(?:信息|新闻|文章|资讯|推荐|排行|点击|阅读|内容|话题|关注|文档)?(?:排行榜?)?|"
    "(?:推荐|精彩推荐|编辑推荐|相关推荐|为您推荐)(?:阅读|文章|信息|新闻|内容|资讯|专题)?|"
    "(?:点击|阅读|浏览|访问|信息|文章|新闻|本周|本月|热度|点击量|浏览量)?排行榜?|图片(?:新闻|资讯)|最新(?:更新|文章|资讯)|"
    "相关(?:链接|信息|文章|新闻|阅读)|延伸阅读|(?:友情|网站)链接|猜你喜欢|大家都在看"
)


@dataclass(slots=True)
class Row:
    """One list row in the making: which link of the page it is, the last link of the row, and what was read."""

    at: int
    end: int
    url: str
    title: str
    day: date | None
    month_day: tuple[int, int] | None = None


def list_rows(
    pieces: Sequence[str],
    resolver: Resolver,
    dead: str = "",
    links: Sequence[Link] | None = None,
    own_names: Collection[str] | None = None,
) -> list[ListRow]:
    """The list rows of a page in order, from its pieces (`flat.split_links`); menus and pagers left out.

    A row has a link and, beside it in the same li, tr, dl or block, a date; or it is one of at least three undated rows
    one after another that read like titles and lead to articles, or stands between dated ones. Where its titled link leads
    nowhere, the address is that of a button or picture in the same row. `dead` is the address to give rows whose link leads
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
    was_dated = after_dated = False  # whether the row above was, and the one above the undated rows
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
        if undated and (single is None or group[0] - undated[-1].end > 2):
            _keep(undated, rows, found if after_dated else ())
            undated = []
        if single is not None:
            after_dated = after_dated if undated else was_dated
            undated.append(single)
        rows += found
        was_dated = bool(found)
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
    if len(gap) > 2 and _BOX_HINT.search(gap):
        lines = flat.lines(flat.visible(gap))
        name = lines[-1].strip(" ：:>》·") if lines else ""
        return bool(_BOX.fullmatch(name)) and name not in own_names
    return before


def _keep(undated: list[Row], rows: list[Row], following: Sequence[Row] = ()) -> None:
    """Take over a run of undated rows when it is long enough and reads like a list of titles.

    Of a run between dated rows (`following` are those after it) each row that reads like a title, or whose address is made
    like theirs: the name of a column between the lists of two columns is none.
    """
    if len(undated) >= 3 and sum(len(row.title) for row in undated) >= _TITLE * len(undated):
        rows += undated
    elif following and rows:
        made = {_make(rows[-1].url), _make(following[0].url)}
        rows += [row for row in undated if len(row.title) >= _TITLE or _make(row.url) in made]


class _Reader:
    """Reads the rows out of a page's links, a group (the links of one row or block) at a time."""

    def __init__(self, pieces: Sequence[str], links: Sequence[Link], dead: str) -> None:
        self.pieces, self.links, self.dead = pieces, links, dead
        self._hits = [
            len(gap) > 3 and _dateish(gap) is not None for gap in pieces[0 : 5 * len(links) + 1 : 5]
        ]

    def may_be_dated(self, group: list[int]) -> bool:
        """Whether anything in or beside a group's links looks like a date at all."""
        hits, pieces = self._hits, self.pieces
        if hits[group[-1] + 1]:
            return True
        if len(group) == 1:
            return hits[group[0]] or _dateish(pieces[5 * group[0] + 4]) is not None
        return any(hits[at] or _dateish(pieces[5 * at + 4]) for at in group)

    def dated(self, group: list[int]) -> list[Row]:
        """The dated rows among the links of a group."""
        pieces = self.pieces
        gaps = [pieces[5 * at] for at in (*group, group[-1] + 1)]
        gaps[0] = gaps[0].rpartition(flat.ROW)[2]
        gaps[-1] = gaps[-1].partition(flat.ROW)[0]
        hits = self._hits
        days = [
            row_dates.gap_days(gap) if hits[at] else []
            for at, gap in zip((*group, group[-1] + 1), gaps, strict=True)
        ]
        total = sum(map(len, days))
        if total == 0:
            return self._beside(group) or self._inside(group)
        if len(group) == 1:
            return self._row(group[0], (days[1] or days[0])[-1], group)
        if len(group) <= 4 and (total == 1 or (days[-1] and not any(days[:-1]))):
            at = max(group, key=lambda each: len(self.links[each].text))
            return self._row(at, next(found for found in reversed(days) if found)[-1], group)
        return self._pairs(group, gaps, days)

    def _pairs(
        self, group: list[int], gaps: list[str], days: list[list[row_dates.Day]]
    ) -> list[Row]:
        """Rows of a block without row marks: each date goes with the link before it, or after it where dates lead."""
        leading = self._lead(group, days)
        rows: list[Row] = []
        for order, at in enumerate(group):
            near, gap = (
                (days[order], gaps[order]) if leading else (days[order + 1], gaps[order + 1])
            )
            if near and len(gap) <= row_dates.FAR:
                owner = self._titled(at, group[order - 1] if order else at)
                rows += self._row(owner, near[-1] if leading else near[0], [owner, at])
        return rows

    def _titled(self, at: int, before: int) -> int:
        """The link that has the title of another: itself, or one before it that leads nowhere."""
        links = self.links
        is_button = not links[at].text and links[before].text and not links[before].url
        return before if is_button else at

    def _lead(self, group: list[int], days: list[list[row_dates.Day]]) -> bool:
        """Whether the dates of a block stand before their links, not after.

        Whichever it is, of the link before the first date and the one after the last only one is a row: the one whose
        address is made like those between them.
        """
        dated = [order for order, found in enumerate(days) if found]
        first, last = dated[0] - 1, dated[-1]
        if first < 0 or last >= len(group):
            return first < 0
        made = {_make(self.links[group[order]].url) for order in range(first + 1, last)}
        starts = _make(self.links[group[first]].url) in made
        ends = _make(self.links[group[last]].url) in made
        if starts != ends:
            return ends
        return bool(days[0]) and sum(map(bool, days[:-1])) >= sum(map(bool, days[1:]))

    def _beside(self, group: list[int]) -> list[Row]:
        """The row of a block whose cells are themselves list items: the link in one li, the date in the next."""
        if len(group) != 1:
            return []
        [at] = group
        before, after = self.pieces[5 * at], self.pieces[5 * at + 5]
        if flat.LINE not in after:
            return []
        cells = [
            *before.rpartition(flat.LINE)[2].split(flat.ROW),
            *after.partition(flat.LINE)[0].split(flat.ROW),
        ]
        days = [day for cell in cells if (day := dates.sole_date(flat.clean(cell)))]
        return self._row(at, days[0], group) if len(days) == 1 else []

    def _inside(self, group: list[int]) -> list[Row]:
        """Rows whose date stands inside the link itself."""
        rows: list[Row] = []
        for at in group:
            text = self.pieces[5 * at + 4]
            if not _dateish(text):
                continue
            title = flat.clean(self.pieces[5 * at + 2])
            shown = flat.clean(text)
            last = row_dates.LAST_OF_TITLED if title else row_dates.LAST
            match = row_dates.FIRST.match(shown) or last.search(shown)
            if match:
                if title.endswith(match.group(0).strip()):
                    continue
                day = dates.parse_date(match.group(0))
                rest = (shown[: match.start()] + shown[match.end() :]).strip()
                if day and len(title or rest) >= 4:
                    rows += self._row(at, day, group, title or rest)
                continue
            parts = flat.lines(flat.visible(text))
            if len(parts) > 1:
                found = row_dates.gap_days(flat.LINE.join(parts[1:])) or row_dates.gap_days(
                    parts[0]
                )
                names = [part for part in parts if len(part) >= 6 and not row_dates.is_date(part)]
                if found and (title or names):
                    rows += self._row(at, found[-1], group, title or max(names, key=len))
        return rows

    def _row(self, at: int, day: row_dates.Day, group: list[int], title: str = "") -> list[Row]:
        link = self.links[at]
        title = (title or link.text).lstrip(_BULLETS)
        url = self._address(at, group) or self.dead
        # Of a pager (… 10 11 下页 1/11) the count of its pages looks like a day.
        if not url or len(title) < 2 or title in _NOT_TITLES or title.isdigit():
            return []
        if isinstance(day, date):
            return [Row(at, group[-1], url, title, day)]
        year = _YEAR_IN_URL.search(url)
        if year:
            whole = dates.parse_date(f"{year.group(1)}-{day[0]}-{day[1]}")
            return [Row(at, group[-1], url, title, whole)]
        return [Row(at, group[-1], url, title, None, day)]

    def _address(self, at: int, group: list[int]) -> str:
        """Where a row's link leads, else what another link of the row says that has no words of its own."""
        links = self.links
        if links[at].url or len(group) == 1:
            return links[at].url
        return next(
            (links[each].url for each in group if links[each].url and not links[each].text), ""
        )

    def undated(self, group: list[int], origin: str) -> Row | None:
        """The row of a group without any date, when its link reads like a title and leads to an article."""
        links = self.links
        at = group[0]
        if len(group) > 1:
            at = max(group, key=lambda each: len(links[each].text))
            others = {links[each].text for each in group} - {links[at].text, ""}
            if len(group) > 2 and (others or len(group) > _MOST_OF_ONE):
                return None
        title = links[at].text
        if len(title) < 8:
            return None
        url = self._address(at, group)
        if not url.startswith(origin) or not _ARTICLE_URL.search(url):
            return None
        return Row(at, group[-1], url, title, None)


def _make(url: str) -> str:
    """How an address is made: without its figures and its query."""
    return _FIGURES.sub("0", url.partition("?")[0])


def _fill_years(rows: list[Row]) -> None:
    """Give rows that show month and day alone the year of the nearest row with a whole date (newest first)."""
    known: date | None = None
    for row in rows:
        if row.day:
            known = row.day
        elif row.month_day and known:
            row.day = row_dates.near(row.month_day, known, earlier=True)
            known = row.day or known
    known = None
    for row in reversed(rows):
        if row.day:
            known = row.day
        elif row.month_day and known:
            row.day = row_dates.near(row.month_day, known, earlier=False)
            known = row.day or known

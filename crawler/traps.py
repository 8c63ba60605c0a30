"""Traps: addresses without end that a site makes by itself, told from the addresses of its documents and columns.

Many sites have one path for every page (`index.php?m=content&c=index&a=show&catid=271&id=123`, `/eportal/ui?pageId=…`), so
the number of a path's parameters says nothing. What tells a trap is what its parameters are called and what pages bring:

- **rounds**: a path that goes round in circles (`/a/b/a/b/a/b`), or is deeper than any site's;
- **calendars**: parameters or folders that are a year, a month, a day, and walk on;
- **views**: parameters that only say how a page is shown or whence the reader comes (`sort`, `print`, `returnUrl`);
- **echoes**: a page that shows word for word what the page above it shows leads to nothing that that one does not;
- **barren** kinds: hundreds of pages of one make in a row without a single entry that was not known before.

Session ids are no trap: an address is known without them. What is cut is counted, with an example of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.session_ids import parameters, without_session
from crawler.snapshot.facts import Link, Role

CALENDAR_PAGES = 200  # of one calendar
VIEWS = 5  # of one page
BARREN = 400  # pages of one make in a row
DEEPEST_PATH = 20  # folders
_MOST_PARAMETERS = 30
_ROUNDS = 3  # times that a part of a path may not stand in a row
_RETURNS = 5  # times that a folder's name may not stand in a path
_LONGEST_ROUND = 4  # folders
_COPIES = 3  # pages of the same words from which on a page below one of them is an echo, too
_MOST_NOTES = 20
_MOST_CUTS = 500  # kinds of traps kept apart
_GENERATIONS = 2  # pages, each below the other, that differ in numbers alone

_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = re.compile(r"\d{1,2}")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?|(?:0[1-9]|1[0-2])(?:[0-3]\d)?)(?:[T ].{0,20})?"
)
_YEAR_NAMES = frozenset(
    ("year", "yr", "y", "yyyy", "nian", "nianfen", "niandu", "nf", "curyear", "theyear")
)
_PART_NAMES = frozenset(
    ("month", "mon", "mm", "m", "yue", "yuefen", "yf", "day", "dd", "d", "ri", "week", "w")
)
_DATE_NAMES = re.compile(
    r"date|day|time|riqi|rq$|shijian|sj$|^ym|month|calendar|^[dtm]$|start|begin|end"
)
_DATE_FOLDERS = re.compile(r"^(.*?)/(?:(?:19|20)\d\d)(?:[/-]\d{1,2}){0,2}/?$")

# Names that may be what a page is known by as well (sort=12, t=zcwj, from=…) count only with values that say what they are.
_NEVER_MEANT = re.compile(
    r"_|rnd|rand|random|timestamp|ts|no_?cache|page_?size|per_?page|utm_\w+|spm", re.IGNORECASE
)
_VIEWS = tuple(
    (re.compile(names, re.IGNORECASE), re.compile(values, re.IGNORECASE))
    for names, values in (
        (
            r"(?:sort|order)_?(?:by|type|field|dir|order|mode)?|dir|direction",
            r"[-+]?(?:asc|desc|up|down|default|date|time|title|name|hot|new(?:est)?|old(?:est)?|hits?|clicks?|views?|"
            r"(?:pub|publish|create|update|release)\w{0,10})(?:[-_ ]?(?:asc|desc))?",
        ),
        (
            r"(?:back|return|redirect|goto|jump|login|callback)(?:_?ur[il]|_?to)?|ref|referr?er|from|url|continue|next",
            r"(?:https?:|/|%2f|[\w.]{1,80}(?:/|%2f)).*",
        ),
        (r"print\w{0,10}|printable", r"\d?|true|yes|y"),
        (r"lang|language|locale", r"[a-z]{2}(?:[-_][a-z]{2,4})?|big5|gbk?|utf-?8"),
        (r"font_?(?:size)?", r"\d{1,2}(?:px|pt)?|small|middle|medium|big|large"),
    )
)

# What a page says of the moment and of its readers: it differs each time.
_MOMENT = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|(?:浏览|点击|阅读|访问|访客|人次|第)[^\d\s]{0,6}[:：]?\s?\d{1,12}"
)
_DIGITS = re.compile(r"\d+")

_VIEW_WORDS = f"一类地址只在排序、返回等参数上不同，每页只取 {VIEWS} 个"
_CALENDAR_WORDS = f"一类地址是没有尽头的日历，只取 {CALENDAR_PAGES} 个"
_BARREN_WORDS = f"一类页面连续 {BARREN} 个没有新内容"
_ECHO_WORDS = "一类页面与其上级页面逐字相同"


@dataclass(slots=True)
class Cut:
    """What was not followed of one trap: which, how many addresses, and the first of them."""

    words: str
    example: str
    count: int = 0

    def __str__(self) -> str:
        return f"{self.words}：{self.count} 个地址视为陷阱未抓取，如 {self.example[:200]}"


@dataclass(slots=True)
class _Limit:
    """What an address counts towards: which trap, which addresses it is counted with, up to how many."""

    kind: str
    base: int
    where: str
    most: int
    words: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A page that was read, by hashes of its words: as they are, without what is of the moment, and without numbers.

    `generation` counts the pages above it, each below the other, that are the same but for numbers.
    """

    words: int
    lasting: int = 0
    alike: int = 0
    generation: int = 0
    is_echo: bool = False


@dataclass(slots=True)
class TrapWatch:
    """Watches one site's addresses and pages for traps. `cuts` is what was not followed, by trap."""

    cuts: dict[tuple[str, str], Cut] = field(default_factory=dict)
    _counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    _copies: Counter[int] = field(default_factory=Counter)
    _barren: Counter[int] = field(default_factory=Counter)
    _read: dict[int, _Read] = field(default_factory=dict)

    def judge(self, url: str, role: Role) -> bool:
        """Whether a new address may be followed; one that may not is counted."""
        if words := goes_round(url):
            self._cut("round", "/".join(url.split("/", 4)[:4]), words, url)
            return False
        if role is Role.LIST:
            return True
        for limit in _limits(url, role):
            self._counts[limit.kind, limit.base] += 1
            if self._counts[limit.kind, limit.base] > limit.most:
                self._cut(limit.kind, limit.where, limit.words, url)
                return False
        if self.is_barren(url, role):
            self.cut_barren(url)
            return False
        return True

    def notes(self) -> list[str]:
        """What was not followed, a line for each trap, those that held back most first."""
        order = sorted(self.cuts.items(), key=lambda item: (-item[1].count, item[0]))
        notes = [str(cut) for _trap, cut in order[:_MOST_NOTES]]
        if rest := [cut for _trap, cut in order[_MOST_NOTES:]]:
            total = sum(cut.count for cut in rest)
            notes.append(f"另有 {len(rest)} 类陷阱共 {total} 个地址未抓取")
        return notes

    def accepted_before(self, url: str) -> None:
        """Count an address that an earlier run of the crawl accepted."""
        for limit in _limits(url, Role.COLUMN):
            self._counts[limit.kind, limit.base] += 1

    def is_barren(self, url: str, role: Role) -> bool:
        """Whether hundreds of columns of this make in a row brought nothing new."""
        return role is Role.COLUMN and self._barren[_make(url)] >= BARREN

    def cut_barren(self, url: str) -> None:
        """Count an address of a barren make that is not followed."""
        self._cut("barren", shape(url), _BARREN_WORDS, url)

    def cut_echo(self, url: str, below: str) -> None:
        """Count an address that is not followed because the page that has it, `below`, is an echo."""
        self._cut("echo", shape(below), _ECHO_WORDS, url)

    def _cut(self, kind: str, where: str, words: str, example: str) -> None:
        if len(self.cuts) >= _MOST_CUTS and (kind, where) not in self.cuts:
            kind, where, words = "other", "", "其他陷阱"
        found = self.cuts.setdefault((kind, where), Cut(f"{where[:200]} {words}".strip(), example))
        found.count += 1

    def is_echo(
        self, url: str, above: str, role: Role, words: str, links: Iterable[Link], new: int
    ) -> bool:
        """Take note of a page that was read; whether what it links to is to be left alone.

        `above` is the address of the page that led to it, `words` its title and visible text. `new` counts the documents
        that it lists and nothing listed before: a page with any is no echo.
        """
        if role is Role.COLUMN:
            make = _make(url)
            self._barren[make] = 0 if new else self._barren[make] + 1
        text = "\n".join((words, *(link.text for link in links)))
        parent = self._read.get(hash(above)) if above else None
        read = self._compared(text, parent, role, new)
        self._read[hash(url)] = read
        return read.is_echo

    def _compared(self, text: str, parent: _Read | None, role: Role, new: int) -> _Read:
        words = hash(text)
        is_same = parent is not None and words == parent.words
        if role is not Role.COLUMN:
            # A document is found by its row, and there are many: no closer look.
            return _Read(words, is_echo=is_same and not new)
        text = _MOMENT.sub("", text)
        lasting, alike = hash(text), hash(_DIGITS.sub("", text))
        self._copies[lasting] += 1
        if parent is None or new:
            return _Read(words, lasting, alike)
        generation = parent.generation + 1 if alike == parent.alike else 0
        is_echo = (
            is_same
            or lasting == parent.lasting
            or generation >= _GENERATIONS
            or (parent.is_echo and self._copies[lasting] > _COPIES)
        )
        return _Read(words, lasting, alike, generation, is_echo)


def _limits(url: str, role: Role) -> list[_Limit]:
    path, _, query = url.partition("?")
    found = []
    if query:
        given = parameters(query)
        days = _days(given)
        views = {name for name, value in given if name not in days and _is_view(name, value)}
        if views:
            rest = ("=".join(pair) for pair in given if pair[0] not in views)
            found.append(_Limit("view", hash((path, *sorted(rest))), path, VIEWS, _VIEW_WORDS))
        if days:
            rest = ("=".join(pair) for pair in given if pair[0] not in days | views)
            base = hash((path, *sorted(rest)))
            found.append(_Limit("calendar", base, path, CALENDAR_PAGES, _CALENDAR_WORDS))
    elif role is not Role.DOCUMENT and (dated := _DATE_FOLDERS.match(path[-200:])):
        above = path[:-200] + dated[1]
        found.append(_Limit("calendar", hash(above), above, CALENDAR_PAGES, _CALENDAR_WORDS))
    return found


def _is_view(name: str, value: str) -> bool:
    if _NEVER_MEANT.fullmatch(name):
        return True
    return any(names.fullmatch(name) and values.fullmatch(value) for names, values in _VIEWS)


def _days(given: list[tuple[str, str]]) -> set[str]:
    """The parameters that are a day or a part of one. A month or day counts only beside a year or a whole date."""
    whole = {
        name
        for name, value in given
        if (name.lower() in _YEAR_NAMES and _YEAR.fullmatch(value))
        or (_DATE_NAMES.search(name.lower()) and _DATE.fullmatch(value))
    }
    if not whole:
        return whole
    return whole | {
        name for name, value in given if name.lower() in _PART_NAMES and _SMALL.fullmatch(value)
    }


def goes_round(url: str) -> str:
    """In what way an address has no end, by its looks alone; "" for a sound one."""
    path, _, query = url.partition("?")
    folders = path.split("/")[3:]
    if len(folders) > DEEPEST_PATH:
        return f"下的路径深过 {DEEPEST_PATH} 层"
    if query.count("&") >= _MOST_PARAMETERS:
        return f"下的地址参数多过 {_MOST_PARAMETERS} 个"
    if len(folders) < _ROUNDS:
        return ""
    named = Counter(folder for folder in folders if folder and not folder.isdigit())
    returns = max(named.values(), default=0)
    if returns >= _RETURNS or any(_rounds(folders, n) for n in range(1, _LONGEST_ROUND + 1)):
        return "下的路径在原地打转"
    return ""


def _rounds(folders: list[str], length: int) -> bool:
    """Whether a run of `length` folders, not all numbers, stands `_ROUNDS` times in a row."""
    for start in range(len(folders) - _ROUNDS * length + 1):
        part = folders[start : start + length]
        if all(folder.isdigit() or not folder for folder in part):
            continue
        if folders[start : start + _ROUNDS * length] == part * _ROUNDS:
            return True
    return False


def shape(url: str) -> str:
    """The address of pages of one make: the path with its numbers and random names as one *, without parameters."""
    scheme, blank, host, *folders = without_session(url).partition("?")[0].split("/")
    shapes = [scheme, blank, host]
    for folder in folders:
        name = "*" if _is_counted(folder) else folder
        if name != "*" or shapes[-1:] != ["*"]:
            shapes.append(name)
    return "/".join(shapes)


def _make(url: str) -> int:
    """Pages of one make: of one shape, with parameters of the same names."""
    query = without_session(url).partition("?")[2]
    return hash((shape(url), *sorted({name for name, _ in parameters(query)})))


def _is_counted(folder: str) -> bool:
    """Whether a folder's or file's name is a number, or random: one of many."""
    name = folder.partition(".")[0]
    return name.isdigit() or (len(name) >= 6 and sum(map(str.isdigit, name)) >= 2)

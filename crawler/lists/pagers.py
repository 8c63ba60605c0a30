"""Pagers (翻页) of unknown make: where a list's page says that the list goes on, in whatever shape it says so.

A pager is known by its words (下一页, ›), by numbers whose addresses differ only by a number that grows with them, by a
select with an option for each page, or by a script of a shape that `PageScripts` can read. An address that the page does
not give is never made up: a pager that cannot be followed is said to be one (`Turn.blocked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from crawler.cms.family import ListRequest, PageView
from crawler.extract.page import parse
from crawler.frontier import address
from crawler.lists.controls import Control, comparable, controls
from crawler.lists.script_addresses import PageScripts
from crawler.snapshot.facts import Link

_NEXT = frozenset(
    {
        "下一页", "下页", "后一页", "后页", "下一頁", "下頁", "向后", "后翻", "往后翻", "向后翻页", "下翻",
        "next", "nextpage", "下一页next", "next下一页",
    }
)  # fmt: skip
_ARROWS = frozenset({">", "›", "→", "▶", "▷", "❯", "〉"})
_LEAPS = frozenset(
    {
        ">>", "»", "››", "...", "…", "……", "···",
        "下10页", "下十页", "后10页", "后十页", "下5页", "下五页", "后5页", "后五页",
    }
)  # fmt: skip
_BACK = frozenset(
    {
        "首页", "第一页", "最前页", "上一页", "上页", "前一页", "前页", "尾页", "末页", "最后一页", "最末页", "最后页",
        "首頁", "上一頁", "上頁", "尾頁", "末頁", "first", "prev", "previous", "last",
        "<", "‹", "«", "<<", "|<", ">|", "|<<", ">>|",
    }
)  # fmt: skip
_LAST = frozenset(
    {"尾页", "末页", "最后一页", "最末页", "最后页", "尾頁", "末頁", "last", ">|", ">>|"}
)
_MORE = frozenset(
    {
        "加载更多", "点击加载更多", "点击加载", "加载下一页", "显示更多", "展开更多", "查看更多", "点击查看更多", "loadmore",
    }
)  # fmt: skip
_NUMBER = re.compile(r"第?(\d{1,3})页?")
_EDGES = "[]()【】{}〔〕<>«»‹›·|:-_,."
_NUMBER_IN_CALL = re.compile(r"\(\s{0,3}[\"']?(\d{1,4})[\"']?\s{0,3}[,)]")
_PAGER_MARK = re.compile(
    r"(?:^|[\s_-])(?:page|pages|pager|pagination|paginator|paging|fenye|laypage|pagebar|page-?box|page-?nav|page-?list)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_PAGE_NAME = re.compile(r"page|^p$|^pn$|^pno$|^pg$|^cp$|curr|index|start|offset", re.IGNORECASE)
_NO_PAGE_NAME = re.compile(r"day|date|month|year|riqi|^rq$|issue|^qi$|term|week", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")
_ENDING = re.compile(
    r"(?:/(?:index|default|list))?(?:\.(?:s?html?|jsp|aspx?|php|do))?/?$", re.IGNORECASE
)
_NAMED: Any = etree.XPath(
    "//*[self::div or self::ul or self::span or self::p or self::td or self::nav][@class or @id]"
)
_MOST_OF_ONE = 3  # addresses of links with the same number
_MOST_TRIED = 20
_LONG = 10  # rows of a page from which an empty pager is one that a script fills


@dataclass(frozen=True, slots=True)
class Turn:
    """How a list goes on: at `request`; or in a way that cannot be followed (`blocked`); or, with neither, not at all."""

    request: ListRequest | None = None
    blocked: bool = False


def turn(page: PageView, pages: int | None = None) -> Turn:
    """How the list on a page goes on. `pages` is how many pages it says to have; None when it does not say."""
    return _Pager(page, pages).turn()


def onward_controls(page: PageView) -> list[Control]:
    """What may be pressed to turn the list on a page to its next page, the likeliest first."""
    able = [each for each in controls(page.tree, page.url, _counts) if not each.disabled]
    named = [each for each in able if _is_next(each.words) or (each.marked and not each.words)]
    wanted = page.entry.page_no + 1
    return [*named, *(each for each in able if _number(each.words) == wanted)]


def page_turns(links: Iterable[Link], url: str) -> set[str]:
    """The addresses of a page's links that only turn the pages of its list: they lead to no column."""
    return {
        link.url
        for link in links
        if len(link.text) <= 12 and _turns(comparable(link.text)) and _alike(link.url, url)
    }


def _turns(words: str) -> bool:
    return (
        _number(words) is not None
        or _is_next(words)
        or words in _ARROWS
        or words in _LEAPS
        or words in _BACK
        or words.strip(_EDGES) in _BACK
    )


@lru_cache(maxsize=16384)
def _counts(words: str) -> bool:
    """Whether words may be a pager's, or ask for more of a list."""
    return words in _MORE or _turns(words)


def _is_next(words: str) -> bool:
    return words in _NEXT or words.strip(_EDGES + "→▶▷") in _NEXT


def _number(words: str) -> int | None:
    match = _NUMBER.fullmatch(words.strip(_EDGES))
    return int(match[1]) if match else None


class _Pager:
    """One page's pager, in the order in which its signs are trusted."""

    def __init__(self, page: PageView, pages: int | None) -> None:
        self._page = page
        self._pages = pages
        self._here = address(page.url)
        self._host = urlsplit(page.url).netloc
        self._wanted = page.entry.page_no + 1
        self._scripts = PageScripts(page.tree, page.url, page.charset)
        self._controls = controls(page.tree, page.url, _counts)

    def turn(self) -> Turn:
        found = (
            self._by_words(self._controls)
            or self._by_number(self._controls)
            or self._by_arrow()
            or self._by_leap()
            or self._by_script()
        )
        return Turn(found) if found else Turn(blocked=self._is_blocked())

    def _leads(self, control: Control) -> ListRequest | None:
        """Where a control leads; None where that is unknown, off the host, or the page itself."""
        request: ListRequest | None = None
        if control.url:
            request = ListRequest(control.url)
        elif control.calls and not control.disabled:
            request = self._scripts.turned(control.script, control.own_value)
        if request is None or urlsplit(request.url).netloc != self._host:
            return None
        asked_here = address(request.url) == self._here and request.form == self._page.entry.form
        return None if asked_here else request

    def _by_words(self, among: list[Control]) -> ListRequest | None:
        nexts = (control for control in among if _is_next(control.words))
        return next(filter(None, map(self._leads, islice(nexts, _MOST_TRIED))), None)

    def _by_number(self, among: list[Control]) -> ListRequest | None:
        """The page after this one by its number, where the numbers around it make a pager."""
        numbered: dict[int, list[str]] = {}
        scripted: Control | None = None
        for control in among:
            number = _number(control.words)
            if number is None:
                continue
            if control.url and urlsplit(control.url).netloc == self._host:
                urls = numbered.setdefault(number, [])
                if len(urls) < _MOST_OF_ONE and control.url not in urls:
                    urls.append(control.url)
            elif number == self._wanted and scripted is None and control.calls:
                scripted = control
        for url in numbered.get(self._wanted, ()):
            if address(url) != self._here and self._is_one_of(url, numbered):
                return ListRequest(url)
        request = self._leads(scripted) if scripted else None
        return None if request and self._turns_days(request.url) else request

    def _turns_days(self, url: str) -> bool:
        """Whether an address differs from the page's own in what is called a day or the like: a calendar's."""
        own = parse_qsl(urlsplit(self._page.url).query)
        given = parse_qsl(urlsplit(url).query)
        return any(_NO_PAGE_NAME.search(name) for name, value in given if (name, value) not in own)

    def _is_one_of(self, url: str, numbered: dict[int, list[str]]) -> bool:
        """Whether the address of the wanted number goes with those of the other numbers."""
        steps = {
            step
            for number, urls in numbered.items()
            if number > 1 and number != self._wanted
            for other in urls
            if (step := _step(url, other, number - self._wanted)) is not None
        }
        if len(steps) != 1:
            alone = all(number in (1, self._wanted) for number in numbered)
            return alone and _alike(url, self._page.url)
        name = _name_before(url, steps.pop()[0])
        if _NO_PAGE_NAME.search(name):
            return False
        return _alike(url, self._page.url) or (len(numbered) > 2 and bool(_PAGE_NAME.search(name)))

    def _by_arrow(self) -> ListRequest | None:
        arrows = (each for each in self._controls if each.words in _ARROWS or each.marked)
        for control in islice(arrows, _MOST_TRIED):
            request = None if control.disabled else self._leads(control)
            if request and (request.form or _alike(request.url, self._page.url)):
                return request
        return None

    def _by_leap(self) -> ListRequest | None:
        """A leap (…, », 下十页) where it leads to the very next page: by the page's numbers, or where there are none."""
        numbers = {
            number: control.url
            for control in self._controls
            if control.url and (number := _number(control.words)) is not None and number > 1
        }
        even = {
            step
            for (first, url), (second, other) in pairwise(numbers.items())
            if (step := _step(url, other, second - first)) is not None
        }
        leaps = (each for each in self._controls if each.words in _LEAPS and each.url)
        for control in islice(leaps, _MOST_TRIED):
            request = self._leads(control)
            if request is None or not _alike(request.url, self._page.url):
                continue
            fits = any(
                _step(request.url, url, number - self._wanted) in even
                for number, url in numbers.items()
            )
            if fits or (not numbers and control.words in (">>", "»", "››")):
                return request
        return None

    def _by_script(self) -> ListRequest | None:
        """The next page of a pager that only a script writes, where the list says that it has one."""
        if self._pages is None or self._pages < self._wanted:
            return None
        request = self._scripts.library_page(self._wanted)
        if request is None and (written := self._scripts.written):
            drawn = controls(parse(f"<body>{written}</body>"), self._page.url, _counts)
            request = self._by_words(drawn) or self._by_number(drawn)
        if request is None or urlsplit(request.url).netloc != self._host:
            return None
        return None if address(request.url) == self._here and not request.form else request

    def _is_blocked(self) -> bool:
        """Whether the page shows a pager, or a way to load more, that cannot be followed."""
        idle = [each for each in self._controls if not each.url and not each.disabled]
        nexts = [each for each in idle if _is_next(each.words)]
        wanted = [each for each in idle if _number(each.words) == self._wanted]
        if any(each.calls and self._goes_on(each) for each in nexts):
            return True
        if any(each.calls and self._names_next(each) for each in wanted) or (nexts and wanted):
            return True
        if any(each.words in _MORE for each in idle) or self._has_more_pages():
            return True
        if len(self._page.facts.rows) < _LONG:
            return False
        return (self._wanted == 2 and bool(nexts) and self._scripts.listens) or (
            self._has_empty_pager()
        )

    def _goes_on(self, control: Control) -> bool:
        """Whether 下一页 calls for another page than this one, as it does on a list's last page."""
        number = _NUMBER_IN_CALL.search(control.script)
        here = self._wanted - 1
        return number is None or int(number[1]) > here or int(number[1]) == here == 1

    def _names_next(self, control: Control) -> bool:
        """Whether a number's script is given the number of the next page, counted from 1 or from 0."""
        number = _NUMBER_IN_CALL.search(control.script)
        return number is not None and int(number[1]) in (self._wanted, self._wanted - 1)

    def _has_more_pages(self) -> bool:
        """Whether 尾页, or a leap, leads to a page of the list beyond this one, though nothing leads to the next."""
        return any(
            bool(control.url)
            and (control.words in _LEAPS or control.words.strip(_EDGES) in _LAST)
            and _alike(control.url, self._page.url)
            and address(control.url) != self._here
            and (number := _own_number(control.url)) is not None
            and number > self._wanted - 1
            for control in self._controls
        )

    def _has_empty_pager(self) -> bool:
        """Whether something that is called a pager stands empty, for a script to fill."""
        for element in _NAMED(self._page.tree):
            mark = f"{element.get('class') or ''} {element.get('id') or ''}"
            if len(mark) > 1 and _PAGER_MARK.search(mark):
                shown = (
                    text for text in element.itertext("div", "span", "p", "a", "li", "ul", "em")
                )
                if not any(text.strip() for text in shown):
                    return True
        return False


def _step(url: str, other: str, pages: int) -> tuple[int, int] | None:
    """The place of the one number by which two addresses differ that lie so many pages apart, and by how much for a page.

    None where they differ in anything else, or not by the same for each page.
    """
    first, second = _DIGITS.split(url), _DIGITS.split(other)
    if not pages or len(first) != len(second) or first[::2] != second[::2]:
        return None
    places = [at for at in range(1, len(first), 2) if first[at] != second[at]]
    if len(places) != 1 or len(first[places[0]]) > 9 or len(second[places[0]]) > 9:
        return None
    apart = int(second[places[0]]) - int(first[places[0]])
    return (places[0], apart // pages) if apart and apart % pages == 0 else None


def _name_before(url: str, place: int) -> str:
    """What stands before a number in an address: the name of its parameter, or of its file."""
    before = _DIGITS.split(url)[place - 1]
    return re.split(r"[/?&=]", before.rstrip("=_-/"))[-1]


def _own_number(url: str) -> int | None:
    """The number that an address gives its page: that of a parameter that names a page, else the last of its path."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if _PAGE_NAME.search(name) and value.isdecimal() and len(value) <= 9:
            return int(value)
    numbers = _DIGITS.findall(parts.path)
    return int(numbers[-1]) if numbers and len(numbers[-1]) <= 9 else None


@lru_cache(maxsize=4096)
def _alike(url: str, other: str) -> bool:
    """Whether two addresses may be pages of one list.

    They lie in one folder, or one in a folder that is named like the other, or they are the same but for numbers.
    """
    first, second = urlsplit(url), urlsplit(other)
    if first.netloc != second.netloc:
        return False
    if first.path.rsplit("/", 1)[0] == second.path.rsplit("/", 1)[0]:
        return not _other_list(first.query, second.query) or first.path != second.path
    if _DIGITS.sub("", first.path) == _DIGITS.sub("", second.path):
        return True
    stem = _ENDING.sub("", second.path)
    return len(stem) > 1 and first.path.startswith(stem + "/")


def _other_list(query: str, other: str) -> bool:
    """Whether two query strings differ in a parameter that both have and that names no page."""
    first, second = dict(parse_qsl(query)), dict(parse_qsl(other))
    return any(
        second[name] != value and not _PAGE_NAME.search(name) and not value.isdecimal()
        for name, value in first.items()
        if name in second
    )

"""What a list states of its own size, of all the numbers that its page states.

Pages state numbers of other lists as well, of one year, of the whole site. Of several numbers of pages the one counts that
says which page this is, and says it rightly; a number of entries that pages and rows contradict is another list's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract import flat
from crawler.extract.totals import stated_pages, stated_total

_MOST = 40  # statements of each kind that are looked at
_NEAR = 60  # characters around a number of entries within which a pager must show
_ROOMY = 3  # so many times the rows of a page may be on each of its pages, should some not have been read
_COUNTED = (
    re.compile(r"(?<![页每第\d])(\d{1,7})\s?(?:条|个)\s?(?:记录|信息|数据|文章)"),
    re.compile(r"(?<![\u4e00-\u9fff》”])共\s?(?:有|计)?\s?(\d{1,7})\s?(?:条|篇|件|则|项)"),
)
_PER_PAGE = re.compile(r"(?:每页|每頁|显示|顯示|第)\s?(?:显示|顯示|有)?\s?[:：]?\s?$")
_PAGER_NEAR = re.compile(r"页|\d\s?/\s?\d|[‹›«»]|next|prev", re.IGNORECASE)
_THIS_OF_ALL = (
    re.compile(r"第\s?(\d{1,5})\s?页?\s?[/／,，、]?\s?(?:总?共|总)\s?(\d{1,5})\s?页"),
    re.compile(r"(?<![\d/／.-])(\d{1,5})\s?[/／]\s?(?:共\s?)?(\d{1,5})\s?页"),
    re.compile(
        r"(?:页次|页码|当前页?|第)\s?[:：]?\s?(\d{1,5})\s?页?\s?[/／]\s?(?:共\s?)?(\d{1,5})(?![\d/／.-]|\s?[号年月日])"
    ),
    re.compile(
        r"(?:条|篇|记录|信息|上一页|首页)\s{0,3}(\d{1,4})\s?[/／]\s?(\d{1,4})(?![\d/／.-]|\s?[号年月日])"
    ),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a list says of itself; None for what it does not say. `total` is entries, `pages` pages."""

    total: int | None = None
    pages: int | None = None


def stated(tree: HtmlElement, source: str, rows: int, page_no: int) -> Stated:
    """What the list of a page says of its size; `rows` are those read from the page, the `page_no`th of the list."""
    shown = " ".join(flat.lines(flat.visible(flat.flatten(tree))))
    pages = _pages_by_number(shown, page_no)
    pages = stated_pages(source) if pages is None else pages
    totals = (stated_total(source), *_counted(shown))
    fitting = (each for each in totals if each is not None and _fits(each, pages, rows, page_no))
    return Stated(next(fitting, None), pages)


def _pages_by_number(shown: str, page_no: int) -> int | None:
    """The number of pages of a statement that says rightly which of them this is (第2页/共5页, 2/5)."""
    for pattern in _THIS_OF_ALL:
        for match in islice(pattern.finditer(shown), _MOST):
            if int(match[1]) == page_no <= int(match[2]):
                return int(match[2])
    return None


def _counted(shown: str) -> Iterator[int]:
    """The numbers of entries (45条记录) beside a pager, those on each page aside."""
    for pattern in _COUNTED:
        for match in islice(pattern.finditer(shown), _MOST):
            before = shown[max(0, match.start() - _NEAR) : match.start()]
            around = f"{before}|{shown[match.end() : match.end() + _NEAR]}"
            if _PAGER_NEAR.search(around) and not _PER_PAGE.search(before):
                yield int(match[1])


def _fits(total: int, pages: int | None, rows: int, page_no: int) -> bool:
    """Whether a number of entries can be that of a list of so many pages whose `page_no`th has these rows."""
    if total < rows:
        return False
    if pages is None or pages < 1:
        return True
    if page_no >= pages:
        return pages == 1 or total >= pages - 1
    return pages - 1 <= total <= pages * max(rows, 1) * _ROOMY if rows else True

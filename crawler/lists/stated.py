"""What a list states of its own size: how many entries it has, how many pages, and which of them this is.

Pages state many numbers: of other lists, of visitors, of the whole site. A number counts as the list's own only beside a
pager's words, or in a script under a name that pagers use; one that the stated pages contradict is another list's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract import flat

_MOST = 40  # statements of each kind that are looked at
_MOST_PIECES = 200
_BEFORE, _REACH = (
    16,
    64,
)  # characters before and from a word in a name to the number that it is given
_LONG_CALL = 360
_NEAR = 60  # characters around a number of entries within which a pager must show
_ROOMY = 3  # so many times the rows of a page may be on each of its pages, should some not have been read
_SHOWN_TOTALS = (
    re.compile(
        r"(?:共|总计|总共|合计|共计)\s?(?:有|计|找到|检索到|查到)?\s?[:：]?\s?(\d{1,3}(?:,\d{3}){1,2}|\d{1,7})\s?"
        r"(?:条|篇|件|则|项|个?记录|行|rows?|records?)"
    ),
    re.compile(
        r"(?:总(?:记录|条|信息|文章|数据)?数|记录(?:总)?数|信息总数|文章总数|数据总数|总记录)\s?(?:为|是)?\s?[:：]?\s?"
        r"(\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?!\s?页)"
    ),
    re.compile(r"(?<![页每第\d])(\d{1,7})\s?(?:条|个)\s?(?:记录|信息|数据|文章)"),
    re.compile(r"(?<!\w)共\s?(\d{1,7})\s?(?=\d{1,4}\s?/\s?\d{1,4}(?!\d))"),
)
_PAGER_NEAR = re.compile(r"页|\d\s?/\s?\d|[‹›«»]|next|prev", re.IGNORECASE)
_SHOWN_PAGES = (
    re.compile(r"第\s?(?P<at>\d{1,5})\s?页?\s?[/／,，、]?\s?共\s?(?P<of>\d{1,5})\s?页"),
    re.compile(r"(?<![\d/／.-])(?P<at>\d{1,5})\s?[/／]\s?(?:共\s?)?(?P<of>\d{1,5})\s?页"),
    re.compile(
        r"(?:页次|页码|当前页?|第)\s?[:：]?\s?(?P<at>\d{1,5})\s?页?\s?[/／]\s?(?:共\s?)?(?P<of>\d{1,5})(?![\d/／.-]|\s?[号年月日])"
    ),
    re.compile(r"(?:共|总计|总共)\s?(?:有)?\s?[:：]?\s?(?P<of>\d{1,5})\s?页"),
    re.compile(r"(?:总页数|页数|总页)\s?[:：]?\s?(?P<of>\d{1,5})(?!\d)"),
    re.compile(
        r"(?:条|篇|记录|信息|上一页|首页)\s{0,3}(?P<at>\d{1,4})\s?[/／]\s?(?P<of>\d{1,4})(?![\d/／.-])"
    ),
)
_PER_PAGE = re.compile(r"(?:每页|每頁|显示|顯示|第)\s?(?:显示|顯示|有)?\s?[:：]?\s?$")
_SCRIPT_TOTALS = re.compile(
    r"(?<![\w$])(?:total_?(?:record|count|row|num|item|size)s?|(?:record|row)_?(?:count|total|num)s?|totalElements|allCount)"
    r"[\"']?\s?[:=]\s?[\"']?(\d{1,7})(?!\d)|<totalrecord>\s?(?:<!\[CDATA\[)?\s?(\d{1,7})",
    re.IGNORECASE,
)
_LAYPAGE = re.compile(
    r"laypage\s?(?:\.render)?\s?\(\s?\{[^{}]{0,300}?\bcount\s?:\s?[\"']?(\d{1,7})(?!\d)",
    re.IGNORECASE,
)
_SCRIPT_PAGES = re.compile(
    r"createPageHTML\s?\(\s?['\"]?(?:[\w-]{1,40}['\"]\s?,\s?['\"]?)?(\d{1,5})"
    r"|(?<![\w$])(?:countPage|pages?_?Count|total_?Pages?|max_?Page|pageTotal)[\"']?\s?[:=]\s?[\"']?(\d{1,5})(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a list says of itself; None for what it does not say. `total` is entries, `pages` pages."""

    total: int | None = None
    pages: int | None = None


def stated(tree: HtmlElement, source: str, rows: int, page_no: int) -> Stated:
    """What the list of a page says of its size; `rows` are those read from the page, the `page_no`th of the list."""
    shown = " ".join(flat.lines(flat.visible(flat.flatten(tree))))
    pages = _pages(shown, source, page_no)
    totals = [*_shown_totals(shown), *_script_totals(source)]
    fitting = [total for total in totals if _fits(total, pages, rows, page_no)]
    return Stated(fitting[0] if fitting else None, pages)


def _pages(shown: str, source: str, page_no: int) -> int | None:
    """The number of pages: of several statements one that says that this is the page that it is, else what is shown."""
    found: list[tuple[int | None, int]] = []
    for pattern in _SHOWN_PAGES:
        for match in islice(pattern.finditer(shown), _MOST):
            at = match.groupdict().get("at")
            found.append((int(at) if at else None, int(match["of"])))
    for at, of in found:
        if at == page_no <= of:
            return of
    for at, of in found:
        if at is None:
            return of
    for piece in _pieces(source, source.lower(), ("page",)):
        if scripted := _SCRIPT_PAGES.search(piece):
            return int(scripted[1] or scripted[2])
    return None


def _shown_totals(shown: str) -> Iterator[int]:
    for pattern in _SHOWN_TOTALS:
        for match in islice(pattern.finditer(shown), _MOST):
            before = shown[max(0, match.start() - _NEAR) : match.start()]
            around = f"{before}|{shown[match.end() : match.end() + _NEAR]}"
            if _PAGER_NEAR.search(around) and not _PER_PAGE.search(before):
                yield int(match[1].replace(",", ""))


def _script_totals(source: str) -> Iterator[int]:
    lowered = source.lower()
    for piece in _pieces(source, lowered, ("total", "count")):
        if match := _SCRIPT_TOTALS.search(piece):
            yield int(match[1] or match[2])
    for piece in _pieces(source, lowered, ("laypage",), _LONG_CALL):
        if match := _LAYPAGE.match(piece):
            yield int(match[1])


def _pieces(
    source: str, lowered: str, words: tuple[str, ...], reach: int = _REACH
) -> Iterator[str]:
    """The surroundings of words in a page's source: a pattern is tried only where a plain search has found its word."""
    for word in words:
        at = lowered.find(word)
        for _ in range(_MOST_PIECES):
            if at < 0:
                break
            yield source[max(0, at - _BEFORE) if reach == _REACH else at : at + reach]
            at = lowered.find(word, at + len(word))


def _fits(total: int, pages: int | None, rows: int, page_no: int) -> bool:
    """Whether a number of entries can be that of a list of so many pages whose `page_no`th has these rows."""
    if total < rows:
        return False
    if pages is None or pages < 1:
        return True
    if page_no >= pages:
        return pages == 1 or total >= pages - 1
    most = pages * max(rows, 1) * _ROOMY
    return pages - 1 <= total <= most if rows else True

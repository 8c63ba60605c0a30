"""大汉 JPaaS (also the 江西集约化 platform): pages are put together from units, many of which a script fetches.

A unit that a script fetches is an element with the attributes `url` and `queryData="{'webId':'…','pageId':'…',…}"`; the
answer is JSON with the unit's HTML in `data.html`. It may be a menu, a list or a text, so it is read as a part of its
page. A list, whether it stands in the page or in a unit, ends with a pager element whose attributes are the list's own
numbers (`count`, `rows`, `pageNo`) and a `queryData` for its further pages, asked for with
`paramJson={"pageNo":2,"pageSize":"15"}`.

The platform's other list is JSON: `/common/search/<channel>` or `/searchList/<channel>`, the channel named in the
address or by the page's tag `channelid`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import islice
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawler.cms import trs
from crawler.cms.family import END, MORE, UNKNOWN, ListPage, ListRequest, PageView
from crawler.cms.feed_values import parsed, plain, whole
from crawler.cms.generic import resolve
from crawler.extract.dates import from_meta
from crawler.extract.fragments import rows_of_fragment
from crawler.frontier import Entry
from crawler.snapshot.facts import ListRow, Role

_MARK = re.compile(r"\bqueryData\s{0,3}=\s{0,3}[\"']\s{0,3}\{", re.IGNORECASE)
_PATH = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_PAIR = re.compile(
    r"[\"']([\w.\-]{1,60})[\"']\s{0,5}:\s{0,5}(?:'([^']{0,600})'|\"([^\"]{0,600})\"|(-?[\w.]{1,30}))"
)
_NUMBERS = ("count", "rows", "pageno")  # a pager's own, as attributes or inside its `queryData`
_CARRIERS = etree.XPath("//*[@querydata]")
# Units of every page's head and foot, by what their makers call them: no part of the column.
_CHROME = re.compile(
    r"[页底脚尾]部|[页头顶]部|页[头脚尾]|底栏|网站导航|主导航|友情链接|版权|站点标识|搜索|检索|登录|分享|浏览[量次]|访问[量次]|"
    r"点击[量率]|天气|时间|浮窗|飘窗|二维码|banner|logo|header|footer|search|login|share|visit|weather",
    re.IGNORECASE,
)
_PAGE_SIZE = 15
_FEW_LINKS = 8  # links with which a page has its menus itself
_MOST_UNITS = 40
_MOST_CHARACTERS = 8000  # of an attribute that is read
_SEARCH = re.compile(r"(/(?:common/search|searchList)/)([0-9a-f]{32})?", re.IGNORECASE)
_CHANNEL = re.compile(
    r"<meta\s[^<>]{0,80}name=[\"']channelid[\"'][^<>]{0,80}content=[\"']([0-9a-f]{32})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One element with `queryData`: its parameters, its address, and a pager's own numbers (None: it is no pager)."""

    query: dict[str, str]
    url: str
    count: int | None = None
    size: int = _PAGE_SIZE
    page_no: int = 1


class Jpaas:
    """The JPaaS family."""

    name = "jpaas"

    def recognises(self, page: PageView) -> bool:
        """By the attribute that its scripts read, the address of its units, or its JSON list."""
        return (
            _MARK.search(page.source) is not None
            or "jpaas-publish-server" in page.source
            or self._search_list(page) != ""
        )

    def read_list(self, page: PageView) -> ListPage:
        """The rows that stand in the page, how its list goes on, and the units that a script fetches."""
        units = list(islice(_units(page), _MOST_UNITS))
        pagers = [unit for unit in units if unit.count is not None]
        found = ListPage(rows=page.facts.rows)
        if page.entry.role is Role.LIST and page.entry.feed and not found.rows:
            found.rows = rows_of_fragment(page.source, page.url)
        if page.entry.feed and _page_no(page.entry) > 1 and not pagers:
            self._after(found, page.entry)
        elif pagers:
            self._turn(found, pagers, page)
        else:
            found = trs.FAMILY.read_list(page)
        found.parts = [
            ListRequest(_address(unit), feed=self.name)
            for unit in _wanted([unit for unit in units if unit.count is None], page)
        ]
        if not found.rows and not found.parts and found.end == END:
            self._search(found, page)
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """The HTML of a unit, or the rows of the platform's JSON list."""
        answer = parsed(body)
        data = answer.get("data") if isinstance(answer, dict) else None
        if isinstance(data, dict) and isinstance(data.get("results"), list):
            return self._read_search(data, entry)
        markup = data.get("html") if isinstance(data, dict) else data
        if not isinstance(markup, str):
            return None
        # An answer without content is a unit all the same: one that shows nothing.
        return ListPage(html=markup if markup.strip() else "<p></p>")

    # -- units ----------------------------------------------------------------------------------
    def _turn(self, found: ListPage, pagers: list[_Unit], page: PageView) -> None:
        """Where the page's lists go on: the first is the page's own, others that do not end here are asked for whole."""
        own, *others = pagers
        number = page.entry.page_no if page.entry.feed else own.page_no
        number = max(number, _page_no(page.entry))
        found.total = own.count
        if number * own.size < (own.count or 0):
            found.end, found.next_url = self._page_of(own, number + 1, page)
            found.next_feed = self.name if found.end == MORE else ""
        for unit in others:
            if unit.size < (unit.count or 0):
                end, url = self._page_of(unit, 1, page)
                if end == MORE:
                    found.also.append(ListRequest(url, feed=self.name))
                else:
                    found.end = end if found.end == END else found.end

    def _page_of(self, unit: _Unit, number: int, page: PageView) -> tuple[str, str]:
        """How a list goes on, and the address of one of its pages. A pager may leave out what its own request named."""
        query = unit.query if "pageId" in unit.query else _query(page.entry) | unit.query
        if "pageId" not in query and "webId" not in query:
            return UNKNOWN, ""
        return MORE, _address(_Unit(query, unit.url), number, str(unit.size))

    def _after(self, found: ListPage, entry: Entry) -> None:
        """Where a list goes on whose answer has no pager: at the next number, while its pages are full."""
        parameters = parsed(_query(entry).get("paramJson", ""))
        size = str(parameters.get("pageSize", "")) if isinstance(parameters, dict) else ""
        if found.rows and size.isdecimal() and len(found.rows) >= int(size):
            unit = _Unit(_query(entry), entry.url.partition("?")[0])
            found.end, found.next_feed = MORE, self.name
            found.next_url = _address(unit, _page_no(entry) + 1, size)

    # -- the JSON list --------------------------------------------------------------------------
    def _search_list(self, page: PageView) -> str:
        """The address of the page's JSON list without its parameters, "" without one."""
        called = _SEARCH.search(page.source)
        if called is None:
            return ""
        channel = called[2] or next((found[1] for found in _CHANNEL.finditer(page.source)), "")
        return f"{called[1]}{channel}" if channel else ""

    def _search(self, found: ListPage, page: PageView) -> None:
        if path := self._search_list(page):
            found.end, found.next_feed = MORE, self.name
            found.next_url = resolve(page.url, f"{path}?{_search_query(1)}")

    def _read_search(self, data: dict[str, Any], entry: Entry) -> ListPage:
        rows = [
            ListRow(url, title, _day(item))
            for item in data["results"]
            if isinstance(item, dict)
            and item.get("url")
            and (url := resolve(entry.url, str(item["url"])))
            and (title := plain(item.get("title")))
        ]
        found = ListPage(rows=rows, total=whole(data.get("total")))
        number = whole(_query(entry).get("page")) or entry.page_no
        size = whole(data.get("rows")) or _PAGE_SIZE
        if rows and (found.total or 0) > number * size:
            found.end, found.next_feed = MORE, self.name
            found.next_url = f"{entry.url.partition('?')[0]}?{_search_query(number + 1)}"
        return found


def _units(page: PageView) -> Iterator[_Unit]:
    """Every element of the page that carries `queryData`, in page order."""
    for element in cast("list[HtmlElement]", _CARRIERS(page.tree)):
        written = element.get("querydata", "")
        if len(written) > _MOST_CHARACTERS:
            continue
        query = _pairs(written)
        own = {name.lower(): value for name, value in query.items() if name.lower() in _NUMBERS}
        count, rows, number = (whole(element.get(name) or own.get(name)) for name in _NUMBERS)
        if count is not None:
            query = {name: value for name, value in query.items() if name.lower() not in own}
        elif not (element.get("url") and query):
            continue
        address = element.get("uniturl") or element.get("url") or _PATH
        yield _Unit(query, resolve(page.url, address), count, rows or _PAGE_SIZE, number or 1)


def _wanted(units: list[_Unit], page: PageView) -> list[_Unit]:
    """The units that belong to the column: those of head and foot only where the page has next to no links itself."""
    if len(page.facts.links) < _FEW_LINKS and not page.entry.feed:
        return [unit for unit in units if unit.url]
    return [unit for unit in units if unit.url and not _CHROME.search(unit.query.get("tagId", ""))]


def _address(unit: _Unit, page_no: int = 0, size: str = "") -> str:
    """The request for a unit; for a page of its list with `page_no`, which goes in as JSON."""
    query = dict(unit.query)
    if page_no:
        given = parsed(query.get("paramJson", ""))
        numbers = {
            **(given if isinstance(given, dict) else {}),
            "pageNo": page_no,
            "pageSize": size,
        }
        query["paramJson"] = json.dumps(numbers, ensure_ascii=False, separators=(",", ":"))
    return f"{unit.url.partition('?')[0]}?{urlencode(query)}"


def _pairs(written: str) -> dict[str, str]:
    """The names and values of `queryData`: JSON, or the same with single quotes."""
    text = unescape(written)
    read = parsed(text)
    if isinstance(read, dict):
        return {
            str(name): str(value) for name, value in read.items() if not isinstance(value, dict)
        }
    return {name: single or double or bare for name, single, double, bare in _PAIR.findall(text)}


def _query(entry: Entry) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(entry.url).query, keep_blank_values=True))


def _page_no(entry: Entry) -> int:
    """The number of the page that a feed's request asked for, 1 when it names none."""
    parameters = parsed(_query(entry).get("paramJson", "")) if entry.feed else None
    asked = parameters.get("pageNo") if isinstance(parameters, dict) else None
    return whole(asked) or 1


def _search_query(page_no: int) -> str:
    fixed = {"_isAgg": "true", "_isJson": "true", "_pageSize": _PAGE_SIZE, "_template": "index"}
    return urlencode({**fixed, "page": page_no})


def _day(item: dict[str, Any]) -> date | None:
    return from_meta(str(item.get("publishedTimeStr") or item.get("publishedTime") or ""))


FAMILY = Jpaas()

"""The eportal system: lists whose pager's links carry their address in `tagname` or in a script's call.

`<a onclick="queryArticleByCondition(this,'/zwgk/…/21892-2.html')" tagname="/zwgk/…/21892-2.html">下一页</a>`, a plain GET.
Where the pager has no such link, a hidden field (`article_paging_list_hidden`) says how many pages there are, and
`/eportal/ui?pageId=…&currentPage=2&moduleId=…` gives the next. A page may hold several lists, each with its own pager.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.cms.family import END, MORE, ListPage, ListRequest, PageView
from crawler.cms.generic import next_link
from crawler.frontier import Entry, address
from crawler.lists.stated import stated

_QUERY = re.compile(
    r"queryArticleByCondition\(\s{0,4}this\s{0,4},\s{0,4}['\"]([^'\"\s]{1,500})['\"]"
)
_HIDDEN = "article_paging_list_hidden"
_PAGE_ID = ("eprotalCurrentPageId", "eportalCurrentPageId")
_NEXT = frozenset({"下一页", "下页", "后一页", "下一页>", "下一页>>", ">", ">>"})
_ADDRESS = re.compile(r"/eportal/ui\?(?:[^#]{0,300}&)?pageId=([\w-]{1,60})")
_CURRENT = re.compile(r"[?&]currentPage=(\d{1,6})")
_MOST = 20  # lists of a page


class Eportal:
    """The eportal system."""

    name = "eportal"

    def recognises(self, page: PageView) -> bool:
        """By its pager's call or its hidden field."""
        return "queryArticleByCondition(" in page.source or _HIDDEN in page.source

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown; the next page of each list of the page from its own pager."""
        rows = page.facts.rows
        says = stated(page.tree, page.source, len(rows), page.entry.page_no)
        found = ListPage(rows=rows, total=says.total, end=END)
        plain = next_link(page)
        following = _by_links(page) or ([plain] if plain else _by_numbers(page))
        if following:
            found.end, found.next_url = MORE, following[0]
            found.also = [ListRequest(url) for url in following[1:_MOST]]
        if len(following) > 1:
            found.total = None  # of one of the lists
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """Never asked: every page of such a list is HTML."""
        return None


def _by_links(page: PageView) -> list[str]:
    """The addresses of the next pages of the page's lists, as the pagers' links carry them."""
    here = address(page.url)
    links: list[str] = []
    for link in page.tree.iter("a", "span", "input"):
        words = "".join((link.get("value") or "".join(link.itertext())).split())
        if words not in _NEXT:
            continue
        written = link.get("tagname") or _called(link)
        try:
            url = urljoin(page.url, written) if written else ""
        except ValueError:
            continue
        if url and url.startswith("http") and address(url) != here and url not in links:
            links.append(url)
    return links


def _called(link: HtmlElement) -> str:
    match = _QUERY.search(link.get("onclick") or link.get("href") or "")
    return match[1] if match else ""


def _by_numbers(page: PageView) -> list[str]:
    """The addresses of the next pages by the numbers of the hidden fields."""
    page_id = next(
        (
            element.get("value") or ""
            for element in page.tree.iter("input")
            if element.get("id") in _PAGE_ID
        ),
        "",
    )
    if not page_id and (asked := _ADDRESS.search(page.url)):
        page_id = asked[1]
    if not re.fullmatch(r"[\w-]{1,60}", page_id):
        return []
    current = _CURRENT.search(page.url)
    number = int(current[1]) if current else page.entry.page_no
    parts = urlsplit(page.url)
    found = []
    for element in page.tree.iter("input"):
        if element.get("name") != _HIDDEN:
            continue
        pages, module = element.get("totalpage") or "", element.get("moduleid") or ""
        if pages.isdigit() and re.fullmatch(r"[\w-]{1,60}", module) and int(pages[:7]) > number:
            found.append(
                f"{parts.scheme}://{parts.netloc}/eportal/ui?pageId={page_id}&currentPage={number + 1}"
                f"&moduleId={module}&staticRequest=yes"
            )
    return found


FAMILY = Eportal()

"""Lists of unknown make: rows as the page shows them, and pagers made of plain links.

A pager is followed by its own words (下一页) or by the number after the current page's; a pager that only a script can
turn is reported as unknown, so that nothing beyond it is ever called missing.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urldefrag, urljoin, urlsplit

from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.extract.lists import stated_pages, stated_total
from crawler.frontier import Entry, address
from crawler.snapshot.facts import Link

_NEXT = frozenset(
    {
        "下一页",
        "下页",
        "后一页",
        "后页",
        "下一頁",
        "next",
        "nextpage",
        ">",
        "›",
        "»",
        "下一页>",
        "下一页>>",
        "下一页»",
    }
)
# Marks of a list that a script fetches or renders; the page itself then says nothing of what the list holds.
_SCRIPT_LIST = re.compile(
    r"queryData\s?=|dataproxy\.jsp|labelName=|/fjdzapp/search|jpaas-publish-server|/gkmlpt/api|\bv-for=|\bng-repeat=|\bms-(?:for|repeat)"
    r"|<script[^>]{0,80}type=[\"']text/(?:x-)?(?:template|html|tmpl)|laytpl\("
)


def _words(link: Link) -> str:
    return unicodedata.normalize("NFKC", "".join(link.text.split())).lower()


def next_link(page: PageView) -> str:
    """The address of the list's next page by plain links; "" when there is none."""
    here = address(page.url)
    base = urlsplit(page.url)
    numbered: dict[int, str] = {}
    for link in page.facts.links:
        words = _words(link)
        if words in _NEXT:
            url = urldefrag(link.url).url
            if address(url) != here and urlsplit(url).netloc == base.netloc:
                return url
        elif words.isdigit() and len(words) <= 4:
            numbered.setdefault(int(words), link.url)
    number = page.entry.page_no + 1
    url = numbered.get(number, "")
    if url and len(numbered) >= 1 and address(url) != here and _alike(url, page.url):
        return url
    return ""


def _alike(url: str, other: str) -> bool:
    """Whether two addresses differ only in digits, query, or a page number put before the ending."""
    first, second = urlsplit(url), urlsplit(other)
    if first.netloc != second.netloc:
        return False
    folder = second.path.rsplit("/", 1)[0]
    return first.path.rsplit("/", 1)[0] == folder or re.sub(r"\d+", "", first.path) == re.sub(
        r"\d+", "", second.path
    )


class Generic:
    """The reader for pages of no known family."""

    name = "generic"

    def recognises(self, page: PageView) -> bool:
        """Always: this is the safety net."""
        return True

    def read_list(self, page: PageView) -> ListPage:
        """Rows and pager by their looks."""
        rows = page.facts.rows
        found = ListPage(rows=rows, total=stated_total(page.source))
        if url := next_link(page):
            found.end, found.next_url = MORE, url
        elif rows:
            pages = stated_pages(page.source)
            if pages is not None:
                found.end = UNKNOWN if pages > page.entry.page_no else END
            elif page.entry.page_no == 1 and (found.total or 0) > len(rows):
                found.end = UNKNOWN
        elif (
            not page.facts.is_article
            and not page.facts.placeholder
            and _SCRIPT_LIST.search(page.source)
        ):
            found.end = UNKNOWN
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """Never asked: plain lists have no feed."""
        return None


def resolve(base: str, href: str) -> str:
    """`href` made absolute; "" when it is no http(s) address."""
    try:
        url = urljoin(base, href.strip())
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


FAMILY = Generic()

"""Systems whose addresses are long numbers and say nothing: `/gongkai/channel_<24 hex>/doc_<24 hex>.html`,
`/art/2025/art_<32 hex>.html`, `/columns/<UUID>/…`.

Lists are static pages beside the column's, `index_2.html` the second; where no link says so, the pager's count does. Rows
carry their date beside them or not at all, never in their address.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from crawler.cms import generic
from crawler.cms.family import MORE, ListPage, PageView
from crawler.frontier import Entry
from crawler.lists.stated import stated

_HEX = r"[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ARTICLE = re.compile(rf"/(?:doc_|art_|content_)?(?:{_HEX})\.s?html?$", re.IGNORECASE)
_CHANNEL = re.compile(rf"/(?:channel_[\w.-]{{3,100}}|(?:columns?/)?(?:{_HEX}))/", re.IGNORECASE)
_PAGES = re.compile(
    r"\b(?:page_?count|total_?pages?|data-pages|data-total-pages?)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,6})",
    re.IGNORECASE,
)
_INDEX = re.compile(r"^(.*/)(?:([\w-]+?)(?:_(\d{1,6}))?\.(s?html?))?$")


class UuidPaths:
    """Systems whose addresses are object identifiers."""

    name = "uuid_paths"

    def recognises(self, page: PageView) -> bool:
        """By rows that lead to such addresses, or by its own."""
        if sum(1 for row in page.facts.rows[:20] if _ARTICLE.search(row.url)) >= 2:
            return True
        return _CHANNEL.search(urlsplit(page.url).path) is not None

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown; the next page by its link, else beside this one when the pager counts more."""
        rows = page.facts.rows
        says = stated(page.tree, page.source, len(rows), page.entry.page_no)
        found = ListPage(rows=rows, total=says.total)
        if url := generic.next_link(page):
            found.end, found.next_url = MORE, url
            return found
        counted = _PAGES.search(page.source)
        pages = int(counted[1]) if counted else says.pages
        if rows and pages is not None and pages <= page.entry.page_no:
            return found
        if not rows or pages is None:
            return generic.FAMILY.read_list(page)
        path = _INDEX.match(urlsplit(page.url).path)
        if path is None or (path[3] and int(path[3]) != page.entry.page_no):
            return generic.FAMILY.read_list(page)
        stem, ending = path[2] or "index", path[4] or "html"
        found.end = MORE
        found.next_url = urljoin(page.url, f"{path[1]}{stem}_{page.entry.page_no + 1}.{ending}")
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """Never asked: its lists are pages."""
        return None


FAMILY = UuidPaths()

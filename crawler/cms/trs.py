"""TRS WCM: lists are static pages `index.html`, `index_1.html` …, but the pager is script and names no link.

The script is a call, `createPageHTML(56, 0, "index", "html")`, or the same numbers assigned (`countPage = 56`,
`currentPage = 0`) beside a `document.write`. Pages count from 0: the second page is `index_1.html`. A call that names the
pager's element first, `createPageHTML("page_div", 9, 1, "index", "html")`, counts from 1: the second is `index_2.html`.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.cms.generic import next_link
from crawler.cms.trs_fujian import is_fujian
from crawler.extract.lists import stated_total
from crawler.frontier import Entry

_CALL = re.compile(
    r"createPage\w{0,12}\s{0,4}\(\s{0,4}([\"'][\w-]{1,40}[\"']\s{0,4},\s{0,4})?"
    r"[\"']?(\d{1,6})[\"']?\s{0,4},\s{0,4}[\"']?(\d{1,6})[\"']?\s{0,4},"
    r"\s{0,4}[\"']([\w.-]{1,80})[\"']\s{0,4},\s{0,4}[\"'](s?html?|jsp|aspx)[\"']",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bcountPage\s{0,4}=\s{0,4}[\"']?(\d{1,6})", re.IGNORECASE)
_CURRENT = re.compile(r"\bcurrentPage\s{0,4}=\s{0,4}[\"']?(\d{1,6})", re.IGNORECASE)
_ARTICLE = re.compile(r"/t\d{8}_\d+\.s?html?$")
_MARKS = ("TRS_", "trs_", "createPageHTML", "countPage")
_NAME = re.compile(r"([\w.-]+?)(?:_\d+)?\.(s?html?|jsp)$")


class Trs:
    """The TRS WCM family."""

    name = "trs"

    def recognises(self, page: PageView) -> bool:
        """By its editor's class names, its pager's script, or rows that lead to `t20200802_1352104.html`."""
        if is_fujian(page.source):
            return False  # its pages carry the same marks, its lists go on in another way
        if any(mark in page.source for mark in _MARKS):
            return True
        return sum(1 for row in page.facts.rows[:20] if _ARTICLE.search(row.url)) >= 2

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown; the next page from the pager's own numbers."""
        found = ListPage(rows=page.facts.rows, total=stated_total(page.source))
        if call := _CALL.search(page.source):
            count, current, stem, ending = int(call[2]), int(call[3]), call[4], call[5]
            last = count if call[1] else count - 1
        elif (pages := _COUNT.search(page.source)) and (at := _CURRENT.search(page.source)):
            count, current = int(pages[1]), int(at[1])
            named = _NAME.search(urlsplit(page.url).path)
            stem, ending = (named[1], named[2]) if named else ("index", "html")
            last = count - 1
        else:
            if url := next_link(page):
                found.end, found.next_url = MORE, url
            elif found.rows and found.total is not None and found.total > len(found.rows):
                found.end = UNKNOWN
            return found
        following = current + 1
        if following <= last:
            found.end = MORE
            found.next_url = urljoin(page.url, f"{stem}_{following}.{ending}")
        else:
            found.end = END
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """Never asked: every page of such a list is HTML."""
        return None


FAMILY = Trs()

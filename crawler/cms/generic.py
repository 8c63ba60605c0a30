"""Lists of unknown make: rows as the page shows or carries them, and pagers in whatever shape can be followed.

What cannot be followed, or what a script alone would show, is reported as unknown, so that nothing beyond it is ever
called missing.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.frontier import Entry
from crawler.lists.carried_rows import carried_rows
from crawler.lists.pagers import turn
from crawler.lists.stated import stated
from crawler.snapshot.facts import ListRow

# Marks of a list that a script fetches or renders; the page itself then says nothing of what the list holds.
_SCRIPT_LIST = re.compile(
    r"queryData\s?=|dataproxy\.jsp|labelName=|/fjdzapp/search|jpaas-publish-server|/gkmlpt/api|\bv-for=|\bng-repeat=|\bms-(?:for|repeat)"
    r"|<script[^>]{0,80}type=[\"']text/(?:x-)?(?:template|html|tmpl)|laytpl\("
)


def next_link(page: PageView) -> str:
    """The address of the list's next page as the page's own pager gives it; "" when it gives none."""
    request = turn(page).request
    return request.url if request and not request.form else ""


class Generic:
    """The reader for pages of no known family."""

    name = "generic"

    def recognises(self, page: PageView) -> bool:
        """Always: this is the safety net."""
        return True

    def read_list(self, page: PageView) -> ListPage:
        """Rows and pager by their looks."""
        rows = page.facts.rows or carried_rows(page)
        says = stated(page.tree, page.source, len(rows), page.entry.page_no)
        found = ListPage(rows=rows, total=says.total)
        onward = turn(page, says.pages)
        if not rows:
            found.end = (
                END if self._is_empty(page, bool(onward.request or onward.blocked)) else UNKNOWN
            )
        elif says.pages is not None and says.pages <= page.entry.page_no:
            found.end = END
        elif onward.request is not None:
            found.end, found.next_url, found.next_form = (
                MORE,
                onward.request.url,
                onward.request.form,
            )
        elif page.entry.page_no == 1 and says.total is not None and says.total <= len(rows) > 0:
            found.end = END
        elif onward.blocked or says.pages is not None or self._is_short(page, says.total, rows):
            found.end = UNKNOWN
        return found

    def _is_short(self, page: PageView, total: int | None, rows: list[ListRow]) -> bool:
        """Whether a list's only known page has fewer rows than the list says to have."""
        return page.entry.page_no == 1 and (total or 0) > len(rows)

    def _is_empty(self, page: PageView, has_pager: bool) -> bool:
        """Whether a page without rows holds no list: nothing on it says that one is there and was not understood."""
        if page.facts.is_article or page.facts.placeholder:
            return True
        return not has_pager and not _SCRIPT_LIST.search(page.source)

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

"""Lists of unknown make: rows as the page shows or carries them, and pagers in whatever shape can be followed.

What cannot be followed, or what a script alone would show, is reported as unknown, so that nothing beyond it is ever
called missing.
"""

from __future__ import annotations

from urllib.parse import urljoin

from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.frontier import Entry
from crawler.lists.carried_rows import carried_rows
from crawler.lists.filled import is_filled_by_script
from crawler.lists.pagers import Turn, turn
from crawler.lists.stated import stated

_LONG = 10  # rows of a page from which its list is the page's main one


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
        if page.facts.is_article and not page.facts.rows:
            return ListPage()
        shown = page.facts.rows
        carried = carried_rows(page) if len(shown) < _LONG else []
        rows = carried if len(carried) > len(shown) else shown
        says = stated(page.tree, page.source, len(rows), page.entry.page_no)
        found = ListPage(rows=rows, total=says.total)
        onward = turn(page, says.pages)
        if rows:
            self._continue(found, page, onward, says.pages)
        elif not page.facts.placeholder:
            # A pager without rows, or a number of entries, belongs to a list that was not understood.
            turns = onward.request or onward.blocked or (says.pages or 0) > 1
            has_list = turns or says.total or is_filled_by_script(page)
            found.end = UNKNOWN if has_list else END
        return found

    def _continue(self, found: ListPage, page: PageView, onward: Turn, pages: int | None) -> None:
        """Fill in how a list with rows goes on."""
        first = page.entry.page_no == 1
        if pages is not None and pages <= page.entry.page_no:
            found.end = END
        elif onward.request is not None:
            found.end, found.next_url, found.next_form = (
                MORE,
                onward.request.url,
                onward.request.form,
            )
        elif first and found.total is not None:
            found.end = UNKNOWN if found.total > len(found.rows) else END
        elif onward.blocked or pages is not None or self._has_other_list(found, page):
            found.end = UNKNOWN

    def _has_other_list(self, found: ListPage, page: PageView) -> bool:
        """Whether the few rows that a page shows may be a box beside its list, which a script fills in."""
        few = found.rows is page.facts.rows and len(found.rows) < _LONG
        return few and is_filled_by_script(page)

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

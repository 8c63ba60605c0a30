"""Boxes that stand on page after page (热点、最新): their rows are no column's list."""

from __future__ import annotations

from collections import Counter

from crawler.frontier import address
from crawler.snapshot.facts import ListRow, Role
from crawler.snapshot.read_page import ReadPage

_LEAST_PAGES = 6
_LEAST_SHARE = 0.25


class RepeatedBoxes:
    """The rows that stand on very many columns' pages: a box of hot or latest items, not their lists.

    A document in such a box stands in the list of its own column as well: there its row is shown once more often.
    """

    def __init__(self, pages: list[ReadPage]) -> None:
        counts: Counter[str] = Counter()
        self._usual: dict[str, int] = {}
        total = 0
        for page in pages:
            if page.facts is None or page.fetch.role is not Role.COLUMN:
                continue
            total += 1
            shown = Counter(address(row.url) for row in page.facts.rows)
            counts.update(shown.keys())
            for url, times in shown.items():
                self._usual[url] = min(times, self._usual.get(url, times))
        least = max(_LEAST_PAGES, _LEAST_SHARE * total)
        self._usual = {url: times for url, times in self._usual.items() if counts[url] >= least}

    def own_rows(self, page: ReadPage) -> list[ListRow]:
        """The rows of a page that are its list's own."""
        assert page.facts is not None
        rows = page.facts.rows
        alone = page.is_feed or (page.fetch.role is Role.LIST and not page.facts.links)
        if alone or not self._usual:
            return rows
        shown = Counter(address(row.url) for row in rows)
        return [row for row in rows if shown[key := address(row.url)] > self._usual.get(key, 0)]

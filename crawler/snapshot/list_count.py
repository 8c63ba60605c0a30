"""The lists of a column, each held to its own count: what it states of its size against the rows that were read of it.

A column's page may have several lists: its own, those of tabs and frames, one in a feed. Each goes on page by page, and
a page of a list belongs to the list whose page led there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from crawler.frontier import address
from crawler.snapshot.facts import ListRow, Outcome, Role
from crawler.snapshot.read_page import ReadPage

_BOXED = 10  # rows at most that stand beside a list in boxes of their own


@dataclass(slots=True)
class ReadList:
    """One list as it was read.

    `total` is the number of entries that it states (None: it states none). `left` says that it was read back past the
    start of the period, `reason` why it was not read to its end; `gone` that the last page asked for does not exist.
    """

    total: int | None = None
    left: bool = False
    sampled: bool = False
    reason: str = ""
    gone: bool = False
    _days: dict[str, set[date]] = field(default_factory=dict)

    def add(self, rows: Iterable[ListRow]) -> None:
        """Count in the rows of a page. One that is pinned to the head of every page is one entry of the list."""
        for row in rows:
            days = self._days.setdefault(address(row.url), set())
            if row.day:
                days.add(row.day)

    def take_over(self, other: ReadList) -> None:
        """Go on as another list does, whose pages are this one's from here on."""
        self.left, self.sampled = other.left, other.sampled
        self.reason, self.gone = other.reason, other.gone
        for url, days in other._days.items():
            self._days.setdefault(url, set()).update(days)

    @property
    def addresses(self) -> Iterable[str]:
        """The addresses of its rows."""
        return self._days.keys()

    @property
    def rows(self) -> int:
        """How many entries were read; a document that is listed under two days is two."""
        return sum(max(1, len(days)) for days in self._days.values())

    @property
    def short(self) -> int:
        """How many entries fewer than the list states were read."""
        return max((self.total or 0) - self.rows, 0)

    @property
    def is_whole(self) -> bool:
        """Whether all that the list states was read. A number far below what was read, or none, is not the list's own."""
        return bool(self.total) and self.short == 0 and self.rows <= (self.total or 0) + _BOXED

    @property
    def why_incomplete(self) -> str:
        """Why the list cannot be called read, with its numbers where it states more than was read; "" where it can."""
        if self.sampled:
            return self.reason
        numbers = f"列表自称 {self.total} 条，读到 {self.rows} 条"
        if not self.reason:
            return numbers if self.short and not self.left else ""
        if self.is_whole and self.rows == self.total:
            return ""
        if self.is_whole and self.gone:
            return ""  # some pagers count one page too many
        return f"{self.reason}（{numbers}）" if self.short else self.reason


class Lists:
    """The lists of all columns, filled page by page in the order in which they were asked for."""

    def __init__(self) -> None:
        self._of: dict[str, ColumnLists] = defaultdict(ColumnLists)
        self._by_request: dict[tuple[str, str], ReadList] = {}

    def add(self, column_url: str, page: ReadPage, rows: Iterable[ListRow]) -> None:
        """Take in a page of a column that was read, with the rows that are its list's own."""
        self._by_request[_request(page)] = self._of[column_url].add(page, rows)

    def add_unread(self, column_url: str, page: ReadPage) -> None:
        """Take in a further page of a column's list, or a frame, that was not read."""
        self._by_request[_request(page)] = self._of[column_url].add_unread(page)

    def close(self) -> Iterator[tuple[str, ColumnLists, set[str]]]:
        """Every column's lists, at last; with the addresses of rows that were read as another list's.

        Two lists may have pages in common, which are asked for once: the one then holds what the other does. The last page
        of some lists leads back to one of their own, and ends them.
        """
        for column_url, lists in self._of.items():
            yield column_url, lists, lists.close(self._by_request)


class ColumnLists:
    """The lists of one column."""

    def __init__(self) -> None:
        self.lists: list[ReadList] = []
        self._open: dict[tuple[str, int], list[tuple[ReadList, ReadPage]]] = {}

    def add(self, page: ReadPage, rows: Iterable[ListRow]) -> ReadList:
        """Take in a page that was read; gives the list that it belongs to."""
        read = self._list_of(page)
        read.add(rows)
        if read.total is None:
            read.total = page.stated_total
        if page.list_end == "left_period":
            read.left = True
        elif page.list_end == "sampled":
            read.sampled, read.reason = True, "动态类栏目只抽样抓取前几页"
        elif page.list_end == "unknown":
            read.reason = "翻页由脚本完成，后面各页未读到"
        elif page.list_end == "followed":
            here = (address(page.fetch.url), page.page_no)
            self._open.setdefault(here, []).append((read, page))
        return read

    def add_unread(self, page: ReadPage) -> ReadList:
        """Take in a further page, or a frame, that was not read; gives the list that it belongs to."""
        read = self._list_of(page)
        if page.fetch.role is Role.FRAME:
            read.reason = "框架页未读到"
            return read
        read.gone = page.fetch.outcome is Outcome.NOT_FOUND
        read.reason = f"列表第 {page.page_no} 页{'不存在' if read.gone else '未读到'}"
        return read

    def close(self, by_request: Mapping[tuple[str, str], ReadList]) -> set[str]:
        """Find out what became of lists whose next page did not come; gives the addresses of rows taken over."""
        taken: set[str] = set()
        for waiting in self._open.values():
            for read, page in waiting:
                url, form = page.next_of() if page.next_of else ("", "")
                other = by_request.get((address(url), form))
                if other is None:
                    read.reason = read.reason or f"列表第 {page.page_no + 1} 页未读到"
                elif other is not read:
                    taken.update(other.addresses)
                    read.take_over(other)
        self._open.clear()
        return taken

    def _list_of(self, page: ReadPage) -> ReadList:
        """The list whose page led to this one, else one that waits for a page of its number; a new one where none does."""
        waiting = [key for key in self._open if key[1] == page.page_no - 1]
        if page.fetch.role is not Role.LIST or not waiting:
            self.lists.append(ReadList())
            return self.lists[-1]
        before = (address(page.fetch.found_on), page.page_no - 1)
        key = before if before in self._open else waiting[0]
        read, _ = self._open[key].pop(0)
        if not self._open[key]:
            del self._open[key]
        return read

    @property
    def rows(self) -> int:
        """How many entries were read, those of several lists once."""
        if len(self.lists) == 1:
            return self.lists[0].rows
        return len({url for read in self.lists for url in read.addresses})

    @property
    def stated(self) -> int | None:
        """How many entries the lists state; None where none does. Of several, so many more than were read as are missing."""
        totals = [read.total for read in self.lists if read.total is not None]
        if len(self.lists) == 1 or not totals:
            return totals[0] if totals else None
        return self.rows + sum(read.short for read in self.lists if not read.left)

    @property
    def why_incomplete(self) -> str:
        """Why not every list can be called read; "" where all can."""
        return next((why for read in self.lists if (why := read.why_incomplete)), "")


def _request(page: ReadPage) -> tuple[str, str]:
    return address(page.fetch.url), page.form

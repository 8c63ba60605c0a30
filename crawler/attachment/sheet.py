"""One sheet of a spreadsheet as rows of shown texts, whichever format it came in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from crawler.attachment import limits
from crawler.snapshot.facts import CellLink, Link, LinkedTable

Range = tuple[int, int, int, int]  # first row, last row, first column, last column, counted from 0


class Sheet:
    """Cells by place, in the order of rows. Cells that a merged one covers are left out, as in HTML."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows: dict[int, dict[int, str]] = {}
        self._links: dict[tuple[int, int], str] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """A cell that is not blank."""
        if text and column < limits.MAX_COLUMNS:
            self._rows.setdefault(row, {})[column] = text

    def link(self, row: int, column: int, url: str) -> None:
        """Where a cell leads."""
        if url and column < limits.MAX_COLUMNS and len(self._links) <= limits.MAX_LINKS:
            self._links.setdefault((row, column), url)

    def linked(self, merged: Iterable[Range] = ()) -> LinkedTable | None:
        """The rows as `rows` has them, with their links, and each merged cell's text in every place that it spans; None
        where that is too much.
        """
        if not self._rows:
            return LinkedTable()
        first = min(min(row) for row in self._rows.values())
        last = max(max(row) for row in self._rows.values())
        numbers = sorted(self._rows)
        if len(numbers) * (last - first + 1) > limits.MAX_LINKED_CELLS:
            return None
        grid = {number: dict(self._rows[number]) for number in numbers}
        left = limits.MAX_LINKED_CELLS
        for top, bottom, begin, end in merged:
            text = self._rows.get(top, {}).get(begin, "")
            columns = range(max(begin, first), min(end, last) + 1)
            for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
                left -= len(columns)
                if left < 0:
                    break
                grid[number].update(dict.fromkeys(columns, text))
        table = LinkedTable(
            [[grid[n].get(at, "") for at in range(first, last + 1)] for n in numbers]
        )
        places = {number: place for place, number in enumerate(numbers)}
        for (row, column), url in sorted(self._links.items()):
            if row in places and first <= column <= last:
                words = grid[row].get(column, "")
                table.links.append(CellLink(places[row], column - first, Link(url, words)))
        return table

    def rows(self, merged: Iterable[Range] = ()) -> list[list[str]]:
        """The rows that hold anything, blank columns at either side cut off."""
        if not self._rows:
            return []
        first = min(min(row) for row in self._rows.values())
        last = max(max(row) for row in self._rows.values())
        covered = self._covered(merged, last)
        found = []
        for number in sorted(self._rows):
            own = self._rows[number]
            hidden = covered.get(number, set())
            found.append(
                [own.get(at, "") for at in range(first, last + 1) if at in own or at not in hidden]
            )
        return found

    def _covered(self, merged: Iterable[Range], last: int) -> dict[int, set[int]]:
        covered: dict[int, set[int]] = {}
        left = limits.MAX_CELLS
        for top, bottom, begin, end in merged:
            end = min(end, last)
            for row in self._rows.keys() & range(top, bottom + 1) if bottom > top else (top,):
                columns = range(begin + 1 if row == top else begin, end + 1)
                covered.setdefault(row, set()).update(columns)
                left -= len(columns)
            if left < 0:
                break
        return covered


def number_text(value: float, form: str = "") -> str:
    """A number as its cell shows it: no trailing zeros, percentages as such.

    >>> number_text(12.0), number_text(0.055, "0.0%"), number_text(1234.5, "#,##0.00")
    ('12', '5.5%', '1234.5')
    """
    if "%" in form and abs(value) < 1e12:
        return f"{round(value * 100, 10):.12g}%"
    if value == int(value) and abs(value) < 1e15 if abs(value) < 1e300 else False:
        return str(int(value))
    return f"{value:.12g}"


def moment_text(value: datetime) -> str:
    """A date as a cell shows it: 2023-09-20, with the time where there is one."""
    if value.hour or value.minute:
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%Y-%m-%d")

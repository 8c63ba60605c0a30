"""Table 2 of the annual report (收到和处理政府信息公开申请情况): its rows and columns, whatever
merged cells left of them.

The table's left part is three columns of merged cells, its right part the same number of figures
in every row. A row is recognised by its words, its figures are the cells at its right end.
Blanks and dashes are 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.plain_text import plain

_FIGURE = re.compile(r"^-?\d{1,3}(?:[,，]\d{3})+$|^-?\d+(?:\.0+)?(?:件|条|次)?$")
_EMPTY = frozenset({"", "-", "--", "—", "——", "－", "/", "\\", "无", "─", "–"})


@dataclass(frozen=True, slots=True)
class RequestTable:
    """The four rows that must agree, each with one figure a column: received, carried in, dealt
    with in all, and carried over to the next year. `names` are the columns' names where the
    table's head gives as many.
    """

    received: tuple[int, ...]
    carried_in: tuple[int, ...]
    settled: tuple[int, ...]
    carried_over: tuple[int, ...]
    names: tuple[str, ...] = ()

    def wrong_columns(self) -> list[int]:
        """The positions of the columns in which 本年新收 + 上年结转 is not 总计 + 结转下年度."""
        rows = zip(self.received, self.carried_in, self.settled, self.carried_over, strict=True)
        return [position for position, (a, b, c, d) in enumerate(rows) if a + b != c + d]

    def sum_at(self, position: int) -> str:
        """One column's sum in words: 总计列 12+0≠11+0."""
        name = self.names[position] if position < len(self.names) else f"第{position + 1}列"
        sign = "≠" if position in self.wrong_columns() else "="
        return (
            f"{name}：本年新收{self.received[position]}+上年结转{self.carried_in[position]}"
            f"{sign}办理结果总计{self.settled[position]}+结转下年度{self.carried_over[position]}"
        )


def figure(cell: str) -> int | None:
    """The number in a cell; 0 for a blank or a dash, None for words.

    >>> figure("1,024"), figure("－"), figure("自然人")
    (1024, 0, None)
    """
    own = plain(cell)
    if own in _EMPTY:
        return 0
    if not _FIGURE.match(own):
        return None
    digits = re.sub(r"[,，件条次]|\.0+$", "", own)
    return int(digits) if len(digits) <= 12 else None


def find_table(tables: Sequence[list[list[str]]]) -> RequestTable | None:
    """The first table that has the four rows with figures; None where no table has."""
    for table in tables:
        found = _read(table)
        if found is not None:
            return found
    return None


def _read(table: list[list[str]]) -> RequestTable | None:
    rows = [[plain(cell) for cell in row] for row in table]
    received = _row(rows, ("本年新收",), 0)
    carried_in = _row(rows, ("上年结转", "上年度结转"), 0)
    carried_over = _row(rows, ("结转下年", "结转下一年", "结转到下年"), 0)
    if received is None or carried_in is None or carried_over is None:
        return None
    first, last = max(received, carried_in), carried_over
    totals = [
        position
        for position in range(first + 1, last)
        if re.search(r"总计|合计", _label(rows[position])) and _figures(rows[position])
    ]
    if not totals:
        return None
    chosen = (received, carried_in, totals[-1], carried_over)
    runs = [_figures(rows[position]) for position in chosen]
    width = min(len(run) for run in runs)
    if not width or not any(_written(rows[position], width) for position in chosen):
        return None
    first_run, second, third, fourth = (tuple(run[-width:]) for run in runs)
    names = _names(rows[: min(received, carried_in)], width)
    return RequestTable(first_run, second, third, fourth, names)


def _row(rows: list[list[str]], words: tuple[str, ...], start: int) -> int | None:
    for position in range(start, len(rows)):
        label = _label(rows[position])
        if any(word in label for word in words) and _figures(rows[position]):
            return position
    return None


def _label(row: list[str]) -> str:
    return "".join(cell for cell in row if figure(cell) is None)


def _figures(row: list[str]) -> list[int]:
    """The run of figures and blanks at the row's right end."""
    run: list[int] = []
    for cell in reversed(row):
        value = figure(cell)
        if value is None:
            break
        run.append(value)
    return run[::-1] if len(run) < len(row) else []


def _written(row: list[str], width: int) -> bool:
    """Whether the row has any figure that is not blank."""
    return any(cell not in _EMPTY for cell in row[-width:])


def _names(head: list[list[str]], width: int) -> tuple[str, ...]:
    """The columns' names. In the standard form the head's last row names the kinds of bodies, and
    自然人 and 总计 stand in the row above, before and after them.
    """
    cells = {cell for row in head for cell in row}
    for row in reversed(head):
        words = [cell for cell in row if cell and figure(cell) is None]
        if len(words) == width - 2 and {"自然人", "总计"} <= cells:
            return ("自然人", *words, "总计")
        if len(words) == width - 1 and "总计" in cells:
            return (*words, "总计")
        if len(words) >= width > 1 and len(set(words[-width:])) == width:
            return tuple(words[-width:])
    return ("总计",) if width == 1 else ()

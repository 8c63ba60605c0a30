"""A document's title and blocks laid out on pages: words and ruled lines at their places, in
points from the upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from demo.sites.model import Block, Cell, Heading, Table

WIDTH, HEIGHT = 595, 842
_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, 516.0, 90.0, 770.0
_TITLE, _TEXT, _CELL = 18.0, 12.0, 9.0
_LEADING = 1.6
_PAD = 3.0
_LINK = re.compile(r"\[\[[^|\]]{1,200}\|([^\]]{1,200})\]\]")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of characters: left end and base line, size of the font."""

    x: float
    y: float
    size: float
    text: str


@dataclass(slots=True)
class Sheet:
    """One page: its words, and its lines as (x0, y0, x1, y1)."""

    words: list[Words] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place in the table's grid, with what it spans."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def words_of(block: str) -> str:
    """A paragraph's words, those of its links without their targets."""
    return _LINK.sub(r"\1", block)


def advance(text: str) -> float:
    """The width of a text in sizes of its font: Latin letters are half as wide as Chinese."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def grid(table: Table) -> tuple[list[Placed], int]:
    """The cells of a table at their places, and the number of its columns."""
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    for row, items in enumerate(table.rows):
        column = 0
        for item in items:
            cell = item if isinstance(item, Cell) else Cell(item)
            while (row, column) in taken:
                column += 1
            placed = Placed(row, column, cell.rowspan, cell.colspan, words_of(cell.text))
            cells.append(placed)
            taken |= {
                (row + down, column + across)
                for down in range(cell.rowspan)
                for across in range(cell.colspan)
            }
    return cells, 1 + max((column for _, column in taken), default=0)


def typeset(title: str, blocks: Sequence[Block]) -> list[Sheet]:
    """The pages of a document."""
    setter = _Setter()
    setter.title(title)
    for block in blocks:
        if isinstance(block, Table):
            setter.table(block)
        elif isinstance(block, Heading):
            setter.paragraph(block.text)
        else:
            setter.paragraph(words_of(block))
    return setter.sheets


def _broken(text: str, size: float, first: float, rest: float) -> Iterator[str]:
    """The text cut into lines of these widths, in points."""
    line, left = "", first
    for character in text:
        own = advance(character) * size
        if own > left:
            yield line
            line, left = "", rest
        line += character
        left -= own
    yield line


class _Setter:
    def __init__(self) -> None:
        self.sheets = [Sheet()]
        self._y = _TOP

    def _new_sheet(self) -> None:
        self.sheets.append(Sheet())
        self._y = _TOP

    def title(self, text: str) -> None:
        for line in _broken(text, _TITLE, _RIGHT - _LEFT, _RIGHT - _LEFT):
            self._y += _TITLE * _LEADING
            x = (_LEFT + _RIGHT - advance(line) * _TITLE) / 2
            self.sheets[-1].words.append(Words(x, self._y, _TITLE, line))
        self._y += _TITLE

    def paragraph(self, text: str) -> None:
        indent = 2 * _TEXT
        width = _RIGHT - _LEFT
        for number, line in enumerate(_broken(text, _TEXT, width - indent, width)):
            if self._y + _TEXT * _LEADING > _BOTTOM:
                self._new_sheet()
            self._y += _TEXT * _LEADING
            x = _LEFT + (indent if number == 0 else 0.0)
            self.sheets[-1].words.append(Words(x, self._y, _TEXT, line))

    def table(self, table: Table) -> None:
        cells, count = grid(table)
        edges = _edges(cells, count)
        tall = _heights(cells, edges, len(table.rows))
        self._y += _PAD
        tops: list[tuple[int, float]] = []
        for height in tall:
            if self._y + height > _BOTTOM:
                self._new_sheet()
            tops.append((len(self.sheets) - 1, self._y))
            self._y += height
        for cell in cells:
            self._cell(cell, edges, tops, tall)
        self._y += _PAD

    def _cell(
        self, cell: Placed, edges: list[float], tops: list[tuple[int, float]], tall: list[float]
    ) -> None:
        """A cell's words on its first page, its box on every page it reaches over."""
        left, right = edges[cell.column], edges[cell.column + cell.columns]
        sheet, top = tops[cell.row]
        for number, line in enumerate(_cell_lines(cell, right - left)):
            y = top + _CELL * (1.2 + 1.3 * number)
            self.sheets[sheet].words.append(Words(left + _PAD, y, _CELL, line))
        spanned = range(cell.row, cell.row + cell.rows)
        for page in sorted({tops[row][0] for row in spanned}):
            own = [row for row in spanned if tops[row][0] == page]
            y0, y1 = tops[own[0]][1], tops[own[-1]][1] + tall[own[-1]]
            self.sheets[page].rules += [
                (left, y0, right, y0),
                (left, y1, right, y1),
                (left, y0, left, y1),
                (right, y0, right, y1),
            ]


def _cell_lines(cell: Placed, width: float) -> list[str]:
    inner = width - 2 * _PAD
    return list(_broken(cell.text, _CELL, inner, inner)) if cell.text else []


def _edges(cells: list[Placed], count: int) -> list[float]:
    """The places of the vertical lines: columns wide as their longest word, within reason."""
    wide = [2.5] * count
    for cell in cells:
        if cell.columns == 1:
            wide[cell.column] = max(wide[cell.column], min(advance(cell.text) + 1, 14.0))
    scale = (_RIGHT - _LEFT) / sum(wide)
    edges = [_LEFT]
    for own in wide:
        edges.append(edges[-1] + own * scale)
    return edges


def _heights(cells: list[Placed], edges: list[float], count: int) -> list[float]:
    tall = [_CELL * 1.8] * count
    for cell in sorted(cells, key=lambda each: each.rows):
        lines = _cell_lines(cell, edges[cell.column + cell.columns] - edges[cell.column])
        needed = _CELL * (1.3 * len(lines) + 0.6)
        spanned = range(cell.row, min(cell.row + cell.rows, count))
        short = needed - sum(tall[row] for row in spanned)
        if short > 0:
            tall[spanned[-1]] += short
    return tall

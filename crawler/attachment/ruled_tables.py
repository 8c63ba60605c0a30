"""Tables rebuilt from the lines that rule them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crawler.attachment.content import cell_text
from crawler.attachment.page_lines import Line, lines_of
from crawler.attachment.page_model import Glyph, Stroke

_NEAR = 3.0  # points within which lines meet, or are one line
_SHORTEST = 5.0  # points under which a line rules nothing
_MOST_PAIRS = 1_500_000  # of crossing lines looked at on one page
_MOST_FIELDS = 40_000  # of one table's finest grid
_CENTRE = 0.35  # of the size, by which a character's middle stands above its base

Span = tuple[float, float, float]  # where the line stands, where it begins and where it ends


@dataclass(slots=True)
class RuledTable:
    """A table on a page: its extent and its cells' characters.

    `columns` and `lines` are the places of the vertical and horizontal lines in order; `cells` names for each field
    between them (row by row) the field in which its cell begins.
    """

    columns: list[float]
    lines: list[float]
    cells: list[int]
    _held: dict[int, list[Glyph]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return self.lines[0]

    @property
    def bottom(self) -> float:
        return self.lines[-1]

    @property
    def extent(self) -> tuple[float, float]:
        """Left and right edge."""
        return self.columns[0], self.columns[-1]

    def take(self, glyph: Glyph) -> bool:
        """Puts a character into its cell; False when it stands outside."""
        x = (glyph.left + glyph.right) / 2
        y = glyph.base - _CENTRE * glyph.size
        if not (self.columns[0] <= x <= self.columns[-1] and self.top <= y <= self.bottom):
            return False
        column = min(bisect_right(self.columns, x), len(self.columns) - 1) - 1
        row = min(bisect_right(self.lines, y), len(self.lines) - 1) - 1
        at = self.cells[max(row, 0) * (len(self.columns) - 1) + max(column, 0)]
        self._held.setdefault(at, []).append(glyph)
        return True

    def rows(self) -> list[list[str]]:
        """The cells' texts, a merged cell where it begins."""
        width = len(self.columns) - 1
        found: list[list[str]] = []
        for start in range(0, len(self.cells), width):
            row = [
                cell_text(_own_text(line) for line in lines_of(self._held.get(at, ())))
                for at in range(start, start + width)
                if self.cells[at] == at
            ]
            if row:
                found.append(row)
        return found


def _own_text(line: Line) -> str:
    """A line of a cell. Figures far apart belong to columns that no line divides; they must not be read as one."""
    if line.pieces > 1 and not any(word.isalpha() for word in line.text):
        return "、".join(line.text.split())
    return line.text


def find_tables(strokes: Sequence[Stroke]) -> list[RuledTable]:
    """The tables that the lines of a page rule, of two fields or more; from top to bottom."""
    level = _merged(
        ((stroke.y0 + stroke.y1) / 2, min(stroke.x0, stroke.x1), max(stroke.x0, stroke.x1))
        for stroke in strokes
        if abs(stroke.y0 - stroke.y1) <= 1.0
    )
    upright = _merged(
        ((stroke.x0 + stroke.x1) / 2, min(stroke.y0, stroke.y1), max(stroke.y0, stroke.y1))
        for stroke in strokes
        if abs(stroke.x0 - stroke.x1) <= 1.0
    )
    if not level or not upright or len(level) * len(upright) > _MOST_PAIRS:
        return []
    tables = [
        table
        for flat, steep in _connected(level, upright)
        if (table := _table(flat, steep)) is not None
    ]
    return sorted(tables, key=lambda table: (table.top, table.columns[0]))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Lines on nearly the same place and nearly touching made one; what stays short is left out."""
    bands: list[list[Span]] = []
    for span in sorted(spans):
        if bands and span[0] - bands[-1][-1][0] <= 1.0 and span[0] - bands[-1][0][0] <= _NEAR:
            bands[-1].append(span)
        else:
            bands.append([span])
    found: list[Span] = []
    for band in bands:
        place = sum(span[0] for span in band) / len(band)
        runs: list[list[float]] = []
        for _, start, end in sorted(band, key=lambda span: span[1]):
            if runs and start <= runs[-1][1] + _NEAR:
                runs[-1][1] = max(runs[-1][1], end)
            else:
                runs.append([start, end])
        found += [(place, start, end) for start, end in runs if end - start >= _SHORTEST]
    return found


def _connected(level: list[Span], upright: list[Span]) -> list[tuple[list[Span], list[Span]]]:
    """Horizontal and vertical lines sorted by what hangs together."""
    parents = list(range(len(level) + len(upright)))
    for number, (y, left, right) in enumerate(level):
        for other, (x, top, bottom) in enumerate(upright, start=len(level)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                parents[_root(parents, number)] = _root(parents, other)
    groups: dict[int, tuple[list[Span], list[Span]]] = {}
    for number, span in enumerate([*level, *upright]):
        group = groups.setdefault(_root(parents, number), ([], []))
        group[0 if number < len(level) else 1].append(span)
    return [group for group in groups.values() if group[0] and group[1]]


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _table(level: list[Span], upright: list[Span]) -> RuledTable | None:
    """The grid of lines that hang together. Tables are often open at the sides: their edges are where the lines end."""
    columns = _places([*upright, *((end, 0.0, 0.0) for span in level for end in span[1:])])
    lines = _places([*level, *((end, 0.0, 0.0) for span in upright for end in span[1:])])
    width, height = len(columns) - 1, len(lines) - 1
    if width < 1 or height < 1 or width * height < 2 or width * height > _MOST_FIELDS:
        return None
    beside = _Walls(columns, upright)
    below = _Walls(lines, level)
    parents = list(range(width * height))
    for row in range(height):
        middle = (lines[row] + lines[row + 1]) / 2
        for column in range(width):
            at = row * width + column
            if column + 1 < width and not beside.stands(column + 1, middle):
                _unite(parents, at, at + 1)
            centre = (columns[column] + columns[column + 1]) / 2
            if row + 1 < height and not below.stands(row + 1, centre):
                _unite(parents, at, at + width)
    cells = [_root(parents, at) for at in range(width * height)]
    return RuledTable(columns, lines, cells) if len(set(cells)) > 1 else None


def _unite(parents: list[int], first: int, second: int) -> None:
    """The earlier field stands for both."""
    one, other = _root(parents, first), _root(parents, second)
    parents[max(one, other)] = min(one, other)


def _places(spans: Iterable[Span]) -> list[float]:
    """Where lines stand, those within reach of each other taken as one."""
    places: list[float] = []
    for place in sorted(span[0] for span in spans):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


class _Walls:
    """Which parts of the grid's lines are drawn."""

    def __init__(self, places: list[float], spans: list[Span]) -> None:
        self._drawn: list[list[tuple[float, float]]] = [[] for _ in places]
        for place, start, end in spans:
            at = min(range(len(places)), key=lambda number: abs(places[number] - place))
            self._drawn[at].append((start - _NEAR, end + _NEAR))

    def stands(self, number: int, at: float) -> bool:
        """Whether a line is drawn there, at the place of this number."""
        return any(start <= at <= end for start, end in self._drawn[number])

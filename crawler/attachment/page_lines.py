"""Characters at their places put together into lines, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from crawler.attachment.lines import is_wide
from crawler.attachment.page_model import SEEMING, Glyph

_SAME_LINE = 0.5  # of the font's size, up to which characters stand on one line
_SPACE = 0.6  # of the size: a gap from which a space is read
_APART = 2.0  # of the size: a gap from which a piece ends
_TWICE = (
    0.2  # of the size: up to which a character drawn again is the same (bold made by drawing twice)
)
_COLUMN_LINES = 3


@dataclass(slots=True)
class Line:
    """One line: its text, its extent, the height of its font, whether it stands out (bold throughout).

    `pieces` counts the parts that wide gaps set apart, as in a row of a table without lines.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_strong: bool
    pieces: int = 1


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of characters that were drawn in this order.

    Files draw text mostly as it is read; where they go back up, it is either the next column of text (kept so) or a
    piece out of order (sorted in by its place).
    """
    groups: list[list[Line]] = []
    for block in _blocks(_pieces(glyphs)):
        if groups and not _begins_column(groups[-1], block):
            groups[-1] += block
        else:
            groups.append(block)
    return [line for group in groups for line in _side_by_side(group)]


def _pieces(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters that follow each other on one line without a wide gap."""
    pieces: list[Line] = []
    run: list[tuple[Glyph, float, str]] = []  # each with the gap before it, in sizes, and the space
    now: Line | None = None
    space = ""
    for glyph in glyphs:
        if glyph.text.isspace():
            space = space if space == " " else glyph.text
            continue
        size = max(glyph.size, 1.0)
        if now is not None:
            last = run[-1][0]
            if glyph.text == last.text and _is_again(glyph, last):
                continue
            gap = glyph.left - now.right
            same = abs(glyph.base - now.base) <= _SAME_LINE * max(size, now.size)
            if same and -size <= gap <= _APART * size:
                run.append((glyph, gap / size, space))
                now.right = max(now.right, glyph.right)
                now.size = max(now.size, size)
                now.is_strong = now.is_strong and glyph.is_strong
                space = ""
                continue
            _close(now, run, pieces)
        now = Line("", glyph.left, glyph.right, glyph.base, size, glyph.is_strong)
        run, space = [(glyph, 0.0, "")], ""
    if now is not None:
        _close(now, run, pieces)
    return pieces


def _is_again(glyph: Glyph, last: Glyph) -> bool:
    near = _TWICE * glyph.size
    return abs(glyph.left - last.left) <= near and abs(glyph.base - last.base) <= near


def _close(piece: Line, run: list[tuple[Glyph, float, str]], pieces: list[Line]) -> None:
    piece.text = _spaced(run)
    before = pieces[-1] if pieces else None
    if (
        before is not None
        and before.text == piece.text
        and abs(before.left - piece.left) <= _TWICE * piece.size
        and abs(before.base - piece.base) <= _TWICE * piece.size
    ):
        return
    pieces.append(piece)


def _spaced(run: list[tuple[Glyph, float, str]]) -> str:
    """The characters with spaces where they are typed, or where a gap is wider than gaps are in this piece: titles are
    often set wide.
    """
    usual = median(gap for _, gap, _ in run[1:]) if len(run) > 2 else 0.0
    widest = max(_SPACE, usual + 0.5 * _SPACE)
    parts = [run[0][0].text]
    for (before, _, _), (glyph, gap, space) in pairwise(run):
        # What seems a space is none beside Chinese, which programs set a little apart from Latin.
        seems = space == SEEMING and not is_wide(before.text) and not is_wide(glyph.text)
        if space == " " or seems or gap > widest:
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def _blocks(pieces: list[Line]) -> list[list[Line]]:
    """Runs of pieces that go down the page."""
    blocks: list[list[Line]] = []
    for piece in pieces:
        if blocks and piece.base >= blocks[-1][-1].base - _SAME_LINE * piece.size:
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return blocks


def _begins_column(group: Sequence[Line], block: Sequence[Line]) -> bool:
    """Whether the block is a column to the right of what stands beside it."""
    top = min(line.base for line in block)
    beside = [line for line in group if line.base >= top - line.size]
    if _count_lines(block) < _COLUMN_LINES or _count_lines(beside) < _COLUMN_LINES:
        return False
    edge = max(line.right for line in beside)
    return min(line.left for line in block) >= edge - 0.5 * block[0].size


def _count_lines(pieces: Sequence[Line]) -> int:
    bases = sorted(piece.base for piece in pieces)
    return sum(1 for a, b in pairwise(bases) if b - a > 2) + 1 if bases else 0


def _side_by_side(pieces: list[Line]) -> list[Line]:
    """Pieces as whole lines, from top to bottom and left to right."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: each.base):
        if rows and piece.base - rows[-1][0].base <= _SAME_LINE * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_in_one(sorted(row, key=lambda each: each.left)) for row in rows]


def _in_one(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for before, piece in pairwise(row):
        text += (" " if piece.left - before.right > 0.2 * piece.size else "") + piece.text
    return Line(
        text,
        row[0].left,
        max(piece.right for piece in row),
        row[0].base,
        max(piece.size for piece in row),
        all(piece.is_strong for piece in row),
        len(row),
    )

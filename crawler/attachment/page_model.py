"""A page of fixed layout (PDF, OFD) as its reader gives it: characters and lines at their places.

Measures are points; x grows to the right, y downward, as a reader holds the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SEEMING = "\u200a"
THIN = 3.0  # points up to which a filled box is a line


class Glyph(NamedTuple):
    """One character: `base` is the line it stands on, `size` the height of its font.

    A space has neither place nor size; `SEEMING` is one that only a gap between characters made a program see.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_strong: bool = False


class Stroke(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """What stands on a page, in the order in which the file draws it.

    `pictures` counts pictures large enough to hold text, `drawings` vector shapes. A character whose meaning the file does
    not tell is U+FFFD. `is_recognised`: the text is a scan's, as a program recognised it. `is_cut`: there is more than
    was taken. `is_missing`: the file names the page and does not hold it.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: int = 0
    drawings: int = 0
    is_recognised: bool = False
    is_cut: bool = False
    is_missing: bool = False

    def add_filled(self, points: Sequence[tuple[float, float]]) -> None:
        """A filled shape: a line where it is thin, as many programs draw the rules of tables."""
        if len(points) < 2:
            return
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if bottom - top <= THIN <= right - left:
            middle = (top + bottom) / 2
            self.strokes.append(Stroke(left, middle, right, middle))
        elif right - left <= THIN <= bottom - top:
            middle = (left + right) / 2
            self.strokes.append(Stroke(middle, top, middle, bottom))

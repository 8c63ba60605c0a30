"""A table that goes on on the next page, and the row that the page's end cut in two."""

from __future__ import annotations

import re

from crawler.attachment.lines import joined

HEAD_START = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、．.章节条]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、．.](?!\d)|[（(]\d{1,2}[）)]|附件)"
)
_FIGURE = re.compile(r"^-?\d[\d,，.]{0,20}(?:%|件|条|次)?$")

Rows = list[list[str]]


def continued(rows: Rows, more: Rows) -> Rows:
    """The rows of a table and those it has on the next page. Where only one half of a cut row has figures, as its other
    half would have none, the two are one row again: read as two, the half without would count as zeros.
    """
    if not rows or not more:
        return rows + more
    whole = _whole_row(rows[-1], more[0])
    return rows + more if whole is None else [*rows[:-1], whole, *more[1:]]


def _whole_row(upper: list[str], lower: list[str]) -> list[str] | None:
    """Both halves of one row; None when they are two rows. Cells that begin on the second page stand for merged ones
    that began on the first, so the halves agree from the right.
    """
    extra = len(lower) - len(upper)
    if extra < 0 or len(upper) < 2:
        return None
    pairs = list(zip(upper, lower[extra:], strict=True))
    first = next((cell for cell in lower if cell), "")
    if not first or HEAD_START.match(first) or _FIGURE.match(first):
        return None
    above = sum(1 for cell in upper if _FIGURE.match(cell))
    below = sum(1 for cell in lower if _FIGURE.match(cell))
    if bool(above) == bool(below):
        return None
    if any(a and b and (_FIGURE.match(a) or _FIGURE.match(b)) for a, b in pairs):
        return None
    if not any(a and b for a, b in pairs):
        return None  # no text goes on
    return [cell for cell in lower[:extra] if cell] + [joined(a, b) for a, b in pairs]

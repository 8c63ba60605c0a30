"""Text made comparable: what full-width forms and white space set apart is the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What turns into something else in almost every Chinese text, with what NFKC makes of it.
_WIDE = tuple((chr(code), chr(code - 0xFEE0)) for code in range(0xFF01, 0xFF5F))
_USUAL = (*_WIDE, ("\u3000", " "), ("\u00a0", " "), ("\u2026", "..."))
_UNSEEN = ("\u200b", "\ufeff")
_TITLE_LENGTH = 300


def plain(text: str) -> str:
    """Text made comparable: NFKC (full-width forms become half-width), no white space."""
    # Titles are asked for by every rule, bodies by few: only what is short is worth remembering.
    return _plain_title(text) if len(text) <= _TITLE_LENGTH else _plain(text)


def half_width(text: str) -> str:
    """Text with letters, digits and marks in their half-width forms (１ and ： become 1 and :): what NFKC does to a page's
    text that matters here, at a fraction of its time.
    """
    return _replaced(text, _WIDE)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for one, other in pairs:
        if one in text:
            text = text.replace(one, other)
    return text


def _plain(text: str) -> str:
    # NFKC makes short work of a text that it need not change.
    own = "".join(unicodedata.normalize("NFKC", _replaced(text, _USUAL)).split())
    return _replaced(own, tuple((unseen, "") for unseen in _UNSEEN))


_plain_title = lru_cache(maxsize=65536)(_plain)

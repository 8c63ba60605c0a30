"""What a reader sees of a page that is no article: its lines, and the words of its forms."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extract import flat

MOST = 20_000  # characters
_WORDS = ("placeholder", "title", "alt", "value")
_UNSEEN = frozenset({"hidden", "password", "checkbox", "radio"})


def shown_lines(tree: HtmlElement) -> str:
    """The visible text, a block a line, then the words that form fields and buttons show, at most `MOST` characters."""
    lines = flat.lines(flat.visible(flat.flatten(tree)))
    return "\n".join([*lines, *field_words(tree)])[:MOST]


def field_words(tree: HtmlElement) -> list[str]:
    """The words that form fields and buttons show, in order."""
    return [
        " ".join(words.split())
        for field in tree.iter("input", "button", "textarea")
        if (field.get("type") or "").lower() not in _UNSEEN
        for name in _WORDS
        if (words := field.get(name))
    ]

"""How much of a page is read at all: parsing takes many times the memory of the text, and some pages are made for that."""

from __future__ import annotations

import re

MOST_TEXT = 8_000_000  # characters, pictures written into the page left out
MOST_TAGS = 250_000  # opening and closing ones
MOST_ATTRIBUTES = 1_000  # of one tag: the parser compares each with all before it
_MOST_EQUALS = (
    600_000  # in all: no page has more attributes than it has of these, and of its scripts
)

_DATA = "data:"
_BEFORE_DATA = frozenset("\"'(= \n\r\t\f")
_INLINE = re.compile(r"[a-z]{1,20}/[\w.+-]{1,60}[^\"'()<>\s]{200,}", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>\s]{0,40}\s++(?:[^<>\s]++\s++){400}")
_LONG = 800  # characters that a tag of so many attributes has at least
_ATTRIBUTE = re.compile(r"[^\s=>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")


class TooMuch(ValueError):
    """A page with more text or markup than is read; the message says which, in Chinese."""


def slim(text: str) -> str:
    """The source without the data of pictures, fonts and the like that are written into it."""
    kept: list[str] = []
    start, at = 0, text.find(_DATA)
    while at >= 0:
        after = at + len(_DATA)
        found = _INLINE.match(text, after) if text[at - 1 : at] in _BEFORE_DATA else None
        if found:
            kept.append(text[start:after])
            start = after = found.end()
        at = text.find(_DATA, after)
    return "".join([*kept, text[start:]]) if kept else text


def check(text: str) -> None:
    """Raise TooMuch for a source that would take too much memory or time to parse."""
    if len(text) > MOST_TEXT:
        raise TooMuch(f"页面源码 {len(text)} 字，超过可解析的 {MOST_TEXT} 字")
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise TooMuch(f"页面标签 {tags} 个，超过可解析的 {MOST_TAGS} 个")
    if text.count("=") > _MOST_EQUALS:
        raise TooMuch("页面标签的属性过多，未解析")
    # The pattern is slow, and next to no page has a tag of that length.
    if not any(len(piece) > _LONG and ">" not in piece[:_LONG] for piece in text.split("<")):
        return
    for found in _LONG_TAG.finditer(text):
        end = found.start() + 1
        for number, attribute in enumerate(_ATTRIBUTE.finditer(text, end)):
            if ">" in text[end : attribute.start()]:
                break
            if number > MOST_ATTRIBUTES:
                raise TooMuch(f"一个标签的属性多过 {MOST_ATTRIBUTES} 个，未解析")
            end = attribute.end()

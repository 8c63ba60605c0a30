"""What site content must pass through before it stands in a report: titles, quotes and addresses
are hostile (不可信内容).

Escaping is the template engine's and the spreadsheet writer's work. This module removes what
survives escaping: control and direction characters that reorder or hide text, addresses that are no
web addresses, and lengths that break a layout.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_PLAIN = re.compile(
    r"[\n\x20-\x7e\u00b7\u2010-\u2027\u3000-\u3029\u3030-\u303f\u4e00-\u9fff\uff01-\uff5e]*"
)
_MARKS_IN_A_ROW = 4
_HREF_LIMIT = 2_079
_SHOWN_URL = 300
_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Address:
    """An address: the words shown, and the link target (None when it is no http or https
    address).
    """

    text: str
    href: str | None


def clean(text: str) -> str:
    """The text without characters that a reader cannot see.

    Controls, format characters (bidirectional overrides and isolates, zero-width ones, tags), lone
    surrogates and noncharacters go; separators become spaces or line feeds; of a pile of combining
    marks the first four stay.
    """
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in _NONCHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")):
        category = unicodedata.category(char)
        if char == "\n" or category in ("Zl", "Zp"):
            kept.append("\n")
        elif char == "\t" or category == "Zs":
            kept.append("\u3000" if char == "\u3000" else " ")
        elif category in ("Cc", "Cf", "Cs"):
            continue
        elif category in ("Mn", "Me"):
            marks += 1
            if marks <= _MARKS_IN_A_ROW:
                kept.append(char)
            continue
        else:
            kept.append(char)
        marks = 0
    return "".join(kept)


def line(text: str) -> str:
    """The cleaned text on one line, runs of white space made one space."""
    joined = " ".join(clean(text).split())
    return (
        text if joined == text else joined
    )  # a report of many sites must not hold every text twice


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters, an ellipsis last where something was cut off."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def href(url: str) -> str | None:
    """The address as it may stand in a link, or None when it must stay plain text.

    Only http and https with a host pass, free of white space and invisible characters, and short
    enough for a spreadsheet's link (2,079 characters).
    """
    if not url or len(url) > _HREF_LIMIT or clean(url) != url or any(map(str.isspace, url)):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        parts.port  # noqa: B018  (raises ValueError on a port that is no number)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "\\" in url:
        return None
    return url


def shown_address(url: str) -> Address:
    """The address as it is shown and linked: one that hides something is shown, never linked."""
    return Address(cut(line(_ESCAPED.sub(_readable, url)), _SHOWN_URL), href(url))


def _readable(escaped: re.Match[str]) -> str:
    """Escaped Chinese in an address as a reader knows it; escaped ASCII keeps its meaning."""
    try:
        return unquote(escaped[0], errors="strict")
    except UnicodeDecodeError:
        return escaped[0]

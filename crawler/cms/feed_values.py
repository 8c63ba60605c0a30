"""Values of a feed (接口) as they come: JSON, numbers written as texts, titles with mark-up."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

_TAG = re.compile(r"<[^<>]{0,200}>")
_LONGEST_NUMBER = 9


def parsed(text: str) -> Any:
    """What a text is as JSON; None when it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def whole(value: object) -> int | None:
    """A number that a page or feed states, as a number or a text; None when it is none or absurd."""
    text = str(value).strip() if value is not None else ""
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else None


def plain(value: object) -> str:
    """A text without mark-up, one space between words."""
    return " ".join(_TAG.sub("", unescape(str(value or ""))).split())

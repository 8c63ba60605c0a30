"""Column names made comparable: what differs only in spaces, brackets or a trailing 更多 is one name."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
_COUNT = re.compile(r"[（(\[【]\d+[条篇]?[）)\]】]$")
_EDGES = " .·•:：>»›|｜-—_+＋*【】[]「」<《》\"'“”"
_MORE = re.compile(r"(?:更多|more|MORE|查看更多|进入)$")


def normalise_name(text: str) -> str:
    """A column's name as it is compared: NFKC, no white space, no decoration at its ends.

    >>> normalise_name("【 政府信息 公开 】更多>>")
    '政府信息公开'
    """
    name = _SPACE.sub("", unicodedata.normalize("NFKC", text)).strip(_EDGES)
    name = _COUNT.sub("", name).strip(_EDGES)
    return _MORE.sub("", name).strip(_EDGES) or name

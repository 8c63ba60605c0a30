"""Ids of elements, made from the id of a rule or clause, so that a link to it stays good from one page to the next."""

from __future__ import annotations

import re
from typing import Literal

_UNFIT = re.compile(r"[^A-Za-z0-9.]+")


def anchor(kind: Literal["rule", "clause"], name: str, taken: set[str]) -> str:
    """The id of an element for a rule or clause: ASCII letters, digits, dots and hyphens, unique on its page.

    `taken` holds the ids given out on the page so far, and gets this one too.

    >>> anchor("rule", "boshan-2020/6a.update", set())
    'rule-boshan-2020-6a.update'
    """
    base = f"{kind}-" + _UNFIT.sub("-", name).strip("-")
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found

"""What the rulesets encode: the documents and the inventory of their clauses, where they lie beside the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.model import Observable

_SHARED = Path(__file__).parents[2] / "../shared"
_CLASSES = {
    "A": Observable.FULL,
    "A~": Observable.PROXY,
    "B": Observable.TRACE,
    "C": Observable.NONE,
}


def shared(name: str) -> str:
    """The text of a shared file; the test is skipped, saying so, where it is not here."""
    path = _SHARED / name
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    return path.read_text(encoding="utf-8")


def inventory(ruleset_id: str) -> list[tuple[str, Observable]]:
    """The clauses of a document with their classes, in order."""
    row = rf"^\| {re.escape(ruleset_id)}/(\S+) \|[^|]*\| (A~|A|B|C) \|"
    found = re.findall(row, shared("clauses.md"), re.MULTILINE)
    return [(clause, _CLASSES[letter]) for clause, letter in found]


def own_parts(text: str) -> list[str]:
    """A clause's words without white space, in the parts that the source has one after another."""
    return [part for part in re.sub(r"\s", "", text).split("……") if part]

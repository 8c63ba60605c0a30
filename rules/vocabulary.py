"""The names that columns go by, and named subjects: read from vocabulary.yaml and subjects.yaml."""

from __future__ import annotations

from typing import Protocol


class Vocabulary(Protocol):
    """What checks and crawl plan ask of the vocabulary."""

    def names(self, name: str) -> frozenset[str]:
        """`name` and every other name that a column of that meaning goes by, normalised."""
        ...

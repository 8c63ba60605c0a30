"""Verdicts over several parts: all, some, none, and those that could not be decided.

A rule about every part (每件, 各项) is passed by all, failed by none, and earned in part by
some. A part that could not be decided keeps the whole open only where it can change the verdict:
some met and some not is `partial` however the rest may turn out, though its share is then that
of the decided parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.snapshot.facts import Document


@dataclass(frozen=True, slots=True)
class Part:
    """One document of several that are judged: whether it is as asked (None: undecided), what is said of it, and the
    words it was told by.
    """

    document: Document
    met: bool | None
    words: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many parts are met, unmet and undecided; `more` says that there may be parts not known
    at all.
    """

    met: int
    unmet: int
    undecided: int = 0
    more: bool = False

    @property
    def total(self) -> int:
        """All known parts."""
        return self.met + self.unmet + self.undecided

    @property
    def share(self) -> float:
        """The part met of what was decided, 0 to 1; 0 where nothing was."""
        decided = self.met + self.unmet
        return self.met / decided if decided else 0.0

    @property
    def code(self) -> str:
        """`pass`, `partial`, `fail` or `undetermined`; `not_applicable` without any part."""
        if self.met and self.unmet:
            return "partial"
        if self.undecided or self.more:
            return "undetermined"
        if not self.total:
            return "not_applicable"
        return "pass" if self.met else "fail"

"""What people said of one finding (复核), once applied: the ruling that counts, the machine's verdict beside it, and what
counts no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.reviews.model import Appeal
from checks.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Machine:
    """What the machine found, before a review."""

    verdict: Verdict
    points: float
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision or waiver as it stands on a finding.

    `verdict` is a verdict's code, or "withdrawn". `stale`: it counts, but was made on another finding. `lapsed` says why
    it does not count, "" where it does.
    """

    kind: str
    verdict: str
    by: str
    on: date | None
    reason: str
    share: float | None = None
    until: date | None = None
    link: str = ""
    stale: bool = False
    lapsed: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """All that was said of one finding. `machine` and `ruling` are there where a ruling counts, else None."""

    machine: Machine | None = None
    ruling: Ruling | None = None
    lapsed: tuple[Ruling, ...] = ()
    appeals: tuple[Appeal, ...] = ()

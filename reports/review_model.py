"""What people said of a finding, as a report shows it: decisions, waivers and appeals beside the machine's verdict."""

from __future__ import annotations

from dataclasses import dataclass

from reports.hostile import Address


@dataclass(frozen=True, slots=True)
class MachineVerdict:
    """What the machine found, where a decision or waiver counts instead."""

    verdict: str
    points: float
    share: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision or waiver: `kind` is "decision" or "waiver". `on` and `until` are days, "" where there is none.

    `stale`: it was made on another finding than the present one (需复核). `why` says why it does not count, "" where
    it does.
    """

    kind: str
    verdict: str
    by: str
    on: str
    reason: str
    share: float | None
    until: str
    link: Address | None
    stale: bool
    why: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """A site owner's appeal, and what became of it; what was not answered yet is ""."""

    by: str
    on: str
    text: str
    outcome: str
    answered_by: str
    answered_on: str
    answer: str


@dataclass(frozen=True, slots=True)
class Review:
    """All that was said of one finding. `machine` and `decision` are there where a decision or waiver counts, else None."""

    machine: MachineVerdict | None = None
    decision: Ruling | None = None
    lapsed: tuple[Ruling, ...] = ()
    appeals: tuple[Appeal, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.decision or self.lapsed or self.appeals)


NOTHING_SAID = Review()

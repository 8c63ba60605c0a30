"""What people said of a finding, as a report shows it: decisions, waivers and appeals beside the machine's verdict."""

from __future__ import annotations

from dataclasses import dataclass

from reports.hostile import Address, shown_address
from reports.node import NAME, TOKEN, Node


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
    """All that was said of one finding. `machine` and `ruling` are there where a decision or waiver counts, else None."""

    machine: MachineVerdict | None = None
    ruling: Ruling | None = None
    lapsed: tuple[Ruling, ...] = ()
    appeals: tuple[Appeal, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ruling or self.lapsed or self.appeals)


NOTHING_SAID = Review()


def read_review(node: Node) -> Review:
    """The decisions, waivers and appeals of a result. Raises ReportError for a value of the wrong type."""
    if not any(node.has(name) for name in ("machine", "decision", "lapsed", "appeals")):
        return NOTHING_SAID
    machine = node.optional_child("machine")
    ruling = node.optional_child("decision")
    return Review(
        machine=_machine(machine) if machine else None,
        ruling=_ruling(ruling) if ruling else None,
        lapsed=tuple(_ruling(child) for child in node.children("lapsed", optional=True)),
        appeals=tuple(_appeal(child) for child in node.children("appeals", optional=True)),
    )


def _machine(node: Node) -> MachineVerdict:
    return MachineVerdict(
        verdict=node.text("verdict", TOKEN),
        points=node.number("points"),
        share=node.optional_number("share"),
        reason=node.prose("reason", default=""),
    )


def _ruling(node: Node) -> Ruling:
    link = node.text("link", 2_000, default="")
    return Ruling(
        kind=node.text("kind", TOKEN),
        verdict=node.text("verdict", TOKEN),
        by=node.text("by", NAME),
        on=node.text("on", TOKEN, default=""),
        reason=node.prose("reason", default=""),
        share=node.optional_number("share"),
        until=node.text("until", TOKEN, default=""),
        link=shown_address(link) if link else None,
        stale=node.has("stale"),
        why=node.text("why", TOKEN, default=""),
    )


def _appeal(node: Node) -> Appeal:
    return Appeal(
        by=node.text("by", NAME),
        on=node.text("on", TOKEN),
        text=node.prose("text", default=""),
        outcome=node.text("outcome", TOKEN, default="pending"),
        answered_by=node.text("answered_by", NAME, default=""),
        answered_on=node.text("answered_on", TOKEN, default=""),
        answer=node.prose("answer", default=""),
    )

"""What people said of a finding (复核): the machine's verdict beside a decision or waiver, and appeals."""

from __future__ import annotations

from dataclasses import dataclass

from reports.node import NAME, TOKEN, Node

_SAID = 4_000


@dataclass(frozen=True, slots=True)
class MachineVerdict:
    """What the program had found (机器判定) where a decision or waiver counts instead."""

    verdict: str
    points: float
    share: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision (人工判定) or waiver (豁免): by whom, on which day and why; `until` is a waiver's last day."""

    kind: str
    verdict: str
    by: str
    on: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """A site owner's appeal (申诉) and what became of it; `outcome` is a code or words, "" while it is pending."""

    by: str
    on: str
    text: str
    outcome: str
    answered_by: str
    answered_on: str
    answer: str


@dataclass(frozen=True, slots=True)
class Review:
    """All that people said of one finding. `machine` and `ruling` are there together or not at all."""

    machine: MachineVerdict | None = None
    ruling: Ruling | None = None
    appeals: tuple[Appeal, ...] = ()


def read_review(node: Node) -> Review:
    """The review of one result of results.json; an empty one where nobody said anything."""
    machine = node.optional_child("machine")
    ruling = node.optional_child("decision")
    return Review(
        machine=_machine(machine) if machine and ruling else None,
        ruling=_ruling(ruling) if machine and ruling else None,
        appeals=tuple(_appeal(child) for child in node.children("appeals", optional=True)),
    )


def _machine(node: Node) -> MachineVerdict:
    return MachineVerdict(
        verdict=node.text("verdict", TOKEN),
        points=node.number("points"),
        share=node.optional_number("share"),
        reason=node.prose("reason", _SAID, default=""),
    )


def _ruling(node: Node) -> Ruling:
    return Ruling(
        kind=node.text("kind", TOKEN),
        verdict=node.text("verdict", TOKEN, default=""),
        by=node.text("by", NAME, default=""),
        on=node.text("on", TOKEN, default=""),
        reason=node.prose("reason", _SAID, default=""),
        until=node.text("until", TOKEN, default=""),
    )


def _appeal(node: Node) -> Appeal:
    return Appeal(
        by=node.text("by", NAME, default=""),
        on=node.text("on", TOKEN, default=""),
        text=node.prose("text", _SAID, default=""),
        outcome=node.text("outcome", TOKEN, default=""),
        answered_by=node.text("answered_by", NAME, default=""),
        answered_on=node.text("answered_on", TOKEN, default=""),
        answer=node.prose("answer", _SAID, default=""),
    )

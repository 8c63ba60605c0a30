"""Reads what people said of a finding from its result in results.json."""

from __future__ import annotations

from reports.hostile import shown_address
from reports.node import NAME, TOKEN, Node
from reports.review_model import NOTHING_SAID, Appeal, MachineVerdict, Review, Ruling


def read_review(node: Node) -> Review:
    """The decisions, waivers and appeals of a result. Raises ReportError for a value of the wrong type."""
    if not any(node.has(name) for name in ("machine", "decision", "lapsed", "appeals")):
        return NOTHING_SAID
    machine = node.optional_child("machine")
    decision = node.optional_child("decision")
    return Review(
        machine=_machine(machine) if machine else None,
        decision=_ruling(decision) if decision else None,
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

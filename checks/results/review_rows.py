"""What people said of a finding, as results.json holds it."""

from __future__ import annotations

from typing import Any

from checks.reviews.model import Appeal
from checks.reviews.ruling import Review, Ruling
from checks.wording import ADDRESS_LENGTH, REASON_LENGTH, clean


def review_rows(review: Review) -> dict[str, Any]:
    """The keys `machine`, `decision`, `lapsed` and `appeals` of a result, those that hold anything."""
    rows: dict[str, Any] = {}
    if review.machine is not None and review.ruling is not None:
        rows["machine"] = {
            "verdict": review.machine.verdict.value,
            "points": round(review.machine.points, 2),
            "share": round(review.machine.share, 2),
            "reason": review.machine.reason,
        }
        rows["decision"] = _ruling(review.ruling)
    if review.lapsed:
        rows["lapsed"] = [_ruling(each) for each in review.lapsed]
    if review.appeals:
        rows["appeals"] = [_appeal(each) for each in review.appeals]
    return rows


def _ruling(ruling: Ruling) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": ruling.kind, "verdict": ruling.verdict, "by": ruling.by}
    if ruling.on is not None:
        row["on"] = ruling.on.isoformat()
    row["reason"] = ruling.reason
    if ruling.share is not None:
        row["share"] = ruling.share
    if ruling.until is not None:
        row["until"] = ruling.until.isoformat()
    if ruling.link:
        row["link"] = clean(ruling.link, ADDRESS_LENGTH)
    if ruling.stale:
        row["stale"] = True
    if ruling.lapsed:
        row["why"] = ruling.lapsed
    return row


def _appeal(appeal: Appeal) -> dict[str, Any]:
    row = {
        "by": clean(appeal.by),
        "on": appeal.on.isoformat(),
        "text": clean(appeal.text, REASON_LENGTH),
        "outcome": appeal.outcome,
    }
    if appeal.answered_by is not None:
        row["answered_by"] = clean(appeal.answered_by)
    if appeal.answered_on is not None:
        row["answered_on"] = appeal.answered_on.isoformat()
    if appeal.answer is not None:
        row["answer"] = clean(appeal.answer, REASON_LENGTH)
    return row

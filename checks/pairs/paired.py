"""Rows of a pairing table (配对表): what was paired with what, from which day it was counted, how many days it took of
those allowed, and which of the days between were working days.

Kinds that compare two events (a policy and its interpretation, a decision and the account of its opinions, issue and
publication) give one row for each document that they judged, so that a report can show what the verdict rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from checks.pairs.pairing import Ground
from checks.workdays import (
    CalendarUnknown,
    Unit,
    days_used,
    is_working_day,
    term_end,
)
from crawler.snapshot.facts import Document

_LONGEST = 120
_DAY = timedelta(days=1)


class PairState(StrEnum):
    """What is said of one row (状态)."""

    IN_TIME = "in_time"
    LATE = "late"
    PRESENT = "present"
    MISSING = "missing"
    LINKED = "linked"
    UNLINKED = "unlinked"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Paired:
    """One side of a row: a document, the day that counts of it (None: it has none), its number ("" for none)."""

    title: str
    url: str
    day: date | None = None
    number: str = ""

    @classmethod
    def of(cls, document: Document) -> Paired:
        """The document by its day of publication."""
        return cls(
            document.title or document.row_title,
            document.url,
            document.published.day if document.published else None,
            document.document_number,
        )


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row. `start` is the day from whose morrow days are counted, `due` the last day in time (None: no term, or not
    countable); `days_used` is negative where the companion came first.

    `calendar` has a letter for each day from the day after `start` to the later of `due` and the companion's day: w a
    working day, r a day of rest; "" where the calendar does not know, or the span is longer than 120 days.
    """

    document: Paired
    companion: Paired | None
    state: PairState
    ground: str = ""
    start: date | None = None
    due: date | None = None
    days_used: int | None = None
    days_allowed: int | None = None
    unit: Unit = "working"
    calendar: str = ""
    note: str = ""


def pair_row(
    document: Paired,
    companion: Paired | None,
    state: PairState,
    *,
    ground: Ground | None = None,
    start: date | None = None,
    allowed: int | None = None,
    unit: Unit = "working",
    note: str = "",
) -> PairRow:
    """The row of a document and its companion (None: there is none), its days counted by the calendar.

    What the calendar cannot count is left out of the row, not guessed.
    """
    came = companion.day if companion else None
    due = _due(start, allowed, unit) if start and allowed is not None else None
    return PairRow(
        document,
        companion,
        state,
        ground.value if ground else "",
        start,
        due,
        _used(start, came, unit) if start and came else None,
        allowed,
        unit,
        _calendar(start, max(filter(None, (due, came)), default=None)),
        note,
    )


def _due(start: date, allowed: int, unit: Unit) -> date | None:
    try:
        return term_end(start, allowed, unit)
    except CalendarUnknown:
        return None


def _used(start: date, came: date, unit: Unit) -> int | None:
    try:
        return days_used(start, came, unit)
    except CalendarUnknown:
        return None


def _calendar(start: date | None, last: date | None) -> str:
    if start is None or last is None or not 0 < (last - start).days <= _LONGEST:
        return ""
    try:
        return "".join(
            "w" if is_working_day(start + _DAY * number) else "r"
            for number in range(1, (last - start).days + 1)
        )
    except CalendarUnknown:
        return ""

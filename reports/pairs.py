"""What a report shows of pairs (配对): a policy and its interpretation, a decision and the account of its opinions,
issue and publication; with the days between them as a line of time (时间线).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reports.hostile import Address
from reports.node import NAME, QUOTE, TOKEN, Node

_WORKING = "w"


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair; `day` and `number` are "" where it has none."""

    title: str
    address: Address
    day: str
    number: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a pairing table. Days are counted from the day after `start`; `due` is the last day in time; `calendar`
    has a letter a day, w for a working day and r for a day of rest. "" and None: the document does not say.
    """

    document: Side
    companion: Side | None
    ground: str
    used: int | None
    allowed: int | None
    unit: str
    state: str
    start: str
    due: str
    calendar: str
    note: str


@dataclass(frozen=True, slots=True)
class Run:
    """Days of one kind that follow each other; `x` and `width` are in hundredths of the line."""

    working: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of one pair as a line from 0 to 100: where counting starts, where the term ends, where the companion came
    (None: it has no day, or there is no term), and the runs of working days and days of rest.
    """

    start: float
    due: float | None
    came: float | None
    runs: tuple[Run, ...]


def read_pairs(node: Node) -> tuple[Pair, ...]:
    """The pairs of a result in results.json; none where it has none."""
    return tuple(_pair(child) for child in node.children("pairs", optional=True))


def read_heads(node: Node) -> tuple[str, str]:
    """What the two sides of the table are called."""
    heads = node.optional_child("pair_heads")
    if heads is None:
        return ("文件", "伴随文件")
    return heads.text("document", NAME), heads.text("companion", NAME)


def _pair(node: Node) -> Pair:
    companion = node.optional_child("companion")
    return Pair(
        document=_side(node.child("document")),
        companion=_side(companion) if companion else None,
        ground=node.text("ground", TOKEN, default=""),
        used=node.count("days_used") if node.has("days_used") else None,
        allowed=node.count("days_allowed") if node.has("days_allowed") else None,
        unit=node.text("unit", TOKEN, default="working"),
        state=node.text("state", TOKEN),
        start=node.text("start", TOKEN, default=""),
        due=node.text("due", TOKEN, default=""),
        calendar=node.text("calendar", TOKEN, default=""),
        note=node.text("note", QUOTE, default=""),
    )


def _side(node: Node) -> Side:
    return Side(
        title=node.text("title", QUOTE),
        address=node.address(),
        day=node.text("day", TOKEN, default=""),
        number=node.text("number", TOKEN, default=""),
    )


def days_words(pair: Pair) -> str:
    """Days used of those allowed: 用 5 个工作日，限 3 个; "" where none could be counted."""
    unit = "个工作日" if pair.unit == "working" else "天"
    parts: list[str] = []
    if pair.used is not None:
        parts.append(f"用 {pair.used} {unit}" if pair.used >= 0 else f"早 {-pair.used} {unit}")
    if pair.allowed is not None:
        parts.append(f"限 {pair.allowed} {unit}")
    if pair.state == "late" and pair.used == pair.allowed:
        parts.append("在期限届满后的休息日发布")
    return "，".join(parts)


def timeline(pair: Pair) -> Timeline | None:
    """The line of a pair; None where no two of its days are known."""
    start = _date(pair.start)
    due = _date(pair.due)
    came = _date(pair.companion.day) if pair.companion else None
    known = [day for day in (start, due, came) if day]
    if start is None or len(known) < 2:
        return None
    first, last = min(known), max(known)
    span = max((last - first).days, 1)

    def place(day: date) -> float:
        return 100 * (day - first).days / span

    runs: list[Run] = []
    at = (start - first).days
    for letter, days in groupby(pair.calendar):
        length = len(list(days))
        runs.append(Run(letter == _WORKING, 100 * at / span, 100 * length / span))
        at += length
    return Timeline(
        place(start), place(due) if due else None, place(came) if came else None, tuple(runs)
    )


def timeline_words(pair: Pair) -> str:
    """The line in words, for who does not see it."""
    parts = [f"{pair.start} 起算"] if pair.start else []
    if pair.due:
        parts.append(f"期限至 {pair.due}")
    if pair.companion and pair.companion.day:
        parts.append(f"{pair.companion.day} 发布")
    if pair.calendar:
        rest = len(pair.calendar) - pair.calendar.count(_WORKING)
        parts.append(f"其间工作日 {pair.calendar.count(_WORKING)} 天、休息日 {rest} 天")
    return "，".join(parts)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

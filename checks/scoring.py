"""From verdicts to a clause's verdict and a ruleset's score (评分). See docs/verdicts.md."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from checks.verdict import Verdict
from rules.model import Grades

SCORING_VERSION = 1
"""Raised whenever the same verdicts would give another score; stamped on every result."""

ROLL_UP = (
    Verdict.FAIL,
    Verdict.PARTIAL,
    Verdict.UNDETERMINED,
    Verdict.MANUAL,
    Verdict.PASS,
    Verdict.WAIVED,
    Verdict.NOT_APPLICABLE,
)
"""The order in which a clause takes its verdict from its rules: the first that occurs is the
clause's.
"""

DECIDED = frozenset({Verdict.PASS, Verdict.PARTIAL, Verdict.FAIL})
OPEN = frozenset({Verdict.UNDETERMINED, Verdict.MANUAL})


@dataclass(frozen=True, slots=True)
class Scored:
    """What the score needs of one rule's result. `share` is the part earned, 0 to 1, of
    `max_points`.
    """

    verdict: Verdict
    share: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Score:
    """A score out of 100 with the range that open rules leave (得分区间).

    `score` is None when no rule that weighs anything was decided; `low` and `high` too when none is
    open either. Always low <= score <= high. `grade` is "" without a score.
    """

    ruleset: str
    score: float | None
    low: float | None
    high: float | None
    grade: str
    vetoed: bool = False


def roll_up(verdicts: Iterable[Verdict]) -> Verdict:
    """A clause's verdict from those of its rules: the first of ROLL_UP that occurs; not applicable
    without any.
    """
    found = set(verdicts)
    return next((verdict for verdict in ROLL_UP if verdict in found), Verdict.NOT_APPLICABLE)


def share_of(verdict: Verdict, share: float) -> float:
    """The part of its points that a rule earns, 0 to 1: the stated share counts for a partial
    verdict alone.

    Raises ValueError when a partial's share is no number.
    """
    if verdict is Verdict.PASS:
        return 1.0
    if verdict is not Verdict.PARTIAL:
        return 0.0
    if math.isnan(share):
        raise ValueError("a partial verdict's share is not a number")
    return min(max(float(share), 0.0), 1.0)


def score(
    ruleset: str,
    results: Sequence[Scored],
    grades: Grades,
    scoring: Literal["weighted", "deduction"] = "weighted",
) -> Score:
    """The score of one site under one ruleset.

    `weighted`: points earned / points decidable x 100. `deduction`: 100 less the points lost, never
    below 0. `low` counts every open rule as failed, `high` as passed. Rules that do not apply or
    are waived, and rules without points, weigh nothing.
    """
    weighing = [result for result in results if result.max_points > 0]
    decided = [result for result in weighing if result.verdict in DECIDED]
    opened = [result for result in weighing if result.verdict in OPEN]
    ways = {"weighted": _weighted, "deduction": _deduction}
    points, low, high = ways[scoring](decided, opened)
    return Score(
        ruleset=ruleset,
        score=points,
        low=low,
        high=high,
        grade="" if points is None else grades.of(points),
    )


_Scores = tuple[float | None, float | None, float | None]


def _weighted(decided: Sequence[Scored], opened: Sequence[Scored]) -> _Scores:
    earned = math.fsum(result.share * result.max_points for result in decided)
    decidable = math.fsum(result.max_points for result in decided)
    undecided = math.fsum(result.max_points for result in opened)
    return (
        _percent(earned, decidable),
        _percent(earned, decidable + undecided),
        _percent(earned + undecided, decidable + undecided),
    )


def _percent(earned: float, of: float) -> float | None:
    # Rounded here, so that the grade and the number on the scorecard can never disagree.
    return round(min(earned / of * 100, 100.0), 2) if of > 0 else None


def _deduction(decided: Sequence[Scored], opened: Sequence[Scored]) -> _Scores:
    lost = math.fsum((1 - result.share) * result.max_points for result in decided)
    undecided = math.fsum(result.max_points for result in opened)
    if not decided and not opened:
        return None, None, None
    high = round(max(100 - lost, 0.0), 2)
    return high if decided else None, round(max(100 - lost - undecided, 0.0), 2), high

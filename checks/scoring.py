"""From verdicts to a clause's verdict and a ruleset's score (评分). See docs/verdicts.md."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.deduction import Scored, deducted, veto_of
from checks.verdict import DECIDED, OPEN, Verdict
from rules.model import Ruleset

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


@dataclass(frozen=True, slots=True)
class Score:
    """A score with the range that open rules leave (得分区间): out of 100, bonus points come on top.

    `score` is None when no rule that weighs anything was decided; `low` and `high` too when none is
    open either. Always low <= score <= high. `grade` is "" without a score. `vetoed`: a veto rule
    failed, and the grade is 不合格 whatever the score; `veto_open` counts veto rules that were not decided.
    """

    ruleset: str
    score: float | None
    low: float | None
    high: float | None
    grade: str
    vetoed: bool = False
    veto_open: int = 0


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


def score(ruleset: Ruleset, results: Sequence[Scored]) -> Score:
    """The score of one site under one ruleset.

    `weighted`: points earned / points decidable x 100. `deduction`: see `checks.deduction`. `low` counts
    every open rule as failed, `high` as passed. Rules that do not apply or are waived, and rules without
    points, weigh nothing.
    """
    if ruleset.scoring == "deduction":
        points, low, high = deducted(ruleset, results)
        vetoed, veto_open = veto_of(results)
    else:
        points, low, high = weighted(results)
        vetoed, veto_open = False, 0
    grade = "" if points is None else ruleset.grades.of(points)
    return Score(
        ruleset=ruleset.id,
        score=points,
        low=low,
        high=high,
        grade="不合格" if vetoed else grade,
        vetoed=vetoed,
        veto_open=veto_open,
    )


def weighted(results: Sequence[Scored]) -> tuple[float | None, float | None, float | None]:
    """Score, lowest and highest, of points earned out of those decided; None where nothing weighs."""
    decided = [result for result in results if result.verdict in DECIDED]
    earned = math.fsum(result.share * result.max_points for result in decided)
    decidable = math.fsum(result.max_points for result in decided)
    undecided = math.fsum(result.max_points for result in results if result.verdict in OPEN)
    return (
        _percent(earned, decidable),
        _percent(earned, decidable + undecided),
        _percent(earned + undecided, decidable + undecided),
    )


def _percent(earned: float, of: float) -> float | None:
    # Rounded here, so that the grade and the number on the scorecard can never disagree.
    return round(min(earned / of * 100, 100.0), 2) if of > 0 else None

"""Scoring by deduction (扣分制), as 政府网站与政务新媒体检查指标（国办秘函〔2019〕19号） has it.

A veto (单项否决) makes a site 不合格. Otherwise points are deducted from 100: for each indicator what its rules lose,
at most its cap. An indicator that is worth a part of the 100 and of which no rule applies (no services, so nothing to
check about them) is left out, and the rest counts for the whole. Bonus points (加分) are added to what is above the
threshold, and only then.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from checks.verdict import DECIDED, OPEN, Verdict


@dataclass(frozen=True, slots=True)
class Scored:
    """What the score needs of one rule's result. `share` is the part earned, 0 to 1, of
    `max_points`; `veto` rules weigh nothing but may end it all.
    """

    verdict: Verdict
    share: float
    max_points: float
    indicator: str = ""
    veto: bool = False


class ScoredIndicator(Protocol):
    """What scoring by deduction asks of an indicator; `rules.model.Indicator` says what each means."""

    @property
    def id(self) -> str: ...
    @property
    def cap(self) -> float | None: ...
    @property
    def worth(self) -> float | None: ...
    @property
    def bonus(self) -> bool: ...


class BonusTerms(Protocol):
    """When bonus points count, and how many at most."""

    @property
    def above(self) -> float: ...
    @property
    def most(self) -> float: ...


class Scheme(Protocol):
    """What scoring by deduction asks of a ruleset: one read from YAML, or from results.json."""

    @property
    def indicators(self) -> Sequence[ScoredIndicator]: ...
    @property
    def bonus(self) -> BonusTerms: ...


def veto_of(results: Sequence[Scored]) -> tuple[bool, int]:
    """Whether a veto rule failed, and how many veto rules are open."""
    vetoes = [result.verdict for result in results if result.veto]
    failed = Verdict.FAIL in vetoes
    return failed, sum(verdict in OPEN for verdict in vetoes)


def deducted(
    ruleset: Scheme, results: Sequence[Scored]
) -> tuple[float | None, float | None, float | None]:
    """Score, lowest and highest, out of 100 and bonus points on top; None where nothing weighs.

    Open rules lose nothing in the score itself and in the highest, everything in the lowest.
    """
    weighing = [result for result in results if result.max_points > 0 and not result.veto]
    by_indicator = {
        indicator.id: [r for r in weighing if r.indicator == indicator.id]
        for indicator in ruleset.indicators
    }
    verdicts = {
        result.verdict
        for indicator in ruleset.indicators
        if not indicator.bonus
        for result in by_indicator[indicator.id]
    }
    if not verdicts & (DECIDED | OPEN):
        return None, None, None
    found = _total(ruleset, by_indicator, open_loses=False, open_adds=False)
    low = _total(ruleset, by_indicator, open_loses=True, open_adds=False)
    high = _total(ruleset, by_indicator, open_loses=False, open_adds=True)
    return found if verdicts & DECIDED else None, low, high


def _total(
    ruleset: Scheme,
    results: Mapping[str, Sequence[Scored]],
    *,
    open_loses: bool,
    open_adds: bool,
) -> float:
    """The points when open rules lose all of theirs or none, and open bonus rules add all of theirs or none."""
    base, lost, bonus = 100.0, 0.0, 0.0
    for indicator in ruleset.indicators:
        own = [result for result in results[indicator.id] if result.verdict in DECIDED | OPEN]
        if indicator.bonus:
            bonus += math.fsum(
                _share(result, float(open_adds)) * result.max_points for result in own
            )
        elif indicator.worth and not own:
            base -= indicator.worth
        else:
            gone = math.fsum(
                (1 - _share(result, 1 - float(open_loses))) * result.max_points for result in own
            )
            lost += gone if indicator.cap is None else min(gone, indicator.cap)
    points = max(base - lost, 0.0) / base * 100 if base > 0 else 0.0
    if points > ruleset.bonus.above:
        points += min(bonus, ruleset.bonus.most)
    return round(points, 2)


def _share(result: Scored, when_open: float) -> float:
    return result.share if result.verdict in DECIDED else when_open

"""The score of a row of the score table as formulas over its cells, so that everybody can work it out again (复算)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from reports.model import Ruleset

WORKED = {
    "weighted": (("复算得分", 9),),
    "deduction": (("基准分", 8), ("计入扣分", 9), ("加分", 8), ("复算得分", 9)),
}
"""The columns by way of scoring: (heading, width)."""


@dataclass(frozen=True, slots=True)
class Points:
    """One indicator's points on a site, and the names of the cells that hold them."""

    indicator: str
    earned: float
    decided: float
    pending: float
    cells: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula and what it comes to."""

    text: str
    value: float


def columns_of(ruleset: Ruleset) -> tuple[tuple[str, int], ...]:
    """The columns that a ruleset's scores are worked out in; none for a way of scoring that is not known."""
    return WORKED.get(ruleset.scoring, ())


def worked(
    ruleset: Ruleset, points: Sequence[Points], sums: Sequence[str], row: Sequence[str]
) -> list[Formula]:
    """The formulas of a site that was scored, one for each of `columns_of`, whose cells are `row`.

    `sums` are the cells of points earned and of points decided over all indicators.
    """
    if ruleset.scoring == "weighted":
        got, of = sums[:2]
        earned, decided = (
            fsum(each) for each in zip(*((p.earned, p.decided) for p in points), strict=True)
        )
        value = round(min(earned / decided * 100, 100.0), 2) if decided else 0.0
        return [Formula(f"=IF({of}>0,ROUND(MIN({got}/{of}*100,100),2),0)", value)]
    if ruleset.scoring != "deduction":
        return []
    base, lost, bonus = _base(ruleset, points), _lost(ruleset, points), _bonus(ruleset, points)
    above, most = ruleset.bonus.above, ruleset.bonus.most
    value = max(base.value - lost.value, 0.0) / base.value * 100 if base.value > 0 else 0.0
    if value > above:
        value += min(bonus.value, most)
    at_base, at_lost, at_bonus = row[:3]
    part = f"IF({at_base}>0,MAX({at_base}-{at_lost},0)/{at_base}*100,0)"
    text = f"=ROUND({part}+IF({part}>{above:g},MIN({at_bonus},{most:g}),0),2)"
    return [base, lost, bonus, Formula(text, round(value, 2))]


def _base(ruleset: Ruleset, points: Sequence[Points]) -> Formula:
    """100, less what an indicator is worth of which no rule applies."""
    of = {each.id: each for each in ruleset.deductions}
    text, value = "=100", 100.0
    for each in points:
        own = of.get(each.indicator)
        if own and own.worth and not own.bonus:
            _, decided, pending = each.cells
            text += f"-IF(AND({decided}=0,{pending}=0),{own.worth:g},0)"
            value -= 0.0 if each.decided or each.pending else own.worth
    seen = {each.indicator for each in points}
    for own in ruleset.deductions:
        if own.worth and not own.bonus and own.id not in seen:
            text += f"-{own.worth:g}"
            value -= own.worth
    return Formula(text, value)


def _lost(ruleset: Ruleset, points: Sequence[Points]) -> Formula:
    """What the indicators lose, each at most its cap."""
    of = {each.id: each for each in ruleset.deductions}
    parts, values = [], []
    for each in points:
        own = of.get(each.indicator)
        if own and not own.bonus:
            got, decided, _ = each.cells
            gone = each.decided - each.earned
            parts.append(
                f"({decided}-{got})" if own.cap is None else f"MIN({decided}-{got},{own.cap:g})"
            )
            values.append(gone if own.cap is None else min(gone, own.cap))
    return Formula(f"=ROUND({'+'.join(parts) or '0'},2)", round(fsum(values), 2))


def _bonus(ruleset: Ruleset, points: Sequence[Points]) -> Formula:
    """The points of bonus indicators, before the threshold and the most that count."""
    of = {each.id for each in ruleset.deductions if each.bonus}
    own = [each for each in points if each.indicator in of]
    text = "+".join(each.cells[0] for each in own) or "0"
    return Formula(f"=ROUND({text},2)", round(fsum(each.earned for each in own), 2))

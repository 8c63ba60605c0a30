"""A difference of scores taken apart by cause (分差的构成): the parts always add up to the whole difference.

Each cause's part is what the score gains when that cause's changes are made, averaged over every order in which the
causes could have been made one after another (the Shapley value): so no cause is favoured by where it stands, and the
comparison of B with A is that of A with B with the signs turned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import factorial

from checks.deduction import Scored, deducted
from checks.scoring import weighted
from reports.comparing.audits import AuditedRuleset
from reports.comparing.causes import Cause

ROUNDING = "rounding"
"""What shares rounded to two decimals leave over."""

_TRIFLE = 50
# One rule under both audits: its cause of change (None: unchanged), then and now (None: not there).
Switched = tuple[Cause | None, Scored | None, Scored | None]


def parts_of(
    before: AuditedRuleset,
    after: AuditedRuleset,
    rules: Sequence[Switched],
    scores: tuple[float, float],
    leftover: str = ROUNDING,
) -> dict[str, float]:
    """The difference of two scores by cause, in points of two decimals whose sum is the difference.

    `scores` are those the documents state; what they differ from the scores worked out again goes to `leftover`.
    """
    causes = sorted({cause for cause, _, _ in rules if cause})
    if _scheme(before) != _scheme(after) and Cause.RULE not in causes:
        causes = sorted([*causes, Cause.RULE])
    values = {
        made: _score(before, after, rules, made)
        for size in range(len(causes) + 1)
        for made in map(frozenset, combinations(causes, size))
    }
    exact: dict[str, float] = {
        cause.value: sum(
            _weight(len(causes), len(made)) * (_plus(values, made, cause) - values[made])
            for made in values
            if cause not in made
        )
        for cause in causes
    }
    total = round(100 * scores[1]) - round(100 * scores[0])
    rest = total - 100 * sum(exact.values())
    if abs(rest) >= _TRIFLE and leftover == ROUNDING:
        # Too much for rounding: a document of another version, that does not say how its points are capped.
        leftover = Cause.UNKNOWN.value
    if abs(rest) >= 1:
        exact[leftover] = exact.get(leftover, 0.0) + rest / 100
    return _whole(exact, total, leftover)


def _plus(values: Mapping[frozenset[Cause], float], made: frozenset[Cause], cause: Cause) -> float:
    return values[made | {cause}]


def _weight(causes: int, made: int) -> float:
    return factorial(made) * factorial(causes - made - 1) / factorial(causes)


def _scheme(ruleset: AuditedRuleset) -> tuple[object, ...]:
    if ruleset.scoring != "deduction":
        return (ruleset.scoring,)
    return (ruleset.scoring, ruleset.indicators, ruleset.bonus)


def _score(
    before: AuditedRuleset,
    after: AuditedRuleset,
    rules: Sequence[Switched],
    made: frozenset[Cause],
) -> float:
    """The score when the changes of some causes are made and the others are not; 0 where nothing weighs."""
    results = [
        chosen
        for cause, old, new in rules
        if (chosen := (new if cause is None or cause in made else old)) is not None
    ]
    ruleset = after if Cause.RULE in made else before
    by_deduction = ruleset.scoring == "deduction"
    found = deducted(ruleset, results) if by_deduction else weighted(results)
    return found[0] or 0.0


def _whole(exact: Mapping[str, float], total: int, leftover: str) -> dict[str, float]:
    """The parts in hundredths whose sum is `total`: each rounded, then those set right that rounding moved farthest."""
    # What floats add to a tie must not decide it.
    hundredths = {name: round(100 * value, 6) for name, value in exact.items()}
    whole = {name: round(value) for name, value in hundredths.items()}
    lacking = total - sum(whole.values())
    if not whole:
        return {leftover: total / 100} if total else {}
    step = 1 if lacking > 0 else -1
    # Names break a tie, so that the same audits give the same parts.
    order = sorted(
        whole, key=lambda name: (round(step * (whole[name] - hundredths[name]), 5), name)
    )
    for at in range(abs(lacking)):
        whole[order[at % len(order)]] += step
    return {name: value / 100 for name, value in whole.items()}

"""Scoring by deduction: vetoes, caps, parts that do not apply, and bonus points only where they may count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.deduction import Scored
from checks.scoring import Score, score, share_of
from checks.verdict import DECIDED, OPEN, Verdict
from rules.model import Ruleset
from tests.checks.build import rule, ruleset

INDICATORS = [
    {"id": "veto", "title": "单项否决", "rules": [rule(id_="test/1", veto=True)]},
    {"id": "news", "title": "信息发布", "cap": 20, "rules": [rule(id_="test/2")]},
    {"id": "services", "title": "办事服务", "worth": 25, "rules": [rule(id_="test/3")]},
    {"id": "extra", "title": "加分", "bonus": True, "rules": [rule(id_="test/4")]},
]


def inspection(**more: object) -> Ruleset:
    """A ruleset by deduction with a vetoing, a capped, a services and a bonus indicator."""
    every = ruleset(
        *(each for one in INDICATORS for each in one["rules"]), scoring="deduction", **more
    )
    data = every.model_dump(by_alias=True) | {"indicators": INDICATORS}
    return Ruleset.model_validate(data)


RULES = inspection()
NAMES = st.sampled_from([indicator["id"] for indicator in INDICATORS])


def of(indicator: str, verdict: Verdict, points: float = 5, share: float = 0.5) -> Scored:
    return Scored(verdict, share_of(verdict, share), points, indicator, indicator == "veto")


@st.composite
def scored(draw: st.DrawFn) -> Scored:
    verdict = draw(st.sampled_from(list(Verdict)))
    return of(draw(NAMES), verdict, draw(st.floats(0, 40)), draw(st.floats(0, 1)))


def judged(*results: Scored, by: Ruleset = RULES) -> Score:
    return score(by, results)


SERVED = of("services", Verdict.PASS)


def test_points_are_taken_from_a_hundred() -> None:
    result = judged(
        SERVED,
        of("news", Verdict.FAIL, 5),
        of("news", Verdict.PARTIAL, 4, 0.5),
        of("news", Verdict.UNDETERMINED, 3),
    )
    assert (result.score, result.low, result.high) == (93.0, 90.0, 93.0)
    assert (result.grade, result.vetoed, result.veto_open) == ("优秀", False, 0)


def test_an_indicator_loses_no_more_than_its_cap() -> None:
    failed = [of("news", Verdict.FAIL, 15), of("news", Verdict.FAIL, 15)]
    assert judged(SERVED, *failed).score == 80.0
    open_too = judged(SERVED, *failed, of("news", Verdict.UNDETERMINED, 15))
    assert (open_too.score, open_too.low) == (80.0, 80.0)
    assert (
        judged(SERVED, of("services", Verdict.FAIL, 70), of("services", Verdict.FAIL, 70)).score
        == 0.0
    )


def test_a_body_without_services_is_scored_out_of_the_rest() -> None:
    nothing = of("services", Verdict.NOT_APPLICABLE, 10)
    assert judged(nothing, of("news", Verdict.FAIL, 15)).score == 80.0  # (75 - 15) x 4/3
    assert judged(nothing, of("news", Verdict.PASS, 15)).score == 100.0


@pytest.mark.parametrize(("lost", "points"), [(19.99, 90.01), (20, 80), (21, 79)])
def test_bonus_counts_only_above_eighty(lost: float, points: float) -> None:
    extra = of("extra", Verdict.PASS, 10)
    assert judged(of("services", Verdict.FAIL, lost), extra).score == points


def test_bonus_has_its_most_and_open_bonus_is_only_possible() -> None:
    extra = [of("extra", Verdict.PASS, 40), of("extra", Verdict.FAIL, 40)]
    assert judged(SERVED, *extra).score == 130.0
    result = judged(SERVED, of("extra", Verdict.MANUAL, 10), of("extra", Verdict.PARTIAL, 10, 0.5))
    assert (result.score, result.low, result.high) == (105.0, 105.0, 115.0)


def test_a_veto_ends_it_whatever_the_points() -> None:
    result = judged(SERVED, of("veto", Verdict.FAIL, 100))
    assert (result.score, result.grade, result.vetoed) == (100.0, "不合格", True)


@pytest.mark.parametrize("verdict", [Verdict.UNDETERMINED, Verdict.MANUAL])
def test_an_open_veto_is_counted_and_takes_no_points(verdict: Verdict) -> None:
    result = judged(SERVED, of("veto", verdict, 100), of("veto", Verdict.PASS, 100))
    assert (result.score, result.low, result.high) == (100.0, 100.0, 100.0)
    assert (result.vetoed, result.veto_open) == (False, 1)


def test_nothing_decidable_is_no_score() -> None:
    assert judged(of("news", Verdict.MANUAL)).score is None
    result = judged(of("news", Verdict.NOT_APPLICABLE), of("extra", Verdict.PASS))
    assert (result.score, result.low, result.high, result.grade) == (None, None, None, "")


@given(st.lists(scored(), max_size=30))
def test_scores_stay_within_bounds(results: list[Scored]) -> None:
    result = score(RULES, results)
    known = [each for each in (result.low, result.score, result.high) if each is not None]
    assert all(0 <= number <= 130 for number in known)
    assert known == sorted(known)
    assert (result.low is None) == (result.high is None)


@given(st.lists(scored(), max_size=20), NAMES, st.floats(0.1, 40))
def test_another_failure_never_helps(results: list[Scored], indicator: str, points: float) -> None:
    # A first failed service rule shows that there are services, which may raise the points of the rest.
    results = [*results, SERVED]
    before = score(RULES, results).score
    after = score(RULES, [*results, of(indicator, Verdict.FAIL, points)]).score
    assert before is not None
    assert after is not None
    assert after <= before


@given(st.lists(scored(), max_size=20), st.data())
def test_deciding_an_open_rule_stays_within_its_range(
    results: list[Scored], data: st.DataObject
) -> None:
    results = [*results, SERVED]
    before = score(RULES, results)
    places = [at for at, each in enumerate(results) if each.verdict in OPEN]
    for at in places:
        verdict = data.draw(st.sampled_from(sorted(DECIDED)))
        results[at] = of(results[at].indicator, verdict, results[at].max_points)
    after = score(RULES, results)
    assert before.low is not None
    assert after.score is not None
    assert before.high is not None
    assert before.low <= after.score <= before.high

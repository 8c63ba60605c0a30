from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.deduction import Scored
from checks.scoring import ROLL_UP, roll_up, score, share_of
from checks.verdict import DECIDED, OPEN, Verdict
from tests.checks.build import ruleset

WEIGHTED = ruleset()
VERDICTS = st.sampled_from(list(Verdict))


@st.composite
def scored(draw: st.DrawFn) -> Scored:
    verdict = draw(VERDICTS)
    share = share_of(verdict, draw(st.floats(0, 1)))
    return Scored(verdict, share, draw(st.floats(0, 100)))


def of(verdict: Verdict, points: float = 5, share: float = 0.5) -> Scored:
    return Scored(verdict, share_of(verdict, share), points)


def test_the_order_of_roll_up_is_the_contract() -> None:
    names = ["fail", "partial", "undetermined", "manual", "pass", "waived", "not_applicable"]
    assert [verdict.value for verdict in ROLL_UP] == names


@given(st.lists(VERDICTS))
def test_a_clause_takes_its_gravest_verdict(verdicts: list[Verdict]) -> None:
    rolled = roll_up(verdicts)
    if not verdicts:
        assert rolled is Verdict.NOT_APPLICABLE
    else:
        assert rolled in verdicts
        assert all(ROLL_UP.index(rolled) <= ROLL_UP.index(verdict) for verdict in verdicts)


@given(st.lists(VERDICTS), st.randoms())
def test_roll_up_does_not_depend_on_order(verdicts: list[Verdict], random: object) -> None:
    shuffled = list(verdicts)
    random.shuffle(shuffled)
    assert roll_up(shuffled) is roll_up(verdicts)


def test_weighted_is_earned_over_decidable() -> None:
    result = score(
        WEIGHTED, [of(Verdict.PASS, 6), of(Verdict.PARTIAL, 4, 0.25), of(Verdict.FAIL, 5)]
    )
    assert result.score == pytest.approx(46.67)
    assert result.low == result.score == result.high
    assert result.grade == "不合格"


def test_open_rules_make_a_range() -> None:
    results = [
        of(Verdict.PASS, 6),
        of(Verdict.FAIL, 2),
        of(Verdict.UNDETERMINED, 1),
        of(Verdict.MANUAL, 1),
    ]
    result = score(WEIGHTED, results)
    assert (result.score, result.low, result.high) == (75.0, 60.0, 80.0)


def test_what_does_not_apply_weighs_nothing() -> None:
    results = [of(Verdict.PASS), of(Verdict.NOT_APPLICABLE, 50), of(Verdict.WAIVED, 50)]
    assert score(WEIGHTED, results).score == 100.0


def test_manual_rules_without_points_weigh_nothing() -> None:
    result = score(WEIGHTED, [of(Verdict.FAIL), of(Verdict.MANUAL, 0)])
    assert (result.score, result.low, result.high) == (0.0, 0.0, 0.0)


def test_nothing_decidable_is_no_score() -> None:
    result = score(WEIGHTED, [of(Verdict.UNDETERMINED), of(Verdict.WAIVED)])
    assert (result.score, result.low, result.high, result.grade) == (None, 0.0, 100.0, "")
    nothing = score(WEIGHTED, [of(Verdict.NOT_APPLICABLE)])
    assert (nothing.score, nothing.low, nothing.high) == (None, None, None)


@pytest.mark.parametrize(
    ("earned", "grade"),
    [
        (100, "优秀"),
        (90, "优秀"),
        (89.99, "良好"),
        (80, "良好"),
        (79.99, "合格"),
        (60, "合格"),
        (59.99, "不合格"),
        (0, "不合格"),
    ],
)
def test_grades_begin_at_their_number(earned: float, grade: str) -> None:
    assert score(WEIGHTED, [of(Verdict.PARTIAL, 100, earned / 100)]).grade == grade


def test_the_grade_is_that_of_the_number_shown() -> None:
    result = score(WEIGHTED, [of(Verdict.PARTIAL, 100, 0.899999)])
    assert (result.score, result.grade) == (90.0, "优秀")


def test_a_ruleset_sets_its_own_grades() -> None:
    strict = ruleset(grades={"优秀": 95, "良好": 85, "合格": 70})
    assert score(strict, [of(Verdict.PARTIAL, 100, 0.94)]).grade == "良好"


@given(st.lists(scored(), max_size=30))
def test_scores_stay_within_bounds(results: list[Scored]) -> None:
    result = score(WEIGHTED, results)
    numbers = [result.low, result.score, result.high]
    known = [number for number in numbers if number is not None]
    assert all(0 <= number <= 100 for number in known)
    assert known == sorted(known)
    assert (result.score is None) == (
        not any(each.verdict in DECIDED and each.max_points > 0 for each in results)
    )
    assert (result.low is None) == (result.high is None)
    assert bool(result.grade) == (result.score is not None)


@given(st.lists(scored(), max_size=30))
def test_without_open_rules_there_is_no_range(results: list[Scored]) -> None:
    decided = [each for each in results if each.verdict not in OPEN]
    result = score(WEIGHTED, decided)
    assert result.low == result.score == result.high


@given(st.lists(scored(), max_size=20), st.floats(0.1, 100))
def test_another_failure_never_helps(results: list[Scored], points: float) -> None:
    before = score(WEIGHTED, results).score
    after = score(WEIGHTED, [*results, Scored(Verdict.FAIL, 0.0, points)]).score
    assert before is None or (after is not None and after <= before)


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.5, 1.0, 7.0, math.inf])
def test_a_share_is_kept_between_nothing_and_all(share: float) -> None:
    assert 0 <= share_of(Verdict.PARTIAL, share) <= 1
    assert share_of(Verdict.PASS, share) == 1
    assert share_of(Verdict.FAIL, share) == share_of(Verdict.MANUAL, share) == 0


def test_a_share_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        share_of(Verdict.PARTIAL, math.nan)

"""Which decision or waiver counts, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from checks.engine import check_site
from checks.results.document import SCHEMA_PATH, result_row, results_document
from checks.reviews.applying import SiteReviews, by_site
from checks.reviews.marks import mark_of, mark_of_row
from checks.reviews.model import Appeal, Decision, Reviews, Waiver
from checks.site_result import RuleResult, SiteResult
from checks.verdict import Verdict
from crawler.snapshot.facts import SiteSnapshot
from tests.checks.build import AS_OF, column, rule, ruleset, site, words
from tests.checks.reviews.entries import reviews as any_reviews

WORDS = words()
RULES = ruleset(
    rule("column", 6, "test/1", params={"name": "政务公开"}),
    rule("manual", 4, "test/2", params={"question": "是否开过会？"}),
    rule("column", 5, "test/3", params={"name": "政务公开"}, level=["city"]),
)
EMPTY, WITH_COLUMN = site(), site([column("政务公开")])


def reviews_for(said: Reviews, own: str) -> SiteReviews:
    parts = by_site(said)
    return SiteReviews(parts.get(own), parts.get("*"))


def judged(tree: SiteSnapshot, *entries: Decision | Waiver | Appeal) -> SiteResult:
    said = Reviews(
        decisions=tuple(each for each in entries if isinstance(each, Decision)),
        waivers=tuple(each for each in entries if isinstance(each, Waiver)),
        appeals=tuple(each for each in entries if isinstance(each, Appeal)),
    )
    return check_site(tree, [RULES], AS_OF, WORDS, reviews=reviews_for(said, tree.site_id))


def result(found: SiteResult, number: str) -> RuleResult:
    return next(each for each in found.rulesets[0].results if each.rule == f"test/{number}")


def decision(verdict: str, number: str = "1", day: int = 1, **more: Any) -> Decision:
    return Decision(
        site=EMPTY.site_id, rule=f"test/{number}", verdict=verdict, by=f"甲{day}",
        on=date(2024, 5, day), reason="电话核实", **more,
    )  # fmt: skip


def whys(found: RuleResult) -> list[str]:
    return [each.lapsed for each in found.review.lapsed] if found.review else []


@pytest.mark.parametrize(
    ("entry", "verdict", "points"),
    [
        (decision("符合"), Verdict.PASS, 6.0),
        (decision("部分符合", share=0.5), Verdict.PARTIAL, 3.0),
        (decision("不适用"), Verdict.NOT_APPLICABLE, 0.0),
        (decision("不符合"), Verdict.FAIL, 0.0),
    ],
)
def test_a_decision_counts_and_the_machine_stands_beside_it(
    entry: Decision, verdict: Verdict, points: float
) -> None:
    found = judged(EMPTY, entry)
    row = result_row(result(found, "1"))
    assert (row["verdict"], row["points"]) == (verdict.value, points)
    assert row["machine"]["verdict"] == "fail"
    assert "政务公开" in row["machine"]["reason"]
    assert row["decision"] == {
        "kind": "decision", "verdict": verdict.value, "by": "甲1", "on": "2024-05-01", "reason": "电话核实",
        **({"share": 0.5} if verdict is Verdict.PARTIAL else {}),
    }  # fmt: skip
    assert "由甲1于2024-05-01判定为" in row["reason"]
    assert found.rulesets[0].clauses[0] == ("test/1", verdict)


def test_score_and_range_are_those_of_the_decisions() -> None:
    before = judged(EMPTY).rulesets[0].score
    after = judged(EMPTY, decision("符合"), decision("部分符合", "2", share=0.25)).rulesets[0].score
    assert (before.score, before.low, before.high) == (0.0, 0.0, 40.0)
    assert (after.score, after.low, after.high) == (70.0, 70.0, 70.0)


def test_the_newest_decision_counts_and_the_others_are_kept() -> None:
    found = result(judged(EMPTY, decision("不适用", day=3), decision("符合", day=2)), "1")
    assert found.verdict is Verdict.NOT_APPLICABLE
    assert whys(found) == ["superseded"]
    same_day = result(judged(EMPTY, decision("不适用"), decision("符合")), "1")
    assert same_day.verdict is Verdict.PASS


def test_a_decision_that_was_taken_back_leaves_the_machines_verdict() -> None:
    found = result(judged(EMPTY, decision("符合"), decision("撤销", day=2)), "1")
    assert found.verdict is Verdict.FAIL
    assert found.review
    assert found.review.machine is None
    assert whys(found) == ["superseded", "withdrawn"]


def test_a_decision_on_another_finding_does_not_overrule_what_the_machine_decided() -> None:
    own = mark_of(result(judged(EMPTY), "1"))
    kept = result(judged(EMPTY, decision("符合", mark=own)), "1")
    assert (kept.verdict, kept.review and kept.review.ruling and kept.review.ruling.stale) == (
        Verdict.PASS,
        False,
    )
    other = result(judged(WITH_COLUMN, decision("不符合", mark=own)), "1")
    assert (other.verdict, whys(other)) == (Verdict.PASS, ["stale"])


def test_a_decision_on_what_the_machine_leaves_open_counts_on_and_is_marked() -> None:
    found = result(judged(EMPTY, decision("符合", "2", mark="0" * 16)), "2")
    assert found.verdict is Verdict.PASS
    assert result_row(found)["decision"]["stale"] is True


def waiver(named: str, until: date | None = None, holder: str = "*", **more: Any) -> Waiver:
    return Waiver(site=holder, rule=named, by="王五", reason="改版。", until=until, **more)


def test_a_waiver_goes_before_a_decision() -> None:
    found = result(judged(EMPTY, decision("符合"), waiver("test/1", AS_OF)), "1")
    row = result_row(found)
    assert row["verdict"] == "waived"
    assert row["reason"] == "由王五豁免：改版，有效期至2024-04-15。"
    assert row["decision"] == {
        "kind": "waiver", "verdict": "waived", "by": "王五", "reason": "改版。", "until": "2024-04-15",
    }  # fmt: skip
    assert whys(found) == ["waived"]
    assert result(judged(EMPTY, waiver("test/1", holder="other")), "1").verdict is Verdict.FAIL


def test_an_expired_waiver_falls_away_with_a_note() -> None:
    found = result(judged(EMPTY, waiver("test/1", date(2024, 4, 14))), "1")
    assert (found.verdict, whys(found)) == (Verdict.FAIL, ["expired"])


def test_a_newer_waiver_ends_an_older_one() -> None:
    old, new = waiver("test/1"), waiver("test/1", date(2024, 4, 1), on=date(2024, 4, 1))
    found = result(judged(EMPTY, new, old), "1")
    assert (found.verdict, whys(found)) == (Verdict.FAIL, ["superseded", "expired"])


def test_what_does_not_apply_is_changed_by_nobody() -> None:
    found = result(judged(EMPTY, decision("符合", "3"), waiver("test/3")), "3")
    assert (found.verdict, found.review) == (Verdict.NOT_APPLICABLE, None)


def test_an_appeal_changes_no_verdict_and_shows_its_newest_outcome() -> None:
    facts: dict[str, Any] = {
        "site": EMPTY.site_id, "rule": "test/1", "by": "县政府办", "on": date(2024, 5, 2), "text": "已公开",
    }  # fmt: skip
    answered = Appeal(
        **facts, outcome="成立", answered_by="张三", answered_on=date(2024, 5, 3), answer="属实"
    )
    row = result_row(result(judged(EMPTY, Appeal(**facts), answered), "1"))
    assert row["verdict"] == "fail"
    assert row["appeals"] == [
        {"by": "县政府办", "on": "2024-05-02", "text": "已公开", "outcome": "upheld", "answered_by": "张三",
         "answered_on": "2024-05-03", "answer": "属实"}
    ]  # fmt: skip


def test_the_mark_is_the_same_from_a_row_and_from_a_result() -> None:
    plain: Sequence[RuleResult] = judged(EMPTY).rulesets[0].results
    ruled = judged(EMPTY, decision("符合"), waiver("test/2")).rulesets[0].results
    for before, after in zip(plain, ruled, strict=True):
        assert mark_of(before) == mark_of_row(result_row(before)) == mark_of_row(result_row(after))
    assert len({mark_of(each) for each in plain}) == len(plain)


@settings(max_examples=40, deadline=None)
@given(any_reviews())
def test_whatever_was_said_the_results_keep_to_their_schema(said: Reviews) -> None:
    tree = site([column("政务公开")])
    tree.site_id = "qingshi"
    rules = ruleset(
        *[rule("column", 2, f"test/{number}", params={"name": "甲"}) for number in ("1", "2", "3a")]
    )
    found = check_site(tree, [rules], AS_OF, WORDS, reviews=reviews_for(said, "qingshi"))
    document = results_document([found], [rules], AS_OF, "1", WORDS, "0" * 64)
    SCHEMA.validate(document)


def _schema() -> jsonschema.Draft202012Validator:
    import json

    return jsonschema.Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))


SCHEMA = _schema()

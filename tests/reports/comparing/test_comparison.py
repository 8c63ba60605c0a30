"""Two audits compared: what became of each rule, why, and a difference of scores that adds up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reports.comparing import comparison
from reports.comparing.audits import read_audit
from reports.comparing.causes import Cause
from reports.comparing.comparison import Comparison, RuleChange, ScoreChange, compare
from reports.comparing.document import comparison_document
from reports.comparing.page import write_diff_json, write_diff_page
from reports.comparing.words import CAUSES, STATES, arrow, signed
from reports.errors import ReportError
from tests.reports.audited import SHA, audit, row, site
from tests.reports.regenerate import golden_results
from tests.reports.test_hostile import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, PAYLOADS, hostile

SCHEMA = Path(comparison.__file__).parent.with_name("comparison.schema.json")
LATER = "2024-07-15"
OTHER = "b" * 64


def compared(before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    return compare(read_audit(before), read_audit(after))


def one(before: dict[str, Any], after: dict[str, Any]) -> RuleChange:
    """What became of the one rule."""
    (found,) = compared(before, after).sites
    (change,) = found.rules
    return change


def sheet(**more: Any) -> dict[str, Any]:
    return {
        "id": "r/1", "clause": "r/1", "indicator": "all", "check": "column", "points": 10,
        "parameters": [{"name": "name", "meaning": "名称", "value": ["政府信息公开"], "written": True}],
        "checked": ["看栏目"], "counts": [], "excludes": [], **more,
    }  # fmt: skip


def page(sha: str = SHA, quote: str = "甲") -> list[dict[str, str]]:
    return [
        {
            "url": "http://a.example/x",
            "quote": quote,
            "fetched_at": "",
            "sha256": sha,
            "archive": "",
        }
    ]


FAILED = row("r/1", "fail", 0)
PASSED = row("r/1", "pass", 10)


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (FAILED, PASSED, "improved"),
        (PASSED, FAILED, "worse"),
        (row("r/1", "partial", 3), row("r/1", "partial", 5), "improved"),
        (row("r/1", "partial", 5), FAILED, "worse"),
        (PASSED, row("r/1", "pass", 20, 20), "unchanged"),
        (row("r/1", "manual", 0), PASSED, "other"),
        (FAILED, row("r/1", "undetermined", 0), "other"),
        (FAILED, row("r/1", "not_applicable", 0), "other"),
        (row("r/1", "undetermined", 0), row("r/1", "undetermined", 0), "unchanged"),
    ],
)
def test_what_became_of_a_rule(before: Any, after: Any, state: str) -> None:
    assert one(audit(site([before])), audit(site([after]))).state == state


def test_new_and_gone_rules_come_from_the_rules_or_from_their_choice() -> None:
    more = row("r/2", "pass", 10)
    (found,) = compared(audit(site([PASSED])), audit(site([PASSED, more]))).sites
    (change,) = found.changed
    assert (change.state, change.cause) == ("new", Cause.RULE)
    assert "新增" in change.reasons[0].words
    other = site([PASSED])
    other["scores"], other["results"], other["clauses"] = [], [], []
    (found,) = compared(audit(site([PASSED])), audit(other)).sites
    assert "不再按该规则集" in found.changed[0].reasons[0].words


def test_a_rewritten_rule_says_what_was_rewritten() -> None:
    before = audit(site([PASSED]), rules=[sheet()])
    parameters = [{"name": "name", "meaning": "", "value": ["信息公开"], "written": True}]
    after = audit(site([FAILED]), sha=OTHER, rules=[sheet(parameters=parameters)])
    change = one(before, after)
    assert change.cause is Cause.RULE
    assert "参数 name由“政府信息公开”改为“信息公开”" in change.reasons[0].words
    after = audit(site([FAILED]), sha=OTHER, rules=[sheet()])
    after["rulesets"][0]["clauses"][0]["text"] = "条款原文乙"
    assert "条款原文由“条款原文甲”改为“条款原文乙”" in one(before, after).reasons[0].words


def test_another_rule_of_a_changed_file_is_not_to_blame() -> None:
    before = audit(site([PASSED]), rules=[sheet()])
    after = audit(
        site([row("r/1", "fail", 0, evidence=page(OTHER))]), sha=OTHER, rules=[sheet()], day=LATER
    )
    assert [reason.cause for reason in one(before, after).reasons] == [Cause.SITE]


def test_other_points_alone_are_a_change_of_the_rule() -> None:
    change = one(audit(site([PASSED])), audit(site([row("r/1", "pass", 20, 20)]), sha=OTHER))
    assert (change.state, change.cause) == ("unchanged", Cause.RULE)
    assert "分值 10→20" in change.reasons[0].words


UNREAD = [{"url": "http://a.example/y", "outcome": "timeout", "detail": "", "anchor": ""}]


def test_a_page_that_did_not_answer_is_not_the_sites_doing() -> None:
    closed = row("r/1", "undetermined", 0, unread=UNREAD, unread_count=3, evidence=[])
    change = one(audit(site([PASSED])), audit(site([closed]), day=LATER))
    assert change.cause is Cause.CRAWL
    assert "本次有 3 个应读的页面未读到" in change.reasons[0].words
    failed = row("r/1", "undetermined", 0, evidence=[])
    change = one(audit(site([failed], state="failed")), audit(site([PASSED]), day=LATER))
    assert change.cause is Cause.CRAWL
    assert "上次（2024-04-15）网站未能抓取" in change.reasons[0].words


def test_a_decision_counts_before_all_else() -> None:
    machine = {"verdict": "fail", "points": 0, "share": 0.0, "reason": "所见如此。"}
    decision = {"kind": "decision", "verdict": "pass", "by": "王某", "reason": "见附件"}
    ruled = row("r/1", "pass", 10, machine=machine, decision=decision)
    change = one(audit(site([FAILED])), audit(site([ruled])))
    assert [reason.cause for reason in change.reasons] == [Cause.REVIEW]
    assert "王某" in change.reasons[0].words
    # The same decision twice over other findings is no change at all.
    found = {**machine, "verdict": "undetermined"}
    again = row("r/1", "pass", 10, machine=found, decision=decision)
    assert one(audit(site([ruled])), audit(site([again]), day=LATER)).reasons == ()


def test_a_waiver_of_the_site_list_is_a_decision_too() -> None:
    waived = row("r/1", "waived", 0, reason="由王某豁免：改版。")
    change = one(audit(site([FAILED])), audit(site([waived])))
    assert change.cause is Cause.REVIEW
    assert "由王某豁免" in change.reasons[0].words


def test_the_day_alone_and_the_program_alone() -> None:
    assert one(audit(site([PASSED])), audit(site([FAILED]), day=LATER)).cause is Cause.DAY
    same_day = audit(site([FAILED]))
    assert one(audit(site([PASSED])), same_day).cause is Cause.UNKNOWN
    same_day["tool"]["version"] = "2"
    assert one(audit(site([PASSED])), same_day).cause is Cause.PROGRAM


def test_one_crawl_judged_twice_shows_no_change_of_the_site() -> None:
    times = {"started": "2024-04-15T09:00:00+08:00", "finished": "2024-04-15T10:00:00+08:00"}
    after = row("r/1", "fail", 0, evidence=page(OTHER, "乙"))
    change = one(audit(site([PASSED], **times)), audit(site([after], **times)))
    assert change.cause is Cause.PROGRAM


def changes(count: int, *urls: str) -> dict[str, Any]:
    return {
        "since": "2024-04-15", "finished": "", "unchanged": 5,
        "new": {"count": 0, "examples": []},
        "changed": {"count": count, "examples": [{"url": url, "title": ""} for url in urls]},
        "gone": {"count": 0, "examples": []},
    }  # fmt: skip


def test_what_the_crawl_compared_goes_before_hashes() -> None:
    # A counter of readers changes the bytes with every visit.
    after = row("r/1", "fail", 0, evidence=page(OTHER))
    quiet = audit(site([after], changes=changes(0)), day=LATER)
    assert one(audit(site([PASSED])), quiet).cause is Cause.DAY
    named = audit(site([after], changes=changes(1, "http://a.example/x")), day=LATER)
    assert one(audit(site([PASSED])), named).cause is Cause.SITE
    elsewhere = audit(site([after], changes=changes(1, "http://a.example/z")), day=LATER)
    assert one(audit(site([PASSED])), elsewhere).cause is Cause.DAY


VERDICTS = ("pass", "partial", "fail", "undetermined", "manual", "not_applicable", "waived")


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in draw(st.lists(st.integers(1, 8), unique=True, max_size=8)):
        verdict = draw(st.sampled_from(VERDICTS))
        of = draw(st.sampled_from([0, 1, 2.5, 6, 10]))
        share = draw(st.integers(1, 99)) / 100
        points = of if verdict == "pass" else round(of * share, 2) if verdict == "partial" else 0
        more: dict[str, Any] = {"evidence": page(draw(st.sampled_from([SHA, OTHER])))}
        if verdict == "undetermined" and draw(st.booleans()):
            more["unread"] = UNREAD
        if draw(st.integers(0, 4)) == 0:
            more["decision"] = {"kind": "decision", "verdict": verdict, "by": "王某", "reason": "x"}
            more["machine"] = {"verdict": "fail", "points": 0, "share": 0, "reason": "y"}
        found.append({**row(f"r/{number}", verdict, points, of), "share": share, **more})
    return found


@given(rows(), rows(), st.sampled_from([SHA, OTHER]))
def test_the_parts_of_a_difference_add_up_and_turn_round(
    before: list[dict[str, Any]], after: list[dict[str, Any]], sha: str
) -> None:
    first, second = audit(site(before)), audit(site(after), day=LATER, sha=sha)
    there, back = compared(first, second), compared(second, first)
    change: ScoreChange = there.sites[0].scores[0]
    turned: ScoreChange = back.sites[0].scores[0]
    scores = [each["sites"][0]["scores"][0]["score"] for each in (first, second)]
    if None in scores:
        assert change.delta is None
        assert change.parts == {}
        return
    assert change.delta == round(scores[1] - scores[0], 2)
    assert sum(round(100 * part) for part in change.parts.values()) == round(100 * change.delta)
    assert set(change.parts) <= set(CAUSES)
    assert turned.delta == -change.delta
    assert turned.parts.keys() == change.parts.keys()
    # A hundredth may be set right at another cause where two are as far from whole ones.
    assert all(abs(turned.parts[cause] + part) < 0.011 for cause, part in change.parts.items())
    named = {rule.cause.value for rule in there.sites[0].rules if rule.cause}
    assert set(change.parts) <= named | {"rounding", "unknown"}
    jsonschema.validate(comparison_document(there), json.loads(SCHEMA.read_text(encoding="utf-8")))


@given(rows())
def test_an_audit_compared_with_itself_is_unchanged(found: list[dict[str, Any]]) -> None:
    document = audit(site(found))
    same = compared(document, document)
    assert set(same.counts) <= {"unchanged"}
    assert same.causes == {}
    assert all(score.delta in (None, 0) and not score.parts for score in same.sites[0].scores)


def test_parts_are_told_apart_and_not_by_the_order_of_causes() -> None:
    before = audit(site([row("r/1", "fail", 0), row("r/2", "fail", 0), row("r/3", "pass", 10)]))
    after = audit(
        site([row("r/1", "pass", 10, evidence=page(OTHER)), row("r/2", "pass", 10), row("r/3", "pass", 10)]),
        day=LATER,
    )  # fmt: skip
    (score,) = compared(before, after).sites[0].scores
    assert score.delta == 66.67
    assert score.parts == {"day": 33.34, "site": 33.33} or score.parts == {
        "day": 33.33,
        "site": 33.34,
    }


def test_scoring_by_deduction_is_worked_out_with_its_caps() -> None:
    def deducting(*verdicts: str) -> dict[str, Any]:
        found = [
            row(f"r/{at}", verdict, 0 if verdict == "fail" else 5, 5)
            for at, verdict in enumerate(verdicts)
        ]
        document = audit(site(found))
        document["rulesets"][0].update(scoring="deduction", bonus={"above": 80, "most": 30})
        document["rulesets"][0]["indicators"][0]["cap"] = 8
        lost = min(8, 5 * verdicts.count("fail"))
        document["sites"][0]["scores"][0].update(score=100.0 - lost)
        return document

    after = deducting("fail", "fail")
    after["as_of"] = LATER
    (score,) = compared(deducting("pass", "pass"), after).sites[0].scores
    assert (score.delta, score.parts) == (-8, {"day": -8.0})


def test_sites_that_are_new_or_gone_are_told() -> None:
    found = compared(audit(site([PASSED])), audit(site([PASSED], "b")))
    assert [(each.id, each.state) for each in found.sites] == [("b", "new"), ("a", "gone")]
    assert found.counts == {}


def test_golden_audits_compare_and_fit_the_schema(tmp_path: Path) -> None:
    before, after = golden_results(), golden_results()
    after["as_of"] = "2099-01-01"
    after["sites"][0]["results"][0].update(verdict="fail", points=0, share=0.0)
    found = compared(before, after)
    text = write_diff_json(found, tmp_path).read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert text == write_diff_json(found, tmp_path).read_text(encoding="utf-8")


def test_the_pages_numbers_are_those_of_the_comparison(tmp_path: Path) -> None:
    before = audit(site([FAILED, row("r/2", "pass", 10)]), site([PASSED], "b"))
    after = audit(site([PASSED, row("r/2", "fail", 0)]), site([FAILED], "b"), day=LATER)
    found = compared(before, after)
    tree = html.fromstring(write_diff_page(found, tmp_path).read_text(encoding="utf-8"))
    rows_ = tree.xpath("//table[contains(@class, 'diffs')]/tbody/tr")
    assert len(rows_) == 2
    for shown, change in zip(rows_, found.sites, strict=True):
        (score,) = change.scores
        assert arrow(score.delta) in shown.text_content()
        for cause, value in score.parts.items():
            assert f"{CAUSES[cause]} {signed(value)}" in " ".join(shown.text_content().split())
    moved = tree.xpath("//table[contains(@class, 'moves')]/tbody/tr")
    assert [" ".join(each.text_content().split())[1:3] for each in moved] == [
        STATES[rule.state][0] for change in found.sites for rule in change.changed
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_document_cannot_break_the_page(tmp_path: Path, payload: str) -> None:
    before = hostile(golden_results(), payload)
    after = hostile(golden_results(), payload)
    for result in after["sites"][0]["results"]:
        result.update(verdict="fail", points=0, share=0.0)
    found = compared(before, after)
    text = write_diff_page(found, tmp_path).read_text(encoding="utf-8")
    tree = html.fromstring(text)
    elements = [node for node in tree.iter() if isinstance(node.tag, str)]
    assert {node.tag for node in elements} <= ALLOWED_TAGS
    assert {name for node in elements for name in node.attrib} <= ALLOWED_ATTRIBUTES
    assert len(tree.xpath("//script")) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"format": 2},
        {"format": 1, "tool": 3},
        {"format": 1, "tool": {"version": "1"}, "sites": [], "rulesets": {}},
    ],
)
def test_what_is_no_results_document_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ReportError, match=r"results\.json"):
        read_audit(broken)


def test_an_unknown_verdict_is_refused_with_its_place() -> None:
    with pytest.raises(ReportError, match="verdict 是 'maybe'"):
        read_audit(audit(site([{**PASSED, "verdict": "maybe"}])))

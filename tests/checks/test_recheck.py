"""What became of a finding: by the verdicts of then and now, and never from a page that was not read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from checks.recheck import SCHEMA_PATH, WORDS, Mended, judge_again, rechecked_row
from checks.site_result import RuleResult
from checks.verdict import Evidence, Verdict
from crawler.snapshot.facts import Fetch, Outcome, Role
from reports.wording import MENDED
from rules.model import Observable

BEGAN = "2024-05-01T08:00:00+08:00"
READ = Fetch(
    "http://a.example/1", Outcome.OK, Role.DOCUMENT, fetched_at="2024-05-01T08:00:05+08:00"
)
LOST = Fetch("http://a.example/2", Outcome.TIMEOUT, Role.DOCUMENT, anchor="第二页")
GONE = replace(READ, outcome=Outcome.NOT_FOUND)


def before(verdict: str, share: float = 0.0, **more: Any) -> dict[str, Any]:
    row = {"rule": "r/1", "clause": "r/1", "title": "甲", "verdict": verdict, "share": share, "points": 6 * share,
           "max_points": 6.0, "reason": "缺。", "evidence": []}  # fmt: skip
    return row | more


def after(verdict: Verdict, share: float = 0.0, fetched_at: str = "") -> RuleResult:
    return RuleResult(
        rule="r/1",
        clause="r/1",
        indicator="i",
        title="甲",
        check="column",
        code="code",
        verdict=verdict,
        share=share,
        points=6 * share,
        max_points=6.0,
        reason="现在这样。",
        fix="",
        observable=Observable.FULL,
        evidence=(Evidence("http://a.example/1", "甲", fetched_at),) if fetched_at else (),
    )


@pytest.mark.parametrize(
    ("then", "now", "outcome"),
    [
        (before("fail"), after(Verdict.PASS, 1.0), Mended.MENDED),
        (before("partial", 0.5), after(Verdict.PASS, 1.0), Mended.MENDED),
        (before("fail"), after(Verdict.PARTIAL, 0.5), Mended.PARTLY),
        (before("partial", 0.5), after(Verdict.PARTIAL, 0.75), Mended.PARTLY),
        (before("partial", 0.33), after(Verdict.PARTIAL, 1 / 3), Mended.NOT_MENDED),
        (before("partial", 0.5), after(Verdict.PARTIAL, 0.25), Mended.NOT_MENDED),
        (before("partial", 0.5), after(Verdict.FAIL), Mended.NOT_MENDED),
        (before("fail"), after(Verdict.FAIL), Mended.NOT_MENDED),
        (before("fail"), after(Verdict.UNDETERMINED), Mended.UNDETERMINED),
        (before("fail"), after(Verdict.NOT_APPLICABLE), Mended.UNDETERMINED),
        # A person had called a manual rule failed: a person has to look again.
        (before("fail", machine={"verdict": "manual", "share": 0}), after(Verdict.PASS, 1.0), Mended.UNDETERMINED),
        # The machine's own share counts, not that of a decision.
        (before("fail", machine={"verdict": "partial", "share": 0.5}), after(Verdict.PARTIAL, 0.5), Mended.NOT_MENDED),
    ],
)  # fmt: skip
def test_what_became_of_it(then: dict[str, Any], now: RuleResult, outcome: Mended) -> None:
    found = judge_again(then, now, [READ], [READ, GONE], BEGAN)
    assert found.outcome is outcome
    assert found.why


@pytest.mark.parametrize("now", [after(Verdict.PASS, 1.0), after(Verdict.PARTIAL, 0.5)])
@pytest.mark.parametrize(("proof", "asked"), [([LOST], [LOST]), ([READ], [READ, LOST])])
def test_nothing_is_mended_where_a_page_was_not_read(
    now: RuleResult, proof: list[Fetch], asked: list[Fetch]
) -> None:
    found = judge_again(before("fail"), now, proof, asked, BEGAN)
    assert found.outcome is Mended.UNDETERMINED
    assert "第二页" in found.why


def test_a_fault_that_is_shown_anew_is_not_mended_whatever_else_was_lost() -> None:
    shown = after(Verdict.FAIL, fetched_at="2024-05-01T08:00:05+08:00")
    assert judge_again(before("fail"), shown, [LOST], [LOST], BEGAN).outcome is Mended.NOT_MENDED
    old = after(Verdict.FAIL, fetched_at="2024-04-01T08:00:05+08:00")
    assert judge_again(before("fail"), old, [LOST], [LOST], BEGAN).outcome is Mended.UNDETERMINED
    assert judge_again(before("fail"), old, [READ], [LOST], BEGAN).outcome is Mended.NOT_MENDED


def test_the_row_has_both_looks_and_what_the_owner_wrote() -> None:
    found = judge_again(before("fail"), after(Verdict.PASS, 1.0), [READ], [READ] * 60, BEGAN)
    row = rechecked_row(found, {"整改期限": "5月底"})
    assert (row["word"], row["before"]["verdict"], row["after"]["verdict"]) == (
        "已整改",
        "fail",
        "pass",
    )
    assert (len(row["asked"]), row["asked_count"]) == (50, 60)
    assert row["written"] == {"整改期限": "5月底"}


def test_every_outcome_has_its_word_everywhere() -> None:
    finding = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))["$defs"]["finding"]["properties"]
    assert finding["outcome"]["enum"] == list(Mended)
    assert finding["word"]["enum"] == [WORDS[each] for each in Mended] == list(MENDED.values())

from __future__ import annotations

from typing import Any

import pytest

from checks.kinds.event_results import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

MEETING = {"title": {"any": ["列席"], "none": ["制度", "公告"]}, "columns": ["会议公开"]}
OPINIONS = {
    "title": {"any": ["列席"], "none": ["制度"]},
    "either": [{"title": {"any": ["采纳"]}}, {"body": {"any": ["予以采纳"]}}],
    "columns": ["会议公开"],
}


def rule(*documents: Document, unread: Any = (), as_of: str = "2024-04-15") -> Ruling:
    return rule_on(
        KIND,
        site([column("会议公开")], documents, unread=unread),
        {"of": MEETING, "result": OPINIONS, "called": "意见采纳情况"},
        as_of=as_of,
    )


def meeting(number: str, day: str, text: str = "会议研究了供热工作。", **more: Any) -> Document:
    return doc(f"公众代表列席县政府第{number}次常务会议", day, "会议公开", text=text, **more)


def opinions(number: str, day: str) -> Document:
    return doc(f"县政府第{number}次常务会议列席代表意见采纳情况", day, "会议公开", text="采纳2条。")


def test_a_report_that_says_it_itself() -> None:
    found = rule(meeting("20", "2023-03-01", "代表提出意见2条，予以采纳。"))
    assert found.verdict is Verdict.PASS
    assert "1次活动均公开了意见采纳情况" in found.reason


def test_another_report_of_the_same_meeting() -> None:
    assert rule(meeting("20", "2023-03-01"), opinions("20", "2023-03-20")).verdict is Verdict.PASS


def test_a_result_of_another_meeting_does_not_count() -> None:
    found = rule(meeting("20", "2023-03-01"), opinions("21", "2023-03-20"))
    assert found.verdict is not Verdict.PASS
    assert "第20次" in found.reason


def test_some_and_none() -> None:
    some = rule(
        meeting("20", "2023-03-01", "予以采纳。"),
        meeting("21", "2023-04-01"),
        opinions("30", "2022-01-01"),
    )
    assert some.verdict is Verdict.PARTIAL
    assert some.judgement.share == pytest.approx(1 / 2)
    assert rule(meeting("21", "2023-04-01")).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("title", "day", "verdict"),
    [
        ("2023年第二季度列席代表意见采纳情况", "2023-07-05", Verdict.PASS),
        ("2023年上半年列席代表意见采纳情况", "2023-07-05", Verdict.PASS),
        ("列席代表意见采纳情况汇总", "2024-01-05", Verdict.PASS),
        ("第一季度列席代表意见采纳情况", "2023-04-05", Verdict.FAIL),
        ("2022年第二季度列席代表意见采纳情况", "2023-07-05", Verdict.FAIL),
        ("列席代表意见采纳情况汇总", "2024-04-05", Verdict.FAIL),
        ("第二季度列席代表意见采纳情况", "2023-05-05", Verdict.FAIL),
    ],
)
def test_a_summary_holds_for_its_time(title: str, day: str, verdict: Verdict) -> None:
    summary = doc(title, day, "会议公开", text="采纳3条。")
    assert rule(meeting("21", "2023-05-20"), summary).verdict is verdict


def test_what_was_not_read_keeps_it_open() -> None:
    assert (
        rule(
            meeting("21", "2023-04-01"), unread=[lost(anchor="会议公开", column="会议公开")]
        ).verdict
        is Verdict.UNDETERMINED
    )
    unseen = rule(meeting("21", "2023-04-01", read=False, text=""))
    assert unseen.verdict is Verdict.UNDETERMINED
    assert "未能确认" in unseen.reason


def test_outside_the_period_and_after_the_audit() -> None:
    assert rule(meeting("21", "2022-12-31")).code == "not_applicable"
    late = rule(meeting("21", "2023-04-01"), opinions("21", "2024-04-16"))
    assert late.verdict is Verdict.FAIL


def test_explained() -> None:
    from tests.checks.build import words

    told = KIND.explain(
        KIND.params.model_validate({"of": MEETING, "result": OPINIONS, "called": "意见采纳情况"}),
        words(),
    )
    assert "意见采纳情况" in told.checked[0]

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.kinds.decision_feedback import KIND, DecisionFeedbackParams
from checks.verdict import Verdict
from checks.workdays import working_days_after
from crawler.snapshot.facts import Document
from tests.checks.build import column, doc, lost, site, words
from tests.checks.ruling import Ruling, rule_on

SUBJECTS = {
    "consultation": {
        "title": {"any": ["征求意见"], "none": ["采纳", "解读"]},
        "columns": ["意见征集"],
    },
    "decision": {
        "title": {"any": ["通知", "办法", "方案"], "none": ["征求意见", "采纳", "解读"]},
        "columns": ["政策文件"],
    },
    "feedback": {"title": {"any": ["采纳"]}, "columns": ["意见征集"]},
}
ELEMENTS = [
    {"name": "意见收集情况", "any": ["收到", "收集"]},
    {"name": "采纳情况", "any": ["采纳"]},
    {"name": "不予采纳的原因", "any": ["未采纳", "不予采纳", "原因"]},
]


def rule(*documents: Document, unread: Any = (), as_of: str = "2024-04-15", **more: Any) -> Ruling:
    found = site([column("意见征集"), column("政策文件")], documents, unread=unread)
    days = {} if "mode" in more else {"days": 10}
    return rule_on(KIND, found, {**SUBJECTS, **days, **more}, as_of=as_of)


def draft(name: str = "养犬", day: str = "2023-06-01") -> Document:
    return doc(f"关于《博山区{name}管理办法（草案）》征求意见的公告", day, "意见征集")


def decision(name: str = "养犬", day: str | date | None = "2023-09-20", **more: Any) -> Document:
    return doc(f"关于印发《博山区{name}管理办法》的通知", day, "政策文件", **more)


def account(
    name: str = "养犬",
    day: str | date | None = "2023-10-10",
    text: str = "共收到意见12条，采纳8条。",
    **more: Any,
) -> Document:
    return doc(f"《博山区{name}管理办法》征求意见采纳情况", day, "意见征集", text=text, **more)


def test_the_tenth_working_day_is_in_time() -> None:
    # 2023-09-20 + 10 working days, over Mid-Autumn and National Day.
    assert rule(draft(), decision(), account(day="2023-10-10")).verdict is Verdict.PASS
    late = rule(draft(), decision(), account(day="2023-10-11"))
    assert late.verdict is Verdict.FAIL
    assert "后11个工作日公开意见采纳情况，限10" in late.reason


def test_an_account_long_before_the_decision_is_in_time() -> None:
    assert rule(draft(), decision(), account(day="2023-07-10")).verdict is Verdict.PASS


def test_a_decision_without_account_fails_once_its_days_are_over() -> None:
    found = rule(draft(), decision())
    assert found.verdict is Verdict.FAIL
    assert "未公开意见收集采纳情况" in found.reason
    assert rule(draft(), decision(), as_of="2023-10-10").code == "not_due"


def test_what_was_never_consulted_on_is_no_decision() -> None:
    assert rule(decision()).code == "not_applicable"
    assert rule(draft(), decision("停车")).code == "not_applicable"
    assert rule(draft()).code == "not_applicable"


def test_a_draft_after_the_decision_did_not_lead_to_it() -> None:
    assert rule(draft(day="2023-10-01"), decision()).code == "not_applicable"


def test_decisions_of_another_year() -> None:
    assert rule(draft(day="2022-06-01"), decision(day="2022-09-20")).code == "not_applicable"
    crossing = rule(draft(day="2022-11-20"), decision(day="2023-01-10"))
    assert crossing.verdict is Verdict.FAIL


def test_some() -> None:
    found = rule(
        draft(),
        decision(),
        account(),
        draft("停车"),
        decision("停车"),
        draft("燃气"),
        decision("燃气"),
    )
    assert found.verdict is Verdict.PARTIAL
    assert found.judgement.share == pytest.approx(1 / 3)


def test_an_account_must_say_what_is_asked() -> None:
    empty = rule(draft(), decision(), account(text="感谢关注。", day="2023-09-25"), says=["收到"])
    assert empty.verdict is Verdict.FAIL
    assert "未写明收到" in empty.reason


def test_complete() -> None:
    full = account(text="共收到意见12条，采纳8条，未采纳4条，原因是与上位法不符。")
    given_ = {"mode": "complete", "elements": ELEMENTS}
    assert rule(draft(), decision(), full, **given_).verdict is Verdict.PASS
    found = rule(draft(), decision(), account(), **given_)
    assert found.verdict is Verdict.FAIL
    assert "未写明不予采纳的原因" in found.reason
    assert rule(draft(), decision(), **given_).code == "not_due"


def test_what_was_not_read_keeps_it_open() -> None:
    gone = [lost(anchor="意见征集", column="意见征集")]
    assert rule(draft(), decision(), unread=gone).verdict is Verdict.UNDETERMINED
    assert rule(unread=gone).verdict is Verdict.UNDETERMINED
    assert rule(draft(), decision(), account(day=None)).verdict is Verdict.UNDETERMINED
    assert rule(draft(), decision(day=None), account()).verdict is Verdict.UNDETERMINED


def test_no_issue_date_leaves_a_rule_by_issue_open() -> None:
    found = rule(draft(), decision(), account(day="2023-12-01"), start="issued")
    assert found.verdict is Verdict.UNDETERMINED
    assert "未标成文日期" in found.reason


def test_natural_days() -> None:
    counted = {"unit": "natural", "days": 10}
    assert rule(draft(), decision(), account(day="2023-09-30"), **counted).verdict is Verdict.PASS
    assert rule(draft(), decision(), account(day="2023-10-01"), **counted).verdict is Verdict.FAIL


def test_a_calendar_without_the_year_leaves_it_open() -> None:
    found = rule_on(
        KIND,
        site(
            [column("意见征集"), column("政策文件")],
            [draft(day="2098-06-01"), decision(day="2098-09-20"), account(day="2098-12-01")],
        ),
        {**SUBJECTS, "days": 10},
        as_of="2099-04-15",
        period=("2098-01-01", "2098-12-31"),
    )
    assert found.verdict is Verdict.UNDETERMINED


@settings(max_examples=40, deadline=None)
@given(
    decided=st.dates(date(2023, 2, 1), date(2023, 11, 30)),
    after=st.integers(0, 30),
    days=st.integers(0, 15),
)
def test_in_time_is_by_the_calendar(decided: date, after: int, days: int) -> None:
    came = decided + timedelta(days=after)
    found = rule(draft(day="2023-01-05"), decision(day=decided), account(day=came), days=days)
    assert (found.verdict is Verdict.PASS) is (came <= working_days_after(decided, days))


def test_elements_belong_to_complete() -> None:
    with pytest.raises(ValidationError, match="complete"):
        DecisionFeedbackParams.model_validate({"mode": "complete"})
    with pytest.raises(ValidationError, match="complete"):
        DecisionFeedbackParams.model_validate({"elements": ELEMENTS, "days": 10})
    with pytest.raises(ValidationError, match="days"):
        DecisionFeedbackParams.model_validate({})
    with pytest.raises(ValidationError, match="days"):
        DecisionFeedbackParams.model_validate(
            {"mode": "complete", "elements": ELEMENTS, "days": 10}
        )


def test_explained() -> None:
    told = KIND.explain(
        KIND.params.model_validate({**SUBJECTS, "days": 10, "says": ["采纳"]}), words()
    )
    assert "10个工作日" in told.checked[0]
    full = {**SUBJECTS, "mode": "complete", "elements": ELEMENTS}
    assert (
        "意见收集情况、采纳情况、不予采纳的原因"
        in KIND.explain(KIND.params.model_validate(full), words()).checked[0]
    )

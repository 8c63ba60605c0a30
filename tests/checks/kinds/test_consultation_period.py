from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.consultation_period import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

DRAFT = {"title": {"any": ["征求意见"], "none": ["采纳", "反馈"]}, "columns": ["意见征集"]}


def rule(of: SiteSnapshot, as_of: str = "2024-04-15", **params: Any) -> Ruling:
    return rule_on(KIND, of, {"subject": DRAFT, **params}, as_of=as_of)


def draft(
    end: str | date = "2023-06-05", day: str | None = "2023-05-06", name: str = "养犬", **more: Any
) -> Document:
    text = more.pop(
        "text", f"现公开征求意见，请于{date.fromisoformat(str(end)):%Y年%m月%d日}前反馈。"
    )
    return doc(f"关于《博山区{name}管理办法》征求意见的公告", day, "意见征集", text=text, **more)


def of(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column("意见征集")], documents, **more)


@given(st.integers(1, 90))
def test_day_thirty_is_enough(days: int) -> None:
    end = date(2023, 5, 6) + timedelta(days=days)
    found = rule(of(draft(end)))
    assert found.verdict is (Verdict.PASS if days >= 30 else Verdict.FAIL)
    assert f"共{days}天" in found.notes


@pytest.mark.parametrize(
    "reason",
    ["因情况紧急，征求意见时间缩短。", "因防汛工作需要，征求意见期为7天。", "时间紧迫，特此说明。"],
)
def test_a_shorter_one_may_be_explained(reason: str) -> None:
    found = rule(of(draft(text=f"请于2023年5月13日前反馈意见。{reason}")))
    assert found.verdict is Verdict.PASS
    assert "已说明理由" in found.notes


def test_a_reason_denied_is_none() -> None:
    assert (
        rule(of(draft(text="请于2023年5月13日前反馈意见，期限不得缩短。"))).verdict is Verdict.FAIL
    )
    assert (
        rule(of(draft(text="请于2023年5月13日前反馈意见。因情况紧急。")), unless=["缩短"]).verdict
        is Verdict.FAIL
    )


def test_some() -> None:
    found = rule(of(draft(), draft("2023-05-20", name="停车")))
    assert (found.verdict, found.judgement.share) == (Verdict.PARTIAL, 0.5)
    assert "停车" in found.reason
    assert "共14天" in found.reason


def test_dates_of_the_draft_itself_are_none_of_the_consultations() -> None:
    text = "征求意见截止2023年5月20日。\n第三条 各单位应于2023年12月31日前完成改造。\n本办法自公布之日起30日后施行。"
    assert rule(of(draft(text=text))).verdict is Verdict.FAIL


def test_undecided() -> None:
    silent = draft(text="欢迎社会各界提出宝贵意见。", name="燃气")
    assert rule(of(silent)).verdict is Verdict.UNDETERMINED
    assert rule(of(draft(), silent)).verdict is Verdict.UNDETERMINED
    assert rule(of(draft(), draft("2023-05-20", name="停车"), silent)).verdict is Verdict.PARTIAL
    assert rule(of(draft(day=None))).verdict is Verdict.UNDETERMINED
    assert rule(of(draft(outcome="timeout"))).verdict is Verdict.UNDETERMINED


def test_unread() -> None:
    unread = [lost(role=Role.LIST, column="意见征集")]
    assert rule(of(unread=unread)).verdict is Verdict.UNDETERMINED
    assert rule(of(draft(), unread=unread)).verdict is Verdict.UNDETERMINED
    assert rule(of(draft(), unread=[lost(anchor="旅游")])).verdict is Verdict.PASS


def test_none_to_judge() -> None:
    assert rule(of()).code == "not_applicable"
    assert rule(of(draft(day="2022-05-06"))).code == "not_applicable"
    assert rule(of(draft()), as_of="2023-05-05").code == "not_applicable"
    theirs = doc("淄川区关于征求意见的公告", "2023-05-06", "意见征集", text="请于5月8日前反馈。")
    result = doc("征求意见采纳情况", "2023-05-06", "意见征集", text="请于5月8日前反馈。")
    assert rule(of(theirs, result)).code == "not_applicable"

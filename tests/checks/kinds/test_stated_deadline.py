from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.stated_deadline import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

BUDGET = {
    "title": {"all": ["{year}"], "any": ["政府预算"], "none": ["局"]},
    "columns": ["政府预决算"],
}
APPROVED = "经区十八届人大四次会议于2023年1月10日批准。"


def rule(of: SiteSnapshot, as_of: str = "2024-04-15", **params: Any) -> Ruling:
    given_ = {"subject": BUDGET, "events": ["批准", "审议通过"], "within": 20, **params}
    return rule_on(KIND, of, given_, as_of=as_of)


def budget(
    day: str | date | None, text: str = APPROVED, who: str = "博山区", **more: Any
) -> Document:
    return doc(f"{who}2023年政府预算", day, "政府预决算", text=text, **more)


def of(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column("政府预决算")], documents, **more)


@given(st.integers(0, 40))
def test_day_twenty_is_in_time(offset: int) -> None:
    found = rule(of(budget(date(2023, 1, 10) + timedelta(days=offset))))
    assert found.code == ("pass" if offset <= 20 else "late")


def test_late_quotes_both_days() -> None:
    found = rule(of(budget("2023-02-10")))
    assert found.verdict is Verdict.FAIL
    assert "2023年1月10日" in found.reason
    assert "2023年1月30日前" in found.reason
    assert "用31天" in found.reason
    assert "于2023年1月10日批准" not in found.judgement.evidence[0].note
    assert found.judgement.evidence[0].quote == "2023年1月10日批准"


def test_working_days() -> None:
    assert rule(of(budget("2023-02-10")), unit="working").verdict is Verdict.PASS
    future = of(budget("2035-02-10", "于2035年1月10日批准。"))
    found = rule(future, unit="working", as_of="2036-01-01")
    assert found.verdict is Verdict.UNDETERMINED
    assert "2035年" in found.reason


def test_the_latest_approval_before_publication_counts() -> None:
    text = "2022年1月8日批准上年预算。经会议于2023年1月10日审议通过。将于2023年12月1日批准调整。"
    assert rule(of(budget("2023-01-20", text))).verdict is Verdict.PASS


def test_no_date_stated() -> None:
    assert rule(of(budget("2023-01-20", "已经批准。"))).code == "unstated"
    assert rule(of(budget(None))).code == "unstated"
    assert rule(of(budget("2023-01-20", outcome="timeout"))).code == "unstated"
    both = of(
        budget("2023-01-15", "草案", url="http://b/1"), budget("2023-02-20", url="http://b/2")
    )
    assert rule(both).code == "late"


def test_absent_unread_and_not_due() -> None:
    assert rule(of()).code == "missing"
    assert rule(of(unread=[lost(anchor="财政预决算")])).verdict is Verdict.UNDETERMINED
    assert rule(of(), as_of="2023-06-01").code == "not_due"
    assert rule(of(budget("2023-01-20")), as_of="2023-01-19").code == "not_due"


def test_near_misses() -> None:
    assert rule(of(budget("2023-01-20", who="淄川区"))).code == "missing"
    assert (
        rule(of(doc("博山区2022年政府预算", "2022-01-20", "政府预决算", text=APPROVED))).code
        == "missing"
    )
    assert (
        rule(of(doc("博山区教育局2023年政府预算", "2023-01-20", "政府预决算", text=APPROVED))).code
        == "missing"
    )


def test_each_document_that_states_a_date_is_judged() -> None:
    in_time = budget("2023-01-30", who="甲区")
    late = budget("2023-01-31", who="乙区")
    silent = budget("2023-06-01", "现予公开。", who="丙区")
    mine = {"subject": {**BUDGET, "own": False}, "each": True}
    found = rule(of(in_time, late, silent), **mine)
    assert (found.verdict, found.judgement.share) == (Verdict.PARTIAL, 0.5)
    assert "乙区2023年政府预算" in found.reason
    assert rule(of(in_time, silent), **mine).code == "pass_each"
    assert rule(of(late), **mine).code == "fail_each"
    assert rule(of(silent), **mine).verdict is Verdict.NOT_APPLICABLE
    assert rule(of(), **mine).verdict is Verdict.NOT_APPLICABLE


def test_each_is_open_where_a_date_may_stand_in_what_was_not_read() -> None:
    page = budget("2023-01-30", "", outcome="timeout")
    assert rule(of(page), each=True).code == "undetermined_each"
    attached = budget(
        "2023-01-30", "见附件。", attachments=[("http://x.example/a.pdf", "预算.pdf")]
    )
    assert rule(of(attached), each=True).code == "undetermined_each"
    unread = [lost(anchor="政府预决算")]
    assert rule(of(unread=unread), each=True).verdict is Verdict.UNDETERMINED

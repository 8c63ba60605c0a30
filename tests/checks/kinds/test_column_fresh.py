from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.kinds.column_fresh import ColumnFreshParams
from checks.presence import months_before
from checks.verdict import Verdict
from crawler.snapshot.facts import (
    DateFact,
    DateOrigin,
    ListRow,
    PageFacts,
    Role,
    SiteSnapshot,
)
from tests.checks.build import address, column, days_before, doc, judge, lost, site


def one(published: str | date | None, **more: object) -> SiteSnapshot:
    return site([column("通知公告")], [doc("关于停水的公告", published, "通知公告", **more)])


@pytest.mark.parametrize(
    ("days", "verdict"), [(0, Verdict.PASS), (14, Verdict.PASS), (15, Verdict.FAIL)]
)
def test_the_last_day_of_the_span_counts(days: int, verdict: Verdict) -> None:
    said = judge("column_fresh", one(days_before(days)), columns=["通知公告"], within_days=14)
    assert said.verdict is verdict
    assert str(days_before(days)) in said.reason


@pytest.mark.parametrize(
    ("published", "verdict"), [("2023-10-15", Verdict.PASS), ("2023-10-14", Verdict.FAIL)]
)
def test_months_are_counted_by_the_calendar(published: str, verdict: Verdict) -> None:
    said = judge("column_fresh", one(published), columns=["通知公告"], within_months=6)
    assert said.verdict is verdict


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2022-12-31", Verdict.FAIL),
        ("2023-01-01", Verdict.PASS),
        ("2023-12-31", Verdict.PASS),
        ("2024-01-01", Verdict.FAIL),
    ],
)
def test_in_the_period(published: str, verdict: Verdict) -> None:
    said = judge("column_fresh", one(published), columns=["通知公告"], in_period=True)
    assert said.verdict is verdict


def test_items_of_later_days_do_not_count() -> None:
    said = judge("column_fresh", one("2024-04-16"), columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.FAIL


def test_one_of_two_is_half() -> None:
    tree = site(
        [column("通知公告"), column("政策文件")],
        [doc("甲", "2024-04-01", "通知公告"), doc("乙", "2022-04-01", "政策文件")],
    )
    said = judge("column_fresh", tree, columns=["通知公告", "政策文件"], within_months=6)
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)
    assert "“政策文件”最近更新于 2022-04-01" in said.reason
    said = judge(
        "column_fresh", tree, columns=["通知公告", "政策文件"], within_months=6, need="any"
    )
    assert said.verdict is Verdict.PASS


def test_a_column_below_counts() -> None:
    tree = site([column("通知公告", children=[column("公告")])], [doc("甲", "2024-04-14", "公告")])
    assert judge("column_fresh", tree, columns=["通知公告"], within_days=14).verdict is Verdict.PASS


def test_absent_after_everything_was_read_fails() -> None:
    said = judge("column_fresh", site(), columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.FAIL
    assert "没有“通知公告”栏目" in said.reason


def test_absent_while_unread_pages_could_hold_it_is_open() -> None:
    tree = site(unread=[lost(anchor="通知公告")])
    said = judge("column_fresh", tree, columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.UNDETERMINED
    assert said.judgement.unread


def test_unread_pages_elsewhere_do_not_keep_a_stale_column_open() -> None:
    tree = site(
        [column("通知公告")],
        [doc("甲", "2022-01-01", "通知公告")],
        unread=[lost(anchor="政务公开"), lost(role=Role.LIST, column="通知公告")],
    )
    assert judge("column_fresh", tree, columns=["通知公告"], within_days=14).verdict is Verdict.FAIL


def test_an_unread_column_below_keeps_a_stale_column_open() -> None:
    tree = site(
        [column("通知公告", children=[column("公告栏目", outcome="timeout")])],
        [doc("甲", "2022-01-01", "通知公告")],
    )
    said = judge("column_fresh", tree, columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.UNDETERMINED


def test_only_undated_items_are_open() -> None:
    said = judge("column_fresh", one(None), columns=["通知公告"], within_days=14)
    assert (said.verdict, said.code) == (Verdict.UNDETERMINED, "undated")


def test_a_list_withheld_by_a_script_is_open() -> None:
    tree = site([column("通知公告", stated_total=45)])
    said = judge("column_fresh", tree, columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.UNDETERMINED


def test_rows_that_lead_elsewhere_count() -> None:
    rows = [ListRow("http://other.example/1", "转到别站的公告", date(2024, 4, 10))]
    tree = site([column("通知公告", facts=PageFacts(address("通知公告"), rows=rows), rows=1)])
    said = judge("column_fresh", tree, columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.PASS
    assert "转到别站的公告" in said.quotes


def test_hostile_titles_stay_quotes() -> None:
    tree = site([column("通知公告")], [doc("{newest}\u202e" * 500, "2024-04-14", "通知公告")])
    said = judge("column_fresh", tree, columns=["通知公告"], within_days=14)
    assert said.verdict is Verdict.PASS
    assert "\u202e" not in said.reason


@pytest.mark.parametrize("spans", [{}, {"within_days": 1, "in_period": True}])
def test_exactly_one_span_is_asked_for(spans: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="只须写一个"):
        ColumnFreshParams.model_validate({"columns": ["通知公告"], **spans})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2024-04-15", 6, "2023-10-15"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2023-08-31", 6, "2023-02-28"),
        ("2024-01-31", 1, "2023-12-31"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2024-12-15", 12, "2023-12-15"),
    ],
)
def test_months_before(day: str, months: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), months).isoformat() == before


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_before_is_that_month(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day <= day.day


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [(None, Verdict.UNDETERMINED), ("2023-06-01", Verdict.PASS), ("2022-06-01", Verdict.FAIL)],
)
def test_a_column_that_is_a_text_counts_by_the_day_its_page_shows(
    shown: str | None, verdict: Verdict
) -> None:
    text = "区政府办公室负责机关日常运转、政务公开、督查督办等工作，内设综合科、政务公开科。"
    facts = PageFacts(address("机构职能"), text=text)
    if shown:
        on = date.fromisoformat(shown)
        facts.published = DateFact(on, DateOrigin.SHOWN, f"发布日期：{shown}")
    tree = site([column("机构职能", text=text, facts=facts)])
    assert judge("column_fresh", tree, columns=["机构职能"], in_period=True).verdict is verdict

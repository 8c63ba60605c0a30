from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.timely import KIND, TimelyParams
from checks.verdict import Verdict
from checks.workdays import working_days_after
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from tests.checks.build import column, context, doc, judge, lost, site, words

SUBJECT = {"title": {"any": ["政策措施"]}, "columns": ["惠企政策"]}
ASKED: dict[str, Any] = {"subject": SUBJECT, "days": 5}
PASSED_ON: dict[str, Any] = {"subject": {**SUBJECT, "own": False}, "days": 5, "start": "source"}


def policy(
    published: str | date | None, issued: str | date | None, n: int = 1, **more: Any
) -> Document:
    return doc(f"支持企业第{n}批政策措施", published, "惠企政策", issued=issued, **more)


def policies(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column("惠企政策", **more)], documents)


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2023-09-27", Verdict.PASS),  # five working days after Wednesday the 20th
        ("2023-09-28", Verdict.FAIL),
        ("2023-09-20", Verdict.PASS),
        ("2023-09-15", Verdict.PASS),
    ],
)
def test_the_last_day_is_in_time(published: str, verdict: Verdict) -> None:
    said = judge("timely", policies(policy(published, "2023-09-20")), **ASKED)
    assert said.verdict is verdict
    assert "成文日期：2023-09-20" in said.quotes
    assert f"发布日期：{published}" in said.quotes


def test_working_days_follow_the_calendar() -> None:
    across = policies(policy("2023-10-10", "2023-09-28"))
    assert judge("timely", across, **ASKED).verdict is Verdict.PASS
    natural = judge("timely", across, **ASKED, unit="natural")
    assert natural.verdict is Verdict.FAIL
    assert "用12天，限5天" in natural.reason


def test_each_document_by_itself() -> None:
    documents = [policy("2023-03-06", "2023-03-01", 1), policy("2023-04-28", "2023-03-01", 2)]
    said = judge("timely", policies(*documents), **ASKED)
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)
    assert "第2批政策措施》（2023-04-28发布）2023年3月1日起算" in said.reason


@pytest.mark.parametrize(
    "document",
    [
        policy("2023-03-06", None),
        policy(None, "2023-03-01"),
        policy("2023-03-06", None, read=False),
        policy("2023-03-06", None, outcome="timeout"),
    ],
)
def test_what_is_not_dated_stays_open(document: Document) -> None:
    said = judge("timely", policies(document), **ASKED)
    assert said.verdict is Verdict.UNDETERMINED
    late = policy("2023-04-28", "2023-03-01", 2)
    both = judge("timely", policies(document, late, policy("2023-03-02", "2023-03-01", 3)), **ASKED)
    assert (both.verdict, both.share) == (Verdict.PARTIAL, 0.5)


def test_a_year_without_a_calendar_stays_open() -> None:
    given_ = context("2090-12-31", period=("2090-01-01", "2090-12-31"))
    said = judge("timely", policies(policy("2090-03-06", "2090-03-01")), given_, **ASKED)
    assert said.verdict is Verdict.UNDETERMINED
    assert "2090年" in said.reason


def test_only_documents_of_the_period() -> None:
    before = policies(policy("2022-12-31", "2022-01-01"))
    assert judge("timely", before, **ASKED).verdict is Verdict.NOT_APPLICABLE
    later = policies(policy("2024-04-16", "2023-01-01"))
    assert judge("timely", later, **ASKED).verdict is Verdict.NOT_APPLICABLE


def test_reposts_are_not_judged_by_their_own_date() -> None:
    repost = policies(policy("2023-09-20", "2023-06-22", source="德州市人民政府"))
    assert judge("timely", repost, **ASKED).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({"metadata": {"原文发布日期": "2023-09-20"}}, Verdict.PASS),
        ({"text": "来源：山东省人民政府\n首发时间：2023年9月20日 10:00"}, Verdict.PASS),
        ({"text": "上级发布时间：2023-09-19"}, Verdict.FAIL),
        ({"text": "原文发布日期：2023-10-19"}, Verdict.UNDETERMINED),
        ({}, Verdict.UNDETERMINED),
    ],
)
def test_from_the_day_at_the_source(more: dict[str, Any], verdict: Verdict) -> None:
    passed_on = policy("2023-09-27", "2023-09-01", source="山东省人民政府", **more)
    assert judge("timely", policies(passed_on), **PASSED_ON).verdict is verdict


def test_in_time_from_its_issue_is_in_time_from_its_source() -> None:
    passed_on = policy("2023-09-27", "2023-09-20", source="山东省人民政府")
    assert judge("timely", policies(passed_on), **PASSED_ON).verdict is Verdict.PASS


def test_unread_lists_keep_it_open_only_where_they_matter() -> None:
    good, late = policy("2023-03-02", "2023-03-01", 1), policy("2023-04-28", "2023-03-01", 2)
    unread = [lost(anchor="惠企政策", role=Role.LIST, column="惠企政策")]
    tree = [column("惠企政策")]
    assert (
        judge("timely", site(tree, [good], unread=unread), **ASKED).verdict is Verdict.UNDETERMINED
    )
    assert judge("timely", site(tree, [], unread=unread), **ASKED).verdict is Verdict.UNDETERMINED
    assert (
        judge("timely", site(tree, [good, late], unread=unread), **ASKED).verdict is Verdict.PARTIAL
    )
    assert judge("timely", policies(good, complete=False), **ASKED).verdict is Verdict.UNDETERMINED


@given(st.dates(date(2022, 11, 1), date(2023, 10, 1)), st.integers(0, 90), st.integers(0, 30))
def test_day_n_is_in_time_and_the_next_is_not(issued: date, after: int, days: int) -> None:
    published = issued + timedelta(days=after)
    if not date(2023, 1, 1) <= published <= date(2023, 12, 31):
        return
    for unit, deadline in [
        ("natural", issued + timedelta(days=days)),
        ("working", working_days_after(issued, days)),
    ]:
        said = judge(
            "timely", policies(policy(published, issued)), subject=SUBJECT, days=days, unit=unit
        )
        assert said.verdict is (Verdict.PASS if published <= deadline else Verdict.FAIL)


@pytest.mark.parametrize("start", ["issued", "source"])
def test_it_explains_itself(start: str) -> None:
    params = TimelyParams.model_validate({**ASKED, "start": start, "issuer": "government"})
    told = KIND.explain(params, words())
    assert "5个工作日" in told.checked[0]
    assert ("上级机关" in told.checked[0]) is (start == "source")
    assert any("镇街" in line for line in told.excludes)


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        # Issued on 2023-03-01: published by its source by 03-29 at the latest, here five working days later by 04-06.
        ("2023-04-06", Verdict.UNDETERMINED),
        ("2023-04-07", Verdict.FAIL),
    ],
)
def test_late_even_if_the_source_took_all_its_time(published: str, verdict: Verdict) -> None:
    said = judge("timely", policies(policy(published, "2023-03-01")), **PASSED_ON)
    assert said.verdict is verdict

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.kinds.published_by import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

REPORT = {
    "title": {"all": ["信息公开", "{year}"], "any": ["年度报告", "年报"], "none": ["解读"]},
    "columns": ["政府信息公开工作年度报告"],
    "anywhere": True,
}
COLUMN = "政府信息公开工作年度报告"


def rule(of: SiteSnapshot, as_of: str = "2024-04-15", **params: Any) -> Ruling:
    return rule_on(
        KIND, of, {"subject": REPORT, "by": "03-31", "years_after": 1, **params}, as_of=as_of
    )


def report(day: str | date | None, year: int = 2023, who: str = "博山区", **more: Any) -> Document:
    return doc(f"{who}{year}年政府信息公开工作年度报告", day, COLUMN, **more)


def reports(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column(COLUMN)], documents, **more)


@given(st.integers(-60, 10))
def test_the_deadline_itself_is_in_time(offset: int) -> None:
    found = rule(reports(report(date(2024, 3, 31) + timedelta(days=offset))))
    assert found.code == ("pass" if offset <= 0 else "late")


def test_late_quotes_both_days() -> None:
    found = rule(reports(report("2024-04-10")))
    assert found.verdict is Verdict.FAIL
    assert "2024年4月10日" in found.reason
    assert "2024年3月31日" in found.reason
    assert "10天" in found.reason


def test_absent() -> None:
    found = rule(reports())
    assert (found.code, found.verdict) == ("missing", Verdict.FAIL)
    assert found.judgement.searched is not None


def test_last_years_report_is_a_near_miss() -> None:
    found = rule(reports(report("2023-03-01", 2022)))
    assert found.code == "missing"
    assert "2022年" in found.reason


def test_of_several_the_earliest_counts() -> None:
    twice = reports(report("2024-04-10", url="http://b/1"), report("2024-03-10", url="http://b/2"))
    assert rule(twice).verdict is Verdict.PASS


def test_a_year_in_chinese_numerals() -> None:
    named = doc("博山区二〇二三年政府信息公开工作年度报告", "2024-03-10", COLUMN)
    assert rule(reports(named)).verdict is Verdict.PASS


def test_reposts_do_not_count() -> None:
    assert rule(reports(report("2024-03-10", who="淄川区"))).code == "missing"
    assert rule(reports(report("2024-03-10", who="山东省"))).code == "missing"


def test_a_departments_report_is_not_the_governments() -> None:
    of = reports(report("2024-03-10", who="博山区教育局"))
    assert rule(of).verdict is Verdict.PASS
    assert rule(of, issuer="government").code == "missing"
    both = reports(report("2024-03-10", who="白塔镇"), report("2024-03-20"))
    assert rule(both, issuer="government").verdict is Verdict.PASS


def test_unread() -> None:
    assert rule(reports(unread=[lost(anchor="政府信息公开年报")])).verdict is Verdict.UNDETERMINED
    assert (
        rule(reports(unread=[lost(role=Role.LIST, column=COLUMN)])).verdict is Verdict.UNDETERMINED
    )
    assert rule(reports(unread=[lost(anchor="旅游")])).verdict is Verdict.FAIL
    assert rule(site([column(COLUMN, complete=False)])).verdict is Verdict.UNDETERMINED


def test_found_decides_whatever_was_not_read() -> None:
    unread = [lost(anchor="政府信息公开年报")]
    assert rule(reports(report("2024-03-10"), unread=unread)).verdict is Verdict.PASS
    assert rule(reports(report("2024-04-10"), unread=unread)).code == "late"


def test_a_report_whose_page_failed_is_known_from_its_list() -> None:
    assert rule(reports(report("2024-03-10", outcome="timeout"))).verdict is Verdict.PASS


def test_undated() -> None:
    assert rule(reports(report(None))).code == "undated"
    mixed = reports(report(None, url="http://b/1"), report("2024-04-10", url="http://b/2"))
    assert rule(mixed).code == "undated"


def test_not_due() -> None:
    assert rule(reports(), as_of="2024-03-30").code == "not_due"
    assert rule(reports(), as_of="2024-03-31").code == "missing"


def test_after_the_audit_is_not_published() -> None:
    assert rule(reports(report("2024-04-10")), as_of="2024-04-09").code == "missing"


CATALOGUE = {"title": {"any": ["决策事项目录"]}, "columns": ["政策文件"]}


@pytest.mark.parametrize(
    ("title", "day", "code"),
    [
        ("博山区重大行政决策事项目录", "2023-03-01", "pass"),
        ("博山区重大行政决策事项目录", "2023-07-01", "late"),
        ("博山区重大行政决策事项目录", "2022-03-01", "missing"),
        ("博山区2022年度重大行政决策事项目录", "2023-03-01", "missing"),
        ("博山区2023年度重大行政决策事项目录", "2022-12-20", "pass"),
    ],
)
def test_a_subject_without_a_year(title: str, day: str, code: str) -> None:
    of = site([column("政策文件")], [doc(title, day, "政策文件")])
    assert rule_on(KIND, of, {"subject": CATALOGUE, "by": "06-30"}).code == code


def test_a_deadline_may_be_a_date() -> None:
    assert rule(reports(report("2024-03-10")), by="2024-03-09", years_after=0).code == "late"
    assert rule(reports(report("2024-03-10")), by=date(2024, 3, 10), years_after=0).code == "pass"
    assert rule(reports(report("2024-02-29")), by="02-29").code == "pass"


@pytest.mark.parametrize("by", ["13-01", "3月31日", "02-30", "2023-02-29", ""])
def test_no_deadline_at_all(by: str) -> None:
    with pytest.raises(ValidationError, match="不是日期"):
        KIND.params.model_validate({"subject": REPORT, "by": by})


@pytest.mark.parametrize(
    ("title", "day", "code"),
    [
        ("2022年度逾期账款情况", "2023-03-31", "pass"),
        ("2023年逾期账款情况", "2023-03-20", "pass"),
        ("逾期账款情况", "2023-03-20", "pass"),
        ("2022年度逾期账款情况", "2023-04-01", "late"),
        # What came out in 2022 tells of 2021, whatever it is called.
        ("逾期账款情况", "2022-03-20", "missing"),
        ("2022年度逾期账款情况", "2022-03-20", "missing"),
        ("2021年度逾期账款情况", "2023-03-20", "missing"),
        ("2022年度逾期账款情况", None, "undated"),
    ],
)
def test_what_closes_a_year_comes_out_in_the_next(title: str, day: str | None, code: str) -> None:
    arrears = {"title": {"any": ["逾期账款"]}, "columns": ["财政信息"]}
    found = rule(
        site([column("财政信息")], [doc(title, day, "财政信息")]),
        subject=arrears,
        year=2022,
        closing=True,
    )
    assert found.code == code

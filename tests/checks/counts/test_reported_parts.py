from __future__ import annotations

from datetime import date

import pytest

from checks.counts.reported_parts import ReportedPart, reported_part


@pytest.mark.parametrize(
    ("title", "published", "year", "month"),
    [
        ("2020年一季度政府工作报告重点任务落实情况", date(2020, 4, 15), 2020, 3),
        ("第四季度民生实事进展情况", date(2021, 1, 10), 2020, 12),
        ("第四季度民生实事进展情况", date(2020, 12, 30), 2020, 12),
        ("2020年前三季度经济运行情况", date(2020, 10, 20), 2020, 9),
        ("2020年上半年重点项目进展", date(2020, 7, 9), 2020, 6),
        ("下半年重点项目进展", date(2021, 1, 9), 2020, 12),
        ("下半年重点项目进展", date(2020, 11, 9), 2020, 12),
        ("2020年1—9月份重点项目进展", date(2020, 10, 9), 2020, 9),
        ("12月环境空气质量状况", date(2021, 1, 6), 2020, 12),
        ("十二月份环境空气质量状况", date(2021, 1, 6), 2020, 12),
    ],
)
def test_what_a_title_reports_on(title: str, published: date, year: int, month: int) -> None:
    assert reported_part(title, published) == ReportedPart(year, month)


@pytest.mark.parametrize(
    "title", ["5月20日开放日活动", "2020年民生实事完成情况", "三月份额分配", "13月"]
)
def test_titles_that_name_no_quarter_or_month(title: str) -> None:
    assert reported_part(title, date(2020, 6, 1)) is None


def test_without_a_year_or_a_day_there_is_no_answer() -> None:
    assert reported_part("一季度进展情况", None) is None
    assert reported_part("2020年一季度进展情况", None) == ReportedPart(2020, 3)


@pytest.mark.parametrize(
    ("published", "in_time"),
    [(date(2020, 3, 1), True), (date(2020, 6, 30), True), (date(2020, 7, 1), False)],
)
def test_a_report_comes_by_the_end_of_the_next_quarter(published: date, in_time: bool) -> None:
    assert ReportedPart(2020, 3).is_in_time(published, 3) is in_time

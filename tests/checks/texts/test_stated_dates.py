from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.texts.stated_dates import dates_in, event_dates, number, stated_end

MAY = date(2023, 5, 6)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("公示时间为2023年5月6日至6月5日。", date(2023, 6, 5)),
        ("征求意见截止时间：2023年6月5日。", date(2023, 6, 5)),
        ("请于6月5日前将意见反馈至邮箱。", date(2023, 6, 5)),
        ("意见反馈截至2023年6月5日17:00。", date(2023, 6, 5)),
        ("自2023年5月6日起至2023年6月6日止，欢迎提出意见。", date(2023, 6, 6)),
        ("公开征求意见，为期30日。", date(2023, 6, 5)),
        ("自公告发布之日起三十日内提出意见。", date(2023, 6, 5)),
        ("意见反馈截止日期为2023-06-05", date(2023, 6, 5)),
        ("时间：2023年5月6日—2023年6月4日", date(2023, 6, 4)),
        ("征求意见时间为7个工作日。", date(2023, 5, 16)),
        ("公示期一个月", date(2023, 6, 6)),
        ("征求意见自二〇二三年五月六日至二〇二三年六月五日。", date(2023, 6, 5)),
        ("征求意见至5月16日，现延长，截止2023年6月30日。", date(2023, 6, 30)),
        ("一、征集意见日期\n2023年5月6日至2023年6月5日\n二、联系方式", date(2023, 6, 5)),
        ("公开征求意见。\n第九条 2023年5月6日至2023年9月5日为禁渔期。", None),
        ("征求意见至2023年6月5日止。有效期至2028年6月30日。", date(2023, 6, 5)),
        ("咨询时间：工作日上午9:00。", None),
        ("根据2023年1月3日的会议要求，征求意见。", None),
        ("任务于2025年6月30日前完成。", None),
        ("本办法自公布之日起30日后施行。", None),
        ("征求意见时间：5月6日至6月5日。\n目前，已完成年度任务的大部分。", date(2023, 6, 5)),
        ("", None),
    ],
)
def test_the_stated_end(text: str, end: date | None) -> None:
    found = stated_end(text, MAY)
    assert (found.day if found else None) == end


def test_a_year_left_out_runs_over_new_year() -> None:
    found = stated_end("请于1月10日前反馈意见。", date(2023, 12, 12))
    assert found is not None
    assert found.day == date(2024, 1, 10)
    assert stated_end("请于3月10日前反馈意见。", MAY) is None


def test_the_date_beside_the_event() -> None:
    text = "2019年1月8日批准了上年预算。经区人大会议于2020年1月10日批准，2020年2月1日起施行。"
    found = event_dates(text, ["批准"], date(2020, 3, 1))
    assert [event.day for event in found] == [date(2019, 1, 8), date(2020, 1, 10)]
    assert event_dates(text, ["审议通过"], date(2020, 3, 1)) == []
    before = event_dates(
        "2020年1月10日，区十八届人大四次会议审议通过。", ["审议通过"], date(2020, 3, 1)
    )
    assert [event.day for event in before] == [date(2020, 1, 10)]


def test_a_date_of_another_sentence_or_the_future_is_not_the_events() -> None:
    assert event_dates("2020年1月10日开会。预算已批准。", ["批准"], date(2020, 3, 1)) == []
    assert event_dates("于2020年4月10日批准。", ["批准"], date(2020, 3, 1)) == []


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day(day: date) -> None:
    written = (
        f"{day.year}年{day.month}月{day.day}日，{day.isoformat()}，{day.year}/{day.month}/{day.day}，"
        f"{day.year}年{day.month:02}月{day.day:02}日"
    )
    assert [stated.day for stated in dates_in(written, MAY)] == [day] * 4


@given(st.integers(1, 99))
def test_chinese_numerals(value: int) -> None:
    digits = " 一二三四五六七八九"
    tens, ones = divmod(value, 10)
    written = (
        (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    )
    assert number(written) == value
    assert number(str(value)) == value


@given(st.text(alphabet="2023年5月6日至截止前征求意见为期30天工作〇一十 \n-/.", max_size=120))
def test_no_text_stops_the_reading(text: str) -> None:
    found = stated_end(text, MAY)
    assert found is None or found.day >= MAY - timedelta(days=1)

"""Dates in all the shapes of Chinese pages, and which is which."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.dates import (
    find_dates,
    from_meta,
    from_url,
    labelled,
    parse_date,
    passed_date,
    signature_date,
    sole_date,
)
from crawler.snapshot.facts import DateOrigin

DAYS = st.dates(min_value=date(1949, 10, 1), max_value=date(2099, 12, 31))
CN = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 31 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CN[tens] + "十") + (
        CN[ones] if ones else ""
    )


SHAPES = [
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%Y-%m-%d} 06:23",
    lambda d: f"{d:%Y-%m-%d} 06:23:59",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d:%Y.%m.%d}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d:%Y年%m月%d日}",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d:%Y年%m月%d日}".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    lambda d: (
        "".join(CN[int(digit)] for digit in str(d.year))
        + f"年{chinese(d.month)}月{chinese(d.day)}日"
    ),
    lambda d: (
        "".join(CN[int(digit)] for digit in str(d.year)).replace("〇", "○")
        + f"年{chinese(d.month)}月{chinese(d.day)}日"
    ),
]


@given(DAYS, st.sampled_from(SHAPES))
def test_every_shape_gives_its_day(day: date, shape: object) -> None:
    text = shape(day)
    assert parse_date(text) == day
    assert parse_date(f"发布时间：{text} 来源：本网") == day
    assert [found for _, _, found in find_dates(f"由{text}起")] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "2023年13月1日",
        "1023-01-01",
        "000014348/2020-35147",
        "电话0591-2023-1234",
        "192.168.2023.1.2.3",
        "第2023-1号",
        "版本12.2023.1.2",
        "二〇二三年二月三十日",
    ],
)
def test_no_date_where_none_is(text: str) -> None:
    assert list(find_dates(text)) == []


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    for start, end, day in find_dates(text):
        assert 0 <= start < end <= len(text)
        assert 1949 <= day.year <= 2099
    labelled(text, DateOrigin.SHOWN)


@pytest.mark.parametrize(
    ("content", "day"),
    [
        ("2020年08月02日", date(2020, 8, 2)),
        ("2019-09-18 06:23", date(2019, 9, 18)),
        ("2019-09-18T06:23:00+08:00", date(2019, 9, 18)),
        ("20230920", date(2023, 9, 20)),
        ("20230920103000", None),
        ("1695139200", date(2023, 9, 20)),
        ("1695139200000", date(2023, 9, 20)),
        ("", None),
        ("今天", None),
    ],
)
def test_meta_dates(content: str, day: date | None) -> None:
    assert from_meta(content) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.gov.cn/zwgk/202008/t20200802_1352104.html", date(2020, 8, 2)),
        ("http://a.gov.cn/x/./t20230727_123.shtml", date(2023, 7, 27)),
        ("http://a.gov.cn/art/2023/10/23/art_1229283449_2493752.html", date(2023, 10, 23)),
        ("http://a.gov.cn/zhengce/content/2018-12/06/content_5346276.htm", date(2018, 12, 6)),
        ("http://a.gov.cn/site/col/202310/0123456789abcdef0123456789abcdef.shtml", None),
        ("http://a.gov.cn/info/1028/16917.htm", None),
        ("http://a.gov.cn/public/7011/1260855690.html", None),
        ("http://a.gov.cn/list.jsp?d=2023-01-01", None),
        ("http://a.gov.cn/col/col1229283449/index.html", None),
    ],
)
def test_url_dates(url: str, day: date | None) -> None:
    assert from_url(url) == day


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("发布日期：2023-09-20", "published"),
        ("发布时间: 2023年9月20日 10:20", "published"),
        ("[发布日期] 2023-09-20", "published"),
        ("发布时间：[2023-09-20]", "published"),
        ("时间：2023-09-20 15:57", "published"),
        ("成文日期：2023年09月20日", "issued"),
        ("生成日期：2023-09-20", "issued"),
        ("发文日期：2023-09-20", "issued"),
        ("印发日期：2023-09-20", "issued"),
        ("施行日期：2023-09-20", "other"),
        ("有效期至：2023-09-20", "other"),
        ("截止时间：2023-09-20", "other"),
        ("共12页 2023-09-20", "other"),
    ],
)
def test_the_label_says_which_kind(line: str, kind: str) -> None:
    ((got, fact),) = labelled(line, DateOrigin.SHOWN)
    assert got == kind
    assert fact.day == date(2023, 9, 20)


@pytest.mark.parametrize(
    "line",
    [
        "今天是2024年3月5日 星期二",
        "今天是：2024-03-05",
        "2024年3月5日 星期二",
        "现在时间：2024-03-05 10:20:30",
        "2024年3月5日 10:20 星期二 农历正月廿五",
    ],
)
def test_a_clock_is_no_date_of_the_page(line: str) -> None:
    assert labelled(line, DateOrigin.SHOWN) == []


def test_a_head_run_together_in_one_line_is_read() -> None:
    line = "当前位置：首页 > 通知公告 信息来源：区政府办 发布日期：2023-09-20 浏览次数：12 字体：[ 大 中 小 ]"
    assert [(kind, fact.day) for kind, fact in labelled(line, DateOrigin.SHOWN)] == [
        ("published", date(2023, 9, 20))
    ]


def test_signature_of_a_document_with_annexes_is_the_documents_own() -> None:
    body = [
        "各镇人民政府：",
        "现印发给你们。",
        "泰山区人民政府办公室",
        "2023年9月20日",
        "附件",
        "第一条 自2023年10月1日起施行。",
        "表格填于",
        "2022年1月1日",
    ]
    fact = signature_date(body)
    assert fact is not None
    assert fact.day == date(2023, 9, 20)
    assert fact.origin is DateOrigin.TEXT


def test_signature_beside_the_signer() -> None:
    fact = signature_date(["公告全文。", "平潭综合实验区行政审批局 2026年9月1日"])
    assert fact is not None
    assert fact.day == date(2026, 9, 1)


def test_dates_in_the_running_text_are_no_signature() -> None:
    assert signature_date(["会议于2023年9月20日召开。", "2023年9月21日，局长作了讲话。"]) is None


def test_date_of_passing_under_the_title() -> None:
    fact = passed_date(
        ["关于批准的决议（2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过）"]
    )
    assert fact is not None
    assert fact.day == date(2007, 6, 29)


def test_sole_date() -> None:
    assert sole_date("（2024年03月23日）") == date(2024, 3, 23)
    assert sole_date("2024年03月23日印发") is None

"""What is written in any of the ways that pages write it is read back: dates, document numbers, charsets, lists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.extract import dates, numbers
from crawler.extract.charset import decode
from crawler.extract.page import extract_page
from crawler.snapshot.facts import DateOrigin, ListRow
from tests.crawler.extract.list_pages import (
    BOX,
    CRUMB,
    FOOT,
    LEFT,
    MENU,
    PAGER,
    URL,
    ListPageMade,
    list_pages,
)

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def in_chinese(number: int) -> str:
    """A number under a hundred as Chinese documents write it."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones else ""
    )


def written(day: date) -> dict[str, str]:
    """A day in every way that a document writes it."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    month, number = in_chinese(day.month), in_chinese(day.day)
    iso = day.isoformat()
    return {
        "iso": iso,
        "short": f"{day.year}-{day.month}-{day.day}",
        "slashes": f"{day:%Y/%m/%d}",
        "dots": f"{day.year}.{day.month}.{day.day}",
        "full-width dots": f"{day.year}．{day.month:02d}．{day.day:02d}",
        "spaces": f"{day.year} 年 {day.month} 月 {day.day} 日",
        "arabic": f"{day.year}年{day.month:02d}月{day.day:02d}日",
        "chinese": f"{year}年{month}月{number}日",
        "rings": f"{year}年{month}月{number}日".replace("〇", "○"),
        "zeros": f"{year}年{month}月{number}日".replace("〇", "零"),
        "first month": f"{year}年{'元' if day.month == 1 else month}月{number}日",
        "full-width": iso.translate(_WIDE),
        "full-width, in Chinese": f"{day.year}年{day.month}月{day.day}日".translate(_WIDE),
        "with a time": f"{iso} 10:20:30",
        "with a T": f"{iso}T10:20:30+08:00",
        "in brackets": f"[{iso}]",
    }


@given(
    DAYS,
    st.sampled_from(sorted(written(date(2023, 1, 1)))),
    st.sampled_from(["", "　", "\xa0", "由", "（", "："]),
)
def test_a_date_is_read_back(day: date, shape: str, before: str) -> None:
    text = written(day)[shape]
    assert [found for _, _, found in dates.find_dates(f"{before}{text} 来源：本网")] == [day]
    assert dates.from_meta(text) == day
    labels = {"发布时间：": "published", "成文日期 ": "issued", "有效期至": "other"}
    for label, kind in labels.items():
        ((found, fact),) = dates.labelled(f"{label}{text}", DateOrigin.SHOWN)
        assert (found, fact.day) == (kind, day)


@given(
    DAYS,
    st.sampled_from(
        ["2023-{0.month}", "{0.month}-{0.day}", "{0.year}年{0.month}月", "{0:%Y%m}", "第{0.year}号"]
    ),
)
def test_a_part_of_a_date_is_none(day: date, shape: str) -> None:
    assert dates.parse_date(shape.format(day)) is None


@given(st.integers(1950, 2099), st.integers(0, 99), st.integers(0, 99), st.sampled_from("-/."))
def test_an_impossible_day_is_never_read(year: int, month: int, day: int, mark: str) -> None:
    found = dates.parse_date(f"{year}{mark}{month:02d}{mark}{day:02d}")
    assert found is None or (found.year, found.month, found.day) == (year, month, day)


CODES = st.sampled_from(
    ["泰政办发", "国办发明电", "鲁政字", "清教体发", "川办函", "沪府规", "县政办秘", "发改价格"]
)
OPENING, CLOSING = st.sampled_from("〔［[【（(﹝"), st.sampled_from("〕］]】）)﹞")
SPACE = st.sampled_from(["", "", " ", "\u3000", "\xa0", "  "])


@given(
    CODES,
    st.integers(1949, 2049),
    st.integers(1, 9999),
    OPENING,
    CLOSING,
    st.tuples(SPACE, SPACE, SPACE),
    st.booleans(),
)
def test_a_document_number_is_read_in_one_spelling(
    code: str,
    year: int,
    order: int,
    opening: str,
    closing: str,
    spaces: tuple[str, str, str],
    wide: bool,
) -> None:
    first, second, third = spaces
    text = f"{code}{first}{opening}{year}{closing}{second}{order}{third}号"
    text = text.translate(_WIDE) if wide else text
    wanted = f"{code}〔{year}〕{order}号"
    assert numbers.normalise(text) == numbers.whole(text) == wanted
    assert numbers.normalise(f"文号：{text}") == wanted
    assert numbers.of_title(f"关于印发工作方案的通知（{text}）") == wanted
    registered = {"登记号": "HHCR-2023-01005", "发文字号": text}
    assert numbers.own_number(registered, "", [], {}) == wanted


@given(
    st.from_regex(r"[A-Z]{2,6}[-—－ ]{1,2}(19|20)[0-9]{2}[-—－ ]{1,2}[0-9]{3,7}", fullmatch=True),
    st.sampled_from(["{}", "登记号：{}", "规范性文件登记号 {}", "（{}）", "统一编号:{}号"]),
)
def test_a_registration_number_is_none(number: str, shape: str) -> None:
    text = shape.format(number)
    assert numbers.normalise(text) == numbers.whole(text) == ""
    assert (
        numbers.own_number(
            {"统一登记号": number}, f"管理办法（{number}）", [text], {"登记号": number}
        )
        == ""
    )


@given(st.from_regex(r"[0-9A-Z]{9,12}/[0-9]{4}-[0-9]{5}", fullmatch=True))
def test_an_index_number_is_none(number: str) -> None:
    assert numbers.normalise(number) == numbers.whole(number) == ""


SENTENCES = st.lists(
    st.sampled_from(
        [
            "清河县人民政府办公室关于印发防汛工作预案的通知。", "各乡镇人民政府，县直各部门：", "政府信息公开指南",
            "现将有关事项通知如下，请认真贯彻执行。", "2023年9月20日", "<p>联系电话：0317-1234567</p>", "特此公告",
            "办公时间：周一至周五 8:30—17:30", "（此件公开发布）", "镕堃䶮喆昇", "“一网通办”",
            "<li><a href=/a.html>公示</a></li>",
        ]
    ),
    min_size=3,
    max_size=30,
).map("".join)  # fmt: skip
CLAIMS = st.sampled_from(
    [
        "utf-8",
        "UTF8",
        "gb2312",
        "GBK",
        "gb18030",
        "big5",
        "iso-8859-1",
        "windows-1252",
        "x-none",
        "",
    ]
)


def claiming(text: str, meta: str) -> str:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">'
    return f"<html><head>{declared}</head><body>{text}</body></html>"


@given(SENTENCES, st.sampled_from(["utf-8", "gb18030", "gbk", "utf-8-sig"]), CLAIMS, CLAIMS)
def test_chinese_is_read_whatever_is_claimed(
    text: str, charset: str, header: str, meta: str
) -> None:
    page = claiming(text, meta)
    try:
        body = page.encode(charset)
    except UnicodeEncodeError:
        body = page.encode("gb18030")
    assert decode(body, f"text/html; charset={header}")[0] == page


TRADITIONAL = (
    "政府資訊公開條例規定，機關應當主動公開下列資訊：一、國家發展計劃；二、財政預算、決算報告。" * 2
)


@given(CLAIMS, CLAIMS)
def test_traditional_chinese_is_read_whatever_is_claimed(header: str, meta: str) -> None:
    page = claiming(TRADITIONAL, meta)
    for charset in ("big5", "gb18030", "utf-8"):
        assert decode(page.encode(charset), f"text/html; charset={header}")[0] == page


@given(SENTENCES, st.integers(1, 40))
def test_a_page_that_is_cut_off_keeps_its_charset(text: str, cut: int) -> None:
    page = claiming(text * 4, "gb2312")  # so that some of it is left
    for charset, name in (("utf-8", "utf-8"), ("gb18030", "gb18030")):
        assert decode(page.encode(charset)[:-cut])[1] == name


def squashed(rows: list[ListRow]) -> list[ListRow]:
    return [ListRow(row.url, "".join(row.title.split()), row.day) for row in rows]


@given(list_pages())
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_list_is_read_whole_and_in_order(page: ListPageMade) -> None:
    facts = extract_page(page.text.encode(), URL)
    assert squashed(facts.rows) == squashed(page.rows)
    assert facts.is_list
    assert not facts.is_article


@pytest.mark.parametrize(
    "around", [MENU, CRUMB, LEFT, PAGER, MENU + FOOT, MENU + CRUMB + LEFT + BOX + PAGER + FOOT]
)
def test_what_stands_around_a_list_is_none(around: str) -> None:
    text = f"<html><head><title>通知公告_清河县人民政府</title></head><body>{around}</body></html>"
    facts = extract_page(text.encode(), URL)
    assert facts.rows == []
    assert not facts.is_list

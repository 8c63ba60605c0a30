"""Document numbers in one spelling, and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.numbers import normalise, of_title, own_number, whole

CODES = st.sampled_from(
    ["泰山政办发", "国办发", "国办发明电", "鲁政办字", "博政办字", "金罚决字", "岚综管办规"]
)
YEARS, ORDERS = st.integers(1949, 2049), st.integers(1, 9999)
BRACKETS = st.sampled_from(["〔〕", "［］", "[]", "【】", "（）", "()", "〔)", "（]", "﹝﹞"])
SPACES = st.sampled_from(["", " ", "\u3000", "\xa0"])


@given(CODES, YEARS, ORDERS, BRACKETS, SPACES, SPACES)
def test_every_spelling_is_one_number(
    code: str, year: int, order: int, brackets: str, inner: str, before: str
) -> None:
    written = f"{code}{inner}{brackets[0]}{year}{brackets[1]}{before}{order}{before}号"
    wanted = f"{code}〔{year}〕{order}号"
    assert normalise(written) == wanted
    assert normalise(wanted) == wanted
    assert whole(f"（{written}）") == wanted


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("国务院令第711号", "国务院令第711号"),
        ("中华人民共和国国务院令 第 711 号", "中华人民共和国国务院令第711号"),
        ("令第七一一号", "令第七一一号"),
        ("公告2017年第4号", "公告2017年第4号"),
        ("2017年第 4 号", "2017年第4号"),
        ("文号：泰政办发〔2023〕8号", "泰政办发〔2023〕8号"),
    ],
)
def test_orders_and_notices(text: str, number: str) -> None:
    assert normalise(text) == number


@pytest.mark.parametrize(
    "text",
    ["无", "", "—", "HHCR-2023-01005", "000014348/2020-35147", "2023年11月", "第11号", "〔2023〕"],
)
def test_what_is_no_document_number(text: str) -> None:
    assert normalise(text) == ""


def test_the_metadata_table_decides() -> None:
    head = ["国办发〔2019〕1号"]
    assert (
        own_number({"发文字号": "泰山政办发[2023] 11 号"}, "", head, {}) == "泰山政办发〔2023〕11号"
    )
    assert own_number({"文号": "无"}, "", head, {}) == ""


def test_a_line_of_its_own_at_the_head_of_the_body() -> None:
    head = ["各镇人民政府，区直有关部门：", "泰山政办发〔2023〕11号"]
    assert own_number({}, "关于印发方案的通知", head, {}) == "泰山政办发〔2023〕11号"


def test_a_citation_is_not_the_pages_own() -> None:
    head = [
        "根据《国务院办公厅关于推进政务公开的意见》（国办发〔2019〕1号）要求，",
        "按照鲁政办字〔2020〕2号文件精神",
    ]
    assert own_number({}, "关于落实《意见》（国办发〔2019〕1号）的通知", head, {}) == ""


def test_a_bracket_at_the_end_of_the_title() -> None:
    assert of_title("行政处罚信息公开表(金罚决字〔2024〕36号)") == "金罚决字〔2024〕36号"
    assert of_title("关于转发《通知（国办发〔2019〕1号）") == ""


def test_a_labelled_cell_of_the_body() -> None:
    assert (
        own_number({}, "公开表", [], {"行政处罚决定书文号": "金罚决字〔2024〕36号"})
        == "金罚决字〔2024〕36号"
    )


@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    number = normalise(text)
    assert number == "" or number.endswith("号")
    whole(text)
    of_title(text)

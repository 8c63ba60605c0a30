"""Lists of clauses are read from text, tables and spreadsheets; what is wrong is told by line or cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.errors import Problem, RuleError
from rules.scaffold import ListedClause
from zwgk.clause_list import read_clauses

Rows = list[tuple[str, str, str]]
WANTED: Rows = [
    ("9", "A", "规范专栏设置。"),
    ("9a", "A~", "及时更新。"),
    ("10", "", "做好依申请公开。"),
    ("O1", "C", "加强组织领导。"),
]


def _read(path: Path) -> Rows:
    return [(clause.id, clause.kind, clause.text) for clause in read_clauses(path)]


def _file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _book(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "条款"
    for row in rows:
        sheet.append(list(row))
    path = folder / "list.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("l.txt", "9 A 规范专栏设置。\n9a A~ 及时更新。\n\n10. 做好依申请公开。\nO1 [C] 加强组织领导。\n"),
        ("l.txt", "9. A 规范专栏设置。\r\n9a、（A～）及时更新。\r\n10：做好依申请公开。\r\nO1\tC\t加强组织领导。"),
        ("l.md", "- 9 A 规范专栏设置。\n- 9a: A~: 及时更新。\n- （十）做好依申请公开。\n- O1 【C】加强组织领导。\n"),
        ("l.md", "| 编号 | 类 | 要点 | 检查 |\n|---|---|---|---|\n| boshan-2020/9 | A | 规范专栏设置。 | x |\n"
                 "| 9a | A~ | 及时更新。 ||\n| 10 | | 做好依申请公开。 |\n| O1 | c | 加强组织领导。 |\n"),
        ("l.csv", "\ufeff编号,类别,原文\n9,A,规范专栏设置。\n9a,proxy,及时更新。\n10,,做好依申请公开。\n"
                  "O1,none,\"加强\n组织领导。\"\n"),
        ("l.tsv", "原文\t编号\t类别\n规范专栏设置。\t9\tA\n"
                  "及时更新。\t9a\tA~\n做好依申请公开。\t10\t\n加强组织领导。\tO1\tC\n"),
    ],
)  # fmt: skip
def test_lists_of_all_shapes_give_the_same_clauses(tmp_path: Path, name: str, text: str) -> None:
    found = [(i, k, t.replace(" ", "")) for i, k, t in _read(_file(tmp_path, name, text))]
    assert found == WANTED


def test_a_spreadsheet_is_read_below_its_header(tmp_path: Path) -> None:
    rows = [["条款清单"], ["编号", "类别", "原文", "原因"], [9, "A", "规范专栏设置。"],
            ["9a", "A~", "及时更新。"], [], [10.0, None, "做好依申请公开。"],
            ["O1", "C", "加强组织领导。", "内部"]]  # fmt: skip
    path = _book(tmp_path, rows)
    assert _read(path) == WANTED
    assert read_clauses(path)[-1].reason == "内部"


def test_headings_head_the_clauses_below_them(tmp_path: Path) -> None:
    path = _file(tmp_path, "l.md", "# 一、公开\n1 甲。\n\n## 二、解读\n2 乙。\n3 丙。\n")
    assert [clause.indicator for clause in read_clauses(path)] == [
        "一、公开",
        "二、解读",
        "二、解读",
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("l.txt", "1 甲。\n只有原文，没有编号。\n", "l.txt:2:1: 没有编号（“只有原文，没有编号。”），每行以编号开头"),
        ("l.txt", "1 甲。\n\n1 乙。\n", "l.txt:3:1: 编号“1”重复（第 1 行已有）"),
        ("l.txt", "1 \n", "l.txt:1:1: 没有编号（“1”）"),
        ("l.txt", "1、\n", "l.txt:1:1: 没有条款原文"),
        ("l.txt", "", "没有找到条款"),
        ("l.csv", "甲,乙\n1,2\n", "没有找到条款"),
        ("l.csv", "编号,类别,原文\n1,D,甲\n", "l.csv:2:1: 类别写的是“D”，应为 A、A~、B、C 之一"),
        ("l.csv", "编号,原文\n一号,甲\n", "l.csv:2:1: 编号写的是“一号”，应只含字母、数字、点和连字符"),
        ("l.csv", "编号,原文\n1,甲\n2,\n", "l.csv:3:1: 没有条款原文"),
        ("l.csv", "编号,原文\n1,甲\n".encode("gb18030"), "l.csv:1:1: 不是 UTF-8 编码"),
        ("l.txt", b"1 \xff\n", "l.txt:1:1: 不是 UTF-8 编码"),
        ("l.xls", b"\xd0\xcf\x11\xe0", "读不了 .xls 文件，请另存为 .txt、.csv 或 .xlsx"),
        ("l.xlsx", "no book", "不是可读的 xlsx"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, name: str, text: str | bytes, told: str
) -> None:
    with pytest.raises(RuleError) as caught:
        read_clauses(_file(tmp_path, name, text))
    assert told in str(caught.value).replace(f"{tmp_path}/", "")


def test_a_wrong_cell_is_named(tmp_path: Path) -> None:
    path = _book(tmp_path, [["类别", "编号", "原文"], ["A", 1, "甲"], ["X", 1, "乙"]])
    with pytest.raises(RuleError) as caught:
        read_clauses(path)
    told = str(caught.value)
    assert "条款!B3：类别写的是“X”" in told
    assert "编号“1”重复（条款!B2已有）" in told


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["txt", "md", "csv"]),
    st.text(alphabet='19aA~[]（）(一十、.|-#,"\n\t :编号原文/', max_size=80),
)
def test_any_text_gives_clauses_or_problems(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, text: str
) -> None:
    path = _file(tmp_path_factory.mktemp("list"), f"l.{suffix}", text)
    problems: tuple[Problem, ...] = ()
    clauses: list[ListedClause] = []
    try:
        clauses = read_clauses(path)
    except RuleError as error:
        problems = tuple(error.problems)
    assert bool(clauses) is not bool(problems)
    assert all(problem.found and problem.expected for problem in problems)
    assert all(clause.id and clause.text for clause in clauses)
    assert len({clause.id for clause in clauses}) == len(clauses)

"""Workbooks in general: names that a spreadsheet takes, cells that hold what a cell may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.office.sheets import CELL_LIMIT, cell_text, sheet_names

# fmt: off
NASTY = ("", "'", "[]", "a/b", "a:b", "History", "history", "=cmd|'x'!A0",
         "名" * 40, "名" * 41, "👍" * 20, "\u202e甲", " 甲 ", "甲")
# fmt: on


@given(st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=40)), max_size=12))
def test_every_sheet_has_a_name_of_its_own_that_a_spreadsheet_takes(wanted: list[str]) -> None:
    names = sheet_names(wanted, ("目录",))
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in (*names, "目录", "history")}) == len(names) + 2
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'")


def test_a_plain_name_stays_as_it_is() -> None:
    assert sheet_names(["青石县人民政府", "青石县人民政府", "目录"], ("目录",)) == [
        "青石县人民政府",
        "青石县人民政府 2",
        "目录 2",
    ]


@given(st.text(alphabet=st.sampled_from("a中👍\u0301"), max_size=40), st.integers(800, 2_000))
def test_a_cell_never_holds_more_than_a_spreadsheet_counts(text: str, times: int) -> None:
    cell = cell_text(text * times)
    assert len(cell.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_cell_that_is_cut_says_so() -> None:
    assert cell_text("文" * CELL_LIMIT) == "文" * CELL_LIMIT
    cell = cell_text("文" * (CELL_LIMIT + 1))
    assert len(cell) == CELL_LIMIT
    assert cell.endswith("…（单元格放不下，全文见评分卡）")

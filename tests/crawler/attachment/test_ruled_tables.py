"""Tables of PDF and OFD, rebuilt from their lines, and what the rules make of them."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from checks.texts.request_table import find_table
from crawler.attachment.page_model import Glyph, Stroke
from crawler.attachment.ruled_tables import find_tables
from crawler.attachment.table_breaks import continued
from demo.files.pdf import pdf
from demo.files.zipped import ofd
from demo.sites.model import Heading
from tests.crawler.attachment.samples import drawn, flowing, lines, read, report

ROWS = [["项目", "自然人", "总计"], ["一、本年新收", "12", "12"], ["二、上年结转", "", "0"]]


def box(left: float, top: float, right: float, bottom: float) -> list[Stroke]:
    return [
        Stroke(left, top, right, top),
        Stroke(left, bottom, right, bottom),
        Stroke(left, top, left, bottom),
        Stroke(right, top, right, bottom),
    ]


def texts(strokes: list[Stroke], *words: tuple[str, float, float]) -> list[list[list[str]]]:
    """The rows of the tables that the lines rule, with words put at these places."""
    tables = find_tables(strokes)
    for word, x, y in words:
        assert any(table.take(Glyph(word, x - 4, x + 4, y + 3, 9)) for table in tables)
    return [table.rows() for table in tables]


def test_a_grid_printed_by_a_word_processor() -> None:
    got = read(flowing("情况表", ["说明文字在表前。", ROWS, "说明文字在表后。"]))
    assert got.tables == [ROWS]
    assert got.text.splitlines()[1:] == [
        "说明文字在表前。",
        "项目 自然人 总计",
        "一、本年新收 12 12",
        "二、上年结转 0",
        "说明文字在表后。",
    ]
    assert got.headings == ["情况表"]


def test_a_table_over_page_ends_is_one() -> None:
    rows = [["序号", "事项"], *([str(number), f"第{number}项"] for number in range(120))]
    got = read(flowing("清单", [rows], "— {page} —"))
    assert got.pages > 2
    assert got.tables == [rows]


@pytest.mark.parametrize("make", [pdf, ofd])
def test_table_2_of_the_annual_report_adds_up(make: object) -> None:
    document = report()
    assert callable(make)
    got = read(make(document.title, document.blocks))
    table = find_table(got.tables)
    assert table is not None
    assert table.wrong_columns() == []
    assert table.names[-1] == "总计"
    assert table.received == (46, 4, 0, 0, 2, 0, 52)
    assert table.settled == (47, 4, 0, 0, 2, 0, 53)
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert got.headings == [document.title, *heads]


def test_merged_cells_stand_where_they_begin() -> None:
    strokes = box(0, 0, 90, 60)
    strokes += [Stroke(0, 20, 60, 20), Stroke(0, 40, 90, 40)]
    strokes += [Stroke(30, 20, 30, 60), Stroke(60, 0, 60, 60)]
    words = [("甲", 30, 10), ("乙", 75, 20), ("丙", 15, 30), ("丁", 45, 30)]
    assert texts(strokes, *words) == [[["甲", "乙"], ["丙", "丁"], ["", "", ""]]]


def test_a_table_without_side_lines() -> None:
    strokes = [Stroke(0, y, 90, y) for y in (0, 20, 40)]
    strokes += [Stroke(30, 0, 30, 40), Stroke(60, 0, 60, 40)]
    words = [("甲", 15, 10), ("乙", 45, 10), ("丙", 75, 30)]
    assert texts(strokes, *words) == [[["甲", "乙", ""], ["", "", "丙"]]]


def test_lines_drawn_as_dots_thin_boxes_and_twice() -> None:
    dotted = [Stroke(x, 20, x + 1, 20) for x in range(0, 60, 3)]
    twice = [Stroke(30, 0, 30, 40), Stroke(30.8, 0, 30.8, 40)]
    words = [("甲", 15, 10), ("乙", 45, 10), ("丙", 15, 30), ("丁", 45, 30)]
    assert texts([*box(0, 0, 60, 40), *dotted, *twice], *words) == [[["甲", "乙"], ["丙", "丁"]]]


def test_thin_filled_boxes_rule_as_lines_do() -> None:
    def ruled(canvas: Canvas) -> None:
        for y in (600, 630, 660):
            canvas.rect(72, y, 200, 0.5, stroke=0, fill=1)
        for x in (72, 172, 272):
            canvas.rect(x, 600, 0.5, 60.5, stroke=0, fill=1)
        canvas.setFont("STSong-Light", 10)
        for number, word in enumerate(("名称", "数量", "规章", "5")):
            canvas.drawString(80 + 100 * (number % 2), 640 - 30 * (number // 2), word)

    assert read(drawn(ruled)).tables == [[["名称", "数量"], ["规章", "5"]]]


def test_frames_and_underlines_are_no_tables() -> None:
    def framed(canvas: Canvas) -> None:
        canvas.rect(60, 600, 480, 200)
        canvas.line(72, 698, 200, 698)
        lines("框里的文字不是表格，", "仍然照读。", top=720)(canvas)

    got = read(drawn(framed))
    assert got.tables == []
    assert got.text == "框里的文字不是表格，仍然照读。"


def test_two_tables_side_by_side_are_two() -> None:
    strokes = [
        *box(0, 0, 60, 20),
        Stroke(30, 0, 30, 20),
        *box(100, 0, 160, 20),
        Stroke(130, 0, 130, 20),
    ]
    assert texts(strokes, ("甲", 10, 10), ("乙", 140, 10)) == [[["甲", ""]], [["", "乙"]]]


def test_figures_of_columns_that_no_line_divides_are_not_one_figure() -> None:
    def ruled(canvas: Canvas) -> None:
        canvas.grid([72, 200, 300], [600, 630, 660])
        canvas.setFont("STSong-Light", 10)
        for x, y, word in (
            (80, 640, "项目"),
            (210, 640, "数量"),
            (80, 610, "规章"),
            (210, 610, "1"),
            (250, 610, "2"),
        ):
            canvas.drawString(x, y, word)

    assert read(drawn(ruled)).tables == [[["项目", "数量"], ["规章", "1、2"]]]


def test_lines_without_number_do_not_take_long() -> None:
    dense = [Stroke(0, y / 10, 600, y / 10) for y in range(0, 8000, 40)]
    dense += [Stroke(x / 10, 0, x / 10, 800) for x in range(0, 6000, 40)]
    assert len(find_tables(dense)) == 1
    assert find_tables([*dense, *(Stroke(x / 7, 0, x / 7, 900) for x in range(0, 90_000, 9))]) == []


def test_a_row_cut_by_the_pages_end_is_one_row() -> None:
    upper = [["一、本年新收政府信", "10", "2"]]
    lower = [["息公开申请数量", "", ""], ["二、上年结转", "0", "0"]]
    whole = [["一、本年新收政府信息公开申请数量", "10", "2"], ["二、上年结转", "0", "0"]]
    assert continued(upper, lower) == whole


def test_a_cut_row_whose_figures_stand_in_its_second_half() -> None:
    upper = [["一、本年新收政府信", "", ""]]
    lower = [["", "息公开申请数量", "10", "2"]]
    assert continued(upper, lower) == [["一、本年新收政府信息公开申请数量", "10", "2"]]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["（七）总计", "9", "1"], ["四、结转下年度继续办理", "", ""]),  # blanks are zeros
        (["规章", "5", "1"], ["规范性文件", "7", "2"]),
        (["名称", "地址"], ["博物馆", "人民路1号"]),
        (["规章", "5", "1"], ["", "", ""]),
        (["规章", "5", "1"], ["合计"]),
    ],
)
def test_rows_that_stay_two(upper: list[str], lower: list[str]) -> None:
    assert continued([upper], [lower]) == [upper, lower]

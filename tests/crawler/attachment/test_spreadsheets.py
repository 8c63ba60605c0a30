"""XLSX, XLS and Excel's XML: shown texts, merged cells, hidden sheets, limits."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from checks.texts.request_table import find_table
from crawler.attachment import limits
from crawler.attachment.read import read_attachment
from crawler.attachment.sheet import Sheet, number_text
from crawler.attachment.text import Problem
from demo.files.office_97 import xls
from demo.files.zipped import packed, xlsx
from tests.crawler.attachment.samples import read, report, workbook

ROWS = [["项目", "自然人", "总计"], ["一、本年新收", "12", "12"], ["二、上年结转", "0"]]
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def new_book() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def bare(sheet: str, **parts: str) -> bytes:
    """An XLSX of one sheet with this content, and further parts of the folder xl/ by name."""
    members = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{SHEET}" xmlns:r="r"><sheets><sheet name="表" r:id="a"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></Relationships>'
        ),
        "xl/s.xml": f'<worksheet xmlns="{SHEET}">{sheet}</worksheet>',
    }
    return packed(members | {f"xl/{name}.xml": content for name, content in parts.items()})


@pytest.mark.parametrize(("make", "kind"), [(xlsx, "xlsx"), (xls, "xls")])
def test_table_2_of_the_annual_report_adds_up(make: object, kind: str) -> None:
    assert callable(make)
    document = report()
    got = read(make(document.title, document.blocks), "表.et")
    assert got.kind == kind
    assert got.text.splitlines()[0] == document.title
    table = find_table(got.tables)
    assert table is not None
    assert table.wrong_columns() == []
    assert table.names[-1] == "总计"
    assert table.received == (46, 4, 0, 0, 2, 0, 52)


def test_xlsx_as_a_library_saves_it() -> None:
    book, sheet = new_book()
    sheet.title = "表二"
    sheet.append(["收到和处理政府信息公开申请情况"])
    sheet.merge_cells("A1:C1")
    for row in ROWS:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    sheet.merge_cells("B4:C4")
    other = book.create_sheet("数据")
    other["B3"], other["C3"] = date(2020, 1, 31), datetime(2020, 1, 31, 8, 30)
    other["D3"], other["E3"], other["F3"] = 0.255, 1234567.5, True
    other["D3"].number_format, other["E3"].number_format = "0.0%", "#,##0.00"
    hidden = book.create_sheet("隐藏")
    hidden["A1"] = "看不到的"
    hidden.sheet_state = "hidden"
    got = read(saved(book), "a.xlsx")
    assert got.tables == [
        [["收到和处理政府信息公开申请情况"], *ROWS],
        [["2020-01-31", "2020-01-31 08:30", "25.5%", "1234567.5", "TRUE"]],
    ]
    assert got.text.splitlines()[0] == "表二"
    assert "数据\n2020-01-31 2020-01-31 08:30 25.5% 1234567.5 TRUE" in got.text
    assert "看不到的" not in got.text


def test_xls_as_a_library_saves_it() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("表二")
        sheet.write_merge(0, 0, 0, 2, "收到和处理政府信息公开申请情况")
        for number, row in enumerate(ROWS, start=1):
            for column, text in enumerate(row):
                sheet.write(number, column, int(text) if text.isdigit() else text)
        sheet.write_merge(4, 5, 0, 0, "三、办理结果")
        for number in (4, 5):
            sheet.write(number, 1, 7 + number)
        other = book.add_sheet("数据")
        other.write(2, 1, date(2020, 1, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        other.write(2, 2, 0.255, xlwt.easyxf(num_format_str="0.0%"))
        other.write(2, 3, 3.5)
        other.write(2, 4, xlwt.Formula("1+1"))
        other.write(2, 5, True)
        hidden = book.add_sheet("隐藏")
        hidden.write(0, 0, "看不到的")
        hidden.visibility = 1

    got = read(workbook(fill), "a.xls")
    assert got.tables[0] == [
        ["收到和处理政府信息公开申请情况"],
        *ROWS[:2],
        ["二、上年结转", "0", ""],
        ["三、办理结果", "11", ""],
        ["12", ""],
    ]
    assert got.tables[1][0][:3] == ["2020-01-31", "25.5%", "3.5"]
    assert got.tables[1][0][-1] == "TRUE"
    assert "看不到的" not in got.text


def test_an_older_xls_without_a_container() -> None:
    # BIFF 2: a stream of records, texts of one byte a character.
    def record(code: int, data: bytes) -> bytes:
        return code.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data

    words = "政府信息公开".encode("gbk")
    body = record(0x09, b"\x02\x00\x10\x00") + record(0x42, (936).to_bytes(2, "little"))
    body += record(0x04, b"\0\0\0\0\0\0\0" + bytes([len(words)]) + words)
    body += record(0x02, b"\x01\0\0\0\0\0\0" + (42).to_bytes(2, "little")) + record(0x0A, b"")
    assert read(body, "a.xls").text == "政府信息公开\n42"


def test_shared_texts_rich_texts_and_cells_without_place() -> None:
    texts = f'<sst xmlns="{SHEET}"><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>注音</t></rPh></si></sst>'
    rows = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>3</v></c></row></sheetData>'
    got = read(bare(rows, sharedStrings=texts))
    assert got.tables == [[["甲", "乙丙"], ["3", ""]]]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" t="s"><v>99</v></c>', ""),
        ('<c r="A1" t="s"><v>x</v></c>', ""),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="str"><f>A2</f><v>公式</v></c>', "公式"),
        ('<c r="A1"><v>nan</v></c>', "nan"),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1" s="7"><v>0.1</v></c>', "0.1"),
        ('<c r="A1"><v>12345678901234567890</v></c>', "1.23456789012e+19"),
        ('<c r="ZZZZ1"><v>5</v></c>', "5"),
        ('<c r="XFD1"><v>5</v></c>', ""),
    ],
)
def test_odd_cells(cell: str, shown: str) -> None:
    rows = f'<sheetData><row r="1">{cell}<c r="B1" t="str"><v>旁</v></c></row></sheetData>'
    got = read(bare(rows))
    assert got.text == f"{shown} 旁".strip()


def test_far_cells_cost_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="IV1048576"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    got = read(bare(f"<sheetData>{rows}</sheetData>{merged}"))
    assert got.text == "1\n2"


def test_more_cells_than_are_read() -> None:
    row = "<row>{}</row>".format('<c t="str"><v>甲</v></c>' * 250)
    got = read_attachment(bare(f"<sheetData>{row * 410}</sheetData>"), "a.xlsx")
    assert got.problem is Problem.TOO_LARGE
    assert sum(len(row) for table in got.tables for row in table) <= limits.MAX_CELLS


def test_excels_own_xml() -> None:
    body = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="表"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">项目</Data></Cell>'
        '<Cell><Data>总计</Data></Cell></Row><Row><Cell><Data>甲</Data></Cell><Cell ss:Index="3"><Data>5</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    got = read(body.encode(), "a.xls")
    assert (got.kind, got.tables) == ("xls", [[["项目", "总计"], ["甲", "", "5"]]])


def test_words_own_xml() -> None:
    body = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:sect><w:p><w:r>'
        "<w:rPr><w:b/></w:rPr><w:t>总体情况</w:t></w:r></w:p></w:sect></w:body></w:wordDocument>"
    )
    got = read(body.encode(), "a.doc")
    assert (got.kind, got.text, got.headings) == ("doc", "总体情况", ["总体情况"])


def test_an_encrypted_xls() -> None:
    body = xls("标题", [])
    at = body.index(
        b"\x42\x00\x02\x00\xb0\x04"
    )  # the code page gives way to the mark of encryption
    got = read_attachment(body[:at] + b"\x2f\x00\x02\x00\x00\x00" + body[at + 6 :], "a.xls")
    assert (got.problem, got.kind) == (Problem.ENCRYPTED, "xls")


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (12.0, "", "12"),
        (0.1 + 0.2, "", "0.3"),
        (-3.5, "", "-3.5"),
        (1e300, "", "1e+300"),
        (0.5, "0%", "50%"),
        (1e20, "0%", "1e+20"),
    ],
)
def test_numbers_as_shown(value: float, form: str, expected: str) -> None:
    assert number_text(value, form) == expected


def test_cells_under_a_merged_one_are_left_out() -> None:
    sheet = Sheet("表")
    for row, column, text in ((0, 0, "甲"), (0, 2, "1"), (1, 2, "2"), (2, 0, "乙"), (2, 1, "丙")):
        sheet.put(row, column, text)
    assert sheet.rows([(0, 1, 0, 1)]) == [["甲", "1"], ["2"], ["乙", "丙", ""]]


def test_links_of_cells_and_of_formulas_are_kept() -> None:
    book, sheet = new_book()
    sheet.append(["事项", "草案", "结果"])
    sheet.append(["停车规划", "查看", '=HYPERLINK("http://www.a.gov.cn/2.html","查看")'])
    sheet.append(["", "见网站", "a@b.cn"])
    sheet["B2"].hyperlink = "http://www.a.gov.cn/1.html"
    sheet["C3"].hyperlink = "mailto:a@b.cn"
    sheet.merge_cells("A2:A3")
    got = read(saved(book))
    assert got.links_read
    [kept] = got.linked_tables
    assert [row[0] for row in kept.rows] == ["事项", "停车规划", "停车规划"]
    assert [(at.row, at.column, at.link.url) for at in kept.links] == [
        (1, 1, "http://www.a.gov.cn/1.html"),
        (1, 2, "http://www.a.gov.cn/2.html"),
    ]


def test_a_sheet_that_is_too_large_keeps_no_links() -> None:
    book, sheet = new_book()
    for number in range(1100):
        sheet.append([number] * 10)
    sheet["A1"].hyperlink = "http://www.a.gov.cn/1.html"
    got = read(saved(book))
    assert (got.links_read, got.linked_tables) == (False, [])

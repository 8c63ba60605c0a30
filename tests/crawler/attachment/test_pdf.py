"""Text of PDF: joined lines, heads, page numbers, scans, letters that cannot be told."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from crawler.attachment.read import read_attachment
from crawler.attachment.text import Problem
from tests.crawler.attachment.samples import (
    FONT,
    SECTIONS,
    SENTENCE,
    Canvassed,
    drawn,
    flowing,
    lines,
    read,
    repeated_page,
    shown,
)

LONG = SENTENCE * 3


def scan(canvas: Canvas) -> None:
    from PIL import Image

    buffer = BytesIO()
    Image.new("L", (60, 80), 200).save(buffer, "PNG")
    buffer.seek(0)
    canvas.drawImage(ImageReader(buffer), 0, 0, 595, 842)


def test_broken_lines_are_joined_and_heads_stand_alone() -> None:
    parts = [text for head in SECTIONS for text in (head, LONG, SENTENCE)]
    got = read(flowing("青石县2020年政府信息公开工作年度报告", parts, "— {page} —"), "年报.pdf")
    assert got.text.splitlines() == ["青石县2020年政府信息公开工作年度报告", *parts]
    assert got.headings == ["青石县2020年政府信息公开工作年度报告", *SECTIONS]
    assert got.kind == "pdf"
    assert got.pages == 2


def test_a_title_over_two_lines_is_one() -> None:
    title = "青石县人民政府办公室关于印发青石县全面推进基层政务公开标准化规范化工作实施方案的通知"
    got = read(flowing(title, [SENTENCE, SENTENCE]))
    assert got.text.splitlines()[0] == title
    assert got.headings == [title]


@pytest.mark.parametrize("foot", ["第 {page} 页 共 3 页", "- {page} -", "{page}", "{page} / 3"])
def test_page_numbers_are_no_text(foot: str) -> None:
    got = read(flowing("通知", [LONG] * 12, foot))
    assert got.text.splitlines() == ["通知", *[LONG] * 12]


def test_a_running_head_is_read_once() -> None:
    pages = [lines("青石县人民政府公报", f"这是第{page}页上的一段话。") for page in "一二三四"]
    assert read(drawn(*pages)).text.splitlines() == [
        "青石县人民政府公报",
        *(f"这是第{page}页上的一段话。" for page in "一二三四"),
    ]


def test_a_running_foot_with_numbers_is_no_text_and_an_enumeration_is() -> None:
    def page(number: int) -> Canvassed:
        def draw(canvas: Canvas) -> None:
            lines(*(f"第{10 * number + row}条 本条规定公开的事项。" for row in range(10)))(canvas)
            canvas.drawString(200, 60, f"青石县人民政府公报2021年第{number}页")

        return draw

    text = read(drawn(*map(page, range(1, 6)))).text.splitlines()
    assert text == [f"第{number}条 本条规定公开的事项。" for number in range(10, 60)]


def test_text_without_indents_breaks_where_a_sentence_ends_its_line() -> None:
    got = read(
        drawn(
            lines(
                "全县各部门认真落实条例规定，坚持以公开为常态，", "全年主动公开信息。", "总体较好。"
            )
        )
    )
    assert got.text.splitlines() == [
        "全县各部门认真落实条例规定，坚持以公开为常态，全年主动公开信息。",
        "总体较好。",
    ]


def test_letters_set_apart_are_words() -> None:
    got = read(
        drawn(lines("关 于 印 发 工 作 要 点 的 通 知", "联系电话 0800-8812345，办公室 王某"))
    )
    assert got.text == "关于印发工作要点的通知\n联系电话 0800-8812345，办公室 王某"


def test_characters_far_apart_are_words_of_one_line() -> None:
    def spaced(canvas: Canvas) -> None:
        for number, letter in enumerate("政府信息公开指南"):
            canvas.drawString(72 + 20 * number, 700, letter)
        canvas.drawString(72, 660, "各部门：")

    assert read(drawn(spaced)).text == "政府信息公开指南\n各部门："


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{number}行的文字内容在此" for number in "一二三四五"]
    right = [f"右栏第{number}行的文字内容在此" for number in "一二三四五"]

    def bulletin(canvas: Canvas) -> None:
        lines(*left)(canvas)
        lines(*right, left=320)(canvas)

    text = read(drawn(bulletin)).text
    assert text.replace("\n", "") == "".join(left + right)


def test_pieces_drawn_out_of_order_are_put_in_order() -> None:
    def scattered(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "第二行在后。")
        canvas.drawString(72, 760, "第一行在前。")
        canvas.drawString(72, 640, "第三行")
        canvas.drawString(108, 640, "也完整。")

    assert read(drawn(scattered)).text == "第一行在前。\n第二行在后。\n第三行也完整。"


def test_bold_made_by_drawing_twice_is_read_once() -> None:
    def twice(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "总体情况")
        canvas.drawString(72.3, 700, "总体情况")

    assert read(drawn(twice)).text == "总体情况"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_read_as_they_are_turned(angle: int) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(-180, 40, "第一行文字写在转过来的页面上，")
        canvas.drawString(-180, 20, "第二行接着写。")

    assert read(drawn(turned)).text.splitlines()[0].startswith("第一行文字写在转过来的页面上")


def test_characters_beyond_the_basic_plane() -> None:
    # A ToUnicode map gives the second letter as a pair of halves.
    unicode_map = (
        b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange<0000><FFFF>endcodespacerange "
        b"2 beginbfchar<4E00><738B><4E01><D842DFB7>endbfchar endcmap end"
    )
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/ToUnicode 5 0 R/DescendantFonts[<<"
        b"/Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>/DW 1000>>]>>"
    )
    body = repeated_page(shown("一丁", 72, 700), 1, font)
    stream = b"5 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (
        len(unicode_map),
        unicode_map,
    )
    assert read(body.replace(b"10 0 obj", stream + b"10 0 obj")).text == "王𠮷"


def test_a_scan() -> None:
    got = read_attachment(drawn(*[scan] * 12), "年报.pdf")
    assert (got.problem, got.detail, got.pages) == (Problem.SCANNED, "扫描件，12页无文字层", 12)
    assert got.text == ""


def test_a_scan_behind_a_cover_of_text() -> None:
    got = read_attachment(drawn(lines("青石县人民政府文件", SENTENCE[:40]), scan, scan), "通知.pdf")
    assert (got.problem, got.detail) == (Problem.SCANNED, "扫描件，共3页，其中2页无文字层")
    assert "青石县人民政府文件" in got.text


def test_a_few_pictures_are_named_and_no_problem() -> None:
    page = lines(SENTENCE[:40], SENTENCE[40:])
    got = read(drawn(page, page, scan, page))
    assert got.detail == "共4页，其中第3页是图片，没有文字"


def test_recognised_text_is_said_to_be_recognised() -> None:
    def recognised(canvas: Canvas) -> None:
        scan(canvas)
        text = canvas.beginText(72, 700)
        text.setFont(FONT, 12)
        text.setTextRenderMode(3)
        text.textLine(SENTENCE)
        canvas.drawText(text)

    got = read(drawn(recognised))
    assert SENTENCE[:30] in got.text
    assert got.detail == "扫描件，共1页，其中1页的文字由识别而来，可能有误"


def test_letters_drawn_as_shapes_are_a_scan() -> None:
    def outlines(canvas: Canvas) -> None:
        for number in range(60):
            path = canvas.beginPath()
            path.moveTo(72 + 7 * number, 700)
            path.curveTo(80, 710, 90, 720, 95, 700)
            canvas.drawPath(path)

    got = read_attachment(drawn(outlines), "a.pdf")
    assert (got.problem, got.detail) == (Problem.SCANNED, "扫描件，1页无文字层")


def test_a_font_without_a_map_to_unicode() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/ABCDEF+X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000>>]>>"
    )
    content = b"".join(shown(SENTENCE[:30], 72, 800 - 20 * row) for row in range(20))
    got = read_attachment(repeated_page(content, 1, font), "a.pdf")
    assert got.problem is Problem.SCANNED
    assert "文字无法还原" in got.detail


def test_a_password() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "text")
    canvas.save()
    got = read_attachment(buffer.getvalue(), "a.pdf")
    assert (got.problem, got.kind) == (Problem.ENCRYPTED, "pdf")


def test_an_owner_password_alone_keeps_nobody_out() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", "owner", canPrint=0, canCopy=0))
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, "禁止打印和复制，但人人可读。")
    canvas.save()
    assert read(buffer.getvalue()).text == "禁止打印和复制，但人人可读。"


def test_more_pages_than_are_read() -> None:
    body = repeated_page(shown("这一页写有十几个字以上的内容", 72, 700), 501)
    got = read_attachment(body, "a.pdf")
    assert got.problem is Problem.TOO_LARGE
    assert got.pages == 501
    assert got.detail.startswith("共501页，内容超过读取上限")
    assert got.text

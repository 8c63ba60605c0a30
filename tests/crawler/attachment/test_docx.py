"""DOCX: numbers that Word writes itself, heads, merged cells, text boxes, changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.shared import Pt

from checks.texts.request_table import find_table
from crawler.attachment.docx_styles import written
from crawler.attachment.read import read_attachment
from crawler.attachment.text import AttachmentText, Problem
from demo.files.zipped import docx, packed
from tests.crawler.attachment.samples import SENTENCE, read, report, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def bare(body: str, **parts: str) -> bytes:
    """A DOCX of just this body, and further parts of the folder word/ by name."""
    members = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        members[f"word/{name}.xml"] = content
    return packed(members)


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )


def numbered(text: str, level: int, number: int = 5) -> str:
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


NUMBERING = f"""<w:numbering {NAMES}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def test_the_report_as_a_word_processor_saves_it() -> None:
    def fill(document: Document) -> None:
        document.add_heading("政府信息公开指南", 0)
        document.add_heading("办公时间", 1)
        document.add_paragraph(SENTENCE)
        head = document.add_paragraph()
        head.add_run("联系方式").bold = True
        mixed = document.add_paragraph()
        mixed.add_run("电话：").bold = True
        mixed.add_run("0800-8812345")
        table = document.add_table(rows=3, cols=3)
        for number, text in enumerate(("项目", "甲", "乙", "一", "1", "2", "", "3", "4")):
            table.cell(number // 3, number % 3).text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        document.add_paragraph("表后的段落。").runs[0].font.size = Pt(20)

    got = read(word(fill), "指南.docx")
    assert got.kind == "docx"
    assert got.headings == ["政府信息公开指南", "办公时间", "联系方式"]
    assert got.tables == [[["项目", "甲", "乙"], ["一", "1", "2"], ["3", "4"]]]
    assert got.text.splitlines() == [
        "政府信息公开指南",
        "办公时间",
        SENTENCE,
        "联系方式",
        "电话：0800-8812345",
        "项目 甲 乙",
        "一 1 2",
        "3 4",
        "表后的段落。",
    ]


def test_table_2_of_the_annual_report_adds_up() -> None:
    document = report()
    got = read(docx(document.title, document.blocks))
    table = find_table(got.tables)
    assert table is not None
    assert table.names[0] == "自然人"
    assert table.wrong_columns() == []


def test_numbers_that_word_writes_itself() -> None:
    body = "".join(
        numbered(text, level)
        for text, level in (
            ("总体情况", 0),
            ("主动公开", 1),
            ("第一项。", 2),
            ("第二项。", 2),
            ("一点。", 3),
            ("依申请公开", 1),
            ("存在问题", 0),
            ("问题一", 1),
        )
    )
    got = read(bare(body, numbering=NUMBERING))
    assert got.text.splitlines() == [
        "一、总体情况",
        "（一）主动公开",
        "1. 第一项。",
        "2. 第二项。",
        "一点。",
        "（二）依申请公开",
        "二、存在问题",
        "（一）问题一",
    ]
    assert got.headings == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "二、存在问题",
        "（一）问题一",
    ]


def test_heads_by_style_and_outline_level() -> None:
    styles = f"""<w:styles {NAMES}>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="a"><w:name w:val="自定义"/><w:basedOn w:val="1"/></w:style>
    <w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文"/><w:basedOn w:val="c"/></w:style>
    <w:style w:type="paragraph" w:styleId="c"><w:name w:val="循环"/><w:basedOn w:val="b"/></w:style>
    <w:style w:type="paragraph" w:styleId="d"><w:name w:val="粗"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"""
    body = (
        paragraph("机构设置", '<w:pStyle w:val="a"/>')
        + paragraph("正文一段", '<w:pStyle w:val="b"/>')
        + paragraph("监督方式", '<w:outlineLvl w:val="2"/>')
        + paragraph("粗体样式", '<w:pStyle w:val="d"/>')
        + paragraph("粗体样式但不粗", '<w:pStyle w:val="d"/>', '<w:b w:val="0"/>')
    )
    assert read(bare(body, styles=styles)).headings == ["机构设置", "监督方式", "粗体样式"]


def test_text_boxes_fields_changes_and_hidden_text() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent>"
    body = f"""<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx>
    </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
    <w:p><w:r><w:instrText> HYPERLINK "http://x" </w:instrText></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>
    <w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>
    <w:ins><w:r><w:t>插入</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>
    <w:r><w:t>一行</w:t><w:br/><w:t>二行</w:t><w:tab/><w:t>后</w:t></w:r></w:p>
    <w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
    assert read(bare(body)).text.splitlines() == [
        "正文",
        "文本框",
        "链接插入一行",
        "二行 后",
        "控件里的段落",
    ]


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_layout_tables_are_no_data() -> None:
    inner = table(
        cell(paragraph("甲")) + cell(paragraph("1")), cell(paragraph("乙")) + cell(paragraph("2"))
    )
    around = table(cell(paragraph("一、总体情况") + inner) + cell(paragraph("旁注")))
    single = table(cell(paragraph("二、其他") + paragraph("单格里的段落。")))
    got = read(bare(around + single))
    assert got.tables == [[["甲", "1"], ["乙", "2"]]]
    assert got.text.splitlines() == [
        "一、总体情况",
        "甲 1",
        "乙 2",
        "旁注",
        "二、其他",
        "单格里的段落。",
    ]
    assert got.headings == ["一、总体情况", "二、其他"]


def test_a_row_of_figures_is_no_head() -> None:
    row = cell(paragraph("一、本年新收")) + cell(paragraph("12"))
    got = read(bare(table(row, row)))
    assert got.headings == []


def test_pictures_alone_are_a_scan() -> None:
    picture = '<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'
    got = read_attachment(bare(picture * 3 + paragraph("附件")), "a.docx")
    assert (got.problem, got.detail) == (Problem.SCANNED, "文件内容是图片（3张），没有文字")


def test_an_empty_document() -> None:
    got = read_attachment(bare(""), "a.docx")
    assert (got.problem, got.detail) == (Problem.DAMAGED, "文件中没有任何文字")


def test_characters_that_xml_forbids_are_mended() -> None:
    assert read(bare(paragraph("前&#1;后 & 间"))).text.startswith("前后")


@pytest.mark.parametrize(
    "change", [lambda x: x[: len(x) // 2], lambda x: x.replace("</w:body>", "")]
)
def test_a_broken_main_part(change: Callable[[str], str]) -> None:
    whole = f"<w:document {NAMES}><w:body>{paragraph(SENTENCE) * 4}</w:body></w:document>"
    got = read_attachment(packed({"word/document.xml": change(whole)}), "a.docx")
    assert (got.problem, got.kind) == (Problem.DAMAGED, "docx")


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCounting", "一〇五"),
        (3, "lowerLetter", "c"),
        (40, "lowerLetter", "40"),
        (2, "chineseLegalSimplified", "贰"),
        (12, "decimalFullWidth", "１２"),
        (20, "ideographDigital", "二〇"),
    ],
)
def test_forms_of_numbers(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


RELATIONS = (
    "<Relationships><Relationship Id='a' Type='x/hyperlink' Target='http://www.a.gov.cn/1.html' TargetMode='External'/>"
    "<Relationship Id='b' Type='x/hyperlink' Target='mailto:a@b.cn' TargetMode='External'/>"
    "<Relationship Id='c' Type='x/hyperlink' Target='file:///C:/1.doc' TargetMode='External'/></Relationships>"
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
    '"http://www.a.gov.cn/2.html" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>查</w:t></w:r><w:r><w:t>看</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def linking(relation: str, words: str = "查看") -> str:
    return f'<w:p><w:hyperlink r:id="{relation}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>'


def linked_file(body: str) -> bytes:
    """A DOCX of just this body, with relationships to addresses outside."""
    document = f"<w:document {NAMES} xmlns:r='r'><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document, "word/_rels/document.xml.rels": RELATIONS})


def test_the_links_of_cells_are_kept_with_merged_cells_spread_out() -> None:
    rows = [
        cell(paragraph("事项")) + cell(paragraph("材料"), '<w:gridSpan w:val="2"/>'),
        cell(paragraph("停车规划"), '<w:vMerge w:val="restart"/>')
        + cell(linking("a"))
        + cell(FIELD),
        cell(paragraph(""), "<w:vMerge/>") + cell(linking("b")) + cell(linking("c")),
    ]
    got = read(linked_file(table(*rows)))
    assert got.links_read
    [kept] = got.linked_tables
    assert kept.rows == [
        ["事项", "材料", "材料"],
        ["停车规划", "查看", "查看"],
        ["停车规划", "查看", "查看"],
    ]
    assert [(at.row, at.column, at.link.url, at.link.text) for at in kept.links] == [
        (1, 1, "http://www.a.gov.cn/1.html", "查看"),
        (1, 2, "http://www.a.gov.cn/2.html", "查看"),
    ]
    assert AttachmentText.from_json(got.as_json()) == got


def test_a_file_without_links_says_that_they_were_looked_for() -> None:
    got = read(
        bare(
            table(
                cell(paragraph("甲")) + cell(paragraph("1")),
                cell(paragraph("乙")) + cell(paragraph("2")),
            )
        )
    )
    assert (got.links_read, got.linked_tables) == (True, [])


def test_more_links_than_are_kept_are_none() -> None:
    row = "".join(cell(paragraph(str(n))) for n in range(100))
    got = read(linked_file(table(*[cell(linking("a")) + row] * 110)))
    assert (got.links_read, got.linked_tables) == (False, [])

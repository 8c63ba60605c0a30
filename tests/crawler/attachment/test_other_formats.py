"""RTF, saved pages, plain text, slides and OFD."""

from __future__ import annotations

import quopri

import pytest

from crawler.attachment.read import read_attachment
from crawler.attachment.text import Problem
from demo.files.zipped import ofd, packed
from tests.crawler.attachment.samples import SENTENCE, read, report


def gbk(text: str) -> str:
    """Text as RTF writes it in GBK."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 "
    + gbk("宋体")
    + r";}{\f1 Arial;}}"
    r"{\stylesheet{\s1 " + gbk("正文") + r";}}{\*\generator Riched20;}{\info{\title x}}"
)


@pytest.mark.parametrize(
    ("body", "lines", "heads"),
    [
        (
            r"\pard{\b " + gbk("总体情况") + r"}\par " + gbk("正文") + r" A\tab B\par}",
            ["总体情况", "正文 A B"],
            ["总体情况"],
        ),
        (r"\uc1\u25919?\u24220?\uc2\u20449\'d0\'c5\par}", ["政府信"], []),
        (r"\u-10179?\u-8704?\par}", ["😀"], []),
        (
            r"{\field{\*\fldinst HYPERLINK x}{\fldrslt " + gbk("网站") + r"}}{\v hidden}\par}",
            ["网站"],
            [],
        ),
        (
            r"{\pict\pngblip 89504e}" + gbk(SENTENCE) + r"\line " + gbk("换行") + r"\par}",
            [SENTENCE, "换行"],
            [],
        ),
        (r"\bin5 }}}}}" + gbk("二进制后") + r"\par}", ["二进制后"], []),
        (
            r"{\shp{\*\shpinst{\shptxt " + gbk("文本框") + r"\par}}}" + gbk("正文") + r"\par}",
            ["文本框", "正文"],
            [],
        ),
    ],
)
def test_rtf(body: str, lines: list[str], heads: list[str]) -> None:
    got = read((RTF + body).encode("ascii"), "a.doc")
    assert (got.kind, got.text.splitlines(), got.headings) == ("rtf", lines, heads)


def test_rtf_that_was_not_sent_whole() -> None:
    got = read_attachment((RTF + gbk("未完的文件")).encode("ascii"), "a.doc")
    assert (got.problem, got.text) == (Problem.DAMAGED, "未完的文件")
    assert got.detail == "文件不完整（可能没有传完），只读出了前面的部分"


def test_tables_of_rtf() -> None:
    row = r"\trowd\clvmgf\cellx1000\cellx2000\intbl " + gbk("甲") + r"\cell 1\cell\row"
    below = r"\trowd\clvmrg\cellx1000\cellx2000\intbl\cell 2\cell\row"
    got = read((RTF + row + below + r"\pard " + gbk("表后") + r"\par}").encode("ascii"), "a.doc")
    assert got.tables == [[["甲", "1"], ["2"]]]
    assert got.text.splitlines() == ["甲 1", "2", "表后"]


PAGE = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312><style>p{}</style></head>'
    f"<body><p class=MsoNormal><b>一、总体情况</b></p><p>{SENTENCE}</p><table><tr><td><p>项目</p></td>"
    "<td><p>数</p><p>量</p></td></tr>"
    "<tr><td>规章</td><td>5</td></tr></table></body></html>"
)


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.wps", "a.et", "/download?id=3"])
def test_pages_saved_as_documents(name: str) -> None:
    got = read(PAGE.encode("gbk"), name, "application/msword")
    assert got.kind == "html"
    assert got.text.splitlines() == ["一、总体情况", SENTENCE, "项目 数 量", "规章 5"]
    assert got.headings == ["一、总体情况"]
    assert got.tables[0][1] == ["规章", "5"]


def test_a_web_archive() -> None:
    encoded = quopri.encodestring(PAGE.encode("gbk")).decode("ascii")
    body = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        'Content-Type: text/html; charset="gb2312"\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{encoded}\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    )
    got = read(body.encode("ascii"), "a.doc")
    assert got.kind == "html"
    assert SENTENCE in got.text


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip"])
def test_a_page_where_a_file_should_be(name: str) -> None:
    got = read_attachment(PAGE.encode("gbk"), name)
    assert (got.problem, got.text) == (Problem.UNKNOWN_FORMAT, "")
    assert got.detail == "链接指向的不是文件，服务器返回的是网页"


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>404 Not Found</title></head><body>nginx</body></html>",
        "<html><head><title>提示</title></head><body>您访问的文件不存在或已删除</body></html>",
        "<html><head><title>拦截提示</title></head><body>您的请求被拦截，网站防火墙</body></html>",
    ],
)
def test_an_error_page_where_a_file_should_be(page: str) -> None:
    got = read_attachment(page.encode(), "年报.doc")
    assert got.problem is Problem.UNKNOWN_FORMAT
    assert got.detail.startswith("链接指向的不是文件，服务器返回的是网页（")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_plain_text(charset: str) -> None:
    text = f"一、总体情况\r\n\r\n{SENTENCE}\r\n关 于 公 开\r\n"
    body = ("\ufeff" + text if charset == "utf-16-be" else text).encode(charset)
    got = read(body, "说明.txt")
    assert got.kind == "txt"
    assert got.text.splitlines() == ["一、总体情况", SENTENCE, "关于公开"]
    assert got.headings == ["一、总体情况"]


def test_wrong_letters() -> None:
    garbled = SENTENCE.encode("utf-8").decode("latin-1") * 3
    got = read_attachment(garbled.encode("utf-8"), "a.txt")
    assert (got.problem, got.detail) == (Problem.SCANNED, "文字无法还原（显示为乱码）")
    own = "".join(chr(0xE000 + number) for number in range(200))
    assert read_attachment(own.encode("utf-8"), "a.txt").problem is Problem.SCANNED


A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def slide(shapes: str, more: str = "") -> str:
    return f'<p:sld xmlns:p="p" xmlns:a="{A}"{more}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>'


def test_slides() -> None:
    def shape(text: str, kind: str = "") -> str:
        holder = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
        return f"<p:sp>{holder}<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"

    cells = "".join(
        f"<a:tc><a:txBody><a:p><a:r><a:t>{t}</a:t></a:r></a:p></a:txBody></a:tc>" for t in "甲乙"
    )
    frame = f'<p:graphicFrame><a:tbl><a:tr>{cells}<a:tc hMerge="1"/></a:tr><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>'
    relations = "".join(
        f'<Relationship Id="r{n}" Target="slides/slide{n}.xml"/>' for n in (1, 2, 3)
    )
    body = packed(
        {
            "ppt/presentation.xml": (
                '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r2"/>'
                '<p:sldId id="257" r:id="r1"/><p:sldId id="258" r:id="r3"/></p:sldIdLst></p:presentation>'
            ),
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
            "ppt/slides/slide1.xml": slide(f"<p:grpSp>{shape('组里的文字')}</p:grpSp>{frame}"),
            "ppt/slides/slide2.xml": slide(shape("政策解读", "title") + shape("第一张")),
            "ppt/slides/slide3.xml": slide(shape("不放映的"), ' show="0"'),
        }
    )
    got = read(body, "a.pptx")
    assert got.kind == "pptx"
    assert got.text.splitlines() == ["政策解读", "第一张", "组里的文字", "甲 乙", "甲 乙"]
    assert got.headings == ["政策解读"]
    assert got.tables == [[["甲", "乙"], ["甲", "乙"]]]


def ofd_page(*objects: str) -> bytes:
    """An OFD file of one page with these objects."""
    names = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed(
        {
            "OFD.xml": (
                f"<ofd:OFD {names}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>"
                "</ofd:DocBody></ofd:OFD>"
            ),
            "Doc_0/Document.xml": f'<ofd:Document {names}><ofd:Pages><ofd:Page BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/P.xml": (
                f"<ofd:Page {names}><ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"
                "</ofd:Page>"
            ),
            "Doc_0/Annots/A.xml": f"<ofd:PageAnnot {names}><ofd:TextCode>批注</ofd:TextCode></ofd:PageAnnot>",
        }
    )


def text_object(text: str, x: float, y: float, code: str = "", own: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 6" Size="4" {own}><ofd:TextCode X="0" Y="4" {code}>{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def test_ofd() -> None:
    document = report()
    got = read(ofd(document.title, document.blocks), "年报.ofd")
    assert (got.kind, got.pages) == ("ofd", 2)
    assert [
        block for block in document.blocks if isinstance(block, str) and block not in got.text
    ] == []


def test_places_in_ofd() -> None:
    body = ofd_page(
        "<ofd:PageBlock>" + text_object("第三行", 20, 60, 'DeltaX="g 2 4"') + "</ofd:PageBlock>",
        text_object("第一行在上，", 20, 20),
        text_object("第二行", 20, 40, 'DeltaX="4 4 4"')
        + text_object("接着写", 32, 40, "", 'CTM="1 0 0 1 0 0"'),
    )
    got = read(body, "a.ofd")
    assert got.text.splitlines() == ["第一行在上，", "第二行接着写", "第三行"]


def test_ofd_scans_locks_and_missing_pages() -> None:
    scan = read_attachment(ofd_page('<ofd:ImageObject Boundary="0 0 210 297"/>'), "a.ofd")
    assert (scan.problem, scan.detail) == (Problem.SCANNED, "扫描件，1页无文字层")
    locked = packed({"OFD.xml": "<OFD/>", "Encryptions.xml": "<x/>"})
    assert read_attachment(locked, "a.ofd").problem is Problem.ENCRYPTED
    names = "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"
    pages = '<Document><Pages><Page BaseLoc="../../gone.xml"/></Pages></Document>'
    missing = read_attachment(packed({"OFD.xml": names, "D.xml": pages}), "a.ofd")
    assert (missing.problem, missing.pages) == (Problem.DAMAGED, 1)
    none = read_attachment(packed({"OFD.xml": "<OFD/>"}), "a.ofd")
    assert (none.problem, none.detail) == (Problem.DAMAGED, "文件中没有页面")

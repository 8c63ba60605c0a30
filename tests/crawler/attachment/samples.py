"""Files to read, made with libraries that are none of the project's own readers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO

import docx
import xlwt
from docx.document import Document as WordDocument
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from crawler.attachment.read import read_attachment
from crawler.attachment.text import AttachmentText, Problem
from demo.sites.content.platform import annual_report
from demo.sites.model import Area, Document

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

AREA = Area("青石县", "青石", "青", "县", "990101")
SENTENCE = (
    "全县各级行政机关认真贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、"
    "不公开为例外，主动公开政府信息4216条。"
)
SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


@lru_cache
def report() -> Document:
    """The annual report of an invented county: six sections, three tables with merged cells."""
    return annual_report(AREA, "nb2020", "2021-03-01", AREA.government, 2020)


def well(read: AttachmentText) -> AttachmentText:
    """A file that was read without a problem."""
    assert read.problem is Problem.NONE, (read.problem, read.detail)
    return read


def read(body: bytes, name: str = "", content_type: str = "") -> AttachmentText:
    """A file that reads without a problem."""
    return well(read_attachment(body, name, content_type))


Canvassed = Callable[[Canvas], None]


def drawn(*pages: Canvassed, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of pages drawn by hand."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, top: float = 760, left: float = 72, leading: float = 20) -> Canvassed:
    """A page with these lines."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(left, top - leading * number, text)

    return draw


def flowing(title: str, parts: Sequence[str | list[list[str]]], foot: str = "") -> bytes:
    """A PDF as a word processor prints it: title, indented paragraphs, ruled tables, page numbers."""
    text = ParagraphStyle(
        "text", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK"
    )
    head = ParagraphStyle("head", text, fontSize=20, leading=30, alignment=1, firstLineIndent=0)
    rule = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10)]
    )

    def number(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(297, 30, foot.format(page=canvas.getPageNumber()))

    story = [Paragraph(title, head)]
    story += [
        Paragraph(part, text) if isinstance(part, str) else Table(part, style=rule)
        for part in parts
    ]
    buffer = BytesIO()
    template = SimpleDocTemplate(buffer, invariant=True)
    template.build(story, onFirstPage=number, onLaterPages=number)
    return buffer.getvalue()


def raw_pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects, of which 1 is the catalogue."""
    parts, places, length = [b"%PDF-1.4\n"], {}, 9
    for number in sorted(objects):
        own = b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
        places[number] = length
        parts.append(own)
        length += len(own)
    size = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(size))
    parts.append(
        b"xref\n0 %d\n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, length)
    )
    return b"".join(parts)


def repeated_page(content: bytes, pages: int, font: bytes = b"") -> bytes:
    """A PDF whose pages all show one and the same content."""
    packed = zlib.compress(content)
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(pages))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        3: font
        or b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type"
        b"/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>/DW 1000>>]>>",
        4: b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    }
    for number in range(pages):
        objects[10 + number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
        )
    return raw_pdf(objects)


def shown(text: str, x: float, y: float, size: float = 12) -> bytes:
    """The drawing of a text in the font of `repeated_page`."""
    return b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (
        size,
        x,
        y,
        text.encode("utf-16-be").hex().encode(),
    )


def word(fill: Callable[[WordDocument], None]) -> bytes:
    """A DOCX as python-docx makes it."""
    document = docx.Document()
    fill(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook(fill: Callable[[xlwt.Workbook], None]) -> bytes:
    """An XLS as xlwt makes it."""
    book = xlwt.Workbook()
    fill(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()

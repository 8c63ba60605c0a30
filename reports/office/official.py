"""A document in the layout of official documents (GB/T 9704-2012 党政机关公文格式): page, grid, fonts by name, headings,
addressee, attachments, signature, page numbers.

The fonts are those of the standard. Where one is not installed, the font table names what takes its place, the last
being 宋体, so that the document needs no font of ours.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reports.hostile import clean, cut

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

BLANK = re.compile(r"(（此处填写[^（）]*）)")
"""What a person has to fill in: shown on a coloured ground, so that nobody overlooks it."""

TITLE, BODY, HEI, KAI, SONG = "方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"
_LATIN = "Times New Roman"
_STANDING_IN = {
    TITLE: ("小标宋体", "华文中宋", SONG, "SimSun"),
    BODY: ("仿宋_GB2312", "FangSong", "华文仿宋", SONG, "SimSun"),
    KAI: ("楷体_GB2312", "KaiTi", "华文楷体", SONG, "SimSun"),
    HEI: ("SimHei", "华文黑体", SONG, "SimSun"),
    SONG: ("SimSun", "华文宋体"),
}
# Sizes (字号) in half points, as the format counts them.
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 44, 32, 28, 21

_TWIPS_A_MM = 1440 / 25.4
_LINE = 579  # 225 mm over 22 lines
_TITLE_LINE = 700
# 156 mm over 28 characters of 16 points leave 15.79 points each: in 20ths of a point. A grid of characters would say
# the same, but programs disagree on how to count it.
_CLOSER = -5
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CENTRED = '<w:jc w:val="center"/>'
_CELL, _HEAD = "ZwgkCell", "ZwgkHead"
_WORD_2013 = "15"  # anything older opens in compatibility mode
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def blank(what: str) -> str:
    """The mark of something that only the issuer knows."""
    return f"（此处填写{what}）"


class OfficialDocument:
    """A document in the making, from its top to its end."""

    def __init__(self, title: str, author: str, created: datetime) -> None:
        from docx import Document as new_document
        from docx.shared import Mm

        self._document: Document = new_document()
        self._numbers()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance, section.header_distance = Mm(23), Mm(15)
        grid = section._sectPr.find(f"{{{_W}}}docGrid")
        if grid is None:
            grid = section._sectPr.makeelement(f"{{{_W}}}docGrid", {})
            section._sectPr.append(grid)
        for key, value in (
            ("type", "lines"),
            ("linePitch", _LINE),
        ):
            grid.set(f"{{{_W}}}{key}", str(value))
        self._defaults()
        properties = self._document.core_properties
        # A property holds 255 characters.
        properties.title, properties.author = cut(title, 200), cut(author, 200)
        properties.comments = ""
        properties.created = properties.modified = created
        properties.language = "zh-CN"
        properties.last_modified_by = ""

    def number(self, text: str) -> None:
        """The document's number (发文字号), centred over the red line."""
        paragraph = self._paragraph(text, align="center")
        borders = self._element(
            "<w:pBdr><w:bottom w:val='single' w:sz='12' w:space='6' w:color='C00000'/></w:pBdr>"
        )
        self._place(paragraph, borders)
        self.empty(2)

    def title(self, text: str) -> None:
        """The title, 2号小标宋, centred."""
        self._paragraph(text, TITLE, SIZE_2, align="center", line=_TITLE_LINE, outline=0)

    def addressee(self, text: str) -> None:
        """The bodies that it is sent to (主送机关), from the left edge."""
        self.empty()
        self._paragraph(f"{text}：")

    def level_1(self, text: str) -> None:
        """A heading “一、…”, 黑体."""
        self._paragraph(text, HEI, indent=2, keep=True, outline=1)

    def level_2(self, text: str) -> None:
        """A heading “（一）…”, 楷体."""
        self._paragraph(text, KAI, indent=2, keep=True, outline=2)

    def body(self, text: str, *, keep: bool = False) -> None:
        """A paragraph, 3号仿宋, its first line two characters in; `keep` holds it on the page of what follows."""
        self._paragraph(text, indent=2, keep=keep)

    def empty(self, lines: int = 1, *, keep: bool = False) -> None:
        """Empty lines."""
        for _ in range(lines):
            self._paragraph("", keep=keep)

    def attachments(self, titles: Sequence[str]) -> None:
        """The list of attachments (附件说明) below the text."""
        self.empty(keep=True)
        for number, title in enumerate(titles, start=1):
            lead = "附件：" if number == 1 else ""
            self._paragraph(f"{lead}{number}. {title}", indent=2 if number == 1 else 5, keep=True)

    def signature(self, body: str, day: str) -> None:
        """Who signs, and the day, as for a seal: the day four characters from the right, the body centred above it."""
        self.empty(2, keep=True)
        apart = 4 + (_characters(day) - _characters(body)) / 2
        self._paragraph(body, align="right", right=max(apart, 0.0), keep=True)
        self._paragraph(day, align="right", right=4.0)

    def annex(self, number: int, title: str) -> None:
        """The head of an attachment, on a page of its own."""
        paragraph = self._paragraph(f"附件{number}", HEI, keep=True, outline=1)
        paragraph.paragraph_format.page_break_before = True
        self.empty()
        self._paragraph(title, TITLE, SIZE_2, align="center", line=_TITLE_LINE, keep=True)
        self.empty()

    def caption(self, text: str) -> None:
        """A line over a table."""
        self._paragraph(text, HEI, SIZE_4, keep=True)

    def remark(self, text: str) -> None:
        """A line under a table."""
        self._paragraph(text, BODY, SIZE_5, line=340)

    def table(
        self,
        heads: Sequence[str],
        widths: Sequence[int],
        rows: Iterable[Sequence[str]],
        centred: Sequence[int] = (),
    ) -> None:
        """A table: `widths` in millimetres, `centred` the columns whose cells stand in the middle. The heads are repeated
        on each page, and no row is torn apart.
        """
        from docx.oxml import parse_xml

        twips = [round(width * _TWIPS_A_MM) for width in widths]
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        lines = [
            f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr><w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in twips),
            "</w:tblGrid>",
            _row(heads, twips, range(len(heads)), head=True),
            *(_row(row, twips, centred) for row in rows),
            "</w:tbl>",
        ]
        # Put together as text: cell by cell through the library takes minutes for a thousand rows.
        body = self._document.element.body
        body.insert(len(body) - 1, parse_xml("".join(lines)))

    def content(self) -> bytes:
        """The file. The same document gives the same bytes: no clock is read."""
        written = BytesIO()
        self._document.save(written)
        packed = BytesIO()
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
            for info in source.infolist():
                entry = zipfile.ZipInfo(info.filename, _ZIP_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(info))
        return packed.getvalue()

    def _defaults(self) -> None:
        """The font of all that names none, the language, and what stands in for fonts that are missing."""
        styles = self._document.styles.element
        properties = styles.find(f"{{{_W}}}docDefaults/{{{_W}}}rPrDefault/{{{_W}}}rPr")
        for child in list(properties):
            properties.remove(child)
        properties.extend(self._element(_font(BODY, SIZE_3)))
        properties.append(
            self._element('<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>')
        )
        for name, title, font in ((_CELL, "表格文字", BODY), (_HEAD, "表格表头", HEI)):
            styles.append(self._element(_cell_style(name, title, font)))
        normal = self._document.styles["Normal"]
        # Indents in characters are counted in those of this style.
        own = normal.element.get_or_add_rPr()
        own.clear()
        own.extend(self._element(_font(BODY, SIZE_3)))
        spacing = normal.paragraph_format
        spacing.space_before = spacing.space_after = 0
        settings = self._document.settings.element
        for each in settings.iter(f"{{{_W}}}compatSetting", f"{{{_W}}}themeFontLang"):
            if each.get(f"{{{_W}}}name") == "compatibilityMode":
                each.set(f"{{{_W}}}val", _WORD_2013)
            elif each.tag.endswith("themeFontLang"):
                each.set(f"{{{_W}}}eastAsia", "zh-CN")
        for part in self._document.part.package.iter_parts():
            if str(part.partname) == "/word/fontTable.xml":
                part._blob = _font_table().encode()

    def _numbers(self) -> None:
        """Page numbers “— 1 —” in 4号宋体: outside, one character in from the edge."""
        section = self._document.sections[0]
        self._document.settings.odd_and_even_pages_header_footer = True
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            paragraph = footer.paragraphs[0]
            paragraph._p.clear()
            self._place(
                paragraph,
                self._element(f'<w:ind w:{side}Chars="100" w:{side}="280"/>'),
                self._element(f'<w:jc w:val="{side}"/>'),
            )
            face = _font(SONG, SIZE_4)
            for inner in (
                '<w:t xml:space="preserve">— </w:t>',
                '<w:fldChar w:fldCharType="begin"/>',
                '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>1</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
                '<w:t xml:space="preserve"> —</w:t>',
            ):
                paragraph._p.append(self._element(f"<w:r>{face}{inner}</w:r>"))

    def _paragraph(
        self,
        text: str,
        font: str = BODY,
        size: int = SIZE_3,
        *,
        align: str = "both",
        indent: int = 0,
        right: float = 0.0,
        line: int = _LINE,
        keep: bool = False,
        outline: int | None = None,
    ) -> Paragraph:
        paragraph = self._document.add_paragraph()
        placed = []
        if keep:
            placed.append("<w:keepNext/>")
        if size != SIZE_3:
            placed.append('<w:snapToGrid w:val="0"/>')
        placed.append(f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>')
        if indent:
            placed.append(
                f'<w:ind w:firstLineChars="{indent * 100}" w:firstLine="{indent * size * 10}"/>'
            )
        if right:
            placed.append(
                f'<w:ind w:rightChars="{round(right * 100)}" w:right="{round(right * size * 10)}"/>'
            )
        placed.append(f'<w:jc w:val="{align}"/>')
        if outline is not None:
            placed.append(f'<w:outlineLvl w:val="{outline}"/>')
        self._place(paragraph, *(self._element(each) for each in placed))
        for part in BLANK.split(text):
            if part:
                mark = '<w:highlight w:val="yellow"/>' if BLANK.fullmatch(part) else ""
                paragraph._p.append(
                    self._element(f"<w:r>{_font(font, size, mark)}{_text(part)}</w:r>")
                )
        return paragraph

    @staticmethod
    def _element(xml: str) -> Any:
        from docx.oxml import parse_xml

        return parse_xml(
            re.sub(r"^<w:\w+", lambda found: f'{found[0]} xmlns:w="{_W}"', xml, count=1)
        )

    @staticmethod
    def _place(paragraph: Paragraph, *elements: Any) -> None:
        """Add properties of a paragraph in the order that the format asks for."""
        properties = paragraph._p.get_or_add_pPr()
        for element in elements:
            properties.append(element)
        ordered = sorted(properties, key=lambda each: _ORDER.index(each.tag.partition("}")[2]))
        for element in ordered:
            properties.append(element)


_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "snapToGrid", "spacing", "ind", "jc", "outlineLvl",
)  # fmt: skip


def _font(name: str, size: int, mark: str = "") -> str:
    spacing = f'<w:spacing w:val="{_CLOSER if size == SIZE_3 else 0}"/>'
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{name}" w:cs="{_LATIN}"/>'
        f'{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{mark}</w:rPr>'
    )


def _text(text: str) -> str:
    """A run's text: no invisible character, nothing that XML has no place for; line feeds are breaks."""
    lines = _ILLEGAL.sub("", clean(text)).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)


def _row(
    cells: Sequence[str], twips: Sequence[int], centred: Iterable[int], *, head: bool = False
) -> str:
    middle = set(centred)
    repeated = "<w:tblHeader/>" if head else ""
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_HEAD if head else _CELL}"/>'
        f"{_CENTRED if place in middle else ''}</w:pPr><w:r>{_text(cell)}</w:r></w:p></w:tc>"
        for place, (cell, width) in enumerate(zip(cells, twips, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{filled}</w:tr>"


def _cell_style(name: str, title: str, font: str) -> str:
    """The style of a table's cells: said once, for a long table has thousands of them."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{title}"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/>'
        '<w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="exact"/></w:pPr>'
        f"{_font(font, SIZE_5)}</w:style>"
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, others in _STANDING_IN.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'


def _characters(text: str) -> float:
    """The width of a text in characters; ASCII is half as wide."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)

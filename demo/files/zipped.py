"""Files that are zips of XML: DOCX, XLSX and OFD."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from demo.files.typeset import HEIGHT, WIDTH, Sheet, advance, grid, typeset, words_of
from demo.sites.model import Block, Heading, Table

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_SHEET = f"{_OFFICE}/spreadsheetml/2006/main"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_TO_MILLIMETRES = 25.4 / 72


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members, the same bytes whenever it is made."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def docx(title: str, blocks: Sequence[Block]) -> bytes:
    """A document as Word's DOCX; its headings are bold."""
    parts = [_paragraph(title, bold=True, centred=True)]
    for block in blocks:
        if isinstance(block, Table):
            parts.append(_table(block))
        elif isinstance(block, Heading):
            parts.append(_paragraph(block.text, bold=True))
        else:
            parts.append(_paragraph(words_of(block)))
    document = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{"".join(parts)}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return packed(_office("word/document.xml", kind) | {"word/document.xml": document})


def _office(main: str, kind: str) -> dict[str, str]:
    """What every Office file holds beside its main part."""
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
        ),
        "_rels/.rels": (
            f'{_XML}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship '
            f'Id="rId1" Type="{_RELATION}/officeDocument" Target="{main}"/></Relationships>'
        ),
    }


def _paragraph(text: str, *, bold: bool = False, centred: bool = False) -> str:
    place = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{place}<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(table: Table) -> str:
    cells, count = grid(table)
    rows: list[dict[int, str]] = [{} for _ in table.rows]
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, len(rows))):
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            merge = ""
            if cell.rows > 1:
                merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
            text = _paragraph(cell.text if row == cell.row else "")
            rows[row][cell.column] = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>"
    columns = '<w:gridCol w:w="900"/>' * count
    lines = "".join(
        f"<w:tr>{''.join(own[column] for column in sorted(own))}</w:tr>" for own in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def xlsx(title: str, blocks: Sequence[Block]) -> bytes:
    """The tables of a document as one sheet of Excel's XLSX, under the title and their captions."""
    rows: list[str] = []
    merged: list[str] = []
    number = 0

    def add(cells: dict[int, str]) -> None:
        nonlocal number
        number += 1
        shown = "".join(
            _cell(f"{_letter(column)}{number}", cells[column]) for column in sorted(cells)
        )
        rows.append(f'<row r="{number}">{shown}</row>')

    add({0: title})
    for block in blocks:
        if not isinstance(block, Table):
            continue
        if block.caption:
            add({0: block.caption})
        cells, _ = grid(block)
        first = number
        for row in range(len(block.rows)):
            add({cell.column: cell.text for cell in cells if cell.row == row})
        merged += [
            f"{_letter(cell.column)}{first + cell.row + 1}:"
            f"{_letter(cell.column + cell.columns - 1)}{first + cell.row + cell.rows}"
            for cell in cells
            if cell.rows > 1 or cell.columns > 1
        ]
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    sheet = (
        f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>{"".join(rows)}</sheetData>'
        f"{f'<mergeCells>{merges}</mergeCells>' if merges else ''}</worksheet>"
    )
    workbook = (
        f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'{_XML}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = _office("xl/workbook.xml", f"{kind}.sheet.main+xml")
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        "</Types>",
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
    )
    return packed(
        members
        | {
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _letter(column: int) -> str:
    return chr(65 + column)


def _cell(place: str, text: str) -> str:
    if text.isdigit() and len(text) < 10:
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def ofd(title: str, blocks: Sequence[Block]) -> bytes:
    """A document as OFD (GB/T 33190)."""
    sheets = typeset(title, blocks)
    pages = "".join(
        f'<ofd:Page ID="{100 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(sheets))
    )
    members = {
        "OFD.xml": (
            f'{_XML}<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"{_XML}<ofd:Document {_OFD}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
            f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH * _TO_MILLIMETRES:.1f} "
            f"{HEIGHT * _TO_MILLIMETRES:.1f}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
        ),
    }
    for number, sheet in enumerate(sheets):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _ofd_page(sheet, 1000 * (number + 1))
    return packed(members)


def _ofd_page(sheet: Sheet, first: int) -> str:
    objects = []
    for number, own in enumerate(sheet.words):
        size = own.size * _TO_MILLIMETRES
        x, y = own.x * _TO_MILLIMETRES, own.y * _TO_MILLIMETRES
        steps = " ".join(f"{advance(character) * size:.3f}" for character in own.text[:-1])
        objects.append(
            f'<ofd:TextObject ID="{first + number}" Boundary="{x:.3f} {y - size:.3f} '
            f'{advance(own.text) * size:.3f} {1.3 * size:.3f}" Font="1" Size="{size:.3f}">'
            f'<ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{steps}">{escape(own.text)}'
            "</ofd:TextCode></ofd:TextObject>"
        )
    for number, (x0, y0, x1, y1) in enumerate(sheet.rules, start=len(sheet.words)):
        box = [value * _TO_MILLIMETRES for value in (x0, y0, x1 - x0, y1 - y0)]
        objects.append(
            f'<ofd:PathObject ID="{first + number}" Boundary="{" ".join(f"{v:.3f}" for v in box)}" '
            f'LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {box[2]:.3f} {box[3]:.3f}'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )
    return (
        f'{_XML}<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="{first - 1}">{"".join(objects)}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )

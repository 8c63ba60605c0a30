"""Word's and Excel's XML of 2003, which many systems export under the names .doc and .xls."""

from __future__ import annotations

from lxml import etree

from crawler.attachment import limits, safe_xml
from crawler.attachment.content import Content
from crawler.attachment.docx import read_body
from crawler.attachment.docx_styles import Numbering, Styles
from crawler.attachment.safe_xml import attribute, child, children, name_of
from crawler.attachment.text import AttachmentText, Problem, Unreadable


def read(body: bytes) -> AttachmentText:
    """The text of such a file. Raises Unreadable for any other XML."""
    root = safe_xml.parse(body)
    if name_of(root) == "wordDocument":
        return read_body(child(root, "body"), Styles(child(root, "styles")), Numbering(None), "doc")
    if name_of(root) != "Workbook":
        raise Unreadable(Problem.UNKNOWN_FORMAT, "XML 文件，格式不明")
    content = Content()
    for sheet in children(root, "Worksheet")[: limits.MAX_PAGES]:
        rows = children(child(sheet, "Table"), "Row")[: limits.MAX_ROWS]
        content.add_table(_cells(row) for row in rows)
        if content.is_full:
            break
    return content.finish("xls")


def _cells(row: etree._Element) -> list[str]:
    """The texts of a row; cells that an index skips are blank."""
    cells: list[str] = []
    column = 1
    for cell in children(row, "Cell"):
        index = attribute(cell, "Index") or ""
        if index.isdigit() and column < int(index[:6]) <= limits.MAX_COLUMNS:
            cells += [""] * (int(index) - column)
            column = int(index)
        across = attribute(cell, "MergeAcross") or ""
        column += 1 + (int(across[:6]) if across.isdigit() else 0)
        cells.append(_text_of(cell))
    return cells


def _text_of(cell: etree._Element) -> str:
    data = child(cell, "Data")
    return "".join(str(part) for part in data.itertext()) if data is not None else ""

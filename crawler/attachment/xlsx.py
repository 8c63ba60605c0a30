"""XLSX (and ET and XLSM of the same make), read cell by cell as a stream."""

from __future__ import annotations

import math
import re
from datetime import datetime, time

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from crawler.attachment import limits, safe_xml
from crawler.attachment.container import Container, web_address
from crawler.attachment.content import Content
from crawler.attachment.safe_xml import attribute, child, children, descendants, name_of
from crawler.attachment.sheet import Range, Sheet, moment_text, number_text
from crawler.attachment.text import AttachmentText
from crawler.snapshot.facts import LinkedTable

_PLACE = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$")
_FORMULA = re.compile(r'^\s*HYPERLINK\(\s*"([^"]{1,2000})"', re.IGNORECASE)
_FALSE = ("0", "false")


def read(container: Container) -> AttachmentText:
    """The visible sheets in order. Raises Unreadable when the workbook is missing or damaged."""
    main = container.main_part("xl/workbook.xml")
    workbook = safe_xml.parse(container.read(main))
    relations = container.relations(main)
    book = _Book(container, workbook, relations)
    content = Content()
    shown = [
        sheet
        for sheet in children(child(workbook, "sheets"), "sheet")
        if sheet.get("state", "visible") == "visible"
    ]
    read_sheets: list[tuple[str, list[list[str]]]] = []
    linked: list[LinkedTable | None] = []
    for sheet in shown[: limits.MAX_PAGES]:
        part = relations.get(attribute(sheet, "id") or "", "")
        if container.has(part):
            rows, table = book.read(part)
            read_sheets.append((sheet.get("name") or "", rows))
            linked += [table] if rows else []
    add_sheets(content, read_sheets)
    content.reads_links = True
    for table in linked:
        content.add_linked(table)
    content.is_full = content.is_full or book.is_full
    content.pictures = sum(1 for name in container.names if name.startswith("xl/media/"))
    return content.finish("xlsx")


def add_sheets(content: Content, sheets: list[tuple[str, list[list[str]]]]) -> None:
    """The sheets' rows, under their names where there are several that hold anything."""
    filled = [(name, rows) for name, rows in sheets if rows]
    for name, rows in filled:
        if len(filled) > 1:
            content.add_paragraph(name, strong=True)
        content.add_table(rows)


class _Book:
    """What the sheets of a workbook share: texts, formats, the day that dates count from."""

    def __init__(
        self, container: Container, workbook: etree._Element, relations: dict[str, str]
    ) -> None:
        self.is_full = False
        self._container = container
        parts = {target.rpartition("/")[2]: target for target in relations.values()}
        properties = child(workbook, "workbookPr")
        is_mac = properties is not None and properties.get("date1904") in ("1", "true")
        self._epoch = CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900
        self._texts = self._shared(parts.get("sharedStrings.xml", "xl/sharedStrings.xml"))
        self._formats = self._styles(parts.get("styles.xml", "xl/styles.xml"))

    def _shared(self, part: str) -> list[str]:
        if not self._container.has(part):
            return []
        texts: list[str] = []
        left = 4 * limits.MAX_CHARACTERS
        for item in safe_xml.stream(self._container.read(part), "si"):
            texts.append(_rich_text(item))
            left -= len(texts[-1])
            if left < 0:
                self.is_full = True
                break
        return texts

    def _styles(self, part: str) -> list[str]:
        """The number format of each cell style."""
        if not self._container.has(part):
            return []
        root = safe_xml.parse(self._container.read(part))
        own = {
            each.get("numFmtId"): each.get("formatCode") or ""
            for each in children(child(root, "numFmts"), "numFmt")
        }
        found = []
        for style in children(child(root, "cellXfs"), "xf"):
            number = style.get("numFmtId") or "0"
            known = BUILTIN_FORMATS.get(int(number), "") if number.isdigit() else ""
            found.append(own.get(number) or known)
        return found

    def read(self, part: str) -> tuple[list[list[str]], LinkedTable | None]:
        """The shown texts of one sheet, and the same with what its cells link to."""
        sheet = Sheet(part)
        links = self._container.links(part)
        merged: list[Range] = []
        left = limits.MAX_CELLS
        row = column = -1
        for element in safe_xml.stream(
            self._container.read(part), "c", "row", "mergeCell", "hyperlink"
        ):
            name = name_of(element)
            if name == "mergeCell" and len(merged) < limits.MAX_ROWS:
                merged += _range(element.get("ref") or "")
            if name == "hyperlink" and (url := links.get(attribute(element, "id") or "")):
                for top, _, begin, _ in _range(element.get("ref") or ""):
                    sheet.link(top, begin, url)
            if name == "row":
                column = -1
            if name != "c" or left < 0:
                continue
            place = _place(element.get("r") or "")
            if place is None:
                column += 1  # a cell that does not say where it stands follows the one before
                row = row + 1 if column == 0 else row
            else:
                row, column = place
            text = self._text(element)
            if text:
                sheet.put(row, column, text)
                left -= 1
            if formula := _FORMULA.match(getattr(child(element, "f"), "text", None) or ""):
                sheet.link(row, column, web_address(formula[1]))
        if left < 0:
            self.is_full = True
        return sheet.rows(merged), sheet.linked(merged)

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _rich_text(inline) if inline is not None else ""
        value = child(cell, "v")
        raw = (value.text or "") if value is not None else ""
        if kind == "s":
            return (
                self._texts[int(raw)] if raw.isdigit() and int(raw[:9]) < len(self._texts) else ""
            )
        if kind == "b":
            return "FALSE" if raw in _FALSE else "TRUE"
        return self._number(raw, cell.get("s") or "0") if kind == "n" else raw

    def _number(self, raw: str, style: str) -> str:
        try:
            value = float(raw)
        except ValueError:
            return raw
        if not math.isfinite(value):
            return raw
        at = int(style[:6]) if style.isdigit() else 0
        form = self._formats[at] if at < len(self._formats) else ""
        if form and is_date_format(form):
            try:
                moment = from_excel(value, self._epoch)
            except (ValueError, OverflowError):
                return number_text(value)
            if isinstance(moment, datetime):
                return moment_text(moment)
            if isinstance(moment, time):
                return moment.strftime("%H:%M")
        return number_text(value, form)


def _rich_text(item: etree._Element) -> str:
    """The text of a string with its runs; phonetic guides left out."""
    parts = [
        text.text or ""
        for text in descendants(item, "t")
        if not str(getattr(text.getparent(), "tag", "")).endswith("rPh")
    ]
    return "".join(parts)[: limits.MAX_CELL_TEXT]


def _place(reference: str) -> tuple[int, int] | None:
    found = _PLACE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _range(reference: str) -> list[Range]:
    first, _, last = reference.partition(":")
    begin, end = _place(first), _place(last or first)
    return [(begin[0], end[0], begin[1], end[1])] if begin and end else []

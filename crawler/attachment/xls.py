"""XLS (and ET of the same make): Excel's binary workbooks."""

from __future__ import annotations

from io import StringIO

import xlrd
from xlrd.biffh import XLRDError

from crawler.attachment import limits
from crawler.attachment.content import Content
from crawler.attachment.sheet import Range, Sheet, moment_text, number_text
from crawler.attachment.text import AttachmentText, Problem, Unreadable
from crawler.attachment.xlsx import add_sheets


def read(body: bytes) -> AttachmentText:
    """The visible sheets in order. Raises Unreadable when the workbook is encrypted or damaged."""
    book = _open(body)
    content = Content()
    sheets: list[tuple[str, list[list[str]]]] = []
    left = limits.MAX_CELLS
    for number in range(min(book.nsheets, limits.MAX_PAGES)):
        opened = book.sheet_by_index(number)
        if opened.visibility == 0:
            rows, used = _rows(book, opened, left)
            left -= used
            sheets.append((opened.name, rows))
        book.unload_sheet(number)
        if left <= 0:
            content.is_full = True
            break
    add_sheets(content, sheets)
    return content.finish("xls")


def _open(body: bytes) -> xlrd.Book:
    for with_format in (True, False):
        try:
            return xlrd.open_workbook(
                file_contents=body,
                logfile=StringIO(),
                formatting_info=with_format,
                on_demand=True,
                ragged_rows=True,
                ignore_workbook_corruption=True,
            )
        except XLRDError as error:
            if "encrypted" in str(error).lower():
                raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码") from error
            if not with_format:
                raise Unreadable(Problem.DAMAGED, "文件损坏：表格无法解析") from error
        except Exception as error:  # whatever an odd format record makes it stumble over
            if not with_format:
                raise Unreadable(Problem.DAMAGED, "文件损坏：表格无法解析") from error
    raise AssertionError("unreachable")


def _rows(book: xlrd.Book, opened: xlrd.sheet.Sheet, left: int) -> tuple[list[list[str]], int]:
    """The shown texts of one sheet, and how many cells it took of those that are left."""
    sheet = Sheet(opened.name)
    used = 0
    for row in range(opened.nrows):
        for column in range(min(opened.row_len(row), limits.MAX_COLUMNS)):
            text = _text(book, opened, row, column)
            if text:
                sheet.put(row, column, text)
                used += 1
        if used > left:
            break
    merged: list[Range] = [
        (top, bottom - 1, begin, end - 1) for top, bottom, begin, end in opened.merged_cells
    ]
    return sheet.rows(merged), used


def _text(book: xlrd.Book, opened: xlrd.sheet.Sheet, row: int, column: int) -> str:
    kind = opened.cell_type(row, column)
    value = opened.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)[: limits.MAX_CELL_TEXT]
    if kind == xlrd.XL_CELL_NUMBER:
        return number_text(float(value), _format(book, opened, row, column))
    if kind == xlrd.XL_CELL_DATE:
        try:
            return moment_text(xlrd.xldate_as_datetime(float(value), book.datemode))
        except (ValueError, OverflowError):
            return number_text(float(value))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(int(value), ""))
    return ""


def _format(book: xlrd.Book, opened: xlrd.sheet.Sheet, row: int, column: int) -> str:
    if not book.formatting_info:
        return ""
    style = opened.cell_xf_index(row, column)
    if not 0 <= style < len(book.xf_list):
        return ""
    form = book.format_map.get(book.xf_list[style].format_key)
    return str(form.format_str) if form is not None else ""

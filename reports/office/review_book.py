"""The review workbook (复核表): evaluators fill in decisions, waivers and appeals, `zwgk review import` takes it back.

Cells that identify a row are locked, those that a person fills in are not. Every text is written as text: what looks
like a formula stays the characters it is, also after somebody edits the cell (quote prefix).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.errors import ReportError
from reports.files import report_file
from reports.hostile import Address, clean
from reports.office.review_layout import (
    ALL_SITES,
    APPEALS,
    DOUBTS,
    FAULTS,
    FORMAT,
    LISTS,
    MOST_ROWS,
    SHEETS,
    WAIVERS,
    Column,
    Sheet,
)
from reports.office.review_rows import ReviewBook, Row, Value
from reports.office.sheets import cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_SPARE = 200  # empty rows for new waivers and appeals
_LINKS = 65_000  # a sheet holds 65,530; whatever exceeds that is refused whole
_LINE, _TALLEST = 15, 409  # points
_FORMULA_LIKE = ("=", "+", "-", "@", "\t")
_FIRST, _LAST = date(1949, 1, 1), date(2199, 12, 31)
_GUIDE = {
    DOUBTS.title: "机器不能定的规则。填“判定”一列起的各格；部分符合另填得分比例（0 到 1 之间）。",
    FAULTS.title: "机器判为不符合或部分符合的规则。不同意的，填“判定”一列起的各格。",
    WAIVERS.title: f"每行一项豁免；网站标识写“{ALL_SITES}”即对所有网站有效。"
    "改已有的行，要填新的豁免日期；提前终止，改截止日期。",
    APPEALS.title: "每行一条申诉。已登记的只填处理结果和答复；新申诉另起一行。",
}


def write_review_workbook(book: ReviewBook, path: Path) -> dict[str, int]:
    """Write the workbook; returns the number of rows by sheet.

    The same book gives the same bytes: its only date is the audit's day. Raises ReportError when the file cannot be
    written, or when a sheet would have more rows than `zwgk review import` takes.
    """
    with report_file(path) as temporary:
        return _write(book, temporary)


def _write(book: ReviewBook, path: Path) -> dict[str, int]:
    from xlsxwriter import Workbook

    # Row by row onto the disk: the findings of many sites are a lot to hold.
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(str(path), plain | {"strings_to_numbers": False})
    workbook.set_properties(
        {
            "title": "政务公开复核表",
            "comments": f"依据截至 {book.as_of} 的网站内容",
            "created": datetime.fromisoformat(book.as_of),
        }
    )
    writer = _Writer(workbook, len(book.sites), len(book.rules))
    rows: dict[str, Iterable[Row]] = {
        DOUBTS.title: book.doubts,
        FAULTS.title: book.faults,
        WAIVERS.title: book.waivers,
        APPEALS.title: book.appeals,
    }
    written = {sheet.title: writer.sheet(sheet, rows[sheet.title]) for sheet in SHEETS}
    lists = workbook.add_worksheet(LISTS)
    lists.hide()
    lists.write_string(0, 0, FORMAT)
    columns = (("网站", ALL_SITES, *book.sites), ("规则和条款", *book.rules))
    for line, names in enumerate(zip_longest(*columns)):
        for place, name in enumerate(names, start=1):
            if name is not None:
                lists.write_string(line, place, name)
    lists.protect()
    workbook.close()
    return written


class _Writer:
    """Writes the sheets of one workbook; formats are made once."""

    def __init__(self, workbook: Workbook, sites: int, rules: int) -> None:
        self._workbook = workbook
        self._sources = {
            "sites": f"={LISTS}!$B$2:$B${sites + 2}",
            "rules": f"={LISTS}!$C$2:$C${max(rules, 1) + 1}",
        }
        self._formats: dict[tuple[Any, ...], Any] = {}

    def _format(
        self, *, locked: bool, day: bool = False, quote: bool = False, link: bool = False
    ) -> Any:
        key = (locked, day, quote, link)
        if key not in self._formats:
            look: dict[str, Any] = {
                "font_name": "微软雅黑", "font_size": 10, "valign": "top", "border": 1, "border_color": "#C9CED6",
                "text_wrap": True, "locked": locked, "bg_color": "#F3F5F8" if locked else "#FFFFFF",
            }  # fmt: skip
            if day:
                look["num_format"] = "yyyy-mm-dd"
            if link:
                look |= {"font_color": "#0B57A4", "underline": 1}
            made = self._workbook.add_format(look)
            if quote:
                made.set_quote_prefix()
            self._formats[key] = made
        return self._formats[key]

    def sheet(self, sheet: Sheet, rows: Iterable[Row]) -> int:
        """One sheet with its rows, drop-downs, filter and protection. Returns the number of rows."""
        page = self._workbook.add_worksheet(sheet.title)
        head = {
            "font_name": "微软雅黑", "font_size": 10, "bold": True, "font_color": "#FFFFFF", "align": "center",
            "valign": "vcenter", "text_wrap": True, "border": 1,
        }  # fmt: skip
        heads = {
            entry: self._workbook.add_format(head | {"bg_color": "#7A4B00" if entry else "#17324D"})
            for entry in (True, False)
        }
        page.set_row(0, 30)
        for place, column in enumerate(sheet.columns):
            options = {"hidden": True} if column.hidden else {}
            unlocked = self._format(locked=not column.entry, day=column.of == "day")
            page.set_column(place, place, column.width, unlocked if column.entry else None, options)
            page.write_string(0, place, column.heading, heads[column.entry])
        page.write_comment(0, 0, _GUIDE[sheet.title], {"x_scale": 2, "author": "zwgk"})
        links = line = 0
        for line, row in enumerate(rows, start=1):
            if line >= MOST_ROWS:
                self._workbook.close()
                raise ReportError(
                    f"工作表“{sheet.title}”超过 {MOST_ROWS - 1} 行，读不回来：请用 --site 分网站导出"
                )
            page.set_row(line, _height(sheet.columns, row))
            for place, column in enumerate(sheet.columns):
                links += self._cell(page, line, place, column, row, links)
        spare = _SPARE if sheet.kind != "decision" else 0
        last = line + spare
        page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
        for place, column in enumerate(sheet.columns):
            if rule := self._validation(column):
                page.data_validation(1, place, max(last, 1), place, rule)
        page.freeze_panes(1, sheet.frozen)
        page.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
        page.set_landscape()
        page.set_paper(8)  # A3
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        return line

    def _cell(
        self, page: Worksheet, line: int, place: int, column: Column, row: Row, links: int
    ) -> int:
        """Writes one cell; 1 when it became a link, else 0."""
        value: Value = row.get(column.key)
        # What an existing waiver or appeal is about cannot be changed: that would be another one.
        known = bool(row.get("base")) and column.of in ("sites", "rules")
        locked = not column.entry or known
        if isinstance(value, date):
            page.write_datetime(line, place, value, self._format(locked=locked, day=True))
            return 0
        if isinstance(value, float):
            page.write_number(line, place, value, self._format(locked=locked))
            return 0
        if isinstance(value, Address):
            shown = cell_text(value.text)
            style = self._format(locked=locked, link=True)
            if (
                value.href
                and links < _LINKS
                and page.write_url(line, place, value.href, style, string=shown) == 0
            ):
                return 1
            value = value.text
        # An entry is kept to the letter, so that it comes back as it was; all else is cleaned.
        text = (value or "") if column.entry or column.hidden else cell_text(value or "")
        quote = text.startswith(_FORMULA_LIKE)
        style = self._format(locked=locked, day=column.of == "day", quote=quote)
        page.write_string(line, place, text, style)
        return 0

    def _validation(self, column: Column) -> dict[str, Any]:
        said = {"error_title": column.heading}
        if column.choices:
            words = "、".join(column.choices)
            return said | {
                "validate": "list",
                "source": list(column.choices),
                "error_message": f"请从列表中选择：{words}",
            }
        if column.of in self._sources:
            return said | {
                "validate": "list",
                "source": self._sources[column.of],
                "error_message": "请从列表中选择",
            }
        if column.of == "day":
            return said | {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST,
                "maximum": _LAST,
                "error_message": "请填日期，如 2024-05-01",
            }
        if column.of == "share":
            return said | {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0.0001,
                "maximum": 0.9999,
                "error_message": "请填 0 到 1 之间的数，如 0.5",
            }
        return {}


def _height(columns: Sequence[Column], row: Row) -> float:
    """The row's height in points, that its longest cell may show whole as far as a row may grow."""
    lines = 1
    for column in columns:
        value = row.get(column.key)
        text = value.text if isinstance(value, Address) else value
        if isinstance(text, str) and not column.hidden:
            wide = sum(2 if ord(char) > 0x2E7F else 1 for char in clean(text[:3000]))
            lines = max(lines, text.count("\n") + 1 + wide // max(column.width - 2, 1))
    return float(min(lines * _LINE + _LINE / 2, _TALLEST))

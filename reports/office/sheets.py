"""What all workbooks share: cells that are never formulas, links within a sheet's limit, safe sheet names, print setup.

Content that looks like a formula (`=cmd|…`, `+1`, `@SUM`) stays the characters it is. Only an http or https address, or
a file of the report's own folder, becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reports.hostile import Address, clean
from reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Row = TypeVar("Row")

CELL_LIMIT = 32_767  # of UTF-16 code units, which is how a spreadsheet counts
LINK_LIMIT = 65_530  # of a sheet; whatever exceeds that is refused whole
SHEET_ROWS = 1_048_576
LINE = 12.5  # points that a line of nine-point text takes
_ROW_LIMIT = 409  # points, the tallest row that a spreadsheet has
_NAME_LIMIT = 31  # of UTF-16 code units
_CUT_MARK = "…（单元格放不下，全文见评分卡）"
_UNFIT = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NARROW = re.compile(r"[\x00-\u2e7f]+")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_A4 = 9
_FINE = 1.12  # nine-point characters in the room of one by which a column's width is counted
_READABLE = 200  # characters across an A4 page on its side that can still be read

FONT = "微软雅黑"
INK, HEAD, RULE, LINK_INK = "#1B2733", "#17324D", "#8A94A0", "#0B57A4"


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to a file of the report's folder (`external:…`) or another sheet (`internal:…`)."""

    text: str
    target: str


Value = str | Address | Linked | float | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a sheet: heading, width in characters, and what it holds of a row.

    `choices` may be chosen from in it; `hint` is said when one of its cells is chosen; `is_day` takes dates alone.
    """

    heading: str
    width: int
    value: Callable[[Row], Value]
    choices: tuple[str, ...] = ()
    hint: str = ""
    is_day: bool = False


@dataclass(slots=True)
class Losses:
    """What a sheet could not hold, for the note that says so."""

    cut: int = 0
    unlinked: int = 0
    rows: int = 0

    def sentences(self, sheet: str) -> list[str]:
        """The losses in Chinese; none where nothing was lost."""
        told = []
        if self.cut:
            told.append(
                f"工作表“{sheet}”有 {self.cut} 个单元格超过 {CELL_LIMIT} 字的上限，已截断并注明。"
            )
        if self.unlinked:
            told.append(
                f"工作表“{sheet}”的链接超过 {LINK_LIMIT} 个的上限，其后 {self.unlinked} 个地址只作文字。"
            )
        if self.rows:
            told.append(
                f"工作表“{sheet}”超过 {SHEET_ROWS} 行的上限，另有 {self.rows} 行未列，请用 CSV。"
            )
        return told


@dataclass(slots=True)
class Sheet:
    """One sheet in the making, with what it could not hold. Rows are written from the top down and not gone back to."""

    book: Book
    name: str
    sheet: Worksheet
    losses: Losses = field(default_factory=Losses)
    links: int = 0

    def put(self, line: int, place: int, value: Value, style: str = "body") -> None:
        """Write one cell: numbers as numbers, everything else as text, addresses as links where they may be."""
        if value is None:
            self.sheet.write_blank(line, place, None, self.book.style(style))
            return
        if isinstance(value, int | float):
            self.sheet.write_number(line, place, value, self.book.style(style))
            return
        text = cell_text(value if isinstance(value, str) else value.text)
        self.losses.cut += text.endswith(_CUT_MARK)
        target = _target(value)
        if target and self.links < LINK_LIMIT:
            link = _link(target, text)
            if self.sheet.write_url(line, place, link, self.book.style("link"), string=text) == 0:
                self.links += 1
                return
        elif target:
            self.losses.unlinked += 1
        # A cell that looks like a formula becomes one when somebody edits it, but for this mark.
        quoted = "quoted" if style in ("body", "word", "name") and _FORMULA.match(text) else style
        self.sheet.write_string(line, place, text, self.book.style(quoted))

    def heads(self, line: int, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Write the row of headings and set the columns' widths."""
        for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(line, place, cell_text(heading), self.book.style("head"))

    def print_setup(self, widths: Iterable[int], head_rows: tuple[int, int], names: int) -> None:
        """A4 on its side, headings on each page; as wide as the page unless that made it too small to read, where the
        first `names` columns stand on each page instead.
        """
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.repeat_rows(*head_rows)
        self.sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        if sum(widths) <= _READABLE:
            self.sheet.fit_to_pages(1, 0)
        else:
            self.sheet.set_print_scale(70)
            self.sheet.repeat_columns(0, names - 1)
        self.sheet.set_header("&C&A")
        self.sheet.set_footer("&R第 &P 页，共 &N 页")


class Book:
    """A workbook in the making. The same report gives the same bytes: the only date in it is the audit's day."""

    def __init__(self, path: Path, report: Report, title: str) -> None:
        from xlsxwriter import Workbook

        self._book: Workbook = Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties(
            {
                "title": title,
                "comments": f"依据截至 {report.as_of} 的网站内容",
                "created": created(report.as_of),
            }
        )
        face = {"font_name": FONT, "font_size": 9, "font_color": INK, "valign": "top"}
        cell = face | {"border": 1, "border_color": RULE, "text_wrap": True}
        link = {"font_color": LINK_INK, "underline": 1}
        middle = {"valign": "vcenter"}
        head = {"bold": True, "bg_color": HEAD, "font_color": "#FFFFFF", "align": "center"}
        self._formats = {
            "body": cell,
            "quoted": cell | {"quote_prefix": True},
            "link": cell | link,
            "head": cell | middle | head,
            "name": cell | middle | {"bold": True},
            "word": cell | middle | {"align": "center"},
            "number": cell | middle,
            "score": cell | middle | {"num_format": "0.00"},
            "strong": cell | middle | {"num_format": "0.00", "bold": True},
            "day": cell | {"num_format": "yyyy-mm-dd"},
            "note": face | {"text_wrap": True},
            "title": face | {"bold": True, "font_size": 14},
        }
        self._made: dict[str, Any] = {}

    def style(self, name: str) -> Any:
        """A cell's format by its name."""
        if name not in self._made:
            self._made[name] = self._book.add_format(self._formats[name])
        return self._made[name]

    def condition(self, **properties: Any) -> Any:
        """A format for a condition."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def sheet(self, name: str) -> Sheet:
        """A new sheet; the name must be one of `sheet_names`."""
        return Sheet(self, name, self._book.add_worksheet(name))

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


def table(
    book: Book,
    name: str,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    frozen: int,
    *,
    count: int,
) -> Sheet:
    """A sheet with one row for each of `rows`, of which there are `count`, under its headings, filters on, the first
    `frozen` columns standing.
    """
    made = book.sheet(name)
    sheet = made.sheet
    sheet.freeze_panes(1, frozen)
    sheet.set_row(0, 30)
    made.heads(0, [column.heading for column in columns], [column.width for column in columns])
    made.losses.rows = max(count - SHEET_ROWS + 1, 0)
    count = min(count, SHEET_ROWS - 1)
    for line, row in enumerate(islice(rows, count), start=1):
        values = [column.value(row) for column in columns]
        # Not every program fits rows to wrapped text when it opens a file.
        sheet.set_row(line, _height(columns, values))
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            made.put(line, place, value, _style(column, value))
    sheet.autofilter(0, 0, count, len(columns) - 1)
    for place, column in enumerate(columns):
        if count and (rule := _rule(column)):
            sheet.data_validation(1, place, count, place, rule)
    made.print_setup([column.width for column in columns], (0, 0), frozen)
    return made


def notes(book: Book, lines: Iterable[str], title: str, name: str = "说明") -> None:
    """A sheet of sentences: what the others hold, how they are filled in, and what they could not hold."""
    made = book.sheet(name)
    made.sheet.set_column(0, 0, 110)
    made.sheet.hide_gridlines(2)
    made.put(0, 0, title, "title")
    for line, text in enumerate(lines, start=2):
        made.sheet.set_row(line, _lines(text, 110) * LINE + 5)
        made.put(line, 0, text, "note")
    made.sheet.set_paper(_A4)
    made.sheet.set_landscape()
    made.sheet.fit_to_pages(1, 0)


def cell_text(text: str) -> str:
    """The text as a cell may hold it: no invisible characters, at most 32,767 UTF-16 code units, a note where it is cut."""
    text = clean(text)
    if len(text) * 2 <= CELL_LIMIT or len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return text
    kept = text.encode("utf-16-le")[: (CELL_LIMIT - len(_CUT_MARK)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + _CUT_MARK


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A name for each sheet that a spreadsheet takes: without `[]:*?/\\'`, at most 31 characters, none twice (case aside).

    >>> sheet_names(["甲县", "甲县", "a/b", "A:B", ""])
    ['甲县', '甲县 2', 'a b', 'A B 2', '工作表']
    """
    used = {name.casefold() for name in taken} | {"history"}
    found = []
    for text in wanted:
        base = " ".join(_UNFIT.sub(" ", clean(text)).split()) or "工作表"
        name, number = _shortened(base, ""), 1
        while name.casefold() in used:
            number += 1
            name = _shortened(base, f" {number}")
        used.add(name.casefold())
        found.append(name)
    return found


def created(as_of: str) -> datetime:
    """The audit's day as the moment that a file says it was made."""
    try:
        return datetime.fromisoformat(as_of[:10]).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def _shortened(base: str, end: str) -> str:
    room = (_NAME_LIMIT - len(end)) * 2
    return base.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore").rstrip() + end


def _link(target: str, text: str) -> Any:
    """What the library takes for a link: a place beside the file with the slashes of an address, not those of Windows."""
    if not target.startswith("external:"):
        return target
    from xlsxwriter.url import Url

    url = Url(target)
    url.text = text
    url._relationship_link = url._relationship_link.replace("\\", "/")
    return url


def _target(value: str | Address | Linked) -> str:
    if isinstance(value, Linked):
        return value.target
    return (value.href or "") if isinstance(value, Address) else ""


def _style(column: Column[Row], value: Value) -> str:
    if column.is_day:
        return "day"
    return "number" if isinstance(value, int | float) else "body"


def _rule(column: Column[Row]) -> dict[str, Any] | None:
    said = {"input_title": column.heading[:32], "input_message": column.hint} if column.hint else {}
    if column.choices:
        return said | {
            "validate": "list",
            "source": list(column.choices),
            "error_title": column.heading,
            "error_message": f"请从列表中选择：{'、'.join(column.choices)}",
        }
    if column.is_day:
        return said | {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_title": column.heading,
            "error_message": "请填日期，如 2024-06-30",
        }
    return said | {"validate": "any"} if said else None


def _height(columns: Sequence[Column[Row]], values: Sequence[Value]) -> float:
    """The row's height in points, that its longest cell may show whole as far as a row may grow."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str | Address | Linked):
            text = value if isinstance(value, str) else value.text
            lines = max(lines, _lines(text, column.width))
    return float(min(lines * LINE + LINE / 2, _ROW_LIMIT))


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column; a Chinese character is as wide as two others."""
    room = max(int(width * _FINE), 1)
    total = 0
    for part in text.split("\n"):
        seen = part[: width * _ROW_LIMIT]
        total += 1 + (len(seen) + len(_NARROW.sub("", seen))) // room
    return total

"""The sheets of an .xlsx workbook as rows of text, damaged and oversized ones refused."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from lxml.etree import XMLParser, fromstring
from openpyxl import load_workbook

from rules.errors import Problem, RuleError
from rules.plain_text import plain

MAX_FILE = 100_000_000
MAX_UNPACKED = 1_000_000_000
MAX_ROWS = 50_000


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"[^>]*>')
_CHUNK = 1 << 20
_ESCAPE = re.compile(r"_x005F(_x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a cell, as it is written, or the error that it ended in."""

    text: str


Value = str | int | float | bool | datetime | date | time | timedelta | Formula | None
"""What a cell may hold."""


def read_rows(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Every row of every sheet: the sheet's title, the row's number from 1, its cells as text.

    Raises RuleError when the file cannot be read, is no workbook, or is larger than the limits.
    """
    for title, number, cells in _rows(path, MAX_ROWS, formulas=False):
        yield title, number, [_text(cell.value) for cell in cells]


def read_cells(path: Path, most_rows: int) -> Iterator[tuple[str, int, list[Value]]]:
    """Every row of every sheet as `read_rows` gives it, its cells as what they hold; a formula is a `Formula`.

    Raises RuleError as `read_rows` does.
    """
    for title, number, cells in _rows(path, most_rows, formulas=True):
        yield (
            title,
            number,
            [
                Formula(str(cell.value))
                if getattr(cell, "data_type", "") in ("f", "e")
                else _unescaped(cell.value)
                for cell in cells
            ],
        )


def _unescaped(value: Any) -> Any:
    """Text that looks like the escape of a character is escaped itself, which openpyxl undoes in shared strings alone."""
    return _ESCAPE.sub(r"\1", value) if isinstance(value, str) and "_x005F_" in value else value


def merged_ranges(path: Path) -> Iterator[tuple[str, str]]:
    """The ranges of cells that are merged into one: the sheet's title and the range (L2:L4), in the workbook's order.

    Of a workbook that `read_cells` has read; it is not openpyxl that tells, which leaves them out where it reads by row.
    """
    with zipfile.ZipFile(path) as archive:
        parser = XMLParser(resolve_entities=False)
        links = fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
        targets = {link.get("Id"): str(link.get("Target")) for link in links}
        book = fromstring(archive.read("xl/workbook.xml"), parser)
        for sheet in book.iter(f"{{{_MAIN}}}sheet"):
            target = targets.get(sheet.get(f"{{{_RELATIONS}}}id"), "")
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if name not in archive.namelist():
                continue
            rest = b""
            with archive.open(name) as content:
                while chunk := content.read(_CHUNK):
                    rest += chunk
                    for found in _MERGED.finditer(rest):
                        yield str(sheet.get("name")), found[1].decode("ascii")
                    # An element may be cut in two by the end of what was read; "<" begins nothing but one.
                    rest = rest[rest.rfind(b"<") :] if b">" not in rest[rest.rfind(b"<") :] else b""


def fields_of_header(texts: Sequence[str], fields: Mapping[str, str]) -> dict[str, int]:
    """The place (from 0) of each field in a row of headings; `fields` gives a field for every heading that it goes by.

    Headings are compared without white space, case or full-width forms; of two that name one field the first counts.
    """
    columns: dict[str, int] = {}
    for at, text in enumerate(texts):
        field = fields.get(plain(text).lower())
        if field:
            columns.setdefault(field, at)
    return columns


def _rows(
    path: Path, most_rows: int, *, formulas: bool
) -> Iterator[tuple[str, int, Sequence[Any]]]:
    # What openpyxl warns of (validations that it does not know, dates out of range) is nothing that a user wrote.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        _look_before_opening(path)
        workbook = load_workbook(path, read_only=True, data_only=not formulas)
        try:
            for sheet in workbook.worksheets:
                for number, cells in enumerate(sheet.iter_rows(), start=1):
                    if number > most_rows:
                        found = f"工作表“{sheet.title}”超过 {most_rows} 行"
                        raise _refused(path, found, "请删去多余的行")
                    yield sheet.title, number, cells
        finally:
            workbook.close()
    except RuleError:
        raise
    except OSError as error:
        raise _refused(path, f"读不出文件（{error.strerror or error}）", "请检查路径") from error
    except Exception as error:
        # A damaged workbook surfaces as nearly any exception of the zip and XML readers.
        raise _refused(path, "不是可读的 xlsx 表格", "请用 Excel 另存为 .xlsx") from error


def _look_before_opening(path: Path) -> None:
    if path.stat().st_size > MAX_FILE:
        raise _refused(path, "文件超过 100 MB", "请检查是否选错了文件")
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
            raise _refused(path, "解压后超过 1000 MB", "请检查是否选错了文件")


def _refused(path: Path, found: str, expected: str) -> RuleError:
    return RuleError([Problem(str(path), 0, 0, "", found, expected)])


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()

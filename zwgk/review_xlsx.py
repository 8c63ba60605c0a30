"""A review workbook read back: the rows that somebody filled in, each problem with its sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries
from pydantic import BaseModel, ValidationError

from checks.reviews.file import ReviewsError
from checks.reviews.model import EVERY_SITE, WITHDRAWN, Appeal, Decision, Waiver, tidy
from reports.office.review_layout import (
    ALL_SITES,
    FORMAT,
    LISTS,
    MOST_ROWS,
    SHEETS,
    Column,
    Sheet,
    base_of,
)
from rules.errors import Problem, quoted
from zwgk.workbook import Formula, Value, merged_ranges, read_cells

_MODELS: dict[str, type[Decision] | type[Waiver] | type[Appeal]] = {
    "decision": Decision,
    "waiver": Waiver,
    "appeal": Appeal,
}
_A_DAY = "应为日期，如 2024-05-01"
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")


@dataclass(frozen=True, slots=True)
class Filled:
    """One row that says something: what it says, and where it stands.

    `base` is the entry that the row had when the workbook was written ("" for none); `changed` that it says another thing
    now.
    """

    entry: Decision | Waiver | Appeal
    file: str
    sheet: Sheet
    line: int
    letters: Mapping[str, str]
    base: str
    changed: bool

    def problem(self, key: str, found: str, expected: str) -> Problem:
        """A problem at one of the row's cells."""
        return Problem(self.file, 0, 0, self.cell(key), found, expected)

    def cell(self, key: str) -> str:
        """Sheet and cell, as spreadsheets write it: 待核实!L7."""
        return f"{self.sheet.title}!{self.letters.get(key, 'A')}{self.line}"


@dataclass(slots=True)
class _Table:
    """One sheet while it is read: where its columns are, and the rows under them."""

    sheet: Sheet
    places: dict[str, int]
    rows: list[tuple[int, dict[str, Value]]] = field(default_factory=list)

    @property
    def letters(self) -> dict[str, str]:
        return {key: get_column_letter(at + 1) for key, at in self.places.items()}


def read_review_workbook(path: Path) -> list[Filled]:
    """The filled rows of a workbook that `zwgk review export` wrote, in its order.

    Raises ReviewsError with every problem at once, each located by sheet and cell; RuleError where the file is no workbook.
    """
    problems: list[Problem] = []
    tables = _tables(path, problems)
    filled: list[Filled] = []
    for table in tables:
        for line, cells in table.rows:
            row = _row(path, table, line, cells, problems)
            if row is not None:
                filled.append(row)
    problems += _twice(filled)
    if problems:
        raise ReviewsError(problems)
    return filled


def _tables(path: Path, problems: list[Problem]) -> list[_Table]:
    known = {sheet.title: sheet for sheet in SHEETS}
    tables: dict[str, _Table] = {}
    is_ours = False
    others: list[str] = []
    for title, number, cells in read_cells(path, MOST_ROWS):
        if title == LISTS and number == 1:
            is_ours = bool(cells) and cells[0] == FORMAT
        if title not in known:
            others += [title] if number == 1 and _is_like_ours(cells) else []
            continue
        if number == 1:
            tables[title] = _header(path, known[title], cells, problems)
        elif title in tables and any(cell not in (None, "") for cell in cells):
            table = tables[title]
            row = {key: cells[at] for key, at in table.places.items() if at < len(cells)}
            table.rows.append((number, row))
    if not is_ours:
        found = "不是 zwgk review export 写的复核表，或由另一版本写成"
        raise ReviewsError(
            [Problem(str(path), 0, 0, "", found, "请用 zwgk review export 重新导出")]
        )
    for title in others:
        found = f"工作表“{title}”的表头是复核表的，名字却不是"
        right = f"请改回原名（{'、'.join(known)}）；是另存的副本，请删去"
        problems.append(Problem(str(path), 0, 0, f"{title}!1:1", found, right))
    complete = {
        title: table for title, table in tables.items() if _needed(table.sheet) <= set(table.places)
    }
    problems += _merged(path, complete)
    return list(complete.values())


def _needed(sheet: Sheet) -> set[str]:
    """The columns that are read; all others are there to be looked at, and may be gone."""
    own = {column.key for column in sheet.columns if column.entry or column.hidden}
    return own | {"site", "rule"}


def _heading(cell: Value) -> str:
    return "".join(str(cell or "").split())


def _is_like_ours(cells: Sequence[Value]) -> bool:
    shown = set(map(_heading, cells))
    return any(
        shown >= {column.heading for column in sheet.columns if column.key in _needed(sheet)}
        for sheet in SHEETS
    )


def _merged(path: Path, tables: Mapping[str, _Table]) -> Iterator[Problem]:
    """Cells of several rows that were made one: what is written there counts for the first row alone."""
    for title, ranged in merged_ranges(path):
        if title not in tables:
            continue
        left, top, right, bottom = range_boundaries(ranged)
        read = {tables[title].places[key] + 1 for key in _needed(tables[title].sheet)}
        assert left is not None
        assert right is not None
        if top != bottom and any(left <= place <= right for place in read):
            where, found = f"{title}!{ranged}", "是合并的单元格，所填只算第一行的"
            yield Problem(str(path), 0, 0, where, found, "请取消合并，逐行填写")


def _header(path: Path, sheet: Sheet, cells: Sequence[Value], problems: list[Problem]) -> _Table:
    shown = list(map(_heading, cells))
    places: dict[str, int] = {}
    if not {column.heading for column in sheet.columns} & set(shown):
        found, right = "第一行不是表头", "请删去加在表头上面的行，或重新导出"
        problems.append(Problem(str(path), 0, 0, f"{sheet.title}!1:1", found, right))
        return _Table(sheet, places)
    for column in sheet.columns:
        if shown.count(column.heading) == 1:
            places[column.key] = shown.index(column.heading)
        elif column.key in _needed(sheet):
            found = "有两列都叫" if column.heading in shown else "没有"
            right = "请恢复导出时的表头，或重新导出"
            where = f"{sheet.title}!1:1"
            problems.append(Problem(str(path), 0, 0, where, f"{found}“{column.heading}”", right))
    return _Table(sheet, places)


def _row(
    path: Path, table: _Table, line: int, cells: dict[str, Value], problems: list[Problem]
) -> Filled | None:
    """What a row says; None where it says nothing, or something that is wrong."""
    sheet, letters = table.sheet, table.letters

    def wrong(key: str, found: str, expected: str) -> None:
        cell = f"{sheet.title}!{letters[key]}{line}"
        problems.append(Problem(str(path), 0, 0, cell, found, expected))

    before = len(problems)
    given: dict[str, Any] = {}
    for column in sheet.columns:
        value = cells.get(column.key)
        if isinstance(value, Formula):
            if column.entry or column.hidden or column.key in ("site", "rule"):
                kind = "错误值" if value.text.startswith("#") else "公式"
                right = _A_DAY if column.of == "day" else "请改为文字、日期或数"
                wrong(column.key, f"是{kind} {quoted(value.text)}", right)
            continue
        try:
            if (read := _read(column, value)) not in (None, ""):
                given[column.key] = read
        except ValueError as error:
            wrong(column.key, f"写的是{quoted(_shown(value))}", str(error))
    if len(problems) > before:
        return None
    base, _, own_mark = str(given.pop("base", "")).partition("/")
    mark = str(given.pop("mark", ""))
    entry_keys = [column.key for column in sheet.columns if column.entry]
    filled = [key for key in entry_keys if key in given]
    if not filled and not base:
        return None
    if not filled:
        first = "verdict" if sheet.kind == "decision" else "site"
        right = (
            "要撤销请选“撤销”" if sheet.kind == "decision" else "要终止请改截止日期；记录不能删去"
        )
        wrong(first, "原有的记录被清空了", right)
        return None
    model = _MODELS[sheet.kind]
    data = {key: value for key, value in given.items() if key in model.model_fields}
    if sheet.kind == "waiver" and data.get("site") == ALL_SITES:
        data["site"] = EVERY_SITE
    if mark:
        data["mark"] = mark
    if sheet.kind == "decision" and data.get("verdict") == "撤销" and base == "":
        wrong("verdict", "写的是“撤销”", "本行没有可撤销的判定")
        return None
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            _tell(found, model, data, sheet, wrong)
        return None
    changed = base_of(entry) != base
    if isinstance(entry, Decision) and not changed:
        entry = entry.model_copy(update={"mark": own_mark})
    return Filled(entry, str(path), sheet, line, letters, base, changed)


def _tell(
    found: Mapping[str, Any],
    model: type[BaseModel],
    data: Mapping[str, Any],
    sheet: Sheet,
    wrong: Any,
) -> None:
    """One of pydantic's findings at its cell."""
    key = str(found["loc"][0]) if found["loc"] else ""
    headings = {column.key: column.heading for column in sheet.columns}
    if found["type"] == "missing":
        wrong(key, f"没有填{headings.get(key, key)}", "请补上")
        return
    why = str((found.get("ctx") or {}).get("error", found["msg"]))
    if key in headings:
        wrong(key, f"写的是{quoted(_shown(data.get(key)))}", why)
    elif model is Decision:
        partial = data.get("verdict") == "部分符合"
        empty = "没有填得分比例" if partial else f"写的是{quoted(data.get('share'))}"
        right = "部分符合须填 0 到 1 之间的数，如 0.5" if partial else "只有部分符合才填得分比例"
        wrong("share", empty, right)
    else:
        missing = next(k for k in ("answered_by", "answered_on", "answer") if k not in data)
        wrong(missing, f"没有填{headings[missing]}", "已有处理结果的申诉须写明由谁、何时、如何答复")


def _read(column: Column, value: Value) -> str | date | float | None:
    """What a cell says. Raises ValueError, saying what would be right, where it cannot be understood."""
    if value is None or value == "":
        return None
    if column.of == "day":
        return _day(value)
    if column.of == "share":
        return _share(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date().isoformat()
    return tidy(str(value))


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if not value.strip():
            return None
        if found := _DAY.fullmatch(value.strip()):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                pass
    raise ValueError(_A_DAY)


def _share(value: Value) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if found := _PERCENT.fullmatch(text):
            return float(found[1]) / 100
        try:
            return float(text)
        except ValueError:
            pass
    raise ValueError("应为 0 到 1 之间的数，如 0.5")


def _shown(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _twice(filled: Sequence[Filled]) -> Iterator[Problem]:
    """Rows that say two things of one finding, or waive one rule twice."""
    first: dict[tuple[Any, ...], Filled] = {}
    for row in filled:
        entry = row.entry
        if isinstance(entry, Appeal):
            key: tuple[Any, ...] = ("appeal", *entry.identity)
        else:
            key = (row.sheet.kind, entry.site, entry.rule)
        other = first.setdefault(key, row)
        if other is not row and base_of(other.entry) != base_of(entry):
            yield row.problem(
                "rule", f"与 {other.cell('rule')} 说的是同一项，内容却不同", "请只留一行"
            )


def is_withdrawal(entry: Decision | Waiver | Appeal) -> bool:
    """Whether an entry takes a decision back."""
    return isinstance(entry, Decision) and entry.verdict == WITHDRAWN

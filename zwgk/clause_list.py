"""A list of clauses (条款清单) as an office writes one: text, Markdown, CSV or a spreadsheet; one clause a line or row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from rules.errors import Problem, RuleError, quoted
from rules.located_yaml import read_bytes
from rules.model import MAX_ID
from rules.plain_text import plain
from rules.scaffold import ListedClause
from zwgk.workbook import fields_of_header, read_rows

MAX_CLAUSES = 1000
MAX_TEXT = 5000
_HEADERS = {
    "id": ("id", "编号", "序号", "条款", "条款号", "条款编号", "条目", "no", "号"),
    "kind": ("类", "类别", "分类", "class", "类型", "可观察", "observable"),
    "text": ("text", "原文", "条款原文", "内容", "条款内容", "要点", "要求", "工作内容", "重点任务", "任务", "具体内容"),
    "reason": ("reason", "原因", "说明", "备注", "理由"),
    "indicator": ("indicator", "指标", "一级指标", "标题", "章节", "部分"),
}  # fmt: skip
_FIELD_OF = {header: field for field, headers in _HEADERS.items() for header in headers}
_KINDS = {
    "a": "A",
    "full": "A",
    "a~": "A~",
    "a-": "A~",
    "proxy": "A~",
    "b": "B",
    "trace": "B",
    "c": "C",
    "none": "C",
}
_NO_TEXT = (".xls", ".et", ".doc", ".docx", ".wps", ".pdf", ".ofd")
_DIGITS = "零一二三四五六七八九"
_NUMERAL = r"[一二三四五六七八九十]{1,4}"
_NUMBERED = re.compile(
    rf"""(?:[-*+•][ \t]+)?
    (?:[（(](?P<paren>{_NUMERAL}|[0-9]{{1,4}})[）)] [、.．]?
      | (?P<han>{_NUMERAL})[、.．]
      | (?P<plain>[A-Za-z0-9][A-Za-z0-9./-]{{0,{2 * MAX_ID}}}) (?:[、．:：]|[.](?=\D|$)|(?=[\s|\[【（(])))
    [ \t]*""",
    re.VERBOSE,
)
_CLASSED = re.compile(
    r"[\[【（(]\s*(A~|A～|A|B|C)\s*[\]】）)][ \t]*[、:：]?[ \t]*|(A~|A～|A|B|C)(?:[ \t]+|[:：][ \t]*)",
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")


def read_clauses(path: Path) -> list[ListedClause]:
    """The clauses of a list, in its order.

    .xlsx is read as a spreadsheet, .csv and .tsv as a table; in anything else a line is a clause (`9 A 规范专栏设置。…`),
    a Markdown table's row too, and a Markdown heading heads the clauses below it. A table has a header row that names
    at least the columns of number and text. Raises RuleError with every problem by line or cell.
    """
    suffix = path.suffix.lower()
    if suffix in _NO_TEXT:
        told = Problem(str(path), 0, 0, "", f"读不了 {suffix} 文件", "请另存为 .txt、.csv 或 .xlsx")
        raise RuleError([told])
    if suffix == ".xlsx":
        rows = ((f"{sheet}!", number, cells) for sheet, number, cells in read_rows(path))
        found = _table(path, rows, cells=True)
    elif suffix in (".csv", ".tsv"):
        found = _table(path, _delimited(path, _text(path)), cells=False)
    else:
        found = _lines(path, _text(path))
    clauses = list(_sound(path, found))
    if not clauses:
        told = Problem(
            str(path),
            0,
            0,
            "",
            "没有找到条款",
            "应每行一条：编号、类别（可不写）、原文；表格须有表头",
        )
        raise RuleError([told])
    return clauses


def _text(path: Path) -> str:
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = Problem(
            str(path), line, 1, "", "不是 UTF-8 编码", "请另存为 UTF-8（Excel：CSV UTF-8）"
        )
        raise RuleError([told]) from error


def _delimited(path: Path, text: str) -> Iterator[tuple[str, int, list[str]]]:
    head = text[:2000].split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max("\t,;", key=head.count))
    try:
        before = 0
        for cells in reader:
            yield "", before + 1, [cell.strip() for cell in cells]
            before = reader.line_num
    except csv.Error as error:
        told = Problem(
            str(path), reader.line_num, 1, "", f"不是可读的 CSV（{error}）", "请检查引号"
        )
        raise RuleError([told]) from error


def _table(
    path: Path, rows: Iterable[tuple[str, int, Sequence[str]]], *, cells: bool
) -> Iterator[ListedClause]:
    columns: dict[str, int] = {}
    sheet_of_header = None
    for sheet, number, texts in rows:
        if sheet != sheet_of_header:
            columns, sheet_of_header = {}, sheet
        if not columns:
            columns = _header(texts)
            continue
        values = {f: texts[at] for f, at in columns.items() if at < len(texts) and texts[at]}
        if values.keys() - {"indicator"}:
            letters = {field: get_column_letter(at + 1) for field, at in columns.items()}
            place = f"{sheet}{letters['id']}{number}" if cells else ""
            yield _listed(values, 0 if cells else number, place)


def _header(texts: Sequence[str]) -> dict[str, int]:
    columns = fields_of_header(texts, _FIELD_OF)
    return columns if {"id", "text"} <= columns.keys() else {}


def _lines(path: Path, text: str) -> Iterator[ListedClause]:
    columns: dict[str, int] = {}
    heading = ""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = _CONTROL.sub("", raw).strip()
        if not line.startswith("|"):
            columns = {}
        if not line or line.startswith(("<!--", "```", "---")):
            continue
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns = _header(cells)
            elif set(line) - set("|-: "):
                values = {f: cells[at] for f, at in columns.items() if at < len(cells)}
                yield _listed({"indicator": heading, **values}, number, "")
        else:
            yield _listed({"indicator": heading, **_parts(line)}, number, "")


def _parts(line: str) -> dict[str, str]:
    """Number, class and text of a line; without a number the text alone."""
    numbered = _NUMBERED.match(line)
    if numbered is None:
        return {"text": line}
    number = next(part for part in numbered.groups() if part)
    rest = line[numbered.end() :].lstrip("|｜ \t")
    classed = _CLASSED.match(rest)
    values = {"id": _arabic(number)}
    if classed:
        values["kind"] = classed[1] or classed[2]
        rest = rest[classed.end() :].lstrip("|｜ \t")
    return {**values, "text": rest}


def _arabic(number: str) -> str:
    """一 to 九十九 as digits; anything else as it is.

    >>> _arabic("十二"), _arabic("二十"), _arabic("9a")
    ('12', '20', '9a')
    """
    if not re.fullmatch(_NUMERAL, number):
        return number
    tens, ten, units = number.rpartition("十")
    if not ten:
        return "".join(str(_DIGITS.index(digit)) for digit in number)
    high = _DIGITS.index(tens) if len(tens) == 1 else 1
    low = _DIGITS.index(units) if len(units) == 1 else 0
    return str(10 * high + low)


def _listed(values: Mapping[str, str], line: int, cell: str) -> ListedClause:
    clean = {field: _CONTROL.sub("", value).strip() for field, value in values.items()}
    number = clean.get("id", "").rpartition("/")[2]
    kind = plain(clean.get("kind", "")).replace("～", "~")
    return ListedClause(
        id=_arabic(number.strip("（）()、. ")),
        kind=_KINDS.get(kind.lower(), kind),
        text=" ".join(clean.get("text", "").split()),
        reason=clean.get("reason", ""),
        indicator=clean.get("indicator", ""),
        line=line,
        cell=cell,
    )


def _sound(path: Path, clauses: Iterable[ListedClause]) -> Iterator[ListedClause]:
    """The clauses as they come. Raises RuleError at the end with what is wrong with any of them."""
    problems: list[Problem] = []
    seen: dict[str, ListedClause] = {}
    for count, clause in enumerate(clauses, start=1):
        if count > MAX_CLAUSES:
            problems.append(_problem(path, clause, f"超过 {MAX_CLAUSES} 条", "请分成几个规则集"))
            break
        problems += [_problem(path, clause, found, right) for found, right in _wrong(clause)]
        if clause.id in seen and clause.id:
            first = seen[clause.id]
            place = first.cell or f"第 {first.line} 行"
            problems.append(
                _problem(path, clause, f"编号“{clause.id}”重复（{place}已有）", "编号不得重复")
            )
        seen.setdefault(clause.id, clause)
        yield clause
    if problems:
        raise RuleError(problems)


def _wrong(clause: ListedClause) -> Iterator[tuple[str, str]]:
    if not clause.id:
        yield (
            f"没有编号（{quoted(clause.text, 20)}）",
            "每行以编号开头，如 9、9a、（三）；换行的原文请接成一行",
        )
    elif len(clause.id) > MAX_ID or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", clause.id):
        yield f"编号写的是{quoted(clause.id)}", "应只含字母、数字、点和连字符"
    if clause.kind not in ("", "A", "A~", "B", "C"):
        yield f"类别写的是{quoted(clause.kind)}", "应为 A、A~、B、C 之一，或不写"
    if not clause.text:
        yield "没有条款原文", "请补上"
    elif len(clause.text) > MAX_TEXT:
        yield f"条款原文超过 {MAX_TEXT} 字", "请检查是否漏了换行"


def _problem(path: Path, clause: ListedClause, found: str, expected: str) -> Problem:
    column = 1 if clause.line else 0
    return Problem(str(path), clause.line, column, clause.cell, found, expected)

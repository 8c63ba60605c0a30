"""A site list read from a spreadsheet, such as the list that an office keeps in Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from pydantic import ValidationError

from rules.errors import Problem, RuleError, quoted
from rules.explain import problems_of
from rules.located_yaml import Located
from rules.plain_text import plain
from zwgk.sites import Site, SitesError, host_of
from zwgk.workbook import fields_of_header, read_rows

_HEADER_WITHIN = 20  # rows: titles and notes may stand above the header

_HEADERS = {
    "id": ("id", "标识", "站点标识", "网站标识", "代码", "siteid"),
    "name": (
        "name",
        "名称",
        "单位",
        "网站名称",
        "单位名称",
        "站点名称",
        "站点",
        "网站",
        "机构名称",
        "政府名称",
        "主办单位",
    ),
    "url": (
        "url",
        "网址",
        "首页",
        "网站地址",
        "首页地址",
        "首页网址",
        "网站网址",
        "链接",
        "地址",
        "网站首页",
        "首页url",
        "website",
    ),
    "level": ("level", "级别", "层级", "行政级别", "行政层级"),
    "kind": ("kind", "类型", "类别", "网站类型", "单位类型", "type"),
    "region": ("region", "地区", "所属地区", "所在地区", "区域", "行政区划", "所属市", "市州"),
    "rulesets": ("rulesets", "ruleset", "规则集", "规则", "适用规则集"),
    "hosts": ("hosts", "host", "主机", "域名", "其他域名", "其他主机", "主机名"),
    "entry": ("entry", "入口", "公开入口", "专栏入口", "入口网址", "起始页", "信息公开网址"),
}
_FIELD_OF = {header: field for field, headers in _HEADERS.items() for header in headers}
_LEVELS = {
    "province": ("province", "省", "省级", "自治区", "直辖市", "自治区级", "省部级"),
    "city": (
        "city",
        "市",
        "市级",
        "地级",
        "地市",
        "地市级",
        "设区市",
        "地级市",
        "州",
        "盟",
        "市州",
    ),
    "county": (
        "county",
        "县",
        "区",
        "县级",
        "区级",
        "区县",
        "县区",
        "区县级",
        "县区级",
        "县市区",
        "县级市",
        "旗",
        "县(市、区)",
        "县(市,区)",
    ),
    "town": (
        "town",
        "乡镇",
        "街道",
        "镇",
        "乡",
        "乡级",
        "镇级",
        "乡镇级",
        "镇街",
        "乡镇街道",
        "乡镇(街道)",
    ),
}
_KINDS = {
    "government": (
        "government",
        "政府",
        "人民政府",
        "政府门户",
        "政府网站",
        "门户网站",
        "政府门户网站",
    ),
    "department": ("department", "部门", "政府部门", "委办局", "单位", "部门网站", "直属单位"),
    "zone": ("zone", "开发区", "功能区", "管委会", "园区", "新区", "经开区", "高新区"),
}
_CHOICES = {
    field: {word: value for value, words in table.items() for word in words}
    for field, table in (("level", _LEVELS), ("kind", _KINDS))
}
_SEPARATORS = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a sheet: its number, cells by field, and the column letter of each field."""

    sheet: str
    number: int
    values: Mapping[str, str]
    letters: Mapping[str, str]

    def cell(self, field: str) -> str:
        return f"{self.sheet}!{self.letters.get(field, 'A')}{self.number}"


def import_xlsx(path: Path) -> list[Site]:
    """The sites listed in a workbook, all its sheets that have a header row with name and URL.

    Missing ids are made from the host; a URL without a scheme is taken for http. Raises SitesError
    with every problem, each located by sheet and cell.
    """
    rows = _rows(path)
    taken = {row.values["id"] for row in rows if row.values.get("id")}
    problems: list[Problem] = []
    sites: list[Site] = []
    first: dict[str, str] = {}
    for row in rows:
        data, found = _entry(path, row)
        problems += found
        given = data.get("id")
        if given in first:
            seen = f"站点标识“{given}”重复（{first[given]} 已有）"
            problems.append(Problem(str(path), 0, 0, row.cell("id"), seen, "标识不得重复"))
        elif given:
            first[given] = row.cell("id")
        else:
            data["id"] = _made_id(str(data.get("url", "")), taken)
            taken.add(data["id"])
        try:
            sites.append(Site.model_validate(data))
        except ValidationError as error:
            told = {problem.where for problem in found}
            for problem in problems_of(error, Located(str(path), data, {}, {}), (), Site):
                field = re.split(r"[.\[]", problem.where)[0]
                cell = row.cell(field)
                if cell not in told:
                    problems.append(_missing_or(problem, path, row, field, cell))
    if problems:
        raise SitesError(problems)
    return sites


def _missing_or(problem: Problem, path: Path, row: _Row, field: str, cell: str) -> Problem:
    if field in row.values:
        return Problem(str(path), 0, 0, cell, problem.found, problem.expected)
    header = next(word for word in _HEADERS[field] if not word.isascii())
    if field in row.letters:
        return Problem(str(path), 0, 0, cell, f"没有填{header}", _right(field))
    where = f"{row.sheet} 第 {row.number} 行"
    return Problem(str(path), 0, 0, where, f"没有“{header}”一列", f"请加这一列，{_right(field)}")


def _right(field: str) -> str:
    return {
        "level": "应为 省、市、县（区）、乡镇（街道）之一",
        "url": "应为 http:// 或 https:// 开头的网址",
    }.get(field, "请补上")


def _entry(path: Path, row: _Row) -> tuple[dict[str, Any], list[Problem]]:
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, value in row.values.items():
        if field in ("rulesets", "hosts", "entry"):
            data[field] = [part for part in _SEPARATORS.split(value) if part]
        elif field in _CHOICES:
            word = plain(value).lower()
            if word in _CHOICES[field]:
                data[field] = _CHOICES[field][word]
            else:
                right = {"level": _right("level"), "kind": "应为 政府、部门、开发区 之一"}[field]
                wrong = Problem(str(path), 0, 0, row.cell(field), f"写的是{quoted(value)}", right)
                problems.append(wrong)
        elif field == "url":
            data[field] = value if "://" in value else f"http://{value}"
        else:
            data[field] = value
    return data, problems


def _made_id(url: str, taken: set[str]) -> str:
    """An id from a web address: www.boshan.gov.cn gives boshan; a number makes it unique."""
    try:
        host = host_of(url)
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        host = ""
    host = host.removeprefix("www.")
    name = re.sub(r"(?:\.(?:gov|com|org|net|edu))?(?:\.cn)?(?=:|$)", "", host, count=1)
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "site"
    own, count = base, 1
    while own in taken:
        count += 1
        own = f"{base}-{count}"
    return own


def _rows(path: Path) -> list[_Row]:
    """Every row below a header row that is not empty."""
    try:
        sheets = groupby(read_rows(path), key=itemgetter(0))
        rows = [
            row
            for sheet, cells in sheets
            for row in _sheet_rows(sheet, ((number, texts) for _, number, texts in cells))
        ]
    except RuleError as error:
        raise SitesError(error.problems) from error
    if not rows:
        raise _refused(
            path, "没有找到站点", "应有一行表头（至少“名称”“网址”“级别”），其下每行一个站点"
        )
    return rows


def _refused(path: Path, found: str, expected: str) -> SitesError:
    return SitesError([Problem(str(path), 0, 0, "", found, expected)])


def _sheet_rows(sheet: str, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[_Row]:
    columns: dict[str, int] = {}
    for number, texts in rows:
        if not columns:
            if number > _HEADER_WITHIN:
                return
            found = fields_of_header(texts, _FIELD_OF)
            columns = found if {"name", "url"} <= found.keys() else {}
            continue
        values = {
            field: texts[at] for field, at in columns.items() if at < len(texts) and texts[at]
        }
        if values:
            letters = {field: get_column_letter(at + 1) for field, at in columns.items()}
            yield _Row(sheet, number, values, letters)

"""Which findings are rechecked: those of a ledger that came back, or all of an audit that lost points."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any

from openpyxl.utils import get_column_letter

from rules.errors import Problem, RuleError, quoted
from zwgk.workbook import Formula, Value, read_cells

_MOST_ROWS = 200_000
_HEADER_WITHIN = 10  # rows: a title may stand above the header
_SITE_ID = ("网站标识", "站点标识")
_SITE, _RULE = "网站", ("指标号", "规则", "规则号")
_LOST = ("fail", "partial")
KEPT = ("责任单位", "整改期限", "整改链接", "申诉")
"""Columns of a ledger that its owner fills in, kept beside the result of the recheck."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding to recheck: the site's id, the result of results.json, and what the ledger's owner wrote beside it."""

    site: str
    row: Mapping[str, Any]
    written: Mapping[str, str] = field(default_factory=dict)


def listed_findings(
    audited: Iterable[Mapping[str, Any]], rules: Collection[str], sites: Collection[str]
) -> list[Listed]:
    """Every finding of the sites audited that lost points, of the rules and sites named (none: all)."""
    return [
        Listed(site["id"], row)
        for site in audited
        for row in site["results"]
        if row["verdict"] in _LOST and _is_wanted(site["id"], row["rule"], rules, sites)
    ]


def findings_of_ledger(
    path: Path,
    audited: Iterable[Mapping[str, Any]],
    rules: Collection[str],
    sites: Collection[str],
) -> list[Listed]:
    """The findings that a ledger lists, as the sites audited have them, which are gone through twice.

    A sheet is read where it has a header with 网站 and 指标号; sheets without one are passed over, and so are findings
    that lost no points, which have nothing to mend. Raises RuleError with each row that names no finding of the document.
    """
    by_name: dict[str, list[str]] = {}
    verdicts: dict[tuple[str, str], str] = {}
    for site in audited:
        by_name.setdefault(_plain(site["name"]), []).append(site["id"])
        verdicts |= {(site["id"], intern(row["rule"])): row["verdict"] for row in site["results"]}
    ids = {site for site, _ in verdicts}
    problems: list[Problem] = []
    found: dict[tuple[str, str], dict[str, str]] = {}
    some = False
    for title, line, cells in _ledger_rows(path):
        some = True
        rule = cells.get("rule", ("", ""))[1].partition("\n")[0].strip()
        owners = _sites_of(cells, by_name, ids)
        keys = [(site, rule) for site in owners if (site, rule) in verdicts]
        if not keys:
            letter = cells["rule"][0] if owners else cells["site"][0]
            wrote = rule if owners else cells["site"][1]
            what = "规则" if owners else "网站"
            told = f"写的是{quoted(wrote)}，results.json 里没有这个{what}"
            where = f"{title}!{letter}{line}"
            problems.append(Problem(str(path), 0, 0, where, told, "请用同一次审计的台账"))
        elif len(keys) > 1:
            where = f"{title}!{cells['site'][0]}{line}"
            told = f"有 {len(keys)} 个网站都叫{quoted(cells['site'][1])}"
            problems.append(Problem(str(path), 0, 0, where, told, "请加一列“网站标识”"))
        elif verdicts[keys[0]] in _LOST and _is_wanted(*keys[0], rules, sites):
            written = {name: cells[name][1] for name in KEPT if cells.get(name, ("", ""))[1]}
            found.setdefault(keys[0], written)
    if not some:
        told, right = "没有找到台账", "应有一行表头（至少“网站”“指标号”），其下每行一个问题"
        problems.append(Problem(str(path), 0, 0, "", told, right))
    if problems:
        raise RuleError(problems)
    rows = {
        (site["id"], row["rule"]): row
        for site in audited
        for row in site["results"]
        if (site["id"], row["rule"]) in found
    }
    return [Listed(key[0], rows[key], written) for key, written in found.items()]


def _is_wanted(site: str, rule: str, rules: Collection[str], sites: Collection[str]) -> bool:
    return (not rules or rule in rules) and (not sites or site in sites)


def _sites_of(
    cells: Mapping[str, tuple[str, str]], by_name: Mapping[str, Sequence[str]], ids: Collection[str]
) -> list[str]:
    """The ids of the sites that a row may be about: by its id, else by the name."""
    if own := cells.get("id", ("", ""))[1]:
        return [own] if own in ids else []
    named = by_name.get(_plain(cells.get("site", ("", ""))[1]), [])
    if len(named) < 2:
        return list(named)
    said = "\n".join(text for _, text in cells.values())
    pointed = [site for site in named if f"sites/{site}.html" in said]
    return pointed or list(named)


def _ledger_rows(path: Path) -> Iterator[tuple[str, int, dict[str, tuple[str, str]]]]:
    """Sheet, line, and the row's cells by what they are: (column letter, text)."""
    places: dict[str, int] = {}
    of = ""
    for title, number, cells in read_cells(path, _MOST_ROWS):
        if title != of:
            of, places = title, {}
        texts = [_text(cell) for cell in cells]
        if not places:
            if number <= _HEADER_WITHIN:
                places = _header(texts)
            continue
        row = {
            name: (get_column_letter(at + 1), texts[at] if at < len(texts) else "")
            for name, at in places.items()
        }
        if row["rule"][1]:
            yield title, number, row


def _header(texts: Sequence[str]) -> dict[str, int]:
    at = {text: place for place, text in reversed(list(enumerate(texts)))}
    rule = next((at[name] for name in _RULE if name in at), None)
    if rule is None or _SITE not in at:
        return {}
    places = {"site": at[_SITE], "rule": rule} | {name: at[name] for name in KEPT if name in at}
    own = next((at[name] for name in _SITE_ID if name in at), None)
    return places if own is None else places | {"id": own}


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Formula):
        return value.text
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text.strip().removesuffix("T00:00:00")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()

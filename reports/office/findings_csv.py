"""Every result as one row of a CSV file that Excel opens rightly: UTF-8 with a byte order mark, CRLF.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Such a text, and one that begins with an
apostrophe itself, gets an apostrophe in front: whoever reads the file takes one leading apostrophe off and has the text
as it was.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports.arrange import clause_of, observable_of
from reports.files import report_file
from reports.model import Evidence, Finding, Report, Site
from reports.office.review_words import RULING_KINDS, appeals_words
from reports.phrases import number, searched_words
from reports.wording import CHECKS, KINDS, LEVELS, OBSERVABLE, verdict_words

_RISKY = re.compile(r"\s*[=+\-@＝＋－＠']|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class _Row:
    report: Report
    site: Site
    finding: Finding


def write_csv(report: Report, path: Path) -> None:
    """Write one row for each result of each site, in the order of results.json. Raises ReportError when it cannot be
    written.
    """
    with (
        report_file(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as to,
    ):
        writer = csv.writer(to, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(heading for heading, _ in _COLUMNS)
        for site in report.sites:
            for finding in site.findings:
                row = _Row(report, site, finding)
                writer.writerow(_cell(value(row)) for _, value in _COLUMNS)


def safe_text(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: without a leading apostrophe it is as it was.

    >>> safe_text("=cmd|' /C calc'!A0"), safe_text("正常"), safe_text("'引"), safe_text(" -1")
    ("'=cmd|' /C calc'!A0", '正常', "''引", "' -1")
    """
    return f"'{text}" if _RISKY.match(text) else text


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return safe_text(value) if isinstance(value, str) else number(value)


def _first(part: Callable[[Evidence], str]) -> Callable[[_Row], str]:
    def value(row: _Row) -> str:
        shown = row.finding.evidence or row.finding.traces
        return part(shown[0]) if shown else ""

    return value


def _indicator(row: _Row) -> str:
    ruleset = row.report.rulesets.get(row.finding.ruleset)
    titles = dict(ruleset.indicators) if ruleset else {}
    return titles.get(row.finding.indicator) or row.finding.indicator


def _ruleset(row: _Row) -> str:
    ruleset = row.report.rulesets.get(row.finding.ruleset)
    return ruleset.title if ruleset else ""


def _machine(row: _Row) -> str:
    machine = row.finding.review.machine
    return verdict_words(machine.verdict).word if machine else ""


def _ruling(part: str) -> Callable[[_Row], str]:
    def value(row: _Row) -> str:
        ruling = row.finding.review.ruling
        said = str(getattr(ruling, part)) if ruling else ""
        return RULING_KINDS.get(said, said) if part == "kind" else said

    return value


_COLUMNS: tuple[tuple[str, Callable[[_Row], str | float | None]], ...] = (
    ("判定日", lambda row: row.report.as_of),
    ("网站编号", lambda row: row.site.id),
    ("网站", lambda row: row.site.name),
    ("网址", lambda row: row.site.address.text),
    ("级别", lambda row: LEVELS.get(row.site.level, row.site.level)),
    ("类型", lambda row: KINDS.get(row.site.kind, row.site.kind)),
    ("规则集编号", lambda row: row.finding.ruleset),
    ("规则集", _ruleset),
    ("指标", _indicator),
    ("条款号", lambda row: row.finding.clause),
    ("条款原文", lambda row: clause_of(row.report, row.finding).text),
    ("条款类别", lambda row: OBSERVABLE.get(observable_of(row.report, row.finding), "")),
    ("规则号", lambda row: row.finding.rule),
    ("规则", lambda row: row.finding.title),
    ("检查类型", lambda row: CHECKS.get(row.finding.check, row.finding.check)),
    ("判定", lambda row: verdict_words(row.finding.verdict).word),
    ("判定代码", lambda row: row.finding.verdict),
    ("得分", lambda row: row.finding.points),
    ("分值", lambda row: row.finding.max_points),
    ("失分", lambda row: row.finding.lost),
    ("得分比例", lambda row: row.finding.share),
    ("单项否决", lambda row: "是" if row.finding.veto else ""),
    ("原因", lambda row: row.finding.reason),
    ("整改建议", lambda row: row.finding.fix),
    ("URL", _first(lambda piece: piece.address.href or piece.address.text)),
    ("摘录", _first(lambda piece: piece.quote)),
    ("证据说明", _first(lambda piece: piece.note)),
    ("抓取时间", _first(lambda piece: piece.fetched_at)),
    ("SHA-256", _first(lambda piece: piece.sha256)),
    ("快照", _first(lambda piece: piece.archive)),
    ("证据条数", lambda row: len(row.finding.evidence)),
    ("线索条数", lambda row: len(row.finding.traces)),
    ("检索范围", lambda row: searched_words(row.finding.searched) if row.finding.searched else ""),
    ("未读页数", lambda row: row.finding.unread_count),
    ("机器判定", _machine),
    ("机器得分", lambda row: row.finding.review.machine.points if row.finding.review.machine else None),
    ("机器原因", lambda row: row.finding.review.machine.reason if row.finding.review.machine else ""),
    ("复核种类", _ruling("kind")),
    ("复核人", _ruling("by")),
    ("复核日期", _ruling("on")),
    ("复核理由", _ruling("reason")),
    ("豁免至", _ruling("until")),
    ("申诉", lambda row: appeals_words(row.finding)),
)  # fmt: skip

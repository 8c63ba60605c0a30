"""The rectification ledger (整改台账): one row for every finding that lost points, one sheet more
for what a person must check.

Every cell is text. Content that looks like a formula (`=cmd|…`, `+1`, `@SUM`) stays the characters
it is; only an http or https address becomes a link, and no more of them than a sheet may hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.arrange import clause_of, observable_of
from reports.hostile import Address, clean
from reports.model import Evidence, Finding, Report, Site, by_weight, is_open
from reports.phrases import basis_words, day, moment, number, searched_words
from reports.wording import (
    HUMAN_VERDICTS,
    OBSERVABLE,
    OUTCOMES,
    RECHECKS,
    UNVERIFIED,
    verdict_words,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_CELL_LIMIT = 32_767  # of UTF-16 code units, which is how a spreadsheet counts
_LINK_LIMIT = 65_000  # a sheet holds 65,530; whatever exceeds that is refused whole
_SHEET_ROWS = 1_048_576
_EVIDENCE_SHOWN = 4
_LINE = 15  # points
_ROW_LIMIT = 409  # points, the tallest row that a spreadsheet has


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row is about."""

    report: Report
    site: Site
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a sheet: heading, width in characters, what it holds, and what may be chosen in
    it.
    """

    heading: str
    width: int
    value: Callable[[_Row], str | Address]
    choices: tuple[str, ...] = ()


def ledger_bytes(report: Report) -> bytes:
    """The workbook: sheet 整改台账 (fail and partial) and sheet 待核实 (undetermined and manual).

    The same report gives the same bytes: the only date in the file is the audit's day.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties(
        {
            "title": "政务公开整改台账",
            "comments": f"依据截至 {report.as_of} 的网站内容",
            "created": _created(report.as_of),
        }
    )
    faults = [
        _Row(report, site, finding) for site in report.sites for finding in by_weight(site.findings)
    ]
    doubts = [
        _Row(report, site, finding)
        for site in report.sites
        for finding in site.findings
        if is_open(finding)
    ]
    _sheet(workbook, "整改台账", _LEDGER, faults)
    _sheet(workbook, "待核实", _DOUBTS, doubts)
    workbook.close()
    return buffer.getvalue()


def cell_text(text: str) -> str:
    """The text as a cell may hold it: no invisible characters, at most 32,767 UTF-16 code units."""
    text = clean(text)
    if len(text) * 2 <= _CELL_LIMIT or len(text.encode("utf-16-le")) // 2 <= _CELL_LIMIT:
        return text
    kept = text.encode("utf-16-le")[: (_CELL_LIMIT - 1) * 2]
    return kept.decode("utf-16-le", errors="ignore") + "…"


def _created(as_of: str) -> datetime:
    try:
        return datetime.fromisoformat(as_of[:10]).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def _sheet(workbook: Workbook, name: str, columns: Sequence[_Column], rows: list[_Row]) -> None:
    face = {"font_name": "微软雅黑", "font_size": 10, "valign": "top", "border": 1}
    face["border_color"] = "#C9CED6"
    head = workbook.add_format(
        face
        | {"bold": True, "bg_color": "#17324D", "font_color": "#FFFFFF", "align": "center"}
        | {"valign": "vcenter", "text_wrap": True}
    )
    body = workbook.add_format(face | {"text_wrap": True})
    link = workbook.add_format(face | {"text_wrap": True, "font_color": "#0B57A4", "underline": 1})
    sheet = workbook.add_worksheet(name)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, head)
    rows = rows[: _SHEET_ROWS - 1]
    links = 0
    for line, row in enumerate(rows, start=1):
        values = [column.value(row) for column in columns]
        # Not every program fits rows to wrapped text when it opens a file.
        sheet.set_row(line, _height(columns, values))
        for place, value in enumerate(values):
            links += _write(sheet, line, place, value, body, link, links)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for place, column in enumerate(columns):
        if column.choices and rows:
            sheet.data_validation(
                1,
                place,
                len(rows),
                place,
                {
                    "validate": "list",
                    "source": list(column.choices),
                    "error_title": column.heading,
                    "error_message": f"请从列表中选择：{'、'.join(column.choices)}",
                },
            )
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def _height(columns: Sequence[_Column], values: Sequence[str | Address]) -> float:
    """The row's height in points, that its longest cell may show whole as far as a row may grow."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        text = value.text if isinstance(value, Address) else value
        lines = max(lines, sum(_lines(part, column.width) for part in text.split("\n")))
    return float(min(lines * _LINE + _LINE / 2, _ROW_LIMIT))


def _lines(text: str, width: int) -> int:
    """Lines that a paragraph takes in a column; a Chinese character is as wide as two others."""
    wide = sum(2 if ord(char) > 0x2E7F else 1 for char in text[: width * _ROW_LIMIT])
    return 1 + wide // max(width - 2, 1)


def _write(
    sheet: Worksheet,
    line: int,
    place: int,
    value: str | Address,
    body: Any,
    link: Any,
    links: int,
) -> int:
    """Writes one cell; 1 when it became a link, else 0."""
    if isinstance(value, Address):
        shown = cell_text(value.text)
        if (
            value.href
            and links < _LINK_LIMIT
            and sheet.write_url(line, place, value.href, link, string=shown) == 0
        ):
            return 1
        value = shown
    sheet.write_string(line, place, cell_text(value), body)
    return 0


def _number_of(row: _Row) -> str:
    title = f"\n{row.finding.title}" if row.finding.title else ""
    return f"{row.finding.rule}{title}"


def _ground(row: _Row) -> str:
    """The source document and the clause's own words, then further law."""
    ruleset = row.report.rulesets.get(row.finding.ruleset)
    clause = clause_of(row.report, row.finding)
    source = "".join(
        (
            f"《{ruleset.title}》" if ruleset and ruleset.title else row.finding.ruleset,
            f"（{ruleset.document}）" if ruleset and ruleset.document else "",
            f"第 {clause.id.partition('/')[2] or clause.id} 条",
        )
    )
    parts = [f"{source}：{clause.text}" if clause.text else source]
    parts += [
        f"另据{basis_words(basis.document, basis.article)}{'' if basis.verified else f'（{UNVERIFIED}）'}"
        for basis in row.finding.basis
    ]
    return "\n".join(parts)


def _problem(row: _Row) -> str:
    finding = row.finding
    words = f"【{verdict_words(finding.verdict).word}】{finding.reason}"
    points = f"（失分 {number(finding.lost)} / {number(finding.max_points)} 分）"
    parts = [words, points]
    if observable_of(row.report, finding) == "proxy":
        parts.append(f"（{OBSERVABLE['proxy']}）")
    if finding.fix:
        parts.append(f"整改建议：{finding.fix}")
    return "\n".join(parts)


def _doubt(row: _Row) -> str:
    finding = row.finding
    parts = [f"【{verdict_words(finding.verdict).word}】{finding.reason}"]
    unread = [
        f"未读成：{page.address.text}（{OUTCOMES.get(page.outcome, page.outcome)}）"
        for page in finding.unread[:_EVIDENCE_SHOWN]
    ]
    if finding.unread_count > len(unread):
        unread.append(f"未读成的页面共 {finding.unread_count} 个")
    return "\n".join(parts + unread)


def _where(row: _Row) -> Address:
    """The first address that shows it; the site's own where nothing was found to point at."""
    shown = row.finding.evidence or row.finding.traces
    return shown[0].address if shown and shown[0].address.text else row.site.address


def _proof(row: _Row) -> str:
    finding = row.finding
    shown = [("", piece) for piece in finding.evidence] + [
        ("线索：", piece) for piece in finding.traces
    ]
    pieces = [
        f"{place}. {lead}{_piece(piece)}"
        for place, (lead, piece) in enumerate(shown[:_EVIDENCE_SHOWN], start=1)
    ]
    if len(shown) > len(pieces):
        pieces.append(f"另有 {len(shown) - len(pieces)} 条，见评分卡")
    if finding.searched:
        pieces.append(searched_words(finding.searched))
    pieces.append(f"评分卡：sites/{row.site.id}.html#{finding.anchor}")
    return "\n".join(pieces)


def _piece(piece: Evidence) -> str:
    said = "　".join(
        part for part in (f"“{piece.quote}”" if piece.quote else "", piece.note) if part
    )
    origin = "；".join(
        part
        for part in (
            f"抓取于 {moment(piece.fetched_at)}" if piece.fetched_at else "",
            f"快照 {piece.archive}" if piece.archive else "",
            f"SHA-256 {piece.sha256[:12]}" if piece.sha256 else "",
        )
        if part
    )
    return "\n".join(part for part in (said, piece.address.text, origin) if part)


def _found_at(row: _Row) -> str:
    first = next((piece.fetched_at for piece in row.finding.evidence if piece.fetched_at), "")
    return moment(first) if first else day(row.site.crawl.finished) or row.report.as_of


def _blank(_row: _Row) -> str:
    return ""


def _site_name(row: _Row) -> str:
    return row.site.name


_LEDGER = (
    _Column("网站", 14, _site_name),
    _Column("指标号", 18, _number_of),
    _Column("条款依据", 36, _ground),
    _Column("问题描述", 38, _problem),
    _Column("URL", 26, _where),
    _Column("证据(快照与摘录)", 46, _proof),
    _Column("发现时间", 12, _found_at),
    _Column("责任单位", 14, _site_name),
    _Column("整改期限", 11, _blank),
    _Column("整改链接", 18, _blank),
    _Column("复核结果", 11, _blank, RECHECKS),
    _Column("申诉", 16, _blank),
)

_DOUBTS = (
    _Column("网站", 14, _site_name),
    _Column("指标号", 18, _number_of),
    _Column("条款依据", 36, _ground),
    _Column("待核实事项", 38, _doubt),
    _Column("URL", 26, _where),
    _Column("线索(快照与摘录)", 46, _proof),
    _Column("分值", 8, lambda row: number(row.finding.max_points)),
    _Column("人工判定", 12, _blank, HUMAN_VERDICTS),
    _Column("核实人", 12, _blank),
    _Column("核实日期", 12, _blank),
    _Column("备注", 16, _blank),
)

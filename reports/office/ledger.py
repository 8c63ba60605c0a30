"""The rectification ledger (整改台账): one row for every finding that lost points, one sheet more for what a person must
check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.arrange import clause_of, observable_of
from reports.files import report_file
from reports.hostile import Address, cut
from reports.model import (
    Evidence,
    Finding,
    Report,
    Site,
    SiteOutline,
    by_weight,
    count_verdicts,
    is_open,
)
from reports.office.folder import ReportFolder
from reports.office.review_words import appeals_words, ruling_words
from reports.office.sheets import (
    Book,
    Column,
    Linked,
    Sheet,
    Value,
    notes,
    sheet_names,
    table,
)
from reports.phrases import basis_words, day, moment, number, searched_words
from reports.wording import (
    FINDINGS,
    KINDS,
    LEVELS,
    OBSERVABLE,
    OUTCOMES,
    RECHECKS,
    UNVERIFIED,
    verdict_words,
)

ALL, DOUBTS, CONTENTS, NOTES = "整改台账", "待核实", "目录", "说明"
_EVIDENCE_SHOWN = 3
_QUOTE_SHOWN = 120
_FROZEN = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row is about."""

    report: Report
    folder: ReportFolder
    site: Site
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Entry:
    """One site's line in the contents; `sheet` is "" where it has nothing to mend and so no sheet."""

    site: SiteOutline
    sheet: str
    rows: int


def write_ledger(
    report: Report, path: Path, *, by_site: bool = False, folder: Path | None = None
) -> None:
    """Write the workbook: sheet 整改台账 (fail and partial), sheet 待核实 (undetermined and manual), and 说明.

    `by_site` gives each site that has to mend something a sheet of its own, behind a sheet 目录 that leads to them.
    `folder` is the report's folder, whose pages the cells link to. The same report in the same folder gives the same
    bytes. Raises ReportError when the file cannot be written.
    """
    with report_file(path) as temporary:
        book = Book(temporary, report, "政务公开整改台账")
        beside = ReportFolder(folder)
        sheets = list(
            _by_site(book, report, beside) if by_site else [_for_all(book, report, beside)]
        )
        doubts = (
            _Row(report, beside, site, finding)
            for site in report.sites
            for finding in site.findings
            if is_open(finding)
        )
        count = sum(is_open(each) for site in report.outlines for each in site.findings)
        sheets.append(table(book, DOUBTS, _DOUBTS, doubts, _FROZEN, count=count))
        lost = [words for sheet in sheets for words in sheet.losses.sentences(sheet.name)]
        notes(book, _notes(report, lost), "整改台账说明", NOTES)
        book.close()


def _for_all(book: Book, report: Report, beside: ReportFolder) -> Sheet:
    rows = (row for site in report.sites for row in _faults(report, beside, site))
    count = sum(_faulty(site) for site in report.outlines)
    return table(book, ALL, _LEDGER, rows, _FROZEN, count=count)


def _faults(report: Report, beside: ReportFolder, site: Site) -> list[_Row]:
    return [_Row(report, beside, site, each) for each in by_weight(site.findings)]


def _faulty(site: SiteOutline) -> int:
    return sum(each.verdict in FINDINGS for each in site.findings)


def _by_site(book: Book, report: Report, beside: ReportFolder) -> Iterator[Sheet]:
    owing = [site for site in report.outlines if _faulty(site)]
    names = sheet_names((site.name for site in owing), (CONTENTS, DOUBTS, NOTES))
    of_site = dict(zip((site.id for site in owing), names, strict=True))
    entries = [_Entry(site, of_site.get(site.id, ""), _faulty(site)) for site in report.outlines]
    yield table(book, CONTENTS, _CONTENTS, entries, 1, count=len(entries))
    for site in report.sites:
        if site.id in of_site:
            rows = _faults(report, beside, site)
            yield table(book, of_site[site.id], _LEDGER, rows, _FROZEN, count=len(rows))


def _notes(report: Report, lost: list[str]) -> Iterator[str]:
    made = f"由 {report.tool} {report.version} 根据 results.json 生成"
    yield f"判定日 {report.as_of}。{made}，每一行都可在评分卡和 results.json 中查到。"
    for ruleset in report.rulesets.values():
        source = f"（{ruleset.document}）" if ruleset.document else ""
        period = f"{ruleset.first or '—'} 至 {ruleset.last or '—'}"
        yield f"规则集 {ruleset.id}：《{ruleset.title}》{source}，评价期间 {period}。"
    yield (
        "整改期限、整改链接、复核结果、申诉四列留给责任单位和评估人员填写；"
        "整改期限填日期，复核结果从列表中选择。"
    )
    yield (
        "“URL”是网站上的原页面，可能已变；“存档页”链接到抓取当时的页面（报告文件夹 evidence/ 中有该页时），"
        "“评分卡”链接到评分卡上的该条规则（sites/ 中有该页时）。单独转发本文件时，这些相对链接打不开，文字仍在。"
    )
    yield (
        "“未能判定”和“待人工判定”的规则不列为问题，见工作表“待核实”，那里只供查看；"
        "人工判定填在复核表里（zwgk review export 导出，zwgk review import 收回）。"
    )
    if any(finding.review.ruling for site in report.outlines for finding in site.findings):
        yield ("经评估人员判定或豁免的，按其结论列入或不列入；问题描述中并列机器判定与人工判定。")
    yield from lost


def _number_of(row: _Row) -> str:
    return f"{row.finding.rule}\n{row.finding.title}".strip()


# LibreOffice shows the words of a link on one line: whatever is longer than its column is never a link itself.
def _scorecard(row: _Row) -> Value:
    place = row.folder.scorecard(row.site, row.finding)
    return Linked("评分卡", f"external:{place}") if place else None


def _archived(row: _Row) -> Value:
    pieces = (*row.finding.evidence, *row.finding.traces)
    page = next(filter(None, (row.folder.evidence_page(row.site, each) for each in pieces)), "")
    return Linked("存档页", f"external:{page}") if page else None


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
    veto = "单项否决；" if finding.veto else ""
    points = f"（{veto}失分 {number(finding.lost)} / {number(finding.max_points)} 分）"
    parts = [words, points]
    if ruled := ruling_words(finding):
        parts.append(ruled)
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
        part
        for part in (
            f"“{cut(piece.quote, _QUOTE_SHOWN)}”" if piece.quote else "",
            cut(piece.note, _QUOTE_SHOWN),
        )
        if part
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


def _blank(_row: object) -> None:
    return None


def _site_name(row: _Row) -> str:
    return row.site.name


def _sheet_of(entry: _Entry) -> Value:
    if not entry.sheet:
        return entry.site.name
    return Linked(entry.site.name, f"internal:'{entry.sheet}'!A1")


def _verdicts(code: str) -> Column[_Entry]:
    return Column(
        verdict_words(code).word,
        10,
        lambda entry: count_verdicts(entry.site.findings).get(code, 0),
    )


_LEDGER: tuple[Column[_Row], ...] = (
    Column("网站", 10, _site_name),
    Column("指标号", 12, _number_of),
    Column("条款依据", 25, _ground),
    Column("问题描述", 29, _problem),
    Column("URL", 15, _where),
    Column("证据(快照与摘录)", 32, _proof),
    Column("发现时间", 10, _found_at),
    Column("责任单位", 9, _site_name),
    Column("整改期限", 10, _blank, hint="填日期，如 2024-06-30", is_day=True),
    Column("整改链接", 12, _blank, hint="填整改后页面的网址"),
    Column("复核结果", 9, _blank, RECHECKS),
    Column("申诉", 13, lambda row: appeals_words(row.finding) or None, hint="写明理由和网址"),
    # Behind the columns that the norm names, in its order.
    Column("评分卡", 7, _scorecard),
    Column("存档页", 7, _archived),
)

_DOUBTS: tuple[Column[_Row], ...] = (
    Column("网站", 10, _site_name),
    Column("指标号", 13, _number_of),
    Column("条款依据", 30, _ground),
    Column("待核实事项", 36, _doubt),
    Column("URL", 16, _where),
    Column("线索(快照与摘录)", 36, _proof),
    Column("评分卡", 7, _scorecard),
    Column("存档页", 7, _archived),
    Column("分值", 7, lambda row: row.finding.max_points),
)

_CONTENTS: tuple[Column[_Entry], ...] = (
    Column("网站", 36, _sheet_of),
    Column("级别", 10, lambda entry: LEVELS.get(entry.site.level, entry.site.level)),
    Column("类型", 10, lambda entry: KINDS.get(entry.site.kind, entry.site.kind)),
    Column("应整改", 10, lambda entry: entry.rows),
    *(_verdicts(code) for code in ("fail", "partial", "undetermined", "manual")),
    Column("失分", 10, lambda entry: round(sum(each.lost for each in entry.site.findings), 2)),
)

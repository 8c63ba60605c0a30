"""recheck.xlsx: the ledger's findings with 复核结果 filled in, the evidence of then beside that of now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.model import Evidence
from reports.office.sheets import cell_text
from reports.phrases import moment
from reports.rechecked import Recheck, RecheckedFinding, RecheckedSite
from reports.wording import RECHECKS, verdict_words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SHOWN = 5
_LINE, _TALLEST = 15, 409  # points
_KEPT = ("责任单位", "整改期限", "整改链接", "申诉")


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: int
    value: Callable[[RecheckedSite, RecheckedFinding], str]


def _pieces(evidence: Sequence[Evidence]) -> str:
    shown = [f"{at}. {_piece(piece)}" for at, piece in enumerate(evidence[:_SHOWN], start=1)]
    if len(evidence) > _SHOWN:
        shown.append(f"另有 {len(evidence) - _SHOWN} 条")
    return "\n".join(shown)


def _piece(piece: Evidence) -> str:
    said = f"“{piece.quote}”" if piece.quote else ""
    when = f"抓取于 {moment(piece.fetched_at)}" if piece.fetched_at else ""
    kept = f"快照 {piece.archive}" if piece.archive else ""
    parts = (said, piece.note, piece.address.text, "；".join(part for part in (when, kept) if part))
    return "\n".join(part for part in parts if part)


def _asked(finding: RecheckedFinding) -> str:
    lost = [f"{page.address.text}（{page.word}）" for page in finding.asked if page.outcome != "ok"]
    head = f"共 {finding.asked_count} 页"
    return "\n".join([head, *lost[:_SHOWN]])


def _written(name: str) -> _Column:
    return _Column(name, 16, lambda _site, finding: finding.written.get(name, ""))


def _was(finding: RecheckedFinding) -> str:
    word = verdict_words(finding.before.verdict).word
    return f"【{word}】{finding.before.reason}"


_COLUMNS = (
    _Column("网站", 14, lambda site, _finding: site.name),
    _Column("网站标识", 12, lambda site, _finding: site.id),
    _Column("指标号", 18, lambda _site, finding: f"{finding.rule}\n{finding.title}".strip()),
    _Column("问题描述", 38, lambda _site, finding: _was(finding)),
    _Column("复核结果", 11, lambda _site, finding: finding.word),
    _Column("复核说明", 38, lambda _site, finding: finding.why),
    _Column("原证据", 40, lambda _site, finding: _pieces(finding.before.evidence)),
    _Column("新证据", 40, lambda _site, finding: _pieces(finding.after.evidence)),
    _Column("复核时间", 14, lambda site, _finding: moment(site.finished)),
    _Column("重新读取的页面", 26, lambda _site, finding: _asked(finding)),
    *(_written(name) for name in _KEPT),
)
_RESULT = next(at for at, column in enumerate(_COLUMNS) if column.heading == "复核结果")


def recheck_workbook(report: Recheck) -> bytes:
    """The workbook as .xlsx bytes; every cell is text. The same recheck gives the same bytes."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, plain | {"strings_to_numbers": False})
    workbook.set_properties(
        {"title": "政务公开整改复查", "created": datetime.fromisoformat(report.as_of)}
    )
    face: dict[str, Any] = {
        "font_name": "微软雅黑", "font_size": 10, "valign": "top", "border": 1, "border_color": "#C9CED6", "text_wrap": True,
    }  # fmt: skip
    head = workbook.add_format(
        face | {"bold": True, "bg_color": "#17324D", "font_color": "#FFFFFF", "align": "center"}
    )
    body = workbook.add_format(face)
    result = workbook.add_format(face | {"bold": True})
    page: Worksheet = workbook.add_worksheet("整改台账")
    page.set_row(0, 30)
    page.freeze_panes(1, 3)
    for place, column in enumerate(_COLUMNS):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.heading, head)
    rows = [(site, finding) for site in report.sites for finding in site.findings]
    for number, (site, finding) in enumerate(rows, start=1):
        texts = [cell_text(column.value(site, finding)) for column in _COLUMNS]
        page.set_row(number, _height(texts))
        for place, text in enumerate(texts):
            page.write_string(number, place, text, result if place == _RESULT else body)
    last = max(len(rows), 1)
    page.autofilter(0, 0, last, len(_COLUMNS) - 1)
    # A person may overrule the machine here, as in the ledger itself.
    choices = [*RECHECKS, "无法判定"]
    page.data_validation(1, _RESULT, last, _RESULT, {"validate": "list", "source": choices})
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    workbook.close()
    return buffer.getvalue()


def _height(texts: Sequence[str]) -> float:
    lines = 1
    for column, text in zip(_COLUMNS, texts, strict=True):
        wide = [sum(2 if ord(char) > 0x2E7F else 1 for char in part) for part in text.split("\n")]
        lines = max(lines, sum(1 + width // max(column.width - 2, 1) for width in wide))
    return float(min(lines * _LINE + _LINE / 2, _TALLEST))

"""The rows of the review workbook: findings that people decide on, with what they decided; waivers and appeals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.reviews.applying import SiteReviews, by_site
from checks.reviews.marks import mark_of_row
from checks.reviews.model import DECISIONS, EVERY_SITE, OUTCOMES, Appeal, Decision, Reviews, Waiver
from reports.arrange import clause_of
from reports.hostile import Address
from reports.model import Evidence, Finding, Report, Site
from reports.office.review_layout import ALL_SITES, base_cell
from reports.phrases import number, searched_words
from reports.reading import read_report, sites_with_rows
from reports.results_file import ResultsFile
from reports.wording import FINDINGS, LAPSED, OPEN, RULINGS, verdict_words

Value = str | float | date | Address | None
Row = dict[str, Value]

_SHOWN = 5
_VERDICTS = {code: word for word, code in DECISIONS.items()}
_OUTCOMES = {code: word for word, code in OUTCOMES.items()}


@dataclass(frozen=True, slots=True)
class ReviewBook:
    """What the review workbook holds. Rows are by key of their column; `sites` and `rules` are what may be chosen.

    `doubts` and `faults` are made anew each time that they are gone through: of many sites they are a lot to hold.
    """

    as_of: str
    doubts: Iterable[Row]
    faults: Iterable[Row]
    waivers: Sequence[Row]
    appeals: Sequence[Row]
    sites: Sequence[str]
    rules: Sequence[str]


def review_book(
    results: Mapping[str, Any] | ResultsFile, reviews: Reviews, only: frozenset[str] = frozenset()
) -> ReviewBook:
    """The review workbook of a results document and its reviews, of the sites `only` (none named: all).

    A finding stands under 不符合 where the machine found a fault, under 待核实 where it could not decide or where somebody
    decided otherwise than it. Raises ReportError when the document is unfit.
    """
    report = read_report(results)
    sites: list[str] = []
    rules: dict[str, None] = {}
    for site in results if isinstance(results, ResultsFile) else results["sites"]:
        if not only or site["id"] in only:
            sites.append(site["id"])
            for row in site["results"]:
                rules |= {row["rule"]: None, row["clause"]: None}
    said = by_site(reviews)
    day = date.fromisoformat(report.as_of)
    shown = {*sites, EVERY_SITE} if only else None
    return ReviewBook(
        as_of=report.as_of,
        doubts=_Findings(results, report, said, only, faults=False),
        faults=_Findings(results, report, said, only, faults=True),
        waivers=[
            _waiver(each, day)
            for each in newest_waivers(reviews)
            if not shown or each.site in shown
        ],
        appeals=[
            _appeal(each) for each in newest_appeals(reviews) if not shown or each.site in shown
        ],
        sites=sites,
        rules=list(rules),
    )


@dataclass(frozen=True, slots=True)
class _Findings:
    """The rows of a sheet of findings: those in which the machine found a fault, or the others that concern a person."""

    results: Mapping[str, Any] | ResultsFile
    report: Report
    said: Mapping[str, Reviews]
    only: frozenset[str]
    faults: bool

    def __iter__(self) -> Iterator[Row]:
        for site, raw in sites_with_rows(self.results):
            if self.only and site.id not in self.only:
                continue
            own = SiteReviews(self.said.get(site.id))
            for finding, row in zip(site.findings, raw["results"], strict=True):
                decided = own.decisions.get(row["rule"], [])
                said = finding.review.machine
                machine = said.verdict if said else finding.verdict
                if (machine in FINDINGS) is not self.faults:
                    continue
                if self.faults or machine in OPEN or decided:
                    cells = _finding(self.report, site, finding, decided[-1] if decided else None)
                    yield cells | {"rule": row["rule"], "mark": mark_of_row(row)}


def newest_waivers(reviews: Reviews) -> list[Waiver]:
    """The newest waiver for each site and rule, in the order in which each was first waived."""
    found: dict[tuple[str, str], Waiver] = {}
    for waiver in sorted(reviews.waivers, key=lambda each: each.on or date.min):
        found[waiver.site, waiver.rule] = waiver
    order = dict.fromkeys((waiver.site, waiver.rule) for waiver in reviews.waivers)
    return [found[key] for key in order]


def newest_appeals(reviews: Reviews) -> list[Appeal]:
    """Each appeal with its newest answer, in the order in which they were made."""
    return list({appeal.identity: appeal for appeal in reviews.appeals}.values())


def _finding(report: Report, site: Site, finding: Finding, decision: Decision | None) -> Row:
    machine = finding.review.machine
    verdict = machine.verdict if machine else finding.verdict
    shown = finding.evidence or finding.traces
    first = shown[0].address if shown and shown[0].address.text else site.address
    row: Row = {
        "name": site.name,
        "site": site.id,
        "title": finding.title,
        "clause": clause_of(report, finding).text,
        "points": number(finding.max_points),
        "machine": verdict_words(verdict).word,
        "why": machine.reason if machine else finding.reason,
        "url": first,
        "evidence": "\n".join(_evidence(site, finding)),
        "state": "\n".join(_state(finding)),
        "base": base_cell(decision),
    }
    if decision is not None:
        row |= {
            "verdict": _VERDICTS[decision.verdict],
            "share": decision.share,
            "by": decision.by,
            "on": decision.on,
            "reason": decision.reason,
            "link": decision.link,
        }
    return row


def _evidence(site: Site, finding: Finding) -> Iterator[str]:
    pieces = [*finding.evidence, *finding.traces]
    for at, piece in enumerate(pieces[:_SHOWN], start=1):
        yield f"{at}. {_piece(piece)}"
    if len(pieces) > _SHOWN:
        yield f"另有 {len(pieces) - _SHOWN} 条，见评分卡"
    if finding.searched:
        yield searched_words(finding.searched)
    yield f"评分卡：sites/{site.id}.html#{finding.anchor}"


def _piece(piece: Evidence) -> str:
    quote = f"“{piece.quote}”" if piece.quote else ""
    return "　".join(part for part in (quote, piece.note, piece.address.text) if part)


def _state(finding: Finding) -> Iterator[str]:
    """What stands on the finding now: what counts, what no longer does, what waits for an answer."""
    ruling = finding.review.ruling
    if ruling and ruling.kind == "waiver":
        end = f"至 {ruling.until}" if ruling.until else "，长期有效"
        yield f"豁免{end}（{ruling.by}）"
    elif ruling:
        doubt = "需复核（其后发现有变）：" if ruling.stale else "已判定："
        yield f"{doubt}{RULINGS.get(ruling.verdict, ruling.verdict)}（{ruling.by} {ruling.on}）"
    for each in finding.review.lapsed:
        if each.why != "superseded":
            yield f"{LAPSED.get(each.why, each.why)}（{each.by} {each.on or each.until}）"
    waiting = sum(appeal.outcome == "pending" for appeal in finding.review.appeals)
    if waiting:
        yield f"申诉待处理 {waiting} 条"


def _waiver(waiver: Waiver, as_of: date) -> Row:
    over = waiver.until is not None and waiver.until < as_of
    return {
        "site": ALL_SITES if waiver.site == EVERY_SITE else waiver.site,
        "rule": waiver.rule,
        "by": waiver.by,
        "on": waiver.on,
        "reason": waiver.reason,
        "until": waiver.until,
        "state": "已到期" if over else "生效中",
        "base": base_cell(waiver),
    }


def _appeal(appeal: Appeal) -> Row:
    return {
        "site": appeal.site,
        "rule": appeal.rule,
        "by": appeal.by,
        "on": appeal.on,
        "text": appeal.text,
        "outcome": _OUTCOMES[appeal.outcome],
        "answered_by": appeal.answered_by,
        "answered_on": appeal.answered_on,
        "answer": appeal.answer,
        "base": base_cell(appeal),
    }

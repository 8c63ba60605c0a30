"""Puts results in the order that people read them in: the league table (排名), and a scorecard's
sections.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.model import (
    Clause,
    Finding,
    Report,
    Ruleset,
    Score,
    Site,
    by_weight,
    count_verdicts,
    is_open,
    tally,
)
from reports.wording import FINDINGS

_DECIDED = ("pass", *FINDINGS)
_COMMON = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """A site's place under one ruleset.

    Equal scores share a `rank`. `best` and `worst` are the ranks that the site could hold once
    every open rule of every site is decided: its range against the others'.
    """

    site: Site
    score: Score
    rank: int
    best: int
    worst: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class CommonLoss:
    """One rule and how many sites lose points by it; `points` is the sum of what they lose."""

    rule: str
    title: str
    failed: int
    partial: int
    undetermined: int
    points: float
    where: tuple[tuple[Site, Finding], ...]


@dataclass(frozen=True, slots=True)
class League:
    """The sites of one ruleset: ranked, and apart from them those without a score, with the
    reason.
    """

    ruleset: Ruleset
    standings: tuple[Standing, ...]
    unscored: tuple[tuple[Site, str], ...]
    common: tuple[CommonLoss, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One indicator (指标) on a scorecard. `decided` are the points that decided rules are worth,
    `pending` the open ones'.
    """

    anchor: str
    title: str
    findings: tuple[Finding, ...]
    earned: float
    lost: float
    decided: float
    pending: float
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One ruleset's part of a scorecard.

    `unseen` are the clauses that no website can show or that no rule stands for, each with its
    result where there is one.
    """

    anchor: str
    ruleset: Ruleset
    score: Score | None
    counts: dict[str, int]
    clause_counts: dict[str, int]
    sections: tuple[Section, ...]
    losses: tuple[Finding, ...]
    open: tuple[Finding, ...]
    unseen: tuple[tuple[Clause, Finding | None], ...]
    earned: float
    lost: float
    decided: float
    pending: float
    findings: tuple[Finding, ...] = field(default=())


def leagues(report: Report) -> list[League]:
    """One league table a ruleset, in the document's order."""
    return [_league(report, ruleset) for ruleset in _rulesets(report, report.sites)]


def parts(report: Report, site: Site) -> list[Part]:
    """A scorecard's parts: one for each ruleset that the site was judged by."""
    return [
        _part(index, ruleset, site)
        for index, ruleset in enumerate(_rulesets(report, [site]), start=1)
        if _concerns(site, ruleset.id)
    ]


def clause_of(report: Report, finding: Finding) -> Clause:
    """The clause that a result cites; one without words where the document does not carry its
    text.
    """
    ruleset = report.rulesets.get(finding.ruleset)
    found = ruleset.clauses.get(finding.clause) if ruleset else None
    return found or Clause(finding.clause, "", finding.observable, "")


def observable_of(report: Report, finding: Finding) -> str:
    """How far the rule's clause can be seen from outside: the result's own word, else the
    clause's.
    """
    return finding.observable or clause_of(report, finding).observable


def _rulesets(report: Report, sites: Iterable[Site]) -> list[Ruleset]:
    """The document's rulesets, and a bare one for each that results name without the document
    listing it.
    """
    named = dict(report.rulesets)
    for site in sites:
        for ruleset in [score.ruleset for score in site.scores] + [
            f.ruleset for f in site.findings
        ]:
            named.setdefault(
                ruleset, Ruleset(ruleset, ruleset, "", "", "", "", "", "", "", {}, (), ())
            )
    return list(named.values())


def _concerns(site: Site, ruleset: str) -> bool:
    return any(score.ruleset == ruleset for score in site.scores) or any(
        finding.ruleset == ruleset for finding in site.findings
    )


def _league(report: Report, ruleset: Ruleset) -> League:
    scored: list[tuple[Site, Score]] = []
    unscored: list[tuple[Site, str]] = []
    for site in report.sites:
        if not _concerns(site, ruleset.id):
            continue
        score = next((score for score in site.scores if score.ruleset == ruleset.id), None)
        if score is None or score.score is None:
            unscored.append((site, _why_unscored(site, ruleset.id)))
        else:
            scored.append((site, score))
    # A vetoed site stands below every other, whatever points it gathered. Ties keep the
    # document's order.
    scored.sort(key=lambda pair: (pair[1].vetoed, -_number(pair[1].score)))
    return League(
        ruleset=ruleset,
        standings=tuple(_standing(site, score, scored, ruleset.id) for site, score in scored),
        unscored=tuple(unscored),
        common=_common_losses(report, ruleset.id),
    )


def _number(value: float | None, otherwise: float = 0.0) -> float:
    return otherwise if value is None else value


def _standing(site: Site, score: Score, scored: list[tuple[Site, Score]], ruleset: str) -> Standing:
    own = (score.vetoed, -_number(score.score))
    low, high = _range(score)
    others = [other for holder, other in scored if holder is not site]
    return Standing(
        site=site,
        score=score,
        rank=1 + sum((other.vetoed, -_number(other.score)) < own for other in others),
        best=1 + sum((other.vetoed, -_range(other)[0]) < (score.vetoed, -high) for other in others),
        worst=1 + sum((other.vetoed, -_range(other)[1]) < (score.vetoed, -low) for other in others),
        counts=count_verdicts(f for f in site.findings if f.ruleset == ruleset),
    )


def _range(score: Score) -> tuple[float, float]:
    """The score's range, (low, high); a missing end is the score itself."""
    own = _number(score.score)
    return _number(score.low, own), _number(score.high, own)


def _why_unscored(site: Site, ruleset: str) -> str:
    verdicts = {finding.verdict for finding in site.findings if finding.ruleset == ruleset}
    if site.crawl.state == "failed":
        return "网站未能抓取，未作评分"
    if verdicts and verdicts <= {"not_applicable", "waived"}:
        return "该规则集不适用于本网站"
    if not verdicts:
        return "没有该规则集的判定结果"
    return "没有可以判定的计分规则，均待人工判定"


def _common_losses(report: Report, ruleset: str) -> tuple[CommonLoss, ...]:
    """The rules by which most sites lose points, at most ten; none where there is but one site to
    compare.
    """
    if len(report.sites) < 2:
        return ()
    found: dict[str, list[tuple[Site, Finding]]] = {}
    for site in report.sites:
        for finding in site.findings:
            if finding.ruleset == ruleset:
                found.setdefault(finding.rule, []).append((site, finding))
    losses: list[CommonLoss] = []
    for rule, pairs in found.items():
        count = count_verdicts(finding for _, finding in pairs)
        if not any(code in count for code in FINDINGS):
            continue
        losses.append(
            CommonLoss(
                rule=rule,
                title=pairs[0][1].title,
                failed=count.get("fail", 0),
                partial=count.get("partial", 0),
                undetermined=count.get("undetermined", 0),
                points=sum(finding.lost for _, finding in pairs),
                where=tuple(pair for pair in pairs if pair[1].verdict in FINDINGS),
            )
        )
    losses.sort(key=lambda loss: (-loss.failed - loss.partial, -loss.points))
    return tuple(losses[:_COMMON])


def _part(index: int, ruleset: Ruleset, site: Site) -> Part:
    anchor = f"part-{index}"
    own = [finding for finding in site.findings if finding.ruleset == ruleset.id]
    seen = [finding for finding in own if not _is_unseen(finding, ruleset)]
    by_indicator: dict[str, list[Finding]] = {name: [] for name, _ in ruleset.indicators}
    for finding in seen:
        by_indicator.setdefault(finding.indicator, []).append(finding)
    titles = dict(ruleset.indicators)
    sections = tuple(
        _section(f"{anchor}-{number}", titles.get(name) or name or "其他规则", findings)
        for number, (name, findings) in enumerate(by_indicator.items(), start=1)
        if findings
    )
    return Part(
        anchor=anchor,
        ruleset=ruleset,
        score=next((score for score in site.scores if score.ruleset == ruleset.id), None),
        counts=count_verdicts(own),
        clause_counts=_clause_counts(ruleset.id, site),
        sections=sections,
        losses=tuple(by_weight(seen)),
        open=tuple(finding for finding in seen if is_open(finding)),
        unseen=tuple(_unseen(ruleset, own)),
        earned=sum(section.earned for section in sections),
        lost=sum(finding.lost for finding in seen),
        decided=sum(section.decided for section in sections),
        pending=sum(section.pending for section in sections),
        findings=tuple(own),
    )


def _section(anchor: str, title: str, findings: list[Finding]) -> Section:
    return Section(
        anchor=anchor,
        title=title,
        findings=tuple(findings),
        earned=sum(f.points for f in findings if f.verdict in _DECIDED),
        lost=sum(f.lost for f in findings),
        decided=sum(f.max_points for f in findings if f.verdict in _DECIDED),
        pending=sum(f.max_points for f in findings if is_open(f)),
        counts=count_verdicts(findings),
    )


def _clause_counts(ruleset: str, site: Site) -> dict[str, int]:
    return tally(verdict for clause, verdict in site.clauses if clause.partition("/")[0] == ruleset)


def _is_unseen(finding: Finding, ruleset: Ruleset) -> bool:
    """Whether the result only stands for a clause that no website can show."""
    clause = ruleset.clauses.get(finding.clause)
    observable = finding.observable or (clause.observable if clause else "")
    return finding.verdict == "not_applicable" and "none" in (finding.check, observable)


def _unseen(ruleset: Ruleset, findings: list[Finding]) -> Iterable[tuple[Clause, Finding | None]]:
    """The clauses without a rule that could be judged, in the source's order: none may be silently
    dropped.
    """
    standing_for: dict[str, list[Finding]] = {}
    cited: set[str] = set()
    for finding in findings:
        if _is_unseen(finding, ruleset):
            standing_for.setdefault(finding.clause, []).append(finding)
        else:
            cited.add(finding.clause)
    for clause in ruleset.clauses.values():
        results = standing_for.pop(clause.id, [])
        for result in results:
            yield clause, result
        if not results and clause.id not in cited:
            yield clause, None
    for clause_id, results in standing_for.items():
        for result in results:
            yield Clause(clause_id, "", "none", result.reason), result

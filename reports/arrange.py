"""Puts results in the order that people read them in: the league table (排名), and a scorecard's
sections.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reports.model import (
    Clause,
    Finding,
    Report,
    Ruleset,
    Score,
    Site,
    SiteOutline,
    by_weight,
    count_verdicts,
    is_open,
    tally,
)
from reports.wording import FINDINGS

_DECIDED = ("pass", *FINDINGS)


@dataclass(frozen=True, slots=True)
class Standing:
    """A site's place under one ruleset.

    Equal scores share a `rank`, and are then `tied`. `best` and `worst` are the ranks that the site
    could hold once every open rule of every site is decided: its range against the others'. Open
    vetoes are left out of that, they are told beside it. `parts_off` says that this site and all
    above it stay above all below it, whatever is decided.
    """

    site: SiteOutline
    score: Score
    rank: int
    best: int
    worst: int
    counts: dict[str, int]
    tied: bool = False
    parts_off: bool = False


@dataclass(frozen=True, slots=True)
class League:
    """The sites of one ruleset: ranked, and apart from them those without a score, with the
    reason; these hold no rank and push nobody's down.
    """

    ruleset: Ruleset
    standings: tuple[Standing, ...]
    unscored: tuple[tuple[SiteOutline, str], ...]


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
    return [_league(report, ruleset) for ruleset in _rulesets(report, report.outlines)]


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


def _rulesets(report: Report, sites: Iterable[SiteOutline]) -> list[Ruleset]:
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


def _concerns(site: SiteOutline, ruleset: str) -> bool:
    return any(score.ruleset == ruleset for score in site.scores) or any(
        finding.ruleset == ruleset for finding in site.findings
    )


def _league(report: Report, ruleset: Ruleset) -> League:
    scored: list[tuple[SiteOutline, Score]] = []
    unscored: list[tuple[SiteOutline, str]] = []
    for site in report.outlines:
        if not _concerns(site, ruleset.id):
            continue
        score = next((score for score in site.scores if score.ruleset == ruleset.id), None)
        if score is None or score.score is None:
            unscored.append((site, _why_unscored(site, ruleset.id)))
        else:
            scored.append((site, score))
    return League(ruleset, tuple(_standings(scored, ruleset.id)), tuple(unscored))


# Whether vetoed, then the points turned round: what is smaller stands higher. A vetoed site stands below every other,
# whatever points it gathered.
_Key = tuple[bool, float]


def _standings(scored: Sequence[tuple[SiteOutline, Score]], ruleset: str) -> Iterable[Standing]:
    """The sites with a score in order of rank; ties keep the document's order."""

    def key(score: Score, points: float) -> _Key:
        return (score.vetoed, -points)

    ordered = sorted(scored, key=lambda pair: key(pair[1], _number(pair[1].score)))
    own = [key(score, _number(score.score)) for _, score in ordered]
    at_best = [key(score, _range(score)[1]) for _, score in ordered]
    at_worst = [key(score, _range(score)[0]) for _, score in ordered]
    bests, worsts = sorted(at_best), sorted(at_worst)
    # The best that any site from here on downward can still reach.
    below: list[_Key | None] = [None] * len(ordered)
    for at in range(len(ordered) - 2, -1, -1):
        further = below[at + 1]
        below[at] = at_best[at + 1] if further is None else min(at_best[at + 1], further)
    lowest: _Key | None = None
    for at, (site, score) in enumerate(ordered):
        lowest = at_worst[at] if lowest is None else max(lowest, at_worst[at])
        next_best = below[at]
        itself = at_best[at] < at_worst[at]
        rank = 1 + bisect_left(own, own[at])
        yield Standing(
            site=site,
            score=score,
            rank=rank,
            best=1 + bisect_left(worsts, at_best[at]),
            worst=1 + bisect_left(bests, at_worst[at]) - itself,
            counts=count_verdicts(f for f in site.findings if f.ruleset == ruleset),
            tied=own[rank - 1 : rank + 1].count(own[at]) > 1,
            parts_off=next_best is not None and lowest < next_best,
        )


def _number(value: float | None, otherwise: float = 0.0) -> float:
    return otherwise if value is None else value


def _range(score: Score) -> tuple[float, float]:
    """The score's range, (low, high); a missing end is the score itself."""
    own = _number(score.score)
    return _number(score.low, own), _number(score.high, own)


def _why_unscored(site: SiteOutline, ruleset: str) -> str:
    verdicts = {finding.verdict for finding in site.findings if finding.ruleset == ruleset}
    if site.crawl.state == "failed":
        return "网站未能抓取，未作评分"
    if verdicts and verdicts <= {"not_applicable", "waived"}:
        return "该规则集不适用于本网站"
    if not verdicts:
        return "没有该规则集的判定结果"
    return "没有可以判定的计分规则，均待人工判定"


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

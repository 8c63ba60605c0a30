"""The facts of a circular (通报), counted from the results: nothing in it that is not in results.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.arrange import League, leagues
from reports.model import FindingOutline, Report, Ruleset, SiteOutline, is_open
from reports.office.scores import indicators_of
from reports.wording import FINDINGS, LEVELS

MOST_PROBLEMS = 12
"""Rules that are named as main problems."""

_MOST = 0.9
_GRADES = ("优秀", "良好", "合格", "不合格")


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one ruleset: numbers of sites by grade, and by level with their average."""

    league: League
    average: float
    highest: float
    lowest: float
    grades: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int, float], ...]
    vetoed: tuple[SiteOutline, ...]
    veto_open: int

    def at(self, score: float) -> list[SiteOutline]:
        """The sites with this score, those that are vetoed left out."""
        return [
            each.site
            for each in self.league.standings
            if each.score.score == score and not each.score.vetoed
        ]


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How the sites stand to one rule. `decided` counts those whose result was pass, partial or fail."""

    ruleset: Ruleset
    indicator: str
    sample: FindingOutline
    decided: int
    failed: tuple[tuple[SiteOutline, FindingOutline], ...]
    partial: tuple[tuple[SiteOutline, FindingOutline], ...]

    @property
    def passed(self) -> int:
        """Number of sites that meet it."""
        return self.decided - len(self.lossy)

    @property
    def lossy(self) -> tuple[tuple[SiteOutline, FindingOutline], ...]:
        """The sites that lose points by it, those that fail first."""
        return self.failed + self.partial

    @property
    def lost(self) -> float:
        """The points that all of them lose."""
        return sum(finding.lost for _, finding in self.lossy)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a circular says. `outcomes` are of every rule with a decided result, in the order of the rulesets."""

    report: Report
    scores: tuple[Scores, ...]
    unscored: tuple[tuple[Ruleset, tuple[tuple[SiteOutline, str], ...]], ...]
    outcomes: tuple[RuleOutcome, ...]

    @property
    def problems(self) -> list[RuleOutcome]:
        """The rules by which most sites lose points, the most serious first."""
        lossy = [outcome for outcome in self.outcomes if outcome.lossy]
        lossy.sort(key=lambda each: (-len(each.lossy), -len(each.failed), -each.lost))
        return lossy[:MOST_PROBLEMS]

    @property
    def met(self) -> list[RuleOutcome]:
        """The rules that nine of ten sites meet, of those of which it could be decided."""
        return [outcome for outcome in self.outcomes if outcome.passed >= outcome.decided * _MOST]

    @property
    def open(self) -> int:
        """Results that a person still has to decide."""
        return sum(is_open(each) for site in self.report.outlines for each in site.findings)

    @property
    def rulings(self) -> dict[str, int]:
        """Results that people decided or waived, by kind."""
        return Counter(
            each.review.ruling.kind
            for site in self.report.outlines
            for each in site.findings
            if each.review.ruling
        )

    @property
    def appeals(self) -> dict[str, int]:
        """Appeals by outcome."""
        return Counter(
            appeal.outcome or "pending"
            for site in self.report.outlines
            for each in site.findings
            for appeal in each.review.appeals
        )


def read_facts(report: Report) -> Facts:
    """Count what a circular says."""
    tables = leagues(report)
    return Facts(
        report=report,
        scores=tuple(_scores(league) for league in tables if league.standings),
        unscored=tuple((league.ruleset, league.unscored) for league in tables if league.unscored),
        outcomes=tuple(outcome for league in tables for outcome in _outcomes(report, league)),
    )


def year_of(report: Report) -> str:
    """The calendar year that all rulesets are about, as "2020年"; "" where they are about several or parts of one."""
    spans = {(ruleset.first, ruleset.last) for ruleset in report.rulesets.values()}
    if len(spans) != 1:
        return ""
    first, last = spans.pop()
    whole = first[5:] == "01-01" and last[5:] == "12-31" and first[:4] == last[:4]
    return f"{first[:4]}年" if whole else ""


def by_level(sites: Iterable[SiteOutline]) -> list[tuple[str, int]]:
    """Number of sites by level, in the order of levels."""
    counts = Counter(site.level for site in sites)
    known = [(word, counts.pop(code)) for code, word in LEVELS.items() if code in counts]
    return known + [(code or "级别不明", count) for code, count in sorted(counts.items())]


def _scores(league: League) -> Scores:
    scored = [(each.site, each.score, each.score.score or 0.0) for each in league.standings]
    numbers = [number for _, _, number in scored]
    grades = Counter(score.grade for _, score, _ in scored)
    levels = []
    for word, count in by_level(site for site, _, _ in scored):
        own = [
            n for site, _, n in scored if (LEVELS.get(site.level, site.level) or "级别不明") == word
        ]
        levels.append((word, count, _mean(own)))
    return Scores(
        league=league,
        average=_mean(numbers),
        highest=max(numbers),
        lowest=min(numbers),
        grades=tuple((grade, grades[grade]) for grade in _GRADES),
        levels=tuple(levels),
        vetoed=tuple(site for site, score, _ in scored if score.vetoed),
        veto_open=sum(bool(score.veto_open) for _, score, _ in scored),
    )


def _mean(numbers: list[float]) -> float:
    return round(sum(numbers) / len(numbers), 2)


def _outcomes(report: Report, league: League) -> list[RuleOutcome]:
    ruleset = league.ruleset
    titles = dict(indicators_of(ruleset, report.outlines))
    found: dict[str, list[tuple[SiteOutline, FindingOutline]]] = {}
    for site in report.outlines:
        for finding in site.findings:
            if finding.ruleset == ruleset.id and finding.verdict in ("pass", *FINDINGS):
                found.setdefault(finding.rule, []).append((site, finding))
    return [
        RuleOutcome(
            ruleset=ruleset,
            indicator=titles.get(pairs[0][1].indicator, ""),
            sample=pairs[0][1],
            decided=len(pairs),
            failed=tuple(pair for pair in pairs if pair[1].verdict == "fail"),
            partial=tuple(pair for pair in pairs if pair[1].verdict == "partial"),
        )
        for pairs in found.values()
    ]

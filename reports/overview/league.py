"""The overview across sites (总览): a table for each ruleset with heat map, distribution and clauses, and the filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from reports.arrange import League, leagues
from reports.comparing.earlier import Earlier
from reports.comparing.trend import RulesetTrend
from reports.model import Report, count_verdicts
from reports.overview.charts import Spread, spread_of, trend_chart
from reports.overview.clauses import ClauseLoss, clause_losses
from reports.overview.heat import Heat, heat_of
from reports.wording import KINDS, LEVELS

UNSCORED = "未评分"
_GRADES = ("优秀", "良好", "合格", "不合格", UNSCORED)


@dataclass(frozen=True, slots=True)
class Trend:
    """A ruleset's trend over all audits with the chart of it."""

    trend: RulesetTrend
    svg: Markup


@dataclass(frozen=True, slots=True)
class LeaguePart:
    """One ruleset on the overview. `spread` and `trend` are None where there is too little to draw; `unscored_counts` are
    the verdicts of sites without a score, by site.
    """

    anchor: str
    league: League
    heat: Heat
    spread: Spread | None
    clauses: tuple[ClauseLoss, ...]
    trend: Trend | None
    unscored_counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter offers: as it stands in rows, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the overview; offered where there is something to choose between."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows."""

    parts: tuple[LeaguePart, ...]
    filters: tuple[Filter, ...]


def overview(report: Report, earlier: Earlier) -> Overview:
    """The overview of a report."""
    found = leagues(report)
    return Overview(
        parts=tuple(_part(report, earlier, at, league) for at, league in enumerate(found, start=1)),
        filters=tuple(_filters(report, found)),
    )


def _part(report: Report, earlier: Earlier, at: int, league: League) -> LeaguePart:
    anchor = f"league-{at}"
    title = league.ruleset.title
    trend = next((each for each in earlier.trends if each.ruleset == league.ruleset.id), None)
    drawn = trend if trend and len(trend.days) > 1 else None
    return LeaguePart(
        anchor=anchor,
        league=league,
        heat=heat_of(league),
        spread=spread_of(f"{anchor}-spread", f"{title}：得分分布", league.standings),
        clauses=tuple(clause_losses(report, league)) if len(report.outlines) > 1 else (),
        trend=Trend(drawn, trend_chart(f"{anchor}-trend", drawn)) if drawn else None,
        unscored_counts={
            site.id: count_verdicts(f for f in site.findings if f.ruleset == league.ruleset.id)
            for site, _ in league.unscored
        },
    )


def _filters(report: Report, found: Iterable[League]) -> Iterable[Filter]:
    levels = Counter(site.level for site in report.outlines if site.level)
    kinds = Counter(site.kind for site in report.outlines if site.kind)
    regions = Counter(site.region for site in report.outlines if site.region)
    grades: Counter[str] = Counter()
    for league in found:
        grades.update(it.score.grade for it in league.standings if it.score.grade)
        grades[UNSCORED] += len(league.unscored)
    for name, title, counts, words in (
        ("level", "级别", _ordered(levels, LEVELS), LEVELS),
        ("kind", "类型", _ordered(kinds, KINDS), KINDS),
        ("region", "地区", dict(sorted(regions.items())), {}),
        ("grade", "等级", _ordered(+grades, _GRADES), {}),
    ):
        if len(counts) > 1:
            choices = tuple(Choice(value, words.get(value, value)) for value in counts)
            yield Filter(name, title, choices)


def _ordered(counts: Counter[str], order: Iterable[str]) -> dict[str, int]:
    known = {value: counts[value] for value in order if value in counts}
    return known | {value: count for value, count in sorted(counts.items()) if value not in known}

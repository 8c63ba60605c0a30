"""Trends (历次走势): scores over all recorded audits, of each site and of all together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from reports.comparing.history import Entry, Summary, SummaryScore, entries, summary


@dataclass(frozen=True, slots=True)
class Point:
    """A site's score under one ruleset at the audit of one day; `rewritten` says that the ruleset's file is another than
    at the audit before.
    """

    day: str
    score: SummaryScore
    rewritten: bool


@dataclass(frozen=True, slots=True)
class SiteTrend:
    """The scores of a site under one ruleset, oldest first."""

    site: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DayScores:
    """The scores of all sites at the audit of one day.

    `paired` counts the sites that had a score at the audit before as well, `paired_change` is the mean of their
    differences (None without any): the mean of all also moves when other sites are audited.
    """

    day: str
    sites: int
    mean: float
    median: float
    lowest: float
    highest: float
    paired: int
    paired_change: float | None
    rewritten: bool


@dataclass(frozen=True, slots=True)
class RulesetTrend:
    """One ruleset over all audits: `days` with a score, oldest first, and the sites in the order of the last audit."""

    ruleset: str
    title: str
    days: tuple[DayScores, ...]
    sites: tuple[SiteTrend, ...]

    def of(self, site: str) -> SiteTrend | None:
        """The trend of one site."""
        return next((each for each in self.sites if each.site == site), None)


def last_of_days(found: Sequence[Entry]) -> list[Entry]:
    """The last recorded audit of each day, oldest first."""
    return [*{entry.day: entry for entry in found}.values()]


def summaries(folder: Path) -> list[Summary]:
    """The last recorded audit of each day, oldest first."""
    return [summary(entry) for entry in last_of_days(entries(folder))]


def trends(audits: Iterable[Summary]) -> list[RulesetTrend]:
    """The trend of each ruleset; the audits may come in any order, of two of the same day the later counts."""
    by_day = {each.day: each for each in audits}
    ordered = [by_day[day] for day in sorted(by_day)]
    titles = {name: title for each in ordered for name, (title, _) in each.rulesets.items()}
    return [_trend(name, title, ordered) for name, title in titles.items()]


def _trend(ruleset: str, title: str, audits: Sequence[Summary]) -> RulesetTrend:
    judged = [each for each in audits if ruleset in each.rulesets]
    rewritten = {
        each.day: at > 0 and judged[at - 1].rulesets[ruleset][1] != each.rulesets[ruleset][1]
        for at, each in enumerate(judged)
    }
    names = {site: name for each in judged for site, name in each.names.items()}
    order = [*dict.fromkeys(site for each in reversed(judged) for site in each.scores)]
    sites = tuple(
        SiteTrend(
            site,
            names[site],
            tuple(
                Point(each.day, each.scores[site][ruleset], rewritten[each.day])
                for each in judged
                if ruleset in each.scores.get(site, {})
            ),
        )
        for site in order
        if any(ruleset in each.scores.get(site, {}) for each in judged)
    )
    return RulesetTrend(ruleset, title, tuple(_days(ruleset, judged, rewritten)), sites)


def _days(ruleset: str, judged: Sequence[Summary], rewritten: dict[str, bool]) -> list[DayScores]:
    found: list[DayScores] = []
    before: dict[str, float] = {}
    for each in judged:
        scores = {
            site: own[ruleset].score
            for site, own in each.scores.items()
            if ruleset in own and own[ruleset].score is not None
        }
        now = {site: score for site, score in scores.items() if score is not None}
        if not now:
            continue
        paired = [now[site] - before[site] for site in now if site in before]
        found.append(
            DayScores(
                each.day,
                len(now),
                round(fmean(now.values()), 2),
                round(median(now.values()), 2),
                min(now.values()),
                max(now.values()),
                len(paired),
                round(fmean(paired), 2) if paired else None,
                rewritten[each.day],
            )
        )
        before = now
    return found

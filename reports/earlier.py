"""What the pages of a report show of earlier audits (上次评价): changes beside findings, arrows beside scores, trends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reports.audits import Audit, read_audit
from reports.comparison import RuleChange, ScoreChange, compare
from reports.history import Entry, entries, load_audit, summarised, summary
from reports.trend import RulesetTrend, last_of_days, trends


@dataclass(frozen=True, slots=True)
class SiteEarlier:
    """A site's changes since its last earlier audit, which judged from the day `since`: of rules those that changed."""

    since: str
    rules: Mapping[str, RuleChange]
    scores: Mapping[str, ScoreChange]


@dataclass(frozen=True, slots=True)
class Earlier:
    """All that the pages show of earlier audits; empty where there were none."""

    sites: Mapping[str, SiteEarlier] = field(default_factory=dict)
    trends: tuple[RulesetTrend, ...] = ()

    def rule(self, site: str, rule: str) -> tuple[str, RuleChange] | None:
        """The day of the earlier audit and what became of the rule since; None where that is nothing, or not known."""
        known = self.sites.get(site)
        change = known.rules.get(rule) if known else None
        return (known.since, change) if known and change else None

    def score(self, site: str, ruleset: str) -> tuple[str, ScoreChange] | None:
        """The day of the earlier audit and what became of the score since; None where there is nothing to compare."""
        known = self.sites.get(site)
        change = known.scores.get(ruleset) if known else None
        return (known.since, change) if known and change and change.delta is not None else None


def earlier_audits(folder: Path, document: Mapping[str, Any]) -> Earlier:
    """What is known of audits before this document's in the folder's history.

    A site is compared with the last audit of an earlier day that holds it, be that one of other sites as well. Raises
    ReportError when a recorded audit cannot be read.
    """
    known = entries(folder)
    if not known:
        return Earlier()
    audit = read_audit(document)
    before = [entry for entry in last_of_days(known) if entry.day < audit.as_of]
    summed = {entry: summary(entry) for entry in before}
    holders: dict[Entry, list[str]] = {}
    for site in audit.sites:
        for entry in reversed(before):
            if site in summed[entry].scores:
                holders.setdefault(entry, []).append(site)
                break
    sites: dict[str, SiteEarlier] = {}
    for entry, held in holders.items():
        sites |= _compared(load_audit(entry.path, held), audit, held)
    return Earlier(sites, tuple(trends([*summed.values(), summarised(audit)])) if before else ())


def _compared(earlier: Audit, audit: Audit, held: list[str]) -> dict[str, SiteEarlier]:
    some = Audit(
        audit.as_of,
        audit.version,
        audit.scoring,
        audit.rulesets,
        {site: audit.sites[site] for site in held},
    )
    return {
        change.id: SiteEarlier(
            earlier.as_of,
            {rule.rule: rule for rule in change.changed if rule.before is not None},
            {score.ruleset: score for score in change.scores},
        )
        for change in compare(earlier, some).sites
        if change.state == "both"
    }

"""What the pages of a report show of earlier audits (上次评价): changes beside findings, arrows beside scores, trends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reports.audit_file import audit_of, load_audit
from reports.comparing.audits import Audit
from reports.comparing.comparison import RuleChange, ScoreChange, compare
from reports.comparing.history import Entry, entries, summarised, summary
from reports.comparing.trend import RulesetTrend, last_of_days, trends
from reports.results_file import ResultsFile


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


def earlier_audits(
    folder: Path, results: Mapping[str, Any] | ResultsFile, ids: Iterable[str] = ()
) -> Earlier:
    """What is known of audits before this document's in the folder's history.

    A file must have been read through; `ids` are those of its sites, in their order. A site is compared with the last
    audit of an earlier day that holds it, be that one of other sites as well. Raises ReportError when a recorded audit
    cannot be read.
    """
    known = entries(folder)
    if not known:
        return Earlier()
    audit = audit_of(results, list(ids))
    before = [entry for entry in last_of_days(known) if entry.day < audit.as_of]
    if not before:
        return Earlier()
    summed = {entry: summary(entry) for entry in before}
    holders: dict[Entry, list[str]] = {}
    for site in audit.sites:
        for entry in reversed(before):
            if site in summed[entry].scores:
                holders.setdefault(entry, []).append(site)
                break
    sites: dict[str, SiteEarlier] = {}
    for entry, held in holders.items():
        earlier = load_audit(entry.path)
        for site in held:
            old, new = ({site: each.sites[site]} for each in (earlier, audit))
            sites[site] = _compared(replace(earlier, sites=old), replace(audit, sites=new))
    return Earlier(sites, tuple(trends([*summed.values(), summarised(audit)])))


def _compared(earlier: Audit, audit: Audit) -> SiteEarlier:
    [change] = compare(earlier, audit).sites
    return SiteEarlier(
        earlier.as_of,
        {rule.rule: rule for rule in change.changed if rule.before is not None},
        {score.ruleset: score for score in change.scores},
    )

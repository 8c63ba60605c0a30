"""The clauses that most sites fail (失分集中的条款), with their own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.arrange import League
from reports.model import Clause, Report, SiteOutline
from reports.rulebook.pages import clause_sections
from reports.wording import FINDINGS, OPEN

_DECIDED = ("pass", *FINDINGS)


@dataclass(frozen=True, slots=True)
class ClauseLoss:
    """One clause and the sites that do not meet it.

    `decided` sites were judged by it, `failed` and `partial` of them fell short, `open` ones wait. `points` is what they
    lose by it together. `where` are the sites with the id of the finding on their scorecards; `page` explains its rules.
    """

    clause: Clause
    failed: int
    partial: int
    decided: int
    open: int
    points: float
    where: tuple[tuple[SiteOutline, str], ...]
    page: str

    @property
    def share(self) -> float:
        """Percent of the decided sites that do not meet it, or not wholly."""
        return round(100 * (self.failed + self.partial) / self.decided, 1) if self.decided else 0.0


def clause_losses(report: Report, league: League) -> list[ClauseLoss]:
    """The clauses that at least one site does not meet, those that most do not first."""
    ruleset = league.ruleset
    pages = {
        section.clause.id: f"{ruleset.page}#{section.anchor}"
        for section in clause_sections(ruleset)
    }
    verdicts: dict[str, Counter[str]] = {}
    where: dict[str, list[tuple[SiteOutline, str]]] = {}
    points: dict[str, float] = {}
    for site in report.outlines:
        lossy: dict[str, str] = {}
        for finding in site.findings:
            if finding.ruleset == ruleset.id and finding.verdict in FINDINGS:
                lossy.setdefault(finding.clause, finding.anchor)
                points[finding.clause] = points.get(finding.clause, 0.0) + finding.lost
        for clause, verdict in site.clauses:
            if clause.partition("/")[0] != ruleset.id:
                continue
            verdicts.setdefault(clause, Counter())[verdict] += 1
            if verdict in FINDINGS:
                where.setdefault(clause, []).append((site, lossy.get(clause, "")))
    losses = [
        ClauseLoss(
            clause=ruleset.clauses.get(name) or Clause(name, "", "", ""),
            failed=count["fail"],
            partial=count["partial"],
            decided=sum(count[code] for code in _DECIDED),
            open=sum(count[code] for code in OPEN),
            points=points.get(name, 0.0),
            where=tuple(where[name]),
            page=pages.get(name, "") if ruleset.page else "",
        )
        for name, count in verdicts.items()
        if name in where
    ]
    return sorted(losses, key=lambda loss: (-loss.failed - loss.partial, -loss.share, -loss.points))

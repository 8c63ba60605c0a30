"""What a report shows of a recheck (复查): recheck.json, cleaned and typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.hostile import Address
from reports.model import Evidence

ORDER = ("not_mended", "partly_mended", "undetermined", "mended")
"""Outcomes in the order in which they ask for work."""


@dataclass(frozen=True, slots=True)
class Look:
    """A finding as it was seen once: verdict, points, reason and evidence."""

    verdict: str
    points: float
    max_points: float
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One page that was asked for again, and what became of the request."""

    address: Address
    outcome: str
    word: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RecheckedFinding:
    """One finding: what became of it, why, as it was and as it is. `written` is what the ledger's owner wrote."""

    rule: str
    clause: str
    title: str
    outcome: str
    word: str
    why: str
    before: Look
    after: Look
    asked: tuple[Asked, ...]
    asked_count: int
    written: dict[str, str]


@dataclass(frozen=True, slots=True)
class RecheckedSite:
    """One site with the findings that were rechecked on it, and how the recheck's crawl went."""

    id: str
    name: str
    address: Address
    state: str
    started: str
    finished: str
    asked: int
    findings: tuple[RecheckedFinding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of findings by outcome, those that ask for work first."""
        found = Counter(finding.outcome for finding in self.findings)
        return {code: found[code] for code in ORDER if found[code]}


@dataclass(frozen=True, slots=True)
class Recheck:
    """The whole recheck. `changed` names rulesets whose rules are others than those of the earlier audit."""

    as_of: str
    earlier: str
    version: str
    changed: tuple[str, ...]
    sites: tuple[RecheckedSite, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of findings of all sites by outcome, those that ask for work first."""
        found = Counter(finding.outcome for site in self.sites for finding in site.findings)
        return {code: found[code] for code in ORDER if found[code]}

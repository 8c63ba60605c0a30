"""Which evidence gets a page (证据页) of its own, and what stands on it: one for each archived body of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.hostile import Address
from reports.model import Evidence, Finding, Site
from reports.wording import VERDICTS

MOST_PAGES = 2_000
"""Evidence pages of one site; what proves lost points goes first."""
MOST_QUOTES = 60
"""Quotations marked on one page."""
_MOST_USES = 30
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ORDER = {code: number for number, code in enumerate(VERDICTS)}


@dataclass(frozen=True, slots=True)
class Use:
    """One rule that quotes the words: where its result stands on the scorecard, and what was said of them there."""

    finding: Finding
    note: str


@dataclass(slots=True)
class QuoteUses:
    """One quotation and the rules that rest on it."""

    quote: str
    uses: list[Use] = field(default_factory=list)


@dataclass(slots=True)
class PlannedPage:
    """One evidence page: an archived body and all that is quoted from it.

    `address` is where evidence says it lay; `further` are other addresses of the same body. `more_quotes` counts
    quotations beyond those that are marked.
    """

    site: Site
    sha256: str
    archive: str
    fetched_at: str
    address: Address
    further: list[Address] = field(default_factory=list)
    quotes: list[QuoteUses] = field(default_factory=list)
    more_quotes: int = 0

    @property
    def name(self) -> str:
        """The page's file, relative to the report's folder."""
        return _name(self.site.id, self.sha256)

    def add(self, evidence: Evidence, finding: Finding) -> None:
        """Add what one piece of evidence quotes."""
        if evidence.address != self.address and evidence.address not in self.further:
            self.further.append(evidence.address)
        quote = evidence.quote or evidence.note
        known = next((each for each in self.quotes if each.quote == quote), None)
        if known is None:
            if len(self.quotes) >= MOST_QUOTES:
                self.more_quotes += 1
                return
            known = QuoteUses(quote)
            self.quotes.append(known)
        use = Use(finding, evidence.note if evidence.quote else "")
        if use not in known.uses and len(known.uses) < _MOST_USES:
            known.uses.append(use)


@dataclass(slots=True)
class EvidencePlan:
    """The pages of one site, by their names, in the order of what they prove. `left_out` counts those beyond the limit."""

    pages: dict[str, PlannedPage] = field(default_factory=dict)
    left_out: int = 0


def evidence_href(site_id: str, evidence: Evidence) -> str:
    """Where the page of a piece of evidence lies, relative to the report's folder: evidence/<site>/<sha16>.html.

    "" for evidence without an archived body. Whether the page was made is another question: see `EvidencePages.href`.
    """
    if not evidence.archive or not _SHA256.fullmatch(evidence.sha256):
        return ""
    return _name(site_id, evidence.sha256)


def plan_pages(site: Site, most: int = MOST_PAGES) -> EvidencePlan:
    """The evidence pages of a site: every piece of evidence and trace that has an archived body, at most `most`."""
    plan = EvidencePlan()
    beyond: set[str] = set()
    for finding, evidence in _pieces(site):
        name = evidence_href(site.id, evidence)
        if not name or name in beyond:
            continue
        page = plan.pages.get(name)
        if page is None:
            if len(plan.pages) >= most:
                beyond.add(name)
                continue
            page = plan.pages[name] = PlannedPage(
                site, evidence.sha256, evidence.archive, evidence.fetched_at, evidence.address
            )
        if page.sha256 == evidence.sha256:
            page.add(evidence, finding)
    plan.left_out = len(beyond)
    return plan


def _pieces(site: Site) -> Iterator[tuple[Finding, Evidence]]:
    ordered = sorted(site.findings, key=lambda each: _ORDER.get(each.verdict, len(_ORDER)))
    for finding in ordered:
        for evidence in (*finding.evidence, *finding.traces):
            yield finding, evidence


def _name(site_id: str, sha256: str) -> str:
    return f"evidence/{site_id}/{sha256[:16]}.html"

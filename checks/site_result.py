"""What judging a site brings: of each rule, of each ruleset, of the whole site, and of its crawl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checks.pairs.paired import PairRow
from checks.results.crawl_report import CrawlReport
from checks.reviews.ruling import Review
from checks.scoring import Score
from checks.verdict import Evidence, Searched, Verdict
from crawler.snapshot.facts import Fetch
from rules.model import Observable


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What was found of one rule on one site. All text that a site published is cleaned and cut.

    `check` is the kind, or "none" for a clause that no rule checks. `share` is the part of
    `max_points` earned, 0 to 1. `unread_count` counts all fetches that keep it open; `unread` are
    the first of them; so do `pair_count` and `pairs`. `review` is what people said of it (None: nothing): where a
    decision or waiver counts, verdict, share, points and reason are theirs, and the machine's are there.
    """

    rule: str
    clause: str
    indicator: str
    title: str
    check: str
    code: str
    verdict: Verdict
    share: float
    points: float
    max_points: float
    reason: str
    fix: str
    observable: Observable
    evidence: tuple[Evidence, ...] = ()
    traces: tuple[Evidence, ...] = ()
    searched: Searched | None = None
    unread: tuple[Fetch, ...] = ()
    unread_count: int = 0
    pairs: tuple[PairRow, ...] = ()
    pair_count: int = 0
    pair_heads: tuple[str, str] = ("", "")
    basis: tuple[tuple[str, str, bool], ...] = ()
    veto: bool = False
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class RulesetResult:
    """One ruleset's results, its score, and the verdict of each of its clauses (full id, verdict),
    in clause order.
    """

    ruleset: str
    score: Score
    results: tuple[RuleResult, ...]
    clauses: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the crawl went: state, times, pages read, requests by outcome, first day its lists reach
    back to, notes, the settings that it was made with, and the report of what was read.
    """

    state: str
    started: str
    finished: str
    since: date | None
    pages: int
    fetches: Mapping[str, int]
    notes: tuple[str, ...]
    settings: Mapping[str, object]
    report: CrawlReport


@dataclass(frozen=True, slots=True)
class SiteResult:
    """One site with all that was found of it."""

    id: str
    name: str
    url: str
    level: str
    kind: str
    crawl: Crawl
    rulesets: tuple[RulesetResult, ...]

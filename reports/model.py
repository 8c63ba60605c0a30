"""What a report shows: results.json read, cleaned and typed. Every text here is free of invisible
characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from sys import intern

from reports.comparing.audits import BonusTerms, ScoredIndicator
from reports.crawling.model import Crawl
from reports.hostile import Address
from reports.pairs import Pair
from reports.reviewed import NOTHING_SAID, Review
from reports.wording import FINDINGS, OPEN, VERDICTS


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence (证据); `archive` is "<file>#<offset>" of the WARC record, relative to
    the audit's folder.
    """

    address: Address
    quote: str
    fetched_at: str
    sha256: str
    archive: str
    note: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched before something was called absent (检索范围): columns, number of
    documents, first and last day.
    """

    columns: tuple[str, ...]
    documents: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Unread:
    """One request that brought no answer (未读成的页面)."""

    address: Address
    outcome: str
    detail: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Further law that a rule rests on; not `verified` means quoted without having been compared
    with its text (未核对).
    """

    document: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause (条款) of a ruleset, `id` with the ruleset's in front."""

    id: str
    text: str
    observable: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a rule: its name in YAML, what it means, its value in lines; `written` is false for a default."""

    name: str
    meaning: str
    value: tuple[str, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule explained (规则说明). `anchor` is its unique id on the ruleset's page.

    `checked`, `counts` and `excludes` are sentences; `first` and `last` are the days of the rule's own period, "" where
    it is the ruleset's; `off` says why the rule is switched off.
    """

    id: str
    anchor: str
    title: str
    clause: str
    indicator: str
    check: str
    points: float
    checked: tuple[str, ...]
    counts: tuple[str, ...]
    excludes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    fix: str
    basis: tuple[Basis, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    first: str
    last: str
    valid_from: str
    valid_to: str
    off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingOutline:
    """Of one rule's result on one site, what tables across sites count: no words about the site itself.

    `anchor` is its unique id on the scorecard; points are out of `max_points`. Verdict and points are those that count.
    """

    rule: str
    anchor: str
    clause: str
    ruleset: str
    indicator: str
    check: str
    title: str
    verdict: str
    points: float
    max_points: float
    fix: str
    observable: str
    veto: bool
    review: Review = NOTHING_SAID

    @property
    def lost(self) -> float:
        """Points lost; only a decided rule loses any."""
        return max(self.max_points - self.points, 0.0) if self.verdict in FINDINGS else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(FindingOutline):
    """One rule's result on one site. Share and reason are those that count; `review` has the machine's own where people
    decided otherwise.
    """

    share: float | None
    reason: str
    evidence: tuple[Evidence, ...]
    traces: tuple[Evidence, ...]
    searched: Searched | None
    unread: tuple[Unread, ...]
    unread_count: int
    basis: tuple[Basis, ...]
    pairs: tuple[Pair, ...] = ()
    pair_count: int = 0
    pair_heads: tuple[str, str] = ("", "")

    @property
    def first_address(self) -> Address | None:
        """Where the finding shows: the address of its first piece of evidence."""
        return self.evidence[0].address if self.evidence else None

    def outline(self) -> FindingOutline:
        """Of it, what tables across sites count."""
        # What a rule says is the same on every site, and is then held once.
        return FindingOutline(
            rule=intern(self.rule),
            anchor=intern(self.anchor),
            clause=intern(self.clause),
            ruleset=intern(self.ruleset),
            indicator=intern(self.indicator),
            check=intern(self.check),
            title=intern(self.title),
            verdict=intern(self.verdict),
            points=self.points,
            max_points=self.max_points,
            fix=intern(self.fix),
            observable=intern(self.observable),
            veto=self.veto,
            review=self.review,
        )


@dataclass(frozen=True, slots=True)
class Score:
    """A site's score under one ruleset, 0 to 100 (None: not scored), and the range that open rules
    leave.
    """

    ruleset: str
    score: float | None
    low: float | None
    high: float | None
    grade: str
    vetoed: bool
    veto_open: int


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One ruleset (规则集). `clauses` are by full id; `indicators` are (id, title) in the ruleset's
    order; `rules` are all its rules, explained, where the document carries them. `deductions` and `bonus` say how
    indicators count in scoring by deduction.
    """

    id: str
    title: str
    sha256: str
    scoring: str
    document: str
    issuer: str
    issued: str
    first: str
    last: str
    clauses: dict[str, Clause]
    indicators: tuple[tuple[str, str], ...]
    grades: tuple[tuple[str, float], ...]
    rules: tuple[RulePage, ...] = ()
    deductions: tuple[ScoredIndicator, ...] = ()
    bonus: BonusTerms = field(default_factory=BonusTerms)

    @property
    def page(self) -> str:
        """The page that explains the rules, relative to the report's folder; "" where there is none."""
        return f"rules/{self.id}.html" if self.rules else ""

    def page_of(self, rule: str) -> str:
        """Where a rule is explained, relative to the report's folder; "" where it is not."""
        anchor = next((each.anchor for each in self.rules if each.id == rule), "")
        return f"{self.page}#{anchor}" if anchor else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutline:
    """Of one site, what tables across sites show. `clauses` are (clause id, verdict)."""

    id: str
    name: str
    address: Address
    level: str
    kind: str
    crawl: Crawl
    scores: tuple[Score, ...]
    clauses: tuple[tuple[str, str], ...]
    findings: tuple[FindingOutline, ...]
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(SiteOutline):
    """One site with all that was found of it."""

    findings: tuple[Finding, ...]

    def outline(self) -> SiteOutline:
        """Of it, what tables across sites show."""
        return SiteOutline(
            id=self.id,
            name=self.name,
            address=self.address,
            level=intern(self.level),
            kind=intern(self.kind),
            crawl=self.crawl.outline(),
            scores=self.scores,
            clauses=tuple((intern(clause), intern(verdict)) for clause, verdict in self.clauses),
            findings=tuple(finding.outline() for finding in self.findings),
            region=intern(self.region),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The whole results document.

    `sites` may be read from the file anew each time they are gone through, one after the other: whoever keeps them holds
    the whole file. `outlines` are the same sites in the same order, and lie in memory.
    """

    as_of: str
    tool: str
    version: str
    scoring: str
    rulesets: dict[str, Ruleset] = field(default_factory=dict)
    sites: Sequence[Site] = ()
    outlines: tuple[SiteOutline, ...] = ()

    def site(self, site_id: str) -> Site:
        """One site whole. Raises KeyError where there is none of that id."""
        for at, outline in enumerate(self.outlines):
            if outline.id == site_id:
                return self.sites[at]
        raise KeyError(site_id)


def count_verdicts(findings: Iterable[FindingOutline]) -> dict[str, int]:
    """Number of results by verdict, as `tally` orders them."""
    return tally(finding.verdict for finding in findings)


def tally(verdicts: Iterable[str]) -> dict[str, int]:
    """Number of each verdict, in the order of seriousness; verdicts that do not occur are left
    out.
    """
    counts = Counter(verdicts)
    known = {code: counts.pop(code) for code in VERDICTS if code in counts}
    return known | dict(sorted(counts.items()))


def is_open(finding: FindingOutline) -> bool:
    """Whether a person has to decide (undetermined or manual)."""
    return finding.verdict in OPEN


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that lose points, most serious first: failed before partial, then points lost,
    then as given.
    """
    lossy = [finding for finding in findings if finding.verdict in FINDINGS]
    return sorted(lossy, key=lambda finding: (FINDINGS.index(finding.verdict), -finding.lost))

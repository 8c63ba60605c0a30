"""What a report shows: results.json read, cleaned and typed. Every text here is free of invisible
characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.crawl_model import Crawl
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result on one site. `anchor` is its unique id on the scorecard; points are out of
    `max_points`. Verdict, points, share and reason are those that count; `review` has the machine's own where
    people decided otherwise.
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
    share: float | None
    reason: str
    fix: str
    observable: str
    veto: bool
    evidence: tuple[Evidence, ...]
    traces: tuple[Evidence, ...]
    searched: Searched | None
    unread: tuple[Unread, ...]
    unread_count: int
    basis: tuple[Basis, ...]
    review: Review = NOTHING_SAID
    pairs: tuple[Pair, ...] = ()
    pair_count: int = 0
    pair_heads: tuple[str, str] = ("", "")

    @property
    def lost(self) -> float:
        """Points lost; only a decided rule loses any."""
        return max(self.max_points - self.points, 0.0) if self.verdict in FINDINGS else 0.0

    @property
    def first_address(self) -> Address | None:
        """Where the finding shows: the address of its first piece of evidence."""
        return self.evidence[0].address if self.evidence else None


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
    order; `rules` are all its rules, explained, where the document carries them.
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

    @property
    def page(self) -> str:
        """The page that explains the rules, relative to the report's folder; "" where there is none."""
        return f"rules/{self.id}.html" if self.rules else ""

    def page_of(self, rule: str) -> str:
        """Where a rule is explained, relative to the report's folder; "" where it is not."""
        anchor = next((each.anchor for each in self.rules if each.id == rule), "")
        return f"{self.page}#{anchor}" if anchor else ""


@dataclass(frozen=True, slots=True)
class Site:
    """One site with all that was found of it. `clauses` are (clause id, verdict)."""

    id: str
    name: str
    address: Address
    level: str
    kind: str
    crawl: Crawl
    scores: tuple[Score, ...]
    clauses: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    region: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole results document."""

    as_of: str
    tool: str
    version: str
    scoring: str
    rulesets: dict[str, Ruleset] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()


def count_verdicts(findings: Iterable[Finding]) -> dict[str, int]:
    """Number of results by verdict, as `tally` orders them."""
    return tally(finding.verdict for finding in findings)


def tally(verdicts: Iterable[str]) -> dict[str, int]:
    """Number of each verdict, in the order of seriousness; verdicts that do not occur are left
    out.
    """
    counts = Counter(verdicts)
    known = {code: counts.pop(code) for code in VERDICTS if code in counts}
    return known | dict(sorted(counts.items()))


def is_open(finding: Finding) -> bool:
    """Whether a person has to decide (undetermined or manual)."""
    return finding.verdict in OPEN


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that lose points, most serious first: failed before partial, then points lost,
    then as given.
    """
    lossy = [finding for finding in findings if finding.verdict in FINDINGS]
    return sorted(lossy, key=lambda finding: (FINDINGS.index(finding.verdict), -finding.lost))

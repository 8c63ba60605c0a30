"""What a comparison needs of an audit's results.json: verdicts, points, and by what a change of them can be told apart.

The document may be of any age or hand; a value of the wrong type is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.deduction import Scored
from checks.verdict import Verdict
from reports.errors import ReportError
from reports.hostile import cut, line
from reports.node import NAME, TITLE, TOKEN, Node, check_format, shown_value

_SITE_ID = re.compile(r"[a-z0-9-]{1,100}")
_VERDICTS = {verdict.value for verdict in Verdict}
_QUOTE = 200
# Of a rule's row, what it asks for; the sentences that explain it change with the program, not with the rule.
_SUBSTANCE = (
    "clause", "indicator", "check", "points", "level", "kind", "valid_from", "valid_to", "off",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as it was written: what it asks for, by name; `parameters` are (name, value); `clause` the clause's words."""

    substance: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]
    clause: str


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """How an indicator counts in scoring by deduction."""

    id: str
    cap: float | None = None
    worth: float | None = None
    bonus: bool = False


@dataclass(frozen=True, slots=True)
class BonusTerms:
    """When bonus points count, and how many at most."""

    above: float = 80
    most: float = 30


@dataclass(frozen=True, slots=True)
class AuditedRuleset:
    """A ruleset of an audit. `rules` are by id, empty where the document does not explain them."""

    id: str
    title: str
    sha256: str
    scoring: str
    indicators: tuple[ScoredIndicator, ...]
    bonus: BonusTerms
    rules: dict[str, RuleText]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was said of a rule: the verdict, the share earned (0 to 1), and the words for it."""

    verdict: str
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class AuditedRule:
    """One rule's result on one site. `effective` counts; `machine` is what the program found, where a person decided.

    `decision` says who decided what, "" where nobody did. `pages` are (address, SHA-256, words quoted); `searched` the
    number of documents searched, None where nothing was; `unread` what kept it open, `outcomes` how those requests ended.
    """

    rule: str
    ruleset: str
    clause: str
    indicator: str
    title: str
    effective: Ruling
    machine: Ruling
    decision: str
    points: float
    max_points: float
    veto: bool
    outcome: str
    pages: tuple[tuple[str, str, str], ...]
    searched: int | None
    unread: int
    outcomes: tuple[str, ...]

    @property
    def scored(self) -> Scored:
        """What the score takes from it."""
        return Scored(
            Verdict(self.effective.verdict),
            self.effective.share,
            self.max_points,
            self.indicator,
            self.veto,
        )


@dataclass(frozen=True, slots=True)
class AuditedScore:
    """A site's score under a ruleset; None where there is none."""

    score: float | None
    low: float | None
    high: float | None
    grade: str
    vetoed: bool


@dataclass(frozen=True, slots=True)
class PagesChanged:
    """What the crawl says of the site's pages since the audit of the day `since`: addresses that are new, changed or gone,
    as far as listed, and how many there are of them.
    """

    since: str
    named: frozenset[str]
    listed: int
    count: int


@dataclass(frozen=True, slots=True)
class AuditedSite:
    """One site of an audit; `rules` by id; `crawled` is when its crawl began and ended, "" where that is not known."""

    id: str
    name: str
    level: str
    kind: str
    region: str
    state: str
    crawled: str
    scores: dict[str, AuditedScore]
    rules: dict[str, AuditedRule]
    changes: PagesChanged | None


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: the day it judges from, the program that judged, its rulesets and sites by id."""

    as_of: str
    version: str
    scoring: str
    rulesets: dict[str, AuditedRuleset]
    sites: Mapping[str, AuditedSite]


def read_audit(document: Mapping[str, Any], name: str = "results.json") -> Audit:
    """The audit of a results document; `name` stands in what is refused.

    Raises ReportError when it is no document of format 1 or holds a value of the wrong type.
    """
    top = Node(document, name)
    check_format(top)
    tool = top.child("tool")
    sites = [_site(node) for node in top.children("sites")]
    rulesets = [_ruleset(node) for node in top.children("rulesets")]
    return Audit(
        as_of=top.text("as_of", TOKEN),
        version=tool.text("version", TOKEN),
        scoring=tool.scalar("scoring"),
        rulesets={ruleset.id: ruleset for ruleset in rulesets},
        sites={site.id: site for site in sites},
    )


def read_site(data: object, place: str) -> AuditedSite:
    """One site of a results document; `place` stands in what is refused. Raises ReportError."""
    return _site(Node(data, place))


def _ruleset(node: Node) -> AuditedRuleset:
    own = node.text("id", TOKEN)
    clauses = {
        child.text("id", TOKEN): child.prose("text", default="")
        for child in node.children("clauses", optional=True)
    }
    return AuditedRuleset(
        id=own,
        title=node.text("title", TITLE, default=own),
        sha256=node.text("sha256", TOKEN, default=""),
        scoring=node.text("scoring", TOKEN, default="weighted"),
        indicators=read_deductions(node),
        bonus=read_bonus(node),
        rules={
            child.text("id", TOKEN): _rule_text(child, clauses)
            for child in node.children("rules", optional=True)
        },
    )


def read_deductions(ruleset: Node) -> tuple[ScoredIndicator, ...]:
    """How each indicator of a ruleset counts in scoring by deduction."""
    return tuple(
        ScoredIndicator(
            child.text("id", TOKEN),
            child.optional_number("cap"),
            child.optional_number("worth"),
            child.has("bonus"),
        )
        for child in ruleset.children("indicators", optional=True)
    )


def read_bonus(ruleset: Node) -> BonusTerms:
    """When bonus points of a ruleset count."""
    bonus = ruleset.optional_child("bonus")
    return BonusTerms(bonus.number("above"), bonus.number("most")) if bonus else BonusTerms()


def _rule_text(node: Node, clauses: Mapping[str, str]) -> RuleText:
    return RuleText(
        substance=tuple((key, line(str(node.data.get(key, "")))) for key in _SUBSTANCE),
        parameters=tuple(
            (child.text("name", TOKEN), "；".join(child.texts("value")))
            for child in node.children("parameters", optional=True)
        ),
        clause=clauses.get(node.text("clause", TOKEN, default=""), ""),
    )


def _site(node: Node) -> AuditedSite:
    own = node.raw("id", str)
    if not _SITE_ID.fullmatch(own):
        raise ReportError(
            f"{node.place}.id 应只含小写字母、数字和连字符，实际是 {shown_value(own)}。"
        )
    crawl = node.child("crawl")
    rules = [_rule(child) for child in node.children("results")]
    return AuditedSite(
        id=own,
        name=node.text("name", NAME),
        level=node.text("level", TOKEN, default=""),
        kind=node.text("kind", TOKEN, default=""),
        region=node.text("region", TITLE, default=""),
        state=crawl.text("state", TOKEN, default=""),
        crawled=" ".join(
            crawl.text(key, TOKEN, default="") for key in ("started", "finished")
        ).strip(),
        scores={child.text("ruleset", TOKEN): _score(child) for child in node.children("scores")},
        rules={rule.rule: rule for rule in rules},
        changes=_changes(crawl.optional_child("changes")),
    )


def _score(node: Node) -> AuditedScore:
    return AuditedScore(
        score=node.optional_number("score"),
        low=node.optional_number("low"),
        high=node.optional_number("high"),
        grade=node.text("grade", TOKEN, default=""),
        vetoed=bool(node.raw("vetoed", bool)) if node.has("vetoed") else False,
    )


def _changes(node: Node | None) -> PagesChanged | None:
    if node is None:
        return None
    parts = [part for key in ("new", "changed", "gone") if (part := node.optional_child(key))]
    named = [
        str(page.data.get("url", ""))
        for part in parts
        for page in part.children("examples", optional=True)
    ]
    return PagesChanged(
        since=node.text("since", TOKEN, default=""),
        named=frozenset(named),
        listed=len(named),
        count=sum(part.count("count", default=0) for part in parts),
    )


def _rule(node: Node) -> AuditedRule:
    rule = node.text("rule", TOKEN)
    clause = node.text("clause", TOKEN)
    effective = _ruling(node, node.number("max_points"))
    machine = node.optional_child("machine")
    searched = node.optional_child("searched")
    unread = node.children("unread", optional=True)
    return AuditedRule(
        rule=rule,
        ruleset=(clause if "/" in clause else rule).partition("/")[0],
        clause=clause,
        indicator=node.text("indicator", TOKEN, default=""),
        title=node.text("title", TITLE, default=""),
        effective=effective,
        machine=_ruling(machine, node.number("max_points")) if machine else effective,
        decision=_decision(node.optional_child("decision")),
        points=node.number("points"),
        max_points=node.number("max_points"),
        veto=node.has("veto"),
        outcome=node.text("outcome", TOKEN, default=""),
        pages=tuple(
            (
                str(child.data.get("url", "")),
                child.text("sha256", TOKEN, default=""),
                child.text("quote", _QUOTE, default=""),
            )
            for key in ("evidence", "traces")
            for child in node.children(key, optional=True)
        ),
        searched=searched.count("documents", default=0) if searched else None,
        unread=node.count("unread_count", default=len(unread)),
        outcomes=tuple(dict.fromkeys(child.text("outcome", TOKEN, default="") for child in unread)),
    )


def _ruling(node: Node, max_points: float) -> Ruling:
    verdict = node.text("verdict", TOKEN)
    if verdict not in _VERDICTS:
        raise ReportError(f"{node.place}.verdict 是 {shown_value(verdict)}，本版本不认识这种判定。")
    share = node.optional_number("share")
    if share is None:
        share = node.number("points") / max_points if max_points else 0.0
    if verdict == Verdict.PASS.value:
        share = 1.0
    elif verdict != Verdict.PARTIAL.value:
        share = 0.0
    return Ruling(verdict, min(max(share, 0.0), 1.0), node.prose("reason", default=""))


def _decision(node: Node | None) -> str:
    """Who decided what, in one line: the same words mean the same decision."""
    if node is None:
        return ""
    keys = ("verdict", "kind", "by", "on", "reason", "until")
    said = (line(str(node.data.get(key, ""))) for key in keys)
    return cut(" ".join(part for part in said if part), 300)

"""Two audits compared (对比): site by site and rule by rule what is better, worse, new and gone, and why.

Pure: from two results documents, nothing else is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from checks.verdict import DECIDED
from reports.comparing.audits import (
    Audit,
    AuditedRule,
    AuditedRuleset,
    AuditedScore,
    AuditedSite,
    BonusTerms,
)
from reports.comparing.causes import Cause, Reason, Sides, reasons
from reports.comparing.scores import ROUNDING, Switched, parts_of

STATES = ("worse", "improved", "other", "new", "gone", "unchanged")
"""What became of a rule, in the order in which readers want them.

`other`: it cannot be compared, because it was or is open, waived or does not apply. `unchanged` may still weigh otherwise.
"""

_DECIDED = {verdict.value for verdict in DECIDED}


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule on one site, then and now (None: not judged); `reasons` is empty where nothing changed."""

    rule: str
    ruleset: str
    clause: str
    title: str
    state: str
    before: AuditedRule | None
    after: AuditedRule | None
    reasons: tuple[Reason, ...] = ()

    @property
    def cause(self) -> Cause | None:
        """The cause that the change is put down to."""
        return self.reasons[0].cause if self.reasons else None


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A site's score under one ruleset, then and now. `parts` are the points of the difference by cause, in two decimals;
    their sum is `delta`, None where one of the two is no score.
    """

    ruleset: str
    before: AuditedScore | None
    after: AuditedScore | None
    delta: float | None
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteChange:
    """One site then and now: `state` is "both", "new" or "gone"."""

    id: str
    name: str
    level: str
    kind: str
    region: str
    state: str
    crawls: tuple[str, str]
    scores: tuple[ScoreChange, ...]
    rules: tuple[RuleChange, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of rules by what became of them."""
        return count_states(self.rules)

    @property
    def changed(self) -> tuple[RuleChange, ...]:
        """The rules that are not as they were, those that got worse first."""
        moved = [rule for rule in self.rules if rule.reasons or rule.state != "unchanged"]
        return tuple(sorted(moved, key=lambda rule: STATES.index(rule.state)))


@dataclass(frozen=True, slots=True)
class RulesetChange:
    """A ruleset then and now: "same", "changed" (its file is another), "new" or "gone"."""

    id: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An audit compared with an earlier one."""

    before: Audit
    after: Audit
    rulesets: tuple[RulesetChange, ...]
    sites: tuple[SiteChange, ...]

    @property
    def shares_rules(self) -> bool:
        """Whether some ruleset is that of both audits."""
        return any(each.state in ("same", "changed") for each in self.rulesets)

    @property
    def counts(self) -> dict[str, int]:
        """Number of rules by what became of them, on the sites of both audits."""
        return count_states(
            rule for site in self.sites if site.state == "both" for rule in site.rules
        )

    @property
    def causes(self) -> dict[str, int]:
        """Number of changed rules by the cause they are put down to, on the sites of both audits."""
        found = Counter(
            rule.cause.value
            for site in self.sites
            if site.state == "both"
            for rule in site.rules
            if rule.cause
        )
        return {cause.value: found[cause.value] for cause in Cause if found[cause.value]}


def count_states(rules: Iterable[RuleChange]) -> dict[str, int]:
    """Number of rules by what became of them, in the order of STATES; what does not occur is left out."""
    found = Counter(rule.state for rule in rules)
    return {state: found[state] for state in STATES if found[state]}


def compare(before: Audit, after: Audit) -> Comparison:
    """Compare an audit with an earlier one, in the later one's order; what is gone comes last."""
    sites = [
        _site(before, after, before.sites.get(name), after.sites.get(name))
        for name in {**after.sites, **before.sites}
    ]
    return Comparison(before, after, tuple(_rulesets(before, after)), tuple(sites))


def _rulesets(before: Audit, after: Audit) -> Iterator[RulesetChange]:
    for name in {**after.rulesets, **before.rulesets}:
        old, new = before.rulesets.get(name), after.rulesets.get(name)
        if old is None or new is None:
            state = "new" if old is None else "gone"
        else:
            state = "same" if old.sha256 == new.sha256 else "changed"
        yield RulesetChange(name, (new or old or _bare(name)).title, state)


def _site(
    before: Audit, after: Audit, old: AuditedSite | None, new: AuditedSite | None
) -> SiteChange:
    known = new or old
    assert known is not None
    if old is None or new is None:
        return SiteChange(
            known.id,
            known.name,
            known.level,
            known.kind,
            known.region,
            "new" if old is None else "gone",
            ("" if old is None else old.state, "" if new is None else new.state),
            tuple(
                ScoreChange(name, score if old else None, score if new else None, None)
                for name, score in known.scores.items()
            ),
            (),
        )
    sides = Sides(before, after, old, new)
    rules = tuple(_rule(sides, rule) for rule in {**new.rules, **old.rules})
    return SiteChange(
        known.id,
        known.name,
        known.level,
        known.kind,
        known.region,
        "both",
        (old.state, new.state),
        tuple(_score(sides, name, rules) for name in {**new.scores, **old.scores}),
        rules,
    )


def _rule(sides: Sides, name: str) -> RuleChange:
    old, new = sides.site_before.rules.get(name), sides.site_after.rules.get(name)
    known = new or old
    assert known is not None
    state = _state(old, new)
    return RuleChange(
        name,
        known.ruleset,
        known.clause,
        known.title,
        state,
        _without_pages(old),
        _without_pages(new),
        _reasons(sides, state, old, new),
    )


def _without_pages(rule: AuditedRule | None) -> AuditedRule | None:
    """The pages tell causes apart; kept with every rule of every site, they would be most of what a comparison holds."""
    return replace(rule, pages=()) if rule else None


def _state(old: AuditedRule | None, new: AuditedRule | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    then, now = old.effective, new.effective
    if then.verdict in _DECIDED and now.verdict in _DECIDED:
        if then.share == now.share:
            return "unchanged"
        return "improved" if now.share > then.share else "worse"
    return "unchanged" if then.verdict == now.verdict else "other"


def _reasons(
    sides: Sides, state: str, old: AuditedRule | None, new: AuditedRule | None
) -> tuple[Reason, ...]:
    if old is None or new is None:
        known = new or old
        judged = [
            known is not None and known.ruleset in site.scores
            for site in (sides.site_before, sides.site_after)
        ]
        if all(judged):
            return (
                Reason(Cause.RULE, "规则集新增本规则" if old is None else "规则集已删去本规则"),
            )
        told = "本次起按该规则集评价" if old is None else "本次不再按该规则集评价"
        return (Reason(Cause.RULE, told),)
    alike = state == "unchanged" and (old.max_points, old.veto, old.indicator) == (
        new.max_points,
        new.veto,
        new.indicator,
    )
    return () if alike else reasons(sides, old, new)


def _score(sides: Sides, name: str, rules: tuple[RuleChange, ...]) -> ScoreChange:
    old, new = sides.site_before.scores.get(name), sides.site_after.scores.get(name)
    if old is None or new is None or old.score is None or new.score is None:
        return ScoreChange(name, old, new, None)
    own = [rule for rule in rules if rule.ruleset == name]
    switched: list[Switched] = [
        (
            rule.cause,
            rule.before.scored if rule.before else None,
            rule.after.scored if rule.after else None,
        )
        for rule in own
    ]
    before = sides.before.rulesets.get(name, _bare(name))
    after = sides.after.rulesets.get(name, _bare(name))
    leftover = Cause.PROGRAM.value if sides.before.scoring != sides.after.scoring else ROUNDING
    return ScoreChange(
        name,
        old,
        new,
        (round(100 * new.score) - round(100 * old.score)) / 100,
        parts_of(before, after, switched, (old.score, new.score), leftover),
    )


def _bare(name: str) -> AuditedRuleset:
    return AuditedRuleset(name, name, "", "weighted", (), BonusTerms(), {})

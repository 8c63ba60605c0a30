"""Which rules stand for which clause, and which clause for which rule: how far a source document is covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.model import Clause, Observable, Rule, Ruleset

MANUAL = "manual"
"""The check kind that leaves the verdict to a person; rules of all other kinds decide."""


class Cover(StrEnum):
    """How far a clause's rules decide it."""

    WHOLE = "全部判定"
    PRESENCE = "只核有无"
    PARTLY = "部分判定"
    PERSON = "人工判定"
    OFF = "已停用"
    NONE = "不设规则"
    LACKING = "缺规则"


@dataclass(frozen=True, slots=True)
class ClauseCover:
    """One clause with the rules that cite it, in the order of the file."""

    clause: Clause
    rules: tuple[Rule, ...]

    @property
    def deciding(self) -> tuple[Rule, ...]:
        """The rules that decide: neither left to a person nor switched off."""
        return tuple(rule for rule in self.rules if decides(rule))

    @property
    def points(self) -> float:
        """What the clause's rules are worth, those switched off left out."""
        return sum(rule.points for rule in self.rules if not rule.off)

    @property
    def cover(self) -> Cover:
        """How far the rules decide the clause.

        A clause of class A or A~ lacks a rule when none decides it and none that would was switched off, with its
        reason; a clause of class B when it has none at all.
        """
        active = [rule for rule in self.rules if not rule.off]
        if self.clause.observable is Observable.NONE:
            return Cover.NONE
        if self.deciding:
            if len(self.deciding) < len(active):
                return Cover.PARTLY
            return Cover.PRESENCE if self.clause.observable is Observable.PROXY else Cover.WHOLE
        if any(rule.check != MANUAL for rule in self.rules) or (self.rules and not active):
            return Cover.OFF
        if active and self.clause.observable is Observable.TRACE:
            return Cover.PERSON
        return Cover.LACKING


@dataclass(frozen=True, slots=True)
class ClauseTotals:
    """The clauses of one class: how many, how many of them have a deciding rule or are decided in part, their rules and
    points.
    """

    clauses: int
    decided: int
    partly: int
    rules: int
    deciding: int
    points: float


@dataclass(frozen=True, slots=True)
class RulesetCover:
    """A ruleset both ways: every clause with its rules, every rule with the clause it cites (None: it cites none)."""

    ruleset: Ruleset
    clauses: tuple[ClauseCover, ...]
    rules: tuple[tuple[Rule, Clause | None], ...]

    @property
    def lacking(self) -> tuple[Clause, ...]:
        """Clauses of class A, A~ or B that lack a rule."""
        return tuple(each.clause for each in self.clauses if each.cover is Cover.LACKING)

    @property
    def partly(self) -> tuple[Clause, ...]:
        """Clauses of which a part is left to a person."""
        return tuple(each.clause for each in self.clauses if each.cover is Cover.PARTLY)

    @property
    def uncited(self) -> tuple[Rule, ...]:
        """Rules that cite no clause of the ruleset."""
        return tuple(rule for rule, clause in self.rules if clause is None)

    @property
    def totals(self) -> Mapping[Observable, ClauseTotals]:
        """The totals of each class, A first; classes without a clause included."""
        return {observable: self._totals(observable) for observable in Observable}

    def _totals(self, observable: Observable) -> ClauseTotals:
        own = [each for each in self.clauses if each.clause.observable is observable]
        return ClauseTotals(
            clauses=len(own),
            decided=sum(1 for each in own if each.deciding),
            partly=sum(1 for each in own if each.cover is Cover.PARTLY),
            rules=sum(len(each.rules) for each in own),
            deciding=sum(len(each.deciding) for each in own),
            points=sum(each.points for each in own),
        )


def decides(rule: Rule) -> bool:
    """Whether a rule gives a verdict itself."""
    return rule.check != MANUAL and not rule.off


def cover_of(ruleset: Ruleset) -> RulesetCover:
    """A ruleset's cover; it need not be sound, so that gaps can be shown."""
    rules = tuple((rule, _clause_of(ruleset, rule)) for _, rule in ruleset.rules())
    return RulesetCover(
        ruleset=ruleset,
        clauses=tuple(
            ClauseCover(clause, tuple(rule for rule, cited in rules if cited is clause))
            for clause in ruleset.clauses
        ),
        rules=rules,
    )


def _clause_of(ruleset: Ruleset, rule: Rule) -> Clause | None:
    try:
        return ruleset.clause_of(rule)
    except KeyError:
        return None

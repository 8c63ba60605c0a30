"""A ruleset's page (规则说明): its clauses in the source's order, each with the rules that check it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.anchors import anchor
from reports.model import Clause, RulePage, Ruleset


@dataclass(frozen=True, slots=True)
class ClauseSection:
    """One clause with its rules; none where no website can show it."""

    anchor: str
    clause: Clause
    rules: tuple[RulePage, ...]


def clause_sections(ruleset: Ruleset) -> list[ClauseSection]:
    """The clauses in the source's order; those that rules cite without the document listing them come last."""
    cited: dict[str, list[RulePage]] = {}
    for rule in ruleset.rules:
        cited.setdefault(rule.clause, []).append(rule)
    taken: set[str] = set()
    return [
        ClauseSection(anchor("clause", clause.id, taken), clause, tuple(cited.get(clause.id, ())))
        for clause in _clauses(ruleset, cited)
    ]


def rules_by_indicator(ruleset: Ruleset) -> list[tuple[str, list[RulePage]]]:
    """The rules under the titles of their indicators, as a scorecard has them."""
    titles = dict(ruleset.indicators)
    grouped: dict[str, list[RulePage]] = {}
    for rule in ruleset.rules:
        grouped.setdefault(rule.indicator, []).append(rule)
    return [(titles.get(name) or name or "其他规则", rules) for name, rules in grouped.items()]


def _clauses(ruleset: Ruleset, cited: dict[str, list[RulePage]]) -> Iterator[Clause]:
    yield from ruleset.clauses.values()
    for name in cited:
        if name not in ruleset.clauses:
            yield Clause(name, "", "", "")

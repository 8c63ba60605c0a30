"""`zwgk rules coverage`: clause -> rules and rule -> clause, as blocks, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reports.phrases import number
from reports.wording import CHECKS, OBSERVABLE
from rules.clause_cover import ClauseCover, RulesetCover, cover_of, decides
from rules.errors import RulesetError
from rules.loader import check_ruleset, read_source
from rules.model import Observable, Rule
from zwgk.blocks import Block, Grid, Heading, Passage

_CSV_HEADER = (
    "规则集", "条款", "类别", "覆盖", "规则", "名称", "检查", "判定", "分值", "条款原文或不设规则的理由",
)  # fmt: skip


def read_cover(path: Path) -> RulesetCover:
    """The cover of a ruleset's file. A ruleset with gaps is no error here: they are what is to be shown.

    Raises RulesetError when the file fits the model in no way.
    """
    ruleset, problems = check_ruleset(read_source(path))
    if ruleset is None:
        raise RulesetError(problems)
    return cover_of(ruleset)


def coverage_blocks(cover: RulesetCover) -> Iterator[Block]:
    """Totals by class, then both ways, then what is missing."""
    ruleset = cover.ruleset
    yield Heading(f"{ruleset.id}  {ruleset.title}")
    yield Grid(
        "按类别合计",
        ("类别", "条款", "有判定规则", "部分判定", "规则", "判定规则", "分值"),
        tuple(_totals(cover)),
        frozenset(range(1, 7)),
    )
    yield Grid(
        "条款 → 规则",
        ("条款", "类别", "覆盖", "分值", "规则"),
        tuple(_clause_row(each) for each in cover.clauses),
        frozenset({3}),
    )
    yield Grid(
        "规则 → 条款",
        ("规则", "名称", "检查", "判定", "分值", "条款"),
        tuple(
            (*_rule_cells(rule), number(rule.points), clause.id if clause else "没有所引的条款")
            for rule, clause in cover.rules
        ),
        frozenset({4}),
    )
    yield Passage("只有一部分能判定的条款", tuple(clause.id for clause in cover.partly))
    yield Passage("缺口", tuple(gaps(cover)))


def gaps(cover: RulesetCover) -> Iterator[str]:
    """What is missing, a sentence each: clauses without a rule that they need, rules without a clause."""
    name = cover.ruleset.id
    for clause in cover.lacking:
        needed = "规则" if clause.observable is Observable.TRACE else "判定规则"
        yield f"条款 {name}/{clause.id}（{_class_of(clause.observable)}）没有{needed}。"
    for rule in cover.uncited:
        yield f"规则 {rule.id} 所引的条款不在规则集中。"


def coverage_csv(covers: Sequence[RulesetCover]) -> str:
    """A row for every clause and rule of it; clauses without rules and rules without a clause have a row each."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_HEADER)
    for cover in covers:
        for each in cover.clauses:
            own = (
                cover.ruleset.id,
                each.clause.id,
                _class_of(each.clause.observable),
                each.cover.value,
            )
            said = each.clause.reason or each.clause.text
            for rule in each.rules:
                writer.writerow(map(_safe, (*own, *_rule_cells(rule), number(rule.points), said)))
            if not each.rules:
                writer.writerow(map(_safe, (*own, "", "", "", "", "", said)))
        for rule in cover.uncited:
            cells = (cover.ruleset.id, "", "", "", *_rule_cells(rule), number(rule.points), "")
            writer.writerow(map(_safe, cells))
    return out.getvalue()


def coverage_json(covers: Sequence[RulesetCover]) -> str:
    """The same for programs: clauses and rules with the ids of each other, and the totals of each class."""
    document = [_document(cover) for cover in covers]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _document(cover: RulesetCover) -> dict[str, Any]:
    ruleset = cover.ruleset
    return {
        "ruleset": ruleset.id,
        "title": ruleset.title,
        "totals": {
            observable.value: {
                "clauses": totals.clauses,
                "decided": totals.decided,
                "partly": totals.partly,
                "rules": totals.rules,
                "deciding_rules": totals.deciding,
                "points": totals.points,
            }
            for observable, totals in cover.totals.items()
        },
        "clauses": [
            {
                "id": f"{ruleset.id}/{each.clause.id}",
                "observable": each.clause.observable.value,
                "cover": each.cover.name.lower(),
                "points": each.points,
                "rules": [rule.id for rule in each.rules],
            }
            for each in cover.clauses
        ],
        "rules": [
            {
                "id": rule.id,
                "check": rule.check,
                "decides": decides(rule),
                "points": rule.points,
                "clause": f"{ruleset.id}/{clause.id}" if clause else None,
            }
            for rule, clause in cover.rules
        ],
        "lacking": [f"{ruleset.id}/{clause.id}" for clause in cover.lacking],
        "uncited": [rule.id for rule in cover.uncited],
    }


def _totals(cover: RulesetCover) -> Iterator[tuple[str, ...]]:
    totals = cover.totals
    for observable, own in totals.items():
        counts = (own.clauses, own.decided, own.partly, own.rules, own.deciding)
        yield (OBSERVABLE[observable.value], *map(str, counts), number(own.points))
    every = list(totals.values())
    sums = (
        sum(own.clauses for own in every),
        sum(own.decided for own in every),
        sum(own.partly for own in every),
        sum(own.rules for own in every),
        sum(own.deciding for own in every),
    )
    yield ("合计", *map(str, sums), number(sum(own.points for own in every)))


def _clause_row(each: ClauseCover) -> tuple[str, ...]:
    named = "，".join(
        f"{rule.id}（{_decision(rule)}，{number(rule.points)} 分）" for rule in each.rules
    )
    return (
        each.clause.id,
        _class_of(each.clause.observable),
        each.cover.value,
        number(each.points),
        named or each.clause.reason,
    )


def _rule_cells(rule: Rule) -> tuple[str, str, str, str]:
    return rule.id, rule.title, CHECKS.get(rule.check, rule.check), _decision(rule)


def _decision(rule: Rule) -> str:
    return "停用" if rule.off else "判定" if decides(rule) else "人工"


def _class_of(observable: Observable) -> str:
    return OBSERVABLE[observable.value].partition("：")[0]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell

"""`zwgk rules show`: a ruleset, a clause or a rule in full, as blocks to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from checks.explained.rule_sheet import RuleSheet, sheet_of
from checks.kinds import registry
from reports.phrases import basis_words, number
from reports.rulebook.markdown import ruleset_facts
from reports.wording import CHECKS, KINDS, LEVELS, OBSERVABLE, UNVERIFIED, VERDICTS
from rules.inheritance import Origin
from rules.model import Clause, Observable, Rule, Ruleset
from rules.vocabulary import Vocabulary
from zwgk.blocks import Block, Grid, Heading, Passage

Origins = Mapping[str, Origin]
"""Where each value of an inherited rule came from, by its place in the rule (`points`, `with.at_least`)."""
OriginsOf = Callable[[str], Sequence[Origin]]
"""Where the values of the rule of an id came from, in the rule's order."""


def ruleset_blocks(ruleset: Ruleset) -> Iterator[Block]:
    """A ruleset: its source, its rules under their indicators, and the clauses that have none."""
    yield Heading(f"{ruleset.id}  {ruleset.title}")
    yield Passage(
        "概况",
        tuple(
            f"{label}：{value}"
            for label, value in (*ruleset_facts(ruleset), ("SHA-256", ruleset.sha256))
        ),
    )
    for indicator in ruleset.indicators:
        points = number(sum(rule.points for rule in indicator.rules))
        yield Grid(
            f"{indicator.title}（{points} 分）",
            ("规则", "名称", "条款的类别", "检查", "分值"),
            tuple(_rule_row(ruleset, rule) for rule in indicator.rules),
            frozenset({4}),
        )
    yield Grid(
        "不设规则的条款",
        ("条款", "理由"),
        tuple(
            (f"{ruleset.id}/{clause.id}", clause.reason)
            for clause in ruleset.clauses
            if clause.observable is Observable.NONE
        ),
    )


def clause_blocks(
    ruleset: Ruleset, clause: Clause, vocabulary: Vocabulary, origins_of: OriginsOf
) -> Iterator[Block]:
    """A clause in its own words, with every rule that cites it."""
    yield from _clause(ruleset, clause)
    if clause.reason:
        yield Passage("不设规则的原因", (clause.reason,))
    for indicator, rule in ruleset.rules():
        if ruleset.clause_of(rule).id == clause.id:
            sheet = sheet_of(ruleset, indicator, rule, vocabulary)
            yield from _rule(sheet, _inherited(ruleset, origins_of(rule.id)))


def rule_blocks(
    ruleset: Ruleset, rule_id: str, vocabulary: Vocabulary, origins_of: OriginsOf
) -> Iterator[Block]:
    """A rule with its clause. Raises KeyError for a rule that there is not."""
    for indicator, rule in ruleset.rules():
        if rule.id == rule_id:
            sheet = sheet_of(ruleset, indicator, rule, vocabulary)
            yield from _clause(ruleset, sheet.clause)
            yield from _rule(sheet, _inherited(ruleset, origins_of(rule.id)))
            yield Passage(
                "同一条款的其他规则",
                tuple(
                    f"{other.id}  {other.title}"
                    for _, other in ruleset.rules()
                    if other is not rule and ruleset.clause_of(other) is sheet.clause
                ),
            )
            return
    raise KeyError(rule_id)


def _inherited(ruleset: Ruleset, origins: Sequence[Origin]) -> Origins:
    """The origins of an inherited rule; none of a rule that stands wholly in the ruleset's own file."""
    if all(origin.ruleset == ruleset.id for origin in origins):
        return {}
    return {origin.field: origin for origin in origins}


def _rule_row(ruleset: Ruleset, rule: Rule) -> tuple[str, ...]:
    observable = OBSERVABLE[ruleset.clause_of(rule).observable.value]
    off = f"（已停用：{rule.off}）" if rule.off else ""
    check = CHECKS.get(rule.check, rule.check)
    return rule.id, f"{rule.title}{off}", observable.partition("：")[0], check, number(rule.points)


def _clause(ruleset: Ruleset, clause: Clause) -> Iterator[Block]:
    source = ruleset.source
    issued = f"，{source.issued}" if source.issued else ""
    yield Passage(
        f"条款 {ruleset.id}/{clause.id}　{OBSERVABLE[clause.observable.value]}",
        (*clause.text.splitlines(), f"——{source.document}（{source.issuer}{issued}）"),
        quoted=True,
    )


def _rule(sheet: RuleSheet, origins: Origins) -> Iterator[Block]:
    rule, told = sheet.rule, sheet.explanation
    notes = [
        f"{number(rule.points)} 分",
        CHECKS.get(rule.check, rule.check),
        f"指标：{sheet.indicator.title}",
    ]
    if rule.level or rule.kind:
        levels = "、".join(LEVELS[level] for level in rule.level)
        notes.append(f"只适用于{levels}{'、'.join(KINDS[kind] for kind in rule.kind)}网站")
    if rule.valid_from or rule.valid_to:
        notes.append(f"有效期：{rule.valid_from or '不限'} 至 {rule.valid_to or '不限'}")
    yield Heading(f"{rule.id}  {rule.title}", ("，".join(notes),))
    yield Passage("已停用", (rule.off,) if rule.off else ())
    yield Passage("完成时限", (sheet.until,) if sheet.until else ())
    yield Passage("检查什么", told.checked)
    yield Passage("怎样算数", told.counts)
    yield Passage("什么不算", told.excludes)
    yield Passage("怎样整改", (rule.fix,))
    yield Passage(
        "依据",
        tuple(
            f"{basis_words(each.document, each.article)}（{'已核原文' if each.verified else UNVERIFIED}）"
            for each in rule.basis
        ),
    )
    yield _parameters(sheet, origins)
    yield Grid("结论的措辞", ("结果", "判定", "理由"), tuple(_outcomes(rule)))
    yield Grid(
        "其余各项来自",
        ("项", "来自"),
        tuple(
            (name, _from(origin))
            for name, origin in origins.items()
            if not name.startswith("with.")
        ),
    )


def _parameters(sheet: RuleSheet, origins: Origins) -> Grid:
    rows = []
    for each in sheet.parameters:
        value = "\n".join(each.value) + ("" if each.written else "（默认）")
        origin = origins.get(f"with.{each.name}")
        beside = (_from(origin) if origin else "",) if origins else ()
        rows.append((each.name, each.meaning, value, *beside))
    columns = ("参数", "意思", "取值", *(("来自",) if origins else ()))
    return Grid("参数", columns, tuple(rows))


def _outcomes(rule: Rule) -> Iterator[tuple[str, str, str]]:
    for code, outcome in registry()[rule.check].outcomes.items():
        word = VERDICTS[outcome.verdict.value].word
        yield code, word, rule.reasons.get(code, outcome.text)


def _from(origin: Origin) -> str:
    return f"{origin.ruleset}（{origin.file}:{origin.line}）"

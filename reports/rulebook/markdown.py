"""The rules as Markdown (docs/rules): a page for each ruleset, its clauses in the source's order, and an index.

One page a ruleset, not one a rule: the source is one document, and a reader who holds it looks for a clause, not for
a file. Every rule and clause has an anchor of its own, made from its id, that does not change with its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.explained.parameter_words import Parameter
from checks.explained.rule_sheet import RuleSheet, sheets_of
from reports.anchors import anchor
from reports.hostile import clean
from reports.phrases import basis_words, number
from reports.wording import CHECKS, KINDS, LEVELS, OBSERVABLE, READING_RULES, SCORINGS, UNVERIFIED
from rules.model import Basis, Clause, DateRange, Rule, Ruleset
from rules.vocabulary import Vocabulary

MARK = "<!-- 由 zwgk rules docs 生成；要改的是规则文件，不是本页 -->"
"""The first line of every page, by which a page made here is known from one that a person wrote."""

_SPECIAL = re.compile(r"([\\`*_\[\]|#~$])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class DocumentedRuleset:
    """A ruleset to be written down. `origins` says of inherited rules' values (by rule id, then `with.at_least`,
    `points`) the ruleset that gave each; empty for a ruleset that builds on none.
    """

    ruleset: Ruleset
    origins: Mapping[str, Mapping[str, str]]


def rule_docs(rulesets: Sequence[DocumentedRuleset], vocabulary: Vocabulary) -> dict[str, str]:
    """Every page by file name: `index.md`, and `<ruleset>.md` for each. The same rules give the same text."""
    pages = {"index.md": _page(_index([each.ruleset for each in rulesets]))}
    for each in rulesets:
        pages[f"{each.ruleset.id}.md"] = _page(_ruleset(each, sheets_of(each.ruleset, vocabulary)))
    return pages


def markdown(text: str) -> str:
    """Text that Markdown shows as it is: what would be marks, tags or entities is escaped, a line stays a line."""
    plain = " ".join(clean(text).split())
    entities = "".join(_ENTITIES.get(character, character) for character in plain)
    return _SPECIAL.sub(r"\\\1", entities)


def _page(lines: Iterable[str]) -> str:
    return "\n".join([MARK, "", *lines]).rstrip("\n") + "\n"


def _index(rulesets: Sequence[Ruleset]) -> Iterator[str]:
    yield "# 规则说明"
    yield ""
    yield "每个规则集一页，按依据文件的条款顺序排列；每条规则写明检查什么、怎样算数、什么不算、怎样整改。"
    yield ""
    yield "| 规则集 | 依据文件 | 条款 | 规则 | 分值 |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for ruleset in rulesets:
        rules = [rule for _, rule in ruleset.rules()]
        yield (
            f"| [{markdown(ruleset.title)}]({ruleset.id}.md)<br>`{ruleset.id}` "
            f"| {markdown(ruleset.source.document)} | {len(ruleset.clauses)} | {len(rules)} "
            f"| {number(sum(rule.points for rule in rules))} |"
        )
    yield ""
    yield "## 怎样读这些规则"
    yield ""
    yield from (f"- {markdown(sentence)}" for sentence in READING_RULES)
    yield ""
    yield "条款按网站上能看到多少分为四类："
    yield ""
    for meaning in OBSERVABLE.values():
        name, _, told = meaning.partition("：")
        yield f"- **{markdown(name)}**　{markdown(told)}"


def _ruleset(documented: DocumentedRuleset, sheets: Sequence[RuleSheet]) -> Iterator[str]:
    ruleset = documented.ruleset
    taken: set[str] = set()
    anchors = {sheet.rule.id: anchor("rule", sheet.rule.id, taken) for sheet in sheets}
    yield f"# {markdown(ruleset.title)}"
    yield ""
    yield from (f"- {label}：{markdown(value)}" for label, value in ruleset_facts(ruleset))
    yield f"- 规则集：`{ruleset.id}`；各页通用的说明见[目录](index.md)"
    yield ""
    yield "## 目录"
    for indicator in ruleset.indicators:
        yield ""
        points = sum(rule.points for rule in indicator.rules)
        yield f"**{markdown(indicator.title)}**（{number(points)} 分）"
        yield ""
        for rule in indicator.rules:
            yield f"- [{markdown(rule.title)}](#{anchors[rule.id]})　{number(rule.points)} 分"
    for clause in ruleset.clauses:
        own = [sheet for sheet in sheets if sheet.clause.id == clause.id]
        yield ""
        yield from _clause(clause, anchor("clause", f"{ruleset.id}/{clause.id}", taken))
        for sheet in own:
            origins = documented.origins.get(sheet.rule.id, {})
            yield ""
            yield from _rule(sheet, anchors[sheet.rule.id], origins)


def ruleset_facts(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """What a ruleset is, as labels and values: source, period, sites, scoring, size."""
    source, period = ruleset.source, ruleset.period
    issued = f"，{source.issued.isoformat()}" if source.issued else ""
    yield "依据文件", f"{source.document}（{source.issuer}{issued}）"
    yield (
        "评价期间",
        f"{period.first} 至 {period.last}"
        if isinstance(period, DateRange)
        else "判定日之前最近一个完整的公历年",
    )
    levels = "、".join(LEVELS[level] for level in ruleset.applies_to.level) or "各级"
    kinds = "、".join(KINDS[kind] for kind in ruleset.applies_to.kind) or "各类"
    yield "适用", f"{levels}；{kinds}网站"
    yield "评分方式", SCORINGS[ruleset.scoring]
    if ruleset.extends:
        yield "继承自", ruleset.extends
    rules = [rule for _, rule in ruleset.rules()]
    points = number(sum(rule.points for rule in rules))
    yield "分值", f"{len(ruleset.clauses)} 个条款，{len(rules)} 条规则，合计 {points} 分"


def _clause(clause: Clause, name: str) -> Iterator[str]:
    yield f'## <a id="{name}"></a>条款 {markdown(clause.id)}'
    yield ""
    yield f"*{markdown(OBSERVABLE[clause.observable.value])}*"
    yield ""
    lines = [markdown(line) for line in clause.text.splitlines() if line.strip()]
    yield "\n>\n".join(f"> {line}" for line in lines)
    if clause.reason:
        yield ""
        yield f"不设规则的理由：{markdown(clause.reason)}"


def _rule(sheet: RuleSheet, name: str, origins: Mapping[str, str]) -> Iterator[str]:
    rule, told = sheet.rule, sheet.explanation
    yield f'### <a id="{name}"></a>{markdown(rule.title)}'
    yield ""
    yield "　".join(_headline(rule, sheet))
    if sheet.until:
        yield ""
        yield markdown(sheet.until)
    if rule.off:
        yield ""
        yield f"**已停用：**{markdown(rule.off)}"
    for title, sentences in (
        ("检查什么", told.checked),
        ("怎样算数", told.counts),
        ("什么不算", told.excludes),
    ):
        if sentences:
            yield ""
            yield f"**{title}**"
            yield ""
            yield from (f"- {markdown(sentence)}" for sentence in sentences)
    yield ""
    yield f"**怎样整改**　{markdown(rule.fix)}"
    if rule.basis:
        yield ""
        yield f"**另据**　{'；'.join(_basis(each) for each in rule.basis)}"
    own = {key: value for key, value in origins.items() if not key.startswith("with.")}
    if own:
        said = "，".join(f"{_FIELDS.get(key, key)}来自 `{owner}`" for key, owner in own.items())
        yield ""
        yield f"**各项的来处**　{said}"
    if sheet.parameters:
        yield ""
        yield from _parameters(sheet.parameters, origins)


_FIELDS = {
    "title": "名称",
    "check": "检查类型",
    "points": "分值",
    "fix": "整改办法",
    "basis": "依据",
    "clause": "条款",
    "level": "适用级别",
    "kind": "适用类别",
    "until": "完成时限",
    "valid_from": "生效日",
    "valid_to": "失效日",
    "off": "停用",
}


def _headline(rule: Rule, sheet: RuleSheet) -> Iterator[str]:
    yield f"`{rule.id}`"
    yield f"{number(rule.points)} 分"
    yield f"{CHECKS.get(rule.check, rule.check)}"
    yield f"指标：{markdown(sheet.indicator.title)}"
    if rule.level or rule.kind:
        levels = "、".join(LEVELS[level] for level in rule.level)
        kinds = "、".join(KINDS[kind] for kind in rule.kind)
        yield f"只适用于{levels}{kinds}网站"
    if rule.valid_from or rule.valid_to:
        yield f"有效期：{rule.valid_from or '不限'} 至 {rule.valid_to or '不限'}"


def _basis(basis: Basis) -> str:
    mark = "" if basis.verified else f"（**{UNVERIFIED}**）"
    return f"{markdown(basis_words(basis.document, basis.article))}{mark}"


def _parameters(parameters: Sequence[Parameter], origins: Mapping[str, str]) -> Iterator[str]:
    inherited = any(key.startswith("with.") for key in origins)
    yield f"<details><summary>参数 {len(parameters)} 项</summary>"
    yield ""
    yield f"| 参数 | 意思 | 取值 |{' 来自 |' if inherited else ''}"
    yield f"| --- | --- | --- |{' --- |' if inherited else ''}"
    for each in parameters:
        value = "<br>".join(map(markdown, each.value)) + ("" if each.written else "（默认）")
        owner = origins.get(f"with.{each.name}", "")
        beside = f" {f'`{owner}`' if owner else ''} |" if inherited else ""
        yield f"| `{each.name}` | {markdown(each.meaning)} | {value} |{beside}"
    yield ""
    yield "</details>"

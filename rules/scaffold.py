"""A ruleset's first draft from a list of clauses: every clause, a rule for each that can be seen, marks for review."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import Any

import yaml

from rules.clause_words import numbers_of
from rules.model import Clause, Rule, Ruleset
from rules.plain_text import plain
from rules.proposal import Proposal, propose
from rules.vocabulary import Vocabulary

_OBSERVABLE = {"A": "full", "A~": "proxy", "B": "trace", "C": "none"}
_INTERNAL = re.compile(
    r"组织领导|工作机构|专职|人员|经费|考核|绩效|培训|保密|审查|内部|协调|机制|责任"
)
_HEADING = re.compile(r"[。；;！!]")
_LONGEST_HEADING = 30
_HOLDING = {"count": ("at_least",), "span": ("days", "within"), "by": ("by",)}
_SAME = 0.6  # below this share of common text a clause is another one under an old number


@dataclass(frozen=True, slots=True)
class ListedClause:
    """One clause of a list: `kind` is A, A~, B, C or "" (not said); `line` from 1, 0 in a spreadsheet (`cell` tells)."""

    id: str
    kind: str
    text: str
    reason: str = ""
    indicator: str = ""
    line: int = 0
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the clauses; "" for what is not given, which a ruleset that extends another may leave out."""

    id: str
    title: str = ""
    document: str = ""
    issuer: str = ""
    issued: str = ""
    first: str = ""
    last: str = ""
    extends: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A ruleset's text, and of its rules the ids of those that decide and need cases (new ones, and inherited ones with
    new numbers), of those that a person decides though the clause could be seen, and the inherited clauses that the
    list does not have.
    """

    text: str
    deciding: tuple[str, ...]
    undecided: tuple[str, ...]
    unlisted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    clause: ListedClause
    observable: str
    proposal: Proposal | None
    rule_id: str
    title: str
    note: str


def draft(
    head: Head,
    clauses: Sequence[ListedClause],
    vocabulary: Vocabulary,
    parent: Ruleset | None = None,
) -> Draft:
    """A ruleset for a list of clauses (ids unique), valid as it stands.

    With a `parent`, clauses that it has in the same words are inherited, those in nearly the same words restated, and
    where an old number stands for something else, the parent's rules of it are switched off.
    """
    old = {clause.id: clause for clause in parent.clauses} if parent else {}
    new = [clause for clause in clauses if not _is_same(clause, old.get(clause.id))]
    changed = [each for each in new if each.id in old and not _is_near(each, old[each.id])]
    restated = [each for each in new if each.id in old and each not in changed]
    planned = [
        _plan(head, clause, vocabulary, again=clause in changed)
        for clause in new
        if clause not in restated
    ]
    lines = [*_head_lines(head), "", *_clause_lines(planned, restated, old)]
    if parent and (changes := [*_change_lines(parent, changed, restated)]):
        lines += ["", "change:", *changes]
    ruled = [each for each in planned if each.proposal is not None]
    if ruled:
        lines += ["", *_indicator_lines(ruled, parent)]
    listed = {clause.id for clause in clauses}
    return Draft(
        text="\n".join(lines) + "\n",
        deciding=(
            *(_renumbered_rules(head, parent, restated) if parent else ()),
            *(e.rule_id for e in ruled if e.proposal and e.proposal.is_deciding),
        ),
        undecided=tuple(
            each.rule_id
            for each in ruled
            if each.proposal and not each.proposal.is_deciding and each.observable != "trace"
        ),
        unlisted=tuple(each for each in old if each not in listed),
    )


def heading_of(text: str) -> str:
    """What a clause is called in short: its first sentence without quotation marks, cut to a heading's length."""
    first = next((part for part in _HEADING.split(text) if part.strip()), text).strip()
    first = first.split("，", 1)[0] if len(first) > _LONGEST_HEADING else first
    if len(first) > _LONGEST_HEADING:
        mark = first.rfind("、", _LONGEST_HEADING // 2, _LONGEST_HEADING)
        first = first[:mark] if mark > 0 else first
    first = first[:_LONGEST_HEADING]
    if first.count("“") != first.count("”"):
        first = first.replace("“", "").replace("”", "")
    return first.strip(" ，、：:") or text[:_LONGEST_HEADING]


def _is_same(clause: ListedClause, old: Clause | None) -> bool:
    return old is not None and plain(clause.text) == plain(old.text)


def _is_near(clause: ListedClause, old: Clause) -> bool:
    new, before = plain(clause.text)[:300], plain(old.text)[:300]
    return difflib.SequenceMatcher(None, new, before, autojunk=False).ratio() >= _SAME


def _plan(head: Head, clause: ListedClause, vocabulary: Vocabulary, *, again: bool) -> _Planned:
    heading = heading_of(clause.text)
    rule_id = f"{head.id}/{clause.id}" + (".own" if again else "")
    note = ""
    if clause.kind == "C":
        return _Planned(clause, "none", None, rule_id, heading, note)
    proposal = propose(clause.text, heading, clause.kind or "A~", vocabulary)
    observable = _OBSERVABLE.get(clause.kind, "")
    if not observable:
        observable = "proxy" if proposal.is_deciding else "trace"
        note = "请核对：清单未写类别，由原文推定"
    return _Planned(clause, observable, proposal, rule_id, heading, note)


def _head_lines(head: Head) -> Iterator[str]:
    yield "# 由条款清单生成的初稿。标有“请核对”之处须逐条看过；改完后运行 zwgk rules lint 和 zwgk rules test。"
    yield f"id: {_scalar(head.id)}"
    if head.extends:
        yield f"extends: {_scalar(head.extends)}"
    if head.title:
        yield f"title: {_scalar(head.title)}"
    if head.document:
        yield "source:"
        yield f"  document: {_scalar(head.document)}"
        yield f"  issuer: {_scalar(head.issuer)}"
        if head.issued:
            yield f"  issued: {head.issued}"
    if head.first:
        yield f"period: {{from: {head.first}, to: {head.last}}}"
    if not head.extends:
        yield "scoring: weighted"


def _clause_lines(
    planned: Sequence[_Planned], restated: Sequence[ListedClause], old: Mapping[str, Clause]
) -> Iterator[str]:
    if not planned and not restated:
        return
    yield "clauses:"
    for again in restated:
        yield f"  # 请核对：原文与所继承的有出入，规则沿用（原为：{_one_line(old[again.id].text, 60)}）"
        yield f"  - id: {_scalar(again.id)}"
        yield f"    text: {_scalar(again.text)}"
    for each in planned:
        if each.note:
            yield f"  # {each.note}"
        yield f"  - id: {_scalar(each.clause.id)}"
        yield f"    text: {_scalar(each.clause.text)}"
        yield f"    observable: {each.observable}"
        if each.observable == "none":
            if not each.clause.reason:
                yield "    # 请核对：为何网站上看不到"
            yield f"    reason: {_scalar(each.clause.reason or _reason(each.clause.text))}"


def _reason(text: str) -> str:
    found = list(dict.fromkeys(_INTERNAL.findall(text)))[:4]
    about = f"{'、'.join(found)}属内部事项" if found else "所要求的是机关内部的工作"
    return f"{about}，是否落实无法从网站上看到。"


def _change_lines(
    parent: Ruleset, changed: Sequence[ListedClause], restated: Sequence[ListedClause]
) -> Iterator[str]:
    """Rules of clauses whose number now stands for something else are off; new numbers and days take the old ones' place."""
    replaced = {clause.id for clause in changed}
    new = {clause.id: clause.text for clause in restated}
    for _, rule in parent.rules():
        clause = parent.clause_of(rule)
        part = _scalar(rule.id.removeprefix(f"{parent.id}/"))
        if clause.id in replaced:
            yield f"  # 请核对：这一编号的条款换了内容（原为：{_one_line(clause.text, 60)}）"
            yield f"  {part}: {{off: 本年文件的这一条已是另一项要求}}"
        elif clause.id in new and (change := _renumbered(rule, clause.text, new[clause.id])):
            yield "  # 请核对：原文的数字或日期变了，规则随之更改"
            yield f"  {part}: {_flow(change)}"


def _renumbered_rules(
    head: Head, parent: Ruleset, restated: Sequence[ListedClause]
) -> Iterator[str]:
    new = {clause.id: clause.text for clause in restated}
    for _, rule in parent.rules():
        clause = parent.clause_of(rule)
        if clause.id in new and _renumbered(rule, clause.text, new[clause.id]):
            yield f"{head.id}/{rule.id.removeprefix(f'{parent.id}/')}"


def _renumbered(rule: Rule, before: str, now: str) -> dict[str, Any]:
    """What of a rule holds a number or day of the old text, with that of the new one."""
    old, new = numbers_of(before), numbers_of(now)
    params = {
        key: new[kind]
        for kind, keys in _HOLDING.items()
        for key in keys
        if old[kind] and new[kind] and old[kind] != new[kind] and rule.params.get(key) == old[kind]
    }
    change: dict[str, Any] = {"with": params} if params else {}
    first, last = str(old["by"])[-5:], str(new["by"])[-5:]
    if rule.until and rule.until == first != last and last:
        change["until"] = last
    return change


def _indicator_lines(ruled: Sequence[_Planned], parent: Ruleset | None) -> Iterator[str]:
    titles = list(dict.fromkeys(each.clause.indicator for each in ruled))
    inherited = {each.title: each.id for each in parent.indicators} if parent else {}
    free = (name for n in count(1) if (name := f"part-{n}") not in inherited.values())
    points = _points(len(ruled), parent)
    yield "indicators:"
    for title in titles:
        named = title or "各项任务"
        yield f"  - id: {inherited.get(named) or next(free)}"
        if named not in inherited:
            yield f"    title: {_scalar(named)}"
        yield "    rules:"
        for each in (each for each in ruled if each.clause.indicator == title):
            assert each.proposal is not None
            yield f"      # 请核对：{_one_line(each.proposal.review, 200)}"
            yield f"      - id: {_scalar(each.rule_id)}"
            yield f"        title: {_scalar(each.title)}"
            yield f"        check: {each.proposal.check}"
            yield f"        with: {_flow(each.proposal.params)}"
            if each.proposal.until:
                yield f"        until: {each.proposal.until}"
            yield f"        points: {next(points)}"
            yield f"        fix: {_scalar(each.proposal.fix)}"


def _points(rules: int, parent: Ruleset | None) -> Iterator[int]:
    """A hundred points spread evenly over the rules, at least one each; beside inherited ones as many as those have."""
    if parent is not None:
        own = [rule.points for _, rule in parent.rules()]
        yield from repeat(max(1, round(sum(own) / len(own))), rules)
        return
    each, more = divmod(100, rules)
    for at in range(rules):
        yield max(1, each + (at < more))


def _scalar(text: str) -> str:
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=1_000_000)
    return dumped.removesuffix("...\n").rstrip("\n").replace("\n", " ")


def _flow(params: Mapping[str, Any]) -> str:
    dumped: str = yaml.safe_dump(
        dict(params), allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=True
    )
    return dumped.strip()


def _one_line(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"

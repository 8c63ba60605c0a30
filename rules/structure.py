"""What must hold between the parts of a ruleset: ids, clauses and the rules that cover them.

Works on the plain data, so that it still finds what it can in a file whose parts are damaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rules.errors import Path, Problem
from rules.explain import nearest
from rules.located_yaml import Located
from rules.model import Observable, cited

_WITH_RULES = (Observable.FULL.value, Observable.PROXY.value, Observable.TRACE.value)


def structure_problems(source: Located) -> list[Problem]:
    """Every problem between the parts of the ruleset in `source`; empty when it holds together."""
    data = source.data
    if not isinstance(data, Mapping):
        return []
    problems: list[Problem] = []
    if "sha256" in data:
        problems.append(source.problem(("sha256",), "不认识的键“sha256”", "请删去", key=True))
    clauses = dict(_identified(source, list(_entries(data, "clauses")), "条款", problems))
    indicators = list(_entries(data, "indicators"))
    for _ in _identified(source, indicators, "指标", problems):
        pass
    rules = list(rule_entries(source))
    for _ in _identified(source, rules, "规则", problems):
        pass
    problems += _coverage(source, clauses, rules)
    for path, rule in rules:
        start, end = rule.get("valid_from"), rule.get("valid_to")
        if isinstance(start, date) and isinstance(end, date) and start > end:
            problems.append(
                source.problem(
                    (*path, "valid_from"), f"valid_from {start} 晚于 valid_to {end}", "应不晚于后者"
                )
            )
    if data.get("change") and not data.get("extends"):
        found = "有 change 而没有 extends"
        problems.append(source.problem(("change",), found, "请写明 extends，或删去", key=True))
    if data.get("scoring", "weighted") == "weighted":
        problems += _deduction_only(source, rules)
    points = [rule.get("points") for _, rule in rules if not rule.get("off")]
    if points and all(isinstance(each, (int, float)) and not each for each in points):
        problems.append(
            source.problem(("indicators",), "全部规则的分值合计为 0", "至少一条规则应有分值")
        )
    return problems


def _deduction_only(
    source: Located, rules: list[tuple[Path, Mapping[str, Any]]]
) -> Iterator[Problem]:
    """Keys that say nothing where points are weighed."""
    places: list[tuple[Path, Mapping[str, Any], tuple[str, ...]]] = [((), source.data, ("bonus",))]
    places += [
        (path, each, ("cap", "bonus", "worth"))
        for path, each in _entries(source.data, "indicators")
    ]
    places += [(path, rule, ("veto",)) for path, rule in rules]
    for path, data, keys in places:
        for key in keys:
            if data.get(key):
                yield source.problem(
                    (*path, key), "只用于扣分制", "请写 scoring: deduction，或删去", key=True
                )


def rule_entries(source: Located) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every entry under `rules` of an indicator that is a mapping, with its path."""
    if not isinstance(source.data, Mapping):
        return
    for path, indicator in _entries(source.data, "indicators"):
        for (_, at), rule in _entries(indicator, "rules"):
            yield (*path, "rules", at), rule


def clause_of(ruleset_id: str, rule: Mapping[str, Any], clauses: Mapping[str, Path]) -> str | None:
    """Id of the clause that a rule cites, or None: `Ruleset.clause_of` on plain data."""
    named = rule.get("clause") or rule.get("id")
    if not isinstance(named, str):
        return None
    return cited(named.removeprefix(f"{ruleset_id}/"), clauses)


def _entries(data: Any, key: str) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    values = data.get(key) if isinstance(data, Mapping) else None
    for at, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, Mapping):
            yield (key, at), value


def _identified(
    source: Located,
    entries: list[tuple[Any, Mapping[str, Any]]],
    kind: str,
    problems: list[Problem],
) -> Iterator[tuple[str, Path]]:
    seen: dict[str, Path] = {}
    for path, entry in entries:
        own = entry.get("id")
        if not isinstance(own, str):
            continue
        if own in seen:
            file, line, _ = source.stands((*seen[own], "id"))
            other = "" if file == source.stands((*path, "id"))[0] else f"{file} "
            problems.append(
                source.problem(
                    (*path, "id"), f"{kind}“{own}”重复（{other}第 {line} 行已有）", "编号不得重复"
                )
            )
            continue
        seen[own] = path
        yield own, path


def _coverage(
    source: Located,
    clauses: Mapping[str, Path],
    rules: list[tuple[Path, Mapping[str, Any]]],
) -> Iterator[Problem]:
    ruleset_id = source.data.get("id")
    if not isinstance(ruleset_id, str):
        return
    covered: set[str] = set()
    for path, rule in rules:
        own = rule.get("id")
        if not isinstance(own, str):
            continue
        if not own.startswith(f"{ruleset_id}/"):
            yield source.problem(
                (*path, "id"),
                f"规则编号“{own}”不属于本规则集",
                f"应以“{ruleset_id}/”开头，后接条款编号",
            )
            continue
        clause = clause_of(ruleset_id, rule, clauses)
        if clause is None:
            key = "clause" if rule.get("clause") else "id"
            wanted = str(rule.get("clause") or own).removeprefix(f"{ruleset_id}/")
            yield source.problem(
                (*path, key),
                f"没有条款“{wanted}”",
                nearest(wanted, clauses) + "应为“规则集/条款”，一条多规则时后接一个字母或 .后缀",
            )
            continue
        covered.add(clause)
        if _observable(source, clauses[clause]) == Observable.NONE.value and not rule.get("off"):
            yield source.problem(
                (*path, "id"),
                f"条款“{clause}”为 observable: none，却有规则",
                "请删去规则，或改条款的 observable",
            )
    for clause, path in clauses.items():
        if clause not in covered and _observable(source, path) in _WITH_RULES:
            yield source.problem(
                (*path, "id"),
                f"条款“{clause}”没有规则",
                f"请写“{ruleset_id}/{clause}”；网站上看不到的写 observable: none 和 reason",
            )


def _observable(source: Located, clause: Path) -> Any:
    return source.value((*clause, "observable"))

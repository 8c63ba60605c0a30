"""A ruleset that builds on another: what it inherits, what it alters, and where each part of the whole stands.

`extends` names the ruleset built on. The child has all its clauses, indicators and rules, under its own id
(`national/guide` becomes `mine/guide`), so that both can be judged in one run. Title, source, period, `applies_to`,
scoring and grades are the child's own where it gives them. `change` alters inherited rules one by one; `clauses` adds
clauses, or restates an inherited one in this document's words; `indicators` adds indicators, and rules to inherited
ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.errors import Path, Problem
from rules.explain import nearest
from rules.located_yaml import Located
from rules.structure import rule_entries

_FROM_EITHER = ("title", "source", "period", "applies_to", "scoring", "grades", "bonus")
_BY_KEY = ("with", "reasons")
_REPLACED = ("title", "points", "fix")
_REMOVABLE = ("basis", "level", "kind", "valid_from", "valid_to", "until", "off")


@dataclass(frozen=True, slots=True)
class Effective(Located):
    """The plain data of a ruleset with all that it inherits.

    `origins` says of paths in the data whence they came: a source and the path there. What lies below such a path
    came along with it.
    """

    origins: Mapping[Path, tuple[Located, Path]]

    def origin(self, path: Path) -> tuple[Located, Path]:
        """The file that a value stands in, and its path there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                source, own = self.origins[path[:length]]
                return source.origin((*own, *path[length:]))
        return self, path

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of a value in the file it stands in."""
        source, own = self.origin(path)
        return source.place(own) if source is not self else (0, 0)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value of a rule came from: the ruleset that gave it, its file and line (from 1).

    `field` is the place in the rule (`points`, `with.at_least`).
    """

    field: str
    value: Any
    ruleset: str
    file: str
    line: int


def rule_origins(source: Located, rule_id: str) -> tuple[Origin, ...]:
    """Where each value of a rule came from, in the rule's order; empty for a rule that there is not."""
    for path, rule in rule_entries(source):
        if rule.get("id") == rule_id:
            return tuple(_origins(source, path, rule))
    return ()


def _origins(source: Located, path: Path, rule: Mapping[str, Any]) -> Iterator[Origin]:
    for key, value in rule.items():
        if key == "id":
            continue
        if key in _BY_KEY and isinstance(value, Mapping):
            for inner, each in value.items():
                yield _origin(source, (*path, key, inner), f"{key}.{inner}", each)
        else:
            yield _origin(source, (*path, key), key, value)


def _origin(source: Located, path: Path, name: str, value: Any) -> Origin:
    owner, own = source.origin(path)
    ruleset = owner.data.get("id") if isinstance(owner.data, Mapping) else None
    return Origin(name, value, str(ruleset or ""), owner.file, owner.place(own)[0])


def inherit(child: Located, parent: Located) -> tuple[Effective, list[Problem]]:
    """The effective ruleset of a child whose parent is given (itself effective), and what is wrong with `change`.

    The parent must be a sound ruleset; the child may be damaged anywhere: what is no mapping or list where one is
    asked for is taken over as it is, for the model to refuse.
    """
    return _Merge(child, parent).whole()


@dataclass(slots=True)
class _Merge:
    child: Located
    parent: Located
    origins: dict[Path, tuple[Located, Path]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def whole(self) -> tuple[Effective, list[Problem]]:
        own, old = self.child.data, self.parent.data
        self.origins[()] = (self.child, ())
        data = dict(own)
        for key in _FROM_EITHER:
            if key not in own and key in old:
                data[key] = old[key]
                self.origins[(key,)] = (self.parent, (key,))
        if own.get("id") == old.get("id"):
            told = f"id 与所继承的规则集相同（{own.get('id')}）"
            self.problems.append(self.child.problem(("id",), told, "请另取一个 id"))
        data["clauses"] = self._clauses(own.get("clauses", []), old["clauses"])
        data["indicators"] = self._indicators(own.get("indicators", []), old["indicators"])
        return Effective(self.child.file, data, {}, {}, self.origins), self.problems

    def _clauses(self, own: Any, old: list[Any]) -> Any:
        if not isinstance(own, list):
            return own
        clauses = [dict(clause) for clause in old]
        at_of = {clause["id"]: at for at, clause in enumerate(clauses)}
        for at in range(len(clauses)):
            self.origins[("clauses", at)] = (self.parent, ("clauses", at))
        restated: set[str] = set()
        for at, clause in enumerate(own):
            named = clause.get("id") if isinstance(clause, Mapping) else None
            if isinstance(named, str) and named in at_of and named not in restated:
                restated.add(named)
                self._restate(clauses[at_of[named]], at_of[named], clause, ("clauses", at))
            else:
                self.origins[("clauses", len(clauses))] = (self.child, ("clauses", at))
                clauses.append(clause)
        return clauses

    def _restate(self, clause: dict[str, Any], at: int, own: Mapping[str, Any], path: Path) -> None:
        for key, value in own.items():
            if value is None:
                clause.pop(key, None)
                continue
            clause[key] = value
            self.origins[("clauses", at, key)] = (self.child, (*path, key))

    def _indicators(self, own: Any, old: list[Any]) -> Any:
        if not isinstance(own, list):
            return own
        changes = self._changes(old)
        indicators: list[Any] = []
        at_of: dict[str, int] = {}
        for at, indicator in enumerate(old):
            place: Path = ("indicators", at)
            self.origins[place] = (self.parent, place)
            at_of[indicator["id"]] = at
            rules = [
                self._rule(rule, (*place, "rules", nth), changes)
                for nth, rule in enumerate(indicator["rules"])
            ]
            indicators.append({**indicator, "rules": rules})
        known = {rule["id"] for indicator in indicators for rule in indicator["rules"]}
        for at, indicator in enumerate(own):
            self._add(indicators, at_of, indicator, ("indicators", at), known)
        return indicators

    def _add(
        self,
        indicators: list[Any],
        at_of: Mapping[str, int],
        own: Any,
        path: Path,
        known: set[str],
    ) -> None:
        """Add a child's indicator: as a new one, or its rules to the inherited one of that id."""
        rules = own.get("rules") if isinstance(own, Mapping) else None
        for nth, rule in enumerate(rules if isinstance(rules, list) else ()):
            if (
                isinstance(rule, Mapping)
                and isinstance(rule.get("id"), str)
                and rule["id"] in known
            ):
                self.problems.append(
                    self.child.problem(
                        (*path, "rules", nth, "id"),
                        f"规则“{rule['id']}”已由继承而来",
                        "请在 change 中更改它，或给新规则另起编号",
                    )
                )
        named = own.get("id") if isinstance(own, Mapping) else None
        joins = isinstance(rules, list) or (isinstance(own, Mapping) and "rules" not in own)
        if not isinstance(named, str) or named not in at_of or not joins:
            self.origins[("indicators", len(indicators))] = (self.child, path)
            indicators.append(own)
            return
        at = at_of[named]
        target = indicators[at]
        for key, value in own.items():
            if key not in ("id", "rules"):
                target[key] = value
                self.origins[("indicators", at, key)] = (self.child, (*path, key))
        for nth, rule in enumerate(rules or ()):
            place = ("indicators", at, "rules", len(target["rules"]))
            self.origins[place] = (self.child, (*path, "rules", nth))
            target["rules"].append(rule)

    def _changes(self, old: list[Any]) -> dict[str, tuple[Mapping[str, Any], Path]]:
        """What is altered, by the own part of the inherited rule's id."""
        own = self.child.data.get("change")
        if not isinstance(own, Mapping):
            return {}
        names = [self._part(rule["id"]) for indicator in old for rule in indicator["rules"]]
        known = set(names)
        changes: dict[str, tuple[Mapping[str, Any], Path]] = {}
        first: dict[str, str] = {}
        for key, change in own.items():
            part, path = self._part(key), ("change", key)
            if part not in known:
                right = f"{nearest(part, names)}应为所继承规则的编号，如 {names[0]}"
                told = f"没有继承到规则“{key}”"
                self.problems.append(self.child.problem(path, told, right, key=True))
            elif part in first:
                told = f"规则“{part}”改了两次（前一处写作“{first[part]}”）"
                self.problems.append(self.child.problem(path, told, "请合为一处", key=True))
            elif isinstance(change, Mapping):
                changes[part] = (change, path)
            first.setdefault(part, key)
        return changes

    def _part(self, rule_id: str) -> str:
        """A rule's id without its ruleset's."""
        for owner in (self.parent.data.get("id"), self.child.data.get("id")):
            if isinstance(owner, str) and rule_id.startswith(f"{owner}/"):
                return rule_id.removeprefix(f"{owner}/")
        return rule_id

    def _rule(
        self,
        old: Mapping[str, Any],
        path: Path,
        changes: Mapping[str, tuple[Mapping[str, Any], Path]],
    ) -> dict[str, Any]:
        self.origins[path] = (self.parent, path)
        rule, part = dict(old), self._part(old["id"])
        if isinstance(self.child.data.get("id"), str):
            rule["id"] = f"{self.child.data['id']}/{part}"
        if rule.get("clause"):
            rule["clause"] = self._part(rule["clause"])
        change, place = changes.get(part, ({}, ()))
        for key, value in change.items():
            if key in _BY_KEY and isinstance(value, Mapping):
                rule[key] = self._merged(rule, key, value, path, (*place, key))
            elif key in _REMOVABLE and value is None:
                rule.pop(key, None)
            elif key in (*_REPLACED, *_REMOVABLE) and value is not None:
                rule[key] = value
                self.origins[(*path, key)] = (self.child, (*place, key))
        return rule

    def _merged(
        self, rule: Mapping[str, Any], key: str, own: Mapping[str, Any], path: Path, place: Path
    ) -> dict[str, Any]:
        if key not in rule:
            self.origins[(*path, key)] = (self.child, place)
        merged = dict(rule.get(key) or {})
        for inner, value in own.items():
            if value is not None:
                merged[inner] = value
                self.origins[(*path, key, inner)] = (self.child, (*place, inner))
            elif inner in merged:
                del merged[inner]
            else:
                right = f"{nearest(inner, merged)}所继承的有：{'、'.join(merged) or '无'}"
                told = f"没有继承到“{inner}”，无从删去"
                self.problems.append(self.child.problem((*place, inner), told, right, key=True))
        return merged

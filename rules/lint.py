"""Judges a ruleset against the check kinds and the vocabulary: parameters, subjects, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import BaseModel, ValidationError

from rules import errors
from rules.errors import Problem, RuleError
from rules.explain import models_in, nearest, problems_of
from rules.loader import check_ruleset, in_order, read_source
from rules.located_yaml import Located
from rules.structure import rule_entries
from rules.subject import Subject
from rules.vocabulary import Vocabulary

_LARGEST = 1_000_000


def lint(
    path: Path,
    kinds: Mapping[str, type[BaseModel]],
    outcomes: Mapping[str, Mapping[str, str]],
    vocabulary: Vocabulary,
) -> list[Problem]:
    """Every problem of a ruleset file, in order of line; empty when there is none. Never raises.

    `kinds` gives the parameter model of each check kind, `outcomes` the texts of each kind's
    outcomes by code: codes are what `reasons` may name, their placeholders what it may use.
    """
    try:
        read = read_source(path)
    except RuleError as error:
        return list(error.problems)
    _, problems = check_ruleset(read)
    source = read.data
    for place, rule in rule_entries(source):
        problems += _check(source, place, rule, kinds, outcomes, vocabulary)
    return in_order(problems, source.file)


def _check(
    source: Located,
    place: errors.Path,
    rule: Mapping[str, Any],
    kinds: Mapping[str, type[BaseModel]],
    outcomes: Mapping[str, Mapping[str, str]],
    vocabulary: Vocabulary,
) -> Iterable[Problem]:
    kind = rule.get("check")
    if not isinstance(kind, str):
        return
    if kind not in kinds:
        right = f"{nearest(kind, kinds)}应为 {'、'.join(sorted(kinds))} 之一"
        yield source.problem((*place, "check"), f"没有检查类型“{kind}”", right)
        return
    params = rule.get("with", {})
    if isinstance(params, Mapping):
        yield from _numbers(source, (*place, "with"), params)
        try:
            checked = kinds[kind].model_validate(params)
        except ValidationError as error:
            yield from problems_of(error, source, (*place, "with"), kinds[kind])
        else:
            yield from _subjects(source, (*place, "with"), checked, params, vocabulary)
    yield from _reasons(source, place, kind, rule.get("reasons"), outcomes.get(kind, {}))


def _numbers(source: Located, place: errors.Path, value: Any) -> Iterable[Problem]:
    """Numbers that no clause means, and that days or counts cannot be reckoned with."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _numbers(source, (*place, key), each)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _numbers(source, (*place, at), each)
    elif isinstance(value, (int, float)) and not abs(value) <= _LARGEST:
        wrote = f"写的是{errors.quoted(value)}"
        yield source.problem(place, wrote, f"应为不超过 {_LARGEST} 的数")


def _subjects(
    source: Located,
    place: errors.Path,
    params: BaseModel,
    data: Mapping[str, Any],
    vocabulary: Vocabulary,
) -> Iterable[Problem]:
    for name, field in type(params).model_fields.items():
        ref = getattr(params, name)
        if isinstance(ref, str) and Subject in models_in(field.annotation):
            if ref in vocabulary.subjects:
                continue
            key = next((key for key, value in data.items() if value == ref), name)
            right = f"{nearest(ref, vocabulary.subjects)}应为 {'、'.join(vocabulary.subjects)} 之一"
            yield source.problem((*place, key), f"没有对象“{ref}”", right + "，或直接写出对象")
        for at, part in enumerate(ref if isinstance(ref, list | tuple) else (ref,)):
            written = data.get(name)
            inner = written[at] if isinstance(written, list) and at < len(written) else written
            if isinstance(part, BaseModel) and isinstance(inner, Mapping):
                where = (*place, name, at) if isinstance(written, list) else (*place, name)
                yield from _subjects(source, where, part, inner, vocabulary)


def _reasons(
    source: Located,
    place: errors.Path,
    kind: str,
    reasons: Any,
    texts: Mapping[str, str],
) -> Iterable[Problem]:
    if not isinstance(reasons, Mapping):
        return
    allowed = {name for text in texts.values() for name in _placeholders(text)}
    for code, text in reasons.items():
        where = (*place, "reasons", code)
        if code not in texts:
            right = f"{nearest(code, texts)}应为 {'、'.join(texts)} 之一"
            yield source.problem(where, f"检查类型 {kind} 没有结果“{code}”", right, key=True)
            continue
        if not isinstance(text, str):
            continue
        try:
            used = _placeholders(text)
        except ValueError:
            yield source.problem(where, "花括号不成对", "占位符写作 {名称}，花括号本身写作 {{ }}")
            continue
        for name in sorted(used - allowed):
            right = f"可用的占位符：{'、'.join(sorted(allowed)) or '无'}"
            yield source.problem(where, f"没有占位符“{{{name}}}”", right)


def _placeholders(text: str) -> set[str]:
    """Names in braces. Raises ValueError for braces that do not pair."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

"""pydantic's findings told in Chinese, at the line of the YAML that they are about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo

from rules.errors import Path, Problem, quoted
from rules.located_yaml import Located

_TYPES = {
    "string_type": "应为文字",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数",
    "float_parsing": "应为数",
    "finite_number": "应为数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "list_type": "应为列表，如 [甲, 乙]",
    "tuple_type": "应为列表，如 [甲, 乙]",
    "dict_type": "应为“键: 值”",
    "mapping_type": "应为“键: 值”",
    "model_type": "应为“键: 值”",
    "model_attributes_type": "应为“键: 值”",
    "date_type": "应为日期，如 2020-12-31",
    "date_parsing": "应为日期，如 2020-12-31",
    "date_from_datetime_parsing": "应为日期，如 2020-12-31",
    "date_from_datetime_inexact": "应为日期，如 2020-12-31",
    "string_too_short": "不得为空",
    "none_required": "应留空",
}
_LIMITS = {
    "greater_than_equal": ("ge", "应不小于 {}"),
    "greater_than": ("gt", "应大于 {}"),
    "less_than_equal": ("le", "应不大于 {}"),
    "less_than": ("lt", "应小于 {}"),
    "too_short": ("min_length", "至少要有 {} 项"),
    "too_long": ("max_length", "至多 {} 项"),
    "string_too_long": ("max_length", "至多 {} 个字"),
    "string_pattern_mismatch": ("pattern", "应符合 {}"),
}
_PATTERNS = {
    r"^[a-z0-9-]+$": "应只含小写字母、数字和连字符",
    r"^[A-Za-z0-9][A-Za-z0-9.-]*$": "应只含字母、数字、点和连字符",
}
_NUMBERS = ("float_type", "float_parsing", "greater_than_equal", "less_than_equal")
_MOST_FINDINGS = 1000
_LONGEST_WORD = 80
_WRONG_SHAPE = 100  # outweighs any number of faults inside the right shape


@dataclass(frozen=True, slots=True)
class _Finding:
    """One of pydantic's findings: its place in the file and, inside a union, the member meant."""

    kind: str
    path: Path
    context: Mapping[str, Any]
    message: str
    union_at: Path | None = None
    member: str = ""


def problems_of(
    error: ValidationError, source: Located, base: Path, model: type[BaseModel]
) -> list[Problem]:
    """Each finding of a validation as a located problem, the first thousand.

    `base` is where the validated part stands in the file.
    """
    told = error.errors(include_url=False, include_input=False)[:_MOST_FINDINGS]
    findings = [_finding(dict(each), source, base) for each in told]
    problems: dict[tuple[Path, str], Problem] = {}
    for finding in _likeliest(findings):
        if _is_fallout(finding, source):
            continue
        problem = _problem(finding, source, model, base)
        problems.setdefault((finding.path, problem.expected), problem)
    return list(problems.values())


def nearest(word: str, known: Iterable[str]) -> str:
    """“是否为“…”？” when one of the known words is close, else nothing."""
    if len(word) > _LONGEST_WORD:
        return ""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"是否为“{close[0]}”？" if close else ""


def field_names(model: type[BaseModel]) -> list[str]:
    """The keys that a model takes, as written in YAML."""
    return [_keys(name, field)[0] for name, field in model.model_fields.items()]


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Every model named in a type annotation (`tuple[Rule, ...]`, `str | Subject`)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for each in get_args(annotation) for model in models_in(each)]


def _keys(name: str, field: FieldInfo) -> list[str]:
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return [str(choice) for choice in alias.choices]
    return [str(alias or field.alias or name), name]


def _finding(found: dict[str, Any], source: Located, base: Path) -> _Finding:
    # Members of a union stand in pydantic's location ("DateRange", "str"), but not in the file.
    loc, kind = tuple(found["loc"]), str(found["type"])
    path, union_at, member = base, None, ""
    for at, step in enumerate(loc):
        value = source.value(path)
        is_last = at == len(loc) - 1
        inside = (isinstance(value, Mapping) and step in value) or (
            isinstance(value, list) and isinstance(step, int)
        )
        if inside or (kind == "missing" and is_last):
            path = (*path, step)
        elif union_at is None and isinstance(step, str):
            union_at, member = path, step
    return _Finding(kind, path, found.get("ctx") or {}, str(found["msg"]), union_at, member)


def _is_fallout(finding: _Finding, source: Located) -> bool:
    # A list whose entries are all damaged counts as empty; the damage itself is told already.
    value = source.value(finding.path)
    least = finding.context.get("min_length", 0)
    return finding.kind == "too_short" and isinstance(value, list) and len(value) >= least


def _likeliest(findings: list[_Finding]) -> list[_Finding]:
    """Of the members of a union only the one that the author most likely meant is told about."""
    costs: dict[Path, dict[str, int]] = {}
    for finding in findings:
        if finding.union_at is not None:
            members = costs.setdefault(finding.union_at, {})
            shape = finding.path == finding.union_at and finding.kind in _TYPES
            cost = _WRONG_SHAPE if shape else 1
            members[finding.member] = members.get(finding.member, 0) + cost
    return [
        finding
        for finding in findings
        if finding.union_at is None
        or costs[finding.union_at][finding.member] == min(costs[finding.union_at].values())
    ]


def _problem(finding: _Finding, source: Located, model: type[BaseModel], base: Path) -> Problem:
    kind, path = finding.kind, finding.path
    value = source.value(path)
    key = str(path[-1]) if path else ""
    owner = _owner(model, path[len(base) : -1], finding.member)
    if kind == "extra_forbidden":
        keys = field_names(owner) if owner else []
        right = f"可用的键：{'、'.join(keys)}" if keys else "请删去"
        return source.problem(path, f"不认识的键“{key}”", nearest(key, keys) + right, key=True)
    if kind == "missing":
        return source.problem(path, f"缺少“{key}”", "请补上")
    wrote = f"写的是{quoted(value)}"
    if kind in _NUMBERS and (span := _span(owner, key)):
        return source.problem(path, wrote, span)
    if kind == "string_type" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return source.problem(path, wrote, f'应为文字，请加引号："{value}"')
    if kind in _TYPES:
        return source.problem(path, wrote, _TYPES[kind])
    if kind in ("literal_error", "enum"):
        choices = str(finding.context.get("expected", "")).replace("'", "")
        choices = choices.replace(" or ", "、").replace(", ", "、")
        return source.problem(path, wrote, f"应为 {choices} 之一")
    if kind in _LIMITS:
        name, text = _LIMITS[kind]
        text = _PATTERNS.get(str(finding.context.get(name)), text)
        return source.problem(path, wrote, text.format(_whole(finding.context.get(name, ""))))
    if kind in ("value_error", "assertion_error"):
        why = str(finding.context.get("error", finding.message))
        if isinstance(value, (Mapping, list)):
            return source.problem(path, why, "请改正")
        return source.problem(path, wrote, why)
    return source.problem(path, wrote, finding.message)


def _span(owner: type[BaseModel] | None, key: str) -> str:
    """“应为 0 到 100 的数” where the field has both limits."""
    for name, field in owner.model_fields.items() if owner else ():
        if key in _keys(name, field):
            low = next((m.ge for m in field.metadata if hasattr(m, "ge")), None)
            high = next((m.le for m in field.metadata if hasattr(m, "le")), None)
            if low is not None and high is not None:
                return f"应为 {_whole(low)} 到 {_whole(high)} 的数"
    return ""


def _whole(number: Any) -> Any:
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _owner(model: type[BaseModel], steps: Path, member: str) -> type[BaseModel] | None:
    """The model that governs a place inside a model; of a union's members the one named."""
    here, is_key = [model], False
    for step in steps:
        if isinstance(step, int) or is_key:
            is_key = False
            continue
        fields = [
            field
            for owner in here
            for name, field in owner.model_fields.items()
            if step in _keys(name, field)
        ]
        here = models_in(fields[0].annotation) if fields else []
        is_key = bool(fields) and get_origin(fields[0].annotation) is dict
    return next((each for each in here if each.__name__ == member), here[0] if here else None)

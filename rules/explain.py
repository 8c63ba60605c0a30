"""pydantic's findings told in Chinese, at the line of the YAML that they are about."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Mapping
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from rules.errors import Path, PathStep, Problem, quoted
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
    "dict_type": "应为“键: 值”的映射",
    "mapping_type": "应为“键: 值”的映射",
    "model_type": "应为“键: 值”的映射",
    "model_attributes_type": "应为“键: 值”的映射",
    "date_type": "应为日期，如 2020-12-31",
    "date_parsing": "应为日期，如 2020-12-31",
    "date_from_datetime_parsing": "应为日期，如 2020-12-31",
    "date_from_datetime_inexact": "应为日期，如 2020-12-31",
    "string_too_short": "不得为空",
    "none_required": "应留空",
}


def problems_of(
    error: ValidationError, source: Located, base: Path, model: type[BaseModel]
) -> list[Problem]:
    """Each finding of a validation as a located problem. `base` is where the validated part stands in the file."""
    problems: dict[tuple[Path, str], Problem] = {}
    for found in error.errors(include_url=False):
        path, branch = _path(found["loc"], source, base)
        problem = _problem(dict(found), path, source, branch or model, base)
        problems.setdefault((path, problem.expected), problem)
    return list(problems.values())


def nearest(word: str, known: Iterable[str]) -> str:
    """“，是否为“…”” when one of the known words is close, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"是否为“{close[0]}”？" if close else ""


def field_names(model: type[BaseModel]) -> list[str]:
    """The keys that a model takes, as written in YAML."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _path(
    loc: tuple[PathStep, ...], source: Located, base: Path
) -> tuple[Path, type[BaseModel] | None]:
    # Union members add steps of their own to pydantic's location ("DateRange", "str"): they are no part of the file.
    path = base
    for step in loc:
        value = source.value(path)
        real = (isinstance(value, Mapping) and isinstance(step, str)) or (
            isinstance(value, list) and isinstance(step, int)
        )
        if not real:
            continue
        if isinstance(step, str) and step not in value and step[:1].isupper():
            continue
        path = (*path, step)
    return path, None


def _problem(
    found: dict[str, Any], path: Path, source: Located, model: type[BaseModel], base: Path
) -> Problem:
    kind, context = str(found["type"]), found.get("ctx") or {}
    value = source.value(path)
    if kind == "extra_forbidden":
        key = str(path[-1]) if path else ""
        owner = _model_at(model, [step for step in path[len(base) : -1]])
        keys = field_names(owner) if owner else []
        right = nearest(key, keys) + (f"可用的键：{'、'.join(keys)}" if keys else "请删去")
        return source.problem(path, f"不认识的键“{key}”", right, key=True)
    if kind == "missing":
        key = str(path[-1]) if path else ""
        return source.problem(path, f"缺少“{key}”", "请补上")
    wrote = f"写的是{quoted(value)}"
    if kind in _TYPES:
        return source.problem(path, wrote, _TYPES[kind])
    if kind in ("literal_error", "enum"):
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", "、")
        return source.problem(path, wrote, f"应为 {choices.replace(', ', '、')} 之一")
    limits = {
        "greater_than_equal": ("ge", "应不小于 {}"),
        "greater_than": ("gt", "应大于 {}"),
        "less_than_equal": ("le", "应不大于 {}"),
        "less_than": ("lt", "应小于 {}"),
        "too_short": ("min_length", "至少要有 {} 项"),
        "too_long": ("max_length", "至多 {} 项"),
        "string_pattern_mismatch": ("pattern", "应符合 {}"),
    }
    if kind in limits:
        name, text = limits[kind]
        limit = context.get(name, "")
        if isinstance(limit, float) and limit.is_integer():
            limit = int(limit)
        return source.problem(path, wrote, text.format(limit))
    if kind in ("value_error", "assertion_error"):
        return source.problem(path, wrote, str(context.get("error", found["msg"])))
    return source.problem(path, wrote, str(found["msg"]))


def _model_at(model: type[BaseModel], steps: list[PathStep]) -> type[BaseModel] | None:
    """The model that governs a place inside a model, where the annotations tell it."""
    here: Any = model
    for step in steps:
        if isinstance(step, int):
            continue
        owner = _models(here)
        field = next(
            (
                field
                for each in owner
                for name, field in each.model_fields.items()
                if step in (name, field.alias)
            ),
            None,
        )
        if field is None:
            return None
        here = field.annotation
    found = _models(here)
    return found[0] if found else None


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, tuple, list, dict) or origin is not None:
        return [model for each in get_args(annotation) for model in _models(each)]
    return []

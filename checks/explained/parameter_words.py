"""A check kind's parameters as a table: what each is called, what it means, and its value whole, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rules.explain import models_in
from rules.subject import Subject
from rules.vocabulary import Vocabulary
from rules.words import Words

_NOTHING = "无"
_REMARK = re.compile(r"[，；（(：:]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a rule (参数).

    `name` as written in YAML, `meaning` from the kind, `value` in lines of words. `written` is false where the rule
    leaves the kind's default.
    """

    name: str
    meaning: str
    value: tuple[str, ...]
    written: bool


def parameters_of(
    params: BaseModel, written: Mapping[str, Any], vocabulary: Vocabulary
) -> tuple[Parameter, ...]:
    """Every parameter of a kind, in the kind's order; `written` is what the rule says itself.

    Subjects are told with all their words, whether named or written in place.
    """
    return tuple(
        Parameter(
            name=_key(name, field),
            meaning=field.description or "",
            value=tuple(_lines(getattr(params, name), field, vocabulary)),
            written=name in written or _key(name, field) in written,
        )
        for name, field in type(params).model_fields.items()
    )


def subject_lines(subject: Subject) -> list[str]:
    """A subject whole: every word that it asks for or excludes, a line for each condition."""
    lines = [*_words_lines("标题", subject.title), *_words_lines("正文", subject.body)]
    if subject.columns:
        beside = "（其他栏目也算）" if subject.anywhere else ""
        lines.append(f"栏目：{'、'.join(subject.columns)}{beside}")
    if subject.number is not None:
        lines.append(f"发文字号：{'须有' if subject.number else '须没有'}")
    if subject.number_words:
        lines.append(f"发文字号含其一：{'、'.join(subject.number_words)}")
    if not subject.own:
        lines.append("转载其他机关的：也算")
    if not subject.news:
        lines.append("报道此事的新闻：不算")
    if not subject.orders:
        lines.append("布置此事的通知：不算")
    if not subject.other_papers:
        lines.append("别种文书（许可、招标、答复、草案、解读等）：不算")
    for at, each in enumerate(subject.either, 1):
        inner = "；".join(subject_lines(each)) or "不限"
        lines.append(f"并且至少符合一项（{at}）：{inner}")
    return lines


def _words_lines(part: str, words: Words) -> Iterator[str]:
    for label, own in (
        ("含其一", words.any_),
        ("须全含", words.all_),
        ("不得含", words.none_),
    ):
        if own:
            yield f"{part}{label}：{'、'.join(own)}"


def _key(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _lines(value: Any, field: FieldInfo, vocabulary: Vocabulary) -> list[str]:
    if isinstance(value, str) and Subject in models_in(field.annotation):
        named = vocabulary.subjects.get(value)
        return [value, *(subject_lines(named) if named else ())]
    if isinstance(value, Subject):
        return subject_lines(value) or [_NOTHING]
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        if any(isinstance(each, BaseModel) for each in value):
            return [_flat(each, vocabulary) for each in value]
        return ["、".join(map(_plain, value))]
    if isinstance(value, BaseModel):
        return [_flat(value, vocabulary)]
    return [_plain(value)]


def _flat(value: Any, vocabulary: Vocabulary) -> str:
    """A part of a parameter on one line: its name first, then what else it sets."""
    if not isinstance(value, BaseModel):
        return _plain(value)
    name = str(getattr(value, "name", ""))
    parts = [
        f"{_REMARK.split(field.description or _key(key, field))[0]}：{'；'.join(_lines(own, field, vocabulary))}"
        for key, field in type(value).model_fields.items()
        if key != "name" and (own := getattr(value, key)) != _default(field)
    ]
    inner = "；".join(parts)
    return f"{name}（{inner}）" if name and inner else name or inner or _NOTHING


def _default(field: FieldInfo) -> Any:
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value == ():
        return _NOTHING
    return f"{value:g}" if isinstance(value, float) else str(value)

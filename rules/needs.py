"""What a crawl must look for so that rulesets can be judged: names of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from rules.model import Rule, Ruleset
from rules.subject import Subject
from rules.vocabulary import Vocabulary

_PLATFORM = (
    "政府信息公开",
    "政务公开",
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开工作年度报告",
    "依申请公开",
)
_WHOLE_KEY = "read_all"
"""Parameter that names the columns whose documents a rule needs whatever their date."""
_COLUMN_KEYS = ("name", "column", "columns", "children", _WHOLE_KEY)
_SUBJECT_KEYS = (
    "subject",
    "of",
    "with",
    "with_",
    "companion",
    "result",
    "consultation",
    "decision",
    "feedback",
    "doubtful",
)
_PART_KEYS = ("groups", "topics", "stages", "passages")
"""Parameters whose own entries speak of columns or subjects."""


@dataclass(frozen=True, slots=True)
class CrawlNames:
    """Names of columns, normalised.

    `wanted` are read first. Documents under `standing` are read whatever their date, `sampled` are
    looked at for freshness only, `irrelevant` hold nothing that a rule asks for; names that begin
    with one of `irrelevant_prefixes` (走进…) are irrelevant as well, unless they are wanted.
    `platform` are the names of the disclosure platform (国办公开办函〔2019〕61号) and its parts.
    """

    wanted: frozenset[str]
    standing: frozenset[str]
    sampled: frozenset[str]
    irrelevant: frozenset[str]
    irrelevant_prefixes: tuple[str, ...]
    platform: frozenset[str]


def crawl_names(
    rulesets: Sequence[Ruleset], vocabulary: Vocabulary, newest_only: Callable[[Rule], bool]
) -> CrawlNames:
    """The names of columns that the rulesets need from a crawl.

    What a rule asks for by itself is never called irrelevant, nor left to sampling unless `newest_only` says that the
    rule looks at the newest items alone.
    """
    asked: set[str] = set()
    whole: set[str] = set()  # lists that are read to their end
    standing: set[str] = set()  # documents that are read whatever their date
    for ruleset in rulesets:
        for _, rule in ruleset.rules():
            if rule.off:
                continue
            names = _every_name(rule_columns(rule, vocabulary), vocabulary)
            asked |= names
            if not newest_only(rule):
                whole |= names
            standing |= _every_name(_names(rule.params.get(_WHOLE_KEY)), vocabulary)
    return CrawlNames(
        wanted=vocabulary.disclosure | asked,
        standing=vocabulary.standing | standing,
        sampled=vocabulary.sampled - whole,
        irrelevant=vocabulary.irrelevant - asked,
        irrelevant_prefixes=vocabulary.irrelevant_prefixes,
        platform=frozenset().union(*(vocabulary.names(name) for name in _PLATFORM)),
    )


def _every_name(columns: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    return {name for column in columns for name in vocabulary.names(column)}


def rule_columns(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """Names of the columns that a rule's parameters speak of, its subjects' included.

    Reads the parameters as they are written, so that it needs no check kind. A subject that does
    not exist or is badly written names no columns; `rules.lint` reports it.
    """
    yield from _columns_of(rule.params, _COLUMN_KEYS, vocabulary)
    for key in _PART_KEYS:
        parts = rule.params.get(key)
        for part in parts if isinstance(parts, list) else (parts,):
            if isinstance(part, Mapping):
                yield from _columns_of(part, ("columns",), vocabulary)


def _columns_of(
    params: Mapping[str, Any], keys: Sequence[str], vocabulary: Vocabulary
) -> Iterator[str]:
    for key in keys:
        yield from _names(params.get(key))
    for key in _SUBJECT_KEYS:
        subject = _subject(params.get(key), vocabulary)
        if subject is not None:
            yield from subject.every_column()


def _names(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(name for name in value if isinstance(name, str))
    return ()


def _subject(ref: Any, vocabulary: Vocabulary) -> Subject | None:
    if isinstance(ref, str):
        return vocabulary.subjects.get(ref)
    if isinstance(ref, Mapping):
        try:
            return Subject.model_validate(ref)
        except ValidationError:
            return None
    return None

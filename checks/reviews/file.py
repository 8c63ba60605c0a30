"""Reading and writing the reviews file."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from checks.reviews.model import DECISIONS, EVERY_SITE, OUTCOMES, Reviews
from checks.whole_file import whole_file
from rules.errors import Problem, RuleError
from rules.explain import problems_of
from rules.located_yaml import Located, parse_located, read_bytes

NAME = "reviews.yaml"
MOST_BYTES = 20_000_000
MOST_VALUES = 1_000_000
_HEAD = """\
# 复核记录：判定、豁免与申诉，各键的写法见 docs/reviews.md。
# 只增不改：同一问题以最新一条为准，旧的留作历史。本文件由 zwgk review import 整体重写，手写的注释不会保留。
"""
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class ReviewsError(RuleError):
    """A reviews file that cannot be used; `problems` says why, all at once."""


@dataclass(frozen=True, slots=True)
class ReviewsFile:
    """A reviews file as it was read. `sha256` is of its bytes, "" where there is no such file yet."""

    path: Path
    reviews: Reviews
    sha256: str = ""
    source: Located | None = None


def load_reviews(path: Path) -> ReviewsFile:
    """Read a reviews file. Raises ReviewsError with every located problem of it."""
    try:
        content = read_bytes(path, MOST_BYTES)
        reviews, source = _parse(content, str(path))
    except RuleError as error:
        raise ReviewsError(error.problems) from error
    return ReviewsFile(path, reviews, hashlib.sha256(content).hexdigest(), source)


def load_or_none(path: Path) -> ReviewsFile:
    """The reviews file, or an empty one where there is none yet. Raises ReviewsError as `load_reviews` does."""
    return load_reviews(path) if path.exists() else ReviewsFile(path, Reviews())


def write_reviews(path: Path, reviews: Reviews) -> None:
    """Write a reviews file whole or not at all.

    Raises OSError where it cannot be written, ReviewsError where it would be too large to be read again.
    """
    text = reviews_text(reviews)
    content = text.encode("utf-8")
    kept, _ = _parse(content, str(path))
    assert kept == reviews, "a review would not come back as it was written"
    with whole_file(path, durable=True) as file:
        file.write_bytes(content)


def reviews_text(reviews: Reviews) -> str:
    """The YAML text of reviews; keys at their defaults are left out."""
    data: dict[str, Any] = {"format": reviews.format}
    for name in ("decisions", "waivers", "appeals"):
        if entries := getattr(reviews, name):
            data[name] = [_plain(entry) for entry in entries]
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10_000,
    )
    return _HEAD + text


_VERDICTS = {code: word for word, code in DECISIONS.items()}
_OUTCOMES = {code: word for word, code in OUTCOMES.items()}
_ORDER = (
    "site", "rule", "verdict", "share", "by", "on", "reason", "until", "text", "outcome",
    "answered_by", "answered_on", "answer", "link", "mark",
)  # fmt: skip


def _plain(entry: BaseModel) -> dict[str, Any]:
    values = entry.model_dump(exclude_none=True)
    for name, words in (("verdict", _VERDICTS), ("outcome", _OUTCOMES)):
        if name in values:
            values[name] = words[values[name]]
    return {name: values[name] for name in _ORDER if values.get(name) not in (None, "")}


def _parse(content: bytes, file: str) -> tuple[Reviews, Located]:
    source = parse_located(content, file, most_bytes=MOST_BYTES, most_values=MOST_VALUES)
    if not isinstance(source.data, Mapping):
        found = source.problem(
            (), "不是复核记录", "应以“format: 1”开头，其下是 decisions、waivers、appeals"
        )
        raise ReviewsError([found])
    problems = []
    if "format" not in source.data:
        problems.append(source.problem((), "缺少“format”", "请写 format: 1"))
    elif type(source.data["format"]) is not int or source.data["format"] != 1:
        problems.append(source.problem(("format",), "不认识的格式", "本版本只认得 format: 1"))
    if problems:
        raise ReviewsError(problems)
    try:
        return Reviews.model_validate(source.data), source
    except ValidationError as error:
        found_all = problems_of(error, source, (), Reviews)
        raise ReviewsError(sorted(found_all, key=lambda each: (each.line, each.column))) from error


def unmet(file: ReviewsFile, sites: Collection[str], rules: Collection[str]) -> list[Problem]:
    """Warnings of entries that concern nothing: a rule that its ruleset, being in use, does not have.

    `rules` are full ids of rules and clauses in use. Entries for other sites, and for rulesets that are not in use, are
    for another time. They are no errors: a rule may have gone since it was decided on.
    """
    used = {rule.partition("/")[0] for rule in rules}
    found: list[Problem] = []
    for name, at, entry in _entries(file.reviews):
        here = entry.site == EVERY_SITE or entry.site in sites
        if here and entry.rule not in rules and entry.rule.partition("/")[0] in used:
            told = f"没有规则或条款“{entry.rule}”，这一条不起作用"
            source = file.source or Located(str(file.path), {}, {}, {})
            found.append(source.warning((name, at, "rule"), told, "规则改名后请按新名另写一条"))
    return found


def _entries(reviews: Reviews) -> Iterable[tuple[str, int, Any]]:
    for name in ("decisions", "waivers", "appeals"):
        for at, entry in enumerate(getattr(reviews, name)):
            yield name, at, entry

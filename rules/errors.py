"""What is wrong with a YAML file: where, what was found there, what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SHORT, _LONG = 300, 3000

PathStep = str | int
Path = tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One located problem. `line` and `column` count from 1; 0 stands for "nowhere in particular".

    `where` is the place in the data (`indicators[0].rules[1].points`), "" for the file as a
    whole. `found` says what stands there, `expected` what would be right; both are Chinese
    phrases. A `warning` (提醒) is doubtful rather than wrong.
    """

    file: str
    line: int
    column: int
    where: str
    found: str
    expected: str = ""
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        field = f" {_cut(self.where, _SHORT)}：" if self.where else " "
        right = f"，{_cut(self.expected, _LONG)}" if self.expected else ""
        if self.warning:
            field = f" 提醒：{field.lstrip()}"
        return f"{place}:{field}{_cut(self.found, _SHORT)}{right}"


def _cut(text: str, limit: int) -> str:
    """A part of a message on one line, of bounded length, without what a terminal would act upon."""
    line = "".join(
        each if each.isprintable() else " " if each.isspace() else "�" for each in text[: limit + 1]
    )
    return line if len(line) <= limit else f"{line[:limit]}…"


class RuleError(Exception):
    """A file of rules, words or sites that cannot be used; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RulesetError(RuleError):
    """A ruleset that cannot be used."""


def where(path: Path) -> str:
    """A path in the data as people write it.

    >>> where(("indicators", 0, "rules", 1, "points"))
    'indicators[0].rules[1].points'
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def quoted(value: object, limit: int = 40) -> str:
    """A value as it is quoted in a message: strings in Chinese quotes, long ones cut."""
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "一个映射"
    if isinstance(value, (list, tuple)):
        return "一个列表"
    text = " ".join(str(value).split())
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"

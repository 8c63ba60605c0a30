"""`zwgk rules lint`: what is wrong with rulesets, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.kinds import registry
from rules.errors import Problem, RuleError
from rules.lint import lint
from rules.loader import read_source
from rules.second_look import second_look
from rules.vocabulary import Vocabulary


def look_at(file: Path, vocabulary: Vocabulary) -> list[Problem]:
    """Every problem of a ruleset file, then what a second look finds in it, warnings among that."""
    kinds = registry()
    params = {name: kind.params for name, kind in kinds.items()}
    outcomes = {
        name: {code: outcome.text for code, outcome in kind.outcomes.items()}
        for name, kind in kinds.items()
    }
    problems = lint(file, params, outcomes, vocabulary)
    try:
        return problems + second_look(read_source(file), params, vocabulary)
    except RuleError:
        return problems


def verdicts(files: list[Path], found: list[list[Problem]]) -> Iterator[str]:
    """A line for each file that has no problem."""
    for file, problems in zip(files, found, strict=True):
        if all(problem.warning for problem in problems):
            yield f"{file}：没有问题" + (f"，{len(problems)} 处提醒" if problems else "")

"""The cases of a ruleset, read from the folder beside its file: X.tests/*.yaml for X.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checks.casebook.model import Case, CaseHead, CaseSite
from rules.errors import Problem, RuleError
from rules.explain import nearest, problems_of
from rules.located_yaml import Located, read_located

_MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case with what its file says for all: the rule, the day judged from, the site, and where it stands."""

    rule: str
    case: Case
    as_of: date
    site: CaseSite
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Casebook:
    """All cases of a ruleset by the rule's id, in the order of files and lines."""

    folder: Path
    cases: Mapping[str, Sequence[WrittenCase]] = field(default_factory=dict)


def folder_of(ruleset: Path) -> Path:
    """The folder of a ruleset's cases, whether it is there or not."""
    return ruleset.with_suffix(".tests")


def read_casebook(ruleset: Path, rules: Sequence[str]) -> Casebook:
    """Read every case beside a ruleset; `rules` are the ids that it has.

    A ruleset without a folder of cases has none. Raises RuleError with every located problem of all files.
    """
    folder = folder_of(ruleset)
    problems: list[Problem] = []
    cases: dict[str, list[WrittenCase]] = {}
    for path in _files(folder):
        try:
            source = read_located(path)
        except RuleError as error:
            problems += error.problems
            continue
        _read(source, path, rules, cases, problems)
    if problems:
        raise RuleError(problems)
    return Casebook(folder, cases)


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    except FileNotFoundError:
        return []
    except OSError as error:
        problem = Problem(
            str(folder), 0, 0, "", f"读不出用例文件夹（{error.strerror}）", "请检查路径"
        )
        raise RuleError([problem]) from error
    if len(found) > _MOST_FILES:
        told = f"用例文件有 {len(found)} 个"
        raise RuleError([Problem(str(folder), 0, 0, "", told, f"至多 {_MOST_FILES} 个")])
    return found


def _read(
    source: Located,
    path: Path,
    rules: Sequence[str],
    cases: dict[str, list[WrittenCase]],
    problems: list[Problem],
) -> None:
    if not isinstance(source.data, dict):
        problems.append(source.problem((), "不是用例文件", "应为“键: 值”（as_of、site、rules）"))
        return
    head: CaseHead | None = None
    try:
        head = CaseHead.model_validate(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, (), CaseHead)
    written = source.data.get("rules")
    for rule, entries in written.items() if isinstance(written, dict) else ():
        place = ("rules", rule)
        if rule not in rules:
            told = f"规则集里没有规则“{rule}”"
            problems.append(
                source.problem(place, told, f"{nearest(rule, rules)}请核对编号", key=True)
            )
        if not isinstance(entries, list) or not entries:
            problems.append(source.problem(place, "不是用例的列表", "应为列表，每项一个用例"))
            continue
        names = {each.case.case for each in cases.get(rule, ())}
        for at, entry in enumerate(entries):
            case = _case(source, (*place, at), entry, problems)
            if case is None:
                continue
            if case.case in names:
                told = f"本规则已有名为“{case.case}”的用例"
                problems.append(source.problem((*place, at, "case"), told, "名称不得重复"))
            names.add(case.case)
            if head is not None:
                as_of, site = case.as_of or head.as_of, case.site or head.site
                line, _ = source.place((*place, at))
                own = WrittenCase(rule, case, as_of, site, path, line)
                cases.setdefault(rule, []).append(own)


def _case(
    source: Located, place: tuple[str | int, ...], entry: Any, problems: list[Problem]
) -> Case | None:
    try:
        return Case.model_validate(entry)
    except ValidationError as error:
        problems += problems_of(error, source, place, Case)
    return None

"""Rulesets read from YAML: the library's and the reader's own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from rules.errors import Problem, RuleError, RulesetError
from rules.explain import nearest, problems_of
from rules.located_yaml import Located, parse_located, read_bytes
from rules.model import Ruleset
from rules.structure import structure_problems

LIBRARY = Path(__file__).parent / "library"


def library() -> dict[str, Path]:
    """The rulesets that come with the package: id -> file, in order of id."""
    return {path.stem: path for path in sorted(LIBRARY.glob("*.yaml"))}


def find_ruleset(ref: str, *, base: Path | None = None) -> Path:
    """The file of a ruleset, from an id of the library or a path (relative to `base`, if given).

    Raises RulesetError for an unknown id or a file that is not there; it names the known ids and
    the nearest.
    """
    known = library()
    if ref in known:
        return known[ref]
    path = (base or Path()) / ref
    looks_like_path = ref.endswith((".yaml", ".yml")) or "/" in ref or "\\" in ref
    try:
        if path.is_file():
            return path
    except (OSError, ValueError):
        looks_like_path = False
    if looks_like_path:
        raise RulesetError([Problem(str(path), 0, 0, "", "没有这个文件", "请检查路径")])
    right = f"{nearest(ref, known)}库中有：{'、'.join(known)}；也可以写规则文件的路径"
    raise RulesetError([Problem(ref or "（空）", 0, 0, "", "没有这个规则集", right)])


def load_ruleset(path: Path) -> Ruleset:
    """Read a ruleset; `sha256` is that of the file's bytes.

    Raises RulesetError with every located problem of its structure. Parameters of check kinds are
    judged by `rules.lint`.
    """
    try:
        content = read_bytes(path)
        source = parse_located(content, str(path))
    except RuleError as error:
        raise RulesetError(error.problems) from error
    ruleset, problems = check_ruleset(source)
    if ruleset is None or problems:
        raise RulesetError(problems)
    return ruleset.model_copy(update={"sha256": hashlib.sha256(content).hexdigest()})


def check_ruleset(source: Located) -> tuple[Ruleset | None, list[Problem]]:
    """The ruleset in a parsed file, None when it fits the model in no way, and all problems."""
    if source.data is None:
        return None, [source.problem((), "文件是空的", "应为一个规则集（id、title、source、…）")]
    if not isinstance(source.data, dict):
        return None, [source.problem((), "不是规则集", "应为“键: 值”（id、title、source、…）")]
    ruleset: Ruleset | None = None
    problems: list[Problem] = []
    try:
        ruleset = Ruleset.model_validate(source.data)
    except ValidationError as error:
        problems = problems_of(error, source, (), Ruleset)
    problems += structure_problems(source)
    return ruleset, sorted(problems, key=lambda problem: (problem.line, problem.column))

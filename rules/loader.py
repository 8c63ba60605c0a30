"""Rulesets read from YAML: the library's and the reader's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from rules.errors import Problem, RuleError, RulesetError
from rules.explain import nearest, problems_of
from rules.inheritance import inherit
from rules.located_yaml import Located, parse_located, read_bytes
from rules.model import Ruleset
from rules.structure import structure_problems

LIBRARY = Path(__file__).parent / "library"
MAX_TOLD = 200  # problems of one file
MAX_CHAIN = 8  # rulesets, the first included


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


@dataclass(frozen=True, slots=True)
class RulesetSource:
    """A ruleset as its files say it: effective data with places, hash, and what is wrong with the inheriting itself.

    `sha256` is that of the file's bytes; where it extends another, of its bytes followed by the other's hash, so that
    it changes with any file of the chain.
    """

    data: Located
    sha256: str
    problems: tuple[Problem, ...] = ()


def read_source(path: Path) -> RulesetSource:
    """Read a ruleset's file and those that it builds on.

    Raises RulesetError when a file cannot be read, a ruleset that it builds on is not sound, or the chain of
    `extends` is a circle or longer than MAX_CHAIN.
    """
    try:
        return _read(path, ())
    except RulesetError:
        raise
    except RuleError as error:
        raise RulesetError(error.problems) from error


def _read(path: Path, below: tuple[Path, ...]) -> RulesetSource:
    content = read_bytes(path)
    child = parse_located(content, str(path))
    own = hashlib.sha256(content).hexdigest()
    ref = child.data.get("extends") if isinstance(child.data, dict) else None
    if not isinstance(ref, str) or not ref:
        return RulesetSource(child, own)
    chain = (*below, path)
    try:
        parent_path = find_ruleset(ref, base=path.parent)
    except RulesetError as error:
        found = error.problems[0]
        told = f"{found.found}“{ref[:80]}”"
        raise RulesetError([child.problem(("extends",), told, found.expected)]) from error
    if any(_same(parent_path, each) for each in chain):
        circle = " → ".join(each.name for each in (*chain, parent_path))
        told = f"继承成环：{circle}"
        raise RulesetError([child.problem(("extends",), told, "请去掉其中一处 extends")])
    if len(chain) >= MAX_CHAIN:
        told = f"继承超过 {MAX_CHAIN} 层"
        raise RulesetError([child.problem(("extends",), told, "请直接继承更上层的规则集")])
    parent = _sound(child, parent_path, chain)
    data, problems = inherit(child, parent.data)
    sha256 = hashlib.sha256(content + parent.sha256.encode("ascii")).hexdigest()
    return RulesetSource(data, sha256, tuple(problems))


def _sound(child: Located, path: Path, chain: tuple[Path, ...]) -> RulesetSource:
    """The ruleset that a child builds on. Raises RulesetError with its problems, and where the child names it."""
    try:
        parent = _read(path, chain)
        _, problems = check_ruleset(parent)
    except RuleError as error:
        raise RulesetError(error.problems) from error
    if problems:
        told = child.problem(("extends",), "所继承的规则集有误", "请先改正该文件")
        raise RulesetError([*problems, told])
    return parent


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def load_ruleset(path: Path) -> Ruleset:
    """Read a ruleset with all that it inherits; `sha256` as RulesetSource says.

    Raises RulesetError with every located problem of its structure. Parameters of check kinds are
    judged by `rules.lint`.
    """
    return ruleset_of(read_source(path))


def ruleset_of(source: RulesetSource) -> Ruleset:
    """The ruleset in a source. Raises RulesetError with every located problem of its structure."""
    ruleset, problems = check_ruleset(source)
    if ruleset is None or problems:
        raise RulesetError(problems)
    return ruleset.model_copy(update={"sha256": source.sha256})


def check_ruleset(read: RulesetSource) -> tuple[Ruleset | None, list[Problem]]:
    """The ruleset in a source, None when it fits the model in no way, and all problems."""
    source = read.data
    if source.data is None:
        return None, [source.problem((), "文件是空的", "应为一个规则集（id、title、source、…）")]
    if not isinstance(source.data, dict):
        return None, [source.problem((), "不是规则集", "应为“键: 值”（id、title、source、…）")]
    ruleset: Ruleset | None = None
    problems: list[Problem] = list(read.problems)
    try:
        ruleset = Ruleset.model_validate(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, (), Ruleset)
    problems += structure_problems(source)
    return ruleset, in_order(problems, source.file)


def in_order(problems: Iterable[Problem], file: str) -> list[Problem]:
    """Problems by place, at most MAX_TOLD: those of the file itself first, then those of the files it builds on."""
    found = sorted(
        problems, key=lambda each: (each.file != file, each.file, each.line, each.column)
    )
    if len(found) <= MAX_TOLD:
        return found
    rest = len(found) - MAX_TOLD
    more = replace(
        found[MAX_TOLD], where="", found=f"另有 {rest} 个问题未列出", expected="请先改正以上各处"
    )
    return [*found[:MAX_TOLD], more]

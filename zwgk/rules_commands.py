"""`zwgk rules`: read rules with their clauses, check them, and see what they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ValidationError

from rules.errors import RuleError
from rules.explain import nearest
from rules.inheritance import rule_origins
from rules.lint import lint as lint_file
from rules.loader import find_ruleset, library, read_source, ruleset_of
from rules.located_yaml import Located
from rules.model import Ruleset
from rules.vocabulary import Vocabulary, default_vocabulary
from zwgk.blocks import Block, print_blocks
from zwgk.new_ruleset import new


class CoverageFormat(StrEnum):
    """The forms that `zwgk rules coverage` writes."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.command(name="new")(new)

_TESTS_FAILED, _GAPS, _BAD_INPUT = 1, 1, 2


@app.command(name="list")
def list_() -> None:
    """列出库中的规则集。"""
    for name, path in library().items():
        ruleset = _load(path)
        rules = [rule for _, rule in ruleset.rules()]
        points = sum(rule.points for rule in rules)
        typer.echo(
            f"{name}\t{ruleset.title}\t条款 {len(ruleset.clauses)}\t规则 {len(rules)}\t{points:g} 分"
        )


@app.command()
def show(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="规则集的 id 或文件，或规则编号，如 boshan-2020/9、我的.yaml/9"
        ),
    ],
) -> None:
    """显示规则集、条款或规则：条款原文、检查什么、怎样算数、什么不算、怎样整改、依据、参数。"""
    from zwgk.rules_show import clause_blocks, rule_blocks, ruleset_blocks

    path, own = _named(ref)
    ruleset, source = _read(path)
    if not own:
        _print(ruleset_blocks(ruleset))
        return
    ref = f"{ruleset.id}/{own}"
    rules = [rule.id for _, rule in ruleset.rules()]
    clauses = {clause.id: clause for clause in ruleset.clauses}
    if ref not in rules and own not in clauses:
        known = [*rules, *(f"{ruleset.id}/{clause}" for clause in clauses)]
        raise _bad([f"规则集 {ruleset.id} 没有规则或条款“{ref}”。{nearest(ref, known)}"])
    vocabulary = _vocabulary()
    origins = partial(rule_origins, source)
    try:
        blocks = (
            list(rule_blocks(ruleset, ref, vocabulary, origins))
            if ref in rules
            else list(clause_blocks(ruleset, clauses[own], vocabulary, origins))
        )
    except (KeyError, ValidationError) as error:
        # Of a rule with an unknown kind or wrong parameters lint says where and what would be right.
        raise _bad(_lint([path], vocabulary)) from error
    _print(blocks)


@app.command()
def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="规则文件或 id；不写则检查整个库"),
    ] = None,
) -> None:
    """检查规则：每个问题都指出文件、行、写了什么、应写什么；提醒的是可疑之处，不算错。"""
    from zwgk.rules_lint import look_at, verdicts

    files = [_find(ref) for ref in paths] if paths else list(library().values())
    vocabulary = _vocabulary()
    found = [look_at(file, vocabulary) for file in files]
    for problem in (problem for each in found for problem in each):
        typer.echo(str(problem), err=True)
    if not all(problem.warning for each in found for problem in each):
        raise typer.Exit(_BAD_INPUT)
    for told in verdicts(files, found):
        typer.echo(told)


@app.command(name="test")
def run_tests(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RULESET]...", help="规则集的 id 或文件；不写则测试整个库"),
    ] = None,
    rule: Annotated[
        str, typer.Option("--rule", metavar="ID", help="只测试这一条规则，如 boshan-2020/9")
    ] = "",
) -> None:
    """用规则旁的用例测试规则：有不符的用例，或可判定的规则缺少用例，以状态 1 退出。"""
    from rich.console import Console

    from zwgk.rules_testing import jobs_for, run_and_tell

    files = [_find(ref) for ref in refs] if refs else list(library().values())
    vocabulary = _vocabulary()
    rulesets = [(file, *_read(file)) for file in dict.fromkeys(files)]
    problems = _lint([file for file, *_ in rulesets], vocabulary)
    if problems:
        raise _bad(problems)
    try:
        jobs = jobs_for(rulesets, rule)
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error
    if not run_and_tell(jobs, vocabulary, typer.echo, Console(stderr=True)):
        raise typer.Exit(_TESTS_FAILED)


@app.command()
def coverage(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RULESET]...", help="规则集的 id 或文件；不写则全部"),
    ] = None,
    form: Annotated[
        CoverageFormat, typer.Option("--format", help="table 供阅读，csv 供表格软件，json 供程序")
    ] = CoverageFormat.TABLE,
) -> None:
    """列出条款与规则的对应，按类别合计；A、A~ 类条款没有判定规则，或规则没有所引的条款，以状态 1 退出。"""
    from zwgk.rules_coverage import coverage_blocks, coverage_csv, coverage_json, gaps, read_cover

    files = dict.fromkeys([_find(ref) for ref in refs] if refs else library().values())
    try:
        covers = [read_cover(file) for file in files]
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error
    if form is CoverageFormat.TABLE:
        _print(block for cover in covers for block in coverage_blocks(cover))
    else:
        write = coverage_csv if form is CoverageFormat.CSV else coverage_json
        typer.echo(write(covers), nl=False)
    missing = [told for cover in covers for told in gaps(cover)]
    for told in missing:
        typer.echo(told, err=True)
    if missing:
        raise typer.Exit(_GAPS)


@app.command()
def docs(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RULESET]...", help="规则集的 id 或文件；不写则整个库"),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="输出文件夹，其中旧的规则说明页会换掉")
    ] = Path("docs/rules"),
) -> None:
    """把规则说明写成 Markdown：每个规则集一页，另有目录。"""
    from zwgk.rules_docs import rule_pages, write_pages

    files = dict.fromkeys([_find(ref) for ref in refs] if refs else library().values())
    vocabulary = _vocabulary()
    problems = _lint(files, vocabulary)
    if problems:
        raise _bad(problems)
    for path in write_pages(rule_pages(files, vocabulary), out):
        typer.echo(str(path))


def _registry() -> Mapping[str, Any]:
    from checks.kinds import registry

    return registry()


def _kinds() -> tuple[dict[str, type[BaseModel]], dict[str, dict[str, str]]]:
    kinds = _registry()
    params = {name: kind.params for name, kind in kinds.items()}
    outcomes = {
        name: {code: outcome.text for code, outcome in kind.outcomes.items()}
        for name, kind in kinds.items()
    }
    return params, outcomes


def _lint(files: Iterable[Path], vocabulary: Vocabulary) -> list[str]:
    kinds, outcomes = _kinds()
    return [str(p) for file in files for p in lint_file(file, kinds, outcomes, vocabulary)]


def _vocabulary() -> Vocabulary:
    try:
        return default_vocabulary()
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error


def _find(ref: str) -> Path:
    try:
        return find_ruleset(ref)
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error


def _named(ref: str) -> tuple[Path, str]:
    """The file that a reference names, and the rule or clause in it ("" for the whole): `id/9`, `folder/mine.yaml/9`."""
    file = re.match(r"(.+\.ya?ml)(?:/([^/]+))?$", ref)
    owner, own = (file[1], file[2] or "") if file else ref.partition("/")[::2]
    return _find(owner if own else ref), own


def _read(path: Path) -> tuple[Ruleset, Located]:
    try:
        source = read_source(path)
        return ruleset_of(source), source.data
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error


def _load(path: Path) -> Ruleset:
    return _read(path)[0]


def _print(blocks: Iterable[Block]) -> None:
    from rich.console import Console

    print_blocks(blocks, Console(highlight=False))


def _bad(messages: Iterable[str]) -> typer.Exit:
    for message in messages:
        typer.echo(message, err=True)
    return typer.Exit(_BAD_INPUT)

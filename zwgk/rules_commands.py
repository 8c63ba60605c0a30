"""`zwgk rules`: read rules with their clauses, check them, and see what they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from pydantic import BaseModel

from rules.errors import RuleError
from rules.inheritance import rule_origins
from rules.lint import lint as lint_file
from rules.loader import find_ruleset, library, read_source, ruleset_of
from rules.located_yaml import Located
from rules.model import Basis, Observable, Rule, Ruleset
from rules.vocabulary import Vocabulary, default_vocabulary
from zwgk.new_ruleset import new

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.command(name="new")(new)

_TESTS_FAILED, _BAD_INPUT = 1, 2
_LEVELS = {"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级"}
_KINDS = {"government": "政府", "department": "部门", "zone": "开发区"}
_VERDICTS = {
    "pass": "通过",
    "partial": "部分",
    "fail": "不通过",
    "undetermined": "无法判定",
    "manual": "待人工",
    "not_applicable": "不适用",
    "waived": "豁免",
}
_CLASSES = {
    Observable.FULL: "A 可判定",
    Observable.PROXY: "A~ 可判有无",
    Observable.TRACE: "B 只见痕迹",
    Observable.NONE: "C 网站不可见",
}


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
    """显示规则集，或一条规则：条款原文、检查什么、参数、整改办法、依据。"""
    path, own = _named(ref)
    ruleset, source = _read(path)
    if not own:
        _echo(_ruleset_lines(ruleset))
        return
    ref = f"{ruleset.id}/{own}"
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    if ref in rules:
        _echo(_rule_lines(ruleset, rules[ref]))
        _echo(_origin_lines(ruleset, source, ref))
        return
    cited = [rule for rule in rules.values() if ruleset.clause_of(rule).id == own]
    clause = next((clause for clause in ruleset.clauses if clause.id == own), None)
    if clause is None:
        from rules.explain import nearest

        raise _bad([f"规则集 {ruleset.id} 没有规则“{ref}”。{nearest(ref, rules)}"])
    lines = [f"条款 {ref}（{_CLASSES[clause.observable]}）", f"  {clause.text}"]
    if clause.reason:
        lines.append(f"  不设规则的原因：{clause.reason}")
    for rule in cited:
        lines += ["", *_rule_lines(ruleset, rule, clause=False)]
        lines += _origin_lines(ruleset, source, rule.id)
    _echo(lines)


@app.command()
def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="规则文件或 id；不写则检查整个库"),
    ] = None,
) -> None:
    """检查规则：每个问题都指出文件、行、写了什么、应写什么。"""
    files = [_find(ref) for ref in paths] if paths else list(library().values())
    problems = _lint(files, _vocabulary())
    if problems:
        raise _bad(problems)
    for file in files:
        typer.echo(f"{file}：没有问题")


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
    ref: Annotated[
        str | None, typer.Argument(metavar="[RULESET]", help="规则集的 id 或文件；不写则全部")
    ] = None,
) -> None:
    """列出每个条款由哪些规则检查，按可观察程度分类合计。"""
    for file in [_find(ref)] if ref else library().values():
        ruleset = _load(file)
        _echo(_coverage_lines(ruleset))
        typer.echo("")


def _ruleset_lines(ruleset: Ruleset) -> Iterable[str]:
    source = ruleset.source
    yield f"{ruleset.id}  {ruleset.title}"
    issued = f"，{source.issued}" if source.issued else ""
    yield f"来源：{source.document}（{source.issuer}{issued}）"
    period = ruleset.period
    yield (
        f"期间：{period.first} 至 {period.last}"
        if not hasattr(period, "relative")
        else "期间：审计日之前最近一个完整的公历年"
    )
    levels = "、".join(_LEVELS[each] for each in ruleset.applies_to.level) or "各级"
    kinds = "、".join(_KINDS[each] for each in ruleset.applies_to.kind) or "各类"
    yield f"适用：{levels}；{kinds}网站"
    if ruleset.extends:
        yield f"继承：{ruleset.extends}"
    yield f"SHA-256：{ruleset.sha256}"
    for indicator in ruleset.indicators:
        points = sum(rule.points for rule in indicator.rules)
        yield ""
        yield f"{indicator.title}（{points:g} 分）"
        for rule in indicator.rules:
            off = f"  已停用：{rule.off}" if rule.off else ""
            yield f"  {rule.id}  {rule.title}  [{rule.check}]  {rule.points:g} 分{off}"
    unseen = [clause for clause in ruleset.clauses if clause.observable is Observable.NONE]
    if unseen:
        yield ""
        yield "不设规则的条款"
        for clause in unseen:
            yield f"  {ruleset.id}/{clause.id}  {clause.reason}"


def _rule_lines(ruleset: Ruleset, rule: Rule, *, clause: bool = True) -> Iterable[str]:
    cited = ruleset.clause_of(rule)
    yield f"{rule.id}  {rule.title}（{rule.points:g} 分）"
    if clause:
        yield f"条款 {cited.id}（{_CLASSES[cited.observable]}）：{cited.text}"
        yield f"来源：{ruleset.source.document}（{ruleset.source.issuer}）"
    kind = _registry().get(rule.check)
    yield f"检查类型：{rule.check}"
    yield "参数："
    shown = yaml.safe_dump(rule.params, allow_unicode=True, sort_keys=False, width=100)
    yield from (f"  {line}" for line in (shown.splitlines() if rule.params else ["（无）"]))
    meanings = list(_meanings(kind.params, rule.params)) if kind is not None else []
    if meanings:
        yield "参数的意思："
        yield from (f"  {line}" for line in meanings)
    if kind is not None:
        yield "可能的结果："
        for code, outcome in kind.outcomes.items():
            yield f"  {code}（{_VERDICTS[outcome.verdict.value]}）：{rule.reasons.get(code, outcome.text)}"
    yield f"整改：{rule.fix}"
    for basis in rule.basis:
        yield f"依据：{_basis(basis)}"
    if rule.off:
        yield f"已停用：{rule.off}"
    if rule.valid_from or rule.valid_to:
        yield f"有效期：{rule.valid_from or '…'} 至 {rule.valid_to or '…'}"


def _origin_lines(ruleset: Ruleset, source: Located, rule_id: str) -> Iterable[str]:
    """Where each value of an inherited rule came from; nothing for a rule that stands wholly in the file itself."""
    origins = rule_origins(source, rule_id)
    if all(origin.ruleset == ruleset.id for origin in origins):
        return
    yield "各项来自："
    for origin in origins:
        yield f"  {origin.field}：{origin.ruleset}（{origin.file}:{origin.line}）"


def _meanings(model: type[BaseModel], params: Mapping[str, Any]) -> Iterable[str]:
    """What each parameter of a check kind means, with the default of those not written."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        if not field.description:
            continue
        unwritten = key not in params and name not in params and not field.is_required()
        default = (
            f"（未写，默认 {_plain(field.get_default(call_default_factory=True))}）"
            if unwritten
            else ""
        )
        yield f"{key}：{field.description}{default}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or value == ():
        return "无"
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _basis(basis: Basis) -> str:
    checked = "已核对" if basis.verified else "凭记忆，未核对"
    return f"{basis.document} {basis.article}".rstrip() + f"（{checked}）"


def _coverage_lines(ruleset: Ruleset) -> Iterable[str]:
    yield f"{ruleset.id}  {ruleset.title}"
    rules: dict[str, list[Rule]] = {clause.id: [] for clause in ruleset.clauses}
    for _, rule in ruleset.rules():
        rules[ruleset.clause_of(rule).id].append(rule)
    for clause in ruleset.clauses:
        own = rules[clause.id]
        points = sum(rule.points for rule in own)
        named = "，".join(f"{rule.id} [{rule.check}] {rule.points:g}" for rule in own)
        yield f"  {clause.id}\t{_CLASSES[clause.observable]}\t{points:g} 分\t{named or clause.reason}"
    for kind, label in _CLASSES.items():
        clauses = [clause for clause in ruleset.clauses if clause.observable is kind]
        count = sum(len(rules[clause.id]) for clause in clauses)
        points = sum(rule.points for clause in clauses for rule in rules[clause.id])
        yield f"  合计 {label}：{len(clauses)} 条，{count} 条规则，{points:g} 分"
    total = [rule for own in rules.values() for rule in own]
    yield (
        f"  总计：{len(ruleset.clauses)} 条，{len(total)} 条规则，"
        f"{sum(rule.points for rule in total):g} 分"
    )


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


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _bad(messages: Iterable[str]) -> typer.Exit:
    for message in messages:
        typer.echo(message, err=True)
    return typer.Exit(_BAD_INPUT)

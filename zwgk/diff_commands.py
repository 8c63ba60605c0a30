"""`zwgk diff`: two audits compared, and why they differ."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from reports.errors import ReportError
from reports.hostile import clean

if TYPE_CHECKING:
    from reports.comparing.audits import Audit
    from reports.comparing.comparison import Comparison, RuleChange

_WORSE = 1
_RESULTS = "results.json"


class DiffFormat(StrEnum):
    """The forms that `zwgk diff` writes."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


class FailOn(StrEnum):
    """When `zwgk diff` leaves with status 1."""

    NEVER = "never"
    WORSE = "worse"


def diff(
    first: Annotated[
        Path,
        typer.Argument(
            metavar="A", help="上次的 results.json 或输出文件夹；只写一个文件夹则比较其中最近两次"
        ),
    ],
    second: Annotated[
        Path | None, typer.Argument(metavar="[B]", help="本次的 results.json 或输出文件夹")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="把 diff.html 和 diff.json 写进这个文件夹"),
    ] = None,
    form: Annotated[
        DiffFormat,
        typer.Option("--format", help="table 打印表格，json 打印 JSON，html 只写网页（配合 -o）"),
    ] = DiffFormat.TABLE,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="worse：有规则退步或有得分下降时以状态 1 退出")
    ] = FailOn.NEVER,
) -> None:
    """比较两次评价：哪些改进、退步、新增、消失，是网站变了、规则变了，还是抓取未成。"""
    from reports.comparing.comparison import compare
    from reports.comparing.page import diff_json, write_diff_json, write_diff_page

    if form is DiffFormat.HTML and out is None:
        raise ReportError("--format html 要用 -o 指明网页写进哪个文件夹")
    old, new = _two(first, second)
    comparison = compare(_audit(old), _audit(new))
    if out is not None:
        write_diff_json(comparison, out)
        page = write_diff_page(comparison, out)
    if form is DiffFormat.JSON:
        sys.stdout.write(diff_json(comparison))
    elif form is DiffFormat.TABLE:
        _print(comparison)
    if out is not None and form is not DiffFormat.JSON:
        sys.stdout.write(f"对比：{clean(str(page))}\n")
    if fail_on is FailOn.WORSE and _is_worse(comparison):
        raise typer.Exit(_WORSE)


def _two(first: Path, second: Path | None) -> tuple[Path, Path]:
    if second is not None:
        return _results(first), _results(second)
    from reports.comparing.history import entries
    from reports.comparing.trend import last_of_days

    if not first.is_dir():
        raise ReportError(f"只写一个参数时应为输出文件夹，{first} 不是；或再写一个 results.json")
    known = entries(first)
    days = last_of_days(known)
    # Audits of two days, else of one day judged anew: after a rule was rewritten, or a person decided.
    chosen = days if len(days) > 1 else known
    if len(chosen) < 2:
        raise ReportError(
            f"{first} 里只记有 {len(chosen)} 次评价，不能比较：请再运行 zwgk audit，"
            "或写明两个 results.json"
        )
    return chosen[-2].path, chosen[-1].path


def _audit(path: Path) -> Audit:
    """The audit of a results file, or of one recorded."""
    from reports.audit_file import load_audit

    return load_audit(path)


def _results(path: Path) -> Path:
    """The results file that is meant: a folder stands for that of its last audit."""
    return path / _RESULTS if path.is_dir() else path


def _is_worse(comparison: Comparison) -> bool:
    return bool(comparison.counts.get("worse")) or any(
        score.delta is not None and score.delta < 0
        for site in comparison.sites
        for score in site.scores
    )


def _print(comparison: Comparison) -> None:
    from rich.table import Table
    from rich.text import Text

    from reports.comparing import words as said
    from reports.phrases import number

    console = Console(soft_wrap=False, highlight=False, emoji=False)
    width = console.width if console.is_terminal else 140
    console = Console(width=width, highlight=False, emoji=False)
    console.print(
        Text(f"上次判定日 {comparison.before.as_of}，本次判定日 {comparison.after.as_of}")
    )
    for ruleset in comparison.rulesets:
        if ruleset.state != "same":
            state = said.RULESET_STATES[ruleset.state]
            console.print(Text(f"{ruleset.title}（{ruleset.id}）：{state}"))
    if not comparison.shares_rules:
        console.print("两次评价没有共同的规则集，得分不能比较")
    table = Table("网站", "规则集", title="得分", title_justify="left")
    for heading in ("上次", "本次", "分差"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("分差的构成")
    for site in comparison.sites:
        for score in site.scores:
            parts = "，".join(
                f"{said.CAUSES[cause]} {said.signed(value)}" for cause, value in score.parts.items()
            )
            state = "" if site.state == "both" else f"（{said.SITE_STATES[site.state]}）"
            row = (
                f"{site.name}{state}",
                score.ruleset,
                number(score.before.score if score.before else None),
                number(score.after.score if score.after else None),
                said.signed(score.delta),
                parts,
            )
            table.add_row(*map(Text, row))
    console.print(table)
    whole = {each.id for each in comparison.rulesets if each.state in ("new", "gone")}
    for site in comparison.sites:
        changed = [each for each in site.changed if _ruleset_of(each) not in whole]
        if site.state == "both" and changed:
            _print_rules(console, site.name, changed)
    if whole:
        console.print(Text(f"整个新增或未用的规则集（{'、'.join(sorted(whole))}）不逐条列出"))
    counts = "，".join(
        f"{said.STATES[state][0]} {count}" for state, count in comparison.counts.items()
    )
    causes = "，".join(f"{said.CAUSES[cause]} {n}" for cause, n in comparison.causes.items())
    console.print(
        Text(f"规则：{counts or '没有共同的网站'}" + (f"。原因：{causes}" if causes else ""))
    )


def _ruleset_of(change: RuleChange) -> str:
    known = change.after or change.before
    return known.ruleset if known else ""


def _print_rules(console: Console, name: str, changed: Iterable[RuleChange]) -> None:
    from rich.table import Table
    from rich.text import Text

    from reports.comparing import words as said

    table = Table("变化", "规则", "上次 → 本次", "原因", title=Text(name), title_justify="left")
    for change in changed:
        why: Iterable[str] = (
            f"{said.CAUSES[reason.cause.value]}：{reason.words}" for reason in change.reasons
        )
        row = (
            "".join(reversed(said.STATES[change.state])),
            f"{change.title}\n{change.rule}",
            said.verdicts_said(change),
            "\n".join(why),
        )
        table.add_row(*map(Text, row))
    console.print(table)

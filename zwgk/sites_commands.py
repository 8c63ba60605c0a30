"""`zwgk sites`: check a site list, or make one from a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from rules.errors import RuleError
from rules.loader import find_ruleset
from zwgk.sites import load_sites, write_sites

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_BAD_INPUT = 2


@app.command()
def lint(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="网站清单（YAML）")],
) -> None:
    """检查网站清单：每个问题都指出文件、行、写了什么、应写什么。"""
    problems: list[str] = []
    try:
        sites = load_sites(file)
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error
    for site in sites:
        for ref in site.rulesets:
            try:
                find_ruleset(ref, base=file.parent)
            except RuleError as error:
                problems += [f"{file}: 站点 {site.id} 的 rulesets：{p}" for p in error.problems]
    if problems:
        raise _bad(problems)
    typer.echo(f"{file}：{len(sites)} 个站点，没有问题")


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="表格，首行为表头")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="写到哪个文件；不写则打印出来")
    ] = None,
) -> None:
    """由 Excel 表格生成网站清单。表头：名称、网址、级别，可有 类型、规则集、标识、主机、入口。"""
    from zwgk.sites_xlsx import import_xlsx

    try:
        sites = import_xlsx(file)
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error
    text = write_sites(sites)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        with out.open("w", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except OSError as error:
        raise _bad([f"{out}: 不能写（{error.strerror or error}），请换一个 -o"]) from error
    typer.echo(f"{out}：{len(sites)} 个站点")


def _bad(messages: Iterable[str]) -> typer.Exit:
    for message in messages:
        typer.echo(message, err=True)
    return typer.Exit(_BAD_INPUT)

"""`zwgk rules new`: a ruleset's first draft from a list of clauses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from rules.errors import RuleError
from rules.loader import find_ruleset, library, load_ruleset
from rules.model import FIRST_YEAR, LAST_YEAR, Ruleset
from rules.scaffold import Draft, Head, ListedClause, draft
from rules.vocabulary import default_vocabulary

_BAD_INPUT = 2


def new(
    clauses: Annotated[
        Path,
        typer.Argument(
            metavar="CLAUSES",
            help="条款清单：文本、Markdown、CSV 或 xlsx；每行一条：编号、类别（A、A~、B、C，可不写）、原文",
        ),
    ],
    id_: Annotated[str, typer.Option("--id", help="规则集的 id：小写字母、数字、连字符")],
    title: Annotated[str, typer.Option("--title", help="规则集的名称")] = "",
    document: Annotated[str, typer.Option("--document", help="来源文件的文号或名称")] = "",
    issuer: Annotated[str, typer.Option("--issuer", help="发文机关")] = "",
    issued: Annotated[str, typer.Option("--issued", metavar="DATE", help="成文日期")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="评价期间的第一天")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="评价期间的最后一天")] = "",
    extends: Annotated[
        str, typer.Option("--extends", help="所继承的规则集：库中的 id 或文件（如上一年的规则集）")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="写到哪个文件；默认是当前文件夹的 <id>.yaml")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
) -> None:
    """由条款清单生成规则集初稿：每条条款、每条规则的第一版，标明须核对之处。"""
    from zwgk.clause_list import read_clauses

    path = out or Path(f"{id_}.yaml")
    head = Head(id_, title, document, issuer, issued, first, last, extends)
    _refuse(_wrong(head))
    try:
        listed = read_clauses(clauses)
        parent, head = _parent(head, path)
        vocabulary = default_vocabulary()
    except RuleError as error:
        raise _bad(map(str, error.problems)) from error
    if parent is None and all(clause.kind == "C" for clause in listed):
        raise _bad([f"{clauses}：全部条款都是 C 类，没有可写的规则"])
    made = draft(head, listed, vocabulary, parent)
    _write(path, made.text, force=force)
    for line in _told(path, listed, made):
        typer.echo(line)


def _wrong(head: Head) -> Iterable[str]:
    if not re.fullmatch(r"[a-z0-9-]+", head.id):
        yield f"--id 写的是“{head.id}”，应只含小写字母、数字和连字符"
    needed = [("--title", head.title), ("--document", head.document), ("--issuer", head.issuer)]
    if not head.extends:
        missing = [name for name, value in needed if not value.strip()]
        missing += ["--from、--to"] if not (head.first and head.last) else []
        if missing:
            yield f"缺少 {'、'.join(missing)}；有 --extends 时才可以不写，沿用所继承的"
    elif bool(head.document) != bool(head.issuer):
        yield "--document 和 --issuer 应一起写"
    if bool(head.first) != bool(head.last):
        yield "--from 和 --to 应一起写"
    if head.issued and not head.document:
        yield "--issued 应与 --document 一起写"
    days = [("--issued", head.issued), ("--from", head.first), ("--to", head.last)]
    wrong = [(name, day) for name, day in days if day and _day(day) is None]
    for name, day in wrong:
        yield f"{name} 写的是“{day}”，应为日期，如 2024-12-31"
    if not wrong and head.first and head.last and head.first > head.last:
        yield f"--from {head.first} 晚于 --to {head.last}"


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _parent(head: Head, out: Path) -> tuple[Ruleset | None, Head]:
    """The ruleset built on, and the head with its name as it is to stand in the new file."""
    if not head.extends:
        return None, head
    path = find_ruleset(head.extends)
    parent = load_ruleset(path)
    if parent.id == head.id:
        raise _bad([f"--id 与所继承的规则集相同（{parent.id}），请另取一个"])
    if head.extends in library():
        return parent, head
    relative = Path(os.path.relpath(path.resolve(), out.resolve().parent)).as_posix()
    return parent, replace(head, extends=relative)


def _write(path: Path, text: str, *, force: bool) -> None:
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise _bad([f"{path} 已存在，没有改动；要覆盖请加 --force，或换一个 -o"]) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _bad([f"{path}：不能写（{reason}），请换一个 -o"]) from error


def _told(path: Path, listed: Sequence[ListedClause], made: Draft) -> Iterable[str]:
    yield f"{path}：{len(listed)} 条条款，{len(made.deciding)} 条规则能判定"
    if made.deciding:
        yield f"须写测试用例的规则：{'、'.join(made.deciding)}"
    if made.undecided:
        yield f"条款看得见、但还没有能判定的规则：{'、'.join(made.undecided)}"
    if made.unlisted:
        yield (
            f"继承而来、清单里没有的条款：{'、'.join(made.unlisted)}；不再要求的请在 change 中写 off: 理由"
        )
    yield "文件中标有“请核对”的地方都须看过。"


def _refuse(messages: Iterable[str]) -> None:
    told = list(messages)
    if told:
        raise _bad(told)


def _bad(messages: Iterable[str]) -> typer.Exit:
    for message in messages:
        typer.echo(message, err=True)
    return typer.Exit(_BAD_INPUT)

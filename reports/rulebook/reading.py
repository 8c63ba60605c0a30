"""Reads the rules of a ruleset in results.json, each explained, into the report's model."""

from __future__ import annotations

import re

from reports.anchors import anchor
from reports.errors import ReportError
from reports.model import Basis, Parameter, RulePage
from reports.node import TEXT, TITLE, TOKEN, Node, shown_value

_FILE_NAME = re.compile(r"[a-z0-9-]{1,100}")
_MEANING = 400


def read_rules(node: Node) -> tuple[RulePage, ...]:
    """The explained rules of a ruleset; none where the document carries none.

    Raises ReportError when there are some and the ruleset's id is unfit for the name of their page.
    """
    rows = node.children("rules", optional=True)
    name = node.text("id", TOKEN)
    if rows and not _FILE_NAME.fullmatch(name):
        raise ReportError(
            f"{node.place}.id 应只含小写字母、数字和连字符（如 boshan-2020），实际是 {shown_value(name)}："
            "它要用作规则说明的文件名，不能含路径或其他字符。"
        )
    taken: set[str] = set()
    return tuple(_rule(row, taken) for row in rows)


def read_basis(node: Node) -> Basis:
    """One piece of further law; what does not say that it was compared was not."""
    return Basis(
        document=node.text("document", TITLE),
        article=node.text("article", TITLE, default=""),
        verified=bool(node.raw("verified", bool)) if node.has("verified") else False,
    )


def _rule(node: Node, taken: set[str]) -> RulePage:
    rule = node.text("id", TOKEN)
    period = node.optional_child("period")
    return RulePage(
        id=rule,
        anchor=anchor("rule", rule, taken),
        title=node.text("title", TITLE, default=""),
        clause=node.text("clause", TOKEN),
        indicator=node.text("indicator", TOKEN, default=""),
        check=node.text("check", TOKEN, default=""),
        points=node.number("points"),
        checked=node.texts("checked", TEXT),
        counts=node.texts("counts", TEXT),
        excludes=node.texts("excludes", TEXT),
        parameters=tuple(_parameter(child) for child in node.children("parameters", optional=True)),
        fix=node.prose("fix", default=""),
        basis=tuple(read_basis(child) for child in node.children("basis", optional=True)),
        levels=node.texts("level"),
        kinds=node.texts("kind"),
        first=period.text("from", TOKEN, default="") if period else "",
        last=period.text("to", TOKEN, default="") if period else "",
        valid_from=node.text("valid_from", TOKEN, default=""),
        valid_to=node.text("valid_to", TOKEN, default=""),
        off=node.prose("off", default=""),
    )


def _parameter(node: Node) -> Parameter:
    return Parameter(
        name=node.text("name", TOKEN),
        meaning=node.text("meaning", _MEANING, default=""),
        value=node.texts("value", TEXT),
        written=bool(node.raw("written", bool)) if node.has("written") else True,
    )

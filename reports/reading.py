"""Reads a results document (results.json) into the report's model, whoever wrote it.

Required are the keys of format 1; every other key may be absent. A value of the wrong type is
refused with its place in the document; text is cleaned of invisible characters and cut to what a
page can carry.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from reports.errors import ReportError
from reports.hostile import clean, cut, href, line
from reports.model import (
    Address,
    Basis,
    Clause,
    Crawl,
    Evidence,
    Finding,
    Report,
    Ruleset,
    Score,
    Searched,
    Site,
    Unread,
)

_TITLE = 160
_NAME = 80
_TOKEN = 120
_QUOTE = 800
_TEXT = 4_000
_SHOWN_URL = 300
_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_SITE_ID = re.compile(r"[a-z0-9-]{1,100}")


def read_report(results: Mapping[str, Any]) -> Report:
    """The report's model of a results document.

    Raises ReportError when the document is no format 1, lacks a required key, holds a value of the
    wrong type, or names a site id that is unfit for a file name or occurs twice.
    """
    top = _Node(results, "results.json")
    if top.raw("format", int) != 1:
        raise ReportError(
            f"results.json 的 format 是 {top.data['format']!r}，本版本只认得 1："
            "请用同一版本的 zwgk 重新运行 zwgk check。"
        )
    tool = top.child("tool")
    rulesets = [_ruleset(node) for node in top.children("rulesets")]
    sites = [_site(node) for node in top.children("sites")]
    seen: set[str] = set()
    for index, site in enumerate(sites):
        if site.id in seen:
            raise ReportError(
                f"results.json 的 sites[{index}].id 重复：{site.id}。每个网站须有唯一的 id。"
            )
        seen.add(site.id)
    return Report(
        as_of=top.text("as_of", _TOKEN),
        tool=tool.text("name", _TOKEN),
        version=tool.text("version", _TOKEN),
        scoring=tool.scalar("scoring"),
        rulesets={ruleset.id: ruleset for ruleset in rulesets},
        sites=tuple(sites),
    )


class _Node:
    """One object of the document with its place, for typed access and errors that say where."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, Mapping):
            raise ReportError(f"{place} 应为对象（{{…}}），实际是 {_shown(data)}。")
        self.data: Mapping[str, Any] = data
        self.place = place

    def raw(self, key: str, *types: type) -> Any:
        """A required value of one of the types; bool never passes for a number."""
        if key not in self.data:
            raise ReportError(f"{self.place} 缺少 {key}：文件不完整，请重新运行 zwgk check。")
        value = self.data[key]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            wanted = "、".join(_TYPE_NAMES.get(kind, kind.__name__) for kind in types)
            raise ReportError(f"{self.place}.{key} 应为{wanted}，实际是 {_shown(value)}。")
        return value

    def has(self, key: str) -> bool:
        return self.data.get(key) is not None

    def text(self, key: str, limit: int = _TEXT, *, default: str | None = None) -> str:
        """A text on one line."""
        if default is not None and not self.has(key):
            return default
        return cut(line(self.raw(key, str)), limit)

    def prose(self, key: str, limit: int = _TEXT, *, default: str | None = None) -> str:
        """A text whose line feeds are kept."""
        if default is not None and not self.has(key):
            return default
        return cut(clean(self.raw(key, str)).strip(), limit)

    def url(self) -> str:
        """The address, uncleaned: one with invisible characters in it is shown but never linked."""
        return str(self.raw("url", str)) if self.has("url") else ""

    def number(self, key: str) -> float:
        return self._finite(key, self.raw(key, int, float))

    def optional_number(self, key: str) -> float | None:
        return self.number(key) if self.has(key) else None

    def count(self, key: str, *, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        return int(self.raw(key, int))

    def scalar(self, key: str) -> str:
        """A text or number, as text; "" when absent."""
        return line(str(self.raw(key, str, int, float))) if self.has(key) else ""

    def child(self, key: str) -> _Node:
        return _Node(self.raw(key, Mapping), f"{self.place}.{key}")

    def optional_child(self, key: str) -> _Node | None:
        return self.child(key) if self.has(key) else None

    def children(self, key: str, *, optional: bool = False) -> list[_Node]:
        if optional and not self.has(key):
            return []
        items = self.raw(key, list, tuple)
        return [_Node(item, f"{self.place}.{key}[{index}]") for index, item in enumerate(items)]

    def texts(self, key: str, limit: int = _TITLE) -> tuple[str, ...]:
        """An optional list of texts."""
        if not self.has(key):
            return ()
        items: Sequence[object] = self.raw(key, list, tuple)
        for index, item in enumerate(items):
            if not isinstance(item, str):
                raise ReportError(f"{self.place}.{key}[{index}] 应为文字，实际是 {_shown(item)}。")
        return tuple(cut(line(str(item)), limit) for item in items)

    def _finite(self, key: str, value: float) -> float:
        if not math.isfinite(value):
            raise ReportError(f"{self.place}.{key} 应为有限的数，实际是 {value}。")
        return float(value)


_TYPE_NAMES: dict[type, str] = {
    str: "文字",
    int: "整数",
    float: "数",
    list: "列表",
    tuple: "列表",
    bool: "true 或 false",
    Mapping: "对象",
}


def _shown(value: object) -> str:
    """A value as an error message quotes it: one short line."""
    return cut(line(repr(value)), 60)


def _address(url: str) -> Address:
    return Address(cut(line(_ESCAPED.sub(_readable, url)), _SHOWN_URL), href(url))


def _readable(escaped: re.Match[str]) -> str:
    """Escaped Chinese in an address as a reader knows it; escaped ASCII keeps its meaning."""
    try:
        return unquote(escaped[0], errors="strict")
    except UnicodeDecodeError:
        return escaped[0]


def _ruleset(node: _Node) -> Ruleset:
    ruleset = node.text("id", _TOKEN)
    source = node.optional_child("source")
    period = node.optional_child("period")
    grades = node.optional_child("grades")
    clauses = [_clause(child, ruleset) for child in node.children("clauses", optional=True)]
    return Ruleset(
        id=ruleset,
        title=node.text("title", _TITLE, default=ruleset),
        sha256=node.text("sha256", _TOKEN, default=""),
        scoring=node.text("scoring", _TOKEN, default=""),
        document=source.text("document", _TITLE, default="") if source else "",
        issuer=source.text("issuer", _TITLE, default="") if source else "",
        issued=source.text("issued", _TOKEN, default="") if source else "",
        first=period.text("from", _TOKEN, default="") if period else "",
        last=period.text("to", _TOKEN, default="") if period else "",
        clauses={clause.id: clause for clause in clauses},
        indicators=tuple(
            (child.text("id", _TOKEN), child.text("title", _TITLE, default=""))
            for child in node.children("indicators", optional=True)
        ),
        grades=tuple((line(name), grades.number(name)) for name in grades.data) if grades else (),
    )


def _clause(node: _Node, ruleset: str) -> Clause:
    own = node.text("id", _TOKEN)
    return Clause(
        id=own if own.startswith(f"{ruleset}/") else f"{ruleset}/{own}",
        text=node.prose("text", default=""),
        observable=node.text("observable", _TOKEN, default=""),
        reason=node.prose("reason", default=""),
    )


def _site(node: _Node) -> Site:
    site_id = node.raw("id", str)
    if not _SITE_ID.fullmatch(site_id):
        raise ReportError(
            f"{node.place}.id 应只含小写字母、数字和连字符（如 boshan），实际是 {_shown(site_id)}："
            "它要用作文件名，不能含路径或其他字符。"
        )
    anchors: set[str] = set()
    return Site(
        id=site_id,
        name=node.text("name", _NAME),
        address=_address(node.url()),
        level=node.text("level", _TOKEN, default=""),
        kind=node.text("kind", _TOKEN, default=""),
        crawl=_crawl(node.child("crawl")),
        scores=tuple(_score(child) for child in node.children("scores")),
        clauses=tuple(
            (child.text("clause", _TOKEN), child.text("verdict", _TOKEN))
            for child in node.children("clauses")
        ),
        findings=tuple(_finding(child, anchors) for child in node.children("results")),
    )


def _crawl(node: _Node) -> Crawl:
    fetches = node.child("fetches")
    settings = node.optional_child("settings")
    return Crawl(
        state=node.text("state", _TOKEN),
        started=node.text("started", _TOKEN, default=""),
        finished=node.text("finished", _TOKEN, default=""),
        since=node.text("since", _TOKEN, default=""),
        pages=node.count("pages"),
        fetches={cut(line(code), _TOKEN): fetches.count(code) for code in fetches.data},
        notes=node.texts("notes", _QUOTE),
        settings=tuple(
            (cut(line(name), _TOKEN), _setting(value)) for name, value in settings.data.items()
        )
        if settings
        else (),
    )


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return cut("、".join(line(str(item)) for item in value), _TITLE)
    return cut(line(str(value)), _TITLE)


def _score(node: _Node) -> Score:
    return Score(
        ruleset=node.text("ruleset", _TOKEN),
        score=node.optional_number("score"),
        low=node.optional_number("low"),
        high=node.optional_number("high"),
        grade=node.text("grade", _TOKEN, default=""),
        vetoed=bool(node.raw("vetoed", bool)) if node.has("vetoed") else False,
    )


def _finding(node: _Node, anchors: set[str]) -> Finding:
    rule = node.text("rule", _TOKEN)
    clause = node.text("clause", _TOKEN)
    unread = tuple(_unread(child) for child in node.children("unread", optional=True))
    return Finding(
        rule=rule,
        anchor=_anchor(rule, anchors),
        clause=clause,
        ruleset=(clause if "/" in clause else rule).partition("/")[0],
        indicator=node.text("indicator", _TOKEN, default=""),
        check=node.text("check", _TOKEN, default=""),
        title=node.text("title", _TITLE, default=""),
        verdict=node.text("verdict", _TOKEN),
        points=node.number("points"),
        max_points=node.number("max_points"),
        share=node.optional_number("share"),
        reason=node.prose("reason", default=""),
        fix=node.prose("fix", default=""),
        observable=node.text("observable", _TOKEN, default=""),
        evidence=tuple(_evidence(child) for child in node.children("evidence", optional=True)),
        traces=tuple(_evidence(child) for child in node.children("traces", optional=True)),
        searched=_searched(node.optional_child("searched")),
        unread=unread,
        unread_count=node.count("unread_count", default=len(unread)),
        basis=tuple(_basis(child) for child in node.children("basis", optional=True)),
    )


def _anchor(rule: str, taken: set[str]) -> str:
    """The rule's id as the id of an element: ASCII letters, digits, dots and hyphens, unique on its
    page.
    """
    base = "rule-" + re.sub(r"[^A-Za-z0-9.]+", "-", rule).strip("-")
    anchor, number = base, 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


def _evidence(node: _Node) -> Evidence:
    return Evidence(
        address=_address(node.url()),
        quote=node.prose("quote", _QUOTE, default=""),
        fetched_at=node.text("fetched_at", _TOKEN, default=""),
        sha256=node.text("sha256", _TOKEN, default=""),
        archive=node.text("archive", _SHOWN_URL, default=""),
        note=node.prose("note", _QUOTE, default=""),
    )


def _searched(node: _Node | None) -> Searched | None:
    if node is None:
        return None
    return Searched(
        columns=node.texts("columns"),
        documents=node.count("documents", default=0),
        first=node.text("from", _TOKEN, default=""),
        last=node.text("to", _TOKEN, default=""),
    )


def _unread(node: _Node) -> Unread:
    return Unread(
        address=_address(node.url()),
        outcome=node.text("outcome", _TOKEN, default=""),
        detail=node.text("detail", _QUOTE, default=""),
        anchor=node.text("anchor", _TITLE, default=""),
    )


def _basis(node: _Node) -> Basis:
    return Basis(
        document=node.text("document", _TITLE),
        article=node.text("article", _TITLE, default=""),
        verified=bool(node.raw("verified", bool)) if node.has("verified") else False,
    )

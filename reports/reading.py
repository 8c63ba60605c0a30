"""Reads a results document (results.json) into the report's model, whoever wrote it.

Required are the keys of format 1; every other key may be absent. A value of the wrong type is
refused with its place in the document; text is cleaned of invisible characters and cut to what a
page can carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from reports.anchors import anchor
from reports.comparing.audits import read_bonus, read_deductions
from reports.crawling.reading import read_crawl
from reports.errors import ReportError
from reports.hostile import line
from reports.model import (
    Clause,
    Evidence,
    Finding,
    Report,
    Ruleset,
    Score,
    Searched,
    Site,
    SiteOutline,
    Unread,
)
from reports.node import NAME, QUOTE, TITLE, TOKEN, Node, check_format, shown_value
from reports.pairs import read_heads, read_pairs
from reports.results_file import ResultsFile
from reports.reviewed import read_review
from reports.rulebook.reading import read_basis, read_rules

_ARCHIVE = 300
_SITE_ID = re.compile(r"[a-z0-9-]{1,100}")


class SitesOfFile(Sequence[Site]):
    """The sites of a results file that was read through before, read anew each time that they are asked for."""

    def __init__(self, file: ResultsFile) -> None:
        self._file = file

    def __len__(self) -> int:
        return len(self._file)

    def __iter__(self) -> Iterator[Site]:
        return (self[at] for at in range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Site: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Site]: ...
    def __getitem__(self, at: int | slice) -> Site | Sequence[Site]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return _site(Node(self._file[at], _place(at)))


def read_report(results: Mapping[str, Any] | ResultsFile) -> Report:
    """The report's model of a results document. Of a file, every site is read, but none is kept: see `Report.sites`.

    Raises ReportError when the document is no format 1, lacks a required key, holds a value of the
    wrong type, or names a site id that is unfit for a file name or occurs twice.
    """
    if isinstance(results, ResultsFile):
        outlines, trouble = _outlines(results)
        top = _top(results.head)
        if trouble is not None:
            raise trouble
        return _report(top, SitesOfFile(results), outlines)
    top = _top(results)
    sites = tuple(_site(node) for node in top.children("sites"))
    outlines = [site.outline() for site in sites]
    _check_ids(outlines)
    return _report(top, sites, outlines)


def sites_with_rows(
    results: Mapping[str, Any] | ResultsFile,
) -> Iterator[tuple[Site, Mapping[str, Any]]]:
    """Each site of a document that `read_report` has read, beside the same site as parsed; one at a time of a file."""
    parsed = results if isinstance(results, ResultsFile) else results["sites"]
    for at, data in enumerate(parsed):
        yield _site(Node(data, _place(at))), data


def _outlines(file: ResultsFile) -> tuple[list[SiteOutline], ReportError | None]:
    """The outlines of a file's sites, and what is wrong with the first that is unfit.

    It is told later, for a document of another format has to be called that, wherever in the file it says so.
    """
    outlines: list[SiteOutline] = []
    trouble: ReportError | None = None
    for at, data in enumerate(file.read()):
        if trouble is None:
            try:
                outlines.append(_site(Node(data, _place(at))).outline())
            except ReportError as error:
                trouble = error
    try:
        _check_ids(outlines)
    except ReportError as error:
        trouble = trouble or error
    return outlines, trouble


def _place(at: int) -> str:
    return f"results.json.sites[{at}]"


def _top(document: Mapping[str, Any]) -> Node:
    top = Node(document, "results.json")
    check_format(top)
    top.raw("sites", list, tuple)
    return top


def _report(top: Node, sites: Sequence[Site], outlines: Sequence[SiteOutline]) -> Report:
    tool = top.child("tool")
    rulesets = [_ruleset(node) for node in top.children("rulesets")]
    return Report(
        as_of=top.text("as_of", TOKEN),
        tool=tool.text("name", TOKEN),
        version=tool.text("version", TOKEN),
        scoring=tool.scalar("scoring"),
        rulesets={ruleset.id: ruleset for ruleset in rulesets},
        sites=sites,
        outlines=tuple(outlines),
    )


def _check_ids(sites: Iterable[SiteOutline]) -> None:
    seen: set[str] = set()
    for index, site in enumerate(sites):
        if site.id in seen:
            raise ReportError(
                f"results.json 的 sites[{index}].id 重复：{site.id}。每个网站须有唯一的 id。"
            )
        seen.add(site.id)


def _ruleset(node: Node) -> Ruleset:
    ruleset = node.text("id", TOKEN)
    source = node.optional_child("source")
    period = node.optional_child("period")
    grades = node.optional_child("grades")
    clauses = [_clause(child, ruleset) for child in node.children("clauses", optional=True)]
    return Ruleset(
        id=ruleset,
        title=node.text("title", TITLE, default=ruleset),
        sha256=node.text("sha256", TOKEN, default=""),
        scoring=node.text("scoring", TOKEN, default=""),
        document=source.text("document", TITLE, default="") if source else "",
        issuer=source.text("issuer", TITLE, default="") if source else "",
        issued=source.text("issued", TOKEN, default="") if source else "",
        first=period.text("from", TOKEN, default="") if period else "",
        last=period.text("to", TOKEN, default="") if period else "",
        clauses={clause.id: clause for clause in clauses},
        indicators=tuple(
            (child.text("id", TOKEN), child.text("title", TITLE, default=""))
            for child in node.children("indicators", optional=True)
        ),
        grades=tuple((line(name), grades.number(name)) for name in grades.data) if grades else (),
        rules=read_rules(node),
        deductions=read_deductions(node),
        bonus=read_bonus(node),
    )


def _clause(node: Node, ruleset: str) -> Clause:
    own = node.text("id", TOKEN)
    return Clause(
        id=own if own.startswith(f"{ruleset}/") else f"{ruleset}/{own}",
        text=node.prose("text", default=""),
        observable=node.text("observable", TOKEN, default=""),
        reason=node.prose("reason", default=""),
    )


def _site(node: Node) -> Site:
    site_id = node.raw("id", str)
    if not _SITE_ID.fullmatch(site_id):
        raise ReportError(
            f"{node.place}.id 应只含小写字母、数字和连字符（如 boshan），实际是 {shown_value(site_id)}："
            "它要用作文件名，不能含路径或其他字符。"
        )
    anchors: set[str] = set()
    return Site(
        id=site_id,
        name=node.text("name", NAME),
        address=node.address(),
        level=node.text("level", TOKEN, default=""),
        kind=node.text("kind", TOKEN, default=""),
        crawl=read_crawl(node.child("crawl")),
        scores=tuple(_score(child) for child in node.children("scores")),
        clauses=tuple(
            (child.text("clause", TOKEN), child.text("verdict", TOKEN))
            for child in node.children("clauses")
        ),
        findings=tuple(_finding(child, anchors) for child in node.children("results")),
        region=node.text("region", NAME, default=""),
    )


def _score(node: Node) -> Score:
    return Score(
        ruleset=node.text("ruleset", TOKEN),
        score=node.optional_number("score"),
        low=node.optional_number("low"),
        high=node.optional_number("high"),
        grade=node.text("grade", TOKEN, default=""),
        vetoed=bool(node.raw("vetoed", bool)) if node.has("vetoed") else False,
        veto_open=node.count("veto_open", default=0),
    )


def _finding(node: Node, anchors: set[str]) -> Finding:
    rule = node.text("rule", TOKEN)
    clause = node.text("clause", TOKEN)
    unread = tuple(_unread(child) for child in node.children("unread", optional=True))
    pairs = read_pairs(node)
    return Finding(
        rule=rule,
        anchor=anchor("rule", rule, anchors),
        clause=clause,
        ruleset=(clause if "/" in clause else rule).partition("/")[0],
        indicator=node.text("indicator", TOKEN, default=""),
        check=node.text("check", TOKEN, default=""),
        title=node.text("title", TITLE, default=""),
        verdict=node.text("verdict", TOKEN),
        points=node.number("points"),
        max_points=node.number("max_points"),
        share=node.optional_number("share"),
        reason=node.prose("reason", default=""),
        fix=node.prose("fix", default=""),
        observable=node.text("observable", TOKEN, default=""),
        veto=node.has("veto"),
        evidence=tuple(read_evidence(child) for child in node.children("evidence", optional=True)),
        traces=tuple(read_evidence(child) for child in node.children("traces", optional=True)),
        searched=_searched(node.optional_child("searched")),
        unread=unread,
        unread_count=node.count("unread_count", default=len(unread)),
        basis=tuple(read_basis(child) for child in node.children("basis", optional=True)),
        review=read_review(node),
        pairs=pairs,
        pair_count=node.count("pair_count", default=len(pairs)),
        pair_heads=read_heads(node),
    )


def read_evidence(node: Node) -> Evidence:
    """One piece of evidence. Raises ReportError for a value of the wrong type."""
    return Evidence(
        address=node.address(),
        quote=node.prose("quote", QUOTE, default=""),
        fetched_at=node.text("fetched_at", TOKEN, default=""),
        sha256=node.text("sha256", TOKEN, default=""),
        archive=node.text("archive", _ARCHIVE, default=""),
        note=node.prose("note", QUOTE, default=""),
    )


def _searched(node: Node | None) -> Searched | None:
    if node is None:
        return None
    return Searched(
        columns=node.texts("columns"),
        documents=node.count("documents", default=0),
        first=node.text("from", TOKEN, default=""),
        last=node.text("to", TOKEN, default=""),
    )


def _unread(node: Node) -> Unread:
    return Unread(
        address=node.address(),
        outcome=node.text("outcome", TOKEN, default=""),
        detail=node.text("detail", QUOTE, default=""),
        anchor=node.text("anchor", TITLE, default=""),
    )

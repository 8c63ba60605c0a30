"""What became of the findings of an earlier audit (复查): recheck.html and recheck.xlsx, from recheck.json alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports.errors import ReportError
from reports.hostile import clean, cut, line
from reports.node import NAME, TITLE, TOKEN, Node
from reports.reading import read_evidence
from reports.rechecked import Asked, Look, Recheck, RecheckedFinding, RecheckedSite
from reports.wording import MENDED

FORMAT = 1
_WRITTEN = 2_000


def read_recheck(document: Mapping[str, Any]) -> Recheck:
    """The report's model of recheck.json. Raises ReportError where it is unfit, naming the place."""
    top = Node(document, "recheck.json")
    if top.raw("format", int) != FORMAT:
        raise ReportError(
            "recheck.json 的 format 不是 1：请用同一版本的 zwgk 重新运行 zwgk recheck。"
        )
    return Recheck(
        as_of=top.text("as_of", TOKEN),
        earlier=top.child("earlier").text("as_of", TOKEN),
        version=top.child("tool").text("version", TOKEN),
        changed=tuple(
            node.text("title", TITLE)
            for node in top.children("rulesets", optional=True)
            if node.has("changed")
        ),
        sites=tuple(_site(node) for node in top.children("sites")),
    )


def _site(node: Node) -> RecheckedSite:
    crawl = node.child("crawl")
    return RecheckedSite(
        id=node.text("id", TOKEN),
        name=node.text("name", NAME),
        address=node.address(),
        state=crawl.text("state", TOKEN),
        started=crawl.text("started", TOKEN),
        finished=crawl.text("finished", TOKEN),
        asked=crawl.count("asked"),
        findings=tuple(_finding(child) for child in node.children("findings")),
    )


def _finding(node: Node) -> RecheckedFinding:
    outcome = node.text("outcome", TOKEN)
    written = node.optional_child("written")
    return RecheckedFinding(
        rule=node.text("rule", TOKEN),
        clause=node.text("clause", TOKEN),
        title=node.text("title", TITLE, default=""),
        outcome=outcome,
        word=MENDED.get(outcome, outcome),
        why=node.prose("why"),
        before=_look(node.child("before")),
        after=_look(node.child("after")),
        asked=tuple(
            Asked(
                address=child.address(),
                outcome=child.text("outcome", TOKEN),
                word=child.text("word", TOKEN),
                fetched_at=child.text("fetched_at", TOKEN, default=""),
                sha256=child.text("sha256", TOKEN, default=""),
            )
            for child in node.children("asked")
        ),
        asked_count=node.count("asked_count"),
        written=(
            {
                line(str(name)): cut(clean(str(text)), _WRITTEN)
                for name, text in written.data.items()
            }
            if written
            else {}
        ),
    )


def _look(node: Node) -> Look:
    return Look(
        verdict=node.text("verdict", TOKEN),
        points=node.number("points"),
        max_points=node.number("max_points"),
        reason=node.prose("reason", default=""),
        evidence=tuple(read_evidence(child) for child in node.children("evidence", optional=True)),
    )


def render_recheck(document: Mapping[str, Any], out: Path) -> tuple[Path, Path]:
    """Write recheck.html and recheck.xlsx with the style that the page needs into `out`; returns both.

    Raises ReportError where the document is unfit or the folder cannot be written.
    """
    from reports.office.recheck_book import recheck_workbook
    from reports.render import page_of, style_file, write_part

    report = read_recheck(document)
    name, style = style_file()
    write_part(out, name, style)
    book = write_part(out, "recheck.xlsx", recheck_workbook(report))
    page = write_part(out, "recheck.html", page_of("recheck.html.j2", report=report, root=""))
    return page, book

"""Reads a site's `crawl` of a results document into the report's model."""

from __future__ import annotations

from reports.crawling.model import (
    ChangedPage,
    ChangedPages,
    Changes,
    ColumnReading,
    Crawl,
    DocumentCounts,
    Example,
    OutcomeCount,
    Problem,
)
from reports.hostile import cut, line
from reports.node import QUOTE, TITLE, TOKEN, Node
from reports.wording import ADVICE, OUTCOMES


def read_crawl(node: Node) -> Crawl:
    """How the crawl went. Of a document without the crawl report, what its `fetches` say."""
    fetches = _counted(node.child("fetches"))
    settings = node.optional_child("settings")
    states = node.optional_child("column_states")
    left_out = node.optional_child("problems_left_out")
    return Crawl(
        state=node.text("state", TOKEN),
        started=node.text("started", TOKEN, default=""),
        finished=node.text("finished", TOKEN, default=""),
        since=node.text("since", TOKEN, default=""),
        pages=node.count("pages"),
        fetches=fetches,
        notes=node.texts("notes", QUOTE),
        settings=tuple(
            (cut(line(name), TOKEN), _setting(value)) for name, value in settings.data.items()
        )
        if settings
        else (),
        outcomes=tuple(_outcome(child) for child in node.children("outcomes"))
        if node.has("outcomes")
        else tuple(_bare_outcome(code, count) for code, count in fetches.items()),
        documents=_documents(node.optional_child("documents")),
        column_states=_counted(states) if states else {},
        columns=tuple(_column(child) for child in node.children("columns", optional=True)),
        problems=tuple(_problem(child) for child in node.children("problems", optional=True)),
        left_out=_left_out(left_out) if left_out else {},
        changes=_changes(node.optional_child("changes")),
    )


def _counted(node: Node) -> dict[str, int]:
    return {cut(line(code), TOKEN): node.count(code) for code in node.data}


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return cut("、".join(line(str(item)) for item in value), TITLE)
    return cut(line(str(value)), TITLE)


def _outcome(node: Node) -> OutcomeCount:
    code = node.text("outcome", TOKEN)
    return OutcomeCount(
        code=code,
        count=node.count("count"),
        roles=_counted(node.child("roles")),
        meaning=node.text("meaning", TITLE, default=OUTCOMES.get(code, code)),
        advice=node.text("advice", QUOTE, default=ADVICE.get(code, "")),
    )


def _bare_outcome(code: str, count: int) -> OutcomeCount:
    return OutcomeCount(code, count, {}, OUTCOMES.get(code, code), ADVICE.get(code, ""))


def _documents(node: Node | None) -> DocumentCounts | None:
    if node is None:
        return None
    failed = node.optional_child("failed")
    files_failed = node.optional_child("files_failed")
    return DocumentCounts(
        read=node.count("read"),
        textless=node.count("textless", default=0),
        outside=node.count("outside", default=0),
        not_asked=node.count("not_asked", default=0),
        failed=_counted(failed) if failed else {},
        files=node.count("files", default=0),
        files_failed=_counted(files_failed) if files_failed else {},
    )


def _column(node: Node) -> ColumnReading:
    return ColumnReading(
        name=node.text("name", TOKEN),
        path=node.text("path", QUOTE),
        depth=node.count("depth"),
        address=node.address(),
        state=node.text("state", TOKEN),
        outcome=node.text("outcome", TOKEN, default=""),
        detail=node.text("detail", QUOTE, default=""),
        family=node.text("family", TOKEN, default=""),
        rows=node.count("rows") if node.has("rows") else None,
        stated=node.count("stated") if node.has("stated") else None,
        shortfall=node.count("shortfall", default=0),
        incomplete=node.text("incomplete", QUOTE, default=""),
        documents=_documents(node.optional_child("documents")),
        newest=node.text("newest", TOKEN, default=""),
    )


def _problem(node: Node) -> Problem:
    return Problem(
        outcome=node.text("outcome", TOKEN),
        column=node.text("column", QUOTE, default=""),
        address=node.address("column_url"),
        count=node.count("count"),
        roles=_counted(node.child("roles")),
        examples=tuple(
            Example(
                address=child.address(),
                role=child.text("role", TOKEN, default=""),
                anchor=child.text("anchor", TITLE, default=""),
                detail=child.text("detail", QUOTE, default=""),
            )
            for child in node.children("examples")
        ),
    )


def _left_out(node: Node) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for code in node.data:
        child = node.child(code)
        found[cut(line(code), TOKEN)] = (child.count("groups"), child.count("requests"))
    return found


def _changes(node: Node | None) -> Changes | None:
    if node is None:
        return None
    return Changes(
        since=node.text("since", TOKEN),
        finished=node.text("finished", TOKEN, default=""),
        unchanged=node.count("unchanged"),
        uncompared=node.count("uncompared", default=0),
        new=_changed_pages(node.child("new")),
        changed=_changed_pages(node.child("changed")),
        gone=_changed_pages(node.child("gone")),
    )


def _changed_pages(node: Node) -> ChangedPages:
    return ChangedPages(
        count=node.count("count"),
        pages=tuple(
            ChangedPage(
                address=child.address(),
                title=child.text("title", TITLE, default=""),
                day=child.text("day", TOKEN, default=""),
                how=child.text("how", TOKEN, default=""),
            )
            for child in node.children("examples")
        ),
    )

"""Whole sites in a few lines, for cases of rules and tests of judgements.

site(
    columns=[column("政府信息公开", children=[column("政策文件"), column("政策解读")])],
    documents=[doc("关于印发方案的通知", "2023-05-06", "政策文件", number="博政发〔2023〕8号")],
    unread=[lost("timeout", anchor="政务公开")],
)

Addresses follow from names, so a case can name them: `address("政策文件")`. Parents, children, paths, lists of
documents and the homepage's links are made to agree. A column that a document names and nobody gave is added at the
top level.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.casebook.pages import HOME, Tree, column, day, home, name_at
from crawler.snapshot.facts import (
    Column,
    Document,
    Fetch,
    Homepage,
    Link,
    ListRow,
    Outcome,
    SiteSnapshot,
)
from crawler.snapshot.names import normalise_name


def site(
    columns: Sequence[Tree] = (),
    documents: Sequence[Document] = (),
    homepage: Homepage | None = None,
    unread: Sequence[Fetch] = (),
    *,
    fetches: Sequence[Fetch] = (),
    state: str = "",
    name: str = "博山区人民政府",
    level: str = "county",
    kind: str = "government",
    since: str | date | None = "2022-01-01",
) -> SiteSnapshot:
    """A site whose tree, lists, fetches and homepage agree.

    Without a `homepage` one is made that was read and links to every column that is `on_homepage`.
    A homepage given without any link gets those links too. `fetches` are further requests (dead
    links, say). `state` defaults to "partial" when anything is unread, else "complete".
    """
    found: dict[str, Column] = {}
    for tree in columns:
        _plant(tree, None, (), found)
    for document in documents:
        for where in document.columns:
            if where not in found:
                _plant(column(name_at(where), url=where), None, (), found)
    by_url = {document.url: document for document in documents}
    for entry in found.values():
        listed = [document for document in documents if entry.url in document.columns]
        listed.sort(key=lambda d: d.published.day if d.published else date.min, reverse=True)
        entry.documents = listed
        if entry.rows_read < 0:
            entry.rows_read = len(listed)
        if entry.facts is not None and not entry.facts.rows:
            entry.facts.rows = [ListRow(d.url, d.row_title, d.row_day) for d in listed]
            entry.facts.is_list = bool(listed)
    page = homepage or home()
    linked = {normalise_name(link.text) for link in page.links}
    if page.fetch.outcome is Outcome.OK and not page.links:
        page.links = tuple(Link(c.url, c.name) for c in found.values() if c.on_homepage)
    for entry in found.values():
        entry.on_homepage = entry.on_homepage or normalise_name(entry.name) in linked
    asked = [page.fetch]
    asked += [entry.fetch for entry in found.values() if entry.fetch]
    asked += [document.fetch for document in documents if document.fetch]
    asked += [*unread, *fetches]
    lacking = any(not fetch.outcome.answered for fetch in asked)
    return SiteSnapshot(
        site_id="boshan",
        name=name,
        url=HOME,
        level=level,
        kind=kind,
        state=state or ("partial" if lacking else "complete"),
        started="2024-04-15T08:30:00+08:00",
        finished="2024-04-15T09:30:00+08:00",
        since=day(since),
        homepage=page,
        columns=found,
        documents=by_url,
        fetches=asked,
    )


def _plant(tree: Tree, parent: str | None, path: tuple[str, ...], found: dict[str, Column]) -> None:
    entry = tree.column
    entry.parent = parent
    entry.path = (*path, entry.name)
    entry.children = tuple(child.column.url for child in tree.children)
    found[entry.url] = entry
    for child in tree.children:
        _plant(child, entry.url, entry.path, found)

"""The site that a case describes, as a crawl would have recorded it.

Whatever the case does not mention is there and was read: the homepage, every column to the end of its list, every
document with its files. A column that a document or an unread request names, and that the case does not describe, is
added at the top level, or where its path says (政务公开 > 财政信息).
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.casebook.model import (
    Case,
    CaseColumn,
    CaseDocument,
    CaseFile,
    CaseHomepage,
    CaseLink,
    CaseSite,
    CaseUnread,
)
from checks.casebook.pages import (
    HOME,
    Tree,
    address,
    attach,
    column,
    dead,
    doc,
    fetched,
    home,
    linked_table,
)
from checks.casebook.snapshots import site
from crawler.snapshot.facts import (
    Document,
    Fetch,
    Homepage,
    Link,
    LinkedTable,
    ListRow,
    Outcome,
    SearchFact,
    SiteSnapshot,
)

_STEP = ">"
_VALIDITY = "有效性"
_QUERY = "政府信息公开"
_SEARCHED = {
    "works": (Outcome.OK, 8),
    "finds_nothing": (Outcome.OK, 0),
    "dead": (Outcome.NOT_FOUND, 0),
    "no_answer": (Outcome.TIMEOUT, 0),
    "untried": (None, 0),
}


def snapshot_of(case: Case, own: CaseSite) -> SiteSnapshot:
    """The snapshot of the case's site; `own` is the site of its file, which the case may replace."""
    return _Scene(case, case.site or own).snapshot()


class _Scene:
    """The parts of one site while they are put together: columns by path, addresses that are taken."""

    def __init__(self, case: Case, own: CaseSite) -> None:
        self.case = case
        self.own = own
        self.trees: list[Tree] = []
        self.by_path: dict[tuple[str, ...], Tree] = {}
        self.by_name: dict[str, Tree] = {}
        self.paths: dict[str, tuple[str, ...]] = {}
        self.taken: set[str] = set()
        self.gone: list[Fetch] = []

    def snapshot(self) -> SiteSnapshot:
        for each in self.case.columns:
            self._plant(each, ())
        documents = [self._document(each) for each in self.case.documents]
        counts: dict[str, int] = {}
        for document in documents:
            for url in document.columns:
                counts[url] = counts.get(url, 0) + 1
        for tree in self.by_path.values():
            tree.column.rows_read += counts.get(tree.column.url, 0)
        unread = [self._unread(each, at) for at, each in enumerate(self.case.unread)]
        self.gone += [dead(self._free(address(text)), anchor=text) for text in self.case.dead]
        return site(
            self.trees,
            documents,
            self._homepage(self.case.homepage),
            unread,
            fetches=self.gone,
            name=self.own.name,
            level=self.own.level,
            kind=self.own.kind,
            since=None,
        )

    def _plant(self, each: CaseColumn, above: tuple[str, ...]) -> Tree:
        path = (*above, each.name)
        url = each.url or self._free(address(each.name), "/".join(path))
        self.taken.add(url)
        tree = column(
            each.name,
            names=each.names,
            on_homepage=each.on_homepage,
            outcome=each.outcome if each.asked else None,
            text=each.text,
            placeholder=each.placeholder,
            links=self._links(each.links),
            headings=each.headings,
            tables=each.tables,
            attachments=[Link(address(name), name) for name in each.attachments],
            rows=each.rows,
            stated_total=each.stated_total,
            complete=each.complete,
            form_fields=each.form_fields,
            shown=each.shown,
            url=url,
        )
        self._add(tree, path)
        for child in each.children:
            self._plant(child, path)
        return tree

    def _add(self, tree: Tree, path: tuple[str, ...]) -> None:
        siblings = self.by_path[path[:-1]].children if len(path) > 1 else self.trees
        siblings.append(tree)
        self.by_path.setdefault(path, tree)
        self.paths[tree.column.url] = path
        self.by_name.setdefault(path[-1], tree)

    def _column(self, name: str) -> Tree:
        """The column of a name or path; what of the path is not there is added."""
        steps = [step for part in name.split(_STEP) if (step := part.strip())] or [name]
        tree = self.by_name.get(steps[0]) or self._plant(CaseColumn(name=steps[0]), ())
        for step in steps[1:]:
            path = (*self.paths[tree.column.url], step)
            tree = self.by_path.get(path) or self._plant(CaseColumn(name=step), path[:-1])
        return tree

    def _document(self, each: CaseDocument) -> Document:
        listing = [self._column(name).column.url for name in each.column]
        url = each.url or self._free(address(each.title))
        self.taken.add(url)
        metadata = dict(each.metadata)
        if each.validity:
            metadata[_VALIDITY] = each.validity
        document = doc(
            each.title,
            each.date,
            number=each.number,
            text=each.text,
            issued=each.issued,
            source=each.source,
            issuer=each.issuer,
            links=self._links(each.links),
            metadata=metadata,
            meta=each.meta,
            tables=[[[cell.text for cell in row] for row in table] for table in each.tables],
            headings=each.headings,
            placeholder=each.placeholder,
            read=each.read,
            outcome=each.outcome,
            row_title=each.row_title,
            row_day=each.row_date,
            is_article=each.article,
            url=url,
            column_urls=listing,
        )
        if document.facts is not None:
            document.facts.linked_tables = self._linked_tables(each)
        for file in each.attachments:
            self._attach(document, file)
        return document

    def _linked_tables(self, each: CaseDocument) -> list[LinkedTable]:
        return [
            linked_table(
                [
                    [self._links([cell])[0] if cell.to or cell.dead else cell.text for cell in row]
                    for row in table
                ]
            )
            for table in each.tables
            if any(cell.to or cell.dead for row in table for cell in row)
        ]

    def _attach(self, document: Document, file: CaseFile) -> None:
        attach(
            document,
            file.name,
            file.text,
            outcome=file.outcome,
            unread_part=file.unread_part,
            tables=file.tables,
            url=self._free(f"{HOME}files/{address(file.name).removeprefix(HOME)}"),
        )

    def _links(self, links: Iterable[CaseLink]) -> list[Link]:
        found = []
        for link in links:
            to = link.to or link.text
            url = to if to.startswith(("http://", "https://")) else self._address(to)
            found.append(Link(url, link.text))
            if link.dead:
                self.gone.append(dead(url, anchor=link.text))
        return found

    def _address(self, name: str) -> str:
        """The address of the column of that name; else the one that a document of that title has."""
        tree = self.by_name.get(name)
        return tree.column.url if tree else address(name)

    def _homepage(self, page: CaseHomepage) -> Homepage:
        links = self._links(page.links)
        shown = {link.text for link in links}
        links += [
            Link(tree.column.url, tree.column.name)
            for tree in self.by_path.values()
            if tree.column.on_homepage and tree.column.name not in shown
        ]
        return home(
            *links,
            dated=[ListRow(address(title), title, day) for day, title in page.dated],
            text=page.text,
            footer=page.footer,
            frames=page.frames,
            search=_search(page),
            title=page.title or self.own.name,
            meta=page.meta,
            outcome=page.outcome,
        )

    def _unread(self, each: CaseUnread, at: int) -> Fetch:
        tree = self._column(each.column) if each.column else None
        if tree is not None and each.role == "list":
            # A list whose further page was lost was not read to its end.
            tree.column.complete = False
        return fetched(
            self._free(address(f"{each.role}:{each.column}:{each.anchor}"), str(at)),
            each.fetch_role,
            each.outcome,
            anchor=each.anchor,
            found_on=tree.column.url if tree else HOME,
            column_url=tree.column.url if tree else "",
            row_day=each.date,
        )

    def _free(self, url: str, more: str = "") -> str:
        """The address, or one like it that nothing else of the site has."""
        free, count = url, 1
        if url in self.taken and more:
            free = url = address(more)
        while free in self.taken:
            count += 1
            free = f"{url}{count}/"
        self.taken.add(free)
        return free


def _search(page: CaseHomepage) -> SearchFact | None:
    if page.search == "none":
        return None
    outcome, hits = _SEARCHED[page.search]
    return SearchFact(f"{HOME}search", _QUERY if outcome else "", outcome, hits)

"""The parts of a site in a few lines: addresses, fetches, columns, documents and the homepage.

Addresses follow from names, so a case can name them: `address("政策文件")`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote, unquote

from crawler.snapshot.facts import (
    AttachedFile,
    CellLink,
    Column,
    DateFact,
    DateOrigin,
    Document,
    Fetch,
    Homepage,
    Link,
    LinkedTable,
    ListRow,
    Outcome,
    PageFacts,
    Role,
    SearchFact,
)

HOME = "http://www.boshan.example/"
FETCHED_AT = "2024-04-15T09:00:00+08:00"


def day(text: str | date | None) -> date | None:
    """A date from "2023-05-06"."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def address(name: str) -> str:
    """The address that the builders give a column or document of this name, column or document."""
    return f"{HOME}{quote(name, safe='', errors='surrogatepass')}/"


def name_at(url: str) -> str:
    """The name that an address was made from."""
    return unquote(url.removeprefix(HOME).removesuffix("/"), errors="surrogatepass")


def fetched(
    url: str,
    role: Role = Role.DOCUMENT,
    outcome: Outcome | str = Outcome.OK,
    *,
    anchor: str = "",
    found_on: str = HOME,
    column: str = "",
    column_url: str = "",
    row_day: str | date | None = None,
    detail: str = "",
) -> Fetch:
    """A fetch with every field of the proof filled in when it was answered. The column is told by its name, or by its
    address.
    """
    result = Outcome(outcome)
    answered = result.answered
    statuses = {Outcome.OK: 200, Outcome.NOT_FOUND: 404, Outcome.HTTP_ERROR: 500}
    return Fetch(
        url=url,
        outcome=result,
        role=role,
        status=statuses.get(result),
        detail=detail,
        final_url=url if answered else "",
        fetched_at=FETCHED_AT if result is not Outcome.OUT_OF_BUDGET else "",
        sha256=hashlib.sha256(url.encode("utf-8")).hexdigest() if answered else "",
        archive="boshan.warc.gz#1024" if answered else "",
        anchor=anchor,
        found_on=found_on,
        column_url=column_url or (address(column) if column else ""),
        row_day=day(row_day),
    )


def lost(
    outcome: Outcome | str = Outcome.TIMEOUT,
    *,
    anchor: str = "",
    role: Role | str = Role.COLUMN,
    column: str = "",
    url: str = "",
    row_day: str | date | None = None,
) -> Fetch:
    """An unread fetch: a column's page by default. `column` names the column whose list or document
    it is.
    """
    where = url or address(f"{role}:{column}:{anchor}")
    return fetched(where, Role(role), outcome, anchor=anchor, column=column, row_day=row_day)


def dead(url: str, *, anchor: str = "", found_on: str = HOME) -> Fetch:
    """An internal link whose target answered that it does not exist."""
    return fetched(url, Role.DOCUMENT, Outcome.NOT_FOUND, anchor=anchor, found_on=found_on)


@dataclass
class Tree:
    """A column with the columns below it, as `site` takes it."""

    column: Column
    children: list[Tree] = field(default_factory=list)


def column(
    name: str,
    *,
    names: Iterable[str] = (),
    children: Sequence[Tree] = (),
    on_homepage: bool = False,
    outcome: Outcome | str | None = Outcome.OK,
    text: str = "",
    placeholder: str = "",
    links: Sequence[Link] = (),
    headings: Sequence[str] = (),
    rows: int | None = None,
    stated_total: int | None = None,
    complete: bool = True,
    incomplete_reason: str = "",
    family: str = "",
    sampled: bool = False,
    detail: str = "",
    form_fields: int = 0,
    attachments: Sequence[Link] = (),
    tables: Sequence[Sequence[Sequence[str]]] = (),
    shown: str = "",
    facts: PageFacts | None = None,
    url: str = "",
) -> Tree:
    """A column. `outcome` None: its page was never asked for. `rows` defaults to the number of its documents. `shown`
    are the words of its page and forms beside its own text.
    """
    where = url or address(name)
    read = outcome is not None and Outcome(outcome) is Outcome.OK
    page = facts
    if page is None and read:
        page = PageFacts(
            url=where,
            title=name,
            text=text,
            headings=list(headings),
            links=list(links),
            attachments=list(attachments),
            tables=_tables(tables),
            form_fields=form_fields,
            placeholder=placeholder,
        )
    return Tree(
        Column(
            url=where,
            name=name,
            names=frozenset({name, *names}),
            on_homepage=on_homepage,
            fetch=None
            if outcome is None
            else fetched(where, Role.COLUMN, outcome, anchor=name, detail=detail),
            facts=page,
            links=tuple(links),
            text=text,
            placeholder=placeholder,
            rows_read=-1 if rows is None else rows,
            stated_total=stated_total,
            complete=complete,
            incomplete_reason=incomplete_reason,
            family=family,
            sampled=sampled,
            shown_of=(lambda: shown) if shown else None,
        ),
        list(children),
    )


def doc(
    title: str,
    published: str | date | None,
    column: str | Sequence[str] = (),
    *,
    number: str = "",
    text: str = "",
    issued: str | date | None = None,
    source: str = "",
    issuer: str = "",
    links: Sequence[tuple[str, str] | Link] = (),
    attachments: Sequence[tuple[str, str] | Link] = (),
    metadata: Mapping[str, str] | None = None,
    meta: Mapping[str, str] | None = None,
    tables: Sequence[Sequence[Sequence[str]]] = (),
    linked: Sequence[Sequence[str | Link]] = (),
    placeholder: str = "",
    headings: Sequence[str] = (),
    read: bool = True,
    outcome: Outcome | str = Outcome.OK,
    row_title: str = "",
    row_day: str | date | None = None,
    shown: bool = True,
    is_article: bool = True,
    url: str = "",
    column_urls: Sequence[str] | None = None,
) -> Document:
    """A document, listed under one column or several (by name, or by address in `column_urls`).

    `links` are links in its body, `linked` is a table whose cells hold texts or links. `row_day` is the day that its list
    shows, where that is another. `read` False: known from its list alone and never asked for; `outcome` other than ok:
    asked for in vain. `published` None: undated. `shown` False: the day stands in the list only, not on the page.
    """
    where = url or address(title)
    names = (column,) if isinstance(column, str) else tuple(column)
    listing = tuple(map(address, names)) if column_urls is None else tuple(column_urls)
    on = day(published)
    made = day(issued)
    was_read = read and Outcome(outcome) is Outcome.OK
    facts = None
    if was_read:
        facts = PageFacts(
            url=where,
            title=title,
            text=text,
            published=DateFact(on, DateOrigin.SHOWN, f"发布日期：{on}") if on and shown else None,
            issued=DateFact(made, DateOrigin.TABLE, f"成文日期：{made}") if made else None,
            document_number=number,
            issuer=issuer,
            source=source,
            metadata=dict(metadata or {}),
            meta=dict(meta or {}),
            attachments=_links(attachments),
            body_links=_links(links),
            links=_links(links),
            headings=list(headings),
            tables=_tables(tables),
            linked_tables=[linked_table(linked)] if linked else [],
            placeholder=placeholder,
            is_article=is_article,
        )
    return Document(
        url=where,
        title=title,
        row_title=row_title or title,
        row_day=day(row_day) or on,
        columns=listing,
        fetch=fetched(
            where,
            Role.DOCUMENT,
            outcome,
            anchor=row_title or title,
            found_on=listing[0] if listing else HOME,
            column_url=listing[0] if listing else "",
            row_day=day(row_day) or on,
        )
        if read
        else None,
        facts=facts,
    )


def linked_table(rows: Sequence[Sequence[str | Link]]) -> LinkedTable:
    """A table of texts and links."""
    return LinkedTable(
        [[cell.text if isinstance(cell, Link) else cell for cell in row] for row in rows],
        [
            CellLink(number, column, cell)
            for number, row in enumerate(rows)
            for column, cell in enumerate(row)
            if isinstance(cell, Link)
        ],
    )


def attach(
    document: Document,
    name: str,
    text: str = "",
    *,
    outcome: Outcome | str = Outcome.OK,
    detail: str = "",
    unread_part: str = "",
    tables: Sequence[Sequence[Sequence[str]]] = (),
    linked: Sequence[Sequence[str | Link]] = (),
    links_read: bool = False,
    url: str = "http://www.a.gov.cn/files/1.pdf",
) -> Document:
    """The document with a file that the crawl asked for; read unless its `outcome` is another than ok. `linked` is a table
    whose cells hold texts or links, of a file whose links were read.
    """
    fetch = Fetch(
        url, Outcome(outcome), Role.ATTACHMENT, detail=detail, sha256="f" * 64, anchor=name
    )
    facts = None
    if fetch.outcome is Outcome.OK:
        facts = PageFacts(
            url,
            name,
            text,
            tables=_tables(tables),
            linked_tables=[linked_table(linked)] if linked else [],
            links_read=links_read or bool(linked),
            file="pdf",
            unread_part=unread_part,
        )
    document.files.append(AttachedFile(url, name, fetch, facts, lambda: text))
    assert document.facts is not None
    document.facts.attachments.append(Link(url, name))
    return document


def _tables(tables: Sequence[Sequence[Sequence[str]]]) -> list[list[list[str]]]:
    return [[list(row) for row in table] for table in tables]


def _links(pairs: Iterable[tuple[str, str] | Link]) -> list[Link]:
    return [pair if isinstance(pair, Link) else Link(pair[0], pair[1]) for pair in pairs]


def home(
    *links: str | Link,
    dated: Sequence[tuple[str | date | None, str] | ListRow] = (),
    text: str = "",
    footer: str = "",
    frames: Sequence[str] = (),
    search: SearchFact | None = None,
    title: str = "博山区人民政府",
    meta: Mapping[str, str] | None = None,
    outcome: Outcome | str = Outcome.OK,
) -> Homepage:
    """A homepage. Links are texts (addresses follow from them) or whole links; `dated` are (day,
    title).
    """
    return Homepage(
        url=HOME,
        fetch=fetched(HOME, Role.HOME, outcome, found_on=""),
        title=title,
        text=text,
        footer=footer,
        links=tuple(Link(address(link), link) if isinstance(link, str) else link for link in links),
        dated=tuple(
            item if isinstance(item, ListRow) else ListRow(address(item[1]), item[1], day(item[0]))
            for item in dated
        ),
        frames=tuple(frames),
        meta=dict(meta or {}),
        search=search,
    )

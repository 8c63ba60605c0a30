"""Reading a snapshot: the rows of a crawl become a `SiteSnapshot` with its tree of columns.

The tree is worked out here, from what the pages say, and not while crawling: a better way to read it needs no new crawl.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, select

from crawler.extract.related import is_attachment
from crawler.frontier import address
from crawler.snapshot.changes import changes_since
from crawler.snapshot.facts import (
    AttachedFile,
    Document,
    Fetch,
    Homepage,
    ListRow,
    Outcome,
    Role,
    SearchFact,
    SiteSnapshot,
)
from crawler.snapshot.packing import unpack_facts
from crawler.snapshot.read_page import ReadPage
from crawler.snapshot.schema import CRAWL, FETCH, PAGE, PAGE_OF_FETCH
from crawler.snapshot.settled_links import settle_links
from crawler.snapshot.tree import build_columns
from crawler.snapshot.uncollected import uncollected

_NO_LISTS = (Role.DOCUMENT, Role.SEARCH, Role.HOME, Role.ATTACHMENT)
_CHUNK = 64
_CHARACTERS_KEPT = 30_000_000  # some 60 MB of Chinese text


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """One crawl in the store: which site, for which days, and how it ended."""

    id: int
    site_id: str
    state: str
    since: str
    until: str
    started: str
    finished: str


def list_crawls(engine: Engine) -> list[CrawlSummary]:
    """Every crawl in the store, oldest first."""
    with engine.connect() as connection:
        return [
            CrawlSummary(
                row.id,
                row.site_id,
                row.state,
                str(row.since),
                str(row.until),
                row.started,
                row.finished,
            )
            for row in connection.execute(select(CRAWL).order_by(CRAWL.c.id))
        ]


@uncollected()
def read_site(engine: Engine, crawl_id: int) -> SiteSnapshot:
    """The snapshot of one crawl. Raises LookupError when the store has no such crawl."""
    with engine.connect() as connection:
        crawl = connection.execute(select(CRAWL).where(CRAWL.c.id == crawl_id)).first()
        if crawl is None:
            raise LookupError(f"抓取结果里没有第 {crawl_id} 次抓取")
        pages = _read_pages(connection, engine, crawl_id)
        changes = changes_since(connection, crawl)
    site = SiteSnapshot(
        site_id=crawl.site_id,
        name=crawl.name,
        url=crawl.url,
        level=crawl.level,
        kind=crawl.kind,
        state=crawl.state,
        started=crawl.started,
        finished=crawl.finished,
        since=crawl.since,
        notes=json.loads(crawl.notes),
        settings=json.loads(crawl.settings),
        changes=changes,
    )
    _know_files(pages)
    site.fetches = [page.fetch for page in pages]
    site.homepage = _homepage(pages)
    aliases = _aliases(pages)
    site.documents = _documents(pages, aliases)
    settle_links(pages, site.documents, aliases)
    _add_files(site.documents, pages, aliases)
    site.columns = build_columns(pages, site.documents, site.homepage, aliases)
    return site


_PAGE_COLUMNS = tuple(
    PAGE.c[name]
    for name in (
        "crawl_id", "seq", "family", "title", "document_number", "issuer", "source", "stated_total", "facts",
    )
)  # fmt: skip
_FETCH_COLUMNS = tuple(
    FETCH.c[name]
    for name in (
        "url", "outcome", "role", "status", "detail", "final_url", "fetched_at", "sha256", "archive", "anchor",
        "found_on", "column_url", "row_day",
    )
)  # fmt: skip
_PLACE_COLUMNS = tuple(
    FETCH.c[name] for name in ("seq", "depth", "page_no", "sampled", "feed", "list_end", "form")
)
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_ROLES = {role.value: role for role in Role}


def _read_pages(connection: Connection, engine: Engine, crawl_id: int) -> list[ReadPage]:
    texts = _Texts(engine)
    read = (
        select(FETCH.c.seq, *_PAGE_COLUMNS)
        .join(PAGE, PAGE_OF_FETCH)
        .where(FETCH.c.crawl_id == crawl_id)
    )
    facts = {asked: row for asked, *row in connection.execute(read)}
    pages: list[ReadPage] = []
    asked = (
        select(*_PLACE_COLUMNS, *_FETCH_COLUMNS)
        .where(FETCH.c.crawl_id == crawl_id)
        .order_by(FETCH.c.seq)
    )
    for seq, depth, page_no, sampled, feed, list_end, form, *row in connection.execute(asked):
        url, outcome, role, *rest = row
        fetch = Fetch(
            url,
            # What a crawl still has to ask for is unread as well, should it be judged before it ends.
            _OUTCOMES[outcome] if outcome else Outcome.OUT_OF_BUDGET,
            _ROLES[role],
            *rest,
        )
        page = ReadPage(fetch, depth, page_no, sampled, bool(feed), list_end=list_end, form=form)
        if seq in facts:
            own_crawl, own_seq, family, title, number, issuer, source, total, packed = facts[seq]
            page.facts = unpack_facts(
                packed, title=title, document_number=number, issuer=issuer, source=source
            )
            page.family, page.stated_total = family, total
            page.text_of = texts.loader(own_crawl, own_seq)
            page.next_of = partial(_next_of, engine, own_crawl, own_seq)
        pages.append(page)
    return pages


def _next_of(engine: Engine, crawl_id: int, seq: int) -> tuple[str, str]:
    """Where the list of a page goes on: address and form, "" for nowhere."""
    from crawler.snapshot.onward import unpack_onward

    query = select(PAGE.c.onward).where(PAGE.c.crawl_id == crawl_id, PAGE.c.seq == seq)
    with engine.connect() as connection:
        listing = unpack_onward(connection.execute(query).scalar() or "").listing
    return (listing.next_url, listing.next_form) if listing else ("", "")


class _Texts:
    """Body texts, loaded on demand, a run of neighbours at a time; those used last are kept, up to a limit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._chunks: OrderedDict[tuple[int, int], dict[int, str]] = OrderedDict()
        self._kept = 0

    def loader(self, crawl_id: int, seq: int) -> Callable[[], str]:
        """A function that gives the text of one page."""
        return lambda: self._text(crawl_id, seq)

    def _text(self, crawl_id: int, seq: int) -> str:
        number = (crawl_id, seq // _CHUNK)
        chunk = self._chunks.get(number)
        if chunk is None:
            first = number[1] * _CHUNK
            query = select(PAGE.c.seq, PAGE.c.text).where(
                PAGE.c.crawl_id == crawl_id, PAGE.c.seq >= first, PAGE.c.seq < first + _CHUNK
            )
            with self._engine.connect() as connection:
                chunk = {row.seq: row.text for row in connection.execute(query).all()}
            self._chunks[number] = chunk
            self._kept += sum(map(len, chunk.values()))
            while self._kept > _CHARACTERS_KEPT and len(self._chunks) > 1:
                _, dropped = self._chunks.popitem(last=False)
                self._kept -= sum(map(len, dropped.values()))
        else:
            self._chunks.move_to_end(number)
        return chunk.get(seq, "")


def _aliases(pages: list[ReadPage]) -> dict[str, str]:
    """Address of every redirected request -> URL where it ended."""
    return {
        address(page.fetch.url): page.fetch.final_url
        for page in pages
        if page.fetch.final_url and page.facts is None and page.fetch.outcome is Outcome.OK
    }


def _homepage(pages: list[ReadPage]) -> Homepage | None:
    home = [page for page in pages if page.fetch.role is Role.HOME and not page.fetch.found_on]
    if not home:
        return None
    parts = [page for page in pages if page.fetch.role is Role.HOME and page.fetch.found_on]
    page = next((page for page in home if page.facts), home[-1])
    facts = page.facts
    if facts is None:
        return Homepage(page.fetch.url, page.fetch)
    extra = facts.home
    shown = [part for part in parts if part.facts]
    written = "\n".join(part.text_of() for part in shown if part.text_of)
    read = {part.fetch.url for part in parts if part.fetch.outcome.answered}
    unread = [part.fetch.url for part in parts if not part.fetch.outcome.answered]
    frames = [frame for frame in extra.get("frames", ()) if frame not in read]
    everything = [facts, *(part.facts for part in shown if part.facts)]
    return Homepage(
        url=page.fetch.final_url or page.fetch.url,
        fetch=page.fetch,
        title=facts.title,
        text="\n".join(filter(None, (page.text_of() if page.text_of else "", written))),
        footer="\n".join(filter(None, (str(extra.get("footer", "")), written))),
        links=tuple(link for each in everything for link in each.links),
        dated=tuple(row for each in everything for row in each.rows if row.day),
        frames=tuple(dict.fromkeys((*frames, *unread))),
        fields=tuple(map(str, extra.get("fields", ()))),
        meta=facts.meta,
        search=next(
            (
                found
                for each in (page, *shown)
                if each.facts and (found := _search(each, pages, each.facts.home))
            ),
            None,
        ),
    )


def _search(home: ReadPage, pages: list[ReadPage], extra: dict[str, Any]) -> SearchFact | None:
    form = extra.get("search")
    if not form:
        return None
    tried = next((page for page in pages if page.fetch.role is Role.SEARCH), None)
    if tried is None:
        return SearchFact(form["action"], form["query"], None, 0, form["detail"], home.fetch)
    hits = 0
    if tried.facts is not None:
        query = form["query"]
        hits = sum(1 for link in tried.facts.links if query in link.text)
        hits += sum(1 for row in tried.facts.rows if query in row.title)
        if not hits and tried.text_of:
            hits = tried.text_of().count(query) > 1
    return SearchFact(
        form["action"],
        form["query"],
        tried.fetch.outcome,
        int(hits),
        tried.fetch.detail,
        tried.fetch,
    )


def _documents(pages: list[ReadPage], aliases: dict[str, str]) -> dict[str, Document]:
    """Documents by URL: those of list rows, and those whose own page was asked for."""
    documents: dict[str, Document] = {}
    by_address: dict[str, str] = {}

    def at(url: str, title: str) -> Document:
        url = aliases.get(address(url), url)
        known = by_address.setdefault(address(url), url)
        document = documents.get(known)
        if document is None:
            document = documents[known] = Document(known, title)
        return document

    for page in pages:
        if page.facts is None or page.fetch.role in _NO_LISTS:
            continue
        for row in page.facts.rows:
            _add_row(at(row.url, row.title), row)
    for page in pages:
        fetch = page.fetch
        reads_as_document = fetch.role is Role.DOCUMENT and not (
            page.facts and is_column_page(page)
        )
        own_text = (
            fetch.role in (Role.COLUMN, Role.FRAME)
            and page.facts is not None
            and page.facts.is_article
        )
        if not (reads_as_document or own_text) or address(fetch.url) in aliases:
            continue
        document = at(page.place, fetch.anchor)
        if page.is_feed and document.facts is not None:
            continue
        document.fetch = document.fetch if document.fetch and document.facts else fetch
        document.row_title = document.row_title or fetch.anchor
        document.row_day = document.row_day or fetch.row_day
        if page.facts is not None:
            document.facts = page.facts
            document.text_of = page.text_of
            document.title = page.facts.title or document.title
    return documents


def _know_files(pages: list[ReadPage]) -> None:
    """Call the files that an article links to its attachments.

    Where an undated link of a list was taken for a column until its page turned out an article, its files were asked for
    as documents.
    """
    articles = {
        address(page.place)
        for page in pages
        if page.facts is not None and page.facts.is_article and not page.facts.is_list
    }
    for page in pages:
        fetch = page.fetch
        asked_for = fetch.role is Role.DOCUMENT and not fetch.column_url
        if asked_for and is_attachment(fetch.url) and address(fetch.found_on) in articles:
            page.fetch = replace(fetch, role=Role.ATTACHMENT)


def _add_files(
    documents: dict[str, Document], pages: list[ReadPage], aliases: dict[str, str]
) -> None:
    """Give documents the files that were asked for because of them."""
    by_address = {address(document.url): document for document in documents.values()}
    files = [page for page in pages if page.fetch.role is Role.ATTACHMENT]
    ends = {address(page.fetch.url): page for page in files if page.facts is not None}
    moved_to: set[str] = set()
    for page in files:
        fetch = page.fetch
        if address(fetch.url) in moved_to:
            continue
        read = page
        if page.facts is None and (target := aliases.get(address(fetch.url))):
            moved_to.add(address(target))
            read = ends.get(address(target), page)
        above = aliases.get(address(fetch.found_on), fetch.found_on)
        if document := by_address.get(address(above)):
            document.files.append(
                AttachedFile(fetch.url, fetch.anchor, read.fetch, read.facts, read.text_of)
            )


def _add_row(document: Document, row: ListRow) -> None:
    if not document.row_title:
        document.row_title = row.title
        document.title = document.title or row.title
    document.row_day = document.row_day or row.day


def is_column_page(page: ReadPage) -> bool:
    """Whether a page that was asked for as a document turned out to be a column's list."""
    facts = page.facts
    return facts is not None and facts.is_list and not facts.is_article

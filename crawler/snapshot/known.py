"""What the last audit of a site left behind: pages that need not be sent, read or stored again while they are the same."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, func, select

from crawler.frontier import Entry, key_of
from crawler.snapshot.facts import Outcome, PageFacts, Role
from crawler.snapshot.onward import Onward, unpack_onward
from crawler.snapshot.packing import unpack_facts
from crawler.snapshot.schema import CRAWL, EXTRACTION, FETCH, PAGE, PAGE_OF_FETCH

_CHUNK = 64
_CHUNKS_KEPT = 24


@dataclass(frozen=True, slots=True)
class KnownPage:
    """One page as it was last read.

    `crawl_id` and `seq` are where its facts lie (0, 0 for a file without text), `digest` is of those facts. `etag` and
    `modified` are the validators that its server gave, "" where it gave none. `is_current` says that the facts were read
    by the present reading of pages, and so may stand for the page again.
    """

    crawl_id: int
    seq: int
    role: Role
    outcome: Outcome
    detail: str
    etag: str
    modified: str
    sha256: str
    archive: str
    size: int
    digest: str
    is_current: bool

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed; none where its server gave nothing to ask by."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class KnownPages:
    """The pages of a site's newest finished crawl before this one, by address; one that failed read nothing to know."""

    def __init__(self, engine: Engine, site_id: str, before: int) -> None:
        self._engine = engine
        self._pages: dict[int, KnownPage] = {}
        self._chunks: OrderedDict[tuple[int, int], dict[int, Row[Any]]] = OrderedDict()
        with engine.connect() as connection:
            self.previous: int | None = connection.execute(
                select(func.max(CRAWL.c.id)).where(
                    CRAWL.c.site_id == site_id,
                    CRAWL.c.id < before,
                    CRAWL.c.state.in_(("complete", "partial")),
                )
            ).scalar()
            if self.previous is None:
                return
            extraction = connection.execute(
                select(CRAWL.c.extraction).where(CRAWL.c.id == self.previous)
            ).scalar_one()
            is_current = extraction == EXTRACTION
            kept = (Outcome.OK.value, Outcome.NO_TEXT.value)
            rows = connection.execute(
                select(FETCH, PAGE.c.digest)
                .outerjoin(PAGE, PAGE_OF_FETCH)
                .where(FETCH.c.crawl_id == self.previous, FETCH.c.outcome.in_(kept))
            )
            for row in rows:
                if row.digest is None and row.outcome != Outcome.NO_TEXT.value:
                    continue
                self._pages[key_of(row.url, row.form)] = KnownPage(
                    crawl_id=row.page_crawl or 0,
                    seq=row.page_seq or 0,
                    role=Role(row.role),
                    outcome=Outcome(row.outcome),
                    detail=row.detail,
                    etag=row.etag,
                    modified=row.modified,
                    sha256=row.sha256,
                    archive=row.archive,
                    size=row.size,
                    digest=row.digest or "",
                    is_current=is_current,
                )

    def __len__(self) -> int:
        return len(self._pages)

    def of(self, entry: Entry) -> KnownPage | None:
        """The page that was read at this request the last time; None when there was none."""
        return self._pages.get(key_of(entry.url, entry.form)) if self._pages else None

    def forget(self, entry: Entry) -> None:
        """Take the page for unknown: what was kept of it is lost."""
        self._pages.pop(key_of(entry.url, entry.form), None)

    def record(self, known: KnownPage) -> tuple[PageFacts, Onward] | None:
        """The facts of a known page, its text aside, and where it leads; None for a file without text."""
        if not known.seq:
            return None
        number = (known.crawl_id, known.seq // _CHUNK)
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = self._chunks[number] = self._load(*number)
            while len(self._chunks) > _CHUNKS_KEPT:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(number)
        row = chunk[known.seq]
        facts = unpack_facts(
            row.facts,
            title=row.title,
            document_number=row.document_number,
            issuer=row.issuer,
            source=row.source,
        )
        onward = unpack_onward(row.onward)
        if onward.listing is not None:
            onward.listing.rows = facts.rows
        return facts, onward

    def _load(self, crawl_id: int, number: int) -> dict[int, Row[Any]]:
        first = number * _CHUNK
        columns = [column for column in PAGE.c if column.name not in ("crawl_id", "text")]
        query = select(*columns).where(
            PAGE.c.crawl_id == crawl_id, PAGE.c.seq >= first, PAGE.c.seq < first + _CHUNK
        )
        with self._engine.connect() as connection:
            return {row.seq: row for row in connection.execute(query).all()}

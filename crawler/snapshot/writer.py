"""Writing a snapshot while a crawl runs: one thread takes what the spider hands over and stores it.

A page, its facts and the requests that it led to are one transaction, after its bytes lie in the archive: a crawl that is
killed finds either all of a page or nothing of it. The thread is there because compression and SQLite release the
interpreter lock; what waits for it is bounded.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, bindparam, select, update

from crawler.answer import Rendering
from crawler.frontier import Entry
from crawler.snapshot.archive import ArchiveFile
from crawler.snapshot.crawl_row import entry_values
from crawler.snapshot.facts import Outcome, PageFacts
from crawler.snapshot.known import KnownPage
from crawler.snapshot.onward import Onward, pack_onward
from crawler.snapshot.packing import pack_facts, storable
from crawler.snapshot.schema import CRAWL, FETCH, PAGE, StoreError

# A file without text came whole: nothing more could be had from the site.
_NOTHING_LOST = {Outcome.OK.value, Outcome.NOT_FOUND.value, Outcome.NO_TEXT.value}
_BATCH = 64
_WAITING = 256
_WAITING_BYTES = 32 * 1024 * 1024  # of bodies; one alone may be larger


@dataclass(frozen=True, slots=True)
class Received:
    """One answered or failed request, ready to store.

    `utc` is the WARC date; `body` None when nothing came, or nothing worth keeping: `size` then says how many bytes did.
    """

    outcome: Outcome
    status: int | None = None
    detail: str = ""
    final_url: str = ""
    fetched_at: str = ""
    utc: str = ""
    sha256: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    size: int = 0
    etag: str = ""
    modified: str = ""
    rendering: Rendering | None = None


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What was read from a page: facts, and where it leads."""

    facts: PageFacts
    onward: Onward = field(default_factory=Onward)
    keep_links: bool = True


_FINISH = (
    update(FETCH)
    .where(FETCH.c.crawl_id == bindparam("b_crawl"), FETCH.c.seq == bindparam("b_seq"))
    .values(
        {
            name: bindparam(f"b_{name}")
            for name in (
                "outcome",
                "status",
                "detail",
                "final_url",
                "fetched_at",
                "sha256",
                "archive",
                "size",
                "rendered",
                "etag",
                "modified",
                "page_crawl",
                "page_seq",
                "list_end",
            )
        }
    )
)


@dataclass(frozen=True, slots=True)
class _Job:
    site_id: str
    crawl_id: int
    entry: Entry | None
    received: Received | None
    page: PageRecord | None
    found: Sequence[Entry]
    left_out: Sequence[Entry] = ()
    off_site: Sequence[Entry] = ()
    known: KnownPage | None = None
    list_end: str = ""
    close: bool = False
    finish: dict[str, Any] | None = None

    @property
    def size(self) -> int:
        """Bytes of the body that waits with it."""
        return len(self.received.body or b"") if self.received is not None else 0


class SnapshotWriter:
    """Stores pages in the background. Use as a context manager; `failure` holds the StoreError that stopped it, if any."""

    def __init__(self, engine: Engine, root: Path) -> None:
        self._engine = engine
        self.root = root
        self._queue: queue.Queue[_Job | None] = queue.Queue(_WAITING)
        self._archives: dict[int, ArchiveFile] = {}
        self._thread = threading.Thread(target=self._run, name="snapshot-writer", daemon=True)
        self._room = threading.Condition()
        self._bytes = 0
        self.failure: StoreError | None = None

    def __enter__(self) -> SnapshotWriter:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._queue.put(None)
        self._thread.join()
        for archive in self._archives.values():
            archive.close()

    def found(self, site_id: str, crawl_id: int, entries: Sequence[Entry]) -> None:
        """Store requests that no page led to: homepage and entry pages."""
        self._put(_Job(site_id, crawl_id, None, None, None, entries))

    def store(
        self,
        site_id: str,
        crawl_id: int,
        entry: Entry,
        received: Received,
        page: PageRecord | None,
        found: Sequence[Entry],
        off_site: Sequence[Entry] = (),
        known: KnownPage | None = None,
        list_end: str = "",
    ) -> None:
        """Store one request with what was read, the requests it led to and those left to other hosts.

        `list_end` says how the page's list went on: end, left_period, followed, sampled, unknown or "".
        `known` is the page as the last audit read it. Without a `page` it is the same still; with one,
        what was read is stored only where it differs.
        """
        self._put(
            _Job(site_id, crawl_id, entry, received, page, found, (), off_site, known, list_end)
        )

    def finish(
        self, site_id: str, crawl_id: int, left_out: Sequence[Entry], detail: str, **values: Any
    ) -> None:
        """End a crawl: what was left out becomes out_of_budget with `detail`, and the crawl's row gets `values`."""
        marked = Received(Outcome.OUT_OF_BUDGET, detail=detail)
        self._put(
            _Job(site_id, crawl_id, None, marked, None, (), left_out, close=True, finish=values)
        )

    def left(
        self, site_id: str, crawl_id: int, entries: Sequence[Entry], outcome: Outcome, detail: str
    ) -> None:
        """Mark requests that will not be made, with the outcome and the reason."""
        self._put(
            _Job(site_id, crawl_id, None, Received(outcome, detail=detail), None, (), entries)
        )

    def _put(self, job: _Job) -> None:
        size = job.size
        with self._room:
            while self.failure is None and self._bytes and self._bytes + size > _WAITING_BYTES:
                self._room.wait()
            if self.failure is not None:
                return
            self._bytes += size
        self._queue.put(job)

    def _run(self) -> None:
        ended = False
        while not ended:
            jobs: list[_Job] = []
            job = self._queue.get()
            while True:
                if job is None:
                    ended = True
                    break
                jobs.append(job)
                if len(jobs) >= _BATCH:
                    break
                try:
                    job = self._queue.get_nowait()
                except queue.Empty:
                    break
            if jobs and self.failure is None:
                try:
                    self._store(jobs)
                except (
                    Exception
                ) as error:  # a writer that died silently would leave the crawl waiting for it
                    cause = str(getattr(error, "orig", None) or error).splitlines()[0]
                    self.failure = StoreError(
                        f"写不进抓取结果：{cause}；已存的页面都在，腾出空间或权限后用同一命令继续"
                    )
            with self._room:
                self._bytes -= sum(job.size for job in jobs)
                self._room.notify_all()

    def _store(self, jobs: Iterable[_Job]) -> None:
        finished: list[dict[str, Any]] = []
        pages: list[dict[str, Any]] = []
        found: list[dict[str, Any]] = []
        ends: list[tuple[int, dict[str, Any]]] = []
        closing: list[int] = []
        for job in jobs:
            if job.entry is not None and job.received is not None:
                values = _finish_values(job.crawl_id, job.entry, job.received)
                values["b_archive"] = self._keep(job, job.entry, job.received)
                values["b_list_end"] = job.list_end
                if job.page is not None:
                    page = _page_values(job.crawl_id, job.entry, job.page)
                    if job.known is None or page["digest"] != job.known.digest:
                        pages.append(page)
                        values["b_page_crawl"], values["b_page_seq"] = job.crawl_id, job.entry.seq
                    else:
                        values["b_page_crawl"] = job.known.crawl_id
                        values["b_page_seq"] = job.known.seq
                elif job.known is not None and job.known.seq:
                    values["b_page_crawl"] = job.known.crawl_id
                    values["b_page_seq"] = job.known.seq
                finished.append(values)
            elif job.received is not None:
                finished.extend(
                    _finish_values(job.crawl_id, entry, job.received) for entry in job.left_out
                )
            found.extend(entry_values(job.crawl_id, entry) for entry in job.found)
            found.extend(
                entry_values(job.crawl_id, entry, Outcome.OFF_SITE, off_site_detail(entry.url))
                for entry in job.off_site
            )
            if job.finish is not None:
                ends.append((job.crawl_id, job.finish))
            if job.close:
                closing.append(job.crawl_id)
        with self._engine.begin() as connection:
            if found:
                connection.execute(FETCH.insert(), found)
            if finished:
                connection.execute(_FINISH, finished)
            if pages:
                connection.execute(PAGE.insert(), pages)
            for crawl_id, values in ends:
                state = _end_state(connection, crawl_id)
                connection.execute(
                    update(CRAWL).where(CRAWL.c.id == crawl_id).values(state=state, **values)
                )
        for crawl_id in closing:
            if archive := self._archives.pop(crawl_id, None):
                archive.close()

    def _keep(self, job: _Job, entry: Entry, received: Received) -> str:
        """Archive what was received; returns the place of the body, which of an unchanged page lies where it was."""
        url = received.final_url or entry.url
        if job.known is not None and job.known.sha256 == received.sha256:
            self._archive(job).add_unchanged(
                url, received.status or 304, received.headers, job.known.sha256, received.utc
            )
            return job.known.archive
        if received.body is None:
            return ""
        archive, body, made = self._archive(job), received.body, received.rendering
        if made is None or made.shell is None:
            return archive.add(url, received.status or 200, received.headers, body, received.utc)
        for answer in made.data:
            archive.add(answer.url, answer.status, answer.headers, answer.body, received.utc)
        return archive.add_rendered(url, made.shell, body, received.utc)

    def _archive(self, job: _Job) -> ArchiveFile:
        archive = self._archives.get(job.crawl_id)
        if archive is None:
            archive = self._archives[job.crawl_id] = ArchiveFile(
                self.root, job.site_id, job.crawl_id
            )
        return archive


def off_site_detail(url: str) -> str:
    """What is said of a disclosure column on a host that the site list does not name."""
    return f"在主机 {urlsplit(url).netloc} 上，未抓取；如属本站，请写入网站清单的 hosts"


def _end_state(connection: Connection, crawl_id: int) -> str:
    """ "complete" when every request was answered, "failed" when no page was read, else "partial"."""
    outcomes = set(
        connection.execute(
            select(FETCH.c.outcome).where(FETCH.c.crawl_id == crawl_id).distinct()
        ).scalars()
    )
    if Outcome.OK.value not in outcomes:
        return "failed"
    return "complete" if outcomes <= _NOTHING_LOST else "partial"


def _finish_values(crawl_id: int, entry: Entry, received: Received) -> dict[str, Any]:
    made = received.rendering
    return storable(
        {
            "b_crawl": crawl_id,
            "b_seq": entry.seq,
            "b_outcome": received.outcome.value,
            "b_status": received.status,
            "b_detail": received.detail,
            "b_final_url": received.final_url,
            "b_fetched_at": received.fetched_at,
            "b_sha256": received.sha256,
            "b_archive": "",
            "b_size": len(received.body or b"") or received.size,
            "b_rendered": entry.rendered and (made is None or made.was_tried),
            "b_etag": received.etag,
            "b_modified": received.modified,
            "b_page_crawl": None,
            "b_page_seq": None,
            "b_list_end": "",
        }
    )


def _page_values(crawl_id: int, entry: Entry, page: PageRecord) -> dict[str, Any]:
    facts = page.facts
    day: date | None = facts.published.day if facts.published else None
    listing = page.onward.listing
    read: dict[str, Any] = {
        "family": listing.family if listing else "",
        "title": facts.title,
        "published": day,
        "issued": facts.issued.day if facts.issued else None,
        "document_number": facts.document_number,
        "issuer": facts.issuer,
        "source": facts.source,
        "stated_total": listing.total if listing else None,
        "text": facts.text,
        "facts": pack_facts(facts, keep_links=page.keep_links),
        "onward": pack_onward(page.onward),
    }
    whole = repr(tuple(read.values())).encode("utf-8", "replace")
    digest = hashlib.blake2b(whole, digest_size=16).hexdigest()
    return storable({"crawl_id": crawl_id, "seq": entry.seq, **read, "digest": digest})

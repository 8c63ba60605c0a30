"""Writing a snapshot while a crawl runs: one thread takes what the spider hands over and stores it.

A page, its facts and the requests that it led to are one transaction, after its bytes lie in the archive: a crawl that is
killed finds either all of a page or nothing of it. The thread is there because compression and SQLite release the
interpreter lock; what waits for it is bounded.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, select, update

from crawler.frontier import Entry
from crawler.plan import CrawlPlan, SitePlan
from crawler.snapshot.archive import ArchiveFile
from crawler.snapshot.facts import Outcome, PageFacts, Role
from crawler.snapshot.packing import pack_facts, unpack_facts
from crawler.snapshot.schema import CRAWL, FETCH, PAGE, StoreError

_BATCH = 64
_WAITING = 256


@dataclass(frozen=True, slots=True)
class Received:
    """One answered or failed request, ready to store. `utc` is the WARC date; `body` None when nothing came."""

    outcome: Outcome
    status: int | None = None
    detail: str = ""
    final_url: str = ""
    fetched_at: str = ""
    utc: str = ""
    sha256: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What was read from a page: facts, the family that read its list, and how the list goes on."""

    facts: PageFacts
    family: str = ""
    list_end: str = ""
    stated_total: int | None = None
    keep_links: bool = True


@dataclass(slots=True)
class CrawlRow:
    """One crawl of one site as the store knows it: what is left of it, for a run that takes it up again."""

    id: int
    state: str
    resumed: bool
    seconds: float
    started: str
    notes: list[str]
    pending: list[Entry] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)
    last_seq: int = 0
    pages: int = 0
    home: PageFacts | None = None
    home_sha256: str = ""


def _entry_values(crawl_id: int, entry: Entry) -> dict[str, Any]:
    return {
        "crawl_id": crawl_id,
        "seq": entry.seq,
        "url": entry.url,
        "role": entry.role.value,
        "priority": entry.priority,
        "depth": entry.depth,
        "anchor": entry.anchor,
        "found_on": entry.found_on,
        "column_url": entry.column_url,
        "row_day": entry.row_day,
        "form": entry.form,
        "feed": entry.feed,
        "fallback_url": entry.fallback_url,
        "fallback_form": entry.fallback_form,
        "page_no": entry.page_no,
        "sampled": entry.sampled,
        "standing": entry.standing,
        "hops": entry.hops,
    }


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
            )
        }
    )
)


def open_crawl(
    engine: Engine,
    site: SitePlan,
    plan: CrawlPlan,
    fingerprint: str,
    settings: dict[str, Any],
    now: str,
    *,
    fresh: bool,
) -> CrawlRow:
    """The crawl of this site for this plan: the one that was begun before, with what is left of it, or a new one.

    `fingerprint` identifies site and plan; `fresh` begins anew even where a finished crawl is there.
    """
    with engine.begin() as connection:
        row = connection.execute(
            select(CRAWL)
            .where(CRAWL.c.site_id == site.id, CRAWL.c.plan == fingerprint)
            .order_by(CRAWL.c.id.desc())
            .limit(1)
        ).first()
        if row is None or (fresh and row.state != "running"):
            crawl_id = connection.execute(
                CRAWL.insert().values(
                    site_id=site.id,
                    name=site.name,
                    url=site.url,
                    level=site.level,
                    kind=site.kind,
                    since=plan.since,
                    until=plan.until,
                    plan=fingerprint,
                    state="running",
                    started=now,
                    settings=json.dumps(settings, ensure_ascii=False, sort_keys=True),
                )
            ).inserted_primary_key
            assert crawl_id is not None
            return CrawlRow(crawl_id[0], "running", False, 0.0, now, [])
        found = CrawlRow(row.id, row.state, True, row.seconds, row.started, json.loads(row.notes))
        if row.state != "running":
            return found
        _load_frontier(connection, found)
        return found


def _load_frontier(connection: Connection, crawl: CrawlRow) -> None:
    asked = FETCH.c
    home = connection.execute(
        select(PAGE.c.facts, PAGE.c.title, asked.sha256)
        .join(FETCH, (asked.crawl_id == PAGE.c.crawl_id) & (asked.seq == PAGE.c.seq))
        .where(asked.crawl_id == crawl.id, asked.role == Role.HOME.value)
    ).first()
    if home is not None:
        crawl.home_sha256 = home.sha256
        crawl.home = unpack_facts(
            home.facts, title=home.title, document_number="", issuer="", source=""
        )
    crawl.last_seq = connection.execute(
        select(func.coalesce(func.max(asked.seq), 0)).where(asked.crawl_id == crawl.id)
    ).scalar_one()
    for row in connection.execute(
        select(asked.url, asked.form, asked.outcome).where(asked.crawl_id == crawl.id)
    ):
        crawl.done.append((row.url, row.form))
        crawl.pages += row.outcome is not None
    for row in connection.execute(
        select(FETCH).where(asked.crawl_id == crawl.id, asked.outcome.is_(None)).order_by(asked.seq)
    ):
        crawl.pending.append(
            Entry(
                url=row.url,
                role=Role(row.role),
                priority=row.priority,
                seq=row.seq,
                depth=row.depth,
                anchor=row.anchor,
                found_on=row.found_on,
                column_url=row.column_url,
                row_day=row.row_day,
                form=row.form,
                feed=row.feed,
                fallback_url=row.fallback_url,
                fallback_form=row.fallback_form,
                page_no=row.page_no,
                sampled=row.sampled,
                standing=row.standing,
                hops=row.hops,
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
    close: bool = False
    finish: dict[str, Any] | None = None


class SnapshotWriter:
    """Stores pages in the background. Use as a context manager; `failure` holds the StoreError that stopped it, if any."""

    def __init__(self, engine: Engine, root: Path) -> None:
        self._engine = engine
        self._root = root
        self._queue: queue.Queue[_Job | None] = queue.Queue(_WAITING)
        self._archives: dict[int, ArchiveFile] = {}
        self._thread = threading.Thread(target=self._run, name="snapshot-writer", daemon=True)
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
    ) -> None:
        """Store one answered or failed request with what was read and the requests it led to."""
        self._put(_Job(site_id, crawl_id, entry, received, page, found))

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
        if self.failure is None:
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

    def _store(self, jobs: Iterable[_Job]) -> None:
        finished: list[dict[str, Any]] = []
        pages: list[dict[str, Any]] = []
        found: list[dict[str, Any]] = []
        ends: list[tuple[int, dict[str, Any]]] = []
        closing: list[int] = []
        for job in jobs:
            place = ""
            if job.entry is not None and job.received is not None:
                if job.received.body is not None:
                    place = self._archive(job).add(
                        job.received.final_url or job.entry.url,
                        job.received.status or 200,
                        job.received.headers,
                        job.received.body,
                        job.received.utc,
                    )
                finished.append(_finish_values(job.crawl_id, job.entry, job.received, place))
                if job.page is not None:
                    pages.append(_page_values(job.crawl_id, job.entry, job.page))
            elif job.received is not None:
                finished.extend(
                    _finish_values(job.crawl_id, entry, job.received, "") for entry in job.left_out
                )
            found.extend(_entry_values(job.crawl_id, entry) for entry in job.found)
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

    def _archive(self, job: _Job) -> ArchiveFile:
        archive = self._archives.get(job.crawl_id)
        if archive is None:
            archive = self._archives[job.crawl_id] = ArchiveFile(
                self._root, job.site_id, job.crawl_id
            )
        return archive


def _end_state(connection: Connection, crawl_id: int) -> str:
    """ "complete" when every request was answered, "failed" when no page was read, else "partial"."""
    outcomes = set(
        connection.execute(
            select(FETCH.c.outcome).where(FETCH.c.crawl_id == crawl_id).distinct()
        ).scalars()
    )
    if Outcome.OK.value not in outcomes:
        return "failed"
    return "complete" if outcomes <= {Outcome.OK.value, Outcome.NOT_FOUND.value} else "partial"


def _finish_values(crawl_id: int, entry: Entry, received: Received, place: str) -> dict[str, Any]:
    return {
        "b_crawl": crawl_id,
        "b_seq": entry.seq,
        "b_outcome": received.outcome.value,
        "b_status": received.status,
        "b_detail": received.detail,
        "b_final_url": received.final_url,
        "b_fetched_at": received.fetched_at,
        "b_sha256": received.sha256,
        "b_archive": place,
        "b_size": len(received.body or b""),
    }


def _page_values(crawl_id: int, entry: Entry, page: PageRecord) -> dict[str, Any]:
    facts = page.facts
    day: date | None = facts.published.day if facts.published else None
    return {
        "crawl_id": crawl_id,
        "seq": entry.seq,
        "family": page.family,
        "title": facts.title,
        "published": day,
        "issued": facts.issued.day if facts.issued else None,
        "document_number": facts.document_number,
        "issuer": facts.issuer,
        "source": facts.source,
        "list_end": page.list_end,
        "stated_total": page.stated_total,
        "text": facts.text.replace("\x00", "\ufffd"),
        "facts": pack_facts(facts, keep_links=page.keep_links),
    }

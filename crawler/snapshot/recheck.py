"""A recheck (复查): a crawl that takes over all of an earlier one but the pages that are to be asked for again.

The earlier crawl is copied into the store of the recheck. Beside it stands a new crawl with the same requests, their
answers taken over, save those to be asked for anew: these have no outcome yet, as if the crawl had been interrupted there.
So the spider takes it up like any other, on condition where the server can tell, and the snapshot of the new crawl is the
earlier one with those pages as they are now.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, select, tuple_

from crawler.frontier import address
from crawler.snapshot.archive import FOLDER
from crawler.snapshot.facts import Outcome, Role
from crawler.snapshot.reader import read_site
from crawler.snapshot.schema import CRAWL, FETCH, PAGE

_CHUNK = 200
_UNANSWERED: dict[str, Any] = {
    "outcome": None,
    "status": None,
    "detail": "",
    "final_url": "",
    "fetched_at": "",
    "sha256": "",
    "archive": "",
    "size": 0,
    "list_end": "",
    "etag": "",
    "modified": "",
    "page_crawl": None,
    "page_seq": None,
    "rendered": False,
}


@dataclass(frozen=True, slots=True)
class Reasked:
    """What is asked for again: pages by URL, and columns by URL with every page of their lists. The homepage always is."""

    pages: frozenset[str]
    columns: frozenset[str]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address named, in order: what tells one recheck from another."""
        return tuple(sorted({address(url) for url in (*self.pages, *self.columns)}))


@dataclass(frozen=True, slots=True)
class EarlierCrawl:
    """What the store says of a finished crawl that its results do not: hosts asked, delay, first day of its lists."""

    id: int
    url: str
    level: str
    kind: str
    name: str
    since: date
    hosts: tuple[str, ...]
    settings: dict[str, Any]


def earlier_crawl(engine: Engine, site_id: str, finished: str) -> EarlierCrawl | None:
    """The finished crawl of a site that ended at `finished`, or its newest one; None where there is none."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(CRAWL)
            .where(CRAWL.c.site_id == site_id, CRAWL.c.state.in_(("complete", "partial")))
            .order_by(CRAWL.c.id)
        ).all()
        row = next((each for each in rows if each.finished == finished), rows[-1] if rows else None)
        if row is None:
            return None
        own = {address(row.url).partition("/")[0]: None}
        elsewhere = (Outcome.OFF_SITE.value, Outcome.PRIVATE.value)
        asked = select(FETCH.c.url).where(
            FETCH.c.crawl_id == row.id, FETCH.c.outcome.not_in(elsewhere)
        )
        own |= {address(url).partition("/")[0]: None for (url,) in connection.execute(asked)}
    return EarlierCrawl(
        row.id,
        row.url,
        row.level,
        row.kind,
        row.name,
        row.since,
        tuple(own),
        json.loads(row.settings),
    )


def prepare_recheck(
    source: Engine,
    earlier: EarlierCrawl,
    target: Engine,
    reasked: Reasked,
    fingerprint: str,
    settings: dict[str, Any],
    until: date,
    now: str,
) -> int:
    """Put the new crawl into the target store, beside a copy of the earlier one. Returns how many pages it will ask for.

    `fingerprint` is that of the site and plan by which `crawler.run.crawl_sites` will find it. Where the target has such a
    crawl already, begun or finished, nothing is done.
    """
    with target.begin() as writing, source.connect() as reading:
        if writing.execute(select(CRAWL.c.id).where(CRAWL.c.plan == fingerprint)).first():
            return 0
        crawl = dict(reading.execute(select(CRAWL).where(CRAWL.c.id == earlier.id)).one()._mapping)
        _copy_earlier(reading, writing, crawl)
        new_id = writing.execute(select(func.max(CRAWL.c.id))).scalar_one() + 1
        count = 0
        pages = {address(url) for url in reasked.pages}
        columns = {address(url) for url in reasked.columns}
        rows: list[dict[str, Any]] = []
        for row in writing.execute(
            select(FETCH).where(FETCH.c.crawl_id == earlier.id).order_by(FETCH.c.seq)
        ):
            taken = dict(row._mapping) | {"crawl_id": new_id}
            if _is_reasked(row, pages, columns):
                taken |= _UNANSWERED
                count += 1
            rows.append(taken)
        note = f"复查：只重新请求所列问题涉及的 {count} 个页面，其余沿用 {crawl['finished'][:10]} 的抓取"
        writing.execute(
            CRAWL.insert().values(
                crawl
                | {
                    "id": new_id,
                    "until": until,
                    "plan": fingerprint,
                    "state": "running",
                    "started": now,
                    "finished": "",
                    "seconds": 0.0,
                    "settings": json.dumps(settings, ensure_ascii=False, sort_keys=True),
                    "notes": json.dumps([note], ensure_ascii=False),
                    "previous": None,
                }
            )
        )
        for at in range(0, len(rows), _CHUNK):
            writing.execute(FETCH.insert(), rows[at : at + _CHUNK])
    return count


def _is_reasked(row: Any, pages: set[str], columns: set[str]) -> bool:
    if row.outcome in (Outcome.OFF_SITE.value, Outcome.PRIVATE.value):
        return False
    if row.role == Role.HOME.value:
        return True
    named = {address(url) for url in (row.url, row.final_url) if url}
    if named & pages or named & columns:
        return True
    in_list = row.role in (Role.LIST.value, Role.FRAME.value)
    return bool(in_list and row.column_url and address(row.column_url) in columns)


def _copy_earlier(reading: Connection, writing: Connection, crawl: dict[str, Any]) -> None:
    """Copy a crawl with its requests and the facts of its pages, wherever those lie in the source."""
    if writing.execute(select(CRAWL.c.id).where(CRAWL.c.id == crawl["id"])).first():
        return
    writing.execute(CRAWL.insert().values(crawl | {"previous": None}))
    places: list[tuple[int, int]] = []
    for rows in _chunks(
        reading.execute(select(FETCH).where(FETCH.c.crawl_id == crawl["id"]).order_by(FETCH.c.seq))
    ):
        writing.execute(FETCH.insert(), rows)
        places += [
            (row["page_crawl"], row["page_seq"]) for row in rows if row["page_seq"] is not None
        ]
    wanted = list(dict.fromkeys(places))
    for at in range(0, len(wanted), _CHUNK):
        found = reading.execute(
            select(PAGE).where(tuple_(PAGE.c.crawl_id, PAGE.c.seq).in_(wanted[at : at + _CHUNK]))
        )
        if rows := [dict(row._mapping) for row in found]:
            writing.execute(PAGE.insert(), rows)


def _chunks(rows: Iterable[Any]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(dict(row._mapping))
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def share_archive(source: Path, target: Path, site_id: str) -> None:
    """Put the archived responses of a site beside those of the recheck: linked where the disk allows it, else copied.

    Raises OSError where that is not possible.
    """
    folder = source / FOLDER / site_id
    if not folder.is_dir():
        return
    own = target / FOLDER / site_id
    own.mkdir(parents=True, exist_ok=True)
    for file in sorted(folder.glob("*.warc.gz")):
        copy = own / file.name
        if copy.exists():
            continue
        try:
            os.link(file, copy)
        except OSError:
            shutil.copy2(file, copy)


def leave_unlinked(engine: Engine, crawl_id: int, began: str) -> int:
    """Take out of a recheck the pages that are gone and to which nothing leads any more. Returns how many.

    A dead link that was taken off its page is mended; its target was asked for only because the earlier crawl knew it.
    `began` is when the recheck did: only what it asked for itself is taken out.
    """
    site = read_site(engine, crawl_id)
    linked: set[str] = set()
    every = [column.facts for column in site.columns.values()]
    every += [document.facts for document in site.documents.values()]
    for facts in every:
        if facts is not None:
            linked |= {address(link.url) for link in (*facts.links, *facts.body_links)}
            linked |= {address(link.url) for link in facts.attachments}
            linked |= {address(row.url) for row in facts.rows}
    if site.homepage is not None:
        linked |= {address(link.url) for link in site.homepage.links}
    gone = [
        fetch.url
        for fetch in site.fetches
        if fetch.outcome is Outcome.NOT_FOUND
        and fetch.role not in (Role.HOME, Role.LIST, Role.SEARCH)
        and fetch.fetched_at >= began
        and address(fetch.url) not in linked
    ]
    if gone:
        with engine.begin() as connection:
            for at in range(0, len(gone), _CHUNK):
                connection.execute(
                    delete(FETCH).where(
                        FETCH.c.crawl_id == crawl_id,
                        FETCH.c.url.in_(gone[at : at + _CHUNK]),
                        FETCH.c.outcome == Outcome.NOT_FOUND.value,
                    )
                )
    return len(gone)

"""One crawl of one site as the store knows it: begun anew, or taken up again with what is left of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Engine, func, select, update

from crawler.frontier import Entry
from crawler.plan import CrawlPlan, SitePlan
from crawler.snapshot.facts import Outcome, PageFacts, Role
from crawler.snapshot.packing import storable, unpack_facts
from crawler.snapshot.schema import CRAWL, FETCH, PAGE, PAGE_OF_FETCH


@dataclass(slots=True)
class CrawlRow:
    """One crawl of one site as the store knows it: what is left of it, for a run that takes it up again."""

    id: int
    state: str
    seconds: float
    notes: list[str]
    pending: list[Entry] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)
    last_seq: int = 0
    pages: int = 0
    received: int = 0  # bytes
    home: PageFacts | None = None
    home_sha256: str = ""


def entry_values(
    crawl_id: int, entry: Entry, outcome: Outcome | None = None, detail: str = ""
) -> dict[str, Any]:
    """The row of a request; with an outcome it is recorded as one that will not be made."""
    values = {
        "outcome": outcome.value if outcome else None,
        "detail": detail,
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
        "rendered": entry.rendered,
    }
    return storable(values)


def open_crawl(
    engine: Engine,
    site: SitePlan,
    plan: CrawlPlan,
    fingerprint: str,
    settings: dict[str, Any],
    now: str,
    *,
    fresh: bool,
    browser: str = "",
) -> CrawlRow:
    """The crawl of this site for this plan: the one that was begun before, with what is left of it, or a new one.

    `fingerprint` identifies site and plan; `fresh` begins anew even where a finished crawl is there. With a `browser` (its
    version), the script shells that none has shown yet are left to ask for, in a finished crawl as well.
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
            return CrawlRow(crawl_id[0], "running", 0.0, [])
        found = CrawlRow(row.id, row.state, row.seconds, json.loads(row.notes))
        shells = _shells(connection, row.id) if browser else []
        if shells or (browser and row.state == "running"):
            found.state = "running"
            told = json.loads(row.settings) | {"ZWGK_BROWSER": browser}
            connection.execute(
                update(CRAWL)
                .where(CRAWL.c.id == row.id)
                .values(
                    state=found.state,
                    settings=json.dumps(told, ensure_ascii=False, sort_keys=True),
                )
            )
        if found.state != "running":
            return found
        _load_frontier(connection, found, row.started)
        found.pending += shells
        return found


def _shells(connection: Connection, crawl_id: int) -> list[Entry]:
    """Requests for the script shells of a crawl that no browser has shown yet."""
    asked = FETCH.c
    rows = connection.execute(
        select(FETCH)
        .where(
            asked.crawl_id == crawl_id,
            asked.outcome == Outcome.SCRIPT_SHELL.value,
            asked.form == "",
            asked.rendered.is_(False),
        )
        .order_by(asked.seq)
    )
    return [replace(_entry(row), rendered=True) for row in rows]


def _load_frontier(connection: Connection, crawl: CrawlRow, started: str) -> None:
    asked = FETCH.c
    home = connection.execute(
        select(PAGE.c.facts, PAGE.c.title, asked.sha256)
        .join(FETCH, PAGE_OF_FETCH)
        .where(asked.crawl_id == crawl.id, asked.role == Role.HOME.value, asked.found_on == "")
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
        select(asked.url, asked.form, asked.fetched_at, asked.size).where(
            asked.crawl_id == crawl.id
        )
    ):
        crawl.done.append((row.url, row.form))
        if row.fetched_at >= started:  # a recheck has taken over what an earlier crawl asked for
            crawl.pages += 1
            crawl.received += row.size
    for row in connection.execute(
        select(FETCH).where(asked.crawl_id == crawl.id, asked.outcome.is_(None)).order_by(asked.seq)
    ):
        crawl.pending.append(_entry(row))


def _entry(row: Any) -> Entry:
    return Entry(
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

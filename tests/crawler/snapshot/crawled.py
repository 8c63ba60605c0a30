"""Crawls in a few lines, for tests of what a snapshot makes of them: pages written to a store and read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from crawler.cms.family import ListPage
from crawler.frontier import Entry
from crawler.plan import CrawlPlan, SitePlan
from crawler.snapshot.crawl_row import open_crawl
from crawler.snapshot.facts import Link, ListRow, Outcome, PageFacts, Role, SiteSnapshot
from crawler.snapshot.onward import Onward
from crawler.snapshot.reader import read_site
from crawler.snapshot.schema import open_store
from crawler.snapshot.writer import PageRecord, Received, SnapshotWriter

SITE = "http://www.a.gov.cn"
PLAN = CrawlPlan(date(2020, 1, 1), date(2021, 4, 15))


@dataclass
class Page:
    """One request: where, why, under which words, and what was read there (`facts` None: nothing)."""

    path: str
    role: Role = Role.COLUMN
    anchor: str = ""
    facts: PageFacts | None = None
    outcome: Outcome = Outcome.OK
    found_on: str = "/"
    column: str = ""
    row_day: date | None = None
    page_no: int = 1
    family: str = ""
    list_end: str = ""
    next: str = ""
    total: int | None = None
    final: str = ""
    detail: str = ""
    feed: str = ""


@dataclass
class Store:
    """A store in a folder, written page by page."""

    root: Path
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = open_store(f"sqlite:///{self.root / 'zwgk.sqlite'}", create=True)

    def crawl(self, *pages: Page, finish: bool = True) -> SiteSnapshot:
        """Store a crawl of these pages and read it back."""
        site = SitePlan("a", "甲县", f"{SITE}/", ("www.a.gov.cn",))
        row = open_crawl(
            self.engine,
            site,
            PLAN,
            "plan",
            {"DOWNLOAD_DELAY": 1},
            "2021-04-15T09:00:00+08:00",
            fresh=True,
        )
        with SnapshotWriter(self.engine, self.root) as writer:
            entries = [_entry(seq, page) for seq, page in enumerate(pages, 1)]
            writer.found("a", row.id, entries)
            for page, entry in zip(pages, entries, strict=True):
                received = Received(
                    page.outcome,
                    detail=page.detail,
                    final_url=SITE + page.final if page.final else "",
                )
                next_url = SITE + page.next if page.next else ""
                onward = Onward(ListPage(next_url=next_url, total=page.total, family=page.family))
                record = PageRecord(page.facts, onward) if page.facts else None
                writer.store("a", row.id, entry, received, record, (), list_end=page.list_end)
            if finish:
                writer.finish(
                    "a",
                    row.id,
                    (),
                    "",
                    finished="2021-04-15T10:00:00+08:00",
                    seconds=1.0,
                    notes="[]",
                )
        assert writer.failure is None, writer.failure
        return read_site(self.engine, row.id)


def _entry(seq: int, page: Page) -> Entry:
    column = page.column or (page.path if page.role is Role.COLUMN else "")
    return Entry(
        SITE + page.path,
        page.role,
        10,
        seq=seq,
        anchor=page.anchor,
        found_on="" if page.role is Role.HOME else SITE + page.found_on,
        column_url=SITE + column if column else "",
        row_day=page.row_day,
        page_no=page.page_no,
        feed=page.feed,
    )


def links(*pairs: tuple[str, str]) -> list[Link]:
    """Links of the site: path and words."""
    return [Link(SITE + path, words) for path, words in pairs]


def listing(
    path: str, rows: Iterable[tuple[str, str, date | None]] = (), **more: object
) -> PageFacts:
    """What is read from a list's page: rows of path, title and day."""
    found = [ListRow(SITE + target, title, day) for target, title, day in rows]
    return PageFacts(SITE + path, rows=found, is_list=bool(found), **more)


def article(path: str, title: str, **more: object) -> PageFacts:
    """What is read from a document's page."""
    values: dict[str, object] = {
        "title": title,
        "text": f"{title}的正文",
        "is_article": True,
        **more,
    }
    return PageFacts(SITE + path, **values)

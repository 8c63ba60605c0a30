"""Running a crawl: many sites in one process, into one store."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from crawler.plan import CrawlPlan, SitePlan
from crawler.snapshot.schema import StoreError
from crawler.snapshot.writer import CrawlRow, SnapshotWriter, open_crawl

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from crawler.spiders.disclosure import Progress

LOG_NAME = "crawl.log"
_STATED = (
    "USER_AGENT",
    "ROBOTSTXT_OBEY",
    "DOWNLOAD_DELAY",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "AUTOTHROTTLE_ENABLED",
    "DOWNLOAD_TIMEOUT",
    "DOWNLOAD_MAXSIZE",
    "ZWGK_PAGES",
    "ZWGK_MINUTES",
)


class SettingError(ValueError):
    """A `-s NAME=VALUE` that cannot be used; the message names it and says what would be right."""


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How one site's crawl stands after a run: `state` "running" means interrupted; `reused` that nothing was asked."""

    crawl_id: int
    site_id: str
    reused: bool


def fingerprint(site: SitePlan, plan: CrawlPlan) -> str:
    """What identifies "the same crawl again": the site's addresses and the days asked for, not its name or its limits."""
    asked = (site.id, site.url, site.hosts, site.entry, plan.since, plan.until)
    return hashlib.sha256(repr(asked).encode("utf-8")).hexdigest()


def make_settings(overrides: Mapping[str, str], sites: Sequence[SitePlan] = ()) -> Settings:
    """The crawl's Scrapy settings with the user's own on top.

    A delay of zero switches AutoThrottle off unless it is asked for: it would pause where the user said not to.
    Raises SettingError for a number that is none.
    """
    from scrapy.settings import Settings

    from crawler import settings as defaults

    made = Settings()
    made.setmodule(defaults, priority="project")
    for name, value in overrides.items():
        made.set(name, value, priority="cmdline")
    for name in ("DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", "ZWGK_MINUTES", "CONCURRENT_REQUESTS", "ZWGK_PAGES",
                 "CONCURRENT_REQUESTS_PER_DOMAIN", "DOWNLOAD_MAXSIZE"):  # fmt: skip
        _number(made, name)
    delay = made.getfloat("DOWNLOAD_DELAY")
    if delay == 0 and "AUTOTHROTTLE_ENABLED" not in overrides:
        made.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
    if "AUTOTHROTTLE_START_DELAY" not in overrides:
        made.set("AUTOTHROTTLE_START_DELAY", delay, priority="cmdline")
    slots = dict(made.getdict("DOWNLOAD_SLOTS"))
    for site in sites:
        if site.delay is not None:
            for host in site.hosts:
                slots.setdefault(host, {"delay": site.delay, "jitter": 0})
    made.set("DOWNLOAD_SLOTS", slots, priority="cmdline")
    return made


def _number(settings: Settings, name: str) -> None:
    value = settings.get(name)
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    least = 1.0 if name.startswith(("CONCURRENT", "ZWGK_PAGES")) else 0.0
    if number < least:
        raise SettingError(f"-s {name}={value}：应为不小于 {least:g} 的数")


def crawl_sites(
    jobs: Sequence[tuple[SitePlan, CrawlPlan]],
    engine: Engine,
    root: Path,
    overrides: Mapping[str, str],
    *,
    progress: Progress | None = None,
    fresh: bool = False,
) -> list[CrawlEnd]:
    """Crawl the sites into the store; a finished crawl of the same plan is reused, an interrupted one taken up again.

    `root` is the folder that holds the archive. Returns one entry a site, in order. Raises StoreError when the store
    could not be written (what was stored before stays), SettingError for a bad setting.
    """
    settings = make_settings(overrides, [site for site, _plan in jobs])
    stated = {name: settings.get(name) for name in _STATED}
    now = datetime.now(UTC).astimezone()
    ends: list[CrawlEnd] = []
    open_rows: list[tuple[SitePlan, CrawlPlan, CrawlRow]] = []
    for site, plan in jobs:
        limits = {"delay": site.delay, "pages": site.pages, "minutes": site.minutes}
        own = {
            **stated,
            "site": {name: limit for name, limit in limits.items() if limit is not None},
        }
        row = open_crawl(
            engine, site, plan, fingerprint(site, plan), own, _beijing(now), fresh=fresh
        )
        ends.append(CrawlEnd(row.id, site.id, reused=row.state != "running"))
        if row.state == "running":
            open_rows.append((site, plan, row))
    if open_rows:
        # What Scrapy says of each failed request is for whoever looks into the program, not for the person who waits.
        if not settings.get("LOG_FILE"):
            settings.set("LOG_FILE", str(root / LOG_NAME), priority="cmdline")
        _run(open_rows, engine, root, settings, progress)
    return ends


def _beijing(moment: datetime) -> str:
    from crawler.site_crawl import BEIJING

    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def _run(
    rows: Sequence[tuple[SitePlan, CrawlPlan, CrawlRow]],
    engine: Engine,
    root: Path,
    settings: Settings,
    progress: Progress | None,
) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.site_crawl import Budget, SiteCrawl
    from crawler.spiders.disclosure import DisclosureSpider

    with SnapshotWriter(engine, root) as writer:
        crawls = [
            SiteCrawl(
                site,
                plan,
                row,
                writer,
                Budget(
                    site.pages or settings.getint("ZWGK_PAGES"),
                    site.minutes or settings.getfloat("ZWGK_MINUTES"),
                ),
                settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
                lambda: datetime.now(UTC),
                time.monotonic,
            )
            for site, plan, row in rows
        ]
        # Scrapy makes a record of every request and lets its handler drop it; that is work on each page.
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        process = AsyncCrawlerProcess(settings)
        process.crawl(
            DisclosureSpider,
            crawls=crawls,
            at_once=settings.getint("CONCURRENT_REQUESTS"),
            progress=progress,
            failure=lambda: writer.failure,
        )
        process.start()
    if writer.failure is not None:
        raise writer.failure


__all__ = ["CrawlEnd", "SettingError", "StoreError", "crawl_sites", "fingerprint", "make_settings"]

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

from crawler.overrides import SettingError, check_overrides
from crawler.plan import CrawlPlan, SitePlan
from crawler.snapshot.crawl_row import CrawlRow, open_crawl
from crawler.snapshot.known import KnownPages
from crawler.snapshot.writer import SnapshotWriter

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from crawler.process import TellingProcess
    from crawler.spiders.disclosure import Progress

LOG_NAME = "crawl.log"


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How one site's crawl stands after a run: `state` "running" means interrupted; `reused` that nothing was asked."""

    crawl_id: int
    site_id: str
    reused: bool


def fingerprint(site: SitePlan, plan: CrawlPlan) -> str:
    """What identifies "the same crawl again": the site's addresses and the days asked for, not its name or its limits; of
    a recheck also the pages.
    """
    asked: tuple[object, ...] = (site.id, site.url, site.hosts, site.entry, plan.since, plan.until)
    if plan.only:
        asked = (*asked, plan.only)
    return hashlib.sha256(repr(asked).encode("utf-8")).hexdigest()


def make_settings(overrides: Mapping[str, str], sites: Sequence[SitePlan] = ()) -> Settings:
    """The crawl's Scrapy settings with the user's own on top.

    A contact is added to the user agent. A delay of zero switches AutoThrottle off unless it is asked for: it would pause
    where the user said not to.
    Raises SettingError for a value that the setting does not take.
    """
    from scrapy.settings import Settings

    from crawler import settings as defaults

    made = Settings()
    made.setmodule(defaults, priority="project")
    check_overrides(made, overrides)
    for name, value in overrides.items():
        made.set(name, value, priority="cmdline")
    if contact := made.get("ZWGK_CONTACT"):
        made.set("USER_AGENT", f"{made['USER_AGENT']} contact: {contact}", priority="cmdline")
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
    named = [host for site in sites for host in site.hosts]
    made.set("ZWGK_HOSTS", list(dict.fromkeys(named)), priority="cmdline")
    return made


def stated(settings: Settings, site: SitePlan, browser: str = "") -> dict[str, object]:
    """What a crawl of the site keeps of its settings: those that say how gently and how far it went.

    `browser` is the version of the one that shows script shells, "" where there is none.
    """
    return {
        "USER_AGENT": settings.get("USER_AGENT"),
        "ROBOTSTXT_OBEY": settings.getbool("ROBOTSTXT_OBEY"),
        "DOWNLOAD_DELAY": settings.getfloat("DOWNLOAD_DELAY") if site.delay is None else site.delay,
        "AUTOTHROTTLE_ENABLED": settings.getbool("AUTOTHROTTLE_ENABLED") and site.delay is None,
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        "DOWNLOAD_TIMEOUT": settings.getfloat("DOWNLOAD_TIMEOUT"),
        "DOWNLOAD_MAXSIZE": settings.getint("DOWNLOAD_MAXSIZE"),
        "ZWGK_PAGES": site.pages or settings.getint("ZWGK_PAGES"),
        "ZWGK_MINUTES": site.minutes or settings.getfloat("ZWGK_MINUTES"),
        "ZWGK_BROWSER": browser or False,
        "ZWGK_MEGABYTES": site.megabytes or settings.getfloat("ZWGK_MEGABYTES"),
    }


def _ready_browser(settings: Settings) -> str:
    """The version of the browser that the settings ask for, its path settled; "" where they ask for none.

    Raises SettingError when what it needs is not there.
    """
    if not settings.getbool("ZWGK_BROWSER"):
        return ""
    from crawler.browser.chromium import BrowserError, find_chromium, version_of

    try:
        executable = find_chromium(settings.get("ZWGK_CHROMIUM"))
        version = version_of(executable)
    except BrowserError as error:
        raise SettingError(f"浏览器不可用（ZWGK_BROWSER）：{error}") from error
    settings.set("ZWGK_CHROMIUM", str(executable), priority="cmdline")
    return version


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
    could not be written (what was stored before stays), SettingError for a bad setting or a browser that is not there.
    """
    settings = make_settings(overrides, [site for site, _plan in jobs])
    browser = _ready_browser(settings)
    now = datetime.now(UTC).astimezone()
    ends: list[CrawlEnd] = []
    open_rows: list[tuple[SitePlan, CrawlPlan, CrawlRow]] = []
    for site, plan in jobs:
        row = open_crawl(
            engine,
            site,
            plan,
            fingerprint(site, plan),
            stated(settings, site, browser),
            _beijing(now),
            fresh=fresh,
            browser=browser,
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
    from crawler.budget import Budget
    from crawler.site_crawl import SiteCrawl
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
                    site.megabytes or settings.getfloat("ZWGK_MEGABYTES"),
                ),
                settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
                lambda: datetime.now(UTC),
                time.monotonic,
                KnownPages(engine, site.id, row.id),
                runs=_without_pause(settings, site),
                has_browser=settings.getbool("ZWGK_BROWSER"),
                delay=settings.getfloat("DOWNLOAD_DELAY") if site.delay is None else site.delay,
            )
            for site, plan, row in rows
        ]
        # Scrapy makes a record of every request and lets its handler drop it; that is work on each page.
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        at_once = settings.getint("CONCURRENT_REQUESTS")
        # To Scrapy it is a limit of requests; here it is one of sites, each with a limit of its own: the silent hosts of
        # one site must not hold up the others.
        settings.set("CONCURRENT_REQUESTS", 0, priority="cmdline")
        process = _process(settings, progress)
        crawling = process.crawl(
            DisclosureSpider,
            crawls=crawls,
            at_once=at_once,
            progress=progress,
            failure=lambda: writer.failure,
        )
        process.start()
    if writer.failure is not None:
        raise writer.failure
    if not crawling.cancelled() and (error := crawling.exception()):
        raise _not_begun(error) from error


def _without_pause(settings: Settings, site: SitePlan) -> bool:
    """Whether nothing asks for a pause between two requests to the site, nor for a way around."""
    delay = settings.getfloat("DOWNLOAD_DELAY") if site.delay is None else site.delay
    throttled = settings.getbool("AUTOTHROTTLE_ENABLED") and site.delay is None
    return delay == 0 and not throttled and not settings.getbool("HTTPPROXY_ENABLED")


def _process(settings: Settings, progress: Progress | None) -> TellingProcess:
    from crawler.process import TellingProcess

    def stopping() -> None:
        if progress is not None:
            progress.stopping(settings.getfloat("DOWNLOAD_TIMEOUT"))

    try:
        return TellingProcess(settings, stopping)
    except ImportError as error:
        raise _not_begun(error) from error


def _not_begun(error: BaseException) -> SettingError:
    """Settings may name classes to load: what those cannot do shows only when a crawl begins."""
    return SettingError(f"抓取没能开始（{type(error).__name__}: {error}）；请检查 -s 设置")

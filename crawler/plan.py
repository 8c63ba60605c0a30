"""What a crawl is to look for, as plain data: the crawler knows no rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class CrawlPlan:
    """What to read of every site, derived from the rulesets that will judge it.

    `since`/`until`: lists are read page by page back to `since`; documents dated before it are listed, not fetched.
    `wanted`: names of columns to read first. `standing`: names of columns whose documents are read whatever their date
    (指南, 制度, 年报, 机构职能 …). `sampled`: names of columns that are sampled for freshness, not swallowed (news).
    `platform`: names of the disclosure platform and its parts, whose absence from the site's own hosts is recorded.
    All names are normalised (see `crawler.snapshot.names.normalise_name`) and matched whole or as an ending.
    """

    since: date
    until: date
    wanted: frozenset[str] = field(default_factory=frozenset)
    standing: frozenset[str] = field(default_factory=frozenset)
    sampled: frozenset[str] = field(default_factory=frozenset)
    platform: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class SitePlan:
    """One site of the list as the crawler sees it. `hosts` are lower-case host[:port] that belong to the site.

    `delay` (seconds between requests), `pages` and `minutes` are the site's own limits; None: those of the settings.
    """

    id: str
    name: str
    url: str
    hosts: tuple[str, ...]
    level: str = "county"
    kind: str = "government"
    entry: tuple[str, ...] = ()
    delay: float | None = None
    pages: int | None = None
    minutes: float | None = None

"""A change of a site between two audits, as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """One page that is new, changed or gone.

    `day` is its publication date, as it is now or was; `how` says of a changed page what differs (title, date, number,
    text), of a page that is gone whether its address says so ("not_found") or nothing leads to it any more ("unlinked").
    """

    url: str
    title: str
    day: date | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes between two crawls of a site, each list in order of address.

    `until` is the day that the earlier crawl looked from, `finished` when it ended. `unchanged` counts the pages that are
    as they were, `uncompared` those that differ in their bytes and were read in another way the last time, so that nothing
    can be said of them.
    """

    until: date
    finished: str
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    gone: tuple[Change, ...]
    unchanged: int
    uncompared: int = 0

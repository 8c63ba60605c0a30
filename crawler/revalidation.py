"""Asking a host in one go which of its known pages have changed, where no pause between requests is asked for.

A repeat audit of an unchanged site is nothing but such requests, and Scrapy's work on each would be more than theirs. With
a pause between requests they are made one by one like any other.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field

import aiohttp

from crawler.answer import Answer
from crawler.frontier import Entry

LONGEST_RUN = 64


@dataclass(slots=True)
class Run:
    """Requests of one host with the conditions to send (header names to values), and the answers by position.

    A position without an answer was not confirmed to be unchanged: its page is to be asked for in the usual way.
    """

    entries: list[Entry]
    conditions: list[dict[str, str]]
    answers: dict[int, Answer] = field(default_factory=dict)

    def leave(self, positions: Iterable[int]) -> None:
        """Take requests out of those to be made."""
        for position in positions:
            self.conditions[position] = {}


async def revalidate(
    session: aiohttp.ClientSession,
    run: Run,
    headers: list[tuple[str, str]],
    *,
    at_once: int,
    seconds: float,
    tls: ssl.SSLContext,
) -> None:
    """Ask for every page of the run, `at_once` at a time, each within `seconds`; keep the answers that say 304."""
    waiting = iter([at for at, conditions in enumerate(run.conditions) if conditions])
    timeout = aiohttp.ClientTimeout(total=seconds)

    async def ask() -> None:
        for at in waiting:
            url = run.entries[at].url
            try:
                async with session.get(
                    url,
                    headers=[*headers, *run.conditions[at].items()],
                    timeout=timeout,
                    ssl=tls,
                    allow_redirects=False,
                ) as response:
                    if response.status == 304:
                        raw = response.raw_headers
                        kept = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in raw)
                        run.answers[at] = Answer(url, 304, kept, b"")
            except (aiohttp.ClientError, TimeoutError, ValueError):
                continue

    await asyncio.gather(*(ask() for _ in range(at_once)))

"""Time limits that do not count the time in which the crawl itself was busy and could not listen.

One thread reads pages and waits for answers. While it reads a large page no answer can be taken in, and afterwards every
limit that passed meanwhile would end its request, though its answer may lie there already: the page of one site would
fail the requests of all the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_BEAT = 0.25  # seconds


class FairTime:
    """Limits that are put off by as long as the event loop was held up."""

    def __init__(self) -> None:
        self._limits: set[asyncio.Timeout] = set()
        self._due = 0.0
        self._beats = False

    @asynccontextmanager
    async def limit(self, seconds: float) -> AsyncIterator[None]:
        """Raise TimeoutError when the block takes longer than so many seconds of the loop's free time."""
        async with asyncio.timeout(seconds) as limit:
            self._limits.add(limit)
            if not self._beats:
                self._beats = True
                self._next_beat()
            try:
                yield
            finally:
                self._limits.discard(limit)

    def _next_beat(self) -> None:
        loop = asyncio.get_running_loop()
        self._due = loop.time() + _BEAT
        loop.call_at(self._due, self._beat)

    def _beat(self) -> None:
        late = asyncio.get_running_loop().time() - self._due
        if not self._limits:
            self._beats = False
            return
        if late > _BEAT:
            for limit in self._limits:
                when = limit.when()
                if when is not None and not limit.expired():
                    limit.reschedule(when + late)
        self._next_beat()

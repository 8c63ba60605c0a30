"""Scrapy's process, telling when it was asked to stop: what is under way may take as long as a time-out."""

from __future__ import annotations

from collections.abc import Callable

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings


class TellingProcess(AsyncCrawlerProcess):
    """Runs crawls; calls `on_stop` once when a signal asks it to end."""

    def __init__(self, settings: Settings, on_stop: Callable[[], None]) -> None:
        super().__init__(settings)
        self._on_stop: Callable[[], None] | None = on_stop

    async def stop(self) -> None:
        """End all crawls gracefully."""
        if self._on_stop is not None:
            self._on_stop()
            self._on_stop = None
        await super().stop()

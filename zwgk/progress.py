"""What a person sees while a crawl runs: a live table in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from crawler.site_crawl import SiteCrawl
from crawler.snapshot.facts import Outcome
from reports.hostile import line

_EVERY = 10.0  # seconds between lines where there is no terminal


def _failures(crawl: SiteCrawl) -> int:
    answered = (Outcome.OK.value, Outcome.NOT_FOUND.value)
    return sum(count for name, count in crawl.outcomes.items() if name not in answered)


class CrawlProgress:
    """Shows each site under way: pages fetched, requests waiting, failures. Use as a context manager."""

    def __init__(self, console: Console, sites: int) -> None:
        self._console = console
        self._sites = sites
        self._done: set[str] = set()
        self._pages = 0
        self._tasks: dict[str, TaskID] = {}
        self._last = time.monotonic()
        self._live: Progress | None = None
        if console.is_terminal:
            self._live = Progress(
                SpinnerColumn(),
                TextColumn("{task.fields[name]}", markup=False),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TextColumn("{task.fields[note]}", markup=False),
                TimeElapsedColumn(),
                console=console,
                transient=True,
            )

    def __enter__(self) -> CrawlProgress:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def stopping(self, seconds: float) -> None:
        """Say that the crawl is stopping, and how to leave at once."""
        self._console.print(
            f"正在停止：等在途的请求结束（最多 {seconds:g} 秒），再按一次 Ctrl-C 立即退出",
            markup=False,
            highlight=False,
        )

    def site(self, crawl: SiteCrawl) -> None:
        """Take note of a page taken in or a site finished."""
        self._pages += 1
        if crawl.finished:
            if crawl.site.id in self._done:
                return  # an answer that was still under way when the site's budget was spent
            self._done.add(crawl.site.id)
            if (
                self._live is not None
                and (task := self._tasks.pop(crawl.site.id, None)) is not None
            ):
                self._live.remove_task(task)
            note = f"，{_failures(crawl)} 次未取得" if _failures(crawl) else ""
            self._console.print(
                f"[{len(self._done)}/{self._sites}] {line(crawl.site.name)}：{crawl.pages} 次请求{note}",
                markup=False,
                highlight=False,
            )
            return
        if self._live is not None:
            task = self._tasks.get(crawl.site.id)
            if task is None:
                task = self._tasks[crawl.site.id] = self._live.add_task(
                    "", name=line(crawl.site.name), note="", total=None
                )
            failed = _failures(crawl)
            note = f"未取得 {failed}" if failed else ""
            self._live.update(
                task, completed=crawl.pages, total=crawl.pages + len(crawl.frontier), note=note
            )
        elif time.monotonic() - self._last > _EVERY:
            self._last = time.monotonic()
            self._console.print(
                f"抓取中：已完成 {len(self._done)}/{self._sites} 个网站；{line(crawl.site.name)} "
                f"已取 {crawl.pages} 次，待取 {len(crawl.frontier)} 次",
                markup=False,
                highlight=False,
            )

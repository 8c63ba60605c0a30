"""The one spider: it walks every site outward from its homepage, many sites at once, each host politely."""

from __future__ import annotations

import asyncio
import string
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any, Protocol, Self
from urllib.parse import quote

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DontCloseSpider,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.answer import Answer
from crawler.attachment.isolated import IsolatedReader
from crawler.browser.middleware import RenderingStopped
from crawler.cookies import JAR
from crawler.failure import Failed
from crawler.frontier import Entry
from crawler.revalidation import Run
from crawler.site_crawl import SiteCrawl
from crawler.snapshot.facts import Outcome, Role

_FAILURES: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (DownloadTimeoutError, Outcome.TIMEOUT, "超时无应答"),
    (CannotResolveHostError, Outcome.DNS, "域名无法解析"),
    (DownloadConnectionRefusedError, Outcome.REFUSED, "连接被拒绝"),
    (ResponseDataLossError, Outcome.BROKEN, "内容不完整"),
    (UnsupportedURLSchemeError, Outcome.BROKEN, "地址无效"),
    (DownloadFailedError, Outcome.BROKEN, "连接中断"),
    (TimeoutError, Outcome.TIMEOUT, "超时无应答"),
)
_TICK = 0.01  # seconds: clocks differ by less
# A browser names no charset when it sends a form, which is in the page's; a script's request is in UTF-8.
_PLAIN_FORM = "application/x-www-form-urlencoded"
_FEED_FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_JSON_FORM = "application/json;charset=UTF-8"


def form_type(entry: Entry) -> str:
    """The Content-Type with which the form of a request is sent."""
    if entry.form.startswith(("{", "[")):
        return _JSON_FORM
    return _FEED_FORM if entry.feed else _PLAIN_FORM


class Progress(Protocol):
    """Who is told how the crawl goes."""

    def site(self, crawl: SiteCrawl) -> None:
        """A page of this site was taken in, or the site was begun or finished."""
        ...

    def stopping(self, seconds: float) -> None:
        """The crawl was asked to stop; requests under way may take so many seconds."""
        ...


class DisclosureSpider(scrapy.Spider):
    """Crawls the disclosure columns (信息公开栏目) of a list of sites. `at_once` sites are under way at a time."""

    name = "disclosure"

    def __init__(
        self,
        crawls: Sequence[SiteCrawl] = (),
        at_once: int = 16,
        progress: Progress | None = None,
        failure: Callable[[], Exception | None] = lambda: None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._waiting = deque(crawls)
        self._at_once = at_once
        self._active: list[SiteCrawl] = []
        self._progress = progress
        self._failure = failure
        self._files = IsolatedReader()
        self._alarms: dict[str, asyncio.TimerHandle] = {}

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The first requests of the first sites; every later request follows from an answer."""
        for request in self._fill():
            yield request

    def _fill(self) -> Iterator[scrapy.Request]:
        """Begin waiting sites while there is room, and make every request that may be made now."""
        while True:
            for crawl in list(self._active):
                yield from self._requests(crawl)
            if len(self._active) >= self._at_once or not self._waiting:
                return
            crawl = self._waiting.popleft()
            crawl.begin()
            self._active.append(crawl)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, kept open while a site waits for a moment at which to ask again."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._stay, signal=signals.spider_idle)
        return spider

    def _stay(self) -> None:
        waits = any(crawl.next_moment is not None for crawl in self._active)
        if waits and self._failure() is None:
            raise DontCloseSpider

    def _wake_later(self, crawl: SiteCrawl) -> None:
        """See to it that what has to wait is asked for in time, though no answer comes before."""
        moment = None if crawl.finished else crawl.next_moment
        if moment is None:
            return
        loop = asyncio.get_running_loop()
        when = loop.time() + max(0.0, moment - crawl.elapsed()) + _TICK
        alarm = self._alarms.get(crawl.site.id)
        if alarm is not None:
            if alarm.when() <= when:
                return
            alarm.cancel()
        self._alarms[crawl.site.id] = loop.call_at(when, self._wake, crawl)

    def _wake(self, crawl: SiteCrawl) -> None:
        del self._alarms[crawl.site.id]
        engine = self.crawler.engine
        if crawl.finished or engine is None or engine.spider is None:
            return
        requests = list(self._requests(crawl))
        if crawl.finished:
            requests += self._fill()
        for request in requests:
            engine.crawl(request)

    def _requests(self, crawl: SiteCrawl) -> Iterator[scrapy.Request]:
        while (entry := crawl.next_entry()) is not None:
            run = crawl.run_from(entry)
            yield self._request(crawl, entry) if run is None else self._run_request(crawl, run)
        if crawl.is_done and not crawl.finished:
            crawl.finish()
            self._active.remove(crawl)
            self._tell(crawl)
        self._wake_later(crawl)

    def _request(self, crawl: SiteCrawl, entry: Entry) -> scrapy.Request:
        meta = {"entry": entry, "crawl": crawl, "download_slot": entry.host, JAR: crawl.site.id}
        if crawl.site.delay is not None:
            meta["autothrottle_dont_adjust_delay"] = True
        headers: dict[str, str] = {}
        if entry.feed:
            # What a browser's script sends along; many feeds answer nothing without it.
            headers["X-Requested-With"] = "XMLHttpRequest"
        if entry.found_on and (entry.feed or entry.form or entry.role is Role.ATTACHMENT):
            headers["Referer"] = _ascii(entry.found_on)
        known = crawl.known.of(entry)
        if known is not None and not entry.form and not entry.rendered:
            headers |= known.conditions
        if entry.form:
            headers["Content-Type"] = form_type(entry)
        return scrapy.Request(
            entry.url,
            callback=self.parse,
            errback=self.missed,
            method="POST" if entry.form else "GET",
            body=entry.form or None,
            headers=headers,
            meta=meta,
            dont_filter=True,
        )

    def _run_request(self, crawl: SiteCrawl, run: Run) -> scrapy.Request:
        first = run.entries[0]
        return scrapy.Request(
            first.url,
            callback=self.ran,
            errback=self.not_run,
            meta={"run": run, "crawl": crawl, "download_slot": first.host},
            dont_filter=True,
        )

    def ran(self, response: Response, **_kwargs: Any) -> Iterator[scrapy.Request]:
        """Hand the answers of a run to its site's crawl and make the requests that follow."""
        crawl: SiteCrawl = response.meta["crawl"]
        crawl.run_ended(response.meta["run"])
        yield from self._onward(crawl)

    def not_run(self, failure: Failure) -> Iterator[scrapy.Request]:
        """Let the requests of a run that could not be made be made one by one."""
        request: scrapy.Request = failure.request  # type: ignore[attr-defined]
        crawl: SiteCrawl = request.meta["crawl"]
        crawl.run_ended(request.meta["run"])
        yield from self._onward(crawl)

    def parse(
        self, response: Response, **_kwargs: Any
    ) -> Iterator[scrapy.Request] | AsyncIterator[scrapy.Request]:
        """Hand an answer to its site's crawl and make the requests that follow; a file's text is read first."""
        entry: Entry = response.meta["entry"]
        crawl: SiteCrawl = response.meta["crawl"]
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        rendering = response.meta.get("rendering")
        answer = Answer(response.url, response.status, headers, response.body, rendering)
        if crawl.needs_reading(entry, answer):
            return self._read_file(crawl, entry, answer)
        crawl.answered(entry, answer)
        return self._onward(crawl)

    async def _read_file(
        self, crawl: SiteCrawl, entry: Entry, answer: Answer
    ) -> AsyncIterator[scrapy.Request]:
        name = entry.url.partition("?")[0].rpartition("/")[2]
        if "." not in name:
            name = entry.anchor
        text = await self._files.read(answer.body, name, answer.header("content-type"))
        crawl.answered(entry, answer, text)
        for request in self._onward(crawl):
            yield request

    async def closed(self, _reason: str) -> None:
        """End the processes that read files."""
        await self._files.aclose()

    def missed(self, failure: Failure) -> Iterator[scrapy.Request]:
        """Hand a failed request to its site's crawl and make the requests that follow."""
        request: scrapy.Request = failure.request  # type: ignore[attr-defined]
        entry: Entry = request.meta["entry"]
        crawl: SiteCrawl = request.meta["crawl"]
        error = failure.value
        if isinstance(error, RenderingStopped):
            return  # the crawl ends: the page stays the shell that is stored, and is shown the next time
        if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
            crawl.failed(entry, Outcome.ROBOTS, "robots.txt 不允许抓取")
        elif isinstance(error, Failed):
            crawl.failed(entry, error.outcome, error.detail, size=error.received)
        else:
            for kind, outcome, detail in _FAILURES:
                if isinstance(error, kind):
                    crawl.failed(entry, outcome, detail)
                    break
            else:
                crawl.failed(entry, Outcome.BROKEN, f"{type(error).__name__}: {error}")
        if error is not None:
            _let_go(error)
        yield from self._onward(crawl)

    def _onward(self, crawl: SiteCrawl) -> Iterator[scrapy.Request]:
        if self._failure() is not None:
            raise CloseSpider("store")
        self._tell(crawl)
        yield from self._requests(crawl)
        if crawl.finished:
            yield from self._fill()

    def _tell(self, crawl: SiteCrawl) -> None:
        if self._progress is not None:
            self._progress.site(crawl)


def _let_go(error: BaseException) -> None:
    """Let go of what an error's frames hold: answers of twenty megabytes would wait there for the next garbage run."""
    chain: BaseException | None = error
    while chain is not None:
        chain.__traceback__ = None
        chain.__cause__, chain.__context__, chain = None, None, chain.__cause__ or chain.__context__


def _ascii(url: str) -> str:
    """A URL as a header takes it."""
    return quote(url, safe=string.punctuation)

"""The browser inside the crawl: it shows the pages recorded as script shells; every request of theirs is the crawler's own.

What a page asks for passes the same middlewares and waits in the same slot as any page: robots.txt, one at a time for each
host, the delay, the limits of size and time. Nothing is asked for twice on account of pages of one site.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import (
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
)
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from crawler.answer import Answer, Rendering
from crawler.browser.chromium import BrowserError, Chromium
from crawler.browser.page import PageRequest, Refused, Shown, place_of, show
from crawler.cookies import JAR
from crawler.failure import Failed
from crawler.snapshot.facts import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.site_crawl import SiteCrawl

log = logging.getLogger(__name__)

_PAGES_AT_ONCE = 2
_MOST_REQUESTS = 80  # that one page may cause
_MOST_HOPS = 5  # redirects of one such request
_KEPT_BYTES = 32 * 1024 * 1024  # of answers kept to be given again
_METHODS = frozenset({"GET", "POST"})
_OWN = frozenset(
    {"host", "connection", "content-length", "accept-encoding", "user-agent", "priority", "cookie"}
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RenderingStopped(Exception):
    """The crawl was asked to stop while a page was being shown: it is still to be shown."""


class BrowserMiddleware:
    """Answers requests for pages to be rendered with the DOM that the browser makes of them."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._chromium = Chromium(Path(settings["ZWGK_CHROMIUM"]), settings["USER_AGENT"])
        self._seconds = settings.getfloat("ZWGK_BROWSER_SECONDS")
        self._most_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self._libraries = frozenset(
            host.strip().lower() for host in settings.getlist("ZWGK_BROWSER_HOSTS")
        )
        self._room = asyncio.Semaphore(_PAGES_AT_ONCE)
        self._kept = _Kept()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making it. Raises NotConfigured where no browser is asked for."""
        if not crawler.settings.getbool("ZWGK_BROWSER"):
            raise NotConfigured
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    async def close(self) -> None:
        """End the browser."""
        await self._chromium.close()

    async def process_request(self, request: Request) -> Response | None:
        """The rendered page, for a request that asks for one; the server's own answer where that is no page.

        Raises RenderingStopped when the crawl ends meanwhile.
        """
        entry = request.meta.get("entry")
        if entry is None or not entry.rendered:
            return None
        crawl: SiteCrawl = request.meta["crawl"]
        asked = request.replace(meta=_meta(request, crawl), callback=NO_CALLBACK)
        response = await self._download(asked)
        response.request = request
        if response.status != 200:
            return response
        shell = _answer(response)
        asking = RequestsOfPage(
            request, crawl, self._libraries, self._most_bytes, self._kept, self._download
        )
        async with self._room:
            try:
                shown = await show(
                    self._chromium,
                    shell,
                    _cookies(asked),
                    asking.ask,
                    seconds=self._seconds,
                    most=self._most_bytes or sys.maxsize,
                    is_stopping=self._is_stopping,
                )
            except BrowserError as error:
                request.meta["rendering"] = Rendering(None, (), (str(error),), was_tried=False)
                return response
            except Exception:
                log.exception("page could not be shown: %r", request.url)
                shown = Shown(trouble="浏览器出错，见 crawl.log")
        if self._is_stopping():
            raise RenderingStopped
        return self._response(request, response, shown, shell, tuple(asking.data))

    def _is_stopping(self) -> bool:
        engine = self._crawler.engine
        return engine is None or not engine.running

    def _response(
        self,
        request: Request,
        response: Response,
        shown: Shown,
        shell: Answer,
        data: tuple[Answer, ...],
    ) -> Response:
        missing = tuple(shown.missing)
        if not shown.html:
            request.meta["rendering"] = Rendering(None, (), (shown.trouble, *missing))
            return response
        body = shown.html.encode("utf-8", "replace")
        if len(body) > self._most_bytes > 0:
            raise Failed(Outcome.TOO_LARGE, f"浏览器打开后有 {len(body)} 字节，超过单页上限")
        request.meta["rendering"] = Rendering(shell, data, missing, lacks_data=shown.lacks_data)
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if shown.moved_to:
            headers["Location"] = shown.moved_to
        return HtmlResponse(
            request.url, status=302 if shown.moved_to else 200, headers=headers, body=body
        )

    async def _download(self, request: Request) -> Response:
        engine = self._crawler.engine
        assert engine is not None
        return await engine.download_async(request)


@dataclass(slots=True)
class RequestsOfPage:
    """The requests of one page: which are made, and how many. `data` are the answers that brought it data."""

    page: Request
    crawl: SiteCrawl
    libraries: frozenset[str]
    most_bytes: int
    kept: _Kept
    download: Callable[[Request], Awaitable[Response]]
    data: list[Answer] = field(default_factory=list)
    _requests: int = 0
    _bytes: int = 0

    async def ask(self, asked: PageRequest) -> Answer:
        """The answer to a request of the page. Raises Refused for one that is not made, or that brought nothing."""
        url = asked.url
        for _ in range(_MOST_HOPS):
            await self._judge(url, asked)
            answer = await self._once(url, asked)
            if answer.status not in _REDIRECTS:
                return answer
            url = answer.location(url)
            if asked.method != "GET":
                break
        raise Refused(f"{place_of(asked.url)} 未取到（跳转）")

    async def _judge(self, url: str, asked: PageRequest) -> None:
        host = urlsplit(url).netloc.lower()
        if asked.method not in _METHODS:
            raise Refused(f"{place_of(url)} 未放行（{asked.method[:10]}）")
        if self.crawl.policy.is_internal(url):
            return
        if asked.kind != "script" or host not in self.libraries:
            raise Refused(
                f"主机 {host[:100]} 不在网站清单的 hosts 中，未放行",
                is_weighty=asked.kind != "script",
            )
        if not await _is_public(url):
            raise Refused(f"主机 {host[:100]} 在内部网络中，未放行")

    async def _once(self, url: str, asked: PageRequest) -> Answer:
        kept = self.kept
        key = (self.crawl.site.id, url)
        if asked.method == "GET" and (known := kept.get(key)):
            return known
        self._requests += 1
        if self._requests > _MOST_REQUESTS or self._bytes > self.most_bytes > 0:
            raise Refused("页面请求过多，其余未放行")
        headers = {
            name: value
            for name, value in asked.headers.items()
            if name not in _OWN and not name.startswith("sec-")
        }
        is_own = self.crawl.policy.is_internal(url)
        if is_own and (cookie := asked.headers.get("cookie")):
            headers["cookie"] = cookie
        request = Request(
            url,
            method=asked.method,
            headers=headers,
            body=asked.body or b"",
            # The page's cookies are its context's, not the crawl's.
            meta=_meta(self.page, self.crawl, url) | {"dont_merge_cookies": True},
            callback=NO_CALLBACK,
            dont_filter=True,
        )
        try:
            response = await self.download(request)
        except Exception as error:
            log.info("request of a page failed: %r", url, exc_info=True)
            raise Refused(f"{place_of(url)} 未取到（{_why(error)}）") from error
        answer = _answer(response)
        self._bytes += len(answer.body)
        if asked.method == "GET" and answer.status == 200:
            kept.put(key, answer)
        if asked.kind != "script":
            self.data.append(answer)
        return answer


class _Kept:
    """Answers kept to be given again, those least used dropped first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[str, str], Answer] = OrderedDict()
        self._bytes = 0

    def get(self, key: tuple[str, str]) -> Answer | None:
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: tuple[str, str], answer: Answer) -> None:
        if key in self._answers:
            return
        self._answers[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > _KEPT_BYTES:
            _, dropped = self._answers.popitem(last=False)
            self._bytes -= len(dropped.body)


async def _is_public(url: str) -> bool:
    """Whether a host's every address is one of the public internet."""
    parts = urlsplit(url)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, parts.port or 80)
        return all(ip_address(str(place[0]).partition("%")[0]).is_global for *_, place in found)
    except (OSError, ValueError):
        return False


def _meta(page: Request, crawl: SiteCrawl, url: str = "") -> dict[str, Any]:
    """The meta of a request made for a page: the slot of its host, and the site's own pace."""
    kept = {"autothrottle_dont_adjust_delay"} & page.meta.keys()
    return {
        "download_slot": urlsplit(url or page.url).netloc.lower(),
        "crawl": crawl,
        JAR: crawl.site.id,
        **{name: page.meta[name] for name in kept},
    }


def _answer(response: Response) -> Answer:
    return Answer(
        response.url,
        response.status,
        tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ),
        response.body,
    )


def _cookies(request: Request) -> dict[str, str]:
    """The cookies that a request was sent with."""
    sent = request.headers.get("Cookie") or b""
    pairs = (pair.strip().partition("=") for pair in sent.decode("latin-1").split(";"))
    return {name: value for name, mark, value in pairs if name and mark}


def _why(error: Exception) -> str:
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return "robots.txt 不允许抓取"
    if isinstance(error, Failed):
        return error.detail
    if isinstance(error, (DownloadTimeoutError, TimeoutError)):
        return "超时无应答"
    return type(error).__name__

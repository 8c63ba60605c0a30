"""robots.txt, read as RFC 9309 says: redirects followed, the first 512 KB of it, and no trouble whatever it is.

Of a run of conditional requests every page is looked at, not only the first.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from crawler.download import KEEP_FIRST

if TYPE_CHECKING:
    from scrapy.robotstxt import RobotParser

    from crawler.revalidation import Run

MOST_BYTES = 512 * 1024
_MOST_HOPS = 5
_LONGEST_LINE = 2000
_MOST_STARS = 20  # in one rule: more is no rule that anybody meant, and matching it takes long

log = logging.getLogger(__name__)


class CalmRobotsMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt. One that cannot be had (silent, broken, an error, a page of HTML) allows everything.

    Scrapy's own follows no redirect (a site that sends http to https would not be obeyed), reads as much as comes, and
    writes a traceback into the log for each host whose robots.txt fails.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._hosts = frozenset(crawler.settings.getlist("ZWGK_HOSTS"))

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise IgnoreRequest for a single request that is forbidden; take out of a run what is, to be asked for alone."""
        run: Run | None = request.meta.get("run")
        if run is None:
            super().process_request_2(rp, request)
        elif rp is not None:
            agent = self._robotstxt_useragent or self._default_useragent
            run.leave(
                at for at, entry in enumerate(run.entries) if not rp.allowed(entry.url, agent)
            )

    async def robot_parser(self, request: Request):  # type: ignore[no-untyped-def]
        """The rules for the request's host, None where everything is allowed."""
        parts = urlsplit(request.url)
        host = parts.netloc.lower()
        if host not in self._parsers:
            waiting: Deferred[object] = Deferred()
            self._parsers[host] = waiting  # type: ignore[assignment]
            body = await self._body(f"{parts.scheme}://{parts.netloc}/robots.txt")
            rules = build_from_crawler(self._parserimpl, self.crawler, body) if body else None
            self._parsers[host] = rules
            waiting.callback(rules)
        parser = self._parsers[host]
        if isinstance(parser, Deferred):
            return await maybe_deferred_to_future(parser)
        return parser

    async def _body(self, url: str) -> bytes:
        """The text of robots.txt, b"" where there is none."""
        for _ in range(_MOST_HOPS + 1):
            try:
                response = await self._ask(url)
            except Exception as error:
                log.warning("no robots.txt: %r: %s: %s", url, type(error).__name__, error)
                return b""
            place = response.headers.get("Location")
            if 300 <= response.status < 400 and place:
                url = _onward(url, place)
                if urlsplit(url).netloc.lower() not in self._hosts:
                    return b""
                continue
            return _rules(response.body) if response.status < 300 else b""
        return b""

    async def _ask(self, url: str) -> Response:
        meta = {"dont_obey_robotstxt": True, "download_maxsize": 0, KEEP_FIRST: MOST_BYTES}
        engine = self.crawler.engine
        assert engine is not None
        asked = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        return await engine.download_async(asked)


def _onward(url: str, place: bytes) -> str:
    try:
        return urljoin(url, place.decode("utf-8", "replace").strip())
    except ValueError:
        return ""


def _rules(body: bytes) -> bytes:
    """The lines that may be rules: none of a page of HTML, none that are absurd."""
    if body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return b""
    lines = body[:MOST_BYTES].splitlines()
    return b"\n".join(
        line for line in lines if len(line) <= _LONGEST_LINE and line.count(b"*") <= _MOST_STARS
    )

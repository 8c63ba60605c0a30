"""Scrapy's aiohttp download handler, bounded in time, size and headers, and in where it may connect to.

What stays Scrapy's: DOWNLOAD_TIMEOUT is the time for the whole answer, connecting and the last byte included, so that a
server which drips cannot hold a request; DOWNLOAD_MAXSIZE ends an answer while it comes. Beside single requests it makes
runs of conditional ones.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Headers, Response

from crawler.failure import Failed
from crawler.fair_time import FairTime
from crawler.reach import PrivateAddress, Reach, literal
from crawler.resolver import JudgingResolver
from crawler.revalidation import Run, revalidate
from crawler.snapshot.facts import Outcome

KEEP_FIRST = (
    "zwgk_keep_first"  # in a request's meta: how many bytes of the answer to take, and no more
)
LARGE = 2 * 1024 * 1024  # bytes from which on an answer is one of the few large ones
_LARGE_AT_ONCE = 4
_MOST_HEADERS = 200
_MOST_MESSAGES = 64  # that wait to be read on one connection
_LONGEST_LINE = 16 * 1024
_NAMES_KEPT = 60  # seconds
_NEVER = 86_400.0  # seconds: the limit of the library, which is not the one that counts


class _Response(_ClientResponse):
    """An answer under way: how much of it is wanted (0: all), and whether it holds one of the large places."""

    wanted: int = 0
    is_large: bool = False


class _Protocol(ResponseHandler):
    """One connection. A server may say 100 Continue for ever, and each of them is kept until somebody reads it."""

    def feed_data(self, data: Any, size: int = 0) -> None:
        """Keep one message, or break the connection off when too many wait."""
        if len(self._buffer) < _MOST_MESSAGES:
            super().feed_data(data, size)
            return
        if self.transport is not None:
            self.transport.abort()
        self.set_exception(HttpProcessingError(message="too many interim responses"))


class _Connector(aiohttp.TCPConnector):
    """Connections that break off at a flood of messages."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._factory: Any = functools.partial(_Protocol, loop=self._loop)


class BoundedDownloadHandler(AiohttpDownloadHandler):
    """Reads an answer within bounds, from hosts that the run may reach.

    Headers are kept as the bytes that came: Scrapy's own handler takes them as text and fails on the whole page where
    they are no UTF-8 (a Location or a file name in GBK).

    Answers beyond `LARGE` are read a few at a time, whatever the number of sites: what many servers send at once must
    not add up to more memory than there is. The others wait, and their servers with them.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._reach = Reach(crawler.settings.getlist("ZWGK_HOSTS"))
        self._time = FairTime()
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        # The session of Scrapy's handler cannot be told how to resolve: it is put away unused.
        self._session.detach()
        self._session = aiohttp.ClientSession(
            connector=_Connector(
                resolver=JudgingResolver(self._reach),
                socket_factory=self._reach.open_socket,
                # How many requests run at once is the spider's to say. A limit here would let the requests of a host
                # that answers wait, within their own time, for those of one that does not.
                limit=0,
                ttl_dns_cache=_NAMES_KEPT,
                local_addr=self._bind_address,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_Response,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_headers=_MOST_HEADERS,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )

    async def download_request(self, request: Request) -> Response:
        """The answer to a request; to a run of conditional ones an empty answer, the run having its own."""
        run: Run | None = request.meta.get("run")
        if run is None:
            return await super().download_request(request)
        self._judge_literal(request.url)
        seconds = request.meta["download_timeout"]
        # The whole run within the time of one answer: what is left of it is asked for in the usual way.
        with contextlib.suppress(TimeoutError):
            async with self._time.limit(seconds):
                await revalidate(
                    self._session,
                    run,
                    self._request_headers(request).to_tuple_list(),
                    at_once=self._pool_size_per_host,
                    seconds=seconds,
                    tls=self._ssl_context,
                )
        return Response(request.url, request=request)

    @asynccontextmanager
    async def _make_request(
        self,
        request: Request,
        timeout: float,  # noqa: ASYNC109
    ) -> AsyncIterator[_ClientResponse]:
        try:
            if proxy := request.meta.get("proxy"):
                self._reach.name(proxy)
            self._judge_literal(request.url)
            async with (
                self._time.limit(timeout),
                super()._make_request(request, _NEVER) as response,
            ):
                assert isinstance(response, _Response)
                response.wanted = request.meta.get(KEEP_FIRST, 0)
                try:
                    yield response
                finally:
                    if response.is_large:
                        self._large.release()
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url} took longer than {timeout} s") from error
        except PrivateAddress as error:
            raise Failed(Outcome.PRIVATE, str(error)) from error
        except (CannotResolveHostError, DownloadConnectionRefusedError) as error:
            raise _named(error) from error
        except DownloadFailedError as error:
            if isinstance(error.__cause__, aiohttp.ClientResponseError):
                detail = f"应答不合 HTTP 规范：{_short(error)}"
                raise Failed(Outcome.BROKEN, detail) from error
            raise

    def _judge_literal(self, url: str) -> None:
        """Judge a URL's host that is an address itself: no resolver is asked for it."""
        try:
            host, port = _host_and_port(url)
        except ValueError as error:
            raise UnsupportedURLSchemeError(str(error)) from error
        address = literal(host)
        if address is not None:
            self._reach.permitted(host, port, [address])

    async def _iter_body_chunks(  # type: ignore[override]
        self, response: _ClientResponse
    ) -> AsyncIterator[bytes]:
        assert isinstance(response, _Response)
        received = 0
        async for chunk in response.content.iter_any():
            received += len(chunk)
            if response.wanted and received >= response.wanted:
                yield chunk[: response.wanted - received or None]
                return
            if received > LARGE and not response.is_large:
                await self._large.acquire()
                response.is_large = True
            yield chunk

    @staticmethod
    def _extract_headers(response: Any) -> Headers:
        return Headers(list(response.raw_headers))

    @staticmethod
    def _cancel_maxsize(size: int, limit: int, request: Request, *, expected: bool) -> NoReturn:
        told = f"应答自称 {size} 字节" if expected else "应答"
        detail = f"{told}超过单页上限 {limit} 字节"
        raise Failed(Outcome.TOO_LARGE, detail, received=0 if expected else size)


def _host_and_port(url: str) -> tuple[str, int]:
    """The host as aiohttp will understand it, and its port. Raises ValueError for a URL that is none."""
    import yarl

    parsed = yarl.URL(url)
    return parsed.host or "", parsed.port or 80


def _named(error: Exception) -> Exception:
    """What a failed connection is called, where its cause says more than Scrapy's error does."""
    cause = error.__cause__
    inner = cause.os_error if isinstance(cause, aiohttp.ClientConnectorError) else None
    if isinstance(inner, PrivateAddress):
        return Failed(Outcome.PRIVATE, str(inner))
    if isinstance(cause, aiohttp.ClientSSLError):
        return Failed(Outcome.BROKEN, f"加密连接（TLS）失败：{_short(cause)}")
    if isinstance(inner, OSError) and inner.errno in (errno.ETIMEDOUT,):
        return Failed(Outcome.TIMEOUT, "超时无应答")
    return error


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__

"""Scrapy's aiohttp download handler, with response headers kept as bytes, and with runs of conditional requests."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler
from scrapy.http import Headers, Response

from crawler.revalidation import Run, revalidate


class RawHeadersHandler(AiohttpDownloadHandler):
    """Reads pages whose headers hold GBK (a Location, an attachment's file name).

    Scrapy's own handler takes headers as text and fails on the whole page where their bytes are no UTF-8.
    """

    async def download_request(self, request: Request) -> Response:
        """The answer to a request; to a run of conditional ones an empty answer, the run having its own."""
        run: Run | None = request.meta.get("run")
        if run is None:
            return await super().download_request(request)
        await revalidate(
            self._session,
            run,
            self._request_headers(request).to_tuple_list(),
            at_once=self._pool_size_per_host,
            seconds=request.meta["download_timeout"],
            tls=self._ssl_context,
        )
        return Response(request.url, request=request)

    @staticmethod
    def _extract_headers(response: Any) -> Headers:
        return Headers(list(response.raw_headers))

"""Scrapy's aiohttp download handler, with response headers kept as the bytes that came."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler
from scrapy.http import Headers


class RawHeadersHandler(AiohttpDownloadHandler):
    """Reads pages whose headers hold GBK (a Location, an attachment's file name).

    Scrapy's own handler takes headers as text and fails on the whole page where their bytes are no UTF-8.
    """

    @staticmethod
    def _extract_headers(response: Any) -> Headers:
        return Headers(list(response.raw_headers))

"""One download slot for each host and port, whoever makes the request: robots.txt waits its turn as well."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request


class HostSlotMiddleware:
    """Names the slot of a request that names none. Two servers on one machine do not wait for each other."""

    def process_request(self, request: Request) -> None:
        """Set `download_slot` to host[:port] where it is missing."""
        request.meta.setdefault("download_slot", urlsplit(request.url).netloc.lower())

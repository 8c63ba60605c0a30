"""The baseline: a bare Scrapy spider that parses with lxml and follows the same links, and keeps nothing.

Run by `bench.crawl` in a process of its own: `python -m bench.bare URL`. It is not made slow on purpose: it drops links that
it has seen before making requests of them, which is three times as fast as a LinkExtractor on such pages.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class BareSpider(scrapy.Spider):
    """Follows every link inside the host once."""

    name = "bare"

    def __init__(self, url: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url
        self.host = urlsplit(url).netloc
        self.seen = {url}
        self.pages = 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The homepage."""
        yield scrapy.Request(self.url)

    def parse(self, response: Response, **_kwargs: Any) -> Iterator[scrapy.Request]:
        """Every link of the page that was not seen."""
        self.pages += 1
        for href in lxml.html.fromstring(response.body).xpath("//a/@href"):
            url = urljoin(response.url, href).partition("#")[0]
            if url not in self.seen and urlsplit(url).netloc == self.host:
                self.seen.add(url)
                yield scrapy.Request(url)

    def closed(self, reason: str) -> None:
        """Say how many pages were parsed."""
        sys.stdout.write(f"{self.pages}\n")


def main() -> None:
    """Crawl the URL given on the command line."""
    process = AsyncCrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": False,
        }
    )
    process.crawl(BareSpider, url=sys.argv[1])
    process.start()


if __name__ == "__main__":
    main()

"""Scrapy settings of a polite audit crawl. Any of them can be set with `-s NAME=VALUE`."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

try:
    _VERSION = version("zwgk")
except PackageNotFoundError:  # run from a source tree that was not installed
    _VERSION = "0"

BOT_NAME = "zwgk"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = f"zwgk/{_VERSION} (government information disclosure audit)"
ZWGK_CONTACT = ""  # address or URL of whoever runs the audit; added to the user agent
ROBOTSTXT_USER_AGENT = "zwgk"
ROBOTSTXT_OBEY = True

# Politeness: one request at a time and a pause for every host; many hosts at once.
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 30.0
DOWNLOAD_TIMEOUT = 30  # for a whole answer, its last byte included
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # of an answer, as it comes and unpacked
DOWNLOAD_WARNSIZE = 0
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# The budget of one site, unless the site list gives its own.
ZWGK_PAGES = 30_000
ZWGK_MINUTES = 600
ZWGK_MEGABYTES = 4000  # received, unpacked

# A browser for script shells (空壳页面): off unless asked for, and then within these bounds.
ZWGK_BROWSER = False
ZWGK_BROWSER_SECONDS = 90  # that one page may take, the waits between its requests included
ZWGK_CHROMIUM = os.environ.get("ZWGK_CHROMIUM", "")  # path; else the first found on PATH
# Hosts that scripts, and nothing else, may come from beside the site's own: the usual public copies of libraries.
ZWGK_BROWSER_HOSTS = (
    "unpkg.com,cdn.jsdelivr.net,cdnjs.cloudflare.com,code.jquery.com,cdn.bootcdn.net,cdn.bootcss.com,"
    "cdn.staticfile.net,cdn.staticfile.org,lib.baomitu.com,libs.baidu.com"
)

# The spider orders, remembers, redirects and retries requests itself: it keeps them in the snapshot.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
REFERER_ENABLED = False
HTTPPROXY_ENABLED = False
SPIDER_MIDDLEWARES_BASE: dict[str, Any] = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25
}
CONCURRENT_ITEMS = 1  # it yields no items; each unit costs a task per response
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the callbacks' source anew for every response
TELNETCONSOLE_ENABLED = False
EXTENSIONS_BASE: dict[str, Any] = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
DOWNLOADER_MIDDLEWARES_BASE: dict[str, Any] = {
    "crawler.host_slot.HostSlotMiddleware": 50,
    "crawler.browser.middleware.BrowserMiddleware": 60,
    "crawler.robots.CalmRobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawler.unpacking.UnpackingMiddleware": 590,
    "crawler.cookies.SmallJarsMiddleware": 700,
}
DOWNLOAD_HANDLERS: dict[str, Any] = {
    "http": "crawler.download.BoundedDownloadHandler",
    "https": "crawler.download.BoundedDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TWISTED_REACTOR_ENABLED = False  # plain asyncio, and uvloop where there is one
ASYNCIO_EVENT_LOOP: str | None = "uvloop.Loop" if find_spec("uvloop") else None

LOG_LEVEL = "WARNING"
LOG_ENCODING = "utf-8"

"""Addresses as they are compared between the links of two documents."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx|php)$", re.IGNORECASE)


@lru_cache(maxsize=131072)
def url_key(url: str) -> str:
    """An address as it is compared: scheme, www., fragment and a trailing index page do not matter.

    >>> url_key("https://www.a.gov.cn/zc/index.html") == url_key("http://a.gov.cn/zc/")
    True
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().removeprefix("www.")
        port = parts.port
    except ValueError:
        return url
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = _INDEX_PAGE.sub("/", parts.path).rstrip("/")
    return f"{host}{path}{'?' + parts.query if parts.query else ''}"

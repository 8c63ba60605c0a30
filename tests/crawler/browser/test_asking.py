"""What a page may have asked for on its behalf: data from its own site, libraries from named hosts, nothing from within."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.browser import middleware
from crawler.browser.middleware import RequestsOfPage, _Kept
from crawler.browser.page import PageRequest, Refused
from crawler.follow import Policy
from tests.crawler.serving import PLAN

OWN, LIBRARY = "http://site.example", "https://unpkg.example"


class Site:
    """As much of a crawl as requests of a page are judged by."""

    policy = Policy(("site.example", "data.site.example"), PLAN)

    class site:
        id = "site"


def asker(download: Callable[[Request], Awaitable[Response]]) -> RequestsOfPage:
    page = Request(f"{OWN}/a/", meta={"autothrottle_dont_adjust_delay": True})
    libraries = frozenset({"unpkg.example", "127.0.0.1:8"})
    return RequestsOfPage(page, Site(), libraries, 1000, _Kept(), download)


def ask(url: str, kind: str = "fetch", method: str = "GET", times: int = 1) -> list[Request]:
    """The requests that are made for one of a page."""
    made: list[Request] = []

    async def download(request: Request) -> Response:
        made.append(request)
        return Response(request.url, body=b"x")

    async def run() -> None:
        page = asker(download)
        headers = {
            "cookie": "a=1",
            "x-token": "t",
            "user-agent": "Chrome",
            "sec-fetch-mode": "cors",
        }
        for _ in range(times):
            await page.ask(
                PageRequest(url, method, kind, headers, b"p=1" if method == "POST" else None)
            )

    asyncio.run(run())
    return made


@pytest.mark.parametrize("url", [f"{OWN}/list", "https://data.site.example/list"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_data_comes_from_the_sites_own_hosts(url: str, method: str) -> None:
    [request] = ask(url, method=method)
    assert (request.method, request.body) == (method, b"p=1" if method == "POST" else b"")
    assert request.meta["download_slot"] == url.split("/")[2]
    assert request.meta["autothrottle_dont_adjust_delay"]
    assert request.headers[b"X-Token"] == b"t"
    assert request.headers[b"Cookie"] == b"a=1"
    assert not {b"User-Agent", b"Sec-Fetch-Mode"} & request.headers.keys()


def test_nothing_is_asked_for_twice() -> None:
    assert len(ask(f"{OWN}/list", times=3)) == 1
    assert len(ask(f"{OWN}/list", method="POST", times=3)) == 3


def test_libraries_come_from_named_hosts_without_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    async def public(_url: str) -> bool:
        return True

    monkeypatch.setattr(middleware, "_is_public", public)
    [request] = ask(f"{LIBRARY}/vue.js", "script")
    assert b"Cookie" not in request.headers


@pytest.mark.parametrize(
    ("url", "kind", "method", "why"),
    [
        (f"{LIBRARY}/list", "fetch", "GET", "hosts"),
        ("https://else.example/a.js", "script", "GET", "hosts"),
        ("http://site.example:81/a.js", "script", "GET", "hosts"),
        ("http://user@site.example/a.js", "script", "GET", "hosts"),
        ("file:///etc/passwd", "fetch", "GET", "hosts"),
        ("http://127.0.0.1:8/a.js", "script", "GET", "内部网络"),
        (f"{OWN}/list", "fetch", "DELETE", "DELETE"),
    ],
)
def test_all_else_is_refused(url: str, kind: str, method: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        ask(url, kind, method)


def test_a_page_that_asks_without_end_is_stopped() -> None:
    with pytest.raises(Refused, match="过多"):
        ask(f"{OWN}/list", method="POST", times=1000)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://[fe80::1]/",
    ],
)
def test_an_internal_address_is_not_public(url: str) -> None:
    assert not asyncio.run(middleware._is_public(url))


def test_a_public_address_is_public() -> None:
    assert asyncio.run(middleware._is_public("http://114.114.114.114/"))


def test_a_redirect_is_judged_like_the_first_address() -> None:
    async def download(request: Request) -> Response:
        return Response(request.url, status=302, headers={"Location": "http://10.0.0.1/list"})

    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        asyncio.run(asker(download).ask(PageRequest(f"{OWN}/a", "GET", "fetch", {}, None)))

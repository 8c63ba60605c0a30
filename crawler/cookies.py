"""Cookies: one jar a site, few and small, and none for a domain that is not the site's own."""

from __future__ import annotations

from http.cookiejar import Cookie

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

from crawler.url_shapes import domain

JAR = "cookiejar"  # in a request's meta: whose jar
MOST = 50
MOST_BYTES = 4096  # of all cookies of a jar: servers refuse requests whose headers are longer than eight kilobytes


class SmallJarsMiddleware:
    """Sends back the cookies that a site set.

    Scrapy's own keeps every cookie of every site in one jar, sends them all back, and asks the internet for the list of
    public suffixes when the first cookie comes: a request to a host that nobody named.
    """

    def __init__(self) -> None:
        self._jars: dict[str, CookieJar] = {}

    def process_request(self, request: Request) -> None:
        """Add the Cookie header, for a request that says whose jar it uses."""
        if request.meta.get("dont_merge_cookies"):
            return
        jar = self._jars.get(request.meta.get(JAR, ""))
        request.headers.pop("Cookie", None)
        if jar is not None:
            jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the cookies of the answer, as far as there is room."""
        name = request.meta.get(JAR, "")
        merges = not request.meta.get("dont_merge_cookies")
        if name and merges and response.headers.getlist("Set-Cookie"):
            jar = self._jars.setdefault(name, CookieJar())
            for cookie in jar.make_cookies(response, request):
                if _is_own(cookie, request) and _fits(jar, cookie):
                    jar.set_cookie_if_ok(cookie, request)
        return response


def _is_own(cookie: Cookie, request: Request) -> bool:
    own = domain(request.url)
    whose = cookie.domain.lstrip(".").lower()
    return not cookie.domain_specified or (bool(own) and f".{whose}".endswith(f".{own}"))


def _size(cookie: Cookie) -> int:
    return len(cookie.name) + len(cookie.value or "") + 3


def _fits(jar: CookieJar, cookie: Cookie) -> bool:
    others = [
        each
        for each in jar
        if (each.domain, each.path, each.name) != (cookie.domain, cookie.path, cookie.name)
    ]
    return len(others) < MOST and sum(map(_size, others)) + _size(cookie) <= MOST_BYTES

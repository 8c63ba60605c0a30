"""Cookies go back to the site that set them, few and small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response

from crawler.cookies import JAR, MOST, MOST_BYTES, SmallJarsMiddleware


def sent_back(
    cookies: list[str],
    url: str = "http://www.a.gov.cn/",
    to: str = "http://www.a.gov.cn/x",
    jar: str = "a",
) -> str:
    """The Cookie header of a later request of the site "a", after an answer that set these."""
    middleware = SmallJarsMiddleware()
    first = Request(url, meta={JAR: "a"})
    middleware.process_request(first)
    middleware.process_response(first, Response(url, headers={"Set-Cookie": cookies}))
    later = Request(to, meta={JAR: jar})
    middleware.process_request(later)
    return (later.headers.get("Cookie") or b"").decode("latin-1")


@pytest.mark.parametrize(
    ("cookie", "back"),
    [
        ("__jsl_clearance=1; Path=/; HttpOnly", "__jsl_clearance=1"),
        ("a=b; Domain=a.gov.cn", "a=b"),
        ("a=b; Domain=.www.a.gov.cn", "a=b"),
        ("a=b; Domain=gov.cn", ""),
        ("a=b; Domain=.cn", ""),
        ("a=b; Domain=b.gov.cn", ""),
        ("a=b; Domain=evil.example", ""),
        ("a=b; Max-Age=0", ""),
        ("a=b; Expires=Foo, 99 Bar 99999", "a=b"),
        ("", ""),
        ("=", ""),
        (f"a={'x' * (MOST_BYTES + 1)}", ""),
    ],
)
def test_which_cookies_come_back(cookie: str, back: str) -> None:
    assert sent_back([cookie]) == back


def test_none_goes_to_another_site() -> None:
    assert sent_back(["a=b"], jar="b") == ""
    assert sent_back(["a=b"], to="http://www.b.gov.cn/") == ""


def test_a_server_on_another_port_of_one_machine_is_another_site() -> None:
    assert sent_back(["a=b"], "http://127.0.0.1:1/", "http://127.0.0.1:2/", jar="b") == ""


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3000)), max_size=150))
def test_a_jar_has_little_room(cookies: list[tuple[int, int]]) -> None:
    back = sent_back([f"c{name}={'x' * size}" for name, size in cookies])
    assert len(back) <= MOST_BYTES
    assert back.count(";") < MOST


def test_one_that_is_set_again_takes_its_own_place() -> None:
    big = "x" * (MOST_BYTES - 10)
    assert sent_back([f"a={big}", "b=1234567890", f"a={big[:-5]}", "c=2"]) == f"a={big[:-5]}; c=2"


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_bytes_are_taken(cookies: list[bytes]) -> None:
    sent_back([cookie.decode("latin-1") for cookie in cookies])


def test_a_request_with_cookies_of_its_own_keeps_them() -> None:
    middleware = SmallJarsMiddleware()
    own = Request(
        "http://www.a.gov.cn/",
        headers={"Cookie": "own=1"},
        meta={JAR: "a", "dont_merge_cookies": True},
    )
    middleware.process_request(own)
    middleware.process_response(own, Response(own.url, headers={"Set-Cookie": "x=1"}))
    assert own.headers["Cookie"] == b"own=1"
    later = Request("http://www.a.gov.cn/", meta={JAR: "a"})
    middleware.process_request(later)
    assert "Cookie" not in later.headers

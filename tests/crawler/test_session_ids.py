"""Session ids are no part of an address; what a page is known by stays, though it look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.session_ids import parameters, without_session

HOST = "http://www.a.gov.cn"


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("/a.jsp;jsessionid=0A1B2C?id=7", "/a.jsp?id=7"),
        ("/a.jsp;JSESSIONID=0A1B2C.node1", "/a.jsp"),
        ("/a/b.do;sid=1/c", "/a/b.do/c"),
        ("/a.php?PHPSESSID=9f2k3j4h5g6f7d8s9a0qwertyu&id=7", "/a.php?id=7"),
        ("/a.php?id=7&phpsessid=x", "/a.php?id=7"),
        ("/a.php?PHPSESSID=x", "/a.php"),
        ("/a.asp?ASPSESSIONIDQABCDRST=KJHGFDSA&id=7", "/a.asp?id=7"),
        ("/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "/a.aspx"),
        ("/x/(X(1)S(lit3py55t21z5v55vlm25s55)F(ab))/a.aspx?id=7", "/x/a.aspx?id=7"),
        ("/a.do?sid=9F2K3J4H5G6F7D8S9A0QWERTYU12&type=2", "/a.do?type=2"),
        ("/a.do?token=0123456789abcdef0123456789abcdef&type=2", "/a.do?type=2"),
    ],
)
def test_a_session_is_left_out(url: str, bare: str) -> None:
    assert without_session(HOST + url) == HOST + bare


@pytest.mark.parametrize(
    "url",
    [
        "/a.jsp?sid=12&type=2",
        "/a.jsp?sid=754105&page=3",
        "/d.jsp?sid=8a8a8a8a6f2c1d3e4b5a697887766554&type=2",  # documents have such numbers, too
        "/d.jsp?uuid=8a8a8a8a-6f2c-1d3e-4b5a-697887766554&type=2",
        "/d.jsp?sid=9F2K3J4H5G6F7D8S9A0QWERTYU12",  # alone it may be what the page is known by
        "/d.jsp?id=9F2K3J4H5G6F7D8S9A0QWERTYU12&type=2",
        "/a;id=7/b",
        "/a(b)/c?d=e",
        "/a?b",
        "/a?",
    ],
)
def test_what_may_be_a_pages_own_stays(url: str) -> None:
    assert without_session(HOST + url).rstrip("?") == (HOST + url).rstrip("?")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_can_be_bared_and_is_then_bare(path: str, query: str) -> None:
    once = without_session(f"{HOST}/{path}?{query}")
    assert once.startswith(HOST)
    assert without_session(once).rstrip("?") == once.rstrip("?")


@given(st.lists(st.tuples(st.text("abc", min_size=1), st.text("xyz=")), max_size=5))
def test_parameters_as_they_are_written(pairs: list[tuple[str, str]]) -> None:
    assert parameters("&".join(f"{name}={value}" for name, value in pairs)) == pairs

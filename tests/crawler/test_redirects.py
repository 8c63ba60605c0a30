"""Redirects: followed to where they lead, whatever bytes the server names it in, and never for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.snapshot.facts import Outcome
from demo.server import Response
from tests.crawler.serving import crawl_one, html, rows, served

NAV = '<a href="/tzgg/">通知公告</a><a href="/zwgk/">政府信息公开</a>'
LIST = html(NAV + rows({"/1.html": ("关于开展春季植树活动的通知公告", "2018-03-01")}), "通知公告")


def moved(location: bytes, status: int = 302) -> Response:
    """A redirect whose Location header is these bytes."""
    return Response(status, headers=(("Location", location.decode("latin-1")),))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/政务/".encode(), "/%E6%94%BF%E5%8A%A1/"),
        ("/政务/".encode("gb18030"), "/%D5%FE%CE%F1/"),
        (b"/%D5%FE%CE%F1/", "/%D5%FE%CE%F1/"),
        (b"../new/?a=1&b=%20", "/new/?a=1&b=%20"),
        (b"  /new/  ", "/new/"),
    ],
)
def test_a_redirect_is_followed_to_the_very_bytes(
    tmp_path: Path, location: bytes, target: str
) -> None:
    with served({"/": html(NAV), "/tzgg/": moved(location), target: LIST}) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
        assert target in serving.logs["site"].targets()
    column = next(column for column in snapshot.columns.values() if column.name == "通知公告")
    assert column.was_read
    assert [document.title for document in column.documents] == ["关于开展春季植树活动的通知公告"]


@pytest.mark.parametrize(
    "location", [b"http://[::1", b"http://a]b/", b"http://\xe2\x84\x80/", b"https://"]
)
def test_a_redirect_to_no_address_stops_nothing(tmp_path: Path, location: bytes) -> None:
    with served(
        {"/": html(NAV), "/tzgg/": moved(location), "/zwgk/": html(NAV, "政府信息公开")}
    ) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    outcomes = {fetch.url.removeprefix(url): fetch for fetch in snapshot.fetches}
    assert outcomes["zwgk/"].outcome is Outcome.OK
    assert outcomes["tzgg/"].detail
    assert snapshot.finished


@pytest.mark.parametrize(
    "location", [b"javascript:alert(1)", b"ftp://a/x", b"file:///etc/passwd", b"data:text/html,x"]
)
def test_a_redirect_to_another_scheme_leads_out_of_the_site(
    tmp_path: Path, location: bytes
) -> None:
    with served({"/": html(NAV), "/tzgg/": moved(location), "/zwgk/": html(NAV)}) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    fetch = next(fetch for fetch in snapshot.fetches if fetch.url.endswith("/tzgg/"))
    assert fetch.detail.startswith("跳转")
    assert fetch.url not in {column.url for column in snapshot.columns.values() if column.was_read}
    assert {other.url.partition("://")[0] for other in snapshot.fetches} == {"http"}


def test_a_chain_of_redirects_ends(tmp_path: Path) -> None:
    def onward(_method: str, target: str, _body: bytes) -> Response:
        number = int(target.partition("n=")[2] or 0)
        return moved(f"/tzgg/?n={number + 1}".encode())

    with served({"/": html(NAV), "/tzgg/": onward, "/zwgk/": html(NAV)}) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
        asked = [target for target in serving.logs["site"].targets() if target.startswith("/tzgg/")]
    assert len(asked) < 10
    assert Outcome.REDIRECT_LOOP in {fetch.outcome for fetch in snapshot.fetches}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect(tmp_path: Path, status: int) -> None:
    with served({"/": html(NAV), "/tzgg/": moved(b"/new/", status), "/new/": LIST}) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.columns[f"{url}new/"].name == "通知公告"


def test_a_redirect_without_a_place_is_an_error(tmp_path: Path) -> None:
    with served(
        {"/": html(NAV), "/tzgg/": Response(302, body=b"x" * 2000), "/zwgk/": html(NAV)}
    ) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    fetch = next(fetch for fetch in snapshot.fetches if fetch.url.endswith("/tzgg/"))
    assert fetch.outcome is Outcome.HTTP_ERROR


def test_a_header_in_gbk_spoils_no_page(tmp_path: Path) -> None:
    named = (
        ("Content-Disposition", 'inline; filename="公告.html"'.encode("gb18030").decode("latin-1")),
    )
    with served(
        {"/": html(NAV), "/tzgg/": Response(body=LIST, headers=named), "/zwgk/": html(NAV)}
    ) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert next(
        column for column in snapshot.columns.values() if column.name == "通知公告"
    ).was_read


def test_the_homepage_behind_a_splash_page_is_the_homepage(tmp_path: Path) -> None:
    pages = {
        "/": html('<a href="/web/index.html"><img src="/enter.jpg" alt="点击进入"></a>'),
        "/web/index.html": html(
            '<a href="/tzgg/">通知公告</a>' + "<p>某县人民政府门户网站</p>" * 40
        ),
        "/tzgg/": html("<p>暂无内容</p>", "通知公告"),
    }
    with served(pages) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.homepage is not None
    assert snapshot.homepage.url == f"{url}web/index.html"
    assert f"{url}tzgg/" in snapshot.columns
    assert snapshot.columns[f"{url}tzgg/"].on_homepage

"""Names that lead inside the auditor's network are judged when the connection is made, whatever led to them."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from crawler.reach import PrivateAddress, Reach
from crawler.resolver import JudgingResolver
from crawler.snapshot.facts import Outcome
from demo.server import Response
from tests.crawler.serving import crawl_one, html, served

SYSTEM = socket.getaddrinfo


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names resolve to, one answer after the other, the last again and again."""
    table: dict[str, list[str]] = {}

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host not in table:
            return SYSTEM(host, port, *args, **kwargs)
        answers = table[host]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        family = socket.AF_INET6 if ":" in answer else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (answer, port))]

    monkeypatch.setattr("crawler.resolver.socket.getaddrinfo", resolve)
    return table


def resolved(reach: Reach, host: str, port: int = 80) -> list[str]:
    """The addresses that a connection would be tried to."""
    found = asyncio.run(JudgingResolver(reach).resolve(host, port))
    return [str(each["host"]) for each in found]


def test_a_named_site_of_an_intranet_is_crawled(
    tmp_path: Path, names: dict[str, list[str]]
) -> None:
    names["www.a.gov.cn"] = ["127.0.0.1"]
    with served({"/": html("<p>某县人民政府欢迎您</p>")}) as (url, _):
        place = url.replace("127.0.0.1", "www.a.gov.cn")
        snapshot, _ = crawl_one(place, tmp_path)
    assert snapshot.state == "complete"


@pytest.mark.parametrize(
    "inside", ["169.254.169.254", "0.0.0.0", "100.100.100.200", "::ffff:169.254.169.254"]
)
def test_a_named_site_that_leads_to_a_closed_network_is_not(
    tmp_path: Path, names: dict[str, list[str]], inside: str
) -> None:
    names["www.a.gov.cn"] = [inside]
    snapshot, _ = crawl_one("http://www.a.gov.cn/", tmp_path)
    assert snapshot.state == "failed"
    [home] = snapshot.fetches
    assert home.outcome is Outcome.PRIVATE
    assert str(ip_address(inside)) in home.detail
    assert "hosts" in home.detail


def test_a_host_that_the_list_does_not_name_must_be_public(names: dict[str, list[str]]) -> None:
    reach = Reach(["www.a.gov.cn"])
    names |= {"cdn.b.cn": ["10.0.0.1"], "lib.c.cn": ["114.114.114.114"]}
    with pytest.raises(PrivateAddress):
        resolved(reach, "cdn.b.cn")
    assert resolved(reach, "lib.c.cn") == ["114.114.114.114"]


def test_a_name_that_changes_its_address_meanwhile(names: dict[str, list[str]]) -> None:
    reach = Reach(["www.a.gov.cn"])
    names["www.a.gov.cn"] = ["114.114.114.114", "127.0.0.1"]
    assert resolved(reach, "www.a.gov.cn") == ["114.114.114.114"]
    with pytest.raises(PrivateAddress):
        resolved(reach, "www.a.gov.cn")


@pytest.mark.parametrize("host", ["a" * 80 + ".cn", "xn--", "no-such-host.invalid", "..", "\x00"])
def test_a_name_that_is_none_has_no_address(host: str) -> None:
    with pytest.raises(OSError, match=r"."):
        resolved(Reach([]), host)


def test_a_redirect_to_another_machine_of_the_network_is_never_asked(tmp_path: Path) -> None:
    with served({"/": html("x")}) as (secret, other):
        port = secret.rstrip("/").rpartition(":")[2]
        spellings = (
            "127.0.0.1",
            "2130706433",
            "0x7f.1",
            "[::ffff:127.0.0.1]",
            "127.1",
            "localhost",
        )
        pages: dict[str, object] = {
            f"/{at}/": Response(302, headers=(("Location", f"http://{host}:{port}/"),))
            for at, host in enumerate(spellings)
        }
        links = "".join(f'<a href="/{at}/">政府信息公开</a>' for at in range(len(spellings)))
        with served({**pages, "/": html(links)}) as (url, _):
            snapshot, _ = crawl_one(url, tmp_path)
        assert other.logs["site"].requests == []
    outcomes = {fetch.url.removeprefix(url): fetch.outcome for fetch in snapshot.fetches}
    assert {outcomes[f"{at}/"] for at in range(5)} == {Outcome.PRIVATE}
    assert outcomes["5/"] is Outcome.OFF_SITE  # a name: nobody asked what it resolves to


@pytest.mark.parametrize("role", ["homepage", "column"])
def test_what_is_needed_says_what_to_write(tmp_path: Path, role: str) -> None:
    away = Response(302, headers=(("Location", "http://169.254.169.254/latest/"),))
    pages = (
        {"/": away}
        if role == "homepage"
        else {"/": html('<a href="/z/">政府信息公开</a>'), "/z/": away}
    )
    with served(pages) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    [lost] = [fetch for fetch in snapshot.fetches if fetch.outcome is Outcome.PRIVATE]
    assert lost.detail == (
        "跳转到地址 169.254.169.254 在内网或保留网段，未请求；如属本站，请把 169.254.169.254 写入网站清单的 hosts"
    )

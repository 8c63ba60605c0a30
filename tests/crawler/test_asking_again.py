"""Whole crawls of sites that fail for a moment: each page is asked for again, later, and nothing else waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from crawler.snapshot.facts import Outcome
from demo.server import Response, serve
from tests.crawler.serving import QUICK, Pages, article, crawl_one, html, rows, served

TITLE = "关于开展春季植树活动的通知公告"
Answers = Callable[[str, str, bytes], Response]


def in_turn(*answers: Response) -> Answers:
    """These answers one after the other, then always the last."""
    given: list[str] = []

    def respond(_method: str, target: str, _body: bytes) -> Response:
        given.append(target)
        return answers[min(len(given), len(answers)) - 1]

    return respond


ERROR = Response(500, body=b"error" * 300)
PAGE = Response(body=article(TITLE, "2021-03-01"))


def site(document: object, more: Sequence[str] = ()) -> dict[str, object]:
    """A site with one column, whose one document answers so, and other columns."""
    others = "".join(f'<a href="{path}">栏目{path.strip("/")}</a>' for path in more)
    return {
        "/": html(
            f'<p>某县人民政府欢迎您</p><a href="/">首页</a><a href="/tzgg/">通知公告</a>{others}'
        ),
        "/tzgg/": html(rows({"/tzgg/1.html": (TITLE, "2021-03-01")}), "通知公告"),
        "/tzgg/1.html": document,
        **{path: html(f"<p>{path}</p>") for path in more},
    }


@pytest.mark.parametrize("failures", [1, 2])
def test_a_failure_that_passes(tmp_path: Path, failures: int) -> None:
    with served(site(in_turn(*[ERROR] * failures, PAGE), ["/x/", "/y/"])) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
        targets = serving.logs["site"].targets()
    assert snapshot.state == "complete"
    assert targets.count("/tzgg/1.html") == failures + 1
    assert targets[-failures:] == ["/tzgg/1.html"] * failures, "after all other work"


def test_one_that_does_not_pass_is_given_up(tmp_path: Path) -> None:
    with served(site(ERROR)) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
    assert serving.logs["site"].targets().count("/tzgg/1.html") == 3
    [lost] = [fetch for fetch in snapshot.fetches if fetch.outcome is Outcome.HTTP_ERROR]
    assert lost.detail == "HTTP 500"


@pytest.mark.parametrize("status", [404, 410, 403, 412])
def test_what_will_not_pass_is_asked_for_once(tmp_path: Path, status: int) -> None:
    with served(site(Response(status, body=b"no"))) as (url, serving):
        crawl_one(url, tmp_path)
    assert serving.logs["site"].targets().count("/tzgg/1.html") == 1


def test_further_tries_are_spaced_out_and_the_crawl_waits_for_them(tmp_path: Path) -> None:
    with served(site(in_turn(ERROR, PAGE))) as (url, serving):
        settings = {**QUICK, "DOWNLOAD_DELAY": "0.04", "AUTOTHROTTLE_ENABLED": "False"}
        snapshot, _ = crawl_one(url, tmp_path, settings)
        log = serving.logs["site"]
    assert snapshot.state == "complete"
    first, second = [record for record in log.requests if record.target == "/tzgg/1.html"]
    assert second.started - first.started >= 9 * 0.04


def test_a_host_that_asks_for_time_gets_it_and_the_others_go_on(tmp_path: Path) -> None:
    busy = Response(429, headers=(("Retry-After", "1"),), body=b"slow down" * 100)
    other = {path: html(f"<p>{path}</p>") for path in ("/a/", "/b/", "/c/")}
    with served(other) as (second, there):
        links = "".join(f'<a href="{second.rstrip("/")}{path}">栏目{path}</a>' for path in other)
        pages = {**site(in_turn(busy, PAGE)), "/": html(f'<a href="/tzgg/">通知公告</a>{links}')}
        with served(pages) as (url, serving):
            hosts = (url.split("/")[2], second.split("/")[2])
            snapshot, _ = crawl_one(url, tmp_path, hosts=hosts)
            log = serving.logs["site"]
    assert snapshot.state == "complete"
    refused, granted = [record for record in log.requests if record.target == "/tzgg/1.html"]
    assert granted.started - refused.started >= 0.99
    held = [record for record in log.requests if 0 < record.started - refused.started < 0.99]
    assert held == []
    assert {"/a/", "/b/", "/c/"} <= set(there.logs["site"].targets())


def test_a_wait_that_is_absurd_is_not_waited_for(tmp_path: Path) -> None:
    later = Response(503, headers=(("Retry-After", "86400"),), body=b"closed for today" * 100)
    with served(site(in_turn(later, PAGE))) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
    assert serving.logs["site"].targets().count("/tzgg/1.html") == 1
    [lost] = [fetch for fetch in snapshot.fetches if fetch.outcome is Outcome.HTTP_ERROR]
    assert lost.detail == "HTTP 503，要求 86400 秒后再试"


def test_a_redirected_page_is_asked_for_again_as_well(tmp_path: Path) -> None:
    pages = site(Response(302, headers=(("Location", "/new.html"),)))
    with served({**pages, "/new.html": in_turn(ERROR, PAGE)}) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
    assert serving.logs["site"].targets().count("/new.html") == 2
    assert snapshot.state == "complete"


def test_what_is_wrong_with_a_homepage_is_what_is_wrong_at_its_own_address(tmp_path: Path) -> None:
    """Under https there is nobody at all; that is not what the list asked for."""
    with served({"/": ERROR}) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    [home] = [fetch for fetch in snapshot.fetches if fetch.url == url]
    assert home.outcome is Outcome.HTTP_ERROR
    assert home.detail.startswith("HTTP 500；")


def test_a_crawl_that_is_killed_while_it_waits_asks_again_when_taken_up(tmp_path: Path) -> None:
    pages = Pages(site(ERROR))
    with serve({"site": pages}) as serving:
        sites = tmp_path / "sites.yaml"
        sites.write_text(
            f"sites:\n  - {{id: site, name: 某县人民政府, url: '{serving.urls['site']}', level: county}}\n",
            encoding="utf-8",
        )
        command = [
            sys.executable, "-m", "zwgk.cli", "audit", str(sites), "-o", str(tmp_path / "out"), "-r", "national",
            "--as-of", "2021-04-15", "-s",
        ]  # fmt: skip
        log = serving.logs["site"]
        waiting = subprocess.Popen(
            [*command, "DOWNLOAD_DELAY=0.4"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while "/tzgg/1.html" not in log.targets() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        os.kill(waiting.pid, signal.SIGKILL)
        waiting.wait()
        pages.pages["/tzgg/1.html"] = PAGE
        before = len(log.requests)
        run = subprocess.run(
            [*command, "DOWNLOAD_DELAY=0"], capture_output=True, timeout=60, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
    assert [record.target for record in log.requests[before:]] == ["/robots.txt", "/tzgg/1.html"]

"""Sites whose homepage misbehaves, and sites whose robots.txt does: all in one run, each named, none harming another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest

from crawler.snapshot.facts import Outcome
from tests.nasty import server
from tests.nasty.running import Run, audit, site_list
from tests.nasty.server import NastySite, serve_nasty

HOMES = (
    "/drip/head", "/drip/body", "/silent/at-once", "/silent/after-head", "/reset/at-once", "/close/at-once",
    "/truncated/length", "/length/huge", "/chunks/tiny", "/status/http09", "/status/garbage", "/status/204",
    "/status/429", "/bomb/gzip", "/bomb/brotli", "/bomb/layers", "/headers/endless", "/big/told", "/big/untold",
    "/redirect/self", "/private/metadata", "/private/loopback", "/refresh/metadata", "/deep/divs", "/regex/scripts",
    "/bytes/noise", "/interim/flood",
)  # fmt: skip
ROBOTS = ("silent", "big", "html", "bomb", "reset", "stars", "moved")
OBEYED = ("big", "bomb", "stars", "moved")  # their rule stands at the head, and closes /closed/
MOST_MEMORY = 400  # MB


def name_of(path: str) -> str:
    """A site's id."""
    return path.strip("/").replace("/", "-")


class Audited(NamedTuple):
    """The run, and the sites by id."""

    run: Run
    sites: dict[str, NastySite]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    """One run of the command on all of them."""
    folder = tmp_path_factory.mktemp("doors")
    with ExitStack() as stack:
        sites = {name_of(path): stack.enter_context(serve_nasty(home=path)) for path in HOMES}
        for name in ROBOTS:
            sites[f"robots-{name}"] = stack.enter_context(
                serve_nasty("/slow/but-fine", "/closed/page", robots=f"/robots/{name}")
            )
        listed = {
            name: {"url": site.url, "crawl": {"minutes": 1, "pages": 50}}
            for name, site in sites.items()
        }
        settings = {"DOWNLOAD_TIMEOUT": 2, "CONCURRENT_REQUESTS": 40}
        yield Audited(audit(site_list(listed, folder), folder, settings), sites)


def test_the_run_says_that_some_sites_could_not_be_crawled(audited: Audited) -> None:
    assert audited.run.status == 3
    assert audited.run.megabytes < MOST_MEMORY
    assert "Traceback" not in audited.run.everything_said


@pytest.mark.parametrize("path", HOMES)
def test_what_became_of_a_homepage_is_named(audited: Audited, path: str) -> None:
    name = name_of(path)
    outcome, detail, _ = audited.run.fetches(name)[audited.sites[name].url]
    expected = {*server.MISBEHAVIOURS[path].outcomes}
    if path == "/private/loopback":
        expected = {
            Outcome.PRIVATE
        }  # the homepage is needed, and so it is said what to write into the list
    assert Outcome(outcome) in expected, detail
    state = audited.run.sites[name]["crawl"]["state"]
    assert (state == "failed") == (outcome != Outcome.OK)


@pytest.mark.parametrize("path", HOMES)
def test_no_homepage_that_was_not_read_fails_a_rule(audited: Audited, path: str) -> None:
    site = audited.run.sites[name_of(path)]
    if site["crawl"]["state"] == "failed":
        assert "fail" not in {result["verdict"] for result in site["results"]}


@pytest.mark.parametrize("name", ROBOTS)
def test_whatever_robots_txt_is_the_site_is_read(audited: Audited, name: str) -> None:
    site = audited.sites[f"robots-{name}"]
    fetches = audited.run.fetches(f"robots-{name}")
    assert fetches[site.url][0] == fetches[site.address_of("/slow/but-fine")][0] == Outcome.OK
    closed = fetches[site.address_of("/closed/page")][0]
    assert (closed == Outcome.ROBOTS) == (name in OBEYED)
    assert bool(site.asked["/closed/page"]) == (name not in OBEYED)
    assert site.asked["/robots.txt"] <= 2

"""A nasty site audited together with good ones: they come to no harm, and everything that it does has a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest

from crawler.snapshot.facts import Outcome
from demo.cycles.county2020 import CYCLE
from demo.server import serve
from tests.crawler.serving import Pages
from tests.crawler.test_crawl import site
from tests.nasty import server
from tests.nasty.running import Run, audit, site_list
from tests.nasty.server import NastySite, serve_nasty

MOST_MEMORY = 400  # MB
GOOD = "songlin"
_APART = ("/robots/", "/trap/", "/closed")  # they have tests of their own


def paths() -> list[str]:
    """Every misbehaviour of a page."""
    with serve_nasty():  # they register when the first is served
        return [path for path in server.MISBEHAVIOURS if not path.startswith(_APART)]


class Audited(NamedTuple):
    """The run of all sites, the run of the good ones alone, and the nasty site."""

    together: Run
    alone: Run
    nasty: NastySite


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    """Two runs of the command, the good sites on the same ports in both."""
    settings = {"DOWNLOAD_TIMEOUT": 3}
    with ExitStack() as stack:
        good = stack.enter_context(serve({**CYCLE.applications([GOOD]), "small": Pages(site())}))
        nasty = stack.enter_context(serve_nasty(*paths(), ports=6))
        sites = {name: {"url": url} for name, url in good.urls.items()}
        folder = tmp_path_factory.mktemp("alone")
        alone = audit(site_list(sites, folder), folder, settings)
        folder = tmp_path_factory.mktemp("together")
        limits = {"minutes": 3, "pages": 2000}
        bad = {"url": nasty.url, "hosts": nasty.hosts, "crawl": limits}
        together = audit(site_list({"nasty": bad, **sites}, folder), folder, settings)
        yield Audited(together, alone, nasty)


def test_the_run_ends_well(audited: Audited) -> None:
    assert audited.alone.status == audited.together.status == 0
    assert "报告：" in audited.together.told


@pytest.mark.parametrize("name", [GOOD, "small"])
def test_the_other_sites_are_unharmed(audited: Audited, name: str) -> None:
    assert audited.together.stored(name) == audited.alone.stored(name)
    ours, alone = audited.together.sites[name], audited.alone.sites[name]
    assert ours["crawl"]["fetches"] == alone["crawl"]["fetches"]
    assert [result["verdict"] for result in ours["results"]] == [
        result["verdict"] for result in alone["results"]
    ]


def test_memory_stays_bounded(audited: Audited) -> None:
    assert audited.together.megabytes < MOST_MEMORY


@pytest.mark.parametrize("path", paths())
def test_every_misbehaviour_is_named(audited: Audited, path: str) -> None:
    fetches = audited.together.fetches("nasty")
    outcome, detail, _ = fetches[audited.nasty.address_of(path)]
    assert Outcome(outcome) in server.MISBEHAVIOURS[path].outcomes, detail
    assert detail or outcome == Outcome.OK


def test_every_misbehaviour_was_met(audited: Audited) -> None:
    """Were one never asked for, its name would say nothing."""
    assert [path for path in paths() if not audited.nasty.asked[path]] == []


def test_nothing_was_cut_off_by_the_budget(audited: Audited) -> None:
    outcomes = {outcome for outcome, _, _ in audited.together.fetches("nasty").values()}
    assert Outcome.OUT_OF_BUDGET not in outcomes
    assert not [note for note in audited.together.notes("nasty") if "预算" in note]


def test_nothing_was_asked_of_anybody_else(audited: Audited) -> None:
    """No request leaves the hosts that the list names: those that would have are not even in the store as asked for."""
    hosts = set(audited.nasty.hosts)
    asked = {url.split("/")[2] for url in audited.together.fetches("nasty")}
    assert asked <= hosts


def test_what_will_not_pass_is_asked_for_once_and_what_may_is_asked_again(audited: Audited) -> None:
    asked = audited.nasty.asked
    assert asked["/bomb/gzip"] == asked["/big/told"] == asked["/status/999"] == 1
    assert asked["/status/429"] == 1, "it asks to be left alone for thirty years"
    assert asked["/drip/body"] == 2
    assert asked["/truncated/length"] == 3


def test_no_traceback_anywhere(audited: Audited) -> None:
    for run in (audited.together, audited.alone):
        assert "Traceback" not in run.everything_said
        assert "Unhandled" not in run.everything_said
        assert "内部错误" not in (run.out / "results.json").read_text(encoding="utf-8")

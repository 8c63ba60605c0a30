"""Traps for whoever follows links, as a whole audit meets them: each is left after a few hundred requests, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from crawler.snapshot.facts import Outcome
from tests.nasty import server
from tests.nasty.running import Run, audit, site_list
from tests.nasty.server import NastySite, serve_nasty

MOST = 260  # requests that one trap may cost
_LISTS = "/trap/next"  # no trap to be told by its looks: a list that has a next page 500 times


def traps() -> list[str]:
    """Every trap."""
    with serve_nasty():
        return [path for path in server.MISBEHAVIOURS if path.startswith("/trap/")]


class Audited(NamedTuple):
    """The run and the site."""

    run: Run
    site: NastySite


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    """One run on a site that is nothing but traps."""
    folder = tmp_path_factory.mktemp("traps")
    with serve_nasty(*traps()) as site:
        sites = {"traps": {"url": site.url, "crawl": {"pages": 4000}}}
        yield Audited(audit(site_list(sites, folder), folder), site)


@pytest.mark.parametrize("path", [path for path in traps() if path != _LISTS])
def test_a_trap_is_left_after_a_few_hundred_requests(audited: Audited, path: str) -> None:
    asked = [target for target in audited.site.targets if target.startswith(path)]
    assert 1 <= len(asked) <= MOST


def test_a_list_without_end_is_left_unread(audited: Audited) -> None:
    assert audited.site.asked[_LISTS] <= 500


@pytest.mark.parametrize("path", [path for path in traps() if path != _LISTS])
def test_what_was_not_followed_is_counted_and_shown(audited: Audited, path: str) -> None:
    [notes] = [[note for note in audited.run.notes("traps") if path in note]]
    assert notes
    for note in notes:
        assert "个地址视为陷阱未抓取，如 http://127.0.0.1" in note
    assert path in str(audited.run.sites["traps"]["crawl"]["notes"])


def test_the_traps_cost_no_budget(audited: Audited) -> None:
    outcomes = {outcome for outcome, _, _ in audited.run.fetches("traps").values()}
    assert Outcome.OUT_OF_BUDGET not in outcomes
    assert audited.run.status == 0
    assert "Traceback" not in audited.run.everything_said

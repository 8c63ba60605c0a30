from __future__ import annotations

import pytest
from pydantic import ValidationError

from checks.kinds.links_alive import LinksAliveParams
from checks.verdict import Verdict
from crawler.snapshot.facts import Fetch, Outcome, Role, SiteSnapshot
from tests.checks.build import HOME, address, dead, fetched, home, judge, lost, site


def with_dead(count: int, unread: int = 0, outcome: str = "timeout") -> SiteSnapshot:
    fetches: list[Fetch] = [
        dead(address(f"失效{n}"), anchor=f"失效链接{n}", found_on=address("栏目页"))
        for n in range(count)
    ]
    return site(fetches=[*fetches, *(lost(outcome, anchor=f"未读{n}") for n in range(unread))])


@pytest.mark.parametrize(
    ("count", "verdict", "share"),
    [
        (0, Verdict.PASS, None),
        (1, Verdict.PARTIAL, 0.9),
        (9, Verdict.PARTIAL, 0.1),
        (10, Verdict.FAIL, None),
        (40, Verdict.FAIL, None),
    ],
)
def test_thresholds(count: int, verdict: Verdict, share: float | None) -> None:
    said = judge("links_alive", with_dead(count))
    assert said.verdict is verdict
    if share is not None:
        assert said.share == pytest.approx(share)


@pytest.mark.parametrize(
    ("count", "unread", "verdict"),
    [
        (0, 1, Verdict.UNDETERMINED),
        (5, 4, Verdict.PARTIAL),
        (5, 5, Verdict.UNDETERMINED),
        (10, 90, Verdict.FAIL),
    ],
)
def test_targets_without_an_answer_matter_only_where_they_could(
    count: int, unread: int, verdict: Verdict
) -> None:
    said = judge("links_alive", with_dead(count, unread))
    assert said.verdict is verdict
    if verdict is Verdict.UNDETERMINED:
        assert len(said.judgement.unread) == unread


@pytest.mark.parametrize("outcome", ["script_shell", "too_large", "broken", "robots"])
def test_pages_that_answered_or_were_not_to_be_asked_are_not_in_doubt(outcome: str) -> None:
    assert judge("links_alive", with_dead(0, 3, outcome)).verdict is Verdict.PASS


@pytest.mark.parametrize("outcome", ["http_error", "refused", "dns", "firewall", "out_of_budget"])
def test_no_answer_is_in_doubt(outcome: str) -> None:
    assert judge("links_alive", with_dead(0, 1, outcome)).verdict is Verdict.UNDETERMINED


def test_a_target_counts_once() -> None:
    twice = [dead(address("失效"), anchor="甲"), dead(address("失效"), anchor="乙")]
    said = judge("links_alive", site(fetches=twice))
    assert said.share == 0.9
    assert len(said.judgement.evidence) == 1


def test_a_target_read_at_a_second_try_is_alive() -> None:
    tree = site(fetches=[lost(url=HOME + "a"), fetched(HOME + "a")])
    assert judge("links_alive", tree).verdict is Verdict.PASS


def test_the_search_is_no_link() -> None:
    tree = site(fetches=[fetched(HOME + "s", Role.SEARCH, Outcome.NOT_FOUND), lost(role="search")])
    assert judge("links_alive", tree).verdict is Verdict.PASS


def test_evidence_names_the_page_of_each_link_and_stops_at_thirty() -> None:
    said = judge("links_alive", with_dead(40))
    assert len(said.judgement.evidence) == 30
    assert "40 个" in said.reason
    assert "前 30 个" in said.reason
    assert all(address("栏目页") in piece.note for piece in said.judgement.evidence)


def test_few_may_be_let_pass() -> None:
    said = judge("links_alive", with_dead(2), pass_at=2, fail_at=5)
    assert (said.verdict, said.code) == (Verdict.PASS, "pass_some")


def test_a_homepage_that_was_not_read_is_open() -> None:
    tree = site(homepage=home(outcome="timeout"))
    assert judge("links_alive", tree).verdict is Verdict.UNDETERMINED


def test_hostile_link_texts() -> None:
    said = judge("links_alive", site(fetches=[dead(HOME + "x", anchor="{count}\u202e" * 900)]))
    assert said.verdict is Verdict.PARTIAL
    assert "\u202e" not in said.reason


def test_thresholds_must_be_in_order() -> None:
    with pytest.raises(ValidationError, match="fail_at"):
        LinksAliveParams(pass_at=5, fail_at=5)

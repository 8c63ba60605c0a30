from __future__ import annotations

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import Outcome, Role, SearchFact
from tests.checks.build import HOME, context, fetched, home, judge, site, words

FORM = HOME + "search.jsp"


def tried(outcome: Outcome | None, hits: int = 0, detail: str = "") -> SearchFact:
    fetch = fetched(FORM, Role.SEARCH, outcome) if outcome else None
    return SearchFact(FORM, "政府信息公开", outcome, hits, detail, fetch)


@pytest.mark.parametrize(
    ("search", "verdict", "code"),
    [
        (tried(Outcome.OK, 3), Verdict.PASS, "pass"),
        (tried(Outcome.OK, 1), Verdict.PASS, "pass"),
        (tried(Outcome.OK, 0), Verdict.FAIL, "no_results"),
        (tried(Outcome.NOT_FOUND), Verdict.FAIL, "dead"),
        (tried(Outcome.TIMEOUT), Verdict.UNDETERMINED, "no_answer"),
        (tried(Outcome.SCRIPT_SHELL), Verdict.UNDETERMINED, "no_answer"),
        (tried(None, detail="表单由脚本提交"), Verdict.UNDETERMINED, "untried"),
        (None, Verdict.FAIL, "no_form"),
    ],
)
def test_search(search: SearchFact | None, verdict: Verdict, code: str) -> None:
    said = judge("site_search", site(homepage=home("政务公开", search=search)))
    assert (said.verdict, said.code) == (verdict, code)


def test_a_link_to_a_search_page_was_not_tried() -> None:
    circumstances = context(vocabulary=words(("站内搜索", "搜索", "高级搜索")))
    said = judge("site_search", site(homepage=home("高级搜索")), circumstances)
    assert said.code == "untried"


def test_a_homepage_that_was_not_read_is_open() -> None:
    said = judge("site_search", site(homepage=home(outcome="timeout")))
    assert said.verdict is Verdict.UNDETERMINED


def test_a_frame_that_was_not_read_may_hold_the_form() -> None:
    said = judge("site_search", site(homepage=home("甲", frames=[HOME + "top.html"])))
    assert said.verdict is Verdict.UNDETERMINED


def test_hostile_details() -> None:
    said = judge(
        "site_search", site(homepage=home("甲", search=tried(None, detail="{query}\u202e")))
    )
    assert "{query}" in said.reason
    assert "\u202e" not in said.reason

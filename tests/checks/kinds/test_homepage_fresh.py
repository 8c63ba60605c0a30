from __future__ import annotations

from datetime import date

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import Link, ListRow, PageFacts
from tests.checks.build import HOME, address, column, context, days_before, doc, home, judge, site


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(0, Verdict.PASS), (13, Verdict.PASS), (14, Verdict.PASS), (15, Verdict.FAIL)],
)
def test_day_fourteen_counts_and_fifteen_does_not(days: int, verdict: Verdict) -> None:
    page = home(dated=[(days_before(days), "区政府召开会议"), (days_before(40), "旧闻")])
    said = judge("homepage_fresh", site(homepage=page), within_days=14)
    assert said.verdict is verdict
    assert str(days_before(days)) in said.reason
    assert "区政府召开会议" in said.quotes


def test_an_undated_item_counts_as_not_updated() -> None:
    page = home(dated=[(days_before(20), "旧闻"), (None, "今天的消息")])
    said = judge("homepage_fresh", site(homepage=page))
    assert (said.verdict, said.code) == (Verdict.FAIL, "fail")


def test_dates_shown_come_before_those_of_linked_documents() -> None:
    article = doc("新消息", days_before(1), "政务动态")
    page = home(Link(article.url, "新消息"), dated=[(days_before(20), "旧闻")])
    assert judge("homepage_fresh", site(documents=[article], homepage=page)).code == "fail"


@pytest.mark.parametrize(("days", "code"), [(14, "pass_linked"), (15, "fail_linked")])
def test_without_any_date_shown_linked_documents_decide(days: int, code: str) -> None:
    article = doc("新消息", days_before(days), "政务动态")
    page = home(Link(article.url + "index.html", "新消息"))
    said = judge("homepage_fresh", site(documents=[article], homepage=page))
    assert said.code == code
    assert "文章自身日期" in said.reason
    assert article.url in said.quotes


def test_documents_not_linked_from_the_homepage_do_not_count() -> None:
    article = doc("新消息", days_before(1), "政务动态")
    page = home("政务公开")
    assert judge("homepage_fresh", site(documents=[article], homepage=page)).code == "no_dates"


def test_no_dates_at_all_counts_as_not_updated() -> None:
    said = judge("homepage_fresh", site(homepage=home("政务公开")))
    assert (said.verdict, said.code) == (Verdict.FAIL, "no_dates")


def test_linked_documents_that_were_not_read_leave_it_open() -> None:
    article = doc("新消息", None, "政务动态", outcome="timeout")
    page = home(Link(article.url, "新消息"))
    said = judge("homepage_fresh", site(documents=[article], homepage=page))
    assert said.verdict is Verdict.UNDETERMINED
    assert len(said.judgement.unread) == 1


def test_later_items_alone_are_open() -> None:
    page = home(dated=[("2024-04-16", "审计日之后"), (days_before(15), "旧闻")])
    said = judge("homepage_fresh", site(homepage=page))
    assert (said.verdict, said.code) == (Verdict.UNDETERMINED, "later_only")


def test_later_items_beside_one_within_the_span_pass() -> None:
    page = home(dated=[("2024-04-16", "审计日之后"), (days_before(3), "近闻")])
    assert judge("homepage_fresh", site(homepage=page)).verdict is Verdict.PASS


@pytest.mark.parametrize("outcome", ["timeout", "script_shell", "firewall"])
def test_a_homepage_that_was_not_read_is_open(outcome: str) -> None:
    said = judge("homepage_fresh", site(homepage=home(outcome=outcome)))
    assert said.verdict is Verdict.UNDETERMINED


def test_a_site_without_a_homepage_is_open() -> None:
    tree = site()
    tree.homepage = None
    assert judge("homepage_fresh", tree).verdict is Verdict.UNDETERMINED


def test_a_frame_counts_when_it_was_read_and_leaves_it_open_when_not() -> None:
    frame = HOME + "news.html"
    page = home(dated=[(days_before(20), "旧闻")], frames=[frame])
    assert judge("homepage_fresh", site(homepage=page)).verdict is Verdict.UNDETERMINED
    rows = [ListRow(address("甲"), "框架里的新闻", days_before(2))]
    inner = column("要闻", url=frame, facts=PageFacts(frame, rows=rows))
    said = judge("homepage_fresh", site([inner], homepage=page))
    assert said.verdict is Verdict.PASS
    assert "框架里的新闻" in said.reason


def test_the_audits_day_is_the_measure() -> None:
    page = home(dated=[("2021-04-01", "旧闻")])
    assert judge("homepage_fresh", site(homepage=page)).verdict is Verdict.FAIL
    then = context(as_of=date(2021, 4, 15), period=("2020-01-01", "2020-12-31"))
    assert judge("homepage_fresh", site(homepage=page), then).verdict is Verdict.PASS


def test_hostile_titles() -> None:
    page = home(dated=[(days_before(1), "{newest}\u202e\x00" + "长" * 5000)])
    said = judge("homepage_fresh", site(homepage=page))
    assert said.verdict is Verdict.PASS
    assert "{newest}" in said.reason
    assert len(said.reason) < 300

"""What rules ask of a crawl, as the plain data that reaches it."""

from __future__ import annotations

from datetime import date

from crawler.plan import CrawlPlan
from rules.vocabulary import Vocabulary
from tests.checks.build import rule, ruleset
from zwgk.planning import crawl_plan

CATALOGUE = {"title": {"any": ["{year}年重大行政决策事项目录"]}, "columns": ["重大决策"]}


def test_a_catalogues_links_and_files_are_asked_for() -> None:
    params = {"of": CATALOGUE, "stages": [{"name": "草案", "any": ["草案"]}]}
    plan = crawl_plan(
        [ruleset(rule("linked_set", params=params))], date(2024, 4, 15), Vocabulary({})
    )
    (need,) = plan.linking
    assert need.fits("博山区二〇二三年重大行政决策事项目录", [])
    assert not need.fits("博山区2023年重大行政决策事项", [])
    assert plan.texts == plan.linking
    assert "重大决策" in plan.wanted


def test_other_rules_follow_no_links() -> None:
    params = {"subject": CATALOGUE}
    plan = crawl_plan(
        [ruleset(rule("documents", params=params))], date(2024, 4, 15), Vocabulary({})
    )
    assert plan.linking == plan.texts == ()


AID = {
    "title": {"any": ["救助标准"], "none": ["解读"]},
    "either": [
        {"title": {"any": ["低保"], "none": ["会议"]}},
        {"columns": ["社会救助"], "body": {"any": ["低保"]}},
    ],
    "columns": ["社会救助"],
    "anywhere": True,
}


def aid_plan(window: str) -> CrawlPlan:
    """What a rule asks for whose documents must lie in that window."""
    params = {"topics": [{"name": "低保", "subject": AID}], "window": window}
    judged = ruleset(rule("topics", params=params))
    return crawl_plan([judged], date(2024, 4, 15), Vocabulary({}))


def test_documents_without_a_window_are_asked_for_whatever_their_date() -> None:
    plan = aid_plan("any")

    def needed(title: str, column: str) -> bool:
        return any(need.fits(title, [column]) for need in plan.anytime)

    assert needed("2019年低保救助标准", "通知公告")
    assert not needed("2019年特困救助标准", "通知公告")
    assert needed("2019年特困救助标准", "社会救助")
    assert not needed("2019年低保救助标准解读", "社会救助")
    assert not needed("低保工作会议", "社会救助")
    assert plan.whole == {"社会救助"}
    # What kinds of aid it tells of may stand in its file.
    assert plan.texts == plan.anytime


def test_documents_of_the_period_are_asked_for_by_their_date() -> None:
    plan = aid_plan("period")
    assert (plan.anytime, plan.whole, plan.texts) == ((), frozenset(), ())


def test_the_document_of_one_year_is_asked_for_by_its_date() -> None:
    params = {"subject": CATALOGUE, "window": "any"}
    plan = crawl_plan(
        [ruleset(rule("documents", params=params))], date(2024, 4, 15), Vocabulary({})
    )
    assert plan.anytime == ()

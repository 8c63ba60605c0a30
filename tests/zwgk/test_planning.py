"""What rules ask of a crawl, as the plain data that reaches it."""

from __future__ import annotations

from datetime import date

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

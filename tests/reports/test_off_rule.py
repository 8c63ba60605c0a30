"""A rule that was switched off stands on the scorecard as not applicable, with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lxml import html

from checks.engine import check_site
from checks.results.document import results_document
from reports.render import render
from rules.vocabulary import default_vocabulary
from tests.checks.build import column, rule, ruleset, site


def test_the_scorecard_shows_a_rule_that_is_off(tmp_path: Path) -> None:
    rules = ruleset(
        rule("column", 6, params={"name": "政务公开"}, off="今年的文件没有这一条"),
        rule("column", 4, id_="test/2", params={"name": "政策文件"}),
    )
    words, day = default_vocabulary(), date(2024, 4, 15)
    judged = check_site(site([column("政务公开"), column("政策文件")]), [rules], day, words)
    document = results_document([judged], [rules], day, "0", words)
    render(document, tmp_path)
    (page,) = (tmp_path / "sites").glob("*.html")
    articles = html.fromstring(page.read_text(encoding="utf-8")).xpath("//article")
    (off,) = (each.text_content() for each in articles if "test/1" in each.text_content())
    assert "不适用" in off
    assert "本规则已停用：今年的文件没有这一条。" in off
    assert document["sites"][0]["scores"][0]["score"] == 100

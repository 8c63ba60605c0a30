"""What a person's decisions could still change, and what to mend first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reports.arrange import Part, parts
from reports.outlook import grade_of, mend_first, outlook, tasks, vetoes
from reports.reading import read_report
from reports.render import render
from tests.reports.regenerate import golden_results
from tests.reports.test_numbers import vetoed


def part(document: dict[str, Any], place: int, site: int = 0) -> Part:
    report = read_report(document)
    return parts(report, report.sites[site])[place]


def test_grades_by_the_rulesets_own_limits() -> None:
    ruleset = part(golden_results(), 0).ruleset
    assert [grade_of(ruleset, score) for score in (100, 90, 89.99, 60, 59.99, None)] == [
        "优秀",
        "优秀",
        "良好",
        "合格",
        "不合格",
        "",
    ]


def test_the_range_is_said_with_its_grades() -> None:
    found = outlook(part(golden_results(), 0))
    assert found is not None
    assert (found.worst, found.worst_grade) == (51.95, "不合格")
    assert (found.best, found.best_grade) == (70.28, "合格")
    assert found.moves
    assert outlook(part(golden_results(), 1)) is None


def test_an_open_veto_can_still_end_it() -> None:
    document = vetoed()
    score = document["sites"][0]["scores"][1]
    home = next(r for r in document["sites"][0]["results"] if r["rule"] == "sites/home")
    home.update(verdict="pass", points=home["max_points"])
    score.update(score=96, low=96, high=96, grade="优秀", vetoed=False)
    document["rulesets"][1]["grades"] = {"优秀": 90, "良好": 80, "合格": 60}
    found = outlook(part(document, 1))
    assert found is not None
    assert (found.best_grade, found.worst_grade, found.moves) == ("优秀", "不合格", True)


def test_a_task_says_what_it_is_worth() -> None:
    own = part(golden_results(), 0)
    for task in tasks(own):
        points = task.finding.max_points
        now = own.earned / own.decided
        assert task.gain is not None
        assert task.loss is not None
        assert task.gain == pytest.approx(
            100 * (own.earned + points) / (own.decided + points) - 100 * now
        )
        assert task.loss == pytest.approx(100 * now - 100 * own.earned / (own.decided + points))
    weights = [task.finding.max_points for task in tasks(own)]
    assert weights == sorted(weights, reverse=True)


def test_vetoes_come_first_in_every_list(tmp_path: Path) -> None:
    document = vetoed()
    own = part(document, 1)
    failed, open_ = vetoes(own)
    assert [f.rule for f in failed] == ["sites/home"]
    assert [f.rule for f in open_] == ["sites/links"]
    assert mend_first(own)[0].rule == "sites/home"
    assert tasks(own)[0].finding.rule == "sites/links"
    assert tasks(own)[0].gain is None  # deductions lose nothing by what is open
    page = render(document, tmp_path).sites["qingshi"].read_text(encoding="utf-8")
    tree = html.fromstring(page)
    (section,) = tree.xpath("//section[@class='vetoes']")
    assert "单项否决：1 项不合格" in section.text_content()
    assert "1 项单项否决指标未能判定" in section.text_content()
    assert "超过 100 的 3.5 分来自加分指标" in page
    for link in section.xpath(".//a/@href"):
        assert tree.xpath("//*[@id=$id]", id=link[1:])

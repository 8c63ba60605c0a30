"""Every number on a scorecard, worked out once more from results.json alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reports.phrases import number
from reports.render import render
from tests.reports.regenerate import golden_results

DECIDED = ("pass", "partial", "fail")
OPEN = ("undetermined", "manual")
Row = dict[str, Any]


def vetoed() -> dict[str, Any]:
    """The synthetic results with a failed veto, an open one, a bonus and a lost indicator on the ruleset of deductions."""
    document = golden_results()
    site = document["sites"][0]
    home = next(row for row in site["results"] if row["rule"] == "sites/home")
    links = next(row for row in site["results"] if row["rule"] == "sites/links")
    home.update(verdict="fail", points=0, veto=True)
    links.update(verdict="undetermined", veto=True)
    score = next(score for score in site["scores"] if score["ruleset"] == "sites")
    score.update(score=103.5, low=98, high=105, grade="不合格", vetoed=True, veto_open=1)
    return document


def earned(rows: list[Row]) -> float:
    return sum(row["points"] for row in rows if row["verdict"] in DECIDED)


def lost(rows: list[Row]) -> float:
    return sum(
        row["max_points"] - row["points"] for row in rows if row["verdict"] in ("partial", "fail")
    )


def pending(rows: list[Row]) -> float:
    return sum(row["max_points"] for row in rows if row["verdict"] in OPEN)


def decided(rows: list[Row]) -> float:
    return sum(row["max_points"] for row in rows if row["verdict"] in DECIDED)


SUMS: dict[str, Callable[[list[Row]], float]] = {
    "earned": earned,
    "lost": lost,
    "pending": pending,
    "decided": decided,
    "rules": len,
    "open": lambda rows: sum(row["verdict"] in OPEN for row in rows),
    "vetoes": lambda rows: sum(bool(row.get("veto")) and row["verdict"] == "fail" for row in rows),
    "veto-open": lambda rows: sum(bool(row.get("veto")) and row["verdict"] in OPEN for row in rows),
}


def fresh(site: dict[str, Any], as_of: str) -> dict[str, int]:
    """Number of columns by age, by another way than the report's: whole months between two days."""
    today = date.fromisoformat(as_of)
    found: dict[str, int] = {}
    for column in site["crawl"].get("columns", []):
        if column["state"] == "unread":
            code = "unread"
        elif "newest" in column:
            day = date.fromisoformat(column["newest"])
            months = (
                (today.year - day.year) * 12 + today.month - day.month + (today.day - day.day) / 100
            )
            code = next(
                (c for c, most in (("month", 1), ("half", 6), ("year", 12)) if months <= most),
                "old",
            )
        elif column.get("rows") or any(
            column.get("documents", {}).get(key) for key in ("read", "outside", "not_asked")
        ):
            code = "undated"
        else:
            code = "branch" if "rows" not in column and "documents" not in column else "blank"
        found[code] = found.get(code, 0) + 1
    return found


def expected(element: html.HtmlElement, site: dict[str, Any], as_of: str) -> str:
    """What an element that holds a number must say, by its name and the places around it."""
    name = element.get("data-number")
    around = {
        key: next(iter(element.xpath(f"ancestor::*[@{key}][1]/@{key}")), "")
        for key in ("data-ruleset", "data-section", "data-rule")
    }
    ruleset = around["data-ruleset"]
    rows = [
        row for row in site["results"] if not ruleset or row["clause"].startswith(f"{ruleset}/")
    ]
    if around["data-rule"]:
        (row,) = [row for row in rows if row["rule"] == around["data-rule"]]
        assert name == "pairs"
        return str(row["pair_count"])
    if around["data-section"]:
        rules = element.xpath("ancestor::*[@data-section][1]//@data-rule")
        rows = [row for row in rows if row["rule"] in rules]
        assert {row["indicator"] for row in rows} == {rows[0]["indicator"]}
    if name in ("score", "low", "high"):
        (score,) = [score for score in site["scores"] if score["ruleset"] == ruleset]
        return number(score[name])
    if name == "lost-signed":
        return f"−{number(lost(rows))}"
    kind, _, code = name.partition("-")
    if kind == "verdict":
        return str(sum(row["verdict"] == code for row in rows))
    if kind == "clauses":
        return str(
            sum(
                clause["verdict"] == code and clause["clause"].startswith(f"{ruleset}/")
                for clause in site["clauses"]
            )
        )
    if kind == "fresh":
        return str(fresh(site, as_of)[code])
    return number(SUMS[name](rows))


@pytest.mark.parametrize("document", [golden_results(), vetoed()], ids=["golden", "vetoed"])
def test_every_number_is_that_of_the_document(document: dict[str, Any], tmp_path: Path) -> None:
    rendered = render(document, tmp_path)
    names: set[str] = set()
    for site in document["sites"]:
        tree = html.fromstring(rendered.sites[site["id"]].read_text(encoding="utf-8"))
        for element in tree.xpath("//*[@data-number]"):
            names.add(element.get("data-number"))
            said = element.text_content()
            assert said == expected(element, site, document["as_of"]), html.tostring(element)
        for article in tree.xpath("//article[@data-rule]"):
            (row,) = [row for row in site["results"] if row["rule"] == article.get("data-rule")]
            assert article.xpath(".//*[@data-max]")[0].text == number(row["max_points"])
            for share in article.xpath(".//*[@data-share]"):
                assert share.text == number(100 * row["share"])
    assert {"score", "low", "high", "earned", "lost", "pending", "decided", "open"} <= names


def test_charts_and_their_tables_say_the_same(tmp_path: Path) -> None:
    document = golden_results()
    rendered = render(document, tmp_path)
    for site in document["sites"]:
        tree = html.fromstring(rendered.sites[site["id"]].read_text(encoding="utf-8"))
        for part in tree.xpath("//section[@data-ruleset]"):
            ruleset = part.get("data-ruleset")
            rows = [row for row in site["results"] if row["clause"].startswith(f"{ruleset}/")]
            sums = {"got": earned, "lost": lost, "pending": pending}
            for tone, add in sums.items():
                cells = part.xpath(f".//td[starts-with(@data-cell, 'points-{tone}-')]")
                assert sum(float(cell.text) for cell in cells) == pytest.approx(add(rows), abs=0.02)
            counts = part.xpath(".//td[starts-with(@data-cell, 'verdicts-')]")
            assert sum(int(cell.text) for cell in counts) == len(rows)
            for chart in part.xpath(".//figure"):
                (drawn,) = chart.xpath("./*[local-name() = 'svg'][@role='img']")
                spoken = drawn.xpath("string(./*[local-name() = 'desc'])")
                for label in chart.xpath(".//tbody/tr/th"):
                    assert label.text_content() in spoken
                title, desc = drawn.get("aria-labelledby").split()
                assert tree.xpath("//*[@id=$title]", title=title)
                assert tree.xpath("//*[@id=$desc]", desc=desc)

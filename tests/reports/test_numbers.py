"""Every number on the pages, worked out once more from results.json alone."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest
from lxml import html

from reports.comparing.audits import read_audit
from reports.comparing.comparison import compare
from reports.comparing.earlier import earlier_audits
from reports.comparing.history import record
from reports.comparing.page import write_diff_page
from reports.phrases import number
from reports.render import render
from reports.wording import VERDICTS
from tests.reports.regenerate import golden_results

DECIDED = ("pass", "partial", "fail")
OPEN = ("undetermined", "manual")
Row = dict[str, Any]
VERDICT_CODES = {words.word: code for code, words in VERDICTS.items()}


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


def own_rows(site: dict[str, Any], ruleset: str) -> list[Row]:
    return [row for row in site["results"] if row["clause"].startswith(f"{ruleset}/")]


def verdict_counts(element: html.HtmlElement) -> dict[str, int]:
    """The numbers that stand behind the words of verdicts."""
    found = re.findall(r"([\u4e00-\u9fff]+)(\d+)", "".join(element.text_content().split()))
    return {VERDICT_CODES[word]: int(count) for word, count in found}


def test_every_number_of_the_ranking_is_that_of_the_document(tmp_path: Path) -> None:
    document = vetoed()
    tree = html.fromstring(render(document, tmp_path).index.read_text(encoding="utf-8"))
    seen = 0
    for place, ruleset in enumerate(document["rulesets"], start=1):
        (league,) = tree.xpath(f"//section[@id='league-{place}']")
        for shown in league.xpath(".//tr[@data-level]"):
            (site,) = [one for one in document["sites"] if one["id"] == shown.get("data-site")]
            cells = {cell.get("data-label"): cell for cell in shown.xpath("td")}
            counts = Counter(row["verdict"] for row in own_rows(site, ruleset["id"]))
            assert verdict_counts(cells["判定条数"]) == counts
            crawled = cells["抓取情况"].text_content()
            read = site["crawl"]["fetches"].get("ok", 0)
            assert f"读到 {read}" in crawled
            assert cells["抓取情况"].xpath("string(.//*[contains(@class, 'state')])") in crawled
            scores = [one for one in site["scores"] if one["ruleset"] == ruleset["id"]]
            if "得分" not in cells:
                assert all(score["score"] is None for score in scores)
                continue
            (score,) = scores
            assert cells["得分"].text.strip() == number(score["score"])
            low, high = number(score["low"]), number(score["high"])
            said = cells["可能区间"].xpath("string(*[@class='sub'])")
            assert re.findall(r"[\d.]+", said) in ([low, high], [low])
            graded = cells["等级"].text_content()
            assert score["grade"] in graded
            assert ("单项否决" in graded) == score["vetoed"]
            seen += 1
    assert seen >= 4


def year_before(document: dict[str, Any]) -> dict[str, Any]:
    """The results as they could have been a year before: some rules failed, one was open, points were fewer."""
    before = copy.deepcopy(document)
    before["as_of"] = f"{int(document['as_of'][:4]) - 1}{document['as_of'][4:]}"
    for place, site in enumerate(before["sites"]):
        for at, row in enumerate(site["results"]):
            if row["verdict"] == "pass" and at % 2 == place % 2:
                row.update(verdict="fail", points=0.0, share=0.0)
            elif row["verdict"] == "fail":
                row.update(verdict="undetermined", points=0.0, share=0.0)
        for score in site["scores"]:
            if score["score"] is not None:
                score.update(score=round(score["score"] * 0.9, 2))
    return before


def test_the_trend_is_worked_out_from_all_results(tmp_path: Path) -> None:
    document = golden_results()
    audits = [year_before(document), document]
    for audit in audits:
        record(tmp_path, audit)
    page = render(document, tmp_path, earlier=earlier_audits(tmp_path, document)).index
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    for place, ruleset in enumerate(document["rulesets"], start=1):
        rows = tree.xpath(
            f"//section[@id='league-{place}']//table[contains(@class, 'trend-table')]/tbody/tr"
        )
        assert len(rows) == 2
        before: dict[str, float] = {}
        for shown, audit in zip(rows, audits, strict=True):
            now = {
                site["id"]: score["score"]
                for site in audit["sites"]
                for score in site["scores"]
                if score["ruleset"] == ruleset["id"] and score["score"] is not None
            }
            values = list(now.values())
            said = [cell.text_content() for cell in shown.xpath("th | td")]
            assert said[:6] == [
                audit["as_of"],
                str(len(values)),
                *(number(round(of(values), 2)) for of in (mean, median, min, max)),
            ]
            both = now.keys() & before.keys()
            moved = sum(now[site] - before[site] for site in both) / len(both) if both else None
            if moved is None:
                assert said[6] == "—"
            else:
                change, count = re.findall(r"[\d.]+", said[6])
                assert float(change) == pytest.approx(abs(moved), abs=0.006)
                assert count == str(len(both))
            before = now


def share(row: Row) -> float:
    """The part of a decided rule's points that was earned."""
    return {"pass": 1.0, "fail": 0.0}.get(row["verdict"], row.get("share", 0.0))


def test_the_comparison_is_worked_out_from_both_documents(tmp_path: Path) -> None:
    after = golden_results()
    before = year_before(after)
    page = write_diff_page(compare(read_audit(before), read_audit(after)), tmp_path)
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    moved: Counter[str] = Counter()
    for old, new in zip(before["sites"], after["sites"], strict=True):
        own: Counter[str] = Counter()
        for was, now in zip(old["results"], new["results"], strict=True):
            verdicts = {was["verdict"], now["verdict"]}
            if verdicts <= set(DECIDED):
                then, today = (share(row) for row in (was, now))
                better = "improved" if today > then else "worse"
                own["unchanged" if then == today else better] += 1
            else:
                own["unchanged" if len(verdicts) == 1 else "other"] += 1
        moved += own
        rows = tree.xpath("//section[@data-moves=$site]//tbody/tr/@data-state", site=new["id"])
        assert Counter(rows) == Counter({key: n for key, n in own.items() if key != "unchanged"})
        shown = tree.xpath(
            "//table[contains(@class, 'diffs')]/tbody/tr[@data-site=$site]", site=new["id"]
        )
        assert len(shown) == len(new["scores"])
        for line, was, now in zip(shown, old["scores"], new["scores"], strict=True):
            said = [cell.get("data-value") for cell in line.xpath("td[@data-value]")]
            if now["score"] is None:
                assert said == ["", "", ""]
                continue
            delta = round(now["score"] - was["score"], 2)
            assert [float(each) for each in said] == [was["score"], now["score"], delta]
            parts = re.findall(r"([+−][\d.]+)", line.xpath("string(td[@data-label='构成'])"))
            assert sum(float(each.replace("−", "-")) for each in parts) == pytest.approx(
                delta, abs=0.001
            )
    top = tree.xpath("(//ul[@class='counts'])[1]/li")
    assert {li.get("class").rpartition("t-")[2]: int(li.xpath("string(b)")) for li in top} == moved
    assert moved["improved"] > 3
    assert moved["other"] > 0

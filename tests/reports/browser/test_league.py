"""The overview and the comparison in a real Chromium: filters, sorting, no width lost, nothing serious for axe."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.comparing.audits import read_audit
from reports.comparing.comparison import compare
from reports.comparing.earlier import earlier_audits
from reports.comparing.page import write_diff_page
from reports.render import RenderedReport, render
from tests.crawler.browser.chromium import needs_chromium
from tests.reports.browser.conftest import Watched
from tests.reports.comparing.test_history import kept
from tests.reports.regenerate import golden_results

pytestmark = needs_chromium
Make = Callable[..., Watched]


def before() -> dict[str, Any]:
    """The synthetic results as they could have been a year earlier."""
    document = copy.deepcopy(golden_results())
    document["as_of"] = f"{int(document['as_of'][:4]) - 1}{document['as_of'][4:]}"
    for entry in document["sites"]:
        for row in entry["results"][:4]:
            if row["verdict"] == "pass":
                row.update(verdict="fail", points=0.0, share=0.0)
        for score in entry["scores"]:
            if score["score"] is not None:
                score.update(score=score["score"] / 2, low=score["low"] / 2)
    return document


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> RenderedReport:
    """A report with an earlier audit, its overview compared with it in diff.html."""
    folder = tmp_path_factory.mktemp("seen")
    document = golden_results()
    for at, entry in enumerate(document["sites"]):
        entry["region"] = "甲市" if at % 2 else "乙市"
    kept(folder, before())
    kept(folder, document)
    rendered = render(document, folder, earlier=earlier_audits(folder, document))
    write_diff_page(compare(read_audit(before()), read_audit(document)), folder)
    return rendered


def names(page: Any) -> list[str]:
    rows = "table[data-ranking] tbody tr:not([hidden]) th a"
    found: list[str] = page.locator("[data-league]").first.locator(rows).all_inner_texts()
    return found


def test_search_filter_and_clear(watched: Make, seen: RenderedReport) -> None:
    found = watched()
    page = found.open(seen.index)
    everyone = names(page)
    assert len(everyone) == 3
    page.fill("[data-filter=text]", "云溪")
    assert names(page) == ["云溪县人民政府"]
    assert "筛选内第 1" in page.locator("tr:not([hidden]) .rank").first.inner_text()
    assert page.locator(".heat tr[data-site]:not([hidden])").count() < len(everyone) * 2
    page.fill("[data-filter=text]", "没有这样的网站")
    assert names(page) == []
    assert page.locator("[data-none]").first.is_visible()
    page.click("[data-clear]")
    assert names(page) == everyone
    page.select_option("[data-filter=region]", "甲市")
    kept_ = names(page)
    assert 0 < len(kept_) < len(everyone)
    assert "显示" in page.locator("[data-status]").inner_text()
    found.assert_quiet()


def test_sorting_by_keyboard_says_so(watched: Make, seen: RenderedReport) -> None:
    found = watched()
    page = found.open(seen.index)
    heading = page.locator("table[data-ranking] th", has_text="得分").first
    heading.locator("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    falling = names(page)
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    values = [
        float(cell)
        for cell in page.locator("[data-league]")
        .first.locator("table[data-ranking] td.score")
        .evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    ]
    assert values == sorted(values)
    assert set(names(page)) == set(falling)
    found.assert_quiet()


def test_the_comparison_is_searched_and_filtered(watched: Make, seen: RenderedReport) -> None:
    found = watched()
    page = found.open(seen.folder / "diff.html")
    moves = page.locator(".moves tbody tr:not([hidden])")
    total = moves.count()
    assert page.locator("[data-status]").inner_text() == f"共 {total} 条变化"
    page.fill("[data-filter=text]", "云溪")
    assert 0 < moves.count() < total
    assert page.locator("[data-moves]:visible h2").all_inner_texts() == ["云溪县人民政府"]
    assert set(page.locator("[data-league] tbody tr:not([hidden]) th").all_inner_texts()) == {
        "云溪县人民政府"
    }
    page.fill("[data-filter=text]", "")
    page.select_option("[data-filter=state]", "improved")
    improved = moves.count()
    assert set(moves.evaluate_all("rows => rows.map(row => row.dataset.state)")) == {"improved"}
    cause = moves.first.get_attribute("data-causes").split(" ")[0]
    page.select_option("[data-filter=causes]", cause)
    assert 0 < moves.count() <= improved
    page.fill("[data-filter=text]", "没有这样的规则")
    assert moves.count() == 0
    assert page.locator("[data-none]").is_visible()
    page.evaluate("location.hash = document.querySelector('[data-moves]').id")
    page.wait_for_function("!document.querySelector('[data-moves]').hidden")
    assert moves.count() == total
    found.assert_quiet()


def test_everything_stands_there_without_script(chromium: Any, seen: RenderedReport) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(seen.index.resolve().as_uri())
    assert page.locator("[data-filters]").is_hidden()
    assert page.locator("table[data-ranking] tbody tr").first.is_visible()
    assert page.locator(".heat td").first.is_visible()
    context.close()


def test_what_is_folded_is_printed(watched: Make, seen: RenderedReport) -> None:
    page = watched().open(seen.index)
    parts = page.locator("main details")
    assert parts.count() > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == 0


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_no_page_is_wider_than_the_window(watched: Make, seen: RenderedReport, width: int) -> None:
    found = watched(width)
    for path in (seen.index, seen.folder / "diff.html", seen.sites["qingshi"]):
        page = found.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    found.assert_quiet()


def test_axe_finds_nothing_serious(watched: Make, seen: RenderedReport) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for path in (seen.index, Path(seen.folder / "diff.html"), seen.sites["qingshi"]):
        page = watched().open(path)
        violations = Axe().run(page).response["violations"]
        serious = [one for one in violations if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []

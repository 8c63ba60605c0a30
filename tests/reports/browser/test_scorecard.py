"""The scorecard as people use it: filters, search, keyboard, without scripts, and printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from reports.render import RenderedReport
from tests.crawler.browser.chromium import needs_chromium
from tests.reports.browser.conftest import Watched
from tests.reports.regenerate import golden_results

pytestmark = needs_chromium
Make = Callable[..., Watched]

SITE = next(site for site in golden_results()["sites"] if site["id"] == "qingshi")
RULES = {row["rule"]: row for row in SITE["results"]}


def shown(page: Any) -> set[str]:
    """The rules that can be seen."""
    found: list[str] = page.eval_on_selector_all(
        "[data-rule]", "rows => rows.filter(r => r.checkVisibility()).map(r => r.dataset.rule)"
    )
    return set(found)


def of(**wanted: str) -> set[str]:
    """The rules whose result has these values."""
    return {
        rule
        for rule, row in RULES.items()
        if all(row.get(key) == value for key, value in wanted.items())
    }


def status(page: Any) -> str:
    return str(page.locator("[data-filter-status]").inner_text())


def until(page: Any, expression: str) -> None:
    """Wait until an expression holds; Playwright's own way would evaluate it in the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never: {expression}")


def fragment(page: Any) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash)"))


@pytest.fixture
def card(watched: Make, report: RenderedReport) -> Watched:
    found = watched()
    found.open(report.sites["qingshi"])
    return found


def test_verdicts_filter_and_combine(card: Watched) -> None:
    page = card.page
    assert shown(page) == set(RULES)
    assert status(page) == f"共 {len(RULES)} 条规则"
    failed = page.locator("button[data-show=fail]")
    assert re.sub(r"\D", "", failed.inner_text()) == str(len(of(verdict="fail")))
    failed.click()
    assert shown(page) == of(verdict="fail")
    assert failed.get_attribute("aria-pressed") == "true"
    assert fragment(page) == "#?v=fail"
    page.locator("button[data-show=partial]").click()
    both = of(verdict="fail") | of(verdict="partial")
    assert shown(page) == both
    assert status(page) == f"显示 {len(both)} / {len(RULES)} 条规则"
    # What does not match leaves no heading behind, and lists that are not filtered go.
    assert (
        page.locator(".indicator:visible").count()
        == page.locator(".indicator:has(article:visible)").count()
    )
    assert page.locator(".overview:visible, #crawl:visible").count() == 0
    page.locator(".tools [data-clear]").click()
    assert shown(page) == set(RULES)
    assert fragment(page) == ""
    card.assert_quiet()


def test_indicator_class_and_ruleset(card: Watched) -> None:
    page = card.page
    for name in ("i", "c", "r"):
        choice = page.locator(f"select[data-filter={name}]")
        options = choice.locator("option:not([value=''])")
        for at in range(options.count()):
            option = options.nth(at)
            choice.select_option(option.get_attribute("value"))
            stated = re.search(r"（(\d+)）$", option.text_content() or "")
            assert stated is not None
            assert len(shown(page)) == int(stated[1]), option.text_content()
        choice.select_option("")
    page.locator("select[data-filter=c]").select_option("trace")
    page.locator("button[data-show=manual]").click()
    assert shown(page) == of(observable="trace", verdict="manual")
    card.assert_quiet()


def test_search_finds_title_clause_reason_and_address(card: Watched) -> None:
    page = card.page
    find = page.get_by_label("检索", exact=True)
    clauses = {
        f"{ruleset['id']}/{clause['id'].removeprefix(ruleset['id'] + '/')}": clause["text"]
        for ruleset in golden_results()["rulesets"]
        for clause in ruleset.get("clauses", [])
    }
    row = RULES["qingshi-2020/3"]
    for words in (
        row["title"],
        clauses[row["clause"]][2:14],
        row["reason"][:12],
        row["evidence"][0]["url"],
        "ＱＩＮＧＳＨＩ－２０２０/3",
    ):
        find.press("Escape")
        find.fill(words)
        until(page, "new URLSearchParams(location.hash.slice(2)).get('q')?.length > 0")
        until(page, "document.querySelector('[data-filter-status]').textContent.startsWith('显示')")
        assert row["rule"] in shown(page), words
        assert len(shown(page)) < len(RULES), words
    find.fill("没有这样的话 zzz")
    page.locator("[data-none-found]").wait_for()
    assert shown(page) == set()
    assert status(page) == f"显示 0 / {len(RULES)} 条规则"
    page.locator("[data-none-found] button").click()
    assert shown(page) == set(RULES)
    assert page.evaluate("document.activeElement.dataset.filter") == "q"
    card.assert_quiet()


def test_the_address_keeps_the_filter_and_leads_to_what_it_hides(
    watched: Make, report: RenderedReport
) -> None:
    found = watched()
    page = found.open(report.sites["qingshi"], "#?v=pass&q=%E7%BD%91%E7%AB%99")
    assert shown(page) < of(verdict="pass")
    assert page.get_by_label("检索", exact=True).input_value() == "网站"
    page.evaluate("location.hash = '#rule-qingshi-2020-1a'")
    until(page, "!document.querySelector('main').classList.contains('filtering')")
    assert shown(page) == set(RULES)
    assert page.locator("#rule-qingshi-2020-1a .reason").is_visible()
    # Nonsense in the address does no harm.
    for bad in ("#?v=%3Cimg%3E&i=nowhere&c=&q=", "#%E0%A4%A", "#?&&&=", '#"><script>'):
        page.goto("about:blank")
        found.open(report.sites["qingshi"], bad)
        assert shown(page) in (set(RULES), set())
    found.assert_quiet()


def test_all_of_it_by_keyboard(card: Watched) -> None:
    page = card.page
    press = page.keyboard.press
    press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press("Enter")
    press("Tab")
    assert page.evaluate("document.activeElement.dataset.filter") == "q"
    page.keyboard.type("逾期")
    until(page, "document.querySelector('main').classList.contains('filtering')")
    assert len(shown(page)) < len(RULES)
    press("Escape")
    assert shown(page) == set(RULES)
    while page.evaluate("document.activeElement.dataset.show") != "fail":
        press("Tab")
    press("Space")
    assert shown(page) == of(verdict="fail")
    press("Space")
    while page.evaluate("!document.activeElement.hasAttribute('data-collapse')"):
        press("Tab")
    press("Enter")
    assert page.locator("article .reason:visible").count() == 0
    press("Shift+Tab")
    assert page.evaluate("document.activeElement.hasAttribute('data-expand')")
    press("Enter")
    assert page.locator("article details:not([open])").count() == 0
    first = page.locator("article.rule > details > summary").first
    first.focus()
    press("Enter")
    assert page.locator("article.rule > details").first.get_attribute("open") is None
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    card.assert_quiet()


def test_without_scripts_everything_is_there(watched: Make, report: RenderedReport) -> None:
    found = watched(java_script_enabled=False)
    page = found.open(report.sites["qingshi"])
    assert not page.locator("[data-filter-bar]").is_visible()
    assert not page.locator("[data-none-found]").is_visible()
    rules = page.locator("[data-rule]")
    assert rules.count() == len(RULES)
    assert all(rules.nth(at).is_visible() for at in range(rules.count()))
    closed = page.locator("article.rule > details:not([open])").first
    closed.locator("> summary").click()
    assert closed.page.locator("article.rule .reason").first.is_visible()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_nothing_is_cut_or_laid_over(watched: Make, report: RenderedReport, width: int) -> None:
    found = watched(width)
    for path in report.sites.values():
        page = found.open(path)
        page.locator("[data-expand]").click()
        wide = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter((e) => e.checkVisibility() && !e.closest(".sr, .skip, thead, svg, .toc"))
                .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
                .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert wide == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        empty = page.evaluate(
            """() => [...document.querySelectorAll("main section, main p, main li, figure, main ul")]
                .filter((e) => e.checkVisibility() && e.offsetHeight > 40)
                .filter((e) => !e.textContent.trim() && !e.querySelector("svg"))
                .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert empty == []
    found.assert_quiet()


def test_printed_on_a4_with_numbered_pages(card: Watched, tmp_path: Path) -> None:
    page = card.page
    # What is filtered away on the screen is printed all the same.
    page.locator("button[data-show=fail]").click()
    target = tmp_path / "card.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(target)
    try:
        texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
        sizes = {
            tuple(round(side) for side in document.get_page_size(at)) for at in range(len(document))
        }
    finally:
        document.close()
    assert sizes == {(595, 842)}
    for at, text in enumerate(texts, start=1):
        assert f"{at} / {len(texts)}" in " ".join(text.split())
    whole = re.sub(r"\s", "", "".join(texts))
    for row in RULES.values():
        if row["check"] != "none":
            assert re.sub(r"\s", "", row["title"]) in whole
        assert re.sub(r"\s", "", row["reason"])[:30] in whole
    assert "清除筛选" not in whole
    assert "目录" not in whole[:200]
    card.assert_quiet()

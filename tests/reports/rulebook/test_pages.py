"""The pages that explain the rules: what they hold, and how a scorecard leads to them without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from checks.kinds import registry
from reports.anchors import anchor
from reports.errors import ReportError
from reports.reading import read_report
from reports.render import RenderedReport, render
from reports.rulebook.pages import clause_sections
from reports.wording import CHECKS
from tests.reports.regenerate import golden_results

RULESET = "qingshi-2020"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> RenderedReport:
    return render(golden_results(), tmp_path_factory.mktemp("report"))


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = golden_results()["rulesets"][0]["rules"]
    return found


def sheet(tree: html.HtmlElement, rule: str) -> html.HtmlElement:
    (found,) = tree.xpath("//article[.//code=$rule]", rule=rule)
    return found


def test_every_rule_is_explained_with_all_that_the_document_says(report: RenderedReport) -> None:
    tree = page(report.rules[RULESET])
    assert len(tree.xpath("//article")) == len(rows())
    for row in rows():
        shown = words(sheet(tree, row["id"]))
        for sentence in (*row["checked"], *row["counts"], *row["excludes"], row["fix"]):
            assert sentence in shown
        for parameter in row["parameters"]:
            for text in (parameter["name"], parameter["meaning"], *parameter["value"]):
                assert " ".join(text.split()) in shown


def test_clauses_stand_in_the_source_s_order_each_with_its_class_and_rules(
    report: RenderedReport,
) -> None:
    tree = page(report.rules[RULESET])
    clauses = golden_results()["rulesets"][0]["clauses"]
    sections = tree.xpath("//section[@class='clause-part']")
    assert [words(each.xpath("h2")[0]).split()[1][0] for each in sections] == list("123456789")
    for section, clause in zip(sections, clauses, strict=True):
        assert words(section.xpath("blockquote")[0]) == clause["text"]
        cited = [row["id"] for row in rows() if row["clause"] == f"{RULESET}/{clause['id']}"]
        assert [code.text for code in section.xpath(".//article//p[@class='ids']/a/code")] == cited
    assert "A~：只核有无，质量须人工" in words(sections[3])
    assert clauses[6]["reason"] in words(sections[6])


def test_marks_of_a_rule_are_shown(report: RenderedReport) -> None:
    tree = page(report.rules[RULESET])
    assert "未核原文" in words(sheet(tree, f"{RULESET}/3"))
    assert "未核原文" not in words(sheet(tree, f"{RULESET}/2"))
    limited = words(sheet(tree, f"{RULESET}/4"))
    assert "只适用于县级政府网站" in limited
    assert "有效期 2020-01-01 至 不限" in limited
    assert "本条的评价期间 2020-01-01 至 2020-11-30" in limited
    assert "已停用。本年由网信部门另行检查。" in words(sheet(tree, f"{RULESET}/9"))
    default = sheet(tree, f"{RULESET}/2").xpath(".//tr[@class='default']")
    assert [words(row.xpath("th")[0]) for row in default] == ["children_exact"]


def test_each_finding_leads_to_its_rule_and_to_none_that_is_not_explained(
    report: RenderedReport,
) -> None:
    explained = {row["id"] for row in rows()}
    tree = page(report.rules[RULESET])
    for path in report.sites.values():
        for article in page(path).xpath("//article[@data-rule]"):
            links = article.xpath(".//a[@class='why']/@href")
            rule = article.get("data-rule")
            assert bool(links) is (rule in explained)
            for link in links:
                name, _, fragment = link.partition("#")
                assert (path.parent / name).resolve() == report.rules[RULESET].resolve()
                assert tree.xpath("//*[@id=$id]", id=fragment)[0] is sheet(tree, rule)


def test_classes_and_common_rules_are_told_on_the_pages(report: RenderedReport) -> None:
    for path in (report.rules[RULESET], report.sites["qingshi"]):
        classes = page(path).xpath("//dl[@class='classes']/div")
        assert [words(each.xpath("dt")[0]) for each in classes] == ["A", "A~", "B", "C"]
        assert words(classes[1].xpath("dd")[0]) == "只核有无，质量须人工"
    assert "应读的页面没有读到，不会因此判为不符合" in words(page(report.rules[RULESET]))


def test_results_without_rules_have_no_page_and_no_link(tmp_path: Path) -> None:
    document = golden_results()
    del document["rulesets"][0]["rules"]
    rendered = render(document, tmp_path)
    assert rendered.rules == {}
    assert not (tmp_path / "rules").exists()
    assert not page(rendered.sites["qingshi"]).xpath("//a[contains(@href, 'rules/')]")


@pytest.mark.parametrize("name", ["../evil", "a/b", "..", "A", "青石", "a.html"])
def test_a_ruleset_s_id_that_could_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    document = golden_results()
    document["rulesets"][0]["id"] = name
    with pytest.raises(ReportError, match=r"rulesets\[0\]\.id"):
        render(document, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("checked", "一句话", r"rules\[0\]\.checked"),
        ("checked", [1], r"rules\[0\]\.checked\[0\]"),
        ("points", "6", r"rules\[0\]\.points"),
        ("parameters", [{"name": 1}], r"parameters\[0\]\.name"),
        ("parameters", [{"name": "a", "written": 1}], r"parameters\[0\]\.written"),
    ],
)
def test_a_damaged_rule_is_refused_with_its_place(key: str, value: Any, place: str) -> None:
    document = golden_results()
    document["rulesets"][0]["rules"][0][key] = value
    with pytest.raises(ReportError, match=place):
        read_report(document)


def test_rules_of_clauses_that_the_document_does_not_list_come_last() -> None:
    document = golden_results()
    document["rulesets"][0]["clauses"] = document["rulesets"][0]["clauses"][:2]
    sections = clause_sections(read_report(document).rulesets[RULESET])
    assert sum(len(section.rules) for section in sections) == len(rows())
    assert [section.clause.text != "" for section in sections] == [True] * 2 + [False] * 4


@pytest.mark.parametrize("kind", sorted(registry()))
def test_every_check_kind_has_a_name_for_readers(kind: str) -> None:
    assert kind in CHECKS, "name it in reports/wording.py"


def test_anchors_are_stable_plain_and_never_shared() -> None:
    taken: set[str] = set()
    assert anchor("rule", "boshan-2020/6a.update", taken) == "rule-boshan-2020-6a.update"
    assert anchor("rule", "boshan-2020/6a.更新", taken) == "rule-boshan-2020-6a."
    assert anchor("rule", "boshan-2020-6a.update", taken) == "rule-boshan-2020-6a.update-2"
    assert anchor("clause", "boshan-2020/6a", taken) == "clause-boshan-2020-6a"

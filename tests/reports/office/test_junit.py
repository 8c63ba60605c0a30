"""JUnit XML: valid by the schema that its readers share, its counts those of the results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reports.office.junit import write_junit
from reports.reading import read_report
from tests.reports.office.reviewed import reviewed_results
from tests.reports.regenerate import golden_results
from tests.reports.test_hostile import BAD_URLS, PAYLOADS, hostile

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))


def suites_of(document: dict[str, Any], folder: Path) -> list[Any]:
    path = folder / "junit.xml"
    write_junit(read_report(document), path)
    tree = etree.parse(path)
    SCHEMA.assertValid(tree)
    return list(tree.getroot())


def test_a_suite_for_each_site_and_ruleset_a_case_for_each_rule(tmp_path: Path) -> None:
    document = golden_results()
    suites = {suite.get("name"): suite for suite in suites_of(document, tmp_path)}
    assert [int(suite.get("id")) for suite in suites.values()] == list(range(len(suites)))
    expected: dict[str, list[dict[str, Any]]] = {}
    for site in document["sites"]:
        named = [score["ruleset"] for score in site["scores"]]
        for ruleset in [*named, *(row["rule"].partition("/")[0] for row in site["results"])]:
            expected[f"{site['id']}.{ruleset}"] = [
                row for row in site["results"] if row["rule"].startswith(f"{ruleset}/")
            ]
    assert set(suites) == set(expected)
    for name, rows in expected.items():
        suite = suites[name]
        failed = sum(row["verdict"] in ("fail", "partial") for row in rows)
        passed = sum(row["verdict"] == "pass" for row in rows)
        assert [int(suite.get(key)) for key in ("tests", "failures", "skipped")] == [
            len(rows),
            failed,
            len(rows) - failed - passed,
        ]
        cases = suite.findall("testcase")
        assert [case.get("name").split()[0] for case in cases] == [row["rule"] for row in rows]
        for case, row in zip(cases, rows, strict=True):
            tags = [child.tag for child in case]
            if row["verdict"] == "pass":
                assert tags == []
            elif row["verdict"] in ("fail", "partial"):
                assert tags == ["failure"]
                assert case[0].get("type") == row["verdict"]
                assert row["reason"] in case[0].text
            else:
                assert tags == ["skipped"]
                assert row["reason"] in case[0].get("message")


def test_the_score_is_a_property(tmp_path: Path) -> None:
    document = golden_results()
    suite = suites_of(document, tmp_path)[0]
    properties = {each.get("name"): each.get("value") for each in suite.iter("property")}
    score = document["sites"][0]["scores"][0]
    assert float(properties["score"]) == score["score"]
    assert properties["grade"] == score["grade"]
    assert suite.get("hostname") == "www.qingshi.example"


def test_partial_says_the_share(tmp_path: Path) -> None:
    suite = suites_of(reviewed_results(), tmp_path)[0]
    cases = {case.get("name").split()[0]: case for case in suite.iter("testcase")}
    failure = cases["qingshi-2020/1a"][0]
    assert failure.get("message").startswith("（得 4 / 8 分，50%）部分符合")
    assert "机器判定：不符合" in failure.text


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_URLS])
def test_hostile_content_stays_text(tmp_path: Path, payload: str) -> None:
    document = hostile(golden_results(), payload)
    suites = suites_of(document, tmp_path)
    assert sum(len(suite.findall("testcase")) for suite in suites) == sum(
        len(site["results"]) for site in document["sites"]
    )


def test_no_site_is_an_empty_document(tmp_path: Path) -> None:
    assert suites_of(golden_results() | {"sites": []}, tmp_path) == []

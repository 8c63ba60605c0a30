"""The main job on the simulated sites: every planted fault found, no false "fail", every unreachable case undetermined."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from checks.results import SCHEMA_PATH
from demo.catalogue import truth
from zwgk.demonstration import run_demo

TRUTH = truth()


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], str]:
    """The demo run once: its folder, its results and what it said on the way."""
    out = tmp_path_factory.mktemp("demo")
    said = io.StringIO()
    page, document = run_demo(out, Console(file=said, width=200))
    assert page == out / "index.html"
    return out, document, said.getvalue()


@pytest.mark.parametrize("site_id", sorted(TRUTH.verdicts))
def test_every_verdict_is_the_true_one(
    site_id: str, demonstrated: tuple[Path, dict[str, Any], str]
) -> None:
    _, document, _ = demonstrated
    site = next(site for site in document["sites"] if site["id"] == site_id)
    judged = {
        result["rule"]: (result["verdict"], result["reason"])
        for result in site["results"]
        if result["check"] != "none"
    }
    expected = TRUTH.verdicts[site_id]
    wrong = [
        f"{rule}: 应为 {expected.get(rule)}，判为 {verdict}（{reason[:200]}）"
        for rule, (verdict, reason) in judged.items()
        if verdict != expected.get(rule)
    ]
    assert wrong == []
    assert set(judged) == set(expected)


def test_every_lost_point_leads_somewhere(demonstrated: tuple[Path, dict[str, Any], str]) -> None:
    _, document, _ = demonstrated
    for site in document["sites"]:
        for result in site["results"]:
            if result["verdict"] in ("fail", "partial"):
                assert result["evidence"] or result.get("searched"), result["rule"]
                assert result["fix"]


def test_results_follow_the_schema(demonstrated: tuple[Path, dict[str, Any], str]) -> None:
    out, document, _ = demonstrated
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert json.loads((out / "results.json").read_text(encoding="utf-8")) == document


def test_every_site_has_its_pages(demonstrated: tuple[Path, dict[str, Any], str]) -> None:
    out, document, said = demonstrated
    assert (out / "index.html").is_file()
    assert (out / "ledger.xlsx").is_file()
    for site in document["sites"]:
        assert (out / "sites" / f"{site['id']}.html").is_file()
        assert site["name"] in said


def test_the_evidence_lies_in_the_archive(demonstrated: tuple[Path, dict[str, Any], str]) -> None:
    import hashlib

    from crawler.snapshot.archive import read_archived

    out, document, _ = demonstrated
    checked = 0
    for site in document["sites"][:4]:
        for result in site["results"]:
            for evidence in result["evidence"][:1]:
                if evidence["archive"]:
                    _, _, body = read_archived(out, evidence["archive"])
                    assert hashlib.sha256(body).hexdigest() == evidence["sha256"]
                    checked += 1
    assert checked > 100


def test_a_report_that_is_a_file_is_quoted_from_the_file(
    demonstrated: tuple[Path, dict[str, Any], str],
) -> None:
    _, document, _ = demonstrated
    rules = ("national/annual-report-sections", "national/annual-report-tables")
    for site_id, ending in (("danxia", ".pdf"), ("baishi", ".docx")):
        site = next(site for site in document["sites"] if site["id"] == site_id)
        for result in site["results"]:
            if result["rule"] in rules:
                assert result["verdict"] == "pass"
                assert result["evidence"][0]["url"].endswith(ending)


def test_the_crawl_report_counts_every_request_and_names_every_unread_page(
    demonstrated: tuple[Path, dict[str, Any], str],
) -> None:
    _, document, _ = demonstrated
    for site in document["sites"]:
        crawl = site["crawl"]
        assert {o["outcome"]: o["count"] for o in crawl["outcomes"]} == crawl["fetches"]
        assert sum(crawl["column_states"].values()) == len(crawl["columns"])
        lacking = {o: n for o, n in crawl["fetches"].items() if o not in ("ok", "not_found")}
        found: dict[str, int] = {}
        for problem in crawl["problems"]:
            found[problem["outcome"]] = found.get(problem["outcome"], 0) + problem["count"]
        assert found == lacking


def test_the_crawl_report_says_where_a_site_was_not_read_and_why(
    demonstrated: tuple[Path, dict[str, Any], str],
) -> None:
    out, document, _ = demonstrated
    crawl = next(site["crawl"] for site in document["sites"] if site["id"] == "shitan")
    unread = {
        (column["name"], column["outcome"])
        for column in crawl["columns"]
        if column["state"] == "unread"
    }
    assert unread == {
        ("政府信息公开指南", "firewall"),
        ("政府信息公开工作年度报告", "robots"),
        ("意见征集", "timeout"),
    }
    assert {(p["outcome"], p["column"]) for p in crawl["problems"]} == {
        ("firewall", "政务公开 > 政府信息公开"),
        ("robots", "政务公开 > 政府信息公开"),
        ("timeout", "首页"),
    }
    read = {column["family"] for column in crawl["columns"] if column.get("rows")}
    assert read == {"jcms"}
    down = (out / "sites" / "guanhu.html").read_text(encoding="utf-8")
    assert "全站未能访问：连接被拒绝 1 次。" in down

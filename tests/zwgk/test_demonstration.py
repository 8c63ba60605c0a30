"""The main job on the simulated sites: every planted fault found, no false "fail", every unreachable case undetermined."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from checks.results.document import SCHEMA_PATH
from demo.cycles.county2020 import CYCLE
from tests.demonstrated import Demonstrated

TRUTH = CYCLE.truth()


@pytest.mark.parametrize("site_id", sorted(TRUTH.verdicts))
def test_every_verdict_is_the_true_one(site_id: str, demonstrated: Demonstrated) -> None:
    document = demonstrated.document
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


def test_every_lost_point_leads_somewhere(demonstrated: Demonstrated) -> None:
    document = demonstrated.document
    for site in document["sites"]:
        for result in site["results"]:
            if result["verdict"] in ("fail", "partial"):
                assert result["evidence"] or result.get("searched"), result["rule"]
                assert result["fix"]


def test_results_follow_the_schema(demonstrated: Demonstrated) -> None:
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(demonstrated.document)) == []


def test_every_site_has_its_pages(demonstrated: Demonstrated) -> None:
    out, document, said = demonstrated.out, demonstrated.document, demonstrated.said
    assert (out / "index.html").is_file()
    assert (out / "ledger.xlsx").is_file()
    for site in document["sites"]:
        assert (out / "sites" / f"{site['id']}.html").is_file()
        assert site["name"] in said


def test_the_evidence_lies_in_the_archive(demonstrated: Demonstrated) -> None:
    import hashlib

    from crawler.snapshot.archive import read_archived

    out, document = demonstrated.out, demonstrated.document
    checked = 0
    for site in document["sites"][:4]:
        for result in site["results"]:
            for evidence in result["evidence"][:1]:
                if evidence["archive"]:
                    _, _, body = read_archived(out, evidence["archive"])
                    assert hashlib.sha256(body).hexdigest() == evidence["sha256"]
                    checked += 1
    assert checked > 100


def test_a_report_that_is_a_file_is_quoted_from_the_file(demonstrated: Demonstrated) -> None:
    document = demonstrated.document
    rules = ("national/annual-report-sections", "national/annual-report-tables")
    for site_id, ending in (("danxia", ".pdf"), ("baishi", ".docx")):
        site = next(site for site in document["sites"] if site["id"] == site_id)
        for result in site["results"]:
            if result["rule"] in rules:
                assert result["verdict"] == "pass"
                assert result["evidence"][0]["url"].endswith(ending)


def test_the_crawl_report_counts_every_request_and_names_every_unread_page(
    demonstrated: Demonstrated,
) -> None:
    document = demonstrated.document
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
    demonstrated: Demonstrated,
) -> None:
    out, document = demonstrated.out, demonstrated.document
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

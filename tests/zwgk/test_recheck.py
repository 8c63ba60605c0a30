"""`zwgk recheck` as a person uses it: a site is audited, mended in part, and looked at again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from checks.recheck import SCHEMA_PATH
from demo.cycle import DemoSite
from demo.cycles.county2020 import CYCLE
from demo.server import Response, SiteLog, serve
from tests.crawler.serving import Pages, html
from tests.zwgk.command import QUICK, RULESET, Ended, Folder

NAV = '<a href="/">首页</a><a href="/zwgk/">政府信息公开</a><a href="/tzgg/">通知公告</a>'
LATER = ("--as-of", "2021-04-20")
SCHEMA = jsonschema.Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
PARTS = RULESET.replace(
    "with: {name: 规划计划}",
    "with: {name: 政府信息公开, children: [政府信息公开指南, 政府信息公开制度, 法定主动公开内容]}",
)


class Faulty:
    """A small site with faults, audited into `audit`, which can be mended and rechecked."""

    def __init__(self, folder: Folder, pages: Pages, log: SiteLog, url: str) -> None:
        self.folder, self.pages, self._log = folder, pages.pages, log
        folder.write("small.yaml", PARTS)
        ended = folder.run(
            "audit", folder.sites(url, rulesets="[small.yaml]"), "--as-of", "2021-04-15", *QUICK
        )
        assert ended.status == 0, ended
        age(folder.path / "audit")

    def recheck(self, *words: str | Path, source: str | Path = "audit") -> Ended:
        """Run the command with the small ruleset; what was asked for before is forgotten."""
        self._log.requests.clear()
        return self.folder.run("recheck", source, "-r", "small.yaml", *LATER, *QUICK, *words)

    @property
    def asked(self) -> set[str]:
        return set(self._log.targets()) - {"/robots.txt"}

    def found(self, out: str = "recheck") -> dict[str, Any]:
        """Findings of recheck.json by rule, the document under ""."""
        path = self.folder.path / out / "recheck.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        SCHEMA.validate(document)
        findings = document["sites"][0]["findings"]
        return {each["rule"]: each for each in findings} | {"": document}


def age(audit: Path) -> None:
    """Have the earlier crawl lie some days back: a test goes from one to the other within a second."""
    with sqlite3.connect(audit / "zwgk.sqlite") as store:
        store.execute("UPDATE fetch SET fetched_at = '2021-04-15T09:00:00+08:00'")
        store.execute("UPDATE crawl SET started = '2021-04-15T09:00:00+08:00'")


@pytest.fixture
def faulty(folder: Folder) -> Iterator[Faulty]:
    """A site whose homepage does not lead to the platform, and whose platform lacks three parts."""
    pages = Pages(
        {
            "/": html('<a href="/">首页</a><a href="/tzgg/">通知公告</a>'),
            "/tzgg/": html('<a href="/zwgk/">政府信息公开</a>', "通知公告"),
            "/zwgk/": html('<a href="/">首页</a>', "政府信息公开"),
        }
    )
    log: dict[str, SiteLog] = {}
    with serve({"site": pages}, log) as serving:
        yield Faulty(folder, pages, log["site"], serving.urls["site"])


def test_what_was_mended_in_whole_in_part_and_not_at_all(faulty: Faulty) -> None:
    assert faulty.recheck("-o", "same").status == 0
    assert {r: f["word"] for r, f in faulty.found("same").items() if r} == {
        "small/1": "未整改",
        "small/2": "未整改",
    }
    faulty.pages["/"] = html(NAV)
    faulty.pages["/zwgk/"] = html(NAV + '<a href="/zn/">政府信息公开指南</a>', "政府信息公开")
    faulty.pages["/zn/"] = html(NAV, "政府信息公开指南")
    ended = faulty.recheck()
    assert ended.status == 0, ended
    assert "已整改　small/1" in ended.out
    found = faulty.found()
    assert found["small/1"]["outcome"] == "mended"
    assert found["small/2"]["word"] == "部分整改"
    assert found["small/1"]["before"]["verdict"] in ("fail", "partial")
    assert found["small/1"]["after"]["verdict"] == "pass"
    began = found[""]["sites"][0]["crawl"]["started"]
    assert all(piece["fetched_at"] >= began for piece in found["small/1"]["after"]["evidence"])
    assert faulty.asked <= {"/", "/zwgk/", "/tzgg/", "/zn/"}
    page = (faulty.folder.path / "recheck/recheck.html").read_text(encoding="utf-8")
    assert "部分整改" in page
    assert "<script" not in page


def test_each_of_several_sites_is_judged_by_its_own_pages(folder: Folder) -> None:
    lacks_the_column = Pages(
        {"/": html('<a href="/tzgg/">通知公告</a>'), "/tzgg/": html("", "通知公告")}
    )
    lacks_its_parts = Pages(
        {"/": html(NAV), "/zwgk/": html(NAV, "政府信息公开"), "/tzgg/": html(NAV, "通知公告")}
    )
    applications = {"a": lacks_its_parts, "b": lacks_the_column, "c": lacks_its_parts}
    folder.write("small.yaml", PARTS)
    with serve(applications, {}) as serving:
        urls = [serving.urls[name] for name in applications]
        folder.run(
            "audit", folder.sites(*urls, rulesets="[small.yaml]"), "--as-of", "2021-04-15", *QUICK
        )
        age(folder.path / "audit")
        again = ("recheck", "audit", "-r", "small.yaml", *LATER, *QUICK)
        assert folder.run(*again, "-o", "one", "--site", "site-0").status == 0
        ended = folder.run(*again)
        # The folder of another site's recheck has pages under the numbers that these have in the audit.
        assert "请用 -o 换一个文件夹" in folder.refused(*again, "-o", "one", "--site", "site-1")
        assert folder.run(*again, "-o", "one", "--site", "site-0").status == 0
    assert ended.status == 0, ended
    assert "已整改" not in ended.out
    document = json.loads((folder.path / "recheck/recheck.json").read_text(encoding="utf-8"))
    for site in document["sites"]:
        assert site["findings"]
        for found in site["findings"]:
            assert found["after"]["verdict"] == found["before"]["verdict"], site["id"]
            assert found["after"]["reason"] == found["before"]["reason"], site["id"]


def test_a_page_that_is_not_read_again_is_never_called_mended(faulty: Faulty) -> None:
    faulty.pages["/"] = html(NAV)
    faulty.pages["/zwgk/"] = Response(503, body=b"overloaded" * 200)
    faulty.recheck("--rule", "small/2")
    found = faulty.found()
    assert found["small/2"]["word"] == "无法判定"
    assert set(found) == {"small/2", ""}


def test_a_site_that_is_down_is_not_judged(faulty: Faulty) -> None:
    for path in ("/", "/zwgk/", "/tzgg/"):
        faulty.pages[path] = Response(403, body=b"forbidden" * 200)
    ended = faulty.recheck()
    assert ended.status == 3
    assert "未能打开" in ended.err
    assert {f["word"] for r, f in faulty.found().items() if r} == {"无法判定"}


def test_a_ledger_comes_back_with_its_results_filled_in(faulty: Faulty) -> None:
    path = faulty.folder.path / "audit/ledger.xlsx"
    book = load_workbook(path)
    page = book["整改台账"]
    of = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        page.cell(row, of["整改链接"]).value = f"=已改第{row}处"
    book.save(path)
    faulty.pages["/"] = html(NAV)
    ended = faulty.recheck(source=path)
    assert ended.status == 0, ended
    sheet = load_workbook(faulty.folder.path / "recheck/recheck.xlsx")["整改台账"]
    heads = [cell.value for cell in sheet[1]]
    rows = [
        dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert {row["指标号"].split("\n")[0]: row["复核结果"] for row in rows} == {
        "small/1": "已整改",
        "small/2": "未整改",
    }
    assert all(row["整改链接"].startswith("=已改第") for row in rows)
    assert all(cell.data_type == "s" for cells in sheet.iter_rows() for cell in cells if cell.value)
    page.cell(2, of["网站"]).value = "别的县"
    page.cell(3, of["指标号"]).value = "small/9"
    book.save(path)
    told = faulty.folder.refused("recheck", path, "-r", "small.yaml")
    assert "整改台账!A2" in told
    assert "整改台账!B3" in told


def test_what_cannot_be_rechecked_is_refused(faulty: Faulty) -> None:
    refused, small = faulty.folder.refused, ("-r", "small.yaml")
    assert "nowhere" in refused("recheck", "nowhere")
    assert "small/9" in refused("recheck", "audit", *small, "--rule", "small/9")
    assert "site-9" in refused("recheck", "audit", *small, "--site", "site-9")
    assert "先前审计的文件夹" in refused("recheck", "audit", *small, "-o", "audit")
    assert "small" in refused("recheck", "audit")
    assert "-s" in refused("recheck", "audit", *small, "-s", "DELAY")
    faulty.folder.write("other.xlsx", b"no workbook")
    assert "other.xlsx" in refused("recheck", "other.xlsx", "--from", "audit", *small)
    faulty.folder.write("audit/results.json", "{}")
    assert "results.json" in refused("recheck", "audit", *small)
    assert not (faulty.folder.path / "recheck").exists()


class Mendable:
    """A simulated site whose faults can be mended while it is served."""

    down = False

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        self.now = CYCLE.application(site.id)

    def respond(self, method: str, target: str, body: bytes) -> Response:
        return self.now.respond(method, target, body)

    def mend(self, *faults: str) -> None:
        """Take these faults away; everything else keeps its address."""
        assert set(faults) <= set(self.site.faults)
        left = tuple(fault for fault in self.site.faults if fault not in faults)
        self.now = type(self.now)(CYCLE.content(replace(self.site, faults=left)))


def test_a_simulated_site_mends_one_fault(folder: Folder) -> None:
    site = next(each for each in CYCLE.sites if each.id == "songlin")
    served, log = Mendable(site), {}
    with serve({site.id: served}, log) as serving:
        folder.write("sites.yaml", CYCLE.site_list_yaml(serving.urls))
        folder.run("audit", "sites.yaml", "-r", "national", "--as-of", "2021-04-15", *QUICK)
        age(folder.path / "audit")
        first = len(log[site.id].requests)
        served.mend("guide-no-telephone")
        log[site.id].requests.clear()
        ended = folder.run(
            "recheck",
            "audit",
            *LATER,
            *QUICK,
            "--rule",
            "national/guide",
            "--rule",
            "national/accessibility",
        )
    assert ended.status == 0, ended
    assert "已整改　national/guide" in ended.out
    assert "未整改　national/accessibility" in ended.out
    assert len(log[site.id].requests) < first / 4

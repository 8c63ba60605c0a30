"""Which findings are rechecked, and which pages stand behind them."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from rules.errors import RuleError
from tests.checks.build import AS_OF, column, dead, doc, rule, ruleset, site, words
from tests.reports.regenerate import golden_results
from zwgk.recheck_list import findings_of_ledger, listed_findings
from zwgk.recheck_pages import Behind, pages_behind

DOCUMENT = golden_results()
NAMES = [each["name"] for each in DOCUMENT["sites"]]
FAULT, OPEN = "qingshi-2020/1a", "qingshi-2020/1b"


def ledger(
    path: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = ("网站", "指标号", "整改期限")
) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "台账"
    page.append(("某市政务公开整改台账",))
    page.append(heads)
    for row in rows:
        page.append(row)
    book.create_sheet("说明").append(("随便写的",))
    book.save(path)
    return path


def keys(found: list[Any]) -> list[tuple[str, str]]:
    return [(each.site, each.row["rule"]) for each in found]


def test_every_finding_that_lost_points_or_those_named() -> None:
    lost = [
        (each["id"], row["rule"])
        for each in DOCUMENT["sites"]
        for row in each["results"]
        if row["verdict"] in ("fail", "partial")
    ]
    assert keys(listed_findings(DOCUMENT["sites"], (), ())) == lost
    assert keys(listed_findings(DOCUMENT["sites"], [FAULT], ["qingshi"])) == [("qingshi", FAULT)]
    assert listed_findings(DOCUMENT["sites"], [FAULT], ["yunxi"]) == []


def test_a_ledger_is_read_below_its_title_and_keeps_what_was_written(tmp_path: Path) -> None:
    path = ledger(
        tmp_path / "l.xlsx",
        (NAMES[0], f"{FAULT}\n甲", "5月底"),
        (NAMES[0], f"{FAULT}\n甲", ""),
        ("", "", ""),
    )
    [found] = findings_of_ledger(path, DOCUMENT["sites"], (), ())
    assert (found.site, found.row["rule"], found.written) == (
        "qingshi",
        FAULT,
        {"整改期限": "5月底"},
    )
    assert findings_of_ledger(path, DOCUMENT["sites"], ["qingshi-2020/3"], ()) == []


def test_sites_of_one_name_are_told_apart_by_their_id(tmp_path: Path) -> None:
    document = copy.deepcopy(DOCUMENT)
    document["sites"][1] = copy.deepcopy(document["sites"][0]) | {"id": "other"}
    path = ledger(tmp_path / "l.xlsx", (NAMES[0], FAULT))
    with pytest.raises(RuleError, match=r"台账!A3.*2 个网站"):
        findings_of_ledger(path, document["sites"], (), ())
    heads = ("网站", "指标号", "网站标识")
    path = ledger(tmp_path / "l.xlsx", (NAMES[0], FAULT, "other"), heads=heads)
    assert keys(findings_of_ledger(path, document["sites"], (), ())) == [("other", FAULT)]
    path = ledger(
        tmp_path / "l.xlsx",
        (NAMES[0], FAULT, "见 sites/other.html#x"),
        heads=("网站", "指标号", "申诉"),
    )
    assert keys(findings_of_ledger(path, document["sites"], (), ())) == [("other", FAULT)]


def test_rows_that_name_nothing_are_told_by_their_cells(tmp_path: Path) -> None:
    path = ledger(tmp_path / "l.xlsx", ("别的县", FAULT), (NAMES[0], "x/9"))
    with pytest.raises(RuleError) as refused:
        findings_of_ledger(path, DOCUMENT["sites"], (), ())
    assert "台账!A3" in str(refused.value)
    assert "台账!B4" in str(refused.value)
    empty = ledger(tmp_path / "e.xlsx", heads=("甲", "乙"))
    with pytest.raises(RuleError, match="没有找到台账"):
        findings_of_ledger(empty, DOCUMENT["sites"], (), ())


WORDS = words()
TREE = site(
    [column("政务公开"), column("政策文件"), column("政策解读"), column("通知公告")],
    [doc("某办法", "2023-05-01", "政策文件")],
    fetches=[dead("旧专题")],
)


def behind(row: dict[str, Any], **params: Any) -> Behind:
    judged = rule("column", params=params or {"name": "政策文件"})
    return pages_behind(TREE, row, ruleset(judged), judged, AS_OF, WORDS)


def names(urls: set[str]) -> set[str]:
    return {each.name for each in TREE.columns.values() if each.url in urls}


def test_the_columns_that_a_rule_names_and_the_platform_above() -> None:
    found = behind({})
    assert names(found.columns) == {"政策文件"}
    assert "政务公开" in names(found.above)
    assert found.proof == set()


def test_the_columns_that_were_searched_or_all_where_only_some_are_told() -> None:
    path = " > ".join(next(each for each in TREE.columns.values() if each.name == "通知公告").path)
    assert names(behind({"searched": {"columns": [path]}}).columns) == {"政策文件", "通知公告"}
    every = behind({"searched": {"columns": [path, "等 40 个栏目"]}})
    assert every.columns == set(TREE.columns)


def test_the_pages_that_a_finding_shows_its_pairs_included() -> None:
    row = {
        "evidence": [{"url": "http://a.example/1"}],
        "unread": [{"url": "http://a.example/2"}],
        "pairs": [
            {"document": {"url": "http://a.example/3"}, "companion": None},
            {"document": {"url": "http://a.example/3"}, "companion": {"url": "http://a.example/4"}},
        ],
    }
    assert behind(row).proof == {f"http://a.example/{number}" for number in (1, 2, 3, 4)}


def test_a_dead_link_is_looked_at_where_it_stands() -> None:
    [gone] = TREE.dead_links
    assert behind({"evidence": [{"url": gone.url}]}).proof == {gone.url, gone.found_on}

"""The rectification ledger: its columns, its rows in order, what may be chosen, and bytes that
repeat.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from reports.ledger import ledger_bytes

from reports import ledger
from reports.reading import read_report
from tests.reports.regenerate import golden_results

HEADINGS = [
    "网站",
    "指标号",
    "条款依据",
    "问题描述",
    "URL",
    "证据(快照与摘录)",
    "发现时间",
    "责任单位",
    "整改期限",
    "整改链接",
    "复核结果",
    "申诉",
]


def book_of(document: dict[str, Any]) -> Workbook:
    return load_workbook(BytesIO(ledger_bytes(read_report(document))))


def rows_of(document: dict[str, Any], sheet: str) -> list[dict[str, str]]:
    rows = list(book_of(document)[sheet].iter_rows(values_only=True))
    return [
        dict(zip(map(str, rows[0]), (str(v or "") for v in row), strict=True)) for row in rows[1:]
    ]


def test_columns_are_those_of_the_norm_in_order() -> None:
    sheet = book_of(golden_results())["整改台账"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:L{sheet.max_row}"
    assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_one_row_for_every_finding_that_lost_points_most_serious_first() -> None:
    document = golden_results()
    shown = [(row["网站"], row["指标号"].split("\n")[0]) for row in rows_of(document, "整改台账")]
    assert shown == [
        ("青石县人民政府", "qingshi-2020/1a"),
        ("青石县人民政府", "qingshi-2020/1c"),
        ("青石县人民政府", "qingshi-2020/3"),
        ("青石县人民政府", "qingshi-2020/2"),
        ("云溪县人民政府", "qingshi-2020/3"),
        ("石桥县人民政府", "qingshi-2020/3"),
    ]
    lossy = [
        row["rule"]
        for site in document["sites"]
        for row in site["results"]
        if row["verdict"] in ("fail", "partial")
    ]
    assert sorted(lossy) == sorted(rule for _, rule in shown)


def test_open_rules_stand_on_the_second_sheet() -> None:
    document = golden_results()
    expected = [
        (site["name"], row["rule"])
        for site in document["sites"]
        for row in site["results"]
        if row["verdict"] in ("undetermined", "manual")
    ]
    rows = rows_of(document, "待核实")
    assert [(row["网站"], row["指标号"].split("\n")[0]) for row in rows] == expected
    assert "超时未响应" in rows[0]["待核实事项"]
    assert "2020年收到依申请公开 31 件" in rows[1]["线索(快照与摘录)"]


def test_a_row_says_clause_problem_place_proof_and_day() -> None:
    document = golden_results()
    row = rows_of(document, "整改台账")[0]
    finding = document["sites"][0]["results"][1]
    assert row["条款依据"].startswith(
        "《青石县2020年政务公开工作要点》（青政办字〔2020〕12号）第 1 条："
    )
    assert document["rulesets"][0]["clauses"][0]["text"] in row["条款依据"]
    assert "重大行政决策程序暂行条例第十五条" in row["条款依据"]
    assert finding["reason"] in row["问题描述"]
    assert "失分 8 / 8 分" in row["问题描述"]
    assert finding["fix"] in row["问题描述"]
    assert row["URL"] == finding["evidence"][0]["url"]
    for evidence in finding["evidence"]:
        for part in (
            evidence["quote"],
            evidence["archive"],
            evidence["url"],
            evidence["sha256"][:12],
        ):
            assert part in row["证据(快照与摘录)"]
    assert "sites/qingshi.html#rule-qingshi-2020-1a" in row["证据(快照与摘录)"]
    assert row["发现时间"] == "2021-04-15 09:12"
    assert row["责任单位"] == "青石县人民政府"
    assert [row[name] for name in ("整改期限", "整改链接", "复核结果", "申诉")] == [""] * 4


def test_absence_names_what_was_searched_and_points_at_the_site() -> None:
    row = rows_of(golden_results(), "整改台账")[1]
    assert row["URL"] == "http://www.qingshi.example/"
    assert "首页 > 政务公开 > 政策文件" in row["证据(快照与摘录)"]
    assert "共检索文档 318 篇；期间 2020-01-01 至 2021-04-15" in row["证据(快照与摘录)"]
    assert row["发现时间"] == "2021-04-15"


def test_law_not_compared_with_its_text_is_marked() -> None:
    assert "国办发〔2016〕80号（未核原文）" in rows_of(golden_results(), "整改台账")[2]["条款依据"]


def test_only_web_addresses_are_links() -> None:
    document = golden_results()
    document["sites"][0]["results"][1]["evidence"][0]["url"] = "javascript:alert(1)"
    sheet = book_of(document)["整改台账"]
    assert sheet["E2"].value == "javascript:alert(1)"
    assert sheet["E2"].hyperlink is None
    assert sheet["E4"].hyperlink.target == document["sites"][0]["results"][4]["evidence"][0]["url"]


def test_beyond_the_limit_of_links_addresses_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_LINK_LIMIT", 2)
    sheet = book_of(golden_results())["整改台账"]
    assert [cell.hyperlink is not None for cell in sheet["E"][1:]] == [True, True] + [False] * 4
    assert all(str(cell.value).startswith("http://") for cell in sheet["E"][1:])


def test_choices_for_the_recheck() -> None:
    book = book_of(golden_results())
    (recheck,) = book["整改台账"].data_validations.dataValidation
    assert recheck.formula1 == '"已整改,部分整改,未整改,申诉成立"'
    assert str(recheck.sqref) == "K2:K7"
    (decision,) = book["待核实"].data_validations.dataValidation
    assert decision.formula1 == '"符合,部分符合,不符合,不适用"'


def test_without_findings_both_sheets_keep_their_headings() -> None:
    book = book_of(golden_results() | {"sites": []})
    assert [cell.value for cell in book["整改台账"][1]] == HEADINGS
    assert book["待核实"].max_row == 1


def test_the_same_results_give_the_same_bytes_and_no_clock_is_read() -> None:
    report = read_report(golden_results())
    first = ledger_bytes(report)
    assert first == ledger_bytes(report)
    properties = load_workbook(BytesIO(first)).properties
    assert properties.created == properties.modified == datetime(2021, 4, 15)


def test_an_overlong_text_is_cut_to_what_a_cell_holds() -> None:
    document = golden_results()
    document["rulesets"][0]["clauses"][0]["text"] = "条" * 50_000
    document["sites"][0]["results"][1]["evidence"] *= 5_000
    for cells in book_of(document)["整改台账"].iter_rows():
        assert all(len(str(cell.value or "")) <= 32_767 for cell in cells)


def test_rows_are_tall_enough_for_what_they_hold() -> None:
    sheet = book_of(golden_results())["整改台账"]
    for row in range(2, sheet.max_row + 1):
        longest = max(len(str(cell.value or "").split("\n")) for cell in sheet[row])
        assert 15 * longest <= sheet.row_dimensions[row].height <= 409

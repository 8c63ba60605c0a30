"""The rectification ledger: its columns, its rows in order, what may be chosen, and bytes that
repeat.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from reports.office import sheets
from reports.office.ledger import write_ledger
from reports.reading import read_report
from tests.reports.office.reviewed import reviewed_results
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
    "评分卡",
    "存档页",
]


def book_of(document: dict[str, Any], folder: Path, *, by_site: bool = False) -> Workbook:
    path = folder / "ledger.xlsx"
    write_ledger(read_report(document), path, by_site=by_site, folder=folder)
    return load_workbook(path)


def rows_of(document: dict[str, Any], folder: Path, sheet: str) -> list[dict[str, str]]:
    rows = list(book_of(document, folder)[sheet].iter_rows(values_only=True))
    return [
        dict(zip(map(str, rows[0]), (str(v or "") for v in row), strict=True)) for row in rows[1:]
    ]


def test_columns_are_those_of_the_norm_in_order(tmp_path: Path) -> None:
    sheet = book_of(golden_results(), tmp_path)["整改台账"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:N{sheet.max_row}"
    assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_one_row_for_every_finding_that_lost_points_most_serious_first(tmp_path: Path) -> None:
    document = golden_results()
    shown = [
        (row["网站"], row["指标号"].split("\n")[0])
        for row in rows_of(document, tmp_path, "整改台账")
    ]
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


def test_open_rules_stand_on_the_second_sheet(tmp_path: Path) -> None:
    document = golden_results()
    expected = [
        (site["name"], row["rule"])
        for site in document["sites"]
        for row in site["results"]
        if row["verdict"] in ("undetermined", "manual")
    ]
    rows = rows_of(document, tmp_path, "待核实")
    assert [(row["网站"], row["指标号"].split("\n")[0]) for row in rows] == expected
    assert "超时未响应" in rows[0]["待核实事项"]
    assert "2020年收到依申请公开 31 件" in rows[1]["线索(快照与摘录)"]


def test_a_row_says_clause_problem_place_proof_and_day(tmp_path: Path) -> None:
    document = golden_results()
    row = rows_of(document, tmp_path, "整改台账")[0]
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


def test_absence_names_what_was_searched_and_points_at_the_site(tmp_path: Path) -> None:
    row = rows_of(golden_results(), tmp_path, "整改台账")[1]
    assert row["URL"] == "http://www.qingshi.example/"
    assert "首页 > 政务公开 > 政策文件" in row["证据(快照与摘录)"]
    assert "共检索文档 318 篇；期间 2020-01-01 至 2021-04-15" in row["证据(快照与摘录)"]
    assert row["发现时间"] == "2021-04-15"


def test_law_not_compared_with_its_text_is_marked(tmp_path: Path) -> None:
    assert (
        "国办发〔2016〕80号（未核原文）"
        in rows_of(golden_results(), tmp_path, "整改台账")[2]["条款依据"]
    )


def test_only_web_addresses_are_links(tmp_path: Path) -> None:
    document = golden_results()
    document["sites"][0]["results"][1]["evidence"][0]["url"] = "javascript:alert(1)"
    sheet = book_of(document, tmp_path)["整改台账"]
    assert sheet["E2"].value == "javascript:alert(1)"
    assert sheet["E2"].hyperlink is None
    assert sheet["E4"].hyperlink.target == document["sites"][0]["results"][4]["evidence"][0]["url"]


def test_beyond_the_limit_of_links_addresses_are_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LINK_LIMIT", 2)
    sheet = book_of(golden_results(), tmp_path)["整改台账"]
    assert [cell.hyperlink is not None for cell in sheet["E"][1:]] == [True, True] + [False] * 4
    assert all(str(cell.value).startswith("http://") for cell in sheet["E"][1:])
    assert "4 个地址只作文字" in said(sheet.parent)


def test_choices_for_the_recheck(tmp_path: Path) -> None:
    book = book_of(golden_results(), tmp_path)
    rules = {str(rule.sqref): rule for rule in book["整改台账"].data_validations.dataValidation}
    assert list(rules) == ["I2:I7", "J2:J7", "K2:K7", "L2:L7"]
    assert rules["I2:I7"].type == "date"
    recheck = rules["K2:K7"]
    assert recheck.formula1 == '"已整改,部分整改,未整改,申诉成立"'


def test_what_is_open_is_decided_in_the_review_workbook_alone(tmp_path: Path) -> None:
    book = book_of(golden_results(), tmp_path)
    assert book["待核实"].max_row > 1
    assert not book["待核实"].data_validations.dataValidation
    assert "zwgk review export" in said(book)


def test_without_findings_both_sheets_keep_their_headings(tmp_path: Path) -> None:
    book = book_of(golden_results() | {"sites": []}, tmp_path)
    assert [cell.value for cell in book["整改台账"][1]] == HEADINGS
    assert book["待核实"].max_row == 1


def test_the_same_results_give_the_same_bytes_and_no_clock_is_read(tmp_path: Path) -> None:
    report = read_report(golden_results())
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_ledger(report, first)
    write_ledger(report, second)
    assert first.read_bytes() == second.read_bytes()
    properties = load_workbook(first).properties
    assert properties.created == properties.modified == datetime(2021, 4, 15)


def test_an_overlong_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    document = golden_results()
    document["rulesets"][0]["clauses"][0]["text"] = "条" * 50_000
    document["sites"][0]["results"][1]["evidence"] *= 5_000
    document["sites"][0]["results"][1]["reason"] = "因" * 50_000
    for cells in book_of(document, tmp_path)["整改台账"].iter_rows():
        assert all(len(str(cell.value or "")) <= 32_767 for cell in cells)


def test_rows_are_tall_enough_for_what_they_hold(tmp_path: Path) -> None:
    sheet = book_of(golden_results(), tmp_path)["整改台账"]
    for row in range(2, sheet.max_row + 1):
        longest = max(len(str(cell.value or "").split("\n")) for cell in sheet[row])
        assert 12 * longest <= sheet.row_dimensions[row].height <= 409


def said(book: Workbook) -> str:
    """The sentences of the sheet 说明."""
    return "\n".join(str(cell.value or "") for cell in book["说明"]["A"])


def test_a_sheet_for_each_site_that_has_to_mend_something(tmp_path: Path) -> None:
    document = golden_results()
    book = book_of(document, tmp_path, by_site=True)
    owing = ["青石县人民政府", "云溪县人民政府", "石桥县人民政府"]
    assert book.sheetnames == ["目录", *owing, "待核实", "说明"]
    for name in owing:
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == HEADINGS
        assert {cell.value for cell in sheet["A"][1:]} == {name}
    assert sum(book[name].max_row - 1 for name in owing) == 6
    contents = list(book["目录"].iter_rows(min_row=2))
    assert [row[0].value for row in contents] == [site["name"] for site in document["sites"]]
    for row, site in zip(contents, document["sites"], strict=True):
        verdicts = [each["verdict"] for each in site["results"]]
        lost = [
            each["max_points"] - each["points"]
            for each in site["results"]
            if each["verdict"] in ("fail", "partial")
        ]
        assert [cell.value for cell in row[3:]] == [
            len(lost),
            *(verdicts.count(code) for code in ("fail", "partial", "undetermined", "manual")),
            pytest.approx(sum(lost)),
        ]
        assert (row[0].hyperlink is not None) == bool(lost)


def test_it_prints_on_a4_across_with_its_headings_on_every_page(tmp_path: Path) -> None:
    for name in ("整改台账", "待核实"):
        sheet = book_of(golden_results(), tmp_path)[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        # One page wide is what is meant where nothing is said.
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"


def test_cells_link_to_the_pages_that_lie_beside_it(tmp_path: Path) -> None:
    document = golden_results()
    evidence = document["sites"][0]["results"][1]["evidence"][0]
    assert [cell.value for cell in book_of(document, tmp_path)["整改台账"][2]][12:] == [None, None]
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "qingshi.html").touch()
    (tmp_path / "evidence" / "qingshi").mkdir(parents=True)
    (tmp_path / "evidence" / "qingshi" / f"{evidence['sha256'][:16]}.html").touch()
    sheet = book_of(document, tmp_path)["整改台账"]
    scorecard = sheet["M2"].hyperlink
    assert (scorecard.target, scorecard.location) == ("sites/qingshi.html", "rule-qingshi-2020-1a")
    assert sheet["N2"].hyperlink.target == f"evidence/qingshi/{evidence['sha256'][:16]}.html"
    assert sheet["N3"].hyperlink is None
    assert sheet["M6"].hyperlink is None, "another site's scorecard is not there"


def test_only_words_that_fit_their_column_are_links_for_these_are_not_wrapped_everywhere(
    tmp_path: Path,
) -> None:
    sheet = book_of(golden_results(), tmp_path)["整改台账"]
    linked = {cell.column_letter for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert linked <= {"E", "M", "N"}


def test_what_people_decided_stands_beside_what_the_machine_found(tmp_path: Path) -> None:
    document = reviewed_results()
    rows = {row["指标号"].split("\n")[0]: row for row in rows_of(document, tmp_path, "整改台账")}
    assert "qingshi-2020/1c" not in rows, "what is waived is nothing to mend"
    decided = rows["qingshi-2020/1a"]["问题描述"]
    machine = document["sites"][0]["results"][1]["machine"]
    assert decided.startswith("【部分符合】")
    assert "失分 4 / 8 分" in decided
    assert "人工判定：部分符合（王某某，2021-04-20）" in decided
    assert f"机器判定：不符合（0 分）：{machine['reason']}" in decided
    document["sites"][0]["results"][1]["lapsed"] = [
        {
            "kind": "waiver",
            "verdict": "waived",
            "by": "赵某某",
            "reason": "改版",
            "until": "2021-01-31",
            "why": "expired",
        },
        {
            "kind": "decision",
            "verdict": "fail",
            "by": "钱某某",
            "reason": "旧",
            "why": "superseded",
        },
    ]
    rows = {row["指标号"].split("\n")[0]: row for row in rows_of(document, tmp_path, "整改台账")}
    assert (
        "豁免（赵某某，至 2021-01-31）：豁免已到期，不再有效" in rows["qingshi-2020/1a"]["问题描述"]
    )
    assert "钱某某" not in rows["qingshi-2020/1a"]["问题描述"]
    appeals = [row["申诉"] for row in rows_of(document, tmp_path, "整改台账") if row["申诉"]]
    assert appeals == [
        "青石县人民政府办公室 2021-04-22 申诉：解读当日已在微信公众号发布\n结果：不成立\n"
        "答复（王某某，2021-04-25）：条款要求在网站发布"
    ]

"""The score table: ranks with ties, numbers that are numbers, sums that can be recomputed from the cells."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from checks.deduction import deducted
from reports.comparing.audits import read_audit
from reports.office.scores import write_scores
from reports.reading import read_report
from tests.libreoffice import convert, needs_libreoffice
from tests.reports import audited
from tests.reports.regenerate import golden_results

RULESET = "青石县2020年政务公开工作要点"


def sheets_of(document: dict[str, Any], folder: Path, *, values: bool = False) -> Any:
    path = folder / "scores.xlsx"
    write_scores(read_report(document), path, folder=folder)
    return load_workbook(path, data_only=values)


def table_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows by heading; those of an indicator by (its title, heading)."""
    titles: list[str] = []
    for cell in sheet[1]:
        titles.append(str(cell.value) if cell.value else (titles[-1] if titles else ""))
    first = next(place for place, cell in enumerate(sheet[2]) if cell.value == "备注") + 1
    heads: list[Any] = [cell.value for cell in sheet[2]]
    keys = heads[:first] + [(titles[place], heads[place]) for place in range(first, len(heads))]
    return [
        dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True)
    ]


def judged(document: dict[str, Any], ruleset: str) -> list[dict[str, Any]]:
    return [
        site
        for site in document["sites"]
        if any(row["rule"].startswith(f"{ruleset}/") for row in site["results"])
    ]


def test_a_sheet_for_each_ruleset_and_the_notes(tmp_path: Path) -> None:
    document = golden_results()
    book = sheets_of(document, tmp_path)
    assert book.sheetnames == [*(each["title"] for each in document["rulesets"]), "说明"]
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "C3"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$1:$2"
        assert len(sheet.conditional_formatting) > 2


def test_scores_are_those_of_the_results_and_are_numbers(tmp_path: Path) -> None:
    document = golden_results()
    book = sheets_of(document, tmp_path, values=True)
    checked = 0
    for ruleset in document["rulesets"]:
        rows = {row["网站"]: row for row in table_of(book[ruleset["title"]])}
        sites = judged(document, ruleset["id"])
        assert rows
        assert set(rows) == {site["name"] for site in sites}
        for site in sites:
            score = next(
                (each for each in site["scores"] if each["ruleset"] == ruleset["id"]),
                {"score": None},
            )
            row = rows[site["name"]]
            if score["score"] is None:
                assert (row["得分"], row["等级"]) == (None, "未评分")
                assert row["备注"]
                continue
            checked += 1
            assert (row["得分"], row["最低"], row["最高"]) == (
                score["score"],
                score["low"],
                score["high"],
            )
            assert isinstance(row["得分"], int | float)
            assert row["等级"] == score["grade"]
            own = [each for each in site["results"] if each["rule"].startswith(f"{ruleset['id']}/")]
            for word, code in (("不符合", "fail"), ("部分符合", "partial"), ("符合", "pass")):
                assert row[word] == sum(each["verdict"] == code for each in own)
    assert checked > 2


def test_points_by_indicator_and_their_sums_can_be_recomputed(tmp_path: Path) -> None:
    document = golden_results()
    ruleset = document["rulesets"][0]
    rows = {
        row["网站"]: row
        for row in table_of(sheets_of(document, tmp_path, values=True)[ruleset["title"]])
    }
    titles = {each["id"]: each["title"] for each in ruleset["indicators"]}
    for site in judged(document, ruleset["id"]):
        row = rows[site["name"]]
        own = [each for each in site["results"] if each["rule"].startswith(f"{ruleset['id']}/")]
        decided = [each for each in own if each["verdict"] in ("pass", "partial", "fail")]
        for name in {each["indicator"] for each in decided}:
            mine = [each for each in decided if each["indicator"] == name]
            assert row[titles[name], "得分"] == pytest.approx(sum(each["points"] for each in mine))
            assert row[titles[name], "分值"] == pytest.approx(
                sum(each["max_points"] for each in mine)
            )
        earned = sum(
            value or 0
            for key, value in row.items()
            if key[1] == "得分" and key[0] != "得分" and isinstance(key, tuple)
        )
        assert row["已判得分"] == pytest.approx(earned)
        if row["得分"] is not None:
            assert row["得分"] == pytest.approx(row["已判得分"] / row["已判分值"] * 100, abs=0.02)


def test_sums_are_formulas_over_the_cells(tmp_path: Path) -> None:
    row = table_of(sheets_of(golden_results(), tmp_path)[RULESET])[0]
    assert str(row["已判得分"]).startswith("=")
    assert str(row["待定分值"]).count("+") == str(row["已判得分"]).count("+") >= 1


def deducting() -> dict[str, Any]:
    """One ruleset scored by deduction, with a cap, an indicator of which nothing applies, a bonus and a failed veto."""
    rules = [
        ("a", "fail", 5, 0.0, False), ("a", "fail", 10, 0.0, False), ("b", "partial", 4, 0.5, False),
        ("c", "not_applicable", 6, 0.0, False), ("d", "pass", 3, 1.0, False), ("d", "undetermined", 9, 0.0, False),
        ("b", "fail", 0, 0.0, True), ("b", "manual", 2, 0.0, False),
    ]  # fmt: skip
    rows = [
        audited.row(f"r/{at}", verdict, points * share, points, share=share, indicator=indicator)
        | ({"veto": True} if veto else {})
        for at, (indicator, verdict, points, share, veto) in enumerate(rules)
    ]
    document = audited.audit(audited.site(rows))
    (ruleset,) = document["rulesets"]
    ruleset["scoring"] = "deduction"
    ruleset["bonus"] = {"above": 80, "most": 2}
    ruleset["indicators"] = [
        {"id": "a", "title": "甲", "cap": 8}, {"id": "b", "title": "乙"},
        {"id": "c", "title": "丙", "worth": 20}, {"id": "d", "title": "丁", "bonus": True},
    ]  # fmt: skip
    own = read_audit(document).rulesets["r"]
    results = [rule.scored for rule in read_audit(document).sites["a"].rules.values()]
    score, low, high = deducted(own, results)
    document["sites"][0]["scores"][0].update(score=score, low=low, high=high)
    return document


def test_a_score_can_be_worked_out_from_the_cells_whatever_the_way_of_scoring(
    tmp_path: Path,
) -> None:
    weighted = golden_results()
    # What the synthetic results say of deductions was written by hand.
    weighted["rulesets"] = weighted["rulesets"][:1]
    for one in weighted["sites"]:
        one["scores"] = [each for each in one["scores"] if each["ruleset"] == "qingshi-2020"]
        one["results"] = [each for each in one["results"] if each["rule"].startswith("qingshi")]
    for document in (weighted, deducting()):
        values = sheets_of(document, tmp_path, values=True)
        formulas = load_workbook(tmp_path / "scores.xlsx")
        for sheet in values.worksheets[:-1]:
            for shown, said in zip(table_of(sheet), table_of(formulas[sheet.title]), strict=True):
                if shown["得分"] is None:
                    assert shown["复算得分"] is None
                    continue
                assert shown["复算得分"] == pytest.approx(shown["得分"], abs=0.02)
                assert str(said["复算得分"]).startswith("=")
    # 80 is the base without 丙; 甲 loses its cap, 乙 the half of four; three bonus points count as two.
    assert (shown["基准分"], shown["计入扣分"], shown["加分"]) == (80, 10, 3)
    assert shown["得分"] == 100 * 70 / 80 + 2


@needs_libreoffice
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("document", [golden_results(), deducting()], ids=["weighted", "deduction"])
def test_another_program_works_out_the_same_numbers(
    document: dict[str, Any], tmp_path: Path
) -> None:
    written = sheets_of(document, tmp_path, values=True)
    bare = tmp_path / "bare.xlsx"
    load_workbook(tmp_path / "scores.xlsx").save(bare)  # the formulas without their values
    (tmp_path / "worked").mkdir()
    convert([bare], "xlsx", tmp_path / "worked")
    worked = load_workbook(tmp_path / "worked" / "bare.xlsx", data_only=True)
    for sheet in written.worksheets[:-1]:
        for mine, its in zip(table_of(sheet), table_of(worked[sheet.title]), strict=True):
            for key, value in mine.items():
                if isinstance(value, int | float):
                    assert its[key] == pytest.approx(value, abs=0.01), key


def test_equal_scores_share_a_rank_and_say_so(tmp_path: Path) -> None:
    document = golden_results()
    twin = copy.deepcopy(document["sites"][0])
    twin.update(id="twin", name="双生县人民政府")
    document["sites"].append(twin)
    rows = {
        row["网站"]: row for row in table_of(sheets_of(document, tmp_path, values=True)[RULESET])
    }
    first, second = rows["青石县人民政府"], rows["双生县人民政府"]
    assert first["名次"] == second["名次"]
    assert first["并列"] == second["并列"] == 2
    others = [row["名次"] for row in rows.values() if row["名次"] and row["名次"] > first["名次"]]
    assert first["名次"] + 1 not in others


def test_without_sites_there_are_headings(tmp_path: Path) -> None:
    document = golden_results() | {"sites": []}
    sheet = sheets_of(document, tmp_path)[RULESET]
    assert [cell.value for cell in sheet[2]][:2] == ["名次", "网站"]
    assert sheet.max_row == 2

"""The CSV: a row for each result, opened rightly by Excel, nothing in it a formula, nothing lost."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.office.findings_csv import safe_text, write_csv
from reports.reading import read_report
from tests.reports.office.reviewed import reviewed_results
from tests.reports.regenerate import golden_results


def rows_of(document: dict[str, Any], folder: Path) -> list[dict[str, str]]:
    path = folder / "findings.csv"
    write_csv(read_report(document), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_excel_knows_the_encoding(tmp_path: Path) -> None:
    rows_of(golden_results(), tmp_path)
    content = (tmp_path / "findings.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b'"\r\n')


def test_a_row_for_each_result_with_its_numbers(tmp_path: Path) -> None:
    document = golden_results()
    rows = rows_of(document, tmp_path)
    results = [(site, row) for site in document["sites"] for row in site["results"]]
    assert len(rows) == len(results)
    for row, (site, result) in zip(rows, results, strict=True):
        assert (row["网站编号"], row["规则号"], row["判定代码"]) == (
            site["id"],
            result["rule"],
            result["verdict"],
        )
        assert float(row["得分"]) == result["points"]
        assert float(row["分值"]) == result["max_points"]
        lossy = result["verdict"] in ("fail", "partial")
        assert float(row["失分"]) == (result["max_points"] - result["points"] if lossy else 0)
        assert row["原因"] == result["reason"]
        assert int(row["证据条数"]) == len(result["evidence"])
        assert row["机器判定"] == row["复核人"] == row["申诉"] == ""


def test_reviews_have_columns_of_their_own(tmp_path: Path) -> None:
    rows = {row["规则号"]: row for row in reversed(rows_of(reviewed_results(), tmp_path))}
    decided = rows["qingshi-2020/1a"]
    assert (decided["判定"], decided["机器判定"], decided["机器得分"]) == (
        "部分符合",
        "不符合",
        "0",
    )
    assert (decided["复核种类"], decided["复核人"], decided["复核日期"]) == (
        "人工判定",
        "王某某",
        "2021-04-20",
    )
    assert (rows["qingshi-2020/1c"]["复核种类"], rows["qingshi-2020/1c"]["豁免至"]) == (
        "豁免",
        "2021-06-30",
    )


@given(st.text())
def test_a_text_is_no_formula_and_comes_back_whole(text: str) -> None:
    cell = safe_text(text)
    assert cell.removeprefix("'") == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))

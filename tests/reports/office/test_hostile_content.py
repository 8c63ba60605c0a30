"""A site's content in office files: text, whatever it looks like, never a formula, a link, a field or broken XML."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from reports.office.findings_csv import write_csv
from reports.office.ledger import write_ledger
from reports.office.notice import NoticeHead, write_notice
from reports.office.scores import write_scores
from reports.reading import read_report
from tests.reports.office.reviewed import reviewed_results
from tests.reports.test_hostile import BAD_URLS, PAYLOADS, hostile


def attacked(payload: str) -> dict[str, Any]:
    document = hostile(reviewed_results(), payload)
    for site in document["sites"]:
        site["name"] = payload or "名"
        for row in site["results"]:
            row["reason"] = row["fix"] = row["title"] = payload or "因"
    return dict(document)


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_URLS])
def test_workbooks_hold_text(tmp_path: Path, payload: str) -> None:
    report = read_report(attacked(payload))
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "qingshi.html").touch()
    write_ledger(report, tmp_path / "ledger.xlsx", folder=tmp_path)
    write_ledger(report, tmp_path / "by-site.xlsx", by_site=True, folder=tmp_path)
    write_scores(report, tmp_path / "scores.xlsx", folder=tmp_path)
    for name in ("ledger", "by-site", "scores"):
        for sheet in load_workbook(tmp_path / f"{name}.xlsx"):
            for cells in sheet.iter_rows():
                for cell in cells:
                    if cell.data_type == "f":
                        # The sums over indicators and the score from them are the program's own.
                        assert name == "scores"
                        words = set(re.split(r"[=+\-*/(),<>]+", str(cell.value)))
                        own = {"", "IF", "AND", "MIN", "MAX", "ROUND"}
                        assert all(
                            re.fullmatch(r"[A-Z]{1,3}\d+|[\d.]+", each) for each in words - own
                        )
                    if cell.hyperlink is not None:
                        target = cell.hyperlink.target
                        assert target is None or target == "sites/qingshi.html"


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_URLS])
def test_the_circular_holds_text(tmp_path: Path, payload: str) -> None:
    path = tmp_path / "notice.docx"
    write_notice(read_report(attacked(payload)), path, NoticeHead(payload, payload, payload, ""))
    Document(str(path))
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(package.read(name))
                fields = [
                    "".join(node.itertext()).strip()
                    for node in tree.iter()
                    if str(node.tag).endswith("}instrText")
                ]
                assert set(fields) <= {"PAGE"}
                assert not [node for node in tree.iter() if str(node.tag).endswith("}hyperlink")]
        assert not [name for name in package.namelist() if "vba" in name.lower()]


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_URLS])
def test_csv_cells_are_no_formulas(tmp_path: Path, payload: str) -> None:
    path = tmp_path / "findings.csv"
    write_csv(read_report(attacked(payload)), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    for row in rows[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))

"""recheck.html and recheck.xlsx: both looks at a finding, and nothing hostile that runs."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reports.errors import ReportError
from reports.office.recheck_book import recheck_workbook
from reports.recheck import read_recheck, render_recheck
from reports.rechecked import ORDER
from reports.wording import MENDED
from tests.reports.regenerate import golden_results

NASTY = "=cmd|'/c calc'!A0<script>alert(1)</script>\u202e"


def document(**finding: Any) -> dict[str, Any]:
    """A recheck of one finding of the golden results."""
    site = golden_results()["sites"][0]
    row = site["results"][1]
    look = {name: row[name] for name in ("verdict", "points", "max_points", "reason", "evidence")}
    found = {
        "rule": row["rule"], "clause": row["clause"], "title": row["title"], "outcome": "mended", "word": "已整改",
        "why": "现在齐全。", "before": look, "after": look | {"verdict": "pass", "points": row["max_points"]},
        "asked": [{"url": site["url"], "outcome": "timeout", "word": "超时", "fetched_at": "", "sha256": ""}],
        "asked_count": 7,
    } | finding  # fmt: skip
    crawl = {
        "state": "complete",
        "started": "",
        "finished": "2021-05-01T09:00:00+08:00",
        "asked": 7,
        "fetches": {"ok": 7},
    }
    return {
        "format": 1, "tool": {"name": "zwgk", "version": "1"}, "as_of": "2021-05-01",
        "earlier": {"as_of": "2021-04-15", "sha256": "0" * 64},
        "rulesets": [{"id": "a", "title": "甲规则", "sha256": "", "changed": True}],
        "sites": [{"id": site["id"], "name": site["name"], "url": site["url"], "crawl": crawl, "findings": [found]}],
    }  # fmt: skip


def test_the_page_shows_both_looks_and_what_was_read(tmp_path: Path) -> None:
    page, book = render_recheck(document(written={"整改期限": "5月底"}), tmp_path)
    html = page.read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert "已整改 1" in words
    assert "先前 × 不符合" in words
    assert "现在 √ 符合" in words
    assert "5月底" in words
    assert "《甲规则》在先前审计之后有改动" in words
    assert "重新读取的页面 7 个（列出 1 个）" in words
    assert (tmp_path / "assets/report.css").is_file()
    assert book.is_file()
    assert render_recheck(document(written={"整改期限": "5月底"}), tmp_path) == (page, book)


def test_what_is_hostile_cannot_run(tmp_path: Path) -> None:
    made = document(title=NASTY, why=NASTY, written={NASTY: NASTY})
    made["sites"][0]["findings"][0]["asked"][0]["url"] = "javascript:alert(1)"
    html = render_recheck(made, tmp_path)[0].read_text(encoding="utf-8")
    assert "<script" not in html
    assert "\u202e" not in html
    assert 'href="javascript' not in html
    book = load_workbook(BytesIO(recheck_workbook(read_recheck(made))))
    for cells in book["整改台账"].iter_rows():
        assert all(cell.data_type == "s" for cell in cells if cell.value is not None)


def test_what_is_no_recheck_is_refused() -> None:
    with pytest.raises(ReportError, match="format"):
        read_recheck({"format": 2})
    made = document()
    made["sites"][0]["findings"][0]["asked_count"] = "viele"
    with pytest.raises(ReportError, match=r"findings\[0\]\.asked_count"):
        read_recheck(made)


def test_every_outcome_has_its_place_and_word() -> None:
    assert set(ORDER) == set(MENDED)

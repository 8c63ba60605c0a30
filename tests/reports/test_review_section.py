"""What people said of a finding, on its scorecard: both verdicts, waiver with its end, appeal with its outcome."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reports.errors import ReportError
from reports.reading import read_report
from reports.render import render
from reports.wording import LAPSED, RULINGS
from tests.reports.regenerate import golden_results

NASTY = "<script>alert(1)</script>\u202e"


def reviewed() -> tuple[dict[str, Any], dict[str, Any]]:
    """The golden results, and the first finding of its first site, to be reviewed."""
    document = golden_results()
    return document, document["sites"][0]["results"][1]


def decide(row: dict[str, Any], **more: Any) -> None:
    row["machine"] = {name: row.get(name, 0) for name in ("verdict", "points", "share", "reason")}
    row.update(
        verdict="pass", points=row["max_points"], share=1, reason="由张三判定为符合：已补发。"
    )
    row["decision"] = {
        "kind": "decision", "verdict": "pass", "by": "张三", "on": "2021-05-01", "reason": "已补发", **more,
    }  # fmt: skip


def shown(document: dict[str, Any], folder: Path, rule: str) -> str:
    """The finding on the page, from its article's tag to the end of it."""
    page = render(document, folder).sites["qingshi"].read_text(encoding="utf-8")
    at = page.index(f'data-rule="{rule}"')
    return page[page.rindex("<article", 0, at) : page.index("</article>", at)]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_machines_verdict_and_the_decision_stand_side_by_side(tmp_path: Path) -> None:
    document, row = reviewed()
    said = row["reason"]
    decide(row, link="https://www.example.gov.cn/a", stale=True)
    html = shown(document, tmp_path, row["rule"])
    assert "机器判定" in html
    assert said in html
    assert re.search(
        r"人工判定 符合 需复核：判定之后发现有变 张三， 2021-05-01 已补发", words(html)
    ), words(html)
    assert 'href="https://www.example.gov.cn/a"' in html
    assert 'class="rule v-pass"' in html


def test_a_waiver_shows_its_end_and_an_expired_one_its_note(tmp_path: Path) -> None:
    document, row = reviewed()
    waiver = {"kind": "waiver", "verdict": "waived", "by": "王五", "reason": "改版"}
    row["lapsed"] = [waiver | {"until": "2021-01-31", "why": "expired"}]
    other = document["sites"][0]["results"][2]
    decide(other)
    other.update(verdict="waived", decision=waiver | {"until": "2021-12-31"})
    assert "豁免已到期，不再有效 ：豁免（王五，有效期至 2021-01-31 ）改版" in words(
        shown(document, tmp_path, row["rule"])
    )
    assert "豁免 豁免 王五，有效期至 2021-12-31 改版" in words(
        shown(document, tmp_path, other["rule"])
    )


def test_an_appeal_shows_its_outcome_and_answer(tmp_path: Path) -> None:
    document, row = reviewed()
    row["appeals"] = [
        {"by": "县政府办", "on": "2021-05-02", "text": "已公开", "outcome": "upheld", "answered_by": "张三",
         "answered_on": "2021-05-03", "answer": "属实"},
        {"by": "县政府办", "on": "2021-05-04", "text": "另一项"},
    ]  # fmt: skip
    said = words(shown(document, tmp_path, row["rule"]))
    assert "申诉 县政府办， 2021-05-02 成立 已公开 答复： 属实 张三， 2021-05-03" in said
    assert "2021-05-04 待处理 另一项" in said


def test_what_a_person_wrote_cannot_run(tmp_path: Path) -> None:
    document, row = reviewed()
    decide(row, link="javascript:alert(1)")
    row["decision"] |= {"by": NASTY, "reason": NASTY}
    row["lapsed"] = [row["decision"] | {"why": "superseded"}]
    row["appeals"] = [{"by": NASTY, "on": NASTY, "text": NASTY, "answer": NASTY}]
    html = shown(document, tmp_path, row["rule"])
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert 'href="javascript' not in html


def test_a_finding_without_a_review_has_no_section(tmp_path: Path) -> None:
    document, row = reviewed()
    assert 'class="review"' not in shown(document, tmp_path, row["rule"])


def test_a_review_of_the_wrong_shape_is_refused_with_its_place() -> None:
    document, row = reviewed()
    row["appeals"] = [{"by": 1}]
    with pytest.raises(ReportError, match=r"results\[1\]\.appeals\[0\]\.by"):
        read_report(document)


def test_every_code_of_the_schema_has_its_word() -> None:
    import json

    from checks.results.document import SCHEMA_PATH

    ruling = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))["$defs"]["ruling"]["properties"]
    assert set(ruling["why"]["enum"]) == set(LAPSED)
    assert set(ruling["verdict"]["enum"]) == {*RULINGS, "waived"}

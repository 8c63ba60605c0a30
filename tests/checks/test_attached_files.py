"""Rules that read what documents say: what stands in attached files counts, what was not read of them is not missing."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kinds import fields, report_table, sections
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from tests.checks.build import attach, column, doc, site
from tests.checks.ruling import Ruling, rule_on

COLUMN = "政府信息公开工作年度报告"
REPORT = {"title": {"all": ["信息公开", "{year}"], "any": ["年度报告"]}, "columns": [COLUMN]}
SECTIONS = {"sections": [{"name": "总体情况"}, {"name": "其他需要报告的事项"}]}
FIELDS = {"fields": [{"name": "联系电话", "value": "phone"}, {"name": "办公地址"}]}
FIRST = "一、总体情况\n" + "2023年，博山区主动公开各类信息，公开质量不断提升。" * 12
WHOLE = FIRST + "\n二、其他需要报告的事项\n没有其他需要报告的事项。"
TABLE = [
    ["", "申请人情况", "", ""],
    ["", "自然人", "法人", "总计"],
    ["一、本年新收政府信息公开申请数量", "5", "1", "6"],
    ["二、上年结转政府信息公开申请数量", "0", "0", "0"],
    ["三、本年度办理结果", "", "", ""],
    ["（七）总计", "5", "1", "6"],
    ["四、结转下年度继续办理", "0", "0", "0"],
]


def report(text: str = "全文见附件。", **more: Any) -> Document:
    return doc("博山区2023年政府信息公开工作年度报告", "2024-03-01", COLUMN, text=text, **more)


def judged(kind: Any, document: Document, params: dict[str, Any]) -> Ruling:
    return rule_on(kind.KIND, site([column(COLUMN)], [document]), {"subject": REPORT, **params})


def test_sections_in_a_file_count_and_are_quoted_from_it() -> None:
    found = judged(sections, attach(report(), "年度报告.pdf", WHOLE), SECTIONS)
    assert found.verdict is Verdict.PASS
    [evidence] = found.judgement.evidence
    assert (evidence.url, evidence.sha256) == ("http://www.a.gov.cn/files/1.pdf", "f" * 64)
    assert "附件“年度报告.pdf”" in evidence.note


def test_sections_on_the_page_are_quoted_from_the_page() -> None:
    document = attach(report(WHOLE), "年度报告.pdf", WHOLE)
    [evidence] = judged(sections, document, SECTIONS).judgement.evidence
    assert evidence.url == document.url


def test_what_no_file_has_is_missing_once_all_were_read() -> None:
    found = judged(sections, attach(report(), "年度报告.pdf", FIRST), SECTIONS)
    assert (found.verdict, found.judgement.share) == (Verdict.PARTIAL, 0.5)


@pytest.mark.parametrize(
    "unread",
    [
        {"outcome": "no_text", "detail": "扫描件，12页无文字层"},
        {"outcome": "timeout", "detail": "超时无应答"},
        {"unread_part": "共4页，其中第3页是图片，没有文字"},
    ],
)
def test_what_may_stand_in_an_unread_file_is_not_missing(unread: dict[str, Any]) -> None:
    said = unread.get("detail") or unread["unread_part"]
    for page in ("全文见附件。", FIRST):
        found = judged(sections, attach(report(page), "年度报告.pdf", **unread), SECTIONS)
        assert found.verdict is Verdict.UNDETERMINED
        if unread.get("outcome") != "timeout":
            assert said in found.reason
    elements = judged(
        fields, attach(report("联系电话：0533-4110000"), "指南.pdf", **unread), FIELDS
    )
    assert elements.verdict is Verdict.UNDETERMINED


def test_beside_a_whole_text_only_a_file_of_its_own_name_may_say_the_rest() -> None:
    whole = "联系电话：0533-4110000。" + "公民可以向本机关申请获取政府信息。" * 100
    form = attach(report(whole), "申请表.doc", outcome="no_text", detail="扫描件")
    assert judged(fields, form, FIELDS).verdict is Verdict.PARTIAL
    guide = attach(report(whole), "指南全文.pdf", outcome="no_text", detail="扫描件")
    assert judged(fields, guide, FIELDS).verdict is Verdict.UNDETERMINED


def test_elements_in_a_file_count() -> None:
    text = "联系电话：0533-4110000\n办公地址：博山区县前街12号"
    assert judged(fields, attach(report(), "指南.pdf", text), FIELDS).verdict is Verdict.PASS
    each = judged(
        fields, attach(report(), "指南.pdf", text), {**FIELDS, "each": True, "window": "any"}
    )
    assert each.verdict is Verdict.PASS


def test_a_table_in_a_file_is_added_up_and_cited_there() -> None:
    found = judged(report_table, attach(report(), "年度报告.pdf", WHOLE, tables=[TABLE]), {})
    assert found.verdict is Verdict.PASS
    assert found.judgement.evidence[0].url == "http://www.a.gov.cn/files/1.pdf"
    scanned = attach(report(), "年度报告.pdf", outcome="no_text", detail="扫描件，3页无文字层")
    lost = judged(report_table, scanned, {})
    assert lost.verdict is Verdict.UNDETERMINED
    assert "扫描件，3页无文字层" in lost.reason

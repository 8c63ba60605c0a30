from __future__ import annotations

from typing import Any

import pytest

from checks.kinds.sections import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

COLUMN = "政府信息公开工作年度报告"
REPORT = {"title": {"all": ["信息公开", "{year}"], "any": ["年度报告"]}, "columns": [COLUMN]}
SECTIONS = [
    {"name": "总体情况"},
    {"name": "主动公开政府信息情况", "any": ["主动公开政府信息", "主动公开信息情况"]},
    {"name": "收到和处理申请情况", "any": ["收到和处理政府信息公开申请"]},
    {"name": "行政复议、行政诉讼情况", "any": ["行政复议"]},
    {"name": "存在的主要问题及改进情况", "any": ["存在的主要问题", "存在问题", "存在的问题"]},
    {"name": "其他需要报告的事项", "any": ["其他需要报告"]},
]
HEADS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的问题及改进措施",
    "六、其他需要报告的事项",
]
FILLER = "2023年，博山区认真贯彻落实政府信息公开条例，主动公开各类信息，不断提升公开质量。" * 4


def rule(of: SiteSnapshot, **params: Any) -> Ruling:
    return rule_on(KIND, of, {"subject": REPORT, "sections": SECTIONS, **params})


def body(heads: list[str]) -> str:
    return "\n".join(f"{head}\n{FILLER}" for head in heads) or FILLER


def report(text: str, year: int = 2023, who: str = "博山区", **more: Any) -> Document:
    return doc(
        f"{who}{year}年政府信息公开工作年度报告", f"{year + 1}-03-01", COLUMN, text=text, **more
    )


def of(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column(COLUMN)], documents, **more)


def test_all_sections() -> None:
    found = rule(of(report(body(HEADS))))
    assert found.verdict is Verdict.PASS
    assert "六、其他" not in found.reason


def test_some_sections() -> None:
    found = rule(of(report(body(HEADS[:4]))))
    assert found.verdict is Verdict.PARTIAL
    assert found.judgement.share == pytest.approx(4 / 6)
    assert "缺存在的主要问题及改进情况、其他需要报告的事项" in found.reason


def test_none_of_them() -> None:
    assert rule(of(report(body([])))).verdict is Verdict.FAIL


def test_words_in_running_text_are_no_section() -> None:
    text = f"本报告由总体情况、存在的主要问题及改进情况、其他需要报告的事项等部分组成，{FILLER}"
    assert rule(of(report(text))).verdict is Verdict.FAIL


def test_headings_count_wherever_their_keyword_stands() -> None:
    headings = [f"第{i}部分 博山区{head}" for i, head in enumerate(HEADS, 1)]
    assert rule(of(report(FILLER * 3, headings=headings))).verdict is Verdict.PASS


def test_spaces_and_full_width_forms_do_not_matter() -> None:
    spaced = [head.replace("、", "、 ").replace("情况", "情 况") for head in HEADS]
    assert rule(of(report(body(spaced)))).verdict is Verdict.PASS


def test_only_an_attachment() -> None:
    attached = report("附件下载", attachments=[("http://b/1.pdf", "年度报告.pdf")])
    found = rule(of(attached))
    assert found.verdict is Verdict.UNDETERMINED
    assert "附件" in found.reason


def test_the_best_copy_is_judged() -> None:
    attached = report("附件下载", attachments=[("http://b/1.pdf", "")], url="http://b/1")
    whole = doc(
        "博山区2023年政府信息公开工作年度报告",
        "2024-03-02",
        COLUMN,
        text=body(HEADS),
        url="http://b/2",
    )
    assert rule(of(attached, whole)).verdict is Verdict.PASS


def test_not_read_and_absent() -> None:
    assert rule(of(report("", outcome="timeout"))).verdict is Verdict.UNDETERMINED
    assert rule(of(unread=[lost(anchor="年度报告")])).verdict is Verdict.UNDETERMINED
    absent = rule(of())
    assert (absent.code, absent.verdict) == ("missing", Verdict.FAIL)
    assert absent.judgement.searched is not None


def test_near_misses() -> None:
    last_year = rule(of(report(body(HEADS), 2022)))
    assert last_year.code == "missing"
    assert "2022年" in last_year.reason
    assert rule(of(report(body(HEADS), who="淄川区"))).code == "missing"
    later = doc("博山区2023年政府信息公开工作年度报告", "2024-04-16", COLUMN, text=body(HEADS))
    assert rule(of(later)).code == "missing"
    town = of(report(body(HEADS), who="白塔镇"))
    assert rule(town).verdict is Verdict.PASS
    assert rule(town, issuer="government").code == "missing"

"""Reports of one event, and papers about one policy, count once."""

from __future__ import annotations

import pytest

from checks.counts.matters import distinct_matters, grouped
from crawler.snapshot.facts import Document
from tests.checks.build import doc


def of(*titles: str) -> list[Document]:
    return [doc(title, f"2023-{at + 2:02d}-10", "政策评价") for at, title in enumerate(titles)]


def counts(*titles: str) -> list[int]:
    return [len(group) for group in distinct_matters(of(*titles))]


def test_questionnaire_meeting_and_report_of_one_policy_are_one() -> None:
    assert counts(
        "关于开展《宁津县养老服务办法》政策评价问卷调查的公告",
        "《宁津县养老服务办法》政策评价座谈会召开",
        "《宁津县养老服务办法》实施效果评价报告",
    ) == [3]
    assert counts("促消费政策实施效果评价报告", "促消费政策评价结果公示") == [2]
    assert counts("县人社局就业创业政策实施效果评价", "就业创业政策评价结果公示") == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《宁津县养老服务办法》政策评价结果", "《宁津县养犬管理办法》政策评价结果"),
        ("就业创业政策评价结果公示", "人才引进政策评价结果公示"),
        ("就业政策评价报告", "就业见习政策评价报告"),
        ("2023年政策评价结果（一）", "2023年政策评价结果（二）"),
    ],
)
def test_other_policies_are_others(one: str, other: str) -> None:
    assert counts(one, other) == [1, 1]


def test_what_counts_once_is_as_asked() -> None:
    documents = of("《甲办法全文》政策评价问卷", "《甲办法全文》政策评价报告", "乙通知")
    assert [len(grouped(documents, each)) for each in ("document", "event", "matter")] == [3, 3, 2]


def test_titles_that_differ_in_the_policy_alone_are_two_matters_on_one_day() -> None:
    def on_one_day(*titles: str) -> int:
        return len(distinct_matters([doc(title, "2023-12-20", "政策评价") for title in titles]))

    assert on_one_day("宁津县就业补贴政策评价报告", "宁津县创业补贴政策评价报告") == 2
    assert on_one_day("宁津县养老服务办法政策评价报告", "宁津县养老服务管理办法政策评价报告") == 1

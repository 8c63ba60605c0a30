from __future__ import annotations

import pytest

from checks.kinds import registry
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from rules.vocabulary import default_vocabulary
from tests.checks.build import AS_OF, address, column, context, doc, judge, lost, site, words

TITLE = "我区开展安全生产宣传活动情况的报道"
APART = ["教育", "环境保护", "政府采购", "重大建设项目", "城市管理"]
REAL = context(as_of=AS_OF, vocabulary=default_vocabulary())


@pytest.mark.parametrize(
    ("columns", "verdict"), [(3, Verdict.PASS), (4, Verdict.FAIL), (5, Verdict.FAIL)]
)
def test_the_number_of_columns(columns: int, verdict: Verdict) -> None:
    said = judge(
        "repeated_documents", site([], [doc(TITLE, "2023-05-06", APART[:columns])]), REAL, fail_at=1
    )
    assert said.verdict is verdict
    if verdict is Verdict.FAIL:
        assert TITLE in said.reason
        assert "教育" in said.quotes


@pytest.mark.parametrize(
    ("articles", "verdict"),
    [(0, Verdict.PASS), (1, Verdict.PARTIAL), (2, Verdict.PARTIAL), (3, Verdict.FAIL)],
)
def test_the_number_of_articles(articles: int, verdict: Verdict) -> None:
    documents = [doc(f"第{n}号稿件的标题足够长", "2023-05-06", APART) for n in range(articles)]
    documents.append(doc("只在一处的稿件", "2023-05-06", "教育"))
    said = judge("repeated_documents", site([], documents), REAL)
    assert said.verdict is verdict
    if verdict is Verdict.PARTIAL:
        assert said.share == pytest.approx(1 - articles / 3)


def test_columns_of_one_matter_are_one() -> None:
    same = ["政策文件", "规范性文件", "政策法规", "教育", "义务教育"]
    assert (
        judge(
            "repeated_documents", site([], [doc(TITLE, "2023-05-06", same)]), REAL, fail_at=1
        ).verdict
        is Verdict.PASS
    )


def test_a_column_and_those_above_it_are_one() -> None:
    tree = column("重点", children=[column("甲", children=[column("乙", children=[column("丙")])])])
    said = judge(
        "repeated_documents",
        site([tree], [doc(TITLE, "2023-05-06", ["重点", "甲", "乙", "丙"])]),
        fail_at=1,
    )
    assert said.verdict is Verdict.PASS


def test_second_ways_to_the_same_thing_do_not_count() -> None:
    units = column("部门信息公开", children=[column("区教体局"), column("区卫健委")])
    topics = column("专题专栏", children=[column("安全月"), column("法治专题")])
    kinds = column("按主题分类", children=[column("综合"), column("其他")])
    where = ["区教体局", "区卫健委", "安全月", "法治专题", "综合", "其他", "政务公开", "最新公开"]
    said = judge(
        "repeated_documents",
        site([units, topics, kinds], [doc(TITLE, "2023-05-06", where)]),
        REAL,
        fail_at=1,
    )
    assert said.verdict is Verdict.PASS


def copies(*texts: str, title: str = TITLE) -> list[Document]:
    return [
        doc(title, "2023-05-06", where, text=text, url=address(f"{title}{where}"))
        for where, text in zip(APART, texts, strict=False)
    ]


def test_copies_under_several_addresses() -> None:
    text = "近日，区应急管理局在龙湖公园开展安全生产宣传咨询活动，现场发放宣传资料五百余份，接受群众咨询。"
    assert (
        judge("repeated_documents", site([], copies(*[text] * 4)), REAL, fail_at=1).verdict
        is Verdict.FAIL
    )
    different = [f"{text}第{n}部分。" for n in range(4)]
    assert (
        judge("repeated_documents", site([], copies(*different)), REAL, fail_at=1).verdict
        is Verdict.PASS
    )
    assert (
        judge("repeated_documents", site([], copies(*[""] * 4)), REAL, fail_at=1).verdict
        is Verdict.PASS
    )
    assert (
        judge(
            "repeated_documents", site([], copies(*[text] * 4, title="部门职责")), REAL, fail_at=1
        ).verdict
        is Verdict.PASS
    )


def test_only_the_period_is_judged() -> None:
    old = doc(TITLE, "2022-12-31", APART)
    fresh = doc("另一件稿件", "2023-01-01", "教育")
    assert (
        judge("repeated_documents", site([], [old, fresh]), REAL, fail_at=1).verdict is Verdict.PASS
    )
    assert (
        judge("repeated_documents", site([], [old]), REAL, fail_at=1).verdict
        is Verdict.NOT_APPLICABLE
    )
    unread = [lost(anchor="政务公开")]
    assert (
        judge("repeated_documents", site([], [old], unread=unread), REAL).verdict
        is Verdict.UNDETERMINED
    )


@pytest.mark.parametrize(("unread", "verdict"), [(1, Verdict.PASS), (2, Verdict.UNDETERMINED)])
def test_little_read_says_little(unread: int, verdict: Verdict) -> None:
    lists = [lost(anchor=f"栏目{n}") for n in range(unread)]
    tree = site([], [doc("只在一处的稿件", "2023-05-06", "教育")], unread=lists)
    assert judge("repeated_documents", tree, REAL).verdict is verdict


def test_it_says_what_it_checks() -> None:
    kind = registry()["repeated_documents"]
    said = kind.explain(kind.params(columns=6, fail_at=2), words())
    assert "6个" in said.checked[0]
    assert "2件" in said.checked[1]

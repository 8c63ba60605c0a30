from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.columns_idle import ColumnGroup
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from tests.checks.build import (
    AS_OF,
    column,
    context,
    days_before,
    doc,
    judge,
    lost,
    site,
    words,
)

GROUPS = [
    {"name": "动态要闻类", "columns": ["动态要闻"], "within_days": 14},
    {"name": "政策类", "columns": ["通知公告", "政策文件"], "within_months": 6},
]
CIRCUMSTANCES = context(
    vocabulary=words(("动态要闻",), ("通知公告",), ("政策文件",), standing=["机构职能"])
)


def many(count: int, days: int) -> list[Document]:
    return [doc(f"文{n}", days_before(days), f"政策文件{n}") for n in range(count)]


@pytest.mark.parametrize(
    ("count", "verdict"), [(0, Verdict.PASS), (9, Verdict.PASS), (10, Verdict.FAIL)]
)
def test_the_threshold(count: int, verdict: Verdict) -> None:
    names = [f"政策文件{n}" for n in range(count)]
    groups = [{"name": "政策", "columns": ["通知公告", *names], "within_months": 6}]
    tree = site([], [*many(count, 400), doc("新", AS_OF, "通知公告")])
    said = judge("columns_idle", tree, CIRCUMSTANCES, groups=groups, fewer_than=10)
    assert said.verdict is verdict
    assert len(said.judgement.evidence) == count


@pytest.mark.parametrize(
    ("news", "notice", "verdict"),
    [(14, 182, Verdict.PASS), (15, 182, Verdict.FAIL), (14, 190, Verdict.FAIL)],
)
def test_each_group_has_its_span(news: int, notice: int, verdict: Verdict) -> None:
    documents = [
        doc("要闻", days_before(news), "动态要闻"),
        doc("公告", days_before(notice), "通知公告"),
    ]
    said = judge("columns_idle", site([], documents), CIRCUMSTANCES, groups=GROUPS, fewer_than=1)
    assert said.verdict is verdict


@pytest.mark.parametrize(("unread", "verdict"), [(1, Verdict.UNDETERMINED), (0, Verdict.PASS)])
def test_unread_columns_matter_only_where_they_could_reach_it(
    unread: int, verdict: Verdict
) -> None:
    columns = [column(f"政策栏目{n}", names=["政策文件"], outcome="timeout") for n in range(unread)]
    tree = site(columns, [doc("公告", days_before(300), "通知公告")])
    assert (
        judge("columns_idle", tree, CIRCUMSTANCES, groups=GROUPS, fewer_than=2).verdict is verdict
    )


def test_what_is_blank_past_or_to_come_is_not_idle() -> None:
    documents = [
        doc("某年文件", days_before(900), "2021年政策文件"),
        doc("明天", AS_OF.replace(day=16), "动态要闻"),
        doc("新", AS_OF, "通知公告"),
    ]
    tree = site([column("2021年政策文件", names=["政策文件"])], documents)
    assert judge("columns_idle", tree, CIRCUMSTANCES, groups=GROUPS, fewer_than=2).code == "pass"


def test_undated_items_leave_it_open() -> None:
    tree = site([], [doc("无日期", None, "通知公告"), doc("旧", days_before(400), "政策文件")])
    said = judge("columns_idle", tree, CIRCUMSTANCES, groups=GROUPS, fewer_than=2)
    assert said.verdict is Verdict.UNDETERMINED


def test_a_column_below_counts_for_the_one_above() -> None:
    tree = site(
        [column("政策文件", children=[column("规范性文件", names=["政策文件"])])],
        [doc("旧", days_before(400), "政策文件"), doc("新", days_before(3), "规范性文件")],
    )
    assert judge("columns_idle", tree, CIRCUMSTANCES, groups=GROUPS, fewer_than=1).code == "pass"


def test_an_unread_homepage_leaves_it_open() -> None:
    tree = site([], [doc("旧", days_before(400), "政策文件")], unread=[lost(anchor="通知公告")])
    said = judge("columns_idle", tree, CIRCUMSTANCES, groups=GROUPS, fewer_than=2)
    assert said.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("span", [{}, {"within_days": 3, "within_months": 1}])
def test_a_group_has_one_span(span: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="须且只须写一个"):
        ColumnGroup.model_validate({"name": "甲", "columns": ["乙"], **span})


@given(st.lists(st.integers(0, 800), max_size=8), st.integers(1, 8))
def test_older_items_never_help(ages: list[int], limit: int) -> None:
    names = [f"栏目{n}" for n in range(8)]
    groups = [{"name": "栏目", "columns": names, "within_months": 12}]

    def verdict(days: list[int]) -> Verdict:
        documents = [doc(f"文{n}", days_before(age), f"栏目{n}") for n, age in enumerate(days)]
        return judge(
            "columns_idle", site([], documents), CIRCUMSTANCES, groups=groups, fewer_than=limit
        ).verdict

    assert verdict(ages) in (Verdict.PASS, Verdict.FAIL)
    if verdict(ages) is Verdict.FAIL:
        assert verdict([age + 30 for age in ages]) is Verdict.FAIL

from __future__ import annotations

import pytest

from checks.verdict import Verdict
from tests.checks.build import AS_OF, column, context, days_before, doc, judge, site, words

CIRCUMSTANCES = context(vocabulary=words(("政策文件",), standing=["机构职能"]))
LIMITS = {"within_months": 12, "fewer_than": 3}


@pytest.mark.parametrize(
    ("count", "verdict"), [(0, Verdict.PASS), (2, Verdict.PASS), (3, Verdict.MANUAL)]
)
def test_many_old_columns_are_a_persons_to_judge(count: int, verdict: Verdict) -> None:
    documents = [doc(f"文{n}", days_before(400), f"栏目{'甲乙丙'[n]}") for n in range(count)]
    said = judge(
        "columns_outdated", site([], [*documents, doc("新", AS_OF, "新")]), CIRCUMSTANCES, **LIMITS
    )
    assert said.verdict is verdict
    assert ("栏目甲（" in said.reason) is bool(count)


def test_what_need_not_change_is_not_listed() -> None:
    documents = [
        doc("职能", days_before(900), "机构职能"),
        doc("景点", days_before(900), "旅游"),
        doc("旧文件", days_before(900), "2019年文件"),
        doc("旧", days_before(900), "政策文件"),
    ]
    said = judge(
        "columns_outdated", site([], documents), CIRCUMSTANCES, within_months=12, fewer_than=1
    )
    assert said.verdict is Verdict.MANUAL
    assert "有 1 个" in said.reason


def test_a_heading_is_not_counted_beside_the_columns_below_it() -> None:
    tree = [column("重点领域", children=[column("教育"), column("医疗")])]
    documents = [doc("旧", days_before(900), "教育"), doc("新", days_before(9), "医疗")]
    said = judge(
        "columns_outdated", site(tree, documents), CIRCUMSTANCES, within_months=12, fewer_than=2
    )
    assert said.code == "pass"
    assert "有 1 个" in said.reason


def test_unread_columns_could_be_old_too() -> None:
    tree = site([column("政策文件", outcome="timeout")], [doc("旧", days_before(900), "公报")])
    said = judge("columns_outdated", tree, CIRCUMSTANCES, within_months=12, fewer_than=2)
    assert said.verdict is Verdict.UNDETERMINED

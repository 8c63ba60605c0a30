from __future__ import annotations

import pytest

from checks.kinds.publisher_sets import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from rules.vocabulary import default_vocabulary
from tests.checks.build import Said, column, context, doc, judge, lost, site

SETS = [
    {"name": "部门预算", "subject": "department-budget"},
    {"name": "部门决算", "subject": "department-accounts"},
]


def budget(who: str, **more: str) -> Document:
    return doc(f"{who}2023年部门预算", "2023-02-20", "财政信息", **more)


def accounts(who: str, **more: str) -> Document:
    return doc(f"{who}2022年部门决算", "2023-09-20", "财政信息", **more)


def judged(*documents: Document, as_of: str = "2024-04-15", **more: object) -> Said:
    own = site([column("财政信息")], documents, **more)
    circumstances = context(as_of, vocabulary=default_vocabulary())
    return judge("publisher_sets", own, circumstances, sets=SETS)


def test_every_department_has_both_under_whatever_name() -> None:
    said = judged(
        budget("博山区应急管理局"), accounts("区应急局"), budget("区民政局"), accounts("民政局")
    )
    assert said.verdict is Verdict.PASS
    assert "2个部门" in said.reason


def test_the_accounts_that_one_keeps_back_are_named() -> None:
    said = judged(budget("区应急管理局"), accounts("区应急管理局"), budget("区民政局"))
    assert (said.verdict, said.judgement.share) == (Verdict.PARTIAL, 0.75)
    assert "民政局的部门决算" in said.reason


def test_a_town_counts_as_a_department_does() -> None:
    said = judged(budget("区应急管理局"), accounts("区应急管理局"), budget("八陡镇"))
    assert "八陡镇的部门决算" in said.reason


def test_the_issuer_tells_where_the_title_does_not() -> None:
    said = judged(budget("", issuer="博山区民政局"), accounts("", issuer="区民政局"))
    assert said.verdict is Verdict.PASS


def test_nothing_at_all_fails_and_the_government_s_own_is_nothing() -> None:
    whole = doc("博山区2023年政府预算公开", "2023-02-01", "财政信息")
    said = judged(whole)
    assert said.verdict is Verdict.FAIL
    assert said.judgement.searched is not None


def test_what_names_no_department_keeps_open_who_lacks_one() -> None:
    said = judged(budget("区应急管理局"), accounts("", issuer="博山区人民政府办公室"))
    assert said.verdict is Verdict.UNDETERMINED
    assert "看不出由谁发布" in said.reason
    nameless = judged(budget(""), accounts(""))
    assert nameless.verdict is Verdict.PASS
    assert judged(budget("")).verdict is Verdict.PARTIAL


@pytest.mark.parametrize("anchor", ["财政信息", "预决算公开"])
def test_what_was_not_read_keeps_it_open(anchor: str) -> None:
    said = judged(budget("区应急管理局"), unread=[lost(anchor=anchor)])
    assert said.verdict is Verdict.UNDETERMINED


def test_nothing_is_due_before_the_period_is_over() -> None:
    said = judged(budget("区应急管理局"), as_of="2023-04-15")
    assert said.verdict is Verdict.NOT_APPLICABLE


def test_it_explains_itself() -> None:
    told = KIND.explain(KIND.params.model_validate({"sets": SETS}), default_vocabulary())
    assert "部门预算、部门决算" in told.checked[0]
    assert told.counts
    assert told.excludes

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.kinds.topics import KIND, TopicsParams
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Fetch, Role, SiteSnapshot
from rules.subject import Subject
from tests.checks.build import column, context, doc, judge, lost, site, words

NAMES = ["职业技能培训", "公益性岗位", "就业补贴", "灵活就业"]
ASKED = {
    "topics": [
        {
            "name": name,
            "subject": {"title": {"any": [name], "none": ["召开"]}, "columns": ["就业信息"]},
        }
        for name in NAMES
    ]
}


def documents(*names: str, day: str = "2023-05-06") -> list[Document]:
    return [doc(f"关于做好{name}工作的通知", day, "就业信息") for name in names]


def employment(*found: Document, unread: list[Fetch] | None = None) -> SiteSnapshot:
    return site([column("就业信息")], found, unread=unread or [])


def test_every_topic() -> None:
    said = judge("topics", employment(*documents(*NAMES)), **ASKED)
    assert said.verdict is Verdict.PASS
    assert all(f"{name}：" in said.quotes for name in NAMES)


def test_some_topics_earn_their_share_and_the_missing_are_named() -> None:
    said = judge("topics", employment(*documents(*NAMES[1:])), **ASKED)
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.75)
    assert "未发现职业技能培训类信息" in said.reason
    searched = said.judgement.searched
    assert searched is not None
    assert searched.columns == ("就业信息",)


def test_none_fails() -> None:
    said = judge("topics", employment(), **ASKED)
    assert said.verdict is Verdict.FAIL
    assert f"未发现{'、'.join(NAMES)}类信息" in said.reason


@pytest.mark.parametrize(
    ("count", "verdict"),
    [(4, Verdict.PASS), (3, Verdict.PASS), (2, Verdict.PARTIAL), (1, Verdict.FAIL)],
)
def test_thresholds(count: int, verdict: Verdict) -> None:
    found = employment(*documents(*NAMES[:count]))
    assert judge("topics", found, **ASKED, pass_at=3, fail_at=1).verdict is verdict


def test_several_of_one_topic_do_not_stand_for_another() -> None:
    found = [doc(f"第{n}期职业技能培训公告", "2023-03-04", "就业信息") for n in "一二三四五"]
    assert judge("topics", employment(*found), **ASKED).share == 0.25


def test_a_topic_may_need_several() -> None:
    topics = [{**ASKED["topics"][0], "at_least": 2}]
    one = judge("topics", employment(*documents(NAMES[0])), topics=topics)
    assert one.verdict is Verdict.FAIL
    assert "职业技能培训（1件，应有2件）" in one.reason
    two = [doc(f"第{n}期职业技能培训公告", "2023-03-04", "就业信息") for n in "一二"]
    assert judge("topics", employment(*two), topics=topics).verdict is Verdict.PASS


def test_what_looks_like_a_topic_and_is_none() -> None:
    found = [
        doc("我区召开职业技能培训座谈会", "2023-03-04", "就业信息"),
        doc("关于公益性岗位的通知", "2023-03-04", "就业信息", source="山东省人民政府"),
        doc("关于发放就业补贴的公告", "2022-12-31", "就业信息"),
        doc("关于灵活就业的通知", "2024-04-16", "就业信息"),
    ]
    assert judge("topics", employment(*found), **ASKED).verdict is Verdict.FAIL
    any_time = judge("topics", employment(*found), **ASKED, window="any")
    assert (any_time.verdict, any_time.share) == (Verdict.PARTIAL, 0.25)


def test_an_unread_list_leaves_open_what_it_could_decide() -> None:
    page = lost(anchor="就业信息", role=Role.LIST, column="就业信息")
    said = judge("topics", employment(*documents(*NAMES[:3]), unread=[page]), **ASKED)
    assert said.verdict is Verdict.UNDETERMINED
    assert said.judgement.unread == [page]
    assert "灵活就业" in said.reason
    passed = judge("topics", employment(*documents(*NAMES[:3]), unread=[page]), **ASKED, pass_at=3)
    assert passed.verdict is Verdict.PASS
    elsewhere = judge("topics", employment(unread=[lost(anchor="旅游")]), **ASKED)
    assert elsewhere.verdict is Verdict.FAIL


def test_an_unread_document_can_only_be_what_its_title_says() -> None:
    page = lost(anchor="就业补贴发放公告", role=Role.DOCUMENT, column="就业信息")
    said = judge("topics", employment(*documents("公益性岗位"), unread=[page]), **ASKED)
    # Training and flexible work lack whatever the unread page says.
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 1 / 3)
    assert "就业补贴" not in said.reason


def test_undated_documents_keep_a_topic_open() -> None:
    found = [*documents(*NAMES[:3]), doc("灵活就业办理指南", None, "就业信息")]
    assert judge("topics", employment(*found), **ASKED).verdict is Verdict.UNDETERMINED
    assert judge("topics", employment(*found), **ASKED, window="any").verdict is Verdict.PASS


def test_a_running_period_cannot_fail() -> None:
    found = employment(*documents(*NAMES[:2]))
    assert judge("topics", found, context("2023-12-30"), **ASKED).code == "not_due"
    assert judge("topics", found, context("2023-12-31"), **ASKED).code == "partial"


def test_the_governments_own_only() -> None:
    found = [
        doc("泰河镇关于职业技能培训的通知", "2023-03-04", "就业信息", issuer="博山区八陡镇人民政府")
    ]
    topics = ASKED["topics"][:1]
    assert judge("topics", employment(*found), topics=topics).verdict is Verdict.PASS
    assert (
        judge("topics", employment(*found), topics=topics, issuer="government").verdict
        is Verdict.FAIL
    )


def test_named_subjects() -> None:
    named = words(subjects={"posts": Subject.model_validate({"title": {"any": ["公益性岗位"]}})})
    said = judge(
        "topics",
        employment(*documents("公益性岗位")),
        context(vocabulary=named),
        topics=[{"name": "公益性岗位", "subject": "posts"}],
    )
    assert said.verdict is Verdict.PASS


@given(
    st.lists(st.sampled_from(["met", "unmet", "open"]), min_size=1, max_size=4),
    st.integers(1, 4),
    st.integers(0, 3),
)
def test_open_topics_matter_only_where_they_could_change_the_verdict(
    states: list[str], pass_at: int, fail_at: int
) -> None:
    if not fail_at < pass_at <= len(states):
        return
    topics = ASKED["topics"][: len(states)]
    found = documents(*(name for name, state in zip(NAMES, states, strict=False) if state == "met"))
    unread = [
        lost(anchor=f"关于{name}的通知", role=Role.DOCUMENT, column="就业信息")
        for name, state in zip(NAMES, states, strict=False)
        if state == "open"
    ]
    of = employment(*found, unread=unread)
    said = judge("topics", of, topics=topics, pass_at=pass_at, fail_at=fail_at)

    def verdict(met: int) -> Verdict:
        if met >= pass_at:
            return Verdict.PASS
        return Verdict.FAIL if met <= fail_at else Verdict.PARTIAL

    possible = {verdict(states.count("met") + n) for n in range(states.count("open") + 1)}
    assert said.verdict is (possible.pop() if len(possible) == 1 else Verdict.UNDETERMINED)


@pytest.mark.parametrize(("pass_at", "fail_at"), [(5, 0), (2, 2), (1, 3)])
def test_thresholds_must_be_in_order(pass_at: int, fail_at: int) -> None:
    with pytest.raises(ValidationError, match="pass_at"):
        TopicsParams.model_validate({**ASKED, "pass_at": pass_at, "fail_at": fail_at})


def test_it_explains_itself() -> None:
    params = TopicsParams.model_validate({**ASKED, "pass_at": 3, "issuer": "government"})
    told = KIND.explain(params, words())
    assert "4类信息" in told.checked[0]
    assert "灵活就业" in told.checked[0]
    assert "3类以上" in told.checked[1]
    assert any("就业信息" in line for line in told.counts)
    assert any("镇街" in line for line in told.excludes)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.per_publisher import KIND, PerPublisherParams
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Fetch, Role, SiteSnapshot
from tests.checks.build import column, context, doc, judge, lost, site, words

SUBJECT = {"title": {"any": ["政策评价"], "none": ["培训"]}, "columns": ["政策评价"]}
ASKED = {"subject": SUBJECT, "at_least": 2, "distinct": "event"}


def evaluation(matter: str, by: str = "", day: str | None = "2023-05-06", **more: str) -> Document:
    return doc(f"{matter}政策评价报告", day, "政策评价", issuer=by, **more)


def evaluations(*found: Document, unread: list[Fetch] | None = None) -> SiteSnapshot:
    return site([column("政策评价")], found, unread=unread or [])


ENOUGH = (
    evaluation("学前教育", "博山区教育和体育局"),
    evaluation("体育场馆", "博山区教体局"),
    evaluation("稳岗返还", "博山区人力资源和社会保障局"),
    evaluation("创业担保", "区人社局"),
)


def test_every_department_by_all_its_names() -> None:
    said = judge("per_publisher", evaluations(*ENOUGH), **ASKED)
    assert said.verdict is Verdict.PASS
    assert "教育和体育局（2次，应有2次）" in said.reason
    assert "人力资源和社会保障局（2次，应有2次）" in said.reason
    assert "依据：发布机构“区人社局”" in said.quotes


def test_ten_of_one_do_not_make_up_for_one_of_another() -> None:
    many = [evaluation(f"{n}月高龄津贴", "区民政局", f"2023-{n:02}-05") for n in range(1, 11)]
    said = judge("per_publisher", evaluations(*many, *ENOUGH[:1]), **ASKED, government=0)
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)
    assert "教育和体育局（1次，应有2次）" in said.reason


def test_named_departments_that_publish_nothing_fail() -> None:
    said = judge("per_publisher", evaluations(*ENOUGH), **ASKED, publishers=["区教育局", "民政局"])
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)
    assert "民政局（0次，应有2次）" in said.reason


def test_no_department_at_all() -> None:
    said = judge("per_publisher", evaluations(), **ASKED)
    assert (said.verdict, said.code) == (Verdict.FAIL, "missing")
    assert said.judgement.searched is not None


def test_the_government_by_its_own_number() -> None:
    own = [
        evaluation(f"{n}月民生实事", "博山区人民政府办公室", f"2023-{n:02}-05") for n in range(1, 5)
    ]
    four = judge("per_publisher", evaluations(*own, *ENOUGH), **ASKED, government=5)
    assert (four.verdict, four.share) == (Verdict.PARTIAL, 2 / 3)
    assert "本级政府（4次，应有5次）" in four.reason
    fifth = evaluation("老旧小区改造", "博山区人民政府")
    five = judge("per_publisher", evaluations(*own, fifth, *ENOUGH), **ASKED, government=5)
    assert five.verdict is Verdict.PASS
    alone = judge("per_publisher", evaluations(*own, fifth), **ASKED, government=5)
    assert "各部门（0次，应有2次）" in alone.reason


def test_how_a_publisher_is_told() -> None:
    found = [
        doc("区教育局开展学前教育政策评价", "2023-03-04", "政策评价"),
        doc("入园政策评价", "2023-06-04", "政策评价", source="来源：区教育局"),
        doc("午托政策评价", "2023-08-04", "政策评价", metadata={"发布机构": "博山区教育局"}),
        doc(
            "校车政策评价", "2023-09-04", "政策评价", text="报告如下。\n博山区教育局\n2023年9月4日"
        ),
        doc("特教政策评价", "2023-10-04", "教育局"),
    ]
    subject = {**SUBJECT, "anywhere": True}
    tree = site([column("政策评价"), column("部门公开", children=[column("教育局")])], found)
    said = judge("per_publisher", tree, subject=subject, at_least=5)
    assert said.verdict is Verdict.PASS
    assert "教育局（5件，应有5件）" in said.reason
    for ground in ("标题以", "来源“区教育局”", "发布机构“", "落款“", "栏目“教育局”"):
        assert f"依据：{ground}" in said.quotes


def test_one_event_counts_once_and_for_its_department() -> None:
    found = [
        doc("区教育局开展学前教育政策评价座谈会", "2023-05-06", "政策评价"),
        doc(
            "开展学前教育政策评价座谈会",
            "2023-05-08",
            "政策评价",
            issuer="博山区人民政府办公室",
        ),
    ]
    said = judge("per_publisher", evaluations(*found), **ASKED)
    assert said.verdict is Verdict.FAIL
    assert "教育局（1次，应有2次）" in said.reason
    assert "本级政府" not in said.reason
    # It may be the government's own event that the department reports.
    both = judge("per_publisher", evaluations(*found), **{**ASKED, "at_least": 1}, government=1)
    assert both.verdict is Verdict.UNDETERMINED
    assert "不能断定由谁开展" in both.reason


def test_the_office_that_puts_everything_online_is_not_the_publisher() -> None:
    by_source = evaluation("学前教育", "博山区人民政府办公室", source="区教育局")
    said = judge("per_publisher", evaluations(by_source), subject=SUBJECT)
    assert "教育局（1件，应有1件）" in said.reason
    author = evaluation("停车", metadata={"发文机关": "博山区人民政府"}, source="区城管局")
    own = judge("per_publisher", evaluations(author), subject=SUBJECT, government=1)
    assert "本级政府（1件，应有1件）" in own.judgement.values["parts"]


def test_reposts_towns_and_late_documents_are_nobodys() -> None:
    found = [
        evaluation("全省通办", "山东省人民政府"),
        evaluation("八陡琉璃", "八陡镇人民政府"),
        evaluation("明年的", "区财政局", "2024-04-16"),
        evaluation("往年的", "区财政局", "2022-12-31"),
    ]
    assert judge("per_publisher", evaluations(*found), **ASKED).code == "missing"
    town = judge(
        "per_publisher", evaluations(*found), subject=SUBJECT, publishers=["博山区八陡镇人民政府"]
    )
    assert town.verdict is Verdict.PASS


def test_a_document_that_names_nobody_may_be_anybodys() -> None:
    found = evaluations(*ENOUGH[:3], evaluation("无名"))
    said = judge("per_publisher", found, **ASKED)
    assert said.verdict is Verdict.UNDETERMINED
    assert "1次看不出由谁发布" in said.reason
    three = {**ASKED, "at_least": 3}
    assert "均未达到" in judge("per_publisher", evaluations(*ENOUGH[:3]), **three).reason


def test_a_place_in_the_title_names_no_department() -> None:
    found = [
        evaluation("博山区学前教育", "博山区教育局"),
        evaluation("博山区入园", "博山区教育局"),
    ]
    assert judge("per_publisher", evaluations(*found), **ASKED).verdict is Verdict.PASS


def test_unread_pages_keep_open_what_they_could_change() -> None:
    page = lost(anchor="政策评价", role=Role.LIST, column="政策评价")
    short = judge("per_publisher", evaluations(*ENOUGH[:3], unread=[page]), **ASKED)
    assert short.verdict is Verdict.UNDETERMINED
    assert short.judgement.unread == [page]
    # Some department yet unseen may have published only one.
    assert (
        judge("per_publisher", evaluations(*ENOUGH, unread=[page]), **ASKED).verdict
        is Verdict.UNDETERMINED
    )
    named = judge(
        "per_publisher",
        evaluations(*ENOUGH, unread=[page]),
        **ASKED,
        publishers=["教育和体育局", "人社局"],
    )
    assert named.verdict is Verdict.PASS
    other = lost(anchor="走进博山", role=Role.COLUMN)
    assert (
        judge("per_publisher", evaluations(*ENOUGH[:3], unread=[other]), **ASKED).verdict
        is Verdict.PARTIAL
    )


def test_undated_documents_and_running_periods() -> None:
    found = evaluations(*ENOUGH[:3], evaluation("无日期", "区人社局", None))
    assert judge("per_publisher", found, **ASKED).verdict is Verdict.UNDETERMINED
    other = evaluations(*ENOUGH[:3], evaluation("无日期", "区民政局", None))
    assert judge("per_publisher", other, **ASKED).verdict is Verdict.PARTIAL
    running = judge("per_publisher", evaluations(*ENOUGH[:3]), context("2023-12-30"), **ASKED)
    assert running.code == "not_due"


@given(st.lists(st.integers(0, 4), min_size=2, max_size=3), st.integers(1, 4))
def test_the_share_is_that_of_the_publishers(counts: list[int], at_least: int) -> None:
    bodies = ["教育局", "财政局", "民政局"][: len(counts)]
    found = [
        evaluation(f"{body}{n}", f"博山区{body}")
        for body, count in zip(bodies, counts, strict=True)
        for n in range(count)
    ]
    said = judge(
        "per_publisher",
        evaluations(*found),
        subject=SUBJECT,
        at_least=at_least,
        publishers=bodies,
    )
    assert said.share == sum(count >= at_least for count in counts) / len(counts)


@pytest.mark.parametrize("named", [(), ("教育局", "财政局")])
def test_it_explains_itself(named: tuple[str, ...]) -> None:
    params = PerPublisherParams.model_validate({**ASKED, "government": 5, "publishers": named})
    told = KIND.explain(params, words())
    assert "每个应不少于2次" in told.checked[0]
    assert "本级政府（含其办公室）自己应不少于5次" in told.checked[1]
    assert any("镇、街道" in line for line in told.excludes) is not bool(named)


INVITED = {"title": {"any": ["政策评价问卷"]}, "columns": ["政策评价"]}
STRICT = {
    "subject": {"title": {"any": ["政策评价"], "none": ["问卷"]}, "columns": ["政策评价"]},
    "at_least": 2,
    "distinct": "event",
}


def invitation(matter: str, by: str) -> Document:
    return doc(f"{matter}政策评价问卷", "2023-06-06", "政策评价", issuer=by)


def test_a_department_that_only_a_person_could_bring_to_the_number_is_left_to_one() -> None:
    found = [*ENOUGH[:3], invitation("创业担保", "区人社局")]
    said = judge("per_publisher", evaluations(*found), **STRICT, doubtful=INVITED)
    assert (said.verdict, said.code) == (Verdict.MANUAL, "to_confirm")
    assert "人力资源和社会保障局（1次，应有2次）" in said.reason
    assert "是否算数由人判断" in said.quotes


def test_a_department_below_the_number_in_any_case_is_below_it() -> None:
    found = [*ENOUGH[:2], invitation("创业担保", "区人社局")]
    said = judge("per_publisher", evaluations(*found), **STRICT, doubtful=INVITED)
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)

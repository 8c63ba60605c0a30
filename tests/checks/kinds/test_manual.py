from __future__ import annotations

from checks.verdict import Verdict
from rules.subject import Subject
from tests.checks.build import context, doc, judge, site, words

TRAINING = {"title": {"all": ["政务公开", "培训"]}}


def test_a_question_without_a_subject() -> None:
    said = judge("manual", site(), question="是否落实了专门人员？")
    assert said.verdict is Verdict.MANUAL
    assert said.reason == "须由评估人判定：是否落实了专门人员？"


def test_the_newest_ten_traces_of_the_period_are_listed() -> None:
    documents = [doc(f"政务公开第{n}期培训", f"2023-{n:02}-05", "政务动态") for n in range(1, 13)]
    documents += [
        doc("政务公开培训旧闻", "2022-12-31", "政务动态"),
        doc("政务公开培训新闻", "2024-01-01", "政务动态"),
        doc("消防培训", "2023-05-05", "政务动态"),
    ]
    said = judge("manual", site(documents=documents), question="培训了吗？", subject=TRAINING)
    traces = [trace.quote for trace in said.judgement.traces]
    assert traces == [f"政务公开第{n}期培训" for n in range(12, 2, -1)]
    assert "12 条线索" in said.reason


def test_no_trace_is_said_to_prove_nothing() -> None:
    said = judge("manual", site(), question="培训了吗？", subject=TRAINING)
    assert (said.verdict, said.code) == (Verdict.MANUAL, "no_traces")
    assert "未见不等于未做" in said.reason


def test_a_subject_may_be_named() -> None:
    named = words(subjects={"training": Subject.model_validate(TRAINING)})
    tree = site(documents=[doc("政务公开培训", "2023-05-05", "政务动态")])
    said = judge("manual", tree, context(vocabulary=named), question="？", subject="training")
    assert said.code == "traces"


def test_hostile_titles_stay_quotes() -> None:
    tree = site(documents=[doc("政务公开培训{question}\u202e", "2023-05-05", "政务动态")])
    said = judge("manual", tree, question="{count}？", subject=TRAINING)
    assert "{count}？" in said.reason

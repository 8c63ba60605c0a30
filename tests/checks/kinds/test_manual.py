from __future__ import annotations

from checks.kinds.manual import KIND, ManualParams
from checks.verdict import Verdict
from rules.subject import Subject
from tests.checks.build import attach, context, doc, judge, site, words

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


REPORT = {"title": {"all": ["{year}", "年度报告"]}}
PASSAGES = {"subject": REPORT, "any": ["培训", "专题 讲座"]}
TEXT = (
    "一、总体情况\n全年组织政务公开业务培训2次，参训120人。其他工作平稳；举办专题讲座1场！\n"
    "全年组织政务公开业务培训2次，参训120人。收到申请3件。"
)


def test_sentences_of_the_years_report_are_quoted() -> None:
    documents = [
        doc("博山区2023年政府信息公开工作年度报告", "2024-01-20", "年报", text=TEXT),
        doc("博山区2022年政府信息公开工作年度报告", "2023-01-20", "年报", text="培训9次。"),
    ]
    said = judge("manual", site(documents=documents), question="培训了吗？", passages=PASSAGES)
    assert (said.verdict, said.code) == (Verdict.MANUAL, "passages")
    assert [trace.quote for trace in said.judgement.traces] == [
        "全年组织政务公开业务培训2次，参训120人",
        "举办专题讲座1场",
    ]
    assert "从《博山区2023年政府信息公开工作年度报告》中摘录 2 处" in said.reason


def test_traces_and_sentences_together() -> None:
    documents = [
        doc("博山区2023年政府信息公开工作年度报告", "2024-01-20", "年报", text=TEXT),
        doc("政务公开培训", "2023-05-05", "政务动态"),
    ]
    said = judge(
        "manual", site(documents=documents), question="？", subject=TRAINING, passages=PASSAGES
    )
    assert said.code == "traces"
    assert len(said.judgement.traces) == 3
    assert "另从《博山区2023年政府信息公开工作年度报告》中摘录 2 处" in said.reason


def test_sentences_of_an_attached_report_are_quoted_from_the_file() -> None:
    report = attach(
        doc("博山区2023年政府信息公开工作年度报告", "2024-01-20", "年报"), "年报.pdf", TEXT
    )
    said = judge("manual", site(documents=[report]), question="？", passages=PASSAGES)
    assert said.judgement.traces[0].url == "http://www.a.gov.cn/files/1.pdf"
    assert len(list(KIND.reads(ManualParams(question="？", passages=PASSAGES)))) == 1


def test_no_sentence_is_no_trace() -> None:
    report = doc("博山区2023年政府信息公开工作年度报告", "2024-01-20", "年报", text="无。")
    said = judge("manual", site(documents=[report]), question="？", passages=PASSAGES)
    assert said.code == "no_traces"
    many = doc(
        "博山区2023年政府信息公开工作年度报告",
        "2024-01-20",
        "年报",
        text="。".join(f"第{n}次培训" for n in range(500)),
    )
    said = judge("manual", site(documents=[many]), question="？", passages=PASSAGES)
    assert len(said.judgement.traces) == 10

from __future__ import annotations

import pytest

from checks.verdict import Verdict
from tests.checks.build import context, doc, judge, lost, site, words

CIRCUMSTANCES = context(
    "2024-04-15", vocabulary=words(("领导信箱", "县长信箱"), ("咨询投诉", "留言选登"))
)
ANSWERED = "来信时间：2023-11-02 办理状态：已办结 回复时间：2023-11-09 回复内容：已经修复。"


def said(*texts: str, **more: object) -> tuple[Verdict, str]:
    documents = [
        doc(f"来信{n}", "2024-01-02", "县长信箱", text=text) for n, text in enumerate(texts)
    ]
    found = judge("replies", site([], documents, **more), CIRCUMSTANCES)
    return found.verdict, found.code


@pytest.mark.parametrize(
    "text",
    [
        "来信时间：2024-01-14 办理状态：待回复",
        "留言时间：2023年12月1日 信件状态：未回复 打印",
        "写信时间 2023-12-01 10:20 处理状态：办理中",
        "提交时间：2023-12-01\n咨询内容：路灯不亮\n回复内容：\n打印 关闭",
        "来信日期：2023-12-01 回复内容：暂无回复",
    ],
)
def test_an_old_message_that_says_it_is_unanswered(text: str) -> None:
    assert said(ANSWERED, text) == (Verdict.FAIL, "fail")


@pytest.mark.parametrize(
    "text",
    [
        ANSWERED,
        "来信时间：2024-01-15 办理状态：待回复",
        "来信时间：2023-11-02 回复内容：您好，您反映的问题已经转交住建局办理，将于月底前完成。",
        "来信时间：2023-11-02 状态：已回复",
        "提问时间：2023-11-02 答复时间：2023-11-05 办理结果：",
    ],
)
def test_an_answered_or_a_young_one(text: str) -> None:
    assert said(text) == (Verdict.PASS, "pass")


@pytest.mark.parametrize(
    "text",
    [
        "关于县长信箱运行情况的说明",
        "来信时间：2023-11-02 路灯不亮，请尽快修复。",
        "办理状态：待回复",
        "来信时间：不详 办理状态：待回复",
    ],
)
def test_what_shows_no_day_or_no_answer_is_not_judged(text: str) -> None:
    assert said(text) == (Verdict.UNDETERMINED, "no_messages")


def test_no_column_and_unread_pages_are_open() -> None:
    assert judge("replies", site([], []), CIRCUMSTANCES).code == "no_column"
    unread = [lost("timeout", role="document", column="县长信箱", anchor="来信")]
    assert said(ANSWERED, unread=unread) == (Verdict.UNDETERMINED, "undetermined")
    late = "来信时间：2023-11-02 办理状态：待回复"
    assert said(late, unread=unread) == (Verdict.FAIL, "fail")

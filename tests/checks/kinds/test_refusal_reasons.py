from __future__ import annotations

import pytest

from checks.kinds.refusal_reasons import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from rules.vocabulary import default_vocabulary
from tests.checks.build import Said, attach, column, context, doc, judge, lost, site

FULL = "共收到意见12条，采纳9条，不予采纳3条，原因是与上位规定不一致。"
BARE = "共收到意见12条，采纳9条，感谢社会各界对我区各项工作的关心和支持，欢迎继续提出宝贵意见。"


def account(name: str, text: str = FULL, day: str = "2023-06-15") -> Document:
    return doc(f"《{name}》意见征集采纳情况", day, "结果反馈", text=text)


def judged(*documents: Document, **more: object) -> Said:
    own = site([column("结果反馈")], documents, **more)
    return judge("refusal_reasons", own, context(vocabulary=default_vocabulary()))


@pytest.mark.parametrize(
    ("texts", "verdict", "share"),
    [
        ([FULL, FULL], Verdict.PASS, None),
        (
            [FULL, "共收到意见5条，采纳5条，已在正式文件中体现，感谢社会各界的关心支持。"],
            Verdict.PASS,
            None,
        ),
        ([FULL, "公开征求意见期间没有收到意见建议，感谢社会各界的关心支持。"], Verdict.PASS, None),
        ([FULL, BARE], Verdict.PARTIAL, 0.5),
        ([BARE, BARE], Verdict.FAIL, None),
    ],
)
def test_every_account_is_read(texts: list[str], verdict: Verdict, share: float | None) -> None:
    said = judged(*(account(f"办法{n}", text) for n, text in enumerate(texts)))
    assert said.verdict is verdict
    if share is not None:
        assert said.judgement.share == share
        assert "收到12条、采纳9条" in said.reason


def test_the_reason_may_stand_in_a_table_or_an_attachment() -> None:
    table = account("办法", "现将意见采纳情况予以公布，感谢社会各界对我区各项工作的关心和支持。")
    assert table.facts
    table.facts.tables = [[["意见", "是否采纳", "理由"], ["提高标准", "未采纳", "与上级不一致"]]]
    assert judged(table).verdict is Verdict.PASS
    attached = account("办法", "见附件。")
    attach(attached, "意见采纳情况.docx", FULL)
    assert judged(attached).verdict is Verdict.PASS
    unread = account("办法", "见附件。")
    attach(unread, "意见采纳情况.docx", outcome="timeout")
    assert judged(unread).verdict is Verdict.UNDETERMINED


def test_other_years_and_other_results_are_not_judged() -> None:
    old = account("办法", BARE, "2022-12-31")
    other = doc("关于公布规范性文件清理结果的公告", "2023-06-15", "结果反馈", text=BARE)
    said = judged(old, other)
    assert said.verdict is Verdict.NOT_APPLICABLE


def test_what_was_not_read_leaves_it_open() -> None:
    said = judged(unread=[lost(anchor="意见征集反馈")])
    assert said.verdict is Verdict.UNDETERMINED
    page = doc("《办法》意见征集采纳情况", "2023-06-15", "结果反馈", outcome="timeout")
    assert judged(page).verdict is Verdict.UNDETERMINED
    assert judged(page, account("细则", BARE)).verdict is Verdict.UNDETERMINED


def test_it_explains_itself_and_asks_for_attachments() -> None:
    params = KIND.params()
    told = KIND.explain(params, default_vocabulary())
    assert told.checked
    assert told.counts
    assert told.excludes
    assert list(KIND.reads(params)) == ["opinion-account"]

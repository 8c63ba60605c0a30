"""Messages of the public are answered (互动回应).

**Judged**: the messages published in the columns of letters and questions: whether one sent more
than `within_months` calendar months before the audit's day is still shown without an answer.

**Counts as unanswered**: a message whose page says so itself: its state (办理状态：待回复), or the
label of an answer (回复内容：) with nothing behind it, beside a day on which it was sent.

**Does not count**: a message that shows no state and no place for an answer, one whose day is not
shown, and one within the span. Mailboxes that publish nothing cannot be judged: what was sent is
not seen.

**Why**: 国办秘函〔2019〕19号 vetoes a site that leaves a message unanswered for over three months.
A single message decides; pages that were not read leave the rule open only where nothing was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks.context import Context
from checks.coverage import columns_within, could_hold, documents_in, searched, unread_within
from checks.explained.explaining import columns_said
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import months_before
from checks.texts.stated_dates import dates_in
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import excerpt, unread_said
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import half_width
from rules.vocabulary import Vocabulary

_HEAD = 20_000  # characters of a page that are searched
_SENT = re.compile(
    r"(?:来信|留言|提问|咨询|写信|提交|发信|信件|反映|投诉|建议|受理)(?:时间|日期)\s?[:：]?\s?(.{8,24})"
)
_STATE = re.compile(
    r"(?:办理|处理|回复|答复|信件|当前|受理|办件)?(?:状态|进度|情况)\s?[:：]\s?"
    r"(未回复|未答复|未办理|未处理|未受理|待回复|待答复|待办理|待处理|待受理|办理中|处理中|受理中|"
    r"已办结|已回复|已答复|已处理|已办理|办结|回复|完结|已完成)"
)
_ANSWER = re.compile(
    r"(?:回复|答复|办理|处理|反馈)(?:内容|意见|结果|情况)\s?[:：]?\s?(.{0,40})", re.DOTALL
)
_ANSWERED = re.compile(r"(?:回复|答复|办结|办理|处理|反馈)(?:时间|日期)\s?[:：]?\s?(.{8,24})")
_BLANK = re.compile(
    r"^\s*(?:暂无(?:回复|答复)?|无|未回复|待回复|等待回复)?[\s。-]*(?:$|上一|下一|打印|关闭|返回|相关)"
)
_DONE = frozenset(
    {"已办结", "已回复", "已答复", "已处理", "已办理", "办结", "回复", "完结", "已完成"}
)


class RepliesParams(Params):
    """Parameters of `replies`."""

    columns: tuple[str, ...] = Field(
        default=("领导信箱", "咨询投诉"), min_length=1, description="公开群众来信、留言的栏目"
    )
    within_months: int = Field(
        default=3, ge=1, description="留言后多少个月内须有答复", json_schema_extra=BOUND
    )


@dataclass(frozen=True, slots=True)
class _Message:
    document: Document
    sent: date
    answered: bool | None
    quote: str


def judge(site: SiteSnapshot, params: RepliesParams, context: Context) -> Judgement:
    """Look for a message that is old and says itself that nobody answered it."""
    first = months_before(context.as_of, params.within_months)
    documents = documents_in(site, context, params.columns)
    messages = [m for d in documents if (m := _message(d, context.as_of)) is not None]
    late = [m for m in messages if m.answered is False and m.sent < first]
    told = [m for m in messages if m.answered is not None]
    values: dict[str, object] = {
        "count": len(late),
        "read": len(told),
        "months": params.within_months,
        "first": first,
    }
    where = searched(site, context, params.columns, documents=len(documents))
    if late:
        shown = [_evidence(m, f"{m.sent}来信，至今未见答复") for m in late[:10]]
        values["title"] = late[0].document.title or late[0].document.row_title
        return Judgement("fail", values, evidence=shown, searched=where)
    columns = columns_within(site, context, params.columns)
    unread = (
        unread_within(site, context, params.columns)
        if columns
        else could_hold(site, context, params.columns)
    )
    if unread:
        values["unread"] = unread_said(unread)
        return Judgement("undetermined", values, searched=where, unread=unread)
    if told:
        shown = [_evidence(m, "已答复" if m.answered else "未到期限") for m in told[:5]]
        return Judgement("pass", values, evidence=shown, searched=where)
    return Judgement("no_messages" if columns else "no_column", values, searched=where)


def _message(document: Document, as_of: date) -> _Message | None:
    """What a page says of a message: when it was sent, and whether it was answered; None where it is none."""
    if not document.was_read:
        return None
    text = half_width(document.text[:_HEAD])
    sent = _SENT.search(text)
    days = dates_in(sent[1], as_of) if sent else []
    if sent is None or not days:
        return None
    state, answer, answered_on = _STATE.search(text), _ANSWER.search(text), _ANSWERED.search(text)
    answered: bool | None = None
    quote = excerpt(text, sent[0])
    if (answered_on and dates_in(answered_on[1], as_of)) or (
        answer and not _BLANK.match(answer[1])
    ):
        answered = True
    elif state:
        answered = state[1] in _DONE
        quote = f"{sent[0]} … {state[0]}"
    elif answer:
        answered = False
        quote = f"{sent[0]} … {answer[0]}"
    return _Message(document, days[0].day, answered, quote)


def _evidence(message: _Message, note: str) -> Evidence:
    document = message.document
    return Evidence.of(document.fetch, message.quote, url=document.url, note=note)


def explain(params: RepliesParams, vocabulary: Vocabulary) -> Explanation:
    """Which unanswered messages count."""
    return Explanation(
        (
            f"{columns_said(params.columns)}中公开的群众来信、留言，"
            f"来信{params.within_months}个月以后仍标明没有答复的，有一件即为不符合。",
        ),
        (
            "看来信页面自己写明的来信时间、办理状态、答复时间和答复内容。",
            "办理状态写着“待回复”“办理中”一类，或者“回复内容”之后是空白的，才算没有答复。",
        ),
        (
            "没有写明来信时间、办理状态和答复栏的页面，不作判断。",
            "没有公开来信的信箱看不到收到了什么，记为未能判定。",
            "未满期限的来信不算。",
        ),
    )


KIND = CheckKind(
    name="replies",
    params=RepliesParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS,
            "读到的 {read} 件来信中，没有 {months} 个月以前（{first} 之前）而未答复的。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "有 {count} 件来信超过 {months} 个月未见答复，如“{title}”。"
        ),
        "no_messages": OutcomeText(
            Verdict.UNDETERMINED, "信箱、咨询栏目没有公开可以判断的来信，看不到是否及时答复。"
        ),
        "no_column": OutcomeText(
            Verdict.UNDETERMINED, "没有发现公开来信、留言的栏目，看不到是否及时答复。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "已读到的来信中没有超期未答复的，但不能断定没有：未能读取{unread}。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

"""Consultations that last long enough (重大行政决策程序暂行条例 art. 15: 30 days as a rule, a
shorter one explained).

What is judged: for each of the site's own consultations published within the period, the natural
days from its publication to the end that its text states; n days after the publication are n
days.

What counts: 自…至…, 截止…, …前, 为期30日, 自公告之日起30日内; a shorter period whose reason is
stated (因…需要, 情况紧急, 缩短). What does not count: dates of the draft itself
(于2025年底前完成, 自7月1日起施行), the notice of a result, a repost.

A consultation without an end or a publication date leaves its part open, and the whole only
where that part could change the verdict.
"""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from checks.citing import MOST_SHOWN, cite, on, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Part, Tally
from checks.explained.explaining import (
    NOT_GUESSED,
    counted_of,
    left_out_of,
    marks_of,
    one_of,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import (
    could_be_dated,
    incomplete_for,
    matching,
    more_unread_for,
    searched_for,
    unread_for,
)
from checks.texts.readings import joined
from checks.texts.stated_dates import stated_end
from checks.verdict import Judgement, Verdict
from checks.wording import listed
from checks.workdays import CalendarUnknown
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_GAP = "…"
_MOST_GAPS = 2


class ConsultationPeriodParams(Params):
    """Parameters of `consultation_period`."""

    subject: SubjectRef = Field(description="对象：意见征集公告")
    at_least_days: int = Field(
        default=30, ge=1, description="至少的自然日数，自发布次日计", json_schema_extra=BOUND
    )
    unless: tuple[str, ...] = Field(
        default=("情况紧急", "缩短", "因…需要", "时间紧迫", "特殊情况"),
        description="说明缩短理由的用词；… 代表同一句中不超过30字的任意文字",
    )

    @field_validator("unless")
    @classmethod
    def _few_gaps(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        # Every gap multiplies the ways in which a long text can fail to match.
        for word in words:
            parts = word.split(_GAP)
            if len(parts) > _MOST_GAPS + 1 or not all(map(str.strip, parts)):
                raise ValueError(f"“{word[:40]}”中的 … 至多 {_MOST_GAPS} 处，前后都要有字")
        return words


def judge(site: SiteSnapshot, params: ConsultationPeriodParams, context: Context) -> Judgement:
    """Measure every consultation of the period."""
    first, last = context.period.first, context.period.last
    every = matching(site, context, params.subject)
    inside = [d for d in every if (f := d.published or d.issued) and f.day in context.period]
    unplaced = [d for d in every if not (d.published or d.issued)]
    lists = incomplete_for(site, context, params.subject)
    parts = [_measured(document, params) for document in inside]
    seek = more_unread_for if parts else unread_for
    unread = could_be_dated(seek(site, context, params.subject), first, last)
    tally = Tally(
        met=sum(1 for part in parts if part.met),
        unmet=sum(1 for part in parts if part.met is False),
        undecided=sum(1 for part in parts if part.met is None) + len(unplaced),
        more=bool(unread or lists),
    )
    bad = [part for part in parts if part.met is False]
    open_parts = [part for part in parts if part.met is None]
    lost = [p.document.fetch for p in open_parts if p.document.fetch and not p.document.was_read]
    reasons = [open_words(unread, lists)] if unread or lists else []
    reasons += [f"{said(part.document)}{part.words}" for part in open_parts[:3]]
    reasons += [f"{len(unplaced)}件未标发布日期"] if unplaced else []
    return Judgement(
        tally.code,
        {
            "total": tally.total,
            "met": tally.met,
            "days": params.at_least_days,
            "bad": listed((f"{said(part.document)}{part.words}" for part in bad), 3),
            "unread": "；".join(reasons),
        },
        share=tally.share,
        evidence=[
            cite(site, part.document, part.words, part.quote)
            for part in (*bad, *open_parts, *(part for part in parts if part.met))
        ][:MOST_SHOWN],
        searched=searched_for(site, context, params.subject, first, last)
        if tally.code == "not_applicable"
        else None,
        unread=[*unread, *lost] if tally.code == "undetermined" else (),
    )


def _measured(document: Document, params: ConsultationPeriodParams) -> Part:
    published = document.published
    if not document.was_read:
        return Part(document, None, "页面未能读取")
    if published is None:
        return Part(document, None, "未标发布日期")
    text = joined(document.text)
    try:
        end = stated_end(text, published.day)
    except CalendarUnknown as unknown:
        return Part(document, None, str(unknown))
    if end is None:
        return Part(document, None, "未写明截止日期")
    days = (end.day - published.day).days
    words = f"{on(published.day)}发布，{on(end.day)}截止，共{days}天"
    if days >= params.at_least_days:
        return Part(document, True, words, end.words)
    reason = _reason(text, params.unless)
    if reason:
        return Part(document, True, f"{words}，已说明理由", f"{end.words}；{reason}")
    return Part(document, False, words, end.words)


def _reason(text: str, unless: tuple[str, ...]) -> str:
    """The words that state why the period is shorter; "" where none do."""
    for word in unless:
        pattern = r"[^。；\n]{1,30}?".join(re.escape(part) for part in word.split(_GAP))
        match = re.search(pattern, text)
        if match and not re.search(r"(?:不得|不|无需|无须|未)$", text[: match.start()][-3:]):
            return match[0]
    return ""


def explain(params: ConsultationPeriodParams, vocabulary: Vocabulary) -> Explanation:
    """The least number of days, what states the end, and what excuses a shorter period."""
    days = params.at_least_days
    reason = ""
    if params.unless:
        reason = f"；不足{days}天的，应在公告中说明缩短的理由"
    checked = [
        f"评价期间内发布的意见征集公告（{marks_of(params.subject, vocabulary)}），"
        f"从发布日期到文中写明的截止日期，应不少于{days}天（自然日）{reason}。",
        "每件都达到的为符合，部分达到的按件数给分，都没有达到的为不符合；期间内没有意见征集的不适用。",
    ]
    counts = [
        *counted_of(params.subject, vocabulary, "意见征集公告"),
        "截止日期写成“自某日至某日”“截止某日”“某日前”“为期30日”“自公告之日起30日内”等都能认出。",
        f"天数是截止日期减去发布日期：发布当天不计，截止当天计入；正好{days}天算达到。",
    ]
    if params.unless:
        counts.append(f"文中{one_of(params.unless)}的，算已说明缩短的理由。")
        if any(_GAP in word for word in params.unless):
            counts.append("其中省略号代表同一句中不超过30字的任意文字。")
    return Explanation(
        tuple(checked),
        tuple(counts),
        (
            "草案本身写到的日期（完成时限、施行日期）不是征集的截止日期。",
            "没有写明截止日期或没有标发布日期的，该件记为未能判定。",
            *left_out_of(params.subject, vocabulary),
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="consultation_period",
    params=ConsultationPeriodParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "期内{total}件意见征集均不少于{days}天，或已说明缩短的理由。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "期内{total}件意见征集中{met}件不少于{days}天或已说明理由，其余不足：{bad}。",
        ),
        "fail": OutcomeText(Verdict.FAIL, "期内意见征集均不足{days}天且未说明理由：{bad}。"),
        "undetermined": OutcomeText(Verdict.UNDETERMINED, "尚不能判定：{unread}。"),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有发布意见征集。"),
    },
    doc=__doc__ or "",
    explain=explain,
    reads=lambda params: [params.subject],
)

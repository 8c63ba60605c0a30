"""A question that only a person can decide (人工判定), with the traces that the site shows.

**Judged**: nothing. The verdict is always `manual`; the evaluator answers `question`.

**Counts**: as traces, the documents that `subject` speaks of, published within the judged period
and by the audit's day; the newest ten are listed.

**Does not count**: a missing trace says nothing: what was done inside an office need not show on
its website.

**Why**: many clauses ask for work that leaves at most a trace online (training, meetings,
inspections). They belong on the scorecard with what was found, and must not be scored by a machine.
"""

from __future__ import annotations

from pydantic import Field

from checks.context import Context
from checks.explaining import (
    counted_of,
    left_out_of,
    quoted,
    subject_said,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.matching import matching, searched_for
from checks.verdict import Evidence, Judgement, Verdict
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_MOST_TRACES = 10


class ManualParams(Params):
    """Parameters of `manual`."""

    question: str = Field(min_length=1, description="请评估人回答的问题")
    subject: SubjectRef | None = Field(default=None, description="列为线索的文件（对象名或对象）")


def judge(site: SiteSnapshot, params: ManualParams, context: Context) -> Judgement:
    """List the traces; a person decides."""
    if params.subject is None:
        return Judgement("manual", {"question": params.question})
    period = context.period
    found = [
        document
        for document in matching(site, context, params.subject)
        if document.published is not None and document.published.day in period
    ]
    values = {
        "question": params.question,
        "count": len(found),
        "first": period.first,
        "last": period.last,
    }
    return Judgement(
        "traces" if found else "no_traces",
        values,
        traces=[_trace(document) for document in found[:_MOST_TRACES]],
        searched=searched_for(site, context, params.subject, period.first, period.last),
    )


def _trace(document: Document) -> Evidence:
    day = document.published.day.isoformat() if document.published else ""
    return Evidence.of(
        document.fetch, document.title or document.row_title, url=document.url, note=f"线索 {day}"
    )


def explain(params: ManualParams, vocabulary: Vocabulary) -> Explanation:
    """The question for the evaluator, and what is listed as traces."""
    checked = [f"本条由评估人判定，程序不作结论。请评估人回答：{quoted(params.question)}"]
    if params.subject is None:
        return Explanation(tuple(checked), (), ("本条没有设定可供查找的线索。",))
    return Explanation(
        tuple(checked),
        (
            f"考核期间内发布的{subject_said(params.subject, vocabulary)}列为线索，"
            f"最多列出最新的{_MOST_TRACES}件，供评估人参考。",
            *counted_of(params.subject, vocabulary, "线索"),
        ),
        (
            "没有见到线索，不等于没有做。",
            *left_out_of(params.subject, vocabulary),
        ),
    )


KIND = CheckKind(
    name="manual",
    params=ManualParams,
    judge=judge,
    outcomes={
        "manual": OutcomeText(Verdict.MANUAL, "须由评估人判定：{question}"),
        "traces": OutcomeText(
            Verdict.MANUAL,
            "须由评估人判定：{question}（{first} 至 {last} 见到 {count} 条线索，列出最新的。）",
        ),
        "no_traces": OutcomeText(
            Verdict.MANUAL,
            "须由评估人判定：{question}（{first} 至 {last} 未见线索，未见不等于未做。）",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

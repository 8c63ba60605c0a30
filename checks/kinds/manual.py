"""A question that only a person can decide (人工判定), with the traces that the site shows.

**Judged**: nothing. The verdict is always `manual`; the evaluator answers `question`.

**Counts**: as traces, the documents that `subject` speaks of, published within the judged period
and by the audit's day, of which the newest ten are listed; and with `passages` the sentences of the
year's documents on a subject (the annual report) that hold one of the words, ten at most.

**Does not count**: a missing trace says nothing: what was done inside an office need not show on
its website.

**Why**: many clauses ask for work that leaves at most a trace online (training, meetings,
inspections). They belong on the scorecard with what was found, and must not be scored by a machine.
"""

from __future__ import annotations

import re

from pydantic import Field

from checks.citing import name_of
from checks.context import Context
from checks.explained.explaining import (
    counted_of,
    left_out_of,
    marks_of,
    one_of,
    quoted,
    subject_said,
    year_meant,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.kinds.published_by import of_year
from checks.matching import matching, searched_for
from checks.texts.readings import of_document, says_any
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_MOST_TRACES = 10
_MOST_PASSAGES = 10
_SENTENCE_END = re.compile(r"[。！？；\n]")


class Passages(Params):
    """Documents whose sentences are quoted, and the words that make a sentence worth quoting."""

    subject: SubjectRef = Field(description="摘录的文件（如 annual-report）；{year} 为所评年度")
    any: tuple[str, ...] = Field(min_length=1, description="含其中一词的句子予以摘录")


class ManualParams(Params):
    """Parameters of `manual`."""

    question: str = Field(min_length=1, description="请评估人回答的问题")
    subject: SubjectRef | None = Field(default=None, description="列为线索的文件（对象名或对象）")
    passages: Passages | None = Field(
        default=None, description="从哪类文件中摘录含哪些词的句子，列为线索"
    )


def judge(site: SiteSnapshot, params: ManualParams, context: Context) -> Judgement:
    """List the traces; a person decides."""
    if params.subject is None and params.passages is None:
        return Judgement("manual", {"question": params.question})
    period = context.period
    found = [
        document
        for document in (matching(site, context, params.subject) if params.subject else ())
        if document.published is not None and document.published.day in period
    ]
    quoted, among = _quoted(site, params.passages, context)
    names = listed((name_of(document) for document in among), 3)
    values = {
        "question": params.question,
        "count": len(found),
        "quotes": len(quoted),
        "among": names or "有关文件",
        "quoted": f"；另从{names}中摘录 {len(quoted)} 处" if quoted else "",
        "first": period.first,
        "last": period.last,
    }
    searched = (
        searched_for(site, context, params.subject, period.first, period.last)
        if params.subject
        else None
    )
    return Judgement(
        "traces" if found else "passages" if quoted else "no_traces",
        values,
        traces=[*(_trace(document) for document in found[:_MOST_TRACES]), *quoted],
        searched=searched,
    )


def _quoted(
    site: SiteSnapshot, passages: Passages | None, context: Context
) -> tuple[list[Evidence], list[Document]]:
    """The sentences worth quoting, and the documents that they are from."""
    if passages is None:
        return [], []
    quoted: list[Evidence] = []
    among: list[Document] = []
    for document in of_year(site, passages.subject, context, context.period.last.year, "any"):
        reading = of_document(document)
        before = len(quoted)
        for sentence in dict.fromkeys(map(str.strip, _SENTENCE_END.split(reading.text))):
            if len(quoted) < _MOST_PASSAGES and says_any(sentence, passages.any):
                quoted.append(reading.cite(site, f"摘自{name_of(document)}", sentence))
        if len(quoted) > before:
            among.append(document)
    return quoted, among


def _trace(document: Document) -> Evidence:
    day = document.published.day.isoformat() if document.published else ""
    return Evidence.of(
        document.fetch, document.title or document.row_title, url=document.url, note=f"线索 {day}"
    )


def explain(params: ManualParams, vocabulary: Vocabulary) -> Explanation:
    """The question for the evaluator, and what is listed as traces."""
    checked = f"本条由评估人判定，程序不作结论。请评估人回答：{quoted(params.question)}"
    counts: list[str] = []
    excludes = ["没有见到线索，不等于没有做。"]
    if params.subject is not None:
        counts += [
            f"评价期间内发布的{subject_said(params.subject, vocabulary)}列为线索，"
            f"最多列出最新的{_MOST_TRACES}件，供评估人参考。",
            *counted_of(params.subject, vocabulary, "线索"),
        ]
        excludes += left_out_of(params.subject, vocabulary)
    if params.passages is not None:
        words = one_of(params.passages.any)
        counts.append(
            f"所评年度的文件（{marks_of(params.passages.subject, vocabulary)}）里{words}的句子，"
            f"最多摘录{_MOST_PASSAGES}处，也列为线索。"
        )
        counts += year_meant("period")
    if not counts:
        counts.append("本条没有设定可供查找的线索，以评估人查看网站所见为准。")
    return Explanation((checked,), tuple(counts), tuple(excludes))


KIND = CheckKind(
    name="manual",
    params=ManualParams,
    judge=judge,
    outcomes={
        "manual": OutcomeText(Verdict.MANUAL, "须由评估人判定：{question}"),
        "traces": OutcomeText(
            Verdict.MANUAL,
            "须由评估人判定：{question}（{first} 至 {last} 见到 {count} 条线索，列出最新的{quoted}。）",
        ),
        "passages": OutcomeText(
            Verdict.MANUAL,
            "须由评估人判定：{question}（从{among}中摘录 {quotes} 处有关文字。）",
        ),
        "no_traces": OutcomeText(
            Verdict.MANUAL,
            "须由评估人判定：{question}（{first} 至 {last} 未见线索，未见不等于未做。）",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    reads=lambda params: [params.passages.subject] if params.passages else [],
)

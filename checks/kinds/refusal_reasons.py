"""Accounts of opinions say why some were not adopted (不予采纳的原因).

**Judged**: of every account of opinions (意见收集、采纳情况) published in the period, whether it gives the reason for what
was not adopted.

**Counts**: a reason beside the words that say so (不予采纳3条，原因是…; a column 不采纳理由 of a table), in the page or in a
file attached to it. No reason is owed where nothing came in, or all that came was adopted, in words (全部采纳) or in numbers
(共收到12条，采纳12条).

**Does not count**: an account that only says how many were adopted of more (共收到12条，采纳9条), or says nothing of it;
reposts; what came out after the audit's day.

**Why**: 意见收集、采纳情况，以及较为集中意见不予采纳的原因要向社会公开. All accounts pass, none fails, between them
the share is earned. An account whose page or attachment was not read is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from checks.citing import MOST_SHOWN, said
from checks.context import Context
from checks.counts.counting import in_window, open_words
from checks.counts.tally import Tally
from checks.explained.explaining import NOT_GUESSED, counted_of, left_out_of
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.matching import (
    could_be_dated,
    incomplete_for,
    matching,
    more_unread_for,
    searched_for,
)
from checks.texts.opinion_accounts import Account, account_of
from checks.texts.readings import Reading, of_document
from checks.verdict import Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class RefusalReasonsParams(Params):
    """Parameters of `refusal_reasons`."""

    subject: SubjectRef = Field(
        default="opinion-account", description="对象：意见收集、采纳情况的公开"
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One account judged: met (None: undecided), and what is said of it."""

    document: Document
    reading: Reading | None
    met: bool | None
    words: str
    quote: str = ""


def judge(site: SiteSnapshot, params: RefusalReasonsParams, context: Context) -> Judgement:
    """Read every account of the period."""
    found = matching(site, context, params.subject)
    parts = [_judged(d) for d in found if in_window(d, "period", context)]
    undated = [d for d in found if d.published is None]
    first, last = context.period.first, context.period.last
    unread = could_be_dated(more_unread_for(site, context, params.subject), first, last)
    lists = incomplete_for(site, context, params.subject)
    met = [part for part in parts if part.met]
    bad = [part for part in parts if part.met is False]
    opened = [part for part in parts if part.met is None]
    tally = Tally(len(met), len(bad), len(opened) + len(undated), bool(unread or lists))
    lost = [p.document.fetch for p in opened if p.document.fetch]
    lost = [fetch for fetch in lost if not fetch.outcome.answered]
    named = listed((f"{said(p.document)}{p.words}" for p in opened), 3)
    beside = open_words(unread, lists, len(undated))
    values = {
        "total": tally.total,
        "met": len(met),
        "bad": listed((f"{said(p.document)}{p.words}" for p in bad), 3) or "无",
        "unread": "；".join(words for words in (named, beside) if words and words != "无") or "无",
    }
    return Judgement(
        tally.code,
        values,
        share=tally.share,
        evidence=[
            part.reading.cite(site, part.words, part.quote)
            for part in (*bad, *opened, *met)
            if part.reading is not None
        ][:MOST_SHOWN],
        searched=searched_for(site, context, params.subject, first, last) if not met else None,
        unread=[*unread, *lost] if tally.code == "undetermined" else (),
    )


def _judged(document: Document) -> _Part:
    if not document.was_read:
        return _Part(document, None, None, "的页面未能读取")
    reading = of_document(document)
    account = account_of("\n".join([*_rows(reading), document.text]))
    met, words = _said(account)
    if not met and (reading.bare or reading.goes_on):
        return _Part(document, reading, None, f"的内容可能在附件中{reading.files_said}")
    return _Part(document, reading, met, words, account.reason)


def _rows(reading: Reading) -> Sequence[str]:
    return [" ".join(cell for cell in row if cell) for table in reading.tables for row in table]


def _said(account: Account) -> tuple[bool, str]:
    """Whether the account gives what it owes, and what is said of it."""
    if not account.told:
        return False, "没有说明意见是否采纳"
    if not account.owes_reason:
        return True, "没有收到意见" if account.nothing_came else "意见均已采纳，无须说明原因"
    if account.reason:
        return True, "写明了不予采纳的原因"
    if account.came and account.adopted is not None:
        return False, f"收到{account.came}条、采纳{account.adopted}条，没有说明其余不予采纳的原因"
    return False, "没有说明不予采纳的原因"


def explain(params: RefusalReasonsParams, vocabulary: Vocabulary) -> Explanation:
    """What every account must say, and when no reason is owed."""
    counts = [
        *counted_of(params.subject, vocabulary),
        "“不予采纳”“未采纳”等词旁边写明的原因、理由，表格中的理由一栏，附件读到了的也算。",
        "没有收到意见，或收到的全部采纳（文字写明，或收到数与采纳数相等）的，无须说明原因。",
    ]
    return Explanation(
        checked=(
            "逐件查看期内公布的意见收集、采纳情况，是否写明不予采纳的原因；按做到的件数给分。",
        ),
        counts=tuple(counts),
        excludes=(
            "只写收到多少、采纳多少，而其余没有交代的，没有说是否采纳的，不算写明。",
            *left_out_of(params.subject, vocabulary),
            "页面或附件没有读到的，记为未能判定。",
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="refusal_reasons",
    params=RefusalReasonsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "期内{total}件意见采纳情况均说明了不予采纳的原因，或无须说明。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL, "期内{total}件意见采纳情况中{met}件符合要求，其余{bad}。"
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "期内{total}件意见采纳情况都没有说明不予采纳的原因：{bad}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "意见采纳情况是否说明了不予采纳的原因尚不能判定：{unread}。"
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有公布意见采纳情况。"),
    },
    doc=__doc__ or "",
    reads=lambda params: [params.subject],
    explain=explain,
)

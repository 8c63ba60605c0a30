"""Decisions whose opinions are accounted for: within ten working days of the decision, and in full.

**Judged**: every decision of the period that was consulted on: a published policy, plan or scheme to which a public
consultation on this site led. `in_time`: whether the account of the opinions (意见收集、采纳情况) was published no later
than `days` after the decision, or before it; `complete`: whether it says each of the `elements` (collected, adopted, why
not).

**Counts**: a consultation of an earlier year, when its decision came out in the period; one account for several
consultations; the earliest account. Pairs are found by link, 《title》, document number and close title (see
`checks.pairs.pairing`).
Days are counted from the day after the decision was published (or issued, `start: issued`); day n is in time.

**Does not count**: policies that were never consulted on here, of which nothing says that they were decisions; an account
that holds none of the words in `says`; one published after the audit's day; reposts.

**Why**: 决策文件出台后的10个工作日内，决策承办单位要详细公开前期意见的收集、采纳情况以及不予采纳的原因. A decision
without an account fails only where everything that could be one was read and the days are over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import Field, model_validator

from checks.citing import MOST_SHOWN, cite, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Tally
from checks.explained.explaining import (
    NO_REPOSTS,
    NOT_GUESSED,
    NOT_YET,
    WORKING_DAYS,
    counted_of,
    days_said,
    lookalikes_of,
    marks_of,
    names_said,
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
from checks.pairs.decisions import followed_decisions
from checks.pairs.paired import Paired, PairRow, PairState, pair_row
from checks.pairs.pairing import Ground
from checks.site_index import remembered
from checks.texts.readings import of_document, says_any
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from checks.workdays import CalendarUnknown, Unit, days_used, term_end
from crawler.snapshot.facts import Column, Document, Fetch, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class Said(Params):
    """What an account must say: its name, and words of which one suffices."""

    name: str = Field(min_length=1, description="要素名称，如 采纳情况")
    any: tuple[str, ...] = Field(min_length=1, description="正文中出现其一即算写明的词")


class DecisionFeedbackParams(Params):
    """Parameters of `decision_feedback`."""

    consultation: SubjectRef = Field(
        default="decision-consultation", description="决策的意见征集公告"
    )
    decision: SubjectRef = Field(default="decision-document", description="出台的决策文件")
    feedback: SubjectRef = Field(
        default="consultation-result", description="意见收集、采纳情况的公开"
    )
    mode: Literal["in_time", "complete"] = Field(
        default="in_time", description="in_time：是否按时公开；complete：要素是否写全"
    )
    days: int | None = Field(
        default=None,
        ge=0,
        description="in_time 的期限天数；自起算日的次日计",
        json_schema_extra=BOUND,
    )
    unit: Unit = Field(default="working", description="工作日或自然日")
    start: Literal["published", "issued"] = Field(
        default="published", description="起算日：决策文件的发布日期或成文日期"
    )
    says: tuple[str, ...] = Field(
        default=(), description="标题或正文至少含其中一词才算意见采纳情况的公开"
    )
    elements: tuple[Said, ...] = Field(default=(), description="complete 时每件须写明的要素")

    @model_validator(mode="after")
    def _of_one_mode(self) -> DecisionFeedbackParams:
        if (self.mode == "complete") is not bool(self.elements):
            raise ValueError("mode: complete 须写 elements，in_time 不写")
        if (self.mode == "in_time") is (self.days is None):
            raise ValueError("mode: in_time 须写 days，complete 不写")
        return self

    @property
    def unit_word(self) -> str:
        """The unit as it stands after a number of days."""
        return "个工作日" if self.unit == "working" else "天"


@dataclass(frozen=True, slots=True)
class _Part:
    """One decision judged: met (None: undecided), what is said of it, and its account."""

    decision: Document
    met: bool | None
    words: str
    account: Document | None = None


def judge(site: SiteSnapshot, params: DecisionFeedbackParams, context: Context) -> Judgement:
    """Follow each consultation to its decision, and each decision to its account."""
    consultations = matching(site, context, params.consultation)
    decisions = matching(site, context, params.decision)
    accounts = matching(site, context, params.feedback)
    subjects = (params.consultation, params.decision, params.feedback)
    followed = remembered(
        site,
        ("followed", subjects, context.period, context.as_of, context.vocabulary),
        lambda: followed_decisions(consultations, decisions, accounts),
    )
    inside = [
        (decision, [pair.companion for pair in pairs])
        for decision, pairs in followed
        if decision.published is None or _day(decision) in context.period
    ]
    grounds = {
        (decision.url, pair.companion.url): pair.ground
        for decision, pairs in followed
        for pair in pairs
    }
    unread_of, lists_of = _unread_decisions(site, params, context)
    unread_with = unread_for(site, context, params.feedback)
    lists_with = incomplete_for(site, context, params.feedback)
    open_ = open_words(unread_with, lists_with)
    parts = [
        part
        for decision, own in inside
        if (part := _judged(decision, own, params, context, "" if open_ == "无" else open_))
    ]
    met = [part for part in parts if part.met]
    bad = [part for part in parts if part.met is False]
    unknown = [part for part in parts if part.met is None]
    tally = Tally(len(met), len(bad), len(unknown), bool(unread_of or lists_of))
    unread = list({f.url: f for f in (*unread_of, *(unread_with if unknown else ()))}.values())
    code = tally.code
    if code == "not_applicable" and _all_run(inside, parts):
        code = "not_due"
    elif code not in ("undetermined", "not_applicable"):
        code = f"{code}_{params.mode}"
    values = {
        "total": tally.total,
        "met": len(met),
        "days": "" if params.days is None else params.days,
        "unit": params.unit_word,
        "bad": listed((f"{said(p.decision)}{p.words}" for p in bad), 3) or "无",
        "unread": _open(unread_of, lists_of, unknown),
    }
    return Judgement(
        code,
        values,
        share=tally.share,
        evidence=_evidence(site, [*bad, *unknown, *met]),
        searched=searched_for(site, context, params.feedback, None, context.as_of) if bad else None,
        unread=unread if code == "undetermined" else (),
        pairs=[_row(part, params, grounds) for part in (*bad, *unknown, *met)],
        pair_heads=("决策文件", "意见采纳情况"),
    )


def _row(
    part: _Part, params: DecisionFeedbackParams, grounds: Mapping[tuple[str, str], Ground]
) -> PairRow:
    if part.met is None:
        state = PairState.OPEN
    elif params.mode == "complete":
        state = PairState.COMPLETE if part.met else PairState.INCOMPLETE
    elif part.met:
        state = PairState.IN_TIME
    elif part.account is None:
        state = PairState.MISSING
    else:
        state = PairState.LATE if _says(part.account, params) else PairState.INCOMPLETE
    return pair_row(
        Paired.of(part.decision),
        Paired.of(part.account) if part.account else None,
        state,
        ground=grounds.get((part.decision.url, part.account.url)) if part.account else None,
        start=_start(part.decision, params),
        allowed=params.days,
        unit=params.unit,
        note="" if part.met else part.words,
    )


def _all_run(inside: Sequence[tuple[Document, Sequence[Document]]], parts: Sequence[_Part]) -> bool:
    """Whether there are decisions, and the days of all of them still run."""
    return bool(inside) and not parts


def _judged(
    decision: Document,
    accounts: Sequence[Document],
    params: DecisionFeedbackParams,
    context: Context,
    open_: str,
) -> _Part | None:
    """One decision; None while its days still run without an account, or without any to be complete."""
    saying = [account for account in accounts if _says(account, params)]
    silent = [account for account in accounts if account not in saying]
    if params.mode == "complete":
        return _complete(decision, saying, params) if saying else None
    if saying:
        return _in_time(decision, saying, params)
    if any(not account.was_read or account.unread_files for account in silent):
        return _Part(decision, None, "的意见采纳情况页面或附件未能读取", silent[0])
    start = _start(decision, params)
    if start is None:
        return _Part(decision, None, f"未标{_start_word(params)}")
    try:
        due = term_end(start, params.days or 0, params.unit)
    except CalendarUnknown as unknown:
        return _Part(decision, None, f"：{unknown}")
    if due >= context.as_of:
        return None
    if open_:
        return _Part(decision, None, f"未见意见采纳情况，但{open_}")
    if silent:
        words = f"有{said(silent[0])}，但未写明{'、'.join(params.says)}"
        return _Part(decision, False, words, silent[0])
    return _Part(decision, False, "未公开意见收集采纳情况")


def _in_time(
    decision: Document, accounts: Sequence[Document], params: DecisionFeedbackParams
) -> _Part:
    dated = [account for account in accounts if account.published]
    start = _start(decision, params)
    if not dated:
        return _Part(decision, None, "的意见采纳情况未标发布日期", accounts[0])
    first = min(dated, key=_day)
    if start is None:
        return _Part(decision, None, f"未标{_start_word(params)}", first)
    came = _day(first)
    if came <= start:
        return _Part(decision, True, f"的意见采纳情况{came}已公开，早于或同于文件", first)
    try:
        in_time = came <= term_end(start, params.days or 0, params.unit)
        used = days_used(start, came, params.unit)
    except CalendarUnknown as unknown:
        return _Part(decision, None, f"：{unknown}", first)
    if not in_time and len(dated) < len(accounts):
        return _Part(decision, None, "另有意见采纳情况未标发布日期", first)
    return _Part(
        decision, in_time, f"后{used}{params.unit_word}公开意见采纳情况，限{params.days}", first
    )


def _complete(
    decision: Document, accounts: Sequence[Document], params: DecisionFeedbackParams
) -> _Part:
    """The account that says most is judged."""
    missing: list[list[str]] = []
    for account in accounts:
        text = f"{account.title}{account.text}"
        missing.append([e.name for e in params.elements if not says_any(text, e.any)])
    fewest = min(range(len(accounts)), key=lambda at: len(missing[at]))
    best, lacking = accounts[fewest], missing[fewest]
    if not lacking:
        return _Part(decision, True, "的意见采纳情况要素齐全", best)
    if any(not account.was_read or of_document(account).goes_on for account in accounts):
        return _Part(decision, None, "的意见采纳情况未能读全", best)
    return _Part(decision, False, f"的意见采纳情况未写明{listed(lacking, 8)}", best)


def _says(account: Document, params: DecisionFeedbackParams) -> bool:
    return not params.says or says_any(f"{account.title}{account.text}", params.says)


def _day(document: Document) -> date:
    return document.published.day if document.published else date.max


def _start(decision: Document, params: DecisionFeedbackParams) -> date | None:
    fact = decision.issued if params.start == "issued" else decision.published
    return fact.day if fact else None


def _start_word(params: DecisionFeedbackParams) -> str:
    return "成文日期" if params.start == "issued" else "发布日期"


def _unread_decisions(
    site: SiteSnapshot, params: DecisionFeedbackParams, context: Context
) -> tuple[list[Fetch], list[Column]]:
    """What could hold a decision of the period, or a consultation before it, that is not known."""
    first, last = context.period.first, context.period.last
    decisions = could_be_dated(more_unread_for(site, context, params.decision), first, last)
    consultations = could_be_dated(
        more_unread_for(site, context, params.consultation), first - timedelta(days=400), last
    )
    lists = [
        *incomplete_for(site, context, params.decision),
        *incomplete_for(site, context, params.consultation),
    ]
    unread = {fetch.url: fetch for fetch in (*decisions, *consultations)}
    return list(unread.values()), list({column.url: column for column in lists}.values())


def _open(unread: Sequence[Fetch], lists: Sequence[Column], unknown: Sequence[_Part]) -> str:
    parts = [open_words(unread, lists)] if unread or lists else []
    parts += [listed((f"{said(p.decision)}{p.words}" for p in unknown), 3)] if unknown else []
    return "；".join(parts) or "无"


def _evidence(site: SiteSnapshot, parts: Iterable[_Part]) -> list[Evidence]:
    found: list[Evidence] = []
    for part in parts:
        note = f"{said(part.decision)}{part.words}"
        found.append(cite(site, part.decision, note))
        if part.account:
            found.append(cite(site, part.account, note))
    return found[:MOST_SHOWN]


def explain(params: DecisionFeedbackParams, vocabulary: Vocabulary) -> Explanation:
    """The decisions, what must be told of the opinions on each, and by when."""
    what = f"出台前在本网站公开征求过意见的决策文件（{marks_of(params.decision, vocabulary)}）"
    counts = [
        *counted_of(params.decision, vocabulary, "决策文件"),
        *counted_of(params.consultation, vocabulary, "征集公告"),
        *counted_of(params.feedback, vocabulary, "采纳情况"),
        "征集公告、决策文件、采纳情况按相互链接、书名号标题、文号、相近标题配对，结论写明依据。",
    ]
    if params.says:
        counts.append(f"采纳情况的标题或正文应{one_of(params.says)}。")
    if params.days is not None:
        start = _start_word(params)
        wanted = f"应在{start}之后{days_said(params.days, params.unit)}内公开意见收集、采纳情况"
        counts.append(
            f"自{start}的次日起计，第{params.days}{params.unit_word}当天公开算按时；先于文件公开的也算。"
        )
        if params.unit == "working":
            counts.append(WORKING_DAYS)
    else:
        names = names_said([element.name for element in params.elements])
        wanted = f"其意见采纳情况应写明{names}"
        counts += [f"{element.name}：{one_of(element.any)}。" for element in params.elements]
    return Explanation(
        (
            f"评价期间内出台、{what}，每件{wanted}。",
            "全部做到的为符合，部分做到的按件数给分，都没有做到的为不符合。",
        ),
        tuple(dict.fromkeys(counts)),
        (
            "没有在本网站征求过意见的文件不评，期限未到的文件暂不评。",
            *lookalikes_of(params.decision, vocabulary, "决策文件"),
            *lookalikes_of(params.feedback, vocabulary, "采纳情况"),
            NO_REPOSTS,
            NOT_YET,
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="decision_feedback",
    params=DecisionFeedbackParams,
    judge=judge,
    outcomes={
        "pass_in_time": OutcomeText(
            Verdict.PASS,
            "期内出台并征求过意见的{total}件决策文件，均在{days}{unit}内公开了意见采纳情况。",
        ),
        "partial_in_time": OutcomeText(
            Verdict.PARTIAL,
            "期内出台并征求过意见的{total}件决策文件，{met}件在{days}{unit}内公开了意见采纳情况，其余没有：{bad}。",
        ),
        "fail_in_time": OutcomeText(
            Verdict.FAIL,
            "期内出台并征求过意见的{total}件决策文件，均未在{days}{unit}内公开意见采纳情况：{bad}。",
        ),
        "pass_complete": OutcomeText(
            Verdict.PASS, "{total}件决策文件的意见采纳情况均逐项写明了应有的要素。"
        ),
        "partial_complete": OutcomeText(
            Verdict.PARTIAL, "{total}件决策文件的意见采纳情况中{met}件要素齐全，其余有缺：{bad}。"
        ),
        "fail_complete": OutcomeText(
            Verdict.FAIL, "{total}件决策文件的意见采纳情况要素均不齐全：{bad}。"
        ),
        "undetermined": OutcomeText(Verdict.UNDETERMINED, "尚不能判定：{unread}。"),
        "not_due": OutcomeText(
            Verdict.NOT_APPLICABLE, "期内出台的决策文件，意见采纳情况均未到期限，或尚无可评。"
        ),
        "not_applicable": OutcomeText(
            Verdict.NOT_APPLICABLE, "期内没有出台过在本网站征求过意见的决策文件。"
        ),
    },
    doc=__doc__ or "",
    reads=lambda params: [params.feedback],
    explain=explain,
)

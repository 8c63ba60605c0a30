"""Every document published within so many days of its own date of issue, or of its publication at the source.

**Judged**: of each document that fits the subject and was published within the period, the days from its date of issue
(成文日期) to its publication here. With `start: source`, for policies of higher authorities that the site passes on, the
days from the day on which the source published them, as the page states it (原文发布日期, 首发时间 …). Counting starts the
day after; day n is in time.

**Counts**: for a source whose day is not stated, the date of issue, where even from that day on the document was in
time: nothing is published before it is issued. One that is late even if its source took all the 20 working days that
政府信息公开条例第二十六条 allows for publishing is late.

**Does not count**: documents without a date of issue or publication, those whose page was not read, and working days of
a year without a calendar: these stay open. Whether reposts are looked at is the subject's matter (`own`).

**Why**: 惠企政策出台后5个工作日内上传，政府信息自形成之日起20个工作日内公开. All in time pass, none fail, and some earn
their share; an open document keeps the rule open only where it could change the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from checks.citing import MOST_SHOWN, cite, on, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Tally
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    WORKING_DAYS,
    counted_of,
    days_said,
    left_out_of,
    subject_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import (
    by_issuer,
    could_be_dated,
    incomplete_for,
    matching,
    more_unread_for,
    searched_for,
    unread_for,
)
from checks.pairs.paired import Paired, PairRow, PairState, pair_row
from checks.texts.stated_dates import dates_in
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from checks.workdays import CalendarUnknown, Unit, working_days_after, working_days_between
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_AT_SOURCE = re.compile(
    r"(?:原文|来源|首发|首次|上级|省级|市级|原网站|原)[\u4e00-\u9fff]{0,6}(?:发布|公布|公开|印发|发文)?(?:日期|时间)"
)
_HEAD = 6000  # characters of a page's text in which the day at the source is looked for
_SOURCE_DAYS = 20
_REACH = 24  # characters after its label in which a day must begin


class TimelyParams(Params):
    """Parameters of `timely`."""

    subject: SubjectRef = Field(description="对象：rules/subjects/ 中的名称，或就地写明的对象")
    days: int = Field(
        ge=0, description="期限天数；自起算日的次日计，第 n 天仍为按时", json_schema_extra=BOUND
    )
    unit: Unit = Field(default="working", description="工作日或自然日")
    start: Literal["issued", "source"] = Field(
        default="issued", description="起算日：文件的成文日期；source 为上级机关（来源）发布之日"
    )
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One document: whether it was in time (None: open), what is said of it, and the words that date it."""

    document: Document
    met: bool | None
    words: str
    quote: str = ""
    start: date | None = None


def judge(site: SiteSnapshot, params: TimelyParams, context: Context) -> Judgement:
    """Count the days of each document of the period."""
    every = by_issuer(site, matching(site, context, params.subject), params.issuer)
    placed = [d for d in every if d.published and d.published.day in context.period]
    undated = [d for d in every if d.published is None]
    parts = [_judged(document, params) for document in placed]
    parts += [_Part(document, None, "未标发布日期") for document in undated]
    first, last = context.period.first, context.period.last
    some = more_unread_for if parts else unread_for
    unread = could_be_dated(some(site, context, params.subject), first, last)
    lists = incomplete_for(site, context, params.subject)
    tally = Tally(
        met=sum(1 for part in parts if part.met),
        unmet=sum(1 for part in parts if part.met is False),
        undecided=sum(1 for part in parts if part.met is None),
        more=bool(unread or lists),
    )
    late = [part for part in parts if part.met is False]
    opened = [part for part in parts if part.met is None]
    values = {
        "days": params.days,
        "unit": "个工作日" if params.unit == "working" else "天",
        "start": "成文" if params.start == "issued" else "来源发布",
        "total": tally.total,
        "met": tally.met,
        "late": listed((f"{said(part.document)}{part.words}" for part in late), 3) or "无",
        "unread": _open(opened, open_words(unread, lists)),
    }
    return Judgement(
        tally.code,
        values,
        share=tally.share,
        evidence=_evidence(site, [*late, *opened, *(part for part in parts if part.met)]),
        searched=searched_for(site, context, params.subject, first, min(last, context.as_of)),
        unread=unread if tally.code == "undetermined" else (),
        pairs=[_row(part, params) for part in (*late, *opened, *(p for p in parts if p.met))],
        pair_heads=("成文" if params.start == "issued" else "来源发布", "本站公开"),
    )


def _row(part: _Part, params: TimelyParams) -> PairRow:
    """Issue and publication of one document, as the two sides."""
    published = Paired.of(part.document)
    states = {None: PairState.OPEN, True: PairState.IN_TIME, False: PairState.LATE}
    return pair_row(
        replace(published, day=part.start),
        published,
        states[part.met],
        start=part.start,
        allowed=params.days,
        unit=params.unit,
        note="" if part.met else part.words,
    )


def _judged(document: Document, params: TimelyParams) -> _Part:
    published = document.published
    if published is None:
        return _Part(document, None, "未标发布日期")
    if document.facts is None:
        return _Part(document, None, "页面未读，不知起算日")
    issued = document.issued
    at_source = _at_source(document) if params.start == "source" else None
    if at_source is not None:
        return _counted(document, at_source[0], published.day, params, at_source[1])
    if issued is None:
        return _Part(
            document, None, "未标成文日期" if params.start == "issued" else "未写明来源的发布日期"
        )
    part = _counted(document, issued.day, published.day, params, issued.words)
    if (
        params.start == "issued"
        or part.met
        or (part.met is False and _late_in_any_case(part, document, params))
    ):
        return part
    return _Part(document, None, f"未写明来源的发布日期（成文{on(issued.day)}）")


def _counted(
    document: Document, start: date, published: date, params: TimelyParams, quote: str
) -> _Part:
    unit = "个工作日" if params.unit == "working" else "天"
    try:
        if params.unit == "natural":
            deadline, used = start + timedelta(days=params.days), (published - start).days
        elif published <= start:
            deadline, used = start, (published - start).days
        else:
            deadline = working_days_after(start, params.days)
            used = working_days_between(start, published)
    except CalendarUnknown as unknown:
        return _Part(document, None, str(unknown), quote, start)
    took = f"用{used}{unit}" if used >= 0 else f"早{-used}天"
    words = f"{on(start)}起算，{took}，限{params.days}{unit}"
    return _Part(document, published <= deadline, words, quote, start)


def _late_in_any_case(part: _Part, document: Document, params: TimelyParams) -> bool:
    """Whether even a source that took all its time (20 working days, 条例第二十六条) published too long before."""
    issued, published = document.issued, document.published
    if issued is None or published is None:
        return False
    try:
        latest = working_days_after(issued.day, _SOURCE_DAYS)
    except CalendarUnknown:
        return False
    return _counted(document, latest, published.day, params, "").met is False


def _at_source(document: Document) -> tuple[date, str] | None:
    """The day on which the source published a document, as its page states it, with the words."""
    facts = document.facts
    published = document.published
    if facts is None or published is None:
        return None
    labelled = [f"{label}：{value}" for label, value in facts.metadata.items()]
    found: list[tuple[date, str]] = []
    for text in (*labelled, document.own_text[:_HEAD]):
        for match in _AT_SOURCE.finditer(text):
            window = text[match.end() : match.end() + _REACH]
            dates = dates_in(window, published.day)
            if dates and dates[0].day <= published.day:
                found.append((dates[0].day, f"{match[0]}{window[: dates[0].end]}"))
    return max(found) if found else None


def _open(opened: Sequence[_Part], unread: str) -> str:
    parts = [listed((f"{said(part.document)}：{part.words}" for part in opened), 3)]
    return "；".join(part for part in (*parts, "" if unread == "无" else unread) if part) or "无"


def _evidence(site: SiteSnapshot, parts: Sequence[_Part]) -> list[Evidence]:
    return [
        cite(
            site,
            part.document,
            f"{said(part.document)}：{part.words}",
            " ".join(
                filter(
                    None,
                    (
                        part.document.title or part.document.row_title,
                        part.quote,
                        part.document.published.words if part.document.published else "",
                    ),
                )
            ),
        )
        for part in parts[:MOST_SHOWN]
    ]


def explain(params: TimelyParams, vocabulary: Vocabulary) -> Explanation:
    """The term, where it starts and what stays open."""
    start = "成文日期" if params.start == "issued" else "上级机关（来源）发布之日"
    last = f"第{params.days}{'个工作日' if params.unit == 'working' else '天'}"
    what = subject_said(params.subject, vocabulary)
    counts = [
        *counted_of(params.subject, vocabulary),
        f"自{start}的次日起计，{last}当天公开算按时。",
    ]
    if params.unit == "working":
        counts.append(WORKING_DAYS)
    if params.start == "source":
        counts.append(
            "来源的发布日期，看页面写明的原文发布日期、首发时间等；没有写明而从成文日期算也按时的，算按时；"
            "即使来源用满条例规定的20个工作日才公开也已超期的，算超期。"
        )
    excludes = [f"没有标{start}或发布日期的文件，不下结论。"]
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += left_out_of(params.subject, vocabulary)
    return Explanation(
        (
            f"评价期间内发布的{what}，每件都应在{start}之后{days_said(params.days, params.unit)}内公开。",
            "全部按时的为符合，部分按时的按件数给分，全部超期的为不符合。",
        ),
        tuple(counts),
        tuple(excludes),
    )


KIND = CheckKind(
    name="timely",
    params=TimelyParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{total}件文件均在{start}后{days}{unit}内公开。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "{total}件文件中{met}件在{start}后{days}{unit}内公开，超期的有{late}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "{total}件文件均未在{start}后{days}{unit}内公开：{late}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "是否在{start}后{days}{unit}内公开尚不能判定（{total}件文件中已确认{met}件按时）：{unread}。",
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期间内没有发布应评的文件。"),
    },
    doc=__doc__ or "",
    explain=explain,
)

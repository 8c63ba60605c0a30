"""Every event has its result published: the opinions of those who sat in on a meeting, and what became of them.

**Judged**: of each event of the period (reports of one event are one, see `checks.counts.events`) whether one of its reports
is, or says, its result: fits the subject `result`.

**Counts**: the report itself where it tells the result; another report of the same event, whenever it came out; a summary
of a quarter, half-year or year (2023年第三季度列席代表意见采纳情况), which holds for all events of that time.

**Does not count**: a result of another meeting (第十九次 for 第二十次); reposts; what came out after the audit's day.

**Why**: 列席代表的意见和采纳情况要向社会公开. All events with a result pass, none fails, between them the share is earned.
An event without a result fails only where everything that could tell it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks.citing import MOST_SHOWN, cite, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.events import distinct_events
from checks.counts.tally import Tally
from checks.explained.explaining import (
    NO_REPOSTS,
    NOT_GUESSED,
    NOT_YET,
    counted_of,
    lookalikes_of,
    marks_of,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.matching import (
    could_be_dated,
    incomplete_for,
    matching,
    more_unread_for,
    searched_for,
    unread_for,
)
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import plain
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_QUARTER = re.compile(r"第?([一二三四1234])季度")
_HALF = re.compile(r"([上下])半年")
_YEAR = re.compile(r"年度|全年|汇总|一览|情况表|台账")
_ORDER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class EventResultsParams(Params):
    """Parameters of `event_results`."""

    of: SubjectRef = Field(description="活动的报道（如列席会议）")
    result: SubjectRef = Field(description="活动的结果（如列席代表意见采纳情况）")
    called: str = Field(default="结果", min_length=1, description="结论中怎样称呼结果")


@dataclass(frozen=True, slots=True)
class _Event:
    """One event: its reports, and whether its result is told (None: undecided)."""

    reports: Sequence[Document]
    met: bool | None
    result: Document | None = None


def judge(site: SiteSnapshot, params: EventResultsParams, context: Context) -> Judgement:
    """Group the reports by event, and look for the result in each group."""
    results = {document.url: document for document in matching(site, context, params.result)}
    reports = matching(site, context, params.of)
    known = {document.url for document in reports}
    every = [*reports, *(d for url, d in results.items() if url not in known)]
    unread_of = could_be_dated(
        more_unread_for(site, context, params.of), context.period.first, context.period.last
    )
    lists_of = incomplete_for(site, context, params.of)
    unread_with = unread_for(site, context, params.result)
    lists_with = incomplete_for(site, context, params.result)
    summaries = [document for document in results.values() if _span(document)]
    summary_urls = {document.url for document in summaries}
    events = [
        _event(group, results, summaries, bool(unread_with or lists_with))
        for group in distinct_events([d for d in every if d.url not in summary_urls])
        if any(d.url in known and _inside(d, context) for d in group)
    ]
    met = [event for event in events if event.met]
    bad = [event for event in events if event.met is False]
    unknown = [event for event in events if event.met is None]
    tally = Tally(len(met), len(bad), len(unknown), bool(unread_of or lists_of))
    unread = list({f.url: f for f in (*unread_of, *(unread_with if unknown else ()))}.values())
    lists = [*lists_of, *(lists_with if unknown else ())]
    values = {
        "called": params.called,
        "total": tally.total,
        "met": len(met),
        "bad": listed((said(event.reports[0]) for event in bad), 3) or "无",
        "unread": _open(
            open_words(unread, list({c.url: c for c in lists}.values())), unknown, params
        ),
    }
    return Judgement(
        tally.code,
        values,
        share=tally.share,
        evidence=_evidence(site, [*bad, *unknown, *met], params),
        searched=searched_for(site, context, params.result, context.period.first, context.as_of),
        unread=unread if tally.code == "undetermined" else (),
    )


def _event(
    group: Sequence[Document],
    results: dict[str, Document],
    summaries: Sequence[Document],
    open_: bool,
) -> _Event:
    telling = [document for document in group if document.url in results]
    telling += [each for each in summaries if any(_within(d, each) for d in group)]
    if telling:
        return _Event(group, True, telling[0])
    unread = any(not document.was_read or document.unread_files for document in group)
    return _Event(group, None if open_ or unread else False)


def _inside(document: Document, context: Context) -> bool:
    published = document.published
    return published is not None and published.day in context.period


def _span(document: Document) -> tuple[int, int] | None:
    """First and last month that a summary holds for; None for what is no summary."""
    title = plain(document.title or document.row_title)
    if quarter := _QUARTER.search(title):
        last = _ORDER[quarter[1]] * 3
        return last - 2, last
    if half := _HALF.search(title):
        return (1, 6) if half[1] == "上" else (7, 12)
    return (1, 12) if _YEAR.search(title) else None


def _within(report: Document, summary: Document) -> bool:
    span, published, told = _span(summary), report.published, summary.published
    if span is None or published is None:
        return False
    if told is not None and told.day < published.day:
        return False
    year = re.search(r"20\d\d", plain(summary.title or summary.row_title))
    if year and int(year[0]) != published.day.year:
        return False
    if not year and told is not None and not _same_year(published.day, told.day):
        return False
    return span[0] <= published.day.month <= span[1]


def _same_year(report: date, told: date) -> bool:
    # A year's last summary comes out early in the next.
    return told.year == report.year or (told.year == report.year + 1 and told.month <= 3)


def _open(unread: str, unknown: Sequence[_Event], params: EventResultsParams) -> str:
    parts = [unread] if unread != "无" else []
    if unknown:
        names = listed((said(event.reports[0]) for event in unknown), 3)
        parts.append(f"{names}的{params.called}未能确认")
    return "；".join(parts) or "无"


def _evidence(
    site: SiteSnapshot, events: Iterable[_Event], params: EventResultsParams
) -> list[Evidence]:
    found: list[Evidence] = []
    for event in events:
        first = event.reports[0]
        if event.result is None:
            word = "未公开" if event.met is False else "未能确认"
            found.append(cite(site, first, f"{said(first)}：{params.called}{word}"))
        else:
            note = f"{said(first)}：{params.called}见{said(event.result)}"
            found.append(cite(site, event.result, note))
    return found[:MOST_SHOWN]


def explain(params: EventResultsParams, vocabulary: Vocabulary) -> Explanation:
    """The events, what counts as the result of one, and what does not."""
    called = params.called
    return Explanation(
        (
            f"评价期间内的每次活动（{marks_of(params.of, vocabulary)}），都应公开{called}。",
            "每次都公开的为符合，部分公开的按次数给分，一次也没有的为不符合。",
        ),
        (
            *counted_of(params.of, vocabulary, "活动的报道"),
            *counted_of(params.result, vocabulary, called),
            f"报道本身写明{called}的，同一活动的另一篇写明的，季度、半年、全年汇总公开的，都算。",
            "同一活动的几篇报道合为一次。",
        ),
        (
            f"另一次活动的{called}不算。",
            *lookalikes_of(params.of, vocabulary, "活动的报道"),
            *lookalikes_of(params.result, vocabulary, called),
            NO_REPOSTS,
            NOT_YET,
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="event_results",
    params=EventResultsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "期内{total}次活动均公开了{called}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL, "期内{total}次活动中{met}次公开了{called}，其余没有：{bad}。"
        ),
        "fail": OutcomeText(Verdict.FAIL, "期内{total}次活动均未公开{called}：{bad}。"),
        "undetermined": OutcomeText(Verdict.UNDETERMINED, "尚不能判定：{unread}。"),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内未见应评的活动。"),
    },
    doc=__doc__ or "",
    reads=lambda params: [params.result],
    explain=explain,
)

"""Published within so many days of an event that the document itself dates (批准, 审议通过,
批复).

What is judged: the days from the event's date, as the text states it, to the publication.
Counting starts the day after the event; day n is in time. The earliest published of the site's
own documents that fit the subject and state a date decides.

What counts: a date in the same sentence as the event's word, before or after it. Of several the
latest that is not later than the publication: a budget names last year's approval as well as
this year's, and a date after the publication can be no approval of what was already published.

What does not count: the date of issue, a signature's date, a repost. A document that states no
such date, or shows no publication date, leaves the rule open. An absent document fails only
where all that could hold it was read.

With `each` every document of the year that states a date is judged (部门预算在批复后20日内公开), and
the share in time is earned; those that state none are left out, and where none states any there
is nothing to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from checks.citing import MOST_SHOWN, cite, name_of, on
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Part, Tally
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NOT_GUESSED,
    WORKING_DAYS,
    counted_of,
    days_said,
    left_out_of,
    marks_of,
    words_said,
    year_meant,
    year_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.kinds.published_by import near_misses, of_year, year_told
from checks.matching import incomplete_for, searched_for, unread_for
from checks.texts.readings import joined, of_document
from checks.texts.stated_dates import StatedDate, event_dates
from checks.verdict import Judgement, Verdict
from checks.wording import listed, unread_said
from checks.workdays import CalendarUnknown, Unit, days_used, term_end
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class StatedDeadlineParams(Params):
    """Parameters of `stated_deadline`."""

    subject: SubjectRef = Field(description="对象；标题词中的 {year} 为所评年度")
    events: tuple[str, ...] = Field(
        min_length=1, description="事件用词（批准、审议通过、批复），其旁所写日期为起算日"
    )
    within: int = Field(ge=0, description="期限天数；自事件次日起计", json_schema_extra=BOUND)
    unit: Unit = Field(default="natural", description="自然日或工作日")
    year: Literal["period"] | int = Field(
        default="period", description="所评年度：period 为期间最后一天所在年，或写明年份"
    )
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )
    each: bool = Field(
        default=False,
        description="true：写明日期的每一件都评，按按时的件数给分，没有写明的不评；false：只评最早的一件",
    )


def judge(site: SiteSnapshot, params: StatedDeadlineParams, context: Context) -> Judgement:
    """Find the document and the event it dates, then count."""
    year = context.period.last.year if params.year == "period" else params.year
    documents = of_year(site, params.subject, context, year, params.issuer)
    values: dict[str, object] = {
        "year": year,
        "within": params.within,
        "unit": "天" if params.unit == "natural" else "个工作日",
        "events": "、".join(params.events),
    }
    stated = [
        (published.day, document.url, document, event)
        for document in documents
        if (published := document.published) and (event := _event(document, params, published.day))
    ]
    if params.each:
        return _judge_each(site, params, context, documents, values)
    if stated:
        published_on, _, document, event = min(stated, key=lambda item: item[:2])
        return _counted(site, params, document, published_on, event, values)
    if documents:
        values["title"] = name_of(documents[0])
        asked = [d.fetch for d in documents if d.fetch and not d.fetch.outcome.answered]
        files = [document for document in documents if document.unread_files]
        if asked:
            values["why"] = f"未能读取{unread_said(asked)}"
        elif files:
            values["why"] = f"日期可能在附件中{of_document(files[0]).files_said}"
        elif all(document.published is None for document in documents):
            values["why"] = "未标发布日期"
        else:
            values["why"] = f"文中未写明{values['events']}的日期"
        shown = [cite(site, document, str(values["why"])) for document in documents[:MOST_SHOWN]]
        return Judgement("unstated", values, evidence=shown, unread=asked)
    unread = unread_for(site, context, params.subject, year)
    lists = incomplete_for(site, context, params.subject)
    if unread or lists:
        values["unread"] = open_words(unread, lists)
        return Judgement("undetermined", values, unread=unread)
    if context.as_of <= context.period.last:
        return Judgement("not_due", values)
    misses = near_misses(site, params.subject, context, year)
    values["near"] = f"，只发现{name_of(misses[0])}" if misses else ""
    return Judgement("missing", values, searched=searched_for(site, context, params.subject))


def _judge_each(
    site: SiteSnapshot,
    params: StatedDeadlineParams,
    context: Context,
    documents: Sequence[Document],
    values: dict[str, object],
) -> Judgement:
    """Every document that states a date; those whose page or attachment may state one are open."""
    parts = [part for document in documents if (part := _part(document, params))]
    met = [part for part in parts if part.met]
    bad = [part for part in parts if part.met is False]
    opened = [part for part in parts if part.met is None]
    unread = unread_for(site, context, params.subject, context.period.last.year)
    lists = incomplete_for(site, context, params.subject)
    tally = Tally(len(met), len(bad), len(opened), bool(unread or lists))
    lost = [f for p in opened if (f := p.document.fetch) and not f.outcome.answered]
    words = [listed((f"{name_of(p.document)}{p.words}" for p in opened), 3)] if opened else []
    if unread or lists:
        words.append(open_words(unread, lists))
    values |= {
        "total": tally.total,
        "met": len(met),
        "bad": listed((f"{name_of(p.document)}{p.words}" for p in bad), 3) or "无",
        "unread": "，".join(words) or "无",
    }
    codes = {"undetermined": "undetermined_each", "not_applicable": "unstated_each"}
    code = codes.get(tally.code, f"{tally.code}_each")
    shown = [cite(site, p.document, p.words, p.quote) for p in (*bad, *opened, *met)]
    return Judgement(
        code,
        values,
        share=tally.share,
        evidence=shown[:MOST_SHOWN],
        searched=searched_for(site, context, params.subject),
        unread=[*unread, *lost] if code == "undetermined_each" else (),
    )


def _part(document: Document, params: StatedDeadlineParams) -> Part | None:
    """One document judged; None where it states no date and nothing of it was left unread."""
    if document.fetch is not None and not document.fetch.outcome.answered:
        return Part(document, None, "的页面未能读取")
    event = _event(document, params, document.published.day) if document.published else None
    if event is None or document.published is None:
        return Part(document, None, "的日期可能在附件中") if document.unread_files else None
    published = document.published.day
    try:
        deadline = term_end(event.day, params.within, params.unit)
    except CalendarUnknown as unknown:
        return Part(document, None, str(unknown), event.words)
    words = f"{on(event.day)}起算，{on(published)}公开"
    return Part(document, published <= deadline, words, event.words)


def _event(document: Document, params: StatedDeadlineParams, published: date) -> StatedDate | None:
    found = event_dates(joined(document.text), params.events, published)
    return max(found, key=lambda event: event.day) if found else None


def _counted(
    site: SiteSnapshot,
    params: StatedDeadlineParams,
    document: Document,
    published: date,
    event: StatedDate,
    values: dict[str, object],
) -> Judgement:
    values |= {"title": name_of(document), "event": on(event.day), "published": on(published)}
    try:
        deadline = term_end(event.day, params.within, params.unit)
        used = days_used(event.day, published, params.unit)
    except CalendarUnknown as unknown:
        values["why"] = str(unknown)
        return Judgement("unstated", values, evidence=[cite(site, document, "", event.words)])
    values |= {"used": used, "deadline": on(deadline)}
    note = f"{on(event.day)}起算，{on(published)}发布，用{used}{values['unit']}，限{params.within}{values['unit']}"
    code = "pass" if published <= deadline else "late"
    return Judgement(code, values, evidence=[cite(site, document, note, event.words)])


def explain(params: StatedDeadlineParams, vocabulary: Vocabulary) -> Explanation:
    """The event, and how soon after it the document must be out."""
    events = words_said(params.events)
    span = days_said(params.within, params.unit)
    excludes = [
        "文件的落款日期、印发日期不是起算日。",
        "其他年度的同类文件不算。",
    ]
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += left_out_of(params.subject, vocabulary)
    excludes.append(
        "文中没有写明起算日的不评；一件也没有写明的，记为不适用。"
        if params.each
        else "文中没有写明起算日，或没有标发布日期的，记为未能判定；评价期间尚未结束而没有公开的，记为不适用。"
    )
    excludes.append(NOT_GUESSED)
    counts = [
        *year_meant(params.year),
        *counted_of(params.subject, vocabulary),
        *year_told(params.subject, vocabulary),
        f"起算日取文件正文中与{events}写在同一句里的日期；有几个时，取不晚于发布日期的最后一个。",
        f"自起算日的次日起计，第{params.within}{'个工作日' if params.unit == 'working' else '天'}当天公开算按时。",
        "写明起算日的每一件都看。" if params.each else "有几件时，看写明起算日且发布最早的一件。",
    ]
    if params.unit == "working":
        counts.append(WORKING_DAYS)
    return Explanation(
        (
            f"{year_said(params.year)}的文件（{marks_of(params.subject, vocabulary)}），"
            f"应在文中写明的{events}之日起{span}内公开。",
            "全部按时的为符合，全部超期的为不符合，部分按时的按比例给分。"
            if params.each
            else "按时公开的为符合，超过期限或没有公开的为不符合。",
        ),
        tuple(counts),
        tuple(excludes),
    )


KIND = CheckKind(
    name="stated_deadline",
    params=StatedDeadlineParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS,
            "{title}所写{events}日期为{event}，{published}发布，用{used}{unit}，未超过{within}{unit}。",
        ),
        "late": OutcomeText(
            Verdict.FAIL,
            "{title}所写{events}日期为{event}，应于{deadline}前公开，{published}才发布，用{used}{unit}。",
        ),
        "missing": OutcomeText(Verdict.FAIL, "未发现{year}年度的相关文件{near}。"),
        "unstated": OutcomeText(Verdict.UNDETERMINED, "{title}是否按时公开无法判断：{why}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未发现{year}年度的相关文件，但不能断定没有：{unread}。"
        ),
        "not_due": OutcomeText(Verdict.NOT_APPLICABLE, "{year}年度尚未结束，目前未发现相关文件。"),
        "pass_each": OutcomeText(
            Verdict.PASS, "写明{events}日期的{total}件均在{within}{unit}内公开。"
        ),
        "partial_each": OutcomeText(
            Verdict.PARTIAL,
            "写明{events}日期的{total}件中{met}件在{within}{unit}内公开，其余超期：{bad}。",
        ),
        "fail_each": OutcomeText(
            Verdict.FAIL, "写明{events}日期的{total}件均超过{within}{unit}才公开：{bad}。"
        ),
        "unstated_each": OutcomeText(
            Verdict.NOT_APPLICABLE, "{year}年度没有写明{events}日期的文件，无从评其时限。"
        ),
        "undetermined_each": OutcomeText(
            Verdict.UNDETERMINED, "{year}年度的文件是否按时公开尚不能判定：{unread}。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    reads=lambda params: [params.subject],
)

"""At least so many documents on a subject, in all, in every quarter or in every month.

What is judged: how many of the site's own documents fit the subject and were published within
the window. With `distinct: event` reports of one event count once (see `checks.counts.events`), for the quarter or month
in which it took place; with `distinct: matter` all that is about one policy counts once. A report whose title names a
quarter or month (一季度进展情况) counts for that one, though published after it, if by the end of the next.

What counts: documents known from a list as well as those read; the date is the publication date
that a reader sees.

What does not count: reposts of other authorities' documents, documents dated after the audit's
day, and the same article at a second address.

`doubtful` are documents of which only a person can say whether they count (a questionnaire that asks for answers, where
evaluations are counted): where they would bring the number to what is asked, the rule is left to a person.

Enough documents pass whatever else was not read. Too few fail only where all that could hold
more was read, or where what was not read could not make up the difference. Quarters and months
that are not over on the audit's day are left out, and a period that is not over cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import Field, model_validator

from checks.citing import MOST_SHOWN, cite
from checks.context import Context
from checks.counts.counting import (
    Holding,
    Window,
    groups_in,
    holding_of,
    is_running,
    open_words,
    window_of,
    with_doubtful,
)
from checks.counts.matters import UNIT, Distinct
from checks.counts.reported_parts import reported_part
from checks.counts.tally import Tally
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NOT_GUESSED,
    counted_of,
    doubtful_said,
    left_out_of,
    subject_said,
    window_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import could_be_dated, searched_for, unread_for
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, Fetch, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_MONTHS = {"quarter": 3, "month": 1}


class DocumentsParams(Params):
    """Parameters of `documents`."""

    subject: SubjectRef = Field(description="对象：rules/subjects/ 中的名称，或就地写明的对象")
    at_least: int = Field(
        default=1,
        ge=1,
        description="至少应有的件数（distinct: event、matter 时为次数）",
        json_schema_extra=BOUND,
    )
    per: Literal["period", "quarter", "month"] = Field(
        default="period",
        description="按整个期间、每季度还是每月计数；后两者按达标的季度或月份给分",
        json_schema_extra=BOUND,
    )
    window: Window = Field(
        default="period",
        description="发布日期的范围：期间内；不限（未标日期的也算）；期间起始日至判定日",
    )
    distinct: Distinct = Field(
        default="document",
        description="event：同一活动的多篇报道只计一次；matter：关于同一政策的多篇（问卷、座谈、报告）只计一次",
    )
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )
    doubtful: SubjectRef | None = Field(
        default=None,
        description="对象：是否算数只能由人判断的文件（如征集答卷的评价问卷）；连同它们才够数的，交人判断。只用于按整个期间计数",
    )

    @model_validator(mode="after")
    def _doubt_counts_once(self) -> DocumentsParams:
        if self.doubtful is not None and self.per != "period":
            raise ValueError("doubtful 只能用于 per: period")
        return self


def judge(site: SiteSnapshot, params: DocumentsParams, context: Context) -> Judgement:
    """Count, and decide whether what was not read could change the verdict."""
    held = holding_of(site, context, params.subject, params.window, params.issuer)
    if params.per != "period":
        return _per_part(site, params, context, held)
    groups = groups_in(held, params.distinct, *window_of(params.window, context))
    found = [document for group in groups for document in group]
    count = len(groups)
    values = _values(params, count, found)
    if count >= params.at_least:
        return Judgement("pass", values, evidence=_evidence(site, groups, params))
    if held.may_reach(params.at_least, count):
        values["unread"] = held.unread_words
        return Judgement(
            "undetermined", values, evidence=_evidence(site, groups, params), unread=held.unread
        )
    wider = with_doubtful(site, context, held, params.doubtful, params.window, params.issuer)
    every = groups_in(wider, params.distinct, *window_of(params.window, context))
    if len(every) >= params.at_least:
        own = {document.url for document in found}
        doubted = [group for group in every if not own & {d.url for d in group}]
        values["doubtful"] = len(doubted)
        values["titles"] = listed((d.title or d.row_title for group in doubted for d in group), 3)
        return Judgement("to_confirm", values, evidence=_evidence(site, every, params))
    if is_running(params.window, context):
        return Judgement("not_due", values, evidence=_evidence(site, groups, params))
    return Judgement(
        "too_few" if count else "missing",
        values,
        evidence=_evidence(site, groups, params),
        searched=searched_for(site, context, params.subject, *window_of(params.window, context)),
    )


def _per_part(
    site: SiteSnapshot,
    params: DocumentsParams,
    context: Context,
    held: Holding,
) -> Judgement:
    """Every quarter or month of the period by itself; the parts that are not over and not met
    yet are left out.
    """
    parts = _parts(context.period.first, context.period.last, params.per)
    unread = unread_for(site, context, params.subject)
    groups: list[list[Document]] = []
    met: list[str] = []
    unmet: list[str] = []
    undecided: list[str] = []
    for name, first, last in parts:
        inside = _inside(held, params, first, last)
        groups += inside
        if len(inside) >= params.at_least:
            met.append(name)
        elif last > context.as_of:
            continue
        elif _could_count(unread, params, first, last) or held.lists or held.undated:
            undecided.append(name)
        else:
            unmet.append(name)
    tally = Tally(len(met), len(unmet), len(undecided))
    found = [document for group in groups for document in group]
    values = _values(params, len(groups), found) | {
        "parts": tally.total,
        "met": len(met),
        "unmet_parts": listed(unmet, 12) or "无",
        "unread": open_words(unread, held.lists, len(held.undated)),
        "part": "季度" if params.per == "quarter" else "月份",
    }
    codes = {
        "pass": "pass_parts",
        "partial": "partial",
        "fail": "fail_parts",
        "undetermined": "undetermined",
        "not_applicable": "not_due",
    }
    return Judgement(
        codes[tally.code],
        values,
        share=tally.share,
        evidence=_evidence(site, groups, params),
        searched=searched_for(
            site, context, params.subject, context.period.first, context.period.last
        ),
        unread=unread if tally.code == "undetermined" else (),
    )


def _inside(
    held: Holding, params: DocumentsParams, first: date, last: date
) -> list[list[Document]]:
    """What counts for the quarter or month from `first` to `last`."""
    if params.distinct != "document":
        return groups_in(held, params.distinct, first, last)
    return [
        [document]
        for document in held.every
        if (found := document.published)
        and _counts_for(document.title or document.row_title, found.day, params, first, last)
    ]


def _counts_for(
    title: str, published: date, params: DocumentsParams, first: date, last: date
) -> bool:
    """Whether a document counts for a quarter or month: the one that its title says it reports on, where it was
    published by the end of the next, and otherwise that of its publication.
    """
    part = reported_part(title, published)
    if part and part.is_in_time(published, _MONTHS[params.per]):
        return part.within(first, last)
    return first <= published <= last


def _could_count(unread: Sequence[Fetch], params: DocumentsParams, first: date, last: date) -> bool:
    """Whether one of the unread pages could hold what counts for the quarter or month from `first` to `last`."""
    dated = {fetch.url for fetch in could_be_dated(unread, first, last)}
    return any(
        fetch.url in dated
        or (
            params.distinct == "document"
            and fetch.row_day is not None
            and _counts_for(fetch.anchor, fetch.row_day, params, first, last)
        )
        for fetch in unread
    )


def _parts(first: date, last: date, per: str) -> list[tuple[str, date, date]]:
    """Name, first and last day of every month or quarter that the period holds whole or in part."""
    length = _MONTHS[per]
    parts: list[tuple[str, date, date]] = []
    start = date(first.year, (first.month - 1) // length * length + 1, 1)
    while start <= last:
        month = start.month + length
        following = date(start.year + (month > 12), month - 12 if month > 12 else month, 1)
        name = (
            f"{start.year}年第{(start.month + 2) // 3}季度"
            if per == "quarter"
            else f"{start.year}年{start.month}月"
        )
        parts.append((name, max(start, first), min(following - timedelta(days=1), last)))
        start = following
    return parts


def _values(params: DocumentsParams, count: int, found: Sequence[Document]) -> dict[str, object]:
    unit = UNIT[params.distinct]
    return {
        "count": count,
        "at_least": params.at_least,
        "unit": unit,
        "found": listed((d.title or d.row_title for d in found), 3) or "无",
    }


def _evidence(
    site: SiteSnapshot, groups: Sequence[Sequence[Document]], params: DocumentsParams
) -> list[Evidence]:
    same = "同一活动的报道" if params.distinct == "event" else "关于同一政策的"
    evidence: list[Evidence] = []
    for group in groups[:MOST_SHOWN]:
        note = f"{same}共{len(group)}篇，计1次" if len(group) > 1 else ""
        evidence.append(cite(site, group[0], note))
    return evidence


def explain(params: DocumentsParams, vocabulary: Vocabulary) -> Explanation:
    """How many documents, of what, and when."""
    unit = UNIT[params.distinct]
    what = subject_said(params.subject, vocabulary)
    least = f"{params.at_least}{unit}"
    if params.per == "period":
        checked = [
            f"{window_said(params.window)}{what}，应不少于{least}；不足的为不符合，不按比例给分。"
        ]
    else:
        part = "季度" if params.per == "quarter" else "月"
        checked = [
            f"评价期间的每个{part}，{what}应各发布不少于{least}。",
            f"每个{part}都达到的为符合，部分达到的按达到的{part}{'' if part == '季度' else '份'}数给分，"
            "都没有达到的为不符合。",
        ]
    counts = [
        *counted_of(params.subject, vocabulary),
        "发布日期以页面上读者看到的为准；只在列表中出现、页面没有读到的也算。",
    ]
    excludes = list(left_out_of(params.subject, vocabulary))
    if params.distinct == "event":
        excludes.append(
            "同一次活动的几篇报道（预告、部门和政府各自的报道）只计一次：届次、日期或主题相同，或两周内所报道的事几乎相同的，"
            "视为同一次活动。"
        )
        excludes.append("活动按举办的日子归入期间：看标题写明的日期或季度，没有写明的看首次报道。")
    if params.distinct == "matter":
        excludes.append("关于同一政策的问卷、座谈、报告等几篇文章只计一次。")
    if params.doubtful is not None:
        excludes.append(doubtful_said(params.doubtful, vocabulary))
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    if params.window != "any":
        excludes.append("没有标发布日期的文件不能计入期间，数量因此不足时记为未能判定。")
    if params.per != "period":
        part = "季度" if params.per == "quarter" else "月份"
        if params.distinct == "document":
            counts.append(
                f"标题写明是哪个{part}的（一季度、前三季度、1-6月），下一个{part}结束前发布的，算在所写的{part}。"
            )
        excludes.append(f"判定日尚未结束、又还没有达到的{part}不参与计算。")
    elif params.window != "any":
        excludes.append("评价期间尚未结束时，数量不足的记为不适用。")
    excludes.append(NOT_GUESSED)
    return Explanation(tuple(checked), tuple(counts), tuple(excludes))


KIND = CheckKind(
    name="documents",
    params=DocumentsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "发布{count}{unit}，达到至少{at_least}{unit}的要求，如{found}。"
        ),
        "pass_parts": OutcomeText(
            Verdict.PASS,
            "{parts}个{part}均有发布，每个{part}不少于{at_least}{unit}，共{count}{unit}。",
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "应逐个{part}发布不少于{at_least}{unit}：{parts}个{part}中{met}个达到，未达到的有{unmet_parts}。",
        ),
        "fail_parts": OutcomeText(
            Verdict.FAIL, "{parts}个{part}均未达到每个{part}{at_least}{unit}，期内共{count}{unit}。"
        ),
        "too_few": OutcomeText(
            Verdict.FAIL, "只发布{count}{unit}（{found}），不足{at_least}{unit}。"
        ),
        "missing": OutcomeText(Verdict.FAIL, "未发现相关内容，应至少发布{at_least}{unit}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "已发现{count}{unit}，要求{at_least}{unit}，尚不能判定：{unread}。",
        ),
        "to_confirm": OutcomeText(
            Verdict.MANUAL,
            "已有{count}{unit}，要求{at_least}{unit}；另有{doubtful}{unit}是否算数须由人判断：{titles}。",
        ),
        "not_due": OutcomeText(
            Verdict.NOT_APPLICABLE, "期间尚未结束，目前发布{count}{unit}，要求{at_least}{unit}。"
        ),
    },
    doc=__doc__ or "",
    anytime=lambda params: [params.subject] if params.window == "any" else [],
    explain=explain,
)

"""A document of a given year, published by a given day.

What is judged: the publication date that a reader sees of the earliest of the site's own
documents that fit the subject for the judged year. The deadline itself is in time.

What counts: a document known from a list alone, too. What does not count: the same document of
another year (last year's report, published in time, is a near miss; with `closing` so is what came out within the
judged year, which can only tell of the year before), a repost, and with `issuer:
government` the report of a department or town on the government's own duty.

A document published after the deadline fails as late, quoting both dates. An absent one fails
only where all that could hold it was read; before the deadline its absence is not yet due. A
document without any date leaves the rule open.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from checks.citing import MOST_SHOWN, cite, name_of, on, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NOT_GUESSED,
    counted_of,
    left_out_of,
    marks_of,
    year_meant,
    year_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import (
    by_issuer,
    incomplete_for,
    matching,
    searched_for,
    unread_for,
)
from checks.pairs.titles import years
from checks.verdict import Judgement, Verdict
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


class PublishedByParams(Params):
    """Parameters of `published_by`."""

    subject: SubjectRef = Field(description="对象；标题词中的 {year} 为所评年度")
    year: Literal["period"] | int = Field(
        default="period", description="所评年度：period 为期间最后一天所在年，或写明年份"
    )
    by: str = Field(
        description="截止日：MM-DD（配合 years_after），或写明的日期 YYYY-MM-DD",
        json_schema_extra=BOUND,
    )
    years_after: int = Field(default=0, ge=0, le=5, description="截止日在所评年度之后几年")
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )
    closing: bool = Field(
        default=False,
        description="true：所评年度结束后才会有的披露（上年度情况）：须在次年发布，标题写所评年度、次年或不写年份",
    )

    @field_validator("by", mode="before")
    @classmethod
    def _a_day(cls, value: object) -> object:
        # YAML reads an unquoted 2023-06-30 as a date.
        text = value.isoformat() if isinstance(value, date) else value
        if not isinstance(text, str):
            return text
        match = _MONTH_DAY.fullmatch(text)
        try:
            if match:
                date(2024, int(match[1]), int(match[2]))
            else:
                date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"“{text}”不是日期，应写 MM-DD（如 03-31）或 YYYY-MM-DD") from None
        return text


def judge(site: SiteSnapshot, params: PublishedByParams, context: Context) -> Judgement:
    """Compare the earliest publication with the deadline."""
    year = context.period.last.year if params.year == "period" else params.year
    deadline = deadline_of(params, year)
    found = of_year(site, params.subject, context, year, params.issuer, closing=params.closing)
    values: dict[str, object] = {"year": year, "deadline": on(deadline)}
    dated = [document for document in found if document.published]
    if dated:
        earliest = min(dated, key=_published)
        values |= {"title": name_of(earliest), "published": on(_published(earliest))}
        evidence = [cite(site, earliest, f"{said(earliest)}，应于{on(deadline)}前公开")]
        if _published(earliest) <= deadline:
            return Judgement("pass", values, evidence=evidence)
        if len(dated) == len(found):
            values["days"] = (_published(earliest) - deadline).days
            return Judgement("late", values, evidence=evidence)
    if found:
        undated = [document for document in found if document.published is None]
        values["title"] = name_of(undated[0])
        shown = [cite(site, d, "未标发布日期") for d in undated[:MOST_SHOWN]]
        return Judgement("undated", values, evidence=shown)
    if deadline > context.as_of:
        return Judgement("not_due", values)
    unread = unread_for(site, context, params.subject, year)
    lists = incomplete_for(site, context, params.subject)
    if unread or lists:
        values["unread"] = open_words(unread, lists)
        return Judgement("undetermined", values, unread=unread)
    misses = near_misses(site, params.subject, context, year)
    values["near"] = f"，只发现{said(misses[0])}" if misses else ""
    return Judgement(
        "missing",
        values,
        evidence=[cite(site, d, f"不是{year}年度的") for d in misses[:3]],
        searched=searched_for(site, context, params.subject),
    )


def deadline_of(params: PublishedByParams, year: int) -> date:
    """The last day in time; 02-29 of a common year is its 28th."""
    match = _MONTH_DAY.fullmatch(params.by)
    if match is None:
        return date.fromisoformat(params.by)
    month, day = int(match[1]), int(match[2])
    try:
        return date(year + params.years_after, month, day)
    except ValueError:
        return date(year + params.years_after, month, day - 1)


def of_year(
    site: SiteSnapshot,
    subject: SubjectRef,
    context: Context,
    year: int,
    issuer: str,
    *,
    closing: bool = False,
) -> list[Document]:
    """The documents of one year on a subject, newest first.

    A subject whose title words hold `{year}` says so itself. Otherwise a title that names years
    must name this one, and a title without any belongs to the year that it was published in, or
    the one before. What closes a year (`closing`) comes out in the next, and may be called by either.
    """
    found = by_issuer(site, matching(site, context, subject, year), issuer, titled=True)
    if asks_year(subject, context.vocabulary):
        return found
    return [d for d in found if (_closes if closing else _belongs_to)(d, year)]


def asks_year(subject: SubjectRef, vocabulary: Vocabulary) -> bool:
    """Whether the subject's title words name the judged year."""
    words = vocabulary.subject(subject).title
    return any("{year}" in word for word in (*words.any_, *words.all_))


def year_told(
    subject: SubjectRef, vocabulary: Vocabulary, *, closing: bool = False
) -> tuple[str, ...]:
    """A sentence on how `of_year` tells a document's year, where the subject's title words do not name it."""
    if asks_year(subject, vocabulary):
        return ()
    if closing:
        return ("须在该年度的次年发布；标题写有年份的，写该年度或次年都算。",)
    return ("标题写有年份的，须是该年度；没有写年份的，须在该年度或下一年内发布。",)


def near_misses(
    site: SiteSnapshot, subject: SubjectRef, context: Context, year: int
) -> list[Document]:
    """What would fit, were it of the judged year: the documents of the two years before, newest
    first.
    """
    if not asks_year(subject, context.vocabulary):
        return []
    return [d for back in (1, 2) for d in matching(site, context, subject, year - back)]


def _belongs_to(document: Document, year: int) -> bool:
    named = years(document.title or document.row_title)
    if named:
        return str(year) in named
    published = document.published
    return published is None or published.day.year in (year, year + 1)


def _closes(document: Document, year: int) -> bool:
    named = years(document.title or document.row_title)
    published = document.published
    if published is None:
        return not named or str(year) in named
    return published.day.year == year + 1 and (
        not named or bool({str(year), str(year + 1)} & named)
    )


def _published(document: Document) -> date:
    published = document.published
    return published.day if published else date.max


def explain(params: PublishedByParams, vocabulary: Vocabulary) -> Explanation:
    """The document, the year and the last day in time."""
    what = marks_of(params.subject, vocabulary)
    year = year_said(params.year)
    checked = [
        f"{year}的文件（{what}），应在{_deadline_said(params)}以前公开；当天公开算按时。",
        "按时公开的为符合，晚于期限或没有公开的为不符合。",
    ]
    counts = [
        *year_meant(params.year),
        *counted_of(params.subject, vocabulary),
        "有几件时，看发布最早的一件；只在列表中出现、页面没有读到的也算。",
        "发布日期以页面上读者看到的为准。",
    ]
    excludes = ["其他年度的同类文件不算，即使发布得及时。"]
    counts += year_told(params.subject, vocabulary, closing=params.closing)
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += left_out_of(params.subject, vocabulary)
    excludes.append("没有标发布日期的，记为未能判定；期限未到而尚未公开的，记为不适用。")
    excludes.append(NOT_GUESSED)
    return Explanation(tuple(checked), tuple(counts), tuple(excludes))


def _deadline_said(params: PublishedByParams) -> str:
    match = _MONTH_DAY.fullmatch(params.by)
    if match is None or isinstance(params.year, int):
        return on(deadline_of(params, params.year if isinstance(params.year, int) else 0))
    day = f"{int(match[1])}月{int(match[2])}日"
    if not params.years_after:
        return f"当年{day}"
    return f"{'次年' if params.years_after == 1 else f'{params.years_after}年后的'}{day}"


KIND = CheckKind(
    name="published_by",
    params=PublishedByParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{title}于{published}发布，未超过{deadline}的期限。"),
        "late": OutcomeText(
            Verdict.FAIL, "{title}于{published}才发布，超过{deadline}的期限{days}天。"
        ),
        "missing": OutcomeText(
            Verdict.FAIL, "未发现{year}年度的相关文件（应于{deadline}前公开）{near}。"
        ),
        "undated": OutcomeText(
            Verdict.UNDETERMINED, "{title}未标发布日期，无法判断是否在{deadline}前公开。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未发现{year}年度的相关文件，但不能断定没有：{unread}。"
        ),
        "not_due": OutcomeText(
            Verdict.NOT_APPLICABLE, "期限为{deadline}，判定日尚未到期，目前未发现相关文件。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

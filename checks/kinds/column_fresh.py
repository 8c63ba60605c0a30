"""Columns are kept up to date.

**Judged**: of each column named, the newest item that the site dates and that was published by the
audit's day, in the column itself or below it.

**Counts**: an item dated within `within_days` natural days, or `within_months` calendar months,
before the audit's day (both ends included: 14 days before 15 April is 1 April), or, with
`in_period`, anywhere in the judged period. Several columns of one name are judged together. A
column whose page is a text itself counts by the day that the page shows.

**Does not count**: items dated after the audit's day. Undated items count neither for nor against,
unless a column shows nothing else: then its freshness cannot be told. With `news: false` news, notices that order a
thing to be done and other authorities' documents do not count either; with `itself` nor do papers of another kind: the
draft of a list of powers is none, and the city's gazette is not the district's. A list that by its title is the thing
itself (某县主动公开基本目录) then counts wherever it stands.

**Why**: 国办秘函〔2019〕19号 deducts for columns left idle: news for 2 weeks, notices and policy
for 6 months. A column that does not exist, though everything that could hold it was read, is not
fresh. All columns fresh pass, some are partial with their share, none fails; with `need: any` one
fresh column suffices. Columns that could not be read leave the rule open only where they could
change it; a partial's share is then that of the columns decided.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Literal

from pydantic import Field, model_validator

from checks.context import Context
from checks.coverage import (
    columns_within,
    could_hold,
    documents_in,
    searched,
    unread_within,
)
from checks.explained.explaining import (
    NOT_GUESSED,
    NOT_YET,
    also_called,
    columns_said,
    quoted,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import owner_of, titled_with
from checks.presence import OWN_TEXT_LENGTH, column_evidence, months_before
from checks.spoken_of import A_LIST, is_talk, is_titled, only_speaks
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import (
    Column,
    DateFact,
    DateOrigin,
    Document,
    Fetch,
    Role,
    SiteSnapshot,
)
from rules.headlines import is_headline, is_order
from rules.plain_text import plain
from rules.vocabulary import Vocabulary


class ColumnFreshParams(Params):
    """Parameters of `column_fresh`: exactly one of the three spans."""

    columns: tuple[str, ...] = Field(min_length=1, description="须保持更新的栏目名称")
    within_days: int | None = Field(
        default=None, ge=0, description="判定日之前多少个自然日内须有更新", json_schema_extra=BOUND
    )
    within_months: int | None = Field(
        default=None, ge=1, description="判定日之前多少个月内须有更新", json_schema_extra=BOUND
    )
    in_period: bool = Field(default=False, description="评价期间内须有更新")
    itself: bool = Field(
        default=False,
        description="true：栏目里关于它的新闻、布置工作的通知、别种文书和其他机关的文件，不算更新",
    )
    need: Literal["all", "any"] = Field(
        default="all", description="all：每个栏目都须更新；any：有一个更新即可"
    )
    news: bool = Field(
        default=True,
        description="false：栏目里的新闻、布置工作的通知和其他机关的文件，不算更新",
    )

    @model_validator(mode="after")
    def _one_span(self) -> ColumnFreshParams:
        given = [self.within_days is not None, self.within_months is not None, self.in_period]
        if sum(given) != 1:
            raise ValueError("within_days、within_months、in_period 须且只须写一个")
        return self


class _State(Enum):
    FRESH = "已更新"
    STALE = "未更新"
    MISSING = "没有该栏目"
    UNKNOWN = "无法判定"


@dataclass(frozen=True)
class _Found:
    name: str
    state: _State
    newest: date | None = None
    evidence: list[Evidence] = field(default_factory=list)
    unread: list[Fetch] = field(default_factory=list)
    undated: bool = False

    @property
    def words(self) -> str:
        if self.newest:
            return f"“{self.name}”最近更新于 {self.newest}"
        if self.state is _State.MISSING:
            return f"没有“{self.name}”栏目"
        return (
            f"“{self.name}”{'没有可用的日期' if self.undated else '截至判定日没有可算作更新的内容'}"
        )


def judge(site: SiteSnapshot, params: ColumnFreshParams, context: Context) -> Judgement:
    """Judge the columns one by one, then together."""
    first, last = _span(params, context)
    found = [_look(site, context, params, name, first, last) for name in params.columns]
    fresh = [each for each in found if each.state is _State.FRESH]
    unknown = [each for each in found if each.state is _State.UNKNOWN]
    stale = [each for each in found if each.state in (_State.STALE, _State.MISSING)]
    unread = [fetch for each in unknown for fetch in each.unread]
    values = {
        "first": first,
        "last": last,
        "fresh": listed(each.name for each in fresh) or "无",
        "stale": "；".join(each.words for each in stale),
        "newest": "；".join(each.words for each in fresh),
        "unknown": listed(each.name for each in unknown),
        "unread": unread_said(unread) or "没有日期的条目",
        "fresh_count": len(fresh),
        "count": len(found),
    }
    evidence = [piece for each in found for piece in each.evidence]
    where = searched(site, context, params.columns, first=first, last=last)
    if params.need == "any" and fresh:
        return Judgement("pass", values, evidence=fresh[0].evidence, searched=where)
    if not stale and not unknown:
        return Judgement("pass", values, evidence=evidence, searched=where)
    if params.need == "all" and fresh and stale:
        share = len(fresh) / (len(fresh) + len(stale))
        return Judgement(
            "partial", values, share=share, evidence=evidence, searched=where, unread=unread
        )
    if unknown:
        code = "undetermined" if unread else "undated"
        return Judgement(code, values, evidence=evidence, searched=where, unread=unread)
    return Judgement("fail", values, evidence=evidence, searched=where)


def _span(params: ColumnFreshParams, context: Context) -> tuple[date, date]:
    if params.in_period:
        return context.period.first, min(context.period.last, context.as_of)
    if params.within_months is not None:
        return months_before(context.as_of, params.within_months), context.as_of
    return context.as_of - timedelta(days=params.within_days or 0), context.as_of


def _look(
    site: SiteSnapshot,
    context: Context,
    params: ColumnFreshParams,
    name: str,
    first: date,
    last: date,
) -> _Found:
    columns = columns_within(site, context, (name,))
    dated: list[tuple[date, str, Evidence]] = []
    undated = False
    if columns:
        for document in documents_in(site, context, (name,)):
            if _is_beside(site, params, document):
                continue
            if (published := document.published) is None:
                undated = True
                continue
            quote = f"{document.title} {published.words or published.day}"
            piece = Evidence.of(document.fetch, quote, url=document.url, note=f"“{name}”")
            dated.append((published.day, document.url, piece))
        for column in columns:
            for row in column.facts.rows if column.facts else ():
                if _is_talk(params, row.title):
                    continue
                if row.day is None:
                    undated = undated or row.url not in site.documents
                elif row.day <= context.as_of and row.url not in site.documents:
                    piece = column_evidence(column, f"{row.title} {row.day}", f"“{name}”列表")
                    dated.append((row.day, row.url, piece))
            if _is_text(column):
                shown_on = _page_day(column)
                if shown_on is None:
                    undated = True
                elif shown_on.day <= context.as_of:
                    piece = column_evidence(column, shown_on.words, f"“{name}”栏目页")
                    dated.append((shown_on.day, column.url, piece))
    within = [each for each in dated if first <= each[0] <= last]
    if params.itself and not within:
        dated += _elsewhere(site, context, name)
        within = [each for each in dated if first <= each[0] <= last]
    newest = max(within or dated, key=lambda each: (each[0], each[1]), default=None)
    if within and newest:
        return _Found(name, _State.FRESH, newest[0], [newest[2]])
    shown = [newest[2]] if newest else [column_evidence(c, note="已核对") for c in columns[:3]]
    unread = _unread(site, context, name, bool(columns), bool(dated))
    day = newest[0] if newest else None
    if unread or (undated and not dated):
        return _Found(name, _State.UNKNOWN, day, shown, unread, undated)
    if not dated and any(_withheld(column) for column in columns):
        return _Found(name, _State.UNKNOWN, day, shown, unread, True)
    state = _State.STALE if columns else _State.MISSING
    return _Found(name, state, day, shown, undated=undated)


def _elsewhere(site: SiteSnapshot, context: Context, name: str) -> list[tuple[date, str, Evidence]]:
    """The dated lists outside the column that by their titles are the thing that the column is for."""
    names = context.vocabulary.names(name)
    return [
        (
            published.day,
            document.url,
            Evidence.of(
                document.fetch,
                f"{document.title} {published.words or published.day}",
                url=document.url,
                note=f"标题即“{name}”",
            ),
        )
        for document in titled_with(site, context, A_LIST)
        if (published := document.published) is not None
        and is_titled(document.title, names)
        and not owner_of(site, document).foreign
    ]


def _is_beside(site: SiteSnapshot, params: ColumnFreshParams, document: Document) -> bool:
    """Whether a document in a column does not make it new."""
    if not params.itself and params.news:
        return False
    speaks = (
        only_speaks(document)
        if params.itself
        else _is_talk(params, document.title or document.row_title)
    )
    return speaks or owner_of(site, document).foreign


def _is_talk(params: ColumnFreshParams, title: str) -> bool:
    if params.itself:
        return is_talk(title)
    return not params.news and (is_headline(title) or is_order(title))


def _unread(
    site: SiteSnapshot, context: Context, name: str, exists: bool, dated: bool
) -> list[Fetch]:
    """The unread pages that could show something newer."""
    if not exists:
        return could_hold(site, context, (name,))
    unread = unread_within(site, context, (name,))
    if dated:
        # Lists run from the newest down, and a document's day stands in its row: once a list's
        # first page was read, neither its further pages nor dated documents can be newer.
        unread = [
            fetch
            for fetch in unread
            if fetch.role is Role.COLUMN or (fetch.role is Role.DOCUMENT and _dateless(site, fetch))
        ]
    return unread


def _is_text(column: Column) -> bool:
    """Whether a column's page is a text itself (机构职能, 基本目录) and no list."""
    if column.documents or column.rows_read or column.placeholder:
        return False
    return len(plain(column.text)) >= OWN_TEXT_LENGTH


def _page_day(column: Column) -> DateFact | None:
    """The day that a column's own page shows as that of its publication."""
    fact = column.facts.published if column.facts else None
    return fact if fact and fact.origin in (DateOrigin.SHOWN, DateOrigin.TABLE) else None


def _withheld(column: Column) -> bool:
    """Whether a list claims entries, or was not read to its end, and showed none."""
    return not column.rows_read and bool(column.stated_total or not column.complete)


def _dateless(site: SiteSnapshot, fetch: Fetch) -> bool:
    document = site.documents.get(fetch.url)
    return fetch.row_day is None and (document is None or document.published is None)


def _beside_said(params: ColumnFreshParams) -> list[str]:
    if params.itself:
        return [
            "栏目里关于它的新闻报道、布置工作的通知、征求意见稿等，以及其他机关的文件，不是它本身，不算更新。",
            "目录、清单发在别的栏目的，标题写明就是它的，也算更新。",
        ]
    return [] if params.news else ["栏目里的新闻报道、布置工作的通知和其他机关的文件，不算更新。"]


def explain(params: ColumnFreshParams, vocabulary: Vocabulary) -> Explanation:
    """The columns and the span in which each must show something new."""
    several = len(params.columns) > 1
    each = ("任何一个" if params.need == "any" else "每个都") if several else ""
    if params.in_period:
        span = "在评价期间内"
    elif params.within_months is not None:
        span = f"在判定日之前{params.within_months}个月内（含首尾两天）"
    else:
        span = f"在判定日之前{params.within_days}个自然日内（含首尾两天）"
    checked = [f"{columns_said(params.columns)}{each}应{span}有更新。"]
    if several:
        checked.append(
            "有一个栏目更新即为符合，都没有更新的为不符合。"
            if params.need == "any"
            else "全部更新的为符合，部分更新的按更新的栏目数给分，都没有更新的为不符合。"
        )
    named = [
        f"{quoted(name)}栏目，同义名称也算{same}。"
        for name in params.columns
        if (same := also_called(name, vocabulary))
    ]
    return Explanation(
        tuple(checked),
        (
            "看栏目本身及其下级栏目中最新一条标有日期的内容，列表上的日期和文章自身的发布日期都算。",
            "栏目页本身就是一篇正文、没有列表的，看页面上写明的日期。",
            *named,
            "同名的栏目有几个时，合在一起看。",
        ),
        (
            NOT_YET,
            *_beside_said(params),
            "不标日期的条目既不算更新也不算未更新；栏目里只有这样的条目时，记为未能判定。",
            "网站没有该栏目的，视为没有更新。",
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="column_fresh",
    params=ColumnFreshParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{first} 至 {last} 期间有更新：{newest}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "{count} 个栏目中有 {fresh_count} 个在 {first} 至 {last} 期间更新；{stale}。",
        ),
        "fail": OutcomeText(Verdict.FAIL, "{first} 至 {last} 期间没有更新：{stale}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定 {unknown} 是否更新。"
        ),
        "undated": OutcomeText(
            Verdict.UNDETERMINED, "{unknown} 的条目读不到日期，无法判定是否更新，须由人核对。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    newest=lambda params: not params.in_period,
)

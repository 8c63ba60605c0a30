"""The homepage (首页) is kept up to date.

**Judged**: the newest item dated within `within_days` natural days before the audit's day, that day
and the first day of the span included: with 14 days an audit on 15 April accepts 1 April.

**Counts**: items that show a date on the homepage, or in a frame of it on the same host. Only where
the homepage shows no dates at all, the documents that it links to, by the dates on their own pages;
the reason then says so.

**Does not count**: the page's clock (今天是…), undated items beside dated ones, and items dated
after the audit's day.

**Why**: 国办秘函〔2019〕19号 vetoes a site whose homepage was not updated for two weeks, and takes
an undated item for one that was not. Where later items are all that could be newer (a crawl made
long after the audit's day), they may have pushed earlier ones off the page: that is left open, as
is a homepage that was not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from checks.context import Context
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import (
    column_at,
    document_at,
    homepage_unread,
    page_key,
    read_homepage,
    unread_frames,
)
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Fetch, Homepage, Role, SiteSnapshot
from rules.vocabulary import Vocabulary


class HomepageFreshParams(Params):
    """Parameters of `homepage_fresh`."""

    within_days: int = Field(
        default=14, ge=0, description="判定日之前多少个自然日内须有更新", json_schema_extra=BOUND
    )


@dataclass(frozen=True, slots=True)
class _Item:
    day: date
    title: str
    url: str
    fetch: Fetch | None


def judge(site: SiteSnapshot, params: HomepageFreshParams, context: Context) -> Judgement:
    """Judge by dates shown on the homepage, else by the documents that it links to."""
    page = read_homepage(site)
    first = context.as_of - timedelta(days=params.within_days)
    values: dict[str, object] = {
        "first": first,
        "as_of": context.as_of,
        "days": params.within_days,
    }
    if page is None:
        unread = homepage_unread(site)
        values["unread"] = unread_said(unread) or "网站首页"
        return Judgement("undetermined", values, unread=unread)
    shown = _shown(site, page)
    linked = [] if shown else _linked(site, page)
    items = shown or linked
    suffix = "" if shown else "_linked"
    until_then = [item for item in items if item.day <= context.as_of]
    newest = max(until_then, key=lambda item: (item.day, item.url), default=None)
    where = Searched(columns=("网站首页",), documents=len(items), first=first, last=context.as_of)
    evidence = [_evidence(page, newest, bool(shown))] if newest else [_page(page)]
    values |= {
        "count": len(items),
        "newest": newest.day if newest else None,
        "title": newest.title if newest else "",
    }
    if newest and newest.day >= first:
        return Judgement(f"pass{suffix}", values, evidence=evidence, searched=where)
    if len(until_then) < len(items):
        return Judgement("later_only", values, evidence=evidence, searched=where)
    unread = [] if shown else _unread_documents(site, page)
    frames = unread_frames(site)
    if unread or frames:
        values["unread"] = unread_said(unread) or f"首页框架页 {listed(frames, 3)}"
        return Judgement("undetermined", values, evidence=evidence, unread=unread, searched=where)
    code = f"fail{suffix}" if newest else "no_dates"
    return Judgement(code, values, evidence=evidence, searched=where)


def _shown(site: SiteSnapshot, page: Homepage) -> list[_Item]:
    items = [_Item(row.day, row.title, row.url, page.fetch) for row in page.dated if row.day]
    for url in page.frames:
        frame = column_at(site, url)
        if frame is not None and frame.facts is not None:
            rows = frame.facts.rows
            items += [_Item(row.day, row.title, url, frame.fetch) for row in rows if row.day]
    return items


def _linked(site: SiteSnapshot, page: Homepage) -> list[_Item]:
    items = []
    for url in dict.fromkeys(link.url for link in page.links):
        document = document_at(site, url)
        if document is not None and document.published is not None:
            day = document.published.day
            items.append(_Item(day, document.title, url, document.fetch))
    return items


def _unread_documents(site: SiteSnapshot, page: Homepage) -> list[Fetch]:
    """Documents linked from the homepage that were not read and whose date is not known otherwise."""
    keys = {page_key(site, link.url) for link in page.links}
    unread = []
    for fetch in site.unread:
        document = document_at(site, fetch.url)
        is_document = document is not None or fetch.role is Role.DOCUMENT
        if (
            page_key(site, fetch.url) in keys
            and is_document
            and not (document and document.published)
        ):
            unread.append(fetch)
    return unread


def _evidence(page: Homepage, item: _Item, shown: bool) -> Evidence:
    quote = f"{item.title} {item.day}"
    if shown:
        return Evidence.of(item.fetch, quote, note=f"首页上的条目，链接到 {item.url}")
    return Evidence.of(item.fetch, quote, url=item.url, note="首页链接到的文章")


def _page(page: Homepage) -> Evidence:
    return Evidence.of(page.fetch, page.title, note="已核对的网站首页")


def explain(params: HomepageFreshParams, vocabulary: Vocabulary) -> Explanation:
    """The span in which the homepage must show something new."""
    return Explanation(
        (
            f"网站首页应在判定日之前{params.within_days}个自然日内（含首尾两天）有更新；没有的为不符合。",
        ),
        (
            "看首页（含首页中本站的框架页）上标有日期的条目，取其中最新的一条。",
            "首页的条目一律不标日期时，改看首页链接到的文章自身的发布日期，并在结论中说明。",
        ),
        (
            "页面上的时钟（“今天是某年某月某日”）不算。",
            "首页已有标日期的条目时，不标日期的条目不算。",
            "判定日之后的条目不算；首页只剩这样的条目可看时，记为未能判定。",
            "条目和所链接的文章都没有日期的，视为没有更新。",
            "首页没有读到时，记为未能判定。",
        ),
    )


KIND = CheckKind(
    name="homepage_fresh",
    params=HomepageFreshParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "首页在判定日前 {days} 天内有更新：{newest}“{title}”。"),
        "pass_linked": OutcomeText(
            Verdict.PASS,
            "首页的条目不标日期；按其链接的文章自身日期，"
            "判定日前 {days} 天内有更新：{newest}“{title}”。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL,
            "首页在 {first} 至 {as_of} 的 {days} 天内没有更新：{count} 个标日期的条目中，"
            "最新的是 {newest}“{title}”。",
        ),
        "fail_linked": OutcomeText(
            Verdict.FAIL,
            "首页的条目不标日期；按其链接的 {count} 篇文章自身日期，最新的是 {newest}“{title}”，"
            "{first} 至 {as_of} 没有更新。",
        ),
        "no_dates": OutcomeText(
            Verdict.FAIL, "首页的条目都不标日期，链接的文章也没有日期，按规定视为未更新。"
        ),
        "later_only": OutcomeText(
            Verdict.UNDETERMINED,
            "首页的 {count} 个条目中有晚于判定日 {as_of} 的，"
            "{first} 至 {as_of} 的条目可能已被顶替，无法判定当时是否更新。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定首页是否更新。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

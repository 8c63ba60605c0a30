"""Columns that were not updated for long (长期未更新的栏目), for a person to decide whether they should have been.

**Judged**: how many of the site's columns show items, the newest of which is older than
`within_months` calendar months before the audit's day.

**Counts**: columns with dated items of their own or below them.

**Does not count**: standing columns (机构职能, 指南), those without disclosure matters, and those that
keep earlier years.

**Why**: 国办秘函〔2019〕19号 vetoes a site of which 10 or more columns that should be updated have
long not been. Whether a column of plans or of charges should have changed within a year, no page
says: fewer than `fewer_than` such columns pass, and of more a person decides, with the list.
"""

from __future__ import annotations

from pydantic import Field

from checks.context import Context
from checks.coverage import below, could_hold, searched
from checks.idle_columns import is_kept_up, may_show_newer, newest
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import months_before, path_of
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Role, SiteSnapshot
from rules.vocabulary import Vocabulary

_MOST_SHOWN = 50


class ColumnsOutdatedParams(Params):
    """Parameters of `columns_outdated`."""

    within_months: int = Field(
        ge=1, description="审计日之前多少个月内没有更新算长期未更新", json_schema_extra=BOUND
    )
    fewer_than: int = Field(
        ge=1, description="长期未更新的栏目少于多少个即通过", json_schema_extra=BOUND
    )


def judge(site: SiteSnapshot, params: ColumnsOutdatedParams, context: Context) -> Judgement:
    """List the columns whose newest item is old."""
    first = months_before(context.as_of, params.within_months)
    old: list[tuple[str, Evidence]] = []
    for column in site.columns.values():
        if below(site, column) and not column.documents:
            continue  # a heading: the columns below it are looked at themselves
        latest = newest(site, context, column) if is_kept_up(site, context, column) else None
        if latest is not None and latest[0] < first and not may_show_newer(column):
            old.append((f"{path_of(column)}（{latest[0]}）", latest[1]))
    unread = [fetch for fetch in could_hold(site, context) if fetch.role is Role.COLUMN]
    values = {
        "count": len(old),
        "months": params.within_months,
        "fewer_than": params.fewer_than,
        "names": listed((words for words, _ in old), 20) or "无",
        "open": len(unread),
        "unread": unread_said(unread) or "无",
    }
    where = searched(site, context)
    shown = [evidence for _, evidence in old[:_MOST_SHOWN]]
    if len(old) >= params.fewer_than:
        return Judgement("to_judge", values, traces=shown, searched=where)
    if len(old) + len(unread) >= params.fewer_than:
        return Judgement("undetermined", values, evidence=shown, searched=where, unread=unread)
    return Judgement("pass", values, evidence=shown, searched=where)


def explain(params: ColumnsOutdatedParams, vocabulary: Vocabulary) -> Explanation:
    """Which columns are listed, and who decides."""
    return Explanation(
        (
            f"最新条目早于判定日之前{params.within_months}个月的栏目，少于{params.fewer_than}个的通过；"
            f"达到{params.fewer_than}个的，列出这些栏目，由评估人判断其中哪些本应更新。",
        ),
        ("每个有条目的栏目，看它自己和下级栏目中标有日期的最新一条。",),
        (
            "指南、机构职能一类常设栏目，旅游、领导活动一类与公开无关的栏目，不算。",
            "按年份归档的栏目、历史期刊一类保存过去内容的栏目不算。",
            "规划、收费目录一类内容一年不变可能属于正常，因此本项从不直接判为不符合。",
        ),
    )


KIND = CheckKind(
    name="columns_outdated",
    params=ColumnsOutdatedParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS,
            "{months} 个月内没有更新的栏目有 {count} 个（{names}），少于 {fewer_than} 个。",
        ),
        "to_judge": OutcomeText(
            Verdict.MANUAL,
            "{months} 个月内没有更新的栏目有 {count} 个，请评估人判断其中本应更新的是否达到 {fewer_than} 个：{names}。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "{months} 个月内没有更新的栏目有 {count} 个，另有 {open} 个栏目未能读取（{unread}），"
            "若都未更新即达到 {fewer_than} 个。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    newest=lambda _params: True,
)

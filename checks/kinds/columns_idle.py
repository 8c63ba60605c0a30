"""No, or few, columns of the site are left without updates (栏目不更新).

**Judged**: every column of the groups by itself: its newest item that the site dates and that was
published by the audit's day, in the column itself or below it. A group without names is all other
columns that show items and are not standing ones (机构职能, 指南 …).

**Counts as idle**: a column that was read and whose newest item is older than its group's span,
`within_days` natural days or `within_months` calendar months before the audit's day, both ends
included.

**Does not count**: columns without any item (they are judged as blank ones), items without a date,
items dated after the audit's day, columns that keep earlier years (2018年文件, 往届). A column that a
group names twice, or that lies below another of its group, counts once, as the upper one.

**Why**: 国办秘函〔2019〕19号 vetoes a site with 5 or more columns idle (news for 2 weeks, notices
and policy for 6 months). Fewer than `fewer_than` pass.
Columns that could not be read, or show no dates, leave the rule open only where they, all being
idle, would reach that number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field, model_validator

from checks.context import Context
from checks.coverage import below, could_hold, find_columns, searched
from checks.explained.explaining import names_said
from checks.idle_columns import is_archive, may_hold_items, may_show_newer, newest
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import months_before, path_of
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Column, Fetch, Role, SiteSnapshot
from rules.vocabulary import Vocabulary

_MOST_SHOWN = 30


class ColumnGroup(Params):
    """Columns that must be kept up to date within one span."""

    name: str = Field(min_length=1, description="这类栏目的叫法")
    columns: tuple[str, ...] = Field(min_length=1, description="栏目名称")
    within_days: int | None = Field(
        default=None, ge=0, description="审计日之前多少个自然日内须有更新", json_schema_extra=BOUND
    )
    within_months: int | None = Field(
        default=None, ge=1, description="审计日之前多少个月内须有更新", json_schema_extra=BOUND
    )

    @model_validator(mode="after")
    def _one_span(self) -> ColumnGroup:
        if (self.within_days is None) == (self.within_months is None):
            raise ValueError("within_days、within_months 须且只须写一个")
        return self

    def first(self, as_of: date) -> date:
        """The first day of the span that ends on the audit's day."""
        if self.within_months is not None:
            return months_before(as_of, self.within_months)
        return as_of - timedelta(days=self.within_days or 0)

    @property
    def span(self) -> str:
        """The span in words: 14个自然日, 6个月."""
        return f"{self.within_months}个月" if self.within_months else f"{self.within_days}个自然日"


class ColumnsIdleParams(Params):
    """Parameters of `columns_idle`."""

    groups: tuple[ColumnGroup, ...] = Field(min_length=1, description="各类栏目和更新期限")
    fewer_than: int = Field(
        ge=1, description="不更新的栏目少于多少个即通过", json_schema_extra=BOUND
    )


@dataclass(frozen=True, slots=True)
class _Idle:
    column: Column
    newest: date
    evidence: Evidence

    @property
    def words(self) -> str:
        return f"{path_of(self.column)}（{self.newest}）"


def judge(site: SiteSnapshot, params: ColumnsIdleParams, context: Context) -> Judgement:
    """Count the idle columns and those that could be."""
    idle: list[_Idle] = []
    open_columns: list[Column] = []
    kept = 0
    for group, column in _columns(site, params, context):
        latest = newest(site, context, column)
        if latest is None:
            if may_hold_items(site, column):
                open_columns.append(column)
        elif latest[0] >= group.first(context.as_of):
            kept += 1
        elif may_show_newer(column):
            open_columns.append(column)
        else:
            idle.append(_Idle(column, *latest))
    unread = _unread(site, params, context, open_columns)
    known = {column.url for column in open_columns}
    open_ = len(open_columns) + sum(fetch.url not in known for fetch in unread)
    values = {
        "count": len(idle),
        "kept": kept,
        "open": open_,
        "fewer_than": params.fewer_than,
        "names": listed(each.words for each in idle) or "无",
        "unread": unread_said(unread) or listed(path_of(column) for column in open_columns),
    }
    evidence = [each.evidence for each in idle[:_MOST_SHOWN]]
    named = [name for group in params.groups for name in group.columns]
    where = searched(site, context, named)
    if len(idle) >= params.fewer_than:
        return Judgement("fail", values, evidence=evidence, searched=where)
    if len(idle) + open_ >= params.fewer_than:
        return Judgement("undetermined", values, evidence=evidence, searched=where, unread=unread)
    return Judgement("pass_some" if idle else "pass", values, evidence=evidence, searched=where)


def _columns(
    site: SiteSnapshot, params: ColumnsIdleParams, context: Context
) -> Iterator[tuple[ColumnGroup, Column]]:
    """Each column once, with the first group that names it."""
    seen: set[str] = set()
    for group in params.groups:
        found = [c for name in group.columns for c in find_columns(site, context, name)]
        inside = {each.url for column in found for each in below(site, column)}
        for column in found:
            if column.url not in seen | inside and not is_archive(column):
                seen.add(column.url)
                yield group, column
        seen |= inside


def _unread(
    site: SiteSnapshot, params: ColumnsIdleParams, context: Context, open_columns: list[Column]
) -> list[Fetch]:
    named = [name for group in params.groups for name in group.columns]
    known = {column.url for column in site.columns.values()}
    unread = {
        fetch.url: fetch
        for fetch in could_hold(site, context, named)
        if fetch.role is Role.HOME or (fetch.role is Role.COLUMN and fetch.url not in known)
    }
    for column in open_columns:
        if column.fetch is not None and not column.was_read:
            unread[column.url] = column.fetch
    return list(unread.values())


def explain(params: ColumnsIdleParams, vocabulary: Vocabulary) -> Explanation:
    """How many idle columns are too many, and what makes one idle."""
    spans = tuple(
        f"{group.name}（{names_said(group.columns, 8)}）：判定日之前{group.span}内应有更新。"
        for group in params.groups
    )
    return Explanation(
        (
            f"长期不更新的栏目应少于{params.fewer_than}个，达到{params.fewer_than}个即为不符合。",
            *spans,
        ),
        ("每个栏目看它自己和下级栏目中标有日期的条目，取最新的一条，与更新期限比较。",),
        (
            "没有任何条目的栏目不在此列，另按空白栏目判定。",
            "按年份归档的栏目、历史期刊一类保存过去内容的栏目不算。",
            "没有读到、或条目都不标日期的栏目不算不更新；只有它们若都不更新就会达到上述个数时，才记为未能判定。",
            "判定日之后发布的条目视为尚未发布，不算。",
        ),
    )


KIND = CheckKind(
    name="columns_idle",
    params=ColumnsIdleParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "应更新的 {kept} 个栏目都在期限内有更新。"),
        "pass_some": OutcomeText(
            Verdict.PASS, "有 {count} 个栏目超期未更新（{names}），少于 {fewer_than} 个。"
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "有 {count} 个栏目超期未更新，达到 {fewer_than} 个：{names}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "已见 {count} 个栏目超期未更新，另有 {open} 个栏目无法判定（{unread}），"
            "若都未更新即达到 {fewer_than} 个。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    newest=lambda _params: True,
)

"""Groups of columns exist and have content, such as the kinds of content of article 20 of the
regulations.

**Judged**: of each group, whether one of its columns exists and has content.

**Counts**: documents published by the audit's day, rows of a list, 30 characters of own text, a
table, a form or an attachment, on the column's page or on one below it.

With `itself` a group's column must hold more than news of the thing, notices that give orders to do it and papers of
another kind about it (关于开展权责清单调整工作的通知, told by their titles), unless such a notice has the thing attached,
and more than other authorities' documents.

**Does not count**: placeholders (建设中, 暂无内容), and columns that are named somewhere and hold
nothing.

**Why**: 政府信息公开条例第二十条 lists what must be published; no site names its columns alike, so
each group carries the names that will do. `pass_at` groups or more pass, `fail_at` or fewer fail,
and between them the share is that of all groups. Groups that could not be read leave the rule open
only where they could change the verdict.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from checks.citing import cite
from checks.context import Context
from checks.coverage import below, could_hold, find_columns, searched, unread_within
from checks.explained.explaining import (
    columns_said,
    names_said,
    subject_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import matching, owner_of, unread_for
from checks.presence import column_evidence, has_content, is_content_itself, own_content
from checks.site_index import index_of
from checks.spoken_of import is_talk, only_speaks
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Column, Document, Fetch, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class ColumnGroup(Params):
    """One group: columns of which one must exist and have content."""

    name: str = Field(min_length=1, description="该类内容的名称")
    columns: tuple[str, ...] = Field(min_length=1, description="可容纳该类内容的栏目名称")
    itself: bool = Field(
        default=False,
        description="true：栏目里只有关于它的新闻、布置工作的通知、别种文书和其他机关的文件的，不算有内容",
    )
    subject: SubjectRef | None = Field(
        default=None, description="对象：没有这样的栏目，而在别处发布了此类文件的，也算有"
    )


class ColumnGroupsParams(Params):
    """Parameters of `column_groups`."""

    groups: tuple[ColumnGroup, ...] = Field(min_length=1, description="各类内容")
    pass_at: int = Field(ge=1, description="达到多少类即通过", json_schema_extra=BOUND)
    fail_at: int = Field(ge=0, description="只有多少类或更少即不通过", json_schema_extra=BOUND)

    @model_validator(mode="after")
    def _in_order(self) -> ColumnGroupsParams:
        if not self.fail_at < self.pass_at <= len(self.groups):
            raise ValueError(
                f"应为 fail_at < pass_at ≤ 类数（{len(self.groups)}），"
                f"实际 fail_at={self.fail_at}、pass_at={self.pass_at}"
            )
        return self


def judge(site: SiteSnapshot, params: ColumnGroupsParams, context: Context) -> Judgement:
    """Count the groups that have content, those that have none, and those that cannot be told."""
    filled: list[str] = []
    empty: list[str] = []
    unknown: list[str] = []
    evidence: list[Evidence] = []
    unread: list[Fetch] = []
    for group in params.groups:
        columns = _columns(site, context, group)
        states = [_holds(site, context, group, column) for column in columns]
        holding = next((c for c, state in zip(columns, states, strict=True) if state), None)
        if holding is not None:
            filled.append(group.name)
            evidence.append(column_evidence(holding, note=f"“{group.name}”"))
            continue
        open_ = _open(site, context, group, columns)
        if group.subject is not None:
            if elsewhere := matching(site, context, group.subject):
                filled.append(group.name)
                evidence.append(cite(site, elsewhere[0], f"“{group.name}”"))
                continue
            open_ += unread_for(site, context, group.subject)
        if open_ or None in states:
            unknown.append(group.name)
            unread.extend(open_)
        else:
            empty.append(group.name)
            evidence += _emptiness(site, context, group, columns)
    names = [name for group in params.groups for name in group.columns]
    values = {
        "filled": listed(filled, 20) or "无",
        "empty": listed(empty, 20) or "无",
        "unknown": listed(unknown, 20),
        "count": len(filled),
        "total": len(params.groups),
        "pass_at": params.pass_at,
        "fail_at": params.fail_at,
        "unread": unread_said(unread) or "有关栏目的列表",
    }
    most = len(filled) + len(unknown)
    if len(filled) >= params.pass_at:
        code = "pass"
    elif most <= params.fail_at:
        code = "fail"
    elif len(filled) > params.fail_at and most < params.pass_at:
        code = "partial"
    else:
        code = "undetermined"
    return Judgement(
        code,
        values,
        share=len(filled) / max(len(filled) + len(empty), 1),
        evidence=evidence,
        searched=searched(site, context, names),
        unread=unread,
    )


def _holds(site: SiteSnapshot, context: Context, group: ColumnGroup, column: Column) -> bool | None:
    """Whether a column or one below it holds the group's content; None when that cannot be told."""
    if not group.itself:
        return has_content(site, context, column)
    answers = [_holds_itself(site, context, each) for each in (column, *below(site, column))]
    if any(answers):
        return True
    return None if None in answers else False


def _holds_itself(site: SiteSnapshot, context: Context, column: Column) -> bool | None:
    state = own_content(site, context, column)
    if not state or is_content_itself(column):
        return state
    listed_ = _published(site, context, column)
    own = [document for document in listed_ if not owner_of(site, document).foreign]
    known = {document.url for document in listed_}
    rows = column.facts.rows if column.facts else []
    if not all(map(only_speaks, own)) or any(
        row.url not in known and not is_talk(row.title) for row in rows
    ):
        return True
    if column.rows_read > len(known | {row.url for row in rows}):
        return True  # rows of which no more is known than that they are there
    return False if column.complete else None


def _published(site: SiteSnapshot, context: Context, column: Column) -> list[Document]:
    return [
        document
        for document in index_of(site).listed.get(column.url, [])
        if document.published is None or document.published.day <= context.as_of
    ]


def _emptiness(
    site: SiteSnapshot, context: Context, group: ColumnGroup, columns: list[Column]
) -> list[Evidence]:
    """That the first of the columns holds nothing, or only what speaks of the thing."""
    if not columns:
        return []
    column = columns[0]
    about = [d for c in (column, *below(site, column)) for d in _published(site, context, c)]
    note = f"只是关于“{group.name}”的报道、通知或其他机关的文件"
    return [cite(site, document, note) for document in about[:3]] or [
        column_evidence(column, note=f"“{group.name}”没有内容")
    ]


def _columns(site: SiteSnapshot, context: Context, group: ColumnGroup) -> list[Column]:
    found: dict[str, Column] = {}
    for name in group.columns:
        found.update((column.url, column) for column in find_columns(site, context, name))
    return list(found.values())


def _open(
    site: SiteSnapshot, context: Context, group: ColumnGroup, columns: list[Column]
) -> list[Fetch]:
    """The unread pages that could hold the group's content: anywhere, or within its columns once
    there are any.
    """
    if columns:
        return unread_within(site, context, group.columns)
    return could_hold(site, context, group.columns)


def explain(params: ColumnGroupsParams, vocabulary: Vocabulary) -> Explanation:
    """The groups with the columns that will do for each, and how many are enough."""
    total, enough, too_few = len(params.groups), params.pass_at, params.fail_at
    if total == 1:
        checked = [f"{params.groups[0].name}：应设有栏目，且栏目里有内容。"]
    else:
        names = names_said([group.name for group in params.groups])
        checked = [f"下列{total}类内容应各设有栏目，且栏目里有内容：{names}。"]
        middle = "，介于两者之间的按已有的类数给分" if enough > too_few + 1 else ""
        least = f"只有{too_few}类或更少的" if too_few else "一类也没有的"
        whole = f"{total}类齐全" if enough == total else f"有{enough}类以上"
        checked.append(f"{whole}即为符合，{least}不符合{middle}。")
    groups = [
        f"{group.name}：{columns_said(group.columns)}"
        f"{'之一' if len(group.columns) > 1 else ''}，同义名称也算。"
        + (
            f"没有栏目而发布了{subject_said(group.subject, vocabulary)}的也算。"
            if group.subject
            else ""
        )
        for group in params.groups
    ]
    return Explanation(
        tuple(checked),
        (
            *groups,
            "栏目或其下级栏目里有判定日以前发布的文件、列表条目、30字以上的文字、表格、表单或附件，即算有内容。",
        ),
        (
            "只写“建设中”“暂无内容”一类提示的，不算有内容。",
            "只有名称、点开没有内容的栏目，不算。",
            *(
                f"{group.name}的栏目里只有关于它的新闻报道、布置工作的通知、征求意见稿等，或只有其他机关的文件，没有{group.name}本身的，不算。"
                for group in params.groups
                if group.itself
            ),
            "有关页面没有读到、而又会影响结论时，记为未能判定，不判为没有。",
        ),
    )


KIND = CheckKind(
    name="column_groups",
    params=ColumnGroupsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "{total} 类内容中有 {count} 类设有栏目且有内容（达到 {pass_at} 类即可）。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "{total} 类内容中有 {count} 类设有栏目且有内容，不足 {pass_at} 类；缺 {empty}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL,
            "{total} 类内容中只有 {count} 类设有栏目且有内容（{filled}）；缺 {empty}。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "已见 {count} 类有内容，{unknown} 因未能读取 {unread} 无法判定，结论取决于此。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

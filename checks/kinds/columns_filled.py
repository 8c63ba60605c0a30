"""No, or few, columns of the site are empty (空白栏目).

**Judged**: every column of the site's tree whose page was read.

**Counts as empty**: a page that was read and shows no documents, no rows, no own text, no table,
form or attachment and has no columns below it; or only a placeholder (建设中, 暂无内容, 共0条).
Addresses that lead to the same page count once.

**Does not count**: a page that was not read; a column whose only content is columns below it (those
are judged themselves) or its own text; a list that claims entries which the crawl could not read.

**Why**: 国办秘函〔2019〕19号 fails a site with 5 or more blank columns. Fewer than `fewer_than`
pass. Columns that could not be read leave the rule open only when they, all being empty, would
reach that number.
"""

from __future__ import annotations

import re

from pydantic import Field

from checks.context import Context
from checks.coverage import could_hold, is_irrelevant, searched
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import column_evidence, own_content, path_of
from checks.site_index import index_of
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Column, Fetch, Role, SiteSnapshot
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_MOST_SHOWN = 30
_SHORTEST_TEXT = 8
_PATH_OR_PAGER = re.compile(r"当前位置|您的位置|所在位置|上一页|下一页|首页\s*[>»]|共\s*0\s*[条页]")


class ColumnsFilledParams(Params):
    """Parameters of `columns_filled`."""

    fewer_than: int = Field(
        default=5, ge=1, description="空白栏目少于多少个即通过", json_schema_extra=BOUND
    )


def judge(site: SiteSnapshot, params: ColumnsFilledParams, context: Context) -> Judgement:
    """Count the empty columns and those that could be."""
    empty: list[Column] = []
    unknown: list[Column] = []
    read = 0
    for columns in _pages(site).values():
        states = [_filled(site, context, column) for column in columns]
        if any(states):
            read += 1
        elif None not in states:
            read += 1
            empty.append(columns[0])
        elif not any(is_irrelevant(site, context, column) for column in columns):
            unknown.append(columns[0])
    known = {column.url for column in site.columns.values()}
    unread: dict[str, Fetch] = {
        fetch.url: fetch
        for fetch in could_hold(site, context)
        if fetch.role is Role.COLUMN and fetch.url not in known
    }
    for column in unknown:
        if column.fetch is not None and not column.was_read:
            unread[column.url] = column.fetch
    open_ = len(unknown) + sum(url not in known for url in unread)
    values = {
        "count": len(empty),
        "read": read,
        "open": open_,
        "fewer_than": params.fewer_than,
        "names": listed(path_of(column) for column in empty) or "无",
        "unread": unread_said(unread.values()) or listed(path_of(c) for c in unknown),
    }
    evidence = [_empty_evidence(column) for column in empty[:_MOST_SHOWN]]
    where = searched(site, context)
    if len(empty) >= params.fewer_than:
        return Judgement("fail", values, evidence=evidence, searched=where)
    if len(empty) + open_ >= params.fewer_than:
        return Judgement(
            "undetermined",
            values,
            evidence=evidence,
            searched=where,
            unread=list(unread.values()),
        )
    code = "pass_some" if empty else "pass"
    return Judgement(code, values, evidence=evidence, searched=where)


def _pages(site: SiteSnapshot) -> dict[str, list[Column]]:
    """The columns by the page that they lead to, in order of address."""
    pages: dict[str, list[Column]] = {}
    for url in sorted(site.columns):
        column = site.columns[url]
        where = (column.fetch.final_url if column.fetch else "") or url
        pages.setdefault(where.partition("#")[0], []).append(column)
    return pages


def _filled(site: SiteSnapshot, context: Context, column: Column) -> bool | None:
    if index_of(site).below.get(column.url):
        return True
    filled = own_content(site, context, column)
    # A short text is content too, when it is more than the column's name and the path to it.
    if filled is False and not column.placeholder and len(_said(column)) >= _SHORTEST_TEXT:
        return True
    return filled


def _said(column: Column) -> str:
    """A column's own text without the path to it, its names and the words of its pager."""
    lines = (line for line in column.text.splitlines() if not _PATH_OR_PAGER.search(line))
    text = plain("".join(lines))
    for name in sorted({column.name, *column.names}, key=lambda each: (-len(each), each)):
        text = text.replace(plain(name), "") if plain(name) else text
    return text


def _empty_evidence(column: Column) -> Evidence:
    words = column.placeholder or (column.facts.title if column.facts else "") or column.name
    note = f"空白栏目：{path_of(column)}" + ("（占位提示）" if column.placeholder else "")
    return column_evidence(column, words, note)


def explain(params: ColumnsFilledParams, vocabulary: Vocabulary) -> Explanation:
    """How many blank columns are too many, and what makes one blank."""
    limit = (
        "全站不应有空白栏目，有一个即为不符合。"
        if params.fewer_than == 1
        else f"全站的空白栏目应少于{params.fewer_than}个，达到{params.fewer_than}个即为不符合。"
    )
    return Explanation(
        (limit,),
        (
            "栏目页面已经读到，而没有文件、列表、文字、表格、表单和附件，也没有下级栏目的，算一个空白栏目。",
            "只写“建设中”“暂无内容”“共0条”一类提示的，也算空白栏目。",
            "几个入口指向同一个页面的，只算一个。",
        ),
        (
            "没有读到的栏目不算空白；只有它们若都空白就会达到上述个数时，才记为未能判定。",
            "只用来归拢下级栏目的栏目不算空白，其下级栏目各自判定。",
            "列表自称有条目、而条目没有读到的，不算空白。",
        ),
    )


KIND = CheckKind(
    name="columns_filled",
    params=ColumnsFilledParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "已读取的 {read} 个栏目中没有空白栏目。"),
        "pass_some": OutcomeText(
            Verdict.PASS,
            "已读取的 {read} 个栏目中有 {count} 个空白栏目（{names}），少于 {fewer_than} 个。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL,
            "已读取的 {read} 个栏目中有 {count} 个空白栏目，达到 {fewer_than} 个：{names}。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "已见 {count} 个空白栏目，另有 {open} 个栏目无法判定是否空白（{unread}），"
            "若都空白即达到 {fewer_than} 个。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

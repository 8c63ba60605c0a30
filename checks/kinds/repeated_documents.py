"""One article is not put into many unrelated columns (同稿多栏).

**Judged**: every document published within the period: in how many unrelated columns it is listed.

**Counts as repeated**: the same address, or the same title, day and text at several addresses, in `columns` or more
columns that have nothing to do with each other.

**Does not count**: a column and the one above it; columns whose names are one matter by the vocabulary (政策文件,
规范性文件); the homepage and sections that hold others (政务公开, 专题专栏); the catalogues of departments and towns
and lists by theme, genre or department, which are second ways to the same thing; equal titles with different texts.

**Why**: 整治数字形式主义: content must fit its column (公开内容应贴合栏目要求); the same news poured into every
column to look busy does not. A policy listed under its kind, its topic and its department is good practice, so
`columns` should be 4 or more. Fewer than `fail_at` articles earn their share. Lists that were not read to their end
are counted in the reason; what was found stands whatever they hold. Where more pages were not read than were, nothing
found says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import Field

from checks import coverage
from checks.citing import MOST_SHOWN, cite, name_of
from checks.context import Context
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import mostly_unread, path_of
from checks.site_index import ancestors, index_of
from checks.texts.readings import packed
from checks.verdict import Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Column, Document, SiteSnapshot
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_COLLECTING = ("部门信息公开", "专题专栏")
_SECOND_WAYS = (
    "主题分类", "体裁分类", "按主题", "按体裁", "按部门", "按机构", "服务对象分类", "组配分类", "信息分类", "发文机关",
    "机构分类", "最新公开", "最新信息", "信息更新", "最近更新", "索引", "按时间", "全部信息",
)  # fmt: skip
_LONG_TITLE = 10  # characters from which a title tells articles apart
_LONG_TEXT = 30


class RepeatedDocumentsParams(Params):
    """Parameters of `repeated_documents`."""

    columns: int = Field(
        default=4,
        ge=2,
        description="同一稿件列入多少个互不相关的栏目即算重复",
        json_schema_extra=BOUND,
    )
    fail_at: int = Field(
        default=3,
        ge=1,
        description="达到多少件即不通过，少于此数按比例得分",
        json_schema_extra=BOUND,
    )


@dataclass(frozen=True, slots=True)
class _Repeated:
    document: Document
    columns: list[Column]


def judge(site: SiteSnapshot, params: RepeatedDocumentsParams, context: Context) -> Judgement:
    """Gather each article's columns, then count those that are unrelated."""
    inside = [
        document
        for document in coverage.visible_documents(site, context.as_of)
        if document.published is not None and document.published.day in context.period
    ]
    found: list[_Repeated] = []
    for copies in _articles(inside):
        urls = list(dict.fromkeys(url for copy in copies for url in copy.columns))
        if len(urls) < params.columns:
            continue
        apart = _unrelated(site, context, urls)
        if len(apart) >= params.columns:
            found.append(_Repeated(copies[0], apart))
    open_lists = sum(not column.complete for column in site.columns.values())
    values: dict[str, object] = {
        "read": len(inside),
        "columns": params.columns,
        "count": len(found),
        "fail_at": params.fail_at,
        "found": listed(
            (f"{name_of(each.document)}列入{len(each.columns)}个栏目" for each in found), 3
        ),
        "open": f"；另有{open_lists}个栏目的列表未读完" if open_lists else "",
    }
    evidence = [
        cite(site, each.document, f"列入：{listed((path_of(c) for c in each.columns), 12)}")
        for each in found[:MOST_SHOWN]
    ]
    if len(found) >= params.fail_at:
        return Judgement("fail", values, evidence=evidence)
    if found:
        return Judgement(
            "partial", values, share=1 - len(found) / params.fail_at, evidence=evidence
        )
    if mostly_unread(site, len(inside)):
        values["lost"] = len(site.unread)
        return Judgement("undetermined", values, unread=site.unread)
    if not inside:
        return Judgement("not_applicable", values)
    return Judgement("pass", values, searched=coverage.searched(
        site, context, documents=len(inside), first=context.period.first, last=context.period.last
    ))  # fmt: skip


def _articles(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents, those of one title, day and text together."""
    groups: dict[object, list[Document]] = {}
    for document in documents:
        title = plain(document.title or document.row_title)
        day = document.published.day if document.published else None
        key: object = (title, day) if len(title) >= _LONG_TITLE else document.url
        groups.setdefault(key, []).append(document)
    articles: list[list[Document]] = []
    for group in groups.values():
        if len(group) == 1:
            articles.append(group)
            continue
        by_text: dict[object, list[Document]] = {}
        for document in group:
            text = packed(document.own_text) if document.was_read else ""
            by_text.setdefault(text if len(text) >= _LONG_TEXT else document.url, []).append(
                document
            )
        articles.extend(by_text.values())
    return articles


def _unrelated(site: SiteSnapshot, context: Context, urls: Iterable[str]) -> list[Column]:
    """The columns that have nothing to do with each other: of related ones the first stands for all."""
    columns = [
        site.columns[url]
        for url in urls
        if url in site.columns and _counts(site, context, site.columns[url])
    ]
    apart: list[list[Column]] = []
    for column in columns:
        kin = [group for group in apart if any(_related(site, context, column, c) for c in group)]
        merged = [column, *(each for group in kin for each in group)]
        apart = [group for group in apart if group not in kin] + [merged]
    return [min(group, key=lambda c: (len(c.path), c.url)) for group in apart]


def _counts(site: SiteSnapshot, context: Context, column: Column) -> bool:
    line = [column, *ancestors(site, column)]
    names = [index_of(site).names[each.url] for each in line]
    if names[0] & coverage.GENERAL or any(_is_second_way(name) for name in names[0]):
        return False
    collecting = frozenset().union(*(context.vocabulary.names(name) for name in _COLLECTING))
    return not any(
        above & collecting or any(_is_second_way(name) for name in above) for above in names
    )


def _is_second_way(name: str) -> bool:
    return any(word in name for word in _SECOND_WAYS)


def _related(site: SiteSnapshot, context: Context, one: Column, other: Column) -> bool:
    if one.url in {c.url for c in ancestors(site, other)}:
        return True
    if other.url in {c.url for c in ancestors(site, one)}:
        return True
    names = index_of(site).names
    return any(
        name in names[other.url] or context.vocabulary.names(name) & names[other.url]
        for name in names[one.url]
    ) or any(context.vocabulary.names(name) & names[one.url] for name in names[other.url])


def _explain(params: RepeatedDocumentsParams, _vocabulary: Vocabulary) -> Explanation:
    return Explanation(
        checked=(
            f"期内没有稿件列入{params.columns}个以上（含）互不相关的栏目。",
            f"达到{params.fail_at}件即为不符合，少于{params.fail_at}件按比例得分。",
        ),
        counts=("同一地址，或标题、日期、正文都相同的几个地址，算同一稿件。",),
        excludes=(
            "上下级栏目、名称同义的栏目（政策文件与规范性文件）算一个。",
            "首页、综合栏目、专题专栏、部门和乡镇街道目录，以及按主题、体裁、部门的分类列表不算。",
        ),
    )


KIND = CheckKind(
    name="repeated_documents",
    params=RepeatedDocumentsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "期内{read}件文件中没有同一稿件列入{columns}个以上互不相关栏目的{open}。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL, "期内有{count}件稿件列入{columns}个以上互不相关的栏目：{found}{open}。"
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "期内有{count}件稿件列入{columns}个以上互不相关的栏目：{found}{open}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "只见到期内{read}件文件，有{lost}个页面未能读取，不能断定没有同稿多栏。",
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有文件。"),
    },
    doc=__doc__ or "",
    explain=_explain,
)

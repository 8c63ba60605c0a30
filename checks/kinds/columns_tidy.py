"""The disclosure catalogue is not too deep, and has no two columns of one name side by side (层级、重复栏目).

**Judged**: every column below the disclosure platform (`under`) whose page was read. Its level is the number of
columns between it and the platform, its own included; in a department's or town's own catalogue it is counted from
that department. Where a page shows its own place (当前位置), the smaller of the two counts is taken.

**Counts as a fault**: columns of one parent that lie below level `levels`, once a parent; two or more columns of
exactly one name below one parent, each with its own link there and its own page.

**Does not count**: a year as a level (2023年), names that say nothing (更多), one page under two addresses, equal
names below different parents, and empty columns, which are `columns_filled`'s business.

**Why**: clauses ask to merge levels of the catalogue and to tidy it (合理整合归并目录层级). They give no number, so a
rule names its own. Fewer than `fail_at` faults earn their share; columns that were not read leave the rule open where
nothing, or too little, was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from checks import coverage
from checks.context import Context
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import column_evidence, page_key, path_of
from checks.site_index import ancestors
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import Column, Role, SiteSnapshot
from crawler.snapshot.names import normalise_name
from rules.vocabulary import Vocabulary

_UNITS = "部门信息公开"
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})年?(?:度|份)?")
_SAYS_NOTHING = frozenset(
    {
        "更多",
        "more",
        "详情",
        "查看",
        "进入",
        "点击进入",
        "查看更多",
        "列表",
        "下一页",
        "返回",
        "首页",
    }
)
_MOST_SHOWN = 20


class ColumnsTidyParams(Params):
    """Parameters of `columns_tidy`."""

    under: tuple[str, ...] = Field(
        default=("政府信息公开",), min_length=1, description="目录所在专栏的名称（别名也算）"
    )
    levels: int = Field(default=5, ge=1, description="专栏以下至多多少级", json_schema_extra=BOUND)
    fail_at: int = Field(
        default=2,
        ge=1,
        description="达到多少处即不通过，少于此数按比例得分",
        json_schema_extra=BOUND,
    )


@dataclass(frozen=True, slots=True)
class _Fault:
    words: str
    evidence: tuple[Evidence, ...]


def judge(site: SiteSnapshot, params: ColumnsTidyParams, context: Context) -> Judgement:
    """Measure the levels, then look for equal names side by side."""
    roots = {
        column.url for name in params.under for column in coverage.find_columns(site, context, name)
    }
    values: dict[str, object] = {
        "under": params.under[0],
        "levels": params.levels,
        "fail_at": params.fail_at,
    }
    where = coverage.searched(site, context, params.under)
    if not roots:
        unread = coverage.could_hold(site, context, params.under)
        values["unread"] = unread_said(unread)
        return Judgement(
            "undetermined" if unread else "missing", values, unread=unread, searched=where
        )
    starts = roots | {unit for column in _named(site, context, _UNITS) for unit in column.children}
    columns = [
        column
        for column in coverage.columns_within(site, context, params.under)
        if column.url not in starts and column.was_read
    ]
    depths = {column.url: _depth(site, column, starts, params.under) for column in columns}
    faults = [
        *_too_deep(site, columns, depths, params.levels),
        *_doubled(site, columns),
    ]
    unread = [
        fetch
        for fetch in coverage.unread_within(site, context, params.under)
        if fetch.role is Role.COLUMN
    ]
    values |= {
        "read": len(columns),
        "count": len(faults),
        "deepest": max(depths.values(), default=0),
        "faults": listed((fault.words for fault in faults), 5),
        "unread": unread_said(unread),
    }
    evidence = [piece for fault in faults for piece in fault.evidence][:_MOST_SHOWN]
    if len(faults) >= params.fail_at:
        return Judgement("fail", values, evidence=evidence, searched=where)
    if faults:
        share = 1 - len(faults) / params.fail_at
        return Judgement("partial", values, share=share, evidence=evidence, searched=where)
    if unread:
        return Judgement("undetermined", values, unread=unread, searched=where)
    deepest = sorted(columns, key=lambda c: (-depths[c.url], c.url))[:1]
    shown = [column_evidence(c, note=f"最深第{depths[c.url]}级：{path_of(c)}") for c in deepest]
    shown = shown or [
        column_evidence(site.columns[url], note="已核对") for url in sorted(roots)[:1]
    ]
    return Judgement("pass", values, evidence=shown, searched=where)


def _named(site: SiteSnapshot, context: Context, name: str) -> list[Column]:
    return coverage.find_columns(site, context, name)


def _depth(site: SiteSnapshot, column: Column, starts: set[str], under: Iterable[str]) -> int:
    """Levels from the platform, or from the department, down to the column."""
    above: list[Column] = []
    for each in ancestors(site, column):
        if each.url in starts:
            break
        above.append(each)
    depth = sum(not _YEAR.fullmatch(each.name.strip()) for each in (column, *above))
    shown = [normalise_name(link.text) for link in column.facts.breadcrumb] if column.facts else []
    names = {normalise_name(name) for name in under} | {
        normalise_name(site.columns[url].name) for url in starts if url in site.columns
    }
    places = [at for at, name in enumerate(shown) if name in names]
    if not places:
        return depth
    below = [name for name in shown[places[-1] + 1 :] if not _YEAR.fullmatch(name)]
    # A page's own place may or may not end with its own name.
    return min(depth, len(below) + (not below or below[-1] != normalise_name(column.name)))


def _too_deep(
    site: SiteSnapshot, columns: Iterable[Column], depths: dict[str, int], levels: int
) -> list[_Fault]:
    """The columns beyond the last level, those of one parent as one fault."""
    by_parent: dict[str, list[Column]] = {}
    for column in sorted(columns, key=lambda c: c.url):
        if depths[column.url] > levels:
            by_parent.setdefault(column.parent or "", []).append(column)
    faults: list[_Fault] = []
    for deep in by_parent.values():
        first = deep[0]
        note = f"第{depths[first.url]}级栏目：{clean(path_of(first), 200)}"
        faults.append(_Fault(note, (column_evidence(first, note=note),)))
    return faults


def _doubled(site: SiteSnapshot, columns: Iterable[Column]) -> list[_Fault]:
    """Columns of one name below one parent that are two pages with two links."""
    groups: dict[tuple[str, str], list[Column]] = {}
    for column in sorted(columns, key=lambda c: c.url):
        name = normalise_name(column.name)
        if name and name.lower() not in _SAYS_NOTHING and not _YEAR.fullmatch(name):
            groups.setdefault((column.parent or "", name), []).append(column)
    faults: list[_Fault] = []
    for (parent, name), group in groups.items():
        pages = {_page(site, column): column for column in group}
        different = list({_content(column): column for column in pages.values()}.values())
        if len(different) > 1 and _linked_apart(site, parent, name, different):
            words = f"“{clean(path_of(different[0]), 200)}”有{len(different)}个同名栏目"
            shown = tuple(column_evidence(column, note=words) for column in different[:4])
            faults.append(_Fault(words, shown))
    return faults


def _page(site: SiteSnapshot, column: Column) -> str:
    key = page_key(site, (column.fetch.final_url if column.fetch else "") or column.url)
    return _with_fragment(key, column.url)


def _with_fragment(key: str, url: str) -> str:
    # Where a script holds the catalogue (/gkmlpt/index#4231), the fragment alone tells its columns apart.
    fragment = url.partition("#")[2]
    return f"{key}#{fragment}" if fragment else key


def _content(column: Column) -> object:
    """What tells two pages apart: their documents, else their bytes."""
    listed_here = frozenset(document.url for document in column.documents)
    return listed_here or (column.fetch.sha256 if column.fetch else "") or column.url


def _linked_apart(site: SiteSnapshot, parent: str, name: str, columns: list[Column]) -> bool:
    """Whether a reader sees several entries of the name on the parent's page; a tree that only a script holds has none."""
    above = site.columns.get(parent)
    links = above.links if above is not None else ()
    wanted = {_page(site, column) for column in columns}
    keys = {
        _with_fragment(page_key(site, link.url), link.url): normalise_name(link.text) == name
        for link in links
    }
    if not wanted & keys.keys():
        return True
    return sum(keys.get(key, False) for key in wanted) > 1


def _explain(params: ColumnsTidyParams, _vocabulary: Vocabulary) -> Explanation:
    return Explanation(
        checked=(
            f"“{params.under[0]}”专栏以下的目录不超过{params.levels}级，同一上级之下没有两个同名栏目。",
            f"发现{params.fail_at}处即为不符合，少于{params.fail_at}处按比例得分。",
        ),
        counts=(
            "层级从专栏往下数；部门、乡镇街道自己的目录从该单位往下数。",
            "同一上级之下超出层级的栏目合为一处；同名栏目须各有链接、各有页面。",
        ),
        excludes=(
            "年份归档（2023年）不算一级；“更多”之类不是栏目名。",
            "不同上级之下的同名栏目、同一页面的两个地址不算重复；空白栏目另有规则检查。",
        ),
    )


KIND = CheckKind(
    name="columns_tidy",
    params=ColumnsTidyParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS,
            "“{under}”专栏以下已读取{read}个栏目，最深{deepest}级（不超过{levels}级），没有同名并列栏目。",
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL, "目录有{count}处层级过深（超过{levels}级）或同名并列：{faults}。"
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "目录有{count}处层级过深（超过{levels}级）或同名并列：{faults}。"
        ),
        "missing": OutcomeText(Verdict.FAIL, "没有“{under}”专栏，无目录可言。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取{unread}，无法判定“{under}”目录的层级和重复。"
        ),
    },
    doc=__doc__ or "",
    explain=_explain,
)

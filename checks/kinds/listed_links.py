"""A column that leads by links to other pages or sites: those of hospitals, schools, bus and water companies.

**Judged**: how many links the column's page and those of the columns below it list, and whether one of them leads to a
page that does not exist.

**Counts**: the rows of its lists, the links of its text and tables, links that only these pages have, and a column below
that lists nothing itself (a unit's own column). A link to another site counts: the crawl does not ask for it, and knows
no better.

**Does not count**: the menus and feet that other columns' pages or the homepage show as well, links to the homepage or
to the column itself, words that name nothing (更多, 下一页), and articles: rows of the site's own with a date and a title
too long for a name. One address counts once.

**Why**: 以链接集中展示企事业单位网站的，栏目清晰、要素齐全、及时更新. Enough living links pass; with dead ones among them
the share is that of the living; too few fail. A page of the column that was not read keeps open what is lacking. No column
fails only where all that could hold it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from pydantic import Field

from checks.context import Context
from checks.coverage import below, could_hold, find_columns, searched, unread_within
from checks.explained.explaining import NOT_GUESSED, also_called, quoted
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import (
    column_evidence,
    homepage_links,
    homepage_unread,
    is_gone,
    page_key,
    path_of,
)
from checks.site_index import ancestors, remembered
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import Column, Fetch, Link, SiteSnapshot
from crawler.snapshot.names import normalise_name
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_NAMELESS = frozenset(
    {
        "更多", "more", "查看更多", "下一页", "上一页", "首页", "尾页", "末页", "返回", "返回首页", "返回顶部", "网站首页",
        "打印", "关闭", "关闭窗口", "跳转", "搜索", "登录", "注册", "分享", "无障碍", "无障碍浏览", "网站地图", "联系我们",
        "关于我们", "版权声明", "网站声明",
    }
)  # fmt: skip
_LONGEST_NAME = 16  # characters of a unit's name, where its row is dated
_MOST_SHOWN = 20


class ListedLinksParams(Params):
    """Parameters of `listed_links`."""

    column: str = Field(min_length=1, description="栏目名称（词表中的别名也算）")
    at_least: int = Field(
        default=1, ge=1, description="至少应列出的有效链接数", json_schema_extra=BOUND
    )


def judge(site: SiteSnapshot, params: ListedLinksParams, context: Context) -> Judgement:
    """Count the links of the best column of the name, and look for dead ones."""
    columns = [c for c in find_columns(site, context, params.column) if not is_gone(site, c.url)]
    values: dict[str, object] = {"name": params.column, "at_least": params.at_least}
    if not columns:
        return _without_column(site, params, context, values)
    column, links = max(
        ((each, _links(site, each)) for each in columns), key=lambda pair: len(pair[1])
    )
    dead = [link for link in links if is_gone(site, link.url)]
    living = len(links) - len(dead)
    unread = unread_within(site, context, (params.column,))
    lists = [c.name for c in (column, *below(site, column)) if not c.complete]
    values |= {
        "path": path_of(column),
        "count": living,
        "total": len(links),
        "dead": len(dead),
        "first": listed((link.text for link in dead), 3) or "无",
        "found": listed((link.text for link in links if link not in dead), 3) or "无",
        "unread": unread_said(unread) or f"栏目{listed(lists, 3)}的列表未读完",
    }
    evidence = [_dead_evidence(site, link) for link in dead[:_MOST_SHOWN]]
    note = f"列出链接{len(links)}个，其中失效{len(dead)}个：{listed((link.text for link in links), 10)}"
    evidence.append(column_evidence(column, note=clean(note, 400)))
    if living >= params.at_least:
        code = "partial" if dead else "pass"
    elif unread or lists:
        return Judgement("undetermined", values, evidence=evidence, unread=unread)
    else:
        code = "too_few"
    return Judgement(
        code,
        values,
        share=living / max(len(links), 1),
        evidence=evidence,
        searched=searched(site, context, (params.column,)),
    )


def _without_column(
    site: SiteSnapshot, params: ListedLinksParams, context: Context, values: dict[str, object]
) -> Judgement:
    names = frozenset({normalise_name(params.column), *context.vocabulary.names(params.column)})
    elsewhere = [link for link in homepage_links(site, names) if not is_gone(site, link.url)]
    if elsewhere:
        values["unread"] = f"首页的入口通往{elsewhere[0].url}，不在所查范围"
        return Judgement("undetermined", values)
    unread = [*homepage_unread(site), *could_hold(site, context, (params.column,))]
    if unread:
        values["unread"] = f"未能读取{unread_said(unread)}"
        return Judgement("unfound", values, unread=unread)
    return Judgement("missing", values, searched=searched(site, context, (params.column,)))


def _links(site: SiteSnapshot, column: Column) -> list[Link]:
    """The links that a column and those below it list, each address once."""
    family = [column, *below(site, column)]
    own = {page_key(site, each.url) for each in (*family, *ancestors(site, column))}
    own |= {page_key(site, site.url)}
    inside = {each.url for each in family}
    shared = _shared(site)
    found: dict[str, Link] = {}
    hosts = {urlsplit(each.url).netloc for each in family}
    for each in family:
        known = len(found)
        for link, is_listed in _all_links(each, hosts):
            key = page_key(site, link.url)
            if key in own or key in found or len(plain(link.text)) < 2:
                continue
            if plain(link.text) in _NAMELESS:
                continue
            # What only a menu shows is told by the other pages that show it.
            if not is_listed and not shared.get(key, inside) <= inside:
                continue
            found[key] = link
        if len(found) == known and each is not column and not below(site, each):
            found[page_key(site, each.url)] = Link(each.url, each.name)
    return list(found.values())


def _all_links(column: Column, hosts: set[str]) -> Iterator[tuple[Link, bool]]:
    """A column's links, and whether they stand in its list, text or tables rather than anywhere on the page."""
    facts = column.facts
    rows: list[tuple[str, str, date | None]] = []
    if facts is not None:
        rows = [(row.url, row.title, row.day) for row in facts.rows]
        yield from ((at.link, True) for table in facts.linked_tables for at in table.links)
        if facts.is_article:
            yield from ((link, True) for link in facts.body_links)
    articles = set()
    rows += [(d.url, d.row_title or d.title, d.row_day) for d in column.documents]
    for url, title, day in rows:
        if day and len(plain(title)) > _LONGEST_NAME and urlsplit(url).netloc in hosts:
            articles.add(url)
        else:
            yield Link(url, title), True
    yield from ((link, False) for link in column.links if link.url not in articles)


def _shared(site: SiteSnapshot) -> dict[str, set[str]]:
    """The pages (columns, the homepage) that show each link anywhere."""

    def gather() -> dict[str, set[str]]:
        shown: dict[str, set[str]] = {}
        keys: dict[str, str] = {}
        pages = [(column.url, column.links) for column in site.columns.values()]
        if site.homepage is not None:
            pages.append((site.homepage.url, site.homepage.links))
        for url, links in pages:
            for link in links:
                if (key := keys.get(link.url)) is None:
                    key = keys[link.url] = page_key(site, link.url)
                shown.setdefault(key, set()).add(url)
        return shown

    return remembered(site, ("links by page",), gather)


def _dead_evidence(site: SiteSnapshot, link: Link) -> Evidence:
    fetch: Fetch | None = next(
        (
            each.fetch
            for each in site.dead_links
            if page_key(site, each.url) == page_key(site, link.url)
        ),
        None,
    )
    return Evidence.of(fetch, clean(link.text), url=link.url, note="链接的页面不存在")


def explain(params: ListedLinksParams, vocabulary: Vocabulary) -> Explanation:
    """The column, the number, and what is no listed link."""
    column = f"{quoted(params.column)}栏目{also_called(params.column, vocabulary)}"
    return Explanation(
        (
            f"{column}及其下级栏目应列出不少于{params.at_least}个链接，并且没有失效的。",
            "数量够而有失效链接的，按有效链接的比例给分；有效链接不够的为不符合。",
        ),
        (
            "栏目列表、正文、表格中的链接，以及只有这些页面才有的链接，都算；通往其他网站的也算。",
            "下级栏目自己没有列出链接的，算作一个单位自己的栏目。",
        ),
        (
            "各页共有的导航和页脚、通往首页或栏目自身的链接、“更多”之类没有名称的链接，都不算。",
            "本站自己的文章（列表中有日期、标题较长的）不算。",
            "同一网址只计一次；页面已不存在的链接为失效。",
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="listed_links",
    params=ListedLinksParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "栏目“{path}”列出{count}个链接（如{found}），未发现失效链接。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL, "栏目“{path}”列出{total}个链接，其中{dead}个已失效（{first}）。"
        ),
        "too_few": OutcomeText(
            Verdict.FAIL,
            "栏目“{path}”只有{count}个有效链接，不足{at_least}个；失效{dead}个（{first}）。",
        ),
        "missing": OutcomeText(Verdict.FAIL, "未发现栏目“{name}”（应至少列出{at_least}个链接）。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "栏目“{name}”是否列出{at_least}个链接尚不能判定：{unread}。"
        ),
        "unfound": OutcomeText(
            Verdict.UNDETERMINED, "未发现栏目“{name}”，但不能断定没有：{unread}。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

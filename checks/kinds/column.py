"""A column exists, goes by the right name, has its entry on the homepage and its parts.

**Judged**: whether the site has a column of the name; with `on_homepage`, whether the homepage has
a link of that name; with `children`, which of the named parts the column has.

**Counts**: a column of the site's tree, or a link on the homepage that leads elsewhere, under the
name or, unless `exact`, under another name of the same meaning; with `on_column_pages` also such a
link on any column's page, as platforms of other hosts (征地信息公开平台) are often linked from the
column that they concern. A part counts as a column below, as a link on the column's page, or as a
heading there. Of several columns of one name the one with most parts is judged.

**Does not count**: an entry or part whose link answers that the page does not exist; with `exact`,
a column under another name (outcome `wrong_name`, which quotes that name).

**Why**: 国办公开办函〔2019〕61号 asks for a column named exactly 政府信息公开, shown on the
homepage, with four parts. A homepage that was not read leaves the entry open; parts are open when
the column's own page was not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from checks.context import Context
from checks.coverage import below, could_hold, find_columns, names_of, searched
from checks.explained.explaining import (
    NOT_GUESSED,
    also_called,
    names_said,
    quoted,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import (
    column_evidence,
    homepage_links,
    homepage_unread,
    is_gone,
    page_key,
    path_of,
    read_homepage,
    unread_frames,
)
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Column, Fetch, Link, SiteSnapshot
from crawler.snapshot.names import normalise_name
from rules.vocabulary import Vocabulary


class ColumnParams(Params):
    """Parameters of `column`."""

    name: str = Field(min_length=1, description="栏目名称")
    exact: bool = Field(default=False, description="名称须一字不差，词表中的别名不算")
    on_homepage: bool = Field(default=False, description="网站首页须有该名称的入口链接")
    on_column_pages: bool = Field(
        default=False, description="任何栏目页上该名称的链接也算（如链接到其他网站的平台）"
    )
    children: tuple[str, ...] = Field(default=(), description="须下设的组成部分（别名也算）")
    children_exact: bool = Field(default=False, description="组成部分的名称也须一字不差")


def judge(site: SiteSnapshot, params: ColumnParams, context: Context) -> Judgement:
    """Judge one column."""
    names = _names(params.name, params.exact, context)
    columns = [
        c for c in find_columns(site, context, params.name, params.exact) if not _dead(site, c)
    ]
    entries = [link for link in homepage_links(site, names) if not is_gone(site, link.url)]
    if params.on_column_pages and not columns and not entries and (on_page := _linked(site, names)):
        column, link = on_page
        shown = Evidence.of(column.fetch, link.text, url=column.url, note=f"链接到 {link.url}")
        place = f"{path_of(column)} > {link.text}"
        return Judgement("pass", {"name": params.name, "path": place}, evidence=[shown])
    if not columns and not entries:
        return _absent(site, params, context)
    if not params.children and (unread := _all_unread(site, columns, entries)):
        only = {"name": params.name, "unread": unread_said(unread)}
        return Judgement("undetermined", only, unread=unread)
    best, parts, missing, open_ = _parts(site, params, context, columns)
    evidence = [column_evidence(best, note="栏目")] if best else []
    evidence += [_entry_evidence(site, link) for link in entries[:1]]
    entry_open: list[Fetch] = []
    if params.on_homepage and not entries:
        verdict = _entry(site, params, context, columns, evidence)
        if verdict.code != "undetermined":
            return verdict
        entry_open = list(verdict.unread)
        if not params.children or parts or open_:
            return verdict
    values: dict[str, object] = {
        "name": params.name,
        "path": path_of(best) if best else params.name,
        "found": listed(parts),
        "missing": listed(missing),
        "open": listed(open_),
        "found_count": len(parts),
        "count": len(params.children),
        "unread": unread_said(entry_open or _column_unread(best)) or "没有抓取该页面",
    }
    evidence += [part for name in parts for part in parts[name]]
    decided = len(parts) + len(missing)
    if open_ and not (parts and missing):
        unread = _column_unread(best)
        return Judgement("parts_unread", values, evidence=evidence, unread=unread)
    if missing:
        found = searched(site, context, (params.name,))
        code = "partial" if parts else "no_parts"
        return Judgement(
            code, values, share=len(parts) / decided, evidence=evidence, searched=found
        )
    return Judgement("pass_parts" if params.children else "pass", values, evidence=evidence)


def _linked(site: SiteSnapshot, names: frozenset[str]) -> tuple[Column, Link] | None:
    """The first living link of one of the names on a column's page, with that column."""
    for url in sorted(site.columns):
        column = site.columns[url]
        for link in (*column.links, *(column.facts.links if column.facts else ())):
            if normalise_name(link.text) in names and not is_gone(site, link.url):
                return column, link
    return None


def _all_unread(
    site: SiteSnapshot, columns: Sequence[Column], entries: Sequence[Link]
) -> list[Fetch]:
    """The unread pages that entries lead to, when no entry leads anywhere else.

    A link shows the name; that something stands behind it, only the page can show.
    """
    unread = {page_key(site, fetch.url): fetch for fetch in site.unread}
    every = [column.url for column in columns] + [link.url for link in entries]
    urls = dict.fromkeys(page_key(site, url) for url in every)
    documents = any(column.documents or column.children for column in columns)
    if documents or any(url not in unread for url in urls):
        return []
    return [unread[url] for url in urls]


def _names(name: str, exact: bool, context: Context) -> frozenset[str]:
    own = frozenset({normalise_name(name)})
    return own if exact else own | context.vocabulary.names(name)


def _alive(site: SiteSnapshot, columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if not _dead(site, column)]


def _dead(site: SiteSnapshot, column: Column) -> bool:
    return is_gone(site, column.url) and not column.documents


def _absent(site: SiteSnapshot, params: ColumnParams, context: Context) -> Judgement:
    page = read_homepage(site)
    other = _alive(site, find_columns(site, context, params.name))
    aliases = homepage_links(site, context.vocabulary.names(params.name))
    others = [link for link in aliases if not is_gone(site, link.url)]
    dead = [
        link
        for link in homepage_links(site, _names(params.name, params.exact, context))
        if is_gone(site, link.url)
    ]
    unread = could_hold(site, context, (params.name,))
    # Without a link of the name on a homepage that was read, no unread page can mend the rule.
    lacking = params.on_homepage and page is not None and not unread_frames(site)
    values: dict[str, object] = {"name": params.name, "unread": unread_said(unread)}
    if unread and not (lacking and not _wordless(site, unread)):
        return Judgement("undetermined", values, unread=unread)
    seen = [column.name for column in other] or [link.text for link in others]
    if dead:
        evidence = [_entry_evidence(site, link, "入口打不开") for link in dead[:3]]
        return Judgement("dead_entry", {**values, "url": dead[0].url}, evidence=evidence)
    found = searched(site, context)
    if params.exact and seen:
        evidence = [column_evidence(column, note="实际名称") for column in other[:3]]
        evidence += [_entry_evidence(site, link, "实际名称") for link in others[:2]]
        values["seen"] = listed(dict.fromkeys(seen), 3)
        return Judgement("wrong_name", values, evidence=evidence, searched=found)
    values |= {"columns": len(site.columns), "links": len(page.links) if page else 0}
    return Judgement("missing", values, evidence=_looked_at(site), searched=found)


def _wordless(site: SiteSnapshot, unread: Sequence[Fetch]) -> bool:
    """Whether one of the unread pages is led to from the homepage by a link without words, such as
    an image.
    """
    page = read_homepage(site)
    links = page.links if page else ()
    wordless = {page_key(site, link.url) for link in links if not link.text.strip()}
    return any(page_key(site, fetch.url) in wordless for fetch in unread)


def _entry(
    site: SiteSnapshot,
    params: ColumnParams,
    context: Context,
    columns: Sequence[Column],
    evidence: list[Evidence],
) -> Judgement:
    """What is to be said of a column without a link of its name on the homepage."""
    page = read_homepage(site)
    values: dict[str, object] = {"name": params.name, "path": path_of(columns[0])}
    if page is None:
        unread = homepage_unread(site)
        values["unread"] = unread_said(unread) or "网站首页"
        return Judgement("undetermined", values, evidence=evidence, unread=unread)
    keys = {page_key(site, column.url) for column in columns}
    leading = [link for link in page.links if page_key(site, link.url) in keys]
    if any(not link.text.strip() for link in leading):
        return Judgement("image_entry", values, evidence=evidence)
    if unread_frames(site):
        values["unread"] = f"首页框架页 {listed(unread_frames(site), 3)}"
        return Judgement("undetermined", values, evidence=evidence)
    like = [*leading, *homepage_links(site, context.vocabulary.names(params.name))]
    seen = dict.fromkeys(link.text for link in like)
    values |= {
        "links": len(page.links),
        "seen": f"只见“{listed(seen, 3)}”" if seen else "没有相近的名称",
    }
    found = [_entry_evidence(site, link, "首页上的相近入口") for link in like[:3]]
    return Judgement("not_on_homepage", values, evidence=[*evidence, *found, *_looked_at(site)])


def _parts(
    site: SiteSnapshot, params: ColumnParams, context: Context, columns: Sequence[Column]
) -> tuple[Column | None, dict[str, list[Evidence]], list[str], list[str]]:
    """The column with most parts: itself, its parts with their evidence, those missing, and those
    open.
    """
    best: tuple[Column | None, dict[str, list[Evidence]], list[str], list[str]]
    best = (None, {}, [], list(params.children))
    for column in columns:
        found: dict[str, list[Evidence]] = {}
        missing: list[str] = []
        open_: list[str] = []
        for child in params.children:
            names = _names(child, params.children_exact, context)
            if part := _part(site, column, names):
                found[child] = [part]
            elif column.was_read and not _wordless_below(site, context, column, child):
                missing.append(child)
            else:
                open_.append(child)
        if best[0] is None or (len(found), len(open_)) > (len(best[1]), len(best[3])):
            best = (column, found, missing, open_)
    return best


def _part(site: SiteSnapshot, column: Column, names: frozenset[str]) -> Evidence | None:
    for child in below(site, column):
        if names_of(site, child) & names and not _dead(site, child):
            return column_evidence(child, note="组成部分")
    facts = column.facts
    for link in (*column.links, *(facts.links if facts else ())):
        if normalise_name(link.text) in names and not is_gone(site, link.url):
            return Evidence.of(column.fetch, link.text, url=column.url, note="栏目页上的链接")
    for heading in facts.headings if facts else ():
        if normalise_name(heading) in names:
            return Evidence.of(column.fetch, heading, url=column.url, note="栏目页上的标题")
    return None


def _wordless_below(site: SiteSnapshot, context: Context, column: Column, child: str) -> bool:
    """Whether an unread page that nothing is known of lies below the column and might be the part."""
    return any(
        fetch.found_on == column.url or fetch.column_url == column.url
        for fetch in could_hold(site, context, (child,))
        if not fetch.anchor.strip()
    )


def _column_unread(column: Column | None) -> list[Fetch]:
    if column is None or column.fetch is None or column.was_read:
        return []
    return [column.fetch]


def _entry_evidence(site: SiteSnapshot, link: Link, note: str = "首页入口") -> Evidence:
    page = site.homepage
    fetch = page.fetch if page else None
    return Evidence.of(fetch, link.text, note=f"{note}，链接到 {link.url}")


def _looked_at(site: SiteSnapshot) -> list[Evidence]:
    page = read_homepage(site)
    return [Evidence.of(page.fetch, page.title, note="已核对的网站首页")] if page else []


def explain(params: ColumnParams, vocabulary: Vocabulary) -> Explanation:
    """The name, the entry and the parts."""
    name = quoted(params.name)
    same = "" if params.exact else also_called(params.name, vocabulary)
    named = (
        f"名为{name}、一字不差的栏目"
        if params.exact
        else f"{name}栏目，名称相近、含义相同的也可{same}"
    )
    checked = [f"网站应设有{named}。"]
    if params.on_homepage:
        checked.append(
            f"网站首页应有{'文字正好是该名称' if params.exact else '以该名称或同义名称为文字'}的入口链接。"
        )
    if params.children:
        exactly = "，名称须一字不差" if params.children_exact else "，名称相近、含义相同的也可"
        checked.append(
            f"该栏目应下设{len(params.children)}个组成部分：{names_said(params.children)}{exactly}。"
        )
        checked.append("组成部分齐全的为符合，缺一部分的按已有的比例给分，一个也没有的为不符合。")
    counts = ["栏目树中的栏目，或首页上指向它的链接，都算设有该栏目。"]
    if params.on_column_pages:
        counts.append("任何栏目页上以该名称为文字、打得开的链接也算，如指向其他网站的平台。")
    if params.children:
        counts.append("组成部分可以是下级栏目、栏目页上的链接，或栏目页上的标题。")
        counts.append("同名的栏目有几个时，按组成部分最多的一个评。")
    excludes = ["入口或组成部分的链接打不开、页面不存在的，不算。"]
    if params.exact:
        excludes.append(f"名称不是{name}的栏目不算，空格和首尾的符号不计较。")
    if params.on_homepage:
        excludes.append("首页入口是不带文字的图片时，由人核对图上的文字，不直接判。")
    excludes.append(NOT_GUESSED)
    return Explanation(tuple(checked), tuple(counts), tuple(excludes))


KIND = CheckKind(
    name="column",
    params=ColumnParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "设有“{name}”栏目（{path}）。"),
        "pass_parts": OutcomeText(
            Verdict.PASS, "设有“{name}”栏目（{path}），{count} 个组成部分齐全：{found}。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "“{name}”栏目（{path}）应有 {count} 个组成部分，有 {found}，缺 {missing}。",
        ),
        "no_parts": OutcomeText(
            Verdict.FAIL, "“{name}”栏目（{path}）没有规定的组成部分，缺 {missing}。"
        ),
        "missing": OutcomeText(
            Verdict.FAIL,
            "没有名为“{name}”的栏目：已核对首页 {links} 个链接和全站 {columns} 个栏目。",
        ),
        "wrong_name": OutcomeText(
            Verdict.FAIL, "没有名为“{name}”的栏目，相应栏目的名称是“{seen}”。"
        ),
        "dead_entry": OutcomeText(
            Verdict.FAIL, "首页有“{name}”入口，但链接打不开，页面不存在：{url}。"
        ),
        "not_on_homepage": OutcomeText(
            Verdict.FAIL,
            "网站首页没有名为“{name}”的栏目入口；在首页 {links} 个链接中{seen}。",
        ),
        "image_entry": OutcomeText(
            Verdict.UNDETERMINED,
            "首页有一个不带文字的图片入口指向“{name}”栏目，图上的文字须由人核对。",
        ),
        "parts_unread": OutcomeText(
            Verdict.UNDETERMINED,
            "“{name}”栏目的页面未能读取（{unread}），无法判定是否有 {open}。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定“{name}”栏目是否符合要求。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

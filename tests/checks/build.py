"""Whole sites in a few lines, for tests of judgements.

site( columns=[column("政府信息公开", children=[column("政策文件"), column("政策解读")])],
documents=[doc("关于印发方案的通知", "2023-05-06", "政策文件", number="博政发〔2023〕8号")],
unread=[lost("timeout", anchor="政务公开")], )

Addresses follow from names, so a test can name them: `address("政策文件")`. Parents, children,
paths, lists of documents and the homepage's links are made to agree. A column that a document names
and nobody gave is added at the top level.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, unquote

from checks.context import Context
from checks.kinds import registry
from checks.verdict import Judgement, Verdict
from checks.wording import reason_text
from crawler.snapshot.facts import (
    AttachedFile,
    CellLink,
    Column,
    DateFact,
    DateOrigin,
    Document,
    Fetch,
    Homepage,
    Link,
    LinkedTable,
    ListRow,
    Outcome,
    PageFacts,
    Role,
    SearchFact,
    SiteSnapshot,
)
from crawler.snapshot.names import normalise_name
from rules.model import Clause, DateRange, Indicator, Rule, Ruleset, Source
from rules.subject import Subject
from rules.vocabulary import Vocabulary

HOME = "http://www.boshan.example/"
AS_OF = date(2024, 4, 15)
FETCHED_AT = "2024-04-15T09:00:00+08:00"


def day(text: str | date | None) -> date | None:
    """A date from "2023-05-06"."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def address(name: str) -> str:
    """The address that the builders give a column or document of this name, column or document."""
    return f"{HOME}{quote(name, safe='', errors='surrogatepass')}/"


def name_at(url: str) -> str:
    """The name that an address was made from."""
    return unquote(url.removeprefix(HOME).removesuffix("/"), errors="surrogatepass")


def fetched(
    url: str,
    role: Role = Role.DOCUMENT,
    outcome: Outcome | str = Outcome.OK,
    *,
    anchor: str = "",
    found_on: str = HOME,
    column: str = "",
    row_day: str | date | None = None,
    detail: str = "",
) -> Fetch:
    """A fetch with every field of the proof filled in when it was answered; `column` is a column's
    name.
    """
    result = Outcome(outcome)
    answered = result.answered
    statuses = {Outcome.OK: 200, Outcome.NOT_FOUND: 404, Outcome.HTTP_ERROR: 500}
    return Fetch(
        url=url,
        outcome=result,
        role=role,
        status=statuses.get(result),
        detail=detail,
        final_url=url if answered else "",
        fetched_at=FETCHED_AT if result is not Outcome.OUT_OF_BUDGET else "",
        sha256=hashlib.sha256(url.encode("utf-8")).hexdigest() if answered else "",
        archive="boshan.warc.gz#1024" if answered else "",
        anchor=anchor,
        found_on=found_on,
        column_url=address(column) if column else "",
        row_day=day(row_day),
    )


def lost(
    outcome: Outcome | str = Outcome.TIMEOUT,
    *,
    anchor: str = "",
    role: Role | str = Role.COLUMN,
    column: str = "",
    url: str = "",
    row_day: str | date | None = None,
) -> Fetch:
    """An unread fetch: a column's page by default. `column` names the column whose list or document
    it is.
    """
    where = url or address(f"{role}:{column}:{anchor}")
    return fetched(where, Role(role), outcome, anchor=anchor, column=column, row_day=row_day)


def dead(url: str, *, anchor: str = "", found_on: str = HOME) -> Fetch:
    """An internal link whose target answered that it does not exist."""
    return fetched(url, Role.DOCUMENT, Outcome.NOT_FOUND, anchor=anchor, found_on=found_on)


@dataclass
class Tree:
    """A column with the columns below it, as `site` takes it."""

    column: Column
    children: list[Tree] = field(default_factory=list)


def column(
    name: str,
    *,
    names: Iterable[str] = (),
    children: Sequence[Tree] = (),
    on_homepage: bool = False,
    outcome: Outcome | str | None = Outcome.OK,
    text: str = "",
    placeholder: str = "",
    links: Sequence[Link] = (),
    headings: Sequence[str] = (),
    rows: int | None = None,
    stated_total: int | None = None,
    complete: bool = True,
    incomplete_reason: str = "",
    family: str = "",
    sampled: bool = False,
    detail: str = "",
    form_fields: int = 0,
    facts: PageFacts | None = None,
    url: str = "",
) -> Tree:
    """A column. `outcome` None: its page was never asked for. `rows` defaults to the number of its
    documents.
    """
    where = url or address(name)
    read = outcome is not None and Outcome(outcome) is Outcome.OK
    page = facts
    if page is None and read:
        page = PageFacts(
            url=where,
            title=name,
            text=text,
            headings=list(headings),
            links=list(links),
            form_fields=form_fields,
            placeholder=placeholder,
        )
    return Tree(
        Column(
            url=where,
            name=name,
            names=frozenset({name, *names}),
            on_homepage=on_homepage,
            fetch=None
            if outcome is None
            else fetched(where, Role.COLUMN, outcome, anchor=name, detail=detail),
            facts=page,
            links=tuple(links),
            text=text,
            placeholder=placeholder,
            rows_read=-1 if rows is None else rows,
            stated_total=stated_total,
            complete=complete,
            incomplete_reason=incomplete_reason,
            family=family,
            sampled=sampled,
        ),
        list(children),
    )


def doc(
    title: str,
    published: str | date | None,
    column: str | Sequence[str] = (),
    *,
    number: str = "",
    text: str = "",
    issued: str | date | None = None,
    source: str = "",
    issuer: str = "",
    links: Sequence[tuple[str, str] | Link] = (),
    attachments: Sequence[tuple[str, str] | Link] = (),
    metadata: Mapping[str, str] | None = None,
    meta: Mapping[str, str] | None = None,
    tables: Sequence[Sequence[Sequence[str]]] = (),
    linked: Sequence[Sequence[str | Link]] = (),
    placeholder: str = "",
    headings: Sequence[str] = (),
    read: bool = True,
    outcome: Outcome | str = Outcome.OK,
    row_title: str = "",
    shown: bool = True,
    is_article: bool = True,
    url: str = "",
) -> Document:
    """A document, listed under one column or several (by name).

    `links` are links in its body. `linked` is a table whose cells hold texts or links. `read` False:
    known from its list alone and never asked for; `outcome` other than ok: asked for in vain.
    `published` None: undated. `shown` False: the day stands in the list only, not on the page.
    """
    where = url or address(title)
    names = (column,) if isinstance(column, str) else tuple(column)
    on = day(published)
    made = day(issued)
    was_read = read and Outcome(outcome) is Outcome.OK
    facts = None
    if was_read:
        facts = PageFacts(
            url=where,
            title=title,
            text=text,
            published=DateFact(on, DateOrigin.SHOWN, f"发布日期：{on}") if on and shown else None,
            issued=DateFact(made, DateOrigin.TABLE, f"成文日期：{made}") if made else None,
            document_number=number,
            issuer=issuer,
            source=source,
            metadata=dict(metadata or {}),
            meta=dict(meta or {}),
            attachments=_links(attachments),
            body_links=_links(links),
            links=_links(links),
            headings=list(headings),
            tables=[[list(row) for row in table] for table in tables],
            linked_tables=[linked_table(linked)] if linked else [],
            placeholder=placeholder,
            is_article=is_article,
        )
    return Document(
        url=where,
        title=title,
        row_title=row_title or title,
        row_day=on,
        columns=tuple(address(name) for name in names),
        fetch=_document_fetch(where, title, names, on, outcome) if read else None,
        facts=facts,
    )


def linked_table(rows: Sequence[Sequence[str | Link]]) -> LinkedTable:
    """A table of texts and links."""
    return LinkedTable(
        [[cell.text if isinstance(cell, Link) else cell for cell in row] for row in rows],
        [
            CellLink(number, column, cell)
            for number, row in enumerate(rows)
            for column, cell in enumerate(row)
            if isinstance(cell, Link)
        ],
    )


def attach(
    document: Document,
    name: str,
    text: str = "",
    *,
    outcome: Outcome | str = Outcome.OK,
    detail: str = "",
    unread_part: str = "",
    tables: Sequence[Sequence[Sequence[str]]] = (),
    url: str = "http://www.a.gov.cn/files/1.pdf",
) -> Document:
    """The document with a file that the crawl asked for; read unless its `outcome` is another than ok."""
    fetch = Fetch(
        url, Outcome(outcome), Role.ATTACHMENT, detail=detail, sha256="f" * 64, anchor=name
    )
    facts = None
    if fetch.outcome is Outcome.OK:
        facts = PageFacts(
            url,
            name,
            text,
            tables=[[list(row) for row in table] for table in tables],
            file="pdf",
            unread_part=unread_part,
        )
    document.files.append(AttachedFile(url, name, fetch, facts, lambda: text))
    assert document.facts is not None
    document.facts.attachments.append(Link(url, name))
    return document


def _document_fetch(
    url: str, title: str, names: tuple[str, ...], on: date | None, outcome: Outcome | str
) -> Fetch:
    column = names[0] if names else ""
    found_on = address(column) if column else HOME
    return fetched(
        url, Role.DOCUMENT, outcome, anchor=title, found_on=found_on, column=column, row_day=on
    )


def _links(pairs: Iterable[tuple[str, str] | Link]) -> list[Link]:
    return [pair if isinstance(pair, Link) else Link(pair[0], pair[1]) for pair in pairs]


def home(
    *links: str | Link,
    dated: Sequence[tuple[str | date | None, str] | ListRow] = (),
    text: str = "",
    footer: str = "",
    frames: Sequence[str] = (),
    search: SearchFact | None = None,
    outcome: Outcome | str = Outcome.OK,
) -> Homepage:
    """A homepage. Links are texts (addresses follow from them) or whole links; `dated` are (day,
    title).
    """
    return Homepage(
        url=HOME,
        fetch=fetched(HOME, Role.HOME, outcome, found_on=""),
        title="博山区人民政府",
        text=text,
        footer=footer,
        links=tuple(Link(address(link), link) if isinstance(link, str) else link for link in links),
        dated=tuple(
            item if isinstance(item, ListRow) else ListRow(address(item[1]), item[1], day(item[0]))
            for item in dated
        ),
        frames=tuple(frames),
        search=search,
    )


def site(
    columns: Sequence[Tree] = (),
    documents: Sequence[Document] = (),
    homepage: Homepage | None = None,
    unread: Sequence[Fetch] = (),
    *,
    fetches: Sequence[Fetch] = (),
    state: str = "",
    name: str = "博山区人民政府",
    level: str = "county",
    kind: str = "government",
    since: str | date | None = "2022-01-01",
) -> SiteSnapshot:
    """A site whose tree, lists, fetches and homepage agree.

    Without a `homepage` one is made that was read and links to every column that is `on_homepage`.
    A homepage given without any link gets those links too. `fetches` are further requests (dead
    links, say). `state` defaults to "partial" when anything is unread, else "complete".
    """
    found: dict[str, Column] = {}
    for tree in columns:
        _plant(tree, None, (), found)
    for document in documents:
        for where in document.columns:
            if where not in found:
                _plant(column(name_at(where), url=where), None, (), found)
    by_url = {document.url: document for document in documents}
    for entry in found.values():
        listed = [document for document in documents if entry.url in document.columns]
        listed.sort(key=lambda d: d.published.day if d.published else date.min, reverse=True)
        entry.documents = listed
        if entry.rows_read < 0:
            entry.rows_read = len(listed)
        if entry.facts is not None and not entry.facts.rows:
            entry.facts.rows = [ListRow(d.url, d.row_title, d.row_day) for d in listed]
            entry.facts.is_list = bool(listed)
    page = homepage or home()
    linked = {normalise_name(link.text) for link in page.links}
    if page.fetch.outcome is Outcome.OK and not page.links:
        page.links = tuple(Link(c.url, c.name) for c in found.values() if c.on_homepage)
    for entry in found.values():
        entry.on_homepage = entry.on_homepage or normalise_name(entry.name) in linked
    asked = [page.fetch]
    asked += [entry.fetch for entry in found.values() if entry.fetch]
    asked += [document.fetch for document in documents if document.fetch]
    asked += [*unread, *fetches]
    lacking = any(not fetch.outcome.answered for fetch in asked)
    return SiteSnapshot(
        site_id="boshan",
        name=name,
        url=HOME,
        level=level,
        kind=kind,
        state=state or ("partial" if lacking else "complete"),
        started="2024-04-15T08:30:00+08:00",
        finished="2024-04-15T09:30:00+08:00",
        since=day(since),
        homepage=page,
        columns=found,
        documents=by_url,
        fetches=asked,
    )


def _plant(tree: Tree, parent: str | None, path: tuple[str, ...], found: dict[str, Column]) -> None:
    entry = tree.column
    entry.parent = parent
    entry.path = (*path, entry.name)
    entry.children = tuple(child.column.url for child in tree.children)
    found[entry.url] = entry
    for child in tree.children:
        _plant(child, entry.url, entry.path, found)


def words(
    *groups: Sequence[str],
    irrelevant: Iterable[str] = ("旅游", "领导活动", "新闻中心", "图片新闻"),
    sampled: Iterable[str] = (),
    standing: Iterable[str] = (),
    subjects: Mapping[str, Subject] | None = None,
) -> Vocabulary:
    """A vocabulary: each group is an official name and its aliases; a small usual one by default."""
    usual = (
        ("政府信息公开", "信息公开"),
        ("政府信息公开指南", "信息公开指南", "公开指南"),
        ("政府信息公开制度", "公开制度"),
        ("法定主动公开内容", "主动公开"),
        ("政府信息公开工作年度报告", "政府信息公开年报", "年度报告"),
        ("政策文件", "政府文件", "规范性文件"),
        ("政策解读", "解读"),
        ("意见征集", "征求意见", "民意征集"),
        ("公众参与", "互动交流", "意见征集"),
        ("通知公告", "公示公告"),
        ("规划信息", "规划计划", "规划"),
        ("政府预决算", "财政预决算", "预算决算"),
        ("依申请公开",),
    )
    return Vocabulary(
        {group[0]: group[1:] for group in (groups or usual)},
        standing=standing,
        sampled=sampled,
        irrelevant=irrelevant,
        irrelevant_prefixes=("走进",),
        subjects=subjects or {},
    )


def rule(check: str = "column", points: float = 5, id_: str = "test/1", **more: Any) -> Rule:
    """A rule of the ruleset "test"; `params` are what stands under `with:`."""
    params = more.pop("params", {})
    return Rule.model_validate(
        {"id": id_, "title": "测试规则", "check": check, "with": params, "points": points,
         "fix": "改正。", **more}
    )  # fmt: skip


def ruleset(
    *rules: Rule,
    period: tuple[str, str] = ("2023-01-01", "2023-12-31"),
    clauses: Sequence[Clause] | None = None,
    **more: Any,
) -> Ruleset:
    """The ruleset "test" with one indicator; a clause for every rule unless `clauses` are given."""
    given = rules or (rule(),)
    if clauses is None:
        ids = dict.fromkeys(each.clause or each.id.removeprefix("test/") for each in given)
        clauses = [
            Clause.model_validate({"id": each, "text": f"第{each}条。", "observable": "full"})
            for each in ids
        ]
    values: dict[str, Any] = {
        "id": "test",
        "title": "测试规则集",
        "source": Source(document="测试〔2023〕1号", issuer="测试机关"),
        "period": DateRange.model_validate({"from": period[0], "to": period[1]}),
        "clauses": tuple(clauses),
        "indicators": (Indicator(id="platform", title="公开平台", rules=tuple(given)),),
        "sha256": "0" * 64,
    }
    return Ruleset.model_validate({**values, **more})


def context(
    as_of: str | date = AS_OF,
    period: tuple[str, str] = ("2023-01-01", "2023-12-31"),
    vocabulary: Vocabulary | None = None,
    rule_: Rule | None = None,
) -> Context:
    """The circumstances of a judgement: 2023 judged on 2024-04-15, unless told otherwise."""
    judged = ruleset(*([rule_] if rule_ else ()), period=period)
    on = day(as_of)
    assert on is not None
    return Context(
        as_of=on,
        period=judged.period_for(on),
        ruleset=judged,
        rule=next(each for _, each in judged.rules()),
        vocabulary=vocabulary or words(),
    )


def days_before(count: int, as_of: date = AS_OF) -> date:
    """The day `count` days before the audit's day."""
    return as_of - timedelta(days=count)


@dataclass(frozen=True)
class Said:
    """What a kind says of a site: verdict, outcome code, the reason as shown, and the judgement
    itself.
    """

    verdict: Verdict
    code: str
    reason: str
    judgement: Judgement

    @property
    def share(self) -> float:
        """The share earned."""
        return self.judgement.share

    @property
    def quotes(self) -> str:
        """All evidence in one text: addresses, quotes and notes."""
        return "\n".join(f"{e.url} {e.quote} {e.note}" for e in self.judgement.evidence)


def judge(
    check: str, site_: SiteSnapshot, circumstances: Context | None = None, /, **params: Any
) -> Said:
    """Judge a site by a kind, and hold the kind to what every kind owes.

    The parameters must be valid, the outcome declared, every placeholder of its text filled, and a
    decided verdict must carry evidence or what was searched.
    """
    kind = registry()[check]
    found = kind.judge(site_, kind.params.model_validate(params), circumstances or context())
    outcome = kind.outcomes[found.code]
    reason = reason_text(outcome.text, found.values)
    lacking = [name for name in re.findall(r"{(\w+)}", outcome.text) if name not in found.values]
    assert not lacking, f"{check}: {found.code} leaves {lacking} open"
    if outcome.verdict in (Verdict.PASS, Verdict.PARTIAL, Verdict.FAIL):
        assert found.evidence or found.searched, f"{check}: {found.code} without evidence"
    if outcome.verdict is Verdict.PARTIAL:
        assert 0 < found.share < 1, f"{check}: a partial with share {found.share}"
    return Said(outcome.verdict, found.code, reason, found)

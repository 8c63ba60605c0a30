"""Article pages carry the meta tags that describe them.

**Judged**: every page of an article that was read, published by the audit's day.

**Counts**: a page that carries all of `tags` with a value.

**Does not count**: empty tags, tags under another name, pages of columns (the guide, say, shown as
an article on its column's own page), list pages, and attachments.

**Why**: 政府网站发展指引（国办发〔2017〕47号）asks for ArticleTitle, PubDate and ContentSource on
article pages. All pages pass, some earn their share, none fails. Pages that were not read are left
out: one template serves them all, so that those read speak for them. Without any article read it is
left open.
"""

from __future__ import annotations

from collections import Counter

from pydantic import Field

from checks.context import Context
from checks.coverage import visible_documents
from checks.explained.explaining import (
    quoted,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import column_at
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from rules.vocabulary import Vocabulary

_MOST_SHOWN = 10


class MetadataTagsParams(Params):
    """Parameters of `metadata_tags`."""

    tags: tuple[str, ...] = Field(
        default=("ArticleTitle", "PubDate", "ContentSource"),
        min_length=1,
        description="文章页须有的 meta 标签名",
    )


def judge(site: SiteSnapshot, params: MetadataTagsParams, context: Context) -> Judgement:
    """Look at every article page that was read."""
    complete: list[Document] = []
    lacking: list[tuple[Document, list[str]]] = []
    counts: Counter[str] = Counter()
    for document in visible_documents(site, context.as_of):
        if document.facts is None or not document.facts.is_article or document.facts.file:
            continue
        if document.url in site.columns:
            continue
        if column_at(site, document.url) is not None:
            continue
        meta = document.facts.meta
        absent = [tag for tag in params.tags if not meta.get(tag, "").strip()]
        counts.update(absent)
        if absent:
            lacking.append((document, absent))
        else:
            complete.append(document)
    pages = len(complete) + len(lacking)
    unread = [fetch for fetch in site.unread if fetch.role is Role.DOCUMENT]
    values = {
        "tags": listed(params.tags),
        "pages": pages,
        "complete": len(complete),
        "lacking": len(lacking),
        "missing": "、".join(f"{tag} 缺 {counts[tag]} 页" for tag in params.tags if counts[tag]),
        "unread": unread_said(unread) or "文章页（没有读到任何文章）",
    }
    if not pages:
        return Judgement("undetermined", values, unread=unread)
    evidence = [_lacking(*each) for each in lacking[:_MOST_SHOWN]]
    evidence += [_complete(document, params.tags) for document in complete[: 3 if lacking else 5]]
    where = Searched(columns=("文章页",), documents=pages)
    if not lacking:
        return Judgement("pass", values, evidence=evidence, searched=where)
    code = "partial" if complete else "fail"
    share = len(complete) / pages
    return Judgement(code, values, share=share, evidence=evidence, searched=where)


def _lacking(document: Document, absent: list[str]) -> Evidence:
    note = f"缺少标签 {'、'.join(absent)}"
    return Evidence.of(document.fetch, document.title, url=document.url, note=note)


def _complete(document: Document, tags: tuple[str, ...]) -> Evidence:
    meta = document.facts.meta if document.facts else {}
    quote = "；".join(f"{tag}={meta.get(tag, '')}" for tag in tags)
    return Evidence.of(document.fetch, quote, url=document.url, note="标签齐全")


def explain(params: MetadataTagsParams, vocabulary: Vocabulary) -> Explanation:
    """The tags that every article's page must carry."""
    tags = "".join(map(quoted, params.tags))
    return Explanation(
        (
            f"每个文章页的网页代码里应有下列{len(params.tags)}个元数据标签，且都有内容：{tags}。",
            "已读到的文章页都齐全的为符合，部分齐全的按页数给分，都不齐全的为不符合。",
        ),
        ("只看已经读到、判定日以前发布的文章页。",),
        (
            "标签内容为空，或用了别的标签名的，不算。",
            "栏目页、列表页和附件不在检查之内。",
            "没有读到的文章页不计；一篇文章也没有读到时，记为未能判定。",
        ),
    )


KIND = CheckKind(
    name="metadata_tags",
    params=MetadataTagsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "已读取的 {pages} 个文章页都有 {tags} 标签。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "已读取的 {pages} 个文章页中有 {complete} 个标签齐全，{lacking} 个不全（{missing}）。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "已读取的 {pages} 个文章页标签都不齐全（{missing}），应有 {tags}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定文章页标签是否齐全。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)

"""Documents are gathered in one column, wherever else they stand: every policy is in the library of policies too.

**Judged**: each of the site's own documents of `of` published within the period: whether `column`, or one below it, lists
it.

**Counts**: the same address; a row with the same document number or the same title, or with a title that is the same
without the issuer and its forms (关于印发《…》的通知 and …).

**Does not count**: reposts, documents of other years, a document that only another column lists.

**Why**: 一级政府一个政策集中发布窗口, 政策文件数据同源、动态更新: whoever looks in the library must find what was
issued. All pass, some earn their share, none is a fail. A document is called lacking only where the column's list was read
to its end; without the column none is gathered.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from checks import coverage
from checks.citing import MOST_SHOWN, cite, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Tally
from checks.explained.explaining import NOT_GUESSED, counted_of, left_out_of, quoted, subject_said
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.matching import could_be_dated, incomplete_for, matching, more_unread_for
from checks.pairs.titles import cores, number_key, numbers
from checks.presence import page_key
from checks.verdict import Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import plain
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class GatheredParams(Params):
    """Parameters of `gathered`."""

    of: SubjectRef = Field(description="应集中发布的文件（对象）")
    column: str = Field(min_length=1, description="集中发布的栏目（词表中的别名也算）")


def judge(site: SiteSnapshot, params: GatheredParams, context: Context) -> Judgement:
    """Look for each document in the column."""
    period = context.period
    documents = [
        document
        for document in matching(site, context, params.of)
        if document.published is not None and document.published.day in period
    ]
    more = could_be_dated(more_unread_for(site, context, params.of), period.first, period.last)
    open_lists = incomplete_for(site, context, params.of)
    columns = coverage.columns_within(site, context, (params.column,))
    unread = (
        coverage.unread_within(site, context, (params.column,))
        if columns
        else coverage.could_hold(site, context, (params.column,))
    )
    lists = [column for column in columns if not column.complete]
    held = set(_held(site, context, params.column))
    lacking = [document for document in documents if not _is_held(site, document, held)]
    open_ = bool(unread or lists)
    tally = Tally(
        met=len(documents) - len(lacking),
        unmet=0 if open_ else len(lacking),
        undecided=len(lacking) if open_ else 0,
        more=bool(more or open_lists),
    )
    values: dict[str, object] = {
        "column": params.column,
        "total": tally.total,
        "met": tally.met,
        "unmet": len(lacking),
        "bad": listed((said(document) for document in lacking), 3),
        "unread": open_words([*unread, *more], [*lists, *open_lists]),
    }
    inside = [document for document in documents if document not in lacking]
    evidence = [cite(site, d, f"“{params.column}”中没有") for d in lacking]
    evidence += [cite(site, d, f"“{params.column}”中有") for d in inside]
    code = tally.code
    if code == "fail" and not columns:
        code = "no_column"
    return Judgement(
        code,
        values,
        share=tally.share,
        evidence=evidence[:MOST_SHOWN],
        searched=coverage.searched(
            site, context, (params.column,), first=period.first, last=period.last
        ),
        unread=[*unread, *more] if code == "undetermined" else (),
    )


def _held(site: SiteSnapshot, context: Context, name: str) -> Iterator[str]:
    """What tells the entries of the column: addresses, numbers, titles and what titles are about."""
    for column in coverage.columns_within(site, context, (name,)):
        for row in column.facts.rows if column.facts else ():
            yield page_key(site, row.url)
            yield from _signs(row.title, "")
    for document in coverage.documents_in(site, context, (name,)):
        yield page_key(site, document.url)
        yield from _signs(document.title or document.row_title, document.document_number)


def _signs(title: str, number: str) -> Iterator[str]:
    yield plain(title)
    yield from (core.text for core in cores(title) if len(core.text) >= 6)
    yield from numbers(title)
    if number:
        yield number_key(number)


def _is_held(site: SiteSnapshot, document: Document, held: set[str]) -> bool:
    if page_key(site, document.url) in held:
        return True
    signs = {plain(document.title or document.row_title), number_key(document.document_number)}
    signs |= {core.text for core in cores(document.title or document.row_title)}
    return bool((signs - {""}) & held)


def _explain(params: GatheredParams, vocabulary: Vocabulary) -> Explanation:
    """The documents that must be gathered, and what shows that one is."""
    column = quoted(params.column)
    return Explanation(
        checked=(
            f"评价期间内发布的{subject_said(params.of, vocabulary)}，每件在{column}栏目里都应有。",
            "都有的为符合，部分有的按件数给分，都没有的为不符合。",
        ),
        counts=(
            *counted_of(params.of, vocabulary, "应集中发布的文件"),
            f"{column}栏目（同义名称也算）及其下级栏目里，同一地址、同一发文字号或同一标题的都算；"
            "标题不计发文机关和“关于印发某文件的通知”一类格式。",
        ),
        excludes=(
            "只在别的栏目列出的，不算集中发布。",
            *left_out_of(params.of, vocabulary),
            NOT_GUESSED,
        ),
    )


KIND = CheckKind(
    name="gathered",
    params=GatheredParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "期内应集中发布的{total}件文件，“{column}”中都有。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "期内应集中发布的{total}件文件中，“{column}”有{met}件，缺{unmet}件：{bad}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "期内应集中发布的{total}件文件，“{column}”中一件也没有：{bad}。"
        ),
        "no_column": OutcomeText(
            Verdict.FAIL, "没有“{column}”栏目，期内应集中发布的{total}件文件没有集中：{bad}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "尚不能判定“{column}”是否齐全：{unread}。"
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有应集中发布的文件。"),
    },
    doc=__doc__ or "",
    explain=_explain,
)

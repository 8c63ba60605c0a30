"""Documents that are void by their own words, or by a published clean-up list, are marked as void (失效未标注).

**Judged**: the site's own documents of `subject` that were read, whatever their date.

**Counts as void**: a term stated in the document about itself that ended before the audit's day
(有效期至2023年12月31日; 自2018年 5月1日起施行，有效期五年; a metadata label 失效日期); a document that a list of
`lists` repeals by its document number or 《title》, in a part of the list that repeals. The evidence quotes these
words.

**Counts as marked**: 失效 or 废止 in the metadata's 有效性, in brackets in its title or its row in a list, or in a
line of its own (本文件已失效), or in the words of a picture (alt, title, its file's name: yishixiao.png).

**Does not count**: a term of something else (许可证有效期5年), a term without its first day, documents that a list
keeps, amends or only means to repeal (拟废止), a basis that a list cites, a document published after the list, and
one whose term a later document extends by name (延长有效期). A stamp that is a picture without words cannot be
seen, so the quoted words should be held against the page.

**Why**: 国办发〔2017〕47号: what is amended, repealed or void is marked; 公开后定期清理. All marked pass, some earn
their share, none is a fail; a document whose page was not read is undecided. Where nothing void is found among what
was read, the rule is met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import Field

from checks import coverage
from checks.citing import MOST_SHOWN, cite, name_of, on
from checks.context import Context
from checks.counts.tally import Tally
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.matching import matching, more_unread_for
from checks.pairs.titles import Core, cores, number_key, numbers, quoted, years
from checks.texts.expiry import expiry_of, void_words
from checks.texts.repeal_lists import Repealed, repealed_by
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import plain
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_EXTENDS = re.compile(r"延长|延续|延期|继续(?:有效|执行|施行|实施)|继续保留|修改|修订")


class OutdatedParams(Params):
    """Parameters of `outdated`."""

    subject: SubjectRef = Field(description="应标明效力的文件（对象）")
    lists: SubjectRef = Field(
        default="cleanup-list", description="文件清理、废止失效目录（对象）：点名的文件应已标注"
    )
    read_all: tuple[str, ...] = Field(
        default=(), description="不论发布日期都要读其文件的栏目：过期的多是期间以前的文件"
    )


@dataclass(frozen=True, slots=True)
class _Void:
    """A document that is void: by whose words, and by which words it is marked (None: not known)."""

    document: Document
    why: str
    quote: str
    marked: str | None
    source: Document | None = None


def judge(site: SiteSnapshot, params: OutdatedParams, context: Context) -> Judgement:
    """Gather what is void, then look for its mark."""
    documents = matching(site, context, params.subject)
    lists = matching(site, context, params.lists)
    void = _expired(site, context, documents)
    known = {each.document.url for each in void}
    void += [each for each in _repealed(documents, lists) if each.document.url not in known]
    marked = [each for each in void if each.marked]
    bare = [each for each in void if each.marked == ""]
    open_ = [each for each in void if each.marked is None]
    read = sum(document.was_read for document in documents)
    tally = Tally(len(marked), len(bare), len(open_))
    values: dict[str, object] = {
        "read": read,
        "lists": len(lists),
        "total": tally.total,
        "met": len(marked),
        "unmet": len(bare),
        "bad": listed((f"{name_of(each.document)}{each.why}" for each in bare), 3),
        "unread": listed((f"{name_of(each.document)}{each.why}" for each in open_), 3),
    }
    evidence = [piece for each in (*bare, *open_, *marked) for piece in _cited(site, each)]
    if tally.total:
        return Judgement(
            tally.code,
            values,
            share=tally.share,
            evidence=evidence[:MOST_SHOWN],
            unread=[d.fetch for d in (e.document for e in open_) if d.fetch],
        )
    if read or lists:
        return Judgement("clean", values, searched=coverage.searched(
            site, context, tuple(context.vocabulary.subject(params.subject).every_column())
        ))  # fmt: skip
    unread = more_unread_for(site, context, params.subject)
    values["unread"] = unread_said(unread)
    return Judgement("nothing_read" if unread else "not_applicable", values, unread=unread)


def _expired(site: SiteSnapshot, context: Context, documents: list[Document]) -> list[_Void]:
    found: list[_Void] = []
    for document in documents:
        expiry = expiry_of(document)
        if expiry is None or expiry.day >= context.as_of or _extended(site, context, document):
            continue
        why = f"有效期至{on(expiry.day)}"
        found.append(_Void(document, why, clean(expiry.words, 160), void_words(document)))
    return found


def _extended(site: SiteSnapshot, context: Context, document: Document) -> bool:
    """Whether a later document, by its title, extends or amends this one."""
    number = number_key(document.document_number)
    own = _cores(document.title)
    for other in coverage.visible_documents(site, context.as_of):
        title = plain(other.title or other.row_title)
        if other.url == document.url or not _EXTENDS.search(title):
            continue
        if number and number in numbers(title):
            return True
        if any(name.text == core.text for q in quoted(title) for name in cores(q) for core in own):
            return True
    return False


def _repealed(documents: list[Document], lists: list[Document]) -> list[_Void]:
    by_number: dict[str, list[Document]] = {}
    by_core: dict[str, list[tuple[Core, Document]]] = {}
    for document in documents:
        if document.document_number:
            by_number.setdefault(number_key(document.document_number), []).append(document)
        for core in _cores(document.title or document.row_title):
            by_core.setdefault(core.text, []).append((core, document))
    found: dict[str, _Void] = {}
    for source in lists:
        for entry in repealed_by(source) if source.was_read else ():
            for document in _meant(entry, by_number, by_core):
                if document.url == source.url or _later(document, source):
                    continue
                marked = void_words(document) or ("" if document.was_read else None)
                why = f"已由{name_of(source)}废止或宣布失效"
                void = _Void(document, why, clean(entry.words, 160), marked, source)
                found.setdefault(document.url, void)
    return list(found.values())


def _meant(
    entry: Repealed,
    by_number: dict[str, list[Document]],
    by_core: dict[str, list[tuple[Core, Document]]],
) -> list[Document]:
    number = number_key(entry.number)
    if number and number in by_number:
        return by_number[number]
    found: list[Document] = []
    for wanted in _cores(entry.title) if entry.title else ():
        for core, document in by_core.get(wanted.text, ()):
            own = number_key(document.document_number)
            same_year = not years(entry.title) or years(entry.title) == years(document.title)
            if core.same_place(wanted) and same_year and _may_carry(document, own, number):
                found.append(document)
    # Two documents of one title: which one is meant, only a number could tell.
    return found if len({document.url for document in found}) == 1 else []


def _may_carry(document: Document, own: str, number: str) -> bool:
    """Whether a document may be the one of that number ("" for none stated): where its page shows none, by its year."""
    if not number or own:
        return not number or own == number
    fact = document.issued or document.published
    return fact is None or str(fact.day.year) in number


def _cores(title: str) -> list[Core]:
    """The core of the whole title, long enough to name one document."""
    return [core for core in cores(title) if len(core.text) >= 6]


def _later(document: Document, source: Document) -> bool:
    one = document.issued or document.published
    other = source.published
    return one is not None and other is not None and one.day > other.day


def _cited(site: SiteSnapshot, void: _Void) -> list[Evidence]:
    state = (
        "标注情况未能读取"
        if void.marked is None
        else f"已标注（{clean(void.marked, 40)}）"
        if void.marked
        else "页面未标注失效、废止"
    )
    note = f"{void.why}；{state}"
    if void.source is None:
        return [cite(site, void.document, note, void.quote)]
    return [cite(site, void.document, note), cite(site, void.source, "清理目录所列", void.quote)]


def _explain(_params: OutdatedParams, _vocabulary: Vocabulary) -> Explanation:
    return Explanation(
        checked=(
            "自身写明的有效期已过，或被公布的清理目录废止、宣布失效的文件，页面标明失效或废止。",
        ),
        counts=(
            "文件对自身写明的期限：有效期至某日，自某日起施行、有效期几年，元数据中的失效日期。",
            "清理结果中列入废止或失效部分、按发文字号或《标题》点名的文件。",
            "标注：有效性一栏写失效或废止，标题或列表标题用括号注明，单独一行写明已失效、已废止，或图片标识的说明、文件名写失效、废止。",
        ),
        excludes=(
            "证照等其他事项的有效期；没有起算日的期限；后来的文件按名延长有效期的。",
            "清理结果保留、修改或拟废止的文件，清理所依据的文件，清理之后才发布的文件；转载的文件。",
        ),
    )


KIND = CheckKind(
    name="outdated",
    params=OutdatedParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "已过有效期或被废止的{total}件文件均已标注。"),
        "clean": OutcomeText(
            Verdict.PASS,
            "已读取{read}件文件、{lists}份清理目录，未发现已过有效期或被废止而仍在公开的。",
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "已过有效期或被废止的{total}件文件中{met}件已标注，{unmet}件未标注：{bad}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "{unmet}件文件已过有效期或被废止，页面未标注失效、废止：{bad}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "有文件已被废止，但其页面未读取，无法确认是否标注：{unread}。"
        ),
        "nothing_read": OutcomeText(
            Verdict.UNDETERMINED, "未能读取{unread}，没有读到应标明效力的文件。"
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "没有应标明效力的文件。"),
    },
    doc=__doc__ or "",
    reads=lambda params: [params.lists],
    explain=_explain,
)

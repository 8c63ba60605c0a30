"""A catalogue of decisions from which each item leads to the documents of its stages (目录超链接归集).

**Judged**: of every item of the year's catalogue and every stage that is not optional, whether a link leads from the
item to a document of that stage that exists.

**Counts**: links in the item's row of a table, below its number in a list, or on the page that the item itself links
to (one hop further; a column's documents too), and files attached to a linked document. A stage is told by the words
of the link, the heading over its cell, the words beside it or, where these say nothing, the title of the linked
document. A linked page that the crawl did not ask for counts by its words.

**Does not count**: links to pages that do not exist, to the homepage, to the catalogue itself, to a page that only
says that it is being built, to one general column for several items, and to a document that is plainly of another
matter (another item's, or a whole text that does not name this one); documents dated after the audit's day.

**Why**: 以事项目录超链接方式归集展示决策草案、草案说明、决策背景、意见收集采纳、列席、结果. The share is that of all
pairs of item and stage. A pair is open where its page failed to answer, or where a link says nothing and its page was
not read. A catalogue in an attached file counts where the links of its tables were read (DOCX, XLSX); one whose items or
links cannot be made out (it lies in a PDF) leaves the rule open. No catalogue fails only where all that could hold it was
read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, field_validator

from checks.catalogue.catalogues import is_unplaced, items_of_files, items_of_page, merged
from checks.catalogue.item_links import Found, ItemReader, Stage
from checks.catalogue.listed_items import Item
from checks.catalogue.stages import StageWords
from checks.citing import MOST_SHOWN, cite, name_of
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Tally
from checks.explained.explaining import (
    counted_of,
    left_out_of,
    marks_of,
    names_said,
    one_of,
    subject_said,
    year_meant,
    year_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.kinds.published_by import near_misses, of_year
from checks.matching import incomplete_for, matching, searched_for, unread_for
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class StageParams(Params):
    """One stage: the words that tell it."""

    name: str = Field(min_length=1, description="阶段名称，如 决策草案")
    any: tuple[str, ...] = Field(
        default=(), description="链接文字、表头或所链文件标题中表明该阶段的词，如 草案、征求意见稿"
    )
    none: tuple[str, ...] = Field(default=(), description="含这些词的不是该阶段")
    subject: SubjectRef | None = Field(default=None, description="所链文件属于该对象的，也算该阶段")
    optional: bool = Field(default=False, description="视情公开的阶段：只列出，不计分")


class LinkedSetParams(Params):
    """Parameters of `linked_set`."""

    of: SubjectRef = Field(description="事项目录；标题词中的 {year} 为所评年度")
    stages: tuple[StageParams, ...] = Field(min_length=1, description="各阶段")
    year: Literal["period"] | int = Field(
        default="period", description="所评年度：period 为期间最后一天所在年，或写明年份"
    )
    at_least: int = Field(
        default=1, ge=1, description="目录至少应有的事项数", json_schema_extra=BOUND
    )

    @field_validator("stages")
    @classmethod
    def _some_required(cls, stages: tuple[StageParams, ...]) -> tuple[StageParams, ...]:
        if all(stage.optional for stage in stages):
            raise ValueError("至少要有一个阶段不是 optional")
        silent = [stage.name for stage in stages if not stage.any and stage.subject is None]
        if silent:
            raise ValueError(f"阶段“{silent[0]}”须写 any 或 subject")
        return stages


@dataclass(slots=True)
class _Judged:
    """One item with what was found of each stage, in the order of the stages."""

    item: Item
    found: list[Found] = field(default_factory=list)


def judge(site: SiteSnapshot, params: LinkedSetParams, context: Context) -> Judgement:
    """Read the catalogue's items, and look for each stage among their links."""
    year = context.period.last.year if params.year == "period" else params.year
    stages = [_stage(site, stage, context) for stage in params.stages]
    reader = ItemReader(site, context, stages)
    catalogues = of_year(site, params.of, context, year, "any")
    read = [document for document in catalogues if document.facts is not None]
    judged = _judged(context, params, read, reader)
    values: dict[str, object] = {"year": year, "items": len(judged)}
    if not judged:
        return _without_items(site, params, context, year, catalogues, values)
    if len(judged) < params.at_least and len(read) == len(catalogues):
        values |= {"at_least": params.at_least, "names": listed(j.item.name for j in judged)}
        evidence = _evidence(site, params, catalogues, judged)
        return Judgement("too_few", values, evidence=evidence)
    return _verdict(site, params, catalogues, judged, values)


def _judged(
    context: Context, params: LinkedSetParams, read: Sequence[Document], reader: ItemReader
) -> list[_Judged]:
    """The items of the catalogues, each with what its links lead to: of their pages and columns, else of their files.

    A file whose table has no link at all has the last word, and only where no page beside it links to a stage.
    """
    items = [item for d in read if d.facts for item in items_of_page(d.facts, reader.says)]
    filed = [] if items else [item for d in read for item in items_of_files(d, reader.says)]
    if any(item.links for item in filed):
        items, filed = filed, []
    columns = context.vocabulary.subject(params.of).columns
    items = merged([*items, *reader.column_items(columns, read, pages=not items)])
    judged = _sure(_each(items, reader))
    if judged or any(_links_to_a_stage(document, reader) for document in read):
        return judged
    return _each(merged(filed), reader)


def _each(items: Sequence[Item], reader: ItemReader) -> list[_Judged]:
    names = [item.name for item in items]
    return [_Judged(item, reader.stages_of(item, names)) for item in items]


def _links_to_a_stage(document: Document, reader: ItemReader) -> bool:
    facts = document.facts
    return facts is not None and any(
        reader.says(link.text) for link in (*facts.body_links, *facts.attachments)
    )


def _stage(site: SiteSnapshot, stage: StageParams, context: Context) -> Stage:
    about = matching(site, context, stage.subject) if stage.subject is not None else ()
    return Stage(StageWords(stage.any, stage.none), frozenset(d.url for d in about))


def _sure(judged: list[_Judged]) -> list[_Judged]:
    """The items; of those that are mere links or columns only such as lead to a stage, and only where one leads to two."""
    if any(each.item.sure for each in judged):
        return judged
    counts = [sum(1 for found in each.found if found.link) for each in judged]
    if max(counts, default=0) < min(2, len(judged[0].found) if judged else 0):
        return []
    leading = [each for each, count in zip(judged, counts, strict=True) if count]
    return judged if 2 * len(leading) >= len(judged) else leading


def _without_items(
    site: SiteSnapshot,
    params: LinkedSetParams,
    context: Context,
    year: int,
    catalogues: Sequence[Document],
    values: dict[str, object],
) -> Judgement:
    if catalogues:
        values |= {"title": name_of(catalogues[0]), "why": _why_unreadable(catalogues)}
        asked = [d.fetch for d in catalogues if d.fetch and not d.fetch.outcome.answered]
        shown = [cite(site, d, str(values["why"])) for d in catalogues[:3]]
        return Judgement("unreadable", values, evidence=shown, unread=asked)
    if context.as_of <= context.period.last and params.year == "period":
        return Judgement("not_due", values)
    unread = unread_for(site, context, params.of, year)
    lists = incomplete_for(site, context, params.of)
    if unread or lists:
        values["unread"] = open_words(unread, lists)
        return Judgement("undetermined", values, unread=unread)
    misses = near_misses(site, params.of, context, year)
    values["near"] = f"，只发现{name_of(misses[0])}" if misses else ""
    return Judgement(
        "missing",
        values,
        evidence=[cite(site, d, f"不是{year}年度的") for d in misses[:3]],
        searched=searched_for(site, context, params.of),
    )


def _why_unreadable(catalogues: Sequence[Document]) -> str:
    lost = [d.fetch for d in catalogues if d.fetch and d.facts is None]
    if lost:
        return f"未能读取{unread_said(lost)}"
    if all(document.facts is None for document in catalogues):
        return "目录页面未抓取"
    if any(document.facts and is_unplaced(document.facts) for document in catalogues):
        return "页面表格中的链接未存下，须重新抓取"
    if any(d.files or (d.facts and d.facts.attachments) for d in catalogues):
        return "事项列在附件中，这种格式的附件内的链接不作读取"
    if any(d.facts and d.facts.file for d in catalogues):
        return "目录是一份文件，这种格式的文件内的链接不作读取"
    return "页面上没有可以辨认的事项"


def _verdict(
    site: SiteSnapshot,
    params: LinkedSetParams,
    catalogues: Sequence[Document],
    judged: Sequence[_Judged],
    values: dict[str, object],
) -> Judgement:
    required = [at for at, stage in enumerate(params.stages) if not stage.optional]
    pairs = [(each, at, each.found[at]) for each in judged for at in required]
    met = [pair for pair in pairs if pair[2].met]
    unmet = [pair for pair in pairs if pair[2].met is False]
    opened = [pair for pair in pairs if pair[2].met is None]
    # A catalogue of the year that was not read may list more, or link from more.
    lost = [d for d in catalogues if d.facts is None or is_unplaced(d.facts)]
    unplaced = any(d.facts is not None for d in lost)
    if unplaced:
        opened, unmet = [*opened, *unmet], []
    tally = Tally(len(met), len(unmet), len(opened), bool(lost))
    unread = list({f.url: f for pair in opened for f in pair[2].unread}.values())
    unread += [d.fetch for d in lost if d.fetch and not d.fetch.outcome.answered]
    optional = [
        f"{stage.name}{count}项"
        for at, stage in enumerate(params.stages)
        if stage.optional and (count := sum(1 for each in judged if each.found[at].met))
    ]
    by_stage = [
        f"{params.stages[at].name}{sum(1 for p in met if p[1] == at)}/{len(judged)}"
        for at in required
    ]
    values |= {
        "pairs": len(pairs),
        "met": len(met),
        "stages": listed(by_stage, 12),
        "missing": listed((_said(params, *pair) for pair in unmet), 4) or "无",
        "optional": f"；另有{listed(optional, 6)}" if optional else "",
        "unread": "；".join(
            filter(
                None,
                (
                    _why_unreadable(lost) if lost else "",
                    listed((_said(params, *pair) for pair in opened), 3),
                ),
            )
        )
        or "无",
    }
    return Judgement(
        tally.code,
        values,
        share=tally.share,
        evidence=_evidence(site, params, catalogues, judged),
        unread=unread if tally.code == "undetermined" else (),
    )


def _said(params: LinkedSetParams, each: _Judged, at: int, found: Found) -> str:
    why = f"（{found.why}）" if found.why else ""
    return f"“{clean(each.item.name, 40)}”的{params.stages[at].name}{why}"


def _evidence(
    site: SiteSnapshot,
    params: LinkedSetParams,
    catalogues: Sequence[Document],
    judged: Sequence[_Judged],
) -> list[Evidence]:
    """Each item on its catalogue's page with what it lacks, those that lack most first, then the stages that were found."""
    by_url = {document.url: document for document in catalogues}
    files = {file.url: file.fetch for document in catalogues for file in document.files}
    rows: list[tuple[int, Evidence]] = []
    targets: list[Evidence] = []
    for each in judged:
        named = list(zip(params.stages, each.found, strict=True))
        lacking = [stage.name for stage, f in named if f.met is False and not stage.optional]
        linked = [f"{stage.name}（{f.ground}）" for stage, f in named if f.met]
        note = f"事项“{clean(each.item.name, 60)}”：链接到{listed(linked, 10) or '的阶段没有'}"
        note += f"；未链接{listed(lacking, 10)}" if lacking else ""
        catalogue = by_url.get(each.item.page)
        if catalogue is not None:
            rows.append((-len(lacking), cite(site, catalogue, note, each.item.name)))
        else:
            column = site.columns.get(each.item.page)
            fetch = column.fetch if column else files.get(each.item.page)
            piece = Evidence.of(
                fetch, clean(each.item.name), url=each.item.page, note=clean(note, 400)
            )
            rows.append((-len(lacking), piece))
        for stage, found in named:
            if found.link is not None and found.met is not None:
                note = f"“{clean(each.item.name, 60)}”的{stage.name}：{found.ground or found.why}"
                targets.append(
                    Evidence.of(
                        found.fetch,
                        clean(found.link.words) or stage.name,
                        url=found.link.url,
                        note=note,
                    )
                )
    rows.sort(key=lambda row: row[0])
    most = MOST_SHOWN // 2
    shown = [evidence for _, evidence in rows[: max(most, MOST_SHOWN - len(targets))]]
    return [*shown, *targets][:MOST_SHOWN]


def explain(params: LinkedSetParams, vocabulary: Vocabulary) -> Explanation:
    """The catalogue, its stages with the words that tell them, and what a link must be to count."""
    required = [stage.name for stage in params.stages if not stage.optional]
    optional = [stage.name for stage in params.stages if stage.optional]
    what = marks_of(params.of, vocabulary)
    checked = [
        f"{year_said(params.year)}的事项目录（{what}）中，每个事项都应以超链接通到下列{len(required)}个阶段的文件："
        f"{names_said(required)}。",
        "每个事项的每个阶段都通到的为符合，部分通到的按比例给分，都没有的为不符合。",
    ]
    if optional:
        checked.append(f"视情公开、只列出不计分的：{names_said(optional)}。")
    if params.at_least > 1:
        checked.append(f"目录应不少于{params.at_least}个事项。")
    return Explanation(
        tuple(checked),
        (
            *year_meant(params.year),
            *counted_of(params.of, vocabulary, "事项目录"),
            "目录表格中该事项一行的链接、列表中该事项下的链接，或该事项自己的页面（栏目）上的链接，都算。",
            "由链接文字、所在列的表头、旁边单元格的文字判断是哪一阶段，都看不出的看所链文件的标题。",
            *(_stage_said(stage, vocabulary) for stage in params.stages),
        ),
        (
            "没有链接的文字，打不开的链接，链接到首页、目录本身或“建设中”页面的，都不算。",
            "几个事项链接到同一个笼统栏目的，不算。",
            "链接的文件明显是另一事项的（标题写的是目录中另一事项，或通篇没有提到该事项、标题也不是该阶段），不算。",
            "附件里的链接只读“docx”“xlsx”格式的表格中的；目录只在其他格式附件中的，记为未能判定。",
            *left_out_of(params.of, vocabulary),
        ),
    )


def _stage_said(stage: StageParams, vocabulary: Vocabulary) -> str:
    ways = [one_of(stage.any)] if stage.any else []
    if stage.subject is not None:
        ways.append(f"所链的是{subject_said(stage.subject, vocabulary)}")
    but = f"，不{one_of(stage.none)}" if stage.none else ""
    return f"{stage.name}：{'，或'.join(ways)}{but}。"


KIND = CheckKind(
    name="linked_set",
    params=LinkedSetParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "{year}年度目录的{items}个事项均链接到各阶段文件（{stages}）{optional}。"
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "{year}年度目录有{items}个事项，应有{pairs}处阶段链接，实有{met}处（{stages}）；未链接{missing}{optional}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL,
            "{year}年度目录的{items}个事项都没有链接到应有的阶段文件（{stages}）；未链接{missing}{optional}。",
        ),
        "too_few": OutcomeText(
            Verdict.FAIL, "{year}年度目录只有{items}个事项（{names}），不足{at_least}个。"
        ),
        "missing": OutcomeText(Verdict.FAIL, "未发现{year}年度的事项目录{near}。"),
        "unreadable": OutcomeText(
            Verdict.UNDETERMINED, "{title}列有哪些事项、链接到什么无法判断：{why}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "{year}年度事项目录是否链接到各阶段文件尚不能判定：{unread}。"
        ),
        "not_due": OutcomeText(Verdict.NOT_APPLICABLE, "{year}年度尚未结束，目前未发现事项目录。"),
    },
    doc=__doc__ or "",
    reads=lambda params: [params.of],
    follows=lambda params: [params.of],
    explain=explain,
)

"""The table of requests in the annual report adds up (国办公开办函〔2021〕30号, table 2).

What is judged: for every column, 本年新收 + 上年结转 = 办理结果总计 + 结转下年度.

What counts: any table on the report's page that has these four rows, however its cells are
merged; blanks and dashes are 0, thousands may be separated. What does not count: another year's
report, a department's own.

A table that does not add up fails, with the figures quoted. A report whose table is a picture or
an attachment cannot be judged. An absent report fails only where all that could hold it was
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from checks.citing import cite, name_of
from checks.context import Context
from checks.counts.counting import open_words
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NOT_GUESSED,
    counted_of,
    left_out_of,
    marks_of,
    year_meant,
    year_said,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.kinds.published_by import near_misses, of_year, year_told
from checks.matching import incomplete_for, searched_for, unread_for
from checks.texts.readings import of_document
from checks.texts.request_table import RequestTable, find_table
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import clean, unread_said
from crawler.snapshot.facts import Document, Fetch, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary


class ReportTableParams(Params):
    """Parameters of `report_table`."""

    subject: SubjectRef = Field(description="对象；标题词中的 {year} 为所评年度")
    year: Literal["period"] | int = Field(
        default="period", description="所评年度：period 为期间最后一天所在年，或写明年份"
    )
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的年报不计"
    )


def judge(site: SiteSnapshot, params: ReportTableParams, context: Context) -> Judgement:
    """Find the report, then its table, then add up."""
    year = context.period.last.year if params.year == "period" else params.year
    documents = of_year(site, params.subject, context, year, params.issuer)
    values: dict[str, object] = {"year": year}
    for document in documents:
        for fetch, url, tables in _tables(document):
            if (table := find_table(tables)) is not None:
                return _added_up(site, document, table, values, (fetch, url))
    if documents:
        document = documents[0]
        values["title"] = name_of(document)
        asked = [d.fetch for d in documents if d.fetch and not d.fetch.outcome.answered]
        if document.facts is None:
            values["why"] = f"未能读取{unread_said(asked)}" if asked else "文件页面未抓取"
        elif document.unread_files:
            values["why"] = f"页面上没有该表，可能在附件中{of_document(document).files_said}"
        else:
            values["why"] = "页面上没有可读的该表（可能是图片）"
        return Judgement(
            "no_table", values, evidence=[cite(site, document, str(values["why"]))], unread=asked
        )
    unread = unread_for(site, context, params.subject, year)
    lists = incomplete_for(site, context, params.subject)
    if unread or lists:
        values["unread"] = open_words(unread, lists)
        return Judgement("undetermined", values, unread=unread)
    misses = near_misses(site, params.subject, context, year)
    values["near"] = f"，只发现{name_of(misses[0])}" if misses else ""
    return Judgement("missing", values, searched=searched_for(site, context, params.subject))


def _tables(document: Document) -> Iterator[tuple[Fetch | None, str, list[list[list[str]]]]]:
    """The tables of the document's page, then of each of its files, with where they stand."""
    if document.facts is not None:
        yield document.fetch, document.url, document.facts.tables
    for file in document.files:
        if file.facts is not None:
            yield file.fetch, file.url, file.facts.tables


def _added_up(
    site: SiteSnapshot,
    document: Document,
    table: RequestTable,
    values: dict[str, object],
    where: tuple[Fetch | None, str],
) -> Judgement:
    wrong = table.wrong_columns()
    shown = wrong or [len(table.received) - 1]
    sums = "；".join(table.sum_at(position) for position in shown)
    values |= {
        "title": name_of(document),
        "columns": len(table.received),
        "wrong": len(wrong),
        "sums": sums,
    }
    fetch, url = where
    shown_at = (
        cite(site, document, "", sums)
        if url == document.url
        else Evidence.of(fetch, clean(sums), url=url, note=f"{name_of(document)}的附件")
    )
    return Judgement("fail" if wrong else "pass", values, evidence=[shown_at])


def explain(params: ReportTableParams, vocabulary: Vocabulary) -> Explanation:
    """What must add up, in which report."""
    excludes = ["其他年度的报告不算。"]
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += left_out_of(params.subject, vocabulary)
    excludes.append("表格是图片，或附件没有读到的，记为未能判定。")
    excludes.append(NOT_GUESSED)
    return Explanation(
        (
            f"{year_said(params.year)}的报告（{marks_of(params.subject, vocabulary)}）中，"
            "“收到和处理政府信息公开申请情况”表的每一列都应勾稽一致："
            "本年新收数与上年结转数之和，等于办理结果总计与结转下年度数之和。",
            "各列都对得上的为符合，有一列对不上或找不到报告的为不符合。",
        ),
        (
            *year_meant(params.year),
            *counted_of(params.subject, vocabulary, "该报告"),
            *year_told(params.subject, vocabulary),
            "报告页面或已读到的附件里，凡有这四行数字的表格都认，合并的单元格也能读；空白和横线按零计。",
        ),
        tuple(excludes),
    )


KIND = CheckKind(
    name="report_table",
    params=ReportTableParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS, "{title}申请办理情况表{columns}列数字均勾稽一致（{sums}）。"
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "{title}申请办理情况表{columns}列中有{wrong}列数字对不上：{sums}。"
        ),
        "no_table": OutcomeText(Verdict.UNDETERMINED, "{title}的申请办理情况表无法核对：{why}。"),
        "missing": OutcomeText(Verdict.FAIL, "未发现{year}年度的报告{near}，无表可核。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未发现{year}年度的报告，但不能断定没有：{unread}。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    reads=lambda params: [params.subject],
)

"""A document of a given year with its required sections (必备章节).

What is judged: whether each required section stands in the document, by keywords, since titles
vary slightly (存在的主要问题及 改进情况, 存在问题和改进措施). The best of the site's own
documents that fit the subject for the judged year is judged.

What counts: a heading that holds one of the section's keywords, or a paragraph that begins with
one after its number (一、总体情况). What does not count: the words in the middle of a paragraph
(本报告由总体情况、…组成), another year's document, a repost.

A page that holds only an attachment and hardly any text cannot be judged; the reason says so. An
absent document fails only where all that could hold it was read.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from checks.citing import name_of
from checks.context import Context
from checks.counts.counting import open_words
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NOT_GUESSED,
    counted_of,
    left_out_of,
    marks_of,
    names_said,
    page_counts,
    words_said,
    year_meant,
    year_said,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.kinds.published_by import near_misses, of_year, year_told
from checks.matching import incomplete_for, searched_for, unread_for
from checks.texts.readings import Reading, of_columns, of_document
from checks.verdict import Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import SiteSnapshot
from rules.plain_text import plain
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+[章节部分条]+|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．,，:：]?|[(（]?\d{1,2}[)）]?[、.．,，]?)?"
    r"(?:关于|本年度?|\d{4}年度?|[二][〇○零一二三四五六七八九]{3}年度?)?"
)

_HEADING_LENGTH = 60
_START = 6  # characters by which a keyword may be preceded at a paragraph's start (政府信息公开工作总体情况)
_SHORT_PARAGRAPH = 40
_LEADING = frozenset({"政府信息公开", "政府信息公开工作", "工作", "政务公开"})


class Section(Params):
    """One required section: its name and the keywords of which its heading holds one."""

    name: str = Field(min_length=1, description="章节名称")
    any: tuple[str, ...] = Field(default=(), description="标题关键词，含其一即可；不写则为章节名称")

    @property
    def words(self) -> tuple[str, ...]:
        """The keywords, comparable."""
        return tuple(plain(word) for word in (self.any or (self.name,)))


class SectionsParams(Params):
    """Parameters of `sections`."""

    subject: SubjectRef = Field(description="对象；标题词中的 {year} 为所评年度")
    year: Literal["period"] | int = Field(
        default="period", description="所评年度：period 为期间最后一天所在年，或写明年份"
    )
    sections: tuple[Section, ...] = Field(min_length=1, description="必备章节")
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )


def judge(site: SiteSnapshot, params: SectionsParams, context: Context) -> Judgement:
    """Find the document, then its sections."""
    year = context.period.last.year if params.year == "period" else params.year
    documents = of_year(site, params.subject, context, year, params.issuer)
    readings = [of_document(document) for document in documents if document.was_read]
    readings += of_columns(site, context, context.vocabulary.subject(params.subject))
    readable = [reading for reading in readings if not reading.bare]
    values: dict[str, object] = {"year": year, "total": len(params.sections)}
    if readable:
        return _judge_best(site, params, readable, values)
    if documents:
        values["title"] = name_of(documents[0])
        if readings:
            values["why"] = readings[0].why_bare
            return Judgement(
                "unreadable", values, evidence=[readings[0].cite(site, str(values["why"]))]
            )
        asked = [d.fetch for d in documents if d.fetch and not d.fetch.outcome.answered]
        values["why"] = f"未能读取{unread_said(asked)}" if asked else "文件页面未抓取"
        return Judgement("unreadable", values, unread=asked)
    unread = unread_for(site, context, params.subject, year)
    lists = incomplete_for(site, context, params.subject)
    if unread or lists:
        values["unread"] = open_words(unread, lists)
        return Judgement("undetermined", values, unread=unread)
    misses = near_misses(site, params.subject, context, year)
    values["near"] = f"，只发现{name_of(misses[0])}" if misses else ""
    return Judgement("missing", values, searched=searched_for(site, context, params.subject))


def heading_for(reading: Reading, section: Section) -> str:
    """The line that heads the section, comparable and without its number; "" where there is none."""
    for heading in reading.headings:
        own = plain(heading)
        if len(heading) <= _HEADING_LENGTH and any(word in own for word in section.words):
            return own
    for paragraph in reading.paragraphs:
        whole = plain(paragraph[: _HEADING_LENGTH * 2])
        own = _NUMBERING.sub("", whole, count=1)
        for word in section.words:
            at = own.find(word)
            # A long paragraph may begin with its section's title, but only begin with it.
            most = _START if len(whole) <= _SHORT_PARAGRAPH else 0
            if 0 <= at <= most or (at > 0 and own[:at] in _LEADING):
                return own[:_SHORT_PARAGRAPH]
    return ""


def _judge_best(
    site: SiteSnapshot,
    params: SectionsParams,
    readings: list[Reading],
    values: dict[str, object],
) -> Judgement:
    best: tuple[int, Reading, dict[str, str]] | None = None
    for reading in readings:
        found = {
            section.name: line
            for section in params.sections
            if (line := heading_for(reading, section))
        }
        if best is None or len(found) > best[0]:
            best = (len(found), reading, found)
    if best is None:
        return Judgement("missing", values | {"near": ""})
    count, reading, found = best
    missing = [section.name for section in params.sections if section.name not in found]
    values |= {
        "title": f"《{reading.title}》" if "《" not in reading.title else f"“{reading.title}”",
        "found": count,
        "missing": listed(missing, 12) or "无",
    }
    if missing and reading.goes_on:
        values["why"] = (
            f"正文有{count}个部分，其余可能在未读取的附件（{len(reading.unread)}个）中{reading.files_said}"
        )
        return Judgement("unreadable", values, evidence=[reading.cite(site, str(values["why"]))])
    note = f"共{len(params.sections)}部分，有{count}部分" + (
        f"，缺{listed(missing, 12)}" if missing else ""
    )
    evidence = [reading.cite(site, note, "；".join(found.values()) or reading.title)]
    code = "pass" if not missing else "partial" if found else "fail"
    return Judgement(code, values, share=count / len(params.sections), evidence=evidence)


def explain(params: SectionsParams, vocabulary: Vocabulary) -> Explanation:
    """The sections with the keywords of their headings."""
    total = len(params.sections)
    names = names_said([section.name for section in params.sections])
    excludes = [
        "在段落中间提到这些词语的，不算有该部分。",
        "其他年度的同类文件不算。",
    ]
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += left_out_of(params.subject, vocabulary)
    excludes.append("页面只有附件而附件没有读到的，记为未能判定。")
    excludes.append(NOT_GUESSED)
    return Explanation(
        (
            f"{year_said(params.year)}的文件（{marks_of(params.subject, vocabulary)}）应有下列{total}个部分：{names}。",
            "齐全的为符合，有一部分的按已有的部分数给分，一个也没有或找不到文件的为不符合。有几件时，按最全的一件评。",
        ),
        (
            *year_meant(params.year),
            *counted_of(params.subject, vocabulary),
            *year_told(params.subject, vocabulary),
            *page_counts(params.subject, vocabulary),
            "标题里有下列词语之一，或段落以序号和下列词语之一开头，即算有该部分。",
            *(
                f"{section.name}：{words_said(section.any or (section.name,))}。"
                for section in params.sections
            ),
        ),
        tuple(excludes),
    )


KIND = CheckKind(
    name="sections",
    params=SectionsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{title}的{total}个必备部分齐全。"),
        "partial": OutcomeText(
            Verdict.PARTIAL, "{title}应有{total}个部分，有{found}个，缺{missing}。"
        ),
        "fail": OutcomeText(Verdict.FAIL, "{title}应有的{total}个部分均未发现：{missing}。"),
        "missing": OutcomeText(Verdict.FAIL, "未发现{year}年度的相关文件{near}。"),
        "unreadable": OutcomeText(Verdict.UNDETERMINED, "{title}的内容无法判断：{why}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未发现{year}年度的相关文件，但不能断定没有：{unread}。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
    reads=lambda params: [params.subject],
)

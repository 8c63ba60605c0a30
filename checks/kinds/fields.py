"""Required elements (要素) in a document: the nine elements of the guide, the six of a benefit
for firms.

What is judged: whether each element stands in the text, by keywords; with `value` also whether
what its label promises stands beside it: a telephone number that can be one, an address with a
road, number or building, a date, a number (合同数量3份, 共3份合同; 无 and 零 are numbers, the year of a
date is none). Words in `alone` suffice by themselves (无逾期). By default the best document counts;
with `each` every matching document must have its elements, and the share of those that do is earned.

What counts: an element in the running text, in a table or in the metadata; a column whose own
page is the text. What does not count: a label whose value is blank (联系电话： ) or no such
value (联系电话：见附件); a repost.

A page that holds only an attachment cannot be judged. An absent document fails only where all
that could hold it was read.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field

from checks.citing import MOST_SHOWN, name_of
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Tally
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NOT_GUESSED,
    counted_of,
    left_out_of,
    names_said,
    one_of,
    page_counts,
    subject_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import by_issuer, incomplete_for, matching, searched_for, unread_for
from checks.texts.readings import Reading, joined, of_columns, of_document
from checks.texts.stated_dates import dates_in
from checks.verdict import Judgement, Verdict
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import plain
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_NEAR = 60  # characters after a label in which its value is sought
_PHONE = re.compile(
    r"(?<![\d-])(?:\+?86-?)?(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(?:-\d{1,6})?(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<!\d)[48]00-?\d{3,4}-?\d{3,4}(?!\d)|(?<!\d)1(?:2\d{3}|10|19|20|22)(?!\d)"
)
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff\dA-Za-z]{2,}(?:路|街|大道|巷|弄|胡同|道|村|镇|楼|大厦|号|室|院|广场|中心|大楼|区)"
)

_BLANK_ADDRESS = re.compile(r"^[:：\s]*(?:详?见|另附|略|无|附件|点击)")
_NUMBER_NEAR, _BEFORE = 24, 10
_DATE_WORDS = re.compile(
    r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,4}(?:年度?|月份?|日)|[一二三四五六七八九十]、|[(（][一二三四五六七八九十\d][)）]"
)
_NUMBER = re.compile(
    r"\d|[零〇]|[为是:：]无|^[(（]?[^,，;；。]{0,6}[)）]?无|[一二三四五六七八九十百千]+(?:份|个|笔|项|件|万|亿|元)"
)
_ENDS_IN_NUMBER = re.compile(r"(?:\d|[零一二三四五六七八九十百千万]|\d[份个笔项件])$")


class Element(Params):
    """One required element: its name, keywords of which one suffices, and what must stand beside
    them.
    """

    name: str = Field(min_length=1, description="要素名称")
    any: tuple[str, ...] = Field(default=(), description="关键词，含其一即可；不写则为要素名称")
    value: Literal["none", "phone", "address", "date", "number"] = Field(
        default="none", description="关键词旁还应有：电话号码、地址、日期或数字"
    )
    alone: tuple[str, ...] = Field(
        default=(), description="单独出现即算有此要素的词，旁边不必有值（如 无逾期）"
    )


class FieldsParams(Params):
    """Parameters of `fields`."""

    subject: SubjectRef = Field(description="对象")
    fields: tuple[Element, ...] = Field(min_length=1, description="必备要素")
    each: bool = Field(
        default=False, description="true：每件都须具备，按具备的件数给分；false：只评最完备的一件"
    )
    min_share: float = Field(
        default=1.0,
        gt=0,
        le=1,
        description="视为具备所需的要素比例（1 为全部）",
        json_schema_extra=BOUND,
    )
    window: Literal["any", "period"] | None = Field(
        default=None,
        description="发布日期不限（抓取时旧文件也读），或在期间内；不写时 each 为期间内，否则不限（不另读旧文件）",
    )
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )


def judge(site: SiteSnapshot, params: FieldsParams, context: Context) -> Judgement:
    """Find the documents, then their elements."""
    subject = context.vocabulary.subject(params.subject)
    documents = [
        document
        for document in by_issuer(
            site, matching(site, context, params.subject), params.issuer, titled=True
        )
        if _in_window(document, params, context)
    ]
    readings = [of_document(document) for document in documents if document.was_read]
    if not params.each:
        readings += of_columns(site, context, subject)
    values: dict[str, object] = {"total": len(params.fields)}
    readable = [reading for reading in readings if not reading.bare or _complete(reading, params)]
    if params.each and documents:
        return _judge_each(site, params, documents, readable, values)
    if readable:
        return _judge_best(site, params, readable, values)
    if documents:
        values["title"] = name_of(documents[0])
        asked = [d.fetch for d in documents if d.fetch and not d.fetch.outcome.answered]
        if readings:
            values["why"] = readings[0].why_bare
            evidence = [readings[0].cite(site, str(values["why"]))]
            return Judgement("unreadable", values, evidence=evidence)
        values["why"] = f"未能读取{unread_said(asked)}" if asked else "文件页面未抓取"
        return Judgement("unreadable", values, unread=asked)
    unread = unread_for(site, context, params.subject)
    lists = incomplete_for(site, context, params.subject)
    if unread or lists:
        values["unread"] = open_words(unread, lists)
        return Judgement("undetermined", values, unread=unread)
    code = "not_applicable" if params.each else "missing"
    return Judgement(code, values, searched=searched_for(site, context, params.subject))


def _found(text: str, element: Element, against: date) -> str:
    for word in element.any or (element.name,):
        label = plain(word)
        at = text.find(label)
        while at >= 0:
            beside = text[at + len(label) : at + len(label) + _NEAR]
            before = text[max(0, at - _BEFORE) : at]
            if _has_value(beside, element.value, against) or (
                element.value == "number" and _ENDS_IN_NUMBER.search(before)
            ):
                return clean(text[at : at + len(label) + 30], 60)
            at = text.find(label, at + 1)
    for word in element.alone:
        at = text.find(plain(word))
        if at >= 0:
            return clean(text[at : at + 30], 60)
    return ""


def _has_value(beside: str, value: str, against: date) -> bool:
    if value == "phone":
        return bool(_PHONE.search(beside))
    if value == "address":
        return not _BLANK_ADDRESS.match(beside) and bool(_ADDRESS.search(beside))
    if value == "date":
        return bool(dates_in(beside, against))
    if value == "number":
        # A number beyond the clause's end is another element's.
        clause = re.split("[,，;；。]", _DATE_WORDS.sub("", beside), maxsplit=1)[0]
        return bool(_NUMBER.search(clause[:_NUMBER_NEAR]))
    return True


def _whole_text(reading: Reading) -> str:
    cells = ["：".join(cell for cell in row if cell) for table in reading.tables for row in table]
    facts = reading.document.facts if reading.document else None
    labels = [f"{label}：{value}" for label, value in facts.metadata.items()] if facts else []
    return joined("\n".join([*reading.headings, reading.text, *cells, *labels]))


def _in_window(document: Document, params: FieldsParams, context: Context) -> bool:
    window = params.window or ("period" if params.each else "any")
    if window == "any":
        return True
    fact = document.published or document.issued
    return fact is None or fact.day in context.period


def _elements(reading: Reading, params: FieldsParams) -> dict[str, str]:
    text = _whole_text(reading)
    published = reading.document.published if reading.document else None
    against = published.day if published else date(2000, 1, 1)
    return {
        element.name: words
        for element in params.fields
        if (words := _found(text, element, against))
    }


def _complete(reading: Reading, params: FieldsParams) -> bool:
    """Whether a short page has all the elements nevertheless: a table of addresses, say."""
    return len(_elements(reading, params)) / len(params.fields) >= params.min_share


def _judge_best(
    site: SiteSnapshot,
    params: FieldsParams,
    readings: list[Reading],
    values: dict[str, object],
) -> Judgement:
    scored = [(_elements(reading, params), reading) for reading in readings]
    found, reading = max(scored, key=lambda pair: len(pair[0]))
    missing = [element.name for element in params.fields if element.name not in found]
    share = len(found) / len(params.fields)
    values |= {
        "title": f"“{reading.title}”",
        "found": len(found),
        "missing": listed(missing, 12) or "无",
    }
    note = f"应有{len(params.fields)}项要素，有{len(found)}项" + (
        f"，缺{listed(missing, 12)}" if missing else ""
    )
    quote = "；".join(found.values()) or reading.title
    code = "pass" if share >= params.min_share else "partial" if found else "fail"
    if code != "pass" and reading.goes_on:
        values["why"] = (
            f"正文有{len(found)}项要素，其余可能在未读取的附件（{len(reading.unread)}个）中"
            f"{reading.files_said}"
        )
        code = "unreadable"
    return Judgement(code, values, share=share, evidence=[reading.cite(site, note, quote)])


def _judge_each(
    site: SiteSnapshot,
    params: FieldsParams,
    documents: list[Document],
    readable: list[Reading],
    values: dict[str, object],
) -> Judgement:
    good: list[tuple[Reading, list[str]]] = []
    bad: list[tuple[Reading, list[str]]] = []
    for reading in readable:
        found = _elements(reading, params)
        missing = [element.name for element in params.fields if element.name not in found]
        enough = len(found) / len(params.fields) >= params.min_share
        if enough:
            good.append((reading, missing))
        elif not reading.goes_on:
            bad.append((reading, missing))
    undecided = len(documents) - len(good) - len(bad)
    tally = Tally(len(good), len(bad), undecided)
    values |= {
        "documents": tally.total,
        "met": tally.met,
        "bad": listed((f"“{r.title}”缺{listed(missing, 12)}" for r, missing in bad), 3),
        "title": f"{undecided}件文件",
        "why": "页面未能读取，或只有附件",
    }
    codes = {"pass": "pass_each", "partial": "partial_each", "fail": "fail_each"}
    evidence = [
        reading.cite(site, f"缺{listed(missing, 12)}" if missing else "要素齐全")
        for reading, missing in (*bad, *good)
    ]
    return Judgement(
        codes.get(tally.code, "unreadable"),
        values,
        share=tally.share,
        evidence=evidence[:MOST_SHOWN],
        unread=[d.fetch for d in documents if d.fetch and not d.fetch.outcome.answered],
    )


_VALUES = {"phone": "电话号码", "address": "地址", "date": "日期", "number": "数字"}


def explain(params: FieldsParams, vocabulary: Vocabulary) -> Explanation:
    """The elements with their keywords, and whether one document or every one must have them."""
    total = len(params.fields)
    names = names_said([element.name for element in params.fields])
    wanted = f"下列{total}项要素：{names}" if total > 1 else names
    enough = "全部写明" if params.min_share >= 1 else f"写明其中{_percent(params.min_share)}以上"
    window = params.window or ("period" if params.each else "any")
    when = "评价期间内发布的（未标日期的也算）" if window == "period" else ""
    what = f"{when}{subject_said(params.subject, vocabulary)}"
    if params.each:
        checked = [
            f"{what}，每件都应写明{wanted}。",
            f"一件文件{enough}才算达到；每件都达到的为符合，部分达到的按件数给分，都没有达到的为不符合；没有应评文件的不适用。",
        ]
    else:
        checked = [
            f"{what}应写明{wanted}。有几件时，按写得最全的一件评。",
            f"{enough}的为符合，写明一部分的按已有的项数给分，一项也没有或找不到文件的为不符合。",
        ]
    elements = [f"{element.name}：{_shown_by(element)}。" for element in params.fields]
    counts = [
        *counted_of(params.subject, vocabulary),
        "要素写在正文、表格、页面信息栏或已读到的附件里都算。",
        *elements,
    ]
    if not params.each:
        counts += page_counts(params.subject, vocabulary)
    valued = {element.value for element in params.fields} - {"none"}
    if valued - {"number"}:
        counts.append(f"要求写出号码、地址或日期的，须写在该词语之后{_NEAR}字以内。")
    if "number" in valued:
        counts.append("要求写出数字的，须与该词语写在同一小句里；“无”“零”也是数字，年月日不是。")
    excludes = []
    if any(element.value != "none" for element in params.fields):
        excludes.append("只有名目、后面空着或写“见附件”而没有相应内容的，不算写明。")
    excludes.append("页面只有附件而附件没有读到的，记为未能判定。")
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += left_out_of(params.subject, vocabulary)
    if not params.each:
        excludes.append(NOT_GUESSED)
    return Explanation(tuple(checked), tuple(counts), tuple(excludes))


def _shown_by(element: Element) -> str:
    words = one_of(element.any or (element.name,))
    if element.value in _VALUES:
        words = f"{words}，并写出{_VALUES[element.value]}"
    return f"{words}；或{one_of(element.alone)}" if element.alone else words


def _percent(share: float) -> str:
    return f"{share * 100:g}%"


KIND = CheckKind(
    name="fields",
    params=FieldsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{title}应有{total}项要素，有{found}项，符合要求。"),
        "partial": OutcomeText(
            Verdict.PARTIAL, "{title}应有{total}项要素，有{found}项，缺{missing}。"
        ),
        "fail": OutcomeText(Verdict.FAIL, "{title}应有的{total}项要素均未发现：{missing}。"),
        "pass_each": OutcomeText(Verdict.PASS, "{documents}件文件要素齐全。"),
        "partial_each": OutcomeText(
            Verdict.PARTIAL, "{documents}件文件中{met}件要素齐全，其余有缺：{bad}。"
        ),
        "fail_each": OutcomeText(Verdict.FAIL, "{documents}件文件要素均不齐全：{bad}。"),
        "missing": OutcomeText(Verdict.FAIL, "未发现相关文件，应有的{total}项要素无从查得。"),
        "unreadable": OutcomeText(Verdict.UNDETERMINED, "{title}的内容无法判断：{why}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未发现相关文件，但不能断定没有：{unread}。"
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有应评的文件。"),
    },
    doc=__doc__ or "",
    anytime=lambda params: [params.subject] if params.window == "any" else [],
    explain=explain,
    reads=lambda params: [params.subject],
)

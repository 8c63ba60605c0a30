"""Until when a document says that it holds (有效期至…, 自…起施行，有效期五年), and whether it is marked as void."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from checks.texts.stated_dates import dates_in, number
from crawler.snapshot.facts import Document
from rules.plain_text import plain

_ITSELF = (
    r"本(?:办法|规定|通知|意见|细则|方案|文件|政策|公告|通告|措施|规则|决定|制度|预案|标准|规范|条款"
    r"|实施细则|实施方案|实施意见|实施办法)"
)
_IN_FORCE = re.compile(rf"{_ITSELF}|施行|实施|执行|印发之日|发布之日|公布之日|下发之日")
_UNTIL = re.compile(
    r"有效期(?:限)?(?:为|是)?(?:截止|截至|至|到|：|:)|有效期自[^。；;\n]{6,24}?(?:至|到)"
    rf"|{_ITSELF}[^。；;\n]{{0,20}}?(?:施行|执行)(?:期限)?(?:至|到)"
)
_TERM = re.compile(
    r"有效期(?:限)?(?:为|是|：|:)?(?P<count>\d{1,2}|[一二三四五六七八九十两]{1,2})年"
)
_OF_SOMETHING_ELSE = re.compile(
    r"(?:证|证书|证件|证明|许可|执照|资质|资格|认定|合同|协议|保险|报告|报价|卡|码|结果|标志|称号|批件|批文)的?$"
)
_FROM_DAY = re.compile(r"自[^。；;\n]{0,24}?起(?:正式)?(?:施行|实施|执行|生效)")
_FROM_ISSUE = re.compile(r"自(?:印发|发布|公布|下发)之?日起")
_LABELS = (
    "失效日期",
    "废止日期",
    "失效时间",
    "废止时间",
    "有效期",
    "有效期至",
    "有效期限",
    "有效截止",
)
_STATES = re.compile(r"有效性|时效|效力|状态|有效")
_VOID = re.compile(r"失效|废止|停止执行|停用|无效")
_SAID_VOID = re.compile(
    rf"(?:{_ITSELF}|本文|此文|该文|此件|本件)(?:现)?已?(?:经)?(?:被)?(?:宣布)?(?:失效|废止|停止执行)|"
    r"^[【\[(（]?(?:本文件?|此件|文件状态[:：])?已?(?:失效|废止|作废)[】\])）]?$",
    re.MULTILINE,
)
_HEAD, _SENTENCE, _MOST_LOOKED_AT = 300, 120, 400
_SHORT = 24  # characters of a sentence that goes on from the one before
_SENTENCES = re.compile(r"[。；;\n]")


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day on which a document says that it holds, and its words."""

    day: date
    words: str


def expiry_of(document: Document) -> Expiry | None:
    """When a document that was read says that it ends; None where it does not say so.

    A label of its metadata table (失效日期) decides before its text. Of the text only sentences count that speak of the
    document itself: a certificate's term (许可证有效期5年) is not the document's.
    """
    facts = document.facts
    if facts is None:
        return None
    published = document.published or document.issued
    against = published.day if published else date(2000, 1, 1)
    for label, value in facts.metadata.items():
        if plain(label) in _LABELS and (stated := dates_in(plain(value), against)):
            return Expiry(stated[-1].day, f"{label}：{value}")
    issued = document.issued or document.published
    return _in_text(document.own_text, against, issued.day if issued else None)


def void_words(document: Document) -> str:
    """The words by which a page or its row in the list marks the document as void; "" where it is not marked."""
    facts = document.facts
    for title in (document.title, document.row_title):
        if re.search(
            r"[【\[(（][^】\])）]{0,8}(?:失效|废止|作废)[^】\])）]{0,4}[】\])）]|^(?:已)?(?:失效|废止)",
            plain(title),
        ):
            return title
    if facts is None:
        return ""
    for label, value in facts.metadata.items():
        if _STATES.search(label) and _VOID.search(value) and "未" not in value:
            return f"{label}：{value}"
    if facts.stamp:
        return f"图片标识：{facts.stamp}"
    text = document.own_text
    head = "\n".join(plain(line) for line in text[:_HEAD].splitlines())
    found = _SAID_VOID.search(head) or _SAID_VOID.search(
        "\n".join(map(plain, text[-_HEAD:].splitlines()))
    )
    if found:
        return found[0]
    return next((h for h in facts.headings if _SAID_VOID.search(plain(h))), "")


def _in_text(text: str, against: date, issued: date | None) -> Expiry | None:
    for match in islice(re.finditer("有效期|施行|执行|实施", text), _MOST_LOOKED_AT):
        start, stop = _sentence(text, match.start())
        if stop - start <= _SHORT and plain(text[start:stop]).startswith("有效期"):
            # 本办法自…起施行。有效期五年。
            start, _ = _sentence(text, len(text[:start].rstrip("。；;\n ")))
        sentence = text[start:stop]
        own = plain(sentence)
        if not _IN_FORCE.search(own) or "废止" in own.partition("有效期")[2][:6]:
            continue
        end = _until(own, against) or _term(own, against, issued)
        if end is not None:
            return Expiry(end, sentence.strip())
    return None


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a position begins and ends."""
    first = max(0, at - _SENTENCE)
    start = first + max((m.end() for m in _SENTENCES.finditer(text[first:at])), default=0)
    stop = _SENTENCES.search(text, at, at + _SENTENCE)
    return start, stop.start() if stop else min(len(text), at + _SENTENCE)


def _until(sentence: str, against: date) -> date | None:
    """The date that stands right behind 有效期至."""
    for match in _UNTIL.finditer(sentence):
        if _OF_SOMETHING_ELSE.search(sentence[: match.start()]):
            continue
        for stated in dates_in(sentence, against):
            full = re.search(r"[年/.-]", stated.words)
            if full and 0 <= stated.start - match.end() <= 2:
                return stated.day
    return None


def _term(sentence: str, against: date, issued: date | None) -> date | None:
    """The last day of 有效期五年, counted from the day on which the document says that it takes effect."""
    match = _TERM.search(sentence)
    if not match or _OF_SOMETHING_ELSE.search(sentence[: match.start()]):
        return None
    years = number(match["count"].replace("两", "二"))
    if not years:
        return None
    start: date | None = None
    if begins := _FROM_DAY.search(sentence):
        stated = [s for s in dates_in(begins[0], against) if re.search(r"[年/.-]", s.words)]
        start = stated[-1].day if stated else None
    if start is None and _FROM_ISSUE.search(sentence):
        start = issued
    if start is None:
        return None
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)

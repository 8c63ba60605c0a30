"""Dates and terms that a text states: 2020年1月10日, 二〇二〇年一月十日, 自5月6日至6月5日,
为期30日.

Positions are kept, so that a date can be told to belong to the words beside it. Days that no
calendar has (2月30日) are no dates. A date without a year takes the year of the date before it
in the text, else that of the day it is read against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checks.workdays import working_days_after

_CHINESE = "〇○零一二三四五六七八九十"
# The year and month end before 月, the day begins after it: anchored there, a text is searched as
# fast as its 月 are found.
_UP_TO_MONTH = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d|[{_CHINESE}]{{4}})\s?年\s?)?(?P<month>\d{{1,2}}|[{_CHINESE}]{{1,3}})\s?$"
)
_DAY = re.compile(rf"\s?(?P<day>\d{{1,2}}|[{_CHINESE}]{{1,3}})\s?[日号]")
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_DIGITS = {"〇": 0, "○": 0, "零": 0, **{c: i for i, c in enumerate("一二三四五六七八九", 1)}}
_SENTENCE = re.compile(r"[。；;\n！？]")
_REACH = 40  # characters between a date and the words it belongs to


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in a text: the day, the words, and where they begin and end."""

    day: date
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedEnd:
    """The end of a term that a text states, and the words it was read from."""

    day: date
    words: str


def number(text: str) -> int | None:
    """A number up to 99 in digits or Chinese numerals; None for anything else.

    >>> number("三十"), number("十二"), number("20")
    (30, 12, 20)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return None


def dates_in(text: str, against: date) -> list[StatedDate]:
    """Every date of the text in order. `against` gives the year where none was stated yet."""
    found: list[StatedDate] = []
    year = against.year
    for start, end, stated, month, day in sorted(_written_days(text)):
        year = (number(stated) if stated else None) or year
        in_year, in_month = number(month), number(day)
        if in_year is None or in_month is None:
            continue
        try:
            on = date(year, in_year, in_month)
        except ValueError:
            continue
        found.append(StatedDate(on, text[start:end], start, end))
    return found


def _written_days(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Begin, end, year ("" where none stands), month and day of everything written like a date."""
    at = text.find("月")
    while at >= 0:
        day = _DAY.match(text, at + 1)
        first = max(0, at - 12)
        before = _UP_TO_MONTH.search(text[first:at]) if day else None
        if day and before:
            yield (
                first + before.start(),
                day.end(),
                before["year"] or "",
                before["month"],
                day["day"],
            )
        at = text.find("月", at + 1)
    for match in _ISO.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isdigit():
            yield match.start(), match.end(), match["year"], match["month"], match["day"]


def event_dates(text: str, words: Sequence[str], published: date) -> list[StatedDate]:
    """The date that belongs to each occurrence of an event's words (批准, 审议通过): the nearest
    one in the same sentence, before or after the words, not later than the publication. `words`
    of the result are the whole passage.
    """
    dates = [stated for stated in dates_in(text, published) if stated.day <= published]
    found: list[StatedDate] = []
    for word in words:
        for match in re.finditer(re.escape(word), text):
            near = [
                (gap, stated)
                for stated in dates
                if (gap := _gap(stated, match.start(), match.end())) <= _REACH
                and not _SENTENCE.search(
                    text, min(stated.end, match.end()), max(stated.start, match.start())
                )
            ]
            if near:
                stated = min(near, key=lambda item: (item[0], item[1].start))[1]
                start, end = min(stated.start, match.start()), max(stated.end, match.end())
                found.append(StatedDate(stated.day, text[start:end], start, end))
    return found


def _gap(stated: StatedDate, start: int, end: int) -> int:
    return start - stated.end if stated.end <= start else max(stated.start - end, 0)


_HOUR = r"(?:\d{1,2}[:：时]\d{0,2}分?)?"
_REMARK = r"(?:[（(][^）)\n]{1,8}[）)])?"
_TO = (
    rf"\s{{0,2}}(?:起|开始)?\s{{0,2}}{_REMARK}\s{{0,2}}{_HOUR}\s{{0,2}}"
    r"(?:至|到|—+|-+|–|~|～)\s{0,2}"
)
_RANGE = re.compile(_TO)
_BEFORE_END = re.compile(
    r"(?:截止(?:时间|日期|日|期)?|截至|止于|结束(?:时间|日期)|截止(?:到|至|于))\s{0,2}(?:[为是：:到至于]\s{0,2}){0,3}$"
)
_AFTER_END = re.compile(
    rf"^\s{{0,2}}{_REMARK}\s{{0,2}}{_HOUR}\s{{0,2}}(?:之前|以前|前|止|截止|为止|结束)"
)
# Dates and terms of the draft itself (于2025年6月30日前完成, 自公布之日起30日后施行) are not those of the consultation.
_ABOUT_OPINIONS = re.compile(
    r"意见|建议|征求|征集|征询|反馈|公示|公告期|截止|截至|期限|时间|信函|邮寄|邮箱|来电|提出|报名"
)
_OTHER_MATTER = re.compile(r"施行|实施|复议|诉讼|完成|有效期|申领|申报")
_TERM = re.compile(
    r"(?:为期|期限|时间|时限|公示期|公示|公开征求意见|征求意见|征集|之日起|日起|发布起|公告期|期间)(?:[^。；;\n\d]{0,8}?)"
    r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:个)?(?P<unit>工作日|自然日|日历日|天|日(?!期)|个?月)"
)


def stated_end(text: str, published: date) -> StatedEnd | None:
    """The last day of a term that the text states, or None.

    Read, in this order: 自…至…; 截止…, 截至…, …前, …止; 为期30日, 期限30个工作日,
    自公告之日起30日内 (counted from the day after publication). Of several the latest counts: an
    extension is stated beside the term it extends. An end before publication is none, unless a
    year was left out: 1月10日 in a notice of December is next January's.

    Raises CalendarUnknown when a term in working days leaves the calendar.
    """
    dates = dates_in(text, published)
    ends: list[StatedEnd] = []
    for position, stated in enumerate(dates):
        before = text[max(0, stated.start - 30) : stated.start]
        after = text[stated.end : stated.end + 24]
        previous = dates[position - 1] if position else None
        ranged = previous is not None and _RANGE.fullmatch(text[previous.end : stated.start])
        if ranged and previous is not None:
            words = text[previous.start : stated.end]
        elif _BEFORE_END.search(before) or _AFTER_END.match(after):
            words = text[max(0, stated.start - 8) : stated.end + 4]
        else:
            continue
        day = _not_before(stated, published)
        about = _ABOUT_OPINIONS.search(_sentence(text, stated.start, stated.end))
        other = _OTHER_MATTER.search(_rest(text, stated.end))
        if day is not None and about and not other:
            ends.append(StatedEnd(day, words.strip()))
    if ends:
        return max(ends, key=lambda end: end.day)
    for match in _TERM.finditer(text):
        count = number(match["count"])
        if not count or _OTHER_MATTER.search(_rest(text, match.end())):
            continue
        if not _ABOUT_OPINIONS.search(_sentence(text, match.start(), match.end())):
            continue
        if match["unit"] == "工作日":
            day = working_days_after(published, count)
        elif "月" in match["unit"]:
            day = _months_after(published, count)
        else:
            day = published + timedelta(days=count)
        ends.append(StatedEnd(day, match[0]))
    return max(ends, key=lambda end: end.day) if ends else None


def _rest(text: str, end: int) -> str:
    """The next few words of the same sentence."""
    return _SENTENCE.split(text[end : end + 12], maxsplit=1)[0]


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a passage, with a short line before it that may be its label
    (一、征集时间).
    """
    first = max(text.rfind(mark, max(0, start - 80), start) for mark in "。；\n") + 1
    first = first or max(0, start - 80)
    if first and text[first - 1] == "\n":
        label = text.rfind("\n", max(0, first - 24), first - 1) + 1
        if (label or first <= 24) and not re.search("[。；]", text[label:first]):
            first = label
    stop = _SENTENCE.search(text, end, end + 40)
    return text[first : stop.start() if stop else end + 40]


def _not_before(stated: StatedDate, published: date) -> date | None:
    if stated.day >= published:
        return stated.day
    if re.search(r"[年/.-]", stated.words):
        return None
    try:
        following = stated.day.replace(year=published.year + 1)
    except ValueError:
        return None
    # Half a year at most: a notice of December may end in January, one of May does not end next March.
    return following if (following - published).days <= 183 else None


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(start.year + year, month + 1, day)
        except ValueError:
            continue
    return start

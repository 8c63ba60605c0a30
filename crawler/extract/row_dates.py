"""The day beside a list row's link: whole, in pieces, with a short year, or month and day alone."""

from __future__ import annotations

import re
from datetime import date

from crawler.extract import dates, flat
from crawler.snapshot.facts import DateOrigin

Day = date | tuple[int, int]  # a whole date, or month and day alone

DATEISH = re.compile(r"[\d一二三四五六七八九十]\s?[-/.年月]")
_YEAR, _MONTH, _DAY = r"((?:19|20)\d\d)", r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
_TIME = r"(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_MONTH_DAY = re.compile(
    r"^[\[【(（]?\s?(1[0-2]|0?[1-9])\s?[-/.月]\s?(3[01]|[12]\d|0?[1-9])\s?日?\s?[\]】)）]?$"
)
# At the end of a summary, set off from it: two digits each, for 7-8 may be anything.
_LAST_MONTH_DAY = re.compile(r"\s[\[【(（]?(1[0-2]|0[1-9])[-/.](3[01]|[12]\d|0[1-9])[\]】)）]?$")
_SHORT_YEAR = re.compile(
    rf"^[\[【(（]?(\d\d)[-/.](1[0-2]|0[1-9])[-/.](3[01]|[12]\d|0[1-9]){_TIME}[\]】)）]?$"
)
_LAST_SHORT_YEAR = (
    49  # short years up to which are of this century; those from 90 on are of the last
)
_FIRST_OLD_YEAR = 90
# Dates shown in two pieces, with the groups that are year, month and day.
_SPLIT_DATES = (
    (re.compile(rf"^{_DAY}\s?日?\s*{_YEAR}\s?[-/.年]\s?{_MONTH}\s?月?$"), (2, 3, 1)),
    (re.compile(rf"^{_YEAR}\s?[-/.年]\s?{_MONTH}\s?月?\s*{_DAY}\s?日?$"), (1, 2, 3)),
    (re.compile(rf"^{_MONTH}\s?[-/.月]\s?{_DAY}\s?日?\s+{_YEAR}\s?年?$"), (3, 1, 2)),
    (re.compile(rf"^{_YEAR}\s?年?\s+{_MONTH}\s?[-/.月]\s?{_DAY}\s?日?$"), (1, 2, 3)),
    (re.compile(rf"^{_DAY}\s?日?\s+{_MONTH}\s?月\s+{_YEAR}\s?年?$"), (3, 2, 1)),
)
_AROUND = rf"[\s\u3000\[\]【】(（)）{flat.ROW}{flat.CELL}{flat.LINE}{flat.IMAGE}]*"
_PLAIN_DATE = re.compile(rf"{_AROUND}{_YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}日?{_TIME}{_AROUND}")
# At the start or end of a link's text. One in Chinese is set off by a space, for titles end in dates as well.
_LABEL = r"(?:(?:发布|更新|公开|发文|成文|印发)?(?:时间|日期)\s?[:：]\s?)?"
_ISO = rf"[\[【(（]?{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d){_TIME}[\]】)）]?"
_WRITTEN = rf"\[?{_YEAR}年{_MONTH}月{_DAY}日{_TIME}\]?"
FIRST = re.compile(rf"{_LABEL}(?:{_ISO}\s*|{_WRITTEN}\s)")
LAST = re.compile(rf"\s*{_LABEL}{_ISO}$|\s{_LABEL}{_WRITTEN}$")
LAST_OF_TITLED = re.compile(
    rf"\s*{_LABEL}(?:{_ISO}|{_WRITTEN})$"
)  # where the title is known from elsewhere
_WHOLE = re.compile(rf"{_LABEL}(?:{_ISO}|{_WRITTEN})")
FAR = 400  # characters of text beside a link within which a date belongs to it
_REACH = 3000  # characters of the flat page on either side that are looked at
_EDGE = 120  # characters at either end of a long row in which its date is looked for


def gap_days(gap: str) -> list[Day]:
    """The dates in the text beside a link: whole ones, else month and day alone."""
    match = _PLAIN_DATE.fullmatch(gap)
    if match:
        day = dates.valid_day(*map(int, match.groups()))
        if day:
            return [day]
    if len(gap) > 2 * _REACH:
        gap = gap[:_REACH] + gap[-_REACH:]
    parts = flat.lines(flat.visible(gap))
    joined = " ".join(parts)
    if len(joined) > FAR:  # a summary stands in the row as well
        joined = f"{joined[:_EDGE]} {joined[-_EDGE:]}"
    whole: list[Day] = [fact.day for _, fact in dates.labelled(joined, DateOrigin.LIST)]
    if whole:
        return whole
    for text in (*parts, joined):
        for pattern, order in _SPLIT_DATES:
            match = pattern.match(text)
            if match:
                day = dates.parse_date("-".join(match.group(which) for which in order))
                return [day] if day else []
    found: list[Day] = []
    for part in parts:
        short = _short_year(part)
        if short:
            return [short]
        match = _MONTH_DAY.match(part)
        if match:
            found.append((int(match.group(1)), int(match.group(2))))
    if not found and parts:
        match = _LAST_MONTH_DAY.search(parts[-1][-_EDGE:])
        if match:
            found.append((int(match.group(1)), int(match.group(2))))
    return found


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date, its label and a time aside."""
    return _WHOLE.fullmatch(text) is not None or dates.sole_date(text) is not None


def _short_year(text: str) -> date | None:
    """The day of a date that shows two digits of its year (22-04-26), None for any other text."""
    match = _SHORT_YEAR.match(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    if year <= _LAST_SHORT_YEAR:
        return dates.valid_day(2000 + year, month, day)
    return dates.valid_day(1900 + year, month, day) if year >= _FIRST_OLD_YEAR else None


def near(month_day: tuple[int, int], known: date, *, earlier: bool) -> date | None:
    """The day with this month and day in the year of `known` or the one beside it, whichever keeps the list's order."""
    month, day = month_day
    year = known.year
    if earlier and (month, day) > (known.month, known.day) and month - known.month > 6:
        year -= 1
    if not earlier and (month, day) < (known.month, known.day) and known.month - month > 6:
        year += 1
    return dates.parse_date(f"{year}-{month}-{day}")

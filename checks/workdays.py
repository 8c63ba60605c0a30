"""Working days (工作日) in China, 调休 included.

Days are counted from the day after the event: an event on a Monday and three working days end on
Thursday. Moved working days (a Saturday or Sunday worked in exchange for a holiday) count, holidays
and other weekends do not. The State Council's yearly arrangement decides, kept by the
`chinese_calendar` library; a year for which it has no arrangement is not guessed at.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

Unit = Literal["working", "natural"]
"""Working days (工作日) or natural days (自然日)."""

_DAY, _SATURDAY = timedelta(days=1), 5


class CalendarUnknown(Exception):
    """The calendar has no arrangement for a year that the count touches: the judgement is
    undetermined.
    """

    def __init__(self, year: int) -> None:
        super().__init__(f"工作日历没有{year}年的放假安排，无法计算工作日")
        self.year = year


@cache
def _arrangements() -> tuple[frozenset[date], frozenset[date], range]:
    """The days off, those worked in exchange, and the years that are arranged."""
    # Loaded on the first count: an audit whose rules count no working days never pays for it.
    from chinese_calendar import holidays, workdays

    return (
        frozenset(holidays),
        frozenset(workdays),
        range(min(holidays).year, max(holidays).year + 1),
    )


@lru_cache(maxsize=16384)
def is_working_day(day: date) -> bool:
    """Whether `day` is a working day.

    Raises CalendarUnknown when the calendar does not cover its year.
    """
    # The library's own question goes through all of its years for each day.
    off, worked, arranged = _arrangements()
    if day.year not in arranged:
        raise CalendarUnknown(day.year)
    return day in worked or (day.weekday() < _SATURDAY and day not in off)


def working_days_after(start: date, days: int) -> date:
    """The last day of a term of `days` working days that begins the day after `start`; `start`
    itself for 0.

    Raises CalendarUnknown when the term reaches into a year without an arrangement, ValueError for
    a negative term.

    >>> working_days_after(date(2023, 9, 20), 10)
    datetime.date(2023, 10, 10)
    """
    if days < 0:
        raise ValueError(f"a term of {days} working days")
    day = start
    while days:
        day = _next(day)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; negative when `end` comes
    first.

    Raises CalendarUnknown when a day counted lies in a year without an arrangement.

    >>> working_days_between(date(2023, 9, 20), date(2023, 10, 10))
    10
    """
    if end < start:
        return -working_days_between(end, start)
    return sum(
        is_working_day(start + timedelta(days=offset))
        for offset in range(1, (end - start).days + 1)
    )


def term_end(start: date, days: int, unit: Unit) -> date:
    """The last day of a term of so many days of the unit, counted from the day after `start`.

    Raises CalendarUnknown as `working_days_after` does.
    """
    return working_days_after(start, days) if unit == "working" else start + timedelta(days=days)


def days_used(start: date, end: date, unit: Unit) -> int:
    """How many days of the unit lie after `start` up to and including `end`; negative when `end` comes first.

    Raises CalendarUnknown as `working_days_between` does.
    """
    return working_days_between(start, end) if unit == "working" else (end - start).days


def _next(day: date) -> date:
    try:
        return day + _DAY
    except OverflowError:
        raise CalendarUnknown(day.year + 1) from None

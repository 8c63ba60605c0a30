"""Working days (工作日) in China, 调休 included.

Days are counted from the day after the event: an event on a Monday and three working days end on
Thursday. Moved working days (a Saturday or Sunday worked in exchange for a holiday) count, holidays
and other weekends do not. The State Council's yearly arrangement decides, kept by the
`chinese_calendar` library; a year for which it has no arrangement is not guessed at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache

_DAY = timedelta(days=1)


class CalendarUnknown(Exception):
    """The calendar has no arrangement for a year that the count touches: the judgement is
    undetermined.
    """

    def __init__(self, year: int) -> None:
        super().__init__(f"工作日历没有{year}年的放假安排，无法计算工作日")
        self.year = year


@cache
def _library() -> Callable[[date], bool]:
    # Loaded on the first count: an audit whose rules count no working days never pays for it.
    from chinese_calendar import is_workday

    found: Callable[[date], bool] = is_workday
    return found


@lru_cache(maxsize=16384)
def is_working_day(day: date) -> bool:
    """Whether `day` is a working day.

    Raises CalendarUnknown when the calendar does not cover its year.
    """
    try:
        return bool(_library()(day))
    except NotImplementedError:
        raise CalendarUnknown(day.year) from None


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


def _next(day: date) -> date:
    try:
        return day + _DAY
    except OverflowError:
        raise CalendarUnknown(day.year + 1) from None

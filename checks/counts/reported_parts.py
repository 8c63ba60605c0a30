"""The quarter or month that a progress report is about, as its title says (2020年一季度…进展情况).

Such a report appears after the time it reports on: that of the fourth quarter in January of the next year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from checks.texts.stated_dates import number
from rules.plain_text import plain

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年?度?)?"
_COUNT = "[一二三四五六七八九十1-9]|1[0-2]|十[一二]"
_PART = re.compile(
    rf"{_YEAR}(?:的|[、，,])?(?:"
    r"(?:第|前)?(?P<quarter>[一二三四1-4])个?季度|"
    r"(?P<half>[上下])半年|"
    rf"(?<!\d)(?:(?:{_COUNT})月?份?[-—~至到])?(?P<month>{_COUNT})月(?:份(?!额)|(?![份日\d]))"
    r")"
)


@dataclass(frozen=True, slots=True)
class ReportedPart:
    """The month with which the time ends that a report is about (3, 6, 9, 12 for a quarter), and its year."""

    year: int
    month: int

    def within(self, first: date, last: date) -> bool:
        """Whether that month lies between two days."""
        return (first.year, first.month) <= (self.year, self.month) <= (last.year, last.month)

    def is_in_time(self, published: date, months: int) -> bool:
        """Whether a report on it was published within so many months after it: four reports at the year's end are not
        quarterly.
        """
        passed = 12 * (published.year - self.year) + published.month - self.month
        return passed <= months


def reported_part(title: str, published: date | None) -> ReportedPart | None:
    """What a title says it reports on; None where it names no quarter, half-year or month.

    Of a time from one month to another (1-6月) and of several quarters (前三季度) the last counts. A year that the title
    leaves out is that in which the time was last over, or running, on the day of publication; without that day there is
    no answer.
    """
    found = _PART.search(plain(title))
    if found is None:
        return None
    if found["quarter"]:
        month = 3 * (number(found["quarter"]) or 0)
    elif found["half"]:
        month = 6 if found["half"] == "上" else 12
    else:
        month = number(found["month"]) or 0
    if not 1 <= month <= 12:
        return None
    if found["year"]:
        return ReportedPart(int(found["year"]), month)
    if published is None:
        return None
    starts = month - 2 if found["quarter"] else month - 5 if found["half"] else month
    return ReportedPart(published.year - (starts > published.month), month)

"""Working days: the official arrangements day by day, terms over every kind of holiday, and no guessing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.workdays import (
    CalendarUnknown,
    is_working_day,
    working_days_after,
    working_days_between,
)

COVERED = st.dates(date(2010, 1, 1), date(2024, 12, 31))
TERM = st.integers(0, 60)


def days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2023-09-20", 10, "2023-10-10"),  # 中秋国庆; the moved Saturday 7 October counts
        ("2024-02-07", 3, "2024-02-18"),  # 春节; a Sunday that is worked
        ("2023-07-27", 0, "2023-07-27"),
        ("2023-07-28", 1, "2023-07-31"),
        ("2020-01-22", 3, "2020-02-04"),  # 春节 2020, prolonged to 2 February
        ("2019-04-30", 2, "2019-05-06"),  # 劳动节; the moved Sunday 5 May counts
    ],
)
def test_a_term_ends(start: str, term: int, end: str) -> None:
    assert working_days_after(date.fromisoformat(start), term) == date.fromisoformat(end)
    assert working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == term


DOCUMENT = (Path(__file__).parents[2] / "docs" / "calendar.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (\d+)个工作日 \| (\d{4}-\d\d-\d\d) ", DOCUMENT, re.M)
YEARS = {
    int(row[0]): row[1:]
    for row in re.findall(r"^\| (\d{4}) \| ([^|]+) \| ([^|]+) \|$", DOCUMENT, re.M)
}


@pytest.mark.parametrize(("start", "term", "end"), TERMS)
def test_the_documented_terms(start: str, term: str, end: str) -> None:
    assert working_days_after(date.fromisoformat(start), int(term)) == date.fromisoformat(end)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_a_year_is_as_the_state_council_arranged_it(year: int) -> None:
    off, worked = YEARS[year]
    holidays: set[date] = set()
    for span in off.split(" · "):
        first, _, last = span.strip().partition("—")
        holidays.update(days(f"{year}-{first}", f"{year}-{last or first}"))
    moved = {date.fromisoformat(f"{year}-{day}") for day in worked.split()}
    wrong = [
        day
        for day in days(f"{year}-01-01", f"{year}-12-31")
        if is_working_day(day) != (day in moved or (day.weekday() < 5 and day not in holidays))
    ]
    assert wrong == []


def test_the_document_speaks_of_every_year_that_an_audit_may_count_in() -> None:
    assert list(YEARS) == list(range(2019, max(YEARS) + 1))
    assert len(TERMS) == 5
    assert covered(max(YEARS))


def test_an_ordinary_week() -> None:
    assert [is_working_day(day) for day in days("2023-03-06", "2023-03-12")] == [True] * 5 + [
        False,
        False,
    ]


@pytest.mark.parametrize("day", [date(1999, 5, 6), date(2199, 1, 3), date.max])
def test_a_year_without_an_arrangement_is_not_guessed(day: date) -> None:
    with pytest.raises(CalendarUnknown) as unknown:
        working_days_after(day, 1)
    if day is not date.max:
        assert unknown.value.year == day.year
        assert str(day.year) in str(unknown.value)


def test_a_term_that_reaches_into_an_unknown_year_is_not_guessed() -> None:
    last = max(year for year in range(2020, 2100) if covered(year))
    start = date(last, 12, 25)
    with pytest.raises(CalendarUnknown) as unknown:
        working_days_after(start, 20)
    assert unknown.value.year == last + 1
    assert working_days_after(start, 1).year == last


def covered(year: int) -> bool:
    try:
        return is_working_day(date(year, 3, 1)) is not None
    except CalendarUnknown:
        return False


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        working_days_after(date(2023, 1, 1), -1)


@given(COVERED, TERM)
def test_counting_back_gives_the_term(start: date, term: int) -> None:
    end = working_days_after(start, term)
    assert working_days_between(start, end) == term
    if term:
        assert is_working_day(end)
        assert working_days_between(start, end - timedelta(days=1)) == term - 1


@given(COVERED, TERM, TERM)
def test_longer_terms_end_no_earlier(start: date, one: int, other: int) -> None:
    short, long = sorted((one, other))
    assert working_days_after(start, short) <= working_days_after(start, long)


@given(COVERED, st.integers(0, 20), TERM)
def test_later_starts_end_no_earlier(start: date, later: int, term: int) -> None:
    if term:
        after = working_days_after(start + timedelta(days=later), term)
        assert working_days_after(start, term) <= after


@given(COVERED, COVERED)
def test_the_way_back_is_negative(one: date, other: date) -> None:
    assert working_days_between(one, other) == -working_days_between(other, one)


@given(COVERED, st.integers(0, 90), st.integers(0, 90))
def test_spans_add_up(start: date, one: int, other: int) -> None:
    middle = start + timedelta(days=one)
    end = middle + timedelta(days=other)
    assert working_days_between(start, end) == working_days_between(
        start, middle
    ) + working_days_between(middle, end)

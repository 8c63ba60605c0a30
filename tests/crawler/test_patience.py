"""What may pass is asked for again, what will not is not, and a server that asks for time gets it within bounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.answer import Answer
from crawler.patience import LONGEST_WAIT, LONGEST_WAITS, PAUSES, Patience, may_pass
from crawler.snapshot.facts import Outcome

NOW = datetime(2024, 4, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_status_that_may_pass(status: int) -> None:
    assert may_pass(Outcome.HTTP_ERROR, status)


@pytest.mark.parametrize("status", [400, 401, 403, 501, 999, None])
def test_a_status_that_will_not(status: int | None) -> None:
    assert not may_pass(Outcome.HTTP_ERROR, status)


def test_failures_that_may_pass() -> None:
    passing = {outcome for outcome in Outcome if may_pass(outcome, 200)}
    assert passing == {Outcome.TIMEOUT, Outcome.REFUSED, Outcome.BROKEN, Outcome.DNS}


@pytest.mark.parametrize(
    ("outcome", "tries"),
    [
        (Outcome.TIMEOUT, 1),
        (Outcome.DNS, 1),
        (Outcome.REFUSED, 2),
        (Outcome.BROKEN, 2),
        (Outcome.HTTP_ERROR, 2),
    ],
)
def test_how_often_and_when(outcome: Outcome, tries: int) -> None:
    patience = Patience(2.0)
    pauses = [patience.pause(outcome, attempts, "a", None) for attempts in range(4)]
    assert pauses == [2.0 * pause for pause in PAUSES[:tries]] + [None] * (4 - tries)
    assert list(PAUSES) == sorted(PAUSES)


def test_without_a_delay_there_is_no_pause() -> None:
    assert Patience(0.0).pause(Outcome.BROKEN, 0, "a", None) == 0.0


@given(st.lists(st.floats(0, 200), max_size=40))
def test_a_server_may_ask_for_so_much_time_and_no_more(waits: list[float]) -> None:
    patience = Patience(0.0)
    granted = [patience.pause(Outcome.HTTP_ERROR, 0, "a", wait) for wait in waits]
    assert all(
        pause is None or pause == wait <= LONGEST_WAIT
        for pause, wait in zip(granted, waits, strict=True)
    )
    assert sum(pause for pause in granted if pause) <= LONGEST_WAITS
    assert patience.pause(Outcome.HTTP_ERROR, 0, "b", 5.0) == 5.0, (
        "another host has asked for nothing yet"
    )


def answer(value: str) -> Answer:
    """An answer that asks for time."""
    return Answer("http://www.a.gov.cn/", 503, (("Retry-After", value),), b"")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), (" 7 ", 7.0), ("9" * 400, 999999999.0), ("", None), ("soon", None), ("-5", None),
        ("1.5", None), ("１２", None), ("Someday, 99 Foo 9999 99:99:99 GMT", None),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(days=9), usegmt=True), 0.0),
        ("Mon, 15 Apr 2024 16:01:00 +0800", 60.0),
        ("Mon, 15 Apr 2024 08:01:00", 60.0),
    ],
)  # fmt: skip
def test_how_long_a_server_asks_for(value: str, seconds: float | None) -> None:
    assert answer(value).asked_to_wait(NOW) == seconds


@given(st.text(max_size=40))
def test_any_value_can_be_read(value: str) -> None:
    wait = answer(value).asked_to_wait(NOW)
    assert wait is None or wait >= 0

"""Whatever a page is: reading it never raises, and costs no more than its size."""

from __future__ import annotations

import re
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.nasty.reading import read_everything, read_page

_ESCAPE = re.compile(r"\\[xuU][0-9a-fA-F]{2,8}")
# What pages, pagers, feeds and scripts are made of: the beginnings and ends of all that a pattern looks for, one a line.
PIECES = [
    line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    if _ESCAPE.fullmatch(line)
    else line
    for line in Path(__file__).with_name("pieces.txt").read_text(encoding="utf-8").split("\n")
    if line
]
pieces = st.sampled_from(PIECES)
CHARSETS = ("utf-8", "gb18030", "utf-16-le", "big5", "latin-1")
_quiet = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(pieces, max_size=60).map("".join), st.sampled_from(CHARSETS))
@settings(_quiet, max_examples=50)
def test_any_markup_is_read_stored_and_followed(text: str, charset: str) -> None:
    errors = "surrogatepass" if charset.startswith("utf") else "replace"
    read_everything(text.encode(charset, errors))


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40), pieces.map(lambda piece: piece.encode("utf-8", "replace"))
        )
    ),
    st.sampled_from(
        [
            "text/html",
            "text/html; charset=zip",
            "application/json",
            "text/xml; charset=utf-16",
            "\x00",
        ]
    ),
)
@settings(_quiet, max_examples=50)
def test_any_bytes_are_read_stored_and_followed(parts: list[bytes], content_type: str) -> None:
    read_everything(b"".join(parts), content_type)


def cost(text: str) -> float:
    """The processor time of reading a page."""
    start = time.process_time()
    read_page(text)
    return time.process_time() - start


_SIZE = 80_000  # characters of the larger page
_MORE = 4  # how many times the smaller one it is
_MOST = 13.0  # times its cost; a quadratic reader takes sixteen times
_LITTLE = 0.4  # seconds for the larger page: less is nothing to speak of, and too little to measure


def assert_linear(unit: str, before: str = "") -> None:
    """See that a page of four times as many units costs about four times as much, where it costs anything."""
    times = max(1, _SIZE // len(unit) // _MORE)
    larger = cost(f"<html><body>{before}{unit * times * _MORE}")
    if larger <= _LITTLE:
        return
    smaller = min(cost(f"<html><body>{before}{unit * times}") for _ in range(2))
    larger = min(larger, cost(f"<html><body>{before}{unit * times * _MORE}"))
    assert larger < _MOST * smaller, (
        f"{unit!r} × {times}: {smaller:.3f} s, {_MORE} times: {larger:.3f} s"
    )


@given(
    st.lists(pieces, min_size=1, max_size=4).map("".join),
    st.sampled_from(["", "<script>", "<ul><li>", "<table><tr><td>", "<div class=zoom>"]),
)
@settings(
    _quiet, max_examples=8, derandomize=True
)  # a measure of time must not change with the run
def test_a_page_that_repeats_a_few_things_costs_linear_time(unit: str, before: str) -> None:
    assert_linear(unit, before)

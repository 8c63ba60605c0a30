"""Packed answers are unpacked whole or not at all, and never beyond the limit."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.download import KEEP_FIRST
from crawler.failure import Failed
from crawler.snapshot.facts import Outcome
from crawler.unpacking import Damaged, TooMuch, UnpackingMiddleware, unpack, zstd

LIMIT = 100_000
PAGE = "<html><body>政务公开</body></html>".encode()
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
ways = st.sampled_from(sorted(PACKERS))


@given(ways, st.binary(max_size=5000), st.integers(1, 40))
def test_what_was_packed_comes_out(way: str, body: bytes, times: int) -> None:
    assert unpack(PACKERS[way](body * times), way, 0) == body * times


@given(ways, st.integers(0, 300_000))
def test_it_ends_at_the_limit(way: str, size: int) -> None:
    packed = PACKERS[way](bytes(size))
    if size <= LIMIT:
        assert len(unpack(packed, way, LIMIT)) == size
    else:
        with pytest.raises(TooMuch):
            unpack(packed, way, LIMIT)
        assert unpack(packed, way, LIMIT, cut=True) == bytes(LIMIT)


@given(ways, st.binary(min_size=40, max_size=3000), st.data())
def test_a_part_is_damaged(way: str, body: bytes, data: st.DataObject) -> None:
    packed = PACKERS[way](body)
    end = data.draw(st.integers(1, len(packed) - 1))
    if way in ("gzip", "x-gzip"):
        end = min(end, len(packed) - 9)  # its checksum alone may be missing
    with pytest.raises(Damaged):
        unpack(packed[:end], way, LIMIT)


@given(ways, st.binary(max_size=400))
def test_anything_else_is_damaged_or_comes_out(way: str, body: bytes) -> None:
    with contextlib.suppress(Damaged, TooMuch):
        assert isinstance(unpack(body, way, LIMIT), bytes)


def test_raw_deflate_as_some_servers_send_it() -> None:
    machine = zlib.compressobj(wbits=-15)
    assert unpack(machine.compress(PAGE) + machine.flush(), "deflate", LIMIT) == PAGE


def test_members_and_rubbish_behind_them() -> None:
    assert unpack(gzip.compress(PAGE) * 3 + b"\x00rubbish", "gzip", LIMIT) == PAGE * 3


def test_many_small_members_end() -> None:
    assert len(unpack(gzip.compress(b"x") * 5000, "gzip", LIMIT)) == 1000


def answer(body: bytes, encoding: str, **meta: object) -> Response:
    """What the middleware makes of an answer."""
    request = Request("http://www.a.gov.cn/", meta=meta)
    headers = {"Content-Encoding": encoding, "Content-Type": "text/html"}
    return UnpackingMiddleware(LIMIT).process_response(
        request, HtmlResponse(request.url, headers=headers, body=body)
    )


@given(st.lists(ways, max_size=2))
def test_layers_are_undone_in_their_order(layers: list[str]) -> None:
    body = PAGE
    for way in layers:
        body = PACKERS[way](body)
    found = answer(body, ", ".join(layers))
    assert found.body == PAGE
    assert "Content-Encoding" not in found.headers


@pytest.mark.parametrize(
    "said", ["gzip", "br", "zstd", "deflate", "identity", "UTF-8", "none, ,gzip"]
)
def test_a_page_that_only_says_that_it_is_packed(said: str) -> None:
    assert answer(b"\n " + PAGE, said).body == b"\n " + PAGE


@pytest.mark.parametrize(
    ("body", "encoding", "outcome", "words"),
    [
        (gzip.compress(bytes(10 * LIMIT)), "gzip", Outcome.TOO_LARGE, "解压后超过单页上限"),
        (gzip.compress(PAGE)[:-12], "gzip", Outcome.BROKEN, "不完整或已损坏"),
        (PACKERS["br"](PAGE), "compress", Outcome.BROKEN, "不认识的压缩方式 compress"),
        (
            gzip.compress(gzip.compress(gzip.compress(PAGE))),
            "gzip,gzip,gzip",
            Outcome.BROKEN,
            "压缩了 3 层",
        ),
    ],
    ids=["bomb", "cut-off", "unknown-way", "three-layers"],
)
def test_what_it_is_called(body: bytes, encoding: str, outcome: Outcome, words: str) -> None:
    with pytest.raises(Failed) as caught:
        answer(body, encoding)
    assert caught.value.outcome is outcome
    assert words in caught.value.detail
    assert caught.value.received == len(body)


def test_of_robots_txt_the_first_part_is_enough() -> None:
    assert answer(gzip.compress(b"a" * LIMIT), "gzip", **{KEEP_FIRST: 100}).body == b"a" * 100
    assert answer(gzip.compress(PAGE)[:-12], "gzip", **{KEEP_FIRST: 100}).body == b""

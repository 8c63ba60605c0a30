"""Misbehaviour of the connection and of HTTP itself."""

from __future__ import annotations

import asyncio
import gzip
import itertools

from crawler.snapshot.facts import Outcome
from tests.nasty.server import HEAD, Visit, html, nasty

_BEAT = 0.1  # seconds between the drops of a drip
BODY = html("<h1>专项工作</h1><p>" + "现将有关事项通知如下，请各单位认真贯彻执行。" * 60 + "</p>")
_OK, _BROKEN, _LARGE = Outcome.OK, Outcome.BROKEN, Outcome.TOO_LARGE


@nasty("/drip/head", Outcome.TIMEOUT, hangs=True)
async def drip_head(visit: Visit) -> None:
    """Sends headers for ever, one letter now and then."""
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        await visit.send(b"X" if number % 40 else b"\r\nX-Drop: ")
        await asyncio.sleep(_BEAT)


@nasty("/drip/body", Outcome.TIMEOUT, hangs=True)
async def drip_body(visit: Visit) -> None:
    """Sends the body one byte at a time: no silence is ever long."""
    await visit.send(HEAD, f"Content-Length: {len(BODY)}\r\n\r\n".encode())
    for byte in BODY:
        await visit.send(bytes([byte]))
        await asyncio.sleep(_BEAT)


@nasty("/drip/chunks", Outcome.TIMEOUT, hangs=True)
async def drip_chunks(visit: Visit) -> None:
    """Sends chunks of one byte for ever."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        await visit.send(b"1\r\nx\r\n")
        await asyncio.sleep(_BEAT)


@nasty("/silent/at-once", Outcome.TIMEOUT, hangs=True)
async def silent(visit: Visit) -> None:
    """Takes the request and never says a word."""
    await visit.never()


@nasty("/silent/after-head", Outcome.TIMEOUT, hangs=True)
async def silent_after_head(visit: Visit) -> None:
    """Sends whole headers and then nothing."""
    await visit.send(HEAD, b"Content-Length: 5000\r\n\r\n")
    await visit.never()


@nasty("/silent/midway", Outcome.TIMEOUT, hangs=True)
async def silent_midway(visit: Visit) -> None:
    """Stops in the middle of the body and keeps the connection."""
    await visit.send(HEAD, f"Content-Length: {len(BODY)}\r\n\r\n".encode(), BODY[:900])
    await visit.never()


@nasty("/interim/flood", Outcome.TIMEOUT, Outcome.BROKEN, hangs=True)
async def interim_flood(visit: Visit) -> None:
    """Says 100 Continue for ever, as fast as it can."""
    while True:
        await visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)


@nasty("/interim/few", _OK)
async def interim_few(visit: Visit) -> None:
    """Says 102 and 103 a few times before the page: that is allowed."""
    await visit.send(b"HTTP/1.1 102 Processing\r\n\r\n" * 3)
    await visit.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    await visit.page(BODY)


@nasty("/interim/switch", Outcome.HTTP_ERROR, Outcome.BROKEN)
async def interim_switch(visit: Visit) -> None:
    """Switches protocols, which nobody asked for."""
    await visit.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: nasty\r\n\r\n\x00\x01\x02")


@nasty("/reset/at-once", _BROKEN)
async def reset(visit: Visit) -> None:
    """Breaks the connection off instead of answering."""
    visit.reset()


@nasty("/reset/midway", _BROKEN)
async def reset_midway(visit: Visit) -> None:
    """Breaks the connection off in the middle of the body."""
    await visit.send(HEAD, b"Content-Length: 5000\r\n\r\n", BODY[:900])
    await asyncio.sleep(0.05)
    visit.reset()


@nasty("/close/at-once", _BROKEN)
async def close(visit: Visit) -> None:
    """Closes the connection without a word."""


@nasty("/close/in-head", _BROKEN)
async def close_in_head(visit: Visit) -> None:
    """Closes the connection in the middle of the headers."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Ty")


@nasty("/truncated/length", _BROKEN)
async def truncated(visit: Visit) -> None:
    """Promises more than it sends, and closes."""
    await visit.send(HEAD, f"Content-Length: {len(BODY) + 5000}\r\n\r\n".encode(), BODY)


@nasty("/truncated/chunks", _BROKEN)
async def truncated_chunks(visit: Visit) -> None:
    """Closes before the last chunk."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n" % len(BODY), BODY)


@nasty("/truncated/gzip", _BROKEN)
async def truncated_gzip(visit: Visit) -> None:
    """Sends half of a packed page, its length rightly told."""
    packed = gzip.compress(BODY)
    await visit.page(packed[: len(packed) // 2], "Content-Encoding: gzip")


@nasty("/length/short", _OK, _BROKEN)
async def length_short(visit: Visit) -> None:
    """Sends more than it promises: the rest is no part of the answer."""
    await visit.send(HEAD, b"Content-Length: 900\r\n\r\n", BODY)


@nasty("/length/negative", _BROKEN)
async def length_negative(visit: Visit) -> None:
    """A length below zero."""
    await visit.send(HEAD, b"Content-Length: -5\r\n\r\n", BODY)


@nasty("/length/words", _BROKEN)
async def length_words(visit: Visit) -> None:
    """A length that is no number."""
    await visit.send(HEAD, b"Content-Length: many\r\n\r\n", BODY)


@nasty("/length/two", _BROKEN)
async def length_two(visit: Visit) -> None:
    """Two lengths that differ."""
    await visit.send(HEAD, b"Content-Length: 10\r\nContent-Length: 900\r\n\r\n", BODY)


@nasty("/length/huge", _LARGE)
async def length_huge(visit: Visit) -> None:
    """Promises a petabyte."""
    await visit.send(HEAD, b"Content-Length: 1000000000000000\r\n\r\n", BODY)
    await visit.never()


@nasty("/length/none", _OK)
async def length_none(visit: Visit) -> None:
    """No length at all: the page ends with the connection, which is allowed."""
    await visit.send(HEAD, b"Connection: close\r\n\r\n", BODY)


@nasty("/chunks/bad-size", _BROKEN, Outcome.TIMEOUT)
async def chunks_bad(visit: Visit) -> None:
    """Chunks whose sizes are no numbers."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\n", BODY, b"\r\n0\r\n\r\n")


@nasty("/chunks/negative", _BROKEN, Outcome.TIMEOUT)
async def chunks_negative(visit: Visit) -> None:
    """A chunk of less than nothing."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"-5\r\n", BODY, b"\r\n0\r\n\r\n")


@nasty("/chunks/huge", _BROKEN, _LARGE)
async def chunks_huge(visit: Visit) -> None:
    """A chunk of more than all memory, then the end."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"FFFFFFFFFFFFFFFF\r\n", BODY)


@nasty("/chunks/extensions", _OK, _BROKEN)
async def chunks_extensions(visit: Visit) -> None:
    """A chunk whose extension is a megabyte long."""
    size = b"5;" + b"x" * 1_000_000 + b"\r\n"
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n", size, b"abcde\r\n0\r\n\r\n")


@nasty("/chunks/trailers", _BROKEN)
async def chunks_trailers(visit: Visit) -> None:
    """Trailers by the ten thousand."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n" % len(BODY), BODY)
    await visit.send(b"\r\n0\r\n", b"X-Trailer: flood\r\n" * 10_000, b"\r\n")


@nasty("/chunks/tiny", _LARGE, Outcome.TIMEOUT)
async def chunks_tiny(visit: Visit) -> None:
    """Endless chunks of one byte, as fast as it can."""
    await visit.send(HEAD, b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        await visit.send(b"1\r\nx\r\n" * 2000)


@nasty("/chunks/and-length", _BROKEN)
async def chunks_and_length(visit: Visit) -> None:
    """Says both that the body is in chunks and how long it is."""
    await visit.send(HEAD, b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
    await visit.send(b"%x\r\n" % len(BODY), BODY, b"\r\n0\r\n\r\n")


@nasty("/status/http09", _BROKEN)
async def http09(visit: Visit) -> None:
    """A page without status line and headers, as of 1991."""
    await visit.send(BODY)


@nasty("/status/garbage", _BROKEN)
async def status_garbage(visit: Visit) -> None:
    """A status line that is none."""
    await visit.send(b"\xff\xfe HTTP/9.9 yes\r\n\r\n", BODY)


@nasty("/status/long", _BROKEN)
async def status_long(visit: Visit) -> None:
    """A status line without end."""
    await visit.send(b"HTTP/1.1 200 ", b"O" * 2_000_000)


@nasty("/status/999", Outcome.HTTP_ERROR, _BROKEN)
async def status_999(visit: Visit) -> None:
    """A status that does not exist."""
    await visit.page(BODY, status="999 Nope")


@nasty("/status/000", Outcome.HTTP_ERROR, _BROKEN)
async def status_000(visit: Visit) -> None:
    """A status of nothing."""
    await visit.page(BODY, status="000 Nothing")


@nasty("/status/204", _BROKEN)
async def status_204(visit: Visit) -> None:
    """No content, which is no page."""
    await visit.send(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


@nasty("/status/205", _BROKEN)
async def status_205(visit: Visit) -> None:
    """Reset content, which is no page either."""
    await visit.page(b"", status="205 Reset Content")


@nasty("/status/206", _BROKEN)
async def status_206(visit: Visit) -> None:
    """A part of the page, where the whole was asked for."""
    await visit.page(
        BODY[:900], f"Content-Range: bytes 0-899/{len(BODY)}", status="206 Partial Content"
    )


@nasty("/status/304", _BROKEN, Outcome.HTTP_ERROR)
async def status_304(visit: Visit) -> None:
    """Not modified, where nothing is known yet."""
    await visit.send(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")


@nasty("/status/429", Outcome.HTTP_ERROR)
async def status_429(visit: Visit) -> None:
    """Too many requests, and a wait that is absurd."""
    await visit.page(b"slow down" * 100, "Retry-After: 999999999", status="429 Too Many Requests")


@nasty("/status/503", Outcome.HTTP_ERROR)
async def status_503(visit: Visit) -> None:
    """Out of service until a day that is no day."""
    await visit.page(BODY * 3, "Retry-After: Someday, 99 Foo 9999 99:99:99 GMT", status="503 Busy")


@nasty("/big/told", _LARGE)
async def big_told(visit: Visit) -> None:
    """A page of 50 MB that says so."""
    await visit.send(HEAD, b"Content-Length: 52428800\r\n\r\n")
    await _pour(visit, 50)


@nasty("/big/untold", _LARGE)
async def big_untold(visit: Visit) -> None:
    """A page of 50 MB that does not say so."""
    await visit.send(HEAD, b"Connection: close\r\n\r\n")
    await _pour(visit, 50)


async def _pour(visit: Visit, megabytes: int) -> None:
    piece = ("<p>" + "政务公开" * 1024 + "</p>\n").encode()
    for _ in range(megabytes * 1024 * 1024 // len(piece)):
        await visit.send(piece)

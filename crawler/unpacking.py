"""Unpacking what servers send packed, within bounds and strictly: half a page is no page.

Scrapy's own middleware takes as much as it can unpack and calls that the page, undoes as many layers as a header names,
and lets zstd ask for a window of any size. Here a cut-off page is one that did not come whole.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.download import KEEP_FIRST
from crawler.failure import Failed
from crawler.snapshot.facts import Outcome

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_PIECE = 64 * 1024
_LAYERS = 2
_WINDOW = 23  # 8 MB: what RFC 9659 allows over HTTP
# Servers name charsets and nothings in Content-Encoding: those are no packing.
_PLAIN = frozenset(
    {"", "identity", "none", "utf-8", "utf8", "gbk", "gb2312", "binary", "8bit", "7bit", "text"}
)
_MARKUP = (b"<", b"{", b"[")
_ZLIB, _RAW, _GZIP = 15, -15, 31  # zlib's names for the three wrappings of one packing
_MEMBERS = 1000  # of a gzip file, each a page of its own


class TooMuch(Exception):
    """It unpacks to more than the limit."""


class Damaged(Exception):
    """It cannot be unpacked, or ends too soon."""


def unpack(body: bytes, encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """The body unpacked; `limit` is in bytes, 0 for none; with `cut` what lies beyond it is left away.

    Raises TooMuch as soon as it goes beyond the limit, Damaged for what is no such packing or was cut off.
    """
    found: list[bytes] = []
    size = 0
    try:
        for piece in _WAYS[encoding](body):
            size += len(piece)
            found.append(piece)
            if limit and size > limit:
                if cut:
                    return b"".join(found)[:limit]
                found.clear()  # the exception keeps this frame, and whoever has it keeps all of that
                raise TooMuch
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError, ValueError) as error:
        raise Damaged(str(error)) from error
    return b"".join(found)


# Each gives its output by the piece and takes its input by the piece: a machine keeps a copy of what it has not used yet.


def _inflated(body: bytes, window: int) -> Iterator[bytes]:
    view, at = memoryview(body), 0
    for _ in range(_MEMBERS):
        machine = zlib.decompressobj(window)
        while not machine.eof:
            given = machine.unconsumed_tail
            if not given:
                given = bytes(view[at : at + _PIECE])
                at += len(given)
            piece = machine.decompress(given, _PIECE)
            if not (given or piece or machine.eof):
                raise EOFError("cut off")
            yield piece
        at -= len(machine.unused_data)
        if window != _GZIP or bytes(view[at : at + 2]) != b"\x1f\x8b":
            return  # what stands behind the last member is rubbish


def _deflated(body: bytes) -> Iterator[bytes]:
    try:
        next(_inflated(body, _ZLIB))
    except zlib.error:
        return _inflated(body, _RAW)  # as some servers send it
    return _inflated(body, _ZLIB)


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    machine, at = brotli.Decompressor(), 0
    while not machine.is_finished():
        given = b""
        if machine.can_accept_more_data():
            given = body[at : at + _PIECE]
            at += len(given)
        piece = machine.process(given, output_buffer_limit=_PIECE)
        if not (given or piece or machine.is_finished()):
            raise EOFError("cut off")
        yield piece


def _unzstded(body: bytes) -> Iterator[bytes]:
    machine = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})
    at = 0
    while not machine.eof:
        given = b""
        if machine.needs_input:
            given = body[at : at + _PIECE]
            at += len(given)
            if not given:
                raise EOFError("cut off")
        yield machine.decompress(given, _PIECE)


_WAYS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": lambda body: _inflated(body, _GZIP),
    "x-gzip": lambda body: _inflated(body, _GZIP),
    "deflate": _deflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}


class UnpackingMiddleware:
    """Asks for packed answers and unpacks them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> UnpackingMiddleware:
        """The middleware with the crawl's own DOWNLOAD_MAXSIZE."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say what can be unpacked."""
        request.headers.setdefault("Accept-Encoding", b"gzip, deflate, br, zstd")

    def process_response(self, request: Request, response: Response) -> Response:
        """Undo the packing. Raises Failed for what is too large, cut off, or packed in a way that is none."""
        named = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        layers = [name for part in named.split(",") if (name := part.strip().lower()) not in _PLAIN]
        body = response.body
        if layers and body:
            body = self._unpacked(body, layers, request.meta.get(KEEP_FIRST, 0))
        if "Content-Encoding" not in response.headers:
            return response
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        encoding = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(headers=headers, body=body, cls=kind, **encoding)

    def _unpacked(self, body: bytes, layers: list[str], first: int) -> bytes:
        size = len(body)
        if len(layers) > _LAYERS:
            raise Failed(Outcome.BROKEN, f"压缩了 {len(layers)} 层，未解压", size)
        for name in reversed(layers):
            if name not in _WAYS:
                raise Failed(Outcome.BROKEN, f"不认识的压缩方式 {name[:40]}", size)
            if body.lstrip()[:1] in _MARKUP:
                continue  # it only says that it is packed
            try:
                body = unpack(body, name, first or self._limit, cut=bool(first))
            except TooMuch as error:
                detail = f"解压后超过单页上限 {self._limit} 字节"
                raise Failed(Outcome.TOO_LARGE, detail, size) from error
            except Damaged as error:
                if first:
                    return b""
                raise Failed(Outcome.BROKEN, "压缩内容不完整或已损坏", size) from error
        return body

"""Misbehaviour of what is packed: bombs, layers, and packing that is none."""

from __future__ import annotations

import gzip
import zlib

import brotli

from crawler.snapshot.facts import Outcome
from tests.nasty.server import Visit, nasty, page_at
from tests.nasty.wire import BODY

_BOMB = 64 * 1024 * 1024
_OK, _BROKEN, _LARGE = Outcome.OK, Outcome.BROKEN, Outcome.TOO_LARGE


@page_at("/bomb/gzip", _LARGE, headers=("Content-Encoding: gzip",))
def bomb_gzip() -> bytes:
    """64 KB that unpack to 64 MB."""
    return gzip.compress(bytes(_BOMB))


@page_at("/bomb/deflate", _LARGE, headers=("Content-Encoding: deflate",))
def bomb_deflate() -> bytes:
    """The same by deflate."""
    return zlib.compress(bytes(_BOMB))


@page_at("/bomb/brotli", _LARGE, headers=("Content-Encoding: br",))
def bomb_brotli() -> bytes:
    """The same by brotli, which packs it into a hundred bytes."""
    return brotli.compress(bytes(_BOMB), quality=3)


@page_at("/bomb/zstd", _LARGE, headers=("Content-Encoding: zstd",))
def bomb_zstd() -> bytes:
    """The same by zstd."""
    from backports import zstd

    return zstd.compress(bytes(_BOMB))


@page_at("/bomb/zstd-window", _LARGE, _BROKEN, headers=("Content-Encoding: zstd",))
def bomb_zstd_window() -> bytes:
    """A zstd frame that asks for a window of two gigabytes."""
    # Magic, a descriptor without content size, window exponent 31 - 10 = 21, then a raw last block.
    return b"\x28\xb5\x2f\xfd\x00" + bytes([21 << 3]) + b"\x29\x00\x00" + b"abcde"


@page_at("/bomb/members", _LARGE, headers=("Content-Encoding: gzip",))
def bomb_members() -> bytes:
    """A gzip file of a hundred members, each a megabyte."""
    return gzip.compress(bytes(1_000_000)) * 100


@page_at("/bomb/nested", _LARGE, _BROKEN, headers=("Content-Encoding: gzip, gzip",))
def bomb_nested() -> bytes:
    """Packed twice, so that a kilobyte holds it all."""
    return gzip.compress(gzip.compress(bytes(_BOMB)))


@page_at(
    "/bomb/layers", _LARGE, _BROKEN, headers=("Content-Encoding: " + ", ".join(["gzip"] * 500),)
)
def bomb_layers() -> bytes:
    """A page packed five hundred times over."""
    body = BODY
    for _ in range(500):
        body = gzip.compress(body, 1)
    return body


@nasty("/packed/said-only", _OK)
async def packed_said_only(visit: Visit) -> None:
    """Says gzip and sends the page as it is: common behind old proxies."""
    await visit.page(BODY, "Content-Encoding: gzip")


@nasty("/packed/other", _BROKEN)
async def packed_other(visit: Visit) -> None:
    """Says br and sends what is neither br nor a page."""
    await visit.page(b"\x00\x9f\xff" * 700, "Content-Encoding: br")


@nasty("/packed/unknown", _BROKEN, Outcome.HTTP_ERROR)
async def packed_unknown(visit: Visit) -> None:
    """Packed in a way that nobody knows."""
    await visit.page(bytes(range(256)) * 20, "Content-Encoding: nasty")


@nasty("/packed/identity", _OK)
async def packed_identity(visit: Visit) -> None:
    """Says that it is not packed, in words that a reader must know."""
    await visit.page(BODY, "Content-Encoding: identity, , UTF-8")


@nasty("/packed/trailing", _OK)
async def packed_trailing(visit: Visit) -> None:
    """A packed page with rubbish behind it."""
    await visit.page(gzip.compress(BODY) + b"\x00" * 512 + b"rubbish", "Content-Encoding: gzip")

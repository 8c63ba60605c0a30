"""OLE containers, in which Office 97 to 2003 keeps its streams."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_SMALLEST = 4096  # below which streams would lie in sectors of another kind
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams; short ones are filled up with zeros."""
    bodies = {name: body.ljust(_SMALLEST, b"\0") for name, body in streams.items()}
    names = sorted(bodies, key=lambda name: (len(name), name.upper()))
    directory = -(-(len(names) + 1) // 4)
    counts = [-(-len(bodies[name]) // _SECTOR) for name in names]
    total = sum(counts) + directory
    tables = 1
    while tables * (_SECTOR // 4) < total + tables:
        tables += 1
    chain: list[int] = []
    starts = []
    for count in (*counts, directory):
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
    first_table = len(chain)
    chain += [_FAT] * tables
    chain += [_FREE] * (tables * (_SECTOR // 4) - len(chain))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        _SIGNATURE,
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        starts[-1],
        0,
        _SMALLEST,
        _END,
        0,
        _END,
        0,
        first_table,
    )
    header += b"".join(struct.pack("<I", first_table + number) for number in range(1, tables))
    header = header.ljust(_SECTOR, b"\xff")
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, name in enumerate(names):
        right = number + 2 if number + 1 < len(names) else _NONE
        entries.append(_entry(name, 2, starts[number], len(bodies[name]), right=right))
    listing = b"".join(entries).ljust(directory * _SECTOR, b"\0")
    data = b"".join(
        bodies[name].ljust(count * _SECTOR, b"\0")
        for name, count in zip(names, counts, strict=True)
    )
    return header + data + listing + struct.pack(f"<{len(chain)}I", *chain)


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _NONE, right: int = _NONE
) -> bytes:
    """One entry of the directory; siblings hang to the right of each other."""
    own = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sI8s8sIIxxxx",
        own,
        len(own),
        kind,
        1,
        _NONE,
        right,
        child,
        b"",
        0,
        b"",
        b"",
        start,
        size,
    )

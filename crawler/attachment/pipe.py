"""What passes between the crawl and a reading process: JSON and bytes, each with its length before it.

No pickle: what comes back was made by a process that has read hostile files.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, Final

HEAD: Final = struct.Struct("<II")  # bytes of the JSON, bytes that follow it
MAX_REPLY: Final = 64 * 1024 * 1024


def packed(told: dict[str, Any], body: bytes = b"") -> bytes:
    """A message: JSON, and bytes as they are."""
    words = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return HEAD.pack(len(words), len(body)) + words + body


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None where the stream ends, in the middle of one too."""
    head = _exactly(stream, HEAD.size)
    if head is None:
        return None
    told, size = HEAD.unpack(head)
    words = _exactly(stream, told)
    body = _exactly(stream, size)
    if words is None or body is None:
        return None
    data = json.loads(words)
    return (data, body) if isinstance(data, dict) else None


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size > 0:
        part = stream.read(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)

"""The process that reads attached files: `python -m crawler.attachment.worker`, told what to read over its pipes.

It limits itself for each file, so that the system ends it when a library hangs or swallows memory, also when nobody is
left to do so; and it ends when its input does.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import BinaryIO

from crawler.attachment import pipe
from crawler.attachment.read import read_attachment

try:
    import resource
except ImportError:  # on Windows, where the parent's clock is the only limit
    resource = None  # type: ignore[assignment]

_GRACE = 2.0  # seconds beyond the limit, for the parent's clock to be the first
_MB = 1024 * 1024
_NO_LIMIT = -1


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Reads files as asked until the input ends, each answered with an `AttachmentText` as JSON."""
    while (request := pipe.receive(requests)) is not None:
        told, body = request
        _limit(float(told["seconds"]), int(told["memory_mb"]))
        read = read_attachment(body, str(told["name"]), str(told["content_type"]))
        del body, request
        replies.write(pipe.packed(read.as_json()))
        replies.flush()
        _limit(None, None)


def _limit(seconds: float | None, memory_mb: int | None) -> None:
    """Sets the limits for the next file; None lifts them."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, (seconds + _GRACE) if seconds is not None else 0.0)
    if resource is None:
        return
    if seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = used.ru_utime + used.ru_stime
        _set(resource.RLIMIT_CPU, int(spent + seconds + _GRACE) + 1)
    # Taking in the next file must not fail for what the last one was allowed.
    _set(resource.RLIMIT_AS, memory_mb * _MB if memory_mb is not None else _NO_LIMIT)


def _set(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if value == _NO_LIMIT:
        value = hard
    elif hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with suppress(
        ValueError, OSError
    ):  # what a system does not limit, the parent's clock still does
        resource.setrlimit(kind, (value, hard))


def main() -> None:
    """Takes its pipes away from whatever a library may print, then serves."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is the parent's to answer: it closes the pipe
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if resource is not None:
        _set(resource.RLIMIT_CORE, 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1, 2):
        os.dup2(nowhere, taken)
    with suppress(BrokenPipeError):
        serve(requests, replies)
    os._exit(0)


if __name__ == "__main__":
    main()

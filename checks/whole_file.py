"""Files are written whole or not at all: whoever opens one never sees half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(target: Path, *, durable: bool = False) -> Iterator[Path]:
    """A file beside the target to write to, which takes the target's place at the end, or is gone when that fails.

    `durable` waits until it is on the disk, which thousands of pages that can be made again need not. Raises OSError
    when it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if durable:
            with temporary.open("rb") as written:
                os.fsync(written.fileno())
        # mkstemp makes a file for its owner alone; this one is for others to read as well.
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)

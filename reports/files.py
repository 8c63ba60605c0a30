"""Files of a report are written whole or not at all: whoever opens one never sees half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.errors import ReportError


def replace_file(target: Path, content: bytes) -> Path:
    """Write one file; one that holds these bytes already is left alone. Raises ReportError when it cannot be written."""
    if target.is_file() and target.read_bytes() == content:
        return target
    with whole_file(target) as temporary:
        temporary.write_bytes(content)
    return target


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A file beside the target to write to, which takes the target's place at the end, or is gone when that fails.

    Raises ReportError, with what to do, when the folder or file cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            # mkstemp makes a file for its owner alone; a report is for others to read as well.
            temporary.chmod(0o644)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ReportError(
            f"无法写入 {target}：{error.strerror or error}。"
            "请检查该文件夹是否可写、磁盘是否已满、文件是否正在 Excel 中打开，"
            "或用 -o 另选文件夹。"
        ) from error

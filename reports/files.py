"""Files of a report are written whole or not at all: whoever opens one never sees half of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checks.whole_file import whole_file
from reports.errors import ReportError


def replace_file(target: Path, content: bytes) -> Path:
    """Write one file; one that holds these bytes already is left alone. Raises ReportError when it cannot be written."""
    if target.is_file() and target.read_bytes() == content:
        return target
    with report_file(target) as temporary:
        temporary.write_bytes(content)
    return target


@contextmanager
def report_file(target: Path) -> Iterator[Path]:
    """A file beside the target to write to, which takes the target's place at the end, or is gone when that fails.

    Raises ReportError, with what to do, when the folder or file cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as temporary:
            yield temporary
    except OSError as error:
        raise ReportError(
            f"无法写入 {target}：{error.strerror or error}。"
            "请检查该文件夹是否可写、磁盘是否已满、文件是否正在 Excel 中打开，"
            "或用 -o 另选文件夹。"
        ) from error

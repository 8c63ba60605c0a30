"""One crawl at a time in a folder: two would number their requests alike and spoil each other's store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zwgk.jobs import AuditError

_LOCK = ".zwgk-lock"


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Hold the folder while crawling into it. Raises AuditError when another crawl holds it.

    The lock is an SQLite database's: it holds on every system, and falls with the process, however that ends. Its empty
    file stays: taken away, it would let two in that opened it before and after.
    """
    lock = out / _LOCK
    try:
        connection = sqlite3.connect(lock, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise _unwritable(out, error) from error
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise _unwritable(out, error) from error
            raise AuditError(f"另一次审计正在向 {out} 抓取；请等它结束，或换一个 -o") from None
        yield
    finally:
        connection.close()


def _unwritable(out: Path, error: sqlite3.OperationalError) -> AuditError:
    return AuditError(f"输出文件夹 {out} 不能写：{error}；请换一个 -o，或修正权限")

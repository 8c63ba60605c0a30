"""The Chromium that the tests run, or the reason for which they do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.browser.chromium import BrowserError, find_chromium


def _why_not() -> str:
    try:
        find_chromium(os.environ.get("ZWGK_CHROMIUM", ""))
    except BrowserError as error:
        return str(error)
    return ""


needs_chromium = pytest.mark.skipif(bool(_why_not()), reason=_why_not() or "Chromium is there")


def below(pid: int) -> set[int]:
    """The processes that a process started, and those that they started, by /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if rest[0] != "Z":
            parents[int(stat.parent.name)] = int(rest[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    running = set()
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[0] != "Z":
            running.add(pid)
    return running

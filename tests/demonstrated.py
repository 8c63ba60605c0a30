"""A cycle of simulated sites, audited once for all the tests that look at what came of it."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from demo.cycle import Cycle
from demo.server import SiteLog
from zwgk.demonstration import run_cycle


@dataclass
class Demonstrated:
    """One audit of a cycle: its folder, its results, what it said on the way, and what each site was asked for."""

    out: Path
    document: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    logs: dict[str, SiteLog] = field(default_factory=dict)


def demonstrate(cycle: Cycle, out: Path) -> Demonstrated:
    """Audit a cycle into a folder."""
    run = Demonstrated(out)
    said = io.StringIO()
    # Three thousand evidence pages would be half of the time; they have tests of their own.
    console = Console(file=said, width=200)
    page, _ = run_cycle(cycle, out, console, run.logs, evidence=False)
    assert page == out / "index.html"
    run.document = json.loads((out / "results.json").read_text(encoding="utf-8"))
    run.said = said.getvalue()
    return run

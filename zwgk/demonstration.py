"""`zwgk demo`: the simulated sites served on loopback and audited, from crawl to report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from demo.cycle import Cycle
from demo.server import SiteLog, serve
from reports.comparing.history import forget
from zwgk.audit import STORE, prepare_folder, run_check, run_crawl, run_report
from zwgk.jobs import load_jobs

# The simulated sites stand on this machine: nobody is spared by waiting, and one of them never answers.
SETTINGS = {"DOWNLOAD_DELAY": "0", "DOWNLOAD_TIMEOUT": "3", "CONCURRENT_REQUESTS": "16"}


def run_cycle(
    cycle: Cycle,
    out: Path,
    console: Console,
    log: dict[str, SiteLog] | None = None,
    *,
    evidence: bool = True,
) -> tuple[Path, dict[str, Any]]:
    """Audit a cycle of simulated sites into `out`, anew each time. Returns the page to open and the results document.

    `log`, when given, is filled with the requests that each site got; `evidence` False makes no evidence pages.
    Raises AuditError when the folder cannot be written.
    """
    prepare_folder(out)
    for suffix in ("", "-wal", "-shm"):
        (out / f"{STORE}{suffix}").unlink(missing_ok=True)
    forget(out)
    with serve(cycle.applications(), log) as serving:
        sites = out / "sites.yaml"
        sites.write_text(cycle.site_list_yaml(serving.urls), encoding="utf-8")
        jobs = load_jobs(sites, [])
        run_crawl(jobs, out, None, cycle.as_of, SETTINGS, console, fresh=True)
    document = run_check(jobs, out, None, None)
    return run_report(out, evidence=evidence), document

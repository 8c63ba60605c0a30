"""Running the real command on nasty sites, and what it left behind."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# A process of its own between the test and the command: a child's peak memory counts what its parent had at the fork.
_MEASURE = """
import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}")
"""


@dataclass(frozen=True)
class Run:
    """One run of `zwgk audit`: its exit status, peak memory in MB, what it said, its log, and its output folder."""

    status: int
    megabytes: float
    told: str
    log: str
    out: Path

    def fetches(self, site: str) -> dict[str, tuple[str, str, str]]:
        """URL -> outcome, detail, and hash of what came, of every request of a site."""
        query = (
            "select fetch.url, outcome, detail, sha256 from fetch join crawl on crawl.id = crawl_id where site_id = ?"
            " order by seq"
        )
        return {
            url: (outcome, detail, sha) for url, outcome, detail, sha in self._rows(query, site)
        }

    def notes(self, site: str) -> list[str]:
        """The notes of a site's crawl."""
        [(notes,)] = self._rows("select notes from crawl where site_id = ?", site)
        found: list[str] = json.loads(notes)
        return found

    def stored(self, site: str) -> list[tuple[Any, ...]]:
        """Everything that the store has of a site's pages, but for times and places in the archive."""
        query = """
            select fetch.url, role, outcome, status, detail, final_url, sha256, size, anchor, found_on, column_url,
                row_day, page_no, family, title, published, issued, document_number, issuer, source, fetch.list_end,
                text, facts
            from fetch join crawl on crawl.id = fetch.crawl_id
            left join page on page.crawl_id = fetch.page_crawl and page.seq = fetch.page_seq
            where site_id = ? order by fetch.seq
        """
        return self._rows(query, site)

    def _rows(self, query: str, site: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.out / "zwgk.sqlite")
        try:
            return connection.execute(query, (site,)).fetchall()
        finally:
            connection.close()

    @property
    def sites(self) -> dict[str, Any]:
        """The sites of results.json by id."""
        document = json.loads((self.out / "results.json").read_text(encoding="utf-8"))
        return {site["id"]: site for site in document["sites"]}

    @property
    def everything_said(self) -> str:
        """Terminal and log."""
        return self.told + self.log


def site_list(sites: Mapping[str, Mapping[str, Any]], folder: Path) -> Path:
    """A site list of these sites: id -> url, and what differs from the rest."""
    entries = [
        {
            "id": name,
            "name": f"{name}县人民政府",
            "level": "county",
            "rulesets": ["national"],
            **site,
        }
        for name, site in sites.items()
    ]
    path = folder / "sites.yaml"
    path.write_text(json.dumps({"sites": entries}, ensure_ascii=False), encoding="utf-8")
    return path


def audit(sites: Path, folder: Path, settings: Mapping[str, object] | None = None) -> Run:
    """Run `zwgk audit` as a person types it, without any pause between requests."""
    out = folder / "out"
    given = {"DOWNLOAD_DELAY": 0, **(settings or {})}
    command: Sequence[str] = [
        sys.executable, "-m", "zwgk.cli", "audit", str(sites), "-o", str(out), "--as-of", "2021-04-15",
        *(word for name, value in given.items() for word in ("-s", f"{name}={value}")),
    ]  # fmt: skip
    cost = folder / "cost"
    done = subprocess.run(
        [sys.executable, "-S", "-c", _MEASURE, str(cost), *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )
    status, kilobytes = cost.read_text(encoding="utf-8").split()
    log = out / "crawl.log"
    return Run(
        int(status),
        int(kilobytes) / 1024,
        done.stdout.decode("utf-8", "replace"),
        log.read_text(encoding="utf-8") if log.exists() else "",
        out,
    )

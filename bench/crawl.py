"""How fast `zwgk crawl` is against a bare Scrapy spider, what `zwgk check` costs, and how both grow with the site.

`python -m bench.crawl` compares on a site of 2,000 pages; `--growth` adds one of 20,000 pages with memory. Every figure is
of a whole process, start included; the two crawls take turns, so that a machine whose speed drifts treats both alike.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from demo.scale import ScaleSite
from demo.server import serve

AS_OF = "2021-04-15"
QUICK = (
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "CONCURRENT_REQUESTS_PER_DOMAIN=8",
    "-s",
    "ROBOTSTXT_OBEY=False",
)


@dataclass(frozen=True)
class Cost:
    """What one process cost: wall seconds, CPU seconds of it and its children, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Served:
    """A site that a process of its own serves: its URL, and how to learn what was sent."""

    url: str
    pipe: Connection

    def sent(self) -> tuple[int, int]:
        """Requests answered and bytes of body sent since this was last asked."""
        self.pipe.send("sent")
        requests, size = self.pipe.recv()
        return requests, size


def _serve(pages: int, pipe: Connection) -> None:
    with serve({"scale": ScaleSite(pages)}) as serving:
        log = serving.logs["scale"].requests
        pipe.send(serving.urls["scale"])
        while pipe.recv() is not None:
            pipe.send((len(log), sum(record.sent for record in log)))
            log.clear()


@contextmanager
def scale_site(pages: int) -> Iterator[Served]:
    """A site of so many pages, served by a process of its own."""
    mine, its = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(pages, its), daemon=True
    )
    process.start()
    try:
        yield Served(mine.recv(), mine)
    finally:
        mine.send(None)
        process.join(10)


def run(command: list[str], log: Path) -> Cost:
    """Run a command to its end and measure it. Raises CalledProcessError when it fails."""
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    if status:
        sys.stderr.write(log.read_text(encoding="utf-8", errors="replace"))
        raise subprocess.CalledProcessError(status, command)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def audit_folder(folder: Path, url: str) -> Path:
    """A new folder with a site list for the URL."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sites = folder / "sites.yaml"
    sites.write_text(
        f"sites:\n  - {{id: scale, name: 千页县人民政府, url: '{url}', level: county, kind: government,"
        " rulesets: [boshan-2020, national]}\n",
        encoding="utf-8",
    )
    return sites


def stored(folder: Path) -> int:
    """How many pages the crawl stored."""
    connection = sqlite3.connect(folder / "zwgk.sqlite")
    try:
        return int(
            connection.execute("select count(*) from fetch where outcome = 'ok'").fetchone()[0]
        )
    finally:
        connection.close()


def measure(url: str, folder: Path, *, bare: bool = True) -> tuple[Cost | None, Cost, Cost]:
    """The costs of the bare spider, of `zwgk crawl` and of `zwgk check` on the site, one after the other."""
    sites = audit_folder(folder, url)
    log = folder / "log.txt"
    zwgk = [sys.executable, "-m", "zwgk.cli"]
    baseline = run([sys.executable, "-m", "bench.bare", url], log) if bare else None
    crawl = run([*zwgk, "crawl", str(sites), "-o", str(folder), "--as-of", AS_OF, *QUICK], log)
    check = run([*zwgk, "check", str(sites), "-o", str(folder)], log)
    return baseline, crawl, check


def main() -> None:
    """Print a table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--growth", action="store_true", help="also crawl a site ten times the size"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        rounds: list[tuple[Cost, Cost, Cost]] = []
        with scale_site(options.pages) as site:
            for number in range(options.rounds + 1):
                bare, crawl, check = measure(site.url, root / "small")
                assert bare is not None
                if number:  # the first round warms the machine up
                    rounds.append((bare, crawl, check))
                    print(
                        f"  bare {bare.wall:6.1f} s   crawl {crawl.wall:6.1f} s   ratio {bare.wall / crawl.wall:.2f}"
                        f"   check {check.wall:5.2f} s = {check.wall / crawl.wall:.1%}"
                    )
        pages = stored(root / "small")
        ratio = statistics.median(bare.wall / crawl.wall for bare, crawl, _ in rounds)
        share = statistics.median(check.wall / crawl.wall for _, crawl, check in rounds)
        wall = statistics.median(crawl.wall for _, crawl, _ in rounds)
        memory = max(crawl.memory for _, crawl, _ in rounds)
        print(
            f"{pages} pages: {pages / wall:.0f} pages/s, {ratio:.2f} of bare Scrapy, {memory:.0f} MB"
        )
        start = run([sys.executable, "-m", "zwgk.cli", "--help"], root / "help.txt").wall
        work = statistics.median((check.wall - start) / crawl.wall for _, crawl, check in rounds)
        print(
            f"zwgk check: {share:.1%} of the crawl, {work:.1%} without the {start:.2f} s that any command takes to start"
        )
        if options.growth:
            with scale_site(options.pages * 10) as site:
                _, crawl, check = measure(site.url, root / "large", bare=False)
            many = stored(root / "large")
            print(f"{many} pages: {many / crawl.wall:.0f} pages/s, {crawl.memory:.0f} MB")
            print(
                f"time per page: {crawl.wall / many / (wall / pages) - 1:+.1%}; zwgk check: {check.wall / crawl.wall:.1%},"
                f" {check.memory:.0f} MB"
            )


if __name__ == "__main__":
    main()

"""What a repeat audit of an unchanged site costs against the first, in time and in bytes that the site sends.

`python -m bench.repeat`: in each round a new store, a first crawl, and a repeat a day later, both as whole processes.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from bench.crawl import QUICK, Cost, Served, audit_folder, run, scale_site

DAYS = ("2021-04-15", "2021-04-16")


def crawl(site: Served, sites: Path, folder: Path, day: str) -> tuple[Cost, int, int]:
    """One crawl that looks from the day: its cost, the requests made and the bytes of body sent."""
    command = [sys.executable, "-m", "zwgk.cli", "crawl", str(sites), "-o", str(folder)]
    cost = run([*command, "--as-of", day, *QUICK], folder / "log.txt")
    return cost, *site.sent()


def main() -> None:
    """Print the ratios of every round, and their medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    times: list[float] = []
    with tempfile.TemporaryDirectory() as root, scale_site(options.pages) as site:
        folder = Path(root) / "audit"
        for number in range(options.rounds + 1):
            sites = audit_folder(folder, site.url)
            first, asked, sent = crawl(site, sites, folder, DAYS[0])
            again, asked_again, sent_again = crawl(site, sites, folder, DAYS[1])
            if not number:  # the first round warms the machine up
                continue
            times.append(again.wall / first.wall)
            print(
                f"  first {first.wall:6.1f} s, {asked} requests, {sent / 1e6:.1f} MB   "
                f"repeat {again.wall:6.1f} s, {asked_again} requests, {sent_again / 1e6:.3f} MB   "
                f"time {times[-1]:.1%}, CPU {again.cpu / first.cpu:.1%}, bytes {sent_again / sent:.2%}, "
                f"{again.memory:.0f} MB"
            )
    print(
        f"{options.pages} pages: a repeat takes {statistics.median(times):.1%} of the first crawl's time"
    )


if __name__ == "__main__":
    main()

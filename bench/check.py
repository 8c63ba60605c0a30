"""What judging costs: all rulesets of the library over a snapshot of many documents, in time and memory.

`python -m bench.check` compares with reading the same rows from SQLite, decoding them and scanning each once in
plain Python, in the same run and the same way, and says how the time grows with documents and with rules. Every
figure is of a process of its own, measured inside it after its imports, so that starting Python counts for neither.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.many_documents import crawl_one, multiply
from demo.cycles.county2020 import CYCLE
from rules.loader import library

_SITE = "qingshi"
_WORDS = re.compile("解读|征求意见|采纳|列席|政府开放日|重大行政决策|预算|应急预案")


@dataclass(frozen=True)
class Cost:
    """One measurement: seconds, peak memory in MB, and what was counted."""

    seconds: float
    memory: float
    counted: int


def scan(store: Path) -> int:
    """Read every row of the crawl, decode what is packed, and look once through every text of it: the baseline."""
    connection = sqlite3.connect(store)
    try:
        rows = connection.execute(
            "select fetch.*, page.* from fetch left join page"
            " on page.crawl_id = fetch.page_crawl and page.seq = fetch.page_seq"
        )
        names = [column[0] for column in rows.description]
        facts = names.index("facts")
        return sum(
            any(_WORDS.search(text) for text in _texts(row))
            + sum(
                _WORDS.search(text) is not None
                for text in _texts(json.loads(row[facts] or "{}").values())
            )
            for row in rows
        )
    finally:
        connection.close()


def _texts(values: Iterable[object]) -> Iterator[str]:
    """Every text in lists of lists, as facts have them."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _texts(value)


def check(store: Path, rulesets: Sequence[str]) -> int:
    """Judge the crawl by the rulesets; returns the number of results."""
    from checks.engine import check_site
    from crawler.snapshot.reader import list_crawls, read_site
    from crawler.snapshot.schema import open_store
    from crawler.snapshot.uncollected import uncollected
    from rules.loader import find_ruleset, load_ruleset
    from rules.vocabulary import default_vocabulary

    engine = open_store(f"sqlite:///{store}", create=False)
    try:
        [crawl] = list_crawls(engine)
        loaded = [load_ruleset(find_ruleset(name)) for name in rulesets]
        with uncollected():  # as `zwgk check` does
            site = read_site(engine, crawl.id)
            judged = check_site(site, loaded, CYCLE.as_of, default_vocabulary())
    finally:
        engine.dispose()
    return sum(len(ruleset.results) for ruleset in judged.rulesets)


def measured(way: str, store: Path, rulesets: Sequence[str] = ()) -> Cost:
    """The cost of one way in a process of its own."""
    command = [sys.executable, "-m", "bench.check", "--inside", way, str(store), *rulesets]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return Cost(**json.loads(said))


def _inside(way: str, store: Path, rulesets: Sequence[str]) -> None:
    if way == "check":  # imports are no part of judging
        for name in ("checks.engine", "crawler.snapshot.reader"):
            importlib.import_module(name)
        importlib.import_module("checks.kinds").registry()
    started = time.perf_counter()
    counted = scan(store) if way == "scan" else check(store, rulesets)
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "counted": counted}))


def main() -> None:
    """Print the ratios of every round, their median, and the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--inside", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        way, store, *rulesets = options.inside
        _inside(way, Path(store), rulesets)
        return
    names = sorted(library())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        crawled = crawl_one(CYCLE, _SITE, root / "crawl")
        stores: dict[int, Path] = {}
        for wanted in (options.documents // 4, options.documents // 2, options.documents):
            store = root / f"{wanted}.sqlite"
            shutil.copy(crawled, store)
            stores[multiply(store, wanted, _area())] = store
        most = max(stores)
        ratios: list[float] = []
        for number in range(options.rounds):
            base, judged = measured("scan", stores[most]), measured("check", stores[most], names)
            ratios.append(judged.seconds / base.seconds)
            print(
                f"  round {number + 1}: scan {base.seconds:6.2f} s   check {judged.seconds:6.2f} s"
                f"   ratio {ratios[-1]:.2f}   {judged.memory:.0f} MB"
            )
        print(
            f"{most} documents, {len(names)} rulesets: check takes {statistics.median(ratios):.2f} times the scan"
        )
        print("growth with documents:")
        for count, store in stores.items():
            base, judged = measured("scan", store), measured("check", store, names)
            print(
                f"  {count:6d} documents {judged.seconds:6.2f} s, {judged.seconds / count * 1e6:6.0f} µs each,"
                f" {judged.seconds / base.seconds:.2f} times the scan, {judged.memory:.0f} MB"
            )
        print("growth with rules:")
        for upto in range(len(names) + 1):
            judged = measured("check", stores[most], names[:upto])
            print(
                f"  {judged.counted:4d} results {judged.seconds:6.2f} s  {'、'.join(names[:upto])}"
            )


def _area() -> str:
    return next(site.area.name for site in CYCLE.sites if site.id == _SITE)


if __name__ == "__main__":
    main()

"""How fast and how large: the report of many sites, against reading and writing its results.json.

`python -m bench.report` renders 500 sites by 120 rules, as `zwgk report` does, and prints seconds, the multiple of one json
load and dump of the same document, the peak of memory and the size of what was written. `--heavy` gives the results long
quotations and pairs (some 370 MB), `--earlier` an audit of the day before beside them, and `--all` measures the other
formats, `zwgk diff` and `zwgk trend` as well. Every number is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_GOLDEN = Path(__file__).parents[1] / "tests" / "reports" / "golden" / "results.json"
_EVIDENCE = 3
_HEAVY_EVIDENCE = 7
_HEAVY_QUOTE = 90
_PAIRS_EVERY = 6


def document(sites: int, rules: int, *, heavy: bool = False) -> dict[str, Any]:
    """A results document of so many sites and rules, made of the synthetic one's results in turn.

    `heavy` gives every result seven pieces of evidence with a quotation of some hundred characters that is its own, and
    every sixth a table of pairs.
    """
    with _GOLDEN.open(encoding="utf-8") as file:
        golden: dict[str, Any] = json.load(file)
    first = golden["sites"][0]
    rows = [row for row in first["results"] if row["check"] != "none"]
    results = []
    for at in range(rules):
        row = rows[at % len(rows)]
        results.append(
            {**row, "rule": f"{row['rule']}.{at}", "evidence": row["evidence"][:_EVIDENCE]}
        )
    pairs = next(row for row in rows if row.get("pairs"))
    golden["sites"] = [
        {
            **first,
            "id": f"site-{number}",
            "name": f"第{number}县人民政府",
            "results": [_heavier(row, number, at, pairs) for at, row in enumerate(results)]
            if heavy
            else results,
        }
        for number in range(sites)
    ]
    return golden


def _heavier(row: dict[str, Any], site: int, at: int, pairs: dict[str, Any]) -> dict[str, Any]:
    evidence = [
        {
            **pairs["evidence"][n % len(pairs["evidence"])],
            "quote": f"第{site}县第{at}条第{n}处："
            + "政务公开工作要点所列事项" * (_HEAVY_QUOTE // 12),
        }
        for n in range(_HEAVY_EVIDENCE)
    ]
    paired = {} if at % _PAIRS_EVERY else {key: pairs[key] for key in ("pairs", "pair_heads")}
    return {**row, "evidence": evidence, **paired}


def _load_and_dump(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8") as file:
        loaded = json.load(file)
    with target.open("w", encoding="utf-8") as file:
        json.dump(loaded, file, ensure_ascii=False, indent=1)


def _render(source: Path, target: Path) -> None:
    from zwgk.audit import load_report, render_pages

    report, earlier = load_report(source)
    render_pages(report, target, None, earlier=earlier)


def _office(name: str) -> Callable[[Path, Path], None]:
    def write(source: Path, target: Path) -> None:
        from reports.office.notice import NoticeHead
        from zwgk.audit import load_report
        from zwgk.report_command import Format, Wanted, write_formats

        report, earlier = load_report(source, earlier=False)
        wanted = Wanted((Format(name),), False, None, False, NoticeHead(), "", earlier)
        target.mkdir()
        list(write_formats(report, target, wanted))

    return write


def _diff(source: Path, target: Path) -> None:
    from reports.audit_file import load_audit
    from reports.comparing.comparison import compare
    from reports.comparing.history import entries
    from reports.comparing.page import write_diff_page

    write_diff_page(compare(load_audit(entries(source.parent)[0].path), load_audit(source)), target)


def _check(source: Path, target: Path) -> None:
    """What `zwgk check` does of writing: the results, site by site, and the folder's history."""
    from checks.results.document import write_sites
    from reports.comparing.history import Recording
    from reports.results_file import ResultsFile

    target.mkdir()
    file = ResultsFile(source)
    for _ in file.read():
        pass
    with Recording(target, file.head) as recording:

        def sites() -> Iterator[Any]:
            for site in file:
                recording.add(site)
                yield site

        head = {key: value for key, value in file.head.items() if key != "sites"}
        write_sites(target / "results.json", head, sites())
        recording.keep()


_JOBS: dict[str, Callable[[Path, Path], None]] = {
    "json": _load_and_dump,
    "render": _render,
    "check": _check,
    "diff": _diff,
    **{name: _office(name) for name in ("ledger", "scores", "notice", "csv", "junit")},
}


def _measured(what: str, source: Path, target: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one job in a process of its own."""
    command = [sys.executable, "-m", "bench.report", "--job", what, str(source), str(target)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    seconds, megabytes = said.stdout.split()
    return float(seconds), float(megabytes)


def _of_the_day_before(source: Path) -> None:
    """Put an audit of the day before into the folder's history, each site worse in one rule."""
    from reports.comparing.history import Recording
    from reports.results_file import ResultsFile

    file = ResultsFile(source)
    for _ in file.read():
        pass
    with Recording(source.parent, {**file.head, "as_of": "2021-04-14"}) as recording:
        for site in file:
            failed = {**site["results"][0], "verdict": "fail", "points": 0.0, "share": 0.0}
            recording.add({**site, "results": [failed, *site["results"][1:]]})
        recording.keep()


def main() -> None:
    """Measure, or do one of the jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--rules", type=int, default=120)
    parser.add_argument("--heavy", action="store_true")
    parser.add_argument("--earlier", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        what, source, target = asked.job
        start = time.perf_counter()
        _JOBS[what](Path(source), Path(target))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{time.perf_counter() - start:.3f} {peak:.1f}")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "results.json"
        made = multiprocessing.Process(target=_make, args=(source, asked))
        made.start()
        made.join()
        size = source.stat().st_size / 1e6
        print(f"{asked.sites} sites x {asked.rules} rules, results.json {size:.0f} MB")
        plain, plain_peak = _measured("json", source, Path(folder) / "again.json")
        print(f"json load and dump {plain:7.1f} s  {plain_peak:6.0f} MB")
        for what in [name for name in _JOBS if name != "json"] if asked.all else ["render"]:
            if what == "diff" and not asked.earlier:
                continue
            out = Path(folder) / what
            took, peak = _measured(what, source, out)
            written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
            print(
                f"{what:18} {took:7.1f} s  {peak:6.0f} MB  {took / plain:4.1f} times json, "
                f"{written:.0f} MB written",
                flush=True,
            )


def _make(source: Path, asked: argparse.Namespace) -> None:
    """In a process of its own, for what a child has at its start counts as its peak."""
    with source.open("w", encoding="utf-8") as file:
        made = document(asked.sites, asked.rules, heavy=asked.heavy)
        json.dump(made, file, ensure_ascii=False, indent=1)
    if asked.earlier:
        _of_the_day_before(source)


if __name__ == "__main__":
    main()

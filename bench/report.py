"""How fast and how large: the report of many sites, against reading and writing its results.json.

`python -m bench.report` renders 500 sites by 120 rules and prints seconds, the multiple of one json load and dump of the
same document, the peak of memory and the size of what was written. Every number is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_GOLDEN = Path(__file__).parents[1] / "tests" / "reports" / "golden" / "results.json"
_EVIDENCE = 3


def document(sites: int, rules: int) -> dict[str, Any]:
    """A results document of so many sites and rules, made of the synthetic one's results in turn."""
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
    golden["sites"] = [
        {**first, "id": f"site-{number}", "name": f"第{number}县人民政府", "results": results}
        for number in range(sites)
    ]
    return golden


def _load_and_dump(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8") as file:
        loaded = json.load(file)
    with target.open("w", encoding="utf-8") as file:
        json.dump(loaded, file, ensure_ascii=False, indent=1)


def _render(source: Path, target: Path) -> None:
    from reports.render import render

    with source.open(encoding="utf-8") as file:
        loaded = json.load(file)
    render(loaded, target)


def _measured(what: str, source: Path, target: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one job in a process of its own."""
    command = [sys.executable, "-m", "bench.report", "--job", what, str(source), str(target)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    seconds, megabytes = said.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Measure, or do one of the jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--rules", type=int, default=120)
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        what, source, target = asked.job
        start = time.perf_counter()
        {"json": _load_and_dump, "render": _render}[what](Path(source), Path(target))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{time.perf_counter() - start:.3f} {peak:.1f}")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "results.json"
        with source.open("w", encoding="utf-8") as file:
            json.dump(document(asked.sites, asked.rules), file, ensure_ascii=False, indent=1)
        size = source.stat().st_size / 1e6
        plain, plain_peak = _measured("json", source, Path(folder) / "again.json")
        out = Path(folder) / "out"
        took, peak = _measured("render", source, out)
        written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    print(f"{asked.sites} sites x {asked.rules} rules, results.json {size:.0f} MB")
    print(f"json load and dump   {plain:7.1f} s  {plain_peak:6.0f} MB")
    print(f"render               {took:7.1f} s  {peak:6.0f} MB  {took / plain:.1f} times json")
    print(f"written              {written:7.0f} MB")


if __name__ == "__main__":
    main()

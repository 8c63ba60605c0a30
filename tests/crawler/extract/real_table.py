"""What extraction reads from saved real pages beside what a person read: a Markdown table and timings.

Run with `python -m tests.crawler.extract.real_table`; `--time` adds microseconds per page.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.extract.charset import decode
from crawler.extract.page import extract_page, parse
from crawler.snapshot.facts import PageFacts

REAL = Path(__file__).parents[3] / "../shared/real"


@dataclass(frozen=True)
class Case:
    """One saved page with its truth: kind of page and field -> what a person read."""

    path: Path
    url: str
    kind: str
    truth: dict[str, str]

    def facts(self) -> PageFacts:
        """What extraction reads from the page."""
        return extract_page(self.path.read_bytes(), self.url)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def cases() -> list[Case]:
    """All pages of TRUTH.tsv of both collections; empty when they are not there."""
    found = []
    if not REAL.exists():
        return []
    for row in _rows(REAL / "pages/TRUTH.tsv"):
        truth = {
            name: row[name] or ""
            for name in (
                "title",
                "published",
                "issued",
                "document_number",
                "issuer",
                "index_number",
            )
        }
        found.append(Case(REAL / "pages" / row["file"], row["url"], row["kind"], truth))
    for row in _rows(REAL / "pingtan/TRUTH.tsv"):
        day = row["publish_date_shown"].replace("年", "-").replace("月", "-")[:10]
        kind = "article" if day else "column"
        truth = {
            "title": row["title"],
            "published": day,
            "document_number": row["wenhao"],
            "source": row["source_shown"],
        }
        found.append(Case(REAL / "pingtan" / row["file"], row["original_url"], kind, truth))
    return found


def list_rows() -> dict[str, list[tuple[str, str, str]]]:
    """List file -> its rows (absolute URL, title, day) of LIST_ROWS.tsv."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in _rows(REAL / "pingtan/LIST_ROWS.tsv"):
        entry = (row["absolute_url"], row["title"], row["date_shown"])
        found.setdefault(row["list_file"], []).append(entry)
    return found


def read(facts: PageFacts, name: str) -> str:
    """A field of the facts as TRUTH.tsv writes it."""
    if name in ("published", "issued"):
        fact = getattr(facts, name)
        return fact.day.isoformat() if fact else ""
    return str(getattr(facts, name))


def same(name: str, got: str, wanted: str) -> bool:
    """Whether a field was read right; white space in a title does not count."""
    if name == "title":
        return "".join(got.split()) == "".join(wanted.split())
    return got == wanted


def main() -> None:
    """Print the table and, per field, how many of the pages that show it were read right."""
    out = sys.stdout.write
    right: dict[str, list[int]] = {}
    out("| page | article | list | field | truth | extracted |\n|---|---|---|---|---|---|\n")
    for case in cases():
        facts = case.facts()
        name = str(case.path.relative_to(REAL))
        wrong = False
        for field, wanted in case.truth.items():
            got = read(facts, field)
            counts = case.kind == "article" and bool(wanted or field == "document_number")
            good = same(field, got, wanted)
            if counts:
                tally = right.setdefault(field, [0, 0])
                tally[0] += int(good)
                tally[1] += 1
            if not good and (counts or wanted):
                wrong = True
                out(
                    f"| {name} | {facts.is_article} | {len(facts.rows)} | {field} | {wanted} | {got} |\n"
                )
        if not wrong:
            out(f"| {name} | {facts.is_article} | {len(facts.rows)} | all | | |\n")
    out("\n| field | right | of |\n|---|---|---|\n")
    for field, (hits, of) in right.items():
        out(f"| {field} | {hits} | {of} |\n")
    if "--time" in sys.argv:
        timings()


def timings(rounds: int = 15) -> None:
    """Print the best time of decoding, parsing and extracting each page in microseconds."""
    sys.stdout.write("\n| page | bytes | decode | parse | extract |\n|---|---|---|---|---|\n")
    for case in cases():
        body = case.path.read_bytes()
        best = [1e9] * 3
        for _ in range(rounds):
            start = time.perf_counter()
            text = decode(body)[0]
            decoded = time.perf_counter()
            tree = parse(text)
            parsed = time.perf_counter()
            extract_page(body, case.url, tree=tree)
            done = time.perf_counter()
            best = [
                min(old, new * 1e6)
                for old, new in zip(
                    best, (decoded - start, parsed - decoded, done - parsed), strict=True
                )
            ]
        sys.stdout.write(
            f"| {case.path.parent.name}/{case.path.name} | {len(body)} | "
            + " | ".join(f"{value:.0f}" for value in best)
            + " |\n"
        )


if __name__ == "__main__":
    main()

"""What extraction reads from saved real pages beside what a person read: Markdown tables and timings.

The first table has the fields of every page, another the rows of every list page.
Run with `python -m tests.crawler.extract.real_table`; `--time` adds microseconds per page.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.extract.charset import decode
from crawler.extract.homepage import extract_homepage
from crawler.extract.page import extract_page, parse
from crawler.extract.totals import stated_pages, stated_total
from crawler.snapshot.facts import ListRow, PageFacts

REAL = Path(__file__).parents[3] / "../shared/real"

Table = tuple[int, str]  # how many rows, and the digest of them all

# The rows of the other list pages, as read from their HTML by selectors written for each and checked by eye: those whose
# links lead somewhere, and the dated ones with those whose links do not. `digest` says how they are put together.
_NONE = (0, "e3b0c44298fc1c14")
ROWS: dict[str, tuple[Table, Table]] = {
    "pages/ali/consultation-empty.html": (_NONE, _NONE),
    "pages/ali/consulting-list.html": (_NONE, (10, "320da6be1ea40a3a")),
    "pages/ali/yyal.html": ((16, "50fba2fc64c171b6"), _NONE),
    "pages/ali/zsyz.html": ((6, "348e7791e4571706"), (27, "4b2a0e57591a73b1")),
    "pages/ali/zwfw.html": (_NONE, _NONE),
    "pages/ali/zwgk.html": ((12, "6f0551480dd1c349"), (61, "46eae009f483a677")),
    "pages/handan/disclosure-home.html": ((61, "f054d589039a77d6"), (61, "f054d589039a77d6")),
    "pages/handan/list.html": ((1, "2877ffbe928d00b4"), (1, "2877ffbe928d00b4")),
    "pages/yichun/home.html": ((45, "4d5fcc65fe79dbd1"), (41, "8253ba38e52025a9")),
}
# What the list pages state of themselves: entries and pages.
STATED: dict[str, tuple[int | None, int | None]] = {
    "pages/ali/consultation-empty.html": (0, 0),
    "pages/ali/consulting-list.html": (16, 2),
    "pages/ali/yyal.html": (None, None),
    "pages/ali/zsyz.html": (None, None),
    "pages/ali/zwfw.html": (None, None),
    "pages/ali/zwgk.html": (None, None),
    "pages/handan/disclosure-home.html": (None, None),
    "pages/handan/list.html": (None, 56),
    "pages/yichun/home.html": (None, None),
    "pingtan/zwgk/_lists/index.html": (None, None),
    "pingtan/zwgk/gsgg/_lists/index.html": (9546, None),
    "pingtan/zwgk/zfxxgk/zfxxgknb/_lists/index.html": (20, None),
    "pingtan/zwgk/zfxxgk/zfxxgkzd/_lists/index.html": (34, None),
}


@dataclass(frozen=True)
class Case:
    """One saved page with its truth: kind of page and field -> what a person read."""

    path: Path
    url: str
    kind: str
    truth: dict[str, str]

    @property
    def name(self) -> str:
        """The file's path in the collection."""
        return self.path.relative_to(REAL).as_posix()

    def facts(self) -> PageFacts:
        """What extraction reads from the page."""
        return extract_page(self.path.read_bytes(), self.url)

    def dated(self) -> list[ListRow]:
        """The page's dated rows, those whose links lead nowhere with the page's own address."""
        return extract_homepage(self.path.read_bytes(), self.url).dated

    def stated(self) -> tuple[int | None, int | None]:
        """The entries and pages that the page states."""
        text = self.path.read_text(encoding="utf-8")
        return stated_total(text), stated_pages(text)


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


def table(rows: list[ListRow]) -> Table:
    """Rows as `ROWS` has them: white space in titles left out."""
    return digest(
        [
            (row.url, "".join(row.title.split()), row.day.isoformat() if row.day else "")
            for row in rows
        ]
    )


def digest(rows: list[tuple[str, str, str]]) -> Table:
    """How many rows (address, title, day) there are, and the first sixteen digits of the SHA-256 of their lines."""
    lines = "\n".join("\t".join(row) for row in rows)
    return len(rows), hashlib.sha256(lines.encode()).hexdigest()[:16]


def rows_truth(case: Case) -> tuple[Table, Table] | None:
    """The rows that a list page has, None for any other page."""
    listed = list_rows().get(case.name.removeprefix("pingtan/"))
    if listed is None:
        return ROWS.get(case.name)
    whole = digest([(url, "".join(title.split()), day) for url, title, day in listed])
    return whole, whole


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
        name = case.name
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
    _print_rows()
    if "--time" in sys.argv:
        timings()


def _print_rows() -> None:
    """Print, per list page, its rows, dated rows and stated size; a digest that differs is marked."""
    out = sys.stdout.write
    out("\n| list page | rows | of | dated | of | states | of |\n|---|---|---|---|---|---|---|\n")
    for case in cases():
        truth = rows_truth(case)
        if truth is None:
            continue
        cells = [case.name]
        for got, wanted in zip((table(case.facts().rows), table(case.dated())), truth, strict=True):
            cells += [f"{got[0]}{'' if got == wanted else ' (wrong)'}", str(wanted[0])]
        cells += [f"{case.stated()}", f"{STATED[case.name]}"]
        out(f"| {' | '.join(cells)} |\n")


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

"""What the generic reader makes of every simulated site by itself, all other families switched off.

`python -m bench.generic [SITE]...` prints for each site how many of the documents due its lists gave, with how many pages,
and how many columns it says it could not read to their end. A column must be among those, or have all its rows: `untrue`
counts those that are neither. Only homepage, columns and lists are asked for: documents are known by their rows.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from bench.recall import Recall, compare, compliant_ids, crawl, plan, untrue
from crawler.cms.generic import FAMILY
from crawler.frontier import Entry, Frontier
from crawler.snapshot.facts import Role, SiteSnapshot


@contextmanager
def generic_alone() -> Iterator[None]:
    """Within the block every page is read by the generic reader, and no document's page is asked for."""
    accept = Frontier.accept

    def lists_only(frontier: Frontier, entry: Entry, *, queue: bool = True) -> Entry | None:
        return None if entry.role is Role.DOCUMENT else accept(frontier, entry, queue=queue)

    with (
        mock.patch("crawler.cms.families", return_value=(FAMILY,)),
        mock.patch.object(Frontier, "accept", lists_only),
    ):
        yield


@dataclass
class Alone:
    """One site as the generic reader sees it: recall, columns that it says it did not read to their end, untrue ones."""

    recall: Recall
    snapshot: SiteSnapshot
    open: list[str]
    untrue: list[str]


def read_alone(ids: Iterable[str], root: Path) -> list[Alone]:
    """Crawl sites with the generic reader alone."""
    asked = plan()
    with generic_alone():
        crawled = list(crawl(ids, root, asked))
    return [
        Alone(
            compare(app, asked, snapshot, log),
            snapshot,
            [
                f"{'>'.join(column.path)}：{column.incomplete_reason or '未读到'}"
                for column in snapshot.columns.values()
                if not column.complete or not column.was_read
            ],
            untrue(app, asked, snapshot),
        )
        for app, snapshot, log in crawled
    ]


def main() -> None:
    """Crawl and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "site", nargs="*", help="ids of demo.cycles.county2020; default: the compliant sites"
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="also what was missed, and the open columns"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = read_alone(options.site or compliant_ids(), Path(folder))
    print("site        due  found titles  dates  pages  open untrue")
    for each in found:
        recall = each.recall
        print(
            f"{recall.site:<10}{len(recall.due.listed):>5}{recall.found:>7.1%}{len(recall.titles):>7}{len(recall.dates):>7}"
            f"{recall.fetched:>7}{len(each.open):>6}{len(each.untrue):>7}"
        )
        for words in each.untrue:
            print(f"  untrue: {words}")
        if options.verbose:
            for words in (*each.open, *recall.missing, *recall.titles, *recall.dates):
                print(f"  {words}")


if __name__ == "__main__":
    main()

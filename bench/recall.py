"""What an audit read of a simulated site, against what the site publishes, and how many requests that took.

`python -m bench.recall [SITE]...` crawls sites of `demo.cycles.county2020` (all compliant ones when none is named)
and prints what was missed and what was read wrongly. The truth is the content model that the site is rendered from,
never what the crawl says.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

from crawler.follow import SAMPLED_DOCUMENTS, SAMPLED_PAGES
from crawler.frontier import address
from crawler.plan import CrawlPlan, SitePlan
from crawler.run import crawl_sites
from crawler.snapshot.facts import SiteSnapshot
from crawler.snapshot.names import normalise_name
from crawler.snapshot.reader import read_site
from crawler.snapshot.schema import open_store
from demo.cycles.county2020 import CYCLE
from demo.server import SiteLog, serve
from demo.sites.family import Family
from demo.sites.model import Column, Document
from rules.loader import find_ruleset, load_ruleset
from rules.vocabulary import default_vocabulary
from zwgk.planning import crawl_plan

QUICK = {"DOWNLOAD_DELAY": "0", "DOWNLOAD_TIMEOUT": "10", "CONCURRENT_REQUESTS_PER_DOMAIN": "4"}
Path_ = tuple[str, ...]


@cache
def plan() -> CrawlPlan:
    """What the rulesets of the simulated sites ask of a crawl."""
    rulesets = [load_ruleset(find_ruleset(ref)) for ref in CYCLE.rulesets]
    return crawl_plan(rulesets, CYCLE.as_of, default_vocabulary())


@dataclass
class Due:
    """What must have been read of one site.

    `listed` maps the key of every document that must be known to the name paths of the columns that must list it; `read`
    are the keys of those whose own page must have been read. `requests` is how many requests that needs.
    """

    listed: dict[str, set[Path_]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    requests: int = 0


class _Content:
    """One site's content as the plan divides it: standing, sampled and other columns."""

    def __init__(self, app: Family, asked: CrawlPlan) -> None:
        self.app = app
        self.asked = asked

    def names(self, column: Column) -> Path_:
        """The names of the columns from the top level down to this one."""
        return tuple(each.name for each in self.app.site.path_to(column.key))

    def is_standing(self, column: Column) -> bool:
        """Whether the column's documents are read whatever their date."""
        name = normalise_name(column.name)
        long = [each for each in self.asked.standing if len(each) >= 4]
        return name in self.asked.standing or any(name.endswith(each) for each in long)

    def is_sampled(self, column: Column) -> bool:
        """Whether the column, or one above it up to the next that a rule asks for, is only sampled."""
        for each in reversed(self.app.site.path_to(column.key)):
            name = normalise_name(each.name)
            if name in self.asked.wanted:
                return False
            if name in self.asked.sampled:
                return True
        return False

    def in_period(self, document: Document) -> bool:
        """Whether the document was published in the days that the rules judge."""
        return self.asked.since <= document.published <= self.asked.until

    def rows_needed(self, column: Column) -> int:
        """How many rows of the list must be read: all, or up to the first that lies before the period."""
        days = [document.published for document in column.documents]
        if self.is_standing(column) or any(first < second for first, second in pairwise(days)):
            return len(days)
        inside = sum(1 for day in days if day >= self.asked.since)
        return min(inside + 1, len(days))


def due(app: Family, asked: CrawlPlan) -> Due:
    """What a crawl must read of a site, and how many requests that needs at least.

    Needed are the homepage, the page of every column, further pages (or feed answers) of its list until they leave the
    period (of a standing column all, of a sampled one the first three pages), and the pages of the documents of the
    period and of standing columns (of a sampled column five a page). The search that is tried, files, frames, and pages
    that only lead elsewhere are not counted: they are what the allowance is for. robots.txt is no page.
    """
    content = _Content(app, asked)
    found = Due(requests=1)
    for column in app.columns.values():
        if column.placeholder:
            found.requests += 1
            continue
        rows = content.rows_needed(column)
        sampled = content.is_sampled(column)
        if sampled:
            rows = min(rows, SAMPLED_PAGES * app.rows_per_page)
        found.requests += app.list_requests(column, rows)
        standing = content.is_standing(column)
        for place, document in enumerate(column.documents):
            if place >= rows or not (standing or content.in_period(document)):
                continue
            found.listed.setdefault(document.key, set()).add(content.names(column))
            if not sampled or place % app.rows_per_page < SAMPLED_DOCUMENTS:
                found.read.add(document.key)
    found.requests += len(found.read)
    return found


@dataclass
class Recall:
    """What a crawl made of one site: everything that is not as the site published it, in words; and what it cost."""

    site: str
    due: Due
    fetched: int
    missing: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @property
    def found(self) -> float:
        """The share of the documents due that are known."""
        return 1 - len(self.missing) / len(self.due.listed)

    @property
    def cost(self) -> float:
        """Requests made for each that was needed."""
        return self.fetched / self.due.requests

    def wrong(self) -> list[str]:
        """Every way in which the crawl's picture differs from what the site published."""
        kinds = ("missing", "unread", "titles", "dates", "columns", "numbers", "strangers")
        return [f"{kind}: {words}" for kind in kinds for words in getattr(self, kind)]


def compare(app: Family, asked: CrawlPlan, snapshot: SiteSnapshot, log: SiteLog) -> Recall:
    """Compare what a crawl found with what the site publishes; `log` is the server's own."""
    content = _Content(app, asked)
    targets = [target for target in log.targets() if target != "/robots.txt"]
    recall = Recall(app.site.id, due(app, asked), len(targets))
    known = {address(document.url): document for document in snapshot.documents.values()}
    for key, paths in recall.due.listed.items():
        document = app.documents[key]
        url = urljoin(snapshot.url, app.document_path(document))
        found = known.get(address(url))
        name = f"{document.title} {url}"
        if found is None:
            recall.missing.append(name)
            continue
        if found.title != document.title:
            recall.titles.append(f"{name} 读作 {found.title}")
        day = found.published.day if found.published else None
        if day != document.published:
            recall.dates.append(f"{name} {document.published} 读作 {day}")
        if not found.was_read:
            if key in recall.due.read:
                recall.unread.append(name)
        elif found.document_number != document.number:
            recall.numbers.append(f"{name} {document.number!r} 读作 {found.document_number!r}")
        got = {snapshot.columns[column].path for column in found.columns}
        if wrong := _wrong_columns(got, paths, _homes(content, document)):
            recall.columns.append(f"{name} {wrong}")
    recall.strangers += _strangers(app, snapshot)
    return recall


def untrue(app: Family, asked: CrawlPlan, snapshot: SiteSnapshot) -> list[str]:
    """The columns that are said to have been read completely though rows that had to be read are not among theirs."""
    content = _Content(app, asked)
    by_path = {column.path: column for column in snapshot.columns.values()}
    by_address = {address(column.url): column for column in snapshot.columns.values()}
    found = []
    for column in app.columns.values():
        url = urljoin(snapshot.url, app.column_path(column))
        # Where only a script tells columns apart, they share the address of one page.
        read = by_path.get(content.names(column)) or by_address.get(address(url))
        if read is None or not read.was_read or not read.complete or column.placeholder:
            continue
        listed = {address(document.url) for document in read.documents}
        rows = column.documents[: content.rows_needed(column)]
        lacking = [
            document.title
            for document in rows
            if address(urljoin(snapshot.url, app.document_path(document))) not in listed
        ]
        if lacking:
            found.append(f"{'>'.join(read.path)} 缺 {len(lacking)} 条：{lacking[0]}")
    return found


def _homes(content: _Content, document: Document) -> set[Path_]:
    """Every column that may list the document: those it lies in, and those above, which may show the newest rows."""
    own = [
        content.names(column)
        for column in content.app.columns.values()
        if any(each.key == document.key for each in column.documents)
    ]
    return {path[:length] for path in own for length in range(1, len(path) + 1)}


def _wrong_columns(got: set[Path_], must: set[Path_], may: set[Path_]) -> str:
    lacking = " ".join(">".join(path) for path in sorted(must - got))
    extra = " ".join(">".join(path) for path in sorted(got - may))
    return "；".join(
        words
        for words in (lacking and f"不在栏目 {lacking}", extra and f"误在栏目 {extra}")
        if words
    )


def _strangers(app: Family, snapshot: SiteSnapshot) -> Iterator[str]:
    """What was taken for a document and is none. A column's page that holds a text of its own is one."""
    paths = {app.document_path(document) for document in app.documents.values()}
    paths |= {app.column_path(column) for column in app.columns.values() if column.blocks}
    known = {address(urljoin(snapshot.url, path)) for path in paths}
    for document in snapshot.documents.values():
        if address(document.url) not in known:
            yield f"{document.title} {document.url}"


def crawl(
    ids: Iterable[str], root: Path, asked: CrawlPlan
) -> Iterator[tuple[Family, SiteSnapshot, SiteLog]]:
    """Serve and crawl sites of the catalogue in one run; gives each site's application, snapshot and log."""
    apps = CYCLE.applications(ids)
    engine = open_store(f"sqlite:///{root / 'zwgk.sqlite'}", create=True)
    try:
        with serve(apps) as serving:
            jobs = [
                (SitePlan(id_, app.site.name, url, (url.split("/")[2],)), asked)
                for id_, app in apps.items()
                for url in (serving.urls[id_],)
            ]
            ends = crawl_sites(jobs, engine, root, QUICK)
        for end in ends:
            yield apps[end.site_id], read_site(engine, end.crawl_id), serving.logs[end.site_id]
    finally:
        engine.dispose()


def table(recalls: Iterable[Recall]) -> str:
    """One line a site: documents due, found and read rightly, and requests made and needed."""
    head = "site        due  found unread titles  dates columns numbers strangers  requests needed  cost"
    lines = [
        f"{each.site:<10}{len(each.due.listed):>5}{each.found:>7.1%}{len(each.unread):>7}{len(each.titles):>7}"
        f"{len(each.dates):>7}{len(each.columns):>8}{len(each.numbers):>8}{len(each.strangers):>10}"
        f"{each.fetched:>10}{each.due.requests:>7}{each.cost:>6.2f}"
        for each in recalls
    ]
    return "\n".join([head, *lines])


def compliant_ids() -> list[str]:
    """The ids of the simulated sites that have no planted fault."""
    return [site.id for site in CYCLE.sites if not site.faults]


def main() -> None:
    """Crawl, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "site", nargs="*", help="ids of demo.cycles.county2020; default: the compliant sites"
    )
    options = parser.parse_args()
    asked = plan()
    with tempfile.TemporaryDirectory() as folder:
        recalls = [
            compare(app, asked, snapshot, log)
            for app, snapshot, log in crawl(options.site or compliant_ids(), Path(folder), asked)
        ]
    print(table(recalls))
    for each in recalls:
        for words in each.wrong():
            print(f"{each.site} {words}")


if __name__ == "__main__":
    main()

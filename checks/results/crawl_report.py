"""The crawl report (抓取报告): what of a site was read, skipped and failed, by outcome and column.

It says nothing of rules. Whoever reads it wants to know what was not read, why, and what can be done
about it; so what is left out for length is left out where nothing is wrong, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from checks.wording import clean
from crawler.snapshot.change import Changes
from crawler.snapshot.facts import Column, Document, Fetch, Outcome, Role, SiteSnapshot

MOST_COLUMNS = 200
"""Columns listed of one site."""
MOST_GROUPS = 10
"""Groups of problems listed of one outcome, a column each."""
MOST_EXAMPLES = 3
"""Requests listed of one group."""

_NAME_LENGTH = 40
_PATH_LENGTH = 200
_URL_LENGTH = 500
_HOME = "首页"


class Reading(StrEnum):
    """How far a column was read."""

    READ = "read"
    SAMPLED = "sampled"  # a news column, of which only the first pages were meant to be read
    PARTLY = "partly"  # its list was not read to its end, or a document or file of it was not read
    UNREAD = "unread"


_BY_NEED = (Reading.UNREAD, Reading.PARTLY, Reading.SAMPLED, Reading.READ)


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many requests had an outcome, in all and by role."""

    outcome: Outcome
    count: int
    roles: Mapping[Role, int]


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Documents by what became of them.

    `read` are those whose text was read, `textless` those that answered without a text to read (a
    file), `failed` the rest of those asked for, by outcome. Never asked for were `outside` (dated
    outside the period) and `not_asked` (a file or another site's page in a list, a sampled column).
    `files` and `files_failed` are their attachments: those whose text was read, and the rest of
    those asked for.
    """

    read: int
    textless: int
    outside: int
    not_asked: int
    failed: Mapping[Outcome, int]
    files: int
    files_failed: Mapping[Outcome, int]

    @property
    def unread(self) -> int:
        """Documents and attachments that brought no answer."""
        everything = (*self.failed.items(), *self.files_failed.items())
        return sum(count for outcome, count in everything if not outcome.answered)


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column and how far it was read. Texts are cleaned and cut.

    `depth` is 0 at the top level. `outcome` is that of the column's own page where it was not read
    (None: nothing was asked for). `rows` are list entries read, `stated` how many the list itself
    claims, `shortfall` how many of these are missing unexplained; `incomplete` says why the list
    was not read to its end. `newest` is the last day of a document published by the audit's day.
    """

    name: str
    path: str
    depth: int
    url: str
    state: Reading
    outcome: Outcome | None
    detail: str
    family: str
    rows: int
    stated: int | None
    shortfall: int
    incomplete: str
    documents: DocumentCounts
    newest: date | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Requests of one outcome and one place that brought no answer, or were not made.

    `column` is the path of the column that they belong to (首页 for the homepage's own links, "" where
    no column is known), `column_url` its address.
    """

    outcome: Outcome
    column: str
    column_url: str
    count: int
    roles: Mapping[Role, int]
    examples: tuple[Fetch, ...]


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What of a site was read, skipped and failed.

    `columns` are in the order of the tree, `column_states` counts all of them, the listed and those
    left out. `problems` are by outcome, the most frequent first; `problems_left_out` counts what is
    not listed, by outcome, as (groups, requests). `changes` are those since the last audit, None
    where there was none.
    """

    outcomes: tuple[OutcomeCount, ...]
    documents: DocumentCounts
    columns: tuple[ColumnReading, ...]
    column_states: Mapping[Reading, int]
    problems: tuple[Problem, ...]
    problems_left_out: Mapping[Outcome, tuple[int, int]]
    changes: Changes | None


def crawl_report(site: SiteSnapshot, as_of: date) -> CrawlReport:
    """The report of one site's crawl; documents dated after `as_of` lie outside the period."""
    columns = [_reading(site, column, depth, as_of) for column, depth in _in_tree_order(site)]
    states = Counter(column.state for column in columns)
    problems, left_out = _problems(site)
    return CrawlReport(
        outcomes=_outcomes(site.fetches),
        documents=_documents(site, site.documents.values(), as_of),
        columns=_most_needed(columns),
        column_states=MappingProxyType({s: states[s] for s in Reading if states[s]}),
        problems=problems,
        problems_left_out=left_out,
        changes=site.changes,
    )


def shown_address(url: str) -> str:
    """An address without invisible characters, cut to what a report of thousands can carry."""
    return clean(url, _URL_LENGTH)


def _outcomes(fetches: Iterable[Fetch]) -> tuple[OutcomeCount, ...]:
    """Answers first, then failures, the most frequent first."""
    roles: dict[Outcome, Counter[Role]] = {}
    for fetch in fetches:
        roles.setdefault(fetch.outcome, Counter())[fetch.role] += 1
    counted = [OutcomeCount(o, c.total(), _ordered(c)) for o, c in roles.items()]
    answers = (Outcome.OK, Outcome.NOT_FOUND)
    counted.sort(key=lambda each: (each.outcome not in answers, -each.count, each.outcome.value))
    return tuple(sorted(counted, key=lambda each: each.outcome is not Outcome.OK))


def _ordered(roles: Counter[Role]) -> Mapping[Role, int]:
    return MappingProxyType({role: roles[role] for role in Role if roles[role]})


def _in_tree_order(site: SiteSnapshot) -> Iterator[tuple[Column, int]]:
    """Every column with its depth, each below its parent; what hangs in no tree comes last."""
    seen: set[str] = set()
    roots = [url for url, column in site.columns.items() if column.parent not in site.columns]
    for start in (*roots, *site.columns):
        waiting = [(start, 0)]
        while waiting:
            url, depth = waiting.pop()
            if url in seen or url not in site.columns:
                continue
            seen.add(url)
            column = site.columns[url]
            yield column, depth
            waiting.extend((child, depth + 1) for child in reversed(column.children))


def _most_needed(columns: list[ColumnReading]) -> tuple[ColumnReading, ...]:
    """The columns to list, in their order: where there are too many, those with problems."""
    by_need = sorted(range(len(columns)), key=lambda at: _BY_NEED.index(columns[at].state))
    return tuple(columns[at] for at in sorted(by_need[:MOST_COLUMNS]))


def _reading(site: SiteSnapshot, column: Column, depth: int, as_of: date) -> ColumnReading:
    documents = _documents(site, column.documents, as_of)
    if not column.was_read:
        state = Reading.UNREAD
    elif documents.unread or not (column.complete or column.sampled):
        state = Reading.PARTLY
    else:
        state = Reading.SAMPLED if column.sampled else Reading.READ
    missing = 0
    # A list that was left for its dates holds more than was read, and nothing of it is missing.
    if column.was_read and not column.complete and not column.sampled:
        missing = max((column.stated_total or 0) - column.rows_read, 0)
    days = (document.published.day for document in column.documents if document.published)
    fetch = None if column.was_read else column.fetch
    return ColumnReading(
        name=clean(column.name, _NAME_LENGTH),
        path=_path(column),
        depth=depth,
        url=shown_address(column.url),
        state=state,
        outcome=fetch.outcome if fetch else None,
        detail=clean(fetch.detail) if fetch else "",
        family=column.family,
        rows=column.rows_read,
        stated=column.stated_total,
        shortfall=missing,
        incomplete=clean(column.incomplete_reason),
        documents=documents,
        newest=max((day for day in days if day <= as_of), default=None),
    )


def _path(column: Column) -> str:
    names = [clean(name, _NAME_LENGTH) for name in column.path or (column.name,)]
    return clean(" > ".join(names), _PATH_LENGTH)


def _documents(site: SiteSnapshot, documents: Iterable[Document], as_of: date) -> DocumentCounts:
    counts: Counter[str] = Counter()
    failed: Counter[Outcome] = Counter()
    files_failed: Counter[Outcome] = Counter()
    for document in documents:
        for file in document.files:
            if file.facts is not None:
                counts["files"] += 1
            elif file.fetch.outcome is Outcome.OK:
                counts["textless"] += 1
            else:
                files_failed[file.fetch.outcome] += 1
        if document.was_read:
            counts["read"] += 1
        elif document.fetch is None:
            day = document.published.day if document.published else None
            first = site.since or date.min
            counts["outside" if day and not first <= day <= as_of else "not_asked"] += 1
        elif document.fetch.outcome is Outcome.OK:
            counts["textless"] += 1
        else:
            failed[document.fetch.outcome] += 1
    return DocumentCounts(
        read=counts["read"],
        textless=counts["textless"],
        outside=counts["outside"],
        not_asked=counts["not_asked"],
        failed=MappingProxyType({o: failed[o] for o in Outcome if failed[o]}),
        files=counts["files"],
        files_failed=MappingProxyType({o: files_failed[o] for o in Outcome if files_failed[o]}),
    )


def _problems(
    site: SiteSnapshot,
) -> tuple[tuple[Problem, ...], Mapping[Outcome, tuple[int, int]]]:
    groups: dict[tuple[Outcome, str, str], list[Fetch]] = {}
    totals: Counter[Outcome] = Counter()
    for fetch in site.unread:
        groups.setdefault((fetch.outcome, *_place(site, fetch)), []).append(fetch)
        totals[fetch.outcome] += 1
    order = sorted(
        groups.items(),
        key=lambda item: (-totals[item[0][0]], item[0][0].value, -len(item[1]), *item[0][1:]),
    )
    listed: Counter[Outcome] = Counter()
    problems: list[Problem] = []
    left_out: dict[Outcome, tuple[int, int]] = {}
    for (outcome, column, url), fetches in order:
        listed[outcome] += 1
        if listed[outcome] > MOST_GROUPS:
            columns, requests = left_out.get(outcome, (0, 0))
            left_out[outcome] = (columns + 1, requests + len(fetches))
            continue
        roles = _ordered(Counter(fetch.role for fetch in fetches))
        examples = tuple(fetches[:MOST_EXAMPLES])
        problems.append(Problem(outcome, column, url, len(fetches), roles, examples))
    return tuple(problems), MappingProxyType(left_out)


def _place(site: SiteSnapshot, fetch: Fetch) -> tuple[str, str]:
    """Path and address of the column that a request belongs to; a column's page belongs to the one
    above it.
    """
    own = site.columns.get(fetch.url) or site.columns.get(fetch.final_url)
    if own is not None and fetch.role is Role.COLUMN:
        where = own.parent or ""
    else:
        where = fetch.column_url if fetch.column_url != fetch.url else ""
    column = site.columns.get(where) or site.columns.get(fetch.found_on)
    if column is None and (document := site.documents.get(fetch.found_on)):
        column = next((site.columns[u] for u in document.columns if u in site.columns), None)
    if column is not None:
        return _path(column), shown_address(column.url)
    home = site.homepage.url if site.homepage else site.url
    if fetch.role in (Role.HOME, Role.SEARCH) or fetch.found_on in (home, site.url):
        return _HOME, shown_address(home)
    return "", ""

"""What a report shows of a site's crawl (抓取情况): the `crawl` of results.json, cleaned and typed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reports.hostile import Address
from reports.wording import ANSWERED


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many requests had an outcome, in all and by role, with what it means and what can be
    done.
    """

    code: str
    count: int
    roles: dict[str, int]
    meaning: str
    advice: str

    @property
    def is_answer(self) -> bool:
        """Whether the site said what stands at the address."""
        return self.code in ANSWERED


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Documents by what became of them, and their attachments; `failed` and `files_failed` are by
    outcome.
    """

    read: int
    textless: int
    outside: int
    not_asked: int
    failed: dict[str, int]
    files: int
    files_failed: dict[str, int]

    @property
    def unread(self) -> int:
        """Documents that were asked for and brought no answer."""
        return sum(count for code, count in self.failed.items() if code not in ANSWERED)

    @property
    def unread_files(self) -> int:
        """Attachments that were asked for and whose text was not read."""
        return sum(count for code, count in self.files_failed.items() if code not in ANSWERED)


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column (栏目) and how far it was read. None: the document does not say."""

    name: str
    path: str
    depth: int
    address: Address
    state: str
    outcome: str
    detail: str
    family: str
    rows: int | None
    stated: int | None
    shortfall: int
    incomplete: str
    documents: DocumentCounts | None
    newest: str

    @property
    def goes_on(self) -> bool:
        """Whether its list holds more than was read, all of it before the period."""
        return self.state in ("read", "partly") and not (
            self.incomplete or self.shortfall or (self.stated or 0) <= (self.rows or 0)
        )


@dataclass(frozen=True, slots=True)
class Example:
    """One request that brought no answer, or was not made."""

    address: Address
    role: str
    anchor: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Requests of one outcome and one column; `column` is the column's path, "" where none is
    known.
    """

    outcome: str
    column: str
    address: Address
    count: int
    roles: dict[str, int]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """One page that is new, changed or gone; `how` says what differs or how it is gone, `day` is ""
    where it has no date.
    """

    address: Address
    title: str
    day: str
    how: str


@dataclass(frozen=True, slots=True)
class ChangedPages:
    """How many pages are new, changed or gone, and the newest of them."""

    count: int
    pages: tuple[ChangedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the last crawl, which looked from the day `since`; `uncompared` are pages
    of which nothing can be said.
    """

    since: str
    finished: str
    unchanged: int
    uncompared: int
    new: ChangedPages
    changed: ChangedPages
    gone: ChangedPages

    def outline(self) -> Changes:
        """The counts of it, without the pages."""
        new, changed, gone = (
            ChangedPages(pages.count) for pages in (self.new, self.changed, self.gone)
        )
        return replace(self, new=new, changed=changed, gone=gone)

    @property
    def count(self) -> int:
        """Pages that are new, changed or gone."""
        return self.new.count + self.changed.count + self.gone.count


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the crawl of a site went; `fetches` counts requests by outcome.

    `column_states` counts all columns, listed or not; `left_out` are the problems that are not
    listed, by outcome, as (groups, requests). `changes` is None where no crawl went before.
    """

    state: str
    started: str
    finished: str
    since: str
    pages: int
    fetches: dict[str, int]
    notes: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    outcomes: tuple[OutcomeCount, ...] = ()
    documents: DocumentCounts | None = None
    column_states: dict[str, int] = field(default_factory=dict)
    columns: tuple[ColumnReading, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: dict[str, tuple[int, int]] = field(default_factory=dict)
    changes: Changes | None = None

    def outline(self) -> Crawl:
        """Of it, what tables across sites say: counts, without columns, problems and pages."""
        return replace(
            self,
            notes=(),
            settings=(),
            columns=(),
            problems=(),
            left_out={},
            changes=self.changes and self.changes.outline(),
        )

    @property
    def unread(self) -> int:
        """Requests that brought no answer, or were not made."""
        return sum(number for code, number in self.fetches.items() if code not in ANSWERED)

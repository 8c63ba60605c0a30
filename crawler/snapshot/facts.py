"""The facts a crawl records: the one vocabulary that the crawler writes and the checks read.

Every date is a Beijing date. Every URL is absolute. Nothing here touches the network, a database or a clock, so a test
can build a whole site in a few lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from crawler.snapshot.change import Changes


class Outcome(StrEnum):
    """What became of one request (抓取结果). Kept per page and summed per site; never itself a verdict."""

    OK = "ok"
    NOT_FOUND = (
        "not_found"  # 404, 410, or a 200 page that says so or is the homepage again: an answer
    )
    HTTP_ERROR = "http_error"  # any other status that is no answer
    TIMEOUT = "timeout"
    REFUSED = "refused"
    DNS = "dns"
    FIREWALL = "firewall"  # a firewall's page instead of the site's
    SCRIPT_SHELL = "script_shell"  # an empty page that only a browser's script would fill
    TOO_LARGE = "too_large"
    BROKEN = "broken"  # cut off, or not decodable
    REDIRECT_LOOP = "redirect_loop"
    OFF_SITE = (
        "off_site"  # a disclosure column on a host that the site list does not name: not asked for
    )
    PRIVATE = "private_address"  # inside a private network that the site list does not name
    ROBOTS = "robots"  # robots.txt forbids it
    NO_TEXT = "no_text"  # a file that came whole but whose text cannot be read: scanned, encrypted, of an unknown format
    OUT_OF_BUDGET = "out_of_budget"  # found, but beyond the site's budget of pages or minutes

    @property
    def answered(self) -> bool:
        """Whether the site said what stands at the address: only then can anything be called missing."""
        return self in (Outcome.OK, Outcome.NOT_FOUND)


class Role(StrEnum):
    """Why a page was asked for."""

    HOME = "home"
    COLUMN = "column"  # a column's page, the first page of its list included
    LIST = "list"  # a further page of a column's list, or its feed
    FRAME = "frame"  # a frame of a column's page, read as a part of it
    DOCUMENT = "document"
    ATTACHMENT = "attachment"  # a file that a document's page links to, read for its text
    SEARCH = "search"  # the one query that tries the site's own search


class DateOrigin(StrEnum):
    """Where on the page a date was read, in falling order of trust for what a reader sees."""

    SHOWN = "shown"  # beside its label or under the title
    TABLE = "table"  # in the metadata table
    LIST = "list"  # in the row of the list that leads to the page
    META = "meta"
    TEXT = "text"  # in the running text (a signature's date)
    URL = "url"


@dataclass(frozen=True, slots=True)
class DateFact:
    """One date read from a page: the day, where it stood and the words it was read from."""

    day: date
    origin: DateOrigin
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link: absolute URL and the words a reader sees (the `title` attribute where the text is cut off)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class CellLink:
    """One link in a table: row and column of its cell, counted from 0 with merged cells spread out."""

    row: int
    column: int
    link: Link


@dataclass(slots=True)
class LinkedTable:
    """A table whose cells hold links: rows of cell texts, a merged cell's in every row and column that it spans."""

    rows: list[list[str]] = field(default_factory=list)
    links: list[CellLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list page: link, whole title, and the date shown beside it (None: the row shows none)."""

    url: str
    title: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and its outcome.

    `fetched_at` is ISO 8601 with +08:00 ("" when never sent); `sha256` is of the body as received ("" without one);
    `archive` is "<file>#<offset>" of the WARC record, file relative to the audit's folder ("" when nothing was stored).
    `anchor` is the link text that led here, `found_on` the page that had the link.
    """

    url: str
    outcome: Outcome
    role: Role
    status: int | None = None
    detail: str = ""
    final_url: str = ""
    fetched_at: str = ""
    sha256: str = ""
    archive: str = ""
    anchor: str = ""
    found_on: str = ""
    column_url: str = ""
    row_day: date | None = None


@dataclass(slots=True)
class PageFacts:
    """What extraction reads from one HTML page.

    `text` is the body as a reader sees it, one paragraph a line. `metadata` is the metadata table, labels without inner
    spaces or colon (`索引号`, `发文机关`, …), values as shown. `meta` holds the <meta name> tags under the names of
    国办发〔2017〕47号 exactly (SiteName, ArticleTitle, PubDate, …), and Keywords/Description. `published` and `issued` are
    the best of each kind; every date read is in `dates`, as (kind, fact) with kind "published", "issued" or "other".
    `body_links` are the links inside the article and its related boxes, `links` all links of the page in order.
    `tables` are the tables of the body: rows of cell texts; `linked_tables` are those with links in their cells once more,
    with the links and with merged cells spread out. `rows` are the list rows, when the page carries a list.
    `headings` are the texts of h1..h6 and of bold or numbered paragraph heads in the body.
    `form_fields` counts the fields that a visitor can fill in, site search excluded. `around` is, of a column's page with
    a text of its own (an introduction), all else that a reader sees there, the words of forms included. `stamp` are the
    words of the picture that marks an article as void. `links_read` says of a file that the links in its tables were read.
    """

    url: str
    title: str = ""
    text: str = ""
    published: DateFact | None = None
    issued: DateFact | None = None
    dates: list[tuple[str, DateFact]] = field(default_factory=list)
    document_number: str = ""
    index_number: str = ""
    issuer: str = ""
    source: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    breadcrumb: list[Link] = field(default_factory=list)
    attachments: list[Link] = field(default_factory=list)
    body_links: list[Link] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    rows: list[ListRow] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    linked_tables: list[LinkedTable] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    form_fields: int = 0
    around: str = ""
    stamp: str = ""
    links_read: bool = False
    is_article: bool = False
    is_list: bool = False
    file: str = ""  # of a file that was read for its text: its format (pdf, docx …); "" for a page
    unread_part: str = ""  # of a file: what of it could not be read, in Chinese
    placeholder: str = ""  # the words that say so, where the page holds only a placeholder (建设中, 暂无内容, 共0条)
    home: dict[str, Any] = field(default_factory=dict)  # of a homepage: footer, frames, search form


@lru_cache(maxsize=16384)
def _listed(day: date) -> DateFact:
    # A document is asked for its day by every rule, and most have it from their row.
    return DateFact(day, DateOrigin.LIST, day.isoformat())


@dataclass(slots=True)
class AttachedFile:
    """One file (附件), or frame, whose text belongs to a document: its address, the words of its link, and how it was read.

    `facts` is None when its text was not read: `fetch` says why.
    """

    url: str
    name: str
    fetch: Fetch
    facts: PageFacts | None = None
    text_of: Callable[[], str] | None = None

    @property
    def was_read(self) -> bool:
        """Whether all of its text was read."""
        return self.facts is not None and not self.facts.unread_part

    @property
    def text(self) -> str:
        """The file's text, one paragraph a line; "" when it was not read."""
        return self.text_of() if self.text_of is not None else ""


@dataclass(slots=True)
class Document:
    """One document (文档): known from a list row, and from its own page where that was read.

    `title` is the page's where it was read, else the row's. `fetch` is None when the page was never asked for (it lay
    outside the period); `facts` is None whenever the page was not read. `columns` are the URLs of the columns that list
    it. `text_of` loads the body on demand: reading twenty thousand titles must not load twenty thousand bodies. `files`
    are the attachments that were asked for because a rule reads such documents.
    """

    url: str
    title: str
    row_title: str = ""
    row_day: date | None = None
    columns: tuple[str, ...] = ()
    fetch: Fetch | None = None
    facts: PageFacts | None = None
    text_of: Callable[[], str] | None = None
    files: list[AttachedFile] = field(default_factory=list)

    @property
    def own_text(self) -> str:
        """The text of the document's own page, one paragraph a line; "" when it was not read."""
        if self.text_of is not None:
            return self.text_of()
        return self.facts.text if self.facts else ""

    @property
    def text(self) -> str:
        """The body text with that of its files after it, one paragraph a line; "" when nothing was read."""
        if not self.files:
            return self.own_text
        return "\n".join(filter(None, (self.own_text, *(file.text for file in self.files))))

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables of the body and of its files: rows of cell texts."""
        parts = [self.facts, *(file.facts for file in self.files)]
        return [table for facts in parts if facts for table in facts.tables]

    @property
    def headings(self) -> list[str]:
        """The headings of the body and of its files."""
        parts = [self.facts, *(file.facts for file in self.files)]
        return [heading for facts in parts if facts for heading in facts.headings]

    @property
    def unread_files(self) -> list[Link]:
        """The attachments and frames whose text was not read, or not all of it: what they say is unknown."""
        read = {file.url for file in self.files if file.was_read}
        links = [*(self.facts.attachments if self.facts else ())]
        links += [Link(file.url, file.name) for file in self.files]
        if self.facts and self.facts.unread_part:
            links.append(Link(self.url, self.title))
        return list({link.url: link for link in links if link.url not in read}.values())

    @property
    def was_read(self) -> bool:
        """Whether the document's own page was fetched and read."""
        return self.facts is not None

    @property
    def published(self) -> DateFact | None:
        """The publication date: what the page shows, then its row in the list, then meta tag and URL."""
        own = self.facts.published if self.facts else None
        if own and own.origin in (DateOrigin.SHOWN, DateOrigin.TABLE):
            return own
        if self.row_day:
            return _listed(self.row_day)
        return own

    @property
    def issued(self) -> DateFact | None:
        """The date of issue (成文日期), where the page states one."""
        return self.facts.issued if self.facts else None

    @property
    def document_number(self) -> str:
        """The document number (发文字号), normalised to 〔〕; "" when none is shown."""
        return self.facts.document_number if self.facts else ""

    @property
    def source(self) -> str:
        """The source (来源) shown on the page, or in its ContentSource tag; "" when none is."""
        if not self.facts:
            return ""
        return self.facts.source or self.facts.meta.get("ContentSource", "")


@dataclass(slots=True)
class Column:
    """One column (栏目) of the site's tree.

    `names` are all the names it goes by (link texts, ColumnName, breadcrumb, page title). `path` runs from the top
    level to this column's own name. `fetch` is None when its page was found but never asked for. `complete` says that
    the list was read back past the start of the period (or to its end); where it was not, `incomplete_reason` says
    why. `stated_total` is the number of entries that the list itself claims. `links` are all links on its page.
    `documents` are newest first. `text` is the page's own text where it is no mere list. `family` is the CMS family that
    read its list ("" when none was read); `sampled` says that only the first pages of its list were meant to be read.
    """

    url: str
    name: str
    names: frozenset[str] = frozenset()
    parent: str | None = None
    path: tuple[str, ...] = ()
    on_homepage: bool = False
    fetch: Fetch | None = None
    facts: PageFacts | None = None
    links: tuple[Link, ...] = ()
    text: str = ""
    placeholder: str = ""
    documents: list[Document] = field(default_factory=list)
    rows_read: int = 0
    stated_total: int | None = None
    complete: bool = True
    incomplete_reason: str = ""
    family: str = ""
    sampled: bool = False
    children: tuple[str, ...] = ()
    shown_of: Callable[[], str] | None = None

    @property
    def shown(self) -> str:
        """What a reader sees on the column's page and not on the homepage as well, the words of its forms included."""
        return self.shown_of() if self.shown_of is not None else ""

    @property
    def was_read(self) -> bool:
        """Whether the column's own page was fetched and read."""
        return self.fetch is not None and self.fetch.outcome is Outcome.OK


@dataclass(frozen=True, slots=True)
class SearchFact:
    """The site's own search: its form, and what the one query that was tried brought back.

    `outcome` is None when the form could not be tried over plain HTTP (`detail` says why); `hits` counts the results
    that carry the query's words.
    """

    form_url: str
    query: str = ""
    outcome: Outcome | None = None
    hits: int = 0
    detail: str = ""
    fetch: Fetch | None = None


@dataclass(slots=True)
class Homepage:
    """What the homepage shows.

    `dated` are the dated items on it: (day, title, URL). `text` is all its visible text, `footer` the text of its foot.
    `frames` are iframe and frame addresses on it, whose content is not part of the page itself. `fields` are the words that
    its form fields and buttons show (请输入关键字, 搜索).
    """

    url: str
    fetch: Fetch
    title: str = ""
    text: str = ""
    footer: str = ""
    fields: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    dated: tuple[ListRow, ...] = ()
    frames: tuple[str, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)
    search: SearchFact | None = None


@dataclass(frozen=True, slots=True)
class DeadLink:
    """One internal link whose target answered that it does not exist."""

    url: str
    text: str
    found_on: str
    fetch: Fetch


@dataclass(slots=True)
class SiteSnapshot:
    """One site as one crawl saw it.

    `state` is "complete", "partial" (something that had to be read was not) or "failed" (the homepage and every entry
    page failed). `started` and `finished` are ISO 8601 with +08:00. `fetches` are all requests, those never sent for
    lack of budget included. `since` is the first day that the crawl's lists reach back to. `changes` are those since the
    last audit, None where this was the first.
    """

    site_id: str
    name: str
    url: str
    level: str
    kind: str
    state: str = "complete"
    started: str = ""
    finished: str = ""
    since: date | None = None
    homepage: Homepage | None = None
    columns: dict[str, Column] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    fetches: list[Fetch] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    changes: Changes | None = None

    @property
    def unread(self) -> list[Fetch]:
        """The requests that brought no answer: whatever they would have shown is unknown."""
        return [fetch for fetch in self.fetches if not fetch.outcome.answered]

    @property
    def dead_links(self) -> list[DeadLink]:
        """Internal links whose target is gone, one entry a target. Addresses that a pager's script gave are none."""
        return [
            DeadLink(fetch.url, fetch.anchor, fetch.found_on, fetch)
            for fetch in self.fetches
            if fetch.outcome is Outcome.NOT_FOUND
            and fetch.role not in (Role.SEARCH, Role.HOME, Role.LIST)
        ]

    @property
    def pages(self) -> int:
        """How many pages were fetched and read."""
        return sum(1 for fetch in self.fetches if fetch.outcome is Outcome.OK)

    def fetch_counts(self) -> dict[str, int]:
        """Number of requests by outcome, in order of name."""
        counts: dict[str, int] = {}
        for fetch in self.fetches:
            counts[fetch.outcome.value] = counts.get(fetch.outcome.value, 0) + 1
        return dict(sorted(counts.items()))

"""What columns and the homepage show: content, entries and words, with their evidence."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from checks.context import Context
from checks.coverage import below, remembered
from checks.site_index import index_of
from checks.verdict import Evidence
from checks.wording import excerpt
from crawler.snapshot.facts import (
    Column,
    Document,
    Fetch,
    Homepage,
    Link,
    Outcome,
    Role,
    SiteSnapshot,
)
from crawler.snapshot.names import normalise_name
from rules.plain_text import plain

OWN_TEXT_LENGTH = 30
"""How many characters of its own text a column's page must show to have content without a list."""
_INDEX = re.compile(r"/?(?:index|default|main)\.[a-z]{2,5}$|/$", re.IGNORECASE)
FORM_FIELDS = 3
"""How many fields make a form that something can be asked with."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words found on a page: the page's fetch, the text around them and their address."""

    fetch: Fetch | None
    quote: str
    url: str = ""

    def evidence(self, note: str) -> Evidence:
        """The place as evidence."""
        return Evidence.of(self.fetch, self.quote, url=self.url, note=note)


def read_homepage(site: SiteSnapshot) -> Homepage | None:
    """The homepage, when it was read."""
    page = site.homepage
    return page if page is not None and page.fetch.outcome is Outcome.OK else None


def homepage_unread(site: SiteSnapshot) -> list[Fetch]:
    """The homepage's fetch, when it brought nothing to read."""
    page = site.homepage
    if page is not None and page.fetch.outcome is not Outcome.OK:
        return [page.fetch]
    return []


def homepage_links(site: SiteSnapshot, names: frozenset[str]) -> list[Link]:
    """The links on the homepage whose words, normalised, are one of the names."""
    page = read_homepage(site)
    if page is None:
        return []
    return [link for link in page.links if normalise_name(link.text) in names]


def link_elsewhere(site: SiteSnapshot, names: frozenset[str]) -> Link | None:
    """The first link of one of the names, on the homepage or on a column's page, that leaves the site; None for none."""
    hosts = {urlsplit(site.url).hostname}
    hosts |= {urlsplit(column.url).hostname for column in site.columns.values() if column.was_read}
    on_columns = (
        link
        for url in sorted(site.columns)
        for link in site.columns[url].links
        if normalise_name(link.text) in names
    )
    for link in (*homepage_links(site, names), *on_columns):
        host = urlsplit(link.url).hostname
        if host and host not in hosts and not is_gone(site, link.url):
            return link
    return None


def unread_frames(site: SiteSnapshot) -> list[str]:
    """Frames of the homepage on the site's own host whose content was not read; advertising is
    elsewhere.
    """
    page = read_homepage(site)
    if page is None or not page.frames:
        return []
    hosts = {urlsplit(page.url).hostname, urlsplit(site.url).hostname}
    read = {page_key(site, f.url) for f in site.fetches if f.outcome is Outcome.OK}
    return sorted(
        {
            url
            for url in page.frames
            if urlsplit(url).hostname in hosts and page_key(site, url) not in read
        }
    )


def page_key(site: SiteSnapshot, url: str) -> str:
    """An address as pages are compared: no scheme, fragment or index file, and where a redirect was
    followed its target.
    """
    key = _plain_address(url)
    return _redirects(site).get(key, key)


def _redirects(site: SiteSnapshot) -> dict[str, str]:
    def followed() -> dict[str, str]:
        pairs = (
            (_plain_address(fetch.url), _plain_address(fetch.final_url))
            for fetch in site.fetches
            if fetch.final_url and fetch.final_url != fetch.url and fetch.outcome is Outcome.OK
        )
        return {key: target for key, target in pairs if key != target}

    return remembered(site, ("redirects",), followed)


def _plain_address(url: str) -> str:
    rest = url.partition("#")[0].partition("://")[2]
    host, _, path = rest.partition("/")
    return f"{host.lower()}/{_INDEX.sub('', path) if '?' not in path else path}"


def is_gone(site: SiteSnapshot, url: str) -> bool:
    """Whether the address answered that it does not exist."""

    def gone() -> frozenset[str]:
        return frozenset(
            _plain_address(fetch.url)
            for fetch in site.fetches
            if fetch.outcome is Outcome.NOT_FOUND and fetch.role is not Role.SEARCH
        )

    return _plain_address(url) in remembered(site, ("gone",), gone)


def column_at(site: SiteSnapshot, url: str) -> Column | None:
    """The column whose page stands at an address, however the address is written."""

    def columns() -> dict[str, Column]:
        return {page_key(site, column.url): column for column in site.columns.values()}

    return remembered(site, ("columns by page",), columns).get(page_key(site, url))


def document_at(site: SiteSnapshot, url: str) -> Document | None:
    """The document at an address, however the address is written."""

    def documents() -> dict[str, Document]:
        redirects = _redirects(site)
        found: dict[str, Document] = {}
        for address, document in site.documents.items():
            key = _plain_address(address)
            found[redirects.get(key, key)] = document
        return found

    if (document := site.documents.get(url)) is not None:
        return document
    return remembered(site, ("documents by page",), documents).get(page_key(site, url))


def column_evidence(column: Column, quote: str = "", note: str = "") -> Evidence:
    """A column's page as evidence, quoting its name unless told otherwise."""
    return Evidence.of(column.fetch, quote or column.name, url=column.url, note=note)


def path_of(column: Column) -> str:
    """A column's place in the tree, as a reader knows it."""
    return " > ".join(column.path) or column.name


def has_content(site: SiteSnapshot, context: Context, column: Column) -> bool | None:
    """Whether a column or one below it holds anything; None when that cannot be told.

    Content is a document published by the audit's day, a row of the list, 30 characters of own
    text, a table, a form or an attachment. A placeholder is none. Nothing can be told of a page
    that was not read, nor of a list that claims entries, or was not read to its end, and showed
    none.
    """
    key = ("has_content", column.url, context.as_of)
    return remembered(site, key, lambda: _has_content(site, context, column))


def own_content(site: SiteSnapshot, context: Context, column: Column) -> bool | None:
    """As `has_content`, of the column's own page alone."""
    listed = index_of(site).listed.get(column.url, [])
    published = [document.published for document in listed]
    if any(fact is None or fact.day <= context.as_of for fact in published):
        return True
    facts = column.facts
    if listed:
        # Everything listed is of later days: what stood here on the audit's day is not known.
        return None
    if column.rows_read > 0 or (facts and facts.rows) or is_content_itself(column):
        return True
    if not column.was_read or column.stated_total or not column.complete:
        return None
    return False


def own_words(column: Column) -> str:
    """What a column's page says itself, on one line: its text, or where no article was made out on it the sentences that
    stand neither on the homepage nor in links.
    """
    if column.text:
        return plain(column.text)
    linked = {plain(link.text) for link in column.links}
    lines = (plain(line) for line in column.shown.splitlines())
    return "".join(line for line in lines if "。" in line and line not in linked)


def is_content_itself(column: Column) -> bool:
    """Whether a column's page holds something beside a list: 30 characters of own text, a table, a form, an attachment."""
    if not column.placeholder and len(own_words(column)) >= OWN_TEXT_LENGTH:
        return True
    facts = column.facts
    return facts is not None and bool(
        facts.tables or facts.attachments or facts.form_fields >= FORM_FIELDS
    )


def _has_content(site: SiteSnapshot, context: Context, column: Column) -> bool | None:
    answers = [own_content(site, context, column)]
    answers += [own_content(site, context, child) for child in below(site, column)]
    if any(answers):
        return True
    return None if None in answers else False


def page_places(column: Column) -> Iterator[Place]:
    """What a reader sees on a column's page: its text, the words of its links, and the rows of its list."""
    facts = column.facts
    yield Place(column.fetch, column.text, column.url)
    yield Place(column.fetch, column.shown, column.url)
    if facts is not None:
        if facts.text != column.text:
            yield Place(column.fetch, facts.text, column.url)
        for heading in facts.headings:
            yield Place(column.fetch, heading, column.url)
        for attachment in facts.attachments:
            yield Place(column.fetch, attachment.text or attachment.url, column.url)
    seen: set[str] = set()
    links = (link.text for link in (*column.links, *(facts.links if facts else ())))
    # The rows of some lists stand in a script, where the page has no links.
    for words in (*links, *(row.title for row in (facts.rows if facts else ()))):
        if words not in seen:
            seen.add(words)
            yield Place(column.fetch, words, column.url)


def find_words(places: Iterable[Place], words: Iterable[str]) -> Place | None:
    """The first place with one of the words, quoted around it.

    White space and letter case do not matter.
    """
    sought = [(word, plain(word).lower()) for word in words]
    for place in places:
        text = plain(place.quote).lower()
        for word, bare in sought:
            if bare and bare in text:
                return Place(place.fetch, excerpt(place.quote, word), place.url)
    return None


def mostly_unread(site: SiteSnapshot, read: int) -> bool:
    """Whether more pages that may hold documents were not read than the `read` that were: too little to call a site
    free of something.
    """
    holding = (Role.COLUMN, Role.LIST, Role.DOCUMENT)
    return sum(fetch.role in holding for fetch in site.unread) > read


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

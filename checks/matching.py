"""Which documents of a site a subject (对象) speaks of.

Titles are compared without white space and in NFKC form; `{year}` stands for the judged year. What
lies in a column lies in every column above it. Bodies are read only of documents whose title,
columns and number fit, for a body is the costly part of a document. Documents published after the
audit's day do not exist yet, reposts (转载) are nobody's merit (see `checks.publishing.ownership`), and one
article listed under several addresses, told by title and date, is one document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress

from checks import coverage
from checks.context import Context
from checks.publishing.identity import Identity, identity_of
from checks.publishing.owner_names import Owner
from checks.publishing.ownership import Ownership, ownership_of, title_is_foreign, title_is_own
from checks.site_index import remembered
from checks.texts.readings import of_document
from checks.verdict import Searched
from crawler.snapshot.facts import Column, Document, Fetch, Outcome, Role, SiteSnapshot
from rules.plain_text import plain
from rules.subject import Subject, SubjectRef
from rules.words import Titles, Words


def matching(
    site: SiteSnapshot, context: Context, subject_ref: SubjectRef, year: int | None = None
) -> list[Document]:
    """The documents that the subject speaks of, newest first, undated last, then by address.

    `year` replaces `{year}`; by default the last year of the period. Raises KeyError for a subject
    that the vocabulary does not know.
    """
    subject = context.vocabulary.subject(subject_ref)
    judged = context.period.last.year if year is None else year
    key = ("matching", subject, judged, context.as_of, context.vocabulary)
    return list(remembered(site, key, lambda: _matching(site, context, subject, judged)))


def title_test(
    site: SiteSnapshot, context: Context, subject_ref: SubjectRef, year: int | None = None
) -> Callable[[str], bool]:
    """A predicate for titles: whether a document of that title, not read, could be one that the
    subject speaks of.
    """
    subject = context.vocabulary.subject(subject_ref)
    judged = context.period.last.year if year is None else year
    identity = known_identity(site)

    def fits(title: str) -> bool:
        if not subject.title_fits(title, judged):
            return False
        return not (subject.own and title_is_foreign(title, identity))

    return fits


def unread_for(
    site: SiteSnapshot, context: Context, subject_ref: SubjectRef, year: int | None = None
) -> list[Fetch]:
    """The unread fetches that could hold a document that the subject speaks of, and is not known
    already.
    """
    subject = context.vocabulary.subject(subject_ref)
    columns = tuple(dict.fromkeys(subject.every_column()))
    fits = title_test(site, context, subject, year)
    found = coverage.could_hold(site, context, columns, fits)
    known = {document.url for document in matching(site, context, subject, year)}
    unread = [fetch for fetch in found if fetch.url not in known]
    return [*unread, *_in_bodies(site, context, subject, year)]


def more_unread_for(
    site: SiteSnapshot, context: Context, subject_ref: SubjectRef, year: int | None = None
) -> list[Fetch]:
    """The unread fetches that could hold further such documents, where some columns that hold them
    are known.

    Narrower than `unread_for`: once the columns were found, a page elsewhere is not suspected of
    being another one of the same name.
    """
    subject = context.vocabulary.subject(subject_ref)
    columns = tuple(dict.fromkeys(subject.every_column()))
    if not any(
        column.was_read for name in columns for column in coverage.find_columns(site, context, name)
    ):
        return unread_for(site, context, subject, year)
    fits = title_test(site, context, subject, year)
    known = {document.url for document in matching(site, context, subject, year)}
    unread = [
        fetch
        for fetch in coverage.unread_within(site, context, columns)
        if fetch.url not in known
        and (fetch.role is not Role.DOCUMENT or not fetch.anchor or fits(fetch.anchor))
    ]
    return [*unread, *_in_bodies(site, context, subject, year)]


def incomplete_for(site: SiteSnapshot, context: Context, subject_ref: SubjectRef) -> list[Column]:
    """The columns whose lists would have to be read to their end before such a document may be
    called missing: for what is `reported`, on a site without a column of its own, the news as well.
    """
    subject = context.vocabulary.subject(subject_ref)
    columns = tuple(dict.fromkeys(subject.every_column()))
    if not columns:
        return []
    found = coverage.incomplete_columns(site, context, columns)
    if subject.reported and not _has_own_column(site, context, subject):
        found += [column for column in _news_read_in_part(site, context) if column not in found]
    return found


def _news_read_in_part(site: SiteSnapshot, context: Context) -> list[Column]:
    """The news columns whose lists were not read to their end: of most only the first pages are."""
    return [
        column
        for column in site.columns.values()
        if column.was_read
        and not column.complete
        and (column.sampled or coverage.names_of(site, column) & context.vocabulary.sampled)
    ]


def _has_own_column(site: SiteSnapshot, context: Context, subject: Subject) -> bool:
    """Whether a column of the first of the subject's names was read: the others only lie near (公众参与 for 政府开放日)."""
    return any(
        column.was_read for column in coverage.find_columns(site, context, subject.columns[0])
    )


def could_be_dated(fetches: Iterable[Fetch], first: date | None, last: date) -> list[Fetch]:
    """Those of the unread fetches that could hold something dated from `first` to `last`: all but
    the documents that their list dates outside.
    """
    return [
        fetch
        for fetch in fetches
        if fetch.role is not Role.DOCUMENT
        or fetch.row_day is None
        or ((first is None or first <= fetch.row_day) and fetch.row_day <= last)
    ]


def by_issuer(
    site: SiteSnapshot, documents: Iterable[Document], issuer: str, *, titled: bool = False
) -> list[Document]:
    """All documents, or for `government` those that are not a department's or a town's own.

    With `titled` a document whose title names the place and no body of it (博山区2023年度重大行政决策事项目录), or what only
    a government has (2023年政府预算), is the government's, whichever office put it online: for documents of which a
    government has one, and a department's says whose it is.
    """
    if issuer != "government":
        return list(documents)
    identity = known_identity(site)
    return [
        d
        for d in documents
        if owner_of(site, d).owner is not Owner.SUBORDINATE
        or (titled and title_is_own(d.title or d.row_title, identity))
    ]


def searched_for(
    site: SiteSnapshot,
    context: Context,
    subject_ref: SubjectRef,
    first: date | None = None,
    last: date | None = None,
) -> Searched:
    """What was searched for such documents: the evidence of an absence."""
    columns = tuple(dict.fromkeys(context.vocabulary.subject(subject_ref).every_column()))
    return coverage.searched(site, context, columns, first=first, last=last)


def known_identity(site: SiteSnapshot) -> Identity:
    """The site's identity, worked out once."""
    return remembered(site, ("identity",), lambda: identity_of(site))


def owner_of(site: SiteSnapshot, document: Document) -> Ownership:
    """Whose a document is, worked out once."""
    owners: dict[str, Ownership] = remembered(site, ("owners",), dict)
    if document.url not in owners:
        owners[document.url] = ownership_of(document, known_identity(site))
    return owners[document.url]


def same_once(documents: Iterable[Document]) -> list[Document]:
    """Each article once, newest first: of several addresses with one title and date, one that was
    read, the first by address.
    """
    kept: dict[tuple[str, date | None], Document] = {}
    for document in documents:
        published = document.published
        key = (plain(document.title or document.row_title), published.day if published else None)
        other = kept.get(key)
        if other is None or _rank(document) < _rank(other):
            kept[key] = document
    return sorted(kept.values(), key=newest_first)


def newest_first(document: Document) -> tuple[int, str]:
    """The order of documents: newest first, undated last, then by address."""
    published = document.published
    return (-published.day.toordinal() if published else 0, document.url)


def _rank(document: Document) -> tuple[bool, str]:
    return (not document.was_read, document.url)


def _matching(
    site: SiteSnapshot, context: Context, subject: Subject, year: int
) -> Sequence[Document]:
    found = _fitting(site, context, subject, year)
    if subject.own:
        found = [document for document in found if not owner_of(site, document).foreign]
    return same_once(found)


def _in_bodies(
    site: SiteSnapshot, context: Context, subject: Subject, year: int | None
) -> list[Fetch]:
    """The documents that fit but for the body, and whose body is not known: it stands in a file that was not read
    (详见附件), or the page was never asked for, lying outside the crawl's period.

    What such a document says is as unknown as that of a page without an answer.
    """
    bare = _without_bodies(subject)
    if bare == subject:
        return []
    known = {document.url for document in matching(site, context, subject, year)}
    found: list[Fetch] = []
    for document in matching(site, context, bare, year):
        if document.url in known:
            continue
        if document.fetch is None:
            found.append(_never_asked(document))
        elif document.was_read and document.unread_files and of_document(document).bare:
            found.append(
                replace(document.fetch, outcome=Outcome.NO_TEXT, detail="正文在未读取的附件中")
            )
    return found


def _never_asked(document: Document) -> Fetch:
    return Fetch(
        document.url,
        Outcome.OUT_OF_BUDGET,
        Role.DOCUMENT,
        detail="列表中的文件，不在抓取的期间内，没有读取正文",
        anchor=document.row_title or document.title,
        row_day=document.row_day,
    )


def _without_bodies(subject: Subject) -> Subject:
    either = tuple(_without_bodies(each) for each in subject.either)
    return subject.model_copy(update={"body": Words(), "either": either})


@dataclass(frozen=True, slots=True)
class _Titled:
    """The titles of all documents, searched at once for all rules, and the place of each by the document's address."""

    titles: Titles
    places: Mapping[str, int]

    def fitting(self, documents: Iterable[Document], words: Words, year: int) -> list[Document]:
        """Those of the documents whose titles hold the words."""
        places, fits = self.places, self.titles.fitting(words, year)
        return [document for document in documents if fits[places[document.url]]]


def _titled(site: SiteSnapshot) -> _Titled:
    return remembered(
        site,
        ("titled",),
        lambda: _Titled(
            Titles(d.title or d.row_title for d in site.documents.values()),
            {url: place for place, url in enumerate(site.documents)},
        ),
    )


def titled_with(site: SiteSnapshot, context: Context, words: Words) -> list[Document]:
    """The documents whose titles hold the words, wherever they lie and whosesoever they are; newest first, undated last.

    `{year}` is the last year of the period.
    """
    return _titled_with(site, context, words, (), context.period.last.year)


def _titled_with(
    site: SiteSnapshot, context: Context, words: Words, columns: tuple[str, ...], year: int
) -> list[Document]:
    titled = _titled(site)

    def gather() -> tuple[list[Document], list[int]]:
        documents = coverage.documents_in(site, context, columns)
        return documents, [titled.places[document.url] for document in documents]

    key = ("places in", columns, context.as_of, context.vocabulary)
    documents, places = remembered(site, key, gather)
    fits = titled.titles.fitting(words, year)
    return list(compress(documents, map(fits.__getitem__, places)))


def _fitting(site: SiteSnapshot, context: Context, subject: Subject, year: int) -> list[Document]:
    """What fits the subject, reposts included."""
    columns = () if subject.anywhere else tuple(subject.columns)
    found = _titled_with(site, context, subject.title, columns, year)
    return _narrowed(site, context, found, subject, year)


def _narrowed(
    site: SiteSnapshot, context: Context, found: list[Document], subject: Subject, year: int
) -> list[Document]:
    """Those of the documents, whose titles and columns fit, that fit in number, narrower subject and body as well."""
    if subject.number is not None or subject.number_words:
        found = [d for d in found if subject.number_fits(d.document_number)]
    if not (subject.news and subject.orders and subject.other_papers):
        found = [d for d in found if not subject.is_about(d.title or d.row_title)]
    if subject.either and found:
        fitting: set[str] = set()
        for each in subject.either:
            left = [document for document in found if document.url not in fitting]
            fitting |= {d.url for d in _narrower(site, context, left, each, year)}
        found = [document for document in found if document.url in fitting]
    if not subject.body.asks_nothing:
        # Bodies lie in the store in the order of the crawl, and are read fastest in it.
        places = _titled(site).places
        fitting = {
            document.url
            for document in sorted(found, key=lambda each: places[each.url])
            if subject.body.fit(document.text, year)
        }
        found = [document for document in found if document.url in fitting]
    return found


def _narrower(
    site: SiteSnapshot, context: Context, found: list[Document], subject: Subject, year: int
) -> list[Document]:
    """Those of the documents that fit the subject in every way."""
    if not subject.title.asks_nothing:
        found = _titled(site).fitting(found, subject.title, year)
    if subject.columns and not subject.anywhere and found:
        inside = remembered(
            site,
            ("inside", tuple(subject.columns), context.as_of, context.vocabulary),
            lambda: {d.url for d in coverage.documents_in(site, context, subject.columns)},
        )
        found = [document for document in found if document.url in inside]
    return _narrowed(site, context, found, subject, year)

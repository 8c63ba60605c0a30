"""What can be read of a subject: its documents, and columns that are themselves the text (a
guide, a system of rules).

Many sites publish the 政府信息公开指南 as the page of the column of that name, with no article
below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checks import coverage
from checks.citing import cite
from checks.context import Context
from checks.verdict import Evidence
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import AttachedFile, Column, Document, Fetch, Link, SiteSnapshot
from rules.plain_text import half_width, plain
from rules.subject import Subject

_ENOUGH = 120  # characters from which a text is more than an introduction to its attachments
_WHOLE = 1500  # characters from which a text is taken for the whole
_WHOLE_NAME = re.compile("全文|正文|指南|报告|年报|预算|决算|方案|办法|意见|公告")
_ANY = 20  # characters from which a page says anything
_SPACES = re.compile("[ \t\u00a0\u2002\u2003\u2009\u3000\u200b\ufeff]+")
_SPACED_HYPHEN = re.compile(r"[ \t]*[-—–][ \t]*(?=\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One page, with the files attached to it, that is read for what it says.

    `unread` are the attachments whose text was not read. `bare` says that there is hardly any text,
    so that what the page says stands in those, in pictures or in a viewer.
    """

    title: str
    text: str
    headings: Sequence[str] = ()
    tables: Sequence[list[list[str]]] = ()
    unread: Sequence[Link] = ()
    document: Document | None = None
    fetch: Fetch | None = None
    url: str = ""
    paragraphs: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether there is too little text to judge by: next to none, or little beside an unread
        attachment that may say the rest.
        """
        length = len(packed(self.text))
        return length < _ENOUGH if self.unread else length < _ANY

    @property
    def goes_on(self) -> bool:
        """Whether what is missing here may stand in an attachment that was not read.

        Beside a whole text only in one that goes by the text's own name: forms and pictures are
        attached to most guides.
        """
        if not self.unread:
            return False
        short = len(packed(self.text)) < _WHOLE
        return short or any(_WHOLE_NAME.search(link.text) for link in self.unread)

    @property
    def why_bare(self) -> str:
        """Why there is too little text, for a reason."""
        if not self.unread:
            return "页面没有可读的正文"
        return f"页面只有附件（{len(self.unread)}个），正文不足{self.files_said}"

    @property
    def files_said(self) -> str:
        """What became of the attachments that were asked for and not read; "" where none was."""
        files = self.document.files if self.document else []
        lost = [file.fetch for file in files if file.facts is None]
        parts = [file.facts.unread_part for file in files if file.facts]
        said = [unread_said(lost) if lost else "", *parts]
        return f"，附件未能读取：{listed(filter(None, said), 3)}" if any(said) else ""

    def cite(self, site: SiteSnapshot, note: str = "", quote: str = "") -> Evidence:
        """Evidence from the page, or from the file attached to it that holds the quoted words."""
        if self.document is not None:
            file = self._file_with(quote)
            if file is not None:
                named = f"附件“{clean(file.name, 60)}”" if file.name else "附件"
                whole = "；".join(part for part in (named, note) if part)
                return Evidence.of(file.fetch, clean(quote), url=file.url, note=clean(whole, 400))
            return cite(site, self.document, note, quote)
        return Evidence.of(self.fetch, quote or self.title, url=self.url, note=note)

    def _file_with(self, quote: str) -> AttachedFile | None:
        """The attached file that has the first words of the quotation, where the page has not."""
        first = plain(quote.partition("；")[0])
        if self.document is None or not first or first in plain(self.document.own_text):
            return None
        return next((file for file in self.document.files if first in plain(file.text)), None)


def packed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def joined(text: str) -> str:
    """Text in half-width forms, without the spaces that only set characters apart (联 系 电 话), one
    paragraph a line.
    """
    return _SPACED_HYPHEN.sub("-", _SPACES.sub(_between_words, half_width(text)))


def _between_words(spaces: re.Match[str]) -> str:
    """One space between two words or numbers in Latin letters, none beside Chinese."""
    text, start, end = spaces.string, spaces.start(), spaces.end()
    apart = start > 0 and end < len(text) and _is_latin(text[start - 1]) and _is_latin(text[end])
    return " " if apart else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character != ":"


def of_document(document: Document) -> Reading:
    """A document as a reading; its text is loaded."""
    text = document.text
    return Reading(
        title=document.title or document.row_title,
        text=text,
        headings=document.headings,
        tables=document.tables,
        unread=document.unread_files,
        document=document,
        fetch=document.fetch,
        url=document.url,
        paragraphs=[line for line in text.splitlines() if line.strip()],
    )


def of_columns(site: SiteSnapshot, context: Context, subject: Subject) -> list[Reading]:
    """The columns that go by one of the subject's names and are a text themselves, in order of
    address.

    Only where the subject asks for no year and no number: a column's own page is not of a year.
    """
    title = subject.title
    if subject.number or any("{year}" in word for word in (*title.any_, *title.all_)):
        return []
    found: dict[str, Column] = {
        column.url: column
        for name in subject.columns
        for column in coverage.find_columns(site, context, name)
        if column.was_read
    }
    readings = [_of_column(column) for _, column in sorted(found.items())]
    return [r for r in readings if len(packed(r.text)) >= _ENOUGH and subject.body.fit(r.text)]


def _of_column(column: Column) -> Reading:
    facts = column.facts
    text = column.text or (facts.text if facts and not facts.is_list else "")
    return Reading(
        title=column.name,
        text=text,
        headings=facts.headings if facts else (),
        tables=facts.tables if facts else (),
        unread=facts.attachments if facts else (),
        fetch=column.fetch,
        url=column.url,
        paragraphs=[line for line in text.splitlines() if line.strip()],
    )


def says_any(text: str, words: Sequence[str]) -> bool:
    """Whether the text holds one of the words; white space does not matter."""
    own = plain(text)
    return any(plain(word) in own for word in words)

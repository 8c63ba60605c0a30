"""DOC (and WPS of the same make): the body's paragraphs and tables."""

from __future__ import annotations

import re

import olefile

from crawler.attachment.content import Content, cell_text
from crawler.attachment.doc_file import Properties, WordFile, open_word
from crawler.attachment.text import AttachmentText
from crawler.extract.body import is_head_like

_END = re.compile("[\r\x07\x0c]")
# A field: its instruction goes, its result stays.
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]{0,4000}[\x14\x15]")
_PICTURE = re.compile("[\x01\x08]")
_NESTING = 4


def read(ole: olefile.OleFileIO[str]) -> AttachmentText:
    """The text of the document. Raises Unreadable as `open_word` does."""
    streams = {
        name: ole.openstream(name).read()
        for name in ("WordDocument", "0Table", "1Table", "Data")
        if ole.exists(name)
    }
    word = open_word(streams["WordDocument"], streams, streams.get("Data", b""))
    body = _Body()
    body.read(word)
    body.content.is_full = body.content.is_full or word.is_cut
    return body.content.finish("doc")


class _Body:
    """Puts paragraphs, cells and rows together from the marks that end them."""

    def __init__(self) -> None:
        self.content = Content()
        self._cell: list[str] = []
        self._row: list[str] = []
        self._table: list[list[str]] = []

    def read(self, word: WordFile) -> None:
        start = 0
        for mark in _END.finditer(word.text):
            own = word.properties_at(mark.start())
            self._take(*word.shown(start, mark.start()), mark.group(0), own)
            start = mark.end()
            if self.content.is_full:
                return
        self._take(*word.shown(start, len(word.text)), "\r", Properties())
        self._end_table()

    def _take(self, raw: str, bold: bool, mark: str, own: Properties) -> None:
        self.content.pictures += len(_PICTURE.findall(raw))
        text = _readable(raw)
        if own.ends_row:
            hidden = own.covered
            self._table.append(
                [
                    cell
                    for number, cell in enumerate(self._row)
                    if number >= len(hidden) or not hidden[number]
                ]
            )
            self._row, self._cell = [], []
        elif own.in_table or own.is_inner or mark == "\x07":
            self._cell.append(text)
            if mark == "\x07" and not own.is_inner:
                self._row.append(cell_text(self._cell))
                self._cell = []
        else:
            self._end_table()
            is_entry = own.is_numbered and is_head_like(text)
            self.content.add_paragraph(text, strong=bold or own.is_head or is_entry)

    def _end_table(self) -> None:
        loose = [*self._row, *self._cell]
        if loose:
            self._table.append(loose)
        if self._table:
            self.content.add_table(self._table)
        self._table, self._row, self._cell = [], [], []


def _readable(raw: str) -> str:
    """A paragraph without its fields' instructions and special characters; line breaks kept."""
    text = raw
    for _ in range(_NESTING):
        if "\x13" not in text:
            break
        text = _INSTRUCTION.sub("", text)
    text = text.replace("\x0b", "\n").replace("\x1e", "-")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # halves of characters beyond the basic plane
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text

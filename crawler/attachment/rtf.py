"""RTF: paragraphs and tables, with the charsets that its fonts name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crawler.attachment import limits
from crawler.attachment.content import Content, cell_text
from crawler.attachment.text import AttachmentText

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.S,
)
_SKIPPED = frozenset(
    b"colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    b"footerf footnote annotation fldinst listtable listoverridetable rsidtbl generator themedata "
    b"colorschememapping datastore latentstyles xmlnstbl nonshppict bkmkstart bkmkend".split()
)
_CHARACTERS = {
    b"tab": b" ",
    b"emdash": "—".encode("gbk"),
    b"endash": b"-",
    b"lquote": "‘".encode("gbk"),
    b"rquote": "’".encode("gbk"),
    b"ldblquote": "“".encode("gbk"),
    b"rdblquote": "”".encode("gbk"),
}
_CHARSETS = {134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949"}
_MOST_GROUPS = 2_000


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    skip: bool = False
    fonts: bool = False  # within the font table
    charset: str = ""
    unicode_skip: int = 1
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Row:
    """The row being read: its cells, and which of them its definition says are covered."""

    cells: list[str] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    next_covered: bool = False


def read(body: bytes) -> AttachmentText:
    """The text of the file; what is broken in it is left out."""
    reader = _Reader()
    reader.read(body)
    return reader.content.finish("rtf")


class _Reader:
    def __init__(self) -> None:
        self.content = Content()
        self._state = _State()
        self._stack: list[_State] = []
        self._default = "gb18030"
        self._charsets: dict[int, str] = {}
        self._font = -1
        self._bytes = bytearray()
        self._charset = ""
        self._text: list[str] = []
        self._cell: list[str] = []
        self._row = _Row()
        self._table: list[list[str]] = []
        self._in_table = False
        self._bold = True
        self._to_skip = 0

    def read(self, body: bytes) -> None:
        at = 0
        while at < len(body) and not self.content.is_full:
            token = _TOKEN.match(body, at)
            if token is None:
                at += 1
                continue
            at = token.end()
            word, number, code, symbol, brace, run = token.groups()
            if word == b"bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._control(word, int(number) if number else None)
            elif brace is not None:
                self._group(brace)
            elif code is not None:
                self._put(bytes([int(code, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
            elif run is not None:
                self._put(run)
        self._end_paragraph()
        self._end_table()

    def _group(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        if brace == b"{":
            if len(self._stack) < _MOST_GROUPS:
                self._stack.append(replace(self._state))
        elif self._stack:
            self._state = self._stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._state.skip = True
        elif symbol == b"~":
            self._put(b" ")
        elif symbol in (b"_", b"\\", b"{", b"}"):
            self._put(b"-" if symbol == b"_" else symbol)
        elif symbol in (b"\n", b"\r"):
            self._end_paragraph()

    def _control(self, word: bytes, number: int | None) -> None:
        state = self._state
        if word in _SKIPPED:
            state.skip = True
            if word == b"pict":
                self.content.pictures += 1
        elif word == b"fonttbl":
            state.fonts = True
        elif word == b"ansicpg" and number in (936, 950, 932, 949, 1252, 65001):
            self._default = {936: "gb18030", 950: "big5", 65001: "utf-8"}.get(number, f"cp{number}")
        elif word == b"f":
            self._font = number or 0
            state.charset = self._charsets.get(self._font, "")
        elif word == b"fcharset" and state.fonts:
            self._charsets[self._font] = _CHARSETS.get(number or 0, "")
        elif word == b"uc":
            state.unicode_skip = min(number or 0, 16)
        elif word == b"u" and number is not None:
            self._unicode(number)
        elif word in (b"b", b"ab"):  # of Latin letters; of those that a second font is for
            self._flush()
            state.bold = number != 0
        elif word in (b"v", b"deleted"):
            self._flush()
            state.hidden = number != 0
        elif word == b"shptxt":  # a text box, within what else is to be passed over
            state.skip = False
            self._put_text("\n")
        elif word == b"plain":
            self._flush()
            state.bold = state.hidden = False
            state.charset = ""
        elif word in _CHARACTERS:
            self._put_text(_CHARACTERS[word].decode("gbk"))
        elif not state.skip:
            self._structure(word)

    def _structure(self, word: bytes) -> None:
        if word in (b"par", b"sect", b"page"):
            self._end_paragraph()
        elif word == b"line":
            self._put_text("\n")
        elif word == b"pard":
            self._flush()
            self._in_table = False
        elif word == b"intbl":
            self._in_table = True
        elif word == b"cell":
            self._flush()
            self._cell.append("".join(self._text))
            self._text = []
            self._row.cells.append(cell_text(self._cell))
            self._cell = []
        elif word == b"row":
            self._end_row()
        elif word == b"trowd":
            self._row.covered, self._row.next_covered = [], False
        elif word in (b"clvmrg", b"clmrg"):
            self._row.next_covered = True
        elif word == b"cellx" and len(self._row.covered) < limits.MAX_COLUMNS:
            self._row.covered.append(self._row.next_covered)
            self._row.next_covered = False
        elif word in (b"nestcell", b"nestrow"):
            self._put_text(" ")

    def _unicode(self, number: int) -> None:
        self._flush()
        code = number + 0x10000 if number < 0 else number
        if not self._is_hidden() and 0 < code <= 0x10FFFF:
            self._text.append(chr(code))
            self._bold = self._bold and self._state.bold
        self._to_skip = self._state.unicode_skip

    def _put(self, raw: bytes) -> None:
        """Bytes of text; those that stand in for a Unicode character are passed over."""
        if self._to_skip:
            passed = min(self._to_skip, len(raw))
            self._to_skip -= passed
            raw = raw[passed:]
        if not raw or self._is_hidden():
            return
        charset = self._state.charset or self._default
        if charset != self._charset:
            self._flush()
            self._charset = charset
        self._bytes += raw

    def _put_text(self, text: str) -> None:
        self._flush()
        if not self._is_hidden():
            self._text.append(text)

    def _is_hidden(self) -> bool:
        return self._state.skip or self._state.fonts or self._state.hidden

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._charset or self._default, "replace")
            self._bytes.clear()
            self._text.append(text)
            if not text.isspace():
                self._bold = self._bold and self._state.bold

    def _end_paragraph(self) -> None:
        self._flush()
        text = "".join(self._text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._text = []
        if self._in_table:
            self._cell.append(text)
        else:
            self._end_table()
            self.content.add_paragraph(text, strong=self._bold)
        self._bold = True

    def _end_row(self) -> None:
        hidden = self._row.covered
        cells = [
            cell
            for number, cell in enumerate(self._row.cells)
            if number >= len(hidden) or not hidden[number]
        ]
        if cells:
            self._table.append(cells)
        self._row.cells = []

    def _end_table(self) -> None:
        if self._row.cells:
            self._end_row()
        if self._table:
            self.content.add_table(self._table)
            self._table = []

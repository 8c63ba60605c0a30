"""The structure of Word's binary files (Word 97 to 2003): pieces of text, and what applies to each paragraph.

Of [MS-DOC]: the FIB says where things lie, the piece table puts the text together, and pages of 512 bytes (FKP) tell
the properties of paragraphs by the position of their text in the file.
"""

from __future__ import annotations

import struct
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Flag
from typing import TypeVar

from crawler.attachment import limits
from crawler.attachment.text import Problem, Unreadable

_IDENT = 0xA5EC
_WORD_97 = 0xC1
_FIB_LENGTHS = 0x4C  # ccpText and the lengths of the other parts of the text
_FIB_PAIRS = 0x9A  # pairs of position and size in the table stream
_CHPX_TABLE, _PAPX_TABLE, _CLX = 12, 13, 33  # which of the pairs
_PAGE = 512
_MOST_PIECES = 100_000
_MOST_PAGES = 50_000

_IN_TABLE, _ROW_END, _LEVEL = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_OUTLINE = 0x2640
_LIST = 0x460B
_BOLD, _VANISHED, _DELETED = 0x0835, 0x083C, 0x0800
_ON = frozenset({1, 0x81})
_DEFINES_TABLE = 0xD608
_HUGE = frozenset({0x6645, 0x6646})  # the properties lie in the data stream
_TABS = 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class Properties:
    """What applies to one paragraph: whether it lies in a table or ends a row of one (then which cells are covered by
    merged ones), whether its style or outline level makes it a head, whether it is an entry of a list that Word numbers.
    """

    in_table: bool = False
    ends_row: bool = False
    is_inner: bool = False
    is_head: bool = False
    is_numbered: bool = False
    covered: tuple[bool, ...] = ()


_PLAIN = Properties()


class Look(Flag):
    """What applies to characters beside their text: bold, or not to be seen."""

    PLAIN = 0
    BOLD = 1
    HIDDEN = 2


_Held = TypeVar("_Held")


def _held(runs: list[tuple[int, int, _Held]], byte: int, default: _Held) -> tuple[_Held, int]:
    """What applies at a place in the file, and up to which place."""
    at = bisect_right(runs, byte, key=lambda run: run[0]) - 1
    if at >= 0 and byte < runs[at][1]:
        return runs[at][2], runs[at][1]
    return default, runs[at + 1][0] if at + 1 < len(runs) else sys.maxsize


@dataclass(slots=True)
class WordFile:
    """The text of a document with a way from each character to its paragraph's properties.

    `text` is the body, text boxes after it; special characters are still in it. `is_cut`: there is more than was taken.
    """

    text: str
    is_cut: bool = False
    _starts: list[int] = field(default_factory=list)  # of pieces, in characters
    _pieces: list[tuple[int, int]] = field(
        default_factory=list
    )  # place in the file, bytes a character
    _paragraphs: list[tuple[int, int, Properties]] = field(default_factory=list)
    _letters: list[tuple[int, int, Look]] = field(default_factory=list)

    def properties_at(self, position: int) -> Properties:
        """The properties of the paragraph that ends at this character."""
        return _held(self._paragraphs, self._place(position)[0], _PLAIN)[0]

    def shown(self, start: int, end: int) -> tuple[str, bool]:
        """The text from one position to another that a reader sees, and whether all of it is bold."""
        parts: list[str] = []
        bold = True
        while start < end:
            byte, width, left = self._place(start)
            look, last = _held(self._letters, byte, Look.PLAIN)
            count = max(1, min(end - start, left, -(-(last - byte) // width)))
            text = self.text[start : start + count]
            start += count
            if Look.HIDDEN not in look:
                parts.append(text)
                bold = bold and (Look.BOLD in look or not text.strip())
        return "".join(parts), bold

    def _place(self, position: int) -> tuple[int, int, int]:
        """Where a character lies in the file, bytes a character there, and how many follow in the same piece."""
        at = bisect_right(self._starts, position) - 1
        if at < 0:
            return 0, 1, 1
        place, width = self._pieces[at]
        inside = position - self._starts[at]
        after = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.text)
        return place + inside * width, width, max(1, after - position)


def open_word(main: bytes, tables: dict[str, bytes], data: bytes) -> WordFile:
    """The file from its streams: WordDocument, 0Table and 1Table by name, Data. Raises Unreadable when it is
    encrypted, of an older Word, or damaged.
    """
    try:
        return _open(main, tables, data)
    except (struct.error, IndexError, KeyError) as error:
        raise Unreadable(Problem.DAMAGED, "文件损坏：Word 结构不完整") from error


def _open(main: bytes, tables: dict[str, bytes], data: bytes) -> WordFile:
    ident, version = struct.unpack_from("<HH", main, 0)
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if flags & 0x0100:
        raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码")
    if ident != _IDENT or version < _WORD_97:
        raise Unreadable(Problem.UNKNOWN_FORMAT, "Word 97 之前的旧格式，不能读取")
    table = tables["1Table" if flags & 0x0200 else "0Table"]
    lengths = struct.unpack_from("<8I", main, _FIB_LENGTHS)
    word = WordFile("")
    whole = _read_pieces(main, _part(main, table, _CLX), word)
    if not whole and lengths[0]:
        raise Unreadable(Problem.DAMAGED, "文件损坏：Word 文字表不完整")
    body, boxes = lengths[0], sum(lengths[:6])
    word.text = whole[:body]
    if lengths[6] and boxes < len(whole):
        word.text += "\r" + whole[boxes : boxes + lengths[6]]
    word._letters = [
        (first, last, _look(raw))
        for first, last, raw in _runs(main, _part(main, table, _CHPX_TABLE), is_paragraph=False)
    ]
    word._paragraphs = [
        (first, last, _properties(raw, data))
        for first, last, raw in _runs(main, _part(main, table, _PAPX_TABLE), is_paragraph=True)
    ]
    return word


def _part(main: bytes, table: bytes, number: int) -> bytes:
    """The part of the table stream that a pair of the FIB names."""
    place, size = struct.unpack_from("<II", main, _FIB_PAIRS + 8 * number)
    return table[place : place + size]


def _read_pieces(main: bytes, clx: bytes, word: WordFile) -> str:
    """Puts the text together; fills in where each piece lies."""
    at = 0
    while at < len(clx) and clx[at] == 1:  # properties of pieces
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        return ""
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = min((len(plc) - 4) // 12, _MOST_PIECES)
    if count < 1:
        return ""
    bounds = struct.unpack_from(f"<{count + 1}I", plc, 0)
    parts: list[str] = []
    length = 0
    for number in range(count):
        characters = bounds[number + 1] - bounds[number]
        stored = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        if length > 2 * limits.MAX_CHARACTERS:
            word.is_cut = True
            break
        if characters <= 0:
            continue
        narrow = bool(stored & 0x40000000)
        place = (stored & 0x3FFFFFFF) // 2 if narrow else stored & 0x3FFFFFFF
        width = 1 if narrow else 2
        raw = main[place : place + characters * width]
        # A lone surrogate must not shift what follows it: positions count 16-bit units.
        text = raw.decode("cp1252", "replace") if narrow else _units(raw)
        word._starts.append(length)
        word._pieces.append((place, width))
        parts.append(text)
        length += len(text)
    return "".join(parts)


def _units(raw: bytes) -> str:
    """UTF-16 as one character a unit; those beyond the basic plane stay in halves until a paragraph is cut out."""
    count = len(raw) // 2
    text = raw[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(text) == count:
        return text
    return "".join(map(chr, struct.unpack(f"<{count}H", raw[: 2 * count])))


def _runs(main: bytes, plc: bytes, *, is_paragraph: bool) -> list[tuple[int, int, bytes]]:
    """(first byte, byte after the last, changes) of each paragraph or run of characters, in order of place."""
    count = min((len(plc) - 4) // 8, _MOST_PAGES)
    if count < 1:
        return []
    runs: list[tuple[int, int, bytes]] = []
    for number in dict.fromkeys(struct.unpack_from(f"<{count}I", plc, 4 * (count + 1))):
        start = (number & 0x3FFFFF) * _PAGE
        page = main[start : start + _PAGE]
        if len(page) == _PAGE:
            runs += _page_runs(page, is_paragraph)
    runs.sort(key=lambda run: run[:2])
    return runs


def _page_runs(page: bytes, is_paragraph: bool) -> list[tuple[int, int, bytes]]:
    count = page[_PAGE - 1]
    width = 13 if is_paragraph else 1
    if 4 * (count + 1) + width * count >= _PAGE:
        return []
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    runs = []
    for number in range(count):
        at = 2 * page[4 * (count + 1) + width * number]
        raw = b""
        if at:
            size = page[at]
            at += 1
            if is_paragraph:
                size = 2 * size - 1
                if size < 0:
                    size = 2 * page[at]
                    at += 1
            raw = page[at : at + size]
        runs.append((bounds[number], bounds[number + 1], raw))
    return runs


def _look(raw: bytes) -> Look:
    look = Look.PLAIN
    for code, operand in _changes(raw):
        if code in (_VANISHED, _DELETED) and operand[:1] and operand[0] in _ON:
            look |= Look.HIDDEN
        elif code == _BOLD and operand[:1] and operand[0] in _ON:
            look |= Look.BOLD
    return look


def _properties(raw: bytes, data: bytes) -> Properties:
    """From a style number and a list of changes (grpprl)."""
    if len(raw) < 2:
        return _PLAIN
    style = struct.unpack_from("<H", raw, 0)[0]
    values: dict[int, int] = {}
    covered: tuple[bool, ...] = ()
    changes = _changes(raw[2:])
    for code, operand in changes:
        if code in _HUGE and len(operand) == 4 and len(changes) < 1000:
            place = struct.unpack("<I", operand)[0]
            size = int.from_bytes(data[place : place + 2], "little")
            changes += _changes(data[place + 2 : place + 2 + size])
        elif code == _DEFINES_TABLE:
            covered = _covered(operand)
        elif len(operand) <= 4:
            values[code] = int.from_bytes(operand, "little")
    level = values.get(_LEVEL, 1)
    return Properties(
        in_table=bool(values.get(_IN_TABLE)),
        ends_row=bool(values.get(_ROW_END)) and level <= 1,
        is_inner=level > 1 or bool(values.get(_INNER_CELL) or values.get(_INNER_ROW_END)),
        is_head=1 <= style <= 9 or values.get(_OUTLINE, 9) < 9,
        is_numbered=0 < values.get(_LIST, 0) < 0x7FF,
        covered=covered,
    )


def _changes(raw: bytes) -> list[tuple[int, bytes]]:
    """The changes (sprm) of a list: code and operand."""
    found = []
    at = 0
    while at + 2 < len(raw):
        code = raw[at] | raw[at + 1] << 8
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _SIZES[kind]
        elif code == _DEFINES_TABLE:
            size = max(int.from_bytes(raw[at : at + 2], "little") - 1, 0)
            at += 2
        elif code == _TABS and raw[at] == 255:
            break  # of no interest here, and its length is an affair of its own
        else:
            size = raw[at]
            at += 1
        found.append((code, raw[at : at + size]))
        at += size
    return found


def _covered(operand: bytes) -> tuple[bool, ...]:
    """Of each cell of a row, whether a merged one to the left or above covers it."""
    if not operand:
        return ()
    cells = operand[0]
    first = 1 + 2 * (cells + 1)
    found = []
    for number in range(cells):
        flags = int.from_bytes(operand[first + 20 * number : first + 20 * number + 2], "little")
        beside, below, begins = flags & 0x2, flags & 0x20, flags & 0x40
        found.append(bool(beside) or (bool(below) and not begins))
    return tuple(found)

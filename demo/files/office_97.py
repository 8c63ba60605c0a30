"""DOC and XLS as Office 97 wrote them, as much of the formats as carries text and tables."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from demo.files.ole import ole
from demo.files.typeset import Placed, grid, words_of
from demo.sites.model import Block, Heading, Table

_TEXT_AT = 0x800  # where the text begins in the stream
_PAGE = 512
_TWIPS = 9000  # width of a table
_IN_TABLE = struct.pack("<HB", 0x2416, 1)
_ROW_END = struct.pack("<HB", 0x2417, 1)
_BOLD = struct.pack("<HB", 0x0835, 1)
_CELL_MARK, _PARAGRAPH = "\x07", "\r"

Run = tuple[int, bytes]  # characters, and the changes that apply to them


def doc(title: str, blocks: Sequence[Block]) -> bytes:
    """A document as Word's DOC; its headings are bold."""
    text = ""
    paragraphs: list[Run] = []
    letters: list[Run] = []

    def add(words: str, mark: str, changes: bytes = b"", look: bytes = b"") -> None:
        nonlocal text
        text += words + mark
        paragraphs.append((len(words) + 1, changes))
        letters.append((len(words) + 1, look))

    add(title, _PARAGRAPH, look=_BOLD)
    for block in blocks:
        if isinstance(block, Table):
            for cells, changes in _rows(block):
                for words in cells:
                    add(words, _CELL_MARK, _IN_TABLE)
                add("", _CELL_MARK, _IN_TABLE + _ROW_END + changes)
        elif isinstance(block, Heading):
            add(block.text, _PARAGRAPH, look=_BOLD)
        else:
            add(words_of(block), _PARAGRAPH)
    return _word_file(text, paragraphs, letters)


def _rows(table: Table) -> list[tuple[list[str], bytes]]:
    """Each row's cells, those included that one above covers, and the row's definition."""
    cells, count = grid(table)
    rows: list[list[tuple[Placed, bool]]] = [[] for _ in table.rows]
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, len(rows))):
            rows[row].append((cell, row > cell.row))
    found = []
    for own in rows:
        own.sort(key=lambda each: each[0].column)
        edges = [_TWIPS * cell.column // count for cell, _ in own] + [_TWIPS]
        kinds = b""
        for cell, is_covered in own:
            flags = 0 if cell.rows == 1 else 0x20 if is_covered else 0x60
            kinds += struct.pack("<H", flags).ljust(20, b"\0")
        defined = bytes([len(own)]) + struct.pack(f"<{len(edges)}h", *edges) + kinds
        changes = struct.pack("<HH", 0xD608, len(defined) + 1) + defined
        found.append((["" if covered else cell.text for cell, covered in own], changes))
    return found


def _word_file(text: str, paragraphs: list[Run], letters: list[Run]) -> bytes:
    raw = text.encode("utf-16-le")
    main = bytearray(_TEXT_AT) + raw
    main += b"\0" * (-len(main) % _PAGE)
    tables: dict[int, bytes] = {}
    for pair, runs, is_paragraph in ((12, letters, False), (13, paragraphs, True)):
        starts, pages = _pages(runs, is_paragraph)
        first = len(main) // _PAGE
        main += b"".join(pages)
        numbers = range(first, first + len(pages))
        tables[pair] = struct.pack(f"<{len(starts)}I", *starts) + struct.pack(
            f"<{len(pages)}I", *numbers
        )
    piece = struct.pack("<HIH", 0, _TEXT_AT, 0)
    pieces = struct.pack("<II", 0, len(text)) + piece
    tables[33] = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    tables[1] = _styles()
    tables[6] = struct.pack("<II", 0, len(text)) + struct.pack("<HIHI", 0, 0xFFFFFFFF, 0, 0)
    tables[15] = _fonts()
    tables[31] = b"\0" * 500
    stream = b""
    for pair in sorted(tables):
        struct.pack_into("<II", main, 0x9A + 8 * pair, len(stream), len(tables[pair]))
        stream += tables[pair]
    # FIB: Word 97, tables in 1Table, Chinese; then the counts of what follows it.
    struct.pack_into("<HHHHHHH", main, 0, 0xA5EC, 0xC1, 0, 0x804, 0, 0x1200, 0xBF)
    struct.pack_into("<II", main, 0x18, _TEXT_AT, _TEXT_AT + len(raw))
    struct.pack_into("<H", main, 0x20, 14)
    struct.pack_into("<H", main, 0x3E, 22)
    struct.pack_into("<I", main, 0x40, len(main))
    struct.pack_into("<I", main, 0x4C, len(text))
    struct.pack_into("<H", main, 0x98, 93)
    return ole({"WordDocument": bytes(main), "1Table": stream})


def _pages(runs: list[Run], is_paragraph: bool) -> tuple[list[int], list[bytes]]:
    """Pages of properties (FKP), and the bounds of what each covers."""
    place = _TEXT_AT
    starts, pages = [place], []
    bounds, changes = [place], list[bytes]()
    for length, change in runs:
        if changes and _page([*bounds, 0], [*changes, change], is_paragraph) is None:
            page = _page(bounds, changes, is_paragraph)
            assert page is not None
            pages.append(page)
            starts.append(place)
            bounds, changes = [place], []
        place += 2 * length
        bounds.append(place)
        changes.append(change)
    page = _page(bounds, changes, is_paragraph)
    assert page is not None
    return [*starts, place], [*pages, page]


def _page(bounds: list[int], changes: list[bytes], is_paragraph: bool) -> bytes | None:
    """One page; None when it does not hold so much."""
    width = 13 if is_paragraph else 1
    first = 4 * len(bounds)
    lowest, end = first + width * len(changes), _PAGE - 1
    if lowest > end:
        return None
    page = bytearray(_PAGE)
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    for number, change in enumerate(changes):
        if is_paragraph:
            body = b"\0\0" + change  # style 0
            own = (
                bytes([0, len(body) // 2]) + body
                if len(body) % 2 == 0
                else bytes([(len(body) + 1) // 2]) + body
            )
        elif change:
            own = bytes([len(change)]) + change
        else:
            continue
        end = (end - len(own)) & ~1
        if end < lowest:
            return None
        page[end : end + len(own)] = own
        page[first + width * number] = end // 2
    page[_PAGE - 1] = len(changes)
    return bytes(page)


def _styles() -> bytes:
    """The style sheet with the one style that every paragraph has."""
    name = "Normal"
    words = struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    base = struct.pack("<HHHHH", 0, 0x0FFF << 4 | 1, 2, 0, 0)
    no_changes = struct.pack("<HHH", 2, 0, 0)
    style = base + words + no_changes
    head = struct.pack("<HHHHHHHHH", 1, 10, 1, 0, 15, 0, 0, 0, 0)
    return struct.pack("<H", len(head)) + head + struct.pack("<H", len(style)) + style


def _fonts() -> bytes:
    """The one font."""
    name = "宋体".encode("utf-16-le") + b"\0\0"
    font = struct.pack("<BHBB", 0x16, 400, 134, 0) + b"\0" * 34 + name
    return struct.pack("<HH", 1, 0) + bytes([len(font)]) + font


def xls(title: str, blocks: Sequence[Block]) -> bytes:
    """The tables of a document as one sheet of Excel's XLS, under the title and their captions."""
    cells: list[tuple[int, int, str]] = [(0, 0, title)]
    merged: list[tuple[int, int, int, int]] = []
    row = 1
    for block in blocks:
        if not isinstance(block, Table):
            continue
        if block.caption:
            cells.append((row, 0, block.caption))
            row += 1
        for cell in grid(block)[0]:
            top, left = row + cell.row, cell.column
            cells.append((top, left, cell.text))
            if cell.rows > 1 or cell.columns > 1:
                merged.append((top, top + cell.rows - 1, left, left + cell.columns - 1))
        row += len(block.rows)
    body = _begin(0x10) + _record(0x200, struct.pack("<IIHHH", 0, row, 0, 256, 0))
    body += b"".join(_sheet_cell(*cell) for cell in sorted(cells))
    if merged:
        spans = b"".join(struct.pack("<HHHH", *each) for each in merged)
        body += _record(0xE5, struct.pack("<H", len(merged)) + spans)
    body += _record(0x0A, b"")
    return ole({"Workbook": _book(body)})


def _book(sheet: bytes) -> bytes:
    """A workbook of one sheet: the fonts and formats that a reader asks for, then the sheet."""
    font = struct.pack("<HHHHHBBBBBB", 240, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 2, 1)
    head = _begin(5) + _record(0x42, struct.pack("<H", 1200))
    head += _record(0x31, font + "宋体".encode("utf-16-le")) * 4
    for number in range(16):
        style = 0xFFF5 if number < 15 else 1
        head += _record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, style, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    head += _record(0x293, struct.pack("<HBB", 0x8000, 0, 0xFF))
    name = bytes([6, 0]) + b"Sheet1"
    place = len(head) + 4 + 6 + len(name) + 4
    return (
        head + _record(0x85, struct.pack("<IBB", place, 0, 0) + name) + _record(0x0A, b"") + sheet
    )


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def _sheet_cell(row: int, column: int, text: str) -> bytes:
    place = struct.pack("<HHH", row, column, 15)
    if text.isdigit() and len(text) < 10:
        return _record(0x203, place + struct.pack("<d", float(text)))
    words = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    return _record(0x204, place + words)

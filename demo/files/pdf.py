"""PDF by hand: text in a font that every reader brings, or pictures of pages as a scanner makes
them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from demo.files.typeset import HEIGHT, WIDTH, Sheet, typeset
from demo.sites.model import Block

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
)
# CIDs 1 to 95 are the Latin letters, half as wide as the rest.
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 6 0 R>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
)
_TO_UNICODE = (
    b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/Adobe-Identity-UCS def"
    b"/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n"
    b"1 beginbfrange<0000><FFFF><0000>endbfrange endcmap end end"
)
_SCAN_WIDTH, _SCAN_HEIGHT = 149, 211  # dots of a scanned page: too few to read, as many as needed


def pdf(title: str, blocks: Sequence[Block], *, scanned: bool = False) -> bytes:
    """A document as PDF. `scanned`: each page is one grey picture, and there is no text."""
    sheets = typeset(title, blocks)
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: _FONT,
        4: _DESCENDANT,
        5: _stream(_TO_UNICODE),
        6: _DESCRIPTOR,
    }
    pages = []
    for number, sheet in enumerate(sheets):
        page, content, picture = (10 + 3 * number + each for each in range(3))
        pages.append(page)
        if scanned:
            resources = b"/XObject<</P %d 0 R>>" % picture
            objects[content] = _stream(b"q %d 0 0 %d 0 0 cm /P Do Q" % (WIDTH, HEIGHT))
            objects[picture] = _picture(sheet)
        else:
            resources = b"/Font<</F 3 0 R>>"
            objects[content] = _stream(_content(sheet))
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<<%s>>/Contents %d 0 R>>"
        ) % (WIDTH, HEIGHT, resources, content)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    return _file(objects)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (
        entries,
        len(packed),
        packed,
    )


def _content(sheet: Sheet) -> bytes:
    parts = [b"0.5 w"]
    parts += [
        b"%.2f %.2f m %.2f %.2f l S" % (x0, HEIGHT - y0, x1, HEIGHT - y1)
        for x0, y0, x1, y1 in sheet.rules
    ]
    parts += [
        b"BT /F %g Tf %.2f %.2f Td <%s> Tj ET"
        % (own.size, own.x, HEIGHT - own.y, own.text.encode("utf-16-be").hex().encode())
        for own in sheet.words
    ]
    return b"\n".join(parts)


def _picture(sheet: Sheet) -> bytes:
    """The page as a grey picture in which lines of text are dark bars."""
    rows = [bytearray(b"\xf4" * _SCAN_WIDTH) for _ in range(_SCAN_HEIGHT)]
    scale = _SCAN_WIDTH / WIDTH
    for own in sheet.words:
        first, last = int((own.y - own.size) * scale), int(own.y * scale)
        left = int(own.x * scale)
        right = min(_SCAN_WIDTH, left + int(len(own.text) * own.size * scale))
        for row in rows[max(0, first) : min(_SCAN_HEIGHT, last)]:
            row[left:right] = b"\x30" * (right - left)
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
    ) % (_SCAN_WIDTH, _SCAN_HEIGHT)
    return _stream(b"".join(rows), entries)


def _file(objects: dict[int, bytes]) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    length = len(parts[0])
    places = {}
    for number in sorted(objects):
        own = b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
        places[number] = length
        parts.append(own)
        length += len(own)
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    parts.append(
        b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, length)
    )
    return b"".join(parts)

"""PDF: characters, ruled lines and pictures of each page, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from crawler.attachment import limits
from crawler.attachment.page_layout import read_pages
from crawler.attachment.page_model import SEEMING, Glyph, Page, Stroke
from crawler.attachment.text import AttachmentText, Problem, Unreadable

_HEAVY = 600  # a font's weight from which it is bold
_LARGE_PICTURE = 0.03  # of the page's area, from which pictures may hold text
_INVISIBLE = 3  # render mode of the text that recognition lays under a scan
_NESTING = 4
_MOST_SEGMENTS = 2_000
_HYPHEN = "\x02"  # what PDFium gives for a hyphen at a line's end

Turn = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]
_AS_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# From a page's own coordinates (y upward) to those in which its text runs to the right and y downward.
_TURNS: dict[int, Turn] = {
    0: lambda x, y: (x, -y),
    90: lambda x, y: (-y, -x),
    180: lambda x, y: (-x, y),
    270: lambda x, y: (y, x),
}


def read(body: bytes) -> AttachmentText:
    """The text of the file. Raises Unreadable when it is encrypted or damaged."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码") from error
        raise Unreadable(Problem.DAMAGED, "文件损坏：PDF 结构不完整") from error
    try:
        total = len(document)
        return read_pages(_pages(document, min(total, limits.MAX_PAGES)), "pdf", total)
    finally:
        document.close()


def _pages(document: Any, count: int) -> Iterator[Page]:
    for number in range(count):
        try:
            opened = document[number]
        except pypdfium2.PdfiumError:
            yield Page(is_missing=True)
            continue
        try:
            yield _page(opened)
        finally:
            opened.close()


def _page(opened: Any) -> Page:
    page = Page()
    text = opened.get_textpage()
    try:
        turn = _TURNS[_angle(text)]
        _read_characters(text, page, turn)
    finally:
        text.close()
    area = max(1.0, opened.get_width() * opened.get_height())
    _Objects(page, turn, area).read(opened)
    return page


def _angle(text: Any) -> int:
    """The angle at which most of the page's text runs, clockwise, by quarter turns."""
    count = pdfium.FPDFText_CountChars(text)
    step = max(1, count // 50)
    angles = Counter(
        round(math.degrees(pdfium.FPDFText_GetCharAngle(text, at)) / 90) * 90 % 360
        for at in range(0, count, step)
        if pdfium.FPDFText_GetUnicode(text, at) > 0x20
    )
    return angles.most_common(1)[0][0] if angles else 0


def _read_characters(text: Any, page: Page, turn: Turn) -> None:
    count = pdfium.FPDFText_CountChars(text)
    if count > limits.MAX_PAGE_GLYPHS:
        count, page.is_cut = limits.MAX_PAGE_GLYPHS, True
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    half = 0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code in (0x20, 0x0A, 0x0D, 0x09, 0xA0, 0x3000):
            seems = pdfium.FPDFText_IsGenerated(text, at) == 1
            page.glyphs.append(Glyph(SEEMING if seems else " ", 0.0, 0.0, 0.0, 0.0))
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            half = code
            continue
        if half and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        if code == 0 or code > 0x10FFFF or pdfium.FPDFText_HasUnicodeMapError(text, at) == 1:
            code = 0xFFFD
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        left, above = turn(box.left, box.top)
        right, below = turn(box.right, box.bottom)
        _, base = turn(x.value, y.value)
        is_strong = pdfium.FPDFText_GetFontWeight(text, at) >= _HEAVY
        page.glyphs.append(
            Glyph(
                "-" if chr(code) == _HYPHEN else chr(code),
                min(left, right),
                max(left, right),
                base,
                abs(above - below),
                is_strong,
            )
        )


class _Objects:
    """The lines and pictures among a page's objects."""

    def __init__(self, page: Page, turn: Turn, area: float) -> None:
        self._page = page
        self._turn = turn
        self._area = area
        self._left = limits.MAX_PAGE_OBJECTS
        self._invisible = self._shown = 0
        self._pictures = 0
        self._covered = 0.0

    def read(self, opened: Any) -> None:
        count = pdfium.FPDFPage_CountObjects(opened)
        for at in range(min(count, self._left)):
            self._object(pdfium.FPDFPage_GetObject(opened, at), _AS_IS, 0)
        if self._covered >= _LARGE_PICTURE * self._area:  # scans often come in many strips
            self._page.pictures = self._pictures
        self._page.is_recognised = bool(self._page.pictures) and self._invisible > 3 * self._shown

    def _object(self, own: Any, outer: Matrix, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(own)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._page.drawings += 1
            self._path(own, _combined(_matrix(own), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(_combined(_matrix(own), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            self._page.drawings += 1
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(own) == _INVISIBLE:
                self._invisible += 1
            else:
                self._shown += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _NESTING:
            inner = _combined(_matrix(own), outer)
            for at in range(min(pdfium.FPDFFormObj_CountObjects(own), max(self._left, 0))):
                self._object(pdfium.FPDFFormObj_GetObject(own, at), inner, depth + 1)

    def _picture(self, matrix: Matrix) -> None:
        a, b, c, d, _, _ = matrix  # a picture fills the unit square
        self._pictures += 1
        self._covered += abs(a * d - b * c)

    def _path(self, path: Any, matrix: Matrix) -> None:
        count = pdfium.FPDFPath_CountSegments(path)
        if not 2 <= count <= _MOST_SEGMENTS:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        lines, shapes = self._lines(path, count, matrix)
        if stroke.value:
            self._page.strokes += lines
        elif fill.value:
            for points in shapes:
                self._page.add_filled(points)

    def _lines(
        self, path: Any, count: int, matrix: Matrix
    ) -> tuple[list[Stroke], list[list[tuple[float, float]]]]:
        """The straight lines of a path, and the corners of each of its shapes."""
        x, y = ctypes.c_float(), ctypes.c_float()
        lines: list[Stroke] = []
        shapes: list[list[tuple[float, float]]] = []
        for at in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, at)
            if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            point = self._turn(*_moved(matrix, x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not shapes:
                shapes.append([point])
                continue
            if kind == pdfium.FPDF_SEGMENT_LINETO:
                lines.append(Stroke(*shapes[-1][-1], *point))
            shapes[-1].append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                lines.append(Stroke(*point, *shapes[-1][0]))
        return lines, shapes


def _matrix(own: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(own, found):
        return _AS_IS
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        e * outer[0] + f * outer[2] + outer[4],
        e * outer[1] + f * outer[3] + outer[5],
    )


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

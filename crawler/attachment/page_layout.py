"""Pages of fixed layout made into running text: broken lines joined, heads kept, tables over page ends made one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from crawler.attachment import limits
from crawler.attachment.content import Content
from crawler.attachment.lines import is_lost, joined, tidy, visible_length
from crawler.attachment.page_lines import Line, lines_of
from crawler.attachment.page_model import Page
from crawler.attachment.ruled_tables import find_tables
from crawler.attachment.table_breaks import HEAD_START, continued
from crawler.attachment.text import AttachmentText, Problem

_WORDLESS = 10  # characters under which a page with pictures has no text of its own
_OUTLINES = 30  # drawings from which letters may have been drawn as shapes
_FEW = 50  # characters under which a whole file has none
_NUMBER_LINE = re.compile(
    r"^[-—–－~·\s]{0,6}(?:第\s?)?\d{1,4}(?:\s?页)?(?:[\s/／,，]{0,3}共?\s?\d{1,4}\s?页?)?[-—–－~·\s]{0,6}$"
)
_FIGURES = re.compile(r"\d+")
_LATIN = re.compile(r"[!-~]{1,30}")
_SENTENCE_END = tuple("。！？；：.!?;:")
_LARGE = 1.15  # times the size of the running text, from which a line is a head


@dataclass(slots=True)
class _Table:
    rows: list[list[str]]
    extent: tuple[float, float]


@dataclass(slots=True)
class _Sheet:
    """One page's lines and tables from top to bottom, with the margins its text keeps to."""

    items: list[Line | _Table] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0


def read_pages(pages: Iterable[Page], kind: str, total: int) -> AttachmentText:
    """The text of the pages. `total` is how many the file has, of which `pages` may be the first ones only."""
    sheets: list[_Sheet] = []
    wordless: list[int] = []
    missing = recognised = letters = lost = 0
    is_cut = total > limits.MAX_PAGES
    for number, page in enumerate(pages, start=1):
        own = sum(1 for glyph in page.glyphs if not glyph.text.isspace())
        letters += own
        lost += sum(1 for glyph in page.glyphs if is_lost(glyph.text))
        missing += page.is_missing
        recognised += page.is_recognised
        is_cut = is_cut or page.is_cut
        if own < _WORDLESS and (page.pictures or page.drawings >= _OUTLINES):
            wordless.append(number)
        sheets.append(_sheet(page))
        if letters > limits.MAX_CHARACTERS:
            is_cut = True
            break
    content = _running_text(sheets)
    content.is_full = content.is_full or is_cut
    read = content.finish(kind)
    read.pages = total
    _judge(read, wordless, missing, recognised, lost / letters if letters else 0.0)
    return read


def _judge(
    read: AttachmentText, wordless: Sequence[int], missing: int, recognised: int, lost: float
) -> None:
    """What of the pages has no text that can be read, in the file's problem and detail."""
    total = read.pages
    if read.problem is Problem.TOO_LARGE:
        read.detail = f"共{total}页，{read.detail}"
    elif lost > 0.15:
        read.problem, read.detail = Problem.SCANNED, f"共{total}页，文字无法还原（字体没有编码）"
    elif read.problem is Problem.SCANNED:
        read.detail = f"共{total}页，{read.detail}"
    elif wordless and (2 * len(wordless) >= total or visible_length(read.text) < _FEW):
        read.problem = Problem.SCANNED
        read.detail = (
            f"扫描件，{total}页无文字层"
            if len(wordless) == total
            else f"扫描件，共{total}页，其中{len(wordless)}页无文字层"
        )
    elif missing or not total:
        read.problem = Problem.DAMAGED
        read.detail = f"文件损坏：共{total}页，其中{missing}页缺失" if total else "文件中没有页面"
    elif wordless and not read.problem:
        shown = "、".join(map(str, wordless[:5])) + ("等" if len(wordless) > 5 else "")
        read.detail = f"共{total}页，其中第{shown}页是图片，没有文字"
    elif recognised and not read.problem:
        read.detail = f"扫描件，共{total}页，其中{recognised}页的文字由识别而来，可能有误"


def _sheet(page: Page) -> _Sheet:
    tables = find_tables(page.strokes)
    outside = (
        [
            glyph
            for glyph in page.glyphs
            if glyph.text.isspace() or not any(table.take(glyph) for table in reversed(tables))
        ]
        if tables
        else page.glyphs
    )
    placed: list[tuple[float, Line | _Table]] = []
    lines = lines_of(outside)
    for line in lines:
        line.text = tidy(line.text)
    for table in tables:
        rows = table.rows()
        if any(any(row) for row in rows):
            placed.append((table.top, _Table(rows, table.extent)))
    sheet = _Sheet()
    sheet.left, sheet.right = _margins(lines)
    kept = [line for line in lines if line.text]
    sheet.items = _in_order(kept, placed)
    return sheet


def _in_order(lines: list[Line], tables: list[tuple[float, Line | _Table]]) -> list[Line | _Table]:
    """The tables between the lines, each before the first line that stands below its top."""
    items: list[Line | _Table] = []
    left = list(tables)
    for line in lines:
        while left and left[0][0] < line.base - line.size:
            items.append(left.pop(0)[1])
        items.append(line)
    return items + [item for _, item in left]


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Left and right edge of the running text: where many lines begin, and the furthest that lines reach."""
    if not lines:
        return 0.0, 0.0
    size = median(line.size for line in lines)
    body = [line for line in lines if abs(line.size - size) <= 0.2 * size] or lines
    starts = Counter(round(line.left / 3) for line in body)
    often = max(2, len(body) // 10) if len(body) > 3 else 1
    left = min((at for at, count in starts.items() if count >= often), default=min(starts)) * 3.0
    ends = sorted(line.right for line in body)
    return left, ends[min(len(ends) - 1, int(0.95 * len(ends)))]


def _running_text(sheets: list[_Sheet]) -> Content:
    _drop_page_numbers(sheets)
    _drop_repeated(sheets)
    content = Content()
    joiner = _Joiner(content, sheets)
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, _Table):
                joiner.add_table(item)
            else:
                joiner.add_line(item, sheet)
        joiner.end_page()
        if content.is_full:
            break
    joiner.finish()
    return content


def _drop_page_numbers(sheets: list[_Sheet]) -> None:
    for sheet in sheets:
        for end in (0, -1):
            item = sheet.items[end] if len(sheet.items) > 1 else None
            if isinstance(item, Line) and _NUMBER_LINE.match(item.text):
                del sheet.items[end]


def _drop_repeated(sheets: list[_Sheet]) -> None:
    """Heads and feet that stand on most pages; the first page keeps its head. Those that differ in figures must stand
    apart from the text: an enumeration may begin and end its pages alike.
    """
    for end in (0, -1):
        edges = [_edge(sheet, end) for sheet in sheets]
        counts = Counter(text for text in edges if text)
        for number, (sheet, text) in enumerate(zip(sheets, edges, strict=True)):
            if (number or end) and text and counts[text] >= 3 and 2 * counts[text] > len(sheets):
                del sheet.items[end]


def _edge(sheet: _Sheet, end: int) -> str:
    """The first or last line of a page as it may be compared with other pages'; "" where it cannot be a head or foot."""
    if len(sheet.items) < 2:
        return ""
    item, inner = sheet.items[end], sheet.items[1 if end == 0 else -2]
    if not isinstance(item, Line):
        return ""
    if not any(character.isdigit() for character in item.text):
        return item.text
    bases = [each.base for each in sheet.items if isinstance(each, Line)]
    usual = median(b - a for a, b in pairwise(bases)) if len(bases) > 2 else 0.0
    is_apart = not isinstance(inner, Line) or abs(item.base - inner.base) > 1.3 * usual
    return _FIGURES.sub("0", item.text) if is_apart else ""


class _Joiner:
    """Joins the lines of a paragraph, and a table with its rest on the next page."""

    def __init__(self, content: Content, sheets: list[_Sheet]) -> None:
        self._content = content
        lines = [item for sheet in sheets for item in sheet.items if isinstance(item, Line)]
        by_size: Counter[float] = Counter()
        for line in lines:
            by_size[round(line.size, 1)] += len(line.text)
        self._size = by_size.most_common(1)[0][0] if by_size else 0.0
        strong = sum(len(line.text) for line in lines if line.is_strong)
        self._all_strong = 2 * strong > sum(by_size.values())
        self._indented = _has_indents(sheets)
        self._lines: list[Line] = []
        self._sheet: _Sheet | None = None
        self._table: _Table | None = None
        self._pitch = 0.0
        self._new_page = False

    def add_line(self, line: Line, sheet: _Sheet) -> None:
        self._end_table()
        if not (self._lines and self._continues(self._lines[-1], line, sheet)):
            self._end_paragraph()
        self._lines.append(line)
        self._sheet = sheet
        self._new_page = False

    def add_table(self, table: _Table) -> None:
        self._end_paragraph()
        before = self._table
        if before is not None and self._new_page and _same_extent(before, table):
            before.rows = continued(before.rows, table.rows)
        else:
            self._end_table()
            self._table = table
        self._new_page = False

    def end_page(self) -> None:
        self._new_page = True

    def finish(self) -> None:
        self._end_paragraph()
        self._end_table()

    def _continues(self, before: Line, line: Line, sheet: _Sheet) -> bool:
        """Whether a line goes on with the paragraph of the one before: that one is full, this one is not indented."""
        above = self._sheet or sheet
        size = max(before.size, line.size)
        if abs(before.size - line.size) > 0.15 * size or before.is_strong != line.is_strong:
            return False
        if max(before.pieces, line.pieces) > 2:
            return False  # rows of a table without lines
        word = _LATIN.match(line.text)  # it was not broken, so the line above may have ended early
        slack = 1.6 * size + (0.6 * size * len(word[0]) if word else 0.0)
        if before.right < above.right - slack or line.left > sheet.left + 1.2 * size:
            return self._is_broken_title(before, line)
        if HEAD_START.match(line.text):
            return False
        if not self._new_page and line.base - before.base > 2.6 * size:
            return False
        return self._indented or not before.text.endswith(_SENTENCE_END)

    def _is_broken_title(self, before: Line, line: Line) -> bool:
        """Whether both are lines of one title: larger than the text, close to each other, in the middle."""
        if self._new_page or min(before.size, line.size) < 1.3 * self._size:
            return False
        middle, other = (before.left + before.right) / 2, (line.left + line.right) / 2
        gap = line.base - before.base
        return abs(middle - other) < 0.6 * line.size and 0 < gap < 2.2 * line.size

    def _end_paragraph(self) -> None:
        if not self._lines:
            return
        if len(self._lines) == 1 and self._lines[0].pieces > 2:
            self._content.add_row(self._lines[0].text.split())
            self._lines = []
            return
        text = ""
        for line in self._lines:
            text = joined(text, line.text)
        stands_out = all(
            (line.is_strong and not self._all_strong) or line.size >= _LARGE * self._size
            for line in self._lines
        )
        self._content.add_paragraph(text, strong=stands_out)
        self._lines = []

    def _end_table(self) -> None:
        if self._table is not None:
            self._content.add_table(self._table.rows)
            self._table = None


def _has_indents(sheets: list[_Sheet]) -> bool:
    """Whether paragraphs begin indented, as Chinese text does: then only those lines begin one."""
    indented = flush = 0
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Line):
                if 1.2 * item.size < item.left - sheet.left < 3 * item.size:
                    indented += 1
                elif item.left - sheet.left <= 1.2 * item.size:
                    flush += 1
    return indented >= 3 and 8 * indented > flush


def _same_extent(first: _Table, second: _Table) -> bool:
    return all(abs(a - b) <= 6.0 for a, b in zip(first.extent, second.extent, strict=True))

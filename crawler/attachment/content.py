"""Gathering a file's lines and tables, within the limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.attachment import limits
from crawler.attachment.lines import is_garbled, joined, lost_in, tidy, visible_length
from crawler.attachment.text import AttachmentText, Problem
from crawler.extract.body import is_numbered_head
from crawler.snapshot.facts import LinkedTable

_LONGEST_HEAD = 80
_GARBLED = "文字无法还原（显示为乱码）"
_FEW = 50  # characters under which a file that holds pictures is a scan


class Content:
    """The lines, heads and tables of a file, as its reader comes upon them.

    `is_full` tells the reader to stop: a limit was reached. `pictures` counts pictures that may hold text. A reader that
    reads the links of tables says so by `reads_links`, and brings each by `add_linked`.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.linked_tables: list[LinkedTable] = []
        self.pictures = 0
        self.is_full = False
        self._characters = 0
        self._cells = 0
        self._rows = 0
        self._lost = 0
        self.reads_links = False
        self._linked_cells = limits.MAX_LINKED_CELLS
        self._links = limits.MAX_LINKS

    def add_paragraph(self, text: str, *, strong: bool = False) -> None:
        """A paragraph; line breaks in it begin new lines. `strong`: bold throughout, or styled as a head."""
        if len(text) > limits.MAX_CHARACTERS:
            text, self.is_full = text[: limits.MAX_CHARACTERS], True
        self._lost += lost_in(text)
        for line in text.split("\n"):
            own = tidy(line)
            if not own or not self._takes(own):
                continue
            self.lines.append(own)
            if (strong and 2 <= len(own) <= _LONGEST_HEAD) or is_numbered_head(own):
                self.headings.append(own)

    def add_row(self, cells: Iterable[str]) -> None:
        """A row of cells that are tidy already: one line, and no head unless it is a single cell."""
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            self.add_paragraph(filled[0])
        elif filled and self._takes(line := " ".join(filled)):
            self.lines.append(line)

    def add_table(self, rows: Iterable[Sequence[str]]) -> None:
        """A table: its rows become lines, and a table of their own unless they are a single cell."""
        kept: list[list[str]] = []
        for row in rows:
            cells = [tidy(cell[: limits.MAX_CELL_TEXT]) for cell in row]
            if not cells:
                continue
            self._cells += len(cells)
            self._rows += 1
            if self._cells > limits.MAX_CELLS or self._rows > limits.MAX_ROWS:
                self.is_full = True
                break
            kept.append(cells)
            self._lost += sum(map(lost_in, row))
            self.add_row(cells)
            if self.is_full:
                break
        if not any(any(row) for row in kept) or (len(kept) == 1 and len(kept[0]) == 1):
            return
        if len(self.tables) < limits.MAX_TABLES:
            self.tables.append(kept)
        else:
            self.is_full = True

    def add_linked(self, table: LinkedTable | None) -> None:
        """A table with its links, None for one that is too large. Where a file holds more than are kept, none is: a
        catalogue is never cut in two.
        """
        if table is None:
            self.reads_links = False
            return
        self._linked_cells -= sum(map(len, table.rows))
        self._links -= len(table.links)
        if min(self._linked_cells, self._links) < 0:
            self.reads_links = False
        if self.reads_links:
            self.linked_tables.append(table)

    def add_file(self, name: str, read: AttachmentText) -> None:
        """Another file's content, under its name."""
        self.add_paragraph(name)
        for line in read.text.splitlines():
            if self._takes(line):
                self.lines.append(line)
        self.headings += read.headings
        for table in read.tables:
            self._cells += sum(map(len, table))
            self._rows += len(table)
            if (
                self._cells > limits.MAX_CELLS
                or self._rows > limits.MAX_ROWS
                or len(self.tables) >= limits.MAX_TABLES
            ):
                self.is_full = True
                return
            self.tables.append(table)

    def _takes(self, line: str) -> bool:
        if self._characters + len(line) > limits.MAX_CHARACTERS:
            self.is_full = True
            return False
        self._characters += len(line) + 1
        return True

    def finish(self, kind: str) -> AttachmentText:
        """The file's text, with the problem that shows in it: nothing there, pictures only, not letters, too much."""
        has_links = self.reads_links and any(table.links for table in self.linked_tables)
        read = AttachmentText(
            "\n".join(self.lines),
            self.tables,
            self.headings,
            self.linked_tables if has_links else [],
            self.reads_links,
            kind,
        )
        if self.is_full:
            read.problem = Problem.TOO_LARGE
            read.detail = (
                f"内容超过读取上限，只读取了前面{visible_length(read.text)}字，其余部分未读"
            )
        elif self.pictures and visible_length(read.text) < _FEW:
            read.problem = Problem.SCANNED
            read.detail = f"文件内容是图片（{self.pictures}张），没有文字"
        elif self._lost > max(4, 0.15 * (self._lost + visible_length(read.text))):
            read.problem = Problem.SCANNED
            read.detail = _GARBLED
        elif not read.text:
            read.problem = Problem.DAMAGED
            read.detail = "文件中没有任何文字"
        elif is_garbled(read.text):
            read.problem = Problem.SCANNED
            read.detail = _GARBLED
        return read


def cell_text(paragraphs: Iterable[str]) -> str:
    """The text of a cell: its paragraphs, or the lines they were broken into, in one."""
    whole = ""
    for paragraph in paragraphs:
        whole = joined(whole, tidy(paragraph))
        if len(whole) > limits.MAX_CELL_TEXT:
            break
    return whole

"""What reading an attached file gives: its text, its tables, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crawler.snapshot.facts import CellLink, Link, LinkedTable


class Problem(StrEnum):
    """Why an attached file could not be read, or not enough of it to judge by."""

    NONE = ""
    SCANNED = "scanned"  # pictures of pages, or letters that cannot be told
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"


class Unreadable(Exception):
    """A file cannot be read: the problem, and a Chinese sentence for people."""

    def __init__(self, problem: Problem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail


@dataclass(slots=True)
class AttachmentText:
    """The text of one attached file.

    `text` has one paragraph or table row a line, the cells of a row apart by a space. `headings` are heads as in
    `PageFacts.headings`, `tables` rows of cell texts as in `PageFacts.tables`: a merged cell stands once, where it begins.
    `links_read` says that the tables' links were read (of DOCX and XLSX, where the tables are not too many): those of the
    tables stand then in `linked_tables`, with merged cells spread out, where there is a link in any.
    `kind` is the format that the bytes are of, whatever the name says: "pdf", "docx", "doc", "xlsx", "xls", "pptx", "ofd",
    "rtf", "html", "txt" and "zip" are read; "ppt", "odf", "xlsb", "rar", "7z", "gzip", "image", "media", "ole" and "xml" are
    named; "" is unknown. `pages` counts pages of PDF and OFD, else 0.

    With a `problem` the file was not read, or so little of it that nothing can be called missing from it; `text` may
    still hold what was read. `detail` says in Chinese what was not read, also where that is too little to be a problem;
    "" when all was read.
    """

    text: str = ""
    tables: list[list[list[str]]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    linked_tables: list[LinkedTable] = field(default_factory=list)
    links_read: bool = False
    kind: str = ""
    pages: int = 0
    problem: Problem = Problem.NONE
    detail: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain data for `from_json`."""
        return {
            "text": self.text,
            "tables": self.tables,
            "headings": self.headings,
            "linked_tables": [
                [table.rows, [[at.row, at.column, at.link.url, at.link.text] for at in table.links]]
                for table in self.linked_tables
            ],
            "links_read": self.links_read,
            "kind": self.kind,
            "pages": self.pages,
            "problem": self.problem.value,
            "detail": self.detail,
        }

    @classmethod
    def from_json(cls, data: object) -> AttachmentText:
        """What `as_json` gave, from a process that is not trusted. Raises ValueError for any other shape."""
        if not isinstance(data, dict):
            raise ValueError("not an object")
        words = [data.get(name) for name in ("text", "kind", "detail", "problem")]
        headings, tables, pages = data.get("headings"), data.get("tables"), data.get("pages")
        if not _are_texts(words) or not _are_texts(headings):
            raise ValueError("a text is missing")
        if not isinstance(pages, int) or isinstance(pages, bool) or pages < 0:
            raise ValueError("no number of pages")
        if not isinstance(tables, list) or not all(
            isinstance(rows, list) and all(_are_texts(row) for row in rows) for rows in tables
        ):
            raise ValueError("a table is no list of rows of texts")
        return cls(
            text=data["text"],
            tables=tables,
            headings=data["headings"],
            linked_tables=_linked_tables(data.get("linked_tables")),
            links_read=data.get("links_read") is True,
            kind=data["kind"],
            pages=pages,
            problem=Problem(data["problem"]),
            detail=data["detail"],
        )


def _linked_tables(data: object) -> list[LinkedTable]:
    if not isinstance(data, list):
        raise ValueError("no list of linked tables")
    found: list[LinkedTable] = []
    for table in data:
        if not (isinstance(table, list) and len(table) == 2 and isinstance(table[1], list)):
            raise ValueError("a linked table has no rows and links")
        rows, links = table
        if not isinstance(rows, list) or not all(map(_are_texts, rows)):
            raise ValueError("a linked table is no list of rows of texts")
        found.append(LinkedTable(rows, [_cell_link(link, rows) for link in links]))
    return found


def _cell_link(data: object, rows: list[list[str]]) -> CellLink:
    if not (isinstance(data, list) and len(data) == 4 and _are_texts(data[2:])):
        raise ValueError("a link is no place and words")
    row, column = data[:2]
    if not all(type(at) is int for at in (row, column)):
        raise ValueError("a link has no place")
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise ValueError("a link stands outside its table")
    return CellLink(row, column, Link(data[2], data[3]))


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)

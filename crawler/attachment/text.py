"""What reading an attached file gives: its text, its tables, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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
            kind=data["kind"],
            pages=pages,
            problem=Problem(data["problem"]),
            detail=data["detail"],
        )


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)

"""An archived body read again as the crawl read it: a page's tree, the text of data, or the text of a file."""

from __future__ import annotations

import asyncio
import html as entities
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from crawler.snapshot.archive import ArchivedRecord

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.attachment.isolated import IsolatedReader

_SNIFFED = 2000  # characters at the start by which a page is told from data
_MOST_PRETTY = 4_000_000  # characters of JSON that are laid out anew
_PAGE_SIGN = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|div|p|a|ul|span|title|meta)[\s>]", re.I
)
_CALLBACK = re.compile(r"\s*[\w$.]{1,80}\s*\((.*)\)\s*;?\s*", re.S)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class BodyKind(StrEnum):
    """What a body is to a reader."""

    PAGE = "page"
    DATA = "data"  # JSON, XML or a script: a list's feed
    FILE = "file"  # PDF, Word and the like


@dataclass(slots=True)
class ArchivedPage:
    """An archived body as it is read.

    `text` is of a page its source, of data the data (JSON laid out line by line), of a file what was read of it, one
    paragraph a line. `tree` is a page's, None where it is too large to be parsed; `trouble` says in Chinese why that is, or
    what of a file could not be read. `charset` is what the bytes were read with ("" for files), `format` a file's format.
    """

    kind: BodyKind
    text: str
    charset: str = ""
    format: str = ""
    tree: HtmlElement | None = None
    trouble: str = ""

    @property
    def readable_source(self) -> str:
        """The source of a page with its entities and escapes resolved: what its scripts write stands there as well."""
        shown = entities.unescape(self.text)
        return (
            _ESCAPED.sub(lambda match: chr(int(match[1], 16)), shown) if "\\u" in shown else shown
        )


def is_file(record: ArchivedRecord) -> bool:
    """Whether an archived body is a file (PDF, Word …), by the rules of the crawl."""
    from crawler.answer import Answer
    from crawler.reading import is_file as crawled_as_file

    headers = (("content-type", record.content_type),)
    return not record.is_rendered and crawled_as_file(
        Answer(record.url, record.status, headers, record.body)
    )


def read_archived_page(record: ArchivedRecord) -> ArchivedPage:
    """A body that is no file (`is_file`), read with the charset that the crawl read it with; never raises."""
    from crawler.extract.bounds import TooMuch, slim
    from crawler.extract.charset import decode
    from crawler.extract.page import parse

    if record.is_rendered:
        text, charset = record.body.decode("utf-8", "replace"), "utf-8"
    else:
        text, charset = decode(record.body, record.content_type.lower())
    if _is_data(text, record.content_type):
        return ArchivedPage(BodyKind.DATA, _laid_out(text), charset)
    text = slim(text)
    try:
        return ArchivedPage(BodyKind.PAGE, text, charset, tree=parse(text))
    except TooMuch as error:
        return ArchivedPage(BodyKind.PAGE, text, charset, trouble=str(error))


class FileReader:
    """Reads bodies that are files, each in a process that no file can hang or crash. Use as a context manager."""

    def __init__(self) -> None:
        # In a thread of its own: whoever makes a report may have an event loop running already.
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()
        self._reader: IsolatedReader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader is not None:
            self._thread.submit(self._runner.run, self._reader.aclose()).result()
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def read(self, record: ArchivedRecord) -> ArchivedPage:
        """What the crawl reads of a file; never raises for what the file is."""
        return self._thread.submit(self._runner.run, self._read(record)).result()

    async def _read(self, record: ArchivedRecord) -> ArchivedPage:
        if self._reader is None:
            from crawler.attachment.isolated import IsolatedReader

            self._reader = IsolatedReader()
        read = await self._reader.read(record.body, record.url, record.content_type)
        return ArchivedPage(BodyKind.FILE, read.text, format=read.kind, trouble=read.detail)


def _is_data(text: str, content_type: str) -> bool:
    head = text[:_SNIFFED].lstrip("\ufeff\x00 \t\r\n")
    kind = content_type.partition(";")[0].strip().lower()
    if head.startswith("<"):
        return head.startswith("<?xml") and not _PAGE_SIGN.search(head)
    if kind.endswith(("json", "javascript", "xml")) or head.startswith(("{", "[")):
        return True
    return bool(head) and "<" not in head and "(" in head and head.rstrip().endswith((")", ");"))


def _laid_out(text: str) -> str:
    if len(text) > _MOST_PRETTY:
        return text
    inner = _CALLBACK.fullmatch(text)
    for candidate in (text, inner[1] if inner else ""):
        try:
            return json.dumps(json.loads(candidate), ensure_ascii=False, indent=1)
        except (ValueError, RecursionError):
            continue
    return text

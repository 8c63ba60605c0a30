"""The archive of a crawl: every response as a WARC record, each in its own gzip member, found again by file and offset.

A page that a browser has filled is a `conversion` record that refers to the response it was made of.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.answer import Answer

FOLDER = "archive"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
MOST_BODY = 256 << 20
"""Bytes of a body that are read: a crawl keeps far less, an altered archive could unpack to anything."""
_FILE_NAME = re.compile(r"([0-9]{1,9})-([0-9]{1,9})\.warc\.gz")
_OFFSET = re.compile(r"[0-9]{1,18}")
# What a record that is damaged, cut off or of another kind makes the reader raise.
UNREADABLE = (
    OSError,
    EOFError,
    StopIteration,
    ArchiveLoadFailed,
    AttributeError,
    ValueError,
    zlib.error,
)


class ArchiveError(Exception):
    """An archived response cannot be read; the message names file and offset."""


class ArchiveFile:
    """One WARC file that a run of a crawl appends to. Each run of an interrupted crawl writes a file of its own."""

    def __init__(self, root: Path, site_id: str, crawl_id: int) -> None:
        folder = root / FOLDER / site_id
        folder.mkdir(parents=True, exist_ok=True)
        run = 1
        while (path := folder / f"{crawl_id}-{run}.warc.gz").exists():
            run += 1
        self.name = path.relative_to(root).as_posix()
        self._file: BinaryIO = path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True)
        self._writer.write_record(
            self._writer.create_warcinfo_record(
                path.name, {"software": "zwgk", "format": "WARC File Format 1.1"}
            )
        )

    def add(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        fetched_at: str,
    ) -> str:
        """Append one response and flush it; returns "<file>#<offset>". `fetched_at` is ISO 8601 in UTC, ending in Z."""
        return self._write(self._response(url, status, headers, body, fetched_at))

    def add_rendered(self, url: str, shell: Answer, html: bytes, fetched_at: str) -> str:
        """Append the response that a browser was given and the DOM that it made of it; returns the place of the latter."""
        source = self._response(url, shell.status, shell.headers, shell.body, fetched_at)
        self._write(source)
        return self._write(
            self._writer.create_warc_record(
                url,
                "conversion",
                payload=BytesIO(html),
                length=len(html),
                warc_content_type="text/html; charset=utf-8",
                warc_headers_dict={
                    "WARC-Date": fetched_at,
                    "WARC-Refers-To": source.rec_headers.get_header("WARC-Record-ID"),
                },
            )
        )

    def _response(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        fetched_at: str,
    ) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(f"{status} ", list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": fetched_at},
        )

    def _write(self, record: ArcWarcRecord) -> str:
        offset = self._file.tell()
        self._writer.write_record(record)
        self._file.flush()
        return f"{self.name}#{offset}"

    def add_unchanged(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        sha256: str,
        fetched_at: str,
    ) -> None:
        """Append that a page was the same as an earlier archived one, whose body has this SHA-256 (hexadecimal)."""
        record = self._writer.create_warc_record(
            url,
            "revisit",
            http_headers=StatusAndHeaders(f"{status} ", list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": fetched_at,
                "WARC-Profile": _NOT_MODIFIED if status == 304 else _SAME_PAYLOAD,
                "WARC-Payload-Digest": f"sha256:{sha256}",
            },
        )
        self._writer.write_record(record)
        self._file.flush()

    def close(self) -> None:
        """Close the file; nothing is lost when this is never called."""
        self._file.close()


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """One record of the archive that holds a body.

    `place` is where the body lies, which for a page that was the same as before is an earlier record than the one asked
    for. `recorded_at` is ISO 8601 in UTC: when that body was received. `body` is as received, of a page that a browser
    filled (`is_rendered`) its DOM.
    """

    place: str
    url: str
    status: int
    content_type: str
    recorded_at: str
    body: bytes
    is_rendered: bool

    @property
    def sha256(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


def read_archived(root: Path, place: str) -> tuple[str, int, bytes]:
    """What is archived at "<file>#<offset>": URL, status and body, that of a rendered page being its DOM.

    Raises ArchiveError when the place does not exist, leads out of `root`, or holds no response.
    """
    record = read_record(root, place)
    return record.url, record.status, record.body


def read_record(root: Path, place: str) -> ArchivedRecord:
    """The record at "<file>#<offset>"; where that only says that a page was the same as before, the earlier one it means.

    Raises ArchiveError when the place does not exist, leads out of `root`, is damaged, or holds no body.
    """
    name, _, offset = place.partition("#")
    try:
        path = (root / name).resolve()
        inside = path.is_relative_to(root.resolve())
    except (OSError, ValueError):  # a name with a NUL in it
        inside = False
    if not _OFFSET.fullmatch(offset) or not inside:
        raise ArchiveError(f"存档位置 {place!r} 无效；应形如 archive/站点/1-1.warc.gz#1024")
    try:
        with path.open("rb") as stream:
            stream.seek(int(offset))
            record = next(iter(ArchiveIterator(stream)))
            if record.rec_type != "revisit":
                return _archived(record, place)
            digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    except UNREADABLE as error:
        raise ArchiveError(f"读不到存档 {place}：{error or '没有记录'}") from error
    found = find_body(root, path, digest.removeprefix("sha256:"))
    if found is None:
        raise ArchiveError(f"存档 {place} 只记着“内容未变”，但找不到它所指的原件")
    return found


def find_body(root: Path, beside: Path, sha256: str) -> ArchivedRecord | None:
    """The newest record with a body of this SHA-256 among the WARC files beside the given one; None where there is none."""
    files = sorted(beside.parent.glob("*.warc.gz"), key=run_of, reverse=True)
    for path in files:
        name = path.relative_to(root.resolve()).as_posix()
        try:
            with path.open("rb") as stream:
                records = ArchiveIterator(stream)
                for record in records:
                    if record.rec_type not in ("response", "conversion"):
                        continue
                    found = _archived(record, "")
                    if found.sha256 == sha256:
                        return replace(found, place=f"{name}#{records.get_record_offset()}")
        except UNREADABLE:
            continue
    return None


def run_of(path: Path) -> tuple[int, int]:
    """Which crawl a WARC file is of, and which of its runs: (12, 1) for 12-1.warc.gz; (0, 0) for any other name."""
    found = _FILE_NAME.fullmatch(path.name)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _archived(record: ArcWarcRecord, place: str) -> ArchivedRecord:
    """A record with its body. Raises one of `UNREADABLE` where it has none."""
    rendered = record.rec_type == "conversion"
    if not rendered and record.http_headers is None:
        raise ValueError("那里的记录不是网页")
    headers = record.rec_headers
    content_type = (
        headers.get_header("Content-Type")
        if rendered
        else record.http_headers.get_header("content-type")
    )
    body = record.content_stream().read(MOST_BODY + 1)
    if len(body) > MOST_BODY:
        raise ValueError(f"内容超过 {MOST_BODY >> 20} MB")
    # A member that was cut off reads as a shorter body.
    length = headers.get_header("Content-Length")
    if record.raw_stream.limit or not length:
        raise ValueError("记录不完整")
    return ArchivedRecord(
        place=place,
        url=headers.get_header("WARC-Target-URI") or "",
        status=200 if rendered else int(record.http_headers.get_statuscode()),
        content_type=content_type or "",
        recorded_at=headers.get_header("WARC-Date") or "",
        body=body,
        is_rendered=rendered,
    )

"""The archive of a crawl: every response as a WARC record, each in its own gzip member, found again by file and offset.

A page that a browser has filled is a `conversion` record that refers to the response it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def read_archived(root: Path, place: str) -> tuple[str, int, bytes]:
    """What is archived at "<file>#<offset>": URL, status and body, that of a rendered page being its DOM.

    Raises ArchiveError when the place does not exist, leads out of `root`, or holds no response.
    """
    name, _, offset = place.partition("#")
    path = (root / name).resolve()
    if not offset.isdigit() or not path.is_relative_to(root.resolve()):
        raise ArchiveError(f"存档位置 {place!r} 无效；应形如 archive/站点/1-1.warc.gz#1024")
    try:
        with path.open("rb") as stream:
            stream.seek(int(offset))
            record = next(iter(ArchiveIterator(stream)))
            rendered = record.rec_type == "conversion"
            return (
                record.rec_headers.get_header("WARC-Target-URI"),
                200 if rendered else int(record.http_headers.get_statuscode()),
                record.content_stream().read(),
            )
    except (OSError, StopIteration, ArchiveLoadFailed, AttributeError, ValueError) as error:
        raise ArchiveError(f"读不到存档 {place}：{error or '没有记录'}") from error

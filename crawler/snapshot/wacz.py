"""A site's latest crawl as a WACZ (Web Archive Collection Zipped 1.1.1), which ReplayWeb.page opens.

The WARC files of the crawl are taken over record by record, byte for byte. A page that was the same as at an earlier crawl
is only a reference there (revisit): it is written anew with the address and date of the record that it refers to, which
readers look for, and that record is taken along.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import quote_plus, unquote_plus, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.snapshot.archive import FOLDER, UNREADABLE, ArchiveError, run_of

VERSION = "1.1.1"
_ORIGINALS = "originals.warc.gz"
_WWW = re.compile(r"^www\d*\.")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.I)
_HEAD = 20_000  # bytes of a page in which its title is looked for
_BIG = 2_000_000_000  # bytes from which on a file in the ZIP needs 64 bits
_FIXED = (1980, 1, 1, 0, 0, 0)  # the date of every file in the ZIP: the records have their own


@dataclass(slots=True)
class WaczSummary:
    """What was packed: records of the crawl, pages among them, originals taken from earlier crawls, and in Chinese what
    could not be.
    """

    crawl: int = 0
    records: int = 0
    pages: int = 0
    originals: int = 0
    troubles: list[str] = field(default_factory=list)


class _Member(NamedTuple):
    """One record as it lies in its file: its bytes are a gzip member of their own."""

    kind: str
    url: str
    date: str
    status: str
    mime: str
    sha256: str
    title: str
    offset: int
    length: int
    record_id: str
    headers: StatusAndHeaders | None


@dataclass(slots=True)
class _Index:
    """The lines of the index and of the list of pages, as they come."""

    lines: list[str] = field(default_factory=list)
    pages: list[dict[str, str]] = field(default_factory=list)

    def add(
        self, member: _Member, offset: int, length: int, name: str, title: str, mime: str
    ) -> None:
        """Add one record that lies at `offset` of the file `name` of the package."""
        if member.kind not in ("response", "revisit") or not member.url:
            return
        is_page = mime == "text/html" and member.status in ("200", "304")
        if is_page and name != _ORIGINALS:
            page = {"id": f"{len(self.pages) + 1:08x}", "url": member.url, "ts": member.date}
            self.pages.append(page | ({"title": title} if title else {}))
        # "Not modified" is no page to show: whoever looks it up is led to the record before it, which is here as well.
        if member.status == "304":
            return
        stamp = re.sub(r"\D", "", member.date)[:14]
        entry = {
            "url": member.url,
            "mime": "warc/revisit" if member.kind == "revisit" else mime,
            "status": member.status,
            "digest": f"sha256:{member.sha256}",
            "length": str(length),
            "offset": str(offset),
            "filename": name,
        }
        self.lines.append(f"{surt(member.url)} {stamp} {json.dumps(entry, ensure_ascii=False)}")


def write_wacz(root: Path, site_id: str, out: Path, title: str) -> WaczSummary:
    """Write the latest crawl of a site to `out`, which is replaced whole. `root` is the audit's folder.

    Raises ArchiveError when the site has no archive or its newest one cannot be read, OSError when `out` cannot be written.
    """
    folder = root / FOLDER / site_id
    files = sorted((path for path in folder.glob("*.warc.gz") if run_of(path)[0]), key=run_of)
    if not files:
        raise ArchiveError(f"{folder} 里没有存档（*.warc.gz）")
    crawl = run_of(files[-1])[0]
    latest = [path for path in files if run_of(path)[0] == crawl]
    summary = WaczSummary(crawl=crawl)
    members = {path: list(_members(path, summary)) for path in latest}
    if not any(members.values()):
        raise ArchiveError(f"{latest[-1]} 里没有可读的记录：{'；'.join(summary.troubles)}")
    wanted = {each.sha256 for own in members.values() for each in own if each.kind == "revisit"}
    originals = _originals(reversed(files), wanted, crawl, summary)
    temporary = out.with_name(f".{out.name}.part")
    try:
        with zipfile.ZipFile(temporary, "w") as package:
            _write_package(package, members, originals, title, summary)
        temporary.replace(out)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return summary


def surt(url: str) -> str:
    """The address as ReplayWeb.page looks it up: host names reversed, lower case, parameters in order.

    >>> surt("http://www.boshan.gov.cn/Zwgk/?b=1&a=2")
    'cn,gov,boshan)/zwgk/?a=2&b=1'
    """
    try:
        parts = urlsplit(url.lower())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return url
    host = ",".join(reversed(_WWW.sub("", parts.hostname).split(".")))
    usual = {"http": 80, "https": 443}[parts.scheme]
    shown_port = f":{port}" if port and port != usual else ""
    query = "&".join(sorted(map(_parameter, filter(None, parts.query.split("&"))), key=_name_of))
    return f"{host}{shown_port}){parts.path or '/'}{'?' + query if query else ''}"


def _parameter(raw: str) -> str:
    """One parameter escaped as browsers do it."""
    escaped = (
        quote_plus(unquote_plus(part), safe="*").replace("~", "%7E") for part in raw.split("=", 1)
    )
    return "=".join(escaped)


def _name_of(parameter: str) -> str:
    return parameter.partition("=")[0]


def _members(path: Path, summary: WaczSummary) -> Iterator[_Member]:
    """The records of a file up to where it is damaged, should it be."""
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        try:
            for record in records:
                kind, headers = record.rec_type, record.rec_headers
                told = _read(record)
                record.raw_stream.read()
                if record.raw_stream.limit:
                    raise ValueError("记录不完整")
                yield _Member(
                    kind,
                    headers.get_header("WARC-Target-URI") or "",
                    headers.get_header("WARC-Date") or "",
                    *told,
                    records.get_record_offset(),
                    records.get_record_length(),
                    headers.get_header("WARC-Record-ID") or "",
                    record.http_headers if kind == "revisit" else None,
                )
        except UNREADABLE as error:
            summary.troubles.append(f"{path.name} 在此之后读不出：{error or '文件不完整'}")


def _read(record: ArcWarcRecord) -> tuple[str, str, str, str]:
    """Status, media type, SHA-256 of the body and title of a record; "" for what it has not."""
    if record.rec_type == "revisit":
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        status = record.http_headers.get_statuscode() if record.http_headers else ""
        return status, "", digest.removeprefix("sha256:"), ""
    if record.rec_type != "response" or record.http_headers is None:
        return "", "", "", ""
    mime = (record.http_headers.get_header("content-type") or "").partition(";")[0].strip().lower()
    body = record.content_stream().read()
    title = ""
    if mime in ("", "text/html") and (found := _TITLE.search(_decoded(body[:_HEAD]))):
        title = " ".join(html.unescape(found[1]).split())[:200]
        mime = "text/html"
    return (
        record.http_headers.get_statuscode(),
        mime or "application/octet-stream",
        hashlib.sha256(body).hexdigest(),
        title,
    )


def _decoded(head: bytes) -> str:
    from crawler.extract.charset import decode

    return decode(head)[0]


def _originals(
    files: Iterator[Path], wanted: set[str], crawl: int, summary: WaczSummary
) -> dict[str, tuple[Path, _Member]]:
    """For each SHA-256 that a reference names the newest record that holds the body."""
    found: dict[str, tuple[Path, _Member]] = {}
    for path in files:
        if wanted <= found.keys():
            break
        unread = WaczSummary()
        for member in _members(path, unread):
            if member.kind == "response" and member.sha256 in wanted:
                found.setdefault(member.sha256, (path, member))
        if run_of(path)[0] != crawl:
            summary.troubles += unread.troubles
    if lacking := len(wanted - found.keys()):
        summary.troubles.append(f"{lacking} 个内容未变的页面在以前的存档里找不到原件，不能回放")
    return found


def _write_package(
    package: zipfile.ZipFile,
    members: dict[Path, list[_Member]],
    originals: dict[str, tuple[Path, _Member]],
    title: str,
    summary: WaczSummary,
) -> None:
    index = _Index()
    resources: list[dict[str, Any]] = []
    for path, own in members.items():
        with _File(package, f"archive/{path.name}", resources, path.stat().st_size) as file:
            _take_over(path, own, originals, file, index)
        summary.records += sum(1 for each in own if each.kind != "warcinfo")
    in_latest = set(members)
    earlier = [pair for pair in originals.values() if pair[0] not in in_latest]
    if earlier:
        size = sum(member.length for _, member in earlier)
        with _File(package, f"archive/{_ORIGINALS}", resources, size) as file:
            for path, member in sorted(earlier, key=lambda each: (run_of(each[0]), each[1].offset)):
                offset = file.size
                file.write(_bytes_of(path, member))
                index.add(member, offset, member.length, _ORIGINALS, member.title, member.mime)
        summary.originals = len(earlier)
    summary.pages = len(index.pages)
    lines = "".join(f"{line}\n" for line in sorted(index.lines, key=str.encode))
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    pages = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in (head, *index.pages))
    for name, text in (("indexes/index.cdxj", lines), ("pages/pages.jsonl", pages)):
        with _File(package, name, resources, len(text)) as file:
            file.write(text.encode("utf-8", "replace"))
    described = json.dumps(
        _description(title, index, resources), ensure_ascii=False, indent=2
    ).encode("utf-8", "replace")
    digest = {
        "path": "datapackage.json",
        "hash": f"sha256:{hashlib.sha256(described).hexdigest()}",
    }
    for name, content in (
        ("datapackage.json", described),
        ("datapackage-digest.json", json.dumps(digest).encode()),
    ):
        with _File(package, name, [], len(content)) as file:
            file.write(content)


def _description(title: str, index: _Index, resources: list[dict[str, Any]]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": title,
        "description": "zwgk 审计抓取时收到的原样；脚本、样式和图片没有抓取。",
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": "zwgk",
    }
    if index.pages:
        first = index.pages[0]
        described |= {"mainPageUrl": first["url"], "mainPageDate": first["ts"]}
    return described | {"resources": resources}


def _take_over(
    path: Path,
    own: list[_Member],
    originals: dict[str, tuple[Path, _Member]],
    file: _File,
    index: _Index,
) -> None:
    with path.open("rb") as stream:
        for member in own:
            offset = file.size
            held = originals.get(member.sha256) if member.kind == "revisit" else None
            if held is None:
                stream.seek(member.offset)
                file.write(stream.read(member.length))
            else:
                file.write(_referring(member, held[1]))
            source = held[1] if held else member
            index.add(member, offset, file.size - offset, path.name, source.title, source.mime)


def _referring(member: _Member, original: _Member) -> bytes:
    """A reference written anew, with the address and date of what it refers to."""
    written = BytesIO()
    writer = WARCWriter(written, gzip=True)
    writer.write_record(
        writer.create_revisit_record(
            member.url,
            digest=f"sha256:{member.sha256}",
            refers_to_uri=original.url,
            refers_to_date=original.date,
            http_headers=member.headers,
            warc_headers_dict={
                "WARC-Date": member.date,
                "WARC-Record-ID": member.record_id,
            },
        )
    )
    return written.getvalue()


def _bytes_of(path: Path, member: _Member) -> bytes:
    with path.open("rb") as stream:
        stream.seek(member.offset)
        return stream.read(member.length)


class _File:
    """One file of the package while it is written: counted, and hashed for the package's description."""

    def __init__(
        self, package: zipfile.ZipFile, name: str, resources: list[dict[str, Any]], expected: int
    ) -> None:
        self._info = zipfile.ZipInfo(name, _FIXED)
        self._info.external_attr = 0o644 << 16
        # What is packed already must be found by its offset: readers ask for parts of it.
        packed = name.endswith(".gz")
        self._info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        self._stream: IO[bytes] = package.open(self._info, "w", force_zip64=2 * expected > _BIG)
        self._hash = hashlib.sha256()
        self._resources = resources
        self.size = 0

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        name = self._info.filename
        self._resources.append(
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": f"sha256:{self._hash.hexdigest()}",
                "bytes": self.size,
            }
        )

    def write(self, content: bytes) -> None:
        """Write the next bytes."""
        self._stream.write(content)
        self._hash.update(content)
        self.size += len(content)

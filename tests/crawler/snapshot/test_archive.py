"""The archive: what was received comes out again byte for byte, and no place leads out of the folder."""

from __future__ import annotations

import gzip
import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.snapshot.archive import ArchiveError, ArchiveFile, read_archived, read_record

URL = "http://www.a.gov.cn/zwgk/"
WHEN = "2021-04-15T01:02:03Z"
HEADERS = (("Content-Type", "text/html"), ("X-Powered-By", "ASP.NET"))


def test_every_response_is_found_again_by_its_place(tmp_path: Path) -> None:
    archive = ArchiveFile(tmp_path, "a", 7)
    bodies = [b"", b"one", bytes(range(256)) * 40, "政务公开".encode("gb18030")]
    places = [
        archive.add(f"{URL}{at}", 200 + at, HEADERS, body, WHEN) for at, body in enumerate(bodies)
    ]
    assert {place.partition("#")[0] for place in places} == {"archive/a/7-1.warc.gz"}
    # Readable while the crawl still runs, and in any order.
    for at in (3, 0, 2, 1):
        assert read_archived(tmp_path, places[at]) == (f"{URL}{at}", 200 + at, bodies[at])
    archive.close()
    assert read_archived(tmp_path, places[0]) == (f"{URL}0", 200, b"")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=3000), status=st.integers(200, 599))
def test_any_bytes_come_out_as_they_went_in(tmp_path: Path, body: bytes, status: int) -> None:
    archive = ArchiveFile(tmp_path, "any", 1)
    place = archive.add(URL, status, HEADERS, body, WHEN)
    archive.close()
    assert read_archived(tmp_path, place) == (URL, status, body)


def test_the_file_is_a_warc_that_others_read(tmp_path: Path) -> None:
    archive = ArchiveFile(tmp_path, "a", 1)
    archive.add(URL, 200, HEADERS, b"body", WHEN)
    archive.close()
    with (tmp_path / archive.name).open("rb") as stream:
        info, response = [
            (record.rec_type, record.rec_headers.get_header("WARC-Date"))
            for record in ArchiveIterator(stream)
        ]
    assert info[0] == "warcinfo"
    assert response == ("response", WHEN)
    with gzip.open(tmp_path / archive.name) as whole:
        assert b"X-Powered-By: ASP.NET" in whole.read()


@pytest.mark.parametrize(
    "headers",
    [
        (("X-Evil", "a\r\n\r\nWARC/1.0\r\nWARC-Type: response"),),
        (("", ""), ("X-Bytes", "\xe6\x94\xbf"), ("Content-Length", "999999")),
        (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
    ],
)
def test_a_hostile_header_changes_no_body(
    tmp_path: Path, headers: tuple[tuple[str, str], ...]
) -> None:
    archive = ArchiveFile(tmp_path, "a", 1)
    first = archive.add(URL, 200, headers, b"first body", WHEN)
    second = archive.add(URL, 200, HEADERS, b"second body", WHEN)
    archive.close()
    assert read_archived(tmp_path, second)[2] == b"second body"
    with (tmp_path / archive.name).open("rb") as stream:
        assert len(list(ArchiveIterator(stream))) == 3
    offset = int(first.partition("#")[2])
    raw = (tmp_path / archive.name).read_bytes()[offset : int(second.partition("#")[2])]
    assert gzip.decompress(raw).rstrip(b"\r\n").endswith(b"first body")


def test_each_run_of_a_crawl_writes_a_file_of_its_own(tmp_path: Path) -> None:
    first = ArchiveFile(tmp_path, "a", 1)
    place = first.add(URL, 200, HEADERS, b"kept", WHEN)
    first.close()
    second = ArchiveFile(tmp_path, "a", 1)
    second.add(URL, 200, HEADERS, b"new", WHEN)
    second.close()
    assert (first.name, second.name) == ("archive/a/1-1.warc.gz", "archive/a/1-2.warc.gz")
    assert read_archived(tmp_path, place)[2] == b"kept"


def test_a_file_cut_off_by_a_kill_keeps_what_was_whole(tmp_path: Path) -> None:
    archive = ArchiveFile(tmp_path, "a", 1)
    first = archive.add(URL, 200, HEADERS, b"whole", WHEN)
    second = archive.add(URL, 200, HEADERS, b"cut" * 1000, WHEN)
    archive.close()
    path = tmp_path / archive.name
    path.write_bytes(path.read_bytes()[: int(second.partition("#")[2]) + 40])
    assert read_archived(tmp_path, first)[2] == b"whole"
    with pytest.raises(ArchiveError, match="1-1"):
        read_archived(tmp_path, second)


@pytest.mark.parametrize(
    "place",
    [
        "", "archive/a/1-1.warc.gz", "archive/a/1-1.warc.gz#", "archive/a/1-1.warc.gz#-1", "archive/a/1-1.warc.gz#x",
        "archive/a/1-1.warc.gz#²", "archive/a/none.warc.gz#0", "archive/a/1-1.warc.gz#999999", "archive/a/1-1.warc.gz#3",
        "archive/a/1-1.warc.gz#0", "../outside.warc.gz#0", "/etc/passwd#0", "archive/../../outside.warc.gz#0", "archive#0",
    ],
)  # fmt: skip
def test_a_place_that_holds_no_response(tmp_path: Path, place: str) -> None:
    root = tmp_path / "audit"
    archive = ArchiveFile(root, "a", 1)
    archive.add(URL, 200, HEADERS, b"body", WHEN)
    archive.close()
    (tmp_path / "outside.warc.gz").write_bytes((root / archive.name).read_bytes())
    with pytest.raises(ArchiveError) as caught:
        read_archived(root, place)
    assert place in str(caught.value)


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    archive = ArchiveFile(tmp_path / "other", "a", 1)
    place = archive.add(URL, 200, HEADERS, b"body", WHEN)
    archive.close()
    root = tmp_path / "audit"
    root.mkdir()
    (root / "archive").symlink_to(tmp_path / "other" / "archive")
    with pytest.raises(ArchiveError):
        read_archived(root, place)


def test_an_unchanged_page_leads_to_the_newest_original(tmp_path: Path) -> None:
    body = "政务公开".encode("gb18030")
    digest = hashlib.sha256(body).hexdigest()
    for crawl in (2, 10):
        archive = ArchiveFile(tmp_path, "a", crawl)
        archive.add(URL, 200, HEADERS, b"another", WHEN)
        place = archive.add(URL, 200, HEADERS, body, f"2021-04-{crawl:02}T00:00:00Z")
        archive.close()
    again = ArchiveFile(tmp_path, "a", 11)
    start = (tmp_path / again.name).stat().st_size
    again.add_unchanged(URL, 304, HEADERS, digest, WHEN)
    lost = (tmp_path / again.name).stat().st_size
    again.add_unchanged(URL, 304, HEADERS, "0" * 64, WHEN)
    again.close()
    found = read_record(tmp_path, f"{again.name}#{start}")
    assert (found.place, found.body, found.sha256) == (place, body, digest)
    assert found.recorded_at == "2021-04-10T00:00:00Z"
    assert found.content_type == "text/html"
    with pytest.raises(ArchiveError, match="找不到它所指的原件"):
        read_record(tmp_path, f"{again.name}#{lost}")


def test_a_record_that_was_cut_off_is_never_read_as_a_shorter_one(tmp_path: Path) -> None:
    archive = ArchiveFile(tmp_path, "a", 1)
    body = random.Random(1).randbytes(20_000)
    place = archive.add(URL, 200, HEADERS, body, WHEN)
    archive.close()
    path = tmp_path / archive.name
    whole = path.read_bytes()
    start = int(place.partition("#")[2])
    refused = 0
    for end in [*range(start, len(whole), 211), *range(len(whole) - 40, len(whole))]:
        path.write_bytes(whole[:end])
        try:
            # The last bytes are a check sum and the record's end: without them the body is whole still.
            assert read_record(tmp_path, place).body == body
        except ArchiveError:
            refused += 1
    assert refused > (len(whole) - start) // 211


@pytest.mark.parametrize(
    "place",
    ["archive/a/1-1.warc.gz#0", "archive/\x00#1", "archive/a#٣", "#", "archive/a/1-1.warc.gz#5"],
)
def test_a_place_without_a_page_is_refused(tmp_path: Path, place: str) -> None:
    ArchiveFile(tmp_path, "a", 1).close()
    with pytest.raises(ArchiveError):
        read_record(tmp_path, place)


def test_a_body_is_read_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = ArchiveFile(tmp_path, "a", 1)
    place = archive.add(URL, 200, HEADERS, b"0" * 100_000, WHEN)
    archive.close()
    assert len(read_record(tmp_path, place).body) == 100_000
    monkeypatch.setattr("crawler.snapshot.archive.MOST_BODY", 99_999)
    with pytest.raises(ArchiveError, match="超过"):
        read_record(tmp_path, place)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 2_000), flipped=st.integers(1, 255), cut=st.integers(0, 400))
def test_a_damaged_file_gives_what_was_received_or_an_error(
    tmp_path: Path, at: int, flipped: int, cut: int
) -> None:
    archive = ArchiveFile(tmp_path, "damaged", 1)
    body = bytes(range(256)) * 4
    place = archive.add(URL, 200, HEADERS, body, WHEN)
    archive.close()
    path = tmp_path / archive.name
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= flipped
    path.write_bytes(raw[: len(raw) - cut])
    try:
        found = read_record(tmp_path, place)
    except ArchiveError:
        return
    # A byte of the headers can change without notice: the body is what the hash is compared with.
    assert isinstance(found.body, bytes)

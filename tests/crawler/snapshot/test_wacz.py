"""The WACZ of a site: what the specification asks for, records found by the index, and originals of unchanged pages."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.snapshot.archive import ArchiveError, ArchiveFile
from crawler.snapshot.wacz import surt, write_wacz

URL = "http://www.qingshi.gov.cn"
HTML = [("Content-Type", "text/html; charset=utf-8")]
HOME = "<title>青石县人民政府</title>首页".encode()
NOTICE = "<title>通知</title>内容".encode("gb18030")


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two crawls: of the second one page is new, one not modified, one the same again, one filled by a browser."""
    first = ArchiveFile(tmp_path, "qingshi", 3)
    first.add(f"{URL}/", 200, HTML, HOME, "2021-01-01T00:00:00Z")
    first.add(f"{URL}/notice.html", 200, HTML, NOTICE, "2021-01-01T00:00:05Z")
    first.add(f"{URL}/old.html", 200, HTML, b"<p>gone since</p>", "2021-01-01T00:00:09Z")
    first.close()
    other = ArchiveFile(tmp_path, "other", 4)
    other.add("http://www.other.gov.cn/", 200, HTML, b"other", "2021-01-01T00:00:00Z")
    other.close()
    second = ArchiveFile(tmp_path, "qingshi", 12)
    second.add_unchanged(f"{URL}/", 304, [], sha(HOME), "2021-04-15T00:00:00Z")
    second.add_unchanged(f"{URL}/notice.html?a=1", 200, HTML, sha(NOTICE), "2021-04-15T00:00:02Z")
    second.close()
    resumed = ArchiveFile(tmp_path, "qingshi", 12)
    assert resumed.name.endswith("12-2.warc.gz")
    resumed.add(
        f"{URL}/feed.json",
        200,
        [("Content-Type", "application/json")],
        b"{}",
        "2021-04-15T00:00:04Z",
    )
    resumed.add(f"{URL}/x.pdf", 404, HTML, b"<title>404</title>", "2021-04-15T00:00:05Z")
    resumed.close()
    return tmp_path


def packed(root: Path) -> tuple[zipfile.ZipFile, dict[str, Any]]:
    out = root / "qingshi.wacz"
    write_wacz(root, "qingshi", out, "青石县")
    package = zipfile.ZipFile(out)
    return package, json.loads(package.read("datapackage.json"))


def entries(package: zipfile.ZipFile) -> list[tuple[str, str, dict[str, str]]]:
    lines = package.read("indexes/index.cdxj").decode().splitlines()
    assert lines == sorted(lines, key=str.encode)
    split = [line.split(" ", 2) for line in lines]
    return [(key, stamp, json.loads(entry)) for key, stamp, entry in split]


def record_at(package: zipfile.ZipFile, entry: dict[str, str]) -> Any:
    whole = package.read(f"archive/{entry['filename']}")
    start, length = int(entry["offset"]), int(entry["length"])
    (record,) = [
        (each.rec_type, each.rec_headers, each.content_stream().read())
        for each in ArchiveIterator(BytesIO(whole[start : start + length]))
    ]
    return record


def test_the_package_is_what_the_specification_asks_for(root: Path) -> None:
    package, described = packed(root)
    assert described["profile"] == "data-package"
    assert described["wacz_version"] == "1.1.1"
    assert described["title"] == "青石县"
    assert described["mainPageUrl"] == f"{URL}/"
    names = set(package.namelist())
    assert names == {
        "archive/12-1.warc.gz",
        "archive/12-2.warc.gz",
        "archive/originals.warc.gz",
        "indexes/index.cdxj",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    }
    for resource in described["resources"]:
        content = package.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha(content)}"
        assert resource["name"] == resource["path"].rpartition("/")[2]
    assert {each["path"] for each in described["resources"]} == names - {
        "datapackage.json",
        "datapackage-digest.json",
    }
    digest = json.loads(package.read("datapackage-digest.json"))
    assert digest["path"] == "datapackage.json"
    assert digest["hash"] == f"sha256:{sha(package.read('datapackage.json'))}"
    for info in package.infolist():
        if info.filename.startswith("archive/"):
            assert info.compress_type == zipfile.ZIP_STORED
    assert package.testzip() is None


def test_pages_are_those_of_the_latest_crawl_with_their_titles(root: Path) -> None:
    package, _ = packed(root)
    head, *pages = map(json.loads, package.read("pages/pages.jsonl").decode().splitlines())
    assert head["format"] == "json-pages-1.0"
    assert [(each["url"], each["ts"], each["title"]) for each in pages] == [
        (f"{URL}/", "2021-04-15T00:00:00Z", "青石县人民政府"),
        (f"{URL}/notice.html?a=1", "2021-04-15T00:00:02Z", "通知"),
    ]


def test_every_entry_of_the_index_leads_to_its_record(root: Path) -> None:
    package, _ = packed(root)
    found = entries(package)
    # What was not modified is looked up in the original, which has its own time.
    assert [(key, stamp, entry["mime"], entry["filename"]) for key, stamp, entry in found] == [
        ("cn,gov,qingshi)/", "20210101000000", "text/html", "originals.warc.gz"),
        ("cn,gov,qingshi)/feed.json", "20210415000004", "application/json", "12-2.warc.gz"),
        ("cn,gov,qingshi)/notice.html", "20210101000005", "text/html", "originals.warc.gz"),
        ("cn,gov,qingshi)/notice.html?a=1", "20210415000002", "warc/revisit", "12-1.warc.gz"),
        ("cn,gov,qingshi)/x.pdf", "20210415000005", "text/html", "12-2.warc.gz"),
    ]
    for _, _, entry in found:
        kind, headers, body = record_at(package, entry)
        assert headers.get_header("WARC-Target-URI") == entry["url"]
        if kind == "response":
            assert entry["digest"] == f"sha256:{sha(body)}"
    ((_, headers, _),) = [
        record_at(package, entry) for *_, entry in found if entry["mime"] == "warc/revisit"
    ]
    assert headers.get_header("WARC-Refers-To-Target-URI") == f"{URL}/notice.html"
    assert headers.get_header("WARC-Refers-To-Date") == "2021-01-01T00:00:05Z"
    assert headers.get_header("WARC-Date") == "2021-04-15T00:00:02Z"


def test_records_are_taken_over_byte_for_byte(root: Path) -> None:
    package, _ = packed(root)
    whole = (root / "archive/qingshi/12-2.warc.gz").read_bytes()
    assert package.read("archive/12-2.warc.gz") == whole


def test_a_missing_original_is_told(root: Path) -> None:
    (root / "archive/qingshi/3-1.warc.gz").unlink()
    summary = write_wacz(root, "qingshi", root / "a.wacz", "t")
    assert summary.originals == 0
    assert "2 个" in "".join(summary.troubles)


def test_a_damaged_file_is_packed_as_far_as_it_reads(root: Path) -> None:
    path = root / "archive/qingshi/12-2.warc.gz"
    path.write_bytes(path.read_bytes()[:-40])
    summary = write_wacz(root, "qingshi", root / "a.wacz", "t")
    assert any("12-2.warc.gz" in trouble for trouble in summary.troubles)
    package = zipfile.ZipFile(root / "a.wacz")
    assert "cn,gov,qingshi)/feed.json" in package.read("indexes/index.cdxj").decode()


def test_a_site_without_an_archive_is_refused(root: Path) -> None:
    with pytest.raises(ArchiveError, match="没有存档"):
        write_wacz(root, "nowhere", root / "a.wacz", "t")
    (root / "archive/qingshi/13-1.warc.gz").write_bytes(b"no gzip")
    with pytest.raises(ArchiveError, match="没有可读的记录"):
        write_wacz(root, "qingshi", root / "a.wacz", "t")
    assert not (root / "a.wacz").exists()
    assert not list(root.glob(".*.part"))


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Boshan.gov.cn/Zwgk", "cn,gov,boshan)/zwgk"),
        ("https://www2.a.cn:8443/?b=2&a=1&a=0", "cn,a:8443)/?a=1&a=0&b=2"),
        ("http://a.cn:80", "cn,a)/"),
        ("http://a.cn/?x&y=%e4%b8%ad", "cn,a)/?x&y=%E4%B8%AD"),
        ("http://a.cn:x/", "http://a.cn:x/"),
        ("ftp://a.cn/", "ftp://a.cn/"),
    ],
)
def test_addresses_are_looked_up_as_replayweb_does(url: str, key: str) -> None:
    assert surt(url) == key

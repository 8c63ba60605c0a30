"""`zwgk evidence`: what it prints, what it compares, and the status it leaves with."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tests.reports.archived import SITE, Archive
from zwgk.cli import app

BODY = "<title>公告</title><h1>政府开放日公告</h1>"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.add(BODY, "政府开放日公告", url="http://www.qingshi.example/a.html")
    made.add("<p>第二页</p>", "第二页", url="http://www.qingshi.example/b.html")
    return made


def write(archive: Archive) -> Path:
    path = archive.root / "results.json"
    path.write_text(json.dumps(archive.results(), ensure_ascii=False), encoding="utf-8")
    return archive.root


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["evidence", *arguments])


def rule_of(archive: Archive) -> str:
    rows = archive.results()["sites"][0]["results"]
    rule: str = next(row["rule"] for row in rows if row["evidence"])
    return rule


def test_show_prints_quote_time_and_hash_and_compares_the_body(archive: Archive) -> None:
    root = write(archive)
    evidence = archive.evidence[0]
    for target in (rule_of(archive), evidence["url"], evidence["sha256"][:8].upper()):
        ended = run("show", SITE, target, str(root))
        assert ended.exit_code == 0, ended.output
        for told in (
            "政府开放日公告",
            evidence["sha256"],
            evidence["fetched_at"],
            evidence["archive"],
            "相符",
        ):
            assert told in ended.output
    assert "第二页" in run("show", SITE, rule_of(archive), str(root)).output
    assert "第二页" not in run("show", SITE, evidence["url"], str(root)).output


def test_a_body_that_is_another_ends_with_status_1(archive: Archive) -> None:
    archive.evidence[0]["sha256"] = "ab" * 32
    root = write(archive)
    ended = run("show", SITE, archive.evidence[0]["url"], str(root))
    assert ended.exit_code == 1
    assert "不符" in ended.output
    ended = run("verify", str(root))
    assert ended.exit_code == 1
    assert f"不符：{SITE} {rule_of(archive)} http://www.qingshi.example/a.html" in ended.output
    assert "核对存档 2 份：相符 1 份，不符 1 份" in ended.output


def test_verify_finds_an_altered_archive(archive: Archive) -> None:
    root = write(archive)
    assert run("verify", str(root)).exit_code == 0
    archive.file.close()
    path = root / archive.file.name
    whole = gzip.decompress(path.read_bytes())
    # The same length and sound gzip, another word: only the hash tells.
    forged = whole.replace("第二页".encode(), "第三页".encode())
    members = [part for part in forged.split(b"WARC/1.0") if part]
    parts = [gzip.compress(b"WARC/1.0" + part) for part in members]
    path.write_bytes(b"".join(parts))
    offset = 0
    for part, number in zip(parts, range(-1, 2), strict=True):
        if number >= 0:
            archive.evidence[number]["archive"] = f"{archive.file.name}#{offset}"
        offset += len(part)
    write(archive)
    ended = run("verify", str(root), "--site", SITE)
    assert ended.exit_code == 1
    assert "相符 1 份，不符 1 份" in ended.output


def test_the_original_is_saved_as_it_was_received(archive: Archive, tmp_path: Path) -> None:
    root = write(archive)
    target = tmp_path / "saved.html"
    ended = run("show", SITE, archive.evidence[0]["url"], str(root), "--save", str(target))
    assert ended.exit_code == 0
    assert target.read_text(encoding="utf-8") == BODY
    ended = run("show", SITE, rule_of(archive), str(root), "--save", str(target))
    assert ended.exit_code == 2
    assert "2 份" in ended.stderr


def test_what_is_not_there_is_named(archive: Archive, tmp_path: Path) -> None:
    root = write(archive)
    for arguments, told in (
        (("show", "nowhere", "x"), "没有 id 为“nowhere”的网站；有：qingshi"),
        (("show", SITE, "no/rule"), "没有与“no/rule”对应的证据"),
        (("verify", "--site", "nowhere"), "nowhere"),
        (("wacz", "--site", "nowhere"), "nowhere"),
        (("wacz", "-o", str(tmp_path / "a.zip")), ".wacz"),
    ):
        at = [*arguments[:3], str(root)] if arguments[0] == "show" else [*arguments, str(root)]
        ended = run(*at)
        assert ended.exit_code == 2, arguments
        assert told in ended.stderr


def test_a_site_is_packed(archive: Archive, tmp_path: Path) -> None:
    root = write(archive)
    out = tmp_path / "site.wacz"
    ended = run("wacz", str(root), "-o", str(out))
    assert ended.exit_code == 0, ended.output
    assert "记录 2 条，页面 2 个" in ended.output
    described = json.loads(zipfile.ZipFile(out).read("datapackage.json"))
    assert described["title"].startswith("青石县")


def test_the_folder_is_found_where_the_command_is_run(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(archive))
    assert run("verify").exit_code == 0


def test_a_moved_report_is_made_without_its_archive(archive: Archive, tmp_path: Path) -> None:
    root = write(archive)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (root / "results.json").rename(moved / "results.json")
    ended = CliRunner().invoke(app, ["report", "-o", str(moved)])
    assert ended.exit_code == 0
    assert "没有存档" in ended.stderr
    assert not (moved / "evidence").exists()
    ended = CliRunner().invoke(app, ["report", "-o", str(moved), "--no-evidence"])
    assert ended.stderr == ""

"""The store: opened only where it is one, and told in words where it is not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.snapshot.schema import SCHEMA_VERSION, StoreError, open_store


def url(path: Path) -> str:
    """The database URL of a file."""
    return f"sqlite:///{path}"


def execute(path: Path, *statements: str) -> None:
    """Run SQL on a file."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_new_store_has_its_tables_and_can_be_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "zwgk.sqlite"
    open_store(url(path), create=True).dispose()
    engine = open_store(url(path), create=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select version from store").scalar() == SCHEMA_VERSION
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
    engine.dispose()


def test_a_missing_store_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="zwgk crawl"):
        open_store(url(tmp_path / "none.sqlite"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_a_store_to_be(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with pytest.raises(StoreError, match="里没有抓取结果"):
        open_store(url(path), create=False)
    open_store(url(path), create=True).dispose()
    open_store(url(path), create=False).dispose()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", ["短", "很多字" * 4000, "SQLite format 3 以此开头的文字"])
def test_a_text_file_is_no_store_and_stays_as_it_was(
    tmp_path: Path, content: str, create: bool
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        open_store(url(path), create=create)
    assert path.read_text(encoding="utf-8") == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_stays_as_it_was(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "other.sqlite"
    execute(path, "create table contacts (name text)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="另一程序"):
        open_store(url(path), create=create)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("version", ["999", "0"])
def test_a_store_of_another_version(tmp_path: Path, version: str) -> None:
    path = tmp_path / "other.sqlite"
    execute(
        path,
        "create table store (version integer primary key)",
        f"insert into store values ({version})",
    )
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"第 {version} 版"):
        open_store(url(path), create=True)
    assert path.read_bytes() == before


def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "zwgk.sqlite"
    open_store(url(path), create=True).dispose()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"zwgk\.sqlite"):
        open_store(url(path), create=False)


@pytest.mark.parametrize("place", ["not a url", "://", "sqlite", "", "http:/x"])
def test_what_is_no_database_url(place: str) -> None:
    with pytest.raises(StoreError, match="--store"):
        open_store(place, create=True)


@pytest.mark.parametrize("place", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_store_in_memory_would_be_lost(place: str) -> None:
    with pytest.raises(StoreError, match="--store"):
        open_store(place, create=True)


@pytest.mark.parametrize("scheme", ["nodriver", "postgresql+nodriver"])
def test_a_database_without_a_driver_names_no_password(scheme: str) -> None:
    with pytest.raises(StoreError, match="打不开") as caught:
        open_store(f"{scheme}://me:geheim@host/name", create=True)
    assert "geheim" not in str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹"):
        open_store(url(tmp_path / "no" / "x.sqlite"), create=True)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=tmp_path.name):
        open_store(url(tmp_path), create=True)

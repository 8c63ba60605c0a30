"""DOC: pieces, paragraphs, tables, looks, fields, encryption."""

from __future__ import annotations

import struct

import pytest

from checks.texts.request_table import find_table
from crawler.attachment.read import read_attachment
from crawler.attachment.text import Problem
from demo.files.office_97 import doc
from demo.files.ole import ole
from demo.sites.model import Cell, Heading, Table
from tests.crawler.attachment.samples import SENTENCE, read, report

TEXT_AT = 0x800


def pieced(*pieces: tuple[str, bool], flags: int = 0, version: int = 0xC1) -> bytes:
    """A DOC of a text in pieces, each stored in one or two bytes a character, and nothing else."""
    main = bytearray(TEXT_AT)
    bounds, stored = [0], []
    for text, is_narrow in pieces:
        place = len(main)
        main += text.encode("cp1252" if is_narrow else "utf-16-le")
        stored.append((place * 2) | 0x40000000 if is_narrow else place)
        count = len(text) if is_narrow else len(text.encode("utf-16-le")) // 2
        bounds.append(bounds[-1] + count)
    plc = struct.pack(f"<{len(bounds)}I", *bounds)
    plc += b"".join(struct.pack("<HIH", 0, place, 0) for place in stored)
    clx = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<I", main, 0x4C, bounds[-1])
    struct.pack_into("<II", main, 0x9A + 8 * 33, 0, len(clx))
    return ole({"WordDocument": bytes(main), "1Table" if flags & 0x200 else "0Table": clx})


def test_the_annual_report() -> None:
    document = report()
    got = read(doc(document.title, document.blocks), "年报.doc")
    assert got.kind == "doc"
    assert got.headings == [
        document.title,
        *(block.text for block in document.blocks if isinstance(block, Heading)),
    ]
    table = find_table(got.tables)
    assert table is not None
    assert table.wrong_columns() == []
    assert table.names == (
        *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
    )
    paragraphs = [block for block in document.blocks if isinstance(block, str)]
    assert set(paragraphs) <= set(got.text.splitlines())


def test_merged_cells_stand_where_they_begin() -> None:
    rows = [[Cell("甲", rowspan=2), Cell("乙", 2)], ["丙", "丁"], [Cell("戊", 3)]]
    got = read(doc("标题", [Table(rows), "表后。"]), "a.doc")
    assert got.tables == [[["甲", "乙"], ["丙", "丁"], ["戊"]]]
    assert got.text.splitlines() == ["标题", "甲 乙", "丙 丁", "戊", "表后。"]


def test_many_paragraphs_over_many_pages_of_properties() -> None:
    blocks = [
        text for number in range(300) for text in (f"第{number}段。", Heading(f"标题{number}"))
    ]
    got = read(doc("文件", blocks))
    assert got.text.splitlines() == [
        "文件",
        *(line for number in range(300) for line in (f"第{number}段。", f"标题{number}")),
    ]
    assert got.headings == ["文件", *(f"标题{number}" for number in range(300))]


def test_pieces_in_one_and_two_bytes() -> None:
    got = read(
        pieced(("第一段", False), ("ABC 123\r", True), ("第二段𠮷。\r第三", False), ("-x\r", True))
    )
    assert got.text.splitlines() == ["第一段ABC 123", "第二段𠮷。", "第三-x"]


def test_fields_and_special_characters() -> None:
    text = '见\x13 HYPERLINK "http://x" \x14网站\x15。\r\x13 TOC \x14目录一\r目录二\x15\r甲\x0b乙\x0c丙\x1e丁\x01\x08\r'
    got = read(pieced((text, False), (SENTENCE, False)))
    assert got.text.splitlines() == ["见网站。", "目录一", "目录二", "甲", "乙", "丙-丁", SENTENCE]


def test_a_field_that_never_ends_takes_nothing_away() -> None:
    got = read(pieced((f"开头\x13{SENTENCE}\r{SENTENCE}\r", False)))
    assert got.text.count(SENTENCE) == 2


def test_cells_without_properties_are_still_read() -> None:
    got = read(pieced(("甲\x07乙\x07\x07丙\x07丁\x07\x07表后\r", False)))
    assert got.text.split() == ["甲", "乙", "丙", "丁", "表后"]


def test_tables_of_either_stream() -> None:
    assert read(pieced(("文字内容\r", False), flags=0x200)).text == "文字内容"


@pytest.mark.parametrize(
    ("flags", "version", "problem"),
    [
        (0x100, 0xC1, Problem.ENCRYPTED),
        (0, 0x68, Problem.UNKNOWN_FORMAT),
    ],
)
def test_encrypted_and_too_old(flags: int, version: int, problem: Problem) -> None:
    got = read_attachment(pieced((SENTENCE, False), flags=flags, version=version), "a.doc")
    assert (got.problem, got.kind, got.text) == (problem, "doc", "")


def test_pictures_alone_are_a_scan() -> None:
    got = read_attachment(pieced(("\x01\r\x01\r", False)), "a.doc")
    assert (got.problem, got.detail) == (Problem.SCANNED, "文件内容是图片（2张），没有文字")


def test_a_missing_table_stream() -> None:
    body = pieced((SENTENCE, False)).replace(
        "0Table".encode("utf-16-le"), "9Table".encode("utf-16-le")
    )
    got = read_attachment(body, "a.doc")
    assert (got.problem, got.detail) == (Problem.DAMAGED, "文件损坏：Word 结构不完整")


@pytest.mark.parametrize(
    ("stream", "kind", "problem"),
    [
        ("PowerPoint Document", "ppt", Problem.UNKNOWN_FORMAT),
        ("EncryptedPackage", "ole", Problem.ENCRYPTED),
        ("Contents", "ole", Problem.UNKNOWN_FORMAT),
    ],
)
def test_other_ole_files(stream: str, kind: str, problem: Problem) -> None:
    got = read_attachment(ole({stream: b"x"}), "a.wps")
    assert (got.problem, got.kind) == (problem, kind)

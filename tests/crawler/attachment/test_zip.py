"""ZIP of files, and which format a file is of."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from crawler.attachment import limits
from crawler.attachment.read import read_attachment
from crawler.attachment.text import Problem
from demo.files.office_97 import doc
from demo.files.pdf import pdf
from demo.files.zipped import docx, packed
from demo.sites.model import Table
from tests.crawler.attachment.samples import SENTENCE, read

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_the_texts_of_the_members_under_their_names() -> None:
    body = packed(
        {
            "年报/正文.docx": docx("年度报告", ["一、总体情况", SENTENCE]),
            "年报/附表.doc": doc("附表", [Table([["项目", "数量"], ["规章", "5"]])]),
            "年报/": b"",
            "__MACOSX/年报/._正文.docx": b"x",
            "年报/~$正文.docx": b"x",
            "说明.txt": "文字说明".encode("gbk"),
        }
    )
    got = read(body, "年报.zip")
    assert got.kind == "zip"
    assert got.detail == ""
    assert got.text.splitlines() == [
        *("年报/正文.docx", "年度报告", "一、总体情况", SENTENCE),
        *("年报/附表.doc", "附表", "项目 数量", "规章 5"),
        *("说明.txt", "文字说明"),
    ]
    assert got.tables == [[["项目", "数量"], ["规章", "5"]]]
    assert "一、总体情况" in got.headings


def test_names_in_gbk() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("NAME.txt", "文字")
    body = buffer.getvalue().replace(b"NAME", "附件".encode("gbk"))
    assert read(body).text == "附件.txt\n文字"


def test_names_that_climb_out_are_only_names() -> None:
    body = packed(
        {"../../../tmp/evil.txt": "文字", "C:\\x\\..\\y.txt": "文字", "/etc/passwd.txt": "文字"}
    )
    got = read(body)
    assert got.text.splitlines()[0] == "../../../tmp/evil.txt"
    assert got.text.count("文字") == 3


def test_what_was_not_read_is_named() -> None:
    body = packed({"a.txt": SENTENCE, "图.png": PNG, "b.rar": b"Rar!\x1a\x07\x00 ..."})
    got = read_attachment(body, "a.zip")
    assert got.problem is Problem.SCANNED
    assert got.detail == (
        "压缩包内有文件未能读取（图.png：图片文件，没有文字层；b.rar：RAR 压缩包，不能解压读取）"
    )
    assert SENTENCE in got.text


def test_what_one_member_holds_in_part() -> None:
    scanned = pdf("标题", [SENTENCE], scanned=True)
    got = read_attachment(packed({"a.pdf": scanned}), "a.zip")
    assert (got.problem, got.text) == (Problem.SCANNED, "a.pdf")
    assert got.detail == "压缩包内有文件未能读取（a.pdf：扫描件，1页无文字层）"


def test_an_archive_within_an_archive_and_no_further() -> None:
    inner = packed({"b.txt": SENTENCE})
    assert SENTENCE in read(packed({"a.zip": inner})).text
    deeper = read_attachment(packed({"c.zip": packed({"a.zip": inner})}), "a.zip")
    assert SENTENCE not in deeper.text
    assert deeper.problem is Problem.TOO_LARGE
    assert "压缩包嵌套过深" in deeper.detail


def test_more_members_than_are_read() -> None:
    body = packed({f"{number}.txt": "文字" for number in range(limits.MAX_FILES + 1)})
    got = read_attachment(body, "a.zip")
    assert got.problem is Problem.TOO_LARGE
    assert got.detail == "压缩包内有101个文件，只读取了前100个"


def test_an_empty_archive() -> None:
    got = read_attachment(packed({}), "a.zip")
    assert (got.problem, got.detail) == (Problem.DAMAGED, "压缩包中没有文件")


def test_a_password() -> None:
    body = bytearray(packed({"a.txt": SENTENCE}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + flags] |= 1
    got = read_attachment(bytes(body), "a.zip")
    assert got.problem is Problem.ENCRYPTED
    assert got.detail == "压缩包内有文件未能读取（a.txt：文件已加密，需要密码）"


@pytest.mark.parametrize(
    ("body", "name", "kind", "problem"),
    [
        (b"", "a.pdf", "", Problem.DAMAGED),
        (b"\0" * 600, "a.doc", "", Problem.DAMAGED),
        (b"Rar!\x1a\x07\x01\x00abc", "a.zip", "rar", Problem.UNKNOWN_FORMAT),
        (b"7z\xbc\xaf\x27\x1c abc", "a.zip", "7z", Problem.UNKNOWN_FORMAT),
        (b"\x1f\x8b\x08 abc", "a.doc", "gzip", Problem.UNKNOWN_FORMAT),
        (PNG, "a.pdf", "image", Problem.SCANNED),
        (b"\xff\xd8\xff\xe0 JFIF", "a.jpg", "image", Problem.SCANNED),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a", "image", Problem.SCANNED),
        (b"BM\x08\0\0\0\0\0", "a.bmp", "image", Problem.SCANNED),
        (b"\0\0\0\x20ftypisom", "a.mp4", "media", Problem.UNKNOWN_FORMAT),
        (b"b\x14#e\x05\x01E-SafeNet\0\0LOCK", "a.doc", "", Problem.ENCRYPTED),
        (bytes(range(256)) * 4, "a.pdf", "", Problem.DAMAGED),
        (bytes(range(256)) * 4, "a.xyz", "", Problem.UNKNOWN_FORMAT),
        (SENTENCE.encode(), "a.pdf", "txt", Problem.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "a.doc", "ole", Problem.DAMAGED),
        (b"PK\x03\x04 cut", "a.docx", "zip", Problem.DAMAGED),
        (b"%PDF-1.4\n%%EOF", "a.pdf", "pdf", Problem.DAMAGED),
        (packed({"xl/workbook.bin": "x"}), "a.xlsb", "xlsb", Problem.UNKNOWN_FORMAT),
        (packed({"mimetype": "x", "content.xml": "x"}), "a.odt", "odf", Problem.UNKNOWN_FORMAT),
        (b"<?xml version='1.0'?><?mso-application x?><x/>", "a.xml", "xml", Problem.UNKNOWN_FORMAT),
    ],
)
def test_what_cannot_be_read_is_named(body: bytes, name: str, kind: str, problem: Problem) -> None:
    got = read_attachment(body, name)
    assert (got.kind, got.problem) == (kind, problem)
    assert got.detail
    assert got.text == ""


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.xls", "", "download.jsp?id=1", "a.zip"])
def test_bytes_decide_not_names(name: str) -> None:
    assert read(docx("标题", [SENTENCE]), name, "application/octet-stream").kind == "docx"
    assert read(pdf("标题", [SENTENCE]), name, "text/html").kind == "pdf"
    assert read(doc("标题", [SENTENCE]), name).kind == "doc"


def test_bytes_before_a_pdf() -> None:
    assert read(b"\r\n\r\n" + pdf("标题", [SENTENCE])).kind == "pdf"

"""Files made to break a reader."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.attachment import limits
from crawler.attachment.container import Unpacking
from crawler.attachment.lines import is_garbled, joined, tidy
from crawler.attachment.read import read_attachment, read_nested
from crawler.attachment.text import AttachmentText, Problem
from demo.files.office_97 import doc, xls
from demo.files.ole import ole
from demo.files.pdf import pdf
from demo.files.zipped import docx, ofd, packed, xlsx
from demo.sites.model import Table
from tests.crawler.attachment.samples import SENTENCE, raw_pdf, repeated_page, shown

BLOCKS = ["一、总体情况", SENTENCE, Table([["项目", "数量"], ["规章", "5"]])]
WHOLE = {
    "pdf": pdf("标题", BLOCKS),
    "docx": docx("标题", BLOCKS),
    "xlsx": xlsx("标题", BLOCKS),
    "ofd": ofd("标题", BLOCKS),
    "doc": doc("标题", BLOCKS),
    "xls": xls("标题", BLOCKS),
    "zip": packed({"a.docx": docx("标题", BLOCKS), "b.txt": SENTENCE}),
    "rtf": b"{\\rtf1\\ansicpg936{\\fonttbl{\\f0\\fcharset134 x;}}\\trowd\\cellx9\\intbl\\'b9\\'fa\\cell\\row\\u25919?\\par}",
    "html": f"<html><body><table><tr><td>{SENTENCE}</td><td>1</td></tr></table></body></html>".encode(),
}


def within_limits(read: AttachmentText) -> bool:
    """Whether what was read keeps to the limits, and passes between processes."""
    assert read == AttachmentText.from_json(read.as_json())
    read.text.encode("utf-8")
    assert bool(read.text) or bool(read.problem)
    assert bool(read.detail) or not read.problem
    assert len(read.text) <= limits.MAX_CHARACTERS
    assert sum(len(row) for table in read.tables for row in table) <= limits.MAX_CELLS
    assert "\ufdd0" not in read.text
    return True


@given(st.binary(max_size=400), st.sampled_from([b"", *(body[:12] for body in WHOLE.values())]))
@settings(max_examples=60, deadline=None)
def test_any_bytes(tail: bytes, head: bytes) -> None:
    assert within_limits(read_attachment(head + tail, "a.doc"))


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8),
    st.floats(0.1, 1.5),
)
@settings(max_examples=150, deadline=None)
def test_any_change(kind: str, changes: list[tuple[float, bytes]], kept: float) -> None:
    body = bytearray(WHOLE[kind])
    for place, new in changes:
        at = int(place * (len(body) - 1))
        body[at : at + len(new)] = new
    assert within_limits(read_attachment(bytes(body[: int(kept * len(body))]), f"a.{kind}"))


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_a_file_that_was_not_sent_whole(kind: str) -> None:
    body = WHOLE[kind]
    assert read_attachment(body, "").problem is Problem.NONE
    for part in range(24):
        got = read_attachment(body[: part * len(body) // 24], f"a.{kind}")
        assert within_limits(got)
        assert got.problem or kind == "html"  # whose end cannot be told


def bomb(name: str, size: int) -> bytes:
    """A zip of one member that unpacks to so many bytes."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(size >> 20):
            member.write(b" " * (1 << 20))
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "word/document.xml", "xl/workbook.xml", "OFD.xml"])
def test_a_zip_bomb(name: str) -> None:
    got = read_attachment(bomb(name, 100 << 20), "a.zip")
    assert got.problem is Problem.TOO_LARGE
    assert "解压后过大" in got.detail


def test_a_member_that_lies_about_its_size() -> None:
    body = bytearray(bomb("a.txt", 20 << 20))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", body, body.index(mark) + place, 10)
    got = read_attachment(bytes(body), "a.zip")
    assert len(got.text) < 1000
    assert got.problem is Problem.DAMAGED


def test_what_is_unpacked_counts_over_all_archives() -> None:
    inner = packed({"a.txt": SENTENCE * 100, "b.txt": "文字"})
    unpacking = Unpacking(len(inner) + 100)
    got = read_nested(packed({"x.zip": inner}), "a.zip", "", 0, unpacking)
    assert got.problem is Problem.TOO_LARGE
    assert "b.txt\n文字" in got.text
    assert SENTENCE not in got.text
    assert unpacking.left < 100


def test_more_entries_than_a_real_file_has() -> None:
    body = packed({"a.txt": "x"}) + b"PK\x01\x02" * (limits.MAX_MEMBERS + 1)
    got = read_attachment(body, "a.zip")
    assert (got.problem, got.kind) == (Problem.TOO_LARGE, "zip")


ENTITIES = "<!DOCTYPE x [<!ENTITY a0 '哈哈哈哈哈哈哈哈哈哈'>" + "".join(
    f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 12)
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY a11 SYSTEM 'file:///etc/hostname'>"


@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("part", ["word/document.xml", "OFD.xml", "xl/workbook.xml"])
def test_entities_are_not_resolved(part: str, declared: str) -> None:
    root = {"word/document.xml": "document", "OFD.xml": "OFD", "xl/workbook.xml": "workbook"}[part]
    content = (
        f"{declared}]><{root} a='&a11;'><body><p><r><t>{SENTENCE}&a11;</t></r></p></body>"
        f"<DocBody><DocRoot>&a11;</DocRoot></DocBody><sheets><sheet name='&a11;'/></sheets></{root}>"
    )
    got = read_attachment(packed({part: content}), "a.docx")
    assert got.text in ("", SENTENCE)
    assert "哈" not in got.text


def test_xml_nested_without_end() -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    body = packed(
        {"word/document.xml": f"<w:document xmlns:w='w'><w:body>{deep}</w:body></w:document>"}
    )
    got = read_attachment(body, "a.docx")
    assert got.problem is Problem.TOO_LARGE


def test_objects_that_lead_to_themselves() -> None:
    pages = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        4: b"<</Length 5>>stream\n/X Do\nendstream",
        5: b"<</Subtype/Form/BBox[0 0 9 9]/Length 5/Resources<</XObject<</X 5 0 R>>>>>>stream\n/X Do\nendstream",
    }
    assert within_limits(read_attachment(raw_pdf(pages), "a.pdf"))


def test_lines_without_number_on_a_page() -> None:
    line = b"10 10 m 500 10 l S\n"
    got = read_attachment(repeated_page(line * 120_000 + shown(SENTENCE, 72, 700), 1), "a.pdf")
    assert within_limits(got)
    assert SENTENCE[:20] in got.text


def test_text_packed_many_times_over() -> None:
    content = b"".join(
        shown(f"{number}{SENTENCE[:30]}", 72 + number % 9, 800 - number % 700)
        for number in range(2000)
    )
    got = read_attachment(repeated_page(content, 1), "a.pdf")
    assert within_limits(got)
    assert got.problem is Problem.TOO_LARGE


def test_a_pdf_that_claims_endless_pages() -> None:
    body = repeated_page(shown(SENTENCE, 72, 700), 2).replace(b"/Count 2", b"/Count 2000000000")
    assert within_limits(read_attachment(body, "a.pdf"))


def test_a_picture_that_claims_to_be_endless() -> None:
    packed_bytes = zlib.compress(b"\0" * 100)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>",
        4: b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /P Do Q  \nendstream",
        5: b"<</Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length "
        b"%d>>stream\n%s\nendstream" % (len(packed_bytes), packed_bytes),
    }
    assert read_attachment(raw_pdf(objects), "a.pdf").problem is Problem.SCANNED


def test_an_ole_directory_that_leads_in_circles() -> None:
    body = bytearray(ole({"WordDocument": b"x" * 5000, "1Table": b"y" * 5000}))
    table = len(body) - 512
    for number in range(0, 40, 3):
        struct.pack_into("<I", body, table + 4 * number, 1)
    assert within_limits(read_attachment(bytes(body), "a.doc"))


def test_a_word_file_whose_pieces_repeat() -> None:
    # Each piece names the same text: a few bytes would become gigabytes.
    main = bytearray(0x800) + ("政府信息" * 8000).encode("utf-16-le")
    count = 20_000
    plc = struct.pack(f"<{count + 1}I", *(number * 32_000 for number in range(count + 1)))
    plc += struct.pack("<HIH", 0, 0x800, 0) * count
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<I", main, 0x4C, count * 32_000)
    struct.pack_into("<II", main, 0x9A + 8 * 33, 0, len(clx))
    got = read_attachment(ole({"WordDocument": bytes(main), "0Table": clx}), "a.doc")
    assert within_limits(got)
    assert got.problem is Problem.TOO_LARGE


def test_rtf_without_end() -> None:
    assert within_limits(
        read_attachment(b"{\\rtf1" + b"{" * 200_000 + b"\\bin-5 \\bin9999999999 x", "a.doc")
    )
    assert within_limits(
        read_attachment(b"{\\rtf1\\ansicpg936 " + b"\\trowd\\cell" * 100_000, "a.doc")
    )


def test_text_without_end() -> None:
    got = read_attachment(("政务公开" * 20 + "\n").encode("gbk") * 26_000, "a.txt")
    assert within_limits(got)
    assert got.problem is Problem.TOO_LARGE
    assert got.detail.startswith("内容超过读取上限")


def test_a_file_larger_than_any() -> None:
    got = read_attachment(b"%PDF-" + b"x" * limits.MAX_BYTES, "a.pdf")
    assert (got.problem, got.detail) == (Problem.TOO_LARGE, "文件过大（64MB），未读取")


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_lines_of_any_text(first: str, second: str) -> None:
    one, two = tidy(first), tidy(second)
    assert "\n" not in one
    assert tidy(one) == one
    assert joined(one, two).replace(" ", "").endswith(two.replace(" ", ""))
    is_garbled(one)


@pytest.mark.parametrize(
    "tables",
    [
        None,
        {},
        [[]],
        [[[["甲"]], None]],
        [[["甲"], []]],
        [[[["甲"]], [[0, 0, "http://a.cn/"]]]],
        [[[["甲"]], [[0, 1, "http://a.cn/", "查看"]]]],
        [[[["甲"]], [[-1, 0, "http://a.cn/", "查看"]]]],
        [[[["甲"]], [[True, 0, "http://a.cn/", "查看"]]]],
        [[[["甲"]], [[0, 0, None, "查看"]]]],
    ],
)
def test_linked_tables_of_another_shape_are_refused(tables: object) -> None:
    data = AttachmentText("甲").as_json() | {"linked_tables": tables}
    with pytest.raises(ValueError, match=r"link"):
        AttachmentText.from_json(data)

"""What an answer is taken for: a page or a file, whatever the server calls it."""

from __future__ import annotations

import pytest

from crawler.answer import Answer
from crawler.reading import is_file

PAGE, DOCX = b"<!DOCTYPE html><p>a</p>", b"PK\x03\x04[Content_Types].xml"


@pytest.mark.parametrize(
    ("content_type", "body", "file"),
    [
        ("text/html; charset=gbk", PAGE, False),
        ("application/xhtml+xml", PAGE, False),
        ("", PAGE, False),
        ("application/octet-stream", b"  \r\n" + PAGE, False),
        ("application/json;charset=UTF-8", b'{"data": []}', False),
        ("application/pdf", b"%PDF-1.4", True),
        ("text/html", b"%PDF-1.4", True),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            DOCX,
            True,
        ),
        ("text/plain", DOCX, True),
        ("application/msword", b"\x00\x01", True),
        ("", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        ("application/msword", b"<html><body>saved as a page</body></html>", False),
    ],
)
def test_a_file_is_told_by_its_first_bytes_before_its_name(
    content_type: str, body: bytes, file: bool
) -> None:
    answer = Answer("http://a/x", 200, (("Content-Type", content_type),), body)
    assert is_file(answer) is file

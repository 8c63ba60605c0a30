"""Which format a file is of: by its bytes, then its name, then what the server calls it. Servers and names lie."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.charset import decode

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: Final = (
    (_OLE, "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rt", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    # Excel before it used OLE: BIFF 2 to 5.
    (b"\x09\x00\x04\x00", "xls"),
    (b"\x09\x02\x06\x00", "xls"),
    (b"\x09\x04\x06\x00", "xls"),
    (b"\x09\x08\x08\x00", "xls"),
)
_HEAD: Final = 1024
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|table|div|p|title|style|script|center|font)[\s>/]",
    re.I,
)
_MHTML = re.compile(rb"^\s*(?:MIME-Version:|From:\s|Content-Type:\s*multipart/related)", re.I)
_TEXT_NAMES = frozenset({"txt", "csv", "text", "log", "md"})
_OFFICE_NAMES = frozenset(
    {"doc", "xls", "wps", "et", "rtf", "mht", "mhtml", "htm", "html", "shtml"}
)
_CONTENT_TYPES: Final = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/ofd": "ofd",
    "application/zip": "zip",
    "text/plain": "txt",
    "text/csv": "csv",
}


def claimed(name: str, content_type: str) -> str:
    """The format that name or server claim, as an extension in lower case; "" when they claim none."""
    own = re.split(r"[?#]", name, maxsplit=1)[0].rstrip(" .")
    suffix = own.rpartition(".")[2].lower() if "." in own else ""
    if 1 <= len(suffix) <= 5 and suffix.isalnum():
        return suffix
    return _CONTENT_TYPES.get(content_type.split(";", 1)[0].strip().lower(), "")


def recognise(body: bytes, claim: str) -> str:
    """The format: "pdf", "ole", "zip", "rtf", "html", "mhtml", "txt", "image" …; "" when the bytes are of none known.

    `claim` (see `claimed`) decides only between text and HTML, where bytes cannot.
    """
    head = body[:_HEAD]
    if b"E-SafeNet" in head[:64]:
        return "locked"
    if b"%PDF-" in head:
        return "pdf"
    for start, kind in _STARTS:
        if body.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[4:8] == b"ftyp" or head[:3] == b"ID3" or head[:4] == b"\x1aE\xdf\xa3":
        return "media"
    if head[:2] == b"BM" and int.from_bytes(head[2:6], "little") == len(body):
        return "image"
    if _MHTML.match(head):
        return "mhtml"
    return _of_text(body, claim)


def _of_text(body: bytes, claim: str) -> str:
    text = decode(body[: 64 * _HEAD])[0]
    if not _is_readable(text):
        return ""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if start.startswith("{\\rt"):
        return "rtf"
    if "<?mso-application" in start or "schemas.microsoft.com/office/word/2003" in start:
        return "xml"
    if claim in _TEXT_NAMES and not _TAG.match(start):
        return "txt"
    if _TAG.search(start) and start[:1] == "<":
        return "html"
    if claim in _OFFICE_NAMES and _TAG.search(start):
        return "html"
    return "txt"


def _is_readable(text: str) -> bool:
    """Whether decoded text is text: hardly any control or replaced character."""
    if not text:
        return False
    bad = sum(
        1
        for character in text
        if character == "\ufffd" or (character < " " and character not in "\t\r\n\f\x0b")
    )
    return bad * 100 <= len(text)

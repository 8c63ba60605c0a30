"""Plain text, whatever its charset."""

from __future__ import annotations

from crawler.attachment import limits
from crawler.attachment.content import Content
from crawler.attachment.text import AttachmentText, Problem, Unreadable
from crawler.extract.charset import decode

_MAY_BE_TEXT = frozenset({"", "txt", "csv", "text", "log", "md", "doc", "wps", "rtf", "xls", "et"})


def read(body: bytes, claim: str, content_type: str = "") -> AttachmentText:
    """The lines of a text file. Raises Unreadable when the name promises a format that text cannot be."""
    if claim not in _MAY_BE_TEXT:
        raise Unreadable(
            Problem.DAMAGED, f"文件损坏：名为 {claim.upper()[:8]} 文件，内容却是纯文本"
        )
    content = Content()
    for line in decode(body, content_type)[0][: limits.MAX_CHARACTERS + 1].splitlines():
        content.add_paragraph(line)
        if content.is_full:
            break
    return content.finish("txt")

"""HTML under a file's name: many systems export .doc and .xls so, some as MHTML. Also what is no file at all."""

from __future__ import annotations

import email
import email.policy

from lxml import html

from crawler.attachment.content import Content
from crawler.attachment.text import AttachmentText, Problem, Unreadable
from crawler.extract import body as bodies
from crawler.extract import flat, soft
from crawler.extract.charset import decode
from crawler.extract.page import MAX_TEXT, parse
from crawler.snapshot.facts import Outcome

_MAY_BE_HTML = frozenset(
    {"", "doc", "xls", "wps", "et", "rtf", "htm", "html", "shtml", "mht", "mhtml"}
)
_NO_FILE = "链接指向的不是文件，服务器返回的是网页"


def read(body: bytes, claim: str, content_type: str = "") -> AttachmentText:
    """The text of a page saved as a document. Raises Unreadable when it is a page about an error, or when the name
    promises a format that nobody would save as HTML: then the server sent a page instead of the file.
    """
    text = decode(body, content_type)[0][:MAX_TEXT]
    tree = parse(text)
    outcome, why = soft.classify(tree, text, 200, {}, "")
    if outcome is not Outcome.OK:
        raise Unreadable(Problem.UNKNOWN_FORMAT, f"{_NO_FILE}（{why}）")
    if claim not in _MAY_BE_HTML:
        raise Unreadable(Problem.UNKNOWN_FORMAT, _NO_FILE)
    return _read_tree(tree)


def read_mhtml(body: bytes) -> AttachmentText:
    """The text of the page that a web archive (MHTML) holds. Raises Unreadable where it holds none."""
    message = email.message_from_bytes(body, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                declared = part.get_content_charset() or ""
                text = decode(content, f"text/html; charset={declared}")[0][:MAX_TEXT]
                return _read_tree(parse(text))
    raise Unreadable(Problem.UNKNOWN_FORMAT, "网页归档文件（MHTML）中没有网页")


def _read_tree(tree: html.HtmlElement) -> AttachmentText:
    content = Content()
    pieces = flat.visible(flat.flatten(tree)).split(flat.ROW)
    lines = [line for piece in pieces if flat.CELL not in piece for line in flat.lines(piece)]
    heads = set(bodies.headings(tree, lines))
    for piece in pieces:
        if flat.CELL in piece:
            content.add_row(" ".join(flat.lines(cell)) for cell in piece.split(flat.CELL))
            continue
        for line in flat.lines(piece):
            content.add_paragraph(line, strong=line in heads)
        if content.is_full:
            break
    content.tables = bodies.tables(tree)
    content.pictures = sum(1 for _ in tree.iter("img"))
    return content.finish("html")

"""Page facts as JSON text and back: short keys, empty fields left out, body text kept in a column of its own."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from crawler.snapshot.facts import (
    CellLink,
    DateFact,
    DateOrigin,
    Link,
    LinkedTable,
    ListRow,
    PageFacts,
)

_LINK_FIELDS = ("breadcrumb", "attachments", "body_links", "links")
_PLAIN_FIELDS = (
    "index_number",
    "metadata",
    "meta",
    "tables",
    "headings",
    "form_fields",
    "around",
    "stamp",
    "file",
    "unread_part",
    "placeholder",
    "home",
)
_FLAGS = ("is_article", "is_list", "links_read")
# A NUL as JSON writes it, and not a backslash, itself escaped, before these letters.
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def _pack_date(fact: DateFact | None) -> list[str] | None:
    return [fact.day.isoformat(), fact.origin.value, fact.words] if fact else None


def _unpack_date(packed: list[str] | None) -> DateFact | None:
    return (
        DateFact(date.fromisoformat(packed[0]), DateOrigin(packed[1]), packed[2])
        if packed
        else None
    )


def _pack_table(table: LinkedTable) -> list[Any]:
    links = [[at.row, at.column, at.link.url, at.link.text] for at in table.links]
    return [table.rows, links]


def _unpack_table(packed: list[Any]) -> LinkedTable:
    rows, links = packed
    return LinkedTable(
        rows, [CellLink(row, column, Link(url, words)) for row, column, url, words in links]
    )


def pack_facts(facts: PageFacts, *, keep_links: bool) -> str:
    """JSON text of everything but `text` and the scalar fields that have columns of their own (title, numbers, source).

    `keep_links` False leaves out `links`: of a document's page, only the links of its body are evidence.
    """
    packed: dict[str, Any] = {"url": facts.url}
    for name in _LINK_FIELDS:
        links: list[Link] = getattr(facts, name)
        if links and (keep_links or name != "links"):
            packed[name] = [[link.url, link.text] for link in links]
    for name in _PLAIN_FIELDS + _FLAGS:
        if value := getattr(facts, name):
            packed[name] = value
    if facts.rows:
        packed["rows"] = [
            [row.url, row.title, row.day.isoformat() if row.day else ""] for row in facts.rows
        ]
    if facts.linked_tables:
        packed["linked_tables"] = [_pack_table(table) for table in facts.linked_tables]
    if facts.published:
        packed["published"] = _pack_date(facts.published)
    if facts.issued:
        packed["issued"] = _pack_date(facts.issued)
    if facts.dates:
        packed["dates"] = [[kind, *(_pack_date(fact) or ())] for kind, fact in facts.dates]
    # A lone surrogate or a NUL from a hostile page must not stop the page from being stored.
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in text:
        text = _NUL.sub(r"\1\\ufffd", text)
    return text.encode("utf-8", "replace").decode("utf-8")


def storable(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row with what no database takes (NUL, lone surrogates) replaced in their texts."""
    for name, value in values.items():
        if isinstance(value, str) and not value.isascii():
            values[name] = (
                value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
            )
        elif isinstance(value, str) and "\x00" in value:
            values[name] = value.replace("\x00", "\ufffd")
    return values


def unpack_facts(
    text: str, *, title: str, document_number: str, issuer: str, source: str
) -> PageFacts:
    """The facts packed by `pack_facts`, with the columns kept beside them; `text` of the page stays unloaded."""
    packed = json.loads(text)
    facts = PageFacts(
        url=packed["url"],
        title=title,
        document_number=document_number,
        issuer=issuer,
        source=source,
    )
    for name in _LINK_FIELDS:
        if name in packed:
            setattr(facts, name, [Link(url, words) for url, words in packed[name]])
    for name in _PLAIN_FIELDS + _FLAGS:
        if name in packed:
            setattr(facts, name, packed[name])
    facts.rows = [
        ListRow(url, words, date.fromisoformat(day) if day else None)
        for url, words, day in packed.get("rows", ())
    ]
    facts.linked_tables = [_unpack_table(table) for table in packed.get("linked_tables", ())]
    facts.published = _unpack_date(packed.get("published"))
    facts.issued = _unpack_date(packed.get("issued"))
    for kind, *fact in packed.get("dates", ()):
        if read := _unpack_date(fact):
            facts.dates.append((kind, read))
    return facts

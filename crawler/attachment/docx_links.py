"""Links in a cell of a DOCX table: as hyperlinks, which name a relationship, and as HYPERLINK fields, which write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from crawler.attachment.container import web_address
from crawler.attachment.safe_xml import attribute, descendants, name_of
from crawler.snapshot.facts import Link

_FIELD = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]{1,2000})', re.IGNORECASE)


def cell_links(cell: etree._Element, addresses: Mapping[str, str]) -> list[Link]:
    """The links of a cell in order, with their words. `addresses` are those of the part's relationships."""
    found: list[Link] = []
    for element in descendants(cell, "hyperlink", "fldSimple"):
        if name_of(element) == "hyperlink":
            url = addresses.get(attribute(element, "id") or "", "")
        else:
            url = field_address(attribute(element, "instr") or "")
        if url:
            found.append(Link(url, _words(element)))
    return [*found, *_of_fields(cell)]


def field_address(instruction: str) -> str:
    """The address on the web that a field's instruction writes; "" for another field."""
    match = _FIELD.match(instruction)
    return web_address(match[1]) if match else ""


def _of_fields(cell: etree._Element) -> list[Link]:
    """The links of fields that are written as runs: begin, instruction, separate, shown words, end."""
    found: list[Link] = []
    instruction, words = "", ""
    shown = False
    for element in descendants(cell, "fldChar", "instrText", "t"):
        name = name_of(element)
        if name == "instrText":
            instruction += element.text or ""
        elif name == "t":
            words += (element.text or "") if shown else ""
        elif (kind := attribute(element, "fldCharType")) == "separate":
            shown, words = True, ""
        elif kind in ("begin", "end"):
            if kind == "end" and (url := field_address(instruction)):
                found.append(Link(url, " ".join(words.split())))
            instruction, words, shown = "", "", False
    return found


def _words(element: etree._Element) -> str:
    return " ".join("".join(each.text or "" for each in descendants(element, "t")).split())

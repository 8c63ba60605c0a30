"""Addresses with Chinese in their query, spelt as a browser sends them: in the charset of the page that has the link."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from crawler.snapshot.facts import PageFacts

_KEPT = "%/:?#[]@!$&'()*+,;=-._~"


def spell(url: str, charset: str) -> str:
    """The URL with the non-ASCII characters of its query percent-encoded in `charset`; of its path, in UTF-8."""
    if url.isascii():
        return url
    path, mark, query = url.partition("?")
    return (
        quote(path, safe=_KEPT)
        + mark
        + quote(query, safe=_KEPT, encoding=charset, errors="replace")
    )


def spell_addresses(facts: PageFacts, charset: str) -> None:
    """Spell every address of a page that is not in UTF-8; those of UTF-8 pages are sent right as they are."""
    if charset.lower() in ("utf-8", "ascii"):
        return
    for links in (facts.links, facts.body_links, facts.attachments, facts.breadcrumb):
        links[:] = [replace(link, url=spell(link.url, charset)) for link in links]
    facts.rows = [replace(row, url=spell(row.url, charset)) for row in facts.rows]
    for table in facts.linked_tables:
        table.links = [
            replace(at, link=replace(at.link, url=spell(at.link.url, charset)))
            for at in table.links
        ]

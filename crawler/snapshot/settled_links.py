"""Links between documents, settled to the address under which the document is known.

The page that a link leads to may be known under another address: after a redirect to another host, without the session id
that every page hands out anew, by https instead of http. Who asks whether two documents are linked compares addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.frontier import address
from crawler.snapshot.facts import CellLink, Link
from crawler.snapshot.read_page import ReadPage


def settle_links(
    pages: Iterable[ReadPage], documents: Iterable[str], aliases: Mapping[str, str]
) -> None:
    """Give the links of bodies and tables the addresses of the documents that they lead to.

    `documents` are the addresses of all documents, `aliases` the addresses of redirected requests with where they ended.
    """
    known = {address(url): url for url in documents}

    def settled(link: Link) -> Link:
        key = address(link.url)
        url = known.get(key)
        if url is None and key in aliases:
            url = known.get(address(aliases[key]), aliases[key])
        return link if url is None or url == link.url else Link(url, link.text)

    for page in pages:
        facts = page.facts
        if facts is None:
            continue
        facts.body_links = [settled(link) for link in facts.body_links]
        for table in facts.linked_tables:
            table.links = [
                CellLink(cell.row, cell.column, settled(cell.link)) for cell in table.links
            ]

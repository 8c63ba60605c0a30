"""List rows of an HTML fragment: what a feed or an XML island carries instead of a page."""

from __future__ import annotations

from crawler.extract import body, flat, links, lists
from crawler.extract.links import Resolver
from crawler.extract.page import parse
from crawler.snapshot.facts import ListRow


def rows_of_fragment(fragment: str, url: str) -> list[ListRow]:
    """The rows of a fragment in order, undated ones included; `url` is the page that it belongs to."""
    tree = parse(f"<html><body><ul>{fragment}</ul></body></html>")
    resolver = Resolver(url)
    pieces = flat.split_links(body.Marked(tree).flatten(tree))
    rows = lists.list_rows(pieces, resolver)
    return rows or [
        ListRow(link.url, link.text) for link in links.page_links(pieces, resolver) if link.text
    ]

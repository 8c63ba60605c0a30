"""List rows of an HTML fragment: what a feed or an XML island carries instead of a page."""

from __future__ import annotations

from crawler.extract import body, flat, links, lists
from crawler.extract.links import Resolver
from crawler.extract.page import parse
from crawler.snapshot.facts import Link, ListRow


def rows_of_fragment(fragment: str, url: str) -> list[ListRow]:
    """The rows of a fragment in order, undated ones included; `url` is the page that it belongs to."""
    resolver = Resolver(url)
    pieces = _pieces(fragment)
    rows = lists.list_rows(pieces, resolver)
    return rows or [ListRow(link.url, link.text) for link in _links(pieces, resolver)]


def links_of_fragment(fragment: str, url: str) -> list[Link]:
    """The links of a fragment that have words, in order; `url` is the page that it belongs to."""
    return _links(_pieces(fragment), Resolver(url))


def _pieces(fragment: str) -> list[str]:
    tree = parse(f"<html><body><ul>{fragment}</ul></body></html>")
    return flat.split_links(body.Marked(tree).flatten(tree))


def _links(pieces: list[str], resolver: Resolver) -> list[Link]:
    return [link for link in links.page_links(pieces, resolver) if link.text]

"""Tables whose cells link to pages, such as a catalogue that leads from each item to its documents."""

from __future__ import annotations

from lxml import html

from crawler.extract import body as bodies
from crawler.extract.links import Resolver, words
from crawler.snapshot.facts import CellLink, Link, LinkedTable

_MOST_TABLES = 20
_MOST_CELLS = 10_000  # of one page, merged cells spread out
_WIDEST = 60  # columns; a cell that claims to span more spans so many
_LONGEST_TEXT = 500


def linked_tables(
    body: html.HtmlElement, resolver: Resolver, *, headed: bool = False
) -> list[LinkedTable]:
    """The data tables in the body that have links, each with its merged cells spread out.

    `headed`: only those whose first row, of several, has none, which rows of links that are laid out in a table are not.
    """
    found: list[LinkedTable] = []
    left = _MOST_CELLS
    for cells in bodies.tables_with_links(body):
        table = _spread_out(cells, resolver, left)
        left -= sum(map(len, table.rows))
        if table.links and not (headed and (len(table.rows) < 2 or table.links[0].row == 0)):
            found.append(table)
        if left <= 0 or len(found) >= _MOST_TABLES:
            break
    return found


def _spread_out(cells: list[list[html.HtmlElement]], resolver: Resolver, most: int) -> LinkedTable:
    """A table whose cells stand in every place that they span."""
    table = LinkedTable()
    spanning: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, and with what
    for row in cells:
        texts: list[str] = []
        waiting = list(row)
        while len(texts) < _WIDEST and (waiting or len(texts) in spanning):
            if len(texts) in spanning:
                rows, text = spanning.pop(len(texts))
                if rows > 1:
                    spanning[len(texts)] = rows - 1, text
                texts.append(text)
                continue
            cell = waiting.pop(0)
            text = bodies.cell_text(cell)[:_LONGEST_TEXT]
            table.links += [
                CellLink(len(table.rows), len(texts), link) for link in _links(cell, resolver)
            ]
            wide = min(_span(cell, "colspan"), _WIDEST - len(texts))
            high = _span(cell, "rowspan")
            for column in range(len(texts), len(texts) + wide):
                spanning.pop(column, None)
                if high > 1:
                    spanning[column] = high - 1, text
            texts += [text] * wide
        if texts:
            table.rows.append(texts)
        most -= len(texts)
        if most < 0:
            break
    return table


def _links(cell: html.HtmlElement, resolver: Resolver) -> list[Link]:
    found: list[Link] = []
    for anchor in cell.iter("a"):
        url = resolver.of_link(anchor.get("href") or "", anchor.get("onclick") or "")
        if url:
            found.append(Link(url, words(bodies.cell_text(anchor), anchor.get("title") or "")))
    return found


def _span(cell: html.HtmlElement, name: str) -> int:
    """How many rows or columns a cell spans; 1 for nonsense."""
    written = (cell.get(name) or "").strip()
    return (
        max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 4 else 1
    )

"""A site's whole content moved to another year, so that one county can be judged by the tasks of several."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from demo.sites.model import Block, Cell, Document, Heading, SiteContent, Table

# Years in running text; not in longer numbers, nor the keys that links name.
_YEAR = re.compile(r"(\[\[(?:doc|col):[^|\]]*)|(?<![\d./])20[012]\d(?!\d)")


def moved(site: SiteContent, years: int) -> SiteContent:
    """The content with every date and every year it speaks of moved by so many years, in place; returns it.

    Keys stay as they are. Days of the week move as well, so what counts working days has to be dated anew.
    """
    done: set[str] = set()
    for column in site.all_columns():
        column.name = _text(column.name, years)
        column.blocks = [_block(block, years) for block in column.blocks]
        for document in column.documents:
            if document.key not in done:
                done.add(document.key)
                _move(document, years)
    return site


def later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _move(document: Document, years: int) -> None:
    document.title = _text(document.title, years)
    document.published = later(document.published, years)
    document.issued = later(document.issued, years) if document.issued else None
    document.number = _text(document.number, years)
    document.blocks = [_block(block, years) for block in document.blocks]
    document.attachments = [_text(name, years) for name in document.attachments]


def _block(block: Block, years: int) -> Block:
    if isinstance(block, Heading):
        return Heading(_text(block.text, years))
    if isinstance(block, Table):
        rows = [[_cell(cell, years) for cell in row] for row in block.rows]
        return Table(rows, _text(block.caption, years))
    return _text(block, years)


def _cell(cell: str | Cell, years: int) -> str | Cell:
    if isinstance(cell, Cell):
        return replace(cell, text=_text(cell.text, years))
    return _text(cell, years)


def _text(text: str, years: int) -> str:
    def year(match: re.Match[str]) -> str:
        return match[1] or str(int(match[0]) + years)

    return _YEAR.sub(year, text)

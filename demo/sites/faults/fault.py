"""What a planted fault is, and the small changes that faults are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from demo.sites.model import Block, Document, SiteContent


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault (or near miss): its id in the truth table, what it is in Chinese, and the change
    it makes.
    """

    id: str
    title: str
    plant: Callable[[SiteContent], None]


def resort(site: SiteContent) -> None:
    """Put every list in order again, newest first."""
    for column in site.all_columns():
        column.documents.sort(key=lambda item: (item.published, item.key), reverse=True)


def redate(site: SiteContent, key: str, day: str) -> None:
    """Give a document another date of publication (ISO)."""
    site.document(key).published = date.fromisoformat(day)
    resort(site)


def add(site: SiteContent, column: str, *documents: Document) -> None:
    """Put documents into a column."""
    site.column(column).documents.extend(documents)
    resort(site)


def replace(site: SiteContent, key: str, document: Document) -> None:
    """Put another document of the same key in a document's place, in every column that lists it."""
    for column in site.all_columns():
        column.documents = [document if item.key == key else item for item in column.documents]
    resort(site)


def drop_blocks(blocks: list[Block], *words: str) -> list[Block]:
    """The blocks without the paragraphs that hold one of the words."""
    return [
        block
        for block in blocks
        if not (isinstance(block, str) and any(word in block for word in words))
    ]


def drop_section(blocks: list[Block], heading: str, following: str) -> list[Block]:
    """The blocks without those from one heading up to the following one."""
    texts = [getattr(block, "text", "") for block in blocks]
    return blocks[: texts.index(heading)] + blocks[texts.index(following) :]

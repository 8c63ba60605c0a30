"""What a catalogue (目录) lists, and what each of its items links to.

A catalogue is a table with a row for each item and its documents linked from the cells, or a numbered list with the links
below each number. An item may instead link to a page of its own that has the links. What a link leads to is told by its
words, the heading over its cell or the cell beside it; what those say belongs to the check that reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from checks.catalogue.listed_items import LONGEST_NAME, Item, ItemLink, items_of_lines
from checks.pairs.titles import are_close, cores
from crawler.snapshot.facts import CellLink, Document, Link, LinkedTable, PageFacts
from rules.plain_text import plain

_NAME_HEADING = re.compile(r"事项|名称|项目|议题|标题|决策内容")
_NO_NAME = re.compile(r"^(?:序号|编号|类别|类型|承办|责任|牵头|依据|时间|备注)")
_NUMBER = re.compile(
    r"^(?P<style>(?P<digits>\d{1,3})[.、．)）]?|[（(](?P<inner>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|"
    r"第?(?P<chinese>[一二三四五六七八九十]{1,3})[、.．项]?)$"
)
_NO_ITEM = re.compile(r"^(?:合计|备注|说明|注[:：]|填表|序号|无$|/$|—|-)")
_PLAN_WORDS = re.compile(r"^(?:编制|制定|制订|出台|修订|拟定|研究制定|关于)")
_METADATA = re.compile(r"索引号|发文字号|文号|公开日期|发布日期|发布机构|有效性|信息分类|主题分类")
_STAGES_BELOW = 2  # first cells of rows that name stages, with which the headings stand on the left
_MOST_ITEMS = 500


def items_of(facts: PageFacts, says: Callable[[str], bool]) -> list[Item]:
    """The items that a catalogue's page lists, in order; none where no item can be made out.

    `says` tells whether words name a stage of an item (决策草案) and therefore no item.
    """
    found = [item for table in facts.linked_tables for item in _of_table(table, says)]
    if not found:
        found = [
            item for rows in facts.tables for item in _of_table(LinkedTable(_even(rows)), says)
        ]
    found = found or items_of_lines(facts, says)
    return [replace(item, page=facts.url) for item in found[:_MOST_ITEMS]]


def items_of_page(facts: PageFacts, says: Callable[[str], bool]) -> list[Item]:
    """The items of a catalogue's own page; of one that is itself a file, only where the links of its tables were read."""
    return items_of(facts, says) if facts.links_read or not facts.file else []


def items_of_files(document: Document, says: Callable[[str], bool]) -> list[Item]:
    """The items in tables of the files attached to a catalogue's page whose links were read."""
    return [
        item
        for file in document.files
        if file.facts is not None and file.facts.links_read
        for item in items_of(file.facts, says)
    ]


def is_unplaced(facts: PageFacts) -> bool:
    """Whether cells of the page's tables are links by their words, but the links were not kept with their cells."""
    if facts.linked_tables or not facts.tables:
        return False
    words = {link.text for link in facts.body_links if link.text}
    return any(cell in words for rows in facts.tables for row in rows for cell in row)


def links_of(facts: PageFacts) -> list[ItemLink]:
    """What the page of one item links to: its cells with their labels, its body, its files, the rows of its list."""
    found = [_cell_link(table, at, -1) for table in facts.linked_tables for at in table.links]
    placed = {link.url for link in found}
    rest = [*facts.body_links, *facts.attachments, *(Link(r.url, r.title) for r in facts.rows)]
    found += [ItemLink(link.url, link.text) for link in rest if link.url not in placed]
    return list(dict.fromkeys(found))


def merged(items: Sequence[Item]) -> list[Item]:
    """Items that several catalogues list under one name, or nearly one, made one with the links of all.

    Where there are sure items, what is not sure only adds its links to those of the very same name.
    """
    kept: list[Item] = []
    for item in sorted(items, key=lambda item: not item.sure):
        alike = _same_item if item.sure else _same_name
        same = next((k for k in kept if k.page != item.page and alike(k.name, item.name)), None)
        if same is not None:
            same.links += [link for link in item.links if link not in same.links]
        elif item.sure or not any(other.sure for other in kept):
            kept.append(replace(item, links=list(item.links)))
    return kept


def _same_name(one: str, other: str) -> bool:
    first, second = (_PLAN_WORDS.sub("", plain(name).strip("《》")) for name in (one, other))
    return first == second


def _same_item(one: str, other: str) -> bool:
    return _same_name(one, other) or any(
        are_close(a, b) for a in cores(one)[:1] for b in cores(other)[:1]
    )


def _even(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in rows]


def _of_table(table: LinkedTable, says: Callable[[str], bool]) -> Iterator[Item]:
    if any(_METADATA.match(plain(row[0])) for row in table.rows):
        return
    if sum(1 for row in table.rows if says(row[0])) >= _STAGES_BELOW:
        table = _turned(table)
    first = _first_row(table)
    if first == 0 and not table.links:
        return
    name_at = _name_column(table, first, says)
    if name_at is None:
        return
    last: Item | None = None
    last_row = -1
    by_row: dict[int, list[CellLink]] = {}
    for at in table.links:
        by_row.setdefault(at.row, []).append(at)
    for number in range(first, len(table.rows)):
        row = table.rows[number]
        name = row[name_at][:LONGEST_NAME].strip() if name_at < len(row) else ""
        if _is_section(row) or not name or _NO_ITEM.match(name):
            continue
        if last is None or name != last.name or number != last_row + 1:
            if last is not None:
                yield last
            last = Item(name)
        last_row = number
        links = [_cell_link(table, at, name_at, first) for at in by_row.get(number, ())]
        # What a department's name or a law links to is no page of the item.
        last.links += [
            link for link in links if not _NO_NAME.match(link.heading) or says(link.heading)
        ]
    if last is not None:
        yield last


def _turned(table: LinkedTable) -> LinkedTable:
    """A table that has its headings down the left side, with them across the top."""
    wide = max(map(len, table.rows), default=0)
    rows = [[*row, *[""] * (wide - len(row))] for row in table.rows]
    return LinkedTable(
        [list(column) for column in zip(*rows, strict=True)],
        sorted(
            (CellLink(at.column, at.row, at.link) for at in table.links),
            key=lambda at: (at.row, at.column),
        ),
    )


def _first_row(table: LinkedTable) -> int:
    """The first row that is an item: below a title across the table and the rows of headings."""
    linked = {at.row for at in table.links}
    number = 0
    while number < len(table.rows) and _is_section(table.rows[number]) and number not in linked:
        number += 1
    head = number
    while number < len(table.rows) and number not in linked:
        row = table.rows[number]
        if _NUMBER.match(plain(row[0])) or (number > head and row[0] != table.rows[head][0]):
            break
        if number == head and not any(_NAME_HEADING.search(cell) for cell in row):
            break
        number += 1
    return number


def _is_section(row: Sequence[str]) -> bool:
    """Whether one text stands across the whole row."""
    return len(row) > 1 and len(set(row)) == 1


def _name_column(table: LinkedTable, first: int, says: Callable[[str], bool]) -> int | None:
    """The column of the items' names: by its heading, else the first with words that are neither numbers nor stages."""
    for column in range(max(map(len, table.rows), default=0)):
        heading = _heading(table, column, first)
        if _NAME_HEADING.search(heading) and not _NO_NAME.match(heading) and not says(heading):
            return column
    if first:
        return None
    for column in range(max(map(len, table.rows), default=0)):
        cells = [row[column] for row in table.rows if column < len(row)]
        telling = [cell for cell in cells if len(plain(cell)) >= 4 and not says(cell)]
        if 2 * len(telling) > len(cells):
            return column
    return None


def _heading(table: LinkedTable, column: int, first: int) -> str:
    texts = [
        row[column] for row in table.rows[:first] if column < len(row) and not _is_section(row)
    ]
    return " ".join(dict.fromkeys(texts))


def _cell_link(
    table: LinkedTable, at: CellLink, name_at: int, first: int | None = None
) -> ItemLink:
    below = _first_row(table) if first is None else first
    heading = "" if at.column == name_at else _heading(table, at.column, below)
    row = table.rows[at.row]
    beside = row[at.column - 1] if at.column > 0 and at.column - 1 != name_at else ""
    return ItemLink(at.link.url, at.link.text, heading, beside[:LONGEST_NAME])

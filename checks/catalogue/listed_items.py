"""The items of a catalogue that is no table: numbered lines, headings, or lines with a name before their links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest

from crawler.snapshot.facts import Link, PageFacts
from rules.plain_text import plain

_NUMBERED = re.compile(
    r"^(?:(?P<digits>\d{1,3}[.、．)）](?!\d))|(?P<inner>[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）])|"
    r"(?P<chinese>第?[一二三四五六七八九十]{1,3}[、.．项])|(?P<named>(?:决策)?(?:事项|项目)[一二三四五六七八九十\d]{1,3}[:：]))\s{0,3}"
)
_NAME_ENDS = re.compile(r"[:：（(【\[]|[。；;]")
LONGEST_NAME = 200
"""Characters of an item's name that are kept."""
_LONGEST_LINE = 80  # characters of a line that can be an item's, its links aside
_LONGEST_READ = 4000  # characters of a line in which links are looked for
_MOST_LINKS = 3000
_LOOKED_AHEAD = 12  # links whose words no line has, past which the next is still found
_BEGINNING = 8  # characters by which a cut title is told


@dataclass(frozen=True, slots=True)
class ItemLink:
    """One link of an item: its words, the heading over its cell, and the words of the cell beside it."""

    url: str
    words: str
    heading: str = ""
    beside: str = ""


@dataclass(slots=True)
class Item:
    """One item of a catalogue with its links. `page`: the address of the catalogue that lists it; `sure` False where a
    mere link was taken for an item; `loose` says that links of its page name stages and could not be placed.
    """

    name: str
    links: list[ItemLink] = field(default_factory=list)
    page: str = ""
    sure: bool = True
    loose: bool = False


@dataclass(slots=True)
class _Line:
    """One line: its text, the kind of number before it, what it says without that, and its links."""

    number: str
    rest: str
    is_heading: bool
    links: list[Link]

    @property
    def name(self) -> str:
        """What stands before the first link, colon or bracket; the link's words where nothing does."""
        before = self.rest
        for link in self.links[:1]:
            before = before.partition(link.text)[0] if link.text in before else before
        name = _NAME_ENDS.split(before.strip())[0].strip()
        return (name or (self.links[0].text if self.links else ""))[:LONGEST_NAME]

    @property
    def is_short(self) -> bool:
        """Whether the line is an item's and no sentence of prose."""
        rest = self.rest
        for link in self.links:
            rest = rest.replace(link.text, "", 1)
        return len(rest) <= _LONGEST_LINE and "。" not in rest[:-1]


def items_of_lines(facts: PageFacts, says: Callable[[str], bool]) -> list[Item]:
    """The items of a page's lines, each with the links from its own line to the next item's.

    Numbered lines are items; without any, headings are; without those, lines that name something before links that speak
    of stages. Where there is nothing of the kind each link is an item's own page.
    """
    lines, loose = _lines(facts)
    for is_item in (_is_numbered, _is_heading, _is_name_before_links):
        items = _items(lines, partial(is_item, says=says), says)
        if items and (is_item is _is_numbered or any(_leads(item, says) for item in items)):
            is_loose = any(says(link.text) for link in loose)
            return [replace(item, loose=is_loose) for item in items]
    own = [
        link
        for link in facts.body_links
        if len(plain(link.text)) >= 6 and not says(link.text) and link not in facts.attachments
    ]
    return [
        Item(link.text[:LONGEST_NAME], [ItemLink(link.url, link.text)], sure=False) for link in own
    ]


def _leads(item: Item, says: Callable[[str], bool]) -> bool:
    return any(says(link.words) or says(link.beside) for link in item.links)


def _named(line: _Line, says: Callable[[str], bool]) -> bool:
    return len(plain(line.name)) >= 4 and not says(line.name)


def _is_numbered(line: _Line, says: Callable[[str], bool]) -> bool:
    return bool(line.number) and _named(line, says)


def _is_heading(line: _Line, says: Callable[[str], bool]) -> bool:
    return line.is_heading and not line.number and _named(line, says)


def _is_name_before_links(line: _Line, says: Callable[[str], bool]) -> bool:
    return _named(line, says) and any(says(link.text) for link in line.links)


def _items(
    lines: Sequence[_Line], is_item: Callable[[_Line], bool], says: Callable[[str], bool]
) -> list[Item]:
    found: list[tuple[Item, int, bool]] = []
    levels: dict[str, int] = {}
    for line in lines:
        if is_item(line):
            level = levels.setdefault(line.number, len(levels))
            found.append((Item(line.name), level, line.is_short))
        if found:
            beside = line.rest if not is_item(line) and says(line.rest) else ""
            found[-1][0].links += [ItemLink(link.url, link.text, "", beside) for link in line.links]
    if 3 * sum(is_short for _, _, is_short in found) < 2 * len(found):
        return []
    # A number without links above numbers of another kind heads a group of items.
    return [
        item
        for (item, level, _), following in zip_longest(found, found[1:])
        if item.links or following is None or following[1] <= level
    ]


def _lines(facts: PageFacts) -> tuple[list[_Line], list[Link]]:
    """The lines of a page with the links that stand in each, and the links that stand in none."""
    waiting = [link for link in facts.body_links[:_MOST_LINKS] if plain(link.text)]
    headings = set(facts.headings)
    lines: list[_Line] = []
    for text in filter(None, map(str.strip, facts.text.splitlines())):
        number = _NUMBERED.match(text)
        rest = text[number.end() :] if number else text
        kind = (number.lastgroup or "") if number else ""
        lines.append(_Line(kind, rest, text in headings, _links_in(text, waiting)))
    return lines, waiting


def _links_in(line: str, waiting: list[Link]) -> list[Link]:
    """The next of the waiting links whose words, or the beginning of a cut title, stand in the line; those passed over
    are the line's too, for they stand between links that do.
    """
    found: list[Link] = []
    own = plain(line[:_LONGEST_READ])
    while (at := _next_in(own, waiting)) is not None:
        own = own.partition(_seen(own, waiting[at]))[2]
        found += waiting[: at + 1]
        del waiting[: at + 1]
    return found


def _next_in(text: str, waiting: Sequence[Link]) -> int | None:
    return next((at for at, link in enumerate(waiting[:_LOOKED_AHEAD]) if _seen(text, link)), None)


def _seen(text: str, link: Link) -> str:
    """The words of a link, or the beginning of a long one, where they stand in the text; else ""."""
    words = plain(link.text)
    if words in text:
        return words
    beginning = words[:_BEGINNING]
    return beginning if len(words) > _BEGINNING and beginning in text else ""

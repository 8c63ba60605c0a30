"""What a list of repealed documents (废止失效文件目录) names, by 《title》 or document number.

Only what stands in a part of the list that repeals counts: the same list often says which documents stay in force, which
are amended, and by what rule the clean-up was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.pairs.titles import numbers, quoted
from crawler.snapshot.facts import Document
from rules.plain_text import plain

_REPEALS = re.compile(r"废止|失效|停止执行")
_KEEPS = re.compile(r"继续有效|现行有效|保留|继续执行|继续施行|修改|修订|延长|延期|有效期")
_NOT_YET = re.compile(r"拟|建议|征求|草案|审议|方案|部分废止|部分条款|条款")
_HEADING = re.compile(
    r"^(?:附件\d{0,2}[:：]?)?(?:第?[一二三四五六七八九十]{1,3}[、.部批]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.])?"
    r"[^《》〔]{0,50}(?:文件|目录|清单|规定|的)[^《》〔]{0,12}(?:\(\d{1,3}件\))?[:：]?$"
)
_BASIS = re.compile(r"根据|按照|依据|依照|贯彻|落实")
_DIRECTLY = re.compile(r"(?:废止|宣布失效)(?:了|:|：)?《((?:[^《》]|《[^《》]*》)+)》")
_AFTER = re.compile(
    r"^(?:[(（][^()（）]{0,40}[)）])?[，,]?(?:自[^，,。]{2,16}起)?现?(?:予以|即行|自行|同时|宣布|已)?(?:废止|失效|停止执行)"
)
_ROW, _MOST_ROWS, _SHORTEST = 160, 2000, 6
_CELL, _MOST_CELLS, _LINE = 300, 20, 4000


@dataclass(frozen=True, slots=True)
class Repealed:
    """One document that a list repeals: its title ("" when only the number stands), its number, and the words."""

    title: str
    number: str
    words: str


def repealed_by(document: Document) -> list[Repealed]:
    """What a list that was read repeals, in its order."""
    title = plain(document.title[:_CELL])
    if _NOT_YET.search(title):
        return []
    found: list[Repealed] = []
    if match := _DIRECTLY.search(title):
        found.append(Repealed(match[1], next(iter(numbers(title)), ""), document.title))
    kept: set[str] = set()
    for table in document.tables:
        _read_table(table, title, found, kept)
    found.extend(_in_lines(document, title))
    return [each for each in found if each.title not in kept and each.number not in kept]


def _read_table(table: list[list[str]], title: str, found: list[Repealed], kept: set[str]) -> None:
    """Rows of a table: what a cell of the row says of it decides, else a title that only repeals."""
    for row in table[:_MOST_ROWS]:
        cells = [plain(cell[:_CELL]) for cell in row[:_MOST_CELLS]]
        whole = " ".join(cells)
        verdicts = [cell for cell in cells if len(cell) <= 12]
        names = _names(cells)
        if any(_KEEPS.search(cell) for cell in verdicts):
            kept.update(name for name in (*names, *numbers(whole)) if name)
        elif any(_REPEALS.search(cell) for cell in verdicts) or _only_repeals(title):
            number = next(iter(numbers(whole)), "")
            if names or number:
                found.append(Repealed(next(iter(names), ""), number, "｜".join(cells)))


def _names(cells: list[str]) -> list[str]:
    """The titles in a row: what stands in 《》, else its longest cell, titles in such tables often standing bare."""
    names = [name for cell in cells for name in quoted(cell)]
    if names:
        return names
    longest = max(cells, key=len, default="")
    return [longest] if len(longest) >= _SHORTEST and not numbers(longest) else []


def _only_repeals(title: str) -> bool:
    return bool(_REPEALS.search(title)) and not _KEEPS.search(title) and "清理" not in title


def _in_lines(document: Document, title: str) -> Iterator[Repealed]:
    repeals = _only_repeals(title)
    in_table = {plain(cell[:_LINE]) for table in document.tables for row in table for cell in row}
    for line in document.text.splitlines()[:_MOST_ROWS]:
        own = plain(line[:_LINE])
        if not own or own in in_table:
            continue
        if _HEADING.match(own) and (_REPEALS.search(own) or _KEEPS.search(own)):
            repeals = bool(_REPEALS.search(own)) and not (
                _KEEPS.search(own) or _NOT_YET.search(own)
            )
            continue
        yield from _in_sentences(own, line)
        if repeals and len(own) <= _ROW and not _BASIS.search(own) and not _KEEPS.search(own):
            found = numbers(own)
            names = [name for name in quoted(own) if len(name) >= _SHORTEST]
            if names or found:
                yield Repealed(next(iter(names), ""), next(iter(found), ""), line.strip())


def _in_sentences(own: str, line: str) -> Iterator[Repealed]:
    """废止《…》, and 《…》（文号）予以废止, in running text that does not cite a basis there."""
    for sentence in re.split(r"[。；;]", own):
        if not _REPEALS.search(sentence) or _KEEPS.search(sentence):
            continue
        if _NOT_YET.search(sentence) or _BASIS.search(sentence):
            continue
        names = quoted(sentence)
        if len(names) != 1:
            continue
        rest = sentence.partition("》")[2]
        if _DIRECTLY.search(sentence) or _AFTER.match(rest):
            yield Repealed(names[0], next(iter(numbers(sentence)), ""), line.strip()[:_ROW])

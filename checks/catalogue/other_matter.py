"""Whether a document that an item of a catalogue links to speaks of that item at all (链接到别的事项).

A catalogue whose rows were shifted by one leads from every item to the next one's documents, and one that was filled in for
show leads everywhere to the annual report. Both are told with care: a document is another matter's only where neither its
title nor its text holds any part of the item's own name, and its title names another item of the catalogue in full, or says
nothing of the stage while its text is a whole one. A meeting's report that names no matter stays what the link says it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from checks.pairs.titles import cores
from crawler.snapshot.facts import Document
from rules.plain_text import plain

_GENERAL = re.compile(
    r"重大|行政|决策|事项|制定|编制|修订|修编|出台|起草|实施|管理|办法|方案|意见|规划|规定|计划|细则|措施|若干|暂行|试行|专项|总体|发展|"
    r"行动|工作|项目|工程|建设|政策|标准|目录|条例|预案|关于|加快|推进|促进|进一步|加强|全面|年度?|[省市区县镇乡]|[^\u4e00-\u9fff]"
)
_GRAM = 3  # characters of a name that are enough to speak of it
_WHOLE_NAME = 6  # characters from which another item's name in a title is no chance
_WHOLE_TEXT = 200  # characters from which a text would name its matter


def why_of_another_matter(
    document: Document, item: str, others: Iterable[str], *, told_by_title: bool
) -> str:
    """Why a linked document is not the item's, in Chinese; "" where it is, or may be.

    `others` are the names of the catalogue's items; `told_by_title` whether the title itself speaks of the stage.
    """
    marks = _marks(item)
    if not marks or not document.was_read:
        return ""
    title = plain(document.title or document.row_title)
    text = plain(document.text)
    if any(mark in title or mark in text for mark in marks):
        return ""
    if any(
        name in title for other in others if (name := _name(other)) and not _shares(name, marks)
    ):
        return "链接的是目录中另一事项的文件"
    if not told_by_title and len(text) >= _WHOLE_TEXT and not _has_files(document):
        return "链接的文件没有提到该事项"
    return ""


def _has_files(document: Document) -> bool:
    return bool(document.files or (document.facts and document.facts.attachments))


def _shares(name: str, marks: Iterable[str]) -> bool:
    return any(mark in name for mark in marks)


@lru_cache(maxsize=4096)
def _name(item: str) -> str:
    """An item's own name, where it is long enough to be told in another's title; "" otherwise."""
    own = cores(item)
    return own[-1].text if own and len(own[-1].text) >= _WHOLE_NAME else ""


@lru_cache(maxsize=4096)
def _marks(item: str) -> tuple[str, ...]:
    """The runs of characters that only this matter's documents are likely to hold."""
    pieces = [
        piece
        for core in cores(item)
        for piece in _GENERAL.split(core.text)
        if piece and len(piece) >= 2
    ]
    return tuple(
        dict.fromkeys(
            piece[start : start + _GRAM]
            for piece in pieces
            for start in range(max(1, len(piece) - _GRAM + 1))
        )
    )

"""Finds the words of a quotation in a page's tree and marks them there, whatever elements, spaces and widths lie between.

A quotation is the page's text made fit to be shown: white space made one space, invisible characters removed, cut with an
ellipsis, or a title and a date joined. So letters are compared without white space, case and width (NFKC), across elements;
where the whole does not stand together, its parts are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

_MOST_PARTS = 40  # stretches that a quotation is put together from
_MOST_PLACES = 200  # places of the same words that are weighed
_MOST_QUOTE = 1_000  # characters of a quotation that are looked for
_SHORTEST = 4  # letters that a stretch found alone must have
_NEAR = 400  # letters from the rest of its quotation within which a shorter one is taken
_MOST_WORK = (
    400_000_000  # letters of a page that are looked through for parts: some tenths of a second
)
_WORD = re.compile(r"[^\W\d_]{2,3}")  # a part that is taken where it stands near the rest
_WORDS = re.compile(r"\w+")
_LETTER = re.compile(r"\w")
_ELLIPSIS = re.compile("…+|\\.{3,}")
_CUT = re.compile("^…+|…+$")  # where the quotation itself was cut
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]+"
)
"""Characters that show nothing, or turn the direction of what stands beside them."""


class Found(StrEnum):
    """How much of a quotation was found on the page."""

    WHOLE = "whole"
    PARTS = "parts"  # all of it, in several places
    SOME = "some"  # only some of its parts
    SOURCE = "source"  # not on the page as it reads, but in its source
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Marked:
    """One quotation after marking: `id` of its first mark ("" where none), `missing` the parts that were not found,
    `places` how often its words stand on the page where they stand there as a whole.
    """

    quote: str
    id: str
    found: Found
    missing: tuple[str, ...] = ()
    places: int = 0


class _Folding(dict[int, str | None]):
    """For str.translate: letters by width and case, without white space and what cannot be seen."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        folded: str | None = None
        if not char.isspace() and not HIDDEN.match(char):
            folded = "".join(unicodedata.normalize("NFKC", char).casefold().split())
        self[code] = folded
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """A text as quotations are compared: without white space, width, case and invisible characters."""
    return text.translate(_FOLDING)


class _Slot(NamedTuple):
    """One piece of text in a tree: an element's own first text, or what follows it."""

    element: HtmlElement
    is_tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""


class _Span(NamedTuple):
    """A stretch of the folded text, and the number of the quotation that it is marked for."""

    start: int
    end: int
    quote: int


class QuoteFinder:
    """The text of a tree, folded once, in which quotations are found and marked."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._slots: list[_Slot] = []
        self._starts: list[int] = []
        pieces: list[str] = []
        at = 0
        for slot in _slots(root):
            piece = folded(slot.text)
            if piece:
                self._slots.append(slot)
                self._starts.append(at)
                pieces.append(piece)
                at += len(piece)
        self._text = "".join(pieces)
        self._work = _MOST_WORK

    def mark(self, quotes: Sequence[str], first: int = 1) -> list[Marked]:
        """Mark each quotation with <mark id="q1">, q2 … from `first` on, in the order given; further marks of the same
        quotation get no id.
        """
        spans: list[_Span] = []
        told: list[Marked] = []
        for number, quote in enumerate(quotes, start=first):
            own, missing, places = self._find(quote)
            spans.extend(_Span(start, start + length, number) for start, length in own)
            how = Found.SOME if missing else Found.WHOLE if len(own) == 1 else Found.PARTS
            told.append(Marked(quote, f"q{number}", how if own else Found.NONE, missing, places))
        kept = _apart(spans)
        self._write(kept)
        return [self._placed(each, spans, kept) for each in told]

    def _placed(self, marked: Marked, spans: list[_Span], kept: list[_Span]) -> Marked:
        """The quotation with the id under which its words are marked, those of another that covers them where need be."""
        number = int(marked.id[1:])
        if marked.found is Found.NONE:
            return replace(marked, id="")
        if any(span.quote == number for span in kept):
            return marked
        place = next(span.start for span in spans if span.quote == number)
        cover = next(span.quote for span in kept if span.start <= place < span.end)
        return replace(marked, id=f"q{cover}")

    def _find(self, quote: str) -> tuple[list[tuple[int, int]], tuple[str, ...], int]:
        """Where a quotation stands: stretches of the folded text, parts that were not found, number of places."""
        quote = quote[:_MOST_QUOTE]
        whole = folded(_CUT.sub("", quote.strip()))
        if not whole:
            return [], (quote,), 0
        if places := self._places(whole):
            return [(self._best(places, len(whole)), len(whole))], (), len(places)
        return self._find_parts(folded(_ELLIPSIS.sub("", quote)))

    def _find_parts(self, letters: str) -> tuple[list[tuple[int, int]], tuple[str, ...], int]:
        """The longest stretches of the letters that stand on the page, from the first letter on."""
        found: list[tuple[list[int], int]] = []
        missing: list[str] = []
        start = skipped = 0
        while start < len(letters) and len(found) < _MOST_PARTS:
            length = self._longest(letters, start)
            if length < _SHORTEST:
                start += 1
                continue
            missing.append(letters[skipped:start])
            found.append((self._places(letters[start : start + length]), length))
            start += length
            skipped = start
        missing.append(letters[skipped:])
        lacking = tuple(part for part in missing if _LETTER.search(part))
        if not found:
            return [], lacking, 0
        # The longest part says where on the page the quotation is from; the others stand nearest to it.
        longest, length = max(found, key=lambda each: each[1])
        anchor = self._best(longest, length)
        own = []
        for places, length in found:
            at = anchor if places is longest else min(places, key=lambda place: abs(place - anchor))
            own.append((at, length))
        # What is too short to be looked for on a whole page may stand beside the rest: a button's word. A number would
        # be found in any date.
        lost = []
        for part in lacking:
            near = [(self._near(word, anchor), len(word)) for word in _WORDS.findall(part)]
            if all(at >= 0 for at, _ in near):
                own += near
            else:
                lost.append(part)
        return own, tuple(lost), 0

    def _near(self, word: str, anchor: int) -> int:
        """Where a short word stands near a place; -1 for nowhere."""
        places = self._places(word) if _WORD.fullmatch(word) else []
        at = min(places, key=lambda place: abs(place - anchor), default=-1)
        return at if at >= 0 and abs(at - anchor) <= _NEAR else -1

    def _longest(self, letters: str, start: int) -> int:
        """How many of the letters from `start` on stand on the page together: what begins a stretch stands there too."""
        high = len(letters) - start
        if high < _SHORTEST or not self._has(letters[start : start + _SHORTEST]):
            return 0
        low = _SHORTEST
        while low < high:
            middle = (low + high + 1) // 2
            if self._has(letters[start : start + middle]):
                low = middle
            else:
                high = middle - 1
        return low

    def _has(self, letters: str) -> bool:
        """Whether letters stand on the page; no longer asked of a page on which that has taken too long."""
        self._work -= len(self._text)
        return self._work > 0 and letters in self._text

    def _places(self, letters: str) -> list[int]:
        places: list[int] = []
        at = self._text.find(letters)
        while at >= 0 and len(places) < _MOST_PLACES:
            places.append(at)
            at = self._text.find(letters, at + len(letters))
        return places

    def _best(self, places: list[int], length: int) -> int:
        """Of several places the one whose words are all that its element says, a heading before others."""

        def weight(place: int) -> int:
            number = bisect_right(self._starts, place) - 1
            slot = self._slots[number]
            next_start = (
                self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            )
            is_alone = self._starts[number] == place and next_start == place + length
            return (slot.element.tag in _HEADINGS and not slot.is_tail) * 2 + is_alone

        return max(places, key=weight)

    def _write(self, spans: list[_Span]) -> None:
        """Put the marks into the tree. `spans` are in order and do not overlap."""
        by_slot: dict[int, list[tuple[int, int, int]]] = {}
        for span in spans:
            number = bisect_right(self._starts, span.start) - 1
            at = span.start
            while at < span.end:
                slot_start = self._starts[number]
                slot_end = (
                    self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
                )
                end = min(span.end, slot_end)
                by_slot.setdefault(number, []).append(
                    (at - slot_start, end - slot_start, span.quote)
                )
                at, number = end, number + 1
        seen: set[int] = set()
        for number, stretches in by_slot.items():
            self._mark_slot(self._slots[number], stretches, seen)

    def _mark_slot(
        self, slot: _Slot, stretches: list[tuple[int, int, int]], seen: set[int]
    ) -> None:
        text = slot.text
        marks: list[HtmlElement] = []
        before, at = "", 0
        for (start, end), (_, _, quote) in zip(_unfolded(text, stretches), stretches, strict=False):
            between = text[at : max(start, at)]
            if marks:
                marks[-1].tail = between
            else:
                before = between
            mark = slot.element.makeelement("mark")
            if quote not in seen:
                seen.add(quote)
                mark.set("id", f"q{quote}")
            mark.text = text[max(start, at) : end]
            at = end
            marks.append(mark)
        if not marks:
            return
        marks[-1].tail = text[at:]
        if slot.is_tail:
            slot.element.tail = before
            parent = slot.element.getparent()
            assert parent is not None
            at = parent.index(slot.element) + 1
            for offset, mark in enumerate(marks):
                parent.insert(at + offset, mark)
        else:
            slot.element.text = before
            for offset, mark in enumerate(marks):
                slot.element.insert(offset, mark)


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _slots(root: HtmlElement) -> Iterator[_Slot]:
    """The pieces of text of a tree, in reading order; a loop, for pages are nested as deep as they like."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.text:
                yield _Slot(element, is_tail=False)
        elif element.tail and element is not root:
            yield _Slot(element, is_tail=True)


def _unfolded(text: str, stretches: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """For stretches of the folded text, in order, those of the text itself: from a first letter to behind a last one."""
    found: list[tuple[int, int]] = []
    waiting = iter(stretches)
    stretch = next(waiting, None)
    begin = -1
    at = 0
    for index, char in enumerate(text):
        width = len(folded(char))
        # One letter can fold to several (㎡), and then belong to two stretches.
        while width and stretch is not None and stretch[0] < at + width:
            if begin < 0:
                begin = index
            if stretch[1] > at + width:
                break
            found.append((begin, index + 1))
            stretch, begin = next(waiting, None), -1
        at += width
    if stretch is not None and begin >= 0:
        found.append((begin, len(text)))
    return found


def _apart(spans: list[_Span]) -> list[_Span]:
    """The spans in order, the later ones shortened or left out where they overlap."""
    kept: list[_Span] = []
    end = 0
    for span in sorted(spans):
        start = max(span.start, end)
        if start < span.end:
            kept.append(_Span(start, span.end, span.quote))
            end = span.end
    return kept

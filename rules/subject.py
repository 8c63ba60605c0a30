"""Subjects: what a document is about, told by its title, body, columns and document number."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Annotated

from pydantic import AfterValidator, Field

from rules.headlines import is_headline, is_order
from rules.model import Strict
from rules.other_papers import is_other_paper

# What turns into something else in almost every Chinese text, with what NFKC makes of it.
_WIDE = tuple((chr(code), chr(code - 0xFEE0)) for code in range(0xFF01, 0xFF5F))
_USUAL = (*_WIDE, ("\u3000", " "), ("\u00a0", " "), ("\u2026", "..."))
_UNSEEN = ("\u200b", "\ufeff")
_YEAR = "{year}"
_TITLE_LENGTH = 300
_CHINESE_DIGITS = ("〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")


def plain(text: str) -> str:
    """Text made comparable: NFKC (full-width forms become half-width), no white space."""
    # Titles are asked for by every rule, bodies by few: only what is short is worth remembering.
    return _plain_title(text) if len(text) <= _TITLE_LENGTH else _plain(text)


def half_width(text: str) -> str:
    """Text with letters, digits and marks in their half-width forms (１ and ： become 1 and :): what NFKC does to a page's
    text that matters here, at a fraction of its time.
    """
    return _replaced(text, _WIDE)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for one, other in pairs:
        if one in text:
            text = text.replace(one, other)
    return text


def _plain(text: str) -> str:
    # NFKC makes short work of a text that it need not change.
    own = "".join(unicodedata.normalize("NFKC", _replaced(text, _USUAL)).split())
    return _replaced(own, tuple((unseen, "") for unseen in _UNSEEN))


_plain_title = lru_cache(maxsize=65536)(_plain)


@lru_cache(maxsize=4096)
def spellings(word: str, year: int | None) -> tuple[str, ...]:
    """A word as it may stand in a title, comparable by `plain`.

    `{year}` becomes the year in digits or in Chinese numerals (2023, 二〇二三); without a year it
    is dropped.
    """
    if _YEAR not in word:
        return (plain(word),)
    if year is None:
        return (plain(word.replace(_YEAR, "")),)
    digits = str(year)
    years = [digits, *("".join(row[int(digit)] for digit in digits) for row in _CHINESE_DIGITS)]
    return tuple(dict.fromkeys(plain(word.replace(_YEAR, each)) for each in years))


def _one_year(word: str) -> str:
    # A crawl looks for any year, or none, in each place: many places would take a matcher forever.
    if word.count(_YEAR) > 1:
        raise ValueError("一个词里 {year} 只能写一次")
    return word


Word = Annotated[str, Field(max_length=100), AfterValidator(_one_year)]


class Words(Strict):
    """Words that a text must hold: at least one of `any`, every one of `all`, and none of `none`.

    Empty lists ask nothing. `{year}` in a word stands for the judged year.
    """

    any_: tuple[Word, ...] = Field(default=(), alias="any", max_length=1000)
    all_: tuple[Word, ...] = Field(default=(), alias="all", max_length=100)
    none_: tuple[Word, ...] = Field(default=(), alias="none", max_length=1000)

    @property
    def asks_nothing(self) -> bool:
        """Whether every text fits."""
        return not (self.any_ or self.all_ or self.none_)

    @property
    def names_year(self) -> bool:
        """Whether a word stands for the judged year."""
        return any(_YEAR in word for word in (*self.any_, *self.all_, *self.none_))

    def fit(self, text: str, year: int | None = None) -> bool:
        """Whether the text holds these words. White space and full-width forms do not matter."""
        if self.asks_nothing:
            return True
        own = plain(text)
        return (
            (not self.any_ or _pattern(self.any_, year).search(own) is not None)
            and all(_pattern((word,), year).search(own) for word in self.all_)
            and not (self.none_ and _pattern(self.none_, year).search(own))
        )


class Titles:
    """Many titles made ready to be searched by many words: each word is sought once, among the few titles that may
    hold it.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self.plain = [plain(title) for title in titles]
        self._holding: dict[str, array[int]] = {}
        self._fitting: dict[tuple[Words, int | None], bytes] = {}
        self._pairs: dict[str, array[int]] = {}
        for index, title in enumerate(self.plain):
            for pair in {*map(add, title, title[1:])}:
                self._pairs.setdefault(pair, array("I")).append(index)

    def fitting(self, words: Words, year: int | None = None) -> bytes:
        """For each title 1 where it holds the words, else 0; worked out once for the same words."""
        key = (words, year if words.names_year else None)
        if key not in self._fitting:
            self._fitting[key] = self._fit(words, year)
        return self._fitting[key]

    def _fit(self, words: Words, year: int | None) -> bytes:
        count = len(self.plain)
        found = bytearray(count) if words.any_ else bytearray(b"\1") * count
        for index in self._with_any(words.any_, year):
            found[index] = 1
        for word in words.all_:
            also = bytearray(count)
            for index in self._with_any((word,), year):
                also[index] = found[index]
            found = also
        for index in self._with_any(words.none_, year):
            found[index] = 0
        return bytes(found)

    def _with_any(self, words: tuple[str, ...], year: int | None) -> Iterator[int]:
        spelt = dict.fromkeys(each for word in words for each in spellings(word, year))
        return chain.from_iterable(map(self._with, spelt))

    def _with(self, spelt: str) -> array[int]:
        """The titles with a word that is spelt so: those that have its rarest pair of characters are looked at."""
        if spelt not in self._holding:
            among: Sequence[int] = range(len(self.plain))
            if len(spelt) > 1:
                empty = array("I")
                pairs = [self._pairs.get(pair, empty) for pair in map(add, spelt, spelt[1:])]
                among = sorted(pairs, key=len)[0]
            self._holding[spelt] = array("I", (i for i in among if spelt in self.plain[i]))
        return self._holding[spelt]


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...], year: int | None) -> re.Pattern[str]:
    """One pattern for all spellings of all words: a single pass instead of one a word."""
    found = dict.fromkeys(each for word in words for each in spellings(word, year))
    return re.compile("|".join(re.escape(each) for each in found))


class Subject(Strict):
    """What a document is about (对象).

    A document matches when all of these hold:

    - its title fits `title`, its body fits `body`;
    - it lies in one of `columns` (names by vocabulary; a column below one counts). Empty, or
      `anywhere`: any column, and `columns` then only tells the crawl and the search for absent
      documents where such documents live;
    - `number`: it must (true) or must not (false) carry a document number (发文字号); null asks
      nothing. `number_words`: its number must hold one of these words (政发, 政办字);
    - `own`: it is no repost (转载) from another authority;
    - `news`: false asks that its title is not that of news about the thing (新闻标题), `orders`: false that it is no
      notice that orders the thing to be done (布置工作的通知); see `rules.headlines`;
    - `other_papers`: false asks that it is no paper of another kind about the thing (别种文书: 许可、招标、答复、草案);
      see `rules.other_papers`;
    - `either`, where given: it matches at least one of these narrower subjects as well.

    `reported` says that such things stand in the news (开放日, 列席): on a site without a column of theirs, news lists that
    were read only in part could hold them.
    """

    title: Words = Words()
    body: Words = Words()
    columns: tuple[str, ...] = ()
    anywhere: bool = False
    number: bool | None = None
    number_words: tuple[str, ...] = ()
    own: bool = True
    news: bool = True
    orders: bool = True
    other_papers: bool = True
    reported: bool = False
    either: tuple[Subject, ...] = ()

    def number_fits(self, number: str) -> bool:
        """Whether a document number ("" for none) is as asked; `either` is not looked at."""
        if self.number is not None and bool(number) is not self.number:
            return False
        if not self.number_words:
            return True
        own = plain(number)
        return bool(own) and any(plain(word) in own for word in self.number_words)

    def is_about(self, title: str) -> bool:
        """Whether a title is of news about the thing, of an order to do it, or of another paper about it, where those do
        not count.
        """
        return (
            (not self.news and is_headline(title))
            or (not self.orders and is_order(title))
            or (not self.other_papers and is_other_paper(title))
        )

    def title_fits(self, title: str, year: int | None = None) -> bool:
        """Whether a title does not rule the document out: it fits here and in one of `either`."""
        if not self.title.fit(title, year) or self.is_about(title):
            return False
        return not self.either or any(each.title_fits(title, year) for each in self.either)

    def every_column(self) -> Iterator[str]:
        """Names of all columns where such documents live, those of `either` included."""
        yield from self.columns
        for each in self.either:
            yield from each.every_column()


SubjectRef = str | Subject
"""A subject in a rule's parameters: the name of one in rules/subjects/, or the subject itself."""

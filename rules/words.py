"""Words that texts must hold, and many titles searched for many of them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Annotated

from pydantic import AfterValidator, Field

from rules.model import Strict
from rules.plain_text import plain

_YEAR = "{year}"
_CHINESE_DIGITS = ("〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")


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

"""Which stages (阶段) of a decision the words of a link speak of: 决策草案, 草案说明, 意见采纳情况."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.plain_text import plain

_LONGEST = 500  # characters of a label that are read
_AND = re.compile(r"^(?:[\u4e00-\u9fff]{0,2}(?:以及|及其?|和|与|并)|[、,，;；/|+＋]){1,3}")


@dataclass(frozen=True, slots=True)
class StageWords:
    """The words that tell one stage, and those that tell that it is not this one."""

    any: tuple[str, ...]
    none: tuple[str, ...] = ()


def stages_told(text: str, stages: Sequence[StageWords]) -> list[int]:
    """The stages that a text speaks of, by their position.

    Of words one inside the other the longer decides: 草案说明 is no 草案. Of several stages the last named is meant, for a
    title ends in what it is (《办法（草案）》意见采纳情况), and those joined to it (决策草案及草案说明).

    >>> two = [StageWords(("草案",)), StageWords(("草案说明",))]
    >>> stages_told("草案说明", two), stages_told("决策草案、草案说明", two)
    ([1], [0, 1])
    """
    own = plain(text[:_LONGEST])
    spans = [
        (start, start + len(word), number)
        for number, stage in enumerate(stages)
        if not any(plain(word) in own for word in stage.none)
        for word in map(plain, stage.any)
        for start in _places(word, own)
    ]
    outer = [
        (start, end, number)
        for start, end, number in spans
        if not any(
            other[0] <= start and end <= other[1] and (start, end) != other[:2] for other in spans
        )
    ]
    outer.sort()
    if not outer:
        return []
    told = {outer[-1][2]}
    following = outer[-1]
    for span in reversed(outer[:-1]):
        between = own[span[1] : following[0]]
        if span[1] > following[0] or _AND.match(between):
            told.add(span[2])
            following = span
        else:
            break
    return sorted(told)


def _places(word: str, text: str) -> list[int]:
    places: list[int] = []
    at = text.find(word) if word else -1
    while at >= 0:
        places.append(at)
        at = text.find(word, at + 1)
    return places

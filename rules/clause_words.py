"""What the words of a clause say by themselves: numbers, spans, days, columns and subjects that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = r"(?P<unit>次|场|期|件|篇|个|项|条|部|份|类)"
_COUNTS = (
    re.compile(
        rf"(?:不少于|不得少于|至少|不低于|最少|≥)[^，。；、0-9一二两三四五六七八九十]{{0,8}}{_NUMBER}{_UNIT}"
    ),
    re.compile(rf"{_NUMBER}{_UNIT}(?:以上|及以上)"),
)
_SPAN = re.compile(rf"{_NUMBER}个?(?P<unit>工作日|日|天)(?:之?内|以内)")
_PER = (("每季度", "quarter"), ("按季度", "quarter"), ("每月", "month"), ("按月", "month"))
_DAY = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[日号]|底|末)(?:之?前|以前)"
)
_TIME_LIMIT = re.compile(r"时限[:：](?P<month>1[0-2]|0?[1-9])月(?:底|末)?(?![0-9])")
_YEAR_END = re.compile(r"(?:(?P<year>20[0-9]{2})年)?年?[底末](?:之?前|以前)")
_QUOTED = re.compile(r"[“《]([^“”《》]{3,30})[”》]")
# Happenings, of which several reports may tell; everything else is counted by the document.
_EVENTS = "次场期"
_SHORTEST_COLUMN = 4
_WEAKEST = 6  # a subject told by fewer letters is a guess
_MANY = 3
_TOO_GENERAL = frozenset(
    {
        "政务公开",
        "信息公开",
        "政府信息公开",
        "政府网站",
        "工作动态",
        "重点任务",
        "重点工作",
        "落实情况",
    }
)


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What was found in a clause, each with the words that say it (`said`, in the text's order).

    `count` of `unit`s is asked for, `per` quarter or month; `span` days of `span_unit`; `by` is MM-DD, or a full date
    where the clause names the year. `columns` are official names of known columns, `subjects` names of known subjects,
    the likeliest first, `quoted` what stands in quotation marks.
    """

    count: int = 0
    is_event: bool = False
    per: str = ""
    span: int = 0
    span_unit: str = ""
    by: str = ""
    columns: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def clause_words(text: str, vocabulary: Vocabulary) -> ClauseWords:
    """What a clause's text says by itself; a pure function of the words, no understanding of the sentence."""
    own = plain(text)
    said: dict[int, str] = {}
    count, unit = _count(own, said)
    span, span_unit = _span(own, said)
    per = next(((word, per) for word, per in _PER if word in own), ("", ""))
    if per[0]:
        said[own.index(per[0])] = per[0]
    by = _by(own, said)
    columns = tuple(_columns(own, vocabulary, said))
    return ClauseWords(
        count=count,
        is_event=unit in _EVENTS and bool(unit),
        per=per[1],
        span=span,
        span_unit=span_unit,
        by=by,
        columns=columns,
        subjects=tuple(_subjects(own, vocabulary)),
        quoted=tuple(dict.fromkeys(match[1] for match in _QUOTED.finditer(own))),
        said=tuple(dict.fromkeys(said[at] for at in sorted(said))),
    )


def numbers_of(text: str) -> dict[str, int | str]:
    """The number, the span of days and the day that a clause sets (`count`, `span`, `by`); 0 or "" where it sets none."""
    own = plain(text)
    return {"count": _count(own, {})[0], "span": _span(own, {})[0], "by": _by(own, {})}


def number_of(text: str) -> int:
    """A number below a hundred in Chinese numerals, or any in digits.

    >>> number_of("十二"), number_of("两"), number_of("20")
    (12, 2, 20)
    """
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _HAN.get(text, 0)
    return (_HAN.get(tens, 0) if tens else 1) * 10 + (_HAN.get(units, 0) if units else 0)


def _count(text: str, said: dict[int, str]) -> tuple[int, str]:
    for pattern in _COUNTS:
        for match in pattern.finditer(text):
            number = number_of(match["n"])
            if number:
                said[match.start()] = match[0]
                return number, match["unit"]
    return 0, ""


def _span(text: str, said: dict[int, str]) -> tuple[int, str]:
    for match in _SPAN.finditer(text):
        number = number_of(match["n"])
        if number:
            said[match.start()] = match[0]
            return number, "working" if match["unit"] == "工作日" else "natural"
    return 0, ""


def _by(text: str, said: dict[int, str]) -> str:
    for match in _DAY.finditer(text):
        year, month = int(match["year"] or 0), int(match["month"])
        last = _last_of(year or 2024, month).day
        day = int(match["day"]) if match["day"] else last
        if day > last or (not year and (month, day) == (2, 29) and not match["day"]):
            day = min(day, 28 if month == 2 else last)
        said[match.start()] = match[0]
        return f"{year}-{month:02}-{day:02}" if year else f"{month:02}-{day:02}"
    if limit := _TIME_LIMIT.search(text):
        said[limit.start()] = limit[0]
        month = int(limit["month"])
        return f"{month:02}-{_last_of(2023, month).day:02}"
    if end := _YEAR_END.search(text):
        said[end.start()] = end[0]
        return f"{end['year']}-12-31" if end["year"] else "12-31"
    return ""


def _last_of(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _columns(text: str, vocabulary: Vocabulary, said: dict[int, str]) -> Iterator[str]:
    """Official names of the columns named in a text, in its order; of names that overlap the longest."""
    found: dict[int, tuple[str, str]] = {}
    for official, names in vocabulary.concepts.items():
        for name in names:
            if len(name) < _SHORTEST_COLUMN or name in _TOO_GENERAL:
                continue
            at = text.find(name)
            # An official name is the better reading of the same word.
            if at >= 0 and (
                at not in found
                or (len(name), name == official) > (len(found[at][0]), found[at][0] == found[at][1])
            ):
                found[at] = (name, official)
    end = 0
    named: dict[str, tuple[int, str]] = {}
    for at in sorted(found):
        name, official = found[at]
        if at >= end:
            end = at + len(name)
            named.setdefault(official, (at, name))
    # What only names a service (联系方式, 数据解读) counts where nothing else is named.
    disclosed = [official for official in named if official in vocabulary.disclosure]
    for official in disclosed or named:
        at, name = named[official]
        said[at] = name
        yield official


def _subjects(text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """Names of the known subjects that a text speaks of, the likeliest first, three at most.

    What its first sentence says counts twice. Where the text names the columns that such documents live in, it speaks
    of them all the more; a text that lists columns speaks of no subject that its first sentence leaves out.
    """
    first = re.split("[。；]", text, maxsplit=1)[0]
    lists = (
        sum(name in text for name in vocabulary.concepts if len(name) >= _SHORTEST_COLUMN) >= _MANY
    )
    scores: dict[str, float] = {}
    for name, subject in vocabulary.subjects.items():
        words = {plain(word.replace("{year}", "")) for word in subject.title.any_}
        needed = [plain(word.replace("{year}", "")) for word in subject.title.all_]
        words -= _TOO_GENERAL
        hits = {word for word in words if len(word) >= 3 and word in text}
        hits = {word for word in hits if not any(word != o and word in o for o in hits)}
        whole = sum(len(word) * (1 + (word in first)) for word in (*hits, *needed))
        columns = [plain(column) for column in subject.columns if plain(column) in text]
        lives = max(map(len, columns), default=0) * len(columns) / max(len(subject.columns), 1)
        left_out = lists and not any(word in first for word in hits)
        if whole + lives >= _WEAKEST and hits and not left_out and all(w in text for w in needed):
            scores[name] = whole + lives
    return sorted(scores, key=lambda name: (-scores[name], name))[:3]

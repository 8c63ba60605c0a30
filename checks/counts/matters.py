"""What counts once: every document, every event, or every policy that documents are about.

Evaluations of policies are told apart by the policy: its questionnaire, its meeting and its report are one evaluation,
however many weeks lie between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from checks.counts.events import distinct_events
from checks.pairs.titles import cores, quoted
from crawler.snapshot.facts import Document
from rules.plain_text import plain

Distinct = Literal["document", "event", "matter"]
"""What counts once: every document, every event, or every policy or matter that documents are about."""

UNIT = {"document": "件", "event": "次", "matter": "次"}
"""What is counted, as it stands after a number."""

_ABOUT_EVALUATION = re.compile(
    r"(?:开展|进行|组织|举行|举办|召开|关于|公布|公开|发布|对)+|"
    r"(?:政策|决策)?(?:实施|执行|落实|贯彻)?(?:后)?(?:效果|情况|成效)?(?:评价|评估|测评)|"
    r"(?:问卷|调查|征集|座谈会?|专题会?|访谈|走访|开放日|结果|结论|报告|运用|应用|情况|公示|公告|通知|工作|活动|的|和|与|及)"
)
_SHORTEST_MATTER, _TELLING_MATTER = 2, 4
_MOST_REPORTS = 100  # reports of one event that are looked through for two matters
_MOST_STARTING = 400  # names that begin alike and are looked at


def grouped(documents: Sequence[Document], distinct: Distinct) -> list[list[Document]]:
    """The documents in groups that count once each."""
    if distinct == "event":
        return distinct_events(documents)
    if distinct == "matter":
        return distinct_matters(documents)
    return [[document] for document in documents]


def distinct_matters(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents grouped by the policy they are about, in the order in which each first occurs.

    A policy is told by its name in 《》, or by what a title keeps without the words of evaluating. Reports of one event
    are of one matter as well, unless their titles name two (就业补贴政策评价, 创业补贴政策评价).
    """
    known = _Names()
    groups: list[list[Document]] = []
    for event in (part for whole in distinct_events(documents) for part in _apart(whole)):
        names = {name for document in event for name in _matters(document)}
        at = min((group for name in names for group in known.groups_of(name)), default=len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].extend(event)
        for name in sorted(names):
            known.add(name, at)
    return groups


def _apart(event: Sequence[Document]) -> list[list[Document]]:
    """The documents of one event by the matters that their titles name; one that names none goes with the first."""
    if len(event) > _MOST_REPORTS:
        return [list(event)]
    parts: list[tuple[list[str], list[Document]]] = []
    for document in event:
        keys = _matters(document)
        for known, part in parts:
            if not keys or not known or any(_worded_alike(a, b) for a in known for b in keys):
                known.extend(keys)
                part.append(document)
                break
        else:
            parts.append((keys, [document]))
    return [part for _, part in parts]


def _worded_alike(one: str, other: str) -> bool:
    """Whether one name is the other with some words left out."""
    shorter, longer = sorted((one, other), key=len)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


class _Names:
    """The names of matters met so far with their groups: found again where one stands inside the other, without looking
    through all of them.
    """

    def __init__(self) -> None:
        self._group: dict[str, int] = {}
        self._starting: dict[str, list[str]] = {}  # by their first two characters
        self._holding: dict[str, list[str]] = {}  # by every two characters

    def add(self, name: str, group: int) -> None:
        """Remember a name; of a name met before the group stays."""
        if name in self._group:
            return
        self._group[name] = group
        self._starting.setdefault(name[:2], []).append(name)
        for pair in {name[at : at + 2] for at in range(len(name) - 1)}:
            self._holding.setdefault(pair, []).append(name)

    def groups_of(self, name: str) -> set[int]:
        """The groups of the names that are this one, and of those of some length that stand inside it or hold it."""
        equal = {self._group[name]} if name in self._group else set()
        if len(name) < _TELLING_MATTER:
            return equal
        pairs = [name[at : at + 2] for at in range(len(name) - 1)]
        rarest = min((self._holding.get(pair, []) for pair in pairs), key=len, default=[])
        found = equal | {self._group[known] for known in rarest if name in known}
        for at, pair in enumerate(pairs):
            for known in self._starting.get(pair, ())[:_MOST_STARTING]:
                if len(known) >= _TELLING_MATTER and name.startswith(known, at):
                    found.add(self._group[known])
        return found


def _matters(document: Document) -> list[str]:
    title = plain(document.title or document.row_title)
    named = [cores(name)[0].text for name in quoted(title) if cores(name)]
    if named:
        return named
    rest = _ABOUT_EVALUATION.sub("", cores(title)[0].text if cores(title) else title)
    return [rest] if len(rest) >= _SHORTEST_MATTER else []

"""What counts once: every document, every event, or every policy that documents are about.

Evaluations of policies are told apart by the policy: its questionnaire, its meeting and its report are one evaluation,
however many weeks lie between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from checks.events import distinct_events
from checks.titles import cores, quoted
from crawler.snapshot.facts import Document
from rules.subject import plain

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
    group_of: dict[str, int] = {}
    groups: list[list[Document]] = []
    for event in (part for whole in distinct_events(documents) for part in _apart(whole)):
        keys = {key for document in event for key in _matters(document)}
        at = next((group_of[known] for known in group_of if _same_matter(known, keys)), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].extend(event)
        group_of.update(dict.fromkeys(keys, at))
    return groups


def _apart(event: Sequence[Document]) -> list[list[Document]]:
    """The documents of one event by the matters that their titles name; one that names none goes with the first."""
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


def _matters(document: Document) -> list[str]:
    title = plain(document.title or document.row_title)
    named = [cores(name)[0].text for name in quoted(title) if cores(name)]
    if named:
        return named
    rest = _ABOUT_EVALUATION.sub("", cores(title)[0].text if cores(title) else title)
    return [rest] if len(rest) >= _SHORTEST_MATTER else []


def _same_matter(known: str, keys: set[str]) -> bool:
    return any(
        known == key
        or (min(len(known), len(key)) >= _TELLING_MATTER and (known in key or key in known))
        for key in keys
    )

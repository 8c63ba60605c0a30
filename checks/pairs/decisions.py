"""Which decision came of which consultation, and where the opinions on it are accounted for.

Pairs are found as everywhere (`checks.pairs.pairing`): an account is paired with the consultation or with the decision, so
that one published months before the decision is found as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.pairs.pairing import Pair, pair_up
from crawler.snapshot.facts import Document


def followed_decisions(
    consultations: Sequence[Document],
    decisions: Sequence[Document],
    accounts: Sequence[Document],
) -> list[tuple[Document, list[Pair]]]:
    """The decisions that consultations led to, each once and in order of day, paired with the accounts of their opinions.

    An account is the companion of its pair; the pair's document is the consultation where that led to the account.
    """
    of_consultation = pair_up(consultations, accounts)
    of_decision = pair_up(decisions, accounts)
    found: dict[str, tuple[Document, dict[str, Pair]]] = {}
    for url, pairs in pair_up(consultations, decisions).items():
        later = [pair for pair in pairs if _after(pair)]
        if not later:
            continue
        decision = later[0].companion
        own = found.setdefault(decision.url, (decision, {}))[1]
        for pair in (*of_consultation.get(url, ()), *of_decision.get(decision.url, ())):
            own[pair.companion.url] = pair
    ordered = sorted(found.values(), key=lambda each: (_day(each[0]), each[0].url))
    return [(decision, list(own.values())) for decision, own in ordered]


def _after(pair: Pair) -> bool:
    # What is published with the consultation (the draft, why it is needed) is no decision yet.
    consulted, decided = pair.document.published, pair.companion.published
    return consulted is None or decided is None or consulted.day < decided.day


def _day(document: Document) -> date:
    return document.published.day if document.published else date.max

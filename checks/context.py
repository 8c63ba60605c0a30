"""What a check kind may know beside the snapshot: the audit's day, the period, the vocabulary, the
rule at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.model import DateRange, Rule, Ruleset
from rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one judgement. `as_of` is the day judged from: later documents count as
    not yet published.
    """

    as_of: date
    period: DateRange
    ruleset: Ruleset
    rule: Rule
    vocabulary: Vocabulary

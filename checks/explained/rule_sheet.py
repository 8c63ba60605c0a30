"""A rule explained (规则说明): its clause, what is checked in plain Chinese, its parameters, how a fault is mended.

The command line, the pages in docs/rules and the pages of a report all show this, each in its own dress.
"""

from __future__ import annotations

from dataclasses import dataclass

from checks.explained.parameter_words import Parameter, parameters_of
from checks.kind import Explanation
from checks.kinds import registry
from rules.model import Clause, Indicator, Rule, Ruleset
from rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """One rule with all that a reader needs to understand it."""

    rule: Rule
    clause: Clause
    indicator: Indicator
    explanation: Explanation
    parameters: tuple[Parameter, ...]

    @property
    def until(self) -> str:
        """The day by which the clause asks for it (完成时限), in a sentence; "" where it sets none."""
        if not self.rule.until:
            return ""
        month, day = map(int, self.rule.until.split("-"))
        return f"本条的评价期间到末年的{month}月{day}日为止，其后发布的不算。"


def sheet_of(
    ruleset: Ruleset, indicator: Indicator, rule: Rule, vocabulary: Vocabulary
) -> RuleSheet:
    """The sheet of a rule whose check kind and parameters are sound (`rules.lint`).

    Raises KeyError for an unknown kind or subject, pydantic.ValidationError for wrong parameters.
    """
    kind = registry()[rule.check]
    params = kind.params.model_validate(rule.params)
    return RuleSheet(
        rule=rule,
        clause=ruleset.clause_of(rule),
        indicator=indicator,
        explanation=kind.explain(params, vocabulary),
        parameters=parameters_of(params, rule.params, vocabulary),
    )


def sheets_of(ruleset: Ruleset, vocabulary: Vocabulary) -> tuple[RuleSheet, ...]:
    """The sheets of all rules, in the order of the file."""
    return tuple(
        sheet_of(ruleset, indicator, rule, vocabulary) for indicator, rule in ruleset.rules()
    )

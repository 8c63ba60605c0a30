"""Cases run against their rules: what each came to, and what the rules still owe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from checks.casebook.completeness import decides, lacking
from checks.casebook.reading import Casebook, WrittenCase
from checks.casebook.scene import snapshot_of
from checks.engine import check_rule, understood
from checks.site_result import RuleResult
from rules.inheritance import rule_origins
from rules.located_yaml import Located
from rules.model import Rule, Ruleset
from rules.vocabulary import Vocabulary

_SHARE_APART = 0.005
_BROKEN = "internal_error"


class CaseState(Enum):
    """What a case came to: right, wrong, wrong as its gap says, or right though marked as a gap."""

    PASSED = "passed"
    FAILED = "failed"
    GAP = "gap"
    CLOSED_GAP = "closed_gap"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and what was judged of its site."""

    written: WrittenCase
    state: CaseState
    result: RuleResult

    @property
    def expected(self) -> str:
        """What is right, in the words of the case."""
        case = self.written.case
        more = [case.code] if case.code else []
        more += [f"{case.share:g}"] if case.share is not None else []
        return case.expect + (f"（{'，'.join(more)}）" if more else "")

    @property
    def got(self) -> str:
        """What was judged: verdict, code, and the share of a partial."""
        result = self.result
        more = [result.code] if result.code else []
        more += [f"{result.share:.2f}"] if result.verdict.value == "partial" else []
        return result.verdict.value + (f"（{'，'.join(more)}）" if more else "")


@dataclass(frozen=True, slots=True)
class Lack:
    """A deciding rule and the cases that it owes."""

    rule: str
    missing: tuple[str, ...]


def rules_tested(ruleset: Ruleset, only: str = "") -> list[Rule]:
    """The rules of a ruleset, or the one that is named."""
    return [rule for _, rule in ruleset.rules() if only in ("", rule.id)]


def run_cases(
    ruleset: Ruleset, rules: Iterable[Rule], book: Casebook, vocabulary: Vocabulary
) -> Iterator[CaseResult]:
    """Judge each case of the rules, one after the other.

    Raises RuleNotUnderstood for a rule whose kind or parameters are wrong.
    """
    for rule in rules:
        for written in book.cases.get(rule.id, ()):
            yield run_case(ruleset, rule, written, vocabulary)


def run_case(
    ruleset: Ruleset, rule: Rule, written: WrittenCase, vocabulary: Vocabulary
) -> CaseResult:
    """Build the site of a case and judge it by its rule."""
    site = snapshot_of(written.case, written.site)
    result = check_rule(site, ruleset, rule, written.as_of, vocabulary)
    right = _as_expected(written, result)
    if written.case.gap:
        state = CaseState.CLOSED_GAP if right else CaseState.GAP
    else:
        state = CaseState.PASSED if right else CaseState.FAILED
    return CaseResult(written, state, result)


def lacks(rules: Iterable[Rule], book: Casebook) -> list[Lack]:
    """The deciding rules whose cases are not complete, with what is missing."""
    found = []
    for rule in rules:
        kind, params = understood(rule)
        missing = lacking(kind, params, [each.case for each in book.cases.get(rule.id, ())])
        if missing:
            found.append(Lack(rule.id, tuple(missing)))
    return found


def owing(ruleset: Ruleset, source: Located) -> list[Rule]:
    """The rules that owe cases beside this ruleset: all that are on, but those inherited with check and parameters as
    they are, whose cases stand beside the ruleset that wrote them.
    """
    rules = [rule for _, rule in ruleset.rules() if not rule.off]
    if not ruleset.extends:
        return rules
    return [
        rule
        for rule in rules
        if any(
            origin.ruleset == ruleset.id
            for origin in rule_origins(source, rule.id)
            if origin.field == "check" or origin.field.split(".")[0] == "with"
        )
    ]


def deciding(rules: Iterable[Rule]) -> list[Rule]:
    """Those of the rules that decide."""
    return [rule for rule in rules if decides(understood(rule)[0])]


def _as_expected(written: WrittenCase, result: RuleResult) -> bool:
    case = written.case
    if result.code == _BROKEN or result.verdict.value != case.expect:
        return False
    if case.code and result.code != case.code:
        return False
    return case.share is None or abs(result.share - case.share) <= _SHARE_APART

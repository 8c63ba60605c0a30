"""Every ruleset of the library keeps to its cases, and no rule that decides goes without."""

from __future__ import annotations

from functools import cache

import pytest

from checks.casebook.reading import Casebook, read_casebook
from checks.casebook.running import CaseState, lacks, run_cases
from rules.loader import library, load_ruleset
from rules.model import Rule, Ruleset
from rules.vocabulary import default_vocabulary


@cache
def _book(ruleset_id: str) -> tuple[Ruleset, list[Rule], Casebook]:
    path = library()[ruleset_id]
    ruleset = load_ruleset(path)
    rules = [rule for _, rule in ruleset.rules()]
    return ruleset, rules, read_casebook(path, [rule.id for rule in rules])


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_every_case_comes_out_right(ruleset_id: str) -> None:
    results = list(run_cases(*_book(ruleset_id), default_vocabulary()))
    wrong = [
        f"{each.written.file.name}:{each.written.line} {each.written.case.case}: "
        f"{each.expected}, not {each.got}: {each.result.reason}"
        for each in results
        if each.state in (CaseState.FAILED, CaseState.CLOSED_GAP)
    ]
    assert wrong == []


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_no_deciding_rule_goes_without_its_cases(ruleset_id: str) -> None:
    _, rules, book = _book(ruleset_id)
    assert [f"{lack.rule}: {'、'.join(lack.missing)}" for lack in lacks(rules, book)] == []

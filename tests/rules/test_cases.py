"""Every ruleset of the library keeps to its cases, and no rule that decides goes without."""

from __future__ import annotations

from functools import cache

import pytest

from checks.casebook.reading import Casebook, read_casebook
from checks.casebook.running import CaseState, lacks, owing, run_cases
from rules.loader import library, read_source, ruleset_of
from rules.model import Rule, Ruleset
from rules.vocabulary import default_vocabulary


@cache
def _book(ruleset_id: str) -> tuple[Ruleset, list[Rule], list[Rule], Casebook]:
    """The ruleset, all its rules, those that owe cases, and the cases."""
    path = library()[ruleset_id]
    source = read_source(path)
    ruleset = ruleset_of(source)
    rules = [rule for _, rule in ruleset.rules()]
    book = read_casebook(path, [rule.id for rule in rules])
    return ruleset, rules, owing(ruleset, source.data), book


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_every_case_comes_out_right(ruleset_id: str) -> None:
    ruleset, rules, _, book = _book(ruleset_id)
    results = run_cases(ruleset, rules, book, default_vocabulary())
    wrong = [
        f"{each.written.file.name}:{each.written.line} {each.written.case.case}: "
        f"{each.expected}, not {each.got}: {each.result.reason}"
        for each in results
        if each.state in (CaseState.FAILED, CaseState.CLOSED_GAP)
    ]
    assert wrong == []


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_no_deciding_rule_goes_without_its_cases(ruleset_id: str) -> None:
    _, _, rules, book = _book(ruleset_id)
    assert [f"{lack.rule}: {'、'.join(lack.missing)}" for lack in lacks(rules, book)] == []

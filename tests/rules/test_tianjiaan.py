"""Tianjia'an's list of 2024: every clause in the source's own words, under the source's own headings."""

from __future__ import annotations

import re

import pytest

from rules.loader import library, load_ruleset
from rules.model import Observable, Ruleset
from tests.rules.sources import shared

# The table breaks these clauses over pages; the unit responsible stands between their halves.
UNITS = re.compile(
    r"区政府办公室、区|区政府有关部门，各乡镇街道|区政府各部门，各|区司法局、区政府办公室快"
)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset(library()["tianjiaan-2024"])


def test_the_clauses_are_the_source_s_own_words_in_order(ruleset: Ruleset) -> None:
    source = UNITS.sub("", re.sub(r"\s", "", shared("seeds/tianjiaan-2024.txt")))
    at = 0
    for clause in ruleset.clauses:
        text = re.sub(r"\s", "", clause.text)
        found = source.find(text, at)
        assert found >= 0, clause.id
        at = found + len(text)


def test_the_clauses_leave_no_task_out(ruleset: Ruleset) -> None:
    rest = UNITS.sub("", re.sub(r"\s", "", shared("seeds/tianjiaan-2024.txt")))
    for clause in ruleset.clauses:
        rest = rest.replace(re.sub(r"\s", "", clause.text), "")
    # What is left are headings, numbers and the units responsible: no sentence.
    assert "。" not in rest
    assert len(rest) < 600


def test_the_indicators_are_the_source_s_headings(ruleset: Ruleset) -> None:
    source = re.sub(r"\s", "", shared("seeds/tianjiaan-2024.txt"))
    for indicator in ruleset.indicators[:4]:
        assert indicator.title in source
    assert len(ruleset.indicators) == len(re.findall(r"[(（][一二三四五六七八九十]+[)）]", source))


def test_the_rules_check_what_the_clauses_class_allows(ruleset: Ruleset) -> None:
    own = {rule.id for _, rule in ruleset.rules()}
    for clause in ruleset.clauses:
        assert (f"tianjiaan-2024/{clause.id}" in own) is (clause.observable is not Observable.NONE)
    for _, rule in ruleset.rules():
        trace = ruleset.clause_of(rule).observable is Observable.TRACE
        assert (rule.check == "manual") is trace, rule.id

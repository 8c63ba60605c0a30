"""The ruleset of 德州市 holds every clause of its source in the source's own words, each with its time limit."""

from __future__ import annotations

import re
from datetime import date

import pytest

from rules.loader import library, load_ruleset
from rules.model import Observable, Rule, Ruleset
from tests.rules.sources import own_parts, shared

WHOSE = re.compile(r"\((?:[^()]|\([^()]*\))*完成时限[^()]*\)")
LIMIT = re.compile(r"完成时限:2023年(\d{1,2})月\)$")
# Clauses whose month is met by one publication, and the day by which it is judged.
BY = {
    "2.3.3": "07-31",
    "2.4.1": "06-30",
    "5.3a": "07-31",
    "3.5.2": "12-31",
    "2.2.2": "03-31",
}


@pytest.fixture(scope="module")
def dezhou() -> Ruleset:
    return load_ruleset(library()["dezhou-2023"])


def _rules(ruleset: Ruleset, clause: str) -> list[Rule]:
    return [rule for _, rule in ruleset.rules() if ruleset.clause_of(rule).id == clause]


def test_the_clauses_are_the_source_s_own_words(dezhou: Ruleset) -> None:
    source = re.sub(r"\s", "", shared("seeds/dezhou-2023.txt"))
    for clause in dezhou.clauses:
        for part in own_parts(clause.text):
            assert part in source, clause.id


def test_no_task_of_the_source_is_left_out(dezhou: Ruleset) -> None:
    lines = [line.strip() for line in shared("seeds/dezhou-2023.txt").splitlines()]
    begun = lines.index("二、推进行政权力运行全流程公开")
    tasks = [
        re.sub(r"^\d\.", "", re.sub(r"\s", "", line))
        for line in lines[begun:]
        if re.match(r"\d\.", line)
    ]
    assert len(tasks) == 40
    left = "".join(tasks)
    for clause in dezhou.clauses:
        for part in own_parts(clause.text):
            # The two halves of a split task share its time limit.
            left = left.replace(WHOSE.sub("", part), "", 1)
    assert WHOSE.sub("", left) == ""


def test_every_clause_keeps_its_time_limit(dezhou: Ruleset) -> None:
    for clause in dezhou.clauses:
        assert LIMIT.search(clause.text), clause.id


def test_the_time_limits_are_judged(dezhou: Ruleset) -> None:
    for clause in dezhou.clauses:
        limit = LIMIT.search(clause.text)
        rules = _rules(dezhou, clause.id)
        if clause.id in BY:
            assert BY[clause.id] in [rule.params.get("by") for rule in rules]
        elif limit and limit[1] == "11":
            timed = [rule.until for rule in rules if rule.until]
            # What is no publication (a column, a standard in force) has no day.
            assert set(timed) == {"11-30"}, clause.id
        else:
            assert {rule.until for rule in rules} <= {None}, clause.id


def test_the_clauses_are_checked_as_their_class_allows(dezhou: Ruleset) -> None:
    for _, rule in dezhou.rules():
        clause = dezhou.clause_of(rule)
        assert (rule.check == "manual") is (clause.observable is Observable.TRACE), rule.id
        if rule.check == "manual":
            assert rule.params["question"].endswith(("？", "。"))
            assert rule.params["subject"]
            assert rule.params["passages"]["subject"] == "annual-report"
    own = {rule.id for _, rule in dezhou.rules()}
    for clause in dezhou.clauses:
        assert (f"dezhou-2023/{clause.id}" in own) is (clause.observable is not Observable.NONE)


def test_what_binds_only_counties_or_city_departments_says_so(dezhou: Ruleset) -> None:
    bound = {rule.id: (rule.level, rule.kind) for _, rule in dezhou.rules() if rule.level}
    assert bound == {
        "dezhou-2023/2.3.9.catalogue": (("county",), ("government",)),
        "dezhou-2023/2.3.9.catalogues": (("city",), ("government",)),
        "dezhou-2023/2.4.3": (("county",), ("government",)),
        "dezhou-2023/3.5.1": (("county",), ("government",)),
        "dezhou-2023/3.5.1.departments": (("city",), ("government",)),
        "dezhou-2023/3.5.1.department": (("city",), ("department",)),
    }


def test_the_period_is_2023_whenever_it_is_audited(dezhou: Ruleset) -> None:
    period = dezhou.period_for(date(2026, 1, 1))
    assert (period.first, period.last) == (date(2023, 1, 1), date(2023, 12, 31))
    rule = _rules(dezhou, "2.3.7")[0]
    assert dezhou.period_of(rule, date(2026, 1, 1)).last == date(2023, 11, 30)

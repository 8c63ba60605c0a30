"""The Lingang ruleset says what its source says: text and table, clause by clause."""

from __future__ import annotations

import re
from datetime import date

import pytest

from rules.loader import library, load_ruleset
from rules.model import Observable, Ruleset
from tests.rules.sources import shared


@pytest.fixture(scope="module")
def lingang() -> Ruleset:
    return load_ruleset(library()["lingang-2021"])


def _source() -> tuple[str, str]:
    """The text and the table of tasks, without white space and page numbers."""
    seed = shared("seeds/lingang-2021.txt")
    body = seed[seed.index("一、深化重点领域") : seed.index("附件: 2021")]
    body = re.sub(r"—[\s*\d]*—\**", "", body)
    table = seed[seed.index("| 工作任务") :]
    return re.sub(r"\s", "", body), re.sub(r"\s", "", table)


def test_clauses_are_the_source_s_own_words_in_order(lingang: Ruleset) -> None:
    body, table = _source()
    at = 0
    for clause in lingang.clauses:
        for part in re.sub(r"\s", "", clause.text).split("……"):
            assert part in body or part in table, clause.id
            if part in body:
                assert body.index(part) >= at, clause.id
        first = clause.text.split("……")[0]
        at = body.index(first) if first in body else at


def test_clauses_leave_nothing_of_the_text_out(lingang: Ruleset) -> None:
    body, table = _source()
    for clause in lingang.clauses:
        for part in re.sub(r"\s", "", clause.text).split("……"):
            body = body.replace(part, "")
    # What remains are headings and numbers, and the two sentences that the table words better.
    left = re.sub(r"-?\([一二三四五六七八九十]+\)|[一二三四五]、", "\n", body)
    sentences = [line for line in left.splitlines() if len(line) > 30]
    assert [line[:8] for line in sentences] == ["密切关注涉及疫情", "根据国务院相关部"]
    assert sentences[0][:40] in table


def test_clauses_are_checked_as_their_class_allows(lingang: Ruleset) -> None:
    for _, rule in lingang.rules():
        clause = lingang.clause_of(rule)
        assert (rule.check == "manual") is (clause.observable is Observable.TRACE), rule.id
        if rule.check == "manual":
            assert rule.params["question"].endswith(("？", "。"))
            assert rule.params["subject"]
    own = {rule.id for _, rule in lingang.rules()}
    for clause in lingang.clauses:
        assert (f"lingang-2021/{clause.id}" in own) is (clause.observable is not Observable.NONE)


def test_the_year_2021_is_judged_of_zones_and_counties(lingang: Ruleset) -> None:
    period = lingang.period_for(date(2022, 4, 15))
    assert (period.first, period.last) == (date(2021, 1, 1), date(2021, 12, 31))
    assert set(lingang.applies_to.kind) == {"zone", "government"}


def test_the_epidemic_is_judged_in_2022_and_no_later(lingang: Ruleset) -> None:
    (rule,) = (rule for _, rule in lingang.rules() if rule.id == "lingang-2021/04")
    assert rule.valid_to == date(2022, 12, 31)

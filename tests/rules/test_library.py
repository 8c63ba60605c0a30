"""The rulesets that come with the package say what their sources say, clause by clause."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from checks.kinds import registry
from rules.lint import lint
from rules.loader import library, load_ruleset
from rules.model import Observable, Ruleset, cites
from rules.vocabulary import default_vocabulary
from tests.rules.sources import inventory, shared


@pytest.fixture(scope="module")
def boshan() -> Ruleset:
    return load_ruleset(library()["boshan-2020"])


@pytest.fixture(scope="module")
def national() -> Ruleset:
    return load_ruleset(library()["national"])


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_a_ruleset_is_named_like_its_file_and_has_no_problem(ruleset_id: str) -> None:
    path = library()[ruleset_id]
    kinds = registry()
    problems = lint(
        path,
        {name: kind.params for name, kind in kinds.items()},
        {
            name: {code: outcome.text for code, outcome in kind.outcomes.items()}
            for name, kind in kinds.items()
        },
        default_vocabulary(),
    )
    assert [str(problem) for problem in problems] == []
    assert load_ruleset(path).id == ruleset_id


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_the_points_of_a_ruleset_come_to_a_hundred(ruleset_id: str) -> None:
    ruleset = load_ruleset(library()[ruleset_id])
    if ruleset.scoring == "weighted":  # what is deducted is capped by indicator
        assert sum(rule.points for _, rule in ruleset.rules()) == 100


@pytest.mark.parametrize(
    ("ruleset_id", "count"),
    [
        ("boshan-2020", 31),
        ("taishan-2023", 67),
        ("dezhou-2023", 43),
        ("lingang-2021", 37),
        ("tianjiaan-2024", 28),
    ],
)
def test_every_clause_of_the_inventory_stands_in_its_order_with_its_class(
    ruleset_id: str, count: int
) -> None:
    clauses = [(c.id, c.observable) for c in load_ruleset(library()[ruleset_id]).clauses]
    assert clauses == inventory(ruleset_id)
    assert len(clauses) == count


def test_boshan_s_clauses_are_the_source_s_own_words_in_order(boshan: Ruleset) -> None:
    source = re.sub(r"\s", "", shared("seeds/boshan-2020.txt"))
    at = source.index("二、主要任务")
    for clause in boshan.clauses:
        parts = re.sub(r"\s", "", clause.text).split("……")
        for part in parts:
            assert part in source, clause.id
        # 组织保障的第二条分给了两个条款，其中一条的话在另一条之间。
        if not clause.id.startswith("O2"):
            assert source.index(parts[0]) >= at, clause.id
            at = source.index(parts[0])


def test_boshan_s_clauses_leave_none_of_the_source_s_tasks_out(boshan: Ruleset) -> None:
    source = re.sub(r"\s", "", shared("seeds/boshan-2020.txt"))
    tasks = source[source.index("（一）聚焦中心工作") :]
    for clause in boshan.clauses:
        for part in re.sub(r"\s", "", clause.text).split("……"):
            tasks = tasks.replace(part, "")
    # 剩下的只有标题、序号和标点。
    headings = re.findall(
        r"[^（）()。，]{9,}", re.sub(r"（[一二三四]）|\([一二三四]\)", "，", tasks)
    )
    assert [h for h in headings if not re.search(r"公开|平台|工作|过程|覆盖", h)] == []
    assert len(tasks) < 200


def test_boshan_s_clauses_are_checked_as_their_class_allows(boshan: Ruleset) -> None:
    for _, rule in boshan.rules():
        clause = boshan.clause_of(rule)
        assert (rule.check == "manual") is (clause.observable is Observable.TRACE), rule.id
        if rule.check == "manual":
            assert rule.params["question"].endswith(("？", "。"))
            assert rule.params["subject"]
    own = {rule.id for _, rule in boshan.rules()}
    for clause in boshan.clauses:
        assert (f"boshan-2020/{clause.id}" in own) is (clause.observable is not Observable.NONE)


def test_boshan_is_judged_over_2020_whenever_it_is_audited(boshan: Ruleset) -> None:
    period = boshan.period_for(date(2024, 4, 15))
    assert (period.first, period.last) == (date(2020, 1, 1), date(2020, 12, 31))
    assert date(2020, 12, 31) in period
    assert date(2021, 1, 1) not in period


def test_national_has_the_agreed_ids_one_rule_each(national: Ruleset) -> None:
    ids = re.findall(r"^\| (national/[a-z-]+) \|", shared("norms.md"), re.MULTILINE)
    assert len(ids) == 22
    assert Counter(rule.id for _, rule in national.rules()) == Counter(ids)
    for _, rule in national.rules():
        assert rule.id == f"national/{national.clause_of(rule).id}"
        assert rule.basis, rule.id


def test_national_judges_the_last_full_year(national: Ruleset) -> None:
    for day in (date(2024, 1, 1), date(2024, 4, 15), date(2024, 12, 31)):
        period = national.period_for(day)
        assert (period.first, period.last) == (date(2023, 1, 1), date(2023, 12, 31))


def test_what_is_quoted_from_memory_says_so(national: Ruleset) -> None:
    for _, rule in national.rules():
        for basis in rule.basis:
            assert not (basis.verified and "凭记忆" in basis.article), rule.id


@pytest.mark.parametrize(
    ("wanted", "clause", "fits"),
    [
        ("9", "9", True),
        ("9a", "9", True),
        ("9.children", "9", True),
        ("1b.budget", "1b", True),
        ("11", "1", False),
        ("1ab", "1", False),
        ("9-x", "9", False),
        ("1二", "1", False),
    ],
)
def test_a_rule_cites_its_clause_by_id_letter_or_suffix(
    wanted: str, clause: str, fits: bool
) -> None:
    assert cites(wanted, clause) is fits

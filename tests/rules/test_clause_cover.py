"""How far a ruleset's rules decide its clauses."""

from __future__ import annotations

from typing import Any

import pytest

from rules.clause_cover import ClauseTotals, Cover, cover_of
from rules.model import Observable, Ruleset


def ruleset(clauses: dict[str, str], rules: list[dict[str, Any]]) -> Ruleset:
    """A ruleset of clauses by class and rules in short; not necessarily a sound one."""
    return Ruleset.model_validate(
        {
            "id": "test",
            "title": "测试",
            "source": {"document": "文件", "issuer": "机关"},
            "period": {"relative": "last-calendar-year"},
            "clauses": [
                {"id": name, "text": "条文", "observable": kind, "reason": "内部工作"}
                for name, kind in clauses.items()
            ],
            "indicators": [
                {
                    "id": "all",
                    "title": "全部",
                    "rules": [
                        {"title": "规则", "check": "column", "points": 2, "fix": "改正", **rule}
                        for rule in rules
                    ],
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("kind", "rules", "cover"),
    [
        ("full", [{}], Cover.WHOLE),
        ("full", [{}, {"check": "manual"}], Cover.PARTLY),
        ("full", [{"check": "manual"}], Cover.LACKING),
        ("full", [], Cover.LACKING),
        ("full", [{"off": "另行检查"}], Cover.OFF),
        ("full", [{"off": "另行检查"}, {}], Cover.WHOLE),
        ("full", [{"off": "另行检查"}, {"check": "manual"}], Cover.OFF),
        ("proxy", [{}], Cover.PRESENCE),
        ("proxy", [{}, {"check": "manual"}], Cover.PARTLY),
        ("proxy", [{"check": "manual"}], Cover.LACKING),
        ("trace", [{"check": "manual"}], Cover.PERSON),
        ("trace", [{}], Cover.WHOLE),
        ("trace", [{"check": "manual", "off": "不查"}], Cover.OFF),
        ("trace", [], Cover.LACKING),
        ("none", [], Cover.NONE),
    ],
)
def test_a_clause_is_covered_as_far_as_its_rules_decide_it(
    kind: str, rules: list[dict[str, Any]], cover: Cover
) -> None:
    named = [{"id": f"test/1.r{at}", **rule} for at, rule in enumerate(rules)]
    found = cover_of(ruleset({"1": kind, "2": "full"}, [*named, {"id": "test/2"}]))
    assert found.clauses[0].cover is cover
    assert [clause.id for clause in found.lacking] == (["1"] if cover is Cover.LACKING else [])
    assert [clause.id for clause in found.partly] == (["1"] if cover is Cover.PARTLY else [])


def test_both_ways_agree_and_a_rule_without_a_clause_is_named() -> None:
    found = cover_of(
        ruleset(
            {"1": "full", "1a": "proxy", "3": "none"},
            [
                {"id": "test/1"},
                {"id": "test/1a.more", "points": 3},
                {"id": "test/other", "clause": "1a", "check": "manual"},
                {"id": "test/9"},
            ],
        )
    )
    assert {each.clause.id: [rule.id for rule in each.rules] for each in found.clauses} == {
        "1": ["test/1"],
        "1a": ["test/1a.more", "test/other"],
        "3": [],
    }
    cited = [(rule.id, clause.id if clause else None) for rule, clause in found.rules]
    assert cited == [
        ("test/1", "1"),
        ("test/1a.more", "1a"),
        ("test/other", "1a"),
        ("test/9", None),
    ]
    assert [rule.id for rule in found.uncited] == ["test/9"]


def test_totals_are_kept_by_class_and_leave_out_what_is_switched_off() -> None:
    found = cover_of(
        ruleset(
            {"1": "full", "2": "full", "3": "trace"},
            [
                {"id": "test/1"},
                {"id": "test/1.b", "check": "manual"},
                {"id": "test/2", "off": "另行检查"},
                {"id": "test/3", "check": "manual"},
            ],
        )
    )
    assert found.totals[Observable.FULL] == ClauseTotals(2, 1, 1, 3, 1, 4)
    assert found.totals[Observable.TRACE] == ClauseTotals(1, 0, 0, 1, 0, 2)
    assert found.totals[Observable.NONE] == ClauseTotals(0, 0, 0, 0, 0, 0)

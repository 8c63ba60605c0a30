from __future__ import annotations

from typing import Any

import pytest

from checks.casebook.completeness import bounding, lacking
from checks.casebook.model import Case
from checks.kinds import registry


def _params(check: str, **given: Any) -> Any:
    return registry()[check].params.model_validate(given)


@pytest.mark.parametrize(
    ("check", "given", "bounds"),
    [
        ("documents", {"subject": "guide"}, []),
        ("documents", {"subject": "guide", "at_least": 1, "per": "period"}, []),
        ("documents", {"subject": "guide", "at_least": 2}, ["at_least=2"]),
        ("documents", {"subject": "guide", "per": "quarter"}, ["per=quarter"]),
        ("companion", {"of": "normative", "companion": "interpretation"}, []),
        (
            "companion",
            {"of": "normative", "companion": "interpretation", "mode": "within", "days": 3},
            ["days=3"],
        ),
        ("published_by", {"subject": "guide", "by": "2020-12-31"}, ["by=2020-12-31"]),
        ("consultation_period", {"subject": "consultation"}, ["at_least_days=30"]),
        ("column_fresh", {"columns": ["甲"], "in_period": True}, []),
        ("column_fresh", {"columns": ["甲"], "within_months": 6}, ["within_months=6"]),
        ("column_fresh", {"columns": ["甲"], "within_days": 1}, ["within_days=1"]),
        ("links_alive", {"pass_at": 0, "fail_at": 10}, ["fail_at=10"]),
        (
            "column_groups",
            {"groups": [{"name": "甲", "columns": ["甲"]}], "pass_at": 1, "fail_at": 0},
            [],
        ),
        ("fields", {"subject": "guide", "fields": [{"name": "甲"}]}, []),
        (
            "fields",
            {"subject": "guide", "fields": [{"name": "甲"}], "min_share": 0.6},
            ["min_share=0.6"],
        ),
        ("site_search", {}, []),
    ],
)
def test_what_bounds(check: str, given: dict[str, Any], bounds: list[str]) -> None:
    assert bounding(_params(check, **given)) == bounds


def _case(expect: str, **more: Any) -> Case:
    return Case.model_validate({"case": str((expect, more)), "expect": expect, **more})


def test_a_kind_that_never_fails_owes_no_failure() -> None:
    assert lacking(registry()["ipv6"], _params("ipv6"), []) == ["expect: pass", "near_miss: true"]


def test_a_rule_owes_pass_fail_and_near_miss() -> None:
    kind, params = registry()["documents"], _params("documents", subject="guide")
    assert lacking(kind, params, []) == ["expect: pass", "expect: fail", "near_miss: true"]
    cases = [_case("pass"), _case("fail", near_miss=True)]
    assert lacking(kind, params, cases) == []


def test_a_number_owes_both_of_its_sides() -> None:
    kind, params = registry()["documents"], _params("documents", subject="guide", at_least=2)
    cases = [_case("pass"), _case("fail", near_miss=True)]
    assert lacking(kind, params, cases) == [
        "bound: met（at_least=2）",
        "bound: missed（at_least=2）",
    ]
    cases += [_case("pass", bound="met"), _case("fail", bound="missed")]
    assert lacking(kind, params, cases) == []


def test_a_known_gap_proves_nothing() -> None:
    kind, params = registry()["documents"], _params("documents", subject="guide")
    cases = [_case("pass"), _case("fail"), _case("fail", near_miss=True, gap="扫描件")]
    assert lacking(kind, params, cases) == ["near_miss: true"]


def test_what_a_person_decides_owes_nothing() -> None:
    assert lacking(registry()["manual"], _params("manual", question="是否？"), []) == []

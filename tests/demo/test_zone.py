"""The development zones: every fault planted and blamed, and the year's working days as their comments say."""

from __future__ import annotations

from datetime import date

import pytest

from checks.workdays import working_days_between
from demo.cycles.lingang2021 import CYCLE
from demo.sites.content.zone.policies import POLICIES
from demo.sites.faults.zone import FAULTS
from rules.loader import library, load_ruleset


def test_every_fault_is_planted_and_has_its_verdict() -> None:
    planted = [fault for site in CYCLE.sites for fault in site.faults]
    assert sorted(planted) == sorted(FAULTS)
    table = CYCLE.truth()
    for site in CYCLE.sites:
        blamed = {fault for causes in table.faults[site.id].values() for fault in causes}
        assert blamed == set(site.faults), site.id


def test_the_truth_speaks_of_every_rule_and_differs_where_a_fault_is() -> None:
    table = CYCLE.truth()
    rules = {rule.id for _, rule in load_ruleset(library()["lingang-2021"]).rules()}
    for site, verdicts in table.verdicts.items():
        assert set(verdicts) == rules, site
        for rule in table.faults[site]:
            assert verdicts[rule] != table.verdicts["nanwan"][rule], rule
    assert set(table.verdicts["nanwan"].values()) == {"pass", "manual"}


@pytest.mark.parametrize(
    ("key", "days"), [("zg1", 3), ("zg2", 3), ("zg3", 0), ("zg4", 1), ("zg5", 0), ("zg6", 0)]
)
def test_working_days_to_the_interpretations(key: str, days: int) -> None:
    policy = next(policy for policy in POLICIES if policy.key == key)
    published, interpreted = map(date.fromisoformat, (policy.published, policy.interpreted))
    assert working_days_between(published, interpreted) == days
    assert working_days_between(date(2021, 2, 9), date(2021, 2, 20)) == 4

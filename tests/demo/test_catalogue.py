"""Every cycle of simulated sites: sites and rulesets that exist, and a truth table that speaks of all of them."""

from __future__ import annotations

import pytest

from demo.catalogue import MAIN, cycles
from demo.cycle import Cycle
from rules.loader import find_ruleset, load_ruleset


@pytest.fixture(params=list(cycles()))
def cycle(request: pytest.FixtureRequest) -> Cycle:
    """Each cycle in turn."""
    return cycles()[request.param]


def test_the_main_cycle_is_one_of_them() -> None:
    assert MAIN in cycles()


def test_every_rule_is_judged_on_every_site(cycle: Cycle) -> None:
    rulesets = [load_ruleset(find_ruleset(ref)) for ref in cycle.rulesets]
    rules = {rule.id for ruleset in rulesets for _, rule in ruleset.rules()}
    table = cycle.truth()
    assert table.as_of == cycle.as_of
    assert set(table.verdicts) == {site.id for site in cycle.sites}
    for verdicts in table.verdicts.values():
        assert set(verdicts) == rules


def test_a_compliant_site_loses_nothing_and_faults_are_known(cycle: Cycle) -> None:
    table = cycle.truth()
    for site in cycle.sites:
        assert set(site.faults) <= set(cycle.faults)
        if not site.faults:
            assert table.faults[site.id] == {}
    assert any(not site.faults for site in cycle.sites)
    assert any(site.faults for site in cycle.sites)


def test_sites_say_the_day_that_they_are_judged_on(cycle: Cycle) -> None:
    for site in cycle.sites:
        assert cycle.content(site).today == cycle.as_of

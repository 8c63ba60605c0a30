"""The other cycles of simulated sites: every planted fault found, no false "fail", nothing left open on a compliant site."""

from __future__ import annotations

import pytest

from demo.catalogue import MAIN, cycles
from demo.cycle import Cycle
from rules.loader import find_ruleset, load_ruleset
from rules.model import Observable
from tests.demonstrated import Demonstrated, demonstrate

DECIDING = (Observable.FULL, Observable.PROXY)


@pytest.fixture(scope="module", params=[each for each in cycles() if each != MAIN])
def cycle(request: pytest.FixtureRequest) -> Cycle:
    """Each cycle but the main one, which has tests of its own."""
    return cycles()[request.param]


@pytest.fixture(scope="module")
def audited(cycle: Cycle, tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """The cycle, audited once."""
    return demonstrate(cycle, tmp_path_factory.mktemp(cycle.id))


def test_every_verdict_is_the_true_one(cycle: Cycle, audited: Demonstrated) -> None:
    truth = cycle.truth()
    wrong = [
        f"{site['id']} {result['rule']}: 应为 {truth.verdicts[site['id']].get(result['rule'])}，"
        f"判为 {result['verdict']}（{result['reason'][:200]}）"
        for site in audited.document["sites"]
        for result in site["results"]
        if result["check"] != "none"
        and result["verdict"] != truth.verdicts[site["id"]].get(result["rule"])
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_that_a_website_can_show_is_left_open_on_a_compliant_site(
    cycle: Cycle, audited: Demonstrated
) -> None:
    rulesets = [load_ruleset(find_ruleset(ref)) for ref in cycle.rulesets]
    seen = {f"{r.id}/{c.id}" for r in rulesets for c in r.clauses if c.observable in DECIDING}
    compliant = {site.id for site in cycle.sites if not site.faults}
    left = [
        (site["id"], clause["clause"], clause["verdict"])
        for site in audited.document["sites"]
        if site["id"] in compliant
        for clause in site["clauses"]
        if clause["clause"] in seen and clause["verdict"] in ("undetermined", "manual")
    ]
    assert left == []


def test_a_third_of_the_deciding_clauses_is_faulty_somewhere(cycle: Cycle) -> None:
    truth = cycle.truth()
    faulty = {
        rule
        for verdicts in truth.verdicts.values()
        for rule, verdict in verdicts.items()
        if verdict in ("fail", "partial")
    }
    for ref in cycle.rulesets:
        ruleset = load_ruleset(find_ruleset(ref))
        deciding = {c.id for c in ruleset.clauses if c.observable in DECIDING}
        hit = {ruleset.clause_of(rule).id for _, rule in ruleset.rules() if rule.id in faulty}
        assert len(hit & deciding) * 3 >= len(deciding), ruleset.id


def test_families_differ(cycle: Cycle) -> None:
    assert len({site.family for site in cycle.sites}) > 1


def test_every_lost_point_leads_somewhere(audited: Demonstrated) -> None:
    for site in audited.document["sites"]:
        for result in site["results"]:
            if result["verdict"] in ("fail", "partial"):
                assert result["evidence"] or result.get("searched"), (site["id"], result["rule"])
                assert result["fix"]

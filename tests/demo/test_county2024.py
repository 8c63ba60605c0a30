"""The faults of the county of 2024: all planted, all blamed in the truth table, but for the near misses."""

from __future__ import annotations

from demo.cycles.tianjiaan2024 import CYCLE

NEAR_MISSES = {"expired-marked", "short-but-sound", "policy-twice-listed", "letter-in-time"}


def test_every_fault_is_planted_once() -> None:
    planted = [fault for site in CYCLE.sites for fault in site.faults]
    assert sorted(planted) == sorted(CYCLE.faults)


def test_every_fault_is_blamed_and_no_near_miss_is() -> None:
    blamed = {
        fault
        for causes_of in CYCLE.truth().faults.values()
        for causes in causes_of.values()
        for fault in causes
    }
    assert blamed == set(CYCLE.faults) - NEAR_MISSES


def test_every_verdict_that_differs_from_the_compliant_site_has_its_fault() -> None:
    truth = CYCLE.truth()
    compliant = truth.verdicts["lixi"]
    for site, verdicts in truth.verdicts.items():
        differing = {rule for rule, verdict in verdicts.items() if verdict != compliant[rule]}
        assert differing == set(truth.faults[site])

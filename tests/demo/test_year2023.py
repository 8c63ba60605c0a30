"""The counties of 2023: every fault planted and blamed, near misses blamed for nothing, dates by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from checks.workdays import working_days_between
from demo.cycles.dezhou2023 import CYCLE
from demo.sites.content.policy import Policy
from demo.sites.content.year2023.policies import POLICIES_2023
from demo.sites.content.year2023.site import county2023
from demo.sites.faults.year2023 import FAULTS
from demo.sites.model import Area

NEAR_MISSES = {"invitations-added"}
AREA = Area("青石县", "青石", "青", "县", "990101")


def _days(policy: Policy) -> tuple[int, int]:
    """Working days from issue to publication, and from publication to interpretation."""
    issued, published, interpreted = (
        date.fromisoformat(each) for each in (policy.issued, policy.published, policy.interpreted)
    )
    return working_days_between(issued, published), working_days_between(published, interpreted)


def test_every_fault_is_planted_and_blamed() -> None:
    planted = {fault for site in CYCLE.sites for fault in site.faults}
    assert set(FAULTS) <= planted
    truth = CYCLE.truth()
    for site in CYCLE.sites:
        blamed = {fault for causes in truth.faults[site.id].values() for fault in causes}
        assert blamed == set(site.faults) - NEAR_MISSES, site.id


def test_compliant_sites_of_different_families_and_of_both_levels() -> None:
    compliant = [site for site in CYCLE.sites if not site.faults]
    assert len({site.family for site in compliant}) == len(compliant) == 3
    assert {site.level for site in compliant} == {"county", "city"}


def test_a_city_is_bound_by_what_binds_cities() -> None:
    verdicts = CYCLE.truth().verdicts
    other = {
        rule for rule, verdict in verdicts["baihe"].items() if verdict != verdicts["luhe"][rule]
    }
    assert {rule.removeprefix("dezhou-2023/") for rule in other} == {
        "2.3.9.catalogue",
        "2.3.9.catalogues",
        "2.4.3",
        "3.5.1",
        "3.5.1.departments",
    }


@pytest.mark.parametrize("policy", POLICIES_2023, ids=lambda policy: policy.key)
def test_policies_come_out_in_time(policy: Policy) -> None:
    online, explained = _days(policy)
    assert online <= 20
    assert explained <= 3


def test_some_policies_use_all_their_days() -> None:
    used = {policy.key: _days(policy) for policy in POLICIES_2023}
    assert used["gf5"] == (20, 3)
    assert [used[key][1] for key in ("gf1", "gf3", "gf4", "gf7")] == [3, 3, 3, 3]


def test_no_document_names_the_year_that_the_county_was_moved_from() -> None:
    site = county2023("qingshi", AREA, "trs")
    late = [item.title for item in site.documents().values() if item.published.year == 2023]
    assert len(late) > 100
    assert [title for title in late if "2020年" in title] == []


def test_every_document_has_one_page() -> None:
    site = county2023("qingshi", AREA, "trs")
    known = site.documents()
    for column in site.all_columns():
        for item in column.documents:
            assert item is known[item.key]
            assert all(key in known for key in item.related), item.key

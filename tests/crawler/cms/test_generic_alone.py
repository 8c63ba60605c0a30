"""The generic reader by itself on every compliant simulated site: much of the plain ones, and honest about all."""

from __future__ import annotations

import pytest

from bench.generic import Alone, read_alone
from bench.recall import compliant_ids
from demo.cycles.county2020 import CYCLE

#: The share of the documents due that it must give: of lists that stand in the page and in its own pagers' links all.
FLOORS = {"static": 1.0, "trs": 0.95, "jcms": 0.95, "vsb": 0.95}
FAMILIES = {site.id: site.family for site in CYCLE.sites if not site.faults}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Alone]:
    """Every compliant site, crawled once without any other family."""
    found = read_alone(compliant_ids(), tmp_path_factory.mktemp("alone"))
    return {each.recall.site: each for each in found}


@pytest.mark.parametrize("site_id", FAMILIES)
def test_no_list_is_called_complete_that_was_not_read_to_its_end(
    site_id: str, alone: dict[str, Alone]
) -> None:
    assert alone[site_id].untrue == []


@pytest.mark.parametrize("site_id", FAMILIES)
def test_what_it_reads_it_reads_rightly(site_id: str, alone: dict[str, Alone]) -> None:
    recall = alone[site_id].recall
    assert recall.dates == []
    assert len(recall.titles) <= 0.02 * len(recall.due.listed)


@pytest.mark.parametrize("site_id", [site for site, family in FAMILIES.items() if family in FLOORS])
def test_of_plain_lists_it_finds_nearly_all(site_id: str, alone: dict[str, Alone]) -> None:
    assert alone[site_id].recall.found >= FLOORS[FAMILIES[site_id]]
    assert alone[site_id].recall.strangers == []

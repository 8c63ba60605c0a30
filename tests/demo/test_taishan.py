"""The content of 泰山's cycle: keys are unique, faults change something, and the other wording changes words alone."""

from __future__ import annotations

from collections import Counter

import pytest

from checks.workdays import working_days_between
from demo.cycles.taishan2023 import CYCLE
from demo.sites.content.taishan.county import compliant
from demo.sites.content.taishan.wording import COLUMNS, TITLES, reworded
from demo.sites.faults.taishan import FAULTS
from demo.sites.model import Area, SiteContent

AREA = Area("试验区", "试验", "试", "区", "990399")


def content() -> SiteContent:
    return compliant("x", AREA, "trs")


@pytest.mark.parametrize("family", ["trs", "jpaas", "static", "vsb"])
def test_every_key_names_one_column_and_one_document(family: str) -> None:
    site = compliant("x", AREA, family)
    columns = Counter(column.key for column in site.all_columns())
    assert max(columns.values()) == 1
    known = site.documents()
    for column in site.all_columns():
        for document in column.documents:
            assert known[document.key] is document, document.key


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_changes_the_site(fault: str) -> None:
    site = content()
    FAULTS[fault].plant(site)
    assert site != content()


def test_every_fault_is_planted_somewhere() -> None:
    assert {fault for site in CYCLE.sites for fault in site.faults} == set(FAULTS)


def test_the_other_wording_changes_names_and_titles_alone() -> None:
    plain, other = content(), reworded("x", AREA, "trs")
    assert {column.key for column in plain.all_columns()} == {c.key for c in other.all_columns()}
    assert plain.documents().keys() == other.documents().keys()
    assert all(plain.column(key).name != name for key, name in COLUMNS.items())
    for key, document in other.documents().items():
        before = plain.documents()[key]
        assert (before.title != document.title) == (key in TITLES)
        assert (before.published, before.blocks) == (document.published, document.blocks)


@pytest.mark.parametrize(
    ("first", "then", "days"),
    [
        ("gf1", "jd-gf1", 3),
        ("gf3", "jd-gf3", 3),
        ("gf4", "jd-gf4", 3),
        ("gf5", "jd-gf5", 3),
        ("gf6", "jd-gf6", 3),
        ("gf7", "jd-gf7", 3),
        ("jc1", "fk-zj1", 10),
        ("jc2", "fk-zj2", 10),
    ],
)
def test_the_compliant_county_uses_all_its_working_days(first: str, then: str, days: int) -> None:
    known = content().documents()
    assert working_days_between(known[first].published, known[then].published) == days

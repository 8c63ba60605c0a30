"""The names by which reports call the families of content management systems."""

from __future__ import annotations

from crawler.cms import families
from reports.wording import FAMILIES


def test_every_family_has_a_name() -> None:
    assert set(FAMILIES) == {family.name for family in families()}

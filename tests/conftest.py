"""What tests of several folders share: the simulated sites are audited once a run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.demonstrated import Demonstrated, demonstrate

# How long an example takes says how busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)  # before the groups are looked at
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests in one process, and all that look at the audited simulated sites: what they share is made once."""
    for item in items:
        shares = "demonstrated" in getattr(item, "fixturenames", ())
        group = "demonstrated" if shares else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """The demo, run once."""
    return demonstrate(tmp_path_factory.mktemp("demo"))

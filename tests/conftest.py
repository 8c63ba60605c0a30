"""What tests of several folders share: the simulated sites are audited once a run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.demonstrated import Demonstrated, demonstrate

# How long an example takes says how busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """The demo, run once."""
    return demonstrate(tmp_path_factory.mktemp("demo"))

"""What tests of several folders share: the simulated sites are audited once a run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from demo.cycles.county2020 import CYCLE
from tests.demonstrated import Demonstrated, demonstrate

# How long an example takes says how busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """The main cycle, audited once."""
    return demonstrate(CYCLE, tmp_path_factory.mktemp("demo"))

"""What tests of several folders share: the simulated sites are audited once a run."""

from __future__ import annotations

import pytest

from tests.demonstrated import Demonstrated, demonstrate


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """The demo, run once."""
    return demonstrate(tmp_path_factory.mktemp("demo"))

"""Applications are built once for the whole folder: rendering is lazy, but building is not free."""

from __future__ import annotations

from functools import cache

import pytest

from demo.cycle import DemoSite
from demo.cycles.county2020 import CYCLE
from demo.sites.family import Family
from demo.sites.gkmlpt import GkmlptSite
from demo.sites.jpaas import JpaasSite
from demo.sites.vsb import VsbSite

SITES = {site.id: site for site in CYCLE.sites}


@cache
def _application(site_id: str) -> Family:
    return CYCLE.application(site_id)


@pytest.fixture(params=[site.id for site in SITES.values() if not site.faults])
def compliant(request: pytest.FixtureRequest) -> Family:
    """Each compliant site in turn."""
    return _application(request.param)


@pytest.fixture(params=[site.id for site in SITES.values() if "site-down" not in site.faults])
def any_site(request: pytest.FixtureRequest) -> Family:
    """Each site that answers at all in turn."""
    return _application(request.param)


@pytest.fixture
def trs() -> Family:
    """The compliant TRS site."""
    return _application("qingshi")


@pytest.fixture
def jcms() -> Family:
    """The compliant JCMS site."""
    return _application("baishi")


@pytest.fixture
def static() -> Family:
    """The compliant plain site."""
    return _application("danxia")


@pytest.fixture
def demo_sites() -> dict[str, DemoSite]:
    """Every simulated site by id."""
    return SITES


@pytest.fixture
def jpaas() -> JpaasSite:
    """The compliant JPaaS site."""
    app = _application("luyan")
    assert isinstance(app, JpaasSite)
    return app


@pytest.fixture
def gkmlpt() -> GkmlptSite:
    """The compliant gkmlpt site."""
    app = _application("biwan")
    assert isinstance(app, GkmlptSite)
    return app


@pytest.fixture
def vsb() -> VsbSite:
    """The compliant VSB site."""
    app = _application("xueping")
    assert isinstance(app, VsbSite)
    return app

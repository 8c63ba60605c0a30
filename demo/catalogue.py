"""The cycles of simulated sites, one module each in `demo.cycles`. A module there that defines `CYCLE` is a cycle;
nothing else registers it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from demo import cycles as _package
from demo.cycle import Cycle

#: The cycle whose report stands at the top of the demonstration's folder.
MAIN = "county-2020"


@cache
def cycles() -> dict[str, Cycle]:
    """Every cycle by id, in order of id. Sites of all cycles have different ids.

    Raises RuntimeError when two cycles, or two sites, share an id, which is a mistake in this package.
    """
    found: dict[str, Cycle] = {}
    sites: set[str] = set()
    for module in sorted(pkgutil.iter_modules(_package.__path__), key=lambda each: each.name):
        cycle: Cycle = importlib.import_module(f"{_package.__name__}.{module.name}").CYCLE
        if cycle.id in found:
            raise RuntimeError(f"two cycles are named {cycle.id}")
        for site in cycle.sites:
            if site.id in sites:
                raise RuntimeError(f"two sites are named {site.id}")
            sites.add(site.id)
        found[cycle.id] = cycle
    return found

"""Faults planted in counties of 2023: each against one task of openness of that year, and the near misses beside them."""

from __future__ import annotations

from demo.sites.faults.fault import Fault
from demo.sites.faults.year2023 import decisions, economy, livelihood, platforms, policies

#: Every fault and near miss by id.
FAULTS: dict[str, Fault] = {
    fault.id: fault
    for fault in (
        *economy.FAULTS,
        *livelihood.FAULTS,
        *decisions.FAULTS,
        *policies.FAULTS,
        *platforms.FAULTS,
    )
}

"""Faults planted in compliant sites: each changes one thing, so the truth of everything else
stays what it was.
"""

from __future__ import annotations

from demo.sites.faults import policy, publication, silence, website
from demo.sites.faults.fault import Fault

#: Every fault and near miss by id.
FAULTS: dict[str, Fault] = {
    fault.id: fault
    for fault in (*publication.FAULTS, *policy.FAULTS, *silence.FAULTS, *website.FAULTS)
}

__all__ = ["FAULTS", "Fault"]

"""Counties judged on 2024-04-15 by Dezhou's tasks of 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from demo.cycle import Cycle, DemoSite
from demo.sites.content.year2023.site import county2023
from demo.sites.model import Area, FamilyName

_SITES: tuple[
    tuple[str, tuple[str, str, str, Literal["县", "区"], str], FamilyName, tuple[str, ...]], ...
] = (
    ("luhe", ("芦河县", "芦河", "芦", "县", "990151"), "gkmlpt", ()),
    ("tuanbo", ("团泊县", "团泊", "团", "县", "990152"), "vsb", ()),
)

CYCLE = Cycle(
    id="dezhou-2023",
    title="德州式要点2023年度",
    as_of=date(2024, 4, 15),
    rulesets=("dezhou-2023",),
    sites=tuple(
        DemoSite(id_, Area(*area), family, county2023, faults)
        for id_, area, family, faults in _SITES
    ),
    faults={},
    truth_file=Path(__file__).parent / "dezhou2023.truth.yaml",
)

"""Districts judged on 2024-04-15 by 泰山区's tasks of 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from demo.cycle import Cycle, DemoSite
from demo.sites.content.taishan.county import compliant
from demo.sites.content.taishan.wording import reworded
from demo.sites.faults.taishan import FAULTS
from demo.sites.model import Area, FamilyName

_SITES: tuple[
    tuple[str, tuple[str, str, str, Literal["县", "区"], str], FamilyName, tuple[str, ...]], ...
] = (
    ("wenfeng", ("文峰区", "文峰", "文", "区", "990301"), "jpaas", ()),
    ("yuntai", ("云台区", "云台", "台", "区", "990302"), "trs", ()),
    (
        "liuxi",
        ("柳浪区", "柳浪", "柳", "区", "990303"),
        "static",
        (
            "plan-last-year",
            "industry-news-only",
            "activity-unexplained",
            "projects-without-approval",
            "trade-silent",
            "arrears-late",
            "flexible-missing",
            "admission-unexplained",
            "licences-unnumbered",
            "aid-eight-kinds",
            "housing-plan-missing",
            "care-news-only",
            "platform-part-missing",
            "catalogue-idle",
            "library-without-topics",
            "interpretation-missing",
            "unit-link-dead",
            "media-missing",
        ),
    ),
    (
        "daixi",
        ("岱溪县", "岱溪", "岱", "县", "990304"),
        "vsb",
        (
            "report-silent",
            "arrears-amount-only",
            "library-without-validity",
            "interpretation-late",
            "interpretation-bare",
            "forms-two",
            "deputy-only",
            "decisions-late",
            "stage-missing",
            "feedback-eleventh-day",
            "feedback-without-reasons",
            "feedback-online-only",
            "sessions-nine",
            "evaluations-four",
            "department-once",
            "evaluation-unused",
            "land-platform-missing",
            "land-silent",
            "catalogue-of-health-missing",
            "accessibility-missing",
            "errors-entry-missing",
            "gazette-idle",
        ),
    ),
)

#: Sites whose columns and titles are worded otherwise.
_REWORDED = frozenset({"yuntai"})

CYCLE = Cycle(
    id="taishan-2023",
    title="2023年泰山区政务公开重点工作",
    as_of=date(2024, 4, 15),
    rulesets=("taishan-2023",),
    sites=tuple(
        DemoSite(id_, Area(*area), family, reworded if id_ in _REWORDED else compliant, faults)
        for id_, area, family, faults in _SITES
    ),
    faults=FAULTS,
    truth_file=Path(__file__).with_name("taishan2023.truth.yaml"),
)

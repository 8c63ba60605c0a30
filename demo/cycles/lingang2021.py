"""Development zones judged on 2022-04-15 by Lingang's tasks of 2021."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from demo.cycle import Cycle, DemoSite
from demo.sites.content.zone.site import compliant
from demo.sites.content.zone.wording import reworded
from demo.sites.faults.zone import FAULTS
from demo.sites.model import Area, FamilyName

_SITES: tuple[tuple[str, str, str, str, FamilyName, tuple[str, ...]], ...] = (
    ("nanwan", "云岭南湾经济开发区", "南湾", "990141", "static", ()),
    ("beigang", "云岭北港经济开发区", "北港", "990142", "uuid_paths", ()),
    (
        "dongping",
        "云岭东屏经济开发区",
        "东屏",
        "990143",
        "legacy",
        (
            "outline-drafted",
            "history-told",
            "projects-idle",
            "data-gone",
            "zone-budget-late",
            "department-accounts-missing",
            "debt-silent",
            "powers-idle",
            "complaints-without-term",
            "policy-without-interpretation",
            "interpretation-late-saturday",
            "report-without-interpretation",
            "catalogue-nobody",
            "reasons-missing",
            "regulation-old",
            "clean-up-late",
            "badge-missing",
            "ledger-old",
        ),
    ),
    (
        "xijiao",
        "云岭西郊经济开发区",
        "西郊",
        "990144",
        "vsb",
        (
            "spatial-drafted",
            "drivers-news-only",
            "reform-elsewhere",
            "industry-silent",
            "data-dead",
            "consumption-silent",
            "zone-accounts-late",
            "department-budget-late",
            "tables-missing",
            "delegation-silent",
            "plan-of-health-missing",
            "measures-missing",
            "interpretation-bare",
            "after-silent",
            "proposals-unanswered",
            "overall-missing",
            "catalogue-unlinked",
            "zone-feedback-missing",
            "meetings-closed",
            "head-missing",
            "validity-unmarked",
            "services-gone",
            "ten-dead",
            "items-idle",
        ),
    ),
)

CYCLE = Cycle(
    id="lingang-2021",
    title="经济开发区2021年度",
    as_of=date(2022, 4, 15),
    rulesets=("lingang-2021",),
    sites=tuple(
        DemoSite(
            id_,
            Area(name, short, short, "区", code, f"{name}管理委员会"),
            family,
            reworded if id_ == "beigang" else compliant,
            faults,
            kind="zone",
        )
        for id_, name, short, code, family, faults in _SITES
    ),
    faults=FAULTS,
    truth_file=Path(__file__).with_name("lingang2021.truth.yaml"),
)

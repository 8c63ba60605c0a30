"""Counties and a city judged on 2024-04-15 by Dezhou's tasks of 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from demo.cycle import Cycle, DemoSite
from demo.sites.content.year2023.city import city2023
from demo.sites.content.year2023.site import county2023
from demo.sites.faults import FAULTS as COMMON
from demo.sites.faults.year2023 import FAULTS
from demo.sites.model import Area, FamilyName

_SITES: tuple[
    tuple[str, tuple[str, str, str, Literal["县", "区"], str], FamilyName, tuple[str, ...]], ...
] = (
    ("luhe", ("芦河县", "芦河", "芦", "县", "990151"), "gkmlpt", ()),
    ("tuanbo", ("团泊县", "团泊", "团", "县", "990152"), "vsb", ()),
    (
        "maqiao",
        ("马桥县", "马桥", "马", "县", "990153"),
        "trs",
        (
            "consumption-december",
            "activity-news-only",
            "projects-elsewhere",
            "air-silent",
            "trade-news-only",
            "state-enterprises-december",
            "arrears-april",
            "upload-sixth-day",
            "package-talk-only",
            "catalogue-july",
            "catalogue-two-stages",
            "feedback-eleventh-day",
            "feedback-without-reasons",
            "meetings-nine",
            "evaluations-three",
            "films-missing",
            "questions-missing",
            "library-unlabelled",
        ),
    ),
    (
        "shuidong",
        ("水东区", "水东", "水", "区", "990154"),
        "longxun",
        (
            "arrears-without-sums",
            "loans-missing",
            "reduction-results-missing",
            "admission-august",
            "admission-one-form",
            "licences-missing",
            "fees-without-standard",
            "aid-few",
            "renewal-news-only",
            "rent-guide-short",
            "inspection-news-only",
            "land-platform-gone",
            "land-silent",
            "enterprise-catalogues-missing",
            "enterprises-idle",
            "opinions-untold",
            "invitations-added",
            "use-untold",
        ),
    ),
    (
        "yanling",
        ("雁岭县", "雁岭", "雁", "县", "990155"),
        "jcms",
        (
            "aid-old",
            "consultation-unanswered",
            "library-gone",
            "gazette-silent",
            "elements-short",
            "interpretation-empty",
            "policy-not-linked",
            "interpretation-fourth-day",
            "policy-without-interpretation",
            "policy-late-online",
            "evaluations-next-year",
            "open-day-announced-only",
            "interview-announced-only",
            "homepage-two-missing",
            "search-missing",
            "dead-links-of-2023",
            "media-missing",
            "identity-published",
            "platform-wrong-name",
            "statutory-few",
            "plan-august",
            "basic-catalogue-idle",
            "report-silent",
        ),
    ),
)

CYCLE = Cycle(
    id="dezhou-2023",
    title="德州式要点2023年度",
    as_of=date(2024, 4, 15),
    rulesets=("dezhou-2023",),
    sites=(
        *(
            DemoSite(id_, Area(*area), family, county2023, faults)
            for id_, area, family, faults in _SITES
        ),
        DemoSite(
            "baihe",
            Area("白河市", "白河", "白", "区", "990156", "白河市人民政府"),
            "jpaas",
            city2023,
            level="city",
        ),
    ),
    faults={**COMMON, **FAULTS},
    truth_file=Path(__file__).parent / "dezhou2023.truth.yaml",
)

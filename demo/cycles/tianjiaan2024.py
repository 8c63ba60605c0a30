"""Districts judged on 2025-04-15 by Tianjia'an's list of 2024, and by the state's indicators of websites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from demo.cycle import Cycle, DemoSite
from demo.sites.content.county2024 import compliant_2024
from demo.sites.faults.county2024 import FAULTS_2024
from demo.sites.faults.inspection import FAULTS_OF_INSPECTION
from demo.sites.model import Area

_SITES = (
    DemoSite("lixi", Area("栗溪区", "栗溪", "栗", "区", "990241"), "trs_fujian", compliant_2024),
    DemoSite("heyan", Area("荷堰区", "荷堰", "荷", "区", "990242"), "longxun", compliant_2024),
    DemoSite(
        "zhuyuan",
        Area("竹垣区", "竹垣", "竹", "区", "990243"),
        "gkmlpt",
        compliant_2024,
        (
            "investment-silent",
            "livelihood-news-only",
            "one-matter-guide-missing",
            "open-days-announced",
            "duties-idle",
            "interpretation-fourth-day",
            "points-missing",
            "pictures-missing",
            "library-off-homepage",
            "payments-missing",
            "expired-unmarked",
            "thin-three",
            "policy-twice-listed",
            "footer-two-missing",
            "accessibility-missing",
            "statistics-idle",
            "letter-unanswered",
        ),
    ),
    DemoSite(
        "wuting",
        Area("梧汀区", "梧汀", "梧", "区", "990244"),
        "trs",
        compliant_2024,
        (
            "one-matter-news-only",
            "decision-unheard",
            "evaluation-announced",
            "powers-idle",
            "basic-catalogue-idle",
            "enterprises-no-guide",
            "enterprises-idle",
            "policy-uninterpreted",
            "only-a-picture",
            "no-interviews",
            "document-unlabelled",
            "document-not-gathered",
            "library-bare",
            "payee-identity",
            "repealed-unmarked",
            "expired-marked",
            "short-but-sound",
            "columns-doubled",
            "statutory-empty-five",
            "repeated-three",
            "dead-links-three",
            "search-missing",
            "letters-idle",
        ),
    ),
    DemoSite(
        "yuelin",
        Area("樾林区", "樾林", "樾", "区", "990245"),
        "jcms",
        compliant_2024,
        ("library-unavailable", "duties-unavailable", "payments-unavailable", "letter-in-time"),
    ),
)

CYCLE = Cycle(
    id="tianjiaan-2024",
    title="田家庵区2024年度清单",
    as_of=date(2025, 4, 15),
    rulesets=("tianjiaan-2024", "inspection-2019"),
    sites=_SITES,
    faults=FAULTS_2024 | FAULTS_OF_INSPECTION,
    truth_file=Path(__file__).with_name("tianjiaan2024.truth.yaml"),
)

"""Counties judged on 2021-04-15 by Boshan's tasks of 2020, the national requirements and an invented ruleset."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from demo.cycle import Cycle, DemoSite
from demo.sites.content.county import compliant
from demo.sites.faults import FAULTS
from demo.sites.model import Area, FamilyName

_HERE = Path(__file__).parent

#: The simulated ruleset, for the kinds and boundaries that those of the library do not reach.
DEMO_RULESET = _HERE / "demo-2020.yaml"

_SITES: tuple[
    tuple[str, tuple[str, str, str, Literal["县", "区"], str], FamilyName, tuple[str, ...]], ...
] = (
    ("qingshi", ("青石县", "青石", "青", "县", "990101"), "trs", ()),
    ("baishi", ("白石区", "白石", "白", "区", "990102"), "jcms", ()),
    ("danxia", ("丹霞县", "丹霞", "丹", "县", "990103"), "static", ()),
    ("luyan", ("鹿岩县", "鹿岩", "鹿", "县", "990121"), "jpaas", ()),
    ("biwan", ("碧湾区", "碧湾", "碧", "区", "990122"), "gkmlpt", ()),
    ("xueping", ("雪坪县", "雪坪", "雪", "县", "990123"), "vsb", ()),
    ("fengqiao", ("枫桥县", "枫桥", "枫", "县", "990131"), "longxun", ()),
    ("rongshan", ("榕山县", "榕山", "榕", "县", "990132"), "trs_fujian", ()),
    ("gudu", ("古渡县", "古渡", "古", "县", "990133"), "legacy", ()),
    ("quanshui", ("泉水区", "泉水", "泉", "区", "990134"), "uuid_paths", ()),
    (
        "songlin",
        ("松林县", "松林", "松", "县", "990104"),
        "trs",
        (
            "platform-wrong-name",
            "guide-no-telephone",
            "request-bare",
            "report-late",
            "report-table-wrong",
            "interpretation-late-holiday",
            "homepage-stale",
            "footer-three-missing",
            "accessibility-missing",
        ),
    ),
    (
        "hegu",
        ("禾谷县", "禾谷", "禾", "县", "990105"),
        "jcms",
        (
            "platform-part-missing",
            "report-missing",
            "interpretation-missing",
            "consultation-29-days",
            "dead-links-ten",
            "search-missing",
            "notices-idle",
            "tags-partial",
        ),
    ),
    (
        "shuangxi",
        ("双溪县", "双溪", "双", "县", "990106"),
        "static",
        (
            "platform-not-on-homepage",
            "statutory-hollow",
            "report-section-missing",
            "interpretation-not-linked",
            "feedback-missing",
            "budget-late",
            "empty-columns-five",
            "footer-two-missing",
            "search-broken",
        ),
    ),
    (
        "liangquan",
        ("凉泉区", "凉泉", "凉", "区", "990107"),
        "trs",
        (
            "report-after-audit",
            "interpretation-late-spring",
            "feedback-empty",
            "open-days-three",
            "identity-number",
            "dead-links-three",
            "tags-missing",
            "empty-columns-four",
            "homepage-just-fresh",
        ),
    ),
    (
        "luzhou",
        ("芦洲区", "芦洲", "芦", "区", "990108"),
        "jcms",
        (
            "interpretation-late-sunday",
            "feedback-late-holiday",
            "interview-quarter-missing",
            "inspection-field-missing",
            "library-tools-missing",
            "enterprise-elements-missing",
            "progress-quarter-missing",
            "power-list-idle",
            "gazette-idle",
            "bank-card",
            "notices-six-months",
            "department-report-late",
        ),
    ),
    (
        "banqiao",
        ("板桥县", "板桥", "板", "县", "990109"),
        "static",
        (
            "statutory-few",
            "report-scanned",
            "interpretation-bare",
            "feedback-late-spring",
            "meetings-two",
            "meetings-missing",
            "catalogue-news-only",
            "evaluation-reposted",
            "catalogues-late",
            "private-mobile",
            "dead-links-nine",
            "news-after-audit",
        ),
    ),
    (
        "baipo",
        ("柏坡县", "柏坡", "柏", "县", "990114"),
        "trs",
        ("execution-silent", "epidemic-silent", "stability-silent", "figures-silent"),
    ),
    (
        "yuguan",
        ("榆关县", "榆关", "榆", "县", "990115"),
        "jcms",
        (
            "consultations-silent",
            "meetings-closed",
            "open-days-silent",
            "interviews-silent",
            "enforcement-silent",
            "proposals-silent",
            "clean-up-silent",
            "validity-unmarked",
        ),
    ),
    (
        "xingping",
        ("杏坪县", "杏坪", "杏", "县", "990116"),
        "static",
        (
            "policies-silent",
            "gazette-missing",
            "compilation-silent",
            "enterprises-silent",
            "systems-few",
            "catalogue-old",
        ),
    ),
    (
        "shitan",
        ("石滩县", "石滩", "石", "县", "990110"),
        "jcms",
        ("guide-firewall", "consultations-timeout", "reports-robots"),
    ),
    (
        "meigang",
        ("梅岗县", "梅岗", "梅", "县", "990111"),
        "trs",
        ("budget-shell",),
    ),
    ("shanwan", ("杉湾区", "杉湾", "杉", "区", "990112"), "static", ("report-unavailable",)),
    ("guanhu", ("观湖县", "观湖", "观", "县", "990113"), "trs", ("site-down",)),
)

CYCLE = Cycle(
    id="county-2020",
    title="区县2020年度",
    as_of=date(2021, 4, 15),
    rulesets=("boshan-2020", "national", str(DEMO_RULESET)),
    sites=tuple(
        DemoSite(id_, Area(*area), family, compliant, faults)
        for id_, area, family, faults in _SITES
    ),
    faults=FAULTS,
    truth_file=_HERE / "county2020.truth.yaml",
)

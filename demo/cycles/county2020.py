"""The simulated sites: which there are, what is wrong with each, and what an audit must say of
them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import yaml

from demo.sites.content.county import compliant
from demo.sites.family import Family
from demo.sites.faults import FAULTS
from demo.sites.gkmlpt import GkmlptSite
from demo.sites.jcms import JcmsSite
from demo.sites.jpaas import JpaasSite
from demo.sites.legacy import LegacySite
from demo.sites.longxun import LongxunSite
from demo.sites.model import Area, FamilyName, SiteContent
from demo.sites.static import StaticSite
from demo.sites.trs import TrsSite
from demo.sites.trs_fujian import TrsFujianSite
from demo.sites.uuid_paths import UuidSite
from demo.sites.vsb import VsbSite

_HERE = Path(__file__).parent

#: The simulated ruleset, for the kinds and boundaries that those of the library do not reach.
DEMO_RULESET = _HERE / "demo-2020.yaml"

#: The rulesets that every simulated site is judged by, as a site list names them.
RULESETS = ("boshan-2020", "national", str(DEMO_RULESET))

#: The day that the simulated sites are written for.
AS_OF = date(2021, 4, 15)

_FAMILIES: dict[FamilyName, type[Family]] = {
    "trs": TrsSite,
    "jcms": JcmsSite,
    "static": StaticSite,
    "jpaas": JpaasSite,
    "gkmlpt": GkmlptSite,
    "vsb": VsbSite,
    "longxun": LongxunSite,
    "trs_fujian": TrsFujianSite,
    "legacy": LegacySite,
    "uuid_paths": UuidSite,
}


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One simulated site.

    `level`, `kind` and `rulesets` are as in a site list; `faults` are ids of
    `demo.sites.faults.FAULTS`, none for a compliant site.
    """

    id: str
    area: Area
    family: FamilyName
    faults: tuple[str, ...] = ()
    level: str = "county"
    kind: str = "government"
    rulesets: tuple[str, ...] = RULESETS

    @property
    def name(self) -> str:
        """The site's name."""
        return self.area.government

    def content(self) -> SiteContent:
        """The site's content, built anew, its faults planted."""
        content = compliant(self.id, self.area, self.family)
        for fault in self.faults:
            FAULTS[fault].plant(content)
        return content

    def application(self) -> Family:
        """What answers for the site."""
        return _FAMILIES[self.family](self.content())


@dataclass(frozen=True, slots=True)
class Truth:
    """What an audit of the simulated sites must say.

    `as_of` is the day to judge from. `verdicts` maps site id to rule id to verdict, every rule of
    the three rulesets for every site; `faults` names, for the same keys, the planted faults that a
    verdict other than the compliant site's comes from.
    """

    as_of: date
    verdicts: dict[str, dict[str, str]]
    faults: dict[str, dict[str, tuple[str, ...]]]


def sites() -> list[DemoSite]:
    """Every simulated site, the compliant ones first."""
    return [DemoSite(id_, Area(*area), family, faults) for id_, area, family, faults in _SITES]


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


def applications(only: Iterable[str] | None = None) -> dict[str, Family]:
    """What answers for each site, by id: the argument of `demo.server.serve`.

    `only` limits it to some site ids.
    """
    wanted = set(only) if only is not None else None
    return {site.id: site.application() for site in sites() if wanted is None or site.id in wanted}


def site_list_yaml(base_urls: Mapping[str, str]) -> str:
    """A site list (YAML text) of the sites served at the given addresses, in the order of
    `sites`.
    """
    lines = ["sites:"]
    for site in sites():
        if site.id in base_urls:
            lines += [
                f"  - id: {site.id}",
                f"    name: {site.name}",
                f"    url: {base_urls[site.id]}",
                f"    level: {site.level}",
                f"    kind: {site.kind}",
                f"    rulesets: {json.dumps(site.rulesets, ensure_ascii=False)}",
            ]
    return "\n".join(lines) + "\n"


def truth() -> Truth:
    """The truth table of demo/truth.yaml, every site's verdicts written out.

    Raises ValueError when the table contradicts itself: a site, fault or rule that does not exist,
    or two entries for one rule of one site.
    """
    with (_HERE / "truth.yaml").open(encoding="utf-8") as file:
        table = yaml.safe_load(file)
    compliant_verdicts: dict[str, str] = {}
    for verdict, rules in table["compliant"].items():
        for rule in rules:
            if rule in compliant_verdicts:
                raise ValueError(f"truth.yaml：规则 {rule} 在 compliant 下写了两次")
            compliant_verdicts[rule] = verdict
    known = {site.id: site for site in sites()}
    verdicts = {site: dict(compliant_verdicts) for site in known}
    faults: dict[str, dict[str, tuple[str, ...]]] = {site: {} for site in known}
    for site, entries in table["sites"].items():
        if site not in known:
            raise ValueError(f"truth.yaml：没有名为 {site} 的模拟网站")
        if entries == "down":
            for rule, verdict in compliant_verdicts.items():
                if verdict not in ("manual", "not_applicable"):
                    verdicts[site][rule] = "undetermined"
                    faults[site][rule] = known[site].faults
            continue
        for entry in entries:
            causes = tuple(entry["faults"])
            for cause in causes:
                if cause not in known[site].faults:
                    raise ValueError(f"truth.yaml：网站 {site} 没有故障 {cause}")
            for rule, verdict in entry["rules"].items():
                if rule not in compliant_verdicts:
                    raise ValueError(f"truth.yaml：compliant 下没有规则 {rule}")
                if rule in faults[site]:
                    raise ValueError(f"truth.yaml：网站 {site} 的规则 {rule} 写了两次")
                verdicts[site][rule] = verdict
                faults[site][rule] = causes
    return Truth(table["as_of"], verdicts, faults)

"""The simulated sites: which there are, what is wrong with each, and what an audit of them must
say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from demo.sites.content.county import compliant
from demo.sites.family import Family
from demo.sites.jcms import JcmsSite
from demo.sites.model import Area, SiteContent
from demo.sites.static import StaticSite
from demo.sites.trs import TrsSite

_FAMILIES: dict[str, type[Family]] = {"trs": TrsSite, "jcms": JcmsSite, "static": StaticSite}


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One simulated site: id, name, level, kind and rulesets as in a site list, its family, and
    its faults by id.
    """

    id: str
    area: Area
    family: str
    faults: tuple[str, ...] = ()
    level: str = "county"
    kind: str = "government"
    rulesets: tuple[str, ...] = field(default=("boshan-2020", "national"))

    @property
    def name(self) -> str:
        """The site's name."""
        return self.area.government

    def content(self) -> SiteContent:
        """The site's content, its faults planted."""
        return compliant(self.id, self.area, self.family)  # type: ignore[arg-type]

    def application(self) -> Family:
        """What answers for the site."""
        return _FAMILIES[self.family](self.content())


def sites() -> list[DemoSite]:
    """Every simulated site, the compliant ones first."""
    return [
        DemoSite("qingshi", Area("青石县", "青石", "青", "县", "990101"), "trs"),
        DemoSite("baishi", Area("白石区", "白石", "白", "区", "990102"), "jcms"),
        DemoSite("danxia", Area("丹霞县", "丹霞", "丹", "县", "990103"), "static"),
    ]


def applications() -> dict[str, Family]:
    """What answers for each site, by id: the argument of `demo.server.serve`."""
    return {site.id: site.application() for site in sites()}


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
                f"    rulesets: [{', '.join(site.rulesets)}]",
            ]
    return "\n".join(lines) + "\n"

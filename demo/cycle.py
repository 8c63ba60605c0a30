"""A cycle: simulated sites that are judged on one day, what is wrong with each, and what an audit must say of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from demo.sites.family import Family
from demo.sites.faults.fault import Fault
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

Build = Callable[[str, Area, FamilyName], SiteContent]
"""Makes the content of a compliant site, anew each time, from its id, area and family."""


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One simulated site.

    `faults` are ids of the cycle's faults, none for a compliant site. `level` and `kind` are as in a site list;
    `build` makes the compliant content that the faults are planted in.
    """

    id: str
    area: Area
    family: FamilyName
    build: Build
    faults: tuple[str, ...] = ()
    level: str = "county"
    kind: str = "government"

    @property
    def name(self) -> str:
        """The site's name."""
        return self.area.government


@dataclass(frozen=True, slots=True)
class Truth:
    """What an audit of a cycle's sites must say.

    `as_of` is the day to judge from. `verdicts` maps site id to rule id to verdict, every rule of the cycle's
    rulesets for every site; `faults` names, for the same keys, the planted faults that a verdict other than the
    compliant site's comes from.
    """

    as_of: date
    verdicts: dict[str, dict[str, str]]
    faults: dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Simulated sites judged on one day by the same rulesets.

    `rulesets` are as a site list names them; `faults` are all that are planted, by id; `truth_file` is the truth
    table (YAML): `compliant` lists rule ids by verdict, `sites` what is otherwise and by which fault; by none where a
    site of another level or kind is bound by other rules.
    """

    id: str
    title: str
    as_of: date
    rulesets: tuple[str, ...]
    sites: tuple[DemoSite, ...]
    faults: Mapping[str, Fault]
    truth_file: Path

    def content(self, site: DemoSite) -> SiteContent:
        """A site's content, built anew, its faults planted."""
        content = site.build(site.id, site.area, site.family)
        content.today = self.as_of
        for fault in site.faults:
            self.faults[fault].plant(content)
        return content

    def application(self, site_id: str) -> Family:
        """What answers for a site. Raises KeyError for an unknown id."""
        site = {site.id: site for site in self.sites}[site_id]
        return _FAMILIES[site.family](self.content(site))

    def applications(self, only: Iterable[str] | None = None) -> dict[str, Family]:
        """What answers for each site, by id: the argument of `demo.server.serve`.

        `only` limits it to some site ids.
        """
        wanted = {site.id for site in self.sites} if only is None else set(only)
        return {site.id: self.application(site.id) for site in self.sites if site.id in wanted}

    def site_list_yaml(self, base_urls: Mapping[str, str]) -> str:
        """A site list (YAML text) of the sites served at the given addresses, in the order of `sites`."""
        lines = ["sites:"]
        for site in self.sites:
            if site.id in base_urls:
                lines += [
                    f"  - id: {site.id}",
                    f"    name: {site.name}",
                    f"    url: {base_urls[site.id]}",
                    f"    level: {site.level}",
                    f"    kind: {site.kind}",
                    f"    rulesets: {json.dumps(self.rulesets, ensure_ascii=False)}",
                ]
        return "\n".join(lines) + "\n"

    def truth(self) -> Truth:
        """The truth table, every site's verdicts written out.

        Raises ValueError when the table contradicts itself: a site, fault or rule that does not exist, or two
        entries for one rule of one site.
        """
        name = self.truth_file.name
        with self.truth_file.open(encoding="utf-8") as file:
            table = yaml.safe_load(file)
        compliant: dict[str, str] = {}
        for verdict, rules in table["compliant"].items():
            for rule in rules:
                if rule in compliant:
                    raise ValueError(f"{name}：规则 {rule} 在 compliant 下写了两次")
                compliant[rule] = verdict
        known = {site.id: site for site in self.sites}
        verdicts = {site: dict(compliant) for site in known}
        faults: dict[str, dict[str, tuple[str, ...]]] = {site: {} for site in known}
        for site, entries in table["sites"].items():
            if site not in known:
                raise ValueError(f"{name}：没有名为 {site} 的模拟网站")
            if entries == "down":
                for rule, verdict in compliant.items():
                    if verdict not in ("manual", "not_applicable"):
                        verdicts[site][rule] = "undetermined"
                        faults[site][rule] = known[site].faults
                continue
            told: set[str] = set()
            for entry in entries:
                causes = tuple(entry["faults"])
                for cause in causes:
                    if cause not in known[site].faults:
                        raise ValueError(f"{name}：网站 {site} 没有故障 {cause}")
                for rule, verdict in entry["rules"].items():
                    if rule not in compliant:
                        raise ValueError(f"{name}：compliant 下没有规则 {rule}")
                    if rule in told:
                        raise ValueError(f"{name}：网站 {site} 的规则 {rule} 写了两次")
                    told.add(rule)
                    verdicts[site][rule] = verdict
                    if causes:  # none where a site of another level is bound by other rules
                        faults[site][rule] = causes
        return Truth(table["as_of"], verdicts, faults)

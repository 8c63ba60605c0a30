"""What a site is called: its place, its rank, its body, and the places above it, read from the site itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.publishing.regions import Region, authority, zone_ending
from crawler.snapshot.facts import SiteSnapshot
from rules.plain_text import plain

_RANKS = {"province": 1, "city": 2, "county": 3, "town": 4}
_PARTY = re.compile(r"^(?:中国共产党|中共)(?!中央)")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a site is called: its place and rank (1 province … 4 township), its body, and the places
    above it.
    """

    core: Region
    rank: int
    body: str
    is_government: bool
    above: tuple[str, ...]

    @property
    def is_committee(self) -> bool:
        """Whether the body is that of a zone (管理委员会), which is no people's government."""
        return self.core.is_zone and not self.body.startswith("人民政府")


def identity_of(site: SiteSnapshot) -> Identity:
    """The site's identity, from its name and level, and from its homepage for the places above it."""
    return _identity(plain(site.name), site.level, site.kind, _places_above(site))


@lru_cache(maxsize=256)
def _identity(name: str, level: str, kind: str, above: tuple[str, ...]) -> Identity:
    parsed = authority(_PARTY.sub("", name).removeprefix("中国"))
    rank = _RANKS.get(level, 3)
    body = parsed.body if parsed.regions else ""
    if parsed.regions:
        core = parsed.regions[-1]
        higher = tuple(region.stem for region in parsed.regions[:-1])
        if kind == "zone" and (zone := zone_ending(body)):
            # 青石县经济开发区管理委员会 is a body of the zone, and the county a place above it.
            higher = (*higher, core.stem)
            core, body = Region(core.stem, zone, core.rank), body.removeprefix(zone)
    else:
        stem = re.sub(r"(?:人民)?政府.*$|门户网站$|管委会$|管理委员会$", "", name)
        core, higher = Region(stem, "", rank), ()
    return Identity(
        core=core,
        rank=rank,
        body=body,
        is_government=kind != "department",
        above=tuple(dict.fromkeys((*higher, *above))),
    )


def _places_above(site: SiteSnapshot) -> tuple[str, ...]:
    """Stems of the places that the homepage names directly before the site's own (淄博市博山区)."""
    home = site.homepage
    regions = authority(plain(site.name)).regions
    if home is None or not regions:
        return ()
    own = regions[-1].name
    text = plain(f"{home.title} {home.footer} {' '.join(home.meta.values())}")
    found: list[str] = []
    for match in re.finditer(rf"[\u4e00-\u9fff]{{2,12}}(?={re.escape(own)})", text):
        for start in range(len(match[0])):
            parsed = authority(match[0][start:])
            if parsed.regions and not parsed.body:
                found.extend(region.stem for region in parsed.regions)
                break
    return tuple(dict.fromkeys(found))

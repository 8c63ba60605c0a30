"""Whose a name (机关名称) is: 博山区教育局 is a department's on the site of 博山区, 淄川区政府办公室 another authority's."""

from __future__ import annotations

import re
from enum import StrEnum

from checks.publishing.identity import Identity
from checks.publishing.origins import NATIONAL
from checks.publishing.regions import Authority, Region, authority, zone_ending


class Owner(StrEnum):
    """Whose a document is."""

    OWN = "own"  # the site's own government (or, on a department's site, that department)
    SUBORDINATE = "subordinate"  # its departments, towns and zones: the site's publication, not the government's own
    FOREIGN = "foreign"  # another authority's: a repost
    UNKNOWN = "unknown"  # nothing speaks either way; counts as the site's own


_SHORT_RANKS = {"省": 1, "市": 2, "州": 2, "盟": 2, "区": 3, "县": 3, "旗": 3, "镇": 4, "乡": 4}
_GOVERNMENT = re.compile(
    r"^(?:人民政府|政府|管理委员会|管委会|党工委|综合管理)?(?:办公厅|办公室|办|门户网站|网站|网|信息公开办公室|政务公开办公室|党政办公室)?$"
)
GOVERNMENT_WORD = re.compile(r"人民政府|政府|管理委员会|管委会")
# What zones are called by themselves: 经济开发区管委会 may be any.
_ANY_ZONE = frozenset(
    {
        "经济",
        "经济技术",
        "高新",
        "高新技术",
        "高新技术产业",
        "旅游",
        "工业",
        "临空",
        "保税",
        "综合",
        "自贸",
    }
)
_SHORTHAND = re.compile(
    r"^(?P<place>省|市(?![场容值价]|民(?![政族])|政(?![府协]))|[州盟区县旗镇乡])(?P<body>人民政府|政府|委|人大|政协|[\u4e00-\u9fff]{1,14}?(?:局|厅|委员会|委|办公室|办|中心|院|部|会|站|队))"
)
_OURS = re.compile(r"^我([省市])")  # 我市出台… on the site of a county is the city's
_DEPARTMENT = re.compile(
    r"(?:局|厅|委员会|委|办公室|办|中心|公司|署|法院|检察院|部|协会|联合会|处|站|所|大队|支队|社|馆|校|院|银行|学校|指挥部)$"
)
# The same at a title's start, where other words follow; without the endings that other words have as well.
BODY_FIRST = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:(?<![布格结])局(?![面限势])|街道|委员会|办公室|医院|公司|法院|检察院)"
)
_PARTY = re.compile(r"^(?:中国共产党|中共)(?!中央)")


def is_government_name(body: str) -> bool:
    """Whether the rest of a name, its place taken off, is a government or its office (人民政府办公室, 管委会)."""
    return bool(_GOVERNMENT.match(body))


def shorthand_of(name: str, identity: Identity) -> str | None:
    """The body in a name without a place: 教育局 of 区教育局 and of 教育局; None where it is of another rank (市教育局)."""
    short = _SHORTHAND.match(name)
    if short is None:
        return name
    own = short["place"] == identity.core.ending[-1:]
    own = own or (identity.core.is_zone and short["place"] == "区")
    return name[1:] if own else None


def owner_of_name(name: str, identity: Identity, *, whole: bool) -> Owner:
    """Whose `name` is. `whole`: the name stands alone, or before 关于 and its like; otherwise words
    may follow it.
    """
    name = _PARTY.sub("", name)
    if not name:
        return Owner.UNKNOWN
    if NATIONAL.match(name):
        # 国家税务总局淄博市博山区税务局 is the local office of a national body.
        return Owner.SUBORDINATE if identity.core.name in name else Owner.FOREIGN
    parsed = authority(name)
    if not parsed.regions:
        return _owner_of_shorthand(name, identity, whole=whole)
    if identity.core.is_zone and (zone := zone_ending(parsed.body)):
        last = parsed.regions[-1]
        regions = (*parsed.regions[:-1], Region(last.stem, zone, identity.core.rank))
        parsed = Authority(regions, parsed.body.removeprefix(zone))
    for position, region in enumerate(parsed.regions):
        kinship = _kinship(region, identity)
        if (
            kinship is Owner.OWN
            and identity.is_committee
            and not region.is_zone
            and region.stem == identity.core.stem
            and parsed.body.startswith(("人民政府", "政府"))
        ):
            return Owner.FOREIGN  # 青石区人民政府 on the site of 青石经济开发区
        if kinship is Owner.OWN:
            lower = parsed.regions[position + 1 :]
            return (
                Owner.SUBORDINATE if lower else _owner_of_body(parsed.body, identity, whole=whole)
            )
        if kinship is Owner.SUBORDINATE:
            return Owner.SUBORDINATE
    if identity.core.stem and identity.core.stem in parsed.body:
        return Owner.SUBORDINATE
    return _owner_of_place(parsed.regions, identity)


def _kinship(region: Region, identity: Identity) -> Owner:
    """OWN for the site's own place, SUBORDINATE for a zone named after it, UNKNOWN for any other
    place.
    """
    core = identity.core
    same = region.stem == core.stem or (
        len(region.stem) >= 2 and core.is_zone and core.stem.endswith(region.stem)
    )
    if not same:
        return Owner.UNKNOWN
    if region.is_zone and not core.is_zone and core.ending:
        return Owner.SUBORDINATE
    if core.is_zone and not region.is_zone and region.ending != "区":
        # 临港镇 lies in 临港经济开发区, 青石县 around 青石经济开发区.
        return Owner.SUBORDINATE if region.rank > core.rank else Owner.UNKNOWN
    # 淄博市 and 淄博区 would be two places; 博山区 and 博山县 are one place before and after its
    # upgrade.
    return Owner.OWN if region.rank >= core.rank or region.ending == core.ending else Owner.UNKNOWN


def _owner_of_place(regions: tuple[Region, ...], identity: Identity) -> Owner:
    """Whose a place other than the site's own is: below the site, beside it or above it."""
    highest = regions[0]
    if highest.stem in identity.above:
        return Owner.FOREIGN
    if highest.rank > identity.rank:
        return Owner.SUBORDINATE
    if highest.rank == 2 and identity.rank == 2 and len(regions) == 1:
        return (
            Owner.UNKNOWN
        )  # 新泰市 on the site of 泰安市: a county-level city looks like a neighbour
    if highest.is_zone:
        core = identity.core
        like = highest.ending == core.ending and (
            core.stem.startswith(highest.stem) or highest.stem.startswith(core.stem)
        )
        if core.is_zone and not like and highest.stem not in _ANY_ZONE:
            return Owner.FOREIGN  # a neighbouring zone
        return Owner.UNKNOWN if identity.rank <= 3 else Owner.FOREIGN
    return Owner.FOREIGN


def _owner_of_body(body: str, identity: Identity, *, whole: bool) -> Owner:
    if not identity.is_government:
        if body and _same_body(body, identity.body):
            return Owner.OWN
        other = _is_body(body) or (body and _GOVERNMENT.match(body))
        return Owner.FOREIGN if other else Owner.UNKNOWN
    if _GOVERNMENT.match(body) or body.startswith(("人民政府", "政府", "管委会", "管理委员会")):
        return Owner.OWN
    if GOVERNMENT_WORD.search(body):
        return Owner.OWN  # 区委办公室 区政府办公室
    if whole and _is_body(body):
        return Owner.SUBORDINATE
    return Owner.SUBORDINATE if _is_body(body) or BODY_FIRST.match(body) else Owner.OWN


def _owner_of_shorthand(name: str, identity: Identity, *, whole: bool) -> Owner:
    """Names without a place: 省政府办公厅, 区教育局, 教育局, 办公室."""
    if identity.core.stem and len(identity.core.stem) >= 2 and name.startswith(identity.core.stem):
        return _owner_of_body(name[len(identity.core.stem) :], identity, whole=whole)
    ours = _OURS.match(name)
    if ours and _SHORT_RANKS[ours[1]] < identity.rank and ours[1] != identity.core.ending[-1:]:
        return Owner.FOREIGN
    short = _SHORTHAND.match(name)
    if short:
        place, body = short["place"], short["body"]
        if place == identity.core.ending[-1:] or (identity.core.is_zone and place == "区"):
            return _owner_of_body(body, identity, whole=whole)
        rank = _SHORT_RANKS[place]
        if rank < identity.rank or (identity.core.is_zone and place in "县旗"):
            return Owner.FOREIGN
        return Owner.SUBORDINATE if rank > identity.rank else Owner.UNKNOWN
    if not whole or not identity.is_government:
        return Owner.UNKNOWN
    if name and _GOVERNMENT.match(name):
        return Owner.OWN
    return Owner.SUBORDINATE if _is_body(name) and len(name) <= 16 else Owner.UNKNOWN


def _is_body(name: str) -> bool:
    return bool(_DEPARTMENT.search(name))


def _same_body(body: str, own: str) -> bool:
    return bool(own) and (body.startswith(own) or (bool(body) and own.startswith(body)))

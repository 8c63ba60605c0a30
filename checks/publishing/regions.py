"""Places and bodies in the names of authorities: 淄博市博山区教育局 is the body 教育局 of 博山区 in
淄博市.

Chinese administrative names end in a word that tells their rank (省, 市, 区, 镇), so an authority's
name can be taken apart without a list of places. What makes it hard are everyday words with the
same endings (全市, 老旧小区, 农贸市场, 文明城市); they are told apart by what stands before and
after the ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HAN = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 12
_ZONES = (
    "综合保税区",
    "经济技术开发区",
    "高新技术产业开发区",
    "高新技术开发区",
    "高新技术产业园区",
    "经济开发区",
    "旅游度假区",
    "度假区",
    "高新区",
    "经开区",
    "开发区",
    "工业园区",
    "综合实验区",
    "实验区",
    "示范区",
    "管理区",
    "功能区",
    "新区",
)
# Ending -> shortest and longest stem, and rank: 1 province, 2 city, 3 county, 4 township.
_ENDINGS: dict[str, tuple[int, int, int]] = {
    "特别行政区": (2, 3, 1),
    "自治区": (2, 5, 1),
    "省": (2, 3, 1),
    "自治州": (2, 12, 2),
    "地区": (2, 4, 2),
    "市": (2, 5, 2),
    "州": (2, 6, 2),
    "盟": (2, 4, 2),
    "自治县": (2, 12, 3),
    "自治旗": (2, 10, 3),
    **dict.fromkeys(_ZONES, (2, 8, 3)),
    "县": (1, 4, 3),
    "旗": (2, 6, 3),
    "区": (2, 4, 3),
    "街道": (1, 4, 4),
    "镇": (1, 4, 4),
    "乡": (1, 6, 4),
}
_ENDING = re.compile(
    "(?:"
    + "|".join(sorted(_ENDINGS, key=len, reverse=True))
    # 市场, 区域, 县级, 乡村 are words; 市民政局 is not 市民.
    + r")(?!民(?![政族宗营])|[场容价值级直辖属域间块位别情])(?!(?<=乡)[村土镇])"
)
_MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})
_NOT_IN_STEM = re.compile(
    r"[的第各与及是把被对]|(?<=.)(?<!呼)[和将]|关于|召开|开展|举办|举行|加强|推进|政府|人民|委员|国务院|中央"
    r"|代表|列席|参加|邀请|群众|市民|村民|居民|人大|政协|会议|工作|公开|建设|实施|组织|走进|支持|服务|调整|优化|规范|深入"
)
_NOT_AT_END = {
    "省": "我全本该外内",
    "市": "我全本该超股楼夜上门街大小都",
    "县": "我全本该市区",
    "区": "我全本该小社园片辖景灾校厂库牧林地郊市山",
    "镇": "我全本该小城乡集村",
    "乡": "我全本该城下回老家",
    "街道": "我全本该",
    "州": "我全本该",
    "旗": "我全本该国红",
    "盟": "我全本该联同",
    "地区": "我全本该困村远族灾分点达命",
}
_GENERIC_STEMS = frozenset(
    {
        "文明城", "卫生城", "森林城", "智慧城", "海绵城", "试点城", "示范城", "园林城", "双拥城", "大中城", "无废城",
        "农贸", "文化", "资本", "人才", "房地产", "劳动力", "证券", "开发", "高新", "经开", "保税", "自贸", "综保", "度假",
        "工业园", "主城", "中心城", "老城", "各市", "各县", "矿山", "贫困山",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """One place in a name: its stem (博山), its ending (区), and its rank (1 province … 4
    township).
    """

    stem: str
    ending: str
    rank: int

    @property
    def name(self) -> str:
        """Stem and ending together."""
        return self.stem + self.ending

    @property
    def is_zone(self) -> bool:
        """Whether it is a development zone or the like."""
        return self.ending in _ZONES


@dataclass(frozen=True, slots=True)
class Authority:
    """The name of an authority taken apart: places from the highest down, and the body's own name."""

    regions: tuple[Region, ...]
    body: str


@lru_cache(maxsize=8192)
def authority(name: str) -> Authority:
    """The places that `name` begins with, and what remains of it.

    `name` must carry no white space. A name that begins with no place has no regions.

    >>> [region.name for region in authority("淄博市博山区教育局").regions]
    ['淄博市', '博山区']
    """
    regions: list[Region] = []
    rest = name
    while len(regions) < 4:
        found = _leading_region(rest, regions[-1].rank if regions else 0)
        if found is None:
            break
        regions.append(found)
        rest = rest[len(found.name) :]
    return Authority(tuple(regions), rest)


def zone_ending(body: str) -> str:
    """The ending of a zone that a body's name begins with (经济开发区 of 经济开发区管理委员会); "" where it is none."""
    return next((ending for ending in _ZONES if body.startswith(ending)), "")


def _leading_region(text: str, above: int) -> Region | None:
    for length in range(1, min(_LONGEST, len(text) - 1) + 1):
        match = _ENDING.match(text, length)
        if match is None:
            continue
        stem, ending = text[:length], match[0]
        shortest, longest, rank = _ENDINGS[ending]
        if not _HAN.fullmatch(stem) or _NOT_IN_STEM.search(stem):
            return None
        if stem in _MUNICIPALITIES and ending == "市":
            rank = 1
        if shortest <= length <= longest and rank > above and _is_place(stem, ending):
            return Region(stem, ending, rank)
    return None


def _is_place(stem: str, ending: str) -> bool:
    if stem in _GENERIC_STEMS or stem[0] in "我全本该各":
        return stem[:2] in ("全州", "全南", "全椒", "本溪")
    if stem[-1] not in _NOT_AT_END.get(ending, ""):
        return not (ending == "市" and len(stem) > 2 and stem[-1] == "城")
    # 博山区 and 沙市区 are places, 老旧小区 and 贫困山区 are not.
    return ending == "区" and stem[-1] in "山林市地" and len(stem) == 2

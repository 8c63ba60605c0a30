"""Texts that say nothing but that there is nothing to say (本月无此类信息，特此说明)."""

from __future__ import annotations

import re

from checks.texts.readings import packed
from rules.plain_text import plain

_WHOSE = r"(?:本|我|该|全)(?:单位|部门|机关|局|委|办|中心|站|镇|乡|街道|社区|村|区|县|市|栏目|领域|年度?|季度?|月|周|期|次)"
_WHEN = r"(?:\d{4}年度?)?(?:上半年|下半年|全年|第?[一二三四1-4]季度|\d{1,2}(?:月份?)?(?:至|到|-)\d{1,2}月份?|\d{1,2}月份?)?"
_WHAT = r"(?:信息|内容|事项|数据|资料|材料|文件|公示|公告|案件|项目|情况|记录|业务|需要公开|可公开|更新|发布)"
_NOT = r"(?:暂无|暂没有|尚无|没有|未发生|未产生|未发布|未制定|未出台|未作出|未开展|未涉及|不涉及|不存在|无)"
# What did not happen and is good to hear is news: no accidents, no failed samples.
_GOOD_NEWS = re.compile(
    r"(?:无|未发生|未发现|没有|不存在)[^，,。；;]{0,6}(?:不合格|不达标|违法|违规|违纪|异常|超标|事故|重污染|疫情|投诉|死亡|伤亡|灾|欠|拖欠|隐患|异议|障碍|变化|调整)"
)
_SAYS_NONE = re.compile(rf"{_NOT}[^，,。；;、\n]{{0,24}}?{_WHAT}")
_DAY = (
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2}|"
    r"[一二〇○零三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
# What may match nothing stands last.
_NOTHING_ELSE = re.compile(
    rf"{_DAY}|特此(?:说明|公示|公告|声明|告知)|{_WHOSE}|情况说明|说明|截至目前|目前|经(?:梳理|核实|自查|统计)|因此|"
    rf"按照.{{0,20}}要求|现将.{{0,24}}如下|{_WHEN}"
)
_NOTHING = re.compile(
    r"(?:本[年月季周期]度?|目前|现|截至目前)?(?:暂时?)?(?:无|没有|空)(?:此类信息|相关信息)?[。.]?"
)
_MARKS = re.compile(r"[\s，,。；;：:、.!！()（）《》“”\"'\-—_]+")
_LONGEST = 400
_REST = 24  # characters that may stand beside: the office's name, a signature


def says_none(text: str) -> str:
    """The words by which a short text says that there is nothing, where it says nothing else; else "".

    >>> says_none("本月无行政处罚信息，特此说明。")
    '无行政处罚信息'
    >>> says_none("本期抽检食品30批次，均合格，无不合格信息。")
    ''
    """
    own = plain(text[:_LONGEST])
    if _NOTHING.fullmatch(own):
        return own
    if len(packed(text)) > _LONGEST or _GOOD_NEWS.search(own):
        return ""
    match = _SAYS_NONE.search(own)
    if match is None:
        return ""
    rest = _NOTHING_ELSE.sub("", _SAYS_NONE.sub("", own))
    rest = _MARKS.sub("", rest)
    if len(rest) > _REST or any(character.isdigit() for character in rest):
        return ""
    return match[0]

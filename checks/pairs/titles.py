"""Titles reduced to what they are about, so that a policy, its draft and its interpretation can be
compared.

博山区人民政府办公室关于印发《博山区养犬管理办法》的通知, 关于《博山区养犬管理办法（征求意见稿）
》公开征求意见的公告 and 【图解】博山区养犬管理办法 all have the core 养犬管理办法.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.publishing.regions import authority
from rules.plain_text import plain

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[【(（](?:19|20)\d\d[〕\]】)）]第?\d{1,5}号")
_NUMBERED = re.compile(r"[〔\[【(（](?:19|20)\d\d[〕\]】)）]第?\d{1,5}号")
_SHORTEST_AGENCY, _LONGEST_AGENCY = 2, 14
_WRAPPER = re.compile(r"^(?:.{0,24}?关于)?(?:印发|公布|发布|转发|批转|下达|颁布)")
_ABOUT = re.compile(r"^[^《》]{0,30}?关于(?=[^于])")
_NOTICE = re.compile(r"(?:的|之)?(?:通知|通告|公告|函|启事|通报)$")
_EDGE = " -—–|｜·:：,，。.、_~～!！?？\"“”'‘’"
_FORM = (
    r"政策文件解读|政策解读|文字解读|图文解读|图片解读|视频解读|音频解读|专家解读|部门解读|媒体解读|负责人解读|动漫解读|动画解读|"
    r"主要负责人解读|一图读懂|一图看懂|一图速览|一图了解|一张图读懂|一张图看懂|图解政策|政策图解|图说政策|图解|图说|图文|"
    r"政策我来[讲说]|我来讲政策|局长讲政策|政策宣讲|政策速递|长图|漫画|漫说|动画|音频|"
    r"[0-9一二三四五六七八九十百]{1,3}问[0-9一二三四五六七八九十百]{0,3}答?|"
    r"政策问答|问答|答记者问|解读材料|解读稿|解读文件|文件解读|政策说明|起草说明|编制说明|制定说明|明白纸|视频|动漫|解读"
)
_FORM_START = re.compile(
    rf"^[【\[(（]?(?:{_FORM})(?:[之一二三四五六七八九十\d]{{0,3}})[】\])）”\"]?"
    r"(?:第[一二三四五六七八九十百\d]{1,3}[期讲集][】\])）]?)?[:：|｜丨\-—–·]*(?:关于(?=《))?"
)
_FORM_END = re.compile(
    rf"(?:的)?[【\[(（]?(?:{_FORM})(?:[(（]?[一二三四五六七八九十\d]{{0,3}}[)）]?)[】\])）]?$"
)
# 养犬管理办法解读：违法养犬怎么罚, 养犬管理办法来了
_FORM_INSIDE = re.compile(rf"^(.{{4,60}}?)(?:的)?(?:{_FORM})[:：|｜—–]")
_NEWS_END = re.compile(r"(?:来了|来啦|出台了?|正式施行|正式实施|正式发布|新鲜出炉|权威发布)$")
_CONSULTATION_END = re.compile(
    r"(?:向社会)?(?:面向社会)?(?:公开)?(?:征求|征集|征询|听取)(?:社会)?(?:公众|各方)?(?:意见)?(?:建议)?(?:和建议)?(?:的)?(?:情况|结果|公告|通告|通知|启事|函|反馈|"
    r"采纳|收集|汇总|公开|及|和|与|的|说明|公示|报告|意见|建议)*$"
)
_FEEDBACK_END = re.compile(
    r"(?:公众|社会)?(?:意见|建议|意见建议|民意)(?:建议)?(?:公开)?(?:征集|征求|收集|反馈|采纳|采纳与否)(?:的)?"
    r"(?:情况|结果|公告|通告|通知|反馈|采纳|收集|汇总|公开|及|和|与|的|说明|公示|报告)*$"
)
_CONSULTATION_START = re.compile(
    r"^(?:关于)?(?:面向社会|向社会)?(?:公开)?(?:征求|征集|征询|听取)(?:社会)?(?:公众)?(?:对|关于)?(?=.{4,}(?:意见|建议))|"
    r"^(?:意见|民意)?(?:征集|征求意见|采纳)?(?:结果|情况)?(?:反馈|公示|公告)?[:：|](?=.{4})"
)
_CONSULTATION_TAIL = re.compile(
    r"(?:的)?(?:意见建议|意见和建议|意见|建议)(?:的)?(?:公告|通告|通知|启事|函)?$"
)
_LABEL = re.compile(r"^[【\[(（][\u4e00-\u9fff]{2,8}[】\])）](?=.{4})")
_HEARING_START = re.compile(r"^(?:关于)?(?:举行|召开)(?=.{4,}听证)")
_HEARING_END = re.compile(
    r"(?:的)?听证会?(?:的)?(?:听证|报告|公告|通告|通知|纪要|笔录|结果|情况|公示|的){0,4}$"
)
_STATE = re.compile(
    r"[(\[（](?:征求意见稿|公开征求意见稿|征求意见|草案|草案稿|送审稿|修订草案|修订稿|讨论稿|试行|暂行|意见征集稿|全文)[^)\]）]{0,12}[)\]）]"
    r"|征求意见稿|意见征集稿|送审稿|\(草案\)"
)
_DIGITS = re.compile(r"\d+|[〇○零一二三四五六七八九十百]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)|[一二][九〇○零][〇○零一二三四五六七八九]{2}")
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_OWN_PLACE = re.compile(r"^(?:全|我|本)(?:省|市|区|县|镇|乡)")
_POLICY_NAME = re.compile(
    r"(?:办法|方案|意见|规划|规定|细则|通知|要点|条例|预案|措施|计划|制度|规则|标准|清单|目录|规范|纲要|决定|通告|公告|政策)$"
)

_NEARLY, _CONTAINED = 95.0, 88.0
_SUPPORTS = 60.0
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Core:
    """What a title is about, without the place's name before it, and that place's name where it was
    stated.
    """

    text: str
    places: frozenset[str] = frozenset()

    def same_place(self, other: Core) -> bool:
        """Whether the two may speak of one place: 白塔镇 and 八陡镇 may not."""
        return not self.places or not other.places or bool(self.places & other.places)


def quoted(text: str) -> list[str]:
    """What stands in outermost 《》, without white space, in order, each once; the inner 〈〉 count
    as 《》.

    >>> quoted("《关于印发〈办法〉的通知》解读")
    ['关于印发《办法》的通知']
    """
    own = plain(text).replace("〈", "《").replace("〉", "》").replace("<", "《").replace(">", "》")
    return list(dict.fromkeys(match[1] for match in _QUOTED.finditer(own) if len(match[1]) >= 4))


def numbers(text: str) -> list[str]:
    """Document numbers (发文字号) in a text, normalised to 〔〕 and without white space, each once.

    >>> numbers("（博政办字[2020]45 号）")
    ['博政办字〔2020〕45号']
    """
    own, found, after = plain(text), dict[str, None](), 0
    # The few brackets with a year are sought first: names of agencies may begin at every character.
    for match in _NUMBERED.finditer(own):
        start = match.start()
        while start > max(after, match.start() - _LONGEST_AGENCY) and _is_chinese(own[start - 1]):
            start -= 1
        if match.start() - start >= _SHORTEST_AGENCY:
            found[number_key(own[start : match.end()])] = None
            after = match.end()
    return list(found)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def number_key(number: str) -> str:
    """A document number as it is compared; "" for none."""
    own = re.sub(r"[\[【(（]", "〔", plain(number))
    return re.sub(r"[\]】)）]", "〕", own).replace("〕第", "〕")


@lru_cache(maxsize=65536)
def cores(title: str) -> tuple[Core, ...]:
    """What a title is about, in one or more forms that equal titles share; the first is the whole
    title's.

    A title that names another one in 《》 has that one's core too, when it is issued, consulted on
    or explained by this title; 关于贯彻落实《条例》的意见 is no 条例.
    """
    own = plain(title).replace("〈", "《").replace("〉", "》")
    found = [_core(own)]
    names = [name for name in quoted(own) if len(name) >= 4]
    if names and _speaks_for(own, names[0]):
        found.append(_core(names[0]))
    return tuple(dict.fromkeys(core for core in found if len(core.text) >= 4))


@lru_cache(maxsize=65536)
def years(title: str) -> frozenset[str]:
    """The years that a title names, in digits."""
    own = _NUMBER.sub("", plain(title))
    return frozenset(match[0].translate(_CHINESE) for match in _YEAR.finditer(own))


@lru_cache(maxsize=65536)
def figures(core: str) -> tuple[str, ...]:
    """The numbers in a title, in order: two titles that differ in one (第一批, 第二批) are two
    matters.
    """
    return tuple(match[0].translate(_CHINESE) for match in _DIGITS.finditer(core))


def is_policy_name(core: str) -> bool:
    """Whether words end like a policy's name (办法, 方案, 意见 …)."""
    return bool(_POLICY_NAME.search(core))


def similarity(one: Core, other: Core) -> float:
    """How near two titles are, 0 to 100; 0 when they are not near at all, or when their places
    or numbers differ, so that they cannot be one matter.
    """
    from rapidfuzz import fuzz

    near = float(fuzz.ratio(one.text, other.text, score_cutoff=_SUPPORTS))
    if not near or not one.same_place(other) or figures(one.text) != figures(other.text):
        return 0.0
    return near


def are_close(one: Core, other: Core) -> bool:
    """Whether two titles are nearly the same: equal, all but equal, or one the other with a few
    words left out.

    A changed word (医疗 for 养老) weighs more than one left out, so it is only borne in very long
    titles.
    """
    if one == other:
        return True
    near = similarity(one, other)
    if near < _CONTAINED or min(len(one.text), len(other.text)) < _SHORTEST:
        return False
    if near >= _NEARLY:
        return True
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one.text), len(other.text))
    return LCSseq.similarity(one.text, other.text) == shorter


def _speaks_for(title: str, name: str) -> bool:
    """Whether a title that holds 《name》 issues, drafts or explains it."""
    rest = title.replace(f"《{name}》", "\0", 1)
    before, _, after = rest.partition("\0")
    if re.search(r"贯彻|落实|执行|学习|根据|依据|配套|修改|废止|宣传|实施(?:《|$)", before):
        return False
    return (
        bool(re.search(r"(?:印发|公布|发布|颁布|转发|下达)$", before))
        or bool(
            re.search(r"征求|征集|意见|采纳|解读|说明|问答|草案|图解|公示|听证", before + after)
        )
        or not before
    )


def _core(title: str) -> Core:
    core = title.strip(_EDGE)
    places: frozenset[str] = frozenset()
    for _ in range(3):
        shorter, places = _without_place(_strip_once(core), places)
        if shorter == core or len(shorter) < 4:
            break
        core = shorter
    return Core(core, places)


def _strip_once(core: str) -> str:
    core = _NUMBER.sub("", core)
    core = re.sub(r"[(（\[【][)）\]】]", "", core)
    core = _FORM_START.sub("", core, count=1)
    core = _LABEL.sub("", core, count=1)
    core = _without_hearing(core)
    if _CONSULTATION_START.match(core):
        core = _CONSULTATION_TAIL.sub("", _CONSULTATION_START.sub("", core, count=1))
    core = _STATE.sub("", core)
    inside = _FORM_INSIDE.match(core)
    if inside and is_policy_name(inside[1].rstrip("》")):
        core = inside[1]
    announced = _NEWS_END.sub("", core.rstrip(_EDGE))
    if is_policy_name(announced.rstrip("》")):
        core = announced
    for pattern in (_FORM_END, _FEEDBACK_END, _CONSULTATION_END):
        shorter = pattern.sub("", core)
        if len(shorter) >= 4:
            core = shorter
    core = core.rstrip("的")
    whole = re.fullmatch(r"(?:关于)?(?:对|就)?《((?:[^《》]|《[^《》]*》)+)》", core)
    if whole:
        core = whole[1]
    core = _WRAPPER.sub("", core, count=1) if _WRAPPER.match(core) else _ABOUT.sub("", core)
    shorter = _NOTICE.sub("", core)
    if len(shorter) >= 4:
        core = shorter
    return re.sub(r"[《》“”\"‘’]", "", core).strip(_EDGE)


def _without_hearing(core: str) -> str:
    """A title without the words of a hearing: 举行…听证会的公告, …听证会听证报告."""
    core = _HEARING_START.sub("", core, count=1)
    shorter = _HEARING_END.sub("", core)
    return shorter if len(shorter) >= 4 else core


def _without_place(core: str, places: frozenset[str]) -> tuple[str, frozenset[str]]:
    regions = authority(core).regions
    shorter = core[sum(len(region.name) for region in regions) :] if regions else core
    shorter = _OWN_PLACE.sub("", shorter)
    if len(shorter) < 4:
        return core, places
    return shorter, places | {regions[-1].stem} if regions else places

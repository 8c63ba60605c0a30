"""Whose document is it: the site's own, one of its departments' and towns', or a repost (转载) from
another authority?

Government sites are full of other authorities' documents: the province's policy with 发布机构
filled in by the county that copied it, the city's notice under 上级文件, a neighbour's news. Such a
document counts neither for nor against the site, so every kind that counts documents asks here
first. The grounds, strongest first:

1. the authority that the title begins with (国务院办公厅关于…, 淄川区…), or the one in the 《》 of
   an interpretation's title or of a notice that names no issuer (关于印发《德州市…》的通知);
2. the prefix of the document number (国办发, 鲁政发; 博政办字 on the site of 博山区);
3. a mark of reposting in the title (【转载】);
4. the issuer (发文机关, 发布机构) of the metadata; a mere publisher (发布机构) gives way to a source that is foreign, and
   to it a title that names the site's place without any body;
5. the source (来源): a higher or neighbouring authority or a national medium makes a repost; a local medium says nothing;
6. the signature (落款) at the end of the body, where a document number shows that it is somebody's
   formal document.

Title and number come before the metadata because a copying site fills in its own name as 发布机构,
but copies title and number as they are. What the site's own name is, and which places lie above it,
is read from the site itself; no place is listed here. Where nothing speaks either way the answer is
UNKNOWN, which counts as the site's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.publishing.identity import Identity
from checks.publishing.origins import (
    NATIONAL_MEDIA,
    authors_of,
    issued_by_it,
    issuers_of,
    signatures_of,
    source_of,
    title_head,
)
from checks.publishing.owner_names import (
    BODY_FIRST,
    GOVERNMENT_WORD,
    Owner,
    owner_of_name,
    shorthand_of,
)
from checks.publishing.regions import authority
from crawler.snapshot.facts import Document
from rules.plain_text import plain


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose a document is, and the ground in Chinese (标题以“国务院办公厅”开头); "" where there is
    none.
    """

    owner: Owner
    ground: str = ""

    @property
    def foreign(self) -> bool:
        """Whether it is a repost."""
        return self.owner is Owner.FOREIGN


_UNKNOWN = Ownership(Owner.UNKNOWN)

_SITE_ITSELF = re.compile(
    r"^(?:本站|本网|本站原创|原创|本级|网站管理员|管理员|admin|区政府网站?|县政府网站?)$"
)
_REPOST_MARK = re.compile(
    r"^[【\[(（]?(?:转载|转自|转发(?=[】\])）:：]))|[【\[(（](?:转载|转自|转发|转)[】\])）]"
)
_ITS_MEETING = re.compile(
    r"(?:列席|旁听|参加|走进)(?P<place>[省市])(?:人民)?政府(?!.{0,6}(?:网|大楼))"
)  # 市民代表列席市政府常务会议 on the site of a district
_ABOUT = re.compile(r"^关于(?:公布|公开|发布|下达|批复|批准|调整)?[《“]?")
_OF_A_GOVERNMENT = re.compile(
    r"政府(?:预算|决算)|财政总?[预决]算|总[预决]算|[预决]算草案|预算执行情况"
)
_NATIONAL_NUMBER = re.compile(
    r"^(?:国(?:发|办|函|令|务院)|中(?:发|办|央)|全国|财(?:税|预|社|建|综|库|金|企|农|教|资|会|办)|发改|人社部|工信部|市监|税总|国市监|国卫|国税|"
    r"国土资|国能|国资|国新办|自然资|环|建(?:城|村|房|市|质|办)|交(?:公路|运|水)|农(?:办|计|农)|教(?:基|职|高|办|师)|民(?:发|办|函)|"
    r"银(?:发|保监)|证监|保监|水利?部|公通字|司(?:发|办)|文旅|退役军人部|应急)"
)
_PROVINCES: dict[str, str] = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "内": "内蒙古", "辽": "辽宁", "吉": "吉林",
    "黑": "黑龙江", "沪": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东",
    "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川",
    "黔": "贵州", "滇": "云南", "云": "云南",
    "藏": "西藏", "陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆",
}  # fmt: skip
_GOVERNMENT_NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{0,3}?(?:政(?!法|协)|府|管(?:发|办|字|规)|办(?:字|发|函))"
)


def ownership_of(document: Document, identity: Identity, *, body: bool = True) -> Ownership:
    """Whose the document is.

    Without `body` the signature is not looked for, so the body text is not loaded.
    """
    title = plain(document.title or document.row_title)
    by_title = _by_title(title, identity)
    if by_title.owner is not Owner.UNKNOWN and not _names_only_a_place(title, by_title, identity):
        return by_title
    number = document.document_number
    found = _by_number(number, identity)
    if found.owner is Owner.OWN or (found.foreign and by_title.owner is Owner.UNKNOWN):
        return found
    if by_title.owner is Owner.OWN:
        for narrower in (found, _by_issuer(document, identity)):
            if narrower.owner is Owner.SUBORDINATE:
                return narrower
        return by_title
    if _REPOST_MARK.search(title):
        return Ownership(Owner.FOREIGN, "标题注明转载")
    by_source = _by_source(source_of(document), identity)
    by_issuer = _by_issuer(document, identity)
    if by_issuer.owner is not Owner.UNKNOWN:
        # A site that copies fills in itself as the publisher (发布机构), but not as the author (发文机关).
        copied = by_source.foreign and not _is_author(document, identity)
        return by_source if copied else by_issuer
    if found.owner is not Owner.UNKNOWN:
        return found
    found = by_source
    if found.owner is Owner.UNKNOWN and body and number and document.was_read:
        found = _by_signature(document.text, identity)
    return found


def title_is_foreign(title: str, identity: Identity) -> bool:
    """Whether a title alone shows that the document is another authority's."""
    own = plain(title)
    return _by_title(own, identity).foreign or bool(_REPOST_MARK.search(own))


def title_is_own(title: str, identity: Identity) -> bool:
    """Whether a title alone names the site's own government, or its place and no body of it (博山区2023年预算,
    关于博山区2023年预算草案的报告), or names nobody and is what only a government has (2023年政府预算).
    """
    own = plain(title)
    for text in (own, _ABOUT.sub("", own, count=1)):
        owner = _by_title(text, identity).owner
        if owner is not Owner.UNKNOWN:
            return owner is Owner.OWN
    return bool(_OF_A_GOVERNMENT.search(own)) and not BODY_FIRST.search(own)


def _by_title(title: str, identity: Identity) -> Ownership:
    head, formal = title_head(title)
    owner = owner_of_name(head, identity, whole=formal)
    if owner is Owner.UNKNOWN:
        issued = issued_by_it(title)
        # The city's notice on a county's site has lost the city's name: 关于印发《德州市…要点》的通知.
        if issued and _by_title(issued, identity).foreign:
            return Ownership(Owner.FOREIGN, f"所印发的是《{issued[:20]}…》")
        met = _ITS_MEETING.search(title)
        if met and shorthand_of(f"{met['place']}政府", identity) is None:
            return Ownership(Owner.FOREIGN, f"标题所说的是{met['place']}政府的活动")
        return _UNKNOWN
    return Ownership(owner, f"标题以“{head[:20]}”开头")


def _names_only_a_place(title: str, found: Ownership, identity: Identity) -> bool:
    """Whether a title names the site's own place and no body of it (博山区学前教育政策评价报告): then any of its bodies may
    be the author.
    """
    if found.owner is not Owner.OWN:
        return False
    _, formal = title_head(title)
    return not formal and not GOVERNMENT_WORD.search(title)


def _by_number(number: str, identity: Identity) -> Ownership:
    """By the letters before the year. A department's prefix says SUBORDINATE, which the issuer may
    still overrule.
    """
    prefix = re.split(r"[〔\[【(（\d]|令|第", plain(number), maxsplit=1)[0]
    if len(prefix) < 2:
        return _UNKNOWN
    ground = f"文号“{number}”"
    core = identity.core
    if authority(prefix).regions or prefix.endswith(("政府", "国务院")):
        owner = owner_of_name(prefix, identity, whole=True)
        return Ownership(owner, ground) if owner is not Owner.UNKNOWN else _UNKNOWN
    if _NATIONAL_NUMBER.match(prefix) and prefix[0] not in core.stem:
        return Ownership(Owner.FOREIGN, ground)
    if prefix[:2] in ("国发", "国办", "国函", "国令", "中办", "中发"):
        return Ownership(Owner.FOREIGN, ground)
    shared = _shared(prefix, core.stem)
    strength = _strength(prefix, core.stem)
    if shared == 1 and len(core.stem) > 2 and identity.is_committee and prefix[1:2] in ("政", "府"):
        return _UNKNOWN  # 临政发 is rather 临沂市's than that of 临沂临港经济开发区's committee
    higher = max((_strength(prefix, stem) for stem in identity.above), default=0)
    if strength and strength == higher:
        return _UNKNOWN  # 泰政发 may be 泰山区's or 泰安市's
    if strength > higher or (identity.rank == 1 and _PROVINCES.get(prefix[0]) == core.stem):
        letters = prefix[shared or 1 :]
        if not identity.is_government:
            return Ownership(Owner.FOREIGN, ground) if letters.startswith("政") else _UNKNOWN
        government = _GOVERNMENT_NUMBER.match(letters)
        return Ownership(Owner.OWN if government else Owner.SUBORDINATE, ground)
    province = identity.rank > 1 and prefix[0] in _PROVINCES and prefix[1:2] in tuple("政办发府委")
    return Ownership(Owner.FOREIGN, ground) if higher or province else _UNKNOWN


def _shared(prefix: str, stem: str) -> int:
    """How many letters at the start of a number's prefix are taken from a place's name (泰山政办发,
    泰山: 2).
    """
    count = 0
    while count < min(len(prefix), 4) and prefix[count] in stem:
        count += 1
    return count


def _strength(prefix: str, stem: str) -> int:
    """How well a prefix fits a place: letters shared, and whether it begins as the place does (博政
    is 博山, not 淄博).
    """
    shared = _shared(prefix, stem)
    return 2 * shared + (prefix[0] == stem[:1]) if shared else 0


def _by_issuer(document: Document, identity: Identity) -> Ownership:
    for name in issuers_of(document):
        owner = owner_of_name(name, identity, whole=True)
        if owner is not Owner.UNKNOWN:
            return Ownership(owner, f"发布机构“{name}”")
    return _UNKNOWN


def _is_author(document: Document, identity: Identity) -> bool:
    """Whether the metadata names the site's own government or a body of it as the author."""
    return any(
        owner_of_name(name, identity, whole=True) in (Owner.OWN, Owner.SUBORDINATE)
        for name in authors_of(document)
    )


def _by_source(source: str, identity: Identity) -> Ownership:
    if not source or _SITE_ITSELF.match(source):
        return _UNKNOWN
    if NATIONAL_MEDIA.match(source) and identity.core.stem not in source:
        return Ownership(Owner.FOREIGN, f"来源“{source}”")
    owner = owner_of_name(source, identity, whole=True)
    return Ownership(owner, f"来源“{source}”") if owner is not Owner.UNKNOWN else _UNKNOWN


def _by_signature(text: str, identity: Identity) -> Ownership:
    for name in signatures_of(text):
        owner = owner_of_name(name, identity, whole=True)
        if owner is not Owner.UNKNOWN:
            return Ownership(owner, f"落款“{name}”")
    return _UNKNOWN

"""Which body of the site's own government published a document: 教育和体育局, 八陡镇, or the government itself.

Told, in this order, by the body that the title begins with, the issuer (发文机关, 发布机构), the source (来源), the
signature, and the name of a column above it (政府部门 > 教育局). A place alone (博山区学前教育政策评价) says nothing of the
body. One body goes by several names: 区教体局 is 教育和体育局, 淄博市生态环境局博山分局 is 生态环境局. What none of these
tells is unknown, and may be any body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks.matching import known_identity
from checks.publishing.identity import Identity
from checks.publishing.origins import authors_of, issuers_of, signatures_of, source_of, title_head
from checks.publishing.owner_names import is_government_name, shorthand_of
from checks.publishing.regions import authority, zone_ending
from checks.site_index import ancestors, remembered
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import plain

GOVERNMENT = "本级政府"
"""What the site's own government and its office are called among the publishers."""

_PARTY = re.compile(r"^(?:中国共产党|中共)")
_OWN_PLACE = re.compile(r"^[我全本](?=[省市区县])")
_LEADING_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,14}?(?:(?<![布格结])局(?![面限势])|委员会|(?<![\u4e00-\u9fff]{8})办公室|医院|公司|法院|检察院|"
    r"中心(?![城镇工任学校区])|联合会|总工会|大队|支队|银行)"
)
_WHOLE_BODY = re.compile(
    r"^[\u4e00-\u9fff]{1,18}(?:局|委员会|委|办公室|办|中心|公司|署|法院|检察院|部|协会|联合会|工会|处|站|所|大队|支队|银行|医院|"
    r"妇联|残联|工商联|科协|文联)$"
)
# A centre or company that a title begins with is as often its matter (某某中心联合竣工验收公示) as its author.
_MERE_NAME = re.compile(r"(?:中心|公司|医院|银行|大队|支队|联合会)$")
_ACTS = re.compile(r"召开|举办|举行|开展|组织|发布|公布")
_BRANCH = re.compile(r"(?<=局)[\u4e00-\u9fff]{1,10}分局$")
_SHORTEST = 3  # characters of a name that may stand for a longer one (教体局)


@dataclass(frozen=True, slots=True)
class Publisher:
    """A body and the ground it was told by. `is_town`: a town, street or zone below the site's own place."""

    name: str
    ground: str
    is_town: bool = False


def publisher_of(site: SiteSnapshot, document: Document) -> Publisher | None:
    """The body that published a document; None where nothing tells, or where it is another authority's."""
    key = ("publisher", document.url)
    return remembered(site, key, lambda: _publisher(site, document))


def body_named(name: str, identity: Identity) -> tuple[str, bool] | None:
    """The body that a whole name (博山区教育局) speaks of, and whether it is a town; None where it is nobody's here."""
    return _body_named(plain(name), identity, whole=True)


def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's: equal, or the one short for the other.

    >>> same_body("教体局", "教育和体育局"), same_body("教育局", "财政局")
    (True, False)
    """
    if one == other:
        return True
    short, long = sorted((_unified(one), _unified(other)), key=len)
    if short == long:
        return True
    if len(short) < _SHORTEST or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Each name with the longest of the names that may be the same body's, itself where several differ."""
    known = sorted(dict.fromkeys(names), key=lambda name: (-len(name), name))
    whole: dict[str, str] = {}
    for name in known:
        fitting = {whole[other] for other in whole if same_body(name, other)}
        whole[name] = fitting.pop() if len(fitting) == 1 else name
    return whole


def _publisher(site: SiteSnapshot, document: Document) -> Publisher | None:
    identity = known_identity(site)
    government: Publisher | None = None
    for name, ground, whole, is_author in _names(site, document):
        found = _body_named(plain(name), identity, whole=whole)
        if found is None:
            continue
        publisher = Publisher(found[0], ground, found[1])
        if publisher.name != GOVERNMENT or is_author:
            return publisher
        # The office that puts everything on the site is named beside the department that wrote it.
        government = government or publisher
    return government


def _names(site: SiteSnapshot, document: Document) -> Iterator[tuple[str, str, bool, bool]]:
    """The names that may tell, with their grounds, whether a name stands there alone, and whether it is the author's."""
    title = document.title or document.row_title
    head, formal = title_head(title)
    if formal or not _MERE_NAME.search(head) or _ACTS.match(plain(title).partition(head)[2]):
        yield head, f"标题以“{head[:20]}”开头", False, True
    authors = authors_of(document)
    for issuer in (*authors, *issuers_of(document)):
        label = "发文机关" if issuer in authors else "发布机构"
        yield issuer, f"{label}“{issuer}”", True, issuer in authors
    if source := source_of(document):
        yield source, f"来源“{source}”", True, False
    if document.was_read:
        for signature in signatures_of(document.own_text):
            yield signature, f"落款“{signature}”", True, True
    for url in document.columns:
        column = site.columns.get(url)
        for above in (column, *ancestors(site, column)) if column else ():
            if above is not None:
                yield above.name, f"栏目“{above.name}”", True, False


@lru_cache(maxsize=16384)
def _body_named(name: str, identity: Identity, *, whole: bool) -> tuple[str, bool] | None:
    name = _OWN_PLACE.sub("", _PARTY.sub("", name))
    core = identity.core
    if not name:
        return None
    parsed = authority(name)
    body = parsed.body
    if parsed.regions:
        stems = [region.stem for region in parsed.regions]
        last = parsed.regions[-1]
        own_place = any(_is_own(stem, identity) for stem in stems)
        if last.rank > max(identity.rank, core.rank) and (own_place or len(stems) == 1):
            return last.name, True
        if not own_place and not (core.stem and core.stem in body):
            return None
        if core.is_zone:
            body = body.removeprefix(zone_ending(body))
    elif core.name and core.name in name and name.startswith(("国家", "中国")):
        body = name.partition(core.name)[2]  # 国家税务总局淄博市博山区税务局
    elif core.stem and len(core.stem) > 1 and name.startswith(core.stem):
        body = name[len(core.stem) :]
    else:
        own = shorthand_of(name, identity)
        if own is None:
            return None
        body = own
    return _own_body(body, whole=whole)


def _is_own(stem: str, identity: Identity) -> bool:
    """Whether a place is the site's own; 临港 is short for the zone 临沂临港."""
    core = identity.core
    return stem == core.stem or (len(stem) > 1 and core.is_zone and core.stem.endswith(stem))


def _own_body(body: str, *, whole: bool) -> tuple[str, bool] | None:
    if is_government_name(body):
        return (GOVERNMENT, False) if body else None
    if whole:
        return (_unified(body), False) if _WHOLE_BODY.match(body) else None
    found = _LEADING_BODY.match(body)
    return (_unified(found[0]), False) if found else None


def _unified(name: str) -> str:
    """A body's name in one form: 生态环境局博山分局 and 生态环境分局 are 生态环境局, 委 is 委员会."""
    shorter = _BRANCH.sub("", name)
    if shorter.endswith("分局"):
        shorter = shorter.removesuffix("分局") + "局"
    return shorter + "员会" if shorter.endswith("委") else shorter

"""The county that fulfils every one of 泰山区's tasks of 2023 that a website can show, judged on 2024-04-15."""

from __future__ import annotations

from demo.sites.content import county
from demo.sites.content.shift import moved
from demo.sites.content.taishan import decisions, economy, livelihood, platforms
from demo.sites.faults.fault import redate, resort
from demo.sites.model import Area, Column, Document, FamilyName, SiteContent

YEARS = 3

#: Days of publication by the calendars of 2023 and 2024. From a normative document to its interpretation 3 working
#: days: gf1 across the Spring Festival (01-20, Saturday 01-28, Sunday 01-29), gf3 (09-26 to 09-28), gf4 across the
#: National Day holiday (Saturday 10-07, Sunday 10-08, 10-09), gf5 (Sunday 06-25, 06-26, 06-27), gf6 (05-04, 05-05,
#: Saturday 05-06), gf7 across New Year (01-02 to 01-04). From a decision to its feedback 10 working days: zj1 across
#: the National Day holiday (09-22, 09-25 to 09-28, 10-07 to 10-11), zj2 across the Spring Festival (01-16 to 01-20,
#: 01-28 to 02-01).
DATED = {
    "gf1": "2023-01-19",
    "jd-gf1": "2023-01-29",
    "jd-gf3": "2023-09-28",
    "jd-gf5": "2023-06-27",
    "jd-gf6": "2023-05-06",
    "jd-gf7": "2024-01-04",
    "fk-zj1": "2023-10-11",
    "fk-zj2": "2023-02-01",
}


def compliant(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A county without a fault."""
    site = moved(county.compliant(site_id, area, family), YEARS)
    for key, day in DATED.items():
        redate(site, key, day)
    statutory = site.column("fdzdgknr")
    statutory.children += [*economy.columns(area), *livelihood.columns(area), platforms.land(area)]
    for found in (economy.in_other_columns(area), livelihood.in_other_columns(area)):
        _put(site, found)
    _put(
        site,
        {
            "lxhy": decisions.attended(area),
            "jcml": decisions.stage_documents(area),
            "jcpg": decisions.evaluations(area),
            "xwfbh": [decisions.press_conference(area)],
        },
    )
    for key in ("pg1", "pg2"):
        told = site.document(key)
        told.blocks = decisions.evaluation(area, key, "2023-11-26", told.title).blocks
    catalogue = site.document("ml2020")
    catalogue.blocks = [catalogue.blocks[0], decisions.catalogue_table(area)]
    _replace_column(site, "zwgk", platforms.enterprises(area))
    openness = site.column("zwgk")
    openness.children += [platforms.library(site.documents()), platforms.media(area)]
    gazette = site.column("zfgb")
    gazette.blocks = ["历年公报按期查阅、公报检索、下载；手机扫码阅读“掌上公报”。"]
    site.column("bsfw").blocks.append("[[http://192.0.2.41/opendata/|公共数据开放网]]")
    site.entries += ["zfwjk", "xmt"]
    if family == "jpaas":
        # Where the standards and the disclosure of arrears stand in attached files alone.
        for key, name in (("bz2023", "困难群众救助标准.docx"), ("zk2022", "逾期款项情况表.pdf")):
            told = site.document(key)
            told.filed, told.attachments = "text", [name]
    resort(site)
    return site


def _put(site: SiteContent, found: dict[str, list[Document]]) -> None:
    for key, documents in found.items():
        site.column(key).documents += documents


def _replace_column(site: SiteContent, parent: str, column: Column) -> None:
    siblings = site.column(parent).children
    siblings[:] = [column if each.key == column.key else each for each in siblings]

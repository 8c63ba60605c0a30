"""Faults of people's livelihood in 2023."""

from __future__ import annotations

from datetime import date

from demo.sites.content.base import doc
from demo.sites.faults.fault import Fault, add, drop_blocks, redate, resort
from demo.sites.model import SiteContent, Table


def _loans_missing(site: SiteContent) -> None:
    site.remove_document("jy-dk")
    title = f"{site.area.name}召开创业担保贷款工作座谈会"
    add(site, "jycy", doc(site.area, "jy-zt", "2023-09-06", title))


def _results_missing(site: SiteContent) -> None:
    site.remove_document("sj-cx")
    title = f"{site.area.name}召开“双减”工作推进会"
    add(site, "jyly", doc(site.area, "sj-hy", "2023-10-18", title))


def _admission_late(site: SiteContent) -> None:
    redate(site, "jyly-20200706", "2023-08-01")


def _admission_one_form(site: SiteContent) -> None:
    redate(site, "rx-tj", "2023-08-01")


def _licences_missing(site: SiteContent) -> None:
    site.remove_document("mb-zz")


def _fees_without_standard(site: SiteContent) -> None:
    site.document("mb-sf").blocks = [
        Table([["学校名称", "收费项目"], ["育才学校", "学费"], ["育才学校", "住宿费"]]),
        "具体金额以各学校门口公示为准，社会各界可以对收费行为进行监督。",
    ]


def _aid_few(site: SiteContent) -> None:
    site.document("jz-bz").blocks = [
        "城市低保标准每人每月928元；特困人员供养标准每人每月1207元；孤儿每人每月2180元；困难残疾人生活补贴、重度残疾人护理补贴每人每月172元。"
    ]


def _aid_old(site: SiteContent) -> None:
    site.remove_document("shbz-20200701")
    redate(site, "jz-bz", "2022-08-16")


def _renewal_news_only(site: SiteContent) -> None:
    site.remove_document("zf-jz")
    title = f"{site.area.name}领导调研老旧小区改造进展情况"
    add(site, "yw", doc(site.area, "yw-lj", "2023-10-11", title))


def _rent_guide_short(site: SiteContent) -> None:
    guide = site.document("zf-bf")
    guide.blocks = drop_blocks(guide.blocks, "动态管理")
    guide.blocks = [block for block in guide.blocks if getattr(block, "text", "") != "四、管理"]


def _inspection_news_only(site: SiteContent) -> None:
    site.remove_document("yl-jg")
    title = f"{site.area.name}民政局深入养老机构开展安全检查"
    add(site, "ylfw", doc(site.area, "yl-xw", "2023-11-08", title))


def _land_platform_gone(site: SiteContent) -> None:
    site.column("zdxx").blocks = []


def _land_silent(site: SiteContent) -> None:
    site.remove_document("zd-gg")
    title = f"{site.area.name}召开土地征收工作会议"
    add(site, "zdxx", doc(site.area, "zd-hy", "2023-06-27", title))


def _enterprises_idle(site: SiteContent) -> None:
    for item in site.column("ggqsy").documents:
        item.published = date(2022, 11, 30)
    resort(site)


def _enterprise_catalogues_missing(site: SiteContent) -> None:
    for key in ("qs-jy", "qs-gs"):
        site.remove_document(key)


FAULTS = (
    Fault("loans-missing", "没有创业担保贷款信息，只有座谈会的新闻", _loans_missing),
    Fault("reduction-results-missing", "没有“双减”成效，只有推进会的新闻", _results_missing),
    Fault("admission-august", "入学政策8月1日才公布", _admission_late),
    Fault(
        "admission-one-form", "入学政策7月底前只有文字解读，图解8月1日才发布", _admission_one_form
    ),
    Fault("licences-missing", "没有民办学校办学资质，只有收费公示和承诺书", _licences_missing),
    Fault("fees-without-standard", "收费公示只有项目没有标准", _fees_without_standard),
    Fault("aid-few", "九类救助标准缺四类", _aid_few),
    Fault("aid-old", "救助标准停在2022年", _aid_old),
    Fault("renewal-news-only", "没有老旧小区改造进展，只有领导调研的新闻", _renewal_news_only),
    Fault("rent-guide-short", "租赁补贴指南没有写管理", _rent_guide_short),
    Fault(
        "inspection-news-only", "没有养老机构监管结果，只有开展检查的新闻", _inspection_news_only
    ),
    Fault("land-platform-gone", "没有征地信息公开查询系统的入口", _land_platform_gone),
    Fault("land-silent", "没有征地公告，只有会议新闻", _land_silent),
    Fault("enterprises-idle", "公共企事业单位栏目停在2022年", _enterprises_idle),
    Fault(
        "enterprise-catalogues-missing",
        "没有公共企事业单位信息公开目录",
        _enterprise_catalogues_missing,
    ),
)

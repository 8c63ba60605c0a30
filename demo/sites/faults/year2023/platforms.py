"""Faults of platforms and of the openness work itself in 2023."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.faults.fault import Fault, add, drop_blocks, redate
from demo.sites.faults.website import IDENTITY
from demo.sites.model import SiteContent


def _library_gone(site: SiteContent) -> None:
    site.remove_column("zcwjk")


def _library_unlabelled(site: SiteContent) -> None:
    for key in ("wjk-yh", "wjk-xq"):
        site.remove_column(key)


def _gazette_silent(site: SiteContent) -> None:
    for item in list(site.column("zfgb").documents):
        if item.published.year == 2023:
            site.remove_document(item.key)


def _homepage_two_missing(site: SiteContent) -> None:
    site.accessible = False
    del site.footer["errors"]


def _media_missing(site: SiteContent) -> None:
    site.remove_column("zwxmt")


def _identity_number(site: SiteContent) -> None:
    add(
        site,
        "jycy",
        doc(
            site.area,
            "jy-gs",
            "2023-06-07",
            f"{site.area.name}公益性岗位拟上岗人员公示",
            f"张某某，身份证号码{IDENTITY}，拟安排保洁岗位。",
        ),
    )


def _dead_links(site: SiteContent) -> None:
    for number in range(1, 11):
        site.dead.append(
            (f"专题资料之{number}", f"/art/2023/{number}/15/art_99_9900{number:02d}.html", "zwgk")
        )


def _plan_august(site: SiteContent) -> None:
    redate(site, "px4", "2023-08-01")


def _catalogue_idle(site: SiteContent) -> None:
    redate(site, "jbml20", "2022-12-30")
    title = "关于做好主动公开基本目录修订工作的通知"
    add(site, "tzgg", doc(site.area, "tz-jbml", "2023-05-16", title))


def _report_silent(site: SiteContent) -> None:
    report = site.document("nb-2020")
    report.blocks = drop_blocks(report.blocks, "工作要点")


FAULTS = (
    Fault("library-gone", "没有政府文件库", _library_gone),
    Fault("library-unlabelled", "文件库没有用户类型和办事需求标签", _library_unlabelled),
    Fault("gazette-silent", "2023年没有一期政府公报上网", _gazette_silent),
    Fault("homepage-two-missing", "首页没有无障碍和找错入口", _homepage_two_missing),
    Fault("media-missing", "没有政务新媒体栏目", _media_missing),
    Fault("identity-published", "公示里有完整的身份证号码", _identity_number),
    Fault("dead-links-of-2023", "十条死链", _dead_links),
    Fault("plan-august", "政务公开工作要点8月1日才公布", _plan_august),
    Fault("basic-catalogue-idle", "主动公开基本目录停在2022年", _catalogue_idle),
    Fault("report-silent", "年度报告没有写工作要点的落实情况", _report_silent),
)

"""Faults of what is not published at all: whole subjects on which a site says nothing."""

from __future__ import annotations

from collections.abc import Callable

from demo.sites.faults.fault import Fault
from demo.sites.model import SiteContent


def _remove_documents(site: SiteContent, *keys: str) -> None:
    for key in keys:
        site.remove_document(key)


def _columns(*keys: str) -> Callable[[SiteContent], None]:
    def plant(site: SiteContent) -> None:
        for key in keys:
            site.remove_column(key)

    return plant


def _epidemic(site: SiteContent) -> None:
    for key in ("yqfk", "yjgl"):
        site.remove_column(key)
    _remove_documents(site, "zj5", "fk-zj5", "jc5", "jd-jc5")
    interview = site.document("ft1")
    interview.title = interview.title.replace("疫情防控和复工复产", "家庭医生签约服务")


def _stability(site: SiteContent) -> None:
    _remove_documents(site, "gf6", "jd-gf6", "hq2")


def _figures(site: SiteContent) -> None:
    site.remove_column("tjxx")
    _remove_documents(site, "jd-tj")


def _consultations(site: SiteContent) -> None:
    """Leave what was asked in other years: 2019 and before, and one that is still open."""
    site.remove_column("jgfk")
    _remove_documents(site, "zj1", "zj3", "zj4", "zj5", "zj7", "zj8")


def _clean_up(site: SiteContent) -> None:
    site.remove_column("gfqlqd")
    _remove_documents(site, "zd6")


def _validity(site: SiteContent) -> None:
    site.validity = False
    for document in site.column("xzgfxwj").documents:
        document.blocks = [
            block.replace("，有效期五年", "") if isinstance(block, str) else block
            for block in document.blocks
        ]


def _systems(site: SiteContent) -> None:
    _remove_documents(site, "zd1", "zd2", "zd5", "zd7")


def _catalogue(site: SiteContent) -> None:
    _remove_documents(site, "jbml20")


def _policies(site: SiteContent) -> None:
    """No policy of 2020 or later of its own, so none interpreted; older ones and a repost remain."""
    for key in ("xzgfxwj", "jcjg"):
        site.remove_column(key)
    for key in ("zcwj", "zcjd"):
        for document in list(site.column(key).documents):
            if document.published.year >= 2020 and document.key != "zz2":
                site.remove_document(document.key)


FAULTS = (
    Fault(
        "execution-silent",
        "没有政府工作报告进展、督查审计和重大建设项目栏目",
        _columns("zfgzbg", "dcsj", "zdjsxm"),
    ),
    Fault("epidemic-silent", "没有疫情防控和应急管理的任何文件", _epidemic),
    Fault("stability-silent", "没有“六稳”“六保”政策", _stability),
    Fault("figures-silent", "没有统计数据及其解读", _figures),
    Fault("proposals-silent", "没有建议提案办理栏目", _columns("jytabl")),
    Fault("compilation-silent", "没有政策文件汇编", _columns("wjhb")),
    Fault("enterprises-silent", "没有公共企事业单位信息公开栏目", _columns("ggqsy")),
    Fault("consultations-silent", "2020年没有征求意见，也没有反馈栏目", _consultations),
    Fault("meetings-closed", "没有公众列席会议的公开", _columns("lxhy")),
    Fault("open-days-silent", "没有政府开放日，只有邻区的新闻", _columns("zfkfr")),
    Fault("interviews-silent", "没有在线访谈", _columns("zxft")),
    Fault("enforcement-silent", "没有行政执法公示各栏目，只有国资监管", _columns("xzzf")),
    Fault("clean-up-silent", "没有规范性文件清理的制度和结果", _clean_up),
    Fault("validity-unmarked", "规范性文件不标有效性", _validity),
    Fault("systems-few", "制度栏目没有主动公开、依申请公开的制度", _systems),
    Fault("catalogue-old", "主动公开基本目录2020年未更新", _catalogue),
    Fault("policies-silent", "2020年以来没有一件自己的政策文件和解读", _policies),
    Fault("gazette-missing", "没有政府公报", _columns("zfgb")),
)

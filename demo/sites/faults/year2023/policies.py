"""Faults of policies and their interpretation in 2023."""

from __future__ import annotations

from datetime import date

from demo.sites.content.year2023.policies import POLICIES_2023
from demo.sites.faults.fault import Fault, redate
from demo.sites.model import SiteContent

_GONE = ("五、关键词", "六、专有名词诠释", "九、注意事项", "十、新旧政策差异")


def _elements_short(site: SiteContent) -> None:
    for policy in POLICIES_2023:
        item = site.document(f"jd-{policy.key}")
        kept = []
        skip = False
        for block in item.blocks:
            heading = getattr(block, "text", "")
            if heading:
                skip = heading in _GONE
            if not skip or (isinstance(block, str) and block.startswith("解读机关")):
                kept.append(block)
        item.blocks = kept


def _one_empty(site: SiteContent) -> None:
    site.document("jd-gf3").blocks = [
        "日前，有关部门正在认真组织学习，广大群众反响热烈，纷纷表示将以实际行动支持和参与。"
    ]


def _not_linked(site: SiteContent) -> None:
    for key in ("gf2", "jd-gf2", "sp-gf2"):
        site.document(key).related = []


def _fourth_day(site: SiteContent) -> None:
    for key in ("jd-gf4", "sp-gf4"):
        site.document(key).published = date(2023, 6, 27)
    redate(site, "jd-gf4", "2023-06-27")


def _without_interpretation(site: SiteContent) -> None:
    for key in ("jd-gf5", "sp-gf5"):
        site.remove_document(key)


def _films_missing(site: SiteContent) -> None:
    for policy in POLICIES_2023[:4]:
        site.remove_document(f"sp-{policy.key}")


def _questions_missing(site: SiteContent) -> None:
    site.remove_document("wd-gf1")


def _late_online(site: SiteContent) -> None:
    redate(site, "gf5", "2023-04-27")


FAULTS = (
    Fault("elements-short", "解读缺关键词、名词诠释、注意事项、新旧差异四项要素", _elements_short),
    Fault("interpretation-empty", "一篇解读没有背景、目标和内容", _one_empty),
    Fault("policy-not-linked", "一件规范性文件与它的解读互无链接", _not_linked),
    Fault("interpretation-fourth-day", "一件文件的解读第4个工作日才发布（跨端午）", _fourth_day),
    Fault("policy-without-interpretation", "一件规范性文件没有解读和视频", _without_interpretation),
    Fault("films-missing", "四件政府文件没有“政策我来讲”视频", _films_missing),
    Fault("questions-missing", "没有政策问答", _questions_missing),
    Fault("policy-late-online", "一件文件成文后第21个工作日才上网", _late_online),
)

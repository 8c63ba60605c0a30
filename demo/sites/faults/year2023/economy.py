"""Faults of economy and firms in 2023."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.faults.fault import Fault, add, redate
from demo.sites.model import SiteContent


def _consumption_december(site: SiteContent) -> None:
    redate(site, "xf-jd", "2023-12-01")


def _activity_news_only(site: SiteContent) -> None:
    for key in ("xf-hd", "xf-hdjd"):
        site.remove_document(key)
    title = f"{site.area.name}召开家电消费节筹备工作推进会"
    add(site, "yw", doc(site.area, "yw-xfj", "2023-06-01", title))


def _projects_elsewhere(site: SiteContent) -> None:
    for key in ("xm-pf", "xm-jz"):
        site.remove_document(key)
    title = f"{site.area.name}领导调研冷链物流园项目建设情况"
    add(site, "yw", doc(site.area, "yw-ll", "2023-05-11", title))


def _air_silent(site: SiteContent) -> None:
    for month in ("03", "06", "09"):
        site.remove_document(f"hj-{month}")
    title = f"{site.area.name}领导督导环境空气质量改善工作"
    add(site, "yw", doc(site.area, "yw-kq", "2023-08-16", title))


def _trade_news_only(site: SiteContent) -> None:
    for key in ("wm-zc", "wm-jd"):
        site.remove_document(key)


def _enterprises_december(site: SiteContent) -> None:
    site.remove_document("gzjg-20200723")
    redate(site, "gq-cx", "2023-12-01")


def _arrears_april(site: SiteContent) -> None:
    redate(site, "yq-2022", "2023-04-03")


def _arrears_without_sums(site: SiteContent) -> None:
    site.document("yq-2022").blocks = [
        "截至2022年12月31日，机关、事业单位逾期尚未支付中小企业款项的合同数量6个，已督促责任单位制定还款计划，按期清偿。"
    ]


def _upload_sixth_day(site: SiteContent) -> None:
    redate(site, "zct1", "2023-05-16")


def _package_talk_only(site: SiteContent) -> None:
    site.remove_document("hqb")
    title = f"{site.area.name}召开企业政策“点餐”座谈会"
    add(site, "hqzc", doc(site.area, "hq-zt", "2023-06-20", title))


FAULTS = (
    Fault("consumption-december", "扩消费政策的解读12月1日才发布", _consumption_december),
    Fault("activity-news-only", "没有促消费活动信息，只有筹备会的新闻", _activity_news_only),
    Fault("projects-elsewhere", "没有物流、能源项目信息，只有领导调研的新闻", _projects_elsewhere),
    Fault("air-silent", "没有环境质量信息，只有督导的新闻", _air_silent),
    Fault("trade-news-only", "外贸只有动态，没有政策和解读", _trade_news_only),
    Fault("state-enterprises-december", "国企政策落实情况12月1日才公布", _enterprises_december),
    Fault("arrears-april", "上年度逾期账款4月3日才公布", _arrears_april),
    Fault("arrears-without-sums", "逾期账款只写合同数量，没有金额", _arrears_without_sums),
    Fault("upload-sixth-day", "省政策第6个工作日才上传政策通", _upload_sixth_day),
    Fault("package-talk-only", "没有政策文件包，只有“点餐”座谈会的新闻", _package_talk_only),
)

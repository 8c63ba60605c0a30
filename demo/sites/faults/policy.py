"""Faults between policies, interpretations, consultations and what followed them; events and
fields.
"""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import date, timedelta

from demo.sites.content.base import doc, filler
from demo.sites.content.decisions import CONSULTATIONS, Consultation, consultation, feedback
from demo.sites.faults.fault import Fault, add, drop_blocks, redate, replace, resort
from demo.sites.model import SiteContent


def _no_interpretation(site: SiteContent) -> None:
    site.remove_document("jd-gf5")


def _redating(key: str, day: str) -> Fault:
    return Fault("", "", lambda site: redate(site, key, day))


def _not_linked(site: SiteContent) -> None:
    site.document("gf5").related.clear()
    site.document("jd-gf5").related.clear()


def _bare_interpretation(site: SiteContent) -> None:
    item = site.document("jd-gf6")
    item.blocks = [
        f"为方便群众了解，现将《{site.area.name}稳就业保就业若干措施》有关内容介绍如下。",
        "一是就业补贴申领更加方便；二是培训机会更多；三是服务窗口延伸到镇（街道）。",
        *filler(site.area, "bare", 3),
    ]


def _item(key: str) -> Consultation:
    return next(item for item in CONSULTATIONS if item.key == key)


def _twenty_nine_days(site: SiteContent) -> None:
    short = changed(_item("zj3"), closes="2020-09-01")
    replace(site, "zj3", consultation(site.area, short))
    replace(site, "fk-zj3", feedback(site.area, short))


def _no_feedback(site: SiteContent) -> None:
    site.remove_document("fk-zj3")


def _empty_feedback(site: SiteContent) -> None:
    item = site.document("fk-zj3")
    item.title = item.title.replace("公众意见征集和采纳情况的公告", "公众意见征集结果的公告")
    item.blocks = [
        *drop_blocks(item.blocks, "采纳", "吸收", "意见建议23条"),
        "征求意见工作已经结束，感谢社会各界的关心和支持。",
    ]


def _three_events(site: SiteContent) -> None:
    site.remove_document("kf4")


def _quarter(site: SiteContent) -> None:
    site.remove_document("ft3")


def _two_meetings(site: SiteContent) -> None:
    site.remove_document("lx3")


def _inspection(site: SiteContent) -> None:
    item = site.document("ssj2")
    item.blocks = drop_blocks(item.blocks, "检查结果")


def _homepage_until(site: SiteContent, last: date) -> None:
    """Move what is dated later than `last` so far back that the newest item bears that day."""
    shown = {key: site.column(key) for key in site.sections}
    newest = max(column.documents[0].published for column in shown.values())
    shift = newest - last
    for column in shown.values():
        for item in column.documents:
            if item.published > last - timedelta(days=10) and item.published + shift > last:
                item.published -= shift
    resort(site)


def _homepage_stale(site: SiteContent) -> None:
    _homepage_until(site, date(2021, 3, 31))


def _homepage_just_fresh(site: SiteContent) -> None:
    _homepage_until(site, date(2021, 4, 1))


def _later_news(site: SiteContent) -> None:
    title = f"{site.area.name}举办读书日活动"
    add(site, "yw", doc(site.area, "yw-later", "2021-04-23", title))


FAULTS = (
    Fault(
        "interpretation-missing",
        "一件规范性文件没有解读，只有2018年旧办法的解读",
        _no_interpretation,
    ),
    Fault(
        "interpretation-late-holiday",
        "9月28日的文件10月10日才解读（国庆，第4个工作日）",
        _redating("jd-gf4", "2020-10-10").plant,
    ),
    Fault(
        "interpretation-late-spring",
        "1月21日的文件2月4日才解读（春节，第4个工作日）",
        _redating("jd-gf1", "2020-02-04").plant,
    ),
    Fault(
        "interpretation-late-sunday",
        "9月25日的文件9月30日才解读（9月27日星期日上班，第4个工作日）",
        _redating("jd-gf3", "2020-09-30").plant,
    ),
    Fault("interpretation-not-linked", "一件规范性文件与其解读互不链接", _not_linked),
    Fault("interpretation-bare", "一篇解读没有背景、依据", _bare_interpretation),
    Fault("consultation-29-days", "一次征求意见只有29日，未说明理由", _twenty_nine_days),
    Fault("feedback-missing", "一次征求意见没有公布结果", _no_feedback),
    Fault("feedback-empty", "一次征求意见的结果没有说采纳情况", _empty_feedback),
    Fault(
        "feedback-late-holiday",
        "9月21日的决策10月12日才反馈（国庆，第11个工作日）",
        _redating("fk-zj1", "2020-10-12").plant,
    ),
    Fault(
        "feedback-late-spring",
        "1月14日的决策2月5日才反馈（春节，第11个工作日）",
        _redating("fk-zj2", "2020-02-05").plant,
    ),
    Fault(
        "budget-late",
        "1月15日批准的预算2月5日才公开（21日）",
        _redating("ys2020", "2020-02-05").plant,
    ),
    Fault("open-days-three", "政府开放日只有三次（其中一次有两篇报道）", _three_events),
    Fault("interview-quarter-missing", "第三季度没有在线访谈", _quarter),
    Fault("meetings-two", "群众代表列席会议只有两次", _two_meetings),
    Fault("inspection-field-missing", "一件双随机抽查结果没有写检查结果", _inspection),
    Fault("homepage-stale", "首页最新一条是2021年3月31日（15日前）", _homepage_stale),
    Fault(
        "homepage-just-fresh",
        "首页最新一条是2021年4月1日（正好14日，近似情形）",
        _homepage_just_fresh,
    ),
    Fault("news-after-audit", "首页有一条评估日之后的新闻（近似情形）", _later_news),
)

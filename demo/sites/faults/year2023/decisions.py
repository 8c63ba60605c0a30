"""Faults of decisions, participation and evaluation in 2023."""

from __future__ import annotations

from datetime import date

from demo.sites.content.base import doc
from demo.sites.faults.fault import Fault, add, drop_blocks, redate, resort
from demo.sites.model import Cell, SiteContent, Table


def _catalogue_july(site: SiteContent) -> None:
    redate(site, "ml2020", "2023-07-03")


def _catalogue_two_stages(site: SiteContent) -> None:
    item = site.document("ml2020")
    gone = ("决策背景", "公众代表列席情况")
    for number, block in enumerate(item.blocks):
        if isinstance(block, Table):
            head = [cell.text if isinstance(cell, Cell) else cell for cell in block.rows[0]]
            kept = [at for at, words in enumerate(head) if words not in gone]
            item.blocks[number] = Table([[row[at] for at in kept] for row in block.rows])


def _feedback_eleventh_day(site: SiteContent) -> None:
    redate(site, "fk-zj1", "2023-10-11")


def _feedback_without_reasons(site: SiteContent) -> None:
    item = site.document("fk-zj3")
    item.blocks = drop_blocks(item.blocks, "未采纳情况及理由")


def _unanswered(site: SiteContent) -> None:
    site.remove_document("fk-zj5")


def _meetings_nine(site: SiteContent) -> None:
    site.remove_document("lx10")
    title = f"关于邀请群众代表列席{site.area.name[-1]}政府第四十九次常务会议的公告"
    add(site, "lxhy", doc(site.area, "lx-gg", "2023-11-13", title))


def _opinions_untold(site: SiteContent) -> None:
    for key in ("lx4", "lx5", "lx6"):
        item = site.document(key)
        item.title = item.title.removesuffix(" 意见采纳情况公开")
        item.blocks = ["会议研究了安全生产、供热保障等工作，群众代表列席会议。"]


def _invitations_added(site: SiteContent) -> None:
    rank = site.area.name[-1]
    for key, day, ordinal in (("yq1", "2023-02-13", "三十三"), ("yq2", "2023-08-14", "四十三")):
        title = f"关于邀请群众代表列席{rank}政府第{ordinal}次常务会议的公告"
        add(site, "lxhy", doc(site.area, f"lx-{key}", day, title))


def _evaluations_three(site: SiteContent) -> None:
    for key in ("pg3", "pg4"):
        site.remove_document(key)
    name = site.area.name
    add(
        site,
        "jcpg",
        doc(
            site.area,
            "pg-wj",
            "2023-09-12",
            f"关于开展《{name}稳就业保就业若干措施》政策评价问卷调查的公告",
        ),
        doc(site.area, "pg-fa", "2023-03-14", f"{name}2023年政策评价工作方案"),
    )


def _evaluations_next_year(site: SiteContent) -> None:
    for number, key in enumerate(("pg1", "pg2", "pg3", "pg4", "pg5"), start=1):
        site.document(key).published = date(2024, 1, 7 + number)
    resort(site)


def _use_untold(site: SiteContent) -> None:
    item = site.document("pg4")
    item.blocks = drop_blocks(item.blocks, "结果运用：")
    item.blocks = [block for block in item.blocks if getattr(block, "text", "") != "三、结果运用"]


def _open_day_announced_only(site: SiteContent) -> None:
    for key in ("kf3", "kf3b"):
        site.remove_document(key)
    title = f"关于举办{site.area.name}2023年第三次政府开放日活动的公告"
    add(site, "zfkfr", doc(site.area, "kf-gg", "2023-09-01", title))


def _interview_missing(site: SiteContent) -> None:
    site.remove_document("ft4")
    add(
        site,
        "zxft",
        doc(site.area, "ft-yg", "2023-11-16", "在线访谈预告：民政局负责人将做客本网站"),
    )


FAULTS = (
    Fault("catalogue-july", "决策事项目录7月3日才公布", _catalogue_july),
    Fault("catalogue-two-stages", "事项目录没有决策背景和代表列席的链接", _catalogue_two_stages),
    Fault("feedback-eleventh-day", "一件决策第11个工作日才公开采纳情况", _feedback_eleventh_day),
    Fault("feedback-without-reasons", "一份采纳情况没有写不采纳的原因", _feedback_without_reasons),
    Fault("consultation-unanswered", "一次征集没有公布结果", _unanswered),
    Fault("meetings-nine", "列席会议只有9次，第10次只有邀请公告", _meetings_nine),
    Fault("opinions-untold", "三次列席会议没有公开代表意见和采纳情况", _opinions_untold),
    Fault(
        "invitations-added", "另有两则邀请列席的公告（近似情形，不影响判定）", _invitations_added
    ),
    Fault(
        "evaluations-three", "只评价了三项政策，另有同一政策的问卷和工作方案", _evaluations_three
    ),
    Fault("evaluations-next-year", "政策评价报告都在2024年1月才公布", _evaluations_next_year),
    Fault("use-untold", "一份评价报告没有写结果运用", _use_untold),
    Fault("open-day-announced-only", "第三季度只有开放日的预告", _open_day_announced_only),
    Fault("interview-announced-only", "第四季度只有访谈预告", _interview_missing),
)

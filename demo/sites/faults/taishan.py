"""Faults against 泰山区's tasks of 2023, and near misses that must not be taken for faults or for their mending."""

from __future__ import annotations

from collections.abc import Callable

from demo.sites.content.base import doc, filler
from demo.sites.content.taishan import decisions, economy, livelihood, platforms
from demo.sites.content.taishan.base import news
from demo.sites.faults.fault import Fault, add, drop_blocks, redate, replace
from demo.sites.model import SiteContent


def _without(*keys: str) -> Callable[[SiteContent], None]:
    def plant(site: SiteContent) -> None:
        for key in keys:
            site.remove_document(key)

    return plant


def _news_instead(
    keys: tuple[str, ...], *reports: tuple[str, str, str]
) -> Callable[[SiteContent], None]:
    """Take documents out, and put news about the matter in their place: key, day, title."""

    def plant(site: SiteContent) -> None:
        for key in keys:
            site.remove_document(key)
        for key, day, title in reports:
            add(site, "yw", news(site.area, key, day, f"{site.area.name}{title}"))

    return plant


# ---- implementation, growth, market


def _plan_last_year(site: SiteContent) -> None:
    name = site.area.name
    site.remove_document("px4")
    add(site, "gkdt", doc(site.area, "px4-0", "2022-05-12", f"{name}2022年政务公开工作要点"))
    add(site, "yw", news(site.area, "bs", "2023-08-03", f"{name}召开2023年政务公开重点任务部署会"))


def _report_silent(site: SiteContent) -> None:
    report = site.document("nb-2020")
    report.blocks = [
        block.replace("认真落实年度政务公开工作要点，", "") if isinstance(block, str) else block
        for block in report.blocks
    ]


def _arrears_late(site: SiteContent) -> None:
    redate(site, "zk2022", "2023-04-03")
    older = economy.arrears(site.area, "2022-03-30")
    older.key = "zk2021"
    older.title = older.title.replace("2022", "2021")
    add(site, "qkgs", older)


def _arrears_without_number(site: SiteContent) -> None:
    told = site.document("zk2022")
    told.blocks = [
        "根据《保障中小企业款项支付条例》，现将2022年度逾期尚未支付中小企业款项情况公示如下。",
        "全区逾期尚未支付的账款金额共计44.70万元，各单位已制定还款计划。",
        *filler(site.area, "zk", 1),
    ]


# ---- livelihood


def _eight_kinds(site: SiteContent) -> None:
    replace(site, "bz2023", livelihood.aid_standards(site.area, "临时救助"))


def _no_licence_numbers(site: SiteContent) -> None:
    told = site.document("mb3")
    told.blocks = [
        "下列校外培训机构经审批设立：启明艺术培训学校（文化路12号）、晨光体育培训学校（人民路36号）。",
        "机构名称、地址如有变动，将及时更新。",
        *filler(site.area, "mb3", 1),
    ]


# ---- library and interpretation


def _platform_part(site: SiteContent) -> None:
    parent = site.column("zfxxgk")
    parent.children = [child for child in parent.children if child.key != "zfxxgkzd"]


def _library_tools(site: SiteContent) -> None:
    site.column("zfwjk").blocks = platforms.LIBRARY_TOOLS[:-1]


def _validity(site: SiteContent) -> None:
    site.validity = False
    for document in site.documents().values():
        document.blocks = [
            block.replace("，有效期五年", "") if isinstance(block, str) else block
            for block in document.blocks
        ]


def _bare(site: SiteContent) -> None:
    site.document("jd-gf6").blocks = [
        "为方便群众了解政策，现将有关问题说明如下。",
        "一是补贴申领更加方便；二是培训机会更多；三是服务窗口延伸到镇（街道）。",
        *filler(site.area, "bare", 2),
    ]


def _words_and_pictures(site: SiteContent) -> None:
    site.remove_document("jd-rx")
    told = site.document("jd-yl")
    told.title = f"图解：{site.area.name}养老服务设施建设补贴办法"
    told.blocks = ["扫码查看长图。"]
    add(site, "yw", news(site.area, "dh", "2023-06-18", f"{site.area.name}举办直播带货助农活动"))


# ---- response, decisions, participation


def _deputy(site: SiteContent) -> None:
    replace(site, "fbh2", decisions.press_conference(site.area, "党组成员、副局长"))


def _stage_missing(site: SiteContent) -> None:
    table = decisions.catalogue_table(site.area, left_out=((2, "公众代表列席会议情况"),))
    catalogue = site.document("ml2020")
    catalogue.blocks = [catalogue.blocks[0], table]


def _no_reasons(site: SiteContent) -> None:
    told = site.document("fk-zj4")
    told.blocks = drop_blocks(told.blocks, "未采纳情况及理由")


def _online_only(site: SiteContent) -> None:
    for key, document in site.documents().items():
        if key.startswith("fk-"):
            document.blocks = drop_blocks(document.blocks, "座谈会、实地走访")
            document.blocks = [
                block.replace("，来自座谈会和书面征求意见", "") if isinstance(block, str) else block
                for block in document.blocks
            ]


def _nine_sessions(site: SiteContent) -> None:
    site.remove_document("lx-33")
    again = doc(
        site.area,
        "lx-31b",
        "2023-01-15",
        f"市民代表走进政府 列席{site.area.rank}政府第31次常务会议",
        "1月13日，6名市民代表列席会议，提出的意见采纳了3条。",
    )
    add(site, "yw", again)


# ---- evaluation


def _four_evaluations(site: SiteContent) -> None:
    site.remove_document("pg4")
    again = site.document("pg3")
    add(
        site,
        "yw",
        doc(
            site.area, "pg3b", "2023-03-26", f"{again.title}发布", "报告全文见政策评价栏目。", pad=0
        ),
    )


def _one_by_a_department(site: SiteContent) -> None:
    site.remove_document("pgb4")


def _no_use(site: SiteContent) -> None:
    for key, document in site.documents().items():
        if key.startswith("pg"):
            document.blocks = drop_blocks(document.blocks, "简化办理材料")
            document.blocks = [
                block for block in document.blocks if getattr(block, "text", "") != "三、结果运用"
            ][:4]


# ---- platforms


def _no_platform(site: SiteContent) -> None:
    site.column("zdxx").blocks = []
    add(
        site,
        "yw",
        news(site.area, "zdpt", "2023-05-30", f"{site.area.name}征地信息公开平台建设通过验收"),
    )


def _dead_unit(site: SiteContent) -> None:
    site.dead.append((f"{site.area.name}公共汽车公司", "/ggqsy/gjgs/", "ggqsy"))


def _no_media(site: SiteContent) -> None:
    site.remove_column("xmt")


def _no_marks(site: SiteContent) -> None:
    site.footer = {key: words for key, words in site.footer.items() if key != "errors"}


FAULTS: dict[str, Fault] = {
    fault.id: fault
    for fault in (
        Fault("plan-last-year", "只有上一年度的要点和本年度的部署会", _plan_last_year),
        Fault("report-silent", "年报不提要点落实情况", _report_silent),
        Fault(
            "industry-news-only",
            "产业链只有会议和调研新闻",
            _news_instead(
                ("cyl1",),
                ("cyh1", "2023-05-16", "召开重点产业链（集群）推进会"),
                ("cyh2", "2023-06-16", "区领导调研链主企业"),
            ),
        ),
        Fault("activity-unexplained", "促消费活动没有解读", _without("jd-xf1", "jd-xf3")),
        Fault(
            "projects-without-approval",
            "只有项目进展没有批准信息",
            _without("zd-pf", "zdjsxm-20200522", "zdjsxm-20201030"),
        ),
        Fault(
            "trade-silent",
            "外贸信息只有冷链防疫通告",
            _news_instead(
                ("wm1", "wm2", "jd-wm2"), ("lltg", "2023-01-06", "进出口冷链食品疫情防控通告")
            ),
        ),
        Fault("arrears-late", "四月三日才公布账款，上一年的按时", _arrears_late),
        Fault("arrears-amount-only", "账款只写金额不写合同数量", _arrears_without_number),
        Fault(
            "flexible-missing",
            "没有灵活就业信息，只有慰问新闻",
            _news_instead(("jy4",), ("wwxj", "2023-07-15", "慰问新就业形态劳动者")),
        ),
        Fault("admission-unexplained", "入学政策没有解读", _without("jd-rx")),
        Fault("licences-unnumbered", "办学资质没有许可证号", _no_licence_numbers),
        Fault("aid-eight-kinds", "救助标准缺临时救助", _eight_kinds),
        Fault("housing-plan-missing", "有完成情况没有建设计划", _without("zf-jh")),
        Fault(
            "care-news-only",
            "养老机构监管只有开展检查的新闻",
            _news_instead(("yl-jg",), ("yljc", "2023-09-20", "开展养老机构监督检查")),
        ),
        Fault("platform-part-missing", "政府信息公开专栏缺制度", _platform_part),
        Fault(
            "catalogue-idle",
            "主动公开基本目录未更新，只有培训新闻",
            _news_instead(("jbml20",), ("mlpx", "2023-06-20", "举办主动公开基本目录编制培训会")),
        ),
        Fault("library-without-topics", "文件库没有特色主题", _library_tools),
        Fault("library-without-validity", "文件不标有效性", _validity),
        Fault("interpretation-missing", "一件规范性文件没有解读", _without("jd-gf5")),
        Fault(
            "interpretation-late",
            "一件解读在跨国庆的第四个工作日",
            lambda site: redate(site, "jd-gf4", "2023-10-10"),
        ),
        Fault("interpretation-bare", "一篇解读不写背景、依据、目的", _bare),
        Fault("forms-two", "只有文字和图片两种解读形式", _words_and_pictures),
        Fault("deputy-only", "发布会只有副职出席", _deputy),
        Fault(
            "decisions-late",
            "决策目录七月三日才公布",
            lambda site: redate(site, "ml2020", "2023-07-03"),
        ),
        Fault("stage-missing", "一个事项没有列席情况", _stage_missing),
        Fault(
            "feedback-eleventh-day",
            "一件采纳情况在第十一个工作日",
            lambda site: redate(site, "fk-zj1", "2023-10-12"),
        ),
        Fault("feedback-without-reasons", "一件采纳情况不写不予采纳的原因", _no_reasons),
        Fault("feedback-online-only", "采纳情况都不提座谈、走访", _online_only),
        Fault("sessions-nine", "列席九次，其中一次两篇报道", _nine_sessions),
        Fault("evaluations-four", "区政府政策评价四次，其中一次两篇报道", _four_evaluations),
        Fault("department-once", "教体局只评价一次", _one_by_a_department),
        Fault("evaluation-unused", "评价报告不写结果运用", _no_use),
        Fault("land-platform-missing", "没有征地信息公开平台入口，只有建设新闻", _no_platform),
        Fault("land-silent", "没有征地信息", _without("zd-gg", "zd-fa")),
        Fault("catalogue-of-health-missing", "缺医疗卫生领域目录", _without("ml-ws")),
        Fault("unit-link-dead", "一个企事业单位链接打不开", _dead_unit),
        Fault(
            "accessibility-missing",
            "没有无障碍入口",
            lambda site: setattr(site, "accessible", False),
        ),
        Fault("errors-entry-missing", "页脚没有找错入口", _no_marks),
        Fault(
            "gazette-idle",
            "公报在2023年没有一期",
            _without("gb-20200630", "gb-20201231"),
        ),
        Fault("media-missing", "没有政务新媒体矩阵", _no_media),
    )
}

"""Faults of the column 政府信息公开, its guide and reports, and of the statutory content."""

from __future__ import annotations

from datetime import date

from demo.sites.content.base import doc, run
from demo.sites.content.platform import annual_report, request_table
from demo.sites.faults.fault import Fault, add, drop_blocks, drop_section, redate
from demo.sites.model import Block, SiteContent, Table


def _wrong_name(site: SiteContent) -> None:
    site.column("zfxxgk").name = "信息公开"


def _not_on_homepage(site: SiteContent) -> None:
    site.entries.remove("zfxxgk")
    site.off_home.add("zfxxgk")


def _part_missing(site: SiteContent) -> None:
    systems = site.remove_column("zfxxgkzd")
    add(site, "gkdt", *systems.documents)


def _guide(site: SiteContent) -> list[Block]:
    column = site.column("zfxxgkzn")
    return column.documents[0].blocks if column.documents else column.blocks


def _no_telephone(site: SiteContent) -> None:
    blocks = _guide(site)
    blocks[:] = drop_blocks(blocks, "联系电话", "监督电话")


def _bare_request(site: SiteContent) -> None:
    column = site.column("ysqgk")
    column.form = ""
    column.blocks = ["公民、法人或者其他组织可以依法申请公开政府信息，具体办法见有关规定。"]


def _report_late(site: SiteContent) -> None:
    redate(site, "nb-2020", "2021-04-02")


def _report_after_audit(site: SiteContent) -> None:
    redate(site, "nb-2020", "2021-04-20")


def _report_missing(site: SiteContent) -> None:
    site.remove_document("nb-2020")


def _report_scanned(site: SiteContent) -> None:
    report = site.document("nb-2020")
    report.filed, report.attachments = "scan", ["年度报告.pdf"]


def _report_section(site: SiteContent) -> None:
    report = site.document("nb-2020")
    report.blocks = drop_section(
        report.blocks, "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况"
    )


def _report_table(site: SiteContent) -> None:
    report = site.document("nb-2020")
    for number, block in enumerate(report.blocks):
        if isinstance(block, Table) and block.caption.startswith("收到和处理"):
            report.blocks[number] = request_table(new_people=45)


def _remove(*keys: str) -> Fault:
    def plant(site: SiteContent) -> None:
        for key in keys:
            site.remove_column(key)

    return Fault("", "", plant)


_FEW = ("sfxm", "zfcg", "gwyzk", "jdjc", "yjgl")


def _catalogues_late(site: SiteContent) -> None:
    for column in site.all_columns():
        for item in column.documents:
            if item.key.startswith("bzml"):
                item.published = date(2021, 1, 8)


def _power_list_idle(site: SiteContent) -> None:
    site.remove_document("qzqd-20200807")


def _gazette_idle(site: SiteContent) -> None:
    for item in list(site.column("zfgb").documents):
        if item.published.year == 2020:
            site.remove_document(item.key)


def _library_tools(site: SiteContent) -> None:
    site.column("xzgfxwj").form = ""


def _enterprise_elements(site: SiteContent) -> None:
    for item in site.column("hqzc").documents:
        item.blocks = drop_section(item.blocks, "五、联系方式", "六、起止时间")[:-2]


def _evaluation_reposted(site: SiteContent) -> None:
    for key in ("pg1", "pg2"):
        site.remove_document(key)
    add(
        site,
        "jcpg",
        doc(
            site.area,
            "zz3",
            "2020-11-12",
            "云岭市人民政府关于城市更新重大决策执行效果的后评估报告",
            "本文转载自云岭市人民政府网站。",
            issuer="云岭市人民政府",
            source="云岭市人民政府网站（转载）",
        ),
    )


def _catalogue_in_news_only(site: SiteContent) -> None:
    for key in ("ml2020", "bz2020"):
        site.remove_document(key)
    title = f"{site.area.name}召开2020年度重大行政决策事项目录编制工作会议"
    add(site, "yw", doc(site.area, "yw-ml", "2020-03-26", title))


def _quarter_of_progress(site: SiteContent) -> None:
    site.remove_document("jz三")


def _notices_idle(site: SiteContent) -> None:
    column = site.column("tzgg")
    column.documents = [item for item in column.documents if item.published <= date(2020, 10, 14)]
    add(
        site,
        "tzgg",
        *run(site.area, "tzidle", "关于{year}年{month}月公交线路调整的通告", "2020-10-14"),
    )


def _notices_six_months(site: SiteContent) -> None:
    column = site.column("tzgg")
    column.documents = [item for item in column.documents if item.published <= date(2020, 10, 14)]
    add(
        site,
        "tzgg",
        *run(site.area, "tzidle", "关于{year}年{month}月公交线路调整的通告", "2020-10-15"),
    )


def _late_department_report(site: SiteContent) -> None:
    item = annual_report(
        site.area, "nb-2020-late", "2021-04-09", f"{site.area.name}卫生健康局", 2020
    )
    add(site, "zfxxgknb", item)


FAULTS = (
    Fault("platform-wrong-name", "专栏名为“信息公开”而非“政府信息公开”", _wrong_name),
    Fault("platform-not-on-homepage", "首页没有政府信息公开专栏的入口", _not_on_homepage),
    Fault(
        "platform-part-missing",
        "专栏缺“政府信息公开制度”部分，制度文件混在工作动态里",
        _part_missing,
    ),
    Fault("guide-no-telephone", "公开指南没有联系电话", _no_telephone),
    Fault("request-bare", "依申请公开页没有表单，也没有地址和电话", _bare_request),
    Fault("report-late", "本级政府2020年年报4月2日才公布", _report_late),
    Fault(
        "report-after-audit", "本级政府2020年年报在评估日之后（4月20日）公布", _report_after_audit
    ),
    Fault("report-missing", "只有上一年度的年报和部门的年报", _report_missing),
    Fault("report-section-missing", "年报缺行政复议、行政诉讼部分", _report_section),
    Fault("report-scanned", "年报全文只有扫描件", _report_scanned),
    Fault("report-table-wrong", "年报表二自然人和总计两列勾稽不平", _report_table),
    Fault(
        "department-report-late",
        "只是部门年报晚于3月31日（近似情形，不影响判定）",
        _late_department_report,
    ),
    Fault("statutory-few", "十三类法定内容缺五类", _remove(*_FEW).plant),
    Fault(
        "statutory-hollow", "十三类法定内容只剩五类", _remove(*_FEW, "ghjh", "tjxx", "jgzn").plant
    ),
    Fault("catalogues-late", "政务公开事项标准目录2021年1月8日才公布", _catalogues_late),
    Fault("power-list-idle", "权责清单2020年未更新", _power_list_idle),
    Fault("gazette-idle", "政府公报2020年没有一期上网，只有2019年以前和2021年的", _gazette_idle),
    Fault("library-tools-missing", "规范性文件专栏没有检索、下载等工具", _library_tools),
    Fault("enterprise-elements-missing", "惠企政策缺联系方式和起止时间", _enterprise_elements),
    Fault("evaluation-reposted", "后评估只有转载云岭市的一件", _evaluation_reposted),
    Fault("catalogue-news-only", "没有决策事项目录，只有编制会议的新闻", _catalogue_in_news_only),
    Fault("progress-quarter-missing", "第三季度没有公布重点任务执行情况", _quarter_of_progress),
    Fault("meetings-missing", "没有会议公开专栏", _remove("hygk").plant),
    Fault("notices-idle", "通知公告最新一条是2020年10月14日（六个月零一天）", _notices_idle),
    Fault(
        "notices-six-months",
        "通知公告最新一条是2020年10月15日（正好六个月，近似情形）",
        _notices_six_months,
    ),
)

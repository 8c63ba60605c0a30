"""What surrounds disclosure on every site: news, notices, introductions, services."""

from __future__ import annotations

from demo.sites.content.base import doc, filler, run
from demo.sites.model import Area, Column, Document

_NEWS = (
    ("2021-04-13", "{a}召开一季度经济运行分析会"),
    ("2021-04-12", "{a}开展春季义务植树活动"),
    ("2021-04-09", "重点项目集中开工 {a}跑出建设加速度"),
    ("2021-04-02", "{a}召开政府信息公开工作年度报告编制培训会"),
    ("2021-03-30", "{a}举行城市建设现场推进会"),
    ("2021-02-24", "{a}新春招聘会提供岗位三千个"),
    ("2020-12-22", "{a}农产品展销会开幕"),
    ("2020-03-24", "{a}企业有序复工复产"),
)


def notices(area: Area) -> Column:
    """通知公告, a long list."""
    days = (
        "2021-04-08 2021-03-17 2021-01-11 2020-11-17 2020-10-19 "
        "2020-05-12 2019-12-31 2019-12-10 2019-11-12 2019-10-22 2019-08-13 2019-06-18 2019-04-16 "
        "2019-02-26 2018-12-18 2018-10-09 2018-08-21 2018-06-12 2018-04-17 2018-02-06 2017-11-14 2017-08-08"
    )
    found = run(area, "tzgg", "关于{year}年{month}月部分路段停水、停电和交通管制的通告", days)
    return Column("tzgg", "通知公告", documents=found)


def news(area: Area) -> Column:
    """新闻中心: the area's own news, and what neighbours do."""
    own = [
        doc(area, f"yw{number}", day, title.format(a=area.name), source=f"{area.short}融媒体中心")
        for number, (day, title) in enumerate(_NEWS, start=1)
    ]
    neighbours: list[Document] = [
        doc(
            area,
            f"xq{number}",
            day,
            title,
            source=source,
            issuer=source,
        )
        for number, (day, title, source) in enumerate(
            (
                ("2021-04-06", "南溪区推进政务公开标准化规范化建设", "南溪区人民政府网站"),
                ("2020-11-26", "南溪区举办2020年第五次政府开放日活动", "南溪区人民政府网站"),
                ("2020-08-18", "东坪县发布养老服务政策解读", "东坪县人民政府网站"),
            ),
            start=1,
        )
    ]
    return Column(
        "xwzx",
        "新闻中心",
        [
            Column("yw", f"{area.short}要闻", documents=own),
            Column("xqdt", "周边动态", documents=neighbours),
        ],
    )


def introduction(area: Area) -> Column:
    """走进…: pages of text with no disclosure in them."""
    return Column(
        "zj",
        f"走进{area.short}",
        [
            Column("gk", f"{area.short}概况", blocks=filler(area, "gk", 4)),
            Column("lsrw", "历史人文", blocks=filler(area, "lsrw", 4)),
            Column("lyzy", "旅游资源", blocks=filler(area, "lyzy", 4)),
        ],
    )


def services(area: Area) -> Column:
    """办事服务: a page of links, mostly to hosts elsewhere."""
    return Column(
        "bsfw",
        "办事服务",
        blocks=[
            "[[http://zwfw.yunling.example.gov.cn/|云岭市政务服务网]]",
            "[[http://zwfw.yunling.example.gov.cn/yct|一窗受理 一次办好]]",
            "[[http://192.0.2.15:8088/bsdt/|网上办事大厅]]",
            f"政务服务大厅地址：{area.name}文化路8号，咨询电话：0800-8812345。",
            *filler(area, "bsfw", 2),
        ],
    )

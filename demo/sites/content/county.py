"""The fully compliant county: all columns put together, and its homepage."""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from demo.sites.content.base import doc, run
from demo.sites.content.decisions import decision_column, participation
from demo.sites.content.news import introduction, news, notices, services
from demo.sites.content.platform import disclosure
from demo.sites.content.policy import interpretation_column
from demo.sites.content.statutory import basic_catalogue, public_enterprises, statutory
from demo.sites.content.tasks import item_catalogues
from demo.sites.model import Area, Column, FamilyName, SiteContent


def _gazette(area: Area) -> Column:
    found = run(
        area,
        "gb",
        f"{area.government}公报{{year}}年第{{n}}期",
        "2020-06-30 2020-12-31 2021-03-31",
    )
    for issue, number in zip(found, (1, 2, 1), strict=True):
        issue.title = f"{area.government}公报{issue.published.year}年第{number}期（总第{30 + issue.published.month + issue.published.year - 2020}期）"
        issue.attachments = [f"政府公报{issue.published.year}年第{number}期.pdf"]
        issue.blocks.insert(0, "本期公报电子版可在线查阅、复制和下载，见附件。")
    history = run(
        area,
        "gbls",
        f"{area.government}公报（历史期刊）{{year}}年合订本",
        "2019-12-31 2018-12-31 2017-12-29",
    )
    for issue in history:
        issue.attachments = ["历史期刊.pdf"]
    return Column("zfgb", "政府公报", documents=[*reversed(found), *history])


def _meetings(area: Area) -> Column:
    found = [
        doc(
            area,
            f"hy{number}",
            day,
            f"{area.government}召开第{number}次常务会议",
            f"{day[:4]}年，{area.rank}政府主要负责同志主持召开常务会议，研究有关工作。",
        )
        for day, number in (
            ("2020-10-16", 47),
            ("2020-09-16", 45),
            ("2020-04-17", 36),
        )
    ]
    return Column("hygk", "会议公开", documents=found)


def _works(area: Area) -> list[Column]:
    """Columns that show how disclosure itself is done: traces for a person to judge by."""
    press = run(
        area,
        "xwfb",
        f"{area.name}举行{{year}}年第{{n}}场新闻发布会",
        "2020-08-27",
    )
    concern = run(
        area,
        "hygq",
        f"关于网民反映{area.name}城区停车难问题的回应（{{year}}年{{month}}月）",
        "2020-10-22",
    )
    training = [
        doc(area, "px1", "2020-10-29", f"{area.name}举办2020年政务公开业务培训班"),
        doc(area, "px2", "2020-06-10", f"{area.name}政务服务大厅政务公开专区建成启用"),
        doc(area, "px3", "2020-12-10", f"{area.name}政务公开工作监督检查情况通报"),
        doc(area, "px4", "2020-05-14", f"{area.name}2020年政务公开工作要点", issuer=area.office),
    ]
    return [
        Column("xwfbh", "新闻发布会", documents=list(reversed(press))),
        Column("hygqlm", "回应关切", documents=list(reversed(concern))),
        Column(
            "gkdt",
            "政务公开工作动态",
            documents=sorted(training, key=lambda d: d.published, reverse=True),
        ),
    ]


def _focus(area: Area) -> Column:
    """重点领域: a page of links into the statutory columns, and its own list."""
    own = run(area, "zdly", f"{area.name}重点领域信息公开{{year}}年第{{n}}期", "2020-11-20")
    return Column(
        "zdlyxx",
        "重点领域",
        documents=list(reversed(own)),
        blocks=[
            "[[col:czyjs|财政预决算]]　[[col:zdjsxm|重大建设项目]]　[[col:ggzypz|公共资源配置]]　[[col:gysy|社会公益事业建设]]"
        ],
    )


def footer(area: Area) -> dict[str, str]:
    """The parts of a complete footer."""
    return {
        "host": f"主办单位：{area.government}　承办单位：{area.office}",
        "contact": "联系方式：0800-8812345（工作日8:30-17:30）",
        "site_id": f"网站标识码：{area.code}0001",
        "icp": f"云ICP备{area.code}88号-1",
        "police": f"云公网安备 {area.code}02000015号",
        "map": "网站地图",
        "errors": "我为政府网站找错",
    }


_FILED_REPORTS = {
    "static": "年度报告.pdf",
    "jcms": "年度报告.docx",
    "jpaas": "年度报告.ofd",
    "vsb": "年度报告.doc",
}


def compliant(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A county that fulfils every clause that a website can show, judged on 2021-04-15."""
    openness = Column(
        "zwgk",
        "政务公开",
        [
            disclosure(area, statutory(area)),
            interpretation_column(area),
            notices(area),
            decision_column(area),
            _meetings(area),
            _gazette(area),
            _focus(area),
            item_catalogues(area),
            basic_catalogue(area),
            public_enterprises(area),
            *_works(area),
        ],
    )
    site = SiteContent(
        id=site_id,
        area=area,
        family=family,
        columns=[
            news(area),
            openness,
            services(area),
            Column("hdjl", "公众参与", participation(area)),
            introduction(area),
        ],
        sections=["yw", "tzgg", "zcwj", "zcjd"],
        entries=["zfxxgk", "ysqgk", "yjzj", "zfgb", "zdlyxx", "jytabl", "hygk", "zdxzjc"],
        footer=footer(area),
    )
    if family == "static":
        # Where the guide is no page of its own but an article in a list of one.
        guide = site.column("zfxxgkzn")
        title = f"{area.government}政府信息公开指南"
        guide.documents = [doc(area, "zn", "2020-12-18", title, *guide.blocks, pad=0)]
        guide.blocks = []
    # Where the annual report's page only leads to a file.
    if name := _FILED_REPORTS.get(family):
        report = site.document("nb-2020")
        report.filed, report.attachments = "text", [name]
    known = site.documents()
    for column in site.all_columns():
        column.documents = [known[item.key] for item in column.documents]
        column.documents.sort(key=lambda item: (item.published, item.key), reverse=True)
    return site

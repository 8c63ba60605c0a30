"""What a development zone plans and builds: plans old and new, growth drivers, reform, projects, data, consumption."""

from __future__ import annotations

from demo.sites.content.base import doc, listed
from demo.sites.model import Area, Column, Document


def plans(area: Area) -> Column:
    """规划计划: the five-year plan, plans for fields and land, and those of earlier years."""
    outline = doc(
        area,
        "gh145",
        "2021-03-30",
        f"{area.name}国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
        issuer=area.government,
        pad=4,
    )
    return Column(
        "ghjh",
        "规划计划",
        [
            Column("sswgh", "“十四五”规划", documents=[outline]),
            Column("zxgh", "专项规划", documents=_special(area)),
            Column("kjgh", "国土空间规划", documents=_spatial(area)),
            listed(
                area,
                "lsgh",
                "历史规划",
                "国民经济和社会发展计划（{year}年）",
                "2019-03-12 2018-03-15",
                doc(
                    area,
                    "gh135",
                    "2016-04-26",
                    f"{area.name}国民经济和社会发展第十三个五年规划纲要",
                    issuer=area.government,
                ),
            ),
        ],
    )


def _special(area: Area) -> list[Document]:
    return [
        doc(area, "zx1", "2021-11-03", f"{area.name}“十四五”应急管理体系建设规划"),
        doc(area, "zx2", "2021-09-16", f"{area.name}养老服务设施布局规划（2021—2035年）"),
    ]


def _spatial(area: Area) -> list[Document]:
    return [
        doc(area, "kj1", "2021-12-21", f"{area.name}沿海片区控制性详细规划批后公布"),
        doc(area, "kj2", "2021-06-18", f"{area.name}国土空间总体规划（草案）公示"),
    ]


def progress(area: Area) -> Column:
    """工作进展: growth drivers, the zone's own reform."""
    found = [
        doc(
            area,
            "dn1",
            "2021-12-16",
            f"{area.name}新旧动能转换“三年初见成效”重大成果发布",
            "三年来，传统产业加快转型，新兴产业持续壮大，综合试验区建设各项任务有序推进。",
        ),
        doc(
            area,
            "gg1",
            "2021-10-21",
            f"{area.name}体制机制改革进展情况",
            "党工委（管委会）机构由二十二个整合为九个，全员聘任、绩效薪酬制度全面实施。",
        ),
    ]
    return Column("gzjz", "工作进展", documents=found)


def projects(area: Area) -> Column:
    """重点项目: what was approved and how it goes."""
    return listed(
        area,
        "zdxm",
        "重点项目",
        "{year}年第{n}批重点项目建设进展情况",
        "2021-04-20 2021-07-21 2021-10-20",
    )


def business(area: Area) -> Column:
    """优化营商环境: industrial policy put into effect, and the four matters of the reform of government."""
    rows = (
        ("yh1", "2021-11-10", "2021年技术改造奖补资金兑现情况公示"),
        ("yh2", "2021-07-14", "落实减税降费政策情况（2021年上半年）"),
        ("yh3", "2021-08-11", "承接市级下放的行政许可事项目录"),
        ("yh4", "2021-03-17", "2021年度部门联合“双随机、一公开”抽查计划"),
        ("yh5", "2021-10-13", "“一件事”主题集成服务清单"),
    )
    found = [doc(area, key, day, f"{area.name}{title}") for key, day, title in rows]
    return Column("yshj", "优化营商环境", documents=found)


def consumption(area: Area) -> Column:
    """促消费: measures and what came of them."""
    found = [
        doc(area, "xf1", "2021-06-09", f"{area.name}促进消费升级若干措施"),
        doc(area, "xf2", "2021-11-19", f"{area.name}2021年惠民消费券发放活动公告"),
    ]
    return Column("cxf", "促消费", documents=found)


def open_data(area: Area) -> Column:
    """数据开放: a link to the city's platform, and what the zone itself put there."""
    found = [
        doc(area, "sj1", "2021-08-25", f"{area.name}公共数据资源开放目录（2021年）"),
        doc(area, "sj2", "2021-05-26", f"{area.name}大数据创新应用突破行动实施方案"),
    ]
    return Column(
        "sjkf",
        "数据开放",
        documents=found,
        blocks=["[[http://data.yunling.example.gov.cn/|云岭市公共数据开放网]]"],
    )

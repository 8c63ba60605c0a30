"""The year's own tasks: the work report and its progress, proposals, audit, epidemic, catalogues
of items.
"""

from __future__ import annotations

from demo.sites.content.base import doc, listed
from demo.sites.model import Area, Block, Column, Document, Table


def epidemic(area: Area) -> Column:
    """疫情防控: plan, knowledge, the situation."""
    return listed(
        area,
        "yqfk",
        "疫情防控",
        "新冠肺炎疫情情况通报（{year}年{month}月）",
        "2020-06-15",
        doc(
            area,
            "yq1",
            "2020-03-05",
            f"{area.name}新冠肺炎疫情防控应急预案",
            issuer=f"{area.name}卫生健康局",
        ),
        doc(
            area,
            "yq2",
            "2020-03-12",
            "公共卫生知识普及：科学佩戴口罩和手卫生",
            issuer=f"{area.name}卫生健康局",
        ),
        doc(
            area,
            "yq3",
            "2020-09-29",
            f"{area.name}秋冬季疫情防控措施公告",
            issuer=f"{area.name}卫生健康局",
        ),
    )


def progress(area: Area) -> Column:
    """政府工作报告重点任务: the year's report, its breakdown and a report of progress every
    quarter.
    """
    breakdown: list[Block] = [
        "将政府工作报告确定的七个方面、十六项重点工作分解落实到责任单位，明确完成时限。",
        Table(
            [
                ["序号", "重点任务", "责任单位"],
                ["1", "实施老旧小区改造", f"{area.name}住房和城乡建设局"],
            ]
        ),
    ]
    found = [
        doc(
            area,
            "gzbg",
            "2020-01-22",
            f"{area.name}2020年政府工作报告",
            issuer=area.government,
            pad=4,
        ),
        doc(
            area,
            "rwfj",
            "2020-02-27",
            f"{area.name}2020年政府工作报告重点任务分解落实方案",
            *breakdown,
        ),
        doc(
            area,
            "gzbg21",
            "2021-01-27",
            f"{area.name}2021年政府工作报告",
            issuer=area.government,
            pad=4,
        ),
    ]
    for quarter, day in zip(
        "一二三四", ("2020-03-27", "2020-06-29", "2020-09-29", "2020-12-29"), strict=True
    ):
        found.append(
            doc(
                area,
                f"jz{quarter}",
                day,
                f"2020年第{quarter}季度政府工作报告重点任务、民生实事和重大工程项目执行情况",
                "政府工作报告七个方面十六项重点工作进展顺利。民生实事项目执行情况、重大工程项目执行情况如下。",
                issuer=f"{area.name}人民政府督查室",
            )
        )
    return Column(
        "zfgzbg", "政府工作报告", documents=sorted(found, key=lambda d: d.published, reverse=True)
    )


def proposals(area: Area) -> Column:
    """建议提案办理: deputies' suggestions, members' proposals, and the year as a whole."""

    def answers(key: str, body: str, word: str) -> list[Document]:
        return [
            doc(
                area,
                f"{key}{number}",
                day,
                f"对{area.name}{body}第{number * 17}号{word}的答复（办理结果）",
                f"您提出的{word}收悉，现将办理结果答复如下：{word}所提问题已纳入年度计划。",
                issuer=f"{area.name}交通运输局",
            )
            for number, day in ((3, "2020-09-11"), (2, "2020-08-14"))
        ]

    whole = doc(area, "jyzt", "2020-12-11", f"{area.name}2020年人大代表建议和政协提案办理总体情况")
    return Column(
        "jytabl",
        "建议提案办理",
        [
            Column(
                "rdjy",
                "人大代表建议",
                documents=[whole, *answers("rdjy", "第十八届人大四次会议", "建议")],
            ),
            Column("zxta", "政协提案", documents=answers("zxta", "政协第十届四次会议", "提案")),
        ],
    )


def audit(area: Area) -> Column:
    """督查审计: what supervision and audit found, and how it was put right."""
    return listed(
        area,
        "dcsj",
        "督查审计",
        "{year}年重点工作督查情况通报及问题整改落实情况（第{n}期）",
        "2020-06-22 2020-10-21",
        doc(
            area,
            "sj1",
            "2020-08-31",
            f"{area.name}2019年度本级预算执行审计结果公告",
            issuer=f"{area.name}审计局",
        ),
        doc(
            area,
            "sj2",
            "2020-12-18",
            f"{area.name}2019年度审计查出问题整改落实情况公告",
            issuer=f"{area.name}审计局",
        ),
    )


def item_catalogues(area: Area) -> Column:
    """基层政务公开标准化规范化: a catalogue of items for every department and town."""
    names = ("教育和体育局", "民政局", "城关镇")
    table = Table(
        [
            ["序号", "公开事项", "公开内容", "公开主体", "公开渠道"],
            ["1", "政策文件", "全文", "本单位", "政府网站"],
        ]
    )
    found = [
        doc(
            area,
            f"bzml{number}",
            "2020-12-04",
            f"{area.name}{name}政务公开事项标准目录",
            "对照26个试点领域标准指引，编制本目录。",
            table,
            pad=0,
            issuer=f"{area.name}{name}",
        )
        for number, name in enumerate(names, start=1)
    ]
    whole = doc(
        area, "bzml0", "2020-12-11", f"{area.name}26个试点领域基层政务公开事项标准目录汇总", table
    )
    return Column("jczwgk", "基层政务公开标准目录", documents=[whole, *found])

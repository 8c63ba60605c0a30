"""Tasks 1 to 9 and 19: industry, consumption, projects, environment, trade, firms and their arrears."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.content.taishan.base import explained
from demo.sites.model import Area, Column, Document, Table


def arrears(area: Area, day: str) -> Document:
    """The disclosure of last year's overdue payments, with number and amount."""
    return doc(
        area,
        "zk2022",
        day,
        f"{area.name}2022年度逾期尚未支付中小企业款项情况公示",
        "根据《保障中小企业款项支付条例》，现将2022年度逾期尚未支付中小企业款项的合同数量、金额公示如下。",
        Table(
            [
                ["单位", "合同数量（份）", "金额（万元）"],
                [f"{area.name}住房和城乡建设局", "2", "36.50"],
                [f"{area.name}水利局", "1", "8.20"],
                ["合计", "3", "44.70"],
            ]
        ),
        issuer=f"{area.name}工业和信息化局",
        pad=1,
    )


def columns(area: Area) -> list[Column]:
    """The columns of these fields below 法定主动公开内容."""
    name = area.name
    chains = [
        doc(area, "cyl1", "2023-10-18", f"{name}2023年前三季度重点产业链（集群）工作进展情况"),
        doc(area, "cyl0", "2022-10-19", f"{name}2022年前三季度重点产业链（集群）工作进展情况"),
    ]
    consumption = [
        doc(area, "xf1", "2023-05-11", f"{name}2023年汽车消费券发放公告"),
        doc(area, "xf2", "2023-03-15", f"{name}“放心消费”创建活动安排"),
        doc(area, "xf3", "2023-04-20", f"{name}促进消费若干措施", issuer=f"{name}商务局"),
    ]
    quality = [
        doc(
            area,
            f"hj{month}",
            f"2023-{month + 1:02d}-12",
            f"{name}2023年{month}月份环境空气质量状况",
            issuer=f"{name}生态环境分局",
        )
        for month in (3, 6, 9)
    ]
    trade = [
        doc(area, "wm1", "2023-10-24", f"{name}前三季度外贸进出口增长9.6%"),
        doc(area, "wm2", "2023-04-26", f"{name}推动外贸稳规模优结构若干措施"),
    ]
    return [
        Column("cyl", "重点产业链", documents=chains),
        Column("cxf", "促进消费", documents=consumption),
        Column("hjbh", "环境保护", documents=quality),
        Column(
            "lsdt",
            "绿色低碳发展",
            documents=[doc(area, "td1", "2023-06-20", f"{name}碳达峰工作方案")],
        ),
        Column("wmwz", "外贸外资", documents=trade),
        Column("qkgs", "逾期未支付中小企业账款", documents=[arrears(area, "2023-03-31")]),
        Column(
            "zcb",
            "政策包",
            documents=[
                doc(
                    area,
                    "zcb1",
                    "2023-02-10",
                    f"{name}贯彻落实“稳中向好、进中提质”政策清单（第二批）任务分工",
                )
            ],
        ),
    ]


def in_other_columns(area: Area) -> dict[str, list[Document]]:
    """Documents for columns that every county has, by the column's key."""
    name = area.name
    return {
        "zdjsxm": [
            doc(area, "zd-pf", "2023-03-22", f"关于{name}环山路道路工程可行性研究报告的批复"),
            doc(area, "zd-jz", "2023-11-08", f"{name}2023年重点项目建设进展情况（10月）"),
        ],
        "gzjg": [
            doc(
                area,
                "gq10",
                "2023-11-16",
                f"{name}国有企业创新驱动高质量发展“十条”政策落实情况和成效",
                issuer=f"{name}国有资产监督管理局",
            )
        ],
        "hqzc": [doc(area, "wjb1", "2023-08-22", f"{name}制造业企业政策文件包（2023年）")],
        "zcjd": [
            explained(
                area, "jd-xf3", "2023-04-20", f"《{name}促进消费若干措施》政策解读", "促进消费"
            ),
            doc(
                area,
                "jd-xf1",
                "2023-05-12",
                f"一图读懂：{name}2023年汽车消费券怎么领",
                "扫码查看长图。",
            ),
            explained(area, "jd-td1", "2023-06-21", f"《{name}碳达峰工作方案》政策解读", "碳达峰"),
            explained(
                area,
                "jd-wm2",
                "2023-04-27",
                f"《{name}推动外贸稳规模优结构若干措施》政策解读",
                "外贸",
            ),
            explained(
                area,
                "jd-zcb1",
                "2023-02-13",
                "“稳中向好、进中提质”政策清单（第二批）政策解读",
                "助企惠企",
            ),
        ],
    }

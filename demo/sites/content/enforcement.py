"""Licences, penalties, inspections, credit and the rules of supervision."""

from __future__ import annotations

from demo.sites.content.base import doc, listed
from demo.sites.model import Area, Column, Document

#: A masked identity number and a number of 18 digits whose check digit is wrong: neither tells on
#: anybody.
MASKED_IDENTITY = "3703**********1234"
FALSE_IDENTITY = "370399199003071235"


def inspections(area: Area) -> Column:
    """双随机、一公开: each result names who was inspected, what for, what was found and by whom."""
    found: list[Document] = []
    for number, (day, subject) in enumerate(
        (
            ("2020-04-28", "药品零售企业"),
            ("2020-07-30", "餐饮服务单位"),
            ("2020-11-24", "成品油经营企业"),
        ),
        start=1,
    ):
        found.append(
            doc(
                area,
                f"ssj{number}",
                day,
                f"{area.name}2020年{subject}“双随机、一公开”抽查结果公示",
                f"检查机关：{area.name}市场监督管理局",
                f"检查对象：随机抽取{subject}12家",
                "检查事项：许可资质、经营行为、质量安全",
                "检查结果：合格11家，责令改正1家",
                issuer=f"{area.name}市场监督管理局",
                pad=0,
            )
        )
    return Column("ssjygk", "双随机、一公开", documents=list(reversed(found)))


def enforcement(area: Area) -> Column:
    """行政执法公示: licences, penalties, inspections, credit and the rules of supervision."""
    licence = doc(
        area,
        "xk-sl",
        "2020-10-13",
        f"{area.name}行政许可决定信息公示（2020年第9期）",
        f"申请人身份证件号码：{MASKED_IDENTITY}；许可文书编号：{FALSE_IDENTITY}。",
        "咨询电话：0800-8812380；24小时值班手机：13900000017。",
        issuer=f"{area.name}行政审批服务局",
    )
    return Column(
        "xzzf",
        "行政执法公示",
        [
            listed(
                area,
                "xzxk",
                "行政许可",
                "行政许可事项依据、条件和程序（{year}年{month}月）",
                "2020-05-11 2019-05-14",
                licence,
            ),
            listed(
                area,
                "xzcf",
                "行政处罚",
                "行政处罚决定信息公示（{year}年{month}月）",
                "2020-12-08",
            ),
            inspections(area),
            listed(
                area,
                "xyjg",
                "信用监管",
                "信用监管信用等级评价结果公示（{year}年{month}月）",
                "2020-09-22",
            ),
            listed(
                area,
                "jggz",
                "监管规则和标准",
                "市场监管领域监管规则和标准（{year}年版）",
                "2020-06-19",
            ),
        ],
    )

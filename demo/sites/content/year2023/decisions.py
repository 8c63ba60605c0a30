"""Decisions of 2023: the catalogue with six stages of every item, meetings sat in on, evaluations of policies."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Cell, Document, Heading, Table

#: Items of the catalogue: key of the decision, of its consultation, of the meeting, and the subject.
ITEMS = (
    ("jc1", "zj1", "lx2", "城乡公共交通一体化实施方案", "交通运输局"),
    ("jc3", "zj3", "lx3", "老旧小区改造三年行动计划", "住房和城乡建设局"),
    ("jc4", "zj4", "lx1", "优化营商环境促进企业发展若干措施", "行政审批服务局"),
)

#: Further meetings of the year that people sat in on: key, day, ordinal. With three of the county moved, ten.
MEETINGS = (
    ("lx4", "2023-01-13", "三十二"),
    ("lx5", "2023-02-17", "三十三"),
    ("lx6", "2023-03-17", "三十五"),
    ("lx7", "2023-05-19", "三十八"),
    ("lx8", "2023-06-16", "四十"),
    ("lx9", "2023-08-18", "四十三"),
    ("lx10", "2023-11-17", "四十九"),
)

#: Evaluations beside the two of the county moved: key, day, policy.
EVALUATED = (
    ("pg3", "2023-05-25", "城乡居民临时救助实施办法"),
    ("pg4", "2023-08-24", "户外广告设施设置管理办法"),
    ("pg5", "2023-10-26", "稳就业保就业若干措施"),
)


def catalogue(area: Area) -> Document:
    """The year's catalogue: every item leads to its draft, explanation, background, opinions, meeting and result."""
    rows: list[list[str | Cell]] = [
        [
            str(number),
            f"{area.name}{subject}",
            f"{area.name}{bureau}",
            f"[[doc:{asked}|征求意见稿]]",
            f"[[doc:sm-{key}|起草说明]]",
            f"[[doc:bj-{key}|决策背景]]",
            f"[[doc:fk-{asked}|采纳情况]]",
            f"[[doc:{meeting}|列席情况]]",
            f"[[doc:{key}|决策结果]]",
        ]
        for number, (key, asked, meeting, subject, bureau) in enumerate(ITEMS, start=1)
    ]
    head: list[str | Cell] = [
        "序号",
        "决策事项",
        "承办单位",
        "决策草案",
        "草案说明",
        "决策背景",
        "意见收集和采纳情况",
        "公众代表列席情况",
        "决策结果",
    ]
    return doc(
        area,
        "ml2020",
        "2023-03-20",
        f"{area.name}2023年度重大行政决策事项目录",
        f"经{area.government}研究，现将2023年度重大行政决策事项目录予以公布。",
        Table([head, *rows]),
        pad=0,
    )


def stages(area: Area) -> list[Document]:
    """Explanation and background of every item of the catalogue."""
    found: list[Document] = []
    for key, _, _, subject, bureau in ITEMS:
        name = f"{area.name}{subject}"
        found.append(
            doc(
                area,
                f"sm-{key}",
                "2023-03-01",
                f"关于《{name}（草案）》的起草说明",
                "起草过程、主要内容和需要说明的问题如下。",
                issuer=f"{area.name}{bureau}",
            )
        )
        found.append(
            doc(
                area,
                f"bj-{key}",
                "2023-03-01",
                f"《{name}》决策背景",
                "上位依据、现实问题和外地做法如下。",
                issuer=f"{area.name}{bureau}",
            )
        )
    return found


def attended(area: Area) -> list[Document]:
    """Meetings that people sat in on, with their opinions and what became of them."""
    return [
        doc(
            area,
            key,
            day,
            f"群众代表列席{area.name[-1]}政府第{ordinal}次常务会议 意见采纳情况公开",
            "会议邀请利益相关方代表、专家、媒体共5人列席，提出意见3条，采纳2条，1条因条件尚不具备未采纳。",
            pad=1,
        )
        for key, day, ordinal in MEETINGS
    ]


def evaluation(area: Area, key: str, day: str, policy: str) -> Document:
    """The report on a policy: how it was evaluated, what came out, what was made of it."""
    return doc(
        area,
        key,
        day,
        f"《{area.name}{policy}》政策评价报告",
        Heading("一、评价方式"),
        "通过开放日活动、问卷调查、专题座谈等方式开展实施效果评价。",
        Heading("二、评价结果"),
        "评价结果：群众知晓率93%，总体满意度95.1%，存在的问题是宣传覆盖面不够。",
        Heading("三、结果运用"),
        "结果运用：承办部门据此修订完善办理流程，并列入下一年度工作计划。",
        pad=0,
    )


def evaluations(area: Area) -> list[Document]:
    """The year's further evaluations, and the second report of the county moved in full."""
    return [
        *(evaluation(area, key, day, policy) for key, day, policy in EVALUATED),
        evaluation(area, "pg2", "2023-12-15", "优化营商环境促进企业发展若干措施"),
    ]

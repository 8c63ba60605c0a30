"""Tasks 24 to 32: the catalogue of decisions, the public's part in them, evaluations of policy, press conferences."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Block, Document, Heading, Table

#: Item, department, and the keys of its draft, feedback, attendance and result; its explanation and background are
#: sm-… and bj-… of the draft's key.
ITEMS = (
    ("城乡公共交通一体化实施方案", "交通运输局", "zj1", "fk-zj1", "lx2", "jc1"),
    ("老旧小区改造三年行动计划", "住房和城乡建设局", "zj3", "fk-zj3", "lx3", "jc3"),
    ("优化营商环境促进企业发展若干措施", "行政审批服务局", "zj4", "fk-zj4", "lx1", "jc4"),
)
STAGES = (
    "决策草案全文",
    "草案说明",
    "决策背景",
    "意见收集和采纳情况",
    "公众代表列席会议情况",
    "决策结果",
)

#: Sessions that representatives of the public sat in on, beside the three of every county: day and number.
SESSIONS = (
    ("2023-01-13", 31),
    ("2023-02-17", 33),
    ("2023-05-19", 38),
    ("2023-06-16", 40),
    ("2023-07-14", 42),
    ("2023-11-17", 49),
    ("2023-12-15", 50),
)

#: Evaluations by the government itself, beside the two of every county.
EVALUATED = (
    ("pg3", "2023-03-24", "临时救助实施办法"),
    ("pg4", "2023-06-30", "户外广告设施设置管理办法"),
    ("pg5", "2023-09-22", "农村生活垃圾分类管理办法"),
)


def catalogue_table(area: Area, *, left_out: tuple[tuple[int, str], ...] = ()) -> Table:
    """The year's catalogue, from which every item leads to the documents of its stages.

    `left_out` are (number of the item, stage) that have no link.
    """
    rows: list[list[str]] = [["序号", "决策事项", "承办单位", *STAGES]]
    for number, (item, department, draft, feedback, attended, result) in enumerate(ITEMS, 1):
        keys = (draft, f"sm-{draft}", f"bj-{draft}", feedback, attended, result)
        links = [
            "" if (number, stage) in left_out else f"[[doc:{key}|点击查看]]"
            for stage, key in zip(STAGES, keys, strict=True)
        ]
        rows.append([str(number), item, f"{area.name}{department}", *links])
    return Table([list(row) for row in rows])


def stage_documents(area: Area) -> list[Document]:
    """Explanation and background of each item."""
    found = []
    for item, _, draft, *_ in ITEMS:
        name = f"{area.name}{item}"
        found += [
            doc(area, f"sm-{draft}", "2023-03-27", f"关于《{name}（草案）》的起草说明", pad=1),
            doc(area, f"bj-{draft}", "2023-03-27", f"《{name}》决策背景和依据", pad=1),
        ]
    return found


def attended(area: Area) -> list[Document]:
    """Sessions with representatives of the public, with what they said and what came of it; one was broadcast."""
    found = [
        doc(
            area,
            f"lx-{number}",
            day,
            f"群众代表列席{area.rank}政府第{number}次常务会议 意见采纳情况公开",
            f"会议邀请利益相关方代表、专家、媒体共6人列席，提出意见{number % 4 + 2}条，采纳{number % 4 + 1}条。",
        )
        for day, number in SESSIONS
    ]
    found.append(
        doc(
            area,
            "zb-42",
            "2023-07-14",
            f"{area.rank}政府第42次常务会议议题审议过程在线直播",
            "点击观看回放。",
        )
    )
    return found


def evaluation(area: Area, key: str, day: str, title: str, issuer: str = "") -> Document:
    """An evaluation with its result and the use made of it."""
    blocks: list[Block] = [
        Heading("一、评价方式"),
        "采取征集调查、专题座谈、重点访谈等方式，对政策实施效果进行评价。",
        Heading("二、评价结果"),
        "政策执行总体良好，群众满意度93.1%，存在宣传不够深入等问题。",
        Heading("三、结果运用"),
        "承办部门据此简化办理材料两项，并列入下一年度修订计划。",
    ]
    return doc(area, key, day, title, *blocks, issuer=issuer, pad=1)


def evaluations(area: Area) -> list[Document]:
    """Three more by the government, and two each by two departments."""
    name = area.name
    found = [
        evaluation(area, key, day, f"{name}{subject}政策评价报告")
        for key, day, subject in EVALUATED
    ]
    for key, day, department, subject in (
        ("pgb1", "2023-05-26", "民政局", "养老服务补贴办法"),
        ("pgb2", "2023-10-27", "民政局", "残疾人两项补贴办法"),
        ("pgb3", "2023-06-09", "教育和体育局", "中小学课后服务方案"),
        ("pgb4", "2023-11-10", "教育和体育局", "义务教育招生入学方案"),
    ):
        issuer = f"{name}{department}"
        found.append(evaluation(area, key, day, f"{issuer}《{subject}》政策评价报告", issuer))
    return found


def press_conference(area: Area, who: str = "党组书记、局长") -> Document:
    """A press conference at which the head of a department explains a policy."""
    return doc(
        area,
        "fbh2",
        "2023-07-10",
        f"{area.name}举行就业创业政策新闻发布会",
        f"主持人：出席今天发布会的有{area.name}人力资源和社会保障局{who}周明。",
        "周明：下面由我介绍就业创业政策，并回答大家关心的问题。",
        pad=0,
    )

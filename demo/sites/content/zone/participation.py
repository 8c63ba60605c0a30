"""How a development zone decides: its catalogue with a link to every stage, consultations, meetings, deputies."""

from __future__ import annotations

from dataclasses import dataclass

from demo.sites.content.base import doc
from demo.sites.content.zone.policies import POLICIES
from demo.sites.model import Area, Column, Document, Table


@dataclass(frozen=True, slots=True)
class Decision:
    """One major decision: key, subject, who prepares it, first and last day of its consultation, days of the result
    of that, of the meeting, and the key of the policy that came of it.
    """

    key: str
    subject: str
    by: str
    opened: str
    closes: str
    answered: str
    met: str
    policy: str


DECISIONS = (
    Decision(
        "gs",
        "城乡供水一体化实施方案",
        "农业农村局",
        "2021-04-12",
        "2021-05-14",
        "2021-06-02",
        "2021-07-08",
        "zg5",
    ),
    Decision(
        "tc",
        "停车设施建设实施方案",
        "园区规划建设服务中心",
        "2021-09-13",
        "2021-10-15",
        "2021-11-01",
        "2021-12-09",
        "zg6",
    ),
)


def _cn(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def draft(area: Area, item: Decision) -> Document:
    """The draft with the call for opinions."""
    name = f"{area.name}{item.subject}"
    return doc(
        area,
        f"zj-{item.key}",
        item.opened,
        f"关于公开征求《{name}（征求意见稿）》意见的公告",
        f"现将《{name}（征求意见稿）》向社会公开征求意见。",
        f"征求意见时间：{_cn(item.opened)}至{_cn(item.closes)}。",
        "意见可通过信函、电子邮件、电话等方式反馈，电话：0800-8812371。",
        related=(f"fk-{item.key}",),
    )


def background(area: Area, item: Decision) -> Document:
    """Why the decision is made."""
    return doc(
        area,
        f"bj-{item.key}",
        item.opened,
        f"《{area.name}{item.subject}（征求意见稿）》起草说明",
        "现有设施建设年代不一、标准不高，群众反映较多，有必要统筹规划、分步实施。",
    )


def result(area: Area, item: Decision) -> Document:
    """What opinions came, which were adopted, and why others were not."""
    name = f"{area.name}{item.subject}"
    return doc(
        area,
        f"fk-{item.key}",
        item.answered,
        f"关于《{name}（征求意见稿）》意见征集采纳情况的公告",
        f"{_cn(item.opened)}至{_cn(item.closes)}公开征求意见，并召开座谈会、实地走访，共收到意见建议12条。",
        "采纳情况：采纳9条，已在正式文件中体现。",
        "不予采纳3条，较为集中的意见是提高补助标准，不予采纳的原因是与上位规定不一致。",
        pad=0,
        related=(f"zj-{item.key}",),
    )


def no_opinions(area: Area) -> list[Document]:
    """A consultation to which nobody answered, and the notice that says so."""
    name = f"{area.name}户外广告设施管理办法"
    return [
        doc(
            area,
            "zj-gg",
            "2021-07-19",
            f"关于公开征求《{name}（征求意见稿）》意见的公告",
            "征求意见时间：2021年7月19日至2021年8月20日。",
            related=("fk-gg",),
        ),
        doc(
            area,
            "fk-gg",
            "2021-08-30",
            f"关于《{name}（征求意见稿）》意见征集结果的公告",
            "2021年7月19日至2021年8月20日公开征求意见，期间未收到意见建议。",
            pad=0,
            related=("zj-gg",),
        ),
    ]


def meeting(area: Area, item: Decision, number: int) -> Document:
    """The meeting that discussed the decision, with those invited and what they said."""
    return doc(
        area,
        f"hy-{item.key}",
        item.met,
        f"利益相关方代表列席管委会2021年第{number}次主任办公会议 审议《{item.subject}》",
        f"会议审议了《{item.subject}》，邀请利益相关方代表、企业代表、专家共6人列席。",
        "列席代表提出意见4条，经会议研究予以采纳3条，另1条与上位规定不一致，未采纳。",
    )


def catalogue(area: Area) -> Document:
    """The year's catalogue, each item with links to all its stages."""
    rows: list[list[str]] = [
        [
            "序号",
            "决策事项名称",
            "承办单位",
            "决策草案",
            "制订背景",
            "意见征集采纳情况",
            "会议审议情况",
            "决策结果",
        ]
    ]
    for number, item in enumerate(DECISIONS, start=1):
        rows.append(
            [
                str(number),
                item.subject,
                f"{area.name}{item.by}",
                f"[[doc:zj-{item.key}|草案]]",
                f"[[doc:bj-{item.key}|起草说明]]",
                f"[[doc:fk-{item.key}|采纳情况]]",
                f"[[doc:hy-{item.key}|审议情况]]",
                f"[[doc:{item.policy}|决策结果]]",
            ]
        )
    return doc(
        area,
        "ml2021",
        "2021-04-02",
        f"{area.name}2021年度重大行政决策事项目录",
        "经管委会主任办公会议研究，现将2021年度重大行政决策事项目录予以公布，各阶段信息请点击相应链接查看。",
        Table([[*row] for row in rows]),
        pad=0,
    )


def decision_column(area: Area) -> Column:
    """重大行政决策: the catalogues of two years, and why the decisions are made."""
    older = doc(
        area,
        "ml2020",
        "2020-05-20",
        f"{area.name}2020年度重大行政决策事项目录",
        Table([["序号", "决策事项名称", "承办单位"], ["1", "农贸市场改造方案", "经济发展局"]]),
    )
    return Column(
        "zdjc",
        "重大行政决策",
        [
            Column("jcml", "决策事项目录", documents=[catalogue(area), older]),
            Column("jcsm", "草案说明", documents=[background(area, item) for item in DECISIONS]),
        ],
    )


def participation(area: Area) -> list[Column]:
    """The columns under 互动交流."""
    asked, answered = no_opinions(area)
    open_day = doc(
        area,
        "kfr",
        "2021-09-10",
        f"{area.name}2021年政府开放日活动走进污水处理厂",
        "20名群众代表应邀参加。",
    )
    return [
        Column("yjzj", "意见征集", documents=[asked, *(draft(area, i) for i in DECISIONS)]),
        Column("jgfk", "结果反馈", documents=[answered, *(result(area, i) for i in DECISIONS)]),
        Column("kfrlm", "政府开放日", documents=[open_day]),
    ]


def meetings(area: Area) -> Column:
    """会议公开."""
    found = [meeting(area, item, number) for item, number in zip(DECISIONS, (12, 21), strict=True)]
    return Column("hygk", "会议公开", documents=found)


def proposals(area: Area) -> Column:
    """建议提案办理: the city's deputies and members are answered here; the year as a whole early in the next."""
    suggestion = doc(
        area,
        "jy1",
        "2021-08-20",
        "对市十九届人大五次会议第132号建议的答复",
        "您提出的建议收悉，现将办理结果答复如下：所提问题已纳入年度计划。",
        issuer=f"{area.name}经济发展局",
    )
    proposal = doc(
        area,
        "ta1",
        "2021-08-24",
        "对市政协十五届五次会议第205号提案的答复",
        "您提出的提案收悉，现将办理结果答复如下：所提问题已经解决。",
        issuer=f"{area.name}社会事业局",
    )
    overall = doc(
        area,
        "jyzt",
        "2022-01-18",
        f"{area.name}2021年人大代表建议和政协提案办理总体情况",
        "2021年共承办建议9件、提案11件，均在规定期限内办结。",
    )
    return Column(
        "jyta",
        "建议提案办理",
        [
            Column("rdjy", "人大代表建议", documents=[suggestion]),
            Column("zxta", "政协提案", documents=[proposal]),
            Column("ztqk", "办理总体情况", documents=[overall]),
        ],
    )


assert {item.policy for item in DECISIONS} <= {policy.key for policy in POLICIES}

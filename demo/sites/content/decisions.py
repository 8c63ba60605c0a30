"""Public participation: catalogue of major decisions, consultations, their results, evaluation,
meetings, open days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.sites.content.base import doc, run
from demo.sites.content.policy import DECIDED, text
from demo.sites.model import Area, Column, Document, Heading, Table


@dataclass(frozen=True, slots=True)
class Consultation:
    """One consultation: key, subject, first and last day, day of the feedback ("" while open),
    why it is short.
    """

    key: str
    subject: str
    opened: str
    closes: str
    answered: str
    policy: str = ""
    reason: str = ""
    enterprises: bool = False


#: Natural days from opening to end: zj1 30, zj2 35, zj3 32, zj4 31, zj5 10 with its reason
#: stated, zj6 32 (still open on 2021-04-15), zj7 32, zj8 32. Working days from decision to
#: feedback: zj1 10 across the National Day holiday of 2020 (09-22 to 09-25, Sunday 09-27, 09-28
#: to 09-30, 10-09, Saturday 10-10), zj2 10 across the Spring Festival (01-15 to 01-17, Sunday
#: 01-19, 01-20 to 01-23, 02-03, 02-04), zj3 5, zj4 2, zj5 1.
CONSULTATIONS = (
    Consultation(
        "zj1", "城乡公共交通一体化实施方案", "2020-06-01", "2020-07-01", "2020-10-10", "jc1"
    ),
    Consultation(
        "zj2", "农贸市场布局规划（2020—2025年）", "2019-11-20", "2019-12-25", "2020-02-04", "jc2"
    ),
    Consultation(
        "zj3", "老旧小区改造三年行动计划", "2020-08-03", "2020-09-04", "2020-10-27", "jc3"
    ),
    Consultation(
        "zj4",
        "优化营商环境促进企业发展若干措施",
        "2020-03-02",
        "2020-04-02",
        "2020-04-24",
        "jc4",
        enterprises=True,
    ),
    Consultation(
        "zj5",
        "疫情防控期间城区临时交通管理方案",
        "2020-02-10",
        "2020-02-20",
        "2020-02-25",
        "jc5",
        reason="因疫情防控形势紧迫，需要尽快出台，征求意见期限缩短为10日。",
    ),
    Consultation(
        "zj8",
        "支持中小企业创新发展若干政策措施",
        "2020-01-02",
        "2020-02-03",
        "2020-02-20",
        "gf2",
        enterprises=True,
    ),
    Consultation("zj6", "中心城区停车设施专项规划", "2021-03-25", "2021-04-26", ""),
    Consultation("zj7", "生活饮用水二次供水改造方案", "2020-12-10", "2021-01-11", "2021-01-20"),
)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"


def consultation(area: Area, item: Consultation) -> Document:
    """The announcement: draft, explanation, period and the ways to answer."""
    name = f"{area.name}{item.subject}"
    related = [f"fk-{item.key}"] if item.answered else []
    return doc(
        area,
        item.key,
        item.opened,
        f"关于公开征求《{name}（征求意见稿）》意见的公告",
        f"为提高重大行政决策的科学性和民主性，现将《{name}（征求意见稿）》向社会公开征求意见。{item.reason}",
        f"一、征求意见时间：{_day(item.opened)}至{_day(item.closes)}。",
        "二、反馈方式：1.信函寄至人民路1号行政中心；2.电子邮件发送至 yjzj@990100.example.cn；3.电话：0800-8812371。",
        "三、起草说明：草案由承办部门会同有关单位起草，背景、依据和主要内容见附件。",
        issuer=area.office,
        pad=1,
        attachments=(f"{name}（征求意见稿）.doc", "起草说明.doc"),
        related=tuple(related),
    )


def feedback(area: Area, item: Consultation) -> Document:
    """The result of a consultation: how many opinions came, which were adopted, and why others
    were not.
    """
    name = f"{area.name}{item.subject}"
    whom = "（其中企业和行业协会商会意见9条，来自座谈会和书面征求意见）" if item.enterprises else ""
    related = [item.key]
    if item.policy:
        related.append(item.policy)
    return doc(
        area,
        f"fk-{item.key}",
        item.answered,
        f"关于《{name}（征求意见稿）》公众意见征集和采纳情况的公告",
        f"{_day(item.opened)}至{_day(item.closes)}，就《{name}（征求意见稿）》公开征求意见，共收到意见建议23条{whom}。",
        "采纳情况：采纳17条，主要涉及适用范围、工作时限等方面，已在正式文件中体现。",
        "未采纳情况及理由：6条未采纳，主要原因是与上位规定不一致，或者现阶段条件尚不具备。",
        "此外，通过座谈会、实地走访等方式听取的意见一并研究吸收。",
        issuer=area.office,
        pad=0,
        related=tuple(related),
    )


def participation(area: Area) -> list[Column]:
    """The columns under 公众参与."""
    asked = [consultation(area, item) for item in CONSULTATIONS]
    answered = [feedback(area, item) for item in CONSULTATIONS if item.answered]
    older = run(
        area,
        "zjold",
        f"关于{area.name}第{{n}}批便民站点选址征求意见的公告",
        "2018-09-03 2017-05-10",
    )
    return [
        Column("yjzj", "意见征集", documents=_newest([*asked, *older])),
        Column("jgfk", "结果反馈", documents=_newest(answered)),
        Column("zfkfr", "政府开放日", documents=_newest(open_days(area))),
        Column("zxft", "在线访谈", documents=_newest(interviews(area))),
    ]


def open_days(area: Area) -> list[Document]:
    """Four open days of 2020, one a quarter, the third one reported twice; and one of the year
    before.
    """
    rows = [
        ("kf1", "2020-03-27", "第一次", "政务服务大厅"),
        ("kf2", "2020-06-12", "第二次", "自来水厂"),
        ("kf3", "2020-09-04", "第三次", "污水处理厂"),
        ("kf4", "2020-12-04", "第四次", "应急指挥中心"),
    ]
    found = [
        doc(
            area,
            key,
            day,
            f"{area.name}2020年{which}政府开放日活动走进{place}",
            f"{_day(day)}，{area.name}2020年{which}政府开放日活动在{place}举行，20名群众代表应邀参加。",
        )
        for key, day, which, place in rows
    ]
    found.append(
        doc(
            area,
            "kf3b",
            "2020-09-06",
            f"市民代表走进污水处理厂 {area.name}2020年第三次政府开放日活动举行",
            f"2020年9月4日，{area.name}2020年第三次政府开放日活动在污水处理厂举行，20名群众代表应邀参加。",
            issuer=f"{area.name}生态环境局",
        )
    )
    found.append(
        doc(
            area,
            "kf0",
            "2019-11-08",
            f"{area.name}2019年第四次政府开放日活动走进气象局",
            f"2019年11月8日，{area.name}2019年第四次政府开放日活动在气象局举行。",
        )
    )
    return found


def interviews(area: Area) -> list[Document]:
    """One interview in each quarter of 2020, none later."""
    rows = [
        ("ft1", "2020-02-26", "卫生健康局谈疫情防控和复工复产"),
        ("ft2", "2020-05-20", "住房和城乡建设局谈老旧小区改造"),
        ("ft3", "2020-08-19", "教育和体育局谈义务教育入学"),
        ("ft4", "2020-11-18", "民政局谈养老服务"),
    ]
    return [
        doc(
            area,
            key,
            day,
            f"在线访谈：{area.name}{title}",
            f"主持人：各位网友大家好，欢迎收看{area.government}网站在线访谈节目。",
            "嘉宾：各位网友好，很高兴与大家交流。",
            issuer=area.office,
        )
        for key, day, title in rows
    ]


def decision_column(area: Area) -> Column:
    """The column 重大行政决策 with catalogue, results, evaluation and the public's part in
    meetings.
    """
    catalogue = Table(
        [
            ["序号", "决策事项名称", "承办单位", "计划完成时间"],
            ["1", "[[doc:jc1|城乡公共交通一体化实施方案]]", f"{area.name}交通运输局", "2020年9月"],
            [
                "2",
                "[[doc:jc3|老旧小区改造三年行动计划]]",
                f"{area.name}住房和城乡建设局",
                "2020年10月",
            ],
            [
                "3",
                "[[doc:jc4|优化营商环境促进企业发展若干措施]]",
                f"{area.name}行政审批服务局",
                "2020年4月",
            ],
        ]
    )
    lists = [
        doc(
            area,
            "ml2020",
            "2020-03-20",
            f"{area.name}2020年度重大行政决策事项目录",
            f"经{area.government}常务会议研究，现将2020年度重大行政决策事项目录予以公布。",
            catalogue,
            issuer=area.office,
            pad=0,
        ),
        doc(
            area,
            "ml2021",
            "2021-03-12",
            f"{area.name}2021年度重大行政决策事项目录",
            Table(
                [
                    ["序号", "决策事项名称", "承办单位"],
                    ["1", "中心城区停车设施专项规划", f"{area.name}自然资源局"],
                ]
            ),
            issuer=area.office,
        ),
        doc(area, "bz2020", "2020-04-15", f"{area.name}重大行政决策事项标准", issuer=area.office),
    ]
    evaluations = [
        doc(
            area,
            "pg1",
            "2020-11-26",
            f"{area.name}农贸市场布局规划实施效果后评估报告",
            Heading("一、评估方式"),
            "采取问卷调查、专题座谈等方式，对决策执行效果进行跟踪评估。",
            Heading("二、评估结果"),
            "群众满意度92.4%，建议优化两处站点布局。",
            Heading("三、结果运用"),
            "承办部门已据此调整年度建设计划。",
        ),
        doc(area, "pg2", "2020-12-15", f"{area.name}优化营商环境若干措施执行效果评估报告"),
    ]
    attended = [
        doc(
            area,
            f"lx{number}",
            day,
            f"群众代表列席{area.name[-1]}政府第{ordinal}次常务会议 意见采纳情况公开",
            f"会议审议《{subject}》时，邀请利益相关方代表、专家、媒体共6人列席，提出意见4条，采纳3条。",
        )
        for number, (day, ordinal, subject) in enumerate(
            (
                ("2020-04-17", "36", "优化营商环境促进企业发展若干措施"),
                ("2020-09-16", "45", "城乡公共交通一体化实施方案"),
                ("2020-10-16", "47", "老旧小区改造三年行动计划"),
            ),
            start=1,
        )
    ]
    results = [text(area, policy) for policy in DECIDED]
    return Column(
        "zdxzjc",
        "重大行政决策",
        [
            Column("jcml", "决策事项目录", documents=_newest(lists)),
            Column("jcjg", "决策结果", documents=_newest(results)),
            Column("jcpg", "执行效果评估", documents=_newest(evaluations)),
            Column("lxhy", "公众列席会议", documents=_newest(attended)),
        ],
    )


def _newest(documents: list[Document]) -> list[Document]:
    return sorted(documents, key=lambda item: (item.published, item.key), reverse=True)

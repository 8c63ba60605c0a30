"""A county that did what Tianjia'an's list of 2024 asks for: the county of 2020 moved by four years, and what was new."""

from __future__ import annotations

from datetime import date

from demo.sites.content.base import doc, run
from demo.sites.content.county import compliant
from demo.sites.content.policy import Policy, interpretation, text
from demo.sites.content.shift import moved
from demo.sites.model import Area, Block, Column, Document, FamilyName, Heading, SiteContent, Table

#: Policies of 2024, beside those moved from 2020.
POLICIES = (
    Policy(
        "xc1",
        "加快构建现代化产业体系行动方案",
        "政发〔2024〕7号",
        "2024-03-12",
        "2024-03-14",
        "2024-03-14",
        "现代化产业体系建设",
    ),
    Policy(
        "xc2",
        "扩大有效投资若干措施",
        "政发〔2024〕9号",
        "2024-05-20",
        "2024-05-22",
        "2024-05-23",
        "扩大有效投资",
    ),
)

#: Publication of a normative document and of its interpretation. Working days of 2024: gf1 3 across the Spring Festival
#: (02-08, 02-09 are holidays from 02-10 on: 02-08, 02-09, Sunday 02-18), gf4 3 across the National Day holiday (10-08,
#: 10-09, 10-10), gf7 3 across New Year (12-31, 2025-01-02, 2025-01-03).
_DAYS = {
    "gf1": ("2024-02-07", "2024-02-18"),
    "gf4": ("2024-09-30", "2024-10-10"),
    "gf7": ("2024-12-30", "2025-01-03"),
}
_POINTS: list[Block] = [
    Heading("六、利益点与创新点"),
    "群众关切的利益点：办理更加便利，符合条件的可享受减免。重要举措的创新点：首次实行告知承诺。",
]


def compliant_2024(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A county that fulfils every clause of Tianjia'an's list that a website can show, judged on 2025-04-15."""
    site = moved(compliant(site_id, area, family), 4)
    _date_interpretations(site)
    _extend(site, "zcwj", *(text(area, policy) for policy in POLICIES))
    _extend(site, "zcjd", *(interpretation(area, policy) for policy in POLICIES), picture(area))
    for key, document in site.documents().items():
        if key.startswith("jd-"):
            document.blocks.extend(_POINTS)
    _extend(site, "yw", news(area))
    _describe_enterprises(site)
    disclosure = site.column("fdzdgknr")
    disclosure.children += [payments(area), one_matter(area)]
    site.column("bsfw").children.append(statistics(area))
    site.column("hdjl").children.append(letters(area))
    openness = site.column("zwgk")
    openness.children.append(library(site))
    site.entries += ["zcwjk", "ycbyj"]
    _sort(site)
    return site


def picture(area: Area) -> Document:
    """A policy explained in pictures."""
    return doc(
        area,
        "tj-gf5",
        "2024-06-24",
        f"一图读懂：{area.name}户外广告设施设置管理办法",
        "（图片）户外广告设施设置管理办法的适用范围、办理流程和监督管理，一张图看明白。",
        issuer=area.office,
        related=("gf5",),
    )


def news(area: Area) -> Document:
    """News of the week before the audit, so that the homepage is alive."""
    return doc(area, "yw-24", "2025-04-11", f"{area.name}召开春季防火工作会议")


def payments(area: Area) -> Column:
    """惠民惠农补贴: who was paid how much, identity numbers masked."""
    table = Table(
        [
            ["序号", "姓名", "身份证号", "面积（亩）", "金额（元）"],
            ["1", "张某某", "9902************17", "5.2", "436.80"],
            ["2", "李某某", "9902************24", "3.6", "302.40"],
        ]
    )
    return Column(
        "hmhnbt",
        "惠民惠农补贴",
        documents=[
            doc(
                area,
                "bt1",
                "2024-06-28",
                f"{area.name}城关镇2024年耕地地力保护补贴发放明细公示",
                "现将城关镇2024年耕地地力保护补贴发放情况公示如下，公示期7天。",
                table,
                issuer="城关镇人民政府",
            ),
            doc(
                area,
                "bt2",
                "2024-05-17",
                f"{area.name}2024年耕地地力保护补贴实施方案",
                "补贴对象为拥有耕地承包权的种地农民，补贴标准为每亩84元。",
                issuer=f"{area.name}农业农村局",
            ),
        ],
    )


def statistics(area: Area) -> Column:
    """办事统计: how many matters were dealt with, month by month."""
    title = f"{area.name}政务服务大厅{{year}}年{{month}}月办件量统计"
    days = "2024-10-31 2024-11-29 2024-12-31 2025-01-27 2025-02-28 2025-03-31"
    return Column("bstj", "办事统计", documents=run(area, "bstj", title, days))


def letters(area: Area) -> Column:
    """咨询投诉: letters of the public that were put online with their answers."""
    answer = "经核实，有关路段已列入今年养护计划，将于6月底前完成。"
    found = [
        letter(area, "xj1", "2024-11-05", "路灯不亮问题", "2024-11-08", answer),
        letter(area, "xj2", "2025-02-10", "集中供热问题", "2025-02-14", answer),
        letter(area, "xj3", "2025-03-20", "农村道路养护问题", "2025-03-25", answer),
    ]
    return Column("zxts", "咨询投诉", documents=found)


def letter(area: Area, key: str, sent: str, about: str, answered: str, answer: str) -> Document:
    """A letter as it is put online on the day of its answer, or of its coming where there is none (`answered` "")."""
    state = "已办结" if answered else "待回复"
    lines = [f"来信时间：{sent}", f"来信内容：反映{about}，请予解决。", f"办理状态：{state}"]
    if answered:
        lines += [f"答复时间：{answered}", f"答复内容：{answer}"]
    return doc(area, key, answered or sent, f"关于{about}的来信", *lines, pad=0)


_GUIDE: list[Block] = [
    Heading("一、服务对象"),
    "新生儿的父母或者其他监护人。",
    Heading("二、申请材料"),
    "出生医学证明、居民户口簿、结婚证。",
    Heading("三、办理流程"),
    "一次申请—并联审核—统一发证。",
    Heading("四、办理时限"),
    "5个工作日。",
    Heading("五、办理地点"),
    "政务服务大厅二楼“一件事”综合窗口，地址：人民路1号。",
    Heading("六、咨询电话"),
    "咨询电话：0800-8812366。",
]


def one_matter(area: Area) -> Column:
    """高效办成一件事: which matters, how they are dealt with, how far the work has come."""
    matters = Table(
        [
            ["序号", "事项", "牵头单位"],
            ["1", "新生儿出生", f"{area.name}卫生健康局"],
            ["2", "企业注销", f"{area.name}市场监督管理局"],
        ]
    )
    return Column(
        "ycbyj",
        "高效办成一件事",
        documents=[
            doc(
                area,
                "yjs3",
                "2024-11-08",
                f"{area.name}“高效办成一件事”工作进展情况（2024年第三季度）",
                "截至2024年9月底，两个“一件事”累计办件1260件，平均跑动0.6次。",
            ),
            doc(area, "yjs2", "2024-07-05", "新生儿出生“一件事”办事指南", *_GUIDE, pad=0),
            doc(
                area,
                "yjs1",
                "2024-05-10",
                f"{area.name}“高效办成一件事”2024年度重点事项清单",
                matters,
            ),
        ],
    )


def library(site: SiteContent) -> Column:
    """政策文件库: every policy that carries a number, to be searched and sorted by topic."""
    found = [
        document
        for key in ("xzgfxwj", "zcwj")
        for document in site.column(key).documents
        if document.number and "转载" not in document.source
    ]
    documents = list({document.key: document for document in found}.values())
    by_topic = {
        "zcwjk-zh": ("主题分类：综合政务", [item for item in documents if item.key < "jc"]),
        "zcwjk-jj": ("主题分类：经济发展", [item for item in documents if item.key >= "jc"]),
    }
    topics = [Column(key, name, documents=items) for key, (name, items) in by_topic.items()]
    return Column("zcwjk", "政策文件库", topics, documents, form="library")


def _describe_enterprises(site: SiteContent) -> None:
    older = "供水、供气、供热企业信息公开（{year}年第{n}期）"
    days = "2022-11-30 2021-11-30 2020-11-30"
    _extend(site, "ggqsy", *run(site.area, "ggqsyold", f"{site.area.name}{older}", days))
    site.column("ggqsy").blocks = [
        "公共企事业单位信息公开事项目录：收费标准、服务承诺、停水停气通知、投诉渠道。",
        "服务指南：报装、缴费、过户、报修的条件、材料和流程见各单位网站。",
        "咨询窗口：政务服务大厅一楼公用事业窗口，咨询电话：0800-8812377。",
    ]


def _date_interpretations(site: SiteContent) -> None:
    """Moved days fall on other days of the week, so what counts working days is dated anew: at once, or as `_DAYS` says."""
    known = site.documents()
    for key, document in known.items():
        if not key.startswith("jd-") or key == "jd-tj":
            continue
        policy = known[key.removeprefix("jd-")]
        published, interpreted = _DAYS.get(policy.key, ("", ""))
        if published:
            policy.published = policy.issued = date.fromisoformat(published)
            document.published = date.fromisoformat(interpreted)
        else:
            document.published = policy.published


def _extend(site: SiteContent, key: str, *documents: Document) -> None:
    site.column(key).documents.extend(documents)


def _sort(site: SiteContent) -> None:
    """One document for each key, and every list newest first."""
    known = site.documents()
    for column in site.all_columns():
        column.documents = [known[item.key] for item in column.documents]
        column.documents.sort(key=lambda item: (item.published, item.key), reverse=True)

"""Policies of 2023: dates by the working days of that year, interpretations with all ten elements, forms of
interpretation, the library.
"""

from __future__ import annotations

from dataclasses import replace

from demo.sites.content.base import doc
from demo.sites.content.policy import DECIDED, NORMATIVE, Policy, interpretation, text
from demo.sites.model import Area, Column, Document, Heading

#: Issue, publication and interpretation. Working days from issue to publication: gf5 20 (03-30, 03-31, 04-03, 04-04,
#: 04-06, 04-07, 04-10 to 04-14, 04-17 to 04-21, Sunday 04-23, 04-24 to 04-26), the others 1 to 3. From publication
#: to interpretation: gf1 3 across the Spring Festival (01-20, Saturday 01-28, Sunday 01-29), gf2 0, gf3 3 across the
#: National Day holiday (09-28, Saturday 10-07, Sunday 10-08), gf4 3 across the Dragon Boat Festival (06-21, Sunday
#: 06-25, 06-26), gf5 3 across Labour Day (04-27, 04-28, 05-04), gf6 1, gf7 3 across New Year (12-29, 01-02, 01-03).
_DAYS = {
    "gf1": ("2023-01-17", "2023-01-19", "2023-01-29"),
    "gf2": ("2023-02-16", "2023-02-17", "2023-02-17"),
    "gf3": ("2023-09-25", "2023-09-27", "2023-10-08"),
    "gf4": ("2023-06-19", "2023-06-20", "2023-06-26"),
    "gf5": ("2023-03-29", "2023-04-26", "2023-05-04"),
    "gf6": ("2023-04-03", "2023-04-04", "2023-04-06"),
    "gf7": ("2023-12-26", "2023-12-28", "2024-01-03"),
    "jc1": ("2023-09-18", "2023-09-20", "2023-09-20"),
    "jc2": ("2023-01-12", "2023-01-13", "2023-01-13"),
    "jc3": ("2023-10-19", "2023-10-20", "2023-10-20"),
    "jc4": ("2023-04-20", "2023-04-21", "2023-04-21"),
    "jc5": ("2023-02-23", "2023-02-24", "2023-02-24"),
}


def _of_2023(policy: Policy) -> Policy:
    issued, published, interpreted = _DAYS[policy.key]
    return replace(
        policy,
        subject=policy.subject.replace("2020—2025", "2023—2028"),
        number=policy.number.replace("2020", "2023"),
        issued=issued,
        published=published,
        interpreted=interpreted,
    )


POLICIES_2023 = tuple(_of_2023(policy) for policy in (*NORMATIVE, *DECIDED) if policy.key in _DAYS)
"""The year's normative documents (gf…) and decisions (jc…)."""


def policy_text(area: Area, policy: Policy) -> Document:
    """The policy, linked to its interpretation and its film."""
    found = text(area, policy)
    found.related.append(f"sp-{policy.key}")
    return found


def ten_elements(area: Area, policy: Policy) -> Document:
    """The interpretation with all ten elements that 德州's tasks name."""
    found = interpretation(area, policy)
    found.blocks = [
        Heading("一、背景依据"),
        f"近年来，{area.name}{policy.about}工作面临新的形势，根据国家和省、市有关文件制定本政策。",
        Heading("二、目标任务"),
        f"进一步规范{policy.about}工作，到2025年形成较为完善的工作体系。",
        Heading("三、主要内容"),
        "共分总则、责任分工、办理程序、监督检查、附则五个部分。",
        Heading("四、创新特点"),
        "首次明确部门联动办理，实行一次告知、限时办结。",
        Heading("五、关键词"),
        f"{policy.about}；责任分工；限时办结。",
        Heading("六、专有名词诠释"),
        "本政策所称限时办结，是指自受理之日起五个工作日内作出决定。",
        Heading("七、涉及范围"),
        f"适用范围为{area.name}行政区域内的单位和个人。",
        Heading("八、执行标准"),
        "执行标准与省、市现行规定一致，不另设门槛。",
        Heading("九、注意事项"),
        "注意事项：办理时须提交申请表和身份证明复印件。",
        Heading("十、新旧政策差异"),
        "与原政策相比，办理时限更短、覆盖范围更广。",
        f"解读机关：{found.issuer}；解读电话：0800-8812350",
    ]
    return found


def film(area: Area, policy: Policy) -> Document:
    """The short film on a policy (政策我来讲), linked to it."""
    return doc(
        area,
        f"sp-{policy.key}",
        policy.interpreted,
        f"政策我来讲：《{area.name}{policy.subject}》",
        "视频时长3分钟，可在线观看，也可下载查看。",
        pad=0,
        related=(policy.key,),
    )


def films(area: Area) -> Column:
    """The column 政策我来讲: a film on every policy of the government and its office."""
    return Column("zcwlj", "政策我来讲", documents=[film(area, p) for p in POLICIES_2023])


def other_forms(area: Area) -> list[Document]:
    """A picture and questions, beside the texts and films."""
    return [
        doc(
            area,
            "tj-gf1",
            "2023-01-29",
            f"一图读懂《{area.name}城乡居民临时救助实施办法》",
            "图解见下图。",
            pad=0,
            related=("gf1",),
        ),
        doc(
            area,
            "wd-gf1",
            "2023-02-01",
            f"《{area.name}城乡居民临时救助实施办法》政策问答",
            "问：哪些人可以申请临时救助？",
            "答：因突发事件、意外伤害、重大疾病导致基本生活暂时严重困难的家庭或者个人。",
            pad=0,
            related=("gf1",),
        ),
    ]


def library(area: Area) -> Column:
    """The library of documents, sorted by issuer, topic, user and need."""
    every = [policy_text(area, policy) for policy in POLICIES_2023]
    for_firms = [document for document in every if document.key in ("gf2", "gf6", "jc4")]
    return Column(
        "zcwjk",
        "政策文件库",
        [
            Column("wjk-jg", "按发文机关分类", documents=list(every)),
            Column("wjk-zt", "按主题分类", documents=list(every)),
            Column("wjk-yh", "用户类型：企业", documents=list(for_firms)),
            Column("wjk-xq", "办事需求：资金扶持", documents=list(for_firms)),
        ],
        documents=every,
        form="library",
    )

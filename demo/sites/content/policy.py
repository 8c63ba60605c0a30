"""Policies and what goes with them: normative documents, policy documents, interpretations,
measures for enterprises.
"""

from __future__ import annotations

from dataclasses import dataclass

from demo.sites.content.base import doc, run, signed
from demo.sites.model import Area, Column, Document, Heading


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: key, subject, number, and the days of issue, publication and interpretation
    (ISO).
    """

    key: str
    subject: str
    number: str
    issued: str
    published: str
    interpreted: str
    about: str


#: The normative documents (行政规范性文件). Working days from publication to interpretation, of
#: the calendars of 2020 and 2021: gf1 3 across the Spring Festival (01-22, 01-23, 02-03), gf2 0,
#: gf3 3 with the working Sunday 09-27, gf4 3 across the National Day holiday (09-29, 09-30,
#: 10-09), gf5 2, gf6 2, gf7 3 across New Year (12-31, 01-04, 01-05).
NORMATIVE = (
    Policy(
        "gf1",
        "城乡居民临时救助实施办法",
        "政规〔2020〕1号",
        "2020-01-17",
        "2020-01-21",
        "2020-02-03",
        "临时救助",
    ),
    Policy(
        "gf2",
        "支持中小企业创新发展若干政策措施",
        "政规〔2020〕2号",
        "2020-02-17",
        "2020-02-18",
        "2020-02-18",
        "中小企业发展",
    ),
    Policy(
        "gf3",
        "农村生活垃圾分类管理办法",
        "政规〔2020〕4号",
        "2020-09-22",
        "2020-09-25",
        "2020-09-29",
        "农村人居环境",
    ),
    Policy(
        "gf4",
        "城镇保障性住房管理办法",
        "政办规〔2020〕2号",
        "2020-09-25",
        "2020-09-28",
        "2020-10-09",
        "住房保障",
    ),
    Policy(
        "gf5",
        "户外广告设施设置管理办法",
        "政办规〔2020〕1号",
        "2020-06-22",
        "2020-06-24",
        "2020-06-29",
        "城市容貌",
    ),
    Policy(
        "gf6",
        "稳就业保就业若干措施",
        "政规〔2020〕3号",
        "2020-04-28",
        "2020-04-30",
        "2020-05-07",
        "就业",
    ),
    Policy(
        "gf7",
        "地下水资源保护管理办法",
        "政规〔2020〕5号",
        "2020-12-28",
        "2020-12-30",
        "2021-01-05",
        "水资源保护",
    ),
    Policy(
        "gf8",
        "小型水库安全管理办法",
        "政规〔2021〕1号",
        "2021-03-16",
        "2021-03-18",
        "2021-03-19",
        "水库安全",
    ),
    Policy(
        "gf9",
        "户外广告设施设置管理暂行办法",
        "政办规〔2018〕6号",
        "2018-08-13",
        "2018-08-15",
        "2018-08-16",
        "城市容貌",
    ),
    Policy(
        "gf10",
        "基本医疗保险门诊统筹实施细则",
        "政规〔2019〕3号",
        "2019-07-08",
        "2019-07-10",
        "2019-07-11",
        "医疗保障",
    ),
    Policy(
        "gf11",
        "公共租赁住房租赁补贴办法",
        "政办规〔2019〕5号",
        "2019-11-04",
        "2019-11-06",
        "2019-11-07",
        "住房保障",
    ),
)

#: Decisions of the year (决策文件): what came of the consultations in demo.sites.content.decisions.
DECIDED = (
    Policy(
        "jc1",
        "城乡公共交通一体化实施方案",
        "政发〔2020〕12号",
        "2020-09-18",
        "2020-09-21",
        "2020-09-21",
        "公共交通",
    ),
    Policy(
        "jc2",
        "农贸市场布局规划（2020—2025年）",
        "政发〔2020〕2号",
        "2020-01-13",
        "2020-01-14",
        "2020-01-14",
        "农贸市场建设",
    ),
    Policy(
        "jc3",
        "老旧小区改造三年行动计划",
        "政发〔2020〕14号",
        "2020-10-19",
        "2020-10-20",
        "2020-10-20",
        "老旧小区改造",
    ),
    Policy(
        "jc4",
        "优化营商环境促进企业发展若干措施",
        "政发〔2020〕6号",
        "2020-04-21",
        "2020-04-22",
        "2020-04-22",
        "营商环境",
    ),
    Policy(
        "jc5",
        "疫情防控期间城区临时交通管理方案",
        "政发〔2020〕4号",
        "2020-02-23",
        "2020-02-24",
        "2020-02-24",
        "交通管理",
    ),
)


def _issuer(area: Area, policy: Policy) -> str:
    return area.office if policy.number.startswith("政办") else area.government


def text(area: Area, policy: Policy) -> Document:
    """The policy document itself, linked to its interpretation."""
    issuer = _issuer(area, policy)
    name = f"{area.name}{policy.subject}"
    final = "" if policy.key.startswith("jc") else "，有效期五年"
    return doc(
        area,
        policy.key,
        policy.published,
        f"{issuer}关于印发《{name}》的通知",
        "各镇人民政府（街道办事处），各有关单位：",
        f"《{name}》已经{area.government}常务会议研究通过，现印发给你们，请认真贯彻执行。",
        *signed(area, issuer, policy.issued),
        Heading(name),
        f"第一条 为做好{policy.about}工作，根据有关法律法规，结合{area.name}实际，制定本文件。",
        f"第二条 本文件适用于{area.name}行政区域内的{policy.about}工作。",
        "第三条 各镇（街道）和有关部门按照职责分工负责组织实施。",
        f"第四条 本文件自印发之日起施行{final}。",
        issued=policy.issued,
        number=f"{area.sign}{policy.number}",
        issuer=issuer,
        pad=1,
        attachments=(f"{name}.pdf",),
        related=(f"jd-{policy.key}",),
    )


def interpretation(area: Area, policy: Policy) -> Document:
    """The interpretation of a policy, linked back to it, with background, grounds, purpose and
    measures.
    """
    name = f"{area.name}{policy.subject}"
    return doc(
        area,
        f"jd-{policy.key}",
        policy.interpreted,
        f"《{name}》政策解读",
        Heading("一、出台背景"),
        f"近年来，{area.name}{policy.about}工作面临新的形势和要求，原有政策已不能完全适应。",
        Heading("二、决策依据"),
        "国家和省、市有关文件，以及相关法律法规。",
        Heading("三、出台目的"),
        f"进一步规范{policy.about}工作，保障群众和市场主体的合法权益。",
        Heading("四、重要举措"),
        "明确适用范围和责任分工；优化办理程序；加强监督检查；强化资金保障。",
        Heading("五、关键词与新旧政策差异"),
        "与以往政策相比，办理时限更短、覆盖范围更广。",
        f"解读机关：{_issuer(area, policy)}；解读电话：0800-8812350",
        pad=1,
        related=(policy.key,),
    )


def repost_normative(area: Area) -> Document:
    """A provincial document reposted: never the site's own, and without an interpretation here."""
    return doc(
        area,
        "zz1",
        "2020-08-12",
        "云江省人民政府关于印发《云江省行政应诉工作办法》的通知",
        "各市人民政府，省政府各部门：",
        "现将《云江省行政应诉工作办法》印发给你们，请遵照执行。",
        "云江省人民政府",
        "2020年5月11日",
        issued="2020-05-11",
        number="云江政规〔2020〕3号",
        issuer="云江省人民政府",
        source="转载自云江省人民政府网站",
        pad=1,
    )


def normative_column(area: Area) -> Column:
    """The column 行政规范性文件 with the year's documents, older ones and a repost."""
    found = [text(area, policy) for policy in NORMATIVE]
    found.append(repost_normative(area))
    found += run(
        area,
        "gfold",
        f"{area.government}关于印发《{area.name}政府投资项目管理办法》的通知（{{year}}年第{{n}}次修订）",
        "2017-03-15 2016-11-02 2015-06-18",
    )
    return Column("xzgfxwj", "行政规范性文件", documents=_newest(found), form="library")


def policy_column(area: Area) -> Column:
    """The column 政策文件: decisions, plain official letters, reposts; older rows on further
    pages.
    """
    sign = area.sign
    found = [text(area, policy) for policy in DECIDED]
    plain = [
        ("wj1", "2021-03-10", "关于下达2021年国民经济和社会发展计划的通知", "政发〔2021〕4号"),
        ("wj2", "2021-01-22", "关于做好2021年春节期间有关工作的通知", "政办字〔2021〕3号"),
        ("wj3", "2020-12-09", "关于做好今冬明春火灾防控工作的通知", "政办字〔2020〕41号"),
        ("wj4", "2020-11-11", "关于调整全县食品安全委员会组成人员的通知", "政办字〔2020〕38号"),
        ("wj5", "2020-07-15", "关于成立第七次全国人口普查领导小组的通知", "政办字〔2020〕20号"),
        ("wj6", "2020-05-26", "关于做好2020年防汛抗旱工作的通知", "政办字〔2020〕16号"),
        ("wj7", "2020-03-18", "关于表扬2019年度先进集体的通报", "政字〔2020〕5号"),
    ]
    for key, day, title, number in plain:
        found.append(
            doc(
                area,
                key,
                day,
                f"{area.government}{title}".replace("全县", f"全{area.rank}"),
                "各镇人民政府（街道办事处），各有关单位：",
                *signed(area, area.government, day),
                issued=day,
                number=f"{sign}{number}",
                issuer=area.government,
            )
        )
    found.append(
        doc(
            area,
            "zz2",
            "2020-09-02",
            "云岭市人民政府关于印发《云岭市城市绿化办法》的通知",
            "各县（区）人民政府，市政府各部门：",
            issued="2020-06-01",
            number="云政规〔2020〕2号",
            issuer="云岭市人民政府",
            source="云岭市人民政府网站（转载）",
        )
    )
    found += run(
        area,
        "wjold",
        f"{area.government}关于做好{{year}}年第{{n}}批重点工作的通知",
        "2019-12-03 2019-10-15 2019-08-20 2019-06-11 2019-04-09 2019-02-19 2018-11-27 2018-09-12 "
        "2018-07-04 2018-05-16 2018-03-21 2017-12-06 2017-09-19 2017-06-14 2017-03-01",
        issuer=area.government,
    )
    return Column("zcwj", "政策文件", documents=_newest(found))


def interpretation_column(area: Area) -> Column:
    """The column 政策解读: an interpretation of every policy above, of the statistics and of the
    report.
    """
    found = [interpretation(area, policy) for policy in (*NORMATIVE, *DECIDED)]
    found.append(
        doc(
            area,
            "jd-tj",
            "2020-10-27",
            f"{area.name}2020年前三季度经济运行数据解读",
            Heading("一、背景"),
            f"前三季度，{area.name}统筹疫情防控和经济社会发展，主要指标逐季回升。",
            Heading("二、依据和口径"),
            "数据依据国家统一核算制度，增速按可比价格计算。",
            Heading("三、目的和主要举措"),
            "落实“六稳”“六保”任务，稳就业、稳金融、稳外贸、稳外资、稳投资、稳预期。",
            issuer=f"{area.name}统计局",
            related=("tj-20201026",),
        )
    )
    return Column("zcjd", "政策解读", documents=_newest(found))


def enterprise_column(area: Area) -> Column:
    """The column 惠企政策: measures with the six elements that an applicant needs."""
    rows = [
        ("hq1", "2020-03-06", "中小微企业贷款贴息", "财政局", "2020年3月10日至2020年12月31日"),
        (
            "hq2",
            "2020-05-19",
            "企业稳岗返还",
            "人力资源和社会保障局",
            "2020年5月20日至2020年12月31日",
        ),
        ("hq3", "2020-08-25", "高新技术企业培育奖补", "科学技术局", "2020年9月1日至2020年11月30日"),
    ]
    found = [
        doc(
            area,
            key,
            day,
            f"惠企政策：{area.name}{name}申报指南",
            Heading("一、申请条件"),
            f"在{area.name}依法登记注册、正常经营、信用良好的企业。",
            Heading("二、申报材料清单"),
            "1.申请表；2.营业执照复印件；3.相关财务凭证。",
            Heading("三、办理流程"),
            "网上申报—受理—审核—公示—兑现。",
            Heading("四、承办部门"),
            f"{area.name}{office}",
            Heading("五、联系方式"),
            "咨询电话：0800-8812361，地址：政务服务大厅二楼B12窗口",
            Heading("六、起止时间"),
            window,
            issuer=f"{area.name}{office}",
            pad=0,
            attachments=("申请表.doc",),
        )
        for key, day, name, office, window in rows
    ]
    return Column("hqzc", "惠企政策", documents=_newest(found))


def _newest(documents: list[Document]) -> list[Document]:
    return sorted(documents, key=lambda item: (item.published, item.key), reverse=True)

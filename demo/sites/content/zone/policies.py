"""What a development zone decrees and how it says what that means; texts of regulations, and the tidying of old papers."""

from __future__ import annotations

from dataclasses import dataclass

from demo.sites.content.base import doc, signed
from demo.sites.model import Area, Column, Document, Heading


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: key, subject, the letters and number of its document number, and the days of issue, publication
    and interpretation (ISO).
    """

    key: str
    subject: str
    number: str
    issued: str
    published: str
    interpreted: str


#: Working days from publication to interpretation by the calendar of 2021: zg1 3 across the Spring Festival (02-10,
#: 02-18, 02-19; 02-20, a Saturday, is the fourth), zg2 3 across the National Day holiday (09-29, 09-30, 10-08; 10-09,
#: a Saturday, is the fourth), zg3 0, zg4 1, zg5 0.
POLICIES = (
    Policy("zg1", "养老服务设施管理办法", "管规〔2021〕1号", "2021-02-05", "2021-02-09", "2021-02-19"),
    Policy("zg2", "户外广告设施管理办法", "管规〔2021〕2号", "2021-09-26", "2021-09-28", "2021-10-08"),
    Policy("zg3", "支持高端不锈钢产业发展若干政策", "管发〔2021〕6号", "2021-05-21", "2021-05-24", "2021-05-24"),
    Policy("zg4", "乡村建设行动实施方案", "办字〔2021〕9号", "2021-06-29", "2021-07-01", "2021-07-02"),
    Policy("zg5", "城乡供水一体化实施方案", "管发〔2021〕9号", "2021-07-12", "2021-07-13", "2021-07-13"),
    Policy("zg6", "停车设施建设实施方案", "管发〔2021〕12号", "2021-12-14", "2021-12-15", "2021-12-15"),
)  # fmt: skip


def party_office(area: Area) -> str:
    """The zone's own office (党政办公室), which issues much of its paper."""
    return f"{area.name}党政办公室"


def text(area: Area, policy: Policy) -> Document:
    """The policy itself, linked to its interpretation."""
    issuer = party_office(area) if policy.number.startswith("办") else area.government
    name = f"{area.name}{policy.subject}"
    return doc(
        area,
        policy.key,
        policy.published,
        f"{issuer}关于印发《{name}》的通知",
        "各镇人民政府，区直各部门、各派驻单位：",
        f"现将《{name}》印发给你们，请认真贯彻执行。",
        *signed(area, issuer, policy.issued),
        Heading(name),
        f"第一条 为做好有关工作，根据法律法规，结合{area.name}实际，制定本文件。",
        "第二条 各镇和有关部门按照职责分工负责组织实施。",
        "第三条 本文件自印发之日起施行。",
        issued=policy.issued,
        number=f"{area.sign}{policy.number}",
        issuer=issuer,
        pad=1,
        related=(f"jd-{policy.key}",),
    )


def interpretation(area: Area, policy: Policy) -> Document:
    """What the policy means: background, purpose, measures; linked back to it."""
    name = f"{area.name}{policy.subject}"
    return doc(
        area,
        f"jd-{policy.key}",
        policy.interpreted,
        f"《{name}》政策解读",
        Heading("一、政策背景"),
        "近年来有关工作面临新的形势，群众和企业反映的问题需要制度化解决。",
        Heading("二、出台目的"),
        "进一步规范工作程序，保障群众和市场主体的合法权益。",
        Heading("三、重要举措"),
        "明确适用范围和责任分工，优化办理程序，强化监督检查。",
        pad=1,
        related=(policy.key,),
    )


def normative_column(area: Area) -> Column:
    """行政规范性文件, one of them repealed long ago."""
    found = [text(area, policy) for policy in POLICIES if "管规" in policy.number]
    old = Policy(
        "zg0",
        "户外广告设施管理暂行办法",
        "管规〔2017〕3号",
        "2017-05-15",
        "2017-05-16",
        "2017-05-17",
    )
    found.append(text(area, old))
    return Column("gfxwj", "行政规范性文件", documents=found, form="library")


def policy_column(area: Area) -> Column:
    """管委会文件: policies, passing work, appointments, and a document of the city reposted."""
    found = [text(area, policy) for policy in POLICIES if "管规" not in policy.number]
    rows = (
        ("wj1", "2021-02-02", "关于做好2021年春节期间有关工作的通知", "办字〔2021〕2号"),
        ("wj2", "2021-03-09", "关于成立第二届企业服务工作专班的通知", "办字〔2021〕4号"),
        ("wj3", "2022-01-21", "关于做好2022年春节期间有关工作的通知", "办字〔2022〕1号"),
    )
    found += [
        doc(
            area,
            key,
            day,
            f"{party_office(area)}{title}",
            "各镇人民政府，区直各部门、各派驻单位：",
            *signed(area, party_office(area), day),
            issued=day,
            number=f"{area.sign}{number}",
            issuer=party_office(area),
        )
        for key, day, title, number in rows
    ]
    found.append(
        doc(
            area,
            "zz1",
            "2021-04-08",
            "关于印发《云岭市城市更新实施方案》的通知",
            "各县（区）人民政府，各开发区管委会：",
            "云岭市人民政府",
            "2021年4月2日",
            issued="2021-04-02",
            number="云政发〔2021〕8号",
            issuer="云岭市人民政府",
            source="云岭市人民政府网站",
            pad=1,
        )
    )
    return Column("gwhwj", "管委会文件", documents=found)


def interpretation_column(area: Area) -> Column:
    """政策解读: of every policy, of the yearly reports, and one given after a policy had been in force for a while."""
    old = Policy("zg0", "户外广告设施管理暂行办法", "", "2017-05-15", "2017-05-16", "2017-05-17")
    found = [interpretation(area, policy) for policy in (*POLICIES, old)]
    found += [
        doc(
            area,
            "tj-nb",
            "2021-03-26",
            f"一图读懂：{area.government}2020年政府信息公开工作年度报告",
            related=("nb-2020",),
        ),
        doc(
            area,
            "tj-zg2",
            "2021-11-04",
            f"一图读懂《{area.name}户外广告设施管理办法》",
            related=("zg2",),
        ),
        doc(
            area,
            "sxh",
            "2021-11-25",
            f"《{area.name}养老服务设施管理办法》施行后解读：群众关心的几个问题",
            Heading("一、背景和目的"),
            "办法施行以来，群众对补贴范围咨询较多，为回应关切，作延伸解读。",
            Heading("二、主要举措怎样落实"),
            "补贴由社会事业局受理，自申请之日起15个工作日内答复。",
            related=("zg1",),
        ),
    ]
    return Column("zcjd", "政策解读", documents=found)


def openness_regulation(area: Area, *, current: bool = True) -> Document:
    """《政府信息公开条例》 as copied from the state's library: the version in force, or that of 2007."""
    note = (
        "（2007年4月5日中华人民共和国国务院令第492号公布 2019年4月3日中华人民共和国国务院令第711号修订）"
        if current
        else "（2007年1月17日国务院第165次常务会议通过 2007年4月5日中华人民共和国国务院令第492号公布 自2008年5月1日起施行）"
    )
    return doc(
        area,
        "fg-xxgk",
        "2021-06-10",
        "中华人民共和国政府信息公开条例",
        note,
        "第一章 总则",
        "第一条 为了保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，制定本条例。",
        source="中国政府法制信息网",
        issuer="国务院",
        pad=0,
    )


def regulations(area: Area) -> Column:
    """行政法规: texts that the State Council made, and a regulation of the province beside them."""
    found = [
        openness_regulation(area),
        doc(
            area,
            "fg-jc",
            "2021-06-10",
            "重大行政决策程序暂行条例",
            "（2019年4月20日中华人民共和国国务院令第713号公布 自2019年9月1日起施行）",
            "第一条 为了健全科学、民主、依法决策机制，规范重大行政决策程序，制定本条例。",
            source="中国政府法制信息网",
            issuer="国务院",
            pad=0,
        ),
        doc(
            area,
            "fg-sheng",
            "2021-02-18",
            "云江省优化营商环境条例",
            "（2020年9月25日云江省第十三届人民代表大会常务委员会第二十三次会议通过）",
            source="云江人大网",
            issuer="云江省人大常委会",
            pad=0,
        ),
    ]
    return Column("xzfg", "行政法规", documents=found)


def clean_up(area: Area) -> Column:
    """规范性文件清理: the result, published within the year."""
    found = [
        doc(
            area,
            "ql2021",
            "2021-12-31",
            f"{area.government}关于公布行政规范性文件和政策性文件清理结果的公告",
            "对2016年以后制定的文件进行了清理，现将继续有效、修改、废止和失效的文件目录予以公布。",
            issuer=area.government,
        ),
        doc(area, "ql-tz", "2021-08-17", f"{party_office(area)}关于开展规范性文件清理工作的通知"),
    ]
    return Column("wjql", "规范性文件清理", documents=found)

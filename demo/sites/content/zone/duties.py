"""What else a development zone must publish: who does what, powers, health, public enterprises, catalogues of items,
and how it organises disclosure itself.
"""

from __future__ import annotations

from demo.sites.content.base import doc, listed
from demo.sites.content.zone.policies import party_office
from demo.sites.model import Area, Column, Document, Heading, Table


def agencies(area: Area) -> Column:
    """机构职能."""
    found = [
        doc(
            area,
            f"jg{number}",
            f"2021-0{number + 2}-15",
            f"{area.name}{part}机构职能",
            Heading("主要职责"),
            "贯彻执行有关法律法规和方针政策，承担本系统的规划、指导和监督工作。",
            f"办公地址：{area.name}港城路1号，办公电话：0800-88124{number:02d}，负责人：局长（主任）",
            issuer=f"{area.name}{part}",
            pad=0,
        )
        for number, part in enumerate(
            ("党政办公室", "经济发展局", "财政金融局", "社会事业局"), start=1
        )
    ]
    return Column("jgzn", "机构职能", documents=list(reversed(found)))


def powers(area: Area) -> Column:
    """权责清单."""
    return listed(area, "qzqd", "权责清单", "部门权责清单（{year}年版）", "2021-08-09 2020-08-10")


def health(area: Area) -> list[Column]:
    """疫情防控 and 公共卫生: the situation, a plan of the province reposted, knowledge."""
    epidemic = [
        doc(area, "yq1", "2021-08-03", f"{area.name}关于进一步加强常态化疫情防控的通告"),
        doc(area, "yq2", "2021-06-22", f"{area.name}新冠病毒疫苗接种点公告"),
        doc(area, "yq3", "2021-08-05", f"区领导督导{area.short}疫情防控措施落实情况"),
    ]
    public = [
        doc(
            area,
            "jk1",
            "2021-04-07",
            "云江省人民政府关于印发推进健康云江行动实施方案的通知",
            issuer="云江省人民政府",
            source="云江省人民政府网站",
        ),
        doc(area, "jk2", "2021-12-02", "健康科普：冬季流感怎么防", issuer=f"{area.name}社会事业局"),
    ]
    return [
        Column("yqfk", "疫情防控", documents=epidemic),
        Column("ggws", "公共卫生", documents=public),
    ]


def enterprises(area: Area) -> Column:
    """公共企事业单位信息公开: measures, complaints, and what the units publish."""
    measures = doc(
        area,
        "qsy1",
        "2021-09-30",
        f"{area.name}公共企事业单位信息公开实施办法",
        "教育、卫生健康、供水、供气、供热、环境保护、公共交通等单位应当公开与群众切身利益密切相关的信息。",
    )
    complaints = doc(
        area,
        "qsy2",
        "2021-09-30",
        f"{area.name}公共企事业单位信息公开申诉工作制度",
        Heading("一、受理"),
        "主管部门收到申诉后，应当登记并进行审查。",
        Heading("二、处理期限"),
        "自收到申诉之日起15个工作日内作出处理，并书面答复申诉人。",
    )
    return listed(
        area,
        "ggqsy",
        "公共企事业单位信息公开",
        "供水水质公告（{year}年{month}月）",
        "2021-03-31 2021-11-30",
        measures,
        complaints,
    )


def catalogues(area: Area) -> Column:
    """基层政务公开标准目录."""
    table = Table(
        [
            [
                "序号",
                "公开事项",
                "公开内容（要素）",
                "公开依据",
                "公开时限",
                "公开主体",
                "公开渠道和载体",
            ],
            ["1", "政策文件", "全文", "条例", "20个工作日", "本单位", "政府网站"],
        ]
    )
    rows = (
        ("bz1", "2021-07-28", "应急管理领域基层政务公开标准目录（2021年调整）"),
        ("bz2", "2020-12-10", "社会救助领域基层政务公开标准目录"),
        ("bz3", "2020-12-10", "公共文化服务领域基层政务公开标准目录"),
    )
    found = [
        doc(
            area, key, day, f"{area.name}{title}", "对照国务院部门制定的标准指引编制本目录。", table
        )
        for key, day, title in rows
    ]
    return Column("bzml", "基层政务公开标准目录", documents=found)


def openness(area: Area) -> Column:
    """政务公开工作: the year's tasks with who does them, training, the zone in the service hall."""
    table = Table(
        [
            ["工作任务", "具体要求", "责任单位"],
            ["持续加强重大政策发布解读", "严格落实“三同步”制度", "区直各部门"],
        ]
    )
    found = [
        doc(
            area,
            "yd2021",
            "2021-05-24",
            f"2021年{area.name}政务公开工作要点",
            "附件：2021年政务公开重点工作任务分解表",
            table,
            issuer=party_office(area),
        ),
        doc(area, "px1", "2021-10-28", f"{area.name}举办政务公开业务培训班"),
        doc(area, "zq1", "2021-06-11", f"{area.name}政务服务大厅政务公开专区建成启用"),
        doc(area, "hk1", "2021-03-18", "2020年政务公开工作要点落实情况“回头看”"),
        doc(area, "yd2020", "2020-07-14", f"2020年{area.name}政务公开重点工作任务分解表"),
    ]
    return Column("gkgz", "政务公开工作", documents=found)


def rule_of_law(area: Area) -> Column:
    """法治政府建设."""
    found = [doc(area, "fz-2020", "2021-03-01", f"{area.name}2020年度法治政府建设情况报告")]
    return Column("fzjs", "法治政府建设", documents=found)


def news(area: Area) -> Column:
    """要闻: reports that only look like what the clauses ask for."""
    rows = (
        ("2022-04-12", "{s}一季度重点项目集中开工"),
        ("2022-03-29", "{s}召开新旧动能转换工作推进会"),
        ("2021-11-24", "{s}召开规范性文件清理工作会议"),
        ("2021-09-02", "{s}举行不锈钢产业链招商推介签约仪式"),
        ("2021-06-24", "{s}召开公共数据开放工作推进会"),
        ("2021-05-19", "{s}召开开发区体制机制改革动员大会"),
        ("2021-03-23", "{s}召开人大代表建议和政协提案交办会"),
        ("2021-01-13", "{s}召开“十四五”规划编制工作推进会"),
    )
    found: list[Document] = [
        doc(area, f"yw{number}", day, title.format(s=area.short), source=f"{area.short}融媒体中心")
        for number, (day, title) in enumerate(rows, start=1)
    ]
    return Column("yw", f"{area.short}要闻", documents=found)

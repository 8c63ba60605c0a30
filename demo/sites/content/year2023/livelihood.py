"""People's livelihood: work, schools, aid, housing, care, land, public enterprises."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.content.year2023.economy import core_of
from demo.sites.model import Area, Cell, Column, Document, Heading, Table


def employment(area: Area) -> list[Document]:
    """Beside the list of courses: posts, subsidies, flexible work, loans for founders."""
    bureau = f"{area.name}人力资源和社会保障局"
    rows = [
        ("jy-gw", "2023-04-19", "2023年城乡公益性岗位招聘公告"),
        ("jy-bt", "2023-05-23", "关于申领就业创业补贴的公告"),
        ("jy-lh", "2023-07-12", "支持灵活就业人员若干政策"),
        ("jy-dk", "2023-09-06", "创业担保贷款申请指南"),
    ]
    return [
        doc(
            area, key, day, f"{area.name}{title}", "对象、条件、流程和咨询电话如下。", issuer=bureau
        )
        for key, day, title in rows
    ]


def schools(area: Area) -> list[Document]:
    """“双减”, fees, pledges and licences of private schools."""
    bureau = f"{area.name}教育和体育局"
    return [
        doc(
            area,
            "sj-cs",
            "2023-03-15",
            f"{area.name}义务教育阶段课后服务工作实施方案",
            "落实“双减”要求，统一课后服务时间和内容。",
            issuer=bureau,
        ),
        doc(
            area,
            "sj-cx",
            "2023-10-18",
            f"{area.name}“双减”工作落实情况和成效",
            "学科类校外培训机构压减率98%，课后服务覆盖率100%。",
            issuer=bureau,
        ),
        doc(
            area,
            "mb-sf",
            "2023-08-22",
            f"{area.name}民办学校和校外培训机构收费公示",
            Table(
                [
                    ["学校名称", "收费项目", "收费标准"],
                    ["育才学校", "学费", "4500元/学期"],
                    ["育才学校", "住宿费", "600元/学期"],
                ]
            ),
            issuer=bureau,
            pad=1,
        ),
        doc(
            area,
            "mb-cn",
            "2023-06-14",
            f"{area.name}校外培训机构规范办学公开承诺书",
            issuer=bureau,
        ),
        doc(
            area,
            "mb-zz",
            "2023-06-15",
            f"{area.name}民办学校和校外培训机构办学许可信息一览表",
            Table(
                [["名称", "许可证号", "地址"], ["育才学校", "教民199010170000018号", "文化路20号"]]
            ),
            issuer=bureau,
            pad=1,
        ),
    ]


def admission_interpreted(area: Area) -> list[Document]:
    """The year's admission explained in two forms, by the end of July."""
    bureau = f"{area.name}教育和体育局"
    return [
        doc(
            area,
            "rx-jd",
            "2023-07-07",
            f"《{area.name}2023年义务教育学校招生入学工作实施方案》政策解读",
            *core_of("义务教育招生入学"),
            issuer=bureau,
        ),
        doc(
            area,
            "rx-tj",
            "2023-07-10",
            f"一图读懂{area.name}2023年义务教育招生入学政策",
            "图解见下图。",
            issuer=bureau,
            pad=0,
        ),
    ]


def aid(area: Area) -> Column:
    """社会救助: the standards of all nine kinds."""
    rows = (
        ("城市低保、农村低保（最低生活保障）", "每人每月928元、732元"),
        ("特困人员供养", "每人每月1207元"),
        ("孤儿", "每人每月2180元"),
        ("事实无人抚养儿童和重点困境儿童", "每人每月1700元"),
        ("低保边缘家庭", "按规定给予专项救助"),
        ("支出型困难家庭（刚性支出困难家庭）", "按规定给予基本生活救助"),
        ("临时救助", "城市低保标准的6倍以内"),
        ("困难残疾人生活补贴", "每人每月172元"),
        ("重度残疾人护理补贴", "每人每月172元"),
    )
    table: list[list[str | Cell]] = [["类别", "标准"]]
    table += [[kind, sum_] for kind, sum_ in rows]
    return Column(
        "shjz",
        "社会救助",
        documents=[
            doc(
                area,
                "jz-bz",
                "2023-08-16",
                f"关于公布{area.name}2023年困难群众救助标准的通知",
                Table(table),
                "以上标准自2023年7月1日起执行。"
                + "".join(f"{kind}：{sum_}。" for kind, sum_ in rows),
                issuer=f"{area.name}民政局",
                pad=0,
            ),
        ],
    )


def housing(area: Area) -> Column:
    """住房保障: buying, renewal, rent subsidies."""
    bureau = f"{area.name}住房和城乡建设局"
    return Column(
        "zfbz",
        "住房保障",
        documents=[
            doc(
                area,
                "zf-gf",
                "2023-03-22",
                f"{area.name}支持新市民、青年人购房若干政策",
                "对首次购房的青年人才给予购房补贴。",
                issuer=bureau,
            ),
            doc(
                area,
                "zf-jh",
                "2023-03-02",
                f"{area.name}2023年棚户区和老旧小区改造计划",
                "改造老旧小区14个，惠及居民3200户。",
                issuer=bureau,
            ),
            doc(
                area,
                "zf-jz",
                "2023-10-11",
                f"{area.name}2023年老旧小区改造进展情况",
                "14个小区全部开工，完工9个。",
                issuer=bureau,
            ),
            doc(
                area,
                "zf-bt",
                "2023-03-03",
                f"{area.name}2023年城镇住房租赁补贴发放计划",
                "计划发放租赁补贴260户。",
                issuer=bureau,
            ),
            doc(
                area,
                "zf-bf",
                "2023-04-26",
                f"{area.name}城镇家庭住房租赁补贴申领指南",
                Heading("一、申领条件"),
                "申领条件：具有本地城镇户籍，人均住房面积和收入低于规定标准。",
                Heading("二、申领程序"),
                "申领程序：向社区提出申请，街道初审，住房保障部门复核。",
                Heading("三、审批"),
                "审核通过的予以公示，公示无异议的批准发放。",
                Heading("四、管理"),
                "实行动态管理，每年复核一次，不再符合条件的退出。",
                issuer=bureau,
                pad=0,
            ),
        ],
    )


def care(area: Area) -> Column:
    """养老托育: the year's policy and the results of inspection."""
    bureau = f"{area.name}民政局"
    return Column(
        "ylfw",
        "养老服务",
        documents=[
            doc(
                area,
                "yl-zc",
                "2023-05-31",
                f"{bureau}关于印发《{area.name}养老服务和托育服务扶持办法》的通知",
                "对新建养老、托育机构给予建设补贴和运营补贴。",
                issuer=bureau,
                related=("yl-jd",),
            ),
            doc(
                area,
                "yl-jg",
                "2023-11-08",
                f"{area.name}2023年养老机构和托育机构检查结果公示",
                "检查质量安全、从业人员、运营秩序，合格23家，责令整改2家。",
                issuer=bureau,
            ),
        ],
    )


def care_interpreted(area: Area) -> Document:
    """What explains the policy of care."""
    return doc(
        area,
        "yl-jd",
        "2023-06-01",
        f"《{area.name}养老服务和托育服务扶持办法》政策解读",
        *core_of("养老服务和托育服务"),
        issuer=f"{area.name}民政局",
        related=("yl-zc",),
    )


def land(area: Area) -> Column:
    """征地信息: the year's notice, and the way to the platform on another host."""
    return Column(
        "zdxx",
        "土地征收",
        documents=[
            doc(
                area,
                "zd-gg",
                "2023-06-27",
                f"{area.government}征收土地公告（2023年第5号）",
                "征收土地用途为公共管理与公共服务，面积2.31公顷。",
                issuer=area.government,
            ),
        ],
        blocks=["[[http://zdxx.yunjiang.example.gov.cn/|征地信息公开查询系统]]"],
    )


def enterprise_catalogue(area: Area) -> list[Document]:
    """The catalogues of schools and of water, gas and heat."""
    return [
        doc(
            area,
            "qs-jy",
            "2023-03-30",
            f"{area.name}教育领域公共企事业单位信息公开目录",
            issuer=f"{area.name}教育和体育局",
        ),
        doc(
            area,
            "qs-gs",
            "2023-03-30",
            f"{area.name}供水、供气、供热公共企事业单位信息公开目录",
            issuer=f"{area.name}住房和城乡建设局",
        ),
    ]

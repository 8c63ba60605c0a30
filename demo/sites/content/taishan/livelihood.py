"""Tasks 10 to 14: work, schools, aid, housing, care of the old and the young."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.content.taishan.base import explained
from demo.sites.model import Area, Cell, Column, Document, Heading, Table

AID = (
    ("城乡最低生活保障", "每人每月954元（城市）、746元（农村）"),
    ("特困人员供养", "每人每月1240元"),
    ("孤儿基本生活", "每人每月1800元"),
    ("事实无人抚养儿童基本生活", "每人每月1800元"),
    ("低保边缘家庭认定", "家庭月人均收入低于低保标准的1.5倍"),
    ("支出型困难家庭认定", "家庭月人均收入低于低保标准的2倍"),
    ("临时救助", "低保标准的3至12倍"),
    ("困难残疾人生活补贴", "每人每月169元"),
    ("重度残疾人护理补贴", "每人每月146元"),
)


def aid_standards(area: Area, left_out: str = "") -> Document:
    """The table of the nine kinds of aid, or of all but one."""
    rows: list[list[str | Cell]] = [["类别", "标准"]]
    rows += [[kind, amount] for kind, amount in AID if kind != left_out]
    return doc(
        area,
        "bz2023",
        "2023-07-12",
        f"{area.name}2023年困难群众救助标准",
        "自2023年7月1日起执行下列标准：",
        Table(rows),
        issuer=f"{area.name}民政局",
        pad=1,
    )


def columns(area: Area) -> list[Column]:
    """The columns of these fields below 法定主动公开内容."""
    name = area.name
    housing = [
        doc(
            area,
            "zf-jh",
            "2023-04-12",
            f"{name}2023年城镇保障性安居工程建设计划",
            issuer=f"{name}住房和城乡建设局",
        ),
        doc(
            area,
            "zf-wc",
            "2023-12-20",
            f"{name}2023年保障性安居工程完成情况",
            issuer=f"{name}住房和城乡建设局",
        ),
        doc(
            area,
            "zf-bt",
            "2023-05-18",
            f"{name}住房租赁补贴申领指南",
            Heading("一、申领条件"),
            "具有本区城镇户籍或者居住证，家庭人均住房面积低于规定标准的新市民、青年人。",
            Heading("二、申领程序"),
            "向社区提交申请，经街道初审、民政部门核对收入后公示。",
            Heading("三、审批"),
            "住房保障部门复核后作出决定，并书面告知。",
            Heading("四、监督管理"),
            "实行年度审核，不再符合条件的停止发放。",
            issuer=f"{name}住房和城乡建设局",
            pad=0,
        ),
    ]
    care = [
        doc(
            area,
            "yl-jg",
            "2023-09-14",
            f"{name}2023年养老机构“双随机”抽查结果公示",
            issuer=f"{name}民政局",
        ),
        doc(area, "yl-bt", "2023-05-24", f"{name}养老服务设施建设补贴办法"),
    ]
    return [
        Column("shjz", "社会救助", documents=[aid_standards(area)]),
        Column("zfbz", "住房保障", documents=housing),
        Column("ylfw", "养老服务", documents=care),
    ]


def in_other_columns(area: Area) -> dict[str, list[Document]]:
    """Documents for columns that every county has, by the column's key."""
    name = area.name
    schools = f"{name}教育和体育局"
    work = f"{name}人力资源和社会保障局"
    qualified = Table(
        [
            ["序号", "机构名称", "办学地址", "办学许可证号"],
            ["1", "启明艺术培训学校", "文化路12号", "教民1990001号"],
            ["2", "晨光体育培训学校", "人民路36号", "教民1990002号"],
        ]
    )
    return {
        "jycy": [
            doc(area, "jy1", "2023-03-16", "关于开展2023年职业技能培训工作的通知", issuer=work),
            doc(area, "jy2", "2023-04-13", f"{name}2023年城乡公益性岗位招聘公告", issuer=work),
            doc(area, "jy3", "2023-05-17", f"{name}一次性创业补贴申领指南", issuer=work),
            doc(area, "jy4", "2023-06-15", "灵活就业人员社会保险补贴申领公告", issuer=work),
        ],
        "jyly": [
            doc(area, "jy-sj", "2023-11-22", f"{name}义务教育“双减”工作举措和成效", issuer=schools),
            doc(area, "mb1", "2023-08-24", f"{name}民办学校2023年收费标准公示", issuer=schools),
            doc(area, "mb2", "2023-08-25", f"{name}校外培训机构公开承诺书", issuer=schools),
            doc(
                area,
                "mb3",
                "2023-08-28",
                f"{name}校外培训机构白名单",
                qualified,
                issuer=schools,
                pad=1,
            ),
        ],
        "zcjd": [
            explained(
                area, "jd-rx", "2023-07-07", f"{name}2023年义务教育招生入学政策问答", "招生入学"
            ),
            doc(
                area,
                "jd-yl",
                "2023-05-25",
                f"视频解读：{name}养老服务设施建设补贴办法",
                "请点击观看视频。",
            ),
        ],
    }

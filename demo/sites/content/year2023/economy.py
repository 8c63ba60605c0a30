"""Economy and firms: consumption, projects, environment, trade, state enterprises, arrears, policies for firms."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Column, Document, Table


def consumption(area: Area) -> Column:
    """促进消费: the year's policy and its activities."""
    bureau = f"{area.name}商务局"
    return Column(
        "cjxf",
        "促进消费",
        documents=[
            doc(
                area,
                "xf-zc",
                "2023-04-12",
                f"{bureau}关于印发《{area.name}恢复和扩大消费若干措施》的通知",
                "围绕住房、汽车、家电、文旅、住宿、餐饮、批发、零售等领域，提出十二条措施。",
                issuer=bureau,
                related=("xf-jd",),
            ),
            doc(
                area,
                "xf-hd",
                "2023-06-02",
                f"“惠享消费年”{area.name}家电消费节活动公告",
                "活动时间：2023年6月10日至6月30日，发放家电消费券500万元。",
                issuer=bureau,
                related=("xf-hdjd",),
            ),
        ],
    )


def consumption_interpreted(area: Area) -> list[Document]:
    """What explains the policy and the activity."""
    bureau = f"{area.name}商务局"
    return [
        doc(
            area,
            "xf-jd",
            "2023-04-13",
            f"《{area.name}恢复和扩大消费若干措施》政策解读",
            *core_of("恢复和扩大消费"),
            issuer=bureau,
            related=("xf-zc",),
        ),
        doc(
            area,
            "xf-hdjd",
            "2023-06-03",
            f"一图读懂{area.name}家电消费节消费券怎么领",
            "图解见下图。",
            issuer=bureau,
            pad=0,
            related=("xf-hd",),
        ),
    ]


def core_of(about: str) -> tuple[str, ...]:
    """The three elements that every interpretation has."""
    return (
        f"一、背景依据：为贯彻落实国家和省、市关于{about}的决策部署制定。",
        f"二、目标任务：推动{about}取得明显成效。",
        "三、主要内容：包括支持措施、保障措施和监督检查三个方面。",
    )


def projects(area: Area) -> list[Document]:
    """Approval and progress of a cold store and a substation."""
    bureau = f"{area.name}发展和改革局"
    return [
        doc(
            area,
            "xm-pf",
            "2023-03-08",
            f"关于{area.name}冷链物流园项目可行性研究报告的批复",
            "原则同意所报可行性研究报告，项目总投资1.2亿元。",
            issuer=bureau,
        ),
        doc(
            area,
            "xm-jz",
            "2023-09-12",
            f"{area.name}220千伏变电站工程建设进展情况",
            "截至9月10日，主变压器已安装就位，完成投资的78%。",
            issuer=bureau,
        ),
    ]


def environment(area: Area) -> Column:
    """生态环境: monthly quality of the air, and the year's green policy."""
    bureau = f"{area.name}生态环境局"
    air = [
        doc(
            area,
            f"hj-{month:02d}",
            f"2023-{month + 1:02d}-08",
            f"{area.name}2023年{month}月环境空气质量状况",
            "优良天数26天，细颗粒物平均浓度每立方米31微克。",
            issuer=bureau,
        )
        for month in (3, 6, 9)
    ]
    policy = doc(
        area,
        "ls-zc",
        "2023-05-16",
        f"{bureau}关于印发《{area.name}绿色低碳转型实施方案》的通知",
        "到2025年单位生产总值能耗比2020年下降13%。",
        issuer=bureau,
        related=("ls-jd",),
    )
    return Column("sthj", "生态环境", documents=[*air, policy])


def green_interpreted(area: Area) -> Document:
    """What explains the green policy."""
    return doc(
        area,
        "ls-jd",
        "2023-05-17",
        f"《{area.name}绿色低碳转型实施方案》政策解读",
        *core_of("绿色低碳转型"),
        issuer=f"{area.name}生态环境局",
        related=("ls-zc",),
    )


def trade(area: Area) -> Column:
    """对外贸易: news of the work and the year's policy."""
    bureau = f"{area.name}商务局"
    return Column(
        "dwmy",
        "对外贸易",
        documents=[
            doc(
                area,
                "wm-dt",
                "2023-07-18",
                f"上半年{area.name}外贸进出口增长9.6%",
                "上半年全部外贸进出口总值21.4亿元，跨境电商增势良好。",
                issuer=bureau,
            ),
            doc(
                area,
                "wm-zc",
                "2023-08-09",
                f"{bureau}关于印发《{area.name}推动外贸稳规模优结构若干措施》的通知",
                "支持企业开拓国际市场，扩大出口信用保险覆盖面。",
                issuer=bureau,
                related=("wm-jd",),
            ),
        ],
    )


def trade_interpreted(area: Area) -> Document:
    """What explains the trade policy."""
    return doc(
        area,
        "wm-jd",
        "2023-08-10",
        f"《{area.name}推动外贸稳规模优结构若干措施》政策解读",
        *core_of("外贸稳规模优结构"),
        issuer=f"{area.name}商务局",
        related=("wm-zc",),
    )


def state_enterprises(area: Area) -> Document:
    """How the measures for state enterprises were carried out."""
    return doc(
        area,
        "gq-cx",
        "2023-10-24",
        f"{area.name}国有企业创新驱动高质量发展19条措施落实情况和成效",
        "十九条措施全部落地，研发投入同比增长18%。",
        issuer=f"{area.name}国有资产监督管理局",
    )


def arrears(area: Area) -> Column:
    """逾期未支付中小企业款项: the year before, published by 03-31."""
    return Column(
        "zxqy",
        "逾期未支付中小企业款项",
        documents=[
            doc(
                area,
                "yq-2022",
                "2023-03-24",
                f"{area.name}2022年度逾期未支付中小企业账款情况",
                "截至2022年12月31日，机关、事业单位逾期尚未支付中小企业款项情况如下。",
                Table(
                    [
                        ["单位", "合同数量（个）", "金额（万元）"],
                        ["合计", "6", "148.5"],
                    ]
                ),
                issuer=f"{area.name}财政局",
                pad=0,
            ),
        ],
    )


def passed_on(area: Area) -> Column:
    """政策通: policies of province and city, uploaded within five working days of their publication there."""
    rows = [
        (
            "zct1",
            "2023-05-15",
            "2023-05-08",
            "云江省人民政府关于印发支持实体经济发展若干措施的通知",
            "云江省人民政府",
        ),
        (
            "zct2",
            "2023-10-10",
            "2023-09-27",
            "云岭市人民政府办公室关于印发惠企奖补政策清单的通知",
            "云岭市人民政府办公室",
        ),
    ]
    return Column(
        "zct",
        "政策通",
        documents=[
            doc(
                area,
                key,
                day,
                title,
                f"原文发布日期：{there}",
                "现将有关惠企政策予以转载，企业可按规定申报，符合条件的免申即享。",
                issuer=source,
                source=source,
                pad=1,
            )
            for key, day, there, title, source in rows
        ],
    )


def package(area: Area) -> Document:
    """The policies that firms asked for, in one file."""
    return doc(
        area,
        "hqb",
        "2023-06-20",
        f"{area.name}惠企政策汇编（2023年企业“点餐”政策文件包）",
        "根据企业“点餐”情况，归集技改、用工、融资等方面政策文件28件。",
        issuer=f"{area.name}行政审批服务局",
        attachments=("惠企政策汇编.pdf",),
    )

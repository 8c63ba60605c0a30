"""Tasks 17, 18, 34, 35, 37, 38, 44, 47 and 49: libraries, platforms and lists of links."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Block, Column, Document

LIBRARY_TOOLS: list[Block] = [
    "文件检索：可按标题、文号、年份查询",
    "按发文机关：本级政府、政府办公室、政府部门",
    "按主题分类：综合政务、民政、城乡建设、农业",
    "特色主题：企业开办、创业就业、入学入托、养老服务",
]

UNITS = (
    ("第一中学", "http://192.0.2.21/yz/"),
    ("人民医院", "http://192.0.2.22/yy/"),
    ("公共汽车公司", "http://192.0.2.23/gj/"),
    ("自来水公司", "http://192.0.2.24/zls/"),
)

CATALOGUES = (
    ("ml-jy", "教育领域公共企事业单位信息公开目录", "教育和体育局"),
    ("ml-ws", "医疗卫生领域公共企事业单位信息公开目录", "卫生健康局"),
    ("ml-jt", "交通运输领域公共企事业单位信息公开目录", "交通运输局"),
    ("ml-zj", "供水供气供热领域公共企事业单位信息公开目录", "住房和城乡建设局"),
)


def library(known: dict[str, Document]) -> Column:
    """政府文件库: the numbered documents of the government, sorted by issuer and subject."""
    found = [d for d in known.values() if d.official and d.number and not d.source.count("省")]
    own = [d for d in found if "转载" not in d.source and "办法》的通知（" not in d.title]
    return Column("zfwjk", "政府文件库", documents=own, blocks=list(LIBRARY_TOOLS), form="library")


def land(area: Area) -> Column:
    """征地信息, with the way to the province's platform."""
    found = [
        doc(
            area,
            "zd-gg",
            "2023-08-09",
            f"{area.government}征收土地公告（{area.sign}政征字〔2023〕6号）",
            issuer=f"{area.name}自然资源局",
        ),
        doc(
            area,
            "zd-fa",
            "2023-06-02",
            f"{area.name}2023年第2批次征地补偿安置方案公告",
            issuer=f"{area.name}自然资源局",
        ),
    ]
    return Column(
        "zdxx",
        "征地信息",
        documents=found,
        blocks=["[[http://192.0.2.31/zdxxgk/|征地信息公开查询系统]]"],
    )


def enterprises(area: Area, *, units: tuple[tuple[str, str], ...] = UNITS) -> Column:
    """公共企事业单位信息公开: the four fields' catalogues and the links to the units' own pages."""
    found = [
        doc(
            area,
            key,
            "2023-06-28",
            f"{area.name}{title}",
            "公开内容包括服务项目、收费标准、服务承诺、办公地址和咨询电话。",
            issuer=f"{area.name}{department}",
            pad=1,
        )
        for key, title, department in CATALOGUES
    ]
    links = "　".join(f"[[{url}|{area.name}{name}]]" for name, url in units)
    return Column("ggqsy", "公共企事业单位信息公开", documents=found, blocks=[links])


def media(area: Area) -> Column:
    """政务新媒体矩阵."""
    return Column(
        "xmt",
        "政务新媒体矩阵",
        blocks=[
            f"{area.name}发布（微信公众号）、{area.name}教体（微信公众号）、{area.name}政务服务（小程序）、{area.name}融媒（客户端），由{area.office}统一备案和管理。"
        ],
    )

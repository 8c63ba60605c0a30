"""The city of 2023: what binds the city and its departments beside what the county has."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.content.year2023.decisions import evaluation
from demo.sites.content.year2023.site import county2023
from demo.sites.faults.fault import add
from demo.sites.model import Area, Document, FamilyName, SiteContent

#: Fields whose departments publish a catalogue of public enterprises; two others the county has.
_FIELDS = (
    ("wj", "卫生健康领域公共企事业单位信息公开目录", "卫生健康委员会"),
    ("jt", "交通运输领域公共企事业单位信息公开目录", "交通运输局"),
    ("ny", "能源领域公共企事业单位信息公开目录", "发展和改革委员会"),
    ("hb", "生态环境领域公共企事业单位信息公开目录", "生态环境局"),
)

#: Two evaluations of each department: key, day, department, policy.
_EVALUATED = (
    ("pgb1", "2023-04-18", "商务局", "促进消费若干措施"),
    ("pgb2", "2023-09-19", "商务局", "外贸企业扶持办法"),
    ("pgb3", "2023-05-16", "民政局", "养老服务扶持办法"),
    ("pgb4", "2023-10-17", "民政局", "困难群众救助办法"),
)


def _by_department(area: Area, key: str, day: str, department: str, policy: str) -> Document:
    found = evaluation(area, key, day, policy)
    found.title = f"{area.name}{department}《{policy}》政策评价报告"
    found.issuer = found.source = f"{area.name}{department}"
    return found


def city2023(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A city that does all that a website can show of the tasks of 2023, judged on 2024-04-15."""
    site = county2023(site_id, area, family)
    catalogues = [
        doc(area, f"qs-{key}", "2023-03-30", f"{area.name}{title}", issuer=f"{area.name}{bureau}")
        for key, title, bureau in _FIELDS
    ]
    add(site, "ggqsy", *catalogues)
    add(site, "jcpg", *(_by_department(area, *row) for row in _EVALUATED))
    return site

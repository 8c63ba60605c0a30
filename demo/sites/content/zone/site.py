"""The fully compliant development zone: all columns put together, and its homepage."""

from __future__ import annotations

from demo.sites.content import news as county_news
from demo.sites.content import platform
from demo.sites.content.county import footer
from demo.sites.content.shift import moved
from demo.sites.content.zone import duties, money, participation, plans, policies
from demo.sites.model import Area, Column, FamilyName, SiteContent


def _usual(area: Area) -> dict[str, Column]:
    """What every site has, by key, moved from 2020 to 2021: guide, systems, request, notices, services."""
    systems = [item for item in platform.systems(area) if item.key != "zd-tl"]
    columns = [
        Column("zfxxgkzn", "政府信息公开指南", blocks=platform.guide(area)),
        Column("zfxxgkzd", "政府信息公开制度", documents=systems),
        Column("ysqgk", "依申请公开", blocks=platform.request_page(area), form="request"),
        county_news.notices(area),
        county_news.services(area),
        county_news.introduction(area),
    ]
    site = SiteContent("", area, "static", columns, [], [], {})
    return {column.key: column for column in moved(site, 1).columns}


def _reports(area: Area) -> Column:
    found = [
        platform.annual_report(area, "nb-2021", "2022-03-24", area.government, 2021),
        platform.annual_report(area, "nb-2020", "2021-03-26", area.government, 2020),
        platform.annual_report(area, "nb-2020-yj", "2021-01-26", f"{area.name}应急管理局", 2020),
    ]
    return Column("zfxxgknb", "政府信息公开工作年度报告", documents=found)


def _statutory(area: Area) -> Column:
    return Column(
        "fdzdgknr",
        "法定主动公开内容",
        [
            duties.agencies(area),
            policies.normative_column(area),
            policies.policy_column(area),
            policies.regulations(area),
            policies.clean_up(area),
            plans.plans(area),
            plans.progress(area),
            plans.projects(area),
            plans.business(area),
            plans.consumption(area),
            money.finance(area),
            duties.powers(area),
            *duties.health(area),
            duties.enterprises(area),
            duties.rule_of_law(area),
            participation.proposals(area),
        ],
    )


def compliant(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A zone that fulfils every clause that a website can show, judged on 2022-04-15."""
    usual = _usual(area)
    disclosure = Column(
        "zfxxgk",
        "政府信息公开",
        [
            usual["zfxxgkzn"],
            usual["zfxxgkzd"],
            _statutory(area),
            _reports(area),
            usual["ysqgk"],
        ],
    )
    openness = Column(
        "zwgk",
        "政务公开",
        [
            disclosure,
            policies.interpretation_column(area),
            usual["tzgg"],
            participation.decision_column(area),
            participation.meetings(area),
            duties.catalogues(area),
            duties.openness(area),
        ],
    )
    site = SiteContent(
        id=site_id,
        area=area,
        family=family,
        columns=[
            duties.news(area),
            openness,
            usual["bsfw"],
            Column("hdjl", "互动交流", participation.participation(area)),
            plans.open_data(area),
            usual["zj"],
        ],
        sections=["yw", "tzgg", "gwhwj", "zcjd"],
        entries=["zfxxgk", "ysqgk", "yjzj", "bsfw", "sjkf", "zdjc"],
        footer=footer(area) | {"six": "本网站支持IPv6"},
    )
    known = site.documents()
    for column in site.all_columns():
        column.documents = [known[item.key] for item in column.documents]
        column.documents.sort(key=lambda item: (item.published, item.key), reverse=True)
    return site

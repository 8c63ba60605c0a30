"""The county of 2023: the county of 2020 moved by three years, with what that year's tasks ask for besides."""

from __future__ import annotations

from datetime import date

from demo.sites.content.county import compliant
from demo.sites.content.shift import moved
from demo.sites.content.year2023 import decisions, economy, livelihood, policies
from demo.sites.faults.fault import add, redate, replace, resort
from demo.sites.model import Area, Column, FamilyName, SiteContent


def county2023(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A county that does all that a website can show of the tasks of 2023, judged on 2024-04-15."""
    site = moved(compliant(site_id, area, family), 3)
    site.today = date(2024, 4, 15)
    _policies(site)
    _economy(site)
    _livelihood(site)
    _decisions(site)
    site.columns.append(
        Column(
            "zwxmt",
            "政务新媒体",
            blocks=["官方微信、微博、客户端账号一览。", "本级政务新媒体矩阵。"],
        )
    )
    _one_page_each(site)
    resort(site)
    return site


def _policies(site: SiteContent) -> None:
    area = site.area
    for policy in policies.POLICIES_2023:
        replace(site, policy.key, policies.policy_text(area, policy))
        replace(site, f"jd-{policy.key}", policies.ten_elements(area, policy))
    add(site, "zcjd", *policies.other_forms(area))
    site.column("zcjd").children.append(policies.films(area))
    site.column("zwgk").children.append(policies.library(area))
    # The tenth working day after 2023-01-13, across the Spring Festival.
    redate(site, "fk-zj2", "2023-02-01")


def _economy(site: SiteContent) -> None:
    area = site.area
    below = site.column("fdzdgknr").children
    below += [
        economy.consumption(area),
        economy.environment(area),
        economy.trade(area),
        economy.arrears(area),
        economy.passed_on(area),
    ]
    add(site, "zdjsxm", *economy.projects(area))
    add(site, "gzjg", economy.state_enterprises(area))
    add(site, "hqzc", economy.package(area))
    add(
        site,
        "zcjd",
        *economy.consumption_interpreted(area),
        economy.green_interpreted(area),
        economy.trade_interpreted(area),
    )


def _livelihood(site: SiteContent) -> None:
    area = site.area
    site.column("msly").children += [
        livelihood.aid(area),
        livelihood.housing(area),
        livelihood.care(area),
        livelihood.land(area),
    ]
    add(site, "jycy", *livelihood.employment(area))
    add(site, "jyly", *livelihood.schools(area))
    add(site, "ggqsy", *livelihood.enterprise_catalogue(area))
    add(site, "zcjd", *livelihood.admission_interpreted(area), livelihood.care_interpreted(area))


def _decisions(site: SiteContent) -> None:
    area = site.area
    replace(site, "ml2020", decisions.catalogue(area))
    add(site, "jcml", *decisions.stages(area))
    add(site, "lxhy", *decisions.attended(area))
    site.remove_document("pg2")
    add(site, "jcpg", *decisions.evaluations(area))


def _one_page_each(site: SiteContent) -> None:
    """One page for a document that several columns list."""
    known = site.documents()
    for column in site.all_columns():
        column.documents = [known[item.key] for item in column.documents]

"""Faults that the state's inspection of websites (国办秘函〔2019〕19号) looks for, in the county of 2024."""

from __future__ import annotations

from demo.sites.content.county2024 import letter
from demo.sites.faults import website
from demo.sites.faults.fault import Fault, add
from demo.sites.model import SiteContent

_OF_WEBSITES = ("footer-two-missing", "search-missing", "accessibility-missing")


def _since(column: str, day: str) -> Fault:
    """Without what a column published since that day."""

    def plant(site: SiteContent) -> None:
        held = site.column(column)
        held.documents = [item for item in held.documents if item.published.isoformat() < day]

    return Fault("", "", plant)


def _unanswered(site: SiteContent) -> None:
    add(site, "zxts", letter(site.area, "xj9", "2024-12-20", "停车难问题", "", ""))


def _in_time(site: SiteContent) -> None:
    add(site, "zxts", letter(site.area, "xj8", "2025-04-02", "公交站点问题", "", ""))


def _dead_links(site: SiteContent) -> None:
    for day, where in enumerate(("zwgk", "bsfw", "hdjl"), start=11):
        path = f"/zwgk/ztzl/202503/t202503{day}_{99000 + day}.html"
        site.dead.append((f"3月专题资料之{day}", path, where))


_OWN = (
    Fault("dead-links-three", "三条死链", _dead_links),
    Fault("statistics-idle", "办事统计停在2024年12月", _since("bstj", "2025-01-01").plant),
    Fault("letters-idle", "咨询投诉最近一件是2月14日选登的，过了两个月", _since("zxts", "2025-02-15").plant),
    Fault("letter-unanswered", "一件12月20日的来信至今待回复", _unanswered),
    Fault("letter-in-time", "一件4月2日的来信待回复（近似情形）", _in_time),
)  # fmt: skip

#: Every fault and near miss by id.
FAULTS_OF_INSPECTION: dict[str, Fault] = {
    fault.id: fault
    for fault in (*_OWN, *(each for each in website.FAULTS if each.id in _OF_WEBSITES))
}

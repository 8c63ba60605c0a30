"""Faults of the website itself: columns, links, footer, search, tags, private data; and pages
that do not answer.
"""

from __future__ import annotations

from typing import Literal

from demo.sites.content.base import doc
from demo.sites.faults.fault import Fault, add
from demo.sites.model import Behaviour, Column, SiteContent

#: Numbers that would betray a person, were there one: the division code is not in use, the check
#: digits are right.
IDENTITY = "370399199003071238"
BANK_CARD = "6222009901000012348"
MOBILE = "13900000025"

_EMPTY = (
    ("zhcs", "智慧城市", "栏目建设中，敬请期待……"),
    ("szxc", "数字乡村", "暂无内容"),
    ("lsfz", "绿色发展", ""),
    ("xfwq", "消费维权", "内容正在建设中"),
    ("kjcx", "科技创新", "共0条 0/0"),
)


def _empty_columns(count: int) -> Fault:
    def plant(site: SiteContent) -> None:
        empty = [Column(key, name, placeholder=words) for key, name, words in _EMPTY[:count]]
        links = "　".join(f"[[col:{key}|{name}]]" for key, name, _ in _EMPTY[:count])
        site.columns.append(
            Column("ztzl", "专题专栏", empty, blocks=[f"专题专栏集中展示：{links}"])
        )

    return Fault("", "", plant)


_PLACES = ("", "zwgk", "zdlyxx", "bsfw", "zfgb", "hdjl", "zfxxgk", "fdzdgknr", "zcjd", "tzgg")


def _dead(count: int, missing: Literal["404", "home", "refresh"]) -> Fault:
    def plant(site: SiteContent) -> None:
        site.missing = missing
        for number in range(count):
            where = _PLACES[number % len(_PLACES)]
            path = {
                "trs": f"/zwgk/ztzl/20200{number % 9 + 1}/t20200{number % 9 + 1}15_{99000 + number}.html",
                "jcms": f"/art/2020/{number + 1}/15/art_99_{99000 + number}.html",
                "static": f"/ShowArticle.asp?ArticleID={99000 + number}",
            }[site.family]
            site.dead.append((f"专题资料之{number + 1}", path, where))

    return Fault("", "", plant)


def _without(*parts: str) -> Fault:
    def plant(site: SiteContent) -> None:
        for part in parts:
            del site.footer[part]

    return Fault("", "", plant)


def _no_search(site: SiteContent) -> None:
    site.search = "none"


def _broken_search(site: SiteContent) -> None:
    site.search = "broken"


def _no_accessibility(site: SiteContent) -> None:
    site.accessible = False


def _no_tags(site: SiteContent) -> None:
    site.tags = ()


def _some_tags(site: SiteContent) -> None:
    column = site.column("zcjd")
    site.untagged.update(item.key for item in column.documents)


def _leak(key: str, title: str, words: str) -> Fault:
    def plant(site: SiteContent) -> None:
        item = doc(site.area, key, "2020-11-16", f"{site.area.name}{title}", words)
        add(site, "shbz", item)

    return Fault("", "", plant)


def _behave(key: str, how: Behaviour) -> Fault:
    def plant(site: SiteContent) -> None:
        site.behaviours[key] = how

    return Fault("", "", plant)


def _consultations_timeout(site: SiteContent) -> None:
    site.behaviours["yjzj"] = "hang"
    # No page may lead past the column to a consultation, or the rules could be decided after all.
    for item in site.column("jgfk").documents:
        item.related = [key for key in item.related if not key.startswith("zj")]


def _robots(site: SiteContent) -> None:
    site.robots.append("zfxxgknb")


def _down(site: SiteContent) -> None:
    site.down = True


FAULTS = (
    Fault("empty-columns-five", "五个空白或“建设中”的栏目", _empty_columns(5).plant),
    Fault("empty-columns-four", "四个空白或“建设中”的栏目（近似情形）", _empty_columns(4).plant),
    Fault(
        "dead-links-ten",
        "十条死链，网站对不存在的地址返回首页（状态码200）",
        _dead(10, "home").plant,
    ),
    Fault(
        "dead-links-three",
        "三条死链，网站对不存在的地址返回刷新到上级的页面（状态码200）",
        _dead(3, "refresh").plant,
    ),
    Fault("dead-links-nine", "九条死链", _dead(9, "404").plant),
    Fault("footer-two-missing", "页脚缺公安备案和找错入口", _without("police", "errors").plant),
    Fault(
        "footer-three-missing",
        "页脚缺公安备案、找错入口和网站地图",
        _without("police", "errors", "map").plant,
    ),
    Fault("search-missing", "没有站内搜索", _no_search),
    Fault("search-broken", "站内搜索返回404", _broken_search),
    Fault("accessibility-missing", "没有无障碍或长者模式入口", _no_accessibility),
    Fault("tags-missing", "文章页没有三个标签", _no_tags),
    Fault("tags-partial", "政策解读栏目的文章页没有三个标签", _some_tags),
    Fault(
        "identity-number",
        "救助名单里有完整的身份证号",
        _leak(
            "xm1", "临时救助对象名单公示", f"救助对象甲某，身份证号码：{IDENTITY}，救助金额1200元。"
        ).plant,
    ),
    Fault(
        "bank-card",
        "补贴名单里有完整的银行卡号",
        _leak(
            "xm2", "惠农补贴发放明细公示", f"补贴对象乙某，银行卡号：{BANK_CARD}，补贴金额860元。"
        ).plant,
    ),
    Fault(
        "private-mobile",
        "救助名单里有个人手机号",
        _leak(
            "xm3",
            "特困供养人员名单公示",
            f"供养对象丙某，本人手机号码：{MOBILE}，住址：城关镇东街。",
        ).plant,
    ),
    Fault("guide-firewall", "公开指南页被防火墙拦截（403）", _behave("zfxxgkzn", "firewall").plant),
    Fault("consultations-timeout", "意见征集栏目一直不响应", _consultations_timeout),
    Fault("budget-shell", "政府预算栏目是脚本空壳", _behave("zfys", "shell").plant),
    Fault("report-unavailable", "本级政府年报页返回503", _behave("nb-2020", "unavailable").plant),
    Fault("reports-robots", "robots.txt 禁止访问年度报告栏目", _robots),
    Fault("site-down", "整个网站拒绝连接", _down),
)

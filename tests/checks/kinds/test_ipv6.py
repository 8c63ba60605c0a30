from __future__ import annotations

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import Link, ListRow
from tests.checks.build import HOME, address, column, day, home, judge, site

FOOT = "主办单位：临港经济开发区管理委员会 联系电话：0539-7511000 网站标识码：3713000041"


@pytest.mark.parametrize(
    "foot",
    [
        f"{FOOT}\n本网站支持IPv6",
        f"{FOOT} 本站已支持 IPV6 访问 鲁ICP备05012345号",
        f"{FOOT}|IPv6 network supported|网站地图",
        f"{FOOT}\nIPv6已支持",
        f"{FOOT}\n本网站支持互联网协议第六版",
        f"{FOOT}\n网站地图 政府网站找错 IPv6",
        "IPv6",
        f"{FOOT}\n本网站支持IPV4、IPV6双栈访问",
        f"{FOOT}\n本网站IPv6访问已开通",
        f"{FOOT} ipv6_logo.png",
    ],
)
def test_the_site_s_own_mark_passes(foot: str) -> None:
    said = judge("ipv6", site(homepage=home("政务公开", footer=foot)))
    assert said.verdict is Verdict.PASS
    assert "ip" in said.quotes.lower() or "互联网协议" in said.quotes


@pytest.mark.parametrize(
    "words",
    [
        "临港区推进IPv6规模部署和应用",
        "关于加快门户网站支持IPv6改造工作的通知",
        "本网站暂不支持IPv6",
        "我国IPv6活跃用户数达7亿，网络基础设施全面支持IPv6",
        "政务公开",
    ],
)
def test_without_the_mark_nothing_is_decided_and_nothing_fails(words: str) -> None:
    page = home(Link(address("消息"), words), text=words, footer=FOOT)
    said = judge("ipv6", site(homepage=page))
    assert said.verdict is Verdict.UNDETERMINED
    assert said.code == "no_mark"
    assert "不等于不支持" in said.reason


def test_a_dated_headline_is_no_mark_whatever_it_says() -> None:
    title = "门户网站支持IPv6访问"
    row = ListRow(address(title), title, day("2021-12-01"))
    page = home(Link(address(title), title), text=title, footer=FOOT, dated=[row])
    assert judge("ipv6", site(homepage=page)).verdict is Verdict.UNDETERMINED


def test_the_words_of_an_image_or_link_count() -> None:
    page = home(Link("http://ipv6.example/", "本网站支持IPv6"), footer=FOOT)
    assert judge("ipv6", site(homepage=page)).verdict is Verdict.PASS


def test_a_frame_of_the_homepage_belongs_to_it() -> None:
    foot = f"{HOME}foot.html"
    page = home("政务公开", footer=FOOT, frames=[foot])
    unread = judge("ipv6", site(homepage=page))
    assert foot in unread.reason
    assert unread.verdict is Verdict.UNDETERMINED
    read = site(homepage=page, columns=[column("页脚", url=foot, text="本网站已支持IPv6访问")])
    assert judge("ipv6", read).verdict is Verdict.PASS


def test_a_homepage_that_was_not_read_leaves_it_open() -> None:
    said = judge("ipv6", site(homepage=home(outcome="timeout")))
    assert (said.verdict, said.code) == (Verdict.UNDETERMINED, "unread")

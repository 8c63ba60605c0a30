"""The frames that hold a page's content, and those that do not."""

from __future__ import annotations

import pytest

from crawler.extract.frames import Frame, frames_of
from crawler.extract.page import parse

URL = "http://www.qinghe.gov.cn/zwgk/index.html"


def addresses(html: str) -> list[str]:
    return [frame.url for frame in frames_of(parse(f"<body>{html}</body>"), URL)]


def test_names_and_addresses() -> None:
    tree = parse(
        "<iframe src=list.jsp?id=3 name=main title=列表></iframe><iframe src=/b.html title='通知 公告'></iframe>"
        "<iframe src=/c.html id=c></iframe><iframe src=list.jsp?id=3></iframe><iframe data-src=d.html></iframe>"
    )
    assert frames_of(tree, URL) == [
        Frame("http://www.qinghe.gov.cn/zwgk/list.jsp?id=3", "main"),
        Frame("http://www.qinghe.gov.cn/b.html", "通知 公告"),
        Frame("http://www.qinghe.gov.cn/c.html", "c"),
        Frame("http://www.qinghe.gov.cn/zwgk/d.html", ""),
    ]


def test_a_frameset() -> None:
    tree = parse(
        "<html><head><title>清河</title></head><frameset rows='80,*'><frame src=top.htm name=top scrolling=no>"
        "<frameset cols=20%,*><frame src=left.htm name=left><frame src=main.htm name=main></frameset></frameset></html>"
    )
    assert [frame.name for frame in frames_of(tree, URL)] == ["top", "left", "main"]


def test_the_base_element_counts() -> None:
    tree = parse("<base href=/old/><iframe src=a.htm></iframe>")
    assert [frame.url for frame in frames_of(tree, URL)] == ["http://www.qinghe.gov.cn/old/a.htm"]


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe></iframe>",
        "<iframe src=''></iframe>",
        "<iframe src=about:blank></iframe>",
        "<iframe src=javascript:false></iframe>",
        f"<iframe src={URL}></iframe>",
        "<iframe src=#top></iframe>",
        "<iframe src=/count.jsp style='display: none'></iframe>",
        "<iframe src=/count.jsp style='visibility:hidden'></iframe>",
        "<iframe src=/count.jsp hidden></iframe>",
        "<iframe src=/count.jsp width=0 height=0></iframe>",
        "<iframe src=/count.jsp width=1px height=100></iframe>",
        "<iframe src=/count.jsp style='width:100%;height:1px'></iframe>",
        "<iframe src=https://s4.cnzz.com/stat.php?id=1></iframe>",
        "<iframe src=//js.users.51.la/1.html></iframe>",
        "<iframe src=http://i.tianqi.com/index.php?c=code&id=2></iframe>",
        "<iframe src=http://m.weather.com.cn/m/pn12/weather.htm></iframe>",
        "<iframe src=https://map.baidu.com/mobile/></iframe>",
        "<iframe src=https://player.youku.com/embed/X1></iframe>",
        "<iframe src=https://v.qq.com/txp/iframe/player.html?vid=1></iframe>",
        "<iframe src=http://service.hebei.gov.cn.example.com/weather/index.html></iframe>",
    ],
)
def test_a_frame_that_shows_nothing_of_the_site(frame: str) -> None:
    assert addresses(frame) == []


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src=http://www.qinghe.gov.cn/list.jsp width=100% height=800></iframe>",
        "<div style='display:none'><iframe src=http://www.qinghe.gov.cn/list.jsp></iframe></div>",
        "<iframe src=http://zwgk.qinghe.gov.cn/weather/list.html></iframe>",
        "<iframe src=http://10.1.2.3:8080/xxgk/list.do style='min-height:0;width:1px0'></iframe>",
        "<iframe src=http://xxgk.hebei.gov.cn/qinghe/list.html></iframe>",
        "<iframe src=http://www.qinghe.gov.cn/list.jsp style='max-width:2px0' frameborder=0></iframe>",
    ],
)
def test_a_frame_that_holds_content(frame: str) -> None:
    assert len(addresses(frame)) == 1


def test_frames_without_end() -> None:
    assert len(addresses("".join(f"<iframe src=/{n}></iframe>" for n in range(5000)))) == 50

"""The homepage's text, foot, dated items, frames and site search."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.extract.forms import fillable_fields
from crawler.extract.homepage import extract_homepage
from crawler.extract.page import parse
from crawler.snapshot.facts import ListRow

URL = "http://www.qinghe.gov.cn/"
REAL = Path(__file__).parents[3] / "../shared/real"
PAGE = """<html><head><title>清河县人民政府</title><meta name=SiteIDCode content=3709990001></head><body>
<div>今天是2024年3月5日 星期二</div>
<form action="/search/s" method="GET"><input type=hidden name=siteCode value=12>
<input type=text name=searchWord placeholder=请输入关键字>
<input type=button value=搜索></form>
<iframe src="weather.html"></iframe><a href="/wza/"><img src=w.png alt="无障碍浏览"></a>
<ul><li><a href="/yw/202403/t20240301_1.html">县长主持召开会议研究部署重点工作</a><span>03-01</span></li>
<li><a href="javascript:;">清河县召开重点项目推进会议</a><span>2024-02-28</span></li></ul>
<div class=footer><p>主办单位：清河县人民政府 网站标识码：3709990001</p>
<a href="http://beian.miit.gov.cn/">鲁ICP备12345678号-1</a>
<img src=jg.png alt="党政机关"><img src=zc.png title="政府网站找错"></div></body></html>"""


def test_homepage() -> None:
    home = extract_homepage(PAGE.encode(), URL)
    assert home.title == "清河县人民政府"
    assert home.meta["SiteIDCode"] == "3709990001"
    assert home.frames == ["http://www.qinghe.gov.cn/weather.html"]
    assert "无障碍浏览" in {link.text for link in home.links}
    for words in ("网站标识码：3709990001", "鲁ICP备12345678号-1", "党政机关", "政府网站找错"):
        assert words in home.footer
    assert "县长主持" not in home.footer
    assert "县长主持召开会议研究部署重点工作" in home.text


def test_the_foot_names_the_file_of_a_badge_without_words() -> None:
    foot = '<div class="footer">主办单位：临港管委会 <img src="/images/{}"></div>'.format
    page = "<html><body><a href='/zwgk/'>政务公开</a>{}</body></html>".format
    badge = extract_homepage(page(foot("IPv6_logo.png")).encode("utf-8"), "http://a.example/")
    assert badge.footer.splitlines()[-1] == "IPv6_logo"
    other = extract_homepage(page(foot("bottom_01.png")).encode("utf-8"), "http://a.example/")
    assert "bottom" not in other.footer


def test_a_badge_in_the_head_is_read_as_text() -> None:
    head = "<div class='top'><img src='/i/six.png' alt='本站支持IPv6访问'><img src='/i/a.png' alt='徽标'></div>"
    page = f"<html><body>{head}<a href='/zwgk/'>政务公开</a><div class='footer'>主办</div></body></html>"
    facts = extract_homepage(page.encode("utf-8"), "http://a.example/")
    assert facts.text.splitlines()[-1] == "本站支持IPv6访问"
    assert "徽标" not in facts.text


def test_dated_items_include_those_whose_links_lead_nowhere() -> None:
    assert extract_homepage(PAGE.encode(), URL).dated == [
        ListRow(
            f"{URL}yw/202403/t20240301_1.html", "县长主持召开会议研究部署重点工作", date(2024, 3, 1)
        ),
        ListRow(URL, "清河县召开重点项目推进会议", date(2024, 2, 28)),
    ]


def test_search_form() -> None:
    search = extract_homepage(PAGE.encode(), URL).search
    assert search is not None
    assert (search.action, search.method, search.field) == (f"{URL}search/s", "get", "searchWord")
    assert search.hidden == {"siteCode": "12"}


def test_a_login_form_is_no_search() -> None:
    page = "<form action='/login'><input name=user><input type=password name=pw><input type=submit value=登录></form>"
    assert extract_homepage(page.encode(), URL).search is None


def test_fields_a_visitor_can_fill_in() -> None:
    form = """<form action=/apply><input type=radio name=kind value=1><input type=radio name=kind value=2>
<input name=name>
    <input name=phone type=tel><textarea name=what></textarea><select name=how><option>1</select>
<input type=hidden name=t>
    <input type=submit><input name=fixed readonly></form>"""
    assert fillable_fields(parse(PAGE.replace("<ul>", f"{form}<ul>"))) == 5
    assert fillable_fields(parse(PAGE)) == 0


@pytest.fixture(name="yichun")
def _yichun() -> bytes:
    path = REAL / "pages/yichun/home.html"
    if not path.exists():
        pytest.skip("the saved real pages are not here")
    return path.read_bytes()


def test_a_real_homepage(yichun: bytes) -> None:
    home = extract_homepage(yichun, "http://www.yichun.gov.cn/")
    assert "3609000002" in home.footer
    assert home.search is not None
    assert (home.search.action, home.search.field) == (
        "https://www.yichun.gov.cn/search4/s",
        "searchWord",
    )
    assert max(row.day for row in home.dated if row.day) == date(2023, 10, 11)
    assert len(home.dated) > 30

"""List rows in the shapes of the families; menus and pagers are none."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract.page import extract_page
from crawler.snapshot.facts import ListRow, PageFacts

URL = "http://www.qinghe.gov.cn/zwgk/tzgg/index.html"
TITLES = [
    "清河县人民政府关于公布规范性文件清理结果的通知",
    "清河县2023年9月18-22日计划停电公告",
    "清河县人民政府办公室关于做好防汛工作的通知",
    "关于2023年度部门预算公开的说明",
]
DAYS = [date(2023, 9, 20), date(2023, 9, 9), date(2023, 1, 3), date(2022, 12, 30)]
MENU = "<ul>" + "".join(f'<li><a href="/{n}/">栏目名称之{n}</a></li>' for n in range(12)) + "</ul>"
FOOT = (
    '<div class=footer><a href="http://www.hebei.gov.cn/">河北省人民政府门户网站</a>'
    '<a href="http://www.gov.cn/">中国政府网</a> 版权所有 2020-01-01</div>'
)


def read(rows: str, extra: str = "") -> PageFacts:
    text = f"<html><head><title>通知公告_清河县人民政府</title></head><body>{MENU}{rows}{extra}{FOOT}</body></html>"
    return extract_page(text.encode(), URL)


def rows(shape: str, days: list[str] | None = None) -> str:
    dates = days or [day.isoformat() for day in DAYS]
    return "".join(
        shape.format(n=n, title=title, cut=title[:12] + "...", day=day)
        for n, (title, day) in enumerate(zip(TITLES, dates, strict=True))
    )


SHAPES = {
    "span after": '<li><a href="./t{n}.html">{title}</a><span>{day}</span></li>',
    "cut, whole in title": '<li><a href="./t{n}.html" title="{title}">{cut}</a><span>{day}</span></li>',
    "cut with dots": '<li><a href="./t{n}.html" title="{title}">· {cut}</a><b>{day}</b></li>',
    "date first": '<li><span>[{day}]</span><a href="./t{n}.html">{title}</a></li>',
    "italic": '<li><a href="./t{n}.html" title="{title}">{title}</a><i>{day}</i></li>',
    "in brackets": '<li><a href="./t{n}.html">{title}</a>【{day}】</li>',
    "table": (
        "<tr><td>{n}</td><td><a href='./t{n}.html'>{title}</a></td>"
        "<td>000014348/2020-35428</td><td>县政府办</td><td>{day}</td></tr>"
    ),
    "definition list": '<dl><dd><a href="./t{n}.html">{title}</a></dd><dd>{day}</dd></dl>',
    "divs": '<div class=row><div><a href="./t{n}.html">{title}</a></div><div class=date>{day}</div></div>',
    "paragraphs, date first": '<p><em>{day}</em><a href="./t{n}.html">{title}</a></p>',
    "date inside the link": '<li><a href="./t{n}.html" title="{title}">{title}<span>{day}</span></a></li>',
    "date inside, no title": '<li><a href="./t{n}.html">{title} <span>{day}</span></a></li>',
    "blocks inside the link": '<li><a href="./t{n}.html"><h3>{title}</h3><p>{day}</p></a></li>',
    "list inside the link": '<a href="./t{n}.html"><li><p>{title}</p></li></a><span>{day}</span>',
    "nested bare li": '<li><li><a href="./t{n}.html">{title}</a><span>{day}</span></li></li>',
    "stray closing tags": '<li><a href="./t{n}.html">{title}</a><img src=new.gif></a><span>{day}</span></li>',
    "category before": '<li>[<a href="/lm/">通知</a>]<a href="./t{n}.html">{title}</a><span>{day}</span></li>',
    "cells are list items": (
        '<div class=row><ul><li class=xh>{n}</li><li class=mc><a href="./t{n}.html" title="{title}">{cut}</a></li>'
        "<li class=rq>{day}</li></ul></div>"
    ),
    "with a time": '<li><a href="./t{n}.html">{title}</a><span>{day} 10:20</span></li>',
    "with a summary": '<li><a href="./t{n}.html">{title}</a><p>'
    + "现将有关事项通知如下，请遵照执行。" * 30
    + "</p><span>{day}</span></li>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_of_every_shape(shape: str) -> None:
    opened = "<table>{}</table>" if shape == "table" else "<div class=list>{}</div>"
    facts = read(opened.format(rows(SHAPES[shape])))
    wanted = [
        ListRow(URL.replace("index.html", f"t{n}.html"), title, day)
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
    ]
    assert facts.rows == wanted
    assert facts.is_list
    assert not facts.is_article


@pytest.mark.parametrize(
    "days",
    [
        ["09-20", "09-09", "01-03", "12-30"],
        ["[09/20]", "[09/09]", "[01/03]", "[12/30]"],
        ["9月20日", "9月9日", "1月3日", "12月30日"],
    ],
)
def test_month_and_day_take_the_year_of_the_address(days: list[str]) -> None:
    shape = '<li><a href="/art/{{year}}/t{n}.html">{title}</a><span>{day}</span></li>'
    text = "".join(
        shape.format(n=n, title=title, day=day).format(year=f"{real:%Y/%m}")
        for n, (title, day, real) in enumerate(zip(TITLES, days, DAYS, strict=True))
    )
    assert [row.day for row in read(text).rows] == DAYS


def test_month_and_day_take_the_year_of_the_row_above() -> None:
    text = rows(
        '<li><a href="/info/1028/{n}.htm">{title}</a><span>{day}</span></li>',
        ["2023-09-20", "09-09", "01-03", "12-30"],
    )
    assert [row.day for row in read(text).rows] == DAYS


def test_month_and_day_without_any_year_stay_undated() -> None:
    text = rows(
        '<li><a href="/info/1028/{n}.htm">{title}</a><span>{day}</span></li>',
        ["09-20", "09-09", "01-03", "12-30"],
    )
    assert [row.day for row in read(text).rows] == [None] * 4


@pytest.mark.parametrize(
    ("shape", "day"),
    [
        ("<b>20</b><i>2023-09</i>", date(2023, 9, 20)),
        ("<b>2023-09</b><i>20</i>", date(2023, 9, 20)),
        ("<div>09-20</div><div>2023</div>", date(2023, 9, 20)),
        ("<p>2023</p><p>09-20</p>", date(2023, 9, 20)),
        ("<span>二〇二三年九月二十日</span>", date(2023, 9, 20)),
    ],
)
def test_dates_in_pieces(shape: str, day: date) -> None:
    text = "".join(
        f'<li>{shape}<a href="/info/1/{n}.htm">{TITLES[0]}{n}</a></li>' for n in range(3)
    )
    assert [row.day for row in read(text).rows] == [day] * 3


def test_undated_rows_that_read_like_titles() -> None:
    text = rows('<li><a href="/info/1028/169{n}.htm">{title}</a></li>')
    facts = read(text)
    assert [row.title for row in facts.rows] == TITLES
    assert not facts.is_list


def test_an_undated_row_in_a_dated_list_is_one_of_it() -> None:
    dated = '<li><a href="/info/1028/169{n}.htm">{title}</a><span>{day}</span></li>'
    pinned = '<li><a href="/info/1028/1700.htm">关于申报专项资金的通知</a></li>'
    facts = read(rows(dated) + pinned + rows(dated))
    assert [(row.title, row.day) for row in facts.rows[4:5]] == [("关于申报专项资金的通知", None)]
    assert len(facts.rows) == 9
    column = '<li><a href="/list.jsp?wbtreeid=1061">基层政务公开标准目录</a></li>'
    assert len(read(rows(dated) + column + rows(dated)).rows) == 8


def test_a_row_whose_title_leads_nowhere_leads_where_its_button_does() -> None:
    shape = (
        '<li><a href="javascript:;" title="{title}"><img src=a.jpg></a>'
        '<p><a href="javascript:;" title="{title}">{cut}</a></p>'
        "<div class=play onclick=\"window.open('info/1018/4408{n}.htm','_blank')\"></div></li>"
    )
    facts = read(rows(shape))
    assert [(row.url.rsplit("/", 3)[1:], row.title) for row in facts.rows] == [
        (["info", "1018", f"4408{n}.htm"], title) for n, title in enumerate(TITLES)
    ]


def test_a_list_in_a_box_called_like_a_foot() -> None:
    shape = '<li><a href="./t{n}.html">关于{title}备案和版权的主办</a><span>{day}</span></li>'
    box = f'<div class="main bottom"><ul>{rows(shape)}</ul></div>'
    assert len(read(f"<p>{'导航' * 400}</p>{box}").rows) == len(TITLES)


def test_a_menu_is_no_list() -> None:
    facts = read("<p>这里没有内容</p>")
    assert facts.rows == []
    assert not facts.is_list


def test_rows_whose_links_lead_nowhere_are_not_followed_yet_seen() -> None:
    facts = read(rows('<li><a href="javascript:;">{title}</a><span>{day}</span></li>'))
    assert facts.rows == []
    assert facts.is_list


def test_rows_of_all_blocks_of_a_column_home() -> None:
    one = rows('<li><a href="/a/t{n}.html">{title}</a><span>{day}</span></li>')
    two = rows('<li><a href="/b/t{n}.html">{title}</a><span>{day}</span></li>')
    more = '<span><a href="/a/">更多&gt;</a></span>'
    facts = read(
        f"<div><h2>最新文件</h2><ul>{one}</ul>{more}</div><div><h2>公示公告</h2><ul>{two}</ul>{more}</div>"
    )
    assert len(facts.rows) == 8
    assert facts.is_list


BOX = "<div class=left><h3>{name}</h3><ul>{rows}</ul></div>"
BOX_ROWS = (
    '<li><a href="/yw/t{n}.html">清河县召开第{n}次重点项目推进会</a><em>2024-02-0{n}</em></li>'
)


@pytest.mark.parametrize(
    "name", ["热点信息", "推荐文章", "点击排行", "最新更新", "图片新闻", "热门推荐："]
)
def test_a_box_that_is_on_every_page_is_no_list_of_the_column(name: str) -> None:
    box = BOX.format(name=name, rows="".join(BOX_ROWS.format(n=n) for n in range(1, 5)))
    shape = SHAPES["span after"]
    assert len(
        read(f"{box}<div class=right><h2>通知公告</h2><ul>{rows(shape)}</ul></div>").rows
    ) == len(TITLES)
    assert len(
        read(f"<div class=right><h2>通知公告</h2><ul>{rows(shape)}</ul></div>{box}").rows
    ) == len(TITLES)
    linked = "<div class=right><p><a href=/czyjs/>财政预决算</a> <a href=/xm/>重大建设项目</a></p>"
    assert len(read(f"{box}{linked}<ul>{rows(shape)}</ul></div>").rows) == len(TITLES)
    empty = read(f"{box}<div class=right><h2>通知公告</h2><p>暂无内容</p></div>")
    assert empty.rows == []
    assert empty.placeholder == "暂无内容"


def test_a_column_may_be_called_like_such_a_box() -> None:
    crumb = "<div>当前位置：<a href=/>首页</a> &gt; <a href=/xw/>新闻中心</a> &gt; 图片新闻</div>"
    shown = read(crumb + BOX.format(name="图片新闻", rows=rows(SHAPES["span after"])))
    assert len(shown.rows) == len(TITLES)


def test_an_empty_list_says_so() -> None:
    assert (
        read("<div class=list></div><table><tr><td>共0条</td><td>0/0</td></tr></table>").placeholder
        == "共0条"
    )
    assert read("<p>栏目正在建设中……</p>").placeholder.endswith("建设中…")
    assert read("<p>暂无相关内容</p>").placeholder == "暂无相关内容"
    assert read(rows(SHAPES["span after"]), "<p>暂无内容</p>").placeholder == ""


def test_an_article_that_speaks_of_building_sites_is_no_placeholder() -> None:
    text = (
        "<h1>全县重点项目推进情况</h1><div id=zoom>"
        + "<p>目前全县共有12个重点项目正在建设中。</p>" * 20
        + "</div>"
    )
    assert read(text).placeholder == ""


def test_the_count_of_a_pagers_pages_is_no_day_of_its_links() -> None:
    pager = (
        '<div><span>共52条</span> <span>1</span><a href="tzgg/10.htm">2</a><a href="tzgg/1.htm">11</a>'
        '<a href="tzgg/10.htm">下页</a><a href="tzgg/1.htm">尾页</a> <span>1/11</span></div>'
    )
    facts = read(rows(SHAPES["span after"]), pager)
    assert [row.title for row in facts.rows] == TITLES


def test_the_name_of_a_column_between_two_lists_is_no_row() -> None:
    def listed(first: int) -> str:
        return "".join(
            f'<li><a href="/info/1061/{n}.htm">关于第{n}号事项的通知</a><span>2020-05-0{n % 9 + 1}</span></li>'
            for n in range(first, first + 2)
        )

    name = '<li><a href="/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1061">基层政务公开标准目录</a></li>'
    undated = '<li><a href="/info/1061/1700.htm">关于城区停水的通告</a></li>'
    found = read(f"<ul>{listed(1600)}{name}{listed(1800)}</ul>").rows
    assert "基层政务公开标准目录" not in [row.title for row in found]
    assert len(found) == 4
    found = read(f"<ul>{listed(1600)}{undated}{listed(1800)}</ul>").rows
    assert [row.title for row in found].count("关于城区停水的通告") == 1

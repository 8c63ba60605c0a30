"""List pages as the systems write them, made from rows that a test knows: any markup, any way to show title and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from hypothesis import strategies as st

from crawler.snapshot.facts import ListRow

URL = "http://www.qinghe.gov.cn/zwgk/tzgg/index.html"
FOLDER = URL.rpartition("/")[0]

# `{link}` is the row's link, `{day}` its date as shown, `{n}` its number.
ROWS = {
    "li": ("<ul class=list>{}</ul>", "<li>{link}<span>{day}</span></li>"),
    "li, date first": ("<ul>{}</ul>", "<li><span class=date>{day}</span>{link}</li>"),
    "li, floating": ("<ul>{}</ul>", "<li><em class=fr>{day}</em><h4>{link}</h4></li>"),
    "li, bare date": ("<ul>{}</ul>", "<li>{link} {day}</li>"),
    "li with a picture": ("<ul>{}</ul>", "<li><img src=ds.jpg alt=''>{link}<i>{day}</i></li>"),
    "li, nothing closed": ("<ul>{}</ul>", "<li>{link}<b>{day}</b>"),
    "li of divs": ("<ul>{}</ul>", "<li><div>{link}</div><div>{day}</div><div class=line></div></li>"),
    "li with a source": ("<ul>{}</ul>", "<li>{link}<span>来源：县政府办</span><span>{day}</span></li>"),
    "li with a summary": (
        "<ul>{}</ul>",
        "<li><h3>{link}</h3><p>现将有关事项通知如下，请遵照执行，并于月底前报送。</p><span>{day}</span></li>",
    ),
    "li with more": ("<ul>{}</ul>", "<li>{link}<span>{day}</span><a href=/p{n}.html>[详细]</a></li>"),
    "table": (
        "<table><tr><th>序号</th><th>标题</th><th>发布日期</th></tr>{}</table>",
        "<tr><td>{n}</td><td>{link}</td><td>{day}</td></tr>",
    ),
    "table of a catalogue": (
        "<table><tr><td>名称</td><td>索引号</td><td>发布机构</td><td>发布日期</td></tr>{}</table>",
        "<tr><td>{link}</td><td>000014348/2020-3542{n}</td><td>县教育局</td><td>{day}</td></tr>",
    ),
    "a table a row": ("<div>{}</div>", "<table><tr><td>·{link}</td><td>{day}</td></tr></table>"),
    "old table": (
        "<table><tr><td><table>{}</table></td></tr></table>",
        "<TR><TD width=10><img src=dot.gif></TD><TD>{link}</TD><TD align=right><font color=gray>{day}</font></TD></TR>"
        "<TR><TD colspan=3 background=line.gif height=1></TD></TR>",
    ),
    "dl a row": ("<div>{}</div>", "<dl><dt>{link}</dt><dd>{day}</dd></dl>"),
    "one dl": ("<dl>{}</dl>", "<dt>{link}</dt><dd>{day}</dd>"),
    "divs": ("<div class=list>{}</div>", "<div class=row><div>{link}</div><div class=d>{day}</div></div>"),
    "divs, date first": ("<div>{}</div>", "<div class=row><div class=d>{day}</div><div>{link}</div></div>"),
    "spans": ("<div>{}</div>", "<div><span>{link}</span><span>{day}</span></div>"),
    "paragraphs": ("<div>{}</div>", "<p>{link}<span>{day}</span></p>"),
    "li with a category": ("<ul>{}</ul>", "<li>[<a href=/zwgk/>政务公开</a>] {link}<span>{day}</span></li>"),
    "li with a file": ("<ul>{}</ul>", "<li>{link}<a href=/f/{n}.pdf>下载</a><span>{day}</span></li>"),
    "cells of one row": ("<table><tr>{}</tr></table>", "<td>·{link}</td><td>{day}</td>"),
    "lines": ("<div>{}</div>", "·{link} {day}<br>"),
}  # fmt: skip
# The link: `{title}` whole, `{cut}` cut off.
LINKS = {
    "plain": "<a href='{href}'>{title}</a>",
    "title attribute": "<a href='{href}' target=_blank title='{title}'>{title}</a>",
    "cut with dots": "<a href='{href}' title='{title}'>{cut}...</a>",
    "cut with an ellipsis": "<a title='{title}' href='{href}'>{cut}…</a>",
    "cut without a mark": "<a href='{href}' title='{title}'>{cut}</a>",
    "coloured": "<a href='{href}'><font color=red><b>{title}</b></font></a>",
    "in a paragraph": "<a href='{href}'><p>{title}</p></a>",
    "white space": "<a href='{href}'>\n\t\t\t{title}&nbsp;\n\t\t</a>",
    "new": "<a href='{href}'>{title}<img src=new.gif></a>",
    "by script": "<a href='javascript:void(0)' onclick=\"window.open('{href}')\">{title}</a>",
}
# A link that leads nowhere, and a button of the same row that does.
BUTTON = "<a href='javascript:;' title='{title}'>{cut}...</a><span class=play onclick=\"window.open('{href}')\"></span>"
# The date, inside the link.
INSIDE = {
    "li, date in the link": ("<ul>{}</ul>", "<li><a href='{href}' title='{title}'>{title}<span>{day}</span></a></li>"),
    "li, date in a bare link": ("<ul>{}</ul>", "<li><a href='{href}'>{title}<span> {day}</span></a></li>"),
    "li, date leads in the link": ("<ul>{}</ul>", "<li><a href='{href}'><span>{day}</span> {title}</a></li>"),
    "blocks in the link": ("<ul>{}</ul>", "<li><a href='{href}'><h3>{title}</h3><p>{day}</p></a></li>"),
    "a clickable row": ("<ul>{}</ul>", "<li onclick=\"location.href='{href}'\"><p>{title}</p><p>{day}</p></li>"),
}  # fmt: skip
DAYS = {
    "iso": "{0:%Y-%m-%d}",
    "in brackets": "[{0:%Y-%m-%d}]",
    "in full-width brackets": "（{0:%Y-%m-%d}）",
    "short": "{0.year}-{0.month}-{0.day}",
    "slashes": "{0.year}/{0.month}/{0.day}",
    "dots": "{0:%Y.%m.%d}",
    "chinese": "{0.year}年{0.month}月{0.day}日",
    "chinese, two digits": "{0:%Y年%m月%d日}",
    "with a time": "{0:%Y-%m-%d} 10:20:30",
    "labelled": "发布时间：{0:%Y-%m-%d}",
}
BARE_DAYS = {
    "month and day": "{0:%m-%d}",
    "month and day in brackets": "[{0:%m/%d}]",
    "month and day in chinese": "{0.month}月{0.day}日",
    "short year": "{0:%y-%m-%d}",
    "short year with a time": "{0:%y-%m-%d} 10:20:30",
    "day over month": "<b>{0:%d}</b><i>{0:%Y-%m}</i>",
    "month and day over year": "<p>{0:%m-%d}</p><p>{0:%Y}</p>",
}
HREFS = (
    "./{0:%Y%m}/t{0:%Y%m%d}_{n}.html",
    "/art/{0.year}/{0.month}/{0.day}/art_1_{n}.html",
    "{0:%Y-%m}/{0:%d}/content_{n}.htm",
    "http://www.qinghe.gov.cn/info/{0.year}/{n}.htm",
    "show.asp?year={0.year}&amp;t=_{0.year}-&amp;id={n}",
)
_WORDS = (
    "清河县", "人民政府", "办公室", "关于", "印发", "《防汛工作预案》", "2023年度", "9月18日-22日", "计划停电",
    "规范性文件", "清理结果", "的通知", "的公告", "（试行）", "第12号", "公示", "部门预算", "“十四五”规划", "1-10月",
    "行政许可", "3家企业", "征求意见",
)  # fmt: skip
MENU = (
    "<div class=top>今天是2024年3月5日 星期二</div><ul class=nav>"
    + "".join(f"<li><a href=/c{n}/>栏目名称{n}</a></li>" for n in range(9))
    + "</ul>"
)
CRUMB = "<div class=crumb>当前位置：<a href=/>首页</a> &gt; <a href=/zwgk/>政务公开</a> &gt; 通知公告</div>"
LEFT = "<div class=left><h3>政务公开</h3><ul>" + "".join(
    f"<li><a href=/zwgk/{n}/ title=政府信息公开目录{n}>政府信息公开目录{n}</a></li>" for n in range(7)
) + "</ul></div>"  # fmt: skip
BOX = (
    "<div class=hot><h3>热点信息</h3><ul>"
    + "".join(f"<li><a href=/yw/t{n}.html>县长调研重点项目建设工作</a><em>2022-01-0{n}</em></li>" for n in range(1, 4))
    + "</ul></div>"
)  # fmt: skip
PAGER = (
    "<div class=page>共45条 1/3 <a href=index.html>首页</a><a href=index_1.html>2</a><a href=index_1.html>下一页</a>"
    "<a href=index_2.html>尾页</a> 转到第<input size=2>页</div>"
)
FOOT = (
    "<div class=footer><a href=http://www.gov.cn/>中国政府网</a><a href=/wzdt/>网站地图</a> 版权所有：清河县人民政府 "
    "2020-01-01 <a href=http://beian.miit.gov.cn/>冀ICP备12345678号-1</a></div>"
)


@dataclass(frozen=True)
class ListPageMade:
    """A page and the rows that a reader sees on it."""

    text: str
    rows: list[ListRow]


titles = st.lists(st.sampled_from(_WORDS), min_size=4, max_size=8).map("".join)
days = st.dates(date(2015, 1, 1), date(2024, 3, 1))


@st.composite
def list_pages(draw: st.DrawFn) -> ListPageMade:
    """Pages with between two and twelve rows, newest first, and whatever else stands on a list page around them."""
    newest_first = sorted(draw(st.lists(days, min_size=2, max_size=12)), reverse=True)
    shape = draw(st.sampled_from([*ROWS, *INSIDE]))
    around, row = ROWS.get(shape) or INSIDE[shape]
    links = (
        [*LINKS.values(), BUTTON] if row.startswith(("<li>", "<tr>", "<dl>")) else [*LINKS.values()]
    )
    link = draw(st.sampled_from(links))
    bare = shape in ROWS and not {"source", "summary"} & set(shape.split())
    day_shape = draw(st.sampled_from([*DAYS, *(BARE_DAYS if bare else ())]))
    day_format = DAYS.get(day_shape) or BARE_DAYS[day_shape]
    href_format = draw(st.sampled_from(HREFS))
    made, wanted = [], []
    for n, day in enumerate(newest_first, start=1):
        title = draw(titles)
        href = href_format.format(day, n=1000 + n)
        cut = title[:10]
        parts = {
            "href": href,
            "title": escape(title),
            "cut": escape(cut),
            "day": day_format.format(day),
            "n": n,
        }
        made.append(row.format(link=link.format(**parts), **parts))
        wanted.append(ListRow(_absolute(href), title, day))
    before = "".join(draw(st.lists(st.sampled_from([MENU, CRUMB, LEFT, BOX]), unique=True)))
    after = "".join(draw(st.lists(st.sampled_from([PAGER, BOX, LEFT]), unique=True)))
    content = around.format("\n".join(made))
    text = f"<html><head><title>通知公告_清河县人民政府</title></head><body>{before}{content}{after}{FOOT}</body></html>"
    return ListPageMade(text, wanted)


def _absolute(href: str) -> str:
    href = href.replace("&amp;", "&")
    if href.startswith("http"):
        return href
    if href.startswith("/"):
        return f"http://www.qinghe.gov.cn{href}"
    return f"{FOLDER}/{href.removeprefix('./')}"

"""A site of any size for benchmarks: deterministic TRS-like pages, made while they are asked for.

Every page is of the size that real ones have (15 to 20 KB with its chrome). Lists hold twenty rows
and have the script pager as well as plain links to every neighbouring page, so that a spider that
knows no script pager can follow the same links. A page is put together from prepared bytes, so the
server costs next to nothing beside what it measures.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from demo.server import Response
from demo.sites.content.base import filler
from demo.sites.model import Area

ROWS = 20
_AREA = Area("千页县", "千页", "千", "县", "990199")
_LAST = date(2021, 4, 14)
_DAYS = 450
_COLUMNS = (
    ("tzgg", "通知公告"),
    ("zcwj", "政策文件"),
    ("zcjd", "政策解读"),
    ("tjxx", "统计信息"),
    ("czyjs", "财政预决算"),
)
_TARGET = re.compile(
    r"^/zwgk/(?P<key>[a-z]+)/(?:index(?:_(?P<page>\d+))?\.html|\d{6}/t\d{8}_(?P<number>\d+)\.html)$"
)
_HEAD = (
    '<!DOCTYPE html>\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n'
    '<meta name="SiteName" content="千页县人民政府">\n<meta name="SiteIDCode" content="9901990001">\n'
)


class ScaleSite:
    """A site of about `pages` pages whose articles carry `body_kb` kilobytes of text.

    `pages` counts everything that is served: the homepage, the lists and the articles, spread evenly
    over five columns. The same arguments always give the same bytes.
    """

    down = False

    def __init__(self, pages: int = 2000, body_kb: int = 6) -> None:
        if pages < 2 * len(_COLUMNS) + 1:
            raise ValueError(f"一个规模网站至少要有 {2 * len(_COLUMNS) + 1} 页，而不是 {pages} 页")
        each, spare = divmod(pages - 1, len(_COLUMNS))
        self.articles = {
            key: _articles(each + (number < spare)) for number, (key, _) in enumerate(_COLUMNS)
        }
        self._names = dict(_COLUMNS)
        self._a_day = max(4, -(-max(self.articles.values()) // _DAYS))
        self._top = self._chrome()
        self._foot = (
            '<div class="footer">主办单位：千页县人民政府　联系方式：0800-8812345　网站标识码：9901990001　'
            "云ICP备99019988号-1　云公网安备 99019902000015号</div>\n</body>\n</html>\n"
        ).encode()
        self._bodies = [_body(f"scale{number}", body_kb) for number in range(8)]

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return 1 + sum(count + _list_pages(count) for count in self.articles.values())

    def paths(self) -> list[str]:
        """The path of every page."""
        found = ["/"]
        for key, count in self.articles.items():
            found += [_list_path(key, page) for page in range(_list_pages(count))]
            found += [self.article_path(key, number) for number in range(count)]
        return found

    def article_path(self, key: str, number: int) -> str:
        """The path of a column's article, counted from the newest (0)."""
        day = self._day(number)
        return f"/zwgk/{key}/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """The answer to one request."""
        path = target.partition("?")[0]
        if path in ("/", "/index.html"):
            return self._answer(self._home())
        if path == "/robots.txt":
            return Response(200, "text/plain", b"User-agent: *\nDisallow:\n")
        match = _TARGET.match(path)
        if match and match["key"] in self.articles:
            key, count = match["key"], self.articles[match["key"]]
            number = int(match["number"] or match["page"] or 0)
            if match["number"] and number < count and self.article_path(key, number) == path:
                return self._answer(self._article(key, number))
            if not match["number"] and number < _list_pages(count):
                return self._answer(self._list(key, number))
        return Response(404, "text/html; charset=utf-8", "页面不存在".encode())

    def _answer(self, content: bytes) -> Response:
        return Response(body=content + self._foot, validated=True)

    def _chrome(self) -> bytes:
        """The head of every page: as much menu and script as real pages carry, about 9 KB."""
        menu = "".join(
            f'<li class="nav-item"><a href="/zwgk/{key}/index.html" target="_blank" title="{name}">{name}</a></li>\n'
            for key, name in _COLUMNS
        )
        outside = "".join(
            f'<li><a href="http://www.bureau{number}.example.gov.cn/" target="_blank">{number}号单位网站</a></li>\n'
            for number in range(60)
        )
        script = "".join(f"function menu{n}(a,b){{return a+b+{n};}}\n" for n in range(60))
        return (
            '</head>\n<body>\n<div class="top">今天是2021年4月15日 星期四</div>\n'
            f'<ul class="nav"><li><a href="/">首页</a></li>{menu}</ul>\n'
            f'<script>\n{script}</script>\n<ul class="sites">{outside}</ul>\n'
        ).encode()

    def _home(self) -> bytes:
        boxes = "".join(
            f'<div class="box"><h2><a href="/zwgk/{key}/index.html">{name}</a></h2><ul>{self._rows(key, 0, 6)}</ul></div>'
            for key, name in _COLUMNS
        )
        return _start("千页县人民政府") + self._top + boxes.encode()

    def _rows(self, key: str, first: int, last: int) -> str:
        name = self._names[key]
        return "".join(
            f'<li><span>{self._day(number).isoformat()}</span><a href="{self.article_path(key, number)}" '
            f'title="{_title(name, number)}">{_title(name, number)}</a></li>\n'
            for number in range(first, min(last, self.articles[key]))
        )

    def _list(self, key: str, page: int) -> bytes:
        count = _list_pages(self.articles[key])
        near = [page - 1, page + 1]
        plain = "".join(
            f'<a href="{_list_path(key, other)}">{"上一页" if other < page else "下一页"}</a> '
            for other in near
            if 0 <= other < count
        )
        content = (
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; {self._names[key]}</div>\n'
            f'<ul class="list">{self._rows(key, page * ROWS, (page + 1) * ROWS)}</ul>\n'
            f'<script>createPageHTML({count}, {page}, "index", "html");</script>\n<div>{plain}</div>\n'
        )
        return _start(f"{self._names[key]}_千页县人民政府") + self._top + content.encode()

    def _day(self, number: int) -> date:
        """Newest first; a larger site publishes more a day, so that all of it lies in the period that is judged."""
        return _LAST - timedelta(days=number // self._a_day)

    def _article(self, key: str, number: int) -> bytes:
        name = self._names[key]
        day = self._day(number)
        title = _title(name, number)
        tags = (
            f'<meta name="ColumnName" content="{name}">\n<meta name="ArticleTitle" content="{title}">\n'
            f'<meta name="PubDate" content="{day.isoformat()} 09:00">\n'
            '<meta name="ContentSource" content="千页县人民政府办公室">\n'
        )
        content = (
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/{key}/index.html">{name}</a></div>\n'
            f'<h1>{title}</h1><div class="info">发布时间：{day.isoformat()} 09:00　'
            "来源：千页县人民政府办公室　浏览次数：7</div>\n"
            '<div class="TRS_Editor">'
        )
        body = self._bodies[number % len(self._bodies)]
        return _start(title, tags) + self._top + content.encode() + body + b"</div>\n"


def _articles(pages: int) -> int:
    """How many articles go with their lists into so many pages."""
    count = pages - -(-pages // (ROWS + 1))
    while count + _list_pages(count) > pages:
        count -= 1
    while count + 1 + _list_pages(count + 1) <= pages:
        count += 1
    return count


def _list_pages(articles: int) -> int:
    return max(1, -(-articles // ROWS))


def _list_path(key: str, page: int) -> str:
    return f"/zwgk/{key}/index.html" if page == 0 else f"/zwgk/{key}/index_{page}.html"


def _title(name: str, number: int) -> str:
    return f"千页县{name}第{number + 1}号：关于做好有关工作的通知"


def _start(title: str, tags: str = "") -> bytes:
    return f"{_HEAD}{tags}<title>{title}</title>\n".encode()


def _body(seed: str, kilobytes: int) -> bytes:
    """Paragraphs of so many kilobytes."""
    content = b""
    number = 0
    while len(content) < kilobytes * 1024:
        for block in filler(_AREA, f"{seed}-{number}", 3):
            content += f"<p>　　{block}</p>\n".encode()
        number += 1
    return content

"""大汉 JCMS: /col/col123/index.html with the list in an XML island, rows by dataproxy.jsp,
articles /art/…/art_1_2.html.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from html import escape

from demo.server import Response
from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent

_GROUP = 2  # pages of rows that the island holds; the rest comes from the proxy


class JcmsSite(Family):
    """A site of the JCMS family. A list's rows stand only in a script island, and beyond two
    pages only behind a proxy.
    """

    search_path = "/jsearchfront/search.do"
    search_field = "q"
    map_path = "/col/col990/index.html"
    rows_per_page = 10

    def __init__(self, site: SiteContent) -> None:
        self._ids = {
            column.key: f"1229{440000 + number * 7}"
            for number, column in enumerate(site.all_columns())
        }
        self._by_id = {number: key for key, number in self._ids.items()}
        super().__init__(site)

    def column_path(self, column: Column, page: int = 0) -> str:
        path = f"/col/col{self._ids[column.key]}/index.html"
        return path if page == 0 else f"{path}?uid={self._unit(column)}&pageNum={page + 1}"

    def document_path(self, document: Document) -> str:
        day = document.published
        return f"/art/{day.year}/{day.month}/{day.day}/art_{self._ids[document.home_column]}_{2490000 + self.number(document)}.html"

    def page_count(self, column: Column) -> int:
        """One: the further pages exist only in the visitor's browser."""
        return 1

    def list_requests(self, column: Column, rows: int) -> int:
        """A group of pages stands in the column's page, each further request brings another."""
        return max(1, -(-rows // (self.rows_per_page * _GROUP)))

    def _unit(self, column: Column) -> int:
        return 247000 + stamp(column.key) % 900

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = "".join(
            f'<td><a class="bt_link" href="{self.column_path(column)}">{column.name}</a></td>'
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:void(0)" onclick="aria.start()">无障碍阅读</a> <a href="javascript:;">关怀版</a> '
            if site.accessible
            else ""
        )
        search = (
            f'<form action="{self.search_path}" target="_blank"><input name="websiteid" type="hidden" value="39">'
            '<input name="q" type="text" id="q"><input type="image" alt="搜索" src="/images/search.png"></form>'
            if site.search != "none"
            else ""
        )
        parts = markup.footer_parts(site, self.map_path)
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{tags}<title>{escape(title)}</title>
<link href="/images/style.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/script/jquery.min.js"></script>
<script type="text/javascript" src="/script/pagecontrol.js"></script>
</head>
<body>
<div id="barrierfree_container">
<div class="topbar"><script>document.write(new Date().toLocaleDateString());</script><span>今天是：{self.site.today.isoformat()}</span>{accessible}<a href="http://www.yunling.example.gov.cn/">云岭市</a></div>
<div class="banner"><a href="/"><img src="/images/banner.png" alt="{site.name}" /></a>{search}</div>
<table class="menu" width="1200"><tr><td><a class="bt_link" href="/">首 页</a></td>{menu}</tr></table>
{content}
<div id="footer"><p>{" | ".join(parts[4:])}</p><p>{"<br />".join(parts[:4])}</p><a href="http://bszs.example.gov.cn/"><img src="/images/red.png" alt="党政机关" /></a></div>
</div>
</body>
</html>
"""

    def _crumbs(self, column: Column) -> str:
        trail = "".join(
            f'<td>&gt;&gt; <a href="{self.column_path(item)}" class="bt_link">{item.name}</a></td>'
            for item in self.site.path_to(column.key)
        )
        return f'<table class="position"><tr><td>您现在的位置：<a href="/">首页</a></td>{trail}</tr></table>'

    def _sidebar(self, column: Column) -> str:
        path = self.site.path_to(column.key)
        siblings = path[-2].children if len(path) > 1 else self.site.columns
        items = "".join(
            f'<li><a href="{self.column_path(item)}">{item.name}</a></li>' for item in siblings
        )
        hot = "".join(
            f'<li><a href="{self.document_path(item)}">{markup.cut(item.title, 16)}</a> {item.published:%Y-%m-%d}</li>'
            for item in self.columns["yw"].documents[:3]
        )
        return f'<div class="sidebar"><ul>{items}</ul><div class="rmxx"><b>热点推荐</b><ul>{hot}</ul></div></div>'

    def _row(self, item: Document) -> str:
        tag = ("span", "b", "i")[stamp(item.home_column) % 3]
        return (
            f'<li><a href="{self.document_path(item)}" title="{escape(item.title)}" target="_blank">'
            f"{escape(markup.cut(item.title, 30))}</a><{tag}>{item.published.isoformat()}</{tag}></li>"
        )

    def _proxy(self, column: Column, page: int) -> str:
        return (
            f"/module/web/jpage/dataproxy.jsp?page={page}&webid=39&path=http://www.{self.site.id}.example.gov.cn/"
            f"&columnid={self._ids[column.key]}&unitid={self._unit(column)}&webname=%25E4&permissiontype=0"
        )

    def _datastore(self, column: Column, first: int, last: int, following: int | None) -> str:
        """Rows first to last (from 1, both included) as the proxy writes them."""
        records = "".join(
            f"<record><![CDATA[{self._row(item)}]]></record>\n"
            for item in column.documents[max(first, 1) - 1 : last]
        )
        group = (
            f'<nextgroup><![CDATA[<a href="{self._proxy(column, following)}"></a>]]></nextgroup>\n'
            if following and last < len(column.documents)
            else ""
        )
        return f"<datastore>\n{group}<recordset>\n{records}</recordset>\n</datastore>"

    def _list(self, column: Column) -> str:
        unit = self._unit(column)
        size = self.rows_per_page
        store = self._datastore(column, 1, size * _GROUP, 2)
        return f"""<div id="{unit}" class="list"><script type="text/xml">{store}</script></div>
<script type="text/javascript">
$(document).ready(function () {{
  $('#{unit}').jpage({{
    dataStore: 'datastore', proxyUrl: '/module/web/jpage/dataproxy.jsp', perPage: {size}, totalRecord: {len(column.documents)},
    groupSize: {_GROUP}, barPosition: 'bottom', openCookies: false,
    ajaxParam: {{ col: 1, appid: 1, webid: 39, path: '/', columnid: {self._ids[column.key]}, sourceContentType: 1, unitid: '{unit}', webname: '{self.site.name}', permissiontype: 0 }}
  }});
}});
</script>"""

    # -- pages ----------------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<div class="news"><div class="tit"><a href="{self.column_path(column)}">{column.name}</a> '
            f'<a href="{self.column_path(column)}">more</a></div><ul>'
            + "".join(self._row(item) for item in column.documents[:6])
            + "</ul></div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<li><a href="{self.column_path(column)}" title="{column.name}">{column.name}</a></li>'
            for column in self.home_entries()
        )
        dead = "".join(f'<li><a href="{path}">{words}</a></li>' for words, path in self.dead_on(""))
        content = (
            f'<div class="wrap">{boxes}<ul class="kuaisu">{entries}{dead}</ul><select onchange="go(this.value)">'
            '<option>区县网站</option><option value="http://www.nanxi.example.gov.cn/">南溪区</option></select></div>'
        )
        return self._page(self.site.name, markup.column_tags(self.site, None), content)

    def column_page(self, column: Column, page: int) -> str:
        parts: list[str] = []
        if column.placeholder:
            parts.append(f"<div>{column.placeholder}</div>")
        else:
            if column.blocks:
                parts.append(f'<div id="zoom">{markup.body(column.blocks, self.resolve)}</div>')
            if column.form == "request":
                parts.append(markup.request_form("/module/xxgk/ysqgk.do"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            if column.children:
                items = "".join(
                    f'<li><a href="{self.column_path(child)}" title="{child.name}">{child.name}</a></li>'
                    for child in column.children
                )
                parts.append(f'<ul class="zlm">{items}</ul>')
            if column.documents:
                parts.append(self._list(column))
        parts += [
            f'<p><a href="{path}">{words}</a></p>' for words, path in self.dead_on(column.key)
        ]
        content = f'<div class="wrap">{self._crumbs(column)}{self._sidebar(column)}<div class="main">{"".join(parts)}</div></div>'
        return self._page(
            f"{self.site.name} {column.name}", markup.column_tags(self.site, column), content
        )

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        table = ""
        if document.official:
            cells = [
                ("索引号", f"{self.site.area.code}MB/{day.year}-{self.number(document):05d}"),
                ("文件编号", document.number),
                ("发布机构", document.issuer),
                ("成文日期", document.issued.isoformat() if document.issued else ""),
                ("公开日期", day.isoformat()),
                ("有效性", "有效") if self.site.validity else ("关键词", document.topic),
            ]
            rows = "".join(
                f"<tr><td>{a}</td><td>{escape(b)}</td><td>{c}</td><td>{escape(d)}</td></tr>"
                for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
            )
            table = f'<table class="xxgk_article" width="100%">{rows}</table>'
        files = "".join(
            f'<p><a href="{self.attachment_path(document, n)}"><img src="/images/file.png" border="0" />{escape(name)}</a></p>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        box = (
            '<div class="xgxx"><b>相关信息</b><ul>'
            + "".join(
                f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
                for item in related
            )
            + "</ul></div>"
            if related
            else ""
        )
        content = f"""<div class="wrap">{self._crumbs(column)}{table}
<div id="c"><p class="title">{escape(document.title)}</p>
<div class="xx"><span>发布日期：{day.isoformat()} 1{self.number(document) % 8}:12</span> <span>信息来源：{document.source}</span> <span>浏览次数：<script src="/script/count.js"></script></span> <span>字体：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(12)">小</a> ]</span></div>
<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart" />{markup.body(document.shown, self.resolve)}<meta name="ContentEnd" /><!--ZJEG_RSS.content.end-->{files}</div></div>
{box}{self._sidebar(column)}</div>"""
        tags = markup.article_tags(self.site, document, column, f"{day.isoformat()} 10:12")
        return self._page(f"{self.site.name} {column.name} {document.title}", tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<a href="{self.column_path(column)}">{column.name}</a> '
            for column in self.columns.values()
        )
        return self._page(f"{self.site.name} 网站地图", "", f'<div class="wrap">{items}</div>')

    def search_page(self, words: str) -> str:
        hits = self.hits(words)
        rows = "".join(
            f'<div class="jcse-result-box"><a href="{self.document_path(item)}">{escape(item.title)}</a></div>'
            for item in hits
        )
        return self._page(
            "全文检索", "", f'<div class="wrap"><p>找到相关结果{len(hits)}个</p>{rows}</div>'
        )

    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """The rows behind dataproxy.jsp, asked for by group (`page`) or by record numbers."""
        if path != "/module/web/jpage/dataproxy.jsp":
            return None

        def number(name: str, default: int) -> int:
            text = (query.get(name) or [""])[0]
            return int(text) if text.isdecimal() else default

        key = self._by_id.get((query.get("columnid") or [""])[0])
        if key is None:
            return Response(404, "text/xml; charset=utf-8", b"<datastore></datastore>")
        column = self.columns[key]
        fault = self.site.behaviours.get(key)
        if fault:
            return self._misbehave(fault)
        total = len(column.documents)
        if "startrecord" in query:
            first = number("startrecord", 1)
            last = number("endrecord", first + self.rows_per_page * _GROUP - 1)
            store = self._datastore(column, first, last, None)
        else:
            group = number("page", 1)
            size = self.rows_per_page * _GROUP
            store = self._datastore(column, (group - 1) * size + 1, group * size, group + 1)
        head = f"<totalrecord>{total}</totalrecord><totalpage>{-(-total // self.rows_per_page)}</totalpage>"
        answer = store.replace("<datastore>", f"<datastore>{head}", 1)
        return Response(
            200,
            "text/xml; charset=utf-8",
            f'<?xml version="1.0" encoding="utf-8"?>\n{answer}'.encode(),
        )

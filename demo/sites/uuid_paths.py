"""A system whose addresses are object identifiers: /gongkai/channel_<24 hex>/doc_<24 hex>.html; an article's metadata stand
without labels.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from html import escape

from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document


class UuidSite(Family):
    """A site of long numbers. Some lists have links to their pages, some only a count that a script turns into them."""

    search_path = "/search/result"
    search_field = "q"
    map_path = "/channel_5f9fa491ab327f36e4c13000/"

    def _identifier(self, key: str, number: int) -> str:
        return f"{0x6389A150 + number * 17:08x}{stamp(f'{self.site.id}/{key}'):08x}{number * 4099 % 0xFFFFFFFF:08x}"

    def column_path(self, column: Column, page: int = 0) -> str:
        number = list(self.columns).index(column.key)
        odd = f"_n_{1605682600 + number}.{number:04d}" if number % 9 == 4 else ""
        folder = (
            f"/gongkai/channel_{'c_' if odd else ''}{self._identifier(column.key, number)}{odd}/"
        )
        return folder if page == 0 else f"{folder}index_{page + 1}.html"

    def document_path(self, document: Document) -> str:
        identifier = self._identifier(document.key, self.number(document) + 4000)
        if stamp(document.home_column) % 7 == 3:
            # Moved here from an older system of the same make.
            day = document.published
            return (
                f"/{self.site.id}/art/{day.year}/art_{identifier}{stamp(document.title):08x}.html"
            )
        return f"{self.column_path(self.columns[document.home_column])}doc_{identifier}.html"

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = "".join(
            f'<dd><a href="{self.column_path(column)}" title="{column.name}">{column.name}</a></dd>'
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:void(0)" onclick="wza()">无障碍</a><a href="javascript:void(0)">适老版</a>'
            if site.accessible
            else ""
        )
        search = (
            f'<form class="top-search" action="{self.search_path}" method="get"><input type="text" name="q" placeholder="请输入搜索内容">'
            '<button type="submit">搜索</button></form>'
            if site.search != "none"
            else ""
        )
        parts = markup.footer_parts(site, self.map_path)
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
{tags}<title>{escape(title)}</title>
<link rel="stylesheet" href="/static/css/base.css">
<script src="/static/js/jquery.js"></script>
</head>
<body>
<div class="header"><div class="top-bar"><span id="today">今天是{self.site.today_words}</span>{accessible}<a href="http://www.yunling.example.gov.cn/">云岭市</a></div>
<a href="/"><img src="/static/logo.png" alt="{site.name}"></a>{search}
<dl class="nav"><dd><a href="/">首页</a></dd>{menu}</dl></div>
{content}
<div class="footer"><p>{"　".join(parts)}</p></div>
</body>
</html>
"""

    def _crumbs(self, column: Column) -> str:
        trail = " &gt; ".join(
            f'<a href="{self.column_path(item)}">{item.name}</a>'
            for item in self.site.path_to(column.key)
        )
        return f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; {trail}</div>'

    # -- pages ----------------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3>{column.name}</h3><a class="more" href="{self.column_path(column)}">更多</a>'
            f"<ul>{self._rows(column.documents[:6])}</ul></div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.home_entries()
        )
        dead = "".join(f'<li><a href="{path}">{words}</a></li>' for words, path in self.dead_on(""))
        content = f'<div class="main">{boxes}<ul class="entry">{entries}{dead}</ul></div>'
        return self._page(self.site.name, markup.column_tags(self.site, None), content)

    def _rows(self, documents: list[Document]) -> str:
        return "".join(
            f'<li><a href="{self.document_path(item)}" target="_blank" title="{escape(item.title)}">'
            f"{escape(markup.cut(item.title, 28))}</a><em>{item.published:%Y-%m-%d}</em></li>\n"
            for item in documents
        )

    def _pager(self, column: Column, page: int) -> str:
        count = self.page_count(column)
        if count == 1:
            return ""
        if stamp(column.key) % 2:
            return f'<div class="pagination" data-page="{page + 1}" data-pages="{count}" data-total="{len(column.documents)}"></div>'
        following = (
            f'<a href="{self.column_path(column, page + 1)}">下一页</a>' if page + 1 < count else ""
        )
        return f'<div class="pagination">共{len(column.documents)}条 第{page + 1}/{count}页 {following}</div>'

    def column_page(self, column: Column, page: int) -> str:
        parts: list[str] = []
        if column.placeholder:
            parts.append(f'<div class="empty">{column.placeholder}</div>')
        else:
            if column.blocks:
                parts.append(
                    f'<div class="content">{markup.body(column.blocks, self.resolve)}</div>'
                )
            if column.form == "request":
                parts.append(markup.request_form("/apply/save"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            if column.children:
                items = "".join(
                    f'<li><a href="{self.column_path(child)}">{child.name}</a></li>'
                    for child in column.children
                )
                parts.append(f'<ul class="channels">{items}</ul>')
            if column.documents:
                parts.append(f'<ul class="news">{self._rows(self.rows(column, page))}</ul>')
            parts.append(self._pager(column, page))
        parts += [
            f'<p><a href="{path}">{words}</a></p>' for words, path in self.dead_on(column.key)
        ]
        content = (
            f'<div class="main">{self._crumbs(column)}<h2>{column.name}</h2>{"".join(parts)}</div>'
        )
        return self._page(
            f"{column.name} - {self.site.name}", markup.column_tags(self.site, column), content
        )

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        table = ""
        if document.official:
            issued = document.issued
            values = [
                f"{self.site.area.code}MB{stamp(self.site.id) % 10**8:08d}/{day.year}-{self.number(document):05d}",
                document.issuer,
                f"{issued.year}年{issued.month}月{issued.day}日" if issued else "",
                document.number,
                f"{day.year}年{day.month:02d}月{day.day:02d}日",
                "有效" if self.site.validity else document.topic,
            ]
            cells = "".join(f"<li>{escape(value)}</li>" for value in values if value)
            table = f'<ul class="info">{cells}</ul>'
        files = "".join(
            f'<p><a href="{self.attachment_path(document, n)}">附件：{escape(name)}</a></p>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        box = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
            for item in related
        )
        content = f"""<div class="main">{self._crumbs(column)}{table}
<h1 class="article-title">{escape(document.title)}</h1>
<div class="source"><span>发布日期：{day.isoformat()}</span><span>来源：{document.source}</span><span>浏览次数：<i>88</i></span></div>
<div class="article-content">{markup.body(document.shown, self.resolve)}
{files}</div>
{'<div class="relevant"><h4>相关文章</h4><ul>' + box + "</ul></div>" if box else ""}</div>"""
        tags = markup.article_tags(self.site, document, column, f"{day.isoformat()} 10:00:00")
        return self._page(f"{document.title} - {self.site.name}", tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.columns.values()
        )
        return self._page(f"网站地图 - {self.site.name}", "", f'<ul class="map">{items}</ul>')

    def search_page(self, words: str) -> str:
        rows = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a><em>{item.published:%Y-%m-%d}</em></li>'
            for item in self.hits(words)
        )
        return self._page("搜索", "", f"<p>“{escape(words)}”的搜索结果</p><ul>{rows}</ul>")

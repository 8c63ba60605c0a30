"""龙讯: disclosure columns are /public/column/<organ>?…catId=…, whose lists and catalogue a script asks a label for;
other columns turn their pages by pageIndex.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

import json
from html import escape

from demo.server import Response
from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent

_SITE = "6782191"
_CALL = """{{
            dataType: "html",
            url: "/site/label/8888",
            data : {{
                labelName: "publicInfoList",
                siteId : "{site}",
                pageSize : "{size}",
                pageIndex: {index},
                action : "list",
                isDate : "true",
                dateFormat : "yyyy-MM-dd",
                length : "50",
                organId: "{organ}",
                type: "4",
                catId: "{cat}",
                cId : "",
                result : "暂无相关信息",
                file:"/c1/{id}/publicInfoList_newest"
            }}
        }}"""


class LongxunSite(Family):
    """A site of the 龙讯 platform. The catalogue of the government's own organ comes from a label, the other's stands in the script."""

    search_path = "/site/search"
    search_field = "keywords"
    map_path = "/content/wzdt/index.html"

    def __init__(self, site: SiteContent) -> None:
        self._numbered = {column.key: number for number, column in enumerate(site.all_columns())}
        own = next((each for each in site.all_columns() if each.key == "zfxxgk"), None)
        self._of_platform = {each.key for each in own.walk()} if own else set()
        openness = next((each for each in site.columns if each.key == "zwgk"), None)
        self._of_openness = {each.key for each in openness.walk()} if openness else set()
        super().__init__(site)

    def _organ(self, key: str) -> str:
        return "6601841" if key in self._of_platform else "6601861"

    def _category(self, key: str) -> str:
        return str(6715690 + self._numbered[key] * 10)

    def _is_public(self, column: Column) -> bool:
        return column.key in self._of_openness

    def column_path(self, column: Column, page: int = 0) -> str:
        if not self._is_public(column):
            path = f"/content/column/{6808061 + self._numbered[column.key] * 10}"
            return path if page == 0 else f"{path}?pageIndex={page + 1}"
        return f"/public/column/{self._organ(column.key)}?type=4&catId={self._category(column.key)}&action=list"

    def document_path(self, document: Document) -> str:
        number = 1260850000 + self.number(document)
        if document.home_column in self._of_openness:
            return f"/public/{self._organ(document.home_column)}/{number}.html"
        return f"/content/article/{number}.html"

    def page_count(self, column: Column) -> int:
        """Of a disclosure column one: the further pages exist only in the visitor's browser."""
        return 1 if self._is_public(column) else super().page_count(column)

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:void(0)" id="wza">无障碍浏览</a> <a href="javascript:void(0)">长辈版</a>'
            if site.accessible
            else ""
        )
        search = (
            f'<form action="{self.search_path}" method="get" target="_blank"><input type="text" name="keywords" placeholder="请输入关键字">'
            '<input type="submit" value="搜索"></form>'
            if site.search != "none"
            else ""
        )
        parts = "</p><p>".join(markup.footer_parts(site, self.map_path))
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="SiteId" content="{_SITE}">
{tags}<title>{escape(title)}</title>
<link rel="stylesheet" href="/static/css/style.css">
<script src="/static/js/ls.core.js"></script>
</head>
<body>
<div class="top"><span>今天是{self.site.today_words}</span>{accessible} <a href="http://www.yunling.example.gov.cn/">云岭市人民政府</a></div>
<div class="header"><a href="/"><img src="/static/logo.png" alt="{site.name}"></a>{search}</div>
<div class="nav"><ul><li><a href="/">首页</a></li>{menu}</ul></div>
{content}
<div class="footer" id="footer"><p>{parts}</p></div>
</body>
</html>
"""

    def _crumbs(self, column: Column) -> str:
        trail = " &gt; ".join(
            f'<a href="{self.column_path(item)}">{item.name}</a>'
            for item in self.site.path_to(column.key)
        )
        return f'<div class="wz_position">当前位置：<a href="/">首页</a> &gt; {trail}</div>'

    # -- lists ----------------------------------------------------------------------------------
    def _rows(self, documents: list[Document], first: int = 1) -> str:
        return "\n".join(
            f'<div class="xxgk_navli"><ul class="clearfix"><li class="xh">{number}</li><li class="mc"><a class="title" target="_blank" href="{self.document_path(item)}" title="{escape(item.title)}">{escape(markup.cut(item.title, 26))}</a></li><li class="rq">{item.published.isoformat()}</li></ul></div>'
            for number, item in enumerate(documents, start=first)
        )

    def _call(self, column: Column, index: str) -> str:
        return _CALL.format(
            site=_SITE,
            size=self.rows_per_page,
            index=index,
            organ=self._organ(column.key),
            cat=self._category(column.key),
            id=self.site.id,
        )

    def _fragment(self, column: Column, page: int) -> str:
        """One page of a disclosure column's list as its label answers."""
        total = len(column.documents)
        if not total:
            return '<div class="xxgk_nav_con"><p>暂无相关信息</p></div>'
        rows = self._rows(self.rows(column, page), page * self.rows_per_page + 1)
        pages = -(-total // self.rows_per_page)
        return f"""<div class="xxgk_nav_con"><div class="xxgk_title"><ul class="clearfix"><li class="xh">序号</li><li class="mc">信息名称</li><li class="rq">发布日期</li></ul></div>
{rows}</div>
<div id="page_public_info" class="page-ls"></div>
<script>
    Ls.pagination("#page_public_info", function(pageIndex) {{
        Ls.ajax({self._call(column, "pageIndex")}).done(function(html) {{ $("#xxgk_lmcon").html(html); }});
    }}, {{ pageCount:{pages}, currentPage:{page + 1}, total:{total} }});
</script>"""

    def _public_list(self, column: Column) -> str:
        if stamp(column.key) % 2 or not column.documents:
            return f'<div id="xxgk_lmcon">{self._fragment(column, 0)}</div>'
        return f"""<div id="xxgk_lmcon"><p class="loading">正在加载…</p></div>
<script>
$(function () {{
    Ls.ajax({self._call(column, "1")}).done(function(html) {{ $("#xxgk_lmcon").html(html); }});
}});
</script>"""

    def _content_list(self, column: Column, page: int) -> str:
        items = "".join(
            f'<li><a href="{self.document_path(item)}" title="{escape(item.title)}">{escape(markup.cut(item.title, 26))}</a><span class="date">{item.published.isoformat()}</span></li>\n'
            for item in self.rows(column, page)
        )
        pages = self.page_count(column)
        pager = (
            f"""<div class="pagesx"></div><script>
Ls.pagination(".pagesx", function(pageIndex) {{ window.location.href = Ls.url.set("pageIndex", pageIndex); }}, {{ pageCount:{pages}, currentPage:{page + 1}, total:{len(column.documents)} }});
</script>"""
            if pages > 1
            else ""
        )
        return f'<div class="navjz"><ul>{items}</ul></div>{pager}'

    def _nodes(self, organ: str) -> list[dict[str, str | int | bool]]:
        """The catalogue of an organ for zTree."""
        found: list[dict[str, str | int | bool]] = []
        for column in self.columns.values():
            if not self._is_public(column) or self._organ(column.key) != organ:
                continue
            path = self.site.path_to(column.key)
            above = path[-2] if len(path) > 1 else None
            inside = (
                above is not None and self._is_public(above) and self._organ(above.key) == organ
            )
            found.append(
                {
                    "id": int(self._category(column.key)),
                    "pId": int(self._category(above.key)) if above and inside else 0,
                    "name": column.name,
                    "organId": int(organ),
                    "isParent": bool(column.children),
                }
            )
        return found

    def _tree(self, column: Column) -> str:
        organ = self._organ(column.key)
        click = 'onClick: function(event, treeId, treeNode) { window.location.href = "/public/column/" + organId + "?type=4&catId=" + treeNode.id + "&action=list"; }'
        if organ == "6601841":
            ask = f"""Ls.ajax({{ dataType: "json", url: "/site/label/8888", data: {{ labelName: "publicCatalogList", siteId: "{_SITE}", organId: organId, isJson: true }} }}).done(function(zNodes) {{
    $.fn.zTree.init($("#organ_catalog_tree"), setting, zNodes);
}});"""
        else:
            nodes = json.dumps(self._nodes(organ), ensure_ascii=False, separators=(",", ":"))
            ask = f'var zNodes = {nodes};\n$.fn.zTree.init($("#organ_catalog_tree"), setting, zNodes);'
        return f"""<div class="xxgk_left"><h3>信息公开目录</h3><ul id="organ_catalog_tree" class="ztree"></ul></div>
<script>
var organId = "{organ}";
var setting = {{ data: {{ simpleData: {{ enable: true }} }}, callback: {{ {click} }} }};
{ask}
</script>"""

    # -- pages ----------------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3><a href="{self.column_path(column)}">{column.name}</a></h3><ul>'
            + "".join(
                f'<li><a href="{self.document_path(item)}" title="{escape(item.title)}">{escape(markup.cut(item.title, 20))}</a><span>{item.published.isoformat()}</span></li>'
                for item in column.documents[:6]
            )
            + "</ul></div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.home_entries()
        )
        dead = "".join(f'<li><a href="{path}">{words}</a></li>' for words, path in self.dead_on(""))
        content = f'<div class="main">{boxes}<ul class="entry">{entries}{dead}</ul></div>'
        return self._page(self.site.name, markup.column_tags(self.site, None), content)

    def column_page(self, column: Column, page: int) -> str:
        public = self._is_public(column)
        parts: list[str] = []
        if column.placeholder:
            parts.append(f"<div>{column.placeholder}</div>")
        else:
            if column.blocks:
                parts.append(
                    f'<div class="wzcon j-fontContent clearfix">{markup.body(column.blocks, self.resolve)}</div>'
                )
            if column.form == "request":
                parts.append(markup.request_form("/public/apply/save"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            if column.children and not public:
                items = "".join(
                    f'<li><a href="{self.column_path(child)}">{child.name}</a></li>'
                    for child in column.children
                )
                parts.append(f'<ul class="columns">{items}</ul>')
            if public and (column.documents or column.children):
                # A category lists what lies in it alone, and says so where all lies in those below it.
                parts.append(self._public_list(column))
            elif column.documents:
                parts.append(self._content_list(column, page))
        parts += [
            f'<p><a href="{path}">{words}</a></p>' for words, path in self.dead_on(column.key)
        ]
        tree = self._tree(column) if public else ""
        content = f'<div class="main">{self._crumbs(column)}{tree}<div class="xxgk_right"><h2>{column.name}</h2>{"".join(parts)}</div></div>'
        return self._page(
            f"{column.name}_{self.site.name}", markup.column_tags(self.site, column), content
        )

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        table = ""
        if document.official:
            issued = document.issued
            cells = [
                ("索 引 号：", f"{self.site.area.code}001/{day:%Y%m}-{self.number(document):05d}"),
                ("组配分类：", column.name),
                ("发布机构：", document.issuer),
                ("发文日期：", f"{issued.year}年{issued.month}月{issued.day}日" if issued else ""),
                ("发布文号：", document.number),
                ("关 键 词：", document.topic),
                ("信息名称：", document.title),
                ("内容概述：", ""),
                ("有 效 性：", "有效") if self.site.validity else ("信息来源：", document.source),
                ("发布日期：", day.isoformat()),
            ]
            rows = "".join(
                f"<tr><th>{a}</th><td>{escape(b)}</td><th>{c}</th><td>{escape(d)}</td></tr>"
                for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
            )
            table = f'<div class="xxgk_table"><table><tbody>{rows}</tbody></table></div>'
        files = "".join(
            f'<p><a href="{self.attachment_path(document, n)}" title="{escape(name)}">{escape(name)}</a></p>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        box = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
            for item in related
        )
        content = f"""<div class="main">{self._crumbs(column)}{table}
<div class="wenzhang" id="wenzhang"><h1 class="newstitle">{escape(document.title)}</h1>
<div class="newsinfo"><span>发布时间：{day.isoformat()} 10:12</span><span class="wz_res">来源：{document.source}</span><span>浏览次数：<i id="hits">12</i></span><span>字体：[ <a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a> ]</span></div>
<div class="wzcon j-fontContent">{markup.body(document.shown, self.resolve)}
{files}</div></div>
{'<div class="xgwz"><h3>相关信息</h3><ul>' + box + "</ul></div>" if box else ""}</div>"""
        tags = markup.article_tags(self.site, document, column, f"{day.isoformat()} 10:12")
        return self._page(f"{document.title}_{self.site.name}", tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.site.columns
        )
        return self._page(f"网站地图_{self.site.name}", "", f'<ul class="map">{items}</ul>')

    def search_page(self, words: str) -> str:
        rows = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a><span>{item.published.isoformat()}</span></li>'
            for item in self.hits(words)
        )
        return self._page("站内搜索", "", f"<p>“{escape(words)}”</p><ul>{rows}</ul>")

    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """What the labels answer: a page of a list, or the catalogue of an organ."""
        if path != "/site/label/8888":
            return None

        def given(name: str) -> str:
            return (query.get(name) or [""])[0]

        if given("siteId") != _SITE:
            return self.html("", 404)
        if given("labelName") == "publicCatalogList":
            nodes = json.dumps(self._nodes(given("organId")), ensure_ascii=False)
            return Response(200, "application/json;charset=UTF-8", nodes.encode())
        column = next(
            (
                each
                for each in self.columns.values()
                if self._is_public(each)
                and (self._organ(each.key), self._category(each.key))
                == (given("organId"), given("catId"))
            ),
            None,
        )
        index = given("pageIndex")
        known = given("labelName") == "publicInfoList" and given("file").startswith("/c1/")
        if column is None or not known or not index.isdecimal():
            return self.html('<div class="xxgk_nav_con"><p>暂无相关信息</p></div>')
        return self.html(self._fragment(column, max(0, int(index) - 1)))

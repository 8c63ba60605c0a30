"""广东's catalogue platform gkmlpt with an NFCMS portal beside it: a shell whose script reads a tree of categories and their
JSON lists, documents /gkmlpt/content/9/9103/post_9103540.html, and a plain portal with numbered lists.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

import json
from datetime import datetime, time, timedelta, timezone
from functools import partial
from html import escape

from demo.server import Response
from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent

_BEIJING = timezone(timedelta(hours=8))
_PLATFORM, _GUIDE, _REPORTS = "zfxxgk", "zfxxgkzn", "zfxxgknb"
_API = "/gkmlpt/api/all/"
_API_PAGE = 100


class GkmlptSite(Family):
    """A site of the gkmlpt family: 政府信息公开 is the platform, everything else the portal.

    Below 政府信息公开, a column is a category whose list only the platform's interface gives; a column with a text or a
    form of its own is a page of the portal that the tree jumps to.
    """

    search_path = "/search/s"
    search_field = "keywords"
    map_path = "/wzdt/index.html"

    def __init__(self, site: SiteContent) -> None:
        self._sid = site.area.code
        self._ids = {column.key: 20701 + number for number, column in enumerate(site.all_columns())}
        self._by_id = {str(number): key for key, number in self._ids.items()}
        super().__init__(site)

    # -- addresses ------------------------------------------------------------------------------
    def _on_platform(self, column: Column) -> bool:
        return any(item.key == _PLATFORM for item in self.site.path_to(column.key))

    def _is_category(self, column: Column) -> bool:
        own = column.blocks or column.form or column.placeholder
        return column.key != _PLATFORM and self._on_platform(column) and not own

    def column_path(self, column: Column, page: int = 0) -> str:
        if column.key == _PLATFORM:
            return "/gkmlpt/index"
        if column.key == _GUIDE:
            return "/gkmlpt/guide"
        if self._is_category(column):
            shell = "annualreport" if column.key == _REPORTS else "index"
            return f"/gkmlpt/{shell}#{self._ids[column.key]}"
        folder = "/".join(item.key for item in self.site.path_to(column.key))
        return f"/{folder}/index.html" if page == 0 else f"/{folder}/index_{page + 1}.html"

    def document_path(self, document: Document) -> str:
        column = self.columns[document.home_column]
        number = 9103000 + self.number(document)
        if self._is_category(column):
            return f"/gkmlpt/content/{number // 1000000}/{number // 1000}/post_{number}.html"
        folder = "/".join(item.key for item in self.site.path_to(column.key))
        return f"/{folder}/content/post_{number}.html"

    def page_count(self, column: Column) -> int:
        """A category's list has no pages of its own."""
        return 1 if self._on_platform(column) and not column.form else super().page_count(column)

    def list_requests(self, column: Column, rows: int) -> int:
        """The interface answers a hundred entries of a category at once; the shell is the platform's one page."""
        if self._is_category(column):
            return max(1, -(-rows // _API_PAGE))
        return super().list_requests(column, rows)

    def _add_pages(self) -> None:
        super()._add_pages()
        for column in self.columns.values():
            if self._is_category(column):
                self._pages.pop(self.column_path(column))
        platform = self.columns[_PLATFORM]
        self._pages["/gkmlpt/index"] = partial(self._shell, platform)
        if _REPORTS in self.columns:
            self._pages["/gkmlpt/annualreport"] = partial(self._shell, self.columns[_REPORTS])

    # -- chrome ---------------------------------------------------------------------------------
    def _head(self, title: str, tags: str) -> str:
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
{tags}<title>{escape(title)}</title>
<link rel="stylesheet" href="/static/css/base.css">
<script>window.NFCMS_SITE_ID = {self._sid};</script>
</head>"""

    def _page(self, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a><p>'
            + "".join(
                f'<a href="{self.column_path(child)}" target="_blank">{child.name}</a>'
                for child in self.menu_children(column)
            )
            + "</p></li>"
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:;" id="wza">无障碍阅读</a> <a href="javascript:;">关怀版</a> '
            if site.accessible
            else ""
        )
        search = (
            f'<form action="{self.search_path}" method="get"><input type="hidden" name="site_id" value="{self._sid}">'
            '<input type="text" name="keywords" placeholder="请输入搜索关键词"><button type="submit">搜索</button></form>'
            if site.search != "none"
            else ""
        )
        footer = "</p><p>".join(markup.footer_parts(site, self.map_path))
        return f"""{self._head(title, tags)}
<body>
<div class="header"><span>今天是{self.site.today_words}</span>{accessible}<a href="http://www.yunling.example.gov.cn/">云岭市人民政府</a>{search}</div>
<div class="nav"><ul><li><a href="/">首页</a></li>{menu}</ul></div>
{content}
<div class="footer"><p>{footer}</p></div>
<script src="/static/js/stat.js"></script>
</body>
</html>
"""

    def _crumbs(self, column: Column) -> str:
        trail = " &gt; ".join(
            f'<a href="{self.column_path(item)}">{item.name}</a>'
            for item in self.site.path_to(column.key)
        )
        return f'<div class="position">当前位置：<a href="/">首页</a> &gt; {trail}</div>'

    def _row(self, item: Document) -> str:
        return (
            f'<li><a href="{self.document_path(item)}" target="_blank" title="{escape(item.title)}">{escape(markup.cut(item.title, 30))}</a>'
            f"<span>{item.published.isoformat()}</span></li>"
        )

    # -- the portal -----------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3><a href="{self.column_path(column)}">{column.name}</a><a class="more" href="{self.column_path(column)}">更多&gt;</a></h3>'
            f"<ul>{''.join(self._row(item) for item in column.documents[:6])}</ul></div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<a class="entry" href="{self.column_path(column)}">{column.name}</a>'
            for column in self.home_entries()
        )
        dead = "".join(f'<a href="{path}">{words}</a>' for words, path in self.dead_on(""))
        content = f'<div class="main">{boxes}<div class="entries">{entries}{dead}</div></div>'
        return self._page(f"{self.site.name}门户网站", markup.column_tags(self.site, None), content)

    def _pager(self, column: Column, page: int) -> str:
        last = self.page_count(column) - 1
        if last == 0:
            return ""
        pages = "".join(
            f'<a class="cur">{n + 1}</a>'
            if n == page
            else f'<a href="{self.column_path(column, n)}">{n + 1}</a>'
            for n in range(last + 1)
        )
        following = (
            f'<a class="next" href="{self.column_path(column, page + 1)}">下一页</a>'
            if page < last
            else ""
        )
        return (
            f'<div class="page"><a class="first" href="{self.column_path(column)}">首页</a>{pages}{following}'
            f'<a class="last" href="{self.column_path(column, last)}">末页</a></div>'
        )

    def column_page(self, column: Column, page: int) -> str:
        parts: list[str] = []
        if column.placeholder:
            parts.append(f'<div class="tip">{column.placeholder}</div>')
        else:
            if column.blocks:
                parts.append(
                    f'<div class="article-content">{markup.body(column.blocks, self.resolve)}</div>'
                )
            if column.form == "request":
                parts.append(markup.request_form("/ysqgk/submit"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            for child in column.children:
                newest = child.documents[:3] if column in self.site.columns else []
                rows = "".join(self._row(item) for item in newest)
                parts.append(
                    f'<div class="child"><h3><a href="{self.column_path(child)}">{child.name}</a></h3><ul>{rows}</ul></div>'
                )
            if column.documents:
                rows = "".join(self._row(item) for item in self.rows(column, page))
                parts.append(f'<ul class="list">{rows}</ul>{self._pager(column, page)}')
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
        on_platform = self._is_category(column)
        files = "".join(
            f'<p class="attachment"><a href="{self.attachment_path(document, n)}">{escape(name)}</a></p>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        items = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
            for item in related
        )
        box = f'<div class="relevant"><h4>相关文章</h4><ul>{items}</ul></div>' if items else ""
        table = self._fields(document, column) if on_platform or document.official else ""
        body = markup.body(document.shown, self.resolve)
        if on_platform:
            shown = f'<h1 class="content-title">{escape(document.title)}</h1><div class="content-date">发布日期：{day.isoformat()} 浏览次数：- <a href="javascript:;">打印</a></div>'
            shown += f'<div class="article-content">{body}\n{files}</div>'
        else:
            shown = f'<h1>{escape(document.title)}</h1><p class="info">时间：{day.isoformat()} 09:{self.number(document) % 60:02d}:00　来源：{document.source}　字体：【大】【中】【小】</p>'
            shown += f'<div class="news_cont_d_wrap">{body}\n{files}</div>'
        script = self._config({"DETAIL": self._article(document)}) if on_platform else ""
        content = f'<div class="main">{self._crumbs(column)}{table}{shown}{box}</div>{script}'
        tags = markup.article_tags(
            self.site, document, column, f"{day.isoformat()} 09:{stamp(document.key) % 60:02d}:00"
        )
        return self._page(f"{document.title} - {self.site.name}", tags, content)

    def _fields(self, document: Document, column: Column) -> str:
        """The eight fields above a document."""
        issued = f"{document.issued.isoformat()}" if document.issued else ""
        cells = (
            ("索引号", self._index_number(document)),
            ("分类", column.name),
            ("发布机构", document.issuer),
            ("成文日期", issued),
            ("名称", document.title),
            ("文号", document.number),
            ("发布日期", document.published.isoformat()),
            ("主题词", document.topic),
        )
        rows = "".join(
            f"<tr><td>{a}：</td><td>{escape(b)}</td><td>{c}：</td><td>{escape(d)}</td></tr>"
            for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
        )
        valid = (
            "<tr><td>有效性：</td><td>有效</td></tr>"
            if document.official and self.site.validity
            else ""
        )
        return f'<div class="classify"><table>{rows}{valid}</table></div>'

    def _index_number(self, document: Document) -> str:
        return f"11{self.site.area.code}0069/{document.published.year}-{self.number(document):05d}"

    def map_page(self) -> str:
        items = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.columns.values()
        )
        content = f'<div class="main"><h2>网站地图</h2><ul>{items}</ul></div>'
        return self._page(f"网站地图 - {self.site.name}", "", content)

    def search_page(self, words: str) -> str:
        hits = self.hits(words)
        rows = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
            for item in hits
        )
        return self._page("检索", "", f"<p>共找到{len(hits)}条结果</p><ul>{rows}</ul>")

    # -- the platform ---------------------------------------------------------------------------
    def _config(self, more: dict[str, object] | None = None) -> str:
        """The settings that the platform's script reads: no JSON, for its names are bare."""
        given = "".join(
            f",\n  {name}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in (more or {}).items()
        )
        tree = json.dumps(self._tree(self.columns[_PLATFORM]), ensure_ascii=False)
        return f"<script>\nwindow._CONFIG = {{\n  SID: '{self._sid}',\n  BASE: '/gkmlpt',\n  TREE: {tree},\n  SERVICE_AREA_ID: 1{given}\n}};\n</script>"

    def _tree(self, above: Column) -> list[dict[str, object]]:
        nodes: list[dict[str, object]] = []
        for column in above.children:
            category = self._is_category(column)
            jump = "" if category and column.key != _REPORTS else self.column_path(column)
            nodes.append(
                {
                    "id": self._ids[column.key],
                    "name": column.name,
                    "parent_id": self._ids[above.key],
                    # Counts what the interface does not list as well: entries of other years, of categories below.
                    "post_count": sum(len(each.documents) for each in column.walk()) * 2,
                    "jump_url": jump,
                    "children": self._tree(column),
                }
            )
        return nodes

    def _shell(self, column: Column) -> str:
        here = f"{column.name} - {self.site.name}"
        tags = markup.column_tags(self.site, column)
        trail = "".join(
            f' &gt; <a href="{self.column_path(item)}">{item.name}</a>'
            for item in self.site.path_to(_PLATFORM)
        )
        return f"""{self._head(here, tags)}
<body>
<div class="crumb">当前位置：<a href="/">首页</a>{trail}</div>
<div id="app"></div>
{self._config()}
<script src="/static/js/chunk-common.c1553651.js"></script>
<script src="/static/js/index.28e5c2a7.js"></script>
</body>
</html>
"""

    def _article(self, item: Document) -> dict[str, object]:
        """An entry of the interface."""
        moment = int(datetime.combine(item.published, time(9), _BEIJING).timestamp())
        written = datetime.combine(item.issued or item.published, time(), _BEIJING)
        column = self.columns[item.home_column]
        return {
            "id": 9103000 + self.number(item),
            "title": item.title,
            "type": "normal",
            "document_number": item.number,
            "identifier": self._index_number(item),
            "publisher": item.issuer,
            "keywords": item.topic,
            "date": int(written.timestamp()),
            "create_time": moment,
            "display_publish_time": moment,
            "created_at": f"{item.published.isoformat()} 09:00:00",
            "classify_main": self._ids[column.key],
            "classify_main_name": column.name,
            "url": self.document_path(item),
            "post_url": self.document_path(item),
            "is_expired": 0,
            "is_abolished": 0,
            "relation": "[]",
        }

    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """The list of a category, a hundred entries a page; pages 0 and 1 are the same."""
        if not path.startswith(_API):
            return None
        key = self._by_id.get(path.removeprefix(_API))
        if key is None or (query.get("sid") or [""])[0] != self._sid:
            return Response(404, "application/json", b'{"message":"not found"}')
        column = self.columns[key]
        fault = self.site.behaviours.get(key)
        if fault:
            return self._misbehave(fault)
        number = max(int((query.get("page") or ["1"])[0]), 1)
        offset = (number - 1) * _API_PAGE
        answer = {
            "classify": {"id": self._ids[key], "name": column.name, "jump_url": ""},
            "total": len(column.documents),
            "offset": offset,
            "articles": [
                self._article(item) for item in column.documents[offset : offset + _API_PAGE]
            ],
        }
        text = json.dumps(answer, ensure_ascii=False)
        return Response(200, "application/json; charset=utf-8", text.encode())

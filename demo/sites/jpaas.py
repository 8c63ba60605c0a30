"""大汉 JPaaS: pages of units that scripts fetch, lists behind one gateway, columns that stand for their first child,
articles under 32 hexadecimal digits.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from html import escape

from demo.server import Response
from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent

_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_FIRST = "redirect_firstChannel.shtml"
_LIST = "当前栏目_list"
_CONTENT = "右侧内容"


class JpaasSite(Family):
    """A site of the JPaaS family.

    Some lists stand in the page with their first rows, some only in a unit that a script fetches; further rows come from
    the gateway alone. A column without anything of its own is an address that leads to its first child, by status or by
    script. PubDate is wrong here and there.
    """

    search_path = "/searchfront/search.shtml"
    search_field = "q"
    rows_per_page = 8

    def __init__(self, site: SiteContent) -> None:
        self._code = f"{site.id}xrmzf"
        self.map_path = f"/{self._code}/wzdt/wzdt.shtml"  # type: ignore[misc]
        self._by_id = {_hex(column.key): column.key for column in site.all_columns()}
        super().__init__(site)

    # -- addresses ------------------------------------------------------------------------------
    def _stands_for_first(self, column: Column) -> bool:
        own = column.documents or column.blocks or column.form or column.placeholder
        return bool(column.children) and not own and column not in self.site.columns

    def column_path(self, column: Column, page: int = 0) -> str:
        platform = any(item.key == "zfxxgk" for item in self.site.path_to(column.key))
        if self._stands_for_first(column):
            name = _FIRST
        elif column in self.site.columns:
            name = f"{column.key}.shtml"
        elif column.blocks:
            name = "xxgk_tt.shtml" if platform else "tt.shtml"
        else:
            name = "xxgk_list.shtml" if platform else "list.shtml"
        return f"/{self._code}/{column.key}/{name}"

    def document_path(self, document: Document) -> str:
        return f"/{self._code}/{document.home_column}/{document.published:%Y%m}/{_hex(document.key)}.shtml"

    def page_count(self, column: Column) -> int:
        """One: the further pages exist only in the visitor's browser."""
        return 1

    def _add_pages(self) -> None:
        super()._add_pages()
        self._pages[f"/{self._code}/index.shtml"] = self.home

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """The answer to one request; every other column that stands for its first child answers by status."""
        for column in self.columns.values():
            if not self._stands_for_first(column) or stamp(column.key) % 2:
                continue
            if target == self.column_path(column):
                first = (("Location", self.column_path(column.children[0])),)
                return Response(302, "text/html", b"", first)
        return super().respond(method, target, body)

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str, page_id: str = "") -> str:
        site = self.site
        home = f"/{self._code}/index.shtml"
        menu = "".join(
            f'<dl><dt><a linktype="Column" href="{self.column_path(column)}" target="_self" > {column.name} </a></dt><dd class="submenu clearfix">'
            + "".join(
                f'<span><a href="{self.column_path(child)}"  target="_self" title=\'{child.name}\' >{child.name}</a></span>'
                for child in self.menu_children(column)
            )
            + "</dd></dl>"
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:void(0)" onclick="aria.start()">网站无障碍</a> <a href="javascript:void(0)" onclick="aria.oldFixedStart()">关怀版</a> '
            if site.accessible
            else ""
        )
        search = (
            f'<form action="{self.search_path}" method="get"><input type="hidden" name="websiteid" value="{_hex(site.id)}">'
            '<input type="text" name="q" placeholder="请输入关键字"><button type="submit">搜索</button></form>'
            if site.search != "none"
            else ""
        )
        footer = "</p><p>".join(markup.footer_parts(site, self.map_path))
        return f"""<!doctype html>
<html>

<head>
  <meta charset="utf-8">
  <meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
{tags}<meta name="others" content="页面生成时间 {site.today - timedelta(days=1)} 11:36:07" />
<title>
    {escape(title)}
  </title>
  <link rel="stylesheet" type="text/css" href="/images/common.css">
  <script type="text/javascript" src="/images/jquery.min.js"></script>
  <script>
    var websiteId = "{_hex(site.id)}",
      websiteCode = "{self._code}";
  </script>
</head>

<body>
  <!--<div class="syxgg"><h2 class="tit"><span>网站正在升级维护，如有带来不便，敬请谅解！</span></h2></div>-->
  <div class="home-header"><a href="{home}"><img src="/images/home_logo.png" alt=""></a>
  <div class="home-header-menu"><span>今天是{self.site.today_words}</span>{accessible}<a target="_blank" href="http://www.yunling.example.gov.cn/">云岭市人民政府</a></div>{search}
  {self._unit("头部日期天气", page_id) if page_id else ""}</div>
  <div class="drawer-mainNav"><dl><dt><a linktype="Column" href="{home}">首页</a></dt></dl>{menu}</div>
  {content}
  <div class="footer"><p>{footer}</p>{self._unit("底部浏览量", page_id) if page_id else ""}</div>
</body>

</html>
"""

    def _unit(self, tag: str, page_id: str) -> str:
        """A unit that a script fetches."""
        query = (
            f"{{'parseType':'bulidstatic','webId':'{_hex(self.site.id)}','tplSetId':'{_hex('tpl')}',"
            f"'pageType':'column','tagId':'{tag}','editType':'null','pageId':'{page_id}'}}"
        )
        return (
            f'<script id="{_hex(tag)}" src="/script/unitbuild.js?v=3.1.3" parseType="bulidstatic" url="{_UNIT}" '
            f'queryData="{query}"></script>'
        )

    def _crumbs(self, column: Column) -> str:
        trail = " &gt; ".join(
            f'<a href="{self.column_path(item)}">{item.name}</a>'
            for item in self.site.path_to(column.key)
        )
        return f'<div class="dqwz">当前位置： <a href="/{self._code}/index.shtml">首页</a> &gt; {trail}</div>'

    def _sidebar(self, column: Column) -> str:
        path = self.site.path_to(column.key)
        siblings = path[-2].children if len(path) > 1 else self.site.columns
        items = "".join(
            f'<li><a href="{self.column_path(item)}" title="{item.name}">{item.name}</a></li>'
            for item in siblings
        )
        return f'<div class="xxgk-left"><ul>{items}</ul></div>'

    # -- lists ----------------------------------------------------------------------------------
    def _row(self, item: Document) -> str:
        return (
            f'<li class="cf"><a class="fl" href="{self.document_path(item)}" target="_blank" title="{escape(item.title)}"><i></i>'
            f'{escape(markup.cut(item.title, 28))}</a><span class="fr">{item.published.isoformat()}</span></li>'
        )

    def _list(self, column: Column, page: int) -> str:
        """One page of a column's list as the gateway builds it, with its pager."""
        total = len(column.documents)
        last = max(1, -(-total // self.rows_per_page))
        query = (
            f"{{'webId':'{_hex(self.site.id)}','pageId':'{_hex(column.key)}','parseType':'bulidstatic',"
            f"'pageType':'column','tagId':'{_LIST}','tplSetId':'{_hex('tpl')}'}}"
        )
        numbers = "".join(
            f'<span class="layui-laypage-curr"><em></em><em>{n}</em></span>'
            if n == page
            else f'<a href="javascript:;" data-page="{n}">{n}</a>'
            for n in range(1, last + 1)
        )
        pager = (
            f'<div class="pagination" queryData="{query}" rows="{self.rows_per_page}" unitid="{_LIST}" count="{total}" pageNo="{page}" unitUrl="{_UNIT}">'
            f'<span class="layui-laypage-count">共 {total} 条</span>{numbers}<a href="javascript:;" class="layui-laypage-last" data-page="{last}">尾页</a></div>'
        )
        rows = "\n".join(self._row(item) for item in self.rows(column, page - 1))
        return f'<div id="{_LIST}"><div class="page-content"><ul>{rows}</ul></div>{pager}</div>'

    def _content(self, column: Column) -> str:
        """What a column shows beside its menus."""
        if column.placeholder:
            return f'<div class="zwnr">{column.placeholder}</div>'
        parts: list[str] = []
        if column.blocks:
            parts.append(
                f'<div class="bt-content zoom" id="zoom">{markup.body(column.blocks, self.resolve)}</div>'
            )
        if column.form == "request":
            parts.append(markup.request_form("/u/ysqgk/submit.do"))
        if column.form == "library":
            parts.append(markup.LIBRARY_TOOLS)
        if column.children:
            # Only the top level shows its children's newest rows beside their names.
            for child in column.children:
                newest = child.documents[:3] if column in self.site.columns else []
                rows = "".join(self._row(item) for item in newest)
                parts.append(
                    f'<div class="zwgk-tit"><h3><a href="{self.column_path(child)}">{child.name}</a></h3><ul>{rows}</ul></div>'
                )
        if column.documents:
            parts.append(self._list(column, 1))
        return "".join(parts)

    def _by_script(self, column: Column) -> bool:
        """Whether a script fetches the column's content."""
        return column not in self.site.columns and stamp(column.key) % 3 == 2

    # -- pages ----------------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<div class="home-news"><div class="tit"><a href="{self.column_path(column)}">{column.name}</a>'
            f'<a class="more" href="{self.column_path(column)}">更多</a></div><ul>'
            + "".join(self._row(item) for item in column.documents[:6])
            + "</ul></div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<li><a href="{self.column_path(column)}"><img src="/images/{column.key}.png" alt=""><span>{column.name}</span></a></li>'
            for column in self.home_entries()
        )
        dead = "".join(f'<li><a href="{path}">{words}</a></li>' for words, path in self.dead_on(""))
        content = (
            f'<div class="section page1">{boxes}<ul class="home-entries">{entries}{dead}</ul></div>'
        )
        return self._page(self.site.name, markup.column_tags(self.site, None), content)

    def column_page(self, column: Column, page: int) -> str:
        if self._stands_for_first(column):
            first = self.column_path(column.children[0])
            return (
                f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{column.name}</title>\n'
                f'<script type="text/javascript">window.location.href="{first}";</script></head><body><a href="{first}">{column.name}</a></body></html>'
            )
        page_id = _hex(column.key)
        shown = self._unit(_CONTENT, page_id) if self._by_script(column) else self._content(column)
        dead = "".join(
            f'<p><a href="{path}">{words}</a></p>' for words, path in self.dead_on(column.key)
        )
        content = f'<div class="container">{self._crumbs(column)}{self._sidebar(column)}<div class="xxgk-right"><h2>{column.name}</h2>{shown}{dead}</div></div>'
        tags = markup.column_tags(self.site, column)
        return self._page(f"{column.name}_{self.site.name}", tags, content, page_id)

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        table = ""
        if document.official:
            issued = document.issued
            cells = [
                ("信息索引号", f"{self.site.area.code}/{day.year}-{self.number(document):05d}"),
                ("主题分类", document.topic),
                ("发布机构", document.issuer),
                ("生成日期", issued.isoformat() if issued else ""),
                ("文件编号", document.number),
                ("有效性", "有效") if self.site.validity else ("公开时限", "长期公开"),
                ("公开范围", "面向全社会"),
                ("公开方式", "主动公开"),
            ]
            rows = "".join(
                f"<tr><th>{a}：</th><td>{escape(b)}</td><th>{c}：</th><td>{escape(d)}</td></tr>"
                for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
            )
            table = f'<table class="xxgk-table">{rows}</table>'
        files = "".join(
            f'<p><a href="{self.attachment_path(document, n)}" appendix="true">附件：{escape(name)}</a></p>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        items = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
            for item in related
        )
        box = f'<div class="xgjd"><h4>相关解读</h4><ul>{items}</ul></div>' if items else ""
        content = f"""<div class="container">{self._crumbs(column)}{table}
<div class="bt-article"><h1 class="bt-title"><UCAPTITLE>{escape(document.title)}</UCAPTITLE></h1>
<div class="bt-info"><span>发布时间：<PUBLISHTIME>{day.isoformat()} 09:{self.number(document) % 60:02d}</PUBLISHTIME></span> <span>来源：{document.source}</span> <span>浏览次数：<i id="hits"></i></span> <span>字号：【<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】</span></div>
<div class="bt-content zoom" id="zoom"><UCAPCONTENT>{markup.body(document.shown, self.resolve)}
{files}</UCAPCONTENT></div></div>
{box}<div class="bt-share">分享：<a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>"""
        # Moved here from an older system: the tag holds the day of the move.
        moved = self.site.today - timedelta(days=6)
        tagged = f"{moved} 17:20:33" if stamp(document.key) % 6 == 0 else f"{day} 09:00"
        tags = markup.article_tags(self.site, document, column, tagged)
        return self._page(document.title, tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.columns.values()
        )
        tags = markup.column_tags(self.site, None)
        return self._page(f"网站地图_{self.site.name}", tags, f'<ul class="map">{items}</ul>')

    def search_page(self, words: str) -> str:
        hits = self.hits(words)
        rows = "".join(
            f'<div class="result"><a href="{self.document_path(item)}">{escape(item.title)}</a></div>'
            for item in hits
        )
        return self._page("站内搜索", "", f"<p>为您找到相关结果 {len(hits)} 个</p>{rows}")

    # -- the gateway ----------------------------------------------------------------------------
    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """A unit of a page, or a page of a list, as JSON with its HTML inside."""
        if path != _UNIT:
            return None
        key = self._by_id.get((query.get("pageId") or [""])[0])
        tag = (query.get("tagId") or [""])[0]
        if key is None or (query.get("webId") or [""])[0] != _hex(self.site.id):
            return _envelope(None)
        column = self.columns[key]
        fault = self.site.behaviours.get(key)
        if fault:
            return self._misbehave(fault)
        if tag == _CONTENT:
            return _envelope(self._content(column))
        if tag != _LIST:
            return _envelope(f"<span>{self.site.today_words} 多云</span>")
        asked = json.loads((query.get("paramJson") or ["{}"])[0])
        return _envelope(self._list(column, int(asked.get("pageNo", 1))))


def _envelope(html: str | None) -> Response:
    answer: dict[str, object] = {"success": html is not None, "code": "200" if html else "500"}
    answer["data"] = {"html": html} if html is not None else None
    answer["message"] = "生成成功" if html is not None else "error"
    text = json.dumps(answer, ensure_ascii=False)
    return Response(200, "application/json;charset=UTF-8", text.encode())


def _hex(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

"""TRS WCM: folders of index.html and index_1.html with a script pager, articles
t20200802_1352104.html.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from datetime import date
from html import escape

from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document


class TrsSite(Family):
    """A site of the TRS family. Lists cut long titles and have no static link to their next
    page.
    """

    search_path = "/was5/web/search"
    search_field = "searchword"

    def column_path(self, column: Column, page: int = 0) -> str:
        folder = "/".join(item.key for item in self.site.path_to(column.key))
        return f"/{folder}/index.html" if page == 0 else f"/{folder}/index_{page}.html"

    def document_path(self, document: Document) -> str:
        folder = "/".join(item.key for item in self.site.path_to(document.home_column))
        day = document.published
        return f"/{folder}/{day:%Y%m}/t{day:%Y%m%d}_{1352000 + self.number(document)}.html"

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = "".join(
            f'<li class="nav-item"><a href="{self.column_path(column)}">{column.name}</a><div class="sub">'
            + "".join(
                f'<a href="{self.column_path(child)}" target="_blank">{child.name}</a>'
                for child in self.menu_children(column)
            )
            + "</div></li>"
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:void(0)" id="toolbarSwitch">无障碍浏览</a> | <a href="javascript:void(0)">长者模式</a> | '
            if site.accessible
            else ""
        )
        search = (
            f'<form class="search" action="{self.search_path}" method="get" name="searchform">'
            '<input type="hidden" name="channelid" value="245317"><input type="text" name="searchword" '
            'placeholder="请输入关键字"><input type="submit" value="搜索"></form>'
            if site.search != "none"
            else ""
        )
        footer = "</p><p>".join(markup.footer_parts(site, self.map_path))
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
{tags}<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="/images/base.css">
<link href="/images/favicon.ico" rel="shortcut icon" type="image/x-icon">
<script type="text/javascript" src="/images/jquery.js"></script>
</head>
<body>
<div class="top"><div class="w clearfix"><span id="clock">今天是{self.site.today_words}</span>
<div class="fr">{accessible}<a href="http://www.yunling.example.gov.cn/" target="_blank">云岭市人民政府</a> | <a href="http://www.yunjiang.example.gov.cn/" target="_blank">云江省人民政府</a> | <a href="javascript:;">手机版</a></div></div></div>
<div class="header w"><a href="/"><img src="/images/logo.png" alt="{site.name}"></a>{search}</div>
<!-- <li><a href="/zwgk/old/index.html">旧版公开专栏</a></li> -->
<div class="nav"><ul><li class="nav-item"><a href="/">首页</a></li>{menu}</ul></div>
{content}
<div class="footer"><div class="w"><a href="http://bszs.example.gov.cn/"><img src="/images/dzjg.png" alt="党政机关"></a><p>{footer}</p><p>Copyright &copy; {site.name} 版权所有</p></div></div>
<script>document.write('<script src="/images/count.js"><\\/script>');</script>
</body>
</html>
"""

    def _crumbs(self, column: Column) -> str:
        trail = "&nbsp;&gt;&nbsp;".join(
            f'<a href="{self.column_path(item)}" class="CurrChnlCls">{item.name}</a>'
            for item in self.site.path_to(column.key)
        )
        return f'<div class="position">当前位置：<a href="/" class="CurrChnlCls">首页</a>&nbsp;&gt;&nbsp;{trail}</div>'

    def _sidebar(self, column: Column) -> str:
        path = self.site.path_to(column.key)
        siblings = path[-2].children if len(path) > 1 else self.site.columns
        menu = "".join(
            f'<li><a href="{self.column_path(item)}">{item.name}</a></li>' for item in siblings
        )
        hot = "".join(
            f'<li><a href="{self.document_path(item)}">{item.title}</a><em>{item.published:%m-%d}</em></li>'
            for item in self.home_sections()[0].documents[:4]
        )
        return f'<div class="left"><h3>栏目导航</h3><ul>{menu}</ul><h3>热点信息</h3><ul class="hot">{hot}</ul></div>'

    # -- pages ----------------------------------------------------------------------------------
    def _rows(self, documents: list[Document], base: str, width: int = 24) -> str:
        folder = base.rsplit("/", 1)[0]
        rows = []
        for item in documents:
            path = self.document_path(item)
            href = "." + path.removeprefix(folder) if path.startswith(folder + "/") else path
            words = markup.cut(item.title, width)
            rows.append(
                f'<li><span class="date">{item.published.isoformat()}</span><a href="{href}" target="_blank" '
                f'title="{escape(item.title)}">{escape(words)}</a></li>'
            )
        return "\n".join(rows)

    def home(self) -> str:
        sections = "".join(
            f'<div class="box"><h2><a href="{self.column_path(column)}">{column.name}</a>'
            f'<a class="more" href="{self.column_path(column)}">更多&gt;&gt;</a></h2><ul>'
            f"{self._rows(column.documents[:6], '/index.html', 20)}</ul></div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<a class="entry" href="{self.column_path(column)}"><img src="/images/{column.key}.png" '
            f'alt="{column.name}"><span>{column.name}</span></a>'
            for column in self.home_entries()
        )
        dead = "".join(f'<a href="{path}">{words}</a>' for words, path in self.dead_on(""))
        links = "".join(
            f'<a href="http://www.county{n}.example.gov.cn/">{name}</a>'
            for n, name in enumerate(("南溪区", "东坪县", "西岭县"))
        )
        content = (
            f'<div class="w main">{sections}<div class="entries">{entries}{dead}</div>'
            f'<div class="links">友情链接：{links}</div></div>'
        )
        return self._page(f"{self.site.name}门户网站", markup.column_tags(self.site, None), content)

    def _pager(self, column: Column, page: int) -> str:
        count = self.page_count(column)
        if count == 1:
            return ""
        if stamp(column.key) % 2:
            return (
                '<div class="pages"><script>function createPageHTML(_nPageCount,_nCurrIndex,_sPageName,_sPageExt)'
                "{if(_nPageCount<=1)return;for(var i=0;i<_nPageCount;i++){document.write('<a href=\"'+_sPageName+"
                "(i?'_'+i:'')+'.'+_sPageExt+'\">'+(i+1)+'</a>');}}\n"
                f'createPageHTML({count}, {page}, "index", "html");</script></div>'
            )
        return (
            '<div class="pages"><script type="text/javascript">\n'
            f"var currentPage = {page};//所在页从0开始\nvar prevPage = currentPage-1;//上一页\n"
            f"var nextPage = currentPage+1;//下一页\nvar countPage = {count};//共多少页\n"
            'document.write("共"+countPage+"页&nbsp;&nbsp;");\n'
            'if(countPage>1&&currentPage!=(countPage-1))document.write("<a href=\\"index_"+nextPage+".html\\">下一页</a>");'
            "\n</script></div>"
        )

    def column_page(self, column: Column, page: int) -> str:
        here = self.column_path(column, page)
        parts: list[str] = []
        if column.placeholder:
            parts.append(f'<div class="tip">{column.placeholder}</div>')
        else:
            if column.blocks:
                parts.append(
                    f'<div class="TRS_Editor">{markup.body(column.blocks, self.resolve)}</div>'
                )
            if column.form == "request":
                parts.append(markup.request_form("/ysqgk/submit"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            for child in column.children:
                # Only the top level shows its children's newest rows beside their names.
                newest = (
                    self._rows(child.documents[:3], here) if column in self.site.columns else ""
                )
                parts.append(
                    f'<div class="child"><h3><a href="{self.column_path(child)}">{child.name}</a></h3><ul>{newest}</ul></div>'
                )
            if column.documents:
                parts.append(f'<ul class="list">{self._rows(self.rows(column, page), here)}</ul>')
            parts.append(self._pager(column, page))
        parts += [
            f'<p><a href="{path}">{words}</a></p>' for words, path in self.dead_on(column.key)
        ]
        content = (
            f'<div class="w main">{self._crumbs(column)}{self._sidebar(column)}<div class="right">'
            f'<h2 class="colname">{column.name}</h2>{"".join(parts)}</div></div>'
        )
        return self._page(
            f"{column.name}_{self.site.name}", markup.column_tags(self.site, column), content
        )

    def _meta_date(self, key: str, day: date) -> str:
        shape = stamp(key) % 3
        if shape == 0:
            return f"{day:%Y}年{day:%m}月{day:%d}日"
        return f"{day.isoformat()} 06:23" if shape == 1 else f"{day.isoformat()} 10:30:00"

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        info = ""
        if document.official:
            issued = (
                f"{document.issued:%Y}年{document.issued:%m}月{document.issued:%d}日"
                if document.issued
                else ""
            )
            cells = [
                ("索 引 号", f"{self.site.area.code}001/{day.year}-{self.number(document):05d}"),
                ("主题分类", document.topic),
                ("发文机关", document.issuer),
                ("成文日期", issued),
                ("标　　题", document.title),
                ("发文字号", document.number or "无"),
                ("发布日期", f"{day:%Y}年{day:%m}月{day:%d}日"),
                ("有 效 性", "有效") if self.site.validity else ("主 题 词", document.topic),
            ]
            rows = "".join(
                f"<tr><td><b>{a}：</b></td><td>{escape(b)}</td><td><b>{c}：</b></td><td>{escape(d)}</td></tr>"
                for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
            )
            info = f'<table class="gk-info">{rows}</table>'
        files = "".join(
            f'<p>附件：<a href="{self.attachment_path(document, n)}">{escape(name)}</a></p>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        box = (
            '<div class="related"><h3>相关链接</h3><ul>'
            + "".join(
                f'<li><a href="{self.document_path(item)}" target="_blank">{escape(item.title)}</a></li>'
                for item in related
            )
            + "</ul></div>"
            if related
            else ""
        )
        content = f"""<div class="w main">{self._crumbs(column)}{info}
<div class="article"><h1>{escape(document.title)}</h1>
<div class="info">发布时间：{day.isoformat()} 09:{self.number(document) % 60:02d}　来源：{document.source}　浏览次数：<span id="hits">136</span>　字体：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a> ]</div>
<div class="TRS_Editor">{markup.body(document.shown, self.resolve)}
{files}</div></div>
{box}<div class="share">分享到： <a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>
{self._sidebar(column)}</div>"""
        tags = markup.article_tags(self.site, document, column, self._meta_date(document.key, day))
        return self._page(document.title, tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<li><a href="{self.column_path(column)}">{column.name}</a></li>'
            for column in self.columns.values()
        )
        content = f'<div class="w main"><h2>网站地图</h2><ul class="map">{items}</ul></div>'
        return self._page(
            f"网站地图_{self.site.name}", markup.column_tags(self.site, None), content
        )

    def search_page(self, words: str) -> str:
        hits = self.hits(words)
        rows = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a> {item.published.isoformat()}</li>'
            for item in hits
        )
        content = f'<div class="w main"><p>“{escape(words)}” 共找到 {len(hits)} 条结果</p><ul class="results">{rows}</ul></div>'
        return self._page("检索结果", "", content)

"""博达 VSB: columns /zwgk/zcjd.htm, list pages that count down, dynamic lists by wbtreeid, articles /info/1028/16917.htm,
attachments behind a program without a file's name in their address.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

import hashlib
import posixpath
import re
from html import escape

from demo.server import Response
from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent

_OWNER = 1512064483
_DOWNLOAD = "/system/_content/download.jsp"


class VsbSite(Family):
    """A site of the VSB family. Its pages carry no site code in their tags, many of its links are scripts, and some of its
    pagers say their numbers to a script alone.
    """

    search_path = "/ssjgy.jsp"
    search_field = "keyword"
    map_path = "/dblm/wzdt.htm"
    rows_per_page = 6

    def __init__(self, site: SiteContent) -> None:
        self._trees = {
            column.key: 1001 + number for number, column in enumerate(site.all_columns())
        }
        super().__init__(site)

    # -- addresses ------------------------------------------------------------------------------
    def _is_dynamic(self, column: Column) -> bool:
        return bool(column.documents) and stamp(column.key) % 3 == 0

    def column_path(self, column: Column, page: int = 0) -> str:
        count = self.page_count(column)
        if self._is_dynamic(column):
            tree = f"urltype=tree.TreeTempUrl&wbtreeid={self._trees[column.key]}"
            if page == 0:
                return f"/list.jsp?{tree}"
            if len(column.documents) % 2:
                return f"/list.jsp?totalpage={count}&PAGENUM={page + 1}&{tree}"
            return f"/list.jsp?a3t={count}&a3p={page + 1}&a3c={self.rows_per_page}&{tree}"
        folder = "/".join(item.key for item in self.site.path_to(column.key))
        return f"/{folder}.htm" if page == 0 else f"/{folder}/{count - page}.htm"

    def document_path(self, document: Document) -> str:
        return f"/info/{self._trees[document.home_column]}/{16000 + self.number(document)}.htm"

    def _file_id(self, document: Document, index: int) -> str:
        text = f"{document.key}/{index}".encode()
        return hashlib.blake2b(text, digest_size=16).hexdigest().upper()

    def attachment_path(self, document: Document, index: int) -> str:
        """The address of an attachment, which does not say what file it is."""
        return f"{_DOWNLOAD}?urltype=news.DownloadAttachUrl&owner={_OWNER}&wbfileid={self._file_id(document, index)}"

    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """What the download program says of a file that it has not: a page."""
        given = (query.get("wbfileid") or [""])[0]
        if path != _DOWNLOAD or any(address.endswith(f"={given}") for address in self._attached):
            return None
        return self.html("<html><head><title>附件下载</title></head><body>附件不存在</body></html>")

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, here: str, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = "".join(
            f'<li class="item"><a href="{self._href(here, self.column_path(column))}" title="{column.name}">{column.name}</a>\n\n<ul class="item2">'
            + "".join(
                f'\n\n       <li>\n        <a href="{self._href(here, self.column_path(child))}" title="{child.name}">{child.name}</a>\n         </li>'
                for child in self.menu_children(column)
            )
            + "</ul></li>"
            for column in site.columns
        )
        accessible = (
            '<a href="javascript:;" onclick="_addDynClicks(&#34;wbimage&#34;, 1512064483, 1179)">无障碍浏览</a> <a href="javascript:void(0);">长者助手</a>'
            if site.accessible
            else ""
        )
        search = (
            f'<form action="{self.search_path}" method="get" name="_l_s_m_form"><input type="hidden" name="wbtreeid" value="1001">'
            '<input type="text" name="keyword" placeholder="输入关键词查询"><input type="image" value="检索" src="/images/Magnifier.png"></form>'
            if site.search != "none"
            else ""
        )
        footer = "</p><p>".join(markup.footer_parts(site, self.map_path))
        kept = re.sub(r'<meta name="SiteIDCode"[^>]*>\n', "", tags)
        root = self._href(here, "/")
        return f"""<!DOCTYPE html>
<html>
    <head>
        <meta charset="UTF-8">
        <title>{escape(title)}-{site.name}</title>
{kept}
        <link rel="stylesheet" href="/static/css/list.css">
    <!--Announced by Visual SiteBuilder 9-->
<link rel="stylesheet" type="text/css" href="/static/_sitegray/_sitegray_d.css">
<script language="javascript" src="/static/_sitegray/_sitegray.js"></script>
<!-- CustomerNO:7765626265723230746447565256554103090003 -->
<script type="text/javascript" src="/static/system/resource/js/counter.js"></script>
<script type="text/javascript">_jsq_(1479,'/list.jsp',-1,{_OWNER})</script>
</head>
    <body>
        <div class="top"><span>今天是{self.site.today_words}</span><a href="{root}index.htm" title="{site.name}"><img src="/images/logo.png" border="0" alt="{site.name}"></a>
        {accessible} <a href="javascript:;" title="">微博</a> <a href="javascript:;">微信</a> <a href="http://www.yunling.example.gov.cn/">云岭市</a>{search}</div>
        <div class="nav"><ul class="clearfix"><li class="item"><a href="{root}index.htm" title="网站首页">网站首页</a></li>{menu}</ul></div>
        {content}
        <div class="footer"><p>{footer}</p><a href="javascript:void(0);" onclick="_vsb_multiscreen.setDevice('mobile')">手机版</a></div>
</body>

</html>
"""

    def _href(self, here: str, path: str) -> str:
        """A path as a page links to it: relative, as this system writes them."""
        folder = posixpath.dirname(here.partition("?")[0]).strip("/")
        up = "../" * (folder.count("/") + 1 if folder else 0)
        return f"{up}{path.lstrip('/')}" or "./"

    def _crumbs(self, here: str, column: Column) -> str:
        trail = "".join(
            f'\n                >>\n                <a href="{self._href(here, self.column_path(item))}">{item.name}</a>'
            for item in self.site.path_to(column.key)
        )
        return f'<div class="position">\n    当前位置: \n                        <a href="{self._href(here, "/index.htm")}">网站首页</a>{trail}\n</div>'

    def _sidebar(self, here: str, column: Column) -> str:
        path = self.site.path_to(column.key)
        siblings = path[-2].children if len(path) > 1 else self.site.columns
        items = "".join(
            f'<li>   <a href="{self._href(here, self.column_path(item))}" title="{item.name}">{item.name}</a>\n </li>'
            for item in siblings
        )
        return f'<div class="lc-l fl"><h2>{path[-2].name if len(path) > 1 else column.name}</h2><ul>{items}</ul></div>'

    def _rows(self, here: str, documents: list[Document], width: int = 40) -> str:
        rows = "".join(
            f'<li id="line_u13_{n}"><a href="{self._href(here, self.document_path(item))}" target="_blank" title="{escape(item.title)}">{escape(markup.cut(item.title, width))}</a>'
            f"<span>{item.published.isoformat()}</span></li>\n"
            for n, item in enumerate(documents)
        )
        numbers = ",".join(str(16000 + self.number(item)) for item in documents)
        clicks = f'<script>_showDynClickBatch([{numbers}],[{numbers}],"wbnews", {_OWNER})</script>'
        return f"<ul>{rows}</ul>{clicks}"

    # -- lists ----------------------------------------------------------------------------------
    def _pager(self, here: str, column: Column, page: int) -> str:
        count = self.page_count(column)
        total = len(column.documents)
        if self._is_dynamic(column):
            links = [self.column_path(column, n).partition("/list.jsp")[2] for n in range(count)]
        else:
            links = [self._href(here, self.column_path(column, n)) for n in range(count)]
        kind = stamp(column.key) % 4 if not self._is_dynamic(column) else stamp(column.key) % 2
        if kind == 3:
            return self._pager_by_script(total, page + 1, count)
        return (self._pager_of_numbers, self._pager_of_words, self._pager_of_numbers)[kind](
            links, total, page
        )

    def _pager_of_numbers(self, links: list[str], total: int, page: int) -> str:
        """The pager of newer versions."""
        last = len(links) - 1

        def go(name: str, words: str, to: int) -> str:
            if 0 <= to <= last and to != page:
                return f'<span class="p_{name} p_fun"><a href="{links[to]}">{words}</a></span>'
            return f'<span class="p_{name}_d p_fun_d">{words}</span>'

        numbers = "".join(
            f'<span class="p_no_d">{n + 1}</span>'
            if n == page
            else f'<span class="p_no"><a href="{link}">{n + 1}</a></span>'
            for n, link in enumerate(links)
        )
        return (
            '<link rel="stylesheet" content-type="text/css" href="/static/system/resource/css/pagedown/sys.css"><div class="pb_sys_common pb_sys_normal pb_sys_style1">'
            f'<span class="p_t">共{total}条</span> <span class="p_pages">{go("first", "首页", 0)}{go("prev", "上页", page - 1)}{numbers}'
            f'{go("next", "下页", page + 1)}{go("last", "尾页", last)}</span> <span class="p_t">{page + 1}/{last + 1}</span></div>'
        )

    def _pager_of_words(self, links: list[str], total: int, page: int) -> str:
        """The pager of older versions."""
        last = len(links) - 1
        following = (
            f'<a href="{links[page + 1]}" class="Next">下页</a><a href="{links[last]}" class="Next">尾页</a>'
            if page < last
            else '<span class="NextDisabled">下页</span><span class="NextDisabled">尾页</span>'
        )
        before = (
            f'<a href="{links[0]}" class="Prev">首页</a><a href="{links[page - 1]}" class="Prev">上页</a>'
            if page
            else '<span class="PrevDisabled">首页</span><span class="PrevDisabled">上页</span>'
        )
        return (
            f'<table cellspacing="0" class="headStyle1csp6kkbjp" width="100%"><tr valign="middle"><td nowrap="" align="left" width="1%" id="fanye130303">共{total}条&nbsp;&nbsp;{page + 1}/{last + 1}&nbsp;</td>'
            f'<td nowrap="" align="left"><div>{before}{following}</div></td></tr></table>'
        )

    def _pager_by_script(self, total: int, number: int, count: int) -> str:
        """A pager whose every link is a script."""
        return (
            f"<script type=\"text/javascript\">function a134388_gopage_fun(){{_simple_list_gotopage_fun({count},'a134388GOPAGE',2)}}</script>"
            f'<table cellspacing="0"><tr><td id="fanye134388">共{total}条&nbsp;&nbsp;{number}/{count}&nbsp;</td><td><a href="javascript:;" class="Next">下页</a><a href="javascript:;" class="Next">尾页</a>'
            '<input type="button" value="转到" onclick="javascript:a134388_gopage_fun()"><input size="2" id="a134388GOPAGE">页</td></tr></table>'
        )

    # -- pages ----------------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<div class="news"><h2><a href="{self._href("/", self.column_path(column))}">{column.name}</a><a href="{self._href("/", self.column_path(column))}" class="more">MORE+</a></h2>'
            f"{self._rows('/', column.documents[:6], 24)}</div>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<a href="{self._href("/", self.column_path(column))}" title="{column.name}" onclick="_addDynClicks(&#34;wburl&#34;, {_OWNER}, 46545)">{column.name}</a>'
            for column in self.home_entries()
        )
        dead = "".join(f'<a href="{path}">{words}</a>' for words, path in self.dead_on(""))
        content = f'<div class="main">{boxes}<div class="outlink">{entries}{dead}</div></div>'
        return self._page("/", "网站首页", markup.column_tags(self.site, None), content)

    def column_page(self, column: Column, page: int) -> str:
        here = self.column_path(column, page)
        parts: list[str] = []
        if column.placeholder:
            parts.append(f"<div>{column.placeholder}</div>")
        else:
            if column.blocks:
                parts.append(
                    f'<div id="vsb_content"><div class="v_news_content">{markup.body(column.blocks, self.resolve)}</div></div>'
                )
            if column.form == "request":
                parts.append(markup.request_form("/ysqgk.jsp"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            for child in column.children:
                newest = child.documents[:3] if column in self.site.columns else []
                parts.append(
                    f'<div class="child"><h3><a href="{self._href(here, self.column_path(child))}">{child.name}</a></h3>{self._rows(here, newest) if newest else ""}</div>'
                )
            if column.documents:
                parts.append(self._rows(here, self.rows(column, page)))
                parts.append(self._pager(here, column, page))
        parts += [
            f'<p><a href="{path}">{words}</a></p>' for words, path in self.dead_on(column.key)
        ]
        content = (
            f'<div class="lsitCon clearfix">{self._sidebar(here, column)}<div class="lc-r fr"><h3>{column.name}</h3>{self._crumbs(here, column)}'
            f"{''.join(parts)}</div></div>"
        )
        return self._page(here, column.name, markup.column_tags(self.site, column), content)

    def document_page(self, document: Document) -> str:
        here = self.document_path(document)
        column = self.columns[document.home_column]
        day = document.published
        table = ""
        if document.official:
            fields = (
                ("索 引 号", f"{self.site.area.code}/{day.year}-{self.number(document):05d}"),
                ("组配分类", column.name),
                ("发布机构", document.issuer),
                ("成文日期", document.issued.isoformat() if document.issued else ""),
                ("文件编号", document.number),
                ("有 效 性", "有效") if self.site.validity else ("公开方式", "主动公开"),
            )
            items = "".join(f"<li>{a}：<em>{escape(b)}</em></li>" for a, b in fields)
            table = f'<div class="dtl-list"><ul>{items}</ul></div>'
        files = "".join(
            f'<li>附件【<a href="{escape(self.attachment_path(document, n))}" target="_blank">{escape(name)}</a>】已下载<span id="nattach{n}">24</span>次</li>'
            for n, name in enumerate(document.attachments)
        )
        attached = f'<ul style="list-style-type:none;">{files}</ul>' if files else ""
        related = [self.documents[key] for key in document.related if key in self.documents]
        links = "".join(
            f'<li><a href="{self._href(here, self.document_path(item))}" title="{escape(item.title)}">{escape(item.title)}</a></li>'
            for item in related
        )
        box = f'<div class="xgwz">相关信息<ul>{links}</ul></div>' if links else ""
        content = f"""<div class="lsitCon clearfix">{self._crumbs(here, column)}{table}
<form name="_newscontent_fromname"><div class="content-title"><h2 align="center">{escape(document.title)}</h2>
<div class="content-info">发布时间：{day.year}年{day.month:02d}月{day.day:02d}日 09:{self.number(document) % 60:02d}&nbsp;&nbsp;来源：{document.source}&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews", {_OWNER}, {16000 + self.number(document)})</script>]</div></div>
<div id="vsb_content"><div class="v_news_content">{markup.body(document.shown, self.resolve)}</div></div>
<div id="div_vote_id"></div>{attached}
<p>【<a href="javascript:window.opener=null;window.open('','_self');window.close();">关闭窗口</a>】【<a href="javascript:window.print()">打印</a>】</p></form>{box}</div>"""
        tags = markup.article_tags(self.site, document, column, f"{day.isoformat()} 09:00:00")
        return self._page(here, document.title, tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<li><a href="{self._href(self.map_path, self.column_path(column))}">{column.name}</a></li>'
            for column in self.columns.values()
        )
        return self._page(self.map_path, "网站地图", "", f'<ul class="map">{items}</ul>')

    def search_page(self, words: str) -> str:
        hits = self.hits(words)
        rows = "".join(
            f'<li><a href="{self.document_path(item)}">{escape(item.title)}</a></li>'
            for item in hits
        )
        return self._page("/", "检索结果", "", f"<p>共检索到{len(hits)}条</p><ul>{rows}</ul>")

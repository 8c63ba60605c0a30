"""An old site in several techniques: a frameset for its homepage, ASP.NET lists that post themselves back, a list that a
script turns, catalogues in frames, GBK pages with two heads, links that only a script opens.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from functools import partial
from html import escape
from urllib.parse import parse_qs, urlsplit

from demo.server import Response
from demo.sites import markup
from demo.sites.content.base import stamp
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent

_BY_SCRIPT = "tzgg"  # the list whose pages a script turns


class LegacySite(Family):
    """A site that grew for twenty years."""

    encoding = "gb18030"
    content_type = "text/html"
    search_path = "/Search.asp"
    search_field = "Keyword"
    map_path = "/SiteMap.asp"

    def __init__(self, site: SiteContent) -> None:
        self._ids = {
            column.key: number for number, column in enumerate(site.all_columns(), start=11)
        }
        super().__init__(site)

    def column_path(self, column: Column, page: int = 0) -> str:
        number = self._ids[column.key]
        if column.key == _BY_SCRIPT:
            path = f"/zfxxgk/zc.jsp?lm={number}"
            return path if page == 0 else f"{path}&zhengce=&pageNum={page + 1}"
        if self._has_frames(column):
            return f"/ShowClass.asp?ClassID={number}"
        return f"/Category_{number}/Index.aspx"

    def document_path(self, document: Document) -> str:
        number = 152000 + self.number(document)
        if stamp(document.home_column) % 3 == 0:
            return f"/ShowArticle.asp?ArticleID={number}"
        return f"/Item/{number}.aspx"

    def page_count(self, column: Column) -> int:
        """Of an ASP.NET list one: its further pages are the form posted back."""
        return super().page_count(column) if column.key == _BY_SCRIPT else 1

    @staticmethod
    def _has_frames(column: Column) -> bool:
        return bool(column.children) and not column.blocks

    def _frame_path(self, column: Column) -> str:
        return f"/right.asp?ClassID={self._ids[column.key]}"

    def _add_pages(self) -> None:
        super()._add_pages()
        self._pages["/top.asp"] = self._top
        self._pages["/main.asp"] = self._main
        self._pages["/left.asp"] = self._left
        for column in self.columns.values():
            if self._has_frames(column):
                self._pages[self._frame_path(column)] = partial(self._right, column)

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str) -> str:
        # The first head comes from an included file, the second from the page itself.
        return f"""<HTML>
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312">
<LINK HREF="/images/style.css" REL="stylesheet" TYPE="text/css">
</HEAD>
<HEAD>
{tags}<TITLE>{escape(title)}</TITLE>
</HEAD>
<BODY BGCOLOR="#FFFFFF" TOPMARGIN=0>
{content}
</BODY>
</HTML>
"""

    def _framed(self, title: str, tags: str, content: str) -> str:
        """A page that stands alone, with the head and foot that the framed ones lack."""
        menu = " | ".join(
            f'<A HREF="{self.column_path(column)}">{column.name}</A>'
            for column in self.site.columns
        )
        return self._page(
            title,
            tags,
            f"""<TABLE WIDTH="980" ALIGN="center"><TR><TD>今天是{self.site.today_words}</TD><TD><A HREF="/" TARGET="_top">网站首页</A> | {menu}</TD></TR></TABLE>
{content}
{self._foot()}""",
        )

    def _foot(self) -> str:
        parts = "<BR>".join(markup.footer_parts(self.site, self.map_path))
        return f'<TABLE WIDTH="980" ALIGN="center" ID="footer"><TR><TD ALIGN="center">{parts}</TD></TR></TABLE>'

    def _crumbs(self, column: Column) -> str:
        trail = " &gt;&gt; ".join(
            f'<A HREF="{self.column_path(item)}">{item.name}</A>'
            for item in self.site.path_to(column.key)
        )
        return (
            f'<DIV CLASS="path">当前位置：<A HREF="/" TARGET="_top">首页</A> &gt;&gt; {trail}</DIV>'
        )

    # -- the homepage and its frames ------------------------------------------------------------
    def home(self) -> str:
        tags = markup.column_tags(self.site, None)
        return f"""<HTML>
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312">
{tags}<TITLE>{self.site.name}网站</TITLE>
</HEAD>
<FRAMESET ROWS="168,*" FRAMEBORDER="0" BORDER="0">
<FRAME SRC="top.asp" NAME="top" SCROLLING="no">
<FRAME SRC="main.asp" NAME="main">
<NOFRAMES><BODY>您的浏览器不支持框架，请进入<A HREF="main.asp">网站正文</A>，或访问<A HREF="http://www.yunling.example.gov.cn/">云岭市</A>。</BODY></NOFRAMES>
</FRAMESET>
</HTML>
"""

    def _top(self) -> str:
        site = self.site
        areas = "".join(
            f'<AREA SHAPE="rect" COORDS="{n * 90},0,{n * 90 + 88},40" HREF="{self.column_path(column)}" TARGET="_top">'
            for n, column in enumerate(site.columns)
        )
        accessible = (
            '<A HREF="javascript:wza()">无障碍</A> <A HREF="javascript:;">适老化</A>'
            if site.accessible
            else ""
        )
        search = (
            f'<FORM ACTION="{self.search_path}" METHOD="get" TARGET="_blank"><INPUT NAME="Keyword" SIZE="12" VALUE=""> <INPUT TYPE="submit" VALUE="站内搜索"></FORM>'
            if site.search != "none"
            else ""
        )
        return self._page(
            "top",
            "",
            f"""<TABLE WIDTH="980"><TR><TD><A HREF="/" TARGET="_top"><IMG SRC="/images/top.png" ALT="{site.name}"></A></TD><TD>{accessible}</TD><TD>{search}</TD></TR></TABLE>
<IMG SRC="/images/menu.png" USEMAP="#menu"><MAP NAME="menu">{areas}</MAP>""",
        )

    def _main(self) -> str:
        boxes = "".join(
            f'<TABLE WIDTH="48%"><TR><TD><B>{column.name}</B></TD><TD><A HREF="{self.column_path(column)}" TARGET="_top">更多...</A></TD></TR><TR><TD COLSPAN=2><UL>'
            + "".join(
                f"<LI>{self._link(item, markup.cut(item.title, 22))} [{item.published:%Y-%m-%d}]</LI>"
                for item in column.documents[:6]
            )
            + "</UL></TD></TR></TABLE>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<TR><TD><A HREF="{self.column_path(column)}" TARGET="_top">{column.name}</A></TD></TR>'
            for column in self.home_entries()
        )
        menu = "".join(
            f'<TR><TD><A HREF="{self.column_path(column)}" TARGET="_top">{column.name}</A></TD></TR>'
            for column in self.site.columns
        )
        dead = "".join(
            f'<TR><TD><A HREF="{path}">{words}</A></TD></TR>' for words, path in self.dead_on("")
        )
        return self._page(
            "main",
            "",
            f"<TABLE><TR><TD>{boxes}</TD><TD><TABLE>{menu}{entries}{dead}</TABLE></TD></TR></TABLE>\n{self._foot()}",
        )

    # -- columns --------------------------------------------------------------------------------
    def _link(self, item: Document, words: str = "") -> str:
        """A link to a document; of some columns only a script opens it."""
        shown, path = escape(words or item.title), self.document_path(item)
        if stamp(item.home_column) % 4 == 1:
            return f'<A HREF="#" TITLE="{escape(item.title)}" ONCLICK="window.open(\'{path}\');return false;">{shown}</A>'
        return f'<A HREF="{path}" TITLE="{escape(item.title)}" TARGET="_blank">{shown}</A>'

    def _rows(self, documents: list[Document]) -> str:
        return (
            "<TABLE WIDTH=100%>"
            + "".join(
                f"<TR><TD>·{self._link(item)}</TD><TD>{item.published.year}-{item.published.month}-{item.published.day}</TD></TR>\n"
                for item in documents
            )
            + "</TABLE>"
        )

    def _left(self) -> str:
        """The catalogue that stands in a frame beside every group of columns."""
        tops = [child for column in self.site.columns for child in column.children]
        items = "".join(
            f'<LI><A HREF="{self.column_path(column)}" TARGET="_top">{column.name}</A></LI>\n'
            for column in tops
        )
        return self._page("公开目录", "", f"<UL>{items}</UL>")

    def _right(self, column: Column) -> str:
        """The frame that holds a group's columns, and its own list."""
        cells = "".join(
            f'<TR><TD><A HREF="{self.column_path(child)}" TARGET="_top">{child.name}</A></TD></TR>'
            for child in column.children
        )
        rows = self._rows(column.documents) if column.documents else ""
        return self._page(column.name, "", f"<TABLE>{cells}</TABLE>{rows}")

    def column_page(self, column: Column, page: int) -> str:
        title, tags = f"{column.name}-{self.site.name}", markup.column_tags(self.site, column)
        if self._has_frames(column):
            content = f"""{self._crumbs(column)}<TABLE WIDTH="980"><TR><TD WIDTH="200"><IFRAME SRC="/left.asp" WIDTH="200" HEIGHT="600" FRAMEBORDER="0"></IFRAME></TD>
<TD><IFRAME SRC="{self._frame_path(column)}" NAME="list" WIDTH="760" HEIGHT="600" FRAMEBORDER="0"></IFRAME></TD></TR></TABLE>"""
            return self._framed(title, tags, content)
        parts: list[str] = []
        if column.placeholder:
            parts.append(f"<P>{column.placeholder}</P>")
        else:
            if column.blocks:
                parts.append(
                    f'<DIV CLASS="content">{markup.body(column.blocks, self.resolve)}</DIV>'
                )
            if column.form == "request":
                parts.append(markup.request_form("/SaveApply.asp"))
            if column.form == "library":
                parts.append(markup.LIBRARY_TOOLS)
            if column.children:
                parts.append(
                    "<UL>"
                    + "".join(
                        f'<LI><A HREF="{self.column_path(child)}">{child.name}</A></LI>'
                        for child in column.children
                    )
                    + "</UL>"
                )
            if column.documents:
                parts.append(
                    self._turned_by_script(column, page)
                    if column.key == _BY_SCRIPT
                    else self._posted_back(column, page)
                )
        parts += [
            f'<P><A HREF="{path}">{words}</A></P>' for words, path in self.dead_on(column.key)
        ]
        return self._framed(
            title, tags, f"{self._crumbs(column)}<H3>{column.name}</H3>{''.join(parts)}"
        )

    def _turned_by_script(self, column: Column, page: int) -> str:
        count = self.page_count(column)
        following = (
            f'<A HREF="javascript:gotoPage({page + 2})">下一页</A>'
            if page + 1 < count
            else "下一页"
        )
        return f"""{self._rows(self.rows(column, page))}
<SCRIPT LANGUAGE="javascript">
function gotoPage(n) {{
  if (n < 1 || n > {count}) {{ alert("没有这一页"); return; }}
  document.forms[0].pageNum.value = n;
  document.forms[0].submit();
}}
</SCRIPT>
<FORM NAME="pageform" METHOD="get" ACTION="zc.jsp"><INPUT TYPE="hidden" NAME="lm" VALUE="{self._ids[column.key]}"><INPUT TYPE="hidden" NAME="zhengce" VALUE=""><INPUT TYPE="hidden" NAME="pageNum" VALUE="{page + 1}">
共{len(column.documents)}条 第{page + 1}/{count}页 {following} <INPUT TYPE="button" VALUE="GO" ONCLICK="gotoPage(1)"></FORM>"""

    def _posted_back(self, column: Column, page: int) -> str:
        count = super().page_count(column)
        state = self._state(column, page)
        pager = ""
        if count > 1:
            numbers = " ".join(
                f'<span style="color:red">{n + 1}</span>'
                if n == page
                else f"<a href=\"javascript:__doPostBack('ctl00$Content$Pager','{n + 1}')\">{n + 1}</a>"
                for n in range(count)
            )
            following = (
                f"<a href=\"javascript:__doPostBack('ctl00$Content$Pager','{page + 2}')\">下一页</a>"
                if page + 1 < count
                else '<a disabled="disabled">下一页</a>'
            )
            pager = f'<div id="ctl00_Content_Pager">共{len(column.documents)}条 {numbers} {following}</div>'
        return f"""<form name="aspnetForm" method="post" action="Index.aspx" id="aspnetForm">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" /><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{state}" />
<script type="text/javascript">
var theForm = document.forms['aspnetForm'];
function __doPostBack(eventTarget, eventArgument) {{ theForm.__EVENTTARGET.value = eventTarget; theForm.__EVENTARGUMENT.value = eventArgument; theForm.submit(); }}
</script>
<input type="text" name="ctl00$Keyword" value="请输入关键字" /><input type="submit" name="ctl00$Go" value="查询" />
{self._rows(self.rows(column, page))}{pager}
<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="/wEWAg{stamp(state):08x}" /></form>"""

    def _state(self, column: Column, page: int) -> str:
        """What a page keeps of itself; one that is posted back without it is refused."""
        return f"/wEPDwUK{stamp(f'{self.site.id}/{column.key}/{page}'):010d}ZGQ="

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """The answer to one request; a list that is posted back turns to the page that was asked for."""
        if method == "POST":
            path = urlsplit(target).path
            column = next(
                (
                    each
                    for each in self.columns.values()
                    if path.endswith(".aspx") and self.column_path(each) == path
                ),
                None,
            )
            if column is not None:
                return self._turned(
                    column, parse_qs(body.decode("latin-1"), True, encoding="gb18030")
                )
        return super().respond(method, target, body)

    def _turned(self, column: Column, form: dict[str, list[str]]) -> Response:
        def given(name: str) -> str:
            return (form.get(name) or [""])[0]

        count = super().page_count(column)
        states = {self._state(column, page) for page in range(count)}
        argument = given("__EVENTARGUMENT")
        asked = given("__EVENTTARGET") == "ctl00$Content$Pager" and argument.isdecimal()
        whole = given("__VIEWSTATE") in states and given("__EVENTVALIDATION")
        if not (asked and whole and given("ctl00$Keyword") == "请输入关键字"):
            return self.html("<HTML><BODY>验证视图状态 MAC 失败</BODY></HTML>", 500)
        return self.html(self.column_page(column, min(max(int(argument), 1), count) - 1))

    # -- documents ------------------------------------------------------------------------------
    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        lines = ""
        if document.official:
            issued = document.issued
            cells = (
                ("索 引 号：", f"{self.site.area.code}-{day.year}-{self.number(document):05d}"),
                ("公开目录：", column.name),
                ("发布机构：", document.issuer),
                ("成文日期：", f"{issued.year}年{issued.month}月{issued.day}日" if issued else ""),
                ("发布日期：", f"{day.year}年{day.month}月{day.day}日"),
                ("文　　号：", document.number),
                ("有 效 性：", "有效") if self.site.validity else ("关 键 词：", document.topic),
            )
            lines = (
                "<TABLE BORDER=1>"
                + "".join(
                    f"<TR><TD>{label}</TD><TD>{escape(words)}</TD></TR>" for label, words in cells
                )
                + "</TABLE>"
            )
        files = "".join(
            f'<P>点击下载：<A HREF="{self.attachment_path(document, n)}">{escape(name)}</A></P>'
            for n, name in enumerate(document.attachments)
        )
        related = [self.documents[key] for key in document.related if key in self.documents]
        box = "".join(
            f'<LI><A HREF="{self.document_path(item)}">{escape(item.title)}</A></LI>'
            for item in related
        )
        content = f"""{self._crumbs(column)}{lines}
<CENTER><H2><FONT COLOR="#CC0000">{escape(document.title)}</FONT></H2></CENTER>
<DIV ALIGN="center">发布时间：{day.year}-{day.month}-{day.day} 来源：{document.source} 点击数：231 字体：[ 大 中 小 ]</DIV>
<DIV CLASS="content" ID="content">{markup.body(document.shown, self.resolve)}
{files}</DIV>
{'<DIV CLASS="xgwz">相关文章：<UL>' + box + "</UL></DIV>" if box else ""}
<P ALIGN="right"><A HREF="javascript:window.print()">打印本页</A> <A HREF="javascript:window.close()">关闭窗口</A></P>"""
        tags = markup.article_tags(self.site, document, column, f"{day.year}-{day.month}-{day.day}")
        return self._framed(f"{document.title}-{self.site.name}", tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<LI><A HREF="{self.column_path(column)}">{column.name}</A></LI>'
            for column in self.columns.values()
        )
        return self._framed("网站地图", "", f"<UL>{items}</UL>")

    def search_page(self, words: str) -> str:
        rows = "".join(
            f'<LI><A HREF="{self.document_path(item)}">{escape(item.title)}</A> {item.published:%Y-%m-%d}</LI>'
            for item in self.hits(words)
        )
        return self._framed("站内搜索", "", f"<P>关键字“{escape(words)}”</P><UL>{rows}</UL>")

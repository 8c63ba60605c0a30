"""A plain old site: ASP addresses, GBK bytes that call themselves gb2312, tables for layout,
numbered static pagers.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from html import escape

from demo.sites import markup
from demo.sites.family import Family
from demo.sites.model import Column, Document, SiteContent


class StaticSite(Family):
    """A site of no known family."""

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
        path = f"/ShowClass.asp?ClassID={self._ids[column.key]}"
        return path if page == 0 else f"{path}&page={page + 1}"

    def document_path(self, document: Document) -> str:
        return f"/ShowArticle.asp?ArticleID={3000 + self.number(document)}"

    # -- chrome ---------------------------------------------------------------------------------
    def _page(self, title: str, tags: str, content: str) -> str:
        site = self.site
        menu = " | ".join(
            f'<A HREF="{self.column_path(column)}">{column.name}</A>' for column in site.columns
        )
        accessible = (
            '<A HREF="javascript:wza()">无障碍</A> <A HREF="javascript:;">适老化</A>'
            if site.accessible
            else ""
        )
        search = (
            f'<FORM ACTION="{self.search_path}" METHOD="get"><INPUT NAME="Keyword" SIZE="12" VALUE=""> '
            '<INPUT TYPE="submit" VALUE="站内搜索"></FORM>'
            if site.search != "none"
            else ""
        )
        parts = "<BR>".join(markup.footer_parts(site, self.map_path))
        return f"""<HTML>
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312">
{tags}<TITLE>{escape(title)}</TITLE>
<LINK HREF="/images/style.css" REL="stylesheet" TYPE="text/css">
</HEAD>
<BODY BGCOLOR="#FFFFFF" TOPMARGIN=0>
<TABLE WIDTH="980" ALIGN="center" CELLPADDING=0><TR><TD><A HREF="/"><IMG SRC="/images/top.png" ALT="{site.name}" BORDER=0></A></TD><TD>今天是：{self.site.today_words} {accessible}</TD><TD>{search}</TD></TR></TABLE>
<TABLE WIDTH="980" ALIGN="center" BGCOLOR="#B22222"><TR><TD><A HREF="/">网站首页</A> | {menu}</TD></TR></TABLE>
<TABLE WIDTH="980" ALIGN="center"><TR><TD VALIGN="top">
{content}
</TD></TR></TABLE>
<TABLE WIDTH="980" ALIGN="center" CLASS="footer" ID="footer"><TR><TD ALIGN="center">{parts}<BR><A HREF="http://bszs.example.gov.cn/"><IMG SRC="/images/red.png" ALT="党政机关"></A></TD></TR></TABLE>
</BODY>
</HTML>
"""

    def _crumbs(self, column: Column) -> str:
        trail = " >> ".join(
            f'<A HREF="{self.column_path(item)}">{item.name}</A>'
            for item in self.site.path_to(column.key)
        )
        return f'<DIV CLASS="path">您当前的位置： <A HREF="/">首页</A> >> {trail}</DIV>'.replace(
            " >> ", " &gt;&gt; "
        )

    # -- pages ----------------------------------------------------------------------------------
    def home(self) -> str:
        boxes = "".join(
            f'<TABLE WIDTH="48%"><TR><TD BGCOLOR="#EEEEEE"><B>{column.name}</B></TD><TD ALIGN="right">'
            f'<A HREF="{self.column_path(column)}">更多...</A></TD></TR><TR><TD COLSPAN=2><UL>'
            + "".join(
                f'<LI><A HREF="{self.document_path(item)}" TITLE="{escape(item.title)}">'
                f"{escape(markup.cut(item.title, 22))}</A> [{item.published:%Y-%m-%d}]"
                for item in column.documents[:6]
            )
            + "</UL></TD></TR></TABLE>\n"
            for column in self.home_sections()
        )
        entries = "".join(
            f'<TR><TD><A HREF="{self.column_path(column)}">{column.name}</A></TD></TR>'
            for column in self.home_entries()
        )
        dead = "".join(
            f'<TR><TD><A HREF="{path}">{words}</A></TD></TR>' for words, path in self.dead_on("")
        )
        marquee = f"<MARQUEE>欢迎访问{self.site.name}网站</MARQUEE>"
        content = f'{marquee}<TABLE><TR><TD>{boxes}</TD><TD VALIGN="top"><TABLE>{entries}{dead}</TABLE></TD></TR></TABLE>'
        return self._page(f"{self.site.name}网站", markup.column_tags(self.site, None), content)

    def _rows(self, column: Column, page: int) -> str:
        documents = self.rows(column, page)
        if not column.form:
            items = "".join(
                f'<LI>·<A HREF="{self.document_path(item)}" TARGET="_blank">{escape(item.title)}</A> '
                f"<FONT COLOR=gray>({item.published.year}-{item.published.month}-{item.published.day})</FONT></LI>\n"
                for item in documents
            )
            return f"<UL>{items}</UL>"
        items = "".join(
            f'<TR><TD>{self.number(item)}</TD><TD><A HREF="{self.document_path(item)}">{escape(item.title)}</A></TD>'
            f"<TD>{item.number}</TD><TD>{item.published:%Y-%m-%d}</TD></TR>\n"
            for item in documents
        )
        return f"<TABLE BORDER=1><TR><TH>序号</TH><TH>文件名称</TH><TH>文号</TH><TH>发布日期</TH></TR>\n{items}</TABLE>"

    def _pager(self, column: Column, page: int) -> str:
        count = self.page_count(column)
        if count == 1:
            return ""
        pages = " ".join(
            f"<B>[{n + 1}]</B>"
            if n == page
            else f'<A HREF="{self.column_path(column, n)}">[{n + 1}]</A>'
            for n in range(count)
        )
        following = (
            f' <A HREF="{self.column_path(column, page + 1)}">下一页</A>'
            if page + 1 < count
            else ""
        )
        return f"<P>共{len(column.documents)}条 第{page + 1}/{count}页 {pages}{following}</P>"

    def column_page(self, column: Column, page: int) -> str:
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
                cells = "".join(
                    f'<TR><TD><A HREF="{self.column_path(child)}">{child.name}</A></TD></TR>'
                    for child in column.children
                )
                parts.append(f'<TABLE CLASS="class" WIDTH="90%">{cells}</TABLE>')
            if column.documents:
                parts.append(self._rows(column, page) + self._pager(column, page))
        parts += [
            f'<P><A HREF="{path}">{words}</A></P>' for words, path in self.dead_on(column.key)
        ]
        hot = "".join(
            f'<LI><A HREF="{self.document_path(item)}">{item.title}</A> {item.published:%m-%d}</LI>'
            for item in self.columns["yw"].documents[:3]
        )
        content = (
            f'{self._crumbs(column)}<TABLE><TR><TD WIDTH="180" VALIGN="top"><B>{column.name}</B><BR>推荐文章<UL>{hot}</UL></TD>'
            f'<TD VALIGN="top">{"".join(parts)}</TD></TR></TABLE>'
        )
        return self._page(
            f"{column.name}-{self.site.name}", markup.column_tags(self.site, column), content
        )

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        day = document.published
        lines = ""
        if document.official:
            issued = document.issued
            lines = (
                '<TABLE BORDER=1 WIDTH="95%">'
                + "".join(
                    f"<TR><TD>{label}</TD><TD>{escape(words)}</TD></TR>"
                    for label, words in (
                        (
                            "索 引 号：",
                            f"{self.site.area.code}-{day.year}-{self.number(document):05d}",
                        ),
                        ("公开目录：", column.name),
                        ("发布机构：", document.issuer),
                        (
                            "成文日期：",
                            f"{issued.year}年{issued.month}月{issued.day}日" if issued else "",
                        ),
                        ("发布日期：", f"{day.year}年{day.month}月{day.day}日"),
                        ("文　　号：", document.number),
                        ("有 效 性：", "有效")
                        if self.site.validity
                        else ("关 键 词：", document.topic),
                    )
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
        return self._page(f"{document.title}-{self.site.name}", tags, content)

    def map_page(self) -> str:
        items = "".join(
            f'<LI><A HREF="{self.column_path(column)}">{column.name}</A></LI>'
            for column in self.columns.values()
        )
        return self._page("网站地图", "", f"<UL>{items}</UL>")

    def search_page(self, words: str) -> str:
        hits = self.hits(words)
        rows = "".join(
            f'<LI><A HREF="{self.document_path(item)}">{escape(item.title)}</A> {item.published:%Y-%m-%d}</LI>'
            for item in hits
        )
        return self._page(
            "站内搜索", "", f"<P>关键字“{escape(words)}”，共{len(hits)}条</P><UL>{rows}</UL>"
        )

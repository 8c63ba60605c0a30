"""Markup that every family writes the same way: escaping, bodies, tables, meta tags, and the
words of the chrome.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from demo.sites.model import Block, Cell, Column, Document, Heading, SiteContent, Table

_LINK = re.compile(r"\[\[(doc:|col:)?(.+?)\|(.+?)\]\]")

#: Where a link [[doc:key|…]] or [[col:key|…]] leads; None when the target was taken off the site.
Resolve = Callable[[str, str], str | None]


def inline(text: str, resolve: Resolve) -> str:
    """One paragraph's words as HTML, its links resolved; a link to nothing leaves its words."""

    def link(match: re.Match[str]) -> str:
        kind, target, words = match.groups()
        href = resolve(kind, target) if kind else target
        return f'<a href="{href}" target="_blank">{words}</a>' if href else words

    return _LINK.sub(link, escape(text, quote=False))


def table(content: Table, resolve: Resolve) -> str:
    """A table as HTML, with its spans."""
    rows = []
    for row in content.rows:
        cells = []
        for item in row:
            cell = item if isinstance(item, Cell) else Cell(item)
            spans = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (
                f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            )
            cells.append(f"<td{spans}><p>{inline(cell.text, resolve)}</p></td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{escape(content.caption)}</caption>" if content.caption else ""
    return f'<table border="1" cellspacing="0">{caption}<tbody>{"".join(rows)}</tbody></table>'


def body(blocks: Iterable[Block], resolve: Resolve, *, paragraph: str = "p") -> str:
    """A body as HTML, one element a block."""
    parts = []
    for block in blocks:
        if isinstance(block, Table):
            parts.append(table(block, resolve))
        elif isinstance(block, Heading):
            parts.append(f"<{paragraph}><strong>{escape(block.text)}</strong></{paragraph}>")
        else:
            parts.append(f"<{paragraph}>　　{inline(block, resolve)}</{paragraph}>")
    return "\n".join(parts)


def article_tags(site: SiteContent, document: Document, column: Column, shown: str) -> str:
    """The meta tags of an article page: those of the site, and of the article unless a fault took
    them.
    """
    tags = {"ArticleTitle": document.title, "PubDate": shown, "ContentSource": document.source}
    if document.key in site.untagged:
        tags = {}
    kept = {name: value for name, value in tags.items() if name in site.tags}
    return column_tags(site, column) + _tags(kept)


def column_tags(site: SiteContent, column: Column | None) -> str:
    """The meta tags of a column page, or of the homepage."""
    tags = {
        "SiteName": site.name,
        "SiteDomain": f"www.{site.id}.example.gov.cn",
        "SiteIDCode": f"{site.area.code}0001",
    }
    if column:
        tags |= {
            "ColumnName": column.name,
            "ColumnDescription": f"{site.name}网站{column.name}栏目",
            "ColumnKeywords": column.name,
            "ColumnType": column.name,
        }
    return _tags(tags)


def _tags(tags: dict[str, str]) -> str:
    return "".join(
        f'<meta name="{name}" content="{escape(text)}">\n' for name, text in tags.items()
    )


def cut(title: str, width: int) -> str:
    """A title as a narrow list shows it."""
    return title if len(title) <= width else title[: width - 2] + "..."


def footer_parts(site: SiteContent, map_href: str) -> list[str]:
    """The footer's parts as HTML, in order."""
    links = {
        "icp": "http://beian.example.gov.cn/",
        "police": "http://police.example.gov.cn/registration",
        "map": map_href,
        "errors": f"http://zhaocuo.example.gov.cn/exposure/jiucuo.html?site_code={site.area.code}0001",
    }
    return [
        f'<a href="{links[part]}" target="_blank">{words}</a>' if part in links else words
        for part, words in site.footer.items()
    ]


def request_form(action: str) -> str:
    """The online form of a request for information."""
    fields = (
        ("申请人姓名", "name"),
        ("证件类型", "id_type"),
        ("联系电话", "tel"),
        ("联系地址", "address"),
        ("电子邮箱", "mail"),
        ("所需信息的名称或内容描述", "content"),
    )
    rows = "".join(
        f'<tr><td>{label}</td><td><input type="text" name="{name}"></td></tr>'
        for label, name in fields
    )
    ways = '<select name="way"><option>邮寄</option><option>电子邮件</option><option>自行领取</option></select>'
    return (
        f'<form action="{action}" method="post"><table>{rows}<tr><td>获取信息的方式</td><td>{ways}</td></tr>'
        '</table><textarea name="use"></textarea><input type="submit" value="提交申请"></form>'
    )


LIBRARY_TOOLS = (
    '<form class="library" action="javascript:filterList()" onsubmit="return false">'
    '<label>全文检索：<input type="text" name="keyword" placeholder="请输入标题或文号"></label>'
    '<label>有效性：<select name="effect"><option>全部</option><option>有效</option><option>已修改</option>'
    "<option>已废止</option><option>失效</option></select></label>"
    '<input type="submit" value="检索"></form>'
    '<p class="tools">本栏目提供行政规范性文件的在线查阅、全文检索和下载，可按有效性筛选。</p>'
)

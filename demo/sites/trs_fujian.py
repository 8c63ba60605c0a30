"""TRS WCM as 福建 publishes it: the first pages of a list stand on the column's page, the rest is asked for by script;
an article's <title> is its column's.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

import json
from html import escape

from demo.server import Response
from demo.sites.content.base import stamp
from demo.sites.model import Column, Document
from demo.sites.trs import TrsSite

_SEARCH_ID = 200210
_LISTS = """<div class="list_base" ms-controller="list">
<div ms-visible="showStatic">{static}</div>
<div ms-visible="!showStatic" style="display: none">
<div ms-if="list.length==0"><div ms-if="error">暂无数据</div></div>
<ul ms-if="list.length>0"><li ms-repeat="list"><a ms-attr-href="el.chnldocurl" ms-attr-title="el.doctitle" ms-text="el.doctitle|html" target="_blank"></a><span ms-text="el.docreltime|date('yyyy-MM-dd')"></span></li></ul>
</div></div>
<div class="page_base" ms-controller="list_pagebar" ms-include-src="pgTemp" ms-if="pageCount>0"></div>
"""
_MODEL = """<script>
require(["list2.trsapi", "tools"], function(listModel, tools) {{
    //列表
    listModel({{
        quickMode: "动静结合",
        maxStaticIndex: {pages},
        listArgs: {{
            channelid: SiteInfo.searchId,
            classsql: "" || "chnlid={channel}",
            sortfield: "-docorderpri,-docreltime"
        }},
        pagebar: {{ prepage: {size}, recordCount: '{total}', pgTemp: "pgBar_xxgk.html", pgCountMode: "recordCount", displayNum: 2 }}
    }});
}});
</script>"""
_INFO = """<script>
var pageChnlInfo={{
  quickMode:"动静结合",
  maxStaticIndex: {pages},
  classsql: "" || "chnlid={channel}",
  recordCount:'{total}',
  sortfield:'-docorderpri,-docreltime',
  prepage:{size},
  cache:true
}}
var ColumnName = document.getElementsByTagName('meta')['ColumnName'].content || "";
if(ColumnName.indexOf("图")>-1){{ pageChnlInfo.prepage = 12; }}
</script>
<script type="text/javascript">
require(['list2.trsapi'], function(listModel) {{
  listModel({{
    maxStaticIndex: pageChnlInfo.maxStaticIndex,
    listArgs: {{ channelid: SiteInfo.searchId, classsql: pageChnlInfo.classsql, sortfield: pageChnlInfo.sortfield||'-docorderpri,-docreltime', classcol: 'publishyear' }},
    listApi: {{ url: "/fjdzapp/search" }},
    pagebar: {{ recordCount: pageChnlInfo.recordCount, pgTemp: 'pgBar.html', prepage: pageChnlInfo.prepage||15 }},
    //callToPage: function (p) {{ $('html,body').animate({{ scrollTop: 0 }}, 800); }},
    searchArgs: {{ publishyear: {{ type: 'classsql', compare: "=", value: '' }} }}
  }})
}})
</script>"""


class TrsFujianSite(TrsSite):
    """A site of the TRS family as 福建's platform publishes it."""

    map_path = "/wzdt/"

    def column_path(self, column: Column, page: int = 0) -> str:
        return f"/{'/'.join(item.key for item in self.site.path_to(column.key))}/"

    def document_path(self, document: Document) -> str:
        return super().document_path(document).removesuffix("l")

    def page_count(self, column: Column) -> int:
        """One: whatever its first page does not show is asked for by script."""
        return 1

    def _channel(self, column: Column) -> int:
        return 1700 + list(self.columns).index(column.key)

    def _static(self, column: Column) -> tuple[int, int]:
        """How many pages of a list stand on the column's page, and of how many rows each."""
        return (2, 5) if stamp(column.key) % 2 else (1, 10)

    def _page(self, title: str, tags: str, content: str) -> str:
        page = super()._page(title, tags, content)
        info = (
            f"<script>\n    var SiteInfo = {{\n        siteName: '{self.site.name}',\n        searchId: {_SEARCH_ID}, //默认的文档检索频道的ID\n"
            "        openWza: true //是否开启无障碍\n    };\n</script>\n"
        )
        return page.replace("</body>", f"{info}</body>")

    def _list(self, column: Column) -> str:
        here = self.column_path(column)
        pages, size = self._static(column)
        parts = [
            f'<div ms-visible="$showStatic({first + 1})"><ul>{self._rows(column.documents[first : first + size], here)}</ul></div>'
            for first in range(0, min(pages * size, len(column.documents)), size)
        ]
        script = (_INFO if pages > 1 else _MODEL).format(
            pages=pages,
            size=size,
            channel=self._channel(column),
            total=len(column.documents),
        )
        return _LISTS.format(static="\n".join(parts)) + script

    def _pager(self, column: Column, page: int) -> str:
        return ""

    def column_page(self, column: Column, page: int) -> str:
        whole = super().column_page(column, page)
        if not column.documents or column.placeholder:
            return whole
        head, mark, rest = whole.partition('<ul class="list">')
        if not mark:
            return whole
        channel = f'<meta name="ChnlId" content="{self._channel(column)}">\n'
        return (
            head.replace("<title>", f"{channel}<title>", 1)
            + self._list(column)
            + rest.partition("</ul>")[2]
        )

    def document_page(self, document: Document) -> str:
        column = self.columns[document.home_column]
        page = super().document_page(document)
        return page.replace(
            f"<title>{escape(document.title)}</title>",
            f"<title>{column.name}_{self.site.name}</title>",
        ).replace('class="TRS_Editor"', 'class="trs_editor_view TRS_UEDITOR trs_paper_default"')

    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """The entries of a list, as the interface gives them."""
        if path != "/fjdzapp/search":
            return None

        def number(name: str, default: int) -> int:
            text = (query.get(name) or [""])[0]
            return int(text) if text.isdecimal() else default

        wanted = (query.get("classsql") or [""])[0]
        column = next(
            (each for each in self.columns.values() if wanted == f"chnlid={self._channel(each)}"),
            None,
        )
        size, page = max(1, number("prepage", 10)), max(1, number("page", 1))
        found = column.documents if column and number("channelid", 0) == _SEARCH_ID else []
        answer = {
            "pageCount": -(-len(found) // size),
            "recordCount": str(len(found)),
            "data": [self._entry(item) for item in found[(page - 1) * size : page * size]],
        }
        return Response(
            200,
            "application/json;charset=UTF-8",
            json.dumps(answer, ensure_ascii=False).encode(),
        )

    def _entry(self, item: Document) -> dict[str, str]:
        address = self.document_path(item)
        return {
            "metadataid": str(self.number(item)),
            "doctitle": escape(item.title),
            "docpuburl": address,
            "chnldocurl": address,
            "docreltime": f"{item.published.isoformat()} 09:30:00",
            "fileno": item.number,
        }

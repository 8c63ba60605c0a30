"""Pages made to keep their reader busy: each of these would take minutes by anything that is not linear or bounded."""

from __future__ import annotations

import pytest

from crawler.cms.generic import FAMILY
from tests.crawler.cms.viewing import rows, view

MANY = 20_000
LINKS = 3_000

PAGES = {
    "unclosed comments": "<script>" + "/*" * (5 * MANY) + "</script>",
    "functions": "<script>" + "function f(n){location='a'+n;" * MANY + "</script>",
    "assignments": "<script>" + "var a='x'+b;" * MANY + "</script>",
    "ifs": "<script>function go(n){" + "if(n>1){" * 300 + "}</script><a href='javascript:go(2)'>下一页</a>",
    "brackets": "<script>var a=" + "(" * MANY + "1</script>",
    "strings": "<script>" + "'\\" * MANY + "</script>",
    "templates": "<script>location=`" + "${" * MANY + "</script>",
    "writes": "<script>" + "document.write('<a href=\"x\">下一页</a>');" * MANY + "</script>共9页",
    "arrays": "<script>" + "[{" * MANY + "</script>",
    "broken arrays": "<script>" + '[{"title":"关于某事的通知","url":"/a/1.html"},' * MANY + "</script>",
    "loose objects": "<script>[" + "{title:'关于某事的通知',url:'/a/1.html'}," * MANY + "</script>",
    "pages": "1/9" * MANY,
    "totals": "共" * MANY + "1" * MANY + "条 页",
    "page counts": "<script>" + "pageCount pageCount=" * MANY + "</script>",
    "numbers": "".join(f'<a href="/x{n % 7}/{n}.html">2</a>' for n in range(LINKS)),
    "other numbers": "".join(f'<a href="/x/{n}.html">{n % 900}</a>' for n in range(LINKS)),
    "leaps": "".join(f'<a href="/list/{n}.html">...</a><a href="/list/{n}.html">{n % 99}</a>' for n in range(LINKS)),
    "nexts": '<a href="javascript:go(2)">下一页</a>' * LINKS,
    "options": "<select onchange='go(this.value)'>" + "<option>2</option>" * MANY + "</select>",
    "empty pagers": '<div class="page">' * 2000,
    "blank links": "<a href='/a'>" + "<b> </b>" * MANY + "</a>",
    "calls": "<script>" + "$.get(" * MANY + "</script>",
    "fills": "<script>" + '$("#a").html(' * MANY + "</script><div id='a'></div>",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_it_is_read_in_peace(name: str) -> None:
    FAMILY.read_list(view(PAGES[name], "/list/"))
    FAMILY.read_list(view(rows(12) + PAGES[name], "/list/", 3))

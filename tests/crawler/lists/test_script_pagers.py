"""Whole pages whose list a function of their script turns: where it goes, what it submits, and what cannot be told."""

from __future__ import annotations

import pytest

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from tests.crawler.cms.viewing import SITE, rows, view

LIST = rows(15, href="/a/{}.html")
FORM = (
    '<form name="f1" id="f1" method="{}" action="zc.jsp"><input type="hidden" name="zhengce" value="">'
    '<input type="hidden" name="pageNum" id="pn" value="1"></form>'
)


def listed(body: str, path: str = "/zfxxgk/list.jsp", page_no: int = 1) -> ListPage:
    """The list of a page that ends in this body."""
    page = view(LIST + body, path, page_no)
    return family_of(page).read_list(page)


@pytest.mark.parametrize(
    ("script", "click", "url"),
    [
        (
            "function goPage(n){ window.location.href = 'list.jsp?page=' + n; }",
            '<a href="javascript:goPage(2)">下一页</a>',
            "/zfxxgk/list.jsp?page=2",
        ),
        (
            'var base="list.asp?id=3"; function jumpPage(p){ if(p<1){return false;} self.location=base+"&page="+p; }',
            '<input type="button" value="下一页" onclick="jumpPage(2)">',
            "/zfxxgk/list.asp?id=3&page=2",
        ),
        (
            'function toPage(n){ if(n==1) location.href="index.html"; else {location.href="index_"+(n-1)+".html";} }',
            '<a href="#" onclick="toPage(2);return false;">2</a>',
            "/zfxxgk/index_1.html",
        ),
        (
            "var turn = function(p){ location.replace(`/zfxxgk/list_` + p + '.html') }",
            '<span onclick="turn(2)">下一页</span>',
            "/zfxxgk/list_2.html",
        ),
        (
            "var cur = 1; function next(){ go(cur + 1); } function go(i){ window.open('list.php?p=' + i, '_self'); }",
            '<a href="javascript:next();">下一页</a>',
            "/zfxxgk/list.php?p=2",
        ),
        (
            "function page(url){ document.location = url; }",
            "<a href=\"javascript:page('/gk/l_2.htm')\">[下一页]</a>",
            "/gk/l_2.htm",
        ),
        (
            "function gotoPage(n){location.href=encodeURI('list.jsp?pageNo='+parseInt(n,10)+'&lm=公开')}",
            '<select onchange="gotoPage(this.value)"><option selected value="1">第1页</option>'
            '<option value="2">第2页</option></select>',
            "/zfxxgk/list.jsp?pageNo=2&lm=%E5%85%AC%E5%BC%80",
        ),
        (
            "",
            '<select onchange="location.href=this.options[this.selectedIndex].value"><option value="l1.asp">1</option>'
            '<option value="l2.asp">2</option></select>',
            "/zfxxgk/l2.asp",
        ),
    ],
)
def test_a_function_goes_to_an_address(script: str, click: str, url: str) -> None:
    found = listed(f"<script>{script}</script>{click}")
    assert (found.end, found.next_url, found.next_form) == (MORE, SITE + url, "")
    assert len(found.rows) == 15


@pytest.mark.parametrize(
    ("script", "click"),
    [
        (
            "function gotoPage(n){ document.forms[0].pageNum.value=n; document.forms[0].submit(); }",
            "gotoPage(2)",
        ),
        (
            "function goPage(n){ document.getElementById('pn').value = n; document.f1.submit(); }",
            "goPage('2')",
        ),
        ("function toPage(n){ document.f1.pageNum.value=n;\n document.f1.submit() }", "toPage(2)"),
        ("function jump(n){ $('#pn').val(n); $('form').submit(); }", "jump(2)"),
        ("function jump(n){ $(\"input[name='pageNum']\").val(n); $('#f1').submit(); }", "jump(2)"),
        (
            "function jump(n){ document.getElementsByName('pageNum')[0].value=n; f1.submit(); }",
            "jump(2)",
        ),
        (
            "function nextPage(){ var p = parseInt(document.f1.pageNum.value)+1; f1.pageNum.value=p; f1.submit(); }",
            "nextPage()",
        ),
        ("", "document.forms[0].pageNum.value=2;document.forms[0].submit();"),
    ],
)
def test_a_function_submits_a_form(script: str, click: str) -> None:
    body = f'<script>{script}</script><a href="javascript:{click}">下一页</a>'
    by_get = listed(body + FORM.format("get"))
    assert (by_get.next_url, by_get.next_form) == (f"{SITE}/zfxxgk/zc.jsp?zhengce=&pageNum=2", "")
    by_post = listed(body + FORM.format("post"))
    assert (by_post.next_url, by_post.next_form) == (f"{SITE}/zfxxgk/zc.jsp", "zhengce=&pageNum=2")


def test_a_function_may_change_the_forms_action() -> None:
    script = "function go(n){ document.f1.action='more.jsp'; document.f1.pageNum.value=n; document.f1.submit(); }"
    found = listed(
        f"<script>{script}</script>{FORM.format('get')}<a href='javascript:go(2)'>下一页</a>"
    )
    assert found.next_url == f"{SITE}/zfxxgk/more.jsp?zhengce=&pageNum=2"


def test_the_last_pages_next_leads_to_itself() -> None:
    found = listed(
        "<script>function goPage(n){ location.href='?page='+n; }</script><a href='javascript:goPage(3)'>下一页</a>",
        "/list.jsp?page=3",
        3,
    )
    assert found.end == END


def test_a_slide_show_before_the_pager_does_not_hide_it() -> None:
    found = listed(
        '<a href="javascript:;" onclick="slide.next()">&gt;</a><script>function goPage(n){ location.href="l_"+n+".htm"; }'
        '</script><a href="javascript:goPage(2)">下一页</a>'
    )
    assert found.next_url == f"{SITE}/zfxxgk/l_2.htm"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="javascript:void(0)">下一页</a>',
        '<a href="javascript:gotoPage(2)">下一页</a>',
        '<a href="javascript:gotoPage(n)">下一页</a>' + FORM.format("post"),
        '<script>function gotoPage(n){ load(n); }</script><a href="javascript:gotoPage(2)">下一页</a>'
        + FORM.format("get"),
        '<script>function f(n){ location.href="javascript:"+n; }</script><a href="javascript:f(2)">下一页</a>',
        '<script>function f(n){ location.href=unknown+n; }</script><a href="javascript:f(2)">下一页</a>',
        '<table class="calendar"><tr><td onclick="showDay(2)">2</td></tr></table><script>function showDay(d)'
        '{location.href="?day="+d}</script>',
        '<select onchange="window.open(this.value)"><option value="http://b.gov.cn/">乙县</option></select>',
        "<script>function a(n){b(n)} function b(n){a(n)}</script><a href='javascript:a(2)'>下一页</a>",
        "<script>function a(n){" + "{" * 9000 + "</script><a href='javascript:a(2)'>下一页</a>",
        "<script>function a(n){location.href="
        + "(" * 900
        + "</script><a href='javascript:a(2)'>下一页</a>",
    ],
)
def test_what_cannot_be_told_is_not_followed(body: str) -> None:
    assert listed(body).end != MORE


def test_a_pager_that_cannot_be_turned_leaves_a_longer_list_open() -> None:
    page = view(LIST + '<a href="javascript:load(2)">下一页</a> 共 40 条 1/3页', "/zfxxgk/list.jsp")
    assert family_of(page).read_list(page).end == UNKNOWN


def test_the_form_comes_from_around_the_click_and_other_forms_stay_out() -> None:
    search = '<form action="/search.jsp"><input name="pageNum" value="9"><input name="q"></form>'
    own = (
        '<form action="zc.jsp" method="get"><input type="hidden" name="pageNum" value="1">'
        '<a href="javascript:gotoPage(2)">下一页</a></form>'
    )
    script = "<script>function gotoPage(n){document.forms[1].pageNum.value=n;document.forms[1].submit();}</script>"
    assert listed(script + search + own).next_url == f"{SITE}/zfxxgk/zc.jsp?pageNum=2"

"""Where scripts lead: read from the shapes that pagers have, nowhere where anything is left open."""

# ruff: noqa: E501 - snippets stand as pages have them

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cms.family import ListRequest
from crawler.extract.page import parse
from crawler.lists.script_addresses import PageScripts

URL = "http://www.a.gov.cn/list/index.jsp?id=3"
SITE = "http://www.a.gov.cn"


def led(
    script: str, call: str, more: str = "", own_value: str = "", charset: str = "utf-8"
) -> str | None:
    """Where a call leads on a page with this script, its form after a blank; None for nowhere."""
    tree = parse(f"<html><body>{more}<script>{script}</script></body></html>")
    request = PageScripts(tree, URL, charset).turned(call, own_value)
    return f"{request.url} {request.form}".strip() if request else None


@pytest.mark.parametrize(
    ("script", "call", "path"),
    [
        ('function goPage(n){location.href="list.asp?page="+n}', "javascript:goPage(2)", "/list/list.asp?page=2"),
        ("var go=function(n){ window.location = '/l/'+n+'.html'; }", "return go('4');", "/l/4.html"),
        ("const go = (n) => { location.assign(`l_${n}.html`) }", "go(4)", "/list/l_4.html"),
        ("function go(n){ top.location.replace('?page='+n) }", "go(4)", "/list/index.jsp?page=4"),
        ("function go(n){ window.open('l_'+n+'.html','_self') }", "go(4)", "/list/l_4.html"),
        ("function go(n){ if(n==1){location='index.html'}else{location='index_'+(n-1)+'.html'} }", "go(3)", "/list/index_2.html"),
        ("function go(n){ if(n<1||n>9){alert('x');return false;} location='p'+n }", "go(3)", "/list/p3"),
        ("function go(n){ if(n > '5'){ n = '5' } if(n<1){ n=1; } location='p'+n }", "go(3)", "/list/p3"),
        ("function go(n){ var u='index.html'; if(n>1) u='index_'+n+'.html'; location=u }", "go(3)", "/list/index_3.html"),
        ("var cid='77', base='l.jsp?cid='+cid; function go(n){ var u=base; u += '&page='+n; location.href=u }", "go(3)", "/list/l.jsp?cid=77&page=3"),
        ("var cur = 1; function next(){ location='l_'+(cur+1)+'.html' }", "javascript:next();", "/list/l_2.html"),
        ("function go(n){ location=location.pathname+'?page='+n }", "go(3)", "/list/index.jsp?page=3"),
        ("", "location.href='l_4.html'", "/list/l_4.html"),
        ("/* location='old' */ function go(n){ // location='older'\n location='p'+n }", "go(3)", "/list/p3"),
        ("function go(n){ location='p'+n }", "track('x');go(3);return false", "/list/p3"),
    ],
)  # fmt: skip
def test_a_certain_address_is_read(script: str, call: str, path: str) -> None:
    assert led(script, call) == SITE + path


@pytest.mark.parametrize(
    ("script", "call"),
    [
        ("", "goPage(2)"),
        ("function go(n){ $.get('/feed?page='+n) }", "go(2)"),
        ("function go(n){ location=base()+n }", "go(2)"),
        ("function go(n){ n = n*2-f; location='p'+n }", "go(2)"),
        ("function go(n){ n--; location='p'+n }", "go(2)"),
        ("function go(n){ if(x){location='a'+n}else{location='b'+n} }", "go(2)"),
        ("var b='x'; if(y){b='z'} function go(n){ location=b+n }", "go(2)"),
        ("var c=1; c++; function next(){ location='p'+c }", "next()"),
        ("function go(n){ location='p'+n } function go(n){ location='q'+n }", "go(2)"),
        ("function go(n){ location='p'+n }", "go(m)"),
        ("function go(n,c){ location='p'+n+c }", "go(2)"),
        ("function go(n){ location='p'+n }", "x.go(2)"),
        ("function go(n){ location='javascript:alert('+n+')' }", "go(2)"),
        ("function go(n){ location.href='p'+n; document.f.submit() }", "go(2)"),
        ("function go(n){ " + "x();" * 2000 + "location='p'+n }", "go(2)"),
    ],
)
def test_an_uncertain_one_is_none(script: str, call: str) -> None:
    assert led(script, call) is None


FORM = (
    '<form name="f" id="ff" action="/list.do" method="{}"><input type="hidden" id="pn" name="pageNo" value="1">'
    '<input name="cid" value="9"><input type="submit" name="go" value="查询"><input type="checkbox" name="all">'
    '<select name="year"><option value="">全部</option><option value="2020" selected>2020</option></select></form>'
)


@pytest.mark.parametrize(
    "script",
    [
        "function go(n){document.f.pageNo.value=n;document.f.submit();}",
        "function go(n){document.forms[0].pageNo.value = n; document.forms[0].submit();}",
        'function go(n){document.getElementById("pn").value=n;document.getElementById("ff").submit();}',
        'function go(n){$("#pn").val(n);$("#ff").submit();}',
        "function go(n){$('input[name=\"pageNo\"]').val(n);$('form').submit();}",
        "function go(n){document.getElementsByName('pageNo')[0].value=n; f.submit()}",
        "var theForm = document.forms['f'];\nfunction go(n){ theForm.pageNo.value = n; theForm.submit() }",
        "function go(n){ send(n, 'x') } function send(p, q){ f.pageNo.value=parseInt(p, 10); f.submit(); }",
    ],
)
def test_a_form_is_sent_as_a_browser_would(script: str) -> None:
    asked = "pageNo=2&cid=9&year=2020"
    assert led(script, "go(2)", FORM.format("post")) == f"{SITE}/list.do {asked}"
    assert led(script, "go(2)", FORM.format("get")) == f"{SITE}/list.do?{asked}"


def test_chinese_is_sent_in_the_charset_of_the_page() -> None:
    script = (
        "function go(n){document.f.cid.value='九';document.f.pageNo.value=n;document.f.submit();}"
    )
    asked = f"{SITE}/list.do pageNo=2&cid=%BE%C5&year=2020"
    assert led(script, "go(2)", FORM.format("post"), charset="gb18030") == asked
    goes = "function go(n){ location='l.asp?lm=九&n='+n }"
    assert led(goes, "go(2)", charset="gb18030") == f"{SITE}/list/l.asp?lm=%BE%C5&n=2"
    spelt = "function go(n){ location=encodeURI('l.asp?lm=九&n='+n) }"
    assert led(spelt, "go(2)", charset="gb18030") == f"{SITE}/list/l.asp?lm=%E4%B9%9D&n=2"


def test_a_function_may_change_where_a_form_goes() -> None:
    script = "function go(n){ f.action='more.do?x=1'; f.pageNo.value=n; f.submit(); }"
    assert (
        led(script, "go(2)", FORM.format("post"))
        == f"{SITE}/list/more.do?x=1 pageNo=2&cid=9&year=2020"
    )
    assert led(script.replace("'more.do?x=1'", "base"), "go(2)", FORM.format("post")) is None


def test_functions_that_call_one_another_are_followed_and_rings_are_not() -> None:
    assert led("var cur=1; function next(){ go(cur+1) } function go(n){ location='p'+n }", "next()")
    assert led(
        "function a(n){ b(n); c(n) } function b(n){ x=n } function c(n){ location='p'+n }", "a(2)"
    )
    assert (
        led(
            "function a(n){ b(n); c(n) } function b(n){ location='q'+n } function c(n){ location='p'+n }",
            "a(2)",
        )
        is None
    )
    assert led("function a(n){b(n)} function b(n){a(n)}", "a(2)") is None


@pytest.mark.parametrize(
    "script",
    [
        "function go(n){document.g.pageNo.value=n;document.g.submit();}",
        "function go(n){document.f.page.value=n;document.f.submit();}",
        "function go(n){document.f.pageNo.value=next();document.f.submit();}",
        "function go(n){document.f.submit();}",
    ],
)
def test_a_form_that_is_not_all_known_is_not_sent(script: str) -> None:
    assert led(script, "go(2)", FORM.format("post")) is None


def test_hidden_fields_are_read_and_others_are_not() -> None:
    script = "function go(n){ location='?page='+n+'&c='+$('#c').val()+'&d='+document.getElementById('d').value }"
    hidden = '<input type="hidden" id="c" value="1"><input type="hidden" id="d" value="2">'
    assert led(script, "go(3)", hidden) == f"{SITE}/list/index.jsp?page=3&c=1&d=2"
    assert led(script, "go(3)", hidden.replace('"hidden" id="c"', '"text" id="c"')) is None


def test_a_selects_own_value() -> None:
    assert (
        led("", "location.href='l_'+this.value+'.html'", own_value="4") == f"{SITE}/list/l_4.html"
    )
    own = "location=this.options[this.selectedIndex].value"
    assert led("", own, own_value="/l/4.html") == f"{SITE}/l/4.html"


@pytest.mark.parametrize(
    "script",
    [
        "laypage.render({count:45,jump:function(obj,first){if(!first){location.href='?page='+obj.curr;}}})",
        "$('#p').jqPaginator({totalPages:5,onPageChange:function(num,type){ location='?page='+num }})",
        "$('#p').bootstrapPaginator({onPageClicked:function(e,o,type,page){ location='?page='+page }})",
    ],
)
def test_the_callback_of_a_pagers_library(script: str) -> None:
    scripts = PageScripts(parse(f"<script>{script}</script>"), URL)
    assert scripts.library_page(2) == ListRequest(f"{SITE}/list/index.jsp?page=2")


def test_a_callback_that_loads_rows_leads_nowhere() -> None:
    script = "laypage.render({jump:function(obj){ load(obj.curr) }})"
    assert PageScripts(parse(f"<script>{script}</script>"), URL).library_page(2) is None


def test_what_scripts_write_is_read_where_it_is_known() -> None:
    script = (
        "var currentPage = 0; var nextPage = currentPage+1; var prev = foo();"
        'document.write("<a href=\\"index_"+nextPage+".html\\">下一页</a>"); document.write("<i>"+prev+"</i>");'
    )
    scripts = PageScripts(parse(f"<script>{script}</script>"), URL)
    assert scripts.written == '<a href="index_1.html">下一页</a>'


@given(st.text(max_size=300), st.text(max_size=80))
def test_anything_may_stand_in_a_page(script: str, call: str) -> None:
    led(script.replace("<", "["), call)


@given(st.lists(st.sampled_from(["function go(n){", "}", "location=", "'a'", "+n", "if(n==1)", "else ", ";", "(", ")", "var x=", "document.f.submit()", "/*", "//", "\n", "`", "${"]), max_size=60))  # fmt: skip
def test_damaged_scripts_lead_nowhere_in_peace(parts: list[str]) -> None:
    led("".join(parts), "go(2)", FORM.format("post"))

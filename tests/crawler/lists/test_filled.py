"""Pages whose list only a script would fill in, told from those that load other things on the side."""

from __future__ import annotations

import pytest

from crawler.lists.filled import is_filled_by_script
from tests.crawler.cms.viewing import rows, view


@pytest.mark.parametrize(
    "body",
    [
        '<div queryData="{}"></div>',
        '<li v-for="row in rows">{{row.title}}</li>',
        '<script type="text/html"><li>{{title}}</li></script>',
        "<script>$.get('/api/list?cat=3', function(d){ draw(d) })</script>",
        "<script>$.ajax({type:'post', url:'/front/list.do', data:{page:1}})</script>",
        "<script>$.ajax({type:'post', url: base, data:{page:1}})</script>",
        "<script>Ls.ajax({dataType:'html', url:'/c/list', data:{page:1}}).done(draw)</script>",
        '<script>ask({labelName: "publicInfoList"})</script>',
        "<script>fetch(`/api/list`).then(draw)</script>",
        "<script>$('#box').load('/list.jsp?id=3')</script>",
        '<ul id="box"></ul><script>$("#box").html(rows.join(""))</script>',
        '<ul id="box"> </ul><script>document.getElementById("box").innerHTML = html;</script>',
        '<div id="box"></div><script>new Vue({el: "#box"})</script>',
        '<p>当前位置：首页</p><div id="app"></div><script src="/static/js/index.js"></script>',
    ],
)
def test_a_list_that_a_script_fills_in(body: str) -> None:
    assert is_filled_by_script(view(body))


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<ul class="list"></ul>',
        '<div id="app"><p>正文</p></div>',
        "<script>$.get('/hits/count.jsp?id=3', function(n){ $('#hits').html(n) })</script><span id='hits'></span>",
        "<script>$.ajax({url:'http://api.weather.example/now'})</script>",
        "<script>$(function(){ $('.nav').hover(show) })</script>",
        '<div id="clock"></div><script>$("#clock").html(new Date())</script>',
        '<div id="box">已有内容</div><script>$("#box").html(x)</script>',
        '<div id="pager"></div><script>$("#pager").html(x)</script>',
        "<script>var text = $('#box').html()</script><div id='box'></div>",
    ],
)
def test_what_pages_load_on_the_side_is_no_list(body: str) -> None:
    assert not is_filled_by_script(view(body))


def test_beside_rows_only_an_empty_place_for_a_list_counts() -> None:
    fetches = "<script>$.get('/api/other', draw)</script>"
    assert not is_filled_by_script(view(rows(3) + fetches))
    place = '<ul id="box"></ul><script>$("#box").append(x)</script>'
    assert is_filled_by_script(view(rows(3) + place))

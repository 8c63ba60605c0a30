"""Pages that send their reader on by refresh or script, and splash pages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.onward import redirect_target, way_in
from crawler.extract.page import parse
from crawler.extract.scripts import sent_to
from crawler.extract.soft import classify
from crawler.snapshot.facts import Outcome

HOME = "http://www.qinghe.gov.cn/"
REAL = Path(__file__).parents[3] / "../shared/real/redirect-homes"
CONTENT = "<p>" + "清河县人民政府信息公开" * 100 + "</p>"


def goes(text: str) -> str:
    """Where a page goes, as written from the homepage on."""
    return redirect_target(parse(text), text, HOME).removeprefix(HOME)


def script(code: str) -> str:
    return f"<html><head><title>清河</title></head><body><script>{code}</script></body></html>"


AT_ONCE = [
    "location='a.html'",
    'window.location = "a.html";',
    "window.top.location.href='a.html'",
    'self.location.href="a.html"',
    "parent.location.replace('a.html')",
    "location.assign('a.html');",
    "window.navigate('a.html')",
    "document.location.href='a.html'",
    "window['location']['href']='a.html'",
    "window.open('a.html','_self')",
    "<!--\nlocation='a.html'\n-->",
    "<!--////\nlocation='a.html'//\n//-->",
    "// it's off: location='b.html'\nlocation = 'a.html' // go",
    "/* location='b.html' */ location='a.html'",
    "var v = /['\"]/; location='a.html'",
    "document.cookie='x=1';location.href='a.html'",
    "setTimeout(\"location.href='a.html'\",3000)",
    "setInterval(\"self.location='a.html'\", 10000);",
    "setTimeout(function(){window.location.href='a.html'},100);",
    "setTimeout(() => location.href = 'a.html', 100)",
    "setTimeout(go,500);function go(){location='a.html'}",
    "function go(){location.href='a.html';} go();",
    "function go(){location.href='a.html';}\nwindow.onload=go;",
    "var go=function(){location='a.html'};go();",
    "function a(){b()} function b(){location='a.html'} a()",
    "window.onload=function(){location.href='a.html'}",
    "(function(){location.href='a.html'})();",
    "(() => { location.href='a.html' })()",
    "!function(){location.href='a.html'}()",
    "$(function(){window.location.href='a.html';});",
    "$(document).ready(function(){location='a.html'})",
    "window.addEventListener('load',function(){location='a.html'})",
    "try{location.href='a.html'}catch(e){}",
]
PUT_TOGETHER = [
    "var url='a.html'; window.location.href=url;",
    "var x=1,u='a'+'.html';\nlocation.href = u",
    "location.href='http://'+window.location.host+'/a.html'",
    "location.href=location.protocol+'//'+document.domain+'/a.html';",
    "location.href=encodeURI('a.html')",
    "location.href=('a' + ('.html'))",
    'location.href="http:\\/\\/www.qinghe.gov.cn\\/a.html"',
    "location.href='\\x61.html'",
]
FOR_A_DESKTOP = [
    "if(navigator.userAgent.match(/(iPhone|Android)/i)){location.href='/m/'}else{location.href='a.html'}",
    "if (/Android|iPhone/i.test(navigator.userAgent)) { location='/wap/'; }\nelse { location = 'a.html'; }",
    "if(isMobile()) location='/m/'; else location='a.html';",
    "if(isMobile){location.href='/m/'}\nlocation.href='a.html'",
    "if(!navigator.userAgent.match(/mobile/i)){location='a.html'}",
    "if(navigator.userAgent.indexOf('Mobile')==-1){location='a.html'}",
    "if(isPhone){if(x){location='/m/'}}else if(document.all){location='/ie/'}else{location='a.html'}",
]
COUNTED_DOWN = [
    "var s=3; function t(){ if(s==0){location.href='a.html';} s--; } setInterval('t()',1000);",
    "var i=5;setInterval(function(){ if(--i<=0) location.href='a.html' },1000)",
]


@pytest.mark.parametrize("code", AT_ONCE + PUT_TOGETHER + FOR_A_DESKTOP + COUNTED_DOWN)
def test_a_script_that_goes_at_once(code: str) -> None:
    assert goes(script(code)) == "a.html"


@pytest.mark.parametrize(
    "code",
    [
        "function go(){location.href='/x'}",
        "if(isMobile){location.href='/m/'}",
        "if(navigator.userAgent.match(/Android/i)) location.href='/m/'",
        "if(window.screen.width<768){location='/m/'}",
        "isMobile && (location.href='/m/')",
        "isMobile ? location.href='/m/' : 0",
        "var u = isMobile ? '/m/' : '/pc/'; location=u",
        "if(top!=self) top.location='/x'",
        "if(user.isLogin){location='/x'}",
        "if(history.length==0){location='/x'}",
        "while(x){location='/x'}",
        "switch(x){case 1:location='/x'}",
        "button.onclick=function(){location='/x'}",
        "$('#x').click(function(){location='/x'})",
        "setTimeout(\"location='/x'\",60000)",
        "location.href='/x?u='+user",
        "location.href==='/x'",
        "location.hash='#x'",
        "location.reload()",
        "location.href=location.href",
        "location='javascript:void(0)'",
        "location='about:blank'",
        "window.open('/x')",
        "window.open('/x','_blank')",
        "frame.location='/x'",
        "document.getElementById('x').href='/x'",
        "var location2='/x'",
        "var t=\"location='/x';\"",
        "function go(u){location=u} go(q)",
        "function f(){f()} f()",
    ],
)
def test_a_script_that_waits_for_something(code: str) -> None:
    assert goes(script(code)) == ""


def test_what_the_body_does_when_loaded() -> None:
    assert goes("<body onload=\"location.href='a.html'\">") == "a.html"
    called = '<body onload="javascript:go()"><script>function go(){self.location="a.html"}</script>'
    assert goes(called) == "a.html"


def test_a_script_beside_content_sends_nobody_on() -> None:
    assert goes(script("location='a.html'") + CONTENT) == ""
    links = "".join(f"<a href=/{n}/></a>" for n in range(20))
    assert goes(script("location='a.html'") + links) == ""
    assert goes(f"<script type=text/template>location='a.html'</script>{script('')}") == ""


@pytest.mark.parametrize(
    ("content", "beside", "target"),
    [
        ("0;url=a.html", CONTENT, "a.html"),
        ("0; URL='a.html'", "", "a.html"),
        ("0;URL=&quot;a.html&quot;;", "", "a.html"),
        (" 3 , url = a.html", CONTENT, "a.html"),
        ("0;a.html", "", "a.html"),
        ("url=a.html", "", "a.html"),
        ("1.5;url=a.html?x=1;y=2", "", "a.html?x=1;y=2"),
        ("5;url=a.html", "网站已迁移，五秒后转到新址", "a.html"),
        ("5;url=a.html", CONTENT, ""),
        ("10;url=a.html", "<iframe src=b.html></iframe>", ""),
        ("60;url=a.html", "", "a.html"),
        ("60;url=a.html", "今天天气晴。" * 30, ""),
        ("600;url=/", CONTENT, ""),
        ("600", "", ""),
        ("0;url=", "", ""),
        ("0;url=http://www.qinghe.gov.cn/", "", ""),
        ("", "", ""),
    ],
)
def test_refreshes(content: str, beside: str, target: str) -> None:
    assert goes(f'<meta http-equiv="Refresh" content="{content}">{beside}') == target


def test_a_refresh_for_readers_without_scripts_is_none() -> None:
    assert goes("<noscript><meta http-equiv=refresh content='0;url=n.html'></noscript>") == ""


def test_a_page_with_a_base() -> None:
    text = "<base href='/web/'><meta http-equiv=refresh content='0;url=a.html'>"
    assert goes(text) == "web/a.html"


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("<a href=index.html><img src=welcome.jpg></a>", "index.html"),
        ("<p>欢迎访问清河县人民政府网站</p><a href=main/>点击进入</a>", "main/"),
        ("<a href='javascript:void(0)' onclick=\"self.location='index'\">点击进入</a>", "index"),
        ("<a href=cn/>中文版</a><a href=en/>English</a>", "cn/"),
        ("<a href=old/>旧版</a> <a href=new/index.html>新版</a>", "new/index.html"),
        ("<a href=web/>进入网站</a><a href=wza/>无障碍浏览</a>", "web/"),
        ("<map><area href=main.asp shape=rect></map>", "main.asp"),
        ("<div onclick=\"location.href='home.jsp'\"><img src=bg.jpg></div>", "home.jsp"),
        ("<input type=button value=进入 onclick=\"window.location='index.asp'\">", "index.asp"),
        ("<form action=home.do><input type=submit value=进入网站></form>", "home.do"),
        ("<button onclick=\"location.href='/web/'\">进入首页</button>", "web/"),
        (
            "<a href=index.html><img src=a.jpg></a><a href=index.html>进入</a>"
            "<a href=http://beian.miit.gov.cn/>冀ICP备1号</a>",
            "index.html",
        ),
        ("<a href=http://zwgk.qinghe.gov.cn/>进入</a>", "http://zwgk.qinghe.gov.cn/"),
        ("<a href=http://www.hebei.gov.cn/>河北省人民政府</a>", ""),
        ("<a href=a/>政务公开</a><a href=b/>办事服务</a>", ""),
        ("".join(f"<a href={n}/>进入{n}</a>" for n in range(4)), ""),
        ("<a href=plan.pdf>规划</a>", ""),
        ("<a href=/>首页</a>", ""),
        ("<form action=search><input name=q><input type=submit value=搜索></form>", ""),
        (f"<a href=index.html>进入网站</a>{CONTENT}", ""),
        ("<a href=index.html>进入网站</a><iframe src=main.html></iframe>", ""),
        ("", ""),
    ],
)
def test_the_way_in_behind_a_splash_page(page: str, way: str) -> None:
    assert way_in(parse(f"<body>{page}</body>"), HOME).removeprefix(HOME) == way


@pytest.mark.parametrize(
    ("name", "target", "way"),
    [
        ("12333sh.gov.cn", "http://www.12333sh.gov.cn/201712333/index.shtml", ""),
        ("bjghw.gov.cn", "http://www.bjghw.gov.cn/web/index.htm", ""),
        ("bjgtj.gov.cn", "http://www.bjgtj.gov.cn/col/col3664/index.html", ""),
        ("bjsat.gov.cn", "http://www.bjsat.gov.cn/bjsat/", ""),
        ("bnpo.gov.cn", "http://www.bnpo.gov.cn/index", "http://www.bnpo.gov.cn/index"),
        ("apta.gov.cn", "", ""),  # its four picture links are its menu
    ],
)
def test_real_homepages(name: str, target: str, way: str) -> None:
    path = REAL / f"{name}.html"
    if not path.exists():
        pytest.skip("the saved real pages are not here")
    text = path.read_text(encoding="utf-8")
    tree = parse(text)
    assert redirect_target(tree, text, f"http://www.{name}/") == target
    assert way_in(tree, f"http://www.{name}/") == way
    assert classify(tree, text, 200, {}, f"http://www.{name}/") == (Outcome.OK, "")


CODE = st.lists(
    st.sampled_from(
        [
            *"(){}[];,.+=!'\"`/\\\n0?:$政",
            "=>",
            "==",
            "//",
            "/*",
            "*/",
            "&&",
            "if",
            "else",
            "for",
            "function",
            "return",
            "var",
            "a",
            "go",
            "location",
            "href",
            "setTimeout",
            "window",
            "'x'",
            '"/y"',
            "navigator.userAgent",
            "--s==0",
            "<!--",
            "-->",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(CODE, CODE)
@settings(deadline=None)
def test_any_script_is_read(first: str, second: str) -> None:
    sent_to([first, second], first, HOME)


REPEATED = [
    "(", "{", "[", "}", "if(a)", "if(a){}", "if(userAgent){}else ", "function a(){", "(function(){", "()=>", "'", "\"\\",
    "`\\", "`$", "=/[", "/*", "<!--", "setTimeout(function(){", "setTimeout('", "a(", "a.", "'a'+", "a\n", "location='a'+",
    "--s",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_script_costs_time_in_proportion_to_its_length(piece: str) -> None:
    def cost(length: int) -> float:
        code = piece * (length // len(piece))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            sent_to([code], "", HOME)
            best = min(best, time.process_time() - start)
        return best

    cost(1000)
    assert cost(18_000) < 10 * cost(4_500) + 0.02

"""Script shells: pages that a program fills are told from pages that hold nothing."""

from __future__ import annotations

import pytest

from crawler.extract.page import parse
from crawler.extract.soft import classify
from crawler.snapshot.facts import Outcome

MODULE = '<script type="module" crossorigin src="/assets/index-4f2a.js"></script>'


def outcome(body: str, head: str = "") -> Outcome:
    """What a page of 200 with this body is."""
    text = (
        f"<!DOCTYPE html><html><head><title>政务公开</title>{head}</head><body>{body}</body></html>"
    )
    return classify(parse(text), text, 200, {}, "http://www.a.gov.cn/zwgk/")[0]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<div id="app"></div><script src="/js/chunk-vendors.91ab.js"></script><script src="/js/app.js"></script>', ""),
        ('<div id="app"></div>', MODULE),
        ('<div id="portal"></div>', MODULE),
        ('<app-root></app-root><script src="runtime.js"></script><script src="main.js"></script>', '<base href="/">'),
        ('<zwgk-portal><div class="spin">加载中...</div></zwgk-portal><script src="main.7f3.js" defer></script>', ""),
        ('<div ng-view></div><script src="/js/angular.js"></script>', ""),
        ('<div id="mount"></div><script src="/umi.2f.js"></script>', "<script>window.routerBase='/';</script>"),
        ('<section class="page"></section><script src="/static/bundle.js"></script>', ""),
        ('<div id="q"><p>系统正在加载，请稍候……</p></div><script src="/js/app.js"></script>', ""),
        ('<div data-bind="component: page"></div><script src="/r.js" data-main="/js/main"></script>', ""),
        ("<div id='w'></div><noscript>请启用 JavaScript 后访问</noscript><script src='/b.js'></script>", ""),
    ],
)  # fmt: skip
def test_what_a_program_fills_is_a_shell(body: str, head: str) -> None:
    assert outcome(body, head) is Outcome.SCRIPT_SHELL


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<script src="https://s4.cnzz.com/z_stat.php"></script>',
        '<div></div><script src="https://hm.baidu.com/hm.js?1"></script>',
        '<p>本栏目正在建设中</p><script src="/js/jquery.js"></script>',
        '<h2>通知公告</h2><ul></ul><script src="/js/jquery.js"></script>',
        '<div><img src="splash.jpg"></div><script src="/js/flash.js"></script>',
        '<div><a href="/index2.html"><img src="enter.jpg"></a></div><script src="/js/a.js"></script>',
        '<form><input name="q"></form><script src="/js/a.js"></script>',
        '<frameset><frame src="a.html"></frameset>',
    ],
)
def test_what_holds_little_is_no_shell(body: str) -> None:
    assert outcome(body) is Outcome.OK

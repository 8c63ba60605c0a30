"""Answers that are not what they seem: firewalls, script shells, error pages behind 200, redirects."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract import soft
from crawler.extract.page import parse
from crawler.snapshot.facts import Outcome

URL = "http://www.qinghe.gov.cn/zwgk/x.html"
REAL = Path(__file__).parents[3] / "../shared/real"
NORMAL = (
    "<html><head><title>清河县人民政府</title><script>var a=1;</script></head><body>"
    + "".join(
        f'<li><a href="/a/{n}.html">关于做好第{n}项工作的通知</a>2023-09-20</li>' for n in range(20)
    )
    + "</body></html>"
)


def classify(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Outcome:
    outcome, detail = soft.classify(parse(text), text, status, headers or {}, URL)
    assert outcome is Outcome.OK or detail
    return outcome


@pytest.mark.parametrize(
    ("text", "status", "headers", "outcome"),
    [
        (NORMAL, 200, {}, Outcome.OK),
        (NORMAL, 404, {}, Outcome.NOT_FOUND),
        ("", 410, {}, Outcome.NOT_FOUND),
        (NORMAL, 500, {}, Outcome.HTTP_ERROR),
        ("<h1>Bad Gateway</h1>", 502, {}, Outcome.HTTP_ERROR),
        ("", 403, {}, Outcome.FIREWALL),
        ("<h1>Method Not Allowed</h1>", 405, {}, Outcome.FIREWALL),
        ("x" * 5000, 412, {}, Outcome.FIREWALL),
        ("denied", 422, {}, Outcome.FIREWALL),
        ("<script>document.cookie='__jsl_clearance=1'</script>", 521, {}, Outcome.FIREWALL),
        ("", 503, {}, Outcome.FIREWALL),
        (
            "<h1>系统维护</h1>" + "<p>本网站正在升级维护，请稍后访问。</p>" * 60,
            503,
            {},
            Outcome.HTTP_ERROR,
        ),
        ("ok", 200, {}, Outcome.FIREWALL),
        ("", 200, {}, Outcome.BROKEN),
        ("<script>var x='__jsl_clearance';location.href='/'</script>", 200, {}, Outcome.FIREWALL),
        ("<script>1</script>     ", 200, {"Set-Cookie": "__jsluid_h=abc"}, Outcome.FIREWALL),
        (
            "<title>网站防火墙</title><body>您的请求带有不合法参数，已被网站管理员设置拦截！</body>",
            200,
            {},
            Outcome.FIREWALL,
        ),
        ("<body>当前访问疑似黑客攻击，已被云锁拦截</body>", 200, {}, Outcome.FIREWALL),
    ],
)
def test_status_and_firewalls(
    text: str, status: int, headers: dict[str, str], outcome: Outcome
) -> None:
    assert classify(text, status, headers) is outcome


@pytest.mark.parametrize(
    "body",
    [
        "<p>对不起，您访问的页面不存在！</p><a href='/'>返回首页</a>",
        "<p>抱歉，您要查看的信息已被删除或不存在</p>",
        "<h1>404</h1><p>页面未找到</p>",
        "<p>找不到您要访问的页面</p>",
        "<h2>Not Found</h2>",
        "<p>该信息已被删除</p>",
    ],
)
def test_an_error_page_behind_200_is_gone(body: str) -> None:
    assert classify(f"<html><body>{body}</body></html>") is Outcome.NOT_FOUND


def test_the_title_of_an_error_page_is_enough() -> None:
    page = "<html><head><title>404_清河县人民政府</title></head><body>" + NORMAL + "</body></html>"
    assert classify(page) is Outcome.NOT_FOUND


def test_an_article_about_missing_pages_is_none() -> None:
    page = (
        "<body>"
        + "<p>近日发现部分网站页面不存在，现通报如下，请各单位认真整改落实。</p>" * 40
        + "</body>"
    )
    assert classify(page) is Outcome.OK


@pytest.mark.parametrize(
    "text",
    [
        "<html><head><title>清河县人民政府</title></head><body><div id=app></div>"
        "<script src=/js/chunk-vendors.js></script></body></html>",
        "<html ng-app='myApp'><body><div ng-view></div><script src=a.js></script></body></html>",
        "<html><body><noscript>We're sorry but this site doesn't work without JavaScript enabled.</noscript>"
        "<div id=root></div></body></html>",
        "<html><body><div class=x></div><script>window._CONFIG = {SID: 1, TREE: []}</script></body></html>",
        "<html><body><div></div><script>" + "var a = b(1);" * 100 + "</script></body></html>",
    ],
)
def test_an_empty_shell_needs_a_browser(text: str) -> None:
    assert classify(text) is Outcome.SCRIPT_SHELL


def test_frames_and_image_links_are_no_shell() -> None:
    assert classify('<html><frameset><frame src="/a.htm"></frameset></html>') is Outcome.OK
    images = "".join(f"<a href='/{n}'><img src={n}.jpg></a>" for n in range(5))
    assert (
        classify(
            f"<html><body>{images}<script src=1></script><script src=2></script></body></html>"
        )
        is Outcome.OK
    )


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<meta http-equiv="refresh" content="0;url=../">', "http://www.qinghe.gov.cn/"),
        (
            "<meta http-equiv=Refresh content=\"0; URL='/index.shtml'\">",
            "http://www.qinghe.gov.cn/index.shtml",
        ),
        (
            "<script>location.href='/web/index.htm'</script>",
            "http://www.qinghe.gov.cn/web/index.htm",
        ),
        (
            "<script><!--\nwindow.location='col/1.html'//\n--></script>",
            "http://www.qinghe.gov.cn/zwgk/col/1.html",
        ),
        ('<script>top.location.replace("/a.jsp")</script>', "http://www.qinghe.gov.cn/a.jsp"),
        ("<script>window.location.href='http:/'+'/'+'b.gov.cn/x/';</script>", "http://b.gov.cn/x/"),
        ('<meta http-equiv="refresh" content="600">', ""),
        ('<meta http-equiv="refresh" content="0;url=x.html">', ""),
        ("<script>function go(){location.href='/x'}</script>", ""),
        ("<script>if(isMobile){location.href='/m/'}</script>", ""),
        (NORMAL.replace("var a=1;", "location.href='/m/';"), ""),
    ],
)
def test_redirects(text: str, target: str) -> None:
    assert soft.redirect_target(parse(text), text, URL) == target


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("12333sh.gov.cn", "http://www.12333sh.gov.cn/201712333/index.shtml"),
        ("bjghw.gov.cn", "http://www.bjghw.gov.cn/web/index.htm"),
        ("bjgtj.gov.cn", "http://www.bjgtj.gov.cn/col/col3664/index.html"),
        ("bjsat.gov.cn", "http://www.bjsat.gov.cn/bjsat/"),
        ("apta.gov.cn", ""),
    ],
)
def test_real_redirecting_homepages(name: str, target: str) -> None:
    path = REAL / "redirect-homes" / f"{name}.html"
    if not path.exists():
        pytest.skip("the saved real pages are not here")
    text = path.read_text(encoding="utf-8")
    assert soft.redirect_target(parse(text), text, f"http://www.{name}/") == target
    assert classify(text) is Outcome.OK

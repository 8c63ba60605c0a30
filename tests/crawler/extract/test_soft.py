"""Answers that are not what they seem: firewalls, script shells, error and maintenance pages behind 200."""

from __future__ import annotations

import pytest

from crawler.extract import soft
from crawler.extract.page import parse
from crawler.snapshot.facts import Outcome

URL = "http://www.qinghe.gov.cn/zwgk/x.html"
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


def page(title: str, body: str) -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    )


JSL = (
    "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('c')+('l')+('e')+('a')+('r');"
    "location.href=location.pathname+location.search</script>"
)
RUISHU = (
    "<html><head><meta id='9DhefwqGPrzGxEp9hPaoag' content='{qqqq' r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
    "</script></head><body></body></html>"
)
FIREWALLS = {
    "知道创宇 521": (JSL, 521, {"Set-Cookie": "__jsluid_h=1"}),
    "知道创宇 behind 200": (JSL, 200, {}),
    "知道创宇 with a template": (
        page(
            "访问异常",
            "<div id=notice-jiasule></div><script id=tpl type=text/template><%- error_403 %></script>"
            "<script>t({error_403: '' || '当前访问疑似黑客攻击，已被网站管理员设置为拦截'})</script>",
        ),
        200,
        {},
    ),
    "创宇盾": (
        page(
            "403",
            "<p>创宇盾提示您：当前访问疑似黑客攻击</p><a href=http://help.365cyd.com/cyd-error-help.html?code=403>如何解决</a>",
        ),
        200,
        {},
    ),
    "阿里云 405": (
        page(
            "405",
            "<img src='https://g.alicdn.com/sd-base/static/1.0.5/image/405.png'><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，"
            "您的访问被阻断。</p><p>您的请求ID是: 781bad0a15</p>" + "<p>说明</p>" * 90,
        ),
        405,
        {},
    ),
    "阿里云 in English": (
        page(
            "405",
            "Sorry, your request has been blocked as it may cause potential threats to the server.",
        ),
        200,
        {},
    ),
    "阿里云 challenge": (
        "<html><script>var arg1='3000176000856006061501533003690027800375';document.cookie='acw_sc__v2='+x;"
        "document.location.reload();</script></html>",
        200,
        {},
    ),
    "腾讯云": (
        "<html><script>window.location.href='https://waf.tencent.com/501page.html?u='</script></html>",
        200,
        {},
    ),
    "腾讯云 T-Sec": (
        page(
            "Client Bad Request",
            "<h1>很抱歉，您提交的请求存在异常，请向网站管理员确认并获取正确的访问方式</h1>"
            "<p>本页面为<span>腾讯T-Sec Web应用防火墙(WAF)</span>默认提示页面</p>",
        ),
        200,
        {},
    ),
    "华为云 418": (
        '<html><head><meta content="CloudWAF" http-equiv="Server"><title id="title">访问被拦截！</title></head></html>',
        418,
        {"Set-Cookie": "HWWAFSESID=0ed0079f; path=/"},
    ),
    "华为云 behind 200": (
        page("提示", "<h1>您的请求疑似攻击行为！</h1><p>事件 ID： 01</p>"),
        200,
        {},
    ),
    "长亭雷池": (
        page(
            "您的访问请求可能对网站造成安全威胁，请求已被阻断。",
            "<p>您的请求可能存在威胁，已被拦截</p><p>事件ID c0fceb7a6eeb4fb4</p><p>安全检测能力由 长亭雷池 WAF 驱动</p>",
        ),
        200,
        {},
    ),
    "长亭雷池 challenge": (
        page(
            "检测", "<div id=app></div><script src='/.safeline/challenge/v2/challenge.js'></script>"
        ),
        200,
        {},
    ),
    "瑞数 412": (RUISHU, 412, {}),
    "瑞数 202": (RUISHU, 202, {"Set-Cookie": "FSSBBIl1UgzbN7N80S=x"}),
    "安恒玄武盾": (
        page("403 - 云防护", "<p>您的访问可能对网站造成危险，已被云防护安全拦截</p>"),
        200,
        {},
    ),
    "奇安信网站卫士": (
        page(
            "493", "<p>eventID: 124-15</p><p>抱歉！您的访问可能对网站造成威胁，已被云防护拦截！</p>"
        ),
        200,
        {},
    ),
    "奇安信 challenge": (
        "<noscript><h1>请开启JavaScript并刷新该页.</h1></noscript><script>eval(function(p,a,c,k,e,d){})</script>",
        200,
        {},
    ),
    "安全狗": (
        page(
            "网站防火墙",
            "<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><p>如何解决：1）检查提交内容；2）如网站托管，请联系空间提供商</p>"
            "<a href=http://www.safedog.cn>如果您是网站管理员，请登录安全狗</a>",
        ),
        200,
        {},
    ),
    "云锁": (page("提示", "<img class='yunsuologo'><p>当前访问已被云锁拦截</p>"), 200, {}),
    "云锁 challenge": (
        "<script>document.cookie='srcurl='+1;self.location='/?security_verify_data=1'</script>",
        200,
        {"Set-Cookie": "yunsuo_session_verify=1a33; path=/"},
    ),
    "宝塔": (page("检测中", "<script src='/huadong_296d626f_0cc175b9.js?id=1'></script>"), 200, {}),
    "D盾": (page("D盾_拦截提示", "<p>由于触发了规则</p>"), 200, {}),
    "网宿": (page("提示", "<p>您当前的访问行为存在异常，请稍后重试</p>"), 200, {}),
    "绿盟": (page("提示", "<p>该请求已被绿盟WAF拦截</p>"), 200, {}),
    "深信服": (page("访问受限", "<p>请求存在攻击行为，已被深信服下一代防火墙拦截</p>"), 200, {}),
    "a gateway of a .gov.cn": (
        page(
            "提示",
            "<div class='infobox-texts'><p>访问被拒绝，请联系管理员</p></div>" + "<br>" * 300,
        ),
        403,
        {},
    ),
    "西部数码": (page("WTS-WAF拦截提示", "<h3>1.你的请求是黑客攻击</h3>"), 200, {}),
    "启明星辰": (
        page("提示", '<span>触发WAF防护：1</span><a onclick="onUpload()">拦截上报</a>'),
        200,
        {},
    ),
    "too frequent": (page("提示", "<p>访问过于频繁，请稍后再试</p>"), 200, {}),
    "a captcha": (page("安全验证", "<p>请完成下方操作</p>"), 200, {}),
    "a cookie and again": (
        "<script>document.cookie='token=abc';window.location.reload();</script>",
        200,
        {},
    ),
}


@pytest.mark.parametrize("name", FIREWALLS)
def test_the_pages_of_the_common_firewalls(name: str) -> None:
    text, status, headers = FIREWALLS[name]
    assert classify(text, status, headers) is Outcome.FIREWALL


@pytest.mark.parametrize(
    "text",
    [
        "<script>location.href='/web/index.html'</script>",
        "<meta http-equiv=refresh content='0;url=/web/'>",
        "<frameset><frame src=/top.htm><frame src=/main.htm></frameset>",
        "<a href=/index.html><img src=welcome.jpg></a>",
    ],
)
def test_a_site_behind_a_firewall_may_lead_on_from_an_empty_page(text: str) -> None:
    for cookie in ("__jsluid_h=abc", "HWWAFSESID=1", "FSSBBIl1UgzbN7N80S=x"):
        assert classify(text, 200, {"Set-Cookie": cookie}) is Outcome.OK


def test_the_reason_names_the_firewall() -> None:
    text = FIREWALLS["阿里云 challenge"][0]
    _, detail = soft.classify(parse(text), text, 200, {}, URL)
    assert detail.startswith("防火墙页面：阿里云验证页")


@pytest.mark.parametrize(
    "body",
    [
        "<p>对不起，您访问的页面不存在！</p>",
        "<p>抱歉，您要查看的信息已被删除或不存在</p>",
        "<p>您访问的文章不存在或已被删除！</p>",
        "<p>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</p>",
        "<p>您所访问的页面不见了</p>",
        "<p>您访问的链接已失效</p>",
        "<p>您输入的网址不存在</p>",
        "<h1>404</h1><p>页面未找到</p>",
        "<p>找不到您要访问的页面</p>",
        "<p>抱歉，没有找到您要访问的页面</p>",
        "<p>无法找到该页</p>",
        "<p>该信息已被删除</p>",
        "<p>该文章已被删除</p>",
        "<p>该页面已下线</p>",
        "<p>该栏目已被管理员删除</p>",
        "<p>信息不存在或已被删除</p>",
        "<ul><li>您输入的网址不正确</li><li>该网站正在维护升级,请关注相关公告</li><li>该页面已被删除或移出</li></ul>",
        "<h2>Not Found</h2>",
        "<h2>HTTP 错误 404.0 - Not Found</h2>",
        "<h1>HTTP Status 404 – Not Found</h1>",
        "<h1>Whitelabel Error Page</h1><p>There was an unexpected error (type=Not Found, status=404).</p>",
        "<p>The page cannot be found</p>",
        "<p>File not found.</p>",
    ],
)
def test_an_error_page_behind_200_is_gone(body: str) -> None:
    text = page("提示信息", f"{body}<a href=/>返回首页</a>")
    assert classify(text) is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    "title",
    [
        "404_清河县人民政府",
        "404 Not Found",
        "页面不存在",
        "找不到页面",
        "出错了",
        "清河县人民政府_404",
    ],
)
def test_an_error_page_may_keep_the_menus_of_the_site(title: str) -> None:
    assert classify(NORMAL.replace("<title>清河县人民政府", f"<title>{title}")) is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    "body",
    [
        "<h1>HTTP Status 500 – Internal Server Error</h1>",
        "<pre>java.lang.NullPointerException\n at com.trs.X.y(X.java:12)</pre>",
        "<p>org.apache.jasper.JasperException: Unable to compile</p>",
        "<p>Microsoft VBScript 运行时错误 错误 '800a01a8'</p>",
        "<p>Microsoft OLE DB Provider for SQL Server 错误 '80004005'</p>",
        "<p>ADODB.Connection 错误 '800a0e7a'</p>",
        "<b>Warning</b>: mysql_connect(): Too many connections in /var/www/x.php on line 12",
        "<p>数据库连接失败！请稍后再试</p>",
        "<p>无法连接到数据库服务器</p>",
        "<h1>“/”应用程序中的服务器错误。</h1>",
        "<h1>Server Error in '/' Application.</h1>",
        "<h1>502 Bad Gateway</h1><hr>nginx",
        "<h1>Whitelabel Error Page</h1><p>(type=Internal Server Error, status=500)</p>",
        "<p>系统繁忙，请稍后再试</p>",
        "<p>服务器内部错误</p>",
        "<p>系统发生错误</p>",
        "<p>ORA-12541: TNS:no listener</p>",
        "<h1>Welcome to nginx!</h1>",
        "<h1>没有找到站点</h1><p>您的请求在Web服务器中没有找到对应的站点！</p>",
        "<p>该网站暂时无法访问</p>",
        "<p>您没有权限访问该页面</p>",
    ],
)
def test_a_page_that_broke_down_is_no_answer(body: str) -> None:
    assert classify(page("提示", body)) is Outcome.HTTP_ERROR


@pytest.mark.parametrize(
    "body",
    [
        "<p>网站正在维护升级，请稍后访问。</p>",
        "<p>系统维护中</p>",
        "<p>网站升级改造，暂停服务，敬请谅解</p>",
        "<p>本站正在改版中</p>",
        "<p>平台将于今晚22:00升级，期间暂停访问</p>",
        "<p>网站已关停</p>",
        "<p>The site is down for maintenance</p>",
    ],
)
def test_a_site_that_is_being_maintained_is_no_answer(body: str) -> None:
    text = page("清河县人民政府", f"{body}<a href=/>刷新</a>")
    outcome, detail = soft.classify(parse(text), text, 200, {}, URL)
    assert outcome is Outcome.HTTP_ERROR
    assert detail.startswith("网站维护中")


MENU = "<ul>" + "".join(f"<li><a href='/{n}/'>栏目{n}</a></li>" for n in range(12)) + "</ul>"


@pytest.mark.parametrize(
    "text",
    [
        page(
            "网站防火墙采购公告",
            "<h1>网站防火墙采购公告</h1><p>发布时间：2023-05-01 来源：县财政局</p>"
            "<p>拟采购网站防火墙（绿盟WAF）一台，要求您的请求被拦截时有提示，能拦截攻击请求。</p>",
        ),
        page(
            "采购公告",
            MENU + "<h1>采购公告</h1><p>拟采购云锁、安全狗各一套，请求被拦截时须有日志。</p>",
        ),
        page("通报", MENU + "<p>经查，部分网站存在页面不存在、404 错误等问题。</p>"),
        page("公告", "<p>发布日期：2023-05-01</p><p>网站升级改造，暂停服务。</p>"),
        page("公告", MENU + "<p>平台系统维护中，请稍后访问。</p>"),
        page("公告", MENU + "<p>因数据库连接失败，昨日系统发生错误，现已恢复。</p>"),
        page("公告栏", "<p>栏目正在建设中</p>" + MENU),
        page("公告栏", "<p>没有找到相关信息</p>"),
        page("公告栏", "<p>暂无内容</p>"),
        page("声明", "<p>所提供的信息不存在虚假；需要信息删除，请联系我们；内容丢失风险自担。</p>"),
        page("隐私", "<p>您的访问记录将被保存，请求公开的信息由申请人说明用途。</p>"),
        page("找不到工作怎么办？这些政策帮您", MENU + "<p>" + "政策" * 200 + "</p>"),
        page("404号地块出让公告", MENU + "<p>" + "公告" * 300 + "</p>"),
        page("清河县2023-404", MENU),
        page("清河", f"<script>$_ts=window['$_ts']</script>{MENU}<p>正文</p>"),
        page("清河", f"{MENU}<p>正文</p><script>/* acw_sc__v2 */ document.cookie='a=1'</script>"),
    ],
)
def test_a_page_of_the_site_whatever_it_speaks_of(text: str) -> None:
    assert classify(text) is Outcome.OK


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

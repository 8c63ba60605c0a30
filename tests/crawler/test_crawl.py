"""Whole crawls of small sites: what is read, what is asked for, and how gently."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from crawler.frontier import Entry
from crawler.snapshot.archive import read_archived
from crawler.snapshot.facts import Outcome, Role
from crawler.spiders.disclosure import form_type
from demo.server import Response, SiteLog
from tests.crawler.serving import QUICK, article, crawl_one, html, rows, served

NAV = '<div class="nav"><a href="/">首页</a> <a href="/zwgk/">政府信息公开</a> <a href="/tzgg/">通知公告</a></div>'


def site(**more: object) -> dict[str, object]:
    """A site with two columns and three documents."""
    return {
        "/": html(NAV + '<form action="/search" method="get"><input type="text" name="q"></form>'),
        "/zwgk/": html(NAV + '<a href="/zwgk/zn/">政府信息公开指南</a>', "政府信息公开_某县"),
        "/zwgk/zn/": article("政府信息公开指南", "2019-03-01"),
        "/tzgg/": html(
            NAV
            + rows(
                {
                    "/tzgg/1.html": ("关于开展春季植树活动的通知公告", "2021-03-01"),
                    "/tzgg/2.html": ("关于调整公交线路走向的通告内容", "2020-05-06"),
                    "/tzgg/3.html": ("关于二〇一八年度考核的通知公告", "2018-05-06"),
                }
            ),
            "通知公告",
        ),
        "/tzgg/1.html": article("关于开展春季植树活动的通知公告", "2021-03-01"),
        "/tzgg/2.html": article("关于调整公交线路走向的通告内容", "2020-05-06"),
        "/search": html('<a href="/zwgk/">政府信息公开</a>', "搜索结果"),
    } | more


def kept(log: SiteLog, delay: float) -> bool:
    """Whether the delay stood between requests: as a whole, and between any two but for what a busy machine shifts."""
    gaps = log.gaps()
    return sum(gaps) >= 0.97 * delay * len(gaps) and min(gaps) >= 0.5 * delay


def test_columns_documents_and_dates(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.state == "complete"
    notices = next(column for column in snapshot.columns.values() if column.name == "通知公告")
    assert notices.on_homepage
    assert notices.complete
    assert [document.title for document in notices.documents] == [
        "关于开展春季植树活动的通知公告",
        "关于调整公交线路走向的通告内容",
        "关于二〇一八年度考核的通知公告",
    ]
    assert [document.published and document.published.day for document in notices.documents] == [
        date(2021, 3, 1),
        date(2020, 5, 6),
        date(2018, 5, 6),
    ]
    guide = next(
        column for column in snapshot.columns.values() if column.name == "政府信息公开指南"
    )
    assert guide.path == ("政府信息公开", "政府信息公开指南")
    assert "请各单位认真贯彻执行" in guide.text
    # The document of 2018 lies before the period: known from its row, never asked for.
    assert "/tzgg/3.html" not in serving.logs["site"].targets()
    assert snapshot.homepage is not None
    assert snapshot.homepage.search is not None
    assert snapshot.homepage.search.hits == 1


def test_every_page_lies_in_the_archive(tmp_path: Path) -> None:
    with served(site()) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    for fetch in snapshot.fetches:
        archived_url, status, body = read_archived(tmp_path, fetch.archive)
        assert (archived_url, status) == (fetch.url, fetch.status)
        import hashlib

        assert hashlib.sha256(body).hexdigest() == fetch.sha256


def test_one_request_at_a_time_with_the_delay_between(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        crawl_one(url, tmp_path, {"DOWNLOAD_DELAY": "0.15", "AUTOTHROTTLE_ENABLED": "False"})
        log = serving.logs["site"]
    assert len(log.requests) > 6
    assert log.most_at_once() == 1
    assert kept(log, 0.15)


def test_autothrottle_never_goes_below_the_delay(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        crawl_one(url, tmp_path, {"DOWNLOAD_DELAY": "0.1"})
    assert kept(serving.logs["site"], 0.1)


def test_a_site_may_ask_for_a_longer_delay(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        crawl_one(url, tmp_path, QUICK, delay=0.2)
    assert kept(serving.logs["site"], 0.2)


def test_robots_txt_is_obeyed_and_said(tmp_path: Path) -> None:
    robots = Response(content_type="text/plain", body=b"User-agent: *\nDisallow: /tzgg/\n")
    with served(site(**{"/robots.txt": robots})) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
        targets = serving.logs["site"].targets()
    assert targets[0] == "/robots.txt"
    assert not [target for target in targets if target.startswith("/tzgg/")]
    [forbidden] = [fetch for fetch in snapshot.fetches if fetch.outcome is Outcome.ROBOTS]
    assert (forbidden.anchor, forbidden.detail) == ("通知公告", "robots.txt 不允许抓取")
    assert snapshot.state == "partial"


def test_the_user_agent_says_who_asks(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        crawl_one(url, tmp_path)
    assert {record.user_agent.split("/")[0] for record in serving.logs["site"].requests} == {"zwgk"}


def test_nothing_outside_the_site_is_asked_for(tmp_path: Path) -> None:
    with served({}) as (foreign, other):
        pages = site(
            **{"/": html(NAV + f'<a href="{foreign}">友情链接</a><a href="/out">省政府</a>')}
        )
        pages["/out"] = Response(302, headers=(("Location", foreign),))
        with served(pages) as (url, _):
            snapshot, _ = crawl_one(url, tmp_path)
        assert other.logs["site"].requests == []
    [left] = [fetch for fetch in snapshot.fetches if fetch.anchor == "省政府"]
    assert left.detail.startswith("跳转到站外")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Response(404), Outcome.NOT_FOUND),
        (Response(500, body=b"error" * 200), Outcome.HTTP_ERROR),
        (Response(403, body=b"denied"), Outcome.FIREWALL),
        (Response(hang=True), Outcome.TIMEOUT),
        (
            html('<div id="app"></div><script src="/a.js"></script><script src="/b.js"></script>'),
            Outcome.SCRIPT_SHELL,
        ),
        (Response(302, headers=(("Location", "/"),)), Outcome.NOT_FOUND),
        (Response(302, headers=(("Location", "/tzgg/"),)), Outcome.REDIRECT_LOOP),
    ],
)
def test_what_became_of_a_column(tmp_path: Path, answer: object, outcome: Outcome) -> None:
    with served(site(**{"/tzgg/": answer})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "DOWNLOAD_TIMEOUT": "0.5"})
    fetch = next(fetch for fetch in snapshot.fetches if fetch.url.endswith("/tzgg/"))
    assert fetch.outcome is outcome
    assert fetch.detail


def test_a_page_beyond_the_size_limit_is_too_large(tmp_path: Path) -> None:
    with served(site(**{"/tzgg/": html("x" * 100_000)})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "DOWNLOAD_MAXSIZE": "50000"})
    fetch = next(fetch for fetch in snapshot.fetches if fetch.url.endswith("/tzgg/"))
    assert fetch.outcome is Outcome.TOO_LARGE


def test_a_page_that_unpacks_beyond_the_limit_is_too_large(tmp_path: Path) -> None:
    bomb = Response(body=gzip.compress(b"x" * 3_000_000), headers=(("Content-Encoding", "gzip"),))
    with served(site(**{"/tzgg/": bomb})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "DOWNLOAD_MAXSIZE": "50000"})
    fetch = next(fetch for fetch in snapshot.fetches if fetch.url.endswith("/tzgg/"))
    assert fetch.outcome is Outcome.TOO_LARGE


def test_a_packed_page_is_read_and_archived_as_what_it_unpacks_to(tmp_path: Path) -> None:
    body = site()["/tzgg/"]
    assert isinstance(body, bytes)
    packed = Response(body=gzip.compress(body), headers=(("Content-Encoding", "gzip"),))
    with served(site(**{"/tzgg/": packed})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    column = next(column for column in snapshot.columns.values() if column.name == "通知公告")
    assert len(column.documents) == 3
    assert column.fetch is not None
    assert read_archived(tmp_path, column.fetch.archive)[2] == body


def test_a_passing_failure_is_tried_once_more_after_everything_else(tmp_path: Path) -> None:
    tries: list[str] = []

    def flaky(_method: str, _target: str, _body: bytes) -> Response:
        tries.append("try")
        return (
            Response(500, body=b"x" * 2000)
            if len(tries) == 1
            else Response(body=article("通知", "2021-01-04"))
        )

    with served(site(**{"/tzgg/1.html": flaky})) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
        targets = serving.logs["site"].targets()
    assert snapshot.state == "complete"
    assert targets[-1] == "/tzgg/1.html"
    assert targets.count("/tzgg/1.html") == 2


def test_a_silent_host_is_left_alone(tmp_path: Path) -> None:
    silent = {f"/c{number}/": Response(hang=True) for number in range(30)}
    links = "".join(f'<a href="/c{number}/">栏目{number}</a>' for number in range(30))
    with served({"/": html(links), **silent}) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "DOWNLOAD_TIMEOUT": "0.3"})
    assert len(serving.logs["site"].requests) < 15
    left = [fetch for fetch in snapshot.fetches if "未再请求" in fetch.detail]
    assert left
    assert {fetch.outcome for fetch in left} == {Outcome.TIMEOUT}


def test_what_the_budget_cut_off_is_recorded(tmp_path: Path) -> None:
    with served(site()) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "ZWGK_PAGES": "3"})
    cut = [fetch for fetch in snapshot.fetches if fetch.outcome is Outcome.OUT_OF_BUDGET]
    assert cut
    assert all(fetch.detail == "页数预算 3 页已用完" for fetch in cut)
    assert snapshot.state == "partial"
    assert "未抓取" in snapshot.notes[0]


def test_a_site_that_is_down_has_failed(tmp_path: Path) -> None:
    with served({}) as (url, _):
        pass
    snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.state == "failed"
    assert [fetch.outcome for fetch in snapshot.fetches] == [Outcome.REFUSED]


def test_gbk_pages_that_declare_something_else(tmp_path: Path) -> None:
    body = site()["/tzgg/1.html"].decode().replace("utf-8", "gb2312").encode("gb18030")
    wrong = Response(content_type="text/html; charset=iso-8859-1", body=body)
    with served(site(**{"/tzgg/1.html": wrong})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    document = next(
        found for key, found in snapshot.documents.items() if key.endswith("/tzgg/1.html")
    )
    assert document.title == "关于开展春季植树活动的通知公告"


def test_search_words_are_sent_in_the_pages_own_charset(tmp_path: Path) -> None:
    asked: list[str] = []

    def search(_method: str, target: str, _body: bytes) -> Response:
        asked.append(target)
        return Response(body=html("无结果"))

    home = '<meta charset="gb2312"><title>某县人民政府</title><form action="/search"><input name="q"></form>'
    home += NAV + "<p>某县人民政府欢迎您</p>"
    answer = Response(content_type="text/html", body=home.encode("gb18030"))
    with served(site(**{"/": answer, "/search": search})) as (url, _):
        crawl_one(url, tmp_path)
    assert asked == ["/search?q=%D5%FE%B8%AE%D0%C5%CF%A2%B9%AB%BF%AA"]


def test_a_list_in_a_feed_falls_back_to_the_other_request(tmp_path: Path) -> None:
    def record(number: int) -> str:
        day = f"2020-{12 - number // 3:02d}-{28 - number % 3:02d}"
        return (
            f'<record><![CDATA[<li><a href="/art/2020/1/1/art_9_{number}.html" title="关于第{number}号事项的通知">'
            f"关于第{number}号事项的通知</a><span>{day}</span></li>]]></record>"
        )

    island = (
        '<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&appid=1'
        '&webid=39&columnid=9&unitid=5">]]></nextgroup><recordset>'
        + "".join(record(number) for number in range(5))
        + "</recordset></datastore></script><script>var perPage = 5; var totalRecord = 9;</script>"
    )

    def proxy(method: str, target: str, body: bytes) -> Response:
        if method != "POST" or "startrecord=6" not in target or b"unitid=5" not in body:
            return Response(405)
        records = "".join(record(number) for number in range(5, 9))
        xml = f"<datastore><totalrecord>9</totalrecord><recordset>{records}</recordset></datastore>"
        return Response(content_type="text/xml; charset=utf-8", body=xml.encode())

    pages = site(
        **{
            "/col/col9/index.html": html(island, "通知公告"),
            "/module/web/jpage/dataproxy.jsp": proxy,
        }
    )
    pages["/"] = html('<a href="/col/col9/index.html">通知公告</a>')
    for number in range(9):
        pages[f"/art/2020/1/1/art_9_{number}.html"] = article(
            f"关于第{number}号事项的通知", "2020-12-01"
        )
    with served(pages) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    column = snapshot.columns[f"{url}col/col9/index.html"]
    assert (column.rows_read, column.stated_total, column.complete) == (9, 9, True)
    assert len(column.documents) == 9
    assert [fetch.role for fetch in snapshot.fetches].count(Role.LIST) == 2


FOREIGN = "http://zwgk.city.gov.cn/"


def test_a_platform_on_another_host_is_recorded_and_not_asked_for(tmp_path: Path) -> None:
    home = html(
        f'<a href="{FOREIGN}x/">政府信息公开</a> <a href="/tzgg/">通知公告</a> <a href="{FOREIGN}z/">政策文件</a>'
    )
    with served(site(**{"/": home})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    [column] = [fetch for fetch in snapshot.fetches if fetch.outcome is Outcome.OFF_SITE]
    assert (column.url, column.anchor, column.role) == (f"{FOREIGN}x/", "政府信息公开", Role.COLUMN)
    assert "zwgk.city.gov.cn" in column.detail
    assert "hosts" in column.detail
    # 政策文件 of another government's domain is that government's.
    assert not [fetch for fetch in snapshot.fetches if fetch.anchor == "政策文件"]
    assert snapshot.state == "partial"


def test_somebody_elses_platform_beside_the_sites_own_is_nothing(tmp_path: Path) -> None:
    home = html(NAV + f'<a href="{FOREIGN}">政府信息公开</a>')
    with served(site(**{"/": home})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.state == "complete"


def test_a_homepage_that_leads_to_another_host_was_not_read(tmp_path: Path) -> None:
    with served({"/": Response(302, headers=(("Location", FOREIGN),))}) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.state == "failed"
    assert snapshot.homepage is not None
    assert snapshot.homepage.fetch.outcome is Outcome.OFF_SITE
    assert "zwgk.city.gov.cn" in snapshot.homepage.fetch.detail


HEAD_SCRIPT = """
document.write('<div class="menu"><a href="/zwgk/">政府信息公开</a> <a href=\\"/tzgg/\\">\\u901a\\u77e5公告</a></div>');
"""


def test_a_head_written_by_a_script_belongs_to_the_homepage(tmp_path: Path) -> None:
    script = Response(content_type="application/javascript", body=HEAD_SCRIPT.encode())
    home = html(
        '<script src="/script/0/head.js"></script><p>某县人民政府欢迎您</p>'
        + rows({"/n.html": ("某县召开春季农业工作会议", "2021-04-01")})
    )
    pages = site(
        **{
            "/": home,
            "/script/0/head.js": script,
            "/n.html": article("某县召开春季农业工作会议", "2021-04-01"),
        }
    )
    with served(pages) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.state == "complete"
    assert snapshot.homepage is not None
    assert {link.text for link in snapshot.homepage.links} >= {"政府信息公开", "通知公告"}
    assert "政府信息公开" in snapshot.homepage.text
    assert {column.name for column in snapshot.columns.values() if column.on_homepage} == {
        "政府信息公开",
        "通知公告",
    }


def test_a_frame_belongs_to_the_homepage(tmp_path: Path) -> None:
    home = html('<iframe src="/menu.html"></iframe><p>某县人民政府欢迎您</p><p>今日要闻</p>')
    with served(site(**{"/": home, "/menu.html": html(NAV)})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path)
    assert snapshot.homepage is not None
    assert snapshot.homepage.frames == ()
    assert {column.name for column in snapshot.columns.values()} >= {"政府信息公开", "通知公告"}


def test_a_homepage_of_frames_is_what_they_show_together(tmp_path: Path) -> None:
    outer = (
        '<html><frameset rows="90,*"><frame src="/top.asp"><frame src="/in.asp"></frameset></html>'
    )
    inner = '<html><frameset cols="200,*"><frame src="/left.asp"><frame src="/main.asp"></frameset></html>'
    pages = site(
        **{
            "/": outer.encode(),
            "/top.asp": html(
                '<form action="/search"><input type="text" name="q"></form>某县人民政府'
            ),
            "/in.asp": inner.encode(),
            "/left.asp": html(NAV),
            "/main.asp": html("<p>某县人民政府欢迎您</p>"),
        }
    )
    with served(pages) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
    home = snapshot.homepage
    assert home is not None
    assert home.frames == ()
    assert "某县人民政府欢迎您" in home.text
    assert home.search is not None
    assert (home.search.outcome, home.search.hits) == (Outcome.OK, 1)
    assert {column.name for column in snapshot.columns.values()} >= {"政府信息公开", "通知公告"}
    asked = serving.logs["site"].targets()
    assert len(asked) == len(set(asked))


def test_frames_without_end_are_left(tmp_path: Path) -> None:
    def frame(_method: str, target: str, _body: bytes) -> Response:
        return Response(body=html(f'<iframe src="/f?n={int(target[-1]) + 1}"></iframe>'))

    home = html('<iframe src="/f?n=1"></iframe>' + NAV)
    with served(site(**{"/": home, "/f": frame})) as (url, serving):
        crawl_one(url, tmp_path)
    asked = serving.logs["site"].targets()
    assert [path for path in asked if path.startswith("/f")] == ["/f?n=1", "/f?n=2", "/f?n=3"]


def test_how_a_form_is_sent() -> None:
    page = Entry("http://a.example/", Role.LIST, 10, form="__EVENTTARGET=pager")
    assert form_type(page) == "application/x-www-form-urlencoded"
    feed = Entry("http://a.example/", Role.LIST, 10, form="page=2", feed="jcms")
    assert form_type(feed) == "application/x-www-form-urlencoded; charset=UTF-8"
    json = Entry("http://a.example/", Role.LIST, 10, form='{"page": 2}', feed="jpaas")
    assert form_type(json) == "application/json;charset=UTF-8"


def test_a_part_that_did_not_answer_leaves_the_homepage_unread_in_part(tmp_path: Path) -> None:
    home = html('<script src="/js/header.js"></script><p>某县人民政府欢迎您</p>' + NAV)
    with served(site(**{"/": home, "/js/header.js": Response(hang=True)})) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "DOWNLOAD_TIMEOUT": "0.4"})
    assert snapshot.homepage is not None
    assert snapshot.homepage.fetch.outcome is Outcome.OK
    assert snapshot.homepage.frames == (f"{url}js/header.js",)
    assert snapshot.state == "partial"


def test_a_homepage_that_answers_only_under_the_other_scheme(tmp_path: Path) -> None:
    with served(site()) as (url, _):
        snapshot, _ = crawl_one(url.replace("http://", "https://"), tmp_path)
    assert snapshot.homepage is not None
    assert snapshot.homepage.fetch.outcome is Outcome.OK
    assert snapshot.homepage.url == url
    assert "通知公告" in {column.name for column in snapshot.columns.values()}


def test_a_list_that_answers_every_page_number_with_its_last_page_ends(tmp_path: Path) -> None:
    def listed(_method: str, target: str, _body: bytes) -> Response:
        number = int(target.partition("page=")[2] or 1)
        first = min(number, 3) * 10
        entries = {
            f"/n/{n}.html": (f"关于第{n}号工程进展情况的通报", "2020-12-01")
            for n in range(first, first + 10)
        }
        return Response(
            body=html(rows(entries) + f'<a href="/list?page={number + 1}">下一页</a>', "通知公告")
        )

    pages = {"/": html('<a href="/list">通知公告</a>'), "/list": listed}
    pages |= {
        f"/n/{n}.html": article(f"关于第{n}号工程进展情况的通报", "2020-12-01")
        for n in range(10, 40)
    }
    with served(pages) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path)
    asked = [target for target in serving.logs["site"].targets() if target.startswith("/list")]
    assert asked == ["/list", "/list?page=2", "/list?page=3", "/list?page=4"]
    [column] = [column for column in snapshot.columns.values() if column.name == "通知公告"]
    assert (len(column.documents), column.rows_read, column.complete) == (30, 30, True)


def test_a_contact_goes_into_the_user_agent(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        crawl_one(url, tmp_path, {**QUICK, "ZWGK_CONTACT": "office@example.org"})
        agents = {record.user_agent for record in serving.logs["site"].requests}
    [agent] = agents
    assert agent.startswith("zwgk/")
    assert agent.endswith("contact: office@example.org")

"""Script shells read with a real Chromium: what they show is read, and what they may reach is the site's own alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.plan import SitePlan
from crawler.run import crawl_sites
from crawler.snapshot.archive import read_archived
from crawler.snapshot.facts import Fetch, Outcome, SiteSnapshot
from crawler.snapshot.reader import read_site
from crawler.snapshot.schema import open_store
from demo.server import Response, SiteLog, serve
from tests.crawler.browser.chromium import needs_chromium
from tests.crawler.serving import PLAN, QUICK, Pages, article, html, rows

pytestmark = needs_chromium

SHELL = html(
    '<div id="app"></div><script src="/app.js"></script>',
    head='<link rel="stylesheet" href="/x.css">',
)
# What a page is made of comes from /api and its own path, as in any application of one page.
APP = """
let menu;
const show = html => { document.getElementById('app').innerHTML = menu + html; };
const read = response => { if (!response.ok) throw Error(response.status); return response.json(); };
fetch('/api/menu').then(read).then(found => { menu = found.html; })
  .then(() => fetch('/api' + location.pathname, {method: 'POST', body: 'page=1'}))
  .then(read).then(found => show(found.html)).catch(() => { document.body.innerHTML = '<div id="app"></div>'; });
"""
COLUMNS = {
    "/": "首页",
    "/zcwj/": "政策文件",
    "/tzgg/": "通知公告",
    "/nsjg/": "内设机构",
    "/zwgk/": "政府信息公开",
}
MENU = "".join(f'<a href="{url}">{name}</a>' for url, name in COLUMNS.items())
NEWS = {f"/n{n}.html": (f"县领导调研第{n}号重点项目建设情况", f"2021-03-0{n}") for n in (1, 2, 3)}
DOCUMENTS = {f"/{n}.html": (f"关于印发第{n}号工作方案的通知", f"2021-0{n}-12") for n in (1, 2, 3)}
BUTTONS = '<ul class="el-pager"><li class="number active">1</li><li class="number">2</li></ul>'
CLICKED = "".join(
    f'<li onclick="go({n})">关于第{n}号事项的公告<span>2021-02-0{n}</span></li>'
    for n in range(1, 9)
)
ROUTES = "".join(f'<a href="#/column/{n}">栏目之{n}</a>' for n in range(9))


def data(value: object) -> Response:
    return Response(content_type="application/json", body=json.dumps(value).encode())


def shown(body: str) -> Response:
    return data({"html": body})


def posted(body: str) -> object:
    def respond(method: str, _target: str, sent: bytes) -> Response:
        return shown(body) if (method, sent) == ("POST", b"page=1") else Response(405)

    return respond


def script(code: str) -> bytes:
    return html(f'<div id="app"></div><script>{code}</script>')


GOOD: dict[str, object] = {
    **dict.fromkeys(("/", "/zcwj/", "/tzgg/", "/nsjg/", "/zwgk/"), SHELL),
    "/app.js": Response(content_type="text/javascript", body=APP.encode()),
    "/api/menu": shown(MENU),
    "/api/": posted(rows(NEWS)),
    "/api/zcwj/": posted(rows(DOCUMENTS)),
    "/api/tzgg/": posted(rows(dict(list(DOCUMENTS.items())[:2])) + BUTTONS),
    "/api/nsjg/": posted(f"<ul>{CLICKED}</ul>"),
    "/api/zwgk/": posted(ROUTES),
    **{url: article(title, day) for url, (title, day) in (DOCUMENTS | NEWS).items()},
}


def links(*names: str) -> bytes:
    return html("".join(f'<a href="/{name}/">{name} 栏目</a>' for name in names))


def bad(other: str) -> dict[str, object]:
    reach = f"""
      for (const tag of ['img', 'iframe', 'script', 'embed']) {{
        const part = document.createElement(tag); part.src = '{other}' + tag; document.body.append(part); }}
      new WebSocket('{other}'.replace('http', 'ws') + 'socket'); navigator.sendBeacon('{other}beacon', 'x');
      fetch('{other}list').then(found => found.text()).then(text => document.body.append(text.repeat(99)));
      fetch('/moved').then(found => found.text()).then(text => document.body.append(text.repeat(99)));"""
    return {
        "/": links("empty", "reach", "away", "failing"),
        "/empty/": script("window.started = true;"),
        "/reach/": script(reach),
        "/away/": script("setTimeout(() => { location.href = '/landed/'; }, 100);"),
        "/landed/": html(rows(NEWS)),
        "/failing/": script(
            "fetch('/broken').then(found => document.body.append(String(found.status).repeat(99)));"
        ),
        "/broken": Response(500),
        "/moved": Response(302, headers=(("Location", f"{other}moved"),)),
    }


LISTED = f"document.getElementById('app').innerHTML = `{rows(DOCUMENTS)}`;"
WORSE: dict[str, object] = {
    "/": links("loop", "dialogs", "forbidden"),
    "/robots.txt": Response(
        content_type="text/plain", body=b"User-agent: *\nDisallow: /private/\n"
    ),
    "/loop/": script("setTimeout(() => { while (true) {} }, 100);"),
    "/dialogs/": script(
        "alert(1); confirm(2); prompt(3); print(); window.open('/opened/');"
        f"onbeforeunload = () => 'stay'; setTimeout(() => {{ {LISTED} }}, 100);"
    ),
    "/forbidden/": script(
        "fetch('/private/list').then(found => found.text()).then(text => document.write(text));"
    ),
    "/private/list": Response(body=b"<p>never</p>" * 99),
    **{url: article(title, day) for url, (title, day) in DOCUMENTS.items()},
}


@dataclass
class Crawled:
    """Sites as crawled with a browser, the good one without it before, and what that had asked for."""

    root: Path
    without: SiteSnapshot
    before: list[str]
    sites: dict[str, SiteSnapshot]
    logs: dict[str, SiteLog]

    def fetched(self, name: str, path: str) -> Fetch:
        fetches = self.sites[name].fetches
        return next(fetch for fetch in fetches if urlsplit(fetch.url).path == path)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    root = tmp_path_factory.mktemp("browser")
    engine = open_store(f"sqlite:///{root / 'zwgk.sqlite'}", create=True)
    applications = {
        "good": Pages(GOOD),
        "bad": Pages(),
        "worse": Pages(WORSE),
        "other": Pages({"/list": b"never"}),
    }
    with serve(applications) as serving:
        applications["bad"].pages = bad(serving.urls["other"])
        urls = {name: serving.urls[name] for name in ("good", "bad", "worse")}
        jobs = [
            (SitePlan(name, name, url, (urlsplit(url).netloc,)), PLAN) for name, url in urls.items()
        ]
        [plain] = crawl_sites(jobs[:1], engine, root, QUICK)
        without = read_site(engine, plain.crawl_id)
        before = serving.logs["good"].targets()
        browser = {**QUICK, "ZWGK_BROWSER": "True", "ZWGK_BROWSER_SECONDS": "16"}
        ends = crawl_sites(jobs, engine, root, browser)
        sites = {end.site_id: read_site(engine, end.crawl_id) for end in ends}
        yield Crawled(root, without, before, sites, serving.logs)
    engine.dispose()


def test_without_a_browser_a_shell_is_unread_and_says_what_would_help(crawled: Crawled) -> None:
    [home] = crawled.without.fetches
    assert (home.outcome, crawled.without.state) == (Outcome.SCRIPT_SHELL, "failed")
    assert "--browser" in home.detail
    assert crawled.without.settings["ZWGK_BROWSER"] is False


def test_a_finished_crawl_goes_on_from_its_shells_once_there_is_a_browser(crawled: Crawled) -> None:
    assert crawled.before == ["/robots.txt", "/"]
    assert crawled.sites["good"].state == "partial"
    assert "Chrom" in str(crawled.sites["good"].settings["ZWGK_BROWSER"])


def test_what_scripts_fill_is_read_like_any_page(crawled: Crawled) -> None:
    column = next(
        each for each in crawled.sites["good"].columns.values() if each.name == "政策文件"
    )
    assert [document.title for document in column.documents] == [
        title for title, _ in reversed(DOCUMENTS.values())
    ]
    assert column.complete
    assert all(crawled.fetched("good", url).outcome is Outcome.OK for url in DOCUMENTS)


def test_what_stands_behind_buttons_is_never_called_missing(crawled: Crawled) -> None:
    columns = {each.name: each for each in crawled.sites["good"].columns.values()}
    assert len(columns["通知公告"].documents) == 2
    assert not columns["通知公告"].complete
    assert crawled.fetched("good", "/nsjg/").outcome is Outcome.OK
    assert not columns["内设机构"].complete
    routes = crawled.fetched("good", "/zwgk/")
    assert (routes.outcome, "#/…" in routes.detail) == (Outcome.SCRIPT_SHELL, True)


def test_the_requests_of_a_page_are_as_polite_as_its_own(crawled: Crawled) -> None:
    for name in ("good", "bad", "worse"):
        log = crawled.logs[name]
        assert log.most_at_once() == 1
        assert all(record.user_agent.startswith("zwgk/") for record in log.requests)
    asked = crawled.logs["good"].targets()
    assert [asked.count(target) for target in ("/app.js", "/api/menu")] == [1, 1]
    assert asked.count("/zcwj/") == 2  # as a page, then as a shell to be filled
    assert "/x.css" not in asked
    assert "/private/list" not in crawled.logs["worse"].targets()
    assert "robots.txt" in crawled.fetched("worse", "/forbidden/").detail


def test_the_archive_keeps_what_was_sent_and_what_became_of_it(crawled: Crawled) -> None:
    place = crawled.fetched("good", "/zcwj/").archive
    _url, status, body = read_archived(crawled.root, place)
    assert (status, DOCUMENTS["/1.html"][0] in body.decode()) == (200, True)
    kept: dict[str, dict[str, bytes]] = {}
    sources: dict[str, str] = {}
    for path in sorted((crawled.root / "archive" / "good").glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                url = urlsplit(record.rec_headers.get_header("WARC-Target-URI") or "").path
                sources[record.rec_headers.get_header("WARC-Record-ID")] = record.rec_type
                if record.rec_type == "conversion":
                    assert sources[record.rec_headers.get_header("WARC-Refers-To")] == "response"
                kept.setdefault(record.rec_type, {})[url] = record.content_stream().read()
    assert kept["conversion"]["/zcwj/"] == body
    assert kept["response"]["/zcwj/"] == SHELL
    assert json.loads(kept["response"]["/api/zcwj/"])["html"] == rows(DOCUMENTS)


def test_an_empty_page_stays_a_shell(crawled: Crawled) -> None:
    empty = crawled.fetched("bad", "/empty/")
    assert (empty.outcome, empty.detail) == (Outcome.SCRIPT_SHELL, "浏览器打开后仍为空")
    assert b"window.started" in read_archived(crawled.root, empty.archive)[2]


def test_a_page_whose_data_failed_says_so(crawled: Crawled) -> None:
    failing = crawled.fetched("bad", "/failing/")
    assert failing.outcome is Outcome.SCRIPT_SHELL
    assert failing.detail.endswith("/broken 未取到（HTTP 500）")


def test_a_page_reaches_no_host_but_its_own(crawled: Crawled) -> None:
    reached = crawled.fetched("bad", "/reach/")
    assert crawled.logs["other"].requests == []
    assert reached.outcome is Outcome.SCRIPT_SHELL
    assert "不在网站清单的 hosts 中" in reached.detail
    assert "/moved" in crawled.logs["bad"].targets()


def test_a_page_that_moves_away_is_a_redirect(crawled: Crawled) -> None:
    assert crawled.fetched("bad", "/away/").final_url.endswith("/landed/")
    assert crawled.fetched("bad", "/landed/").outcome is Outcome.OK


def test_a_page_that_never_lets_go_is_left(crawled: Crawled) -> None:
    loop = crawled.fetched("worse", "/loop/")
    assert loop.outcome is Outcome.SCRIPT_SHELL
    assert "长时间不响应" in loop.detail


def test_dialogs_and_windows_do_not_stop_a_page(crawled: Crawled) -> None:
    assert crawled.fetched("worse", "/dialogs/").outcome is Outcome.OK
    assert "/opened/" not in crawled.logs["worse"].targets()

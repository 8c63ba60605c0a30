"""Small sites for tests of the crawl: pages by path, served on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from crawler.plan import CrawlPlan, SitePlan
from crawler.run import CrawlEnd, crawl_sites
from crawler.snapshot.facts import SiteSnapshot
from crawler.snapshot.reader import read_site
from crawler.snapshot.schema import open_store
from demo.server import Response, Serving, serve

PLAN = CrawlPlan(
    since=date(2020, 1, 1),
    until=date(2021, 4, 15),
    wanted=frozenset({"政府信息公开", "通知公告", "政策文件"}),
    standing=frozenset({"政府信息公开指南", "政府信息公开年报"}),
    sampled=frozenset({"新闻中心", "要闻"}),
    platform=frozenset({"政府信息公开", "依申请公开"}),
)
QUICK = {"DOWNLOAD_DELAY": "0", "DOWNLOAD_TIMEOUT": "3"}


def html(body: str, title: str = "某县人民政府", head: str = "") -> bytes:
    """A whole page in UTF-8."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def article(title: str, day: str, text: str = "") -> bytes:
    """A document's page."""
    words = text or "现将有关事项通知如下，请各单位认真贯彻执行，确保各项工作落到实处。" * 5
    return html(
        f'<h1>{title}</h1><div>发布日期：{day} 来源：某县人民政府办公室</div><div class="TRS_Editor"><p>{words}</p></div>',
        title,
    )


def rows(entries: Mapping[str, tuple[str, str]]) -> str:
    """A list: URL -> (title, day)."""
    return (
        "<ul>"
        + "".join(
            f'<li><a href="{url}">{title}</a><span>{day}</span></li>'
            for url, (title, day) in entries.items()
        )
        + "</ul>"
    )


@dataclass
class Pages:
    """Answers by path: bytes (a 200 page), a Response, or a function of method, target and body."""

    pages: dict[str, bytes | Response | Callable[[str, str, bytes], Response]] = field(
        default_factory=dict
    )
    down: bool = False

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """The answer to one request; 404 for what is not there."""
        found = self.pages.get(target, self.pages.get(target.partition("?")[0]))
        if found is None:
            return Response(404, body=html("<p>404</p>", "404 Not Found"))
        if isinstance(found, bytes):
            return Response(body=found)
        if isinstance(found, Response):
            return found
        return found(method, target, body)


@contextmanager
def served(pages: Mapping[str, object]) -> Iterator[tuple[str, Serving]]:
    """Serve one site; gives its base URL and the server."""
    with serve({"site": Pages(dict(pages))}) as serving:
        yield serving.urls["site"], serving


def crawl_one(
    url: str,
    root: Path,
    settings: Mapping[str, str] = QUICK,
    plan: CrawlPlan = PLAN,
    **site: object,
) -> tuple[SiteSnapshot, CrawlEnd]:
    """Crawl one site into `root` and read its snapshot."""
    engine = open_store(f"sqlite:///{root / 'zwgk.sqlite'}", create=True)
    planned = SitePlan("site", "某县人民政府", url, **{"hosts": (url.split("/")[2],), **site})
    [end] = crawl_sites([(planned, plan)], engine, root, settings)
    snapshot = read_site(engine, end.crawl_id)
    engine.dispose()
    return snapshot, end

"""Evidence pages in a real Chromium, opened from disk: nothing of a hostile page runs or is asked for, and the marked
words come into view by click, key and link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.render import render
from tests.crawler.browser.chromium import needs_chromium
from tests.reports.archived import Archive, page_path
from tests.reports.hostile_pages import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

FILLER = "<p>其他内容的一段文字</p>" * 120
LONG = f"<h1>政府开放日公告</h1>{FILLER}<p>报名电话见附件</p>{FILLER}<p>结尾一句话</p>"


@dataclass
class Watched:
    """A page of the browser, and what it asked for, said and opened."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        self.page.goto(path.resolve().as_uri())
        self.page.wait_for_timeout(80)

    @property
    def outside(self) -> list[str]:
        return [url for url in self.asked if not url.startswith("file:")]


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    watched = Watched(page)

    def see(route: Any) -> None:
        watched.asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", see)
    context.on("page", lambda opened: watched.said.append(f"opened {opened.url}"))
    page.on("dialog", lambda dialog: (watched.said.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: watched.said.append(str(error)))
    page.on("console", lambda message: watched.said.append(message.text))
    yield watched
    context.close()


def test_nothing_of_hostile_pages_runs_or_is_asked_for(tmp_path: Path, watched: Watched) -> None:
    archive = Archive(tmp_path)
    pages = {name: archive.add(body, "关于印发办法的通知") for name, body in HOSTILE.items()}
    folder = render(archive.results(), tmp_path, tmp_path).folder
    # All copies at once and without the sandbox: they have to be harmless by themselves.
    copies = {
        name: page_path(folder, digest, "copy.html").as_uri() for name, digest in pages.items()
    }
    frames = "".join(f'<iframe name="{name}" src="{url}"></iframe>' for name, url in copies.items())
    everything = tmp_path / "everything.html"
    everything.write_text(f"<title>all</title>{frames}", encoding="utf-8")
    watched.open(everything)
    for name, url in copies.items():
        frame = watched.page.frame(name)
        assert frame is not None
        assert frame.url == url, name
        assert frame.title().startswith("存档副本"), name
        assert frame.locator("#q1").is_visible(), name
    assert watched.page.url == everything.as_uri()
    assert watched.page.title() == "all"
    assert (watched.said, watched.outside) == ([], [])
    for name in ("breaking_out", "own_marks"):
        watched.open(page_path(folder, pages[name]))
        frame = watched.page.frames[1]
        assert frame.url == f"{copies[name]}#q1"
        assert frame.locator("#q1").inner_text().startswith("关于印发")
    assert (watched.said, watched.outside) == ([], [])


def test_a_script_in_the_copy_would_not_run_even_if_it_were_let_through(
    tmp_path: Path, watched: Watched
) -> None:
    archive = Archive(tmp_path)
    digest = archive.add(LONG, "政府开放日公告")
    folder = render(archive.results(), tmp_path, tmp_path).folder
    copy = page_path(folder, digest, "copy.html")
    bad = (
        "<body><script>document.title='ran'</script><img src='http://evil.example/x.png'>"
        "<img src=x onerror=\"document.title='ran'\"><iframe src='http://evil.example/'></iframe>"
        "<style>@import url(http://evil.example/a.css);p{background:url(http://evil.example/b.png)}</style>"
        "<meta http-equiv=refresh content='0;url=http://evil.example/'>"
    )
    text = copy.read_text(encoding="utf-8").replace("<body>", bad)
    copy.write_text(text, encoding="utf-8")
    watched.open(page_path(folder, digest))
    assert watched.page.frames[1].title() != "ran"
    assert watched.outside == []
    assert watched.page.url == page_path(folder, digest).as_uri()


def test_the_marked_words_come_into_view(tmp_path: Path, watched: Watched) -> None:
    archive = Archive(tmp_path)
    digest = archive.add(LONG, "政府开放日公告", "报名电话见附件", "结尾一句话", "从未写过的话")
    folder = render(archive.results(), tmp_path, tmp_path).folder
    watched.open(page_path(folder, digest))
    page = watched.page

    def in_view() -> list[str]:
        page.wait_for_timeout(120)
        return page.frames[1].evaluate(
            "[...document.querySelectorAll('mark')].filter(m => { const b = m.getBoundingClientRect();"
            " return b.top >= 0 && b.bottom <= innerHeight; }).map(m => m.textContent)"
        )

    assert in_view() == ["政府开放日公告"]
    page.keyboard.press("j")
    assert in_view() == ["报名电话见附件"]
    page.keyboard.press("j")
    assert in_view() == ["结尾一句话"]
    page.keyboard.press("j")  # round
    assert in_view() == ["政府开放日公告"]
    page.keyboard.press("k")
    assert in_view() == ["结尾一句话"]
    page.get_by_text("报名电话见附件", exact=True).click()
    assert in_view() == ["报名电话见附件"]
    assert page.locator("[data-jump][aria-current]").inner_text() == "报名电话见附件"
    assert page.locator("[data-where]").inner_text() == "现在是第 2 / 3 处。"
    assert "没有逐字找到" in page.locator(".quotes ol > li").nth(3).inner_text()
    assert watched.said == []


def test_they_stay_in_view_however_wide_the_page_becomes(tmp_path: Path, watched: Watched) -> None:
    archive = Archive(tmp_path)
    long = "".join(f"<p>{'前面的话' * 40}</p>" for _ in range(30))
    digest = archive.add(f"{long}<p>引用的一句话</p>{long}", "引用的一句话")
    watched.open(page_path(render(archive.results(), tmp_path, tmp_path).folder, digest))
    page = watched.page
    for width in (390, 1000, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        top = page.frames[1].evaluate("document.querySelector('mark').getBoundingClientRect().top")
        assert 0 <= top < 600, width


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_nothing_is_wider_than_the_screen(tmp_path: Path, watched: Watched, width: int) -> None:
    archive = Archive(tmp_path)
    long = "长" * 400 + "x" * 400
    url = f"http://www.qingshi.example/{'a' * 800}"
    digest = archive.add(
        f"<title>{long}</title><p>{long}</p><table><tr><td>{long}</table>", long, url=url
    )
    folder = render(archive.results(), tmp_path, tmp_path).folder
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.open(page_path(folder, digest))
    for frame in watched.page.frames:
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")

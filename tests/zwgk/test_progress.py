"""What a person sees while a crawl runs: a line now and then in a log, a live table in a terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import cast

import pytest
from rich.console import Console

from crawler.site_crawl import SiteCrawl
from zwgk import progress
from zwgk.progress import CrawlProgress


@dataclass
class Site:
    """A site's name and id."""

    id: str
    name: str


@dataclass
class Crawl:
    """As much of a running crawl as is shown."""

    site: Site
    pages: int = 0
    finished: bool = False
    frontier: list[int] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)


def tell(shown: CrawlProgress, crawl: Crawl) -> None:
    """Report a crawl's standing."""
    shown.site(cast(SiteCrawl, crawl))


def console(terminal: bool) -> tuple[Console, io.StringIO]:
    """A console and what it shows."""
    file = io.StringIO()
    return Console(file=file, force_terminal=terminal, soft_wrap=True, width=120), file


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(progress.time, "monotonic", lambda: self.now)


def test_a_finished_site_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, file = console(terminal=False)
    with CrawlProgress(shown, 2) as told:
        tell(told, Crawl(Site("a", "甲县"), 12, finished=True, outcomes={"ok": 10, "not_found": 2}))
        tell(
            told,
            Crawl(
                Site("b", "乙县"),
                3,
                finished=True,
                outcomes={"ok": 1, "timeout": 1, "http_error": 1},
            ),
        )
    assert file.getvalue().splitlines() == [
        "[1/2] 甲县：12 次请求",
        "[2/2] 乙县：3 次请求，2 次未取得",
    ]


def test_a_finished_site_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, file = console(terminal=False)
    crawl = Crawl(Site("a", "甲县"), 12, finished=True)
    with CrawlProgress(shown, 1) as told:
        tell(told, crawl)
        tell(told, crawl)
    assert file.getvalue().splitlines() == ["[1/1] 甲县：12 次请求"]


def test_without_a_terminal_a_line_comes_only_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    shown, file = console(terminal=False)
    with CrawlProgress(shown, 1) as told:
        crawl = Crawl(Site("a", "甲县"), frontier=[1, 2, 3])
        for second in range(25):
            clock.now += 1
            crawl.pages = second
            tell(told, crawl)
    lines = file.getvalue().splitlines()
    assert len(lines) == 2
    assert lines[0] == "抓取中：已完成 0/1 个网站；甲县 已取 10 次，待取 3 次"


def test_a_terminal_shows_each_site_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, file = console(terminal=True)
    with CrawlProgress(shown, 1) as told:
        tell(told, Crawl(Site("a", "甲县"), 2, frontier=[1, 2], outcomes={"ok": 1, "timeout": 1}))
        told._live.refresh()
        assert "甲县" in file.getvalue()
        assert "2/4" in file.getvalue()
        assert "未取得 1" in file.getvalue()
        tell(told, Crawl(Site("a", "甲县"), 4, finished=True, outcomes={"ok": 4}))
    assert "[1/1] 甲县：4 次请求" in file.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_hostile_name_is_shown_as_words(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    shown, file = console(terminal)
    with CrawlProgress(shown, 1) as told:
        crawl = Crawl(Site("a", "[bold]甲[/bold]\x1b]0;owned\x07\u202e{0}%s[/]\n县"))
        clock.now += 60
        tell(told, crawl)
        if told._live is not None:
            told._live.refresh()
        crawl.finished = True
        tell(told, crawl)
    said = file.getvalue()
    assert "[bold]甲[/bold]" in said
    assert "{0}%s[/] 县" in said
    assert "\x07" not in said
    assert "\u202e" not in said
    assert "\x1b]" not in said


def test_an_error_while_it_runs_restores_the_terminal() -> None:
    shown, _ = console(terminal=True)
    told = CrawlProgress(shown, 1)

    def run() -> None:
        with told:
            tell(told, Crawl(Site("a", "甲县")))
            assert told._live is not None
            assert told._live.live.is_started
            raise RuntimeError

    with pytest.raises(RuntimeError):
        run()
    assert told._live is not None
    assert not told._live.live.is_started

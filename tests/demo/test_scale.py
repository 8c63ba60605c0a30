"""The site for benchmarks: as many pages as asked for, of realistic size, all reachable by plain links."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.scale import ROWS, ScaleSite


def test_plain_links_reach_every_page() -> None:
    site = ScaleSite(pages=300)
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = site.respond("GET", path, b"")
        assert answer.status == 200
        hrefs = re.findall(r'href="([^"]+)"', answer.body.decode())
        waiting += [urljoin(path, href) for href in hrefs if not href.startswith("http")]
    assert seen == set(site.paths())
    assert len(seen) == site.pages


@settings(deadline=None, max_examples=40)
@given(st.integers(11, 30_000))
def test_the_size_is_as_asked(pages: int) -> None:
    site = ScaleSite(pages, body_kb=1)
    assert pages - 5 <= site.pages <= pages
    assert len(set(site.paths())) == site.pages


def test_too_small_a_site_is_refused() -> None:
    with pytest.raises(ValueError, match="至少要有 11 页"):
        ScaleSite(10)


def test_pages_are_of_realistic_size_and_deterministic() -> None:
    site, same = ScaleSite(200), ScaleSite(200)
    sizes = []
    for path in site.paths():
        body = site.respond("GET", path, b"").body
        assert body == same.respond("GET", path, b"").body
        sizes.append(len(body))
    assert min(sizes) > 12_000
    assert max(sizes) < 21_000
    assert (
        len(ScaleSite(20, body_kb=40).respond("GET", site.article_path("tzgg", 0), b"").body)
        > 40_000
    )


def test_lists_have_twenty_rows_and_the_script_pager() -> None:
    site = ScaleSite(300)
    page = site.respond("GET", "/zwgk/tzgg/index_1.html", b"").body.decode()
    assert page.count("<li><span>") == ROWS
    assert re.search(r'createPageHTML\(\d+, 1, "index", "html"\)', page)
    assert "上一页" in page
    assert "下一页" in page


@pytest.mark.parametrize(
    "path",
    [
        "/zwgk/tzgg/index_99.html",
        "/zwgk/other/index.html",
        "/zwgk/tzgg/202104/t20210401_0.html",
        "/x",
    ],
)
def test_what_is_not_there_answers_404(path: str) -> None:
    assert ScaleSite(300).respond("GET", path, b"").status == 404

"""Pages of this machine printed by a real Chromium: tagged, with bookmarks, on A4, and without a network."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pypdfium2
import pytest

from crawler.browser.chromium import BrowserError, find_chromium
from crawler.browser.printing import print_pages
from tests.crawler.browser.chromium import needs_chromium

pytestmark = needs_chromium


def printed(pages: list[Path]) -> dict[str, bytes]:
    """The PDF of each page by the page's name."""
    found: dict[str, bytes] = {}
    print_pages(
        find_chromium(os.environ.get("ZWGK_CHROMIUM", "")),
        pages,
        lambda page, content: found.update({page.name: content}),
    )
    return found


def test_a_page_is_printed_whole_and_reaches_nothing(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        page = tmp_path / "甲县.html"
        page.write_text(
            f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>甲县评分卡</title>'
            '<style>@page { margin: 20mm; @bottom-center { content: "第" counter(page) "页"; } }</style>'
            f'<h1>甲县</h1><h2>失分清单</h2><p>正文</p><img src="http://127.0.0.1:{port}/x">'
            '<h2 style="break-before:page">抓取报告</h2>',
            encoding="utf-8",
        )
        other = tmp_path / "b.html"
        other.write_text("<title>b</title><p>b</p>", encoding="utf-8")
        found = printed([page, other])
        with pytest.raises(TimeoutError):
            listener.accept()
    assert list(found) == ["甲县.html", "b.html"]
    document = pypdfium2.PdfDocument(found["甲县.html"])
    try:
        assert len(document) == 2
        assert [round(side) for side in document[0].get_size()] == [596, 843]
        assert [item.get_title() for item in document.get_toc()] == ["甲县", "失分清单", "抓取报告"]
        assert document.is_tagged()
        text = document[1].get_textpage().get_text_range()
        assert "甲县评分卡" in text
        assert "第2页" in text, "numbers are the page's own matter"
    finally:
        document.close()


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrowserError, match=r"none\.html 打印不成 PDF"):
        printed([tmp_path / "none.html"])

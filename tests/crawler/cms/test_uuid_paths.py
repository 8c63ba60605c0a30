"""Addresses that are long numbers: lists beside the column's page, rows whose address says nothing."""

from __future__ import annotations

import pytest

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN
from crawler.cms.uuid_paths import FAMILY
from tests.crawler.cms.viewing import SITE, rows, view

CHANNEL = "/gongkai/channel_6389a15037599182826341d0/"
HEX = CHANNEL + "doc_6389a15037599182826{:05x}.html"


@pytest.mark.parametrize(
    ("path", "page_no", "pager", "url"),
    [
        (CHANNEL, 1, '<div data-pages="3"></div>', CHANNEL + "index_2.html"),
        (CHANNEL, 1, '<div data-page="1" data-pages="3"></div>', CHANNEL + "index_2.html"),
        (CHANNEL + "index.html", 1, "<script>var pageCount = 3;</script>", CHANNEL + "index_2.html"),
        (CHANNEL, 1, "<p>共 60 条 1/3</p>", CHANNEL + "index_2.html"),
        (CHANNEL + "index_2.html", 2, "共3页", CHANNEL + "index_3.html"),
        (CHANNEL, 1, '<a href="index_2.html">下一页</a>', CHANNEL + "index_2.html"),
        (CHANNEL + "?topSearch=1", 1, "<script>totalPages: 3</script>", CHANNEL + "index_2.html"),
        ("/zfxxgk/columns/0f9f6cdc-69ca-4a72-bd39-66b553cc0674/index.html", 1, "<i totalpage='3'></i>",
         "/zfxxgk/columns/0f9f6cdc-69ca-4a72-bd39-66b553cc0674/index_2.html"),
    ],
)  # fmt: skip
def test_the_next_page_lies_beside_this_one(path: str, page_no: int, pager: str, url: str) -> None:
    page = view(rows(20, 100, HEX) + pager, path, page_no)
    assert family_of(page) is FAMILY
    found = FAMILY.read_list(page)
    assert (found.end, found.next_url) == (MORE, SITE + url)
    assert len(found.rows) == 20


@pytest.mark.parametrize(
    ("path", "page_no", "pager", "end"),
    [
        (CHANNEL + "index_3.html", 3, "共3页", END),
        (CHANNEL, 1, "", END),
        (
            CHANNEL + "index_3.html",
            3,
            "<div class='pagination' data-page='3' data-pages='3' data-total='50'></div>",
            END,
        ),
        (CHANNEL, 1, "<p>共 60 条 首页 下一页 尾页</p>", UNKNOWN),
        (CHANNEL + "list.jsp", 1, "<script>var pageCount = 3;</script>", UNKNOWN),
        (CHANNEL + "index_5.html", 2, "<script>var totalPages = 9;</script>", UNKNOWN),
    ],
)
def test_where_nothing_says_how_it_goes_on(path: str, page_no: int, pager: str, end: str) -> None:
    found = FAMILY.read_list(view(rows(20, 100, HEX) + pager, path, page_no))
    assert (found.end, found.next_url) == (end, "")


@pytest.mark.parametrize(
    "href",
    [
        "/gongkai/channel_c_5f9fa491ab327f36e4c13060_n_1605682651.0101/doc_6593b42151e0885ffbe{:05x}.html",
        "/zwgk/tzgg/art/2020/art_85e3c3c630264fbd9821d09e224{:05x}.html",
        "/columns/a/202006/05/0f9f6cdc-69ca-4a72-bd39-66b553c{:05x}.html",
        "/xwzx/20200603/b83261592788473788f20e95dc2{:05x}.html",
    ],
)
def test_it_is_known_by_where_rows_lead(href: str) -> None:
    assert family_of(view(rows(5, 100, href), "/zwgk/index.html")) is FAMILY


@pytest.mark.parametrize("href", ["/a/{}.html", "/202006/{}.html"])
def test_other_pages_are_not_its_own(href: str) -> None:
    assert family_of(view(rows(5, 100, href), "/zwgk/index.html")).name == "generic"


def test_rows_without_any_date_are_rows() -> None:
    items = "".join(
        f'<li><a href="{CHANNEL}doc_ab{number:x}cdefabcdefabcdefabcde.html">'
        f"关于做好第{number}批临时救助工作有关事项的通知</a></li>"
        for number in range(1, 6)
    )
    found = FAMILY.read_list(view(f"<ul>{items}</ul>", CHANNEL))
    assert [row.day for row in found.rows] == [None] * 5

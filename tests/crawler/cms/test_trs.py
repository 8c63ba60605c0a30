"""TRS WCM: the pager is a script's call or its numbers, and pages count from 0."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cms import families, family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.trs import FAMILY
from tests.crawler.cms.viewing import SITE, rows, view


def listed(
    script: str, path: str = "/tzgg/index.html", page_no: int = 1, count: int = 15
) -> ListPage:
    """The list of a page that ends in this script."""
    page = view(rows(count) + f"<script>{script}</script>", path, page_no)
    assert FAMILY.recognises(page)
    return FAMILY.read_list(page)


@pytest.mark.parametrize(
    "script",
    [
        'createPageHTML(56, 0, "index", "html");',
        "createPageHTML(56,0,'index','html')",
        'createPageHTML( 56 , 0 , "index" , "html" );',
        'createPageHTML("56", "0", "index", "html")',
        'createPageHTML(56, 0, "index", "html", "black", 832)',
        'createPageHTML1(56, 0, "index", "html")',
        "CreatePageHTML(56, 0, 'index', 'html')",
        "createPageHTML\n(56,\n 0, 'index', 'html')",
        "var currentPage = 0; var countPage = 56; document.write('下一页');",
        "var countPage=56\nvar currentPage=0",
        "var countPage = '56', currentPage = '0';",
    ],
)
def test_the_next_page_is_read_off_the_script(script: str) -> None:
    found = listed(script)
    assert (found.end, found.next_url) == (MORE, f"{SITE}/tzgg/index_1.html")
    assert (found.next_feed, found.next_form) == ("", "")
    assert len(found.rows) == 15


@pytest.mark.parametrize(
    ("script", "path", "url"),
    [
        ('createPageHTML(56, 3, "index", "html")', "/tzgg/index_3.html", "/tzgg/index_4.html"),
        ('createPageHTML(56, 0, "index", "shtml")', "/tzgg/", "/tzgg/index_1.shtml"),
        (
            'createPageHTML(56, 0, "gkml-list", "htm")',
            "/tzgg/gkml-list.htm",
            "/tzgg/gkml-list_1.htm",
        ),
        ('createPageHTML(56, 0, "index", "jsp")', "/tzgg/index.jsp", "/tzgg/index_1.jsp"),
        ("countPage=56;currentPage=3;", "/tzgg/index_3.shtml", "/tzgg/index_4.shtml"),
        ("countPage=56;currentPage=0;", "/tzgg/", "/tzgg/index_1.html"),
        ("countPage=56;currentPage=0;", "/tzgg/nlist.htm", "/tzgg/nlist_1.htm"),
        ("countPage=56;currentPage=9;", "/tzgg/my_list_9.html", "/tzgg/my_list_10.html"),
        ("createPageHTML('page_div',9, 1,'index','html',170)", "/tzgg/", "/tzgg/index_2.html"),
        (
            "createPageHTML('page_div',9, 8,'list','shtml')",
            "/tzgg/list_8.shtml",
            "/tzgg/list_9.shtml",
        ),
    ],
)
def test_the_next_pages_name(script: str, path: str, url: str) -> None:
    assert listed(script, path).next_url == SITE + url


@pytest.mark.parametrize(
    "script",
    [
        'createPageHTML(56, 55, "index", "html")',
        'createPageHTML(1, 0, "index", "html")',
        'createPageHTML(0, 0, "index", "html")',
        "countPage=1;currentPage=0;",
        "countPage=4;currentPage=3;",
        "createPageHTML('page_div',9, 9,'index','html',170)",
    ],
)
def test_the_last_page_ends_the_list(script: str) -> None:
    found = listed(script)
    assert (found.end, found.next_url) == (END, "")


@given(st.integers(1, 5000), st.data())
def test_following_the_pager_reads_every_page_once(count: int, data: st.DataObject) -> None:
    current = data.draw(st.integers(0, count - 1))
    found = FAMILY.read_list(
        view(f'<script>createPageHTML({count}, {current}, "index", "html")</script>')
    )
    if current == count - 1:
        assert found.end == END
    else:
        assert found.next_url == f"{SITE}/tzgg/index_{current + 1}.html"


def test_a_stated_total_without_a_pager_leaves_the_list_open() -> None:
    page = view(rows(10) + "<div>共 34 条 1/4</div>")
    found = FAMILY.read_list(page)
    assert (found.total, found.end) == (34, UNKNOWN)


def test_a_stated_total_that_is_all_shown_ends_the_list() -> None:
    found = FAMILY.read_list(view(rows(10) + "<div>共 10 条 1/1 页</div>"))
    assert (found.total, found.end) == (10, END)


def test_a_plain_next_link_is_followed_where_there_is_no_script() -> None:
    found = FAMILY.read_list(view(rows(10) + '<a href="index_1.html">下一页</a>'))
    assert (found.end, found.next_url) == (MORE, f"{SITE}/tzgg/index_1.html")


@pytest.mark.parametrize(
    "body",
    [
        rows(3),
        '<div class="TRS_Editor"><p>正文</p></div>',
        '<div class="trs_editor_view"><p>正文</p></div>',
        '<script>createPageHTML(3, 0, "index", "html")</script>',
        "<script>var countPage = 3</script>",
    ],
)
def test_it_is_known_by_its_marks(body: str) -> None:
    assert family_of(view(body)).name == "trs"


@pytest.mark.parametrize(
    "body", ["<p>关于我们</p>", rows(9, href="/a/{}.html"), "<p>TRS</p>", rows(1)]
)
def test_other_pages_are_not_its_own(body: str) -> None:
    assert family_of(view(body)).name == "generic"


def test_the_families_are_asked_in_order_of_name_the_generic_one_last() -> None:
    names = [family.name for family in families()]
    assert names[-1] == "generic"
    assert names[:-1] == sorted(names[:-1])
    assert {"jcms", "trs"} < set(names)


def test_a_script_of_absurd_numbers_is_no_obstacle() -> None:
    found = listed(f"createPageHTML({'9' * 4000}, 0, 'index', 'html')")
    assert found.end == END

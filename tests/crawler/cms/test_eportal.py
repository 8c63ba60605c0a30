"""eportal: pagers whose links carry their address in `tagname` or in the script's call."""

from __future__ import annotations

import pytest

from crawler.cms import family_of
from crawler.cms.eportal import FAMILY
from crawler.cms.family import END, MORE
from crawler.cms.family import ListRequest as Asked
from tests.crawler.cms.viewing import SITE, rows, view

LIST = rows(20, href="/zwgk/144941/144957/{}/index.html")
HIDDEN = '<input type="hidden" name="article_paging_list_hidden" moduleid="{}" modulekey="k" totalpage="{}">'


def pager(path: str, attribute: str = "tagname") -> str:
    """The pager that the portlet writes."""
    call = f"queryArticleByCondition(this,'{path}')"
    given = f'tagname="{path}"' if attribute == "tagname" else ""
    return f'<a style="cursor:pointer" onclick="{call}" {given}>下一页</a>'


@pytest.mark.parametrize("attribute", ["tagname", "call"])
def test_the_next_page_is_the_links_own_address(attribute: str) -> None:
    page = view(
        LIST + pager("/zwgk/144941/144957/21892-2.html", attribute) + HIDDEN.format(21892, 6),
        "/zwgk/144941/144957/",
    )
    found = family_of(page).read_list(page)
    assert found.end == MORE
    assert (found.next_url, found.next_form, found.next_feed) == (
        f"{SITE}/zwgk/144941/144957/21892-2.html",
        "",
        "",
    )


def test_the_last_page_ends_the_list() -> None:
    body = LIST + '<a class="none">下一页</a>' + HIDDEN.format(21892, 6)
    found = FAMILY.read_list(view(body, "/zwgk/144941/144957/21892-6.html", 6))
    assert (found.end, found.next_url) == (END, "")


def test_a_link_to_the_page_itself_is_no_next_page() -> None:
    found = FAMILY.read_list(view(LIST + pager("/zwgk/21892-6.html"), "/zwgk/21892-6.html", 6))
    assert found.end == END


def test_a_page_without_links_goes_on_by_its_numbers() -> None:
    body = (
        LIST
        + '<input type="hidden" id="eprotalCurrentPageId" value="302275">'
        + HIDDEN.format("9f80", 250)
    )
    found = FAMILY.read_list(view(body, "/customs/302249/index.html"))
    assert (
        found.next_url
        == f"{SITE}/eportal/ui?pageId=302275&currentPage=2&moduleId=9f80&staticRequest=yes"
    )
    later = "/eportal/ui?pageId=302275&currentPage=3&moduleId=9f80&staticRequest=yes"
    found = FAMILY.read_list(view(LIST + HIDDEN.format("9f80", 250), later, 3))
    assert (
        found.next_url
        == f"{SITE}/eportal/ui?pageId=302275&currentPage=4&moduleId=9f80&staticRequest=yes"
    )
    found = FAMILY.read_list(view(LIST + HIDDEN.format("9f80", 3), later, 3))
    assert found.end == END


def test_plain_links_of_the_interface_are_followed() -> None:
    link = '<a href="/eportal/ui?pageId=3499&amp;currentPage=2&amp;moduleId=d1c3">下一页</a>'
    found = FAMILY.read_list(
        view(LIST + link + HIDDEN.format("d1c3", 9), "/eportal/ui?pageId=3499")
    )
    assert found.next_url == f"{SITE}/eportal/ui?pageId=3499&currentPage=2&moduleId=d1c3"


def test_each_list_of_a_page_has_its_own_next_page() -> None:
    body = (
        LIST + pager("/zwgk/a-2.html") + rows(5, 900) + pager("/zwgk/b-2.html") + "共 90 条 1/5 页"
    )
    found = FAMILY.read_list(view(body, "/zwgk/"))
    assert found.next_url == f"{SITE}/zwgk/a-2.html"
    assert found.also == [Asked(f"{SITE}/zwgk/b-2.html")]
    assert found.total is None


@pytest.mark.parametrize(
    "body",
    [
        HIDDEN.format("9f80", "many"),
        HIDDEN.format("../../x", 9),
        HIDDEN.format("9f80", "9" * 4000),
        '<a tagname="javascript:alert(1)">下一页</a>' + HIDDEN.format("", ""),
        '<a tagname="http://[" onclick="">下一页</a>' + HIDDEN.format("", ""),
    ],
)
def test_damaged_pagers_end_the_list(body: str) -> None:
    assert FAMILY.read_list(view(LIST + body, "/zwgk/")).end == END

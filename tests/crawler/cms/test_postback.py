"""ASP.NET's posted-back pagers: what a click would send, and nothing where nothing turns the page."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.postback import FAMILY
from tests.crawler.cms.viewing import SITE, rows, view

STATE = (
    '<div class="aspNetHidden"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />'
    '<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />'
    '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKMTY5+Q==" />'
    '<input type="hidden" name="__EVENTVALIDATION" value="/wEWAgL3" /></div>'
    "<script>var theForm = document.forms['form1'];\nfunction __doPostBack(eventTarget, eventArgument) {\n"
    "  theForm.__EVENTTARGET.value = eventTarget; theForm.submit(); }</script>"
)
LIST = rows(15, href="/Item/{}.aspx")


def page_of(pager: str, other: str = "", page_no: int = 1):
    """A list in a form that keeps its state, as AspNetPager and GridView publish it."""
    form = f'<form name="form1" method="post" action="./List.aspx?cid=12" id="form1">{STATE}{LIST}{other}{pager}</form>'
    return view(form, "/List.aspx?cid=12", page_no)


def listed(pager: str, other: str = "", page_no: int = 1) -> ListPage:
    """The list of such a page, by whichever family reads it."""
    page = page_of(pager, other, page_no)
    return family_of(page).read_list(page)


def sent(found: ListPage) -> dict[str, str]:
    """The fields of the POST for the next page."""
    assert (found.end, found.next_feed) == (MORE, "")
    assert found.next_url == f"{SITE}/List.aspx?cid=12"
    return dict(parse_qsl(found.next_form, keep_blank_values=True))


@pytest.mark.parametrize(
    ("pager", "target", "argument"),
    [
        ("<a href=\"javascript:__doPostBack('ctl00$Pager','2')\">下一页</a>", "ctl00$Pager", "2"),
        ('<a href="javascript:__doPostBack(&#39;p&#39;,&#39;2&#39;)">下页</a>', "p", "2"),
        (
            "<a href=\"javascript:__doPostBack('ctl00%24Pager','2')\">[下一页]</a>",
            "ctl00$Pager",
            "2",
        ),
        (
            "<span>1</span> <a href=\"javascript:__doPostBack('GridView1','Page$2')\">2</a>",
            "GridView1",
            "Page$2",
        ),
        (
            "<a id=\"lbtnNext\" href=\"javascript:__doPostBack('lbtnNext','')\">下一页</a>",
            "lbtnNext",
            "",
        ),
        (
            "<a href=\"#\" onclick=\"__doPostBack('Pager','2');return false\">下一页&gt;&gt;</a>",
            "Pager",
            "2",
        ),
        (
            "<a href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("
            '"ctl00$next", "", true, "", "", false, true))\'>下一页</a>',
            "ctl00$next",
            "",
        ),
        (
            "<a href=\"javascript:__doPostBack('Pager','2')\"><img src='/images/next.gif'></a>",
            "Pager",
            "2",
        ),
        (
            "<a href=\"javascript:__doPostBack('Pager','2')\"><img src='/i/a.gif' alt='下一页'></a>",
            "Pager",
            "2",
        ),
    ],
)
def test_the_next_page_is_the_form_posted_back(pager: str, target: str, argument: str) -> None:
    fields = sent(listed(pager))
    assert (fields["__EVENTTARGET"], fields["__EVENTARGUMENT"]) == (target, argument)
    assert fields["__VIEWSTATE"] == "/wEPDwUKMTY5+Q=="
    assert fields["__EVENTVALIDATION"] == "/wEWAgL3"


def test_a_select_of_pages_posts_its_choice() -> None:
    select = (
        "<select name=\"ctl00$ddlPage\" onchange=\"javascript:setTimeout('__doPostBack(\\'ctl00$ddlPage\\',\\'\\')', 0)\">"
        '<option selected="selected" value="1">1</option><option value="2">2</option><option value="3">3</option></select>'
    )
    fields = sent(listed(select))
    assert fields["__EVENTTARGET"] == "ctl00$ddlPage"
    assert fields["ctl00$ddlPage"] == "2"


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ('<input type="submit" name="btnNext" value="下一页">', {"btnNext": "下一页"}),
        (
            '<input type="image" name="ibNext" alt="下一页" src="n.gif">',
            {"ibNext.x": "1", "ibNext.y": "1"},
        ),
    ],
)
def test_a_submit_button_is_pressed(button: str, expected: dict[str, str]) -> None:
    fields = sent(listed(button))
    assert expected.items() <= fields.items()
    assert fields["__EVENTTARGET"] == ""


def test_fields_are_sent_as_a_browser_sends_them() -> None:
    other = (
        '<input name="key" value="公开"><input type="checkbox" name="a" checked><input type="checkbox" name="b">'
        '<input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>'
        '<select name="year"><option value="">全部</option><option value="2020" selected>2020</option></select>'
        '<textarea name="t">x</textarea><input type="submit" name="search" value="搜索"><input name="d" disabled value="1">'
        '<input type="file" name="f">'
    )
    fields = sent(listed("<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>", other))
    assert fields["key"] == "公开"
    assert (fields["a"], fields["r"], fields["year"], fields["t"]) == ("on", "2", "2020", "x")
    assert not {"b", "search", "d", "f"} & set(fields)


def test_the_form_is_sent_in_the_charset_of_its_page() -> None:
    page = page_of(
        "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>",
        '<input name="key" value="公开">',
    )
    page.charset = "gb18030"
    assert "key=%B9%AB%BF%AA" in FAMILY.read_list(page).next_form


def test_a_plain_link_comes_first() -> None:
    found = listed(
        "<a href=\"javascript:__doPostBack('Pager','3')\">3</a><a href='List.aspx?cid=12&page=2'>下一页</a>"
    )
    assert (found.next_url, found.next_form) == (f"{SITE}/List.aspx?cid=12&page=2", "")


def test_later_pages_are_found_by_their_number() -> None:
    links = "".join(
        f"<a href=\"javascript:__doPostBack('Pager','{n}')\">{n}</a>" for n in (1, 2, 4, 5)
    )
    assert sent(listed(links, page_no=3))["__EVENTARGUMENT"] == "4"


@pytest.mark.parametrize(
    "pager",
    [
        '<a disabled="disabled">下一页</a>',
        '<a href="javascript:void(0)">下一页</a>',
        "<a href=\"javascript:__doPostBack('DataList1$ctl00$title','')\">关于印发某办法的通知</a>",
        "<a disabled href=\"javascript:__doPostBack('Pager','2')\">下一页</a>",
        '<input type="submit" name="btnNext" value="下一页" disabled>',
        "",
    ],
)
def test_the_last_page_ends_the_list(pager: str) -> None:
    page = page_of(pager)
    assert not FAMILY.recognises(page)
    assert listed(pager).end == END


def test_fields_that_a_parser_left_outside_the_form_are_sent_all_the_same() -> None:
    body = (
        '<table><tr><td><form method="post" action="List.aspx?cid=12"></td></tr></form></table>'
        f"{STATE}{LIST}<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>"
    )
    page = view(body, "/List.aspx?cid=12")
    assert sent(FAMILY.read_list(page))["__VIEWSTATE"] == "/wEPDwUKMTY5+Q=="


def test_a_form_of_absurd_size_is_not_sent() -> None:
    other = f'<input type="hidden" name="x" value="{"a" * 1_100_000}">'
    pager = "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>"
    page = page_of(pager, other)
    assert not FAMILY.recognises(page)
    assert FAMILY.read_list(page).end == UNKNOWN


def test_an_event_without_a_form_that_keeps_state_is_not_its_own() -> None:
    page = view(LIST + "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>", "/List.aspx")
    assert family_of(page).name == "generic"


@pytest.mark.parametrize("page_no", [1, 7])
def test_hostile_pagers_cost_nothing(page_no: int) -> None:
    hostile = (
        "<a href=\"javascript:__doPostBack('" * 2000 + "<a onclick='" + "(" * 5000 + "'>下一页</a>"
    )
    assert listed(hostile, page_no=page_no).end in (END, UNKNOWN)

"""大汉 JCMS: the list stands in an XML island of the page, the rest comes from dataproxy.jsp by group or by range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.jcms import FAMILY
from crawler.frontier import Entry
from crawler.snapshot.facts import Role
from tests.crawler.cms.viewing import SITE, view

PATH = "/col/col1229283449/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"
GROUP = (
    f"{PROXY}?page=2&amp;appid=1&amp;webid=39&amp;path=/&amp;columnid=1229283449&amp;unitid=247686"
)


def record(number: int, wrap: str = "<![CDATA[{}]]>") -> str:
    """One record of an island or a feed."""
    href = f"/art/2020/6/{1 + number % 28}/art_9_{number}.html"
    item = (
        f'<li><a href="{href}" title="关于第{number}号事项的通知">关于第{number}号…</a>'
        f"<span>2020-06-{1 + number % 28:02d}</span></li>"
    )
    return f"<record>{wrap.format(item)}</record>"


def records(count: int, first: int = 0) -> str:
    """So many records."""
    return "".join(record(number) for number in range(first, first + count))


def island(count: int, *, group: str = "", total: int | None = None) -> str:
    """A page's island with its first records."""
    next_group = f'<nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>' if group else ""
    stated = f"<totalrecord>{total}</totalrecord>" if total is not None else ""
    content = f"{next_group}{stated}<recordset>{records(count)}</recordset>"
    return f'<script type="text/xml"><datastore>{content}</datastore></script>'


def listed(body: str, path: str = PATH) -> ListPage:
    """The list of a page."""
    page = view(body, path)
    assert family_of(page).name == "jcms"
    return FAMILY.read_list(page)


def asked(found: ListPage, *, other: bool = False) -> Entry:
    """The request that a list's page leads to."""
    url, form = (found.other_url, found.other_form) if other else (found.next_url, found.next_form)
    return Entry(url, Role.LIST, 12, form=form, feed="jcms", page_no=2)


def query(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query))


# The island


def test_rows_stand_in_the_island_alone() -> None:
    found = listed(
        island(3)
        + '<ul><li><a href="/other/100.html">热点信息里的一条新闻</a><span>2021-01-01</span></li></ul>'
    )
    assert [(row.url, row.title, row.day) for row in found.rows] == [
        (
            f"{SITE}/art/2020/6/{1 + number}/art_9_{number}.html",
            f"关于第{number}号事项的通知",
            date(2020, 6, 1 + number),
        )
        for number in range(3)
    ]


def test_every_island_of_a_page_gives_its_rows() -> None:
    found = listed(island(2) + f"<div>{island(2)}</div>".replace("art_9_", "art_8_"))
    assert [row.url.rpartition("/")[2] for row in found.rows] == [
        "art_9_0.html", "art_9_1.html", "art_8_0.html", "art_8_1.html"
    ]  # fmt: skip


def test_records_without_cdata() -> None:
    escaped = record(1, "{}").replace("<li>", "&lt;li&gt;").replace("</li>", "&lt;/li&gt;")
    body = (
        f'<script type="text/xml"><datastore><recordset>{escaped}</recordset></datastore></script>'
    )
    assert [row.title for row in listed(body).rows] == ["关于第1号事项的通知"]


def test_the_next_group_is_the_feeds_first_address() -> None:
    found = listed(island(15, group=GROUP, total=40))
    assert (found.end, found.next_feed, found.next_form, found.total) == (MORE, "jcms", "", 40)
    assert found.next_url.startswith(SITE + PROXY)
    assert query(found.next_url) == {
        "page": "2", "appid": "1", "webid": "39", "path": "/", "columnid": "1229283449", "unitid": "247686"
    }  # fmt: skip


def test_the_range_of_records_is_the_other_way_to_ask() -> None:
    scripts = "<script>var perPage = 15; var totalRecord = 100;</script>"
    found = listed(island(15, group=GROUP) + scripts)
    assert found.total == 100
    assert query(found.other_url) == {"startrecord": "16", "endrecord": "60", "perpage": "15"}
    assert dict(parse_qsl(found.other_form))["unitid"] == "247686"
    assert "page" not in dict(parse_qsl(found.other_form))


def test_without_a_next_group_the_scripts_numbers_tell_the_range() -> None:
    scripts = (
        "<script>var param = {'col':1,'appid':'1','webid':'39','path':'/','columnid':'77','unitid':'5'};"
        f"var url = '{PROXY}'; perPage = 15; totalRecord = 31;</script>"
    )
    found = listed(island(15) + scripts)
    assert (found.end, found.next_feed) == (MORE, "jcms")
    assert query(found.next_url) == {"startrecord": "16", "endrecord": "31", "perpage": "15"}
    form = dict(parse_qsl(found.next_form))
    assert (form["columnid"], form["webid"], form["unitid"], form["col"]) == ("77", "39", "5", "1")


def test_the_columns_number_is_that_of_its_address_where_the_script_has_none() -> None:
    found = listed(island(15) + f"<script>x('{PROXY}'); totalRecord = 31;</script>")
    assert dict(parse_qsl(found.next_form))["columnid"] == "1229283449"


def test_an_island_that_holds_all_its_records_ends_the_list() -> None:
    assert listed(island(15, group=GROUP, total=15)).end == END
    assert listed(island(7)).end == END


def test_a_total_that_nothing_tells_how_to_reach_leaves_the_list_open() -> None:
    found = listed(island(15, total=40))
    assert (found.end, found.total) == (UNKNOWN, 40)


def test_a_page_that_only_calls_the_feed_shows_no_list() -> None:
    found = listed(f'<div id="list"></div><script>load("{PROXY}")</script>')
    assert (found.rows, found.end) == ([], UNKNOWN)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/xml,<datastore/>", "http://[::1"]
)
def test_a_next_group_that_is_no_web_address_is_not_asked_for(link: str) -> None:
    found = listed(island(15, group=link, total=40))
    assert found.end == UNKNOWN
    assert found.next_url == ""


# The feed


def feed(count: int, first: int, *, total: int | None = None, group: str = "") -> str:
    """An answer of dataproxy.jsp."""
    stated = f"<totalrecord>{total}</totalrecord>" if total is not None else ""
    next_group = f'<nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>' if group else ""
    return f'<?xml version="1.0"?><datastore>{next_group}{stated}<recordset>{records(count, first)}</recordset></datastore>'


@given(st.integers(1, 300), st.integers(1, 60))
def test_by_range_every_record_is_asked_for_once(total: int, per_page: int) -> None:
    first = min(per_page, total)
    body = (
        island(first)
        + f"<script>x('{PROXY}'); perPage = {per_page}; totalRecord = {total};</script>"
    )
    found = FAMILY.read_list(view(body, PATH))
    read = first
    while found.end == MORE:
        asking = asked(found)
        numbers = query(asking.url)
        start, end = int(numbers["startrecord"]), int(numbers["endrecord"])
        assert start == read + 1
        assert start <= end <= total
        answer = FAMILY.read_feed(feed(end - start + 1, start - 1, total=total), asking)
        assert answer is not None
        assert len(answer.rows) == end - start + 1
        read, found = end, answer
    assert (found.end, read) == (END, total)


def test_by_group_the_feed_goes_on_until_no_group_follows() -> None:
    found = listed(island(15, group=GROUP))
    answer = FAMILY.read_feed(feed(15, 15, group=GROUP.replace("page=2", "page=3")), asked(found))
    assert answer is not None
    assert (answer.end, query(answer.next_url)["page"]) == (MORE, "3")
    last = FAMILY.read_feed(feed(4, 30), asked(answer))
    assert last is not None
    assert (last.end, len(last.rows)) == (END, 4)


def test_a_group_that_names_itself_is_the_last() -> None:
    asking = asked(listed(island(15, group=GROUP)))
    answer = FAMILY.read_feed(feed(15, 15, group=asking.url.replace("&", "&amp;")), asking)
    assert answer is not None
    assert answer.end == END


def test_an_empty_answer_ends_the_list() -> None:
    asking = asked(listed(island(15, group=GROUP, total=100)))
    answer = FAMILY.read_feed(
        "<datastore><totalrecord>100</totalrecord><recordset></recordset></datastore>", asking
    )
    assert answer is not None
    assert (answer.rows, answer.end, answer.total) == ([], END, 100)


@pytest.mark.parametrize(
    "body", ["", "<html><body>系统繁忙</body></html>", '{"data": []}', "Error 500", "\x00" * 50]
)
def test_an_answer_that_is_no_feed(body: str) -> None:
    assert FAMILY.read_feed(body, asked(listed(island(15, group=GROUP)))) is None


def test_the_feeds_links_are_relative_to_the_site() -> None:
    asking = replace(asked(listed(island(15, group=GROUP))), url=f"{SITE}{PROXY}?page=2")
    answer = FAMILY.read_feed(feed(1, 0), asking)
    assert answer is not None
    assert answer.rows[0].url == f"{SITE}/art/2020/6/1/art_9_0.html"


# Recognition


@pytest.mark.parametrize(
    "body",
    [
        island(1),
        f'<script src="{PROXY}"></script>',
        '<a href="/module/xxgk/search.jsp">检索</a>',
        '<table class="xxgk_article"></table>',
    ],
)
def test_it_is_known_by_its_marks(body: str) -> None:
    assert family_of(view(body)).name == "jcms"


def test_its_addresses_alone_are_no_mark() -> None:
    assert family_of(view('<a href="/col/col12/index.html">栏目</a>')).name == "generic"

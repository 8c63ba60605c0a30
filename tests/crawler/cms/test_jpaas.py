"""大汉 JPaaS: units that a script fetches are parts of the page; a list's pager names its own size and its feed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html import escape
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.jpaas import FAMILY
from crawler.frontier import Entry
from crawler.snapshot.facts import Role
from tests.crawler.cms.viewing import SITE, view

PATH = "/jxsrmzf/zcwj/xxgk_list.shtml"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = {
    "parseType": "bulidstatic",
    "webId": "c57263c0c30f4028a76ff7c577eefd65",
    "tplSetId": "209741b2109044b5b7695700b2bec37e",
    "pageType": "column",
    "tagId": "右侧内容",
    "editType": "null",
    "pageId": "ca517c97303b40cf80bd668b35f6148f",
}
LIST_QUERY = {name: value for name, value in QUERY.items() if name != "editType"} | {"tagId": "当前栏目_list"}  # fmt: skip


def written(query: dict[str, str]) -> str:
    """Parameters as the attribute has them: in single quotes, or as escaped JSON."""
    return "{" + ",".join(f"'{name}':'{value}'" for name, value in query.items()) + "}"


def shell(tag: str = "右侧内容", **more: str) -> str:
    """A unit that a script fetches."""
    return (
        f'<script id="4e3a2e3cc51f4a7688f34405910955e2" src="/cms_files/default/script/unitbuild.js" '
        f'webId="{QUERY["webId"]}" url="{UNIT}" queryData="{written(QUERY | {"tagId": tag} | more)}"></script>'
    )


def rows(count: int, first: int = 0) -> str:
    """So many rows, as the gateway builds them."""
    return "".join(
        f'<li class="cf"><a class="fl" href="/jxsrmzf/zcwj/202006/{number:032x}.shtml" title="关于第{number}号事项的通知">'
        f'<i></i>关于第{number}号…</a><span class="fr">2020-06-{1 + number % 28:02d}</span></li>'
        for number in range(first, first + count)
    )


def pager(count: int, page_no: int = 1, size: int = 15, tag: str = "div", **more: str) -> str:
    """A list's pager."""
    query = written(LIST_QUERY | more)
    return (
        f'<{tag} class="pagination" queryData="{query}" rows="{size}" count="{count}" pageNo="{page_no}" unitUrl="{UNIT}">'
        f'<a data-page="9">尾页</a></{tag}>'
    )


def listed(body: str, **more: object) -> ListPage:
    """The list of a page."""
    page = view(body, PATH)
    page.entry = replace(page.entry, **more)
    assert family_of(page).name == "jpaas"
    return FAMILY.read_list(page)


def asked(url: str, role: Role = Role.LIST, page_no: int = 2) -> Entry:
    """A request to the gateway."""
    return Entry(url, role, 12, feed="jpaas", page_no=page_no, column_url=SITE + PATH)


def answered(entry: Entry, markup: str) -> ListPage:
    """What the gateway's answer to a request is read as."""
    found = FAMILY.read_feed(json.dumps({"data": {"html": markup}}), entry)
    assert found is not None
    page = view(found.html, PATH, entry.page_no)
    page.source, page.entry = found.html, entry
    return FAMILY.read_list(page)


def query(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query))


# Units


def test_a_unit_is_a_part_of_the_page_with_all_its_parameters() -> None:
    [part] = listed(shell()).parts
    assert part.url.startswith(f"{SITE}{UNIT}?")
    assert (query(part.url), part.form, part.feed) == (QUERY, "", "jpaas")


@pytest.mark.parametrize(
    "attribute",
    [
        escape(written(QUERY)),
        escape(json.dumps(QUERY)),
        written(QUERY).replace("'", "&amp;#39;"),
    ],
)
def test_parameters_in_every_spelling(attribute: str) -> None:
    [part] = listed(f'<script url="{UNIT}" queryData="{attribute}"></script>').parts
    assert query(part.url) == QUERY


def test_units_of_head_and_foot_are_left_out_of_a_page_that_has_its_menus() -> None:
    menus = "".join(f'<a href="/jxsrmzf/x{n}/list.shtml">栏目{n}</a>' for n in range(9))
    units = (
        shell("头部")
        + shell("网站导航")
        + shell()
        + shell("左侧栏目")
        + shell("底部")
        + shell("浏览量")
    )
    tags = [query(part.url)["tagId"] for part in listed(menus + units).parts]
    assert tags == ["右侧内容", "左侧栏目"]
    assert len(listed(units).parts) == 6


def test_a_unit_without_address_or_parameters_is_none() -> None:
    for body in (
        f'<div queryData="{written(QUERY)}"></div>',
        f'<script url="{UNIT}" queryData="{{}}"></script>',
        f'<script url="{UNIT}" queryData="{{{"x" * 9000}}}"></script>',
        f'<script url="javascript:alert(1)" queryData="{written(QUERY)}"></script>',
    ):
        assert listed(body).parts == []


# Lists that stand in the page


def test_a_list_with_its_first_rows_in_the_page_goes_on_at_the_gateway() -> None:
    found = listed(f"<ul>{rows(15)}</ul>{pager(386)}")
    assert (len(found.rows), found.total) == (15, 386)
    assert found.rows[3].title == "关于第3号事项的通知"
    assert found.rows[3].day == date(2020, 6, 4)
    assert (found.end, found.next_feed, found.next_form) == (MORE, "jpaas", "")
    assert query(found.next_url) == LIST_QUERY | {"paramJson": '{"pageNo":2,"pageSize":"15"}'}


@pytest.mark.parametrize(("count", "end"), [(15, END), (16, MORE), (0, END), (3, END)])
def test_a_list_ends_where_its_own_count_does(count: int, end: str) -> None:
    assert listed(f"<ul>{rows(min(count, 15))}</ul>{pager(count)}").end == end


def test_the_numbers_may_stand_among_the_parameters() -> None:
    body = f'<table queryData="{written(LIST_QUERY | {"rows": "20", "count": "31", "pageNo": "1"})}"></table>'
    found = listed(f"<ul>{rows(20)}</ul>{body}")
    assert (found.end, found.total) == (MORE, 31)
    assert query(found.next_url) == LIST_QUERY | {"paramJson": '{"pageNo":2,"pageSize":"20"}'}


def test_several_lists_of_a_page_are_all_followed() -> None:
    found = listed(
        f"<ul>{rows(15)}</ul>{pager(40)}<ul>{rows(15, 100)}</ul>{pager(20, tagId='其他文件')}"
        f"<ul>{rows(3, 200)}</ul>{pager(3, tagId='图片')}"
    )
    assert (found.end, found.total, len(found.also)) == (MORE, 40, 1)
    assert json.loads(query(found.next_url)["paramJson"])["pageNo"] == 2
    # The rows on this page are counted as the first list's: the other is asked for from its first page on.
    assert query(found.also[0].url)["tagId"] == "其他文件"
    assert json.loads(query(found.also[0].url)["paramJson"])["pageNo"] == 1


def test_a_pager_that_names_no_page_leaves_the_list_open() -> None:
    numbers = written({"rows": "15", "count": "40", "pageNo": "1"})
    found = listed(f"<ul>{rows(15)}</ul><div id='autUDB' queryData=\"{numbers}\"></div>")
    assert (found.end, found.total) == (UNKNOWN, 40)


def test_parameters_that_a_pager_has_already_are_kept() -> None:
    attribute = escape(json.dumps(LIST_QUERY | {"paramJson": '{"search":"x","pageNo":1}'}))
    body = f'<div count="40" rows="15" pageNo="1" queryData="{attribute}"></div>'
    found = listed(f"<ul>{rows(15)}</ul>{body}")
    assert json.loads(query(found.next_url)["paramJson"]) == {"search": "x", "pageNo": 2, "pageSize": "15"}  # fmt: skip


def test_a_list_whose_pager_is_a_script_call_is_read_as_such() -> None:
    script = "<script>createPageHTML('page_div',9, 1,'list','shtml',135);</script>"
    found = listed(f"{shell('浏览量')}<ul>{rows(15)}</ul>{script}")
    assert (found.end, found.next_url, found.next_feed) == (MORE, f"{SITE}/jxsrmzf/zcwj/list_2.shtml", "")  # fmt: skip


# Answers of the gateway


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 60), st.integers(1, 20))
def test_every_row_is_asked_for_once(total: int, size: int) -> None:
    found = listed(f"<ul>{rows(min(size, total))}</ul>{pager(total, 1, size)}")
    read, number = min(size, total), 1
    while found.end == MORE:
        entry = asked(found.next_url, page_no=number + 1)
        numbers = json.loads(query(entry.url)["paramJson"])
        assert numbers == {"pageNo": number + 1, "pageSize": str(size)}
        number += 1
        part = min(size, total - read)
        found = answered(entry, f"<ul>{rows(part, read)}</ul>{pager(total, number, size)}")
        assert len(found.rows) == part
        read += part
    assert (found.end, read) == (END, total)


def test_a_pager_that_says_one_on_every_page_does_not_turn_in_a_circle() -> None:
    first = listed(f"<ul>{rows(15)}</ul>{pager(40)}")
    second = answered(asked(first.next_url), f"<ul>{rows(15, 15)}</ul>{pager(40, 1)}")
    assert json.loads(query(second.next_url)["paramJson"])["pageNo"] == 3
    third = answered(asked(second.next_url, page_no=3), f"<ul>{rows(10, 30)}</ul>{pager(40, 1)}")
    assert third.end == END


def test_without_a_pager_full_pages_go_on() -> None:
    first = listed(f"<ul>{rows(15)}</ul>{pager(40)}")
    second = answered(asked(first.next_url), f"<ul>{rows(15, 15)}</ul>")
    assert (second.end, query(second.next_url)["webId"]) == (MORE, QUERY["webId"])
    assert json.loads(query(second.next_url)["paramJson"]) == {"pageNo": 3, "pageSize": "15"}
    assert answered(asked(second.next_url, page_no=3), f"<ul>{rows(10, 30)}</ul>").end == END


def test_rows_without_dates_are_rows_of_a_lists_page() -> None:
    first = listed(f"<ul>{rows(15)}</ul>{pager(16)}")
    found = answered(asked(first.next_url), '<li><a href="/a/b.shtml">某县2019年年报</a></li>')
    assert [(row.url, row.title) for row in found.rows] == [(f"{SITE}/a/b.shtml", "某县2019年年报")]


def test_the_links_of_a_menu_are_no_rows() -> None:
    [part] = listed(shell("左侧栏目")).parts
    menu = "".join(f'<li><a href="/jxsrmzf/x{n}/list.shtml">栏目{n}</a></li>' for n in range(5))
    assert answered(asked(part.url, Role.FRAME, 1), f"<ul>{menu}</ul>").rows == []


def test_the_list_of_a_unit_goes_on_by_its_own_pager() -> None:
    [part] = listed(shell()).parts
    found = answered(asked(part.url, Role.FRAME, 1), f"<ul>{rows(15)}</ul>{pager(40)}")
    assert (found.end, query(found.next_url)["tagId"]) == (MORE, "当前栏目_list")


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '"text"', "null", "<html><body>系统繁忙</body></html>", '{"success":false,"data":null}',
     '{"data":{"html":5}}', '{"data":{"results":7}}', '{"data":[]}', "[" * 100000],
)  # fmt: skip
def test_an_answer_that_is_no_unit(body: str) -> None:
    assert FAMILY.read_feed(body, asked(f"{SITE}{UNIT}?pageId=1")) is None


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_no_parameters_break_the_reader(value: str) -> None:
    body = (
        f'<div count="{escape(value)}" rows="{escape(value)}" pageNo="{escape(value)}" queryData="{escape(value)}"></div>'
        f"<script url=\"{escape(value)}\" queryData=\"{{'a':'{escape(value)}'}}\"></script>"
    )
    page = view(body, PATH)
    total = FAMILY.read_list(page).total
    assert total is None or str(total) in value.strip()
    page.entry = asked(f"{SITE}{UNIT}?paramJson={value}")
    assert FAMILY.read_list(page).total == total


# The platform's JSON list

CHANNEL = "b9e6fb997e274f05a8f8b0f2b7582a1c"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (f'<script>$.get("/common/search/{CHANNEL}?_isAgg=true&_isJson=true")</script>', "/common/search/"),
        (f'<meta name="channelid" content="{CHANNEL}"><script>url="/searchList/"+channelId;</script>', "/searchList/"),
    ],
)  # fmt: skip
def test_a_json_list_is_known_by_its_address_and_channel(body: str, path: str) -> None:
    found = listed(body)
    assert (found.end, found.next_feed) == (MORE, "jpaas")
    assert found.next_url.startswith(f"{SITE}{path}{CHANNEL}?")
    assert query(found.next_url) == {
        "_isAgg": "true",
        "_isJson": "true",
        "_pageSize": "15",
        "_template": "index",
        "page": "1",
    }


def test_the_rows_of_a_json_list() -> None:
    first = asked(f"{SITE}/common/search/{CHANNEL}?page=1&_pageSize=15", page_no=2)
    results = [
        {
            "title": "关于<em>某事</em>的通知",
            "url": "/hlj/c108371/202006/c00_1.shtml",
            "publishedTimeStr": "2020-06-02 10:00:00",
        },
        {
            "title": "关于另一件事的通知",
            "url": "//www.a.gov.cn/hlj/c00_2.shtml",
            "publishedTime": 1591027200000,
        },
        {"title": "无地址"},
        {"url": "/a.shtml"},
        "x",
        {"title": "脚本", "url": "javascript:alert(1)"},
    ]
    found = FAMILY.read_feed(
        json.dumps({"data": {"total": 31, "page": 1, "rows": 15, "results": results}}), first
    )
    assert found is not None
    assert [(row.url, row.title, row.day) for row in found.rows] == [
        (f"{SITE}/hlj/c108371/202006/c00_1.shtml", "关于某事的通知", date(2020, 6, 2)),
        (f"{SITE}/hlj/c00_2.shtml", "关于另一件事的通知", date(2020, 6, 2)),
    ]
    assert (found.total, found.end, query(found.next_url)["page"]) == (31, MORE, "2")
    second = asked(found.next_url, page_no=3)
    last = FAMILY.read_feed(json.dumps({"data": {"total": 31, "results": []}}), second)
    assert last is not None
    assert last.end == END


def test_a_list_that_stands_in_the_page_is_not_asked_for_again() -> None:
    found = listed(f'<ul>{rows(15)}</ul><script>x="/common/search/{CHANNEL}"</script>')
    assert found.next_feed == ""


# Recognition


@pytest.mark.parametrize(
    "body", [shell(), pager(1), f'<script>fetch("{UNIT}")</script>', '<script queryData = "{\'a\':1}"></script>']
)  # fmt: skip
def test_it_is_known_by_its_marks(body: str) -> None:
    assert family_of(view(body)).name == "jpaas"


def test_what_it_kept_of_its_forerunner_is_no_mark_of_that() -> None:
    body = f'<a href="/module/xxgk/search.jsp">检索</a><ul>{rows(15)}</ul>{pager(40)}'
    assert family_of(view(body, "/col/col1229565788/index.html")).name == "jpaas"


@pytest.mark.parametrize(
    "body",
    [
        "<script>var queryData = {a: 1}; function queryData() {}</script>",
        '<a href="/a/zfxxgk/redirect_firstChannel.shtml">政府信息公开</a>',
        '<a href="/common/search/">站内搜索</a>',
    ],
)
def test_what_is_no_mark(body: str) -> None:
    assert family_of(view(body)).name == "generic"

"""gkmlpt: the tree in the shell's settings names the columns, their lists come as JSON, a hundred entries a page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.gkmlpt import FAMILY
from crawler.frontier import Entry
from crawler.snapshot.facts import Role
from tests.crawler.cms.viewing import SITE, rows, view

API = f"{SITE}/gkmlpt/api/all"
INDEX = f"{SITE}/gkmlpt/index"


def node(
    number: int | str, name: str, *children: dict[str, object], jump: str = ""
) -> dict[str, object]:
    """A category of the tree."""
    return {
        "id": number,
        "name": name,
        "parent_id": 0,
        "post_count": 726,
        "jump_url": jump,
        "children": list(children),
    }


TREE = [
    node(5, "规章文件", node(6, "规范性文件"), node(7, "其他文件")),
    node(8, "机构职能", jump="/zwgk/jgzn/index.html"),
    node(9, "政府信息公开年报", jump="/gkmlpt/annualreport#2629"),
]


def shell(tree: object = TREE, more: str = "", sid: str = "'755041'") -> str:
    """The body of a shell."""
    written = tree if isinstance(tree, str) else json.dumps(tree, ensure_ascii=False)
    return (
        f'<div id="app"></div>{more}<script>window._CONFIG = {{ SID: {sid}, BASE: "/gkmlpt", TREE: {written}, '
        "SERVICE_AREA_ID: 1 };</script><script src='/gkmlpt/gkml/pc/js/chunk-common.c1553651.js'></script>"
    )


def listed(body: str, path: str = "/gkmlpt/index") -> ListPage:
    """The list of a shell."""
    page = view(body, path, title="政府信息公开")
    assert family_of(page).name == "gkmlpt"
    return FAMILY.read_list(page)


def columns(found: ListPage) -> list[tuple[str, str, str, str]]:
    """The columns that a shell names: name, address, feed, address of the column above."""
    return [(each.name, each.list.url, each.list.feed, each.parent) for each in found.columns]


# The tree


def test_categories_are_columns_below_the_shell() -> None:
    found = listed(shell())
    assert columns(found) == [
        ("规章文件", f"{API}/5?page=1&sid=755041", "gkmlpt", INDEX),
        ("规范性文件", f"{API}/6?page=1&sid=755041", "gkmlpt", f"{API}/5?page=1&sid=755041"),
        ("其他文件", f"{API}/7?page=1&sid=755041", "gkmlpt", f"{API}/5?page=1&sid=755041"),
        ("机构职能", f"{SITE}/zwgk/jgzn/index.html", "", INDEX),
        ("政府信息公开年报", f"{API}/2629?page=1&sid=755041", "gkmlpt", INDEX),
        ("政府信息公开指南", f"{SITE}/gkmlpt/guide", "", INDEX),
    ]
    assert (found.rows, found.end) == ([], END)


def test_a_departments_platform_lies_in_a_folder() -> None:
    [column, *_] = listed(shell(), "/zqrsj/gkmlpt/index").columns
    assert column.list.url == f"{SITE}/zqrsj/gkmlpt/api/all/5?page=1&sid=755041"


@pytest.mark.parametrize("path", ["/gkmlpt/", "/gkmlpt", "/gkmlpt/mindex/", "/gkmlpt/index?x=1"])
def test_every_address_of_the_catalogue(path: str) -> None:
    assert listed(shell(), path).columns[0].name == "规章文件"


def test_settings_as_json_and_a_number_as_number() -> None:
    body = f'<script>var _CONFIG={{"SID":755041,"TREE":{json.dumps(TREE)}}}</script>'
    assert len(listed(body).columns) == 6


def test_what_the_tree_names_itself_is_not_added() -> None:
    tree = [node(5, "政府信息公开指南", jump="/gkmlpt/guide"), node(6, "信息公开年度报告")]
    assert [each.name for each in listed(shell(tree)).columns] == ["政府信息公开指南", "信息公开年度报告"]  # fmt: skip
    assert listed(shell([])).columns == []


@pytest.mark.parametrize(
    "tree",
    ['[{"id":5,"name":"规章', "[", '[{"id":5,}]', "[" * 100000, "null", '{"id":5}', "undefined"],
)
def test_a_tree_that_cannot_be_read_leaves_the_catalogue_open(tree: str) -> None:
    page = view(shell(tree), "/gkmlpt/index")
    found = FAMILY.read_list(page)
    assert (found.columns, found.end) == ([], UNKNOWN)


def test_damaged_nodes_are_passed_over() -> None:
    tree = [
        "x",
        None,
        {"id": 5},
        {"name": "无编号"},
        {"id": "8", "name": "<b>机构&amp;职能</b>", "children": "x"},
        node(9, "", node(10, "下级")),
        node(11, "外站", jump="javascript:alert(1)"),
    ]
    assert columns(listed(shell(tree)))[:3] == [
        ("机构&职能", f"{API}/8?page=1&sid=755041", "gkmlpt", INDEX),
        ("下级", f"{API}/10?page=1&sid=755041", "gkmlpt", INDEX),
        ("外站", f"{API}/11?page=1&sid=755041", "gkmlpt", INDEX),
    ]


def test_children_under_another_name() -> None:
    tree = [{"id": 5, "name": "规章文件", "tags": ["x"], "sub": [{"id": 6, "name": "规范性文件"}]}]
    assert [name for name, *_ in columns(listed(shell(tree)))[:2]] == ["规章文件", "规范性文件"]


def test_a_deep_or_endless_tree_is_bounded() -> None:
    deep = node(1, "栏目1")
    for number in range(2, 60):
        deep = node(number, f"栏目{number}", deep)
    assert len(listed(shell([deep])).columns) <= 14
    assert len(listed(shell([node(n, f"栏目{n}") for n in range(5000)])).columns) <= 2002


# Pages of the platform beside the catalogue


def test_the_page_of_a_category_of_the_tree_is_that_column() -> None:
    found = listed(shell(), "/gkmlpt/annualreport")
    assert found.shows == f"{API}/2629?page=1&sid=755041"
    assert columns(found)[0][3] == INDEX
    assert found.end == END


def test_the_page_of_a_category_that_the_tree_does_not_name_has_its_own_list() -> None:
    link = '<a href="/gkmlpt/policy#1076">规范性文件</a>'
    found = listed(shell(more=link), "/gkmlpt/policy")
    assert (found.shows, found.columns) == ("", [])
    assert (found.end, found.next_feed) == (MORE, "gkmlpt")
    assert found.next_url == f"{API}/1076?page=1&sid=755041"


def test_reports_are_known_by_name_where_nothing_says_the_category() -> None:
    tree = [node(6, "规范性文件"), node(12, "年度报告")]
    assert listed(shell(tree), "/gkmlpt/annualreport").shows == f"{API}/12?page=1&sid=755041"
    assert listed(shell([node(6, "规范性文件")]), "/gkmlpt/annualreport").end == UNKNOWN


def test_a_shell_that_shows_nothing_known_is_left_open_and_names_no_column() -> None:
    for path in ("/gkmlpt/guide", "/gkmlpt/policy", "/gkmlpt/search"):
        found = listed(shell(), path)
        assert (found.end, found.columns, found.next_url) == (UNKNOWN, [], "")


def test_a_page_with_a_text_of_its_own_is_no_shell() -> None:
    text = "为了更好地提供政府信息公开服务，方便公众快速、准确查找，制定本指南。" * 5
    found = listed(shell(more=f'<div class="article-content"><p>{text}</p></div>'), "/gkmlpt/guide")
    assert (found.end, found.columns) == (END, [])


def test_rows_that_stand_in_the_page_are_its_list() -> None:
    found = listed(shell(more=rows(5) + '<a href="/gkmlpt/index_2.html">下一页</a>'))
    assert (len(found.rows), found.end, found.next_url) == (5, MORE, f"{SITE}/gkmlpt/index_2.html")


# The lists


def article(number: int, **more: object) -> dict[str, object]:
    """An entry of the interface."""
    return {
        "id": number,
        "title": f"关于第{number}号事项的通知",
        "document_number": "深坪府〔2020〕1号",
        "identifier": "114403006955506492/2020-00426",
        "date": 1590854400,
        "display_publish_time": 1591027200,
        "create_time": 1591027200,
        "created_at": "2020-06-03 10:00:00",
        "url": f"{SITE}/gkmlpt/content/9/{number // 1000}/post_{number}.html",
        "post_url": f"{SITE}/content/post_{number}.html",
        "is_expired": 0,
        "is_abolished": 0,
    } | more


FIRST = f"{API}/6?page=1&sid=755041"


def answer(articles: list[object], asked: str = FIRST, **more: object) -> ListPage | None:
    """What an answer of the interface is read as."""
    entry = Entry(asked, Role.COLUMN, 10, feed="gkmlpt", column_url=asked)
    return FAMILY.read_feed(json.dumps({"articles": articles} | more), entry)


def one(**more: object) -> tuple[str, str, date | None]:
    """The one row of an answer with one entry."""
    found = answer([article(9103540, **more)])
    assert found is not None
    [row] = found.rows
    return row.url, row.title, row.day


def test_an_entry_is_a_row_with_the_day_of_publication() -> None:
    url = f"{SITE}/gkmlpt/content/9/9103/post_9103540.html"
    assert one() == (url, "关于第9103540号事项的通知", date(2020, 6, 2))


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ({"display_publish_time": "1591027200"}, date(2020, 6, 2)),
        ({"display_publish_time": 1591027200000}, date(2020, 6, 2)),
        ({"display_publish_time": "2020-06-05 10:00"}, date(2020, 6, 5)),
        ({"display_publish_time": 1591027199}, date(2020, 6, 1)),  # midnight in Beijing
        ({"display_publish_time": 0}, date(2020, 6, 2)),
        ({"display_publish_time": None, "create_time": None}, date(2020, 6, 3)),
        ({"display_publish_time": "", "create_time": "", "created_at": ""}, date(2020, 5, 31)),
        ({"display_publish_time": 988646400}, date(2001, 5, 1)),
        ({"display_publish_time": 99999999999999, "create_time": "x"}, date(2020, 6, 3)),
        ({"display_publish_time": True, "create_time": [], "created_at": {}, "date": -5}, None),
    ],
)
def test_days_in_every_spelling(given: dict[str, object], day: date | None) -> None:
    assert one(**given)[2] == day


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({"url": ""}, f"{SITE}/content/post_9103540.html"),
        ({"url": "javascript:;"}, f"{SITE}/content/post_9103540.html"),
        ({"url": "/gkmlpt/content/1/2/post_3.html"}, f"{SITE}/gkmlpt/content/1/2/post_3.html"),
        ({"url": f"{SITE}/gkmlpt/content/1/2/post_3.html#3740"}, f"{SITE}/gkmlpt/content/1/2/post_3.html"),
        ({"url": "//www.a.gov.cn/x.html"}, f"{SITE}/x.html"),
        ({"url": "http://mp.weixin.example/s/1", "type": "url"}, "http://mp.weixin.example/s/1"),
    ],
)  # fmt: skip
def test_where_an_entry_leads(given: dict[str, object], url: str) -> None:
    assert one(**given)[0] == url


def test_entries_that_lead_nowhere_are_none() -> None:
    nowhere = article(3, url="javascript:;", post_url="")
    found = answer([article(1, title=""), article(2, url="", post_url=""), nowhere, "x", 7])
    assert found is not None
    assert found.rows == []


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 730), st.booleans())
def test_every_page_of_a_category_is_asked_for_once(total: int, states: bool) -> None:
    asked, read = FIRST, 0
    for number in range(1, 12):
        articles: list[object] = [article(n) for n in range(read, min(read + 100, total))]
        found = answer(articles, asked, **({"total": total} if states else {}))
        assert found is not None
        read += len(found.rows)
        assert found.total == (total if states else None)
        if found.end == END:
            break
        assert found.next_url == f"{API}/6?page={number + 1}&sid=755041"
        asked = found.next_url
    assert read == total


def test_page_0_is_page_1() -> None:
    found = answer([article(n) for n in range(100)], f"{API}/6?page=0&sid=755041", total=150)
    assert found is not None
    assert found.next_url == f"{API}/6?page=2&sid=755041"


def test_a_category_that_states_more_than_it_gives_is_not_asked_for_ever() -> None:
    found = answer([], f"{API}/6?page=2&sid=755041", total=726)
    assert found is not None
    assert (found.end, found.total) == (END, 726)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"articles": null}', '{"articles": {}}', "<html>403</html>", '{"message":"x"}']
)  # fmt: skip
def test_an_answer_that_is_no_list(body: str) -> None:
    entry = Entry(f"{API}/6?page=1&sid=1", Role.COLUMN, 10, feed="gkmlpt")
    assert FAMILY.read_feed(body, entry) is None
    assert FAMILY.read_feed(body, replace(entry, role=Role.LIST)) is None


# Recognition


def test_it_is_known_by_its_settings_alone() -> None:
    assert family_of(view(shell(), "/xxgk/index.html")).name == "gkmlpt"
    assert family_of(view('<script>window._CONFIG = {SID: "1", GKML: "/gkmlpt"}</script>')).name == "gkmlpt"  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<script>window._CONFIG = {api: '/x'}</script>",
        "<script>window._CONFIG = {SID: '1'}</script>",
        '<a href="/gkmlpt/index">政府信息公开</a>',
        "<script>var TREE=[1]; SID: '5'</script>",
        rows(5, href="/zwgk/tzgg/content/post_{}.html") + '<a href="index_2.html">下一页</a>',
    ],
)
def test_what_is_no_mark(body: str) -> None:
    assert family_of(view(body)).name == "generic"

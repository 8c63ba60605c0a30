"""The tree of columns: parents, names, what is no column at all, and how completely each list was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crawler.snapshot.facts import Column, Link, Outcome, PageFacts, Role, SiteSnapshot
from crawler.snapshot.names import column_name, own_names
from tests.crawler.snapshot.crawled import SITE, Page, Store, article, links, listing

DAY = date(2020, 6, 1)
HOME = Page(
    "/",
    Role.HOME,
    facts=PageFacts(f"{SITE}/", links=links(("/zwgk/", "政府信息公开"), ("/tzgg/", "通知公告"))),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path)


def at(snapshot: SiteSnapshot, path: str) -> Column:
    """The column at a path."""
    return snapshot.columns[SITE + path]


# Parents


def test_a_breadcrumb_names_the_parent(store: Store) -> None:
    crumbs = links(("/", "首页"), ("/zwgk/", "政府信息公开"), ("/x/77/", "财政预决算"))
    snapshot = store.crawl(
        HOME,
        Page("/zwgk/", anchor="政府信息公开", facts=listing("/zwgk/")),
        Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/")),
        Page(
            "/x/77/",
            anchor="财政预决算",
            facts=listing("/x/77/", breadcrumb=crumbs),
            found_on="/tzgg/",
        ),
    )
    column = at(snapshot, "/x/77/")
    assert column.parent == f"{SITE}/zwgk/"
    assert column.path == ("政府信息公开", "财政预决算")
    assert at(snapshot, "/zwgk/").children == (f"{SITE}/x/77/",)
    assert at(snapshot, "/zwgk/").parent is None


def test_else_the_folder_above_is_the_parent(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page("/zwgk/", anchor="政府信息公开", facts=listing("/zwgk/")),
        Page("/zwgk/fd/", anchor="法定主动公开内容", facts=listing("/zwgk/fd/")),
        Page("/zwgk/fd/a/b.html", anchor="财政预决算", facts=listing("/zwgk/fd/a/b.html")),
        Page("/zwgkzn/", anchor="公开指南", facts=listing("/zwgkzn/")),
    )
    assert at(snapshot, "/zwgk/fd/a/b.html").path == (
        "政府信息公开",
        "法定主动公开内容",
        "财政预决算",
    )
    assert at(snapshot, "/zwgkzn/").parent is None


def test_else_the_page_that_led_here_is_the_parent(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page("/a/1.html", anchor="政府信息公开", facts=listing("/a/1.html")),
        Page("/b/2.html", anchor="财政预决算", facts=listing("/b/2.html"), found_on="/a/1.html"),
    )
    assert at(snapshot, "/b/2.html").parent == f"{SITE}/a/1.html"


def test_columns_that_name_each_other_make_no_ring(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page(
            "/a/1.html",
            anchor="甲栏目",
            facts=listing("/a/1.html", breadcrumb=links(("/b/2.html", "乙栏目"))),
            found_on="/b/2.html",
        ),
        Page(
            "/b/2.html",
            anchor="乙栏目",
            facts=listing("/b/2.html", breadcrumb=links(("/c/3.html", "丙栏目"))),
            found_on="/c/3.html",
        ),
        Page(
            "/c/3.html",
            anchor="丙栏目",
            facts=listing("/c/3.html", breadcrumb=links(("/a/1.html", "甲栏目"))),
            found_on="/c/3.html",
        ),
    )
    tops = [column for column in snapshot.columns.values() if column.parent is None]
    assert len(tops) == 1
    assert sorted(len(column.path) for column in snapshot.columns.values()) == [1, 2, 3]


# Names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("【政府信息 公开】", "政府信息公开"),
        ("通知公告 更多>>", "通知公告"),
        ("通知公告（12条）", "通知公告"),
        ("更多", ""),
        ("下一页", ""),
        ("More", ""),
        ("12", ""),
        ("", ""),
        ("关于印发某县2020年政务公开工作要点的通知全文", ""),
    ],
)
def test_what_names_a_column(text: str, name: str) -> None:
    assert column_name(text) == name


def test_a_page_names_itself_by_tag_breadcrumb_and_title() -> None:
    facts = PageFacts(
        SITE,
        title="通知公告_某县人民政府",
        meta={"ColumnName": "公告栏"},
        breadcrumb=links(("/", "首页"), ("/t/", "公示公告")),
    )
    assert own_names(facts) == ["公告栏", "公示公告", "通知公告"]


def test_a_column_has_every_name_that_leads_to_it(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page("/tzgg/", anchor="更多", facts=listing("/tzgg/", title="公示公告-某县人民政府")),
        Page(
            "/zwgk/",
            anchor="政府信息公开",
            facts=listing("/zwgk/", links=links(("/tzgg/index.html", "公告公示"))),
        ),
    )
    column = at(snapshot, "/tzgg/")
    assert column.names == {"通知公告", "公示公告", "公告公示"}
    assert column.name == "公示公告"
    assert column.on_homepage


def test_a_name_on_the_homepage_counts_through_a_redirect(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page("/tzgg/", anchor="通知公告", outcome=Outcome.OK, final="/gg/", detail="跳转"),
        Page("/gg/", anchor="通知公告", facts=listing("/gg/"), final="/gg/"),
    )
    assert at(snapshot, "/gg/").on_homepage
    assert f"{SITE}/tzgg/" not in snapshot.columns


def test_what_stands_around_an_introduction_is_shown_and_the_homepages_lines_are_not(
    store: Store,
) -> None:
    page = listing("/wjk/", text="本库收录现行文件。", around="首页\n主题分类\n", is_article=True)
    home = replace(HOME, facts=replace(HOME.facts, text="首页"))
    snapshot = store.crawl(home, Page("/wjk/", anchor="文件库", facts=page))
    column = at(snapshot, "/wjk/")
    assert (column.text, column.shown) == ("本库收录现行文件。", "主题分类")


def test_a_search_box_of_the_columns_own_is_told_from_the_sites(store: Store) -> None:
    fields = {"fields": ["请输入关键字", "搜索"]}
    home = replace(HOME, facts=replace(HOME.facts, text="首页", home=fields))
    column = "文件库\n请输入关键字\n搜索"
    plain = listing("/a/", text=column)
    searched = listing("/b/", text=f"{column}\n请输入文号\n搜索")
    snapshot = store.crawl(
        home,
        Page("/a/", anchor="文件库", facts=plain),
        Page("/b/", anchor="政策库", facts=searched),
    )
    assert at(snapshot, "/a/").shown == "文件库"
    assert at(snapshot, "/b/").shown == "文件库\n请输入文号\n搜索"


# Columns that stand for their first child

FIRST = "/a/zfxxgk/redirect_firstChannel.shtml"


def guide(*crumbs: tuple[str, str], **more: object) -> PageFacts:
    """The page of the first child."""
    trail = links(("/", "首页"), ("/zwgk/", "政务公开"), *crumbs)
    return listing("/a/zn/tt.shtml", breadcrumb=trail, meta={"ColumnName": "指南"}, **more)


def standing_in(facts: PageFacts) -> tuple[Page, ...]:
    """A crawl that came to a column's first child by the column's own address."""
    return (
        HOME,
        Page("/zwgk/", anchor="政务公开", facts=listing("/zwgk/")),
        Page(FIRST, anchor="政府信息公开", final="/a/zn/tt.shtml", detail="跳转", found_on="/zwgk/"),
        Page("/a/zn/tt.shtml", anchor="政府信息公开", facts=facts, final="/a/zn/tt.shtml"),
        Page(
            "/a/zd/list.shtml",
            anchor="制度",
            found_on="/a/zn/tt.shtml",
            facts=listing("/a/zd/list.shtml", breadcrumb=links((FIRST, "政府信息公开"), ("/a/zd/list.shtml", "制度"))),
        ),
    )  # fmt: skip


def test_a_column_that_leads_to_its_first_child_stands_above_it(store: Store) -> None:
    page = guide((FIRST, "政府信息公开"), ("/a/zn/tt.shtml", "指南"), links=links(("/x/", "甲")))
    snapshot = store.crawl(*standing_in(page))
    column = at(snapshot, FIRST)
    assert (column.name, column.path) == ("政府信息公开", ("政务公开", "政府信息公开"))
    assert set(column.children) == {f"{SITE}/a/zn/tt.shtml", f"{SITE}/a/zd/list.shtml"}
    assert [link.text for link in column.links] == ["甲"]
    assert column.was_read
    first = at(snapshot, "/a/zn/tt.shtml")
    assert (first.name, first.names) == ("指南", {"指南"})


def test_it_stands_above_it_without_links_in_the_breadcrumb(store: Store) -> None:
    page = guide(("/a/zn/tt.shtml", "政府信息公开"), ("/a/zn/tt.shtml", "指南"))
    snapshot = store.crawl(*standing_in(page))
    assert at(snapshot, "/a/zn/tt.shtml").path == ("政务公开", "政府信息公开", "指南")


def test_columns_that_lead_to_one_another_stand_above_each_other(store: Store) -> None:
    inner = "/a/fd/redirect_firstChannel.shtml"
    trail = links(("/zwgk/", "政务公开"), (FIRST, "政府信息公开"), (inner, "法定主动公开内容"))
    facts = listing(
        "/a/jg/list.shtml", breadcrumb=[*trail, *links(("/a/jg/list.shtml", "机构职能"))]
    )
    snapshot = store.crawl(
        HOME,
        Page("/zwgk/", anchor="政务公开", facts=listing("/zwgk/")),
        Page(FIRST, anchor="政府信息公开", final=inner, detail="跳转"),
        Page(inner, anchor="法定主动公开内容", final="/a/jg/list.shtml", detail="跳转"),
        Page("/a/jg/list.shtml", anchor="机构职能", facts=facts, final="/a/jg/list.shtml"),
    )
    path = at(snapshot, "/a/jg/list.shtml").path
    assert path == ("政务公开", "政府信息公开", "法定主动公开内容", "机构职能")


def test_another_address_of_one_column_is_no_column_above_it(store: Store) -> None:
    page = guide(("/a/zn/tt.shtml", "政府信息公开"))
    snapshot = store.crawl(*standing_in(page))
    assert SITE + FIRST not in snapshot.columns
    assert "政府信息公开" in at(snapshot, "/a/zn/tt.shtml").names


# Categories that an address names behind a #


def test_a_link_to_a_category_names_that_category_alone(store: Store) -> None:
    home = PageFacts(
        f"{SITE}/",
        links=links(
            ("/gkmlpt/index", "政府信息公开"),
            ("/gkmlpt/index#721", "规范性文件"),
            ("/gkmlpt/index#722", "未知"),
            ("/gkmlpt/annualreport#9", "年报"),
        ),
    )
    api = "/gkmlpt/api/all/721?page=1&sid=7"
    crumbs = links(
        ("/gkmlpt/index", "政府信息公开"), ("/gkmlpt/index#721", "规范性文件"), ("/x/", "库")
    )
    snapshot = store.crawl(
        Page("/", Role.HOME, facts=home),
        Page("/gkmlpt/index", anchor="政府信息公开", facts=listing("/gkmlpt/index")),
        Page(
            api,
            anchor="行政规范性文件",
            facts=listing(api),
            found_on="/gkmlpt/index",
            feed="gkmlpt",
        ),
        Page("/gkmlpt/annualreport", anchor="年度报告", facts=listing("/gkmlpt/annualreport")),
        Page("/x/", anchor="库", facts=listing("/x/", breadcrumb=crumbs)),
    )
    assert at(snapshot, "/gkmlpt/index").names == {"政府信息公开"}
    category = at(snapshot, api)
    assert category.names == {"行政规范性文件", "规范性文件"}
    assert category.on_homepage
    assert at(snapshot, "/gkmlpt/annualreport").names == {"年度报告", "年报"}
    assert at(snapshot, "/x/").path == ("政府信息公开", "行政规范性文件", "库")


# What is a column


def test_the_homepage_under_another_address_is_no_column(store: Store) -> None:
    entries = [(f"/x{number}/", f"栏目{number}") for number in range(20)]
    home = PageFacts(f"{SITE}/", title="某县人民政府", links=links(*entries))
    again = PageFacts(f"{SITE}/a/index.shtml", title="某县人民政府", links=links(*entries))
    other = PageFacts(f"{SITE}/b/", title="某县人民政府", links=links(*entries[:9]))
    snapshot = store.crawl(
        Page("/", Role.HOME, facts=home),
        Page("/a/index.shtml", anchor="首页", facts=again),
        Page("/x1/", anchor="栏目1", found_on="/a/index.shtml", facts=listing("/x1/")),
        Page("/b/", anchor="政务公开", facts=other),
    )
    assert set(snapshot.columns) == {f"{SITE}/x1/", f"{SITE}/b/"}
    assert at(snapshot, "/x1/").parent is None


def test_pages_of_the_site_itself_are_no_columns(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page("/map/", anchor="网站地图", facts=listing("/map/")),
        Page("/gone/", anchor="旧栏目", outcome=Outcome.NOT_FOUND),
        Page("/index.html", anchor="首页", facts=listing("/")),
    )
    assert snapshot.columns == {}


def test_an_unread_column_is_known_by_its_link(store: Store) -> None:
    snapshot = store.crawl(HOME, Page("/tzgg/", anchor="通知公告", outcome=Outcome.TIMEOUT))
    column = at(snapshot, "/tzgg/")
    assert (column.name, column.was_read) == ("通知公告", False)


def test_a_column_whose_page_is_one_text_is_a_column_and_a_document(store: Store) -> None:
    guide = article("/zn/", "某县政府信息公开指南")
    snapshot = store.crawl(HOME, Page("/zn/", anchor="政府信息公开指南", facts=guide))
    column = at(snapshot, "/zn/")
    assert column.text == "某县政府信息公开指南的正文"
    assert [document.title for document in column.documents] == ["某县政府信息公开指南"]


@pytest.mark.parametrize(
    ("title", "meta", "crumbs", "name"),
    [
        ("政府信息公开指南", {}, [("/zn/", "公开指南")], "公开指南"),
        ("政府信息公开指南", {"ColumnName": "政府信息公开指南"}, [], "政府信息公开指南"),
        ("公开指南", {}, [("/", "首页"), ("", "公开指南")], "公开指南"),
        # What names only the column above it, or nothing, is a document alone.
        ("政府信息公开指南", {"ColumnName": "政策"}, [("/zc/", "政策")], ""),
        ("政府信息公开指南", {}, [], ""),
    ],
)
def test_a_text_that_a_link_without_words_leads_to_is_a_column_when_it_says_so(
    store: Store, title: str, meta: dict[str, str], crumbs: list[tuple[str, str]], name: str
) -> None:
    facts = article("/zn/", title)
    facts.meta = meta
    facts.breadcrumb = [Link(SITE + path if path else "", text) for path, text in crumbs]
    snapshot = store.crawl(HOME, Page("/zn/", facts=facts))
    assert [column.name for column in snapshot.columns.values()] == ([name] if name else [])
    assert list(snapshot.documents) == [f"{SITE}/zn/"]


def test_a_document_that_turns_out_to_be_a_list_is_a_column(store: Store) -> None:
    rows = [("/a/1.html", "关于某事的通知", DAY)]
    snapshot = store.crawl(
        HOME, Page("/a/", Role.DOCUMENT, anchor="规划计划", facts=listing("/a/", rows))
    )
    assert at(snapshot, "/a/").name == "规划计划"
    assert f"{SITE}/a/" not in snapshot.documents


# Documents and completeness


def test_rows_of_every_page_belong_to_the_column_newest_first(store: Store) -> None:
    first = [
        ("/tzgg/1.html", "第一号通知", date(2020, 5, 1)),
        ("/tzgg/2.html", "第二号通知", date(2021, 1, 1)),
    ]
    second = [
        ("/tzgg/3.html", "第三号通知", date(2020, 9, 1)),
        ("/tzgg/1.html", "第一号通知", date(2020, 5, 1)),
    ]
    snapshot = store.crawl(
        HOME,
        Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", first), list_end="followed"),
        Page(
            "/tzgg/index_1.html",
            Role.LIST,
            column="/tzgg/",
            facts=listing("/tzgg/index_1.html", second),
            page_no=2,
            list_end="end",
        ),
        Page(
            "/tzgg/2.html",
            Role.DOCUMENT,
            column="/tzgg/",
            facts=article("/tzgg/2.html", "第二号通知全名"),
        ),
    )
    column = at(snapshot, "/tzgg/")
    assert [document.title for document in column.documents] == [
        "第二号通知全名",
        "第三号通知",
        "第一号通知",
    ]
    assert (column.rows_read, column.complete, column.incomplete_reason) == (3, True, "")
    assert snapshot.documents[f"{SITE}/tzgg/1.html"].columns == (f"{SITE}/tzgg/",)
    assert len(snapshot.columns) == 1


def test_a_document_in_two_columns_belongs_to_both(store: Store) -> None:
    rows = [("/d/1.html", "关于某事的通知", DAY)]
    snapshot = store.crawl(
        HOME,
        Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", rows)),
        Page("/zwgk/", anchor="政府信息公开", facts=listing("/zwgk/", rows)),
    )
    assert snapshot.documents[f"{SITE}/d/1.html"].columns == (f"{SITE}/tzgg/", f"{SITE}/zwgk/")


@pytest.mark.parametrize(
    ("list_end", "total", "complete", "reason"),
    [
        ("end", None, True, ""),
        ("end", 1, True, ""),
        ("left_period", 900, True, ""),
        ("unknown", None, False, "翻页由脚本完成"),
        ("sampled", None, False, "抽样"),
        ("end", 34, False, "列表自称 34 条，读到 1 条"),
        ("followed", 34, False, "列表自称 34 条，读到 1 条"),
    ],
)
def test_how_completely_a_list_was_read(
    store: Store, list_end: str, total: int | None, complete: bool, reason: str
) -> None:
    rows = [("/tzgg/1.html", "关于某事的通知", DAY)]
    snapshot = store.crawl(
        HOME,
        Page(
            "/tzgg/",
            anchor="通知公告",
            facts=listing("/tzgg/", rows),
            list_end=list_end,
            total=total,
        ),
    )
    column = at(snapshot, "/tzgg/")
    assert column.complete is complete
    assert reason in column.incomplete_reason
    assert bool(column.incomplete_reason) is not complete


def test_a_column_knows_who_read_its_list_and_whether_it_was_sampled(store: Store) -> None:
    rows = [("/xw/1.html", "某地召开会议", DAY)]
    snapshot = store.crawl(
        HOME,
        Page("/xw/", anchor="新闻", facts=listing("/xw/", rows), family="jcms", list_end="sampled"),
        Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", rows), family="trs"),
        Page("/zwgk/", anchor="政府信息公开", outcome=Outcome.TIMEOUT),
    )
    told = {column.name: (column.family, column.sampled) for column in snapshot.columns.values()}
    assert told == {
        "新闻": ("jcms", True),
        "通知公告": ("trs", False),
        "政府信息公开": ("", False),
    }


def test_an_unread_page_of_a_list_leaves_it_incomplete(store: Store) -> None:
    rows = [("/tzgg/1.html", "关于某事的通知", DAY)]
    snapshot = store.crawl(
        HOME,
        Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", rows), list_end="followed"),
        Page("/tzgg/index_1.html", Role.LIST, column="/tzgg/", outcome=Outcome.TIMEOUT, page_no=2),
    )
    column = at(snapshot, "/tzgg/")
    assert (column.complete, column.incomplete_reason) == (False, "列表第 2 页未读到")


@pytest.mark.parametrize(
    ("total", "complete", "reason"),
    [
        (None, False, "列表第 2 页不存在"),
        (2, False, "列表第 2 页不存在（列表自称 2 条，读到 1 条）"),
        (1, True, ""),
    ],
)
def test_a_page_of_a_list_that_is_gone_leaves_it_open_unless_all_that_it_states_was_read(
    store: Store, total: int | None, complete: bool, reason: str
) -> None:
    rows = [("/tzgg/1.html", "关于某事的通知", DAY)]
    first = Page(
        "/tzgg/",
        anchor="通知公告",
        facts=listing("/tzgg/", rows),
        list_end="followed",
        total=total,
    )
    gone = Page(
        "/tzgg/index_1.html", Role.LIST, column="/tzgg/", outcome=Outcome.NOT_FOUND, page_no=2
    )
    snapshot = store.crawl(HOME, first, gone)
    column = at(snapshot, "/tzgg/")
    assert (column.complete, column.incomplete_reason) == (complete, reason)
    assert snapshot.dead_links == []


# Boxes that stand on every page


def test_rows_that_stand_on_every_columns_page_are_no_list(store: Store) -> None:
    box = [(f"/hot/{number}.html", f"热点信息第{number}条", DAY) for number in range(3)]
    own = [("/c0/1.html", "关于某事的通知", DAY)]
    pages = [
        Page(
            f"/c{number}/",
            anchor=f"栏目{number}",
            facts=listing(f"/c{number}/", [*(own if number == 0 else []), *box]),
        )
        for number in range(8)
    ]
    snapshot = store.crawl(HOME, *pages)
    assert [document.title for document in at(snapshot, "/c0/").documents] == ["关于某事的通知"]
    assert [len(at(snapshot, f"/c{number}/").documents) for number in range(8)] == [1, *[0] * 7]
    assert [at(snapshot, f"/c{number}/").rows_read for number in range(8)] == [1, *[0] * 7]


def test_rows_that_stand_on_a_few_pages_are_kept(store: Store) -> None:
    shared = [("/d/1.html", "关于某事的通知", DAY)]
    pages = [
        Page(f"/c{number}/", anchor=f"栏目{number}", facts=listing(f"/c{number}/", shared))
        for number in range(4)
    ]
    snapshot = store.crawl(HOME, *pages)
    assert [len(column.documents) for column in snapshot.columns.values()] == [1] * 4


def test_lines_of_the_homepage_are_not_a_columns_own(store: Store) -> None:
    home = Page(
        "/",
        Role.HOME,
        facts=PageFacts(
            f"{SITE}/", text="首页\n政府信息公开\n版权所有", links=links(("/zwgk/", "政府信息公开"))
        ),
    )
    page = listing("/zwgk/", text="首页\n政府信息公开\n请选择年度\n版权所有")
    assert (
        at(store.crawl(home, Page("/zwgk/", anchor="政府信息公开", facts=page)), "/zwgk/").shown
        == "请选择年度"
    )


# Frames


def test_a_frame_is_a_part_of_its_columns_page(store: Store) -> None:
    rows = [("/list/1.html", "关于某事的通知", DAY), ("/list/2.html", "关于另一事的通知", DAY)]
    snapshot = store.crawl(
        HOME,
        Page("/gk/", anchor="通知公告", facts=PageFacts(url=f"{SITE}/gk/")),
        Page(
            "/gk/list.asp",
            Role.FRAME,
            column="/gk/",
            facts=listing("/gk/list.asp", rows, links=links(("/gk/zn.asp", "政府信息公开指南"))),
        ),
        Page(
            "/gk/zn.asp",
            anchor="政府信息公开指南",
            found_on="/gk/list.asp",
            facts=PageFacts(url=""),
        ),
    )
    column = at(snapshot, "/gk/")
    assert [document.title for document in column.documents] == [
        "关于某事的通知",
        "关于另一事的通知",
    ]
    assert [link.text for link in column.links] == ["政府信息公开指南"]
    assert at(snapshot, "/gk/zn.asp").parent == column.url
    assert len(snapshot.columns) == 2


def test_a_text_in_a_frame_is_the_columns_text(store: Store) -> None:
    guide = article("/gk/zn_body.asp", "政府信息公开指南")
    guide.text = "一、公开的信息分类。二、获取方式。"
    snapshot = store.crawl(
        HOME,
        Page("/gk/zn.asp", anchor="政府信息公开指南", facts=PageFacts(url=f"{SITE}/gk/zn.asp")),
        Page("/gk/zn_body.asp", Role.FRAME, column="/gk/zn.asp", facts=guide),
    )
    assert at(snapshot, "/gk/zn.asp").text == guide.text
    assert snapshot.documents[f"{SITE}/gk/zn_body.asp"].columns == (f"{SITE}/gk/zn.asp",)


def test_a_column_keeps_its_place_when_its_text_stands_in_a_frame(store: Store) -> None:
    trail = links(("/", "首页"), ("/zwgk/", "政府信息公开"), ("/gk/zn.asp", "指南"))
    snapshot = store.crawl(
        HOME,
        Page("/zwgk/", anchor="政府信息公开", facts=listing("/zwgk/")),
        Page("/gk/zn.asp", anchor="指南", facts=PageFacts(f"{SITE}/gk/zn.asp", breadcrumb=trail)),
        Page("/b.asp", Role.FRAME, column="/gk/zn.asp", facts=article("/b.asp", "公开指南")),
    )
    assert at(snapshot, "/gk/zn.asp").path == ("政府信息公开", "指南")


def test_a_text_that_a_script_fetches_stands_on_the_columns_own_page(store: Store) -> None:
    path = "/gk/zn.html"
    snapshot = store.crawl(
        HOME,
        Page(path, anchor="政府信息公开指南", facts=PageFacts(url=SITE + path)),
        *(
            Page(
                f"/unit?id={id_}", Role.FRAME, column=path, facts=article(path, title), feed="jpaas"
            )
            for id_, title in ((1, "政府信息公开指南"), (2, "右侧提示"))
        ),
    )
    [document] = snapshot.documents.values()
    assert (document.url, document.title) == (f"{SITE}/gk/zn.html", "政府信息公开指南")
    assert document.fetch is not None
    assert document.fetch.url == f"{SITE}/unit?id=1"
    assert "右侧提示" in at(snapshot, "/gk/zn.html").text


def test_a_frame_without_answer_leaves_its_column_open(store: Store) -> None:
    snapshot = store.crawl(
        HOME,
        Page("/gk/", anchor="通知公告", facts=PageFacts(url=f"{SITE}/gk/")),
        Page("/gk/list.asp", Role.FRAME, column="/gk/", outcome=Outcome.TIMEOUT),
    )
    column = at(snapshot, "/gk/")
    assert (column.complete, column.incomplete_reason) == (False, "框架页未读到")

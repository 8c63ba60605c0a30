"""What a crawl asks for next: which links, in what order, and when a list has been read far enough."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cms.family import END, MORE, UNKNOWN, FoundColumn, ListPage, ListRequest
from crawler.follow import (
    DOCUMENT,
    MOST_OLD_PAGES,
    OLD_DOCUMENT,
    SAMPLED_DOCUMENTS,
    SAMPLED_PAGES,
    Policy,
)
from crawler.frontier import Entry
from crawler.plan import CrawlPlan, TextNeed
from crawler.snapshot.facts import CellLink, Link, LinkedTable, ListRow, PageFacts, Role

SITE = "http://www.a.gov.cn"
PLAN = CrawlPlan(
    since=date(2020, 1, 1),
    until=date(2021, 4, 15),
    wanted=frozenset({"政府信息公开", "通知公告", "行政规范性文件"}),
    standing=frozenset({"政府信息公开指南", "政府信息公开年报"}),
    sampled=frozenset({"要闻", "新闻中心"}),
)
HOSTS = ("www.a.gov.cn",)
POLICY = Policy(HOSTS, PLAN)
NEXT = f"{SITE}/tzgg/index_1.html"


def entry(name: str = "通知公告", role: Role = Role.COLUMN, **more: object) -> Entry:
    """A column's first page, asked for by this name."""
    url = f"{SITE}/tzgg/"
    values: dict[str, object] = {"depth": 1, "anchor": name, "column_url": url, **more}
    return Entry(url, role, 10, **values)


def row(number: int, day: date | None) -> ListRow:
    """A list row that leads to a document."""
    return ListRow(f"{SITE}/tzgg/{number}.html", f"关于第{number}号事项的通知", day)


def page(days: list[date | None], **more: object) -> ListPage:
    """A list page with a row for each day, and a next page."""
    values: dict[str, object] = {"end": MORE, "next_url": NEXT, **more}
    return ListPage(rows=[row(number, day) for number, day in enumerate(days)], **values)


def followed(
    asked: Entry, listing: ListPage, facts: PageFacts | None = None
) -> tuple[list[Entry], str]:
    """What one list page leads to, and how the list goes on."""
    found = POLICY.follow(asked, facts or PageFacts(asked.url, rows=listing.rows), listing)
    return found.entries, found.list_end


def linked(*links: tuple[str, str], asked: Entry | None = None) -> dict[str, Entry]:
    """What a page's links lead to, by path."""
    asked = asked or Entry(f"{SITE}/", Role.HOME, 0)
    facts = PageFacts(asked.url, links=[Link(url, text) for url, text in links])
    return {
        found.url.removeprefix(SITE): found
        for found in POLICY.follow(asked, facts, ListPage()).entries
    }


IN = date(2020, 6, 1)
BEFORE = date(2019, 6, 1)


def falling(first: date, count: int) -> list[date | None]:
    """Days one after another, newest first."""
    return [first - timedelta(days=number) for number in range(count)]


# How far a list is read


@pytest.mark.parametrize(
    ("days", "end"),
    [
        (falling(IN, 10), "followed"),
        (falling(BEFORE, 10), "left_period"),
        ([*falling(IN, 9), BEFORE], "left_period"),
        ([*falling(IN, 9), date(2019, 12, 31)], "left_period"),
        ([*falling(IN, 9), date(2020, 1, 1)], "followed"),
        # Pinned rows stand first whatever their date.
        ([BEFORE, BEFORE, *falling(IN, 8)], "followed"),
        ([IN, IN, *falling(BEFORE, 8)], "left_period"),
        # In no order: only a page without any row of the period has left it.
        ([IN, BEFORE, IN, BEFORE, BEFORE, IN, BEFORE, IN, BEFORE, BEFORE], "followed"),
        ([date(year, 1, 1) for year in (2018, 2017, 2019, 2016, 2018, 2017)], "left_period"),
        # Rows without dates say nothing of where the list stands.
        ([None] * 10, "followed"),
        ([None, None, None, None, BEFORE, BEFORE], "followed"),
        ([BEFORE], "followed"),
        # What is dated after the audit's day is no reason to stop.
        (falling(date(2022, 1, 1), 10), "followed"),
    ],
)  # fmt: skip
def test_a_list_is_read_until_it_leaves_the_period(days: list[date | None], end: str) -> None:
    entries, found = followed(entry(), page(days))
    assert found == end
    following = [each for each in entries if each.role is Role.LIST]
    assert [each.url for each in following] == ([NEXT] if end == "followed" else [])


@given(st.lists(st.dates(date(2015, 1, 1), date(2024, 1, 1)), min_size=2, max_size=30))
def test_no_list_is_left_while_its_last_row_lies_in_the_period(days: list[date]) -> None:
    listing = page([*days, max(*days, PLAN.since)])
    assert followed(entry(), listing)[1] == "followed"


@given(st.lists(st.dates(date(2010, 1, 1), date(2019, 12, 31)), min_size=2, max_size=30))
def test_a_page_wholly_before_the_period_ends_the_list(days: list[date]) -> None:
    assert followed(entry(), page(list(days)))[1] == "left_period"


def test_a_standing_columns_list_is_read_to_its_end() -> None:
    asked = entry("政府信息公开年报", standing=True)
    entries, end = followed(asked, page(falling(BEFORE, 10)))
    assert end == "followed"
    documents = [each for each in entries if each.role is Role.DOCUMENT]
    assert len(documents) == 10
    assert all(each.standing for each in entries)


def test_documents_outside_the_period_are_known_but_not_asked_for() -> None:
    days = [date(2021, 4, 16), date(2021, 4, 15), IN, date(2020, 1, 1), date(2019, 12, 31)]
    entries, _ = followed(entry(), page(list(days)))
    assert [each.row_day for each in entries if each.role is Role.DOCUMENT] == days[1:4]


def test_undated_rows_are_asked_for() -> None:
    entries, _ = followed(entry(), page([None, None]))
    assert [each.role for each in entries].count(Role.DOCUMENT) == 0, (
        "short undated rows may be columns: looked at as such"
    )
    long = [
        ListRow(
            f"{SITE}/tzgg/{number}.html",
            f"关于印发某县第{number}号事项实施方案的通知及其附件",
            None,
        )
        for number in range(2)
    ]
    entries, _ = followed(entry(), ListPage(rows=long))
    assert [each.role for each in entries] == [Role.DOCUMENT] * 2


def test_a_rows_address_tells_its_day_where_the_row_does_not() -> None:
    rows = [
        ListRow(f"{SITE}/tzgg/{month}/t{month}05_1234567.html", "关于某项工作的通知")
        for month in ("201805", "202005")
    ]
    entries, _ = followed(entry(), ListPage(rows=rows))
    assert [each.url for each in entries] == [rows[1].url]


# How a list goes on


def test_the_next_page_carries_on_the_column() -> None:
    asked = entry(standing=True)
    listing = page(
        [IN, IN], next_form="a=1", next_feed="jcms", other_url=f"{SITE}/other", other_form="b=2"
    )
    [following] = [each for each in followed(asked, listing)[0] if each.role is Role.LIST]
    assert (following.url, following.form, following.feed) == (NEXT, "a=1", "jcms")
    assert (following.fallback_url, following.fallback_form) == (f"{SITE}/other", "b=2")
    assert (following.page_no, following.column_url, following.anchor) == (
        2,
        asked.column_url,
        asked.anchor,
    )
    assert (following.standing, following.found_on) == (True, asked.url)


@pytest.mark.parametrize(
    ("listing", "end"),
    [
        (page([IN, IN], end=END), "end"),
        (page([IN, IN], end=UNKNOWN), "unknown"),
        (page([], end=UNKNOWN), "unknown"),
        (page([IN, IN], next_url=f"{SITE}/tzgg/index.html#"), "unknown"),
        (page([IN, IN], next_url="http://elsewhere.example/list_2.html"), "unknown"),
        (page([BEFORE, BEFORE], end=UNKNOWN), "left_period"),
    ],
)
def test_a_pager_that_leads_nowhere_new(listing: ListPage, end: str) -> None:
    entries, found = followed(entry(), listing)
    assert found == end
    assert [each for each in entries if each.role is Role.LIST] == []


def test_a_column_without_rows_may_have_its_list_in_a_feed_and_a_further_page_without_rows_is_the_end() -> (
    None
):
    listing = page([], next_url=f"{SITE}/feed?page=1", next_feed="jcms")
    [first] = followed(entry(), listing)[0]
    assert (first.url, first.feed, first.role) == (f"{SITE}/feed?page=1", "jcms", Role.LIST)
    assert followed(entry(role=Role.LIST), listing) == ([], "end")


def test_columns_that_only_a_script_names_are_asked_for_where_they_lie() -> None:
    tree = [
        FoundColumn("通知公告", ListRequest(f"{SITE}/api/all/1?page=1", feed="gkmlpt")),
        FoundColumn(
            "规范性文件",
            ListRequest(f"{SITE}/api/all/2?page=1", feed="gkmlpt"),
            f"{SITE}/api/all/1?page=1",
        ),
        FoundColumn("外站", ListRequest("http://elsewhere.example/api/all/3")),
    ]
    entries, _ = followed(entry("信息公开目录"), ListPage(columns=tree))
    assert [(each.anchor, each.role, each.feed, each.found_on) for each in entries] == [
        ("通知公告", Role.COLUMN, "gkmlpt", f"{SITE}/tzgg/"),
        ("规范性文件", Role.COLUMN, "gkmlpt", f"{SITE}/api/all/1?page=1"),
    ]


def test_further_lists_of_a_page_belong_to_its_column() -> None:
    listing = ListPage(also=[ListRequest(f"{SITE}/unit?tag=2", feed="jpaas")])
    [also] = followed(entry(), listing)[0]
    assert (also.role, also.column_url, also.feed) == (Role.LIST, f"{SITE}/tzgg/", "jpaas")


ANYTIME = CrawlPlan(
    since=PLAN.since,
    until=PLAN.until,
    sampled=PLAN.sampled,
    anytime=(TextNeed(any=re.compile("救助标准"), none=re.compile("解读")),),
    whole=frozenset({"社会救助"}),
)
STANDARD = "关于调整2018年困难群众救助标准的通知"


def aid_list(*titles: str) -> ListPage:
    """A list page of old documents of these titles, and a next page."""
    rows = [ListRow(f"{SITE}/shjz/{at}.html", title, BEFORE) for at, title in enumerate(titles)]
    return ListPage(rows=rows, end=MORE, next_url=f"{SITE}/shjz/index_1.html")


def test_a_document_that_counts_whatever_its_date_is_read_at_any_date() -> None:
    listing = aid_list(STANDARD, f"《{STANDARD}》解读", "关于召开社会救助工作会议的通知")
    found = Policy(HOSTS, ANYTIME).follow(entry("社会救助"), PageFacts(SITE), listing)
    documents = [each for each in found.entries if each.role is Role.DOCUMENT]
    assert [(each.anchor, each.priority) for each in documents] == [(STANDARD, OLD_DOCUMENT)]


@pytest.mark.parametrize(("name", "goes_on"), [("社会救助", True), ("通知公告", False)])
def test_the_list_where_such_documents_lie_is_read_to_its_end(name: str, goes_on: bool) -> None:
    found = Policy(HOSTS, ANYTIME).follow(entry(name), PageFacts(SITE), aid_list("一", "二"))
    assert found.list_end == ("followed" if goes_on else "left_period")


def test_a_list_without_an_end_is_left() -> None:
    asked = entry("社会救助", role=Role.LIST, page_no=MOST_OLD_PAGES)
    found = Policy(HOSTS, ANYTIME).follow(asked, PageFacts(SITE), aid_list("一", "二"))
    assert found.list_end == "left_period"


def test_such_a_list_is_known_by_its_pages_own_name() -> None:
    policy, listing = Policy(HOSTS, ANYTIME), aid_list("一", "二")
    named = PageFacts(SITE, title="社会救助", breadcrumb=[Link(f"{SITE}/shjz/", "社会救助")])
    further = next(
        each
        for each in policy.follow(entry("更多"), named, listing).entries
        if each.role is Role.LIST
    )
    listing.next_url = f"{SITE}/shjz/index_2.html"
    assert policy.follow(further, PageFacts(SITE), listing).list_end == "followed"


def test_a_link_to_such_a_document_is_followed_beside_the_list() -> None:
    old = f"{SITE}/art/2018/5/6/art_1_2.html"
    facts = PageFacts(
        SITE,
        links=[
            Link(old, STANDARD),
            Link(f"{SITE}/art/2018/5/6/art_1_3.html", "关于召开社会救助工作会议的通知"),
        ],
    )
    found = Policy(HOSTS, ANYTIME).follow(entry("社会救助"), facts, ListPage())
    assert [each.url for each in found.entries if each.role is Role.DOCUMENT] == [old]


TEXTS = CrawlPlan(
    since=PLAN.since,
    until=PLAN.until,
    texts=(
        TextNeed(any=re.compile("年度报告"), none=re.compile("解读")),
        TextNeed(columns=frozenset({"预决算公开"})),
    ),
)


@pytest.mark.parametrize(
    ("title", "crumb", "fetched"),
    [
        ("2020年政府信息公开工作年度报告", "年报", True),
        ("2020年政府信息公开工作年度报告解读", "年报", False),
        ("关于某事的通知", "通知公告", False),
        ("2020年财政决算", "预决算公开", True),
    ],
)
def test_files_are_fetched_where_a_rule_reads_such_documents(
    title: str, crumb: str, fetched: bool
) -> None:
    files = [
        Link(f"{SITE}/files/P0202.pdf", "附件"),
        Link("http://elsewhere.example/a.pdf", "别处"),
    ]
    facts = PageFacts(
        url=f"{SITE}/tzgg/1.html",
        title=title,
        is_article=True,
        attachments=files,
        breadcrumb=[Link(f"{SITE}/x/", crumb)],
    )
    entries = Policy(HOSTS, TEXTS).follow(entry(role=Role.DOCUMENT), facts, None).entries
    assert [(each.url, each.role) for each in entries] == (
        [(f"{SITE}/files/P0202.pdf", Role.ATTACHMENT)] if fetched else []
    )


def test_a_row_that_is_itself_a_file_is_a_document_where_a_rule_reads_it() -> None:
    rows = [
        ListRow(f"{SITE}/files/a.pdf", "2020年政府信息公开工作年度报告", IN),
        ListRow(f"{SITE}/files/b.pdf", "关于某事的通知", IN),
    ]
    entries = (
        Policy(HOSTS, TEXTS)
        .follow(entry(), PageFacts(url=f"{SITE}/tzgg/"), ListPage(rows=rows))
        .entries
    )
    assert [(each.url, each.role) for each in entries] == [(f"{SITE}/files/a.pdf", Role.DOCUMENT)]


def test_a_program_that_hands_out_a_file_is_fetched_where_a_rule_reads_such_documents() -> None:
    url = f"{SITE}/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid="
    rows = [
        ListRow(f"{url}1", "2020年政府信息公开工作年度报告.pdf", IN),
        ListRow(f"{url}2", "关于某事的通知.doc", IN),
    ]
    found = Policy(HOSTS, TEXTS).follow(entry(), PageFacts(SITE), ListPage(rows=rows))
    assert [(each.url, each.role) for each in found.entries] == [(f"{url}1", Role.DOCUMENT)]


def test_a_form_may_ask_the_same_address_again() -> None:
    listing = page([IN, IN], next_url=f"{SITE}/tzgg/", next_form="page=2")
    assert followed(entry(), listing)[1] == "followed"


CATALOGUES = CrawlPlan(
    since=PLAN.since,
    until=PLAN.until,
    linking=(TextNeed(any=re.compile("决策事项目录"), none=re.compile("解读")),),
)


@pytest.mark.parametrize(
    ("title", "taken"),
    [("2020年重大行政决策事项目录", True), ("2020年重大行政决策事项目录解读", False)],
)
def test_a_catalogues_links_are_followed_whatever_their_date(title: str, taken: bool) -> None:
    old, elsewhere = Link(f"{SITE}/art/2018/5/6/art_1_2.html", "草案"), Link("http://b.cn/", "草案")
    cells = LinkedTable(
        [["查看"]], [CellLink(0, 0, Link(f"{SITE}/art/2018/5/7/art_1_3.html", "查看"))]
    )
    facts = PageFacts(
        url=f"{SITE}/tzgg/1.html",
        title=title,
        is_article=True,
        body_links=[old, elsewhere],
        linked_tables=[cells],
    )
    policy = Policy(HOSTS, CATALOGUES)
    found = policy.follow(entry(role=Role.DOCUMENT), facts, None).entries
    assert [(each.url, each.priority) for each in found] == (
        [(old.url, DOCUMENT), (f"{SITE}/art/2018/5/7/art_1_3.html", DOCUMENT)] if taken else []
    )
    if taken:  # and what the page of one item links to
        item = PageFacts(url=old.url, title="停车管理办法", is_article=True, body_links=[old])
        assert len(policy.follow(found[0], item, None).entries) == 1


def test_a_catalogue_may_be_a_columns_page() -> None:
    old = Link(f"{SITE}/art/2018/5/6/art_1_2.html", "草案")
    facts = PageFacts(f"{SITE}/ml/", title="2020年重大行政决策事项目录", body_links=[old])
    found = Policy(HOSTS, CATALOGUES).follow(entry(), facts, ListPage()).entries
    assert [each.url for each in found] == [old.url]


@pytest.mark.parametrize("end", [MORE, UNKNOWN])
def test_pages_of_a_list_are_no_columns_beside_it(end: str) -> None:
    asked = entry()
    words = [("index_1.html", "[2]"), ("index_2.html", "3"), ("index_9.html", "尾页")]
    facts = PageFacts(asked.url, links=[Link(f"{SITE}/tzgg/{path}", text) for path, text in words])
    facts.links.append(Link(f"{SITE}/tzgg/2020/", "2020"))
    entries, _ = followed(asked, page([IN, IN], end=end), facts)
    columns = [found.url for found in entries if found.role is Role.COLUMN]
    assert columns == [f"{SITE}/tzgg/2020/"]


def test_numbers_beside_a_list_that_has_no_pages_lead_on() -> None:
    facts = PageFacts(f"{SITE}/gb/", links=[Link(f"{SITE}/gb/7.html", "7")])
    entries, _ = followed(entry(), page([IN, IN], end=END), facts)
    assert [found.url for found in entries if found.role is Role.COLUMN] == [f"{SITE}/gb/7.html"]


def test_a_list_without_end_is_left_and_said_to_be() -> None:
    asked = entry(role=Role.LIST, page_no=500)
    assert followed(asked, page([IN, IN]))[1] == "unknown"


def test_news_is_sampled() -> None:
    asked = entry("要闻", sampled=True)
    entries, end = followed(asked, page(falling(IN, 20)))
    assert len([each for each in entries if each.role is Role.DOCUMENT]) == SAMPLED_DOCUMENTS
    assert all(each.sampled for each in entries)
    assert end == "followed"
    last = entry("要闻", role=Role.LIST, sampled=True, page_no=SAMPLED_PAGES)
    entries, end = followed(last, page(falling(IN, 20)))
    assert end == "sampled"
    assert [each for each in entries if each.role is Role.LIST] == []


def test_a_column_is_known_by_its_own_name_where_the_link_only_said_more() -> None:
    asked = entry("更多", sampled=True)
    facts = PageFacts(asked.url, title="通知公告_某县人民政府")
    entries, _ = followed(asked, page(falling(IN, 20)), facts)
    assert len([each for each in entries if each.role is Role.DOCUMENT]) == 20
    news = PageFacts(asked.url, breadcrumb=[Link(f"{SITE}/xw/", "新闻中心")])
    entries, _ = followed(entry("更多"), page(falling(IN, 20)), news)
    assert len([each for each in entries if each.role is Role.DOCUMENT]) == SAMPLED_DOCUMENTS


def test_the_homepages_list_is_not_paged() -> None:
    entries, end = followed(Entry(f"{SITE}/", Role.HOME, 0), page([IN, IN]))
    assert end == "end"
    assert [each.role for each in entries] == [Role.DOCUMENT] * 2


def test_a_feed_leads_to_its_rows_alone() -> None:
    asked = entry(role=Role.LIST, feed="jcms", page_no=2)
    listing = page([IN], end=END)
    facts = PageFacts(asked.url, rows=listing.rows, links=[Link(f"{SITE}/xw/", "新闻中心")])
    assert [each.role for each in followed(asked, listing, facts)[0]] == [Role.DOCUMENT]


def test_a_search_leads_nowhere() -> None:
    asked = Entry(f"{SITE}/search?q=x", Role.SEARCH, 2)
    facts = PageFacts(asked.url, links=[Link(f"{SITE}/zwgk/", "政府信息公开")])
    assert followed(asked, page([IN, IN]), facts) == ([], "")


# Which links


def test_columns_by_name_come_before_others_and_news_last() -> None:
    found = linked(
        (f"{SITE}/fw/", "办事服务"), (f"{SITE}/xw/", "新闻中心"), (f"{SITE}/zwgk/", "政府信息公开")
    )
    assert [each.role for each in found.values()] == [Role.COLUMN] * 3
    order = sorted(found, key=lambda path: found[path].priority)
    assert order == ["/zwgk/", "/fw/", "/xw/"]
    assert found["/xw/"].sampled
    assert not found["/zwgk/"].sampled


def test_a_name_with_the_places_own_before_it_is_wanted() -> None:
    found = linked(
        (f"{SITE}/a/", "某县行政规范性文件"),
        (f"{SITE}/b/", "某县政府信息公开年报"),
        (f"{SITE}/c/", "某县要闻"),
    )
    assert found["/a/"].priority < found["/c/"].priority
    assert found["/b/"].standing


def test_columns_below_news_are_news_unless_wanted() -> None:
    asked = entry("新闻中心", sampled=True)
    found = linked((f"{SITE}/xw/tp/", "图片"), (f"{SITE}/xw/gg/", "通知公告"), asked=asked)
    assert found["/xw/tp/"].sampled
    assert not found["/xw/gg/"].sampled


@pytest.mark.parametrize(
    "url",
    [
        "http://www.b.gov.cn/zwgk/",
        "https://www.a.gov.cn.evil.example/zwgk/",
        "http://www.a.gov.cn:8080/zwgk/",
        "http://www.a.gov.cn@evil.example/",
        "javascript:void(0)",
        "mailto:a@a.gov.cn",
        "ftp://www.a.gov.cn/x",
        f"{SITE}/file/a.pdf",
        f"{SITE}/file/a.DOCX?download=1",
        f"{SITE}/img/a.jpg",
        f"{SITE}/x.zip",
        f"{SITE}/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2",
        f"{SITE}/" + "x" * 2001,
    ],
)
def test_what_is_never_asked_for(url: str) -> None:
    assert linked((url, "政府信息公开")) == {}
    assert followed(entry(), ListPage(rows=[ListRow(url, "关于某项工作的通知", IN)]))[0] == []
    document = POLICY.follow(
        entry(role=Role.DOCUMENT), PageFacts(SITE, body_links=[Link(url, "附件")]), None
    )
    assert document.entries == []


@pytest.mark.parametrize(
    "path",
    ["/zwgk/202006/t20200602_1352104.html", "/art/2020/6/2/art_12_34.html", "/info/1028/16917.htm", "/content/post_123.html",
     "/doc_0123456789abcdef01234567.html", "/public/7011/1260855690.html",
     "/x/zwyw/202006/feea7e4c757140f9a891b005f04c7506.shtml", "/gkmlpt/content/9/9103/post_9103540.html",
     "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1028&wbnewsid=16917",
     "/OpennessContent/show/2198223.html",
     "/zwgk/20200602/0123456789abcdef0123456789abcdef.html", "/art/2025/art_0123456789abcdef0123456789abcdef.html",
     "/gk/detail/content/0123456789abcdef01234567.html", "/gk/01234567-89ab-cdef-0123-456789abcdef.html",
     "/ShowArticle.asp?ArticleID=12", "/news_view.asp?cid=3&id=12", "/shownews.aspx?id=12", "/Item/152533.aspx",
     "/index.php?m=content&c=index&a=show&catid=271&id=12"],
)  # fmt: skip
def test_links_that_look_like_documents_are_read_as_such(path: str) -> None:
    assert linked((SITE + path, "政府信息公开"))[path].role is Role.DOCUMENT


@pytest.mark.parametrize(
    "path",
    ["/ShowClass.asp?ClassID=12", "/list.asp?id=12", "/Category_171/Index.aspx",
     "/gongkai/channel_0123456789abcdef01234567/", "/index.php?m=content&c=index&a=lists&catid=271",
     "/public/column/7011?type=4&catId=1", "/OpennessContent/showList/1/2/page_1.html", "/eportal/ui?pageId=12"],
)  # fmt: skip
def test_links_that_look_like_columns_are_read_as_such(path: str) -> None:
    assert linked((SITE + path, "政府信息公开"))[path].role is Role.COLUMN


def test_the_day_of_a_document_stands_in_the_folder_above_an_identifier() -> None:
    name = "0123456789abcdef0123456789abcdef.html"
    old, new = f"/gk/20180602/{name}", f"/gk/20200602/{name}"
    assert list(linked((SITE + old, "旧文件"), (SITE + new, "新文件"))) == [new]


def test_a_long_link_text_is_a_title() -> None:
    found = linked(
        (f"{SITE}/a.html", "某县人民政府办公室关于印发2020年政务公开工作要点的通知"),
        (f"{SITE}/b/", "政策解读"),
    )
    assert (found["/a.html"].role, found["/b/"].role) == (Role.DOCUMENT, Role.COLUMN)


def test_old_documents_on_the_homepage_are_left_alone() -> None:
    old, new = "/zwgk/201806/t20180602_1352104.html", "/zwgk/202006/t20200602_1352104.html"
    assert list(linked((SITE + old, "旧文件"), (SITE + new, "新文件"))) == [new]


def test_a_documents_links_lead_to_documents_of_the_period() -> None:
    asked = Entry(f"{SITE}/a.html", Role.DOCUMENT, 25, depth=3, found_on=f"{SITE}/tzgg/")
    old, new = f"{SITE}/201806/t20180602_1.html", f"{SITE}/202006/t20200602_1.html"
    facts = PageFacts(
        asked.url,
        links=[Link(f"{SITE}/zwgk/", "政府信息公开")],
        body_links=[Link(old, "旧"), Link(new, "新")],
    )
    found = POLICY.follow(asked, facts, None)
    assert [(each.url, each.role, each.depth) for each in found.entries] == [
        (new, Role.DOCUMENT, 4)
    ]
    assert found.list_end == ""


def test_columns_end_at_a_depth() -> None:
    asked = entry(depth=15)
    assert linked((f"{SITE}/deep/", "子栏目"), asked=asked) == {}


def test_a_day_that_is_none_in_an_address_is_no_day() -> None:
    path = "/zwgk/202013/t20201345_1352104.html"
    assert linked((SITE + path, "文件"))[path].role is Role.DOCUMENT


def test_the_start_is_the_homepage_and_the_entry_pages() -> None:
    first = POLICY.start(f"{SITE}/", (f"{SITE}/zwgk/",))
    assert [(each.url, each.role) for each in first] == [
        (f"{SITE}/", Role.HOME),
        (f"{SITE}/zwgk/", Role.COLUMN),
    ]
    assert first[0].priority < first[1].priority < 10


@pytest.mark.parametrize(
    ("name", "taken"), [("2020年重大行政决策事项目录.docx", True), ("附件2：申请表.docx", False)]
)
def test_the_links_in_a_catalogues_file_are_followed(name: str, taken: bool) -> None:
    url = f"{SITE}/art/2018/5/7/art_1_3.html"
    cells = LinkedTable([["查看"]], [CellLink(0, 0, Link(url, "查看"))])
    facts = PageFacts(f"{SITE}/files/1.docx", title=name, linked_tables=[cells], file="docx")
    asked = entry(name, role=Role.ATTACHMENT)
    found = Policy(HOSTS, CATALOGUES).follow(asked, facts, None).entries
    assert [(each.url, each.role) for each in found] == ([(url, Role.DOCUMENT)] if taken else [])

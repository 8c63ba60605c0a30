"""Each list of a column held to its own count: what is missing is said with its numbers, nothing else is called missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.snapshot.facts import Column, Outcome, PageFacts, Role
from tests.crawler.snapshot.crawled import SITE, Page, Store, links, listing

DAY = date(2020, 6, 1)
HOME = Page("/", Role.HOME, facts=PageFacts(f"{SITE}/"))
Rows = list[tuple[str, str, date | None]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path)


def rows(*numbers: int, folder: str = "/d/") -> Rows:
    """Rows that lead to these documents."""
    return [(f"{folder}{number}.html", f"关于第{number}号事项的通知", DAY) for number in numbers]


def column(store: Store, *pages: Page, path: str = "/tzgg/") -> Column:
    """What a crawl of these pages makes of a column."""
    return store.crawl(HOME, *pages).columns[SITE + path]


def first(found: Rows, **more: object) -> Page:
    """The first page of the column's list."""
    return Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", found), **more)


def further(page_no: int, found: Rows | None, **more: object) -> Page:
    """A further page of it, which the page before led to; None: it was not read."""
    path = f"/tzgg/index_{page_no - 1}.html"
    before = "/tzgg/" if page_no == 2 else f"/tzgg/index_{page_no - 2}.html"
    values = {"column": "/tzgg/", "found_on": before, "page_no": page_no, "list_end": "end", **more}
    facts = listing(path, found) if found is not None else None
    return Page(path, Role.LIST, facts=facts, **values)


def read(found: Column) -> tuple[int, int | None, str]:
    """Rows read, entries stated, and why the list is incomplete."""
    assert found.complete is not bool(found.incomplete_reason)
    return found.rows_read, found.stated_total, found.incomplete_reason


def test_rows_are_counted_once_however_many_pages_pin_them(store: Store) -> None:
    pinned = rows(1, 2)
    found = column(
        store,
        first(pinned + rows(3, 4), list_end="followed", total=6),
        further(2, pinned + rows(5, 6), total=6),
    )
    assert read(found) == (6, 6, "")


def test_a_row_that_was_lost_on_the_way_is_missed(store: Store) -> None:
    found = column(
        store, first(rows(1, 2, 3), list_end="followed", total=6), further(2, rows(4, 5))
    )
    assert read(found) == (5, 6, "列表自称 6 条，读到 5 条")


def test_an_entry_that_is_listed_under_two_days_is_two(store: Store) -> None:
    again: Rows = [("/d/1.html", "关于第1号事项的通知", date(2019, 5, 1))]
    assert read(column(store, first(rows(1, 2) + again, total=3))) == (3, 3, "")
    undated: Rows = [("/d/1.html", "关于第1号事项的…", None)]
    found = column(store, first(rows(1, 2) + undated, total=3))
    assert read(found) == (2, 3, "列表自称 3 条，读到 2 条")


def test_a_list_that_was_left_for_its_dates_has_no_shortfall(store: Store) -> None:
    assert read(column(store, first(rows(1, 2), list_end="left_period", total=900))) == (2, 900, "")


@pytest.mark.parametrize(
    ("list_end", "total", "reason"),
    [
        ("unknown", 45, "翻页由脚本完成，后面各页未读到（列表自称 45 条，读到 2 条）"),
        ("unknown", 2, ""),
        ("unknown", 1, "翻页由脚本完成，后面各页未读到"),
        ("unknown", None, "翻页由脚本完成，后面各页未读到"),
        ("end", 1, ""),
    ],
)
def test_why_a_list_is_incomplete_comes_with_its_numbers(
    store: Store, list_end: str, total: int | None, reason: str
) -> None:
    assert read(column(store, first(rows(1, 2), list_end=list_end, total=total)))[2] == reason


def test_a_total_of_nothing_excuses_no_list_that_was_not_read(store: Store) -> None:
    # "post_count": 0 of some other category.
    found = column(store, first([], list_end="unknown", total=0))
    assert found.incomplete_reason == "翻页由脚本完成，后面各页未读到"


def test_a_total_far_below_what_was_read_excuses_no_page_that_is_gone(store: Store) -> None:
    many = rows(*range(40))
    gone = further(2, None, outcome=Outcome.NOT_FOUND)
    # 今年 12 条: the number of one year.
    found = column(store, first(many, list_end="followed", total=12), gone)
    assert found.incomplete_reason == "列表第 2 页不存在"
    found = column(store, first(many, list_end="followed", total=38), gone)
    assert found.complete


# Several lists of one column


def test_each_list_is_held_to_its_own_number(store: Store) -> None:
    tab = {"column": "/tzgg/", "found_on": "/tzgg/"}
    pages = [
        first(rows(1, 2, 3), total=3),
        Page("/feed?tab=2", Role.LIST, facts=listing("/feed?tab=2", rows(4, 5)), total=4, **tab),
        Page("/feed?tab=3", Role.LIST, facts=listing("/feed?tab=3", rows(6)), total=1, **tab),
    ]
    assert read(column(store, *pages)) == (6, 8, "列表自称 4 条，读到 2 条")
    pages[1].facts = listing("/feed?tab=2", rows(4, 5, 7, 8))
    assert read(column(store, *pages)) == (8, 8, "")


def test_a_document_in_two_lists_is_read_in_both(store: Store) -> None:
    tab = Page(
        "/feed?tab=2",
        Role.LIST,
        column="/tzgg/",
        found_on="/tzgg/",
        facts=listing("/feed?tab=2", rows(1, 2)),
        total=2,
    )
    assert read(column(store, first(rows(1, 2, 3), total=3), tab)) == (3, 3, "")


def test_a_list_that_was_left_hides_no_shortfall_of_another(store: Store) -> None:
    frame = Page(
        "/tzgg/frame.jsp",
        Role.FRAME,
        column="/tzgg/",
        found_on="/tzgg/",
        facts=listing("/tzgg/frame.jsp", rows(7, 8)),
        total=5,
    )
    found = column(store, first(rows(1, 2), list_end="left_period", total=900), frame)
    assert found.incomplete_reason == "列表自称 5 条，读到 2 条"


def test_the_pages_of_two_lists_are_told_apart_by_what_led_to_them(store: Store) -> None:
    frame = Page(
        "/f/list.jsp",
        Role.FRAME,
        column="/tzgg/",
        found_on="/tzgg/",
        facts=listing("/f/list.jsp", rows(10, 11)),
        total=4,
        list_end="followed",
    )
    of_frame = Page(
        "/f/list.jsp?page=2",
        Role.LIST,
        column="/tzgg/",
        found_on="/f/list.jsp",
        facts=listing("/f/list.jsp?page=2", rows(12)),
        page_no=2,
        list_end="end",
    )
    found = column(
        store,
        first(rows(1, 2), total=3, list_end="followed"),
        frame,
        of_frame,
        further(2, rows(3)),
    )
    assert read(found) == (6, 7, "列表自称 4 条，读到 3 条")


def test_a_list_in_a_feed_belongs_to_the_page_that_asked_for_it(store: Store) -> None:
    shell = Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/"), list_end="followed")
    feed = Page(
        "/feed?page=1",
        Role.LIST,
        column="/tzgg/",
        found_on="/tzgg/",
        facts=listing("/feed?page=1", rows(1, 2)),
        page_no=2,
        total=3,
        list_end="end",
    )
    assert read(column(store, shell, feed)) == (2, 3, "列表自称 3 条，读到 2 条")


# Pages that were asked for as another list's


def test_a_list_whose_next_page_never_came_is_open(store: Store) -> None:
    found = column(store, first(rows(1, 2), list_end="followed", next="/tzgg/index_1.html"))
    assert found.incomplete_reason == "列表第 2 页未读到"


def test_a_last_page_that_leads_back_to_the_first_ends_the_list(store: Store) -> None:
    found = column(
        store,
        first(rows(1, 2), list_end="followed", next="/tzgg/index_1.html"),
        further(2, rows(3), list_end="followed", next="/tzgg/index.html"),
    )
    assert read(found) == (3, None, "")


def other(end: str = "end") -> tuple[Page, Page]:
    """A column at another address, and the second page of its list."""
    page = Page(
        "/gg/",
        anchor="公示公告",
        facts=listing("/gg/", rows(1, 2)),
        list_end="followed",
        next="/tzgg/index_1.html",
    )
    return page, further(2, rows(3, 4), column="/gg/", found_on="/gg/", list_end=end)


def test_two_columns_with_one_list_have_its_rows_both(store: Store) -> None:
    found = column(
        store, *other(), first(rows(1, 2), list_end="followed", next="/tzgg/index_1.html")
    )
    assert read(found) == (4, None, "")
    assert sorted(document.url for document in found.documents) == [
        f"{SITE}/d/{number}.html" for number in (1, 2, 3, 4)
    ]


def test_what_was_not_read_of_the_one_was_not_read_of_the_other(store: Store) -> None:
    found = column(
        store, *other("unknown"), first(rows(1, 2), list_end="followed", next="/tzgg/index_1.html")
    )
    assert found.incomplete_reason == "翻页由脚本完成，后面各页未读到"


# Boxes that stand on every page


def boxed(own: dict[int, Rows], box: Rows, count: int = 8) -> list[Page]:
    """So many columns with the same box of rows on their pages, and some with a list of their own before it."""
    return [
        Page(
            f"/c{number}/",
            anchor=f"栏目{number}",
            facts=listing(f"/c{number}/", [*own.get(number, []), *box]),
            total=len(own.get(number, [])) or None,
        )
        for number in range(count)
    ]


def test_a_document_in_a_box_still_stands_in_its_own_list(store: Store) -> None:
    snapshot = store.crawl(HOME, *boxed({0: rows(1, 2, 3)}, rows(1, 2)))
    own = snapshot.columns[f"{SITE}/c0/"]
    assert read(own) == (3, 3, "")
    assert {document.url for document in own.documents} == {
        f"{SITE}/d/{number}.html" for number in (1, 2, 3)
    }
    assert snapshot.columns[f"{SITE}/c1/"].documents == []


def test_a_box_that_stands_twice_on_every_page_is_no_list(store: Store) -> None:
    snapshot = store.crawl(HOME, *boxed({0: rows(5)}, rows(1, 2) * 2))
    assert read(snapshot.columns[f"{SITE}/c0/"]) == (1, 1, "")
    assert snapshot.columns[f"{SITE}/c1/"].rows_read == 0


def test_the_rows_of_a_feed_are_never_a_box(store: Store) -> None:
    feed = Page(
        "/feed",
        Role.LIST,
        column="/c0/",
        found_on="/c0/",
        facts=listing("/feed", rows(1, 2, 3)),
        total=3,
        page_no=2,
    )
    pages = boxed({}, rows(1, 2))
    pages[0].list_end = "followed"
    snapshot = store.crawl(HOME, *pages, feed)
    assert read(snapshot.columns[f"{SITE}/c0/"]) == (3, 3, "")


def test_a_box_on_a_further_page_of_a_list_is_none_either(store: Store) -> None:
    pages = boxed({0: rows(5, 6)}, rows(1, 2))
    pages[0].list_end, pages[0].total = "followed", 3
    page = Page(
        "/c0/index_1.html",
        Role.LIST,
        column="/c0/",
        found_on="/c0/",
        facts=listing("/c0/index_1.html", rows(7, 1, 2), links=links(("/", "首页"))),
        page_no=2,
    )
    snapshot = store.crawl(HOME, *pages, page)
    assert read(snapshot.columns[f"{SITE}/c0/"]) == (3, 3, "")

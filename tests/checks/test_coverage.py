from __future__ import annotations

from datetime import date

import pytest

from checks.coverage import (
    ancestors,
    below,
    columns_within,
    could_hold,
    documents_in,
    find_columns,
    forget,
    incomplete_columns,
    remembered,
    searched,
    unread_within,
    visible_documents,
)
from crawler.snapshot.facts import Fetch, Outcome, Role
from tests.checks.build import HOME, address, column, context, doc, home, lost, site, words
from tests.growth import grows_in_proportion


def anchors(fetches: list[Fetch]) -> list[str]:
    return [fetch.anchor for fetch in fetches]


@pytest.mark.parametrize("anchor", ["旅游", "乡村旅游", "领导活动", "走进博山", "图片新闻"])
def test_sections_without_disclosure_never_block(anchor: str) -> None:
    assert could_hold(site(unread=[lost(anchor=anchor)]), context(), ["政策解读"]) == []


@pytest.mark.parametrize(
    "anchor",
    [
        "政策解读", "解读", "政策", "政务公开", "信息公开", "法定主动公开内容", "【 政务 公开 】更多>>",
        "", "更多", "下一页", "专题专栏", "某个不认识的名字",
    ],
)  # fmt: skip
def test_what_fits_or_contains_or_says_nothing_blocks(anchor: str) -> None:
    assert len(could_hold(site(unread=[lost(anchor=anchor)]), context(), ["政策解读"])) == 1


@pytest.mark.parametrize("anchor", ["规划计划", "财政预决算", "通知公告"])
def test_another_known_matter_does_not_block(anchor: str) -> None:
    assert could_hold(site(unread=[lost(anchor=anchor)]), context(), ["政策解读"]) == []


def test_a_section_that_shares_a_concept_blocks() -> None:
    unread = [lost(anchor="互动交流")]
    assert len(could_hold(site(unread=unread), context(), ["意见征集"])) == 1
    assert could_hold(site(unread=unread), context(), ["规划信息"]) == []


def test_what_is_sought_blocks_though_its_section_is_irrelevant() -> None:
    vocabulary = words(("旅游", "文旅"), irrelevant=("旅游",))
    unread = [lost(anchor="旅游")]
    circumstances = context(vocabulary=vocabulary)
    assert len(could_hold(site(unread=unread), circumstances, ["旅游"])) == 1


@pytest.mark.parametrize("outcome", [o for o in Outcome if not o.answered])
def test_every_outcome_without_an_answer_is_unread(outcome: Outcome) -> None:
    unread = [lost(outcome, anchor="政策解读")]
    assert len(could_hold(site(unread=unread), context(), ["政策解读"])) == 1


def test_a_page_that_does_not_exist_was_answered() -> None:
    unread = [lost(Outcome.NOT_FOUND, anchor="政策解读")]
    assert could_hold(site(unread=unread), context(), ["政策解读"]) == []


def test_an_address_read_at_a_second_try_is_read() -> None:
    tree = site([column("政策解读")], unread=[lost(url=address("政策解读"), anchor="政策解读")])
    assert could_hold(tree, context(), ["政策解读"]) == []


def test_an_unread_homepage_could_hold_anything() -> None:
    tree = site(homepage=home(outcome="timeout"))
    assert [fetch.url for fetch in could_hold(tree, context(), ["政策解读"])] == [HOME]


def test_the_site_search_holds_nothing() -> None:
    assert could_hold(site(unread=[lost(role=Role.SEARCH)]), context(), ["政策解读"]) == []


def test_a_column_below_the_one_sought_blocks_by_its_place() -> None:
    tree = site([column("政策解读", children=[column("规划计划", outcome="timeout")])])
    assert anchors(could_hold(tree, context(), ["政策解读"])) == ["规划计划"]
    tree = site([column("新闻中心", children=[column("不认识的", outcome="timeout")])])
    assert could_hold(tree, context(), ["政策解读"]) == []


def test_list_pages_hold_documents_of_their_own_column_only() -> None:
    columns = [column("政策解读"), column("通知公告")]
    unread = [
        lost(role=Role.LIST, column="政策解读", anchor="2"),
        lost(role=Role.LIST, column="通知公告", anchor="3"),
    ]
    found = could_hold(site(columns, unread=unread), context(), ["政策解读"], lambda _: True)
    assert anchors(found) == ["2"]
    found = could_hold(site(columns, unread=unread), context(), (), lambda _: True)
    assert sorted(anchors(found)) == ["2", "3"]


def test_a_document_can_only_be_what_its_title_says() -> None:
    documents = [
        doc("2023年政府信息公开工作年度报告", "2024-01-20", "年度报告", outcome="timeout"),
        doc("关于召开会议的通知", "2024-01-20", "年度报告", outcome="timeout"),
    ]
    tree = site(documents=documents)
    found = could_hold(tree, context(), ["年度报告"], lambda title: "年度报告" in title)
    assert anchors(found) == ["2023年政府信息公开工作年度报告"]
    assert len(could_hold(tree, context(), ["年度报告"])) == 2
    assert could_hold(tree, context(), ["政策解读"], lambda title: "年度报告" in title) == []


def test_a_title_cut_off_may_go_on() -> None:
    cut = doc("关于印发博山区2023年重点工作...", "2023-05-01", "政策文件", outcome="timeout")
    tree = site(documents=[cut])
    assert len(could_hold(tree, context(), ["政策文件"], lambda title: "方案" in title)) == 1
    assert could_hold(tree, context(), (), lambda title: "方案" in title) == []


def test_a_document_without_a_title_may_be_anything_its_columns_hold() -> None:
    unread = [lost(role=Role.DOCUMENT, column="政策文件"), lost(role=Role.DOCUMENT, column="旅游")]
    tree = site([column("政策文件"), column("旅游")], unread=unread)
    assert could_hold(tree, context(), ["政策文件"], lambda _: False) == [unread[0]]
    assert could_hold(tree, context(), (), lambda _: False) == [unread[0]]


def test_documents_of_later_days_are_not_published_yet() -> None:
    later = doc("政策解读一", "2024-04-16", "政策解读", outcome="timeout")
    today = doc("政策解读二", "2024-04-15", "政策解读", outcome="timeout")
    found = could_hold(site(documents=[later, today]), context(), ["政策解读"], lambda _: True)
    assert anchors(found) == ["政策解读二"]


def test_a_fitting_column_never_asked_for_is_unread() -> None:
    tree = site([column("政策解读", outcome=None), column("规划计划", outcome=None)])
    found = could_hold(tree, context(), ["政策解读"])
    assert [(fetch.anchor, fetch.outcome) for fetch in found] == [
        ("政策解读", Outcome.OUT_OF_BUDGET)
    ]


def test_unread_within_leaves_out_what_lies_elsewhere() -> None:
    tree = site(
        [column("政策解读", children=[column("图解", outcome="timeout")])],
        unread=[lost(anchor="政务公开"), lost(role=Role.LIST, column="政策解读", anchor="2")],
    )
    assert sorted(anchors(unread_within(tree, context(), ["政策解读"]))) == ["2", "图解"]


def test_order_and_duplicates() -> None:
    unread = [lost(anchor="乙"), lost(anchor="甲"), lost(anchor="乙")]
    found = could_hold(site(unread=unread), context(), ["政策解读"])
    assert [fetch.url for fetch in found] == sorted({fetch.url for fetch in unread})


def test_columns_are_found_by_alias_place_and_exact_name() -> None:
    tree = site([column("解读"), column("博山区政策解读"), column("政策解读库")])
    assert {c.name for c in find_columns(tree, context(), "政策解读")} == {"解读", "博山区政策解读"}
    assert find_columns(tree, context(), "政策解读", exact=True) == []
    spaced = site([column("【 政策 解读 】")])
    assert len(find_columns(spaced, context(), "政策解读", exact=True)) == 1


def test_documents_of_a_column_include_those_below_it() -> None:
    tree = site(
        [column("政策文件", children=[column("部门文件", children=[column("教育")])])],
        [
            doc("甲", "2023-02-01", "教育"),
            doc("乙", "2023-03-01", "政策文件"),
            doc("丙", None, "部门文件"),
            doc("丁", "2023-01-01", "通知公告"),
            doc("戊", "2024-05-01", "教育"),
        ],
    )
    assert [d.title for d in documents_in(tree, context(), ["政策文件"])] == ["乙", "甲", "丙"]
    assert len(documents_in(tree, context(), ())) == 4
    assert documents_in(tree, context(), ["政策解读"]) == []


def test_a_document_in_several_columns_is_one() -> None:
    tree = site(documents=[doc("甲", "2023-02-01", ["政策文件", "规范性文件"])])
    assert len(documents_in(tree, context(), ["政策文件"])) == 1


def test_a_tree_that_runs_in_a_circle_ends() -> None:
    tree = site([column("甲", children=[column("乙")])])
    one, other = tree.columns[address("甲")], tree.columns[address("乙")]
    one.parent = other.url
    other.children = (one.url,)
    assert below(tree, one) == [other]
    assert list(ancestors(tree, one)) == [other]


@pytest.mark.parametrize("as_of", ["2023-05-05", "2023-05-06", "2023-05-07"])
def test_documents_are_visible_from_their_day_on(as_of: str) -> None:
    tree = site(documents=[doc("甲", "2023-05-06"), doc("乙", None)])
    expected = ["乙"] if as_of < "2023-05-06" else ["甲", "乙"]
    assert [d.title for d in visible_documents(tree, date.fromisoformat(as_of))] == expected


def test_incomplete_columns_are_those_below_too_and_never_irrelevant_ones() -> None:
    tree = site(
        [
            column("政策文件", children=[column("部门文件", complete=False)]),
            column("旅游", complete=False),
        ]
    )
    assert [c.name for c in incomplete_columns(tree, context(), ["政策文件"])] == ["部门文件"]
    assert [c.name for c in incomplete_columns(tree, context(), ())] == ["部门文件"]


def test_what_was_searched_names_columns_and_counts() -> None:
    tree = site(
        [column("政务公开", children=[column("政策文件")])], [doc("甲", "2023-01-01", "政策文件")]
    )
    found = searched(tree, context(), ["政策文件"], first=date(2023, 1, 1))
    assert (found.columns, found.documents) == (("政务公开 > 政策文件",), 1)
    everything = searched(tree, context(), ["政策解读"])
    assert everything.columns == ("政务公开", "政务公开 > 政策文件")


def test_names_of_no_column_find_nothing() -> None:
    assert columns_within(site(), context(), ["政策文件"]) == []


def test_what_is_remembered_is_built_once_until_forgotten() -> None:
    tree = site()
    built: list[int] = []

    def build() -> int:
        built.append(1)
        return len(built)

    assert [remembered(tree, "key", build), remembered(tree, "key", build)] == [1, 1]
    forget(tree)
    assert remembered(tree, "key", build) == 2


def test_two_equal_sites_are_not_mixed_up() -> None:
    one, other = site([column("甲")]), site([column("甲")])
    assert remembered(one, "key", lambda: 1) == 1
    assert remembered(other, "key", lambda: 2) == 2


def _look_up(count: int) -> None:
    columns = [column(f"栏目{n}", children=[column(f"子栏目{n}")]) for n in range(100)]
    documents = [
        doc(f"关于第{n}号事项的通知", date(2023, 1 + n % 12, 1 + n % 28), f"子栏目{n % 100}")
        for n in range(count)
    ]
    tree = site(columns, documents, unread=[lost(anchor=f"栏目甲{n}") for n in range(200)])
    for n in range(100):
        assert len(documents_in(tree, context(), [f"栏目{n}"])) == count // 100
        assert len(could_hold(tree, context(), [f"栏目{n}"])) == 200


def test_a_hundred_look_ups_grow_with_the_documents() -> None:
    assert grows_in_proportion(_look_up, 800)


@pytest.mark.parametrize(
    "name",
    [
        "临港区政策解读",
        "临沂临港经济开发区政策解读",
        "管委会政策解读",
        "临港经济开发区管委会政策解读",
        "临港政策解读",
    ],
)
def test_a_zone_s_own_names_may_stand_before_a_column_s(name: str) -> None:
    own = site([column(name)], name="临沂临港经济开发区管理委员会", kind="zone")
    assert [each.name for each in find_columns(own, context(), "政策解读")] == [name]

from __future__ import annotations

import pytest

from checks.kinds import registry
from checks.verdict import Verdict
from crawler.snapshot.facts import Link, PageFacts, SiteSnapshot
from tests.checks.build import Tree, address, column, context, doc, judge, lost, site, words


def chain(names: list[str]) -> Tree:
    """Columns one below the other."""
    tree: Tree | None = None
    for name in reversed(names):
        tree = column(name, children=[tree] if tree else [])
    assert tree is not None
    return tree


def deep(levels: int, name: str = "目录") -> Tree:
    return chain([f"{name}{at}级" for at in range(1, levels + 1)])


@pytest.mark.parametrize(
    ("levels", "verdict"), [(1, Verdict.PASS), (5, Verdict.PASS), (6, Verdict.FAIL)]
)
def test_the_number_of_levels(levels: int, verdict: Verdict) -> None:
    said = judge("columns_tidy", site([column("政府信息公开", children=[deep(levels)])]), fail_at=1)
    assert said.verdict is verdict, said.reason
    if verdict is Verdict.FAIL:
        assert "目录6级" in said.quotes


def test_columns_outside_the_catalogue_do_not_matter() -> None:
    tree = site(
        [column("政府信息公开", children=[deep(2)]), column("旅游", children=[deep(9, "景")])]
    )
    assert judge("columns_tidy", tree).verdict is Verdict.PASS


def test_years_are_no_level() -> None:
    names = ["法定主动公开", "财政", "预算", "部门预算", "本级", "2024年", "二〇二四年度"]
    assert (
        judge("columns_tidy", site([column("政府信息公开", children=[chain(names)])])).verdict
        is Verdict.PASS
    )


def test_a_department_s_catalogue_is_counted_from_the_department() -> None:
    vocabulary = words(("政府信息公开",), ("部门信息公开", "部门公开"))
    units = column("部门公开", children=[column("区教体局", children=[deep(5)])])
    tree = site([column("政府信息公开", children=[column("主动", children=[units])])])
    said = judge("columns_tidy", tree, context(vocabulary=vocabulary), fail_at=1)
    assert said.verdict is Verdict.PASS, said.reason


def test_what_the_page_says_of_its_place_wins_where_it_is_nearer() -> None:
    last = column("末级", facts=PageFacts(address("末级"), breadcrumb=[
        Link(address("首页"), "首页"), Link(address("政府信息公开"), "政府信息公开"),
        Link(address("重点领域"), "重点领域"), Link(address("末级"), "末级"),
    ]))  # fmt: skip
    tree = deep(6)
    lowest = tree
    while lowest.children and lowest.children[0].children:
        lowest = lowest.children[0]
    lowest.children = [last]
    assert (
        judge("columns_tidy", site([column("政府信息公开", children=[tree])]), fail_at=1).verdict
        is Verdict.PASS
    )


def doubled(*pages: tuple[str, str], links: int = 2) -> SiteSnapshot:
    """Columns of one name below one parent, by name and address."""
    entries = [column(name, url=address(where), rows=1) for name, where in pages]
    shown = [Link(address(where), name) for name, where in pages[:links]]
    platform = column("政府信息公开", children=entries, links=shown)
    documents = [doc(f"文件{where}", "2023-05-06", where) for _, where in pages]
    return site([platform], documents)


def test_two_columns_of_one_name_side_by_side() -> None:
    tree = doubled(("财政信息", "财政1"), ("财政信息", "财政2"))
    said = judge("columns_tidy", tree, fail_at=1)
    assert said.verdict is Verdict.FAIL
    assert "财政信息" in said.reason
    partial = judge("columns_tidy", tree, fail_at=2)
    assert (partial.verdict, partial.share) == (Verdict.PARTIAL, 0.5)
    assert (
        judge(
            "columns_tidy", doubled(("财政信息", "财政1"), ("财政信息", "财政2"), links=1)
        ).verdict
        is Verdict.PASS
    )


@pytest.mark.parametrize("name", ["更多", "2024年", "详情"])
def test_names_that_name_nothing_may_repeat(name: str) -> None:
    assert (
        judge("columns_tidy", doubled((name, "甲1"), (name, "甲2")), fail_at=1).verdict
        is Verdict.PASS
    )


def test_one_list_under_two_addresses_is_one_column() -> None:
    entries = [column("财政信息", url=address(where)) for where in ("财政", "财政/index")]
    documents = [doc("关于预算的报告", "2023-05-06", ["财政", "财政/index"])]
    tree = site([column("政府信息公开", children=entries)], documents)
    assert judge("columns_tidy", tree, fail_at=1).verdict is Verdict.PASS


def test_columns_that_only_a_fragment_tells_apart() -> None:
    urls = [f"{address('gkmlpt')}index#{number}" for number in (4231, 4232)]
    entries = [column("财政信息", url=url) for url in urls]
    documents = [doc(f"文件{n}", "2023-05-06", url=address(f"文件{n}")) for n in range(2)]
    for document, url in zip(documents, urls, strict=True):
        document.columns = (url,)
    tree = site([column("政府信息公开", children=entries)], documents)
    assert judge("columns_tidy", tree, fail_at=1).verdict is Verdict.FAIL


def test_equal_names_below_different_parents_are_no_repetition() -> None:
    parents = [
        column(name, children=[column("政策文件", url=address(f"{name}政策"))])
        for name in ("教育", "卫生")
    ]
    assert (
        judge("columns_tidy", site([column("政府信息公开", children=parents)]), fail_at=1).verdict
        is Verdict.PASS
    )


def test_what_was_not_read() -> None:
    unread = site([column("政府信息公开", children=[column("机构职能", outcome="timeout")])])
    assert judge("columns_tidy", unread).verdict is Verdict.UNDETERMINED
    elsewhere = site(
        [column("政府信息公开", children=[deep(2)]), column("旅游", outcome="timeout")]
    )
    assert judge("columns_tidy", elsewhere).verdict is Verdict.PASS
    found = site(
        [column("政府信息公开", children=[deep(7), column("机构职能", outcome="timeout")])]
    )
    assert judge("columns_tidy", found, fail_at=1).verdict is Verdict.FAIL


def test_no_catalogue_at_all() -> None:
    assert judge("columns_tidy", site([column("新闻中心")])).verdict is Verdict.FAIL
    assert (
        judge("columns_tidy", site([], unread=[lost(anchor="政务公开")])).verdict
        is Verdict.UNDETERMINED
    )


def test_it_says_what_it_checks() -> None:
    kind = registry()["columns_tidy"]
    said = kind.explain(kind.params(levels=4, fail_at=3), words())
    assert "4级" in said.checked[0]
    assert "3处" in said.checked[1]

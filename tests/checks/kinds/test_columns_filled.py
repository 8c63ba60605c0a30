from __future__ import annotations

from dataclasses import replace

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import PageFacts
from tests.checks.build import Tree, address, column, doc, judge, lost, site


def empties(count: int) -> list[Tree]:
    return [column(f"空栏目{n}") for n in range(count)]


@pytest.mark.parametrize(
    ("count", "verdict"),
    [(0, Verdict.PASS), (4, Verdict.PASS), (5, Verdict.FAIL), (6, Verdict.FAIL)],
)
def test_the_threshold(count: int, verdict: Verdict) -> None:
    said = judge("columns_filled", site(empties(count)), fewer_than=5)
    assert said.verdict is verdict
    assert len(said.judgement.evidence) == count


@pytest.mark.parametrize(
    ("count", "unread", "verdict"),
    [
        (4, 1, Verdict.UNDETERMINED),
        (3, 1, Verdict.PASS),
        (5, 9, Verdict.FAIL),
        (0, 5, Verdict.UNDETERMINED),
        (0, 4, Verdict.PASS),
    ],
)
def test_unread_columns_matter_only_where_they_could_reach_it(
    count: int, unread: int, verdict: Verdict
) -> None:
    known = [column(f"未读{n}", outcome="timeout") for n in range(unread)]
    assert judge("columns_filled", site([*empties(count), *known])).verdict is verdict
    unknown = [lost(anchor=f"未知{n}") for n in range(unread)]
    assert judge("columns_filled", site(empties(count), unread=unknown)).verdict is verdict


def test_unread_columns_beside_the_point_do_not_matter() -> None:
    tree = site([*empties(4), column("旅游", outcome="timeout")], unread=[lost(anchor="走进博山")])
    assert judge("columns_filled", tree).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        (
            "本账号由区政府办公室主办，每日发布政务信息和办事指南，欢迎扫码关注，微信号在下方二维码旁。",
            Verdict.PASS,
        ),
        ("政务要闻\n通知公告\n请输入关键字", Verdict.FAIL),
    ],
)
def test_a_sentence_on_a_page_without_an_article_is_content(shown: str, verdict: Verdict) -> None:
    tree = site(empties(5))
    tree.columns[address("空栏目0")].shown_of = lambda: shown
    assert judge("columns_filled", tree).verdict is verdict


def test_what_is_not_empty() -> None:
    with_table = PageFacts(address("表"), tables=[[["项目", "标准"]]])
    columns = [
        column("有文件"),
        column("有下级", children=[column("下级")]),
        column("有文字", text="联系电话：0533-4110000"),
        column("有列表", rows=3),
        column("有表格", facts=with_table),
        column("有表单", form_fields=4),
    ]
    documents = [doc("甲", "2023-01-01", ["有文件", "下级"])]
    assert judge("columns_filled", site(columns, documents), fewer_than=1).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "tree",
    [
        column("空栏目"),
        column("空栏目", text="空栏目"),
        column("空栏目", text="当前位置：首页 > 政务公开 > 空栏目\n共0条 上一页 下一页"),
        column(
            "空栏目", text="栏目正在建设中，敬请期待，给您带来不便请谅解。", placeholder="建设中"
        ),
    ],
)
def test_what_is_empty(tree: Tree) -> None:
    said = judge("columns_filled", site([tree]), fewer_than=1)
    assert said.verdict is Verdict.FAIL
    assert "空栏目" in said.reason


@pytest.mark.parametrize(
    "tree",
    [
        column("脚本列表", stated_total=12),
        column("脚本列表", complete=False),
        column("脚本列表", outcome="script_shell"),
        column("脚本列表", outcome=None),
    ],
)
def test_what_cannot_be_told_is_never_called_empty(tree: Tree) -> None:
    assert judge("columns_filled", site([tree]), fewer_than=1).verdict is Verdict.UNDETERMINED
    assert judge("columns_filled", site([tree]), fewer_than=2).verdict is Verdict.PASS


def test_several_addresses_of_one_page_count_once() -> None:
    tree = site(empties(6))
    for entry in tree.columns.values():
        assert entry.fetch is not None
        entry.fetch = replace(entry.fetch, final_url=address("同一页") + "#top")
    said = judge("columns_filled", tree, fewer_than=2)
    assert said.verdict is Verdict.PASS
    assert "1 个空白栏目" in said.reason


def test_later_documents_do_not_make_a_column_empty() -> None:
    tree = site([column("栏目")], [doc("甲", "2024-05-01", "栏目")])
    assert judge("columns_filled", tree, fewer_than=1).verdict is Verdict.UNDETERMINED
    assert judge("columns_filled", tree, fewer_than=2).verdict is Verdict.PASS


def test_hostile_names_and_placeholders() -> None:
    tree = site([column("{count}\u202e栏目" * 100, placeholder="{names}" * 1000)])
    said = judge("columns_filled", tree, fewer_than=1)
    assert said.verdict is Verdict.FAIL
    assert "\u202e" not in said.reason
    assert len(said.reason) < 400

from __future__ import annotations

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import Link, ListRow, PageFacts
from tests.checks.build import address, column, doc, home, judge, lost, site

ASKED = {
    "name": "政策文件",
    "features": [
        {"name": "检索", "any": ["检索", "搜索"]},
        {"name": "按年份", "any": ["按年份", "年度"]},
        {"name": "下载", "any": ["下载", "pdf"]},
    ],
}


def test_all_features_pass() -> None:
    tree = site(
        [column("政策文件", links=[Link("#", "高级 检索")], text="可按年份浏览")],
        [doc("甲", "2023-01-01", "政策文件", attachments=[("http://x.example/a.PDF?x=1", "附件")])],
    )
    said = judge("column_features", tree, **ASKED)
    assert said.verdict is Verdict.PASS
    assert "高级 检索" in said.quotes
    assert "功能：下载" in said.quotes


def test_words_of_the_pages_own_forms_count() -> None:
    tree = site([column("政策文件")])
    tree.columns[address("政策文件")].shown_of = lambda: "全文检索： 年度 全部 2023 下载"
    assert judge("column_features", tree, **ASKED).verdict is Verdict.PASS


def test_rows_of_a_list_that_stands_in_a_script_count() -> None:
    rows = [ListRow("http://x.example/1.html", "全文检索年度目录，可下载")]
    tree = site([column("政策文件", facts=PageFacts(address("政策文件"), rows=rows))])
    assert judge("column_features", tree, **ASKED).verdict is Verdict.PASS


def test_some_earn_their_share() -> None:
    tree = site([column("政策文件", links=[Link("#", "检索")], text="下载")])
    said = judge("column_features", tree, **ASKED)
    assert (said.verdict, round(said.share, 2)) == (Verdict.PARTIAL, 0.67)
    assert "缺 按年份" in said.reason


def test_none_fails_and_words_elsewhere_do_not_count() -> None:
    tree = site(
        [column("政策文件"), column("通知公告", text="检索 按年份 下载")],
        [doc("甲", "2023-01-01", "通知公告", attachments=[("http://x.example/a.pdf", "下载")])],
    )
    assert judge("column_features", tree, **ASKED).verdict is Verdict.FAIL


def test_pages_below_count() -> None:
    below = column("库", headings=["检索", "年度"], text="下载")
    assert judge("column_features", site([column("政策文件", children=[below])]), **ASKED).code == (
        "pass"
    )


def test_absent_column() -> None:
    assert judge("column_features", site(), **ASKED).code == "missing"
    tree = site(unread=[lost(anchor="政务公开")])
    assert judge("column_features", tree, **ASKED).verdict is Verdict.UNDETERMINED


def test_unread_pages_of_the_column_leave_missing_features_open() -> None:
    tree = site([column("政策文件", text="检索"), column("规范性文件", outcome="timeout")])
    assert judge("column_features", tree, **ASKED).verdict is Verdict.UNDETERMINED
    whole = site(
        [column("政策文件", text="检索 年度 下载"), column("规范性文件", outcome="timeout")]
    )
    assert judge("column_features", whole, **ASKED).verdict is Verdict.PASS


def test_hostile_words_are_quoted_not_run() -> None:
    tree = site([column("政策文件", text="{found}\u202e检索" + "长" * 9999)])
    said = judge("column_features", tree, **ASKED)
    assert said.verdict is Verdict.PARTIAL
    assert all(len(piece.quote) <= 200 for piece in said.judgement.evidence)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://www.dezhou.example/wjk/", "elsewhere"),
        ("http://www.boshan.example/wjk/", "missing"),
    ],
)
def test_a_library_of_another_site_is_left_to_a_person(url: str, code: str) -> None:
    found = site([column("新闻中心")], homepage=home(Link(url, "政策文件")))
    features = [{"name": "检索", "any": ["检索"]}]
    said = judge("column_features", found, name="政策文件", features=features)
    assert said.code == code

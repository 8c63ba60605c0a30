from __future__ import annotations

import pytest
from pydantic import ValidationError

from checks.kinds.column_groups import ColumnGroupsParams
from checks.verdict import Verdict
from crawler.snapshot.facts import Fetch, SiteSnapshot
from tests.checks.build import column, context, doc, judge, lost, site, words

NAMES = [f"栏目{n}号" for n in "甲乙丙丁戊己庚辛壬癸子丑寅"]
VOCABULARY = words(*[[name] for name in NAMES])
ASKED = {
    "groups": [{"name": name, "columns": [name]} for name in NAMES],
    "pass_at": 10,
    "fail_at": 5,
}


def with_content(count: int, unread: list[Fetch] | None = None) -> SiteSnapshot:
    return site(
        [column(name) for name in NAMES[:count]],
        [doc(f"{name}的文件", "2023-02-03", name) for name in NAMES[:count]],
        unread=unread or [],
    )


@pytest.mark.parametrize(
    ("count", "verdict"),
    [
        (13, Verdict.PASS),
        (10, Verdict.PASS),
        (9, Verdict.PARTIAL),
        (6, Verdict.PARTIAL),
        (5, Verdict.FAIL),
        (0, Verdict.FAIL),
    ],
)
def test_thresholds(count: int, verdict: Verdict) -> None:
    said = judge("column_groups", with_content(count), context(vocabulary=VOCABULARY), **ASKED)
    assert said.verdict is verdict
    assert said.judgement.share == count / 13


@pytest.mark.parametrize(
    ("count", "unread", "verdict"),
    [
        (10, 3, Verdict.PASS),
        (9, 1, Verdict.UNDETERMINED),
        (8, 1, Verdict.PARTIAL),
        (5, 1, Verdict.UNDETERMINED),
        (4, 1, Verdict.FAIL),
        (3, 10, Verdict.UNDETERMINED),
    ],
)
def test_unread_columns_leave_it_open_only_where_they_matter(
    count: int, unread: int, verdict: Verdict
) -> None:
    lacking = [lost(anchor=name) for name in NAMES[count : count + unread]]
    tree = with_content(count, lacking)
    said = judge("column_groups", tree, context(vocabulary=VOCABULARY), **ASKED)
    assert said.verdict is verdict


def test_the_share_is_that_of_the_groups_decided() -> None:
    tree = with_content(8, [lost(anchor=NAMES[8])])
    said = judge("column_groups", tree, context(vocabulary=VOCABULARY), **ASKED)
    assert said.share == 8 / 12


ONE = {"groups": [{"name": "规划", "columns": ["规划信息"]}], "pass_at": 1, "fail_at": 0}


@pytest.mark.parametrize(
    ("text", "verdict"), [("规" * 30, Verdict.PASS), ("规" * 29, Verdict.FAIL)]
)
def test_own_text_of_thirty_characters_is_content(text: str, verdict: Verdict) -> None:
    assert judge("column_groups", site([column("规划信息", text=text)]), **ONE).verdict is verdict


def test_a_placeholder_is_no_content() -> None:
    text = "本栏目正在建设中，敬请期待。" * 5
    tree = site([column("规划信息", text=text, placeholder="正在建设中")])
    said = judge("column_groups", tree, **ONE)
    assert said.verdict is Verdict.FAIL
    assert "没有内容" in said.quotes


def test_content_below_counts() -> None:
    tree = site(
        [column("规划信息", children=[column("专项")])], [doc("规划", "2023-01-01", "专项")]
    )
    assert judge("column_groups", tree, **ONE).verdict is Verdict.PASS


def test_an_alias_counts() -> None:
    tree = site([column("规划计划")], [doc("规划", "2023-01-01", "规划计划")])
    assert judge("column_groups", tree, **ONE).verdict is Verdict.PASS


def test_documents_of_later_days_tell_nothing() -> None:
    tree = site([column("规划信息")], [doc("规划", "2024-04-16", "规划信息")])
    assert judge("column_groups", tree, **ONE).verdict is Verdict.UNDETERMINED


def test_a_list_withheld_by_a_script_is_open() -> None:
    tree = site([column("规划信息", stated_total=3, complete=False)])
    assert judge("column_groups", tree, **ONE).verdict is Verdict.UNDETERMINED


def test_a_column_that_was_not_read_is_open() -> None:
    tree = site([column("规划信息", outcome="dns")])
    said = judge("column_groups", tree, **ONE)
    assert said.verdict is Verdict.UNDETERMINED
    assert "域名无法解析" in said.reason


def test_an_empty_column_fails_though_a_general_section_was_not_read() -> None:
    tree = site([column("规划信息")], unread=[lost(anchor="政务公开")])
    assert judge("column_groups", tree, **ONE).verdict is Verdict.FAIL
    nothing = site(unread=[lost(anchor="政务公开")])
    assert judge("column_groups", nothing, **ONE).verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(("pass_at", "fail_at"), [(1, 1), (2, 0), (1, 3)])
def test_thresholds_must_be_in_order(pass_at: int, fail_at: int) -> None:
    with pytest.raises(ValidationError, match="fail_at"):
        ColumnGroupsParams.model_validate({**ONE, "pass_at": pass_at, "fail_at": fail_at})


LIST = {
    "groups": [{"name": "权责清单", "columns": ["权责清单"], "itself": True}],
    "pass_at": 1,
    "fail_at": 0,
}
ORDER = doc("关于开展权责清单调整工作的通知", "2023-02-01", "权责清单")
MEETING = doc("我市召开权责清单工作推进会", "2023-03-01", "权责清单")


@pytest.mark.parametrize(
    ("titles", "verdict"),
    [
        ((), Verdict.FAIL),
        (("区教育局权责清单",), Verdict.PASS),
        (("市教育局权责清单",), Verdict.FAIL),
        (("区教育局",), Verdict.PASS),
        (("关于公布权责清单的通知",), Verdict.PASS),
        (("《权责清单（征求意见稿）》公开征求意见的公告",), Verdict.FAIL),
    ],
)
def test_what_only_speaks_of_the_thing_is_not_the_thing_itself(
    titles: tuple[str, ...], verdict: Verdict
) -> None:
    things = [doc(title, "2023-04-01", "权责清单") for title in titles]
    said = judge("column_groups", site([column("权责清单")], [ORDER, MEETING, *things]), **LIST)
    assert said.verdict is verdict
    assert (
        verdict is Verdict.PASS or "只是关于“权责清单”的报道、通知或其他机关的文件" in said.quotes
    )


def test_an_order_that_has_the_thing_attached_shows_it() -> None:
    order = doc(
        "关于做好权责清单公布工作的通知",
        "2023-04-01",
        "权责清单",
        attachments=[("http://a.cn/1.xls", "市级权责清单.xls"), ("http://a.cn/2.doc", "联系人")],
    )
    assert (
        judge("column_groups", site([column("权责清单")], [order]), **LIST).verdict is Verdict.PASS
    )


def test_a_list_of_which_a_page_is_missing_may_hold_the_thing() -> None:
    tree = site([column("权责清单", complete=False)], [ORDER])
    assert judge("column_groups", tree, **LIST).verdict is Verdict.UNDETERMINED

from __future__ import annotations

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import Link, Outcome
from tests.checks.build import HOME, Said, Tree, address, column, dead, home, judge, lost, site

PARTS = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告"]
ASKED = {"name": "政府信息公开", "exact": True, "on_homepage": True, "children": PARTS}


def platform(*parts: str, **more: object) -> Tree:
    return column("政府信息公开", children=[column(part) for part in parts], **more)


def code(said: Said) -> tuple[Verdict, str]:
    return said.verdict, said.code


def test_all_parts_and_an_entry_pass() -> None:
    said = judge("column", site([platform(*PARTS, on_homepage=True)]), **ASKED)
    assert code(said) == (Verdict.PASS, "pass_parts")
    assert "首页入口" in said.quotes
    assert "组成部分" in said.quotes


def test_parts_may_go_by_another_name_unless_exact() -> None:
    named = ["公开指南", "公开制度", "主动公开", "政府信息公开年报"]
    tree = site([platform(*named, on_homepage=True)])
    assert judge("column", tree, **ASKED).code == "pass_parts"
    said = judge("column", tree, **ASKED, children_exact=True)
    assert code(said) == (Verdict.FAIL, "no_parts")


@pytest.mark.parametrize("found", [1, 2, 3])
def test_some_parts_earn_their_share(found: int) -> None:
    said = judge("column", site([platform(*PARTS[:found], on_homepage=True)]), **ASKED)
    assert code(said) == (Verdict.PARTIAL, "partial")
    assert said.share == found / 4
    assert all(part in said.reason for part in PARTS)


def test_no_part_fails() -> None:
    said = judge("column", site([platform(on_homepage=True)]), **ASKED)
    assert code(said) == (Verdict.FAIL, "no_parts")
    assert said.judgement.searched is not None


def test_parts_may_be_links_or_headings_on_the_page() -> None:
    tree = site(
        [
            column(
                "政府信息公开",
                on_homepage=True,
                links=[Link("http://other.example/zn", "政府信息公开指南 >>")],
                headings=["政府信息公开制度"],
            )
        ]
    )
    said = judge("column", tree, **ASKED)
    assert said.share == 0.5


def test_a_part_whose_page_is_gone_is_none() -> None:
    link = Link(address("指南页"), "政府信息公开指南")
    tree = site([column("政府信息公开", on_homepage=True, links=[link])], fetches=[dead(link.url)])
    assert judge("column", tree, **ASKED).code == "no_parts"


def test_another_name_fails_and_quotes_it() -> None:
    tree = site([column("信息公开", on_homepage=True)])
    said = judge("column", tree, name="政府信息公开", exact=True)
    assert code(said) == (Verdict.FAIL, "wrong_name")
    assert "“信息公开”" in said.reason
    assert judge("column", tree, name="政府信息公开").verdict is Verdict.PASS


def test_near_misses_are_no_column_of_the_name() -> None:
    tree = site([column("政府信息公开指南"), column("政府信息公开平台建设动态")])
    assert code(judge("column", tree, name="政府信息公开")) == (Verdict.FAIL, "missing")


def test_absent_after_everything_was_read_fails_with_what_was_searched() -> None:
    said = judge("column", site([column("通知公告")]), name="政府信息公开")
    assert code(said) == (Verdict.FAIL, "missing")
    assert said.judgement.searched is not None
    assert said.judgement.searched.columns == ("通知公告",)


def test_absent_while_a_page_that_could_hold_it_is_unread_is_open() -> None:
    tree = site(unread=[lost("firewall", anchor="政务公开")])
    said = judge("column", tree, name="政府信息公开")
    assert code(said) == (Verdict.UNDETERMINED, "undetermined")
    assert "“政务公开”（被防火墙拦截）" in said.reason
    assert len(said.judgement.unread) == 1


def test_an_unread_page_beside_the_point_does_not_block() -> None:
    tree = site(unread=[lost(anchor="旅游")])
    assert judge("column", tree, name="政府信息公开").code == "missing"


def test_without_an_entry_on_a_homepage_that_was_read_unread_pages_cannot_help() -> None:
    tree = site(homepage=home("通知公告"), unread=[lost(anchor="政务公开")])
    said = judge("column", tree, name="政府信息公开", exact=True, on_homepage=True)
    assert said.verdict is Verdict.FAIL


def test_an_entry_without_words_could_be_the_one() -> None:
    where = address("图片入口")
    page = home("通知公告", Link(where, ""))
    tree = site(homepage=page, unread=[lost(url=where)])
    said = judge("column", tree, name="政府信息公开", exact=True, on_homepage=True)
    assert said.verdict is Verdict.UNDETERMINED


def test_not_on_the_homepage_fails_and_says_what_stands_there() -> None:
    page = home(Link(address("政府信息公开"), "信息公开"), "通知公告")
    said = judge("column", site([platform(*PARTS)], homepage=page), **ASKED)
    assert code(said) == (Verdict.FAIL, "not_on_homepage")
    assert said.reason == (
        "网站首页没有名为“政府信息公开”的栏目入口；在首页 2 个链接中只见“信息公开”。"
    )


def test_not_on_the_homepage_with_nothing_like_it_there() -> None:
    said = judge("column", site([platform(*PARTS)], homepage=home("通知公告")), **ASKED)
    assert said.reason.endswith("在首页 1 个链接中没有相近的名称。")


def test_an_image_entry_is_for_a_person() -> None:
    page = home(Link(address("政府信息公开") + "index.html", " "), "通知公告")
    said = judge("column", site([platform(*PARTS)], homepage=page), **ASKED)
    assert code(said) == (Verdict.UNDETERMINED, "image_entry")


@pytest.mark.parametrize("outcome", ["timeout", "script_shell"])
def test_a_homepage_that_was_not_read_leaves_the_entry_open(outcome: str) -> None:
    page = home(outcome=outcome)
    said = judge("column", site([platform(*PARTS)], homepage=page), **ASKED)
    assert code(said) == (Verdict.UNDETERMINED, "undetermined")


def test_other_evidence_decides_though_the_homepage_was_not_read() -> None:
    tree = site([platform()], homepage=home(outcome="timeout"))
    assert judge("column", tree, **ASKED).code == "no_parts"


def test_a_frame_that_was_not_read_leaves_the_entry_open() -> None:
    page = home("通知公告", frames=[HOME + "top.html"])
    assert judge("column", site([platform(*PARTS)], homepage=page), **ASKED).code == "undetermined"
    elsewhere = home("通知公告", frames=["http://weather.example/box"])
    said = judge("column", site([platform(*PARTS)], homepage=elsewhere), **ASKED)
    assert said.code == "not_on_homepage"


def test_a_column_whose_page_was_not_read_leaves_its_parts_open() -> None:
    said = judge("column", site([platform(outcome="timeout", on_homepage=True)]), **ASKED)
    assert code(said) == (Verdict.UNDETERMINED, "parts_unread")
    assert "超时" in said.reason


def test_parts_known_otherwise_pass_though_the_page_was_not_read() -> None:
    tree = site([platform(*PARTS, outcome="timeout", on_homepage=True)])
    assert judge("column", tree, **ASKED).code == "pass_parts"


def test_a_name_whose_only_page_did_not_answer_is_open() -> None:
    tree = site([column("政府信息公开", outcome="timeout", on_homepage=True)])
    assert judge("column", tree, name="政府信息公开").verdict is Verdict.UNDETERMINED


def test_an_entry_that_leads_nowhere_fails() -> None:
    link = Link(address("政府信息公开"), "政府信息公开")
    tree = site(homepage=home(link), fetches=[dead(link.url)])
    said = judge("column", tree, name="政府信息公开", exact=True, on_homepage=True)
    assert code(said) == (Verdict.FAIL, "dead_entry")


def test_an_entry_that_leads_to_another_host_counts() -> None:
    page = home(Link("http://portal.example/xxgk", "政府信息公开"))
    said = judge("column", site(homepage=page), name="政府信息公开", exact=True, on_homepage=True)
    assert said.verdict is Verdict.PASS


def test_of_several_columns_of_the_name_the_best_is_judged() -> None:
    bare = column("政府信息公开", url=HOME + "old/")
    tree = site([bare, platform(*PARTS, on_homepage=True)])
    assert judge("column", tree, **ASKED).code == "pass_parts"


def test_hostile_names_are_cleaned_and_never_formatted() -> None:
    evil = "信息公开\u202e{name}{0.__class__}" + "长" * 5000
    tree = site([column(evil, names=["信息公开"])])
    said = judge("column", tree, name="政府信息公开", exact=True)
    assert said.code == "wrong_name"
    assert "\u202e" not in said.reason
    assert len(said.reason) < 400


def test_robots_and_budget_are_unread_too() -> None:
    for outcome in (Outcome.ROBOTS, Outcome.OUT_OF_BUDGET):
        tree = site(unread=[lost(outcome, anchor="政务公开")])
        assert judge("column", tree, name="政府信息公开").verdict is Verdict.UNDETERMINED


PLATFORM = {"name": "数据开放"}
LEADS_OUT = Link("http://province.example/zd/", "数据开放")


def test_a_link_on_a_column_s_page_counts_only_where_the_rule_says_so() -> None:
    tree = site([column("征地公告", links=[LEADS_OUT])])
    assert judge("column", tree, **PLATFORM).code == "missing"
    said = judge("column", tree, **PLATFORM, on_column_pages=True)
    assert code(said) == (Verdict.PASS, "pass")
    assert "http://province.example/zd/" in said.quotes


def test_a_dead_link_on_a_column_s_page_does_not_count() -> None:
    gone = Link(address("开放平台"), "数据开放")
    tree = site([column("征地公告", links=[gone])], fetches=[dead(address("开放平台"))])
    said = judge("column", tree, **PLATFORM, on_column_pages=True)
    assert code(said) == (Verdict.FAIL, "missing")

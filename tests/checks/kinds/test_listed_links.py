from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.listed_links import KIND, ListedLinksParams
from checks.verdict import Verdict
from crawler.snapshot.facts import Link, ListRow, PageFacts, SiteSnapshot
from tests.checks.build import (
    HOME,
    Said,
    address,
    column,
    context,
    dead,
    doc,
    home,
    judge,
    lost,
    site,
    words,
)

NAME = "公共企事业单位"
VOCABULARY = words((NAME, "公共企事业"), ("政策文件",))
UNITS = [Link(f"http://unit{n}.example/", f"第{n}人民医院") for n in range(1, 9)]
MENU = [Link(HOME, "首页"), Link(address("政策文件"), "政策文件"), Link(f"{HOME}map", "各镇街道")]


def units(*links: Link, more: list[Any] | None = None, **column_: Any) -> SiteSnapshot:
    tree = [
        column(NAME, links=[*MENU, *links], **column_),
        column("政策文件", links=MENU),
        *(more or []),
    ]
    return site(tree, homepage=home(*MENU, Link(address(NAME), NAME)))


def listed(of: SiteSnapshot, at_least: int = 4) -> Said:
    return judge("listed_links", of, context(vocabulary=VOCABULARY), column=NAME, at_least=at_least)


@given(st.integers(0, 8), st.integers(1, 8))
def test_the_number(count: int, at_least: int) -> None:
    said = listed(units(*UNITS[:count]), at_least)
    assert said.verdict is (Verdict.PASS if count >= at_least else Verdict.FAIL)
    assert said.judgement.values["count"] == count


def test_menus_are_no_listed_links() -> None:
    said = listed(units(), 1)
    assert (said.verdict, said.code) == (Verdict.FAIL, "too_few")
    nameless = [Link(f"{HOME}2", "更多"), Link(address(NAME), "本栏目"), Link(f"{HOME}3", " ")]
    assert listed(units(*nameless), 1).code == "too_few"


def test_one_address_counts_once() -> None:
    again = Link("http://unit1.example/index.html", "市立医院")
    assert listed(units(UNITS[0], again), 2).verdict is Verdict.FAIL


def test_rows_and_text_count_even_where_a_menu_shows_them() -> None:
    facts = PageFacts(
        address(NAME), rows=[ListRow(f"{HOME}map", "各镇街道"), ListRow(UNITS[0].url, "医院")]
    )
    assert listed(units(facts=facts), 2).verdict is Verdict.PASS
    text = PageFacts(address(NAME), is_article=True, body_links=list(UNITS[:3]))
    assert listed(units(facts=text), 3).verdict is Verdict.PASS


def test_columns_below_and_documents() -> None:
    tree = [
        column(NAME, children=[column("医院", links=UNITS[:2]), column("学校", links=UNITS[2:3])])
    ]
    of = site(tree, [doc("供水公司信息公开", "2023-01-01", "学校")])
    assert listed(of, 4).verdict is Verdict.PASS
    assert listed(of, 5).verdict is Verdict.FAIL


def test_a_unit_may_have_a_column_of_its_own() -> None:
    of = site([column(NAME, children=[column(f"第{n}中学", text="本校概况") for n in range(1, 5)])])
    assert listed(of, 4).verdict is Verdict.PASS


def test_articles_are_no_units() -> None:
    articles = [
        doc(f"区医院召开第{n}次公共企事业单位信息公开推进会", f"2023-0{n}-05", NAME)
        for n in range(1, 6)
    ]
    said = listed(site([column(NAME)], articles), 1)
    assert said.code == "too_few"


def test_dead_links_cost_their_share_and_are_named() -> None:
    inside = [Link(f"{HOME}u{n}.html", f"第{n}中学") for n in range(1, 6)]
    of = units(*inside)
    of.fetches.append(dead(inside[0].url, anchor="第1中学"))
    said = listed(of)
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.8)
    assert "第1中学" in said.reason
    assert "链接的页面不存在" in said.quotes
    assert listed(of, 5).code == "too_few"


def test_another_name_of_the_column() -> None:
    of = site([column("公共企事业", links=UNITS)])
    assert listed(of).verdict is Verdict.PASS


def test_what_was_not_read_keeps_it_open() -> None:
    failed = units(outcome="timeout")
    failed.fetches[:] = [f for f in failed.fetches if f]
    assert listed(failed).verdict is Verdict.UNDETERMINED
    assert listed(units(UNITS[0], complete=False)).verdict is Verdict.UNDETERMINED
    assert listed(units(*UNITS, complete=False)).verdict is Verdict.PASS


def test_no_column() -> None:
    said = listed(site())
    assert (said.verdict, said.code) == (Verdict.FAIL, "missing")
    assert listed(site(unread=[lost(anchor=NAME)])).code == "unfound"
    away = site(homepage=home(Link("http://elsewhere.example/", NAME)))
    assert listed(away).verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("at_least", [1, 4])
def test_it_explains_itself(at_least: int) -> None:
    params = ListedLinksParams(column=NAME, at_least=at_least)
    told = KIND.explain(params, VOCABULARY)
    assert f"不少于{at_least}个链接" in told.checked[0]
    assert "公共企事业" in told.checked[0]

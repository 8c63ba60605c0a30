"""Extraction against saved real pages and what a person read from them."""

from __future__ import annotations

from functools import cache

import pytest

from crawler.snapshot.facts import PageFacts
from tests.crawler.extract.real_table import (
    REAL,
    ROWS,
    STATED,
    Case,
    cases,
    list_rows,
    read,
    rows_truth,
    same,
    table,
)

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the saved real pages are not here")

ENOUGH = {
    "title": 0.95,
    "published": 0.95,
    "issued": 0.95,
    "document_number": 0.9,
    "issuer": 0.9,
    "index_number": 0.9,
    "source": 0.9,
}


@cache
def everything() -> list[tuple[Case, PageFacts]]:
    return [(case, case.facts()) for case in cases()]


@pytest.mark.parametrize("field", ENOUGH)
def test_articles(field: str) -> None:
    wrong = []
    shown = 0
    for case, facts in everything():
        wanted = case.truth.get(field)
        if case.kind != "article" or wanted is None or not (wanted or field == "document_number"):
            continue
        shown += 1
        if not same(field, read(facts, field), wanted):
            wrong.append((case.path.name, wanted, read(facts, field)))
    assert shown
    assert len(wrong) <= (1 - ENOUGH[field]) * shown, wrong


def test_articles_are_articles_and_lists_are_not() -> None:
    for case, facts in everything():
        assert facts.is_article is (case.kind == "article"), case.path


@pytest.mark.parametrize("name", sorted(list_rows()) if REAL.exists() else [])
def test_every_row_of_the_lists(name: str) -> None:
    (facts,) = [facts for case, facts in everything() if case.path == REAL / "pingtan" / name]
    got = [
        (row.url, "".join(row.title.split()), row.day.isoformat() if row.day else "")
        for row in facts.rows
    ]
    assert got == [(url, "".join(title.split()), day) for url, title, day in list_rows()[name]]
    assert facts.is_list


@pytest.mark.parametrize("name", ROWS)
def test_the_rows_of_every_other_list_page(name: str) -> None:
    ((case, facts),) = [(case, facts) for case, facts in everything() if case.name == name]
    assert (table(facts.rows), table(case.dated())) == rows_truth(case)


@pytest.mark.parametrize("name", STATED)
def test_what_the_list_pages_state(name: str) -> None:
    (case,) = [case for case, _ in everything() if case.name == name]
    assert case.stated() == STATED[name]


def test_no_article_has_list_rows() -> None:
    rows = {case.name: facts.rows for case, facts in everything() if case.kind == "article"}
    assert {name for name, found in rows.items() if found} == set()


def test_breadcrumbs() -> None:
    crumbs = {
        case.path.parent.name + "/" + case.path.name: [crumb.text for crumb in facts.breadcrumb]
        for case, facts in everything()
    }
    assert crumbs["shanxi/article.html"] == ["首页", "要闻", "山西要闻"]
    assert crumbs["zhejiang-fgw/article.html"] == [
        "首页",
        "发展改革工作",
        "投资管理和项目推进",
        "投资运行",
    ]
    assert crumbs["cmse/article.html"] == ["首页", "新闻中心", "综合新闻"]
    assert crumbs["handan/list.html"] == ["首页", "政府文件", "近期信息公开"]
    assert crumbs["ali/consultation-empty.html"] == ["网站首页", "互动交流", "作风建设(意见征集)"]
    assert crumbs["gov-cn/gazette-2007.html"] == ["首页", "国务院公报", "2007年第23号"]


def test_an_empty_column_says_so() -> None:
    placeholders = {case.path.name: facts.placeholder for case, facts in everything()}
    assert placeholders["consultation-empty.html"] == "共0条"
    assert [name for name, words in placeholders.items() if words] == ["consultation-empty.html"]


def test_the_guide_that_is_its_columns_page() -> None:
    ((_, facts),) = [
        (case, facts) for case, facts in everything() if case.url.endswith("/zfxxgkzn/")
    ]
    assert "0591-23165385" in facts.text
    assert facts.text.startswith("根据《中华人民共和国政府信息公开条例》")
    assert "一、主动公开" in facts.headings
    assert facts.metadata == {}
    assert facts.rows == []


def test_the_body_of_a_policy_is_whole() -> None:
    ((_, facts),) = [(case, facts) for case, facts in everything() if "5346276" in case.url]
    lines = facts.text.split("\n")
    assert lines[-2:] == ["国务院办公厅", "2018年12月4日"]
    assert (
        "二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。" in lines
    )


def test_tables_of_the_body() -> None:
    ((_, facts),) = [(case, facts) for case, facts in everything() if "108709" in case.url]
    assert facts.tables[0][0] == ["序号", "不动产坐落", "更正内容", "备注"]

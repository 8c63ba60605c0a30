"""The site that a case describes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.casebook.model import Case, CaseSite
from checks.casebook.pages import (
    address,
)
from checks.casebook.scene import snapshot_of
from crawler.snapshot.facts import Column, Document, Outcome, Role, SiteSnapshot


def _site(**given: Any) -> SiteSnapshot:
    case = Case.model_validate({"case": "甲", "expect": "pass", **given})
    return snapshot_of(case, CaseSite(name="泰山区人民政府"))


def _column(site: SiteSnapshot, name: str) -> Column:
    return next(column for column in site.columns.values() if column.name == name)


def _document(site: SiteSnapshot, title: str) -> Document:
    return next(document for document in site.documents.values() if document.title == title)


def test_what_a_case_does_not_mention_was_read_whole() -> None:
    site = _site(documents=[{"title": "甲办法", "date": date(2023, 5, 6), "column": "政策文件"}])
    assert (site.name, site.state) == ("泰山区人民政府", "complete")
    assert site.homepage is not None
    assert site.homepage.fetch.outcome is Outcome.OK
    column = _column(site, "政策文件")
    assert (column.was_read, column.complete, column.rows_read) == (True, True, 1)
    document = _document(site, "甲办法")
    assert document.was_read
    assert document.published is not None
    assert document.published.day == date(2023, 5, 6)
    assert document.columns == (column.url,)
    assert site.unread == []


def test_every_key_of_a_document_reaches_the_snapshot() -> None:
    site = _site(
        documents=[
            {
                "title": "甲办法",
                "date": date(2023, 5, 6),
                "column": ["政策文件", "政务公开 > 财政信息"],
                "row_title": "甲办…",
                "row_date": date(2023, 5, 7),
                "number": "泰政发〔2023〕8号",
                "text": "正文",
                "issued": date(2023, 5, 1),
                "source": "泰安市人民政府",
                "issuer": "泰山区人民政府办公室",
                "validity": "有效",
                "links": ["乙解读", {"text": "网址", "to": "http://x.example/a"}],
                "attachments": ["表.xls", {"name": "附.pdf", "text": "附件的话", "tables": [[["甲", 1]]]}],
                "headings": ["一、总则"],
                "tables": [[["数量", 12]]],
                "metadata": {"主题": "城管", "生成日期": date(2023, 5, 2)},
                "meta": {"PubDate": date(2023, 5, 6)},
                "placeholder": "建设中",
            },
            {"title": "乙解读", "date": date(2023, 5, 7)},
        ]
    )  # fmt: skip
    document = _document(site, "甲办法")
    facts = document.facts
    assert facts is not None
    assert document.row_title == "甲办…"
    assert document.row_day == date(2023, 5, 7)
    assert (document.document_number, document.source) == ("泰政发〔2023〕8号", "泰安市人民政府")
    assert (facts.issuer, facts.placeholder) == ("泰山区人民政府办公室", "建设中")
    assert document.issued is not None
    assert document.issued.day == date(2023, 5, 1)
    assert facts.metadata == {"主题": "城管", "生成日期": "2023-05-02", "有效性": "有效"}
    assert facts.meta == {"PubDate": "2023-05-06"}
    assert [link.url for link in facts.body_links] == [address("乙解读"), "http://x.example/a"]
    assert [link.text for link in facts.attachments] == ["表.xls", "附.pdf"]
    assert document.unread_files == []
    assert "附件的话" in document.text
    assert document.tables == [[["数量", "12"]], [["甲", "1"]]]
    assert document.headings == ["一、总则"]
    paths = {site.columns[url].path for url in document.columns}
    assert paths == {("政策文件",), ("政务公开", "财政信息")}


def test_links_in_cells() -> None:
    site = _site(
        documents=[
            {
                "title": "决策目录",
                "tables": [
                    [["事项", "草案"], ["甲", {"text": "草案", "to": "甲草案"}]],
                    [["无", 1]],
                ],
            },
            {"title": "甲草案"},
        ]
    )
    facts = _document(site, "决策目录").facts
    assert facts is not None
    assert facts.tables == [[["事项", "草案"], ["甲", "草案"]], [["无", "1"]]]
    (table,) = facts.linked_tables
    assert table.rows == facts.tables[0]
    ((row, column, link),) = [(each.row, each.column, each.link) for each in table.links]
    assert (row, column, link.text, link.url) == (1, 1, "草案", _document(site, "甲草案").url)


def test_documents_and_files_that_were_not_read() -> None:
    site = _site(
        documents=[
            {"title": "只在列表里", "read": False, "column": "甲"},
            {"title": "超时", "outcome": "timeout", "column": "甲"},
            {"title": "附件扫描", "attachments": [{"name": "甲.pdf", "outcome": "no_text"}]},
            {"title": "附件残缺", "attachments": [{"name": "甲.pdf", "unread_part": "第2页"}]},
        ]
    )
    assert _document(site, "只在列表里").fetch is None
    assert [fetch.outcome for fetch in site.unread] == [Outcome.TIMEOUT]
    assert site.state == "partial"
    assert len(_document(site, "附件扫描").unread_files) == 1
    assert len(_document(site, "附件残缺").unread_files) == 1


def test_every_key_of_a_column_reaches_the_snapshot() -> None:
    site = _site(
        columns=[
            "通知公告",
            {
                "name": "政务公开",
                "names": ["阳光政务"],
                "on_homepage": True,
                "children": [{"name": "指南", "text": "指南的话", "headings": ["一"]}, "制度"],
                "shown": "高级搜索",
                "links": ["制度", {"text": "旧", "to": "旧", "dead": True}],
                "attachments": ["表.xls"],
                "tables": [[["甲", "乙"]]],
                "form_fields": 4,
                "rows": 20,
                "stated_total": 90,
                "complete": False,
                "placeholder": "建设中",
            },
            {"name": "没问过", "asked": False},
            {"name": "坏了", "outcome": "firewall"},
        ]
    )
    column = _column(site, "政务公开")
    assert column.names == {"政务公开", "阳光政务"}
    assert column.on_homepage
    assert [site.columns[url].name for url in column.children] == ["指南", "制度"]
    assert site.columns[column.children[0]].path == ("政务公开", "指南")
    assert site.columns[column.children[0]].text == "指南的话"
    assert (column.shown, column.placeholder) == ("高级搜索", "建设中")
    assert [link.text for link in column.links] == ["制度", "旧"]
    assert column.links[0].url == address("制度")
    assert column.facts is not None
    assert [link.text for link in column.facts.attachments] == ["表.xls"]
    assert column.facts.tables == [[["甲", "乙"]]]
    assert column.facts.form_fields == 4
    assert (column.rows_read, column.stated_total, column.complete) == (20, 90, False)
    assert _column(site, "没问过").fetch is None
    assert _column(site, "坏了").fetch is not None
    assert [link.text for link in site.dead_links] == ["旧"]
    assert site.homepage is not None
    assert [link.text for link in site.homepage.links] == ["政务公开"]


def test_the_homepage() -> None:
    site = _site(
        homepage={
            "title": "泰山区",
            "text": "今天",
            "footer": "主办",
            "links": ["要闻"],
            "dated": [[date(2024, 4, 1), "标题"]],
            "frames": ["http://x.example/f"],
            "meta": {"SiteName": "泰山"},
            "search": "finds_nothing",
        },
        columns=[{"name": "政务公开", "on_homepage": True}],
    )
    page = site.homepage
    assert page is not None
    assert (page.title, page.text, page.footer) == ("泰山区", "今天", "主办")
    assert [link.text for link in page.links] == ["要闻", "政务公开"]
    assert [(row.day, row.title) for row in page.dated] == [(date(2024, 4, 1), "标题")]
    assert page.frames == ("http://x.example/f",)
    assert page.search is not None
    assert (page.search.outcome, page.search.hits) == (Outcome.OK, 0)


@pytest.mark.parametrize(
    ("state", "outcome", "hits"),
    [
        ("works", Outcome.OK, 8),
        ("dead", Outcome.NOT_FOUND, 0),
        ("no_answer", Outcome.TIMEOUT, 0),
        ("untried", None, 0),
    ],
)
def test_the_search(state: str, outcome: Outcome | None, hits: int) -> None:
    page = _site(homepage={"search": state}).homepage
    assert page is not None
    assert page.search is not None
    assert (page.search.outcome, page.search.hits) == (outcome, hits)


def test_requests_without_an_answer() -> None:
    site = _site(
        unread=[
            {"anchor": "政务公开"},
            {"role": "list", "column": "政策文件", "outcome": "out_of_budget"},
            {"role": "document", "anchor": "甲", "column": "政策文件", "date": date(2023, 1, 2)},
        ]
    )
    assert [fetch.role for fetch in site.unread] == [Role.COLUMN, Role.LIST, Role.DOCUMENT]
    column = _column(site, "政策文件")
    assert not column.complete
    assert site.unread[1].column_url == column.url
    assert site.unread[2].row_day == date(2023, 1, 2)


def test_equal_names_stay_apart() -> None:
    site = _site(
        columns=[{"name": "教育", "children": ["动态"]}, {"name": "医疗", "children": ["动态"]}],
        documents=[
            {"title": "同一标题", "column": "教育 > 动态"},
            {"title": "同一标题", "column": "医疗 > 动态"},
        ],
        dead=["旧", "旧"],
    )
    assert len(site.columns) == 4
    assert len(site.documents) == 2
    assert {site.columns[d.columns[0]].path for d in site.documents.values()} == {
        ("教育", "动态"),
        ("医疗", "动态"),
    }
    assert len(site.dead_links) == 2


def test_a_path_begins_at_a_column_wherever_that_stands() -> None:
    site = _site(
        columns=[{"name": "政务公开", "children": ["法定主动公开内容"]}],
        documents=[{"title": "甲", "column": "法定主动公开内容 > 财政信息"}],
    )
    assert _column(site, "财政信息").path == ("政务公开", "法定主动公开内容", "财政信息")

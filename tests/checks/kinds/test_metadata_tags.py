from __future__ import annotations

import pytest

from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Role
from tests.checks.build import address, column, doc, judge, lost, site

WHOLE = {"ArticleTitle": "标题", "PubDate": "2023-01-01", "ContentSource": "区政府"}


def article(name: str, meta: dict[str, str], **more: object) -> Document:
    return doc(name, "2023-01-01", "政策文件", meta=meta, **more)


@pytest.mark.parametrize(
    ("complete", "lacking", "verdict"),
    [(3, 0, Verdict.PASS), (3, 1, Verdict.PARTIAL), (1, 9, Verdict.PARTIAL), (0, 2, Verdict.FAIL)],
)
def test_the_share_of_pages(complete: int, lacking: int, verdict: Verdict) -> None:
    documents = [article(f"全{n}", WHOLE) for n in range(complete)]
    documents += [article(f"缺{n}", {"ArticleTitle": "标题"}) for n in range(lacking)]
    said = judge("metadata_tags", site(documents=documents))
    assert said.verdict is verdict
    if verdict is Verdict.PARTIAL:
        assert said.share == complete / (complete + lacking)


@pytest.mark.parametrize("tag", sorted(WHOLE))
def test_every_tag_is_needed_and_with_a_value(tag: str) -> None:
    said = judge("metadata_tags", site(documents=[article("甲", {**WHOLE, tag: "  "})]))
    assert said.verdict is Verdict.FAIL
    assert f"{tag} 缺 1 页" in said.reason


def test_other_names_do_not_count() -> None:
    meta = {"articletitle": "标题", "pubdate": "2023-01-01", "source": "区政府"}
    assert judge("metadata_tags", site(documents=[article("甲", meta)])).verdict is Verdict.FAIL


def test_pages_that_are_no_articles_or_later_or_unread_are_left_out() -> None:
    documents = [
        article("甲", WHOLE),
        article("列表", {}, is_article=False),
        doc("晚", "2024-04-16", "政策文件"),
        doc("未读", "2023-01-01", "政策文件", outcome="timeout"),
    ]
    said = judge("metadata_tags", site(documents=documents))
    assert said.verdict is Verdict.PASS
    assert "1 个文章页" in said.reason


def test_the_page_of_a_column_is_no_article_page() -> None:
    guide = doc("政府信息公开指南", "2023-01-01", (), url=address("公开指南"))
    tree = site([column("公开指南")], [guide, article("甲", WHOLE)])
    said = judge("metadata_tags", tree)
    assert said.verdict is Verdict.PASS
    assert "1 个文章页" in said.reason


def test_no_article_read_is_open() -> None:
    said = judge("metadata_tags", site(unread=[lost(role=Role.DOCUMENT, anchor="甲")]))
    assert said.verdict is Verdict.UNDETERMINED
    assert judge("metadata_tags", site()).verdict is Verdict.UNDETERMINED


def test_hostile_values() -> None:
    meta = {**WHOLE, "ArticleTitle": "{tags}\u202e" * 5000}
    assert judge("metadata_tags", site(documents=[article("甲", meta)])).verdict is Verdict.PASS

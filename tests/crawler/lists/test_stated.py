"""What a list states of its size: its own numbers, and not those of whatever else stands on the page."""

from __future__ import annotations

import pytest

from crawler.extract.page import parse
from crawler.lists.stated import Stated, stated


def said(body: str, rows: int = 10, page_no: int = 1) -> Stated:
    """What a page with this body says, on which so many rows were read."""
    source = f"<html><body>{body}</body></html>"
    return stated(parse(source), source, rows, page_no)


@pytest.mark.parametrize(
    ("body", "total", "pages"),
    [
        ("共45条 1/5页", 45, 5),
        ("共<b>45</b>条记录 第<i>1</i>页/共<i>5</i>页", 45, 5),
        ("共 45 条记录 <b>1</b>/<b>5</b>页 每页<b>10</b>条", 45, 5),
        ("总记录数：45 每页显示 10 条记录 页次：1/5", 45, 5),
        ("1/5 页 45 条记录 <a>2</a>", 45, 5),
        ("每页 10 条记录 共 5 页", None, 5),
        ("每页显示10条，总记录数45条 首页 1/5 尾页", 45, 5),
        ("共有45条记录，当前第1页，总共5页", 45, 5),
        ("搜索到45条数据 当前页：1/5", 45, 5),
        ("共1,234条 第1页 共124页", 1234, 124),
        ("第1页,共5页", None, 5),
        ("总页数：5", None, 5),
        ("共45篇 上一页 下一页", 45, None),
        ("<script>var totalRecord = 45, pageCount = '5';</script>", 45, 5),
        ('<script>{"totalCount": 45}</script>', 45, None),
        ("<script>laypage.render({elem: 'p', count: 45, limit: 10})</script>", 45, None),
        ('<script>createPageHTML(5, 0, "index", "html")</script>', None, 5),
        ('<script>createPageHTML("div", 5, 1, "index", "html")</script>', None, 5),
        ("<!-- 共99条 1/9页 --> 共45条 1/5页", 45, 5),
    ],
)
def test_what_a_list_says(body: str, total: int | None, pages: int | None) -> None:
    assert said(body) == Stated(total, pages)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "本站共发布信息12345条",
        "全县共有12个乡镇，52万人",
        "2020/05/12",
        "比例为1/5",
        "共3个附件 下一页",
        "您是第123456位访问者 共45人在线 首页",
        "第1/2020号",
        "本办法共45条，分5章。下一页",
        "今日访问总数：33 下一页",
    ],
)
def test_other_numbers_are_not_its_own(body: str) -> None:
    assert said(body) == Stated(None, None)


def test_the_statement_of_this_page_counts_before_that_of_another_list() -> None:
    assert said("图片新闻 1/3页 …… 共45条 第2/5页", page_no=2).pages == 5


def test_a_number_that_the_pages_contradict_is_another_lists() -> None:
    assert said("共98765条信息 首页 …… 第1/3页", 10) == Stated(None, 3)
    assert said("共98765条信息 首页 …… 共28条 第1/3页", 10) == Stated(28, 3)
    assert said("共1条评论 首页 …… 共28条 第1/3页", 10) == Stated(28, 3)


def test_a_number_is_kept_where_some_rows_of_the_page_may_not_have_been_read() -> None:
    assert said("共45条 1/3页", 8).total == 45
    assert said("共45条 1/1页", 10).total == 45
    assert said("共45条 5/5页", 2, 5).total == 45

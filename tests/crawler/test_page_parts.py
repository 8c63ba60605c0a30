"""What a page's scripts fetch is read as a part of the page: its rows, links and text are the column's."""

from __future__ import annotations

import json
from dataclasses import replace

from crawler.answer import Answer
from crawler.follow import Policy
from crawler.frontier import Entry
from crawler.home_memory import HomeMemory
from crawler.reading import MOST_PARTS, Reader, Reading
from crawler.snapshot.facts import Outcome, Role
from tests.crawler.serving import PLAN, article, html, rows

SITE = "http://www.a.gov.cn"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_URL = f"{SITE}/a/zcwj/list.shtml"
COLUMN = Entry(_URL, Role.COLUMN, 10, depth=2, anchor="政策文件", column_url=_URL)


def unit(tag: str = "右侧内容", page: str = "p1") -> str:
    """A unit that a script of the page fetches."""
    query = f"{{'webId':'w','pageId':'{page}','tagId':'{tag}','tplSetId':'t'}}"
    return f'<script src="/unitbuild.js" url="{UNIT}" queryData="{query}"></script>'


def reader() -> Reader:
    """A reader of the site."""
    return Reader(Policy(("www.a.gov.cn",), PLAN), HomeMemory(f"{SITE}/"))


def read(entry: Entry, body: bytes, status: int = 200, by: Reader | None = None) -> Reading:
    """What one answer is read as."""
    kind = "application/json" if body[:1] == b"{" else "text/html; charset=utf-8"
    answer = Answer(entry.url, status, (("Content-Type", kind),), body)
    return (by or reader()).read(entry, answer, "")


def envelope(markup: str) -> bytes:
    """The answer of the gateway."""
    return json.dumps({"success": True, "data": {"html": markup}}, ensure_ascii=False).encode()


def part_of(entry: Entry, body: str) -> Entry:
    """The request for the one part of a page."""
    found = read(entry, html(body)).followed.entries
    [part] = [each for each in found if each.feed]
    return part


def test_a_unit_is_asked_for_as_a_part_of_its_column() -> None:
    part = part_of(COLUMN, unit())
    assert (part.role, part.feed, part.column_url) == (Role.FRAME, "jpaas", COLUMN.url)
    assert part.url.startswith(f"{SITE}{UNIT}?webId=w&pageId=p1&tagId=")


def test_a_page_whose_content_is_all_fetched_is_no_empty_shell() -> None:
    scripts = "<script>var a=1;</script>" * 4
    found = read(COLUMN, html(f'<div id="app"></div>{scripts}{unit()}'))
    assert found.outcome is Outcome.OK
    assert [each.role for each in found.followed.entries] == [Role.FRAME]


def test_its_rows_and_links_are_followed_from_the_column() -> None:
    part = part_of(COLUMN, unit())
    listed = rows(
        {"../zcwj/202006/0123456789abcdef0123456789abcdef.shtml": ("关于某事的通知", "2020-06-02")}
    )
    found = read(part, envelope(f'<a href="/a/gfxwj/list.shtml">行政规范性文件</a>{listed}'))
    assert found.facts is not None
    assert [row.title for row in found.facts.rows] == ["关于某事的通知"]
    asked = {each.url.removeprefix(SITE): each for each in found.followed.entries}
    assert list(asked) == [
        "/a/zcwj/202006/0123456789abcdef0123456789abcdef.shtml",
        "/a/gfxwj/list.shtml",
    ]
    document, below = asked.values()
    assert (document.role, document.column_url) == (Role.DOCUMENT, COLUMN.url)
    assert (below.role, below.feed) == (Role.COLUMN, "")


def test_its_text_is_read() -> None:
    part = part_of(COLUMN, unit())
    text = article("政府信息公开指南", "2020-06-02").decode()
    found = read(part, envelope(text))
    assert found.facts is not None
    assert found.facts.is_article
    assert "认真贯彻执行" in found.facts.text


def test_a_unit_without_answer_is_unread() -> None:
    part = part_of(COLUMN, unit())
    for body in (b'{"success":false,"data":null}', b"", b"<html>busy</html>", b"{"):
        found = read(part, body)
        assert (found.outcome, found.detail) == (Outcome.BROKEN, "页面内容接口没有给出内容")
    assert read(part, b"{}", 502).outcome is Outcome.HTTP_ERROR


def test_an_empty_unit_shows_nothing() -> None:
    found = read(part_of(COLUMN, unit()), envelope(" "))
    assert (found.outcome, found.followed.list_end) == (Outcome.OK, "end")
    assert found.facts is not None
    assert found.facts.rows == []


def test_units_are_bounded_and_stay_on_the_site() -> None:
    many = "".join(unit(page=f"p{number}") for number in range(3 * MOST_PARTS))
    found = read(COLUMN, html(many)).followed.entries
    assert len([each for each in found if each.feed]) == MOST_PARTS
    elsewhere = unit().replace(UNIT, f"http://evil.example{UNIT}")
    assert read(COLUMN, html(elsewhere)).followed.entries == []


def test_units_within_units_end_at_a_depth() -> None:
    part = part_of(COLUMN, unit())
    inner = part
    for number in range(40):
        found = read(inner, envelope(unit(page=f"x{number}"))).followed.entries
        if not found:
            break
        [inner] = found
        assert (inner.role, inner.column_url) == (Role.FRAME, COLUMN.url)
    else:
        raise AssertionError("units without end")


def test_the_homepages_units_are_parts_of_the_homepage() -> None:
    home = Entry(f"{SITE}/", Role.HOME, 0)
    part = part_of(home, unit("政务公开"))
    assert (part.role, part.is_part, part.feed) == (Role.HOME, True, "jpaas")
    found = read(part, envelope('<a href="/a/zfxxgk/redirect_firstChannel.shtml">政府信息公开</a>'))
    assert found.facts is not None
    assert [link.text for link in found.facts.links] == ["政府信息公开"]
    [column] = found.followed.entries
    assert column.url == f"{SITE}/a/zfxxgk/redirect_firstChannel.shtml"
    assert read(part, b'{"success":false}').outcome is Outcome.BROKEN


def list_page(title: str, number: int) -> str:
    """One page of a list of two pages, as it stands in a page or comes from the gateway."""
    path = f"/a/zcwj/20200{number}/0123456789abcdef0123456789abcde{number}.shtml"
    query = "{'webId':'w','pageId':'p1'}"
    return rows({path: (title, "2020-06-02")}) + (
        f'<div queryData="{query}" rows="1" count="2" pageNo="{number}" unitUrl="{UNIT}"></div>'
    )


def test_a_further_page_of_a_list_is_read_in_place_of_the_feed() -> None:
    by = reader()
    found = read(COLUMN, html(list_page("关于第一件事的通知", 1)), by=by)
    assert found.onward.listing is not None
    assert found.onward.listing.total == 2
    [second] = [each for each in found.followed.entries if each.role is Role.LIST]
    answer = read(second, envelope(list_page("关于第二件事的通知", 2)), by=by)
    assert answer.facts is not None
    assert [row.title for row in answer.facts.rows] == ["关于第二件事的通知"]
    assert answer.followed.list_end == "end"
    assert [each.role for each in answer.followed.entries] == [Role.DOCUMENT]


def test_a_gateway_that_answers_every_number_with_the_first_page_ends_the_list() -> None:
    by = reader()
    found = read(COLUMN, html(list_page("关于第一件事的通知", 1)), by=by)
    [second] = [each for each in found.followed.entries if each.role is Role.LIST]
    answer = read(second, envelope(list_page("关于第一件事的通知", 1)), by=by)
    assert answer.facts is not None
    assert (answer.facts.rows, answer.followed.list_end) == ([], "end")


def test_a_page_that_shows_a_column_it_names_is_another_address_of_that_column() -> None:
    tree = json.dumps([{"id": 9, "name": "政府信息公开年报"}, {"id": 5, "name": "规章文件"}])
    body = f"<script>window._CONFIG = {{SID: '7', TREE: {tree}}};</script>"
    asked = replace(COLUMN, url=f"{SITE}/gkmlpt/annualreport", anchor="年报")
    found = read(asked, html(body))
    assert (found.outcome, found.facts) == (Outcome.OK, None)
    assert found.target == f"{SITE}/gkmlpt/api/all/9?page=1&sid=7"
    assert [(each.url, each.anchor, each.feed) for each in found.followed.entries] == [
        (found.target, "政府信息公开年报", "gkmlpt"),
        (f"{SITE}/gkmlpt/api/all/5?page=1&sid=7", "规章文件", "gkmlpt"),
    ]


DOWNLOAD = f"{SITE}/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2"


def test_a_page_in_place_of_a_file_is_not_the_files_text() -> None:
    body = html("<form>请输入验证码：<input name=codeValue></form>", "附件下载")
    found = read(Entry(DOWNLOAD, Role.ATTACHMENT, 14, found_on=COLUMN.url), body)
    assert (found.outcome, found.facts) == (Outcome.NO_TEXT, None)
    file = read(Entry(DOWNLOAD, Role.ATTACHMENT, 14, found_on=COLUMN.url), b"%PDF-1.4 x")
    assert file.outcome is not Outcome.NO_TEXT or "网页" not in file.detail


def test_a_page_that_leads_on_to_the_file_is_followed() -> None:
    body = html("<script>location.href='/files/a.pdf';</script>")
    found = read(Entry(DOWNLOAD, Role.ATTACHMENT, 14, found_on=COLUMN.url), body)
    assert found.target == f"{SITE}/files/a.pdf"


def test_a_frame_with_a_documents_text_is_a_page() -> None:
    frame = Entry(f"{SITE}/body.asp?id=1", Role.ATTACHMENT, 14, found_on=COLUMN.url)
    found = read(frame, article("某县关于某事的通知", "2020-06-02"))
    assert (found.outcome, found.facts is not None) == (Outcome.OK, True)


INTRODUCTION = "<p>本平台收录现行有效的行政规范性文件。</p>" * 6
FORM = (
    '<form action="/apply"><label>年份</label><input name="y" placeholder="请选择发文年份"><label>主题分类</label>'
    '<input name="t"><input type="submit" value="开始筛选"></form>'
)


def test_the_words_of_a_form_beside_an_introduction_are_kept() -> None:
    body = html(f'<div class="TRS_Editor">{INTRODUCTION}</div>{FORM}')
    found = read(COLUMN, body)
    assert found.facts is not None
    assert found.facts.is_article
    assert "年份" not in found.facts.text
    for word in ("年份", "请选择发文年份", "主题分类", "开始筛选"):
        assert word in found.facts.around
    assert "本平台收录" not in found.facts.around


def test_what_stands_around_a_documents_text_is_not_its_own() -> None:
    document = replace(COLUMN, role=Role.DOCUMENT)
    found = read(document, html(f'<div class="TRS_Editor">{INTRODUCTION}</div>{FORM}'))
    assert found.facts is not None
    assert found.facts.around == ""


def test_a_feed_whose_first_answer_the_page_shows_already_goes_on() -> None:
    url = f"{SITE}/public/column/7011?type=4&catId=9&action=list"
    column = replace(COLUMN, url=url, column_url=url)
    listed = rows(
        {f"/public/7011/{n}.html": (f"关于第{n}号事项的通知", "2020-06-02") for n in (1, 2)}
    )
    ask = "<script>$('#l').load('/site/label/8888?labelName=publicInfoList&catId=9&pageIndex='+n);</script>"
    by = reader()
    [first] = [
        each for each in read(column, html(listed + ask), by=by).followed.entries if each.feed
    ]
    answer = f"{listed}<script>Ls.pagination({{pageCount: 3}})</script>".encode()
    [second] = [each for each in read(first, answer, by=by).followed.entries if each.feed]
    assert "pageIndex=2" in second.url
    # From then on an answer that shows nothing new ends the list.
    assert not [each for each in read(second, answer, by=by).followed.entries if each.feed]

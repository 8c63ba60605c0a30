"""TRS 福建: what the page's script asks its interface for, and what the interface answers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.trs_fujian import FAMILY
from crawler.frontier import Entry
from crawler.snapshot.facts import Role
from tests.crawler.cms.viewing import SITE, rows, view

SITE_INFO = "<script>var SiteInfo = { name: '某县', searchId: 200210, //文档检索频道\n openWza: true };</script>"
LIST_MODEL = """<script>
require(["list2.trsapi", "tools"], function(listModel, tools) {
    listModel({
        quickMode: "动静结合",
        maxStaticIndex: 1,
        listArgs: {
            channelid: SiteInfo.searchId,
            classsql: "" || "chnlid=1813",
            sortfield: "-docorderpri,-docreltime"
        },
        pagebar: { prepage: 10, recordCount: '%s', pgTemp: "pgBar_xxgk.html", pgCountMode: "recordCount" }
    });
});
</script>"""
PAGE_INFO = """<script>
var pageChnlInfo={
  quickMode:"动静结合",
  maxStaticIndex: 5,
  classsql: "" || "chnlid=426",
  recordCount:'9546',
  sortfield:'-docorderpri,-docreltime',
  prepage:15,
  cache:true
}
if(ColumnName.indexOf("图")>-1){ pageChnlInfo.prepage = 12; }
</script><script>
require(['list2.trsapi'], function(listModel) {
  listModel({ listArgs: { channelid: SiteInfo.searchId, classsql: pageChnlInfo.classsql,
     sortfield: pageChnlInfo.sortfield||'-docorderpri,-docreltime', classcol: 'publishyear' },
     listApi: { url: "/fjdzapp/search" },
     pagebar: { recordCount: pageChnlInfo.recordCount, prepage: pageChnlInfo.prepage||15 },
     searchArgs: { publishyear: { type: 'classsql', compare: "=" } } })
})
</script>"""


def listed(body: str, path: str = "/zwgk/nb/") -> ListPage:
    """The list of a page with this body."""
    page = view(SITE_INFO + body, path)
    assert family_of(page) is FAMILY
    return FAMILY.read_list(page)


def asked(form: str) -> dict[str, str]:
    """The fields of a request."""
    return dict(parse_qsl(form, keep_blank_values=True))


def answered(answer: Any, form: str = "prepage=10&page=2") -> ListPage | None:
    """What one answer of the interface is read as."""
    entry = Entry(f"{SITE}/fjdzapp/search", Role.LIST, 10, form=form, feed=FAMILY.name)
    return FAMILY.read_feed(answer if isinstance(answer, str) else json.dumps(answer), entry)


def entry_of(number: int, **fields: Any) -> dict[str, Any]:
    """One entry of an answer."""
    return {
        "doctitle": f"第{number}号公告",
        "docpuburl": f"{SITE}/zwgk/nb/202003/t20200310_{number}.htm",
        "docreltime": "2020-03-10 09:30:00",
        "fileno": "",
    } | fields


def test_the_rest_of_the_list_is_asked_for() -> None:
    found = listed(rows(10) + LIST_MODEL % 34)
    assert (found.end, found.next_url, found.next_feed) == (
        MORE,
        f"{SITE}/fjdzapp/search",
        "trs_fujian",
    )
    assert asked(found.next_form) == {
        "channelid": "200210",
        "sortfield": "-docorderpri,-docreltime",
        "classsql": "chnlid=1813",
        "prepage": "10",
        "page": "2",
    }
    assert (found.total, len(found.rows), found.also) == (34, 10, [])


def test_numbers_of_a_variable_count_whole_static_pages() -> None:
    found = listed(rows(74) + PAGE_INFO)  # one row of 75 had no link
    fields = asked(found.next_form)
    assert (fields["classsql"], fields["prepage"], fields["page"]) == ("chnlid=426", "15", "6")
    assert found.total == 9546


@pytest.mark.parametrize(("shown", "total"), [(10, 10), (3, 3), (10, 4)])
def test_a_list_that_stands_whole_on_the_page_ends_there(shown: int, total: int) -> None:
    found = listed(rows(shown) + LIST_MODEL % total)
    assert (found.end, found.total, found.next_url) == (END, total, "")


def test_an_empty_page_has_its_whole_list_in_the_interface() -> None:
    found = listed(LIST_MODEL % 34)
    assert (found.end, asked(found.next_form)["page"]) == (MORE, "1")


def test_the_column_of_the_meta_tag_stands_in_for_a_missing_class() -> None:
    script = "<script>require(['list2.trsapi']);var p={recordCount:'30',prepage:10}</script>"
    found = listed('<meta name="ChnlId" content="77">' + rows(10) + script)
    assert asked(found.next_form)["classsql"] == "chnlid=77"


def test_a_list_without_the_interfaces_number_stays_open() -> None:
    found = FAMILY.read_list(view(rows(10) + LIST_MODEL % 34))
    assert (found.end, found.next_url) == (UNKNOWN, "")


def test_each_list_of_a_page_is_asked_for_from_its_beginning() -> None:
    second = (LIST_MODEL % 20).replace("1813", "1900")
    found = listed(rows(10) + LIST_MODEL % 34 + second)
    assert found.total == 54
    assert (asked(found.next_form)["classsql"], asked(found.next_form)["page"]) == (
        "chnlid=1813",
        "1",
    )
    [also] = found.also
    assert (asked(also.form)["classsql"], asked(also.form)["page"], also.feed) == (
        "chnlid=1900",
        "1",
        "trs_fujian",
    )


def test_scripts_in_comments_ask_for_nothing() -> None:
    script = (LIST_MODEL % 34).replace('classsql: ""', '// classsql: ""')
    found = listed(rows(10) + script)
    assert (found.end, found.next_url) == (END, "")


def test_other_pages_of_the_system_stay_with_trs() -> None:
    body = SITE_INFO + rows(5) + '<div class="TRS_Editor"></div>'
    assert family_of(view(body)).name == "trs"


def test_an_answer_is_rows_and_the_request_for_the_next() -> None:
    found = answered({"pageCount": 4, "data": [entry_of(n) for n in range(10)]})
    assert found is not None
    first = found.rows[0]
    assert (first.url, first.title, first.day) == (
        f"{SITE}/zwgk/nb/202003/t20200310_0.htm",
        "第0号公告",
        date(2020, 3, 10),
    )
    assert (found.end, asked(found.next_form)["page"], found.other_form) == (MORE, "3", "")


@pytest.mark.parametrize(
    ("answer", "form"),
    [
        ({"pageCount": 2, "data": [entry_of(1)]}, "prepage=10&page=2"),
        ({"pageCount": "2", "data": [entry_of(n) for n in range(10)]}, "prepage=10&page=2"),
        ({"data": [entry_of(1)]}, "prepage=10&page=1"),
        ({"pageCount": 9, "data": []}, "prepage=10&page=2"),
        ({"pageCount": 0, "docs": []}, "prepage=10&page=1"),
    ],
)
def test_the_last_answer_ends_the_list(answer: Any, form: str) -> None:
    found = answered(answer, form)
    assert found is not None
    assert found.end == END


def test_long_lists_are_asked_for_in_larger_parts_with_the_own_size_to_fall_back_to() -> None:
    found = answered(
        {"pageCount": 40, "data": [entry_of(n) for n in range(10)]}, "a=1&prepage=10&page=2"
    )
    assert found is not None
    assert asked(found.next_form) == {"a": "1", "prepage": "50", "page": "1", "cache": "true"}
    assert asked(found.other_form) == {"a": "1", "prepage": "10", "page": "3", "cache": "false"}
    larger = answered({"pageCount": 8, "data": [entry_of(n) for n in range(50)]}, found.next_form)
    assert larger is not None
    assert asked(larger.next_form) == {"a": "1", "prepage": "50", "page": "2", "cache": "true"}
    assert larger.other_form == ""


def test_a_server_that_gives_its_own_number_is_not_read_past_what_it_left_out() -> None:
    answer = {"pageCount": 40, "data": [entry_of(n) for n in range(10)]}
    assert answered(answer, "prepage=50&page=1&cache=true") is None
    found = answered(answer, "prepage=10&page=3&cache=false")
    assert found is not None
    assert asked(found.next_form) == {"prepage": "10", "page": "4", "cache": "false"}


@pytest.mark.parametrize(
    ("fields", "title", "day"),
    [
        ({"docreltime": 1583803800000}, "第1号公告", date(2020, 3, 10)),
        ({"docreltime": "1583803800"}, "第1号公告", date(2020, 3, 10)),
        ({"docreltime": "2020年3月10日"}, "第1号公告", date(2020, 3, 10)),
        ({"docreltime": None}, "第1号公告", None),
        ({"docreltime": "soon"}, "第1号公告", None),
        (
            {"doctitle": "<font color=red>关于</font>A&amp;B&nbsp;的公告"},
            "关于A&B 的公告",
            date(2020, 3, 10),
        ),
        ({"docpuburl": "", "chnldocurl": "/a/t20200310_1.htm"}, "第1号公告", date(2020, 3, 10)),
    ],
)
def test_entries_of_other_shapes(fields: dict[str, Any], title: str, day: date | None) -> None:
    found = answered({"data": [entry_of(1, **fields)]})
    assert found is not None
    assert [(row.title, row.day) for row in found.rows] == [(title, day)]


@pytest.mark.parametrize(
    "entry",
    [None, 1, [], {}, {"doctitle": "x"}, {"doctitle": 1, "docpuburl": "/a"}, {"doctitle": "x", "docpuburl": "javascript:x"},
     {"doctitle": "x", "docpuburl": "http://["}, {"doctitle": "<b></b>", "docpuburl": "/a"}],
)  # fmt: skip
def test_entries_that_are_none_are_left_out(entry: Any) -> None:
    found = answered({"data": [entry, entry_of(2)]})
    assert found is not None
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    "answer",
    ["", "<html></html>", "[]", "{", '{"data": 1}', "null", '{"pageCount": 3}', "[" * 9000],
)
def test_what_is_no_answer_is_no_list(answer: str) -> None:
    assert answered(answer) is None


@settings(max_examples=30, deadline=None)
@given(st.integers(11, 2000))
def test_following_the_requests_reads_every_entry_once(total: int) -> None:
    found = listed(rows(10) + LIST_MODEL % total)
    read = set(range(10))
    for _ in range(300):
        if found.end != MORE:
            break
        fields = asked(found.next_form)
        size, page = int(fields["prepage"]), int(fields["page"])
        part = list(range(total))[(page - 1) * size : page * size]
        assert set(part) - read, "an answer brings something new"
        read |= set(part)
        answer = {"pageCount": -(-total // size), "data": [entry_of(n) for n in part]}
        following = answered(answer, found.next_form)
        assert following is not None
        found = following
    assert read == set(range(total))

"""龙讯: lists and catalogue from labels, pagers by pageIndex, and the sibling family's numbered pages."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, FoundColumn, ListPage, ListRequest
from crawler.cms.longxun import FAMILY
from crawler.frontier import Entry
from crawler.snapshot.facts import Role
from tests.crawler.cms.viewing import SITE, rows, view

COLUMN = "/public/column/6601841?type=4&catId=6715691&action=list"
CALL = """<div id="xxgk_lmcon"></div><script>
$(function () {
    Ls.ajax({
        dataType: "html",
        url: "%s",
        data : {
            labelName: "publicInfoList",
            siteId : "6782191",
            pageSize : "15",
            pageIndex: %s,
            action : "list",
            isDate : "true",
            dateFormat : "yyyy-MM-dd",
            length : "50",
            organId: "6601841",
            type: "4",
            catId: "6715691",
            cId : "",
            result : "暂无相关信息",
            file:"/c1/pingchang/publicInfoList_newest"
        }
    }).done(function(html) { $("#xxgk_lmcon").html(html); });
});
</script>"""
PAGER = """<div id="page_public_info"></div><script>
Ls.pagination("#page_public_info", function(pageIndex){ Ls.ajax({ dataType: "html", url: "/site/label/165919",
   data : { siteId : "4443205", pageSize : "16", pageIndex: pageIndex, action : "list", organId: "6601841",
            type: "4", catId: "6715691", result : "暂无相关信息" } }).done(function(html) { $("#x").html(html); });
}, { pageCount:%d, currentPage:1, total:%d });
</script>"""
ROWS = rows(15, href="/public/6601841/{}.html")


def listed(body: str, path: str = COLUMN, page_no: int = 1) -> ListPage:
    """The list of a page with this body."""
    page = view(body, path, page_no)
    assert family_of(page) is FAMILY
    return FAMILY.read_list(page)


def query(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def fed(
    body: str, url: str = "/site/label/8888?labelName=publicInfoList&pageSize=15&pageIndex=2"
) -> ListPage | None:
    """What one answer of a label is read as."""
    entry = Entry(
        SITE + url, Role.LIST, 10, feed="longxun", found_on=SITE + COLUMN, column_url=SITE + COLUMN
    )
    return FAMILY.read_feed(body, entry)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/site/label/8888", "/site/label/8888"),
        ("/chuzhou/site/label/8888", "/chuzhou/site/label/8888"),
        ("/site/label/165919?IsAjax=1&dataType=html&_=0.52", "/site/label/165919"),
    ],
)
def test_a_list_filled_by_script_is_asked_for(address: str, path: str) -> None:
    found = listed(CALL % (address, "1"))
    assert (found.end, found.next_feed, found.next_form) == (MORE, "longxun", "")
    asked = query(found.next_url)
    assert urlsplit(found.next_url).path == path
    assert "_" not in asked
    assert asked["labelName"] == "publicInfoList"
    assert (asked["siteId"], asked["organId"], asked["catId"], asked["type"]) == (
        "6782191",
        "6601841",
        "6715691",
        "4",
    )
    assert (asked["pageIndex"], asked["pageSize"]) == ("1", "15")
    assert (asked["file"], asked["result"]) == (
        "/c1/pingchang/publicInfoList_newest",
        "暂无相关信息",
    )


def test_a_first_page_that_stands_there_is_not_asked_for_again() -> None:
    found = listed(ROWS + PAGER % (7, 100))
    assert (found.end, query(found.next_url)["pageIndex"], found.total) == (MORE, "2", 100)
    assert len(found.rows) == 15
    assert urlsplit(found.next_url).path == "/site/label/165919"


def test_a_list_of_one_page_ends() -> None:
    found = listed(ROWS + PAGER % (1, 15))
    assert (found.end, found.total) == (END, 15)


def test_variables_of_the_page_and_its_meta_tag_are_put_in() -> None:
    script = (
        '<meta name="SiteId" content="6788031"><script>var organId = "21691"; var yxCatId = \'32710021\';\n'
        'Ls.ajax({url:"/site/label/8888",data:{labelName:"publicInfoList",pageSize:15,pageIndex:p,organId:organId,catIds:yxCatId,'
        "keyWords:$('#k').val(),isDate:true}})</script>"
    )
    asked = query(listed(script, "/public/column/21691?type=6&action=xinzheng").next_url)
    assert (asked["siteId"], asked["organId"], asked["catIds"], asked["pageSize"]) == (
        "6788031",
        "21691",
        "32710021",
        "15",
    )
    assert "keyWords" not in asked


def test_a_box_of_another_category_is_not_the_pages_list() -> None:
    box = (CALL % ("/site/label/8888", "1")).replace("6715691", "999")
    found = listed(box + CALL % ("/site/label/8888", "1"))
    assert query(found.next_url)["catId"] == "6715691"
    alone = listed(box + ROWS)
    assert (alone.end, alone.next_url, len(alone.rows)) == (END, "", 15)


def test_data_before_the_address_counts_as_well() -> None:
    script = (
        '<script>$.ajax({type:"get", data: {labelName: "publicInfoList", organId: "7011", pageIndex: 1, pageSize: 10},'
        ' url: "/site/label/8888"})</script>'
    )
    assert query(listed(script).next_url)["organId"] == "7011"


@pytest.mark.parametrize(
    "call",
    [
        '$.get("/site/label/8888", {labelName: "publicInfoList", organId: organ,catId:"6715691", pageIndex:i,pageSize:9})',
        'x.load("/site/label/8888?labelName=publicInfoList&pageSize=9&catId=6715691&pageIndex=" + i + "&organId=" + organ)',
        "fetch(`/site/label/8888?labelName=publicInfoList&catId=6715691&pageSize=9&organId=${organ}&pageIndex=${i}`)",
    ],
)
def test_a_label_may_be_asked_for_in_other_words(call: str) -> None:
    found = listed(f'<script>var organ = "6601841"; function turn(i) {{ {call} }}</script>')
    assert (found.end, found.next_feed) == (MORE, "longxun")
    assert query(found.next_url) == {
        "labelName": "publicInfoList",
        "organId": "6601841",
        "catId": "6715691",
        "pageIndex": "1",
        "pageSize": "9",
    }


def test_a_category_whose_list_no_script_of_its_own_asks_for_is_not_read_as_empty() -> None:
    hidden = (
        '<div id="list"></div><script src="/assets/list.js"></script><script>Ls.ready(1)</script>'
    )
    assert listed(hidden).end == UNKNOWN
    assert listed(hidden + ROWS).end == END
    assert listed(hidden + "<p>暂无相关信息</p>").end == END


def test_an_organs_page_that_asks_for_its_catalogue_alone_hides_no_list() -> None:
    tree = '<script>Ls.ajax({url:"/site/label/8888",data:{labelName:"publicCatalogList",siteId:"1"}})</script>'
    organ = "/public/column/6601841?type=2"
    assert listed(tree, organ).end == END
    assert listed(rows(3) + tree, organ).end == END
    assert listed(tree, COLUMN).end == UNKNOWN
    assert listed(rows(3) + tree + '<a onclick="turn(2)">下一页</a>', organ).end == UNKNOWN


def test_pages_that_turn_by_their_own_address() -> None:
    script = (
        '<script>Ls.pagination(".pages", function(pageIndex){ window.location.href = changeUrl("pageIndex", pageIndex); },'
        "{pageCount:4, total:55})</script>"
    )
    found = listed(ROWS + script, "/content/column/6808061")
    assert (found.next_url, found.next_feed) == (f"{SITE}/content/column/6808061?pageIndex=2", "")
    found = listed(ROWS + script, "/content/column/6808061?pageIndex=4", 4)
    assert found.end == END


SHOWN = "/OpennessContent/showList/1442/45712/page_{}.html"


@pytest.mark.parametrize(
    ("path", "body", "url"),
    [
        (SHOWN.format(1), "共 40 条 1/3页 下一页", SHOWN.format(2)),
        (SHOWN.format(3), "共 40 条 共3页", ""),
        (
            "/openness" + SHOWN.format(1),
            '<a href="page_2.html">下一页</a>',
            "/openness" + SHOWN.format(2),
        ),
    ],
)
def test_the_siblings_pages_are_numbered(path: str, body: str, url: str) -> None:
    script = "<script>var totalPages = 3;</script>" if "页 " in body else ""
    found = listed(rows(15, href="/OpennessContent/show/{}.html") + body + script, path)
    assert found.next_url == (SITE + url if url else "")


def test_an_answer_is_a_fragment_of_rows_with_its_own_pager() -> None:
    items = "".join(
        f'<div class="xxgk_navli"><ul class="clearfix"><li class="xh">{n}</li><li class="mc">'
        f'<a class="title" href="/public/6601841/{n}.html" title="关于第{n}号事项的通知">关于第{n}号…</a></li>'
        f'<li class="rq">2020-06-{30 - n}</li></ul></div>'
        for n in range(1, 16)
    )
    found = fed(f'<div class="xxgk_nav_con">{items}</div>' + PAGER % (7, 100))
    assert found is not None
    first = found.rows[0]
    assert (first.url, first.title, first.day) == (
        f"{SITE}/public/6601841/1.html",
        "关于第1号事项的通知",
        date(2020, 6, 29),
    )
    assert (len(found.rows), found.total, found.end, found.next_feed) == (15, 100, MORE, "longxun")
    assert query(found.next_url)["pageIndex"] == "3"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (ROWS + PAGER % (2, 30), "/site/label/8888?pageSize=15&pageIndex=2"),
        (ROWS + "共 30 条 2/2 页", "/site/label/8888?pageSize=15&pageIndex=2"),
        (ROWS, "/site/label/8888?pageSize=15&pageIndex=1"),
        ("<p>暂无相关信息</p>", "/site/label/8888?pageSize=15&pageIndex=1"),
    ],
)
def test_the_last_answer_ends_the_list(body: str, url: str) -> None:
    found = fed(body, url)
    assert found is not None
    assert found.end == END


def test_an_answer_of_nothing_at_all_does_not_say_that_the_list_is_empty() -> None:
    assert fed("") is None
    assert fed(" \n") is None
    assert fed('{"data": ""}') is None


def test_a_stated_total_goes_on_where_no_pager_counts() -> None:
    found = fed(ROWS + "共 31 条 2/3 页", "/site/label/8888?pageSize=15&pageIndex=2")
    assert found is not None
    assert (found.end, query(found.next_url)["pageIndex"]) == (MORE, "3")


def test_a_label_may_answer_json() -> None:
    inner = [
        {"title": "第一号公告", "link": "/public/7011/1.html", "createDate": "2020-03-10 08:00"},
        {"title": 1},
        None,
    ]
    found = fed(json.dumps({"status": 1, "data": {"data": inner, "total": 40, "pageCount": 3}}))
    assert found is not None
    assert [(row.title, row.day) for row in found.rows] == [("第一号公告", date(2020, 3, 10))]
    assert (found.total, found.end) == (40, MORE)
    html = fed(json.dumps({"data": {"html": ROWS + PAGER % (2, 30)}}))
    assert html is not None
    assert (len(html.rows), html.total, html.end) == (15, 30, END)
    assert fed("{damaged") is None
    assert fed("{}") is None


NODES = """<ul id="organ_catalog_tree" class="ztree"></ul><script>
var zNodes = [{"id":6715690,"pId":0,"name":"政策","isParent":true},{"id":6715691,"pId":6715690,"name":"行政规范性文件"},
 {id:6715700, pId:0, name:'机构职能', url:'/public/column/6601841?type=2'}];
$.fn.zTree.init($("#organ_catalog_tree"), {callback:{onClick:function(e,t,treeNode){ %s }}}, zNodes);
</script>"""


def test_a_catalogue_in_the_script_names_columns() -> None:
    found = listed(NODES % "" + ROWS)
    base = f"{SITE}/public/column/6601841?type=4&catId="
    assert found.columns == [
        FoundColumn("政策", ListRequest(f"{base}6715690&action=list")),
        FoundColumn(
            "行政规范性文件",
            ListRequest(f"{base}6715691&action=list"),
            f"{base}6715690&action=list",
        ),
        FoundColumn("机构职能", ListRequest(f"{SITE}/public/column/6601841?type=2")),
    ]


def test_a_catalogue_in_the_script_may_be_nested_json() -> None:
    nested = [{"catId": 1, "catName": "政策", "children": [{"catId": 2, "catName": "规范性文件"}]}]
    script = f"<script>var catalogData = {json.dumps(nested)};</script>"
    base = f"{SITE}/public/column/6601841?type=4&catId="
    assert listed(script + ROWS).columns == [
        FoundColumn("政策", ListRequest(f"{base}1&action=list")),
        FoundColumn("规范性文件", ListRequest(f"{base}2&action=list"), f"{base}1&action=list"),
    ]


def test_the_script_says_where_a_category_leads() -> None:
    goes = 'window.location.href = "/public/column/" + organId + "?type=4&action=list&nav=3&catId=" + treeNode.id;'
    found = listed(NODES % goes + ROWS)
    assert (
        found.columns[0].list.url
        == f"{SITE}/public/column/6601841?type=4&action=list&nav=3&catId=6715690"
    )


def test_a_catalogue_of_a_label_is_asked_for() -> None:
    script = (
        '<script>Ls.ajax({url:"/site/label/8888",data:{labelName:"publicCatalogList",siteId:"1",'
        'organId:"6601841",isJson:true}})</script>'
    )
    found = listed(script + ROWS)
    [also] = found.also
    assert also.feed == "longxun"
    assert query(also.url) == {
        "labelName": "publicCatalogList",
        "siteId": "1",
        "organId": "6601841",
        "isJson": "true",
    }
    nested = [
        {"id": 1, "name": "政策", "children": [{"id": 2, "name": "规范性文件"}]},
        {"id": 3, "name": "<b>x</b>"},
    ]
    answer = fed(
        json.dumps({"data": nested}), urlsplit(also.url)._replace(scheme="", netloc="").geturl()
    )
    assert answer is not None
    base = f"{SITE}/public/column/6601841?type=4&catId="
    assert answer.columns == [
        FoundColumn("政策", ListRequest(f"{base}1&action=list")),
        FoundColumn("规范性文件", ListRequest(f"{base}2&action=list"), f"{base}1&action=list"),
    ]


def test_a_catalogue_may_be_a_fragment_of_links() -> None:
    fragment = (
        '<ul><li><a href="/public/column/6601841?type=4&amp;catId=5&amp;action=list">财政预决算</a></li>'
        '<li><a href="/x">x</a></li></ul>'
    )
    answer = fed(fragment, "/site/label/8888?labelName=publicCatalogList")
    assert answer is not None
    assert [(each.name, each.list.url) for each in answer.columns] == [
        ("财政预决算", f"{SITE}/public/column/6601841?type=4&catId=5&action=list")
    ]
    assert fed("not markup", "/site/label/8888?labelName=publicCatalogList") is None
    assert fed("[damaged", "/public/catalog/getOrganCatalogTree") is None


def test_a_tree_that_loads_itself_is_posted_for() -> None:
    script = (
        '<script>var s={async:{enable:true,url:"/public/catalog/getOrganCatalogTree",autoParam:["id=parentId"],'
        'otherParam:["organId","6601841","catalog","true"]}}; $.fn.zTree.init($("#t"), s);</script>'
    )
    [also] = listed(script + ROWS).also
    assert (also.url, also.form) == (
        f"{SITE}/public/catalog/getOrganCatalogTree",
        "organId=6601841&catalog=true",
    )


@pytest.mark.parametrize(
    "body",
    [
        '<script>Ls.ajax({url:"/site/label/8888",data:{' + "a:1," * 3000 + "</script>",
        '<script>Ls.ajax({url:"/site/label/8888",data:{labelName:"searchDataList",pageSize:10}})</script>',
        '<script src="/assets/catalog.js"></script><script>load("/catalog/tree.js")</script>',
        "<script>var zNodes=[{" + '"id":1,' * 3000 + "}]; zTree</script>",
        '<script>"' + "/site/label/8888" * 500 + '"</script>',
    ],
)
def test_other_scripts_ask_for_nothing(body: str) -> None:
    found = FAMILY.read_list(view(ROWS + body, COLUMN))
    assert (found.next_url, found.also, found.columns) == ("", [], [])

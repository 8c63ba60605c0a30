"""What the sites of each family publish has the family's own shape: addresses, lists, feeds, attachments."""

from __future__ import annotations

import json
import re

from demo.sites.gkmlpt import GkmlptSite
from demo.sites.jpaas import JpaasSite
from demo.sites.vsb import VsbSite
from tests.demo.browse import fetch


def test_jpaas_units_answer_with_html_in_json(jpaas: JpaasSite) -> None:
    shown, fetched = set(), set()
    for column in jpaas.columns.values():
        if column.documents and column.children == []:
            page = fetch(jpaas, jpaas.column_path(column))
            units = page.tree.xpath("//script[@querydata]/@querydata")
            (fetched if any("右侧内容" in unit for unit in units) else shown).add(column.key)
            assert len(units) >= 2  # head and foot
    assert len(shown) > 10 < len(fetched)
    assert {"zcwj", "tzgg", "zcjd"} & shown
    assert {"zcwj", "tzgg", "zcjd"} & fetched


def test_jpaas_lists_go_on_at_the_gateway(jpaas: JpaasSite) -> None:
    key = next(key for key in ("zcwj", "tzgg", "zcjd") if not jpaas._by_script(jpaas.columns[key]))
    column = jpaas.columns[key]
    [pager] = fetch(jpaas, jpaas.column_path(column)).tree.xpath("//div[@class='pagination']")
    assert (pager.get("count"), pager.get("pageno")) == (str(len(column.documents)), "1")
    query = json.loads(pager.get("querydata").replace("'", '"'))
    numbers = json.dumps({"pageNo": 2, "pageSize": pager.get("rows")})
    given = {name: [value] for name, value in query.items()} | {"paramJson": [numbers]}
    answer = jpaas.special(pager.get("uniturl"), given)
    assert answer is not None
    markup = json.loads(answer.body)["data"]["html"]
    assert jpaas.document_path(column.documents[8]) in markup
    assert jpaas.document_path(column.documents[0]) not in markup
    unknown = jpaas.special(pager.get("uniturl"), {"pageId": ["x"]})
    assert unknown is not None
    assert json.loads(unknown.body)["success"] is False


def test_jpaas_columns_stand_for_their_first_child_in_two_ways(jpaas: JpaasSite) -> None:
    ways = set()
    for column in jpaas.columns.values():
        path = jpaas.column_path(column)
        if path.endswith("redirect_firstChannel.shtml"):
            answer = jpaas.respond("GET", path, b"")
            ways.add(answer.status)
            first = jpaas.column_path(column.children[0])
            assert first in (answer.body.decode() or dict(answer.headers)["Location"])
    assert ways == {200, 302}


def test_jpaas_tags_are_wrong_here_and_there(jpaas: JpaasSite) -> None:
    wrong = 0
    for document in list(jpaas.documents.values())[:80]:
        path = jpaas.document_path(document)
        assert re.fullmatch(r"/luyanxrmzf/\w+/\d{6}/[0-9a-f]{32}\.shtml", path)
        page = fetch(jpaas, path)
        [tag] = page.tree.xpath("//meta[@name='PubDate']/@content")
        day = document.published.isoformat()
        wrong += not tag.startswith(day)
        assert day in page.tree.xpath("string(//div[@class='bt-info'])")
    assert 5 < wrong < 40


def test_gkmlpt_names_its_columns_in_the_tree(gkmlpt: GkmlptSite) -> None:
    source = fetch(gkmlpt, "/gkmlpt/index").source
    at = source.index("TREE: ") + 6
    tree, _ = json.JSONDecoder().raw_decode(source, at)
    names = {node["name"]: node for node in tree}
    assert list(names)[:3] == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容"]
    assert names["政府信息公开指南"]["jump_url"] == "/gkmlpt/guide"
    assert re.fullmatch(r"/gkmlpt/annualreport#\d+", names["政府信息公开工作年度报告"]["jump_url"])
    assert len(names["法定主动公开内容"]["children"]) > 20
    assert fetch(gkmlpt, "/gkmlpt/guide").tree.xpath("//div[@class='article-content']")


def test_gkmlpt_lists_come_as_json(gkmlpt: GkmlptSite) -> None:
    column = gkmlpt.columns["zcwj"]
    number = gkmlpt.column_path(column).partition("#")[2]
    answers = [
        gkmlpt.respond("GET", f"/gkmlpt/api/all/{number}?page={page}&sid=990122", b"")
        for page in (0, 1, 2)
    ]
    first, again, second = (json.loads(answer.body) for answer in answers)
    assert first["articles"] == again["articles"]
    assert len(first["articles"]) == first["total"] == len(column.documents)
    assert second["articles"] == []
    assert gkmlpt.respond("GET", f"/gkmlpt/api/all/{number}?page=1&sid=1", b"").status == 404
    article = first["articles"][0]
    assert re.fullmatch(r"/gkmlpt/content/9/9103/post_9103\d{3}\.html", article["url"])
    table = fetch(gkmlpt, article["url"]).tree.xpath("//div[@class='classify']//tr")
    fields = [cell.text for row in table for cell in row[::2]]
    assert fields[:8] == [
        "索引号：",
        "分类：",
        "发布机构：",
        "成文日期：",
        "名称：",
        "文号：",
        "发布日期：",
        "主题词：",
    ]


def test_gkmlpt_has_a_portal_with_numbered_lists(gkmlpt: GkmlptSite) -> None:
    page = fetch(gkmlpt, "/zwgk/tzgg/index.html")
    assert "/zwgk/tzgg/index_2.html" in page.links()
    assert any(re.fullmatch(r"/zwgk/tzgg/content/post_\d+\.html", link) for link in page.links())


def test_vsb_list_pages_count_down(vsb: VsbSite) -> None:
    column = vsb.columns["xzgfxwj"]
    assert [vsb.column_path(column, page).rpartition("/")[2] for page in range(3)] == [
        "xzgfxwj.htm",
        "2.htm",
        "1.htm",
    ]


def test_vsb_publishes_every_kind_of_pager(vsb: VsbSite) -> None:
    seen = set()
    for column in vsb.columns.values():
        if vsb.page_count(column) == 1:
            continue
        path = vsb.column_path(column)
        page = fetch(vsb, path)
        assert f"共{len(column.documents)}条" in page.source
        following = vsb.column_path(column, 1)
        seen.add(
            "numbers" if "pb_sys_common" in page.source and following in page.links()
            else "words" if following in page.links()
            else "script"
        )  # fmt: skip
        seen |= {name for name in ("PAGENUM=", "a3p=") if name in following}
        assert fetch(vsb, following).status == 200
    assert seen == {"numbers", "words", "script", "PAGENUM=", "a3p="}


def test_vsb_pages_have_no_site_code_and_many_script_links(vsb: VsbSite) -> None:
    page = fetch(vsb, "/")
    assert page.tree.xpath("//meta[@name='SiteName']")
    assert not page.tree.xpath("//meta[@name='SiteIDCode']")
    assert len(page.tree.xpath("//a[starts-with(@href, 'javascript:')]")) >= 4


def test_vsb_attachments_are_named_by_their_links_alone(vsb: VsbSite) -> None:
    item = vsb.documents["gf1"]
    [link] = fetch(vsb, vsb.document_path(item)).tree.xpath("//a[contains(@href, 'download.jsp')]")
    assert link.text == item.attachments[0]
    assert ".pdf" not in link.get("href")
    answer = vsb.respond("GET", link.get("href"), b"")
    assert (answer.status, answer.content_type) == (200, "application/pdf")
    gone = vsb.respond("GET", link.get("href")[:-4], b"")
    assert "html" in gone.content_type

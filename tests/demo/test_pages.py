"""The pages of the simulated sites: well-formed, of their family's shape, and without a dead link where none is due."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlencode

from lxml import etree

from demo.sites.family import Family
from tests.demo.browse import ask, fetch, walk

#: Beside *.example.gov.cn: the address of a doctype, and one kept for documentation (RFC 5737).
_OUTSIDE = ("www.w3.org", "192.0.2.15:8088")
_PHONE = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")


def answering(app: Family) -> list[str]:
    """The paths of the pages that answer as they should."""
    wrong = {"firewall", "hang", "shell", "unavailable"}
    bad = {
        app.column_path(app.columns[key])
        if key in app.columns
        else app.document_path(app.documents[key])
        for key, how in app.site.behaviours.items()
        if how in wrong
    }
    return [path for path in app.paths() if path not in bad]


def test_every_page_is_well_formed(any_site: Family) -> None:
    for path in answering(any_site):
        page = fetch(any_site, path)
        assert page.status == 200, path
        assert page.tree.xpath("string(//title)").strip(), path
        assert page.tree.xpath("//body//a | //frame"), path
        assert "None" not in page.source, path
        assert "\ufffd" not in page.source, path
        assert "[[" not in page.tree.text_content(), path
        opened = re.findall(r"<(table|div|ul|form|tr|td)\b", page.source.lower())
        closed = re.findall(r"</(table|div|ul|form|tr|td)>", page.source.lower())
        assert sorted(opened) == sorted(closed), path


def test_a_compliant_site_has_no_dead_link(compliant: Family) -> None:
    # Beside what plain links lead to: pages that only a script pager or an island leads to.
    pages = walk(compliant) | {path: fetch(compliant, path) for path in compliant.paths()}
    linked = {link for page in pages.values() for link in (*page.links(), *page.island_links())}
    assert len(linked) > 200
    dead = [link for link in linked if ask(compliant, link).status != 200]
    assert dead == []


def test_every_dead_link_can_be_found_and_is_dead(any_site: Family) -> None:
    planted = {path for _, path, _ in any_site.site.dead}
    linked = {
        link
        for column in any_site.columns.values()
        if column.key not in any_site.site.behaviours
        for link in fetch(any_site, any_site.column_path(column)).links()
    } | set(fetch(any_site, "/").links())
    assert planted <= linked
    assert len(planted) == len(any_site.site.dead)
    home = any_site.respond("GET", "/", b"").body
    how = any_site.site.missing
    for path in planted:
        answer = any_site.respond("GET", path, b"")
        assert answer.status == (404 if how == "404" else 200)
        assert (answer.body == home) is (how == "home")
        assert (b'http-equiv="refresh"' in answer.body) is (how == "refresh")


def test_only_invented_names_and_numbers(any_site: Family) -> None:
    for path in answering(any_site):
        source = fetch(any_site, path).source
        assert all(number.startswith("0800-88") for number in _PHONE.findall(source)), path
        outside = re.findall(r"https?://([^/\"'\s?]+)", source)
        assert all(host.endswith(".example.gov.cn") or host in _OUTSIDE for host in outside), path


def test_external_hosts_are_linked_but_never_the_sites_own(compliant: Family) -> None:
    home = fetch(compliant, "/")
    frames = [fetch(compliant, f"/{source}") for source in home.tree.xpath("//frame/@src")]
    hrefs = [href for page in (home, *frames) for href in page.tree.xpath("//a/@href")]
    assert any(href.startswith("http://") and "example.gov.cn" in href for href in hrefs)


def test_a_page_shows_several_dates(compliant: Family) -> None:
    text = fetch(compliant, compliant.document_path(compliant.documents["gf1"])).source
    assert "今天是" in text
    for words in ("2020-01-21", "2020-1-21"):
        if words in text:
            break
    else:
        raise AssertionError("the date of publication is not shown")
    assert "2020年1月17日" in text or "2020年01月17日" in text  # 成文日期


def test_trs_lists_cut_titles_and_have_no_static_next_link(trs: Family) -> None:
    column = trs.columns["tzgg"]
    page = fetch(trs, "/zwgk/tzgg/index.html")
    assert trs.page_count(column) == 3
    assert re.search(r'createPageHTML\(3, 0, "index", "html"\)|countPage = 3;', page.source)
    assert not [link for link in page.links() if "index_1" in link]
    assert fetch(trs, "/zwgk/tzgg/index_1.html").status == 200
    cut = page.tree.xpath("//ul[@class='list']//a[contains(text(), '...')]")
    assert cut
    assert all(len(link.get("title")) > len(link.text) for link in cut)


def test_trs_uses_both_script_pagers_and_odd_meta_dates(trs: Family) -> None:
    lists = [
        fetch(trs, trs.column_path(column)).source
        for column in trs.columns.values()
        if trs.page_count(column) > 1
    ]
    assert any("createPageHTML(" in source for source in lists)
    assert any("countPage = " in source for source in lists)
    shapes = {
        re.sub(
            r"\d",
            "0",
            fetch(trs, trs.document_path(item)).tree.xpath("//meta[@name='PubDate']/@content")[0],
        )
        for item in trs.documents.values()
    }
    assert shapes == {"0000年00月00日", "0000-00-00 00:00", "0000-00-00 00:00:00"}


def test_trs_article_addresses_and_body(trs: Family) -> None:
    item = trs.documents["gf1"]
    path = trs.document_path(item)
    assert re.fullmatch(r"/zwgk/zfxxgk/fdzdgknr/xzgfxwj/202001/t20200121_\d{7}\.html", path)
    page = fetch(trs, path)
    assert "临时救助" in page.tree.xpath("string(//div[@class='TRS_Editor'])")
    assert "青政规〔2020〕1号" in page.source


def test_jcms_list_rows_stand_only_in_the_island(jcms: Family) -> None:
    column = jcms.columns["tzgg"]
    page = fetch(jcms, jcms.column_path(column))
    assert not page.tree.xpath("//div[@class='main']//a[contains(@href, '/art/')]")
    island = page.tree.xpath("//script[@type='text/xml']")[0].text
    store = etree.fromstring(island)
    records = store.xpath("//record/text()")
    assert len(records) == 20 < len(column.documents)
    assert "/module/web/jpage/dataproxy.jsp?page=2" in store.xpath("string(//nextgroup)")
    assert column.documents[0].published.isoformat() in records[0]
    assert f"totalRecord: {len(column.documents)}" in page.source


def test_jcms_proxy_answers_by_record_numbers_and_by_group(jcms: Family) -> None:
    column = jcms.columns["tzgg"]
    page = fetch(jcms, jcms.column_path(column))
    group = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', page.source)
    number = re.search(r"columnid: (\d+)", page.source)
    assert group
    assert number
    form = urlencode(
        {"col": 1, "appid": 1, "webid": 39, "columnid": number[1], "permissiontype": 0}
    ).encode()
    by_numbers = jcms.respond(
        "POST", "/module/web/jpage/dataproxy.jsp?startrecord=21&endrecord=40&perpage=10", form
    )
    by_group = jcms.respond("GET", group[1], b"")
    seen = []
    for answer in (by_numbers, by_group):
        store = etree.fromstring(answer.body)
        assert store.xpath("string(//totalrecord)") == str(len(column.documents))
        seen.append(store.xpath("//record/text()"))
    assert seen[0] == seen[1]
    assert len(seen[0]) == len(column.documents) - 20
    none = jcms.respond("GET", "/module/web/jpage/dataproxy.jsp?startrecord=1&columnid=1", b"")
    assert none.status == 404


def test_jcms_article_addresses_and_metadata(jcms: Family) -> None:
    path = jcms.document_path(jcms.documents["gf4"])
    assert re.fullmatch(r"/art/2020/9/28/art_\d+_\d+\.html", path)
    page = fetch(jcms, path)
    assert page.tree.xpath("//table[@class='xxgk_article']//td[text()='白政办规〔2020〕2号']")
    assert "住房保障" in page.tree.xpath("string(//div[@id='zoom'])")


def test_static_pages_are_gbk_that_calls_itself_gb2312(static: Family) -> None:
    response = static.respond("GET", "/", b"")
    assert response.content_type == "text/html"
    assert b"charset=gb2312" in response.body
    assert "丹霞县人民政府" in response.body.decode("gbk")
    second = static.column_path(static.columns["tzgg"], 1)
    assert second.endswith("&page=2")
    assert second in fetch(static, static.column_path(static.columns["tzgg"])).links()
    assert fetch(static, second).status == 200


def test_search_finds_titles(compliant: Family) -> None:
    words = "临时救助实施办法"
    query = quote(words, encoding=compliant.encoding)
    page = fetch(compliant, f"{compliant.search_path}?{compliant.search_field}={query}")
    assert compliant.document_path(compliant.documents["gf1"]) in page.links()
    nothing = fetch(compliant, f"{compliant.search_path}?{compliant.search_field}=zzzz")
    assert compliant.document_path(compliant.documents["gf1"]) not in nothing.links()


def test_robots_and_attachments(compliant: Family) -> None:
    assert b"Disallow:\n" in compliant.respond("GET", "/robots.txt", b"").body
    item = compliant.documents["gf1"]
    files = [
        href
        for href in fetch(compliant, compliant.document_path(item)).tree.xpath("//a/@href")
        if href == compliant.attachment_path(item, 0)
    ]
    assert len(files) == 1
    answer = compliant.respond("GET", files[0], b"")
    assert (answer.status, answer.content_type) == (200, "application/pdf")


def test_lists_run_newest_first(any_site: Family) -> None:
    for column in any_site.columns.values():
        days = [item.published for item in column.documents]
        assert days == sorted(days, reverse=True), column.name
        assert all(date(2005, 1, 1) < day < date(2022, 1, 1) for day in days)


def test_pages_are_the_same_every_time(trs: Family, demo_sites: dict[str, object]) -> None:
    from demo.cycles.county2020 import CYCLE

    again = CYCLE.application("qingshi")
    for path in ("/", "/zwgk/index.html", trs.document_path(trs.documents["gf1"])):
        assert again.respond("GET", path, b"") == trs.respond("GET", path, b"")

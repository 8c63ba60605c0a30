from __future__ import annotations

import pytest

from checks.kinds.on_request import contact_in
from checks.verdict import Verdict
from crawler.snapshot.facts import Link
from tests.checks.build import address, column, dead, doc, home, judge, lost, site

CONTACT = "受理机构：博山区人民政府办公室\n通信地址：淄博市博山区县前街18号\n联系电话：0533-4110000"
GUIDE = "申请人可以向受理机构提出申请。\n" + CONTACT


@pytest.mark.parametrize(
    ("fields", "verdict"), [(3, Verdict.PASS), (8, Verdict.PASS), (2, Verdict.FAIL)]
)
def test_a_form_has_three_fields(fields: int, verdict: Verdict) -> None:
    said = judge("on_request", site([column("依申请公开", form_fields=fields)]))
    assert said.verdict is verdict


def test_a_form_on_a_column_below_counts() -> None:
    below = column("在线填写", form_fields=6)
    said = judge("on_request", site([column("依申请公开", children=[below])]))
    assert said.code == "pass"


def test_address_and_telephone_on_the_page_pass() -> None:
    said = judge("on_request", site([column("依申请公开", text=CONTACT)]))
    assert said.code == "pass_contact"
    assert "县前街18号" in said.quotes
    assert "0533-4110000" in said.quotes


def test_address_and_telephone_beside_a_list_pass() -> None:
    tree = site([column("依申请公开")])
    tree.columns[address("依申请公开")].shown_of = lambda: CONTACT
    assert judge("on_request", tree).code == "pass_contact"


def test_address_and_telephone_in_a_document_pass() -> None:
    tree = site(documents=[doc("申请说明", "2023-01-01", "依申请公开", text=CONTACT)])
    assert judge("on_request", tree).code == "pass_contact"


def test_the_guide_counts_where_it_speaks_of_requests() -> None:
    tree = site([column("政府信息公开指南", text=GUIDE)])
    assert judge("on_request", tree).code == "pass_contact"
    tree = site([column("政府信息公开指南", text=CONTACT)])
    assert judge("on_request", tree).code == "missing"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (CONTACT, True),
        ("地址：淄博市博山区县前街18号；电话：(0533)4110000", True),
        ("办公地址 博山区中心路1号 监督电话 12345", True),
        ("地址：淄博市博山区县前街18号", False),
        ("联系电话：0533-4110000", False),
        ("电话：详见公告。地址：详见公告。", False),
        ("电子邮箱地址：xxgk@boshan.example 电话：0533-4110000", False),
        ("邮政编码：255200 地址：淄博市博山区县前街 编号 20230400012345", False),
        ("", False),
    ],
)
def test_what_tells_where_and_whom(text: str, whole: bool) -> None:
    assert (contact_in(text) is not None) is whole


def test_no_entry_after_everything_was_read_fails() -> None:
    said = judge("on_request", site([column("通知公告")]))
    assert (said.verdict, said.code) == (Verdict.FAIL, "missing")
    assert said.judgement.searched is not None


def test_no_entry_while_unread_pages_could_hold_it_is_open() -> None:
    said = judge("on_request", site(unread=[lost(anchor="政务公开")]))
    assert said.verdict is Verdict.UNDETERMINED
    assert judge("on_request", site(unread=[lost(anchor="旅游")])).verdict is Verdict.FAIL


def test_an_entry_or_guide_that_was_not_read_is_open() -> None:
    tree = site([column("依申请公开", outcome="timeout")])
    assert judge("on_request", tree).verdict is Verdict.UNDETERMINED
    tree = site([column("依申请公开"), column("政府信息公开指南", outcome="timeout")])
    assert judge("on_request", tree).verdict is Verdict.UNDETERMINED


def test_an_entry_to_another_host_is_for_a_person() -> None:
    page = home(Link("http://ysqgk.province.example/", "依申请公开"))
    said = judge("on_request", site(homepage=page))
    assert (said.verdict, said.code) == (Verdict.UNDETERMINED, "entry_unread")
    with_guide = site([column("政府信息公开指南", text=GUIDE)], homepage=page)
    assert judge("on_request", with_guide).verdict is Verdict.PASS


def test_an_entry_that_leads_nowhere_fails() -> None:
    link = Link(address("依申请公开"), "依申请公开")
    tree = site(homepage=home(link), fetches=[dead(link.url)])
    assert judge("on_request", tree).code == "dead"


def test_hostile_pages() -> None:
    text = "地址：" + "{url}" * 10000 + "\n电话：" + "0" * 10000
    said = judge("on_request", site([column("依申请公开", text=text)]))
    assert said.verdict is Verdict.FAIL

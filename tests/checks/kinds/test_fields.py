from __future__ import annotations

from typing import Any

import pytest

from checks.kinds.fields import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

GUIDE = {"title": {"any": ["公开指南"]}, "columns": ["政府信息公开指南"], "anywhere": True}
FIELDS = [
    {"name": "获取方式", "any": ["获取方式", "公开形式"]},
    {"name": "办公地址", "any": ["办公地址", "地址"], "value": "address"},
    {"name": "联系电话", "any": ["联系电话", "电话"], "value": "phone"},
    {"name": "办公时间"},
]
TEXT = (
    "为便于公民获取政府信息，编制本指南。"
    + "本机关依法主动公开政府信息，接受社会监督。" * 8
    + "\n获取方式：通过网站获取。\n办公地址：博山区中心路26号\n联 系 电 话：0533 - 4110000\n办公时间：工作日9:00-17:00"
)


def rule(of: SiteSnapshot, **params: Any) -> Ruling:
    return rule_on(KIND, of, {"subject": GUIDE, "fields": FIELDS, **params})


def guide(text: str = TEXT, **more: Any) -> Document:
    return doc("博山区政府信息公开指南", "2022-01-06", "政府信息公开指南", text=text, **more)


def of(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column("政府信息公开指南")], documents, **more)


def test_all_elements() -> None:
    found = rule(of(guide()))
    assert found.verdict is Verdict.PASS
    assert "0533-4110000" in found.notes


@pytest.mark.parametrize(
    ("old", "new", "lacking"),
    [
        ("办公时间：工作日9:00-17:00", "", "办公时间"),
        ("0533 - 4110000", "", "联系电话"),
        ("0533 - 4110000", "见附件", "联系电话"),
        ("博山区中心路26号", "详见附件", "办公地址"),
        ("博山区中心路26号", "", "办公地址"),
    ],
)
def test_one_is_lacking(old: str, new: str, lacking: str) -> None:
    text = TEXT.replace(old, new)
    found = rule(of(guide(text)))
    assert found.verdict is Verdict.PARTIAL, found.reason
    assert found.judgement.share == 0.75
    assert f"缺{lacking}" in found.reason


@pytest.mark.parametrize(
    "number", ["0533-4110000", "(0533)4110000", "13805330000", "12345", "400-123-4567", "4110000"]
)
def test_telephone_numbers(number: str) -> None:
    assert rule(of(guide(TEXT.replace("0533 - 4110000", number)))).verdict is Verdict.PASS


def test_a_column_whose_page_is_the_guide() -> None:
    own_page = site([column("政府信息公开指南", text=TEXT)])
    assert rule(own_page).verdict is Verdict.PASS


def test_elements_in_tables_and_metadata() -> None:
    table = [["办公地址", "博山区中心路26号"], ["联系电话", "0533-4110000"]]
    text = TEXT.split("\n", maxsplit=1)[0] + "获取方式：网站"
    found = rule(of(guide(text, tables=[table], metadata={"办公时间": "工作日"})))
    assert found.verdict is Verdict.PASS


def test_enough_is_enough() -> None:
    text = TEXT.replace("办公时间：工作日9:00-17:00", "")
    assert rule(of(guide(text)), min_share=0.75).verdict is Verdict.PASS
    assert rule(of(guide(text)), min_share=0.76).verdict is Verdict.PARTIAL
    assert rule(of(guide("本指南。" * 60))).verdict is Verdict.FAIL


def test_unread_absent_and_attached() -> None:
    assert rule(of(unread=[lost(anchor="政府信息公开指南")])).verdict is Verdict.UNDETERMINED
    assert rule(of(guide(outcome="timeout"))).verdict is Verdict.UNDETERMINED
    attached = guide("下载", attachments=[("http://b/1.pdf", "指南.pdf")])
    assert rule(of(attached)).verdict is Verdict.UNDETERMINED
    assert rule(of()).code == "missing"


def test_near_misses() -> None:
    assert (
        rule(of(doc("淄川区政府信息公开指南", "2022-01-06", "政府信息公开指南", text=TEXT))).code
        == "missing"
    )
    later = doc("政府信息公开指南", "2024-04-16", "政府信息公开指南", text=TEXT)
    assert rule(of(later)).code == "missing"


BENEFIT = {"title": {"any": ["惠企政策"]}, "columns": ["政策文件"]}
BENEFIT_FIELDS = [{"name": "申请条件"}, {"name": "办理流程"}]
WHOLE = "申请条件：企业。办理流程：网上。" + "为支持企业发展，制定本措施。" * 12


def each(*documents: Document) -> Ruling:
    return rule_on(
        KIND,
        site([column("政策文件")], documents),
        {"subject": BENEFIT, "fields": BENEFIT_FIELDS, "each": True},
    )


def benefit(name: str, day: str, text: str = WHOLE, **more: Any) -> Document:
    return doc(f"惠企政策：{name}", day, "政策文件", text=text, **more)


def test_each_of_the_period() -> None:
    assert each(benefit("一", "2023-05-06"), benefit("二", "2023-05-06")).code == "pass_each"
    some = each(benefit("一", "2023-05-06"), benefit("二", "2023-05-06", "申请条件：" * 40))
    assert (some.code, some.judgement.share) == ("partial_each", 0.5)
    assert "“惠企政策:二”缺办理流程" in some.reason.replace("：二", ":二")
    assert each(benefit("一", "2023-05-06", "申请条件：" * 40)).code == "fail_each"
    assert each(benefit("一", "2015-05-06", "申请条件：" * 40)).code == "not_applicable"
    unread = each(benefit("一", "2023-05-06"), benefit("二", "2023-05-06", outcome="timeout"))
    assert unread.verdict is Verdict.UNDETERMINED


ARREARS = {
    "subject": {"title": {"any": ["逾期"]}, "columns": ["中小企业款项"], "anywhere": True},
    "fields": [
        {"name": "数量", "any": ["合同数量", "份合同"], "value": "number", "alone": ["无逾期"]},
        {"name": "金额", "any": ["金额", "万元"], "value": "number", "alone": ["无逾期"]},
    ],
}


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("逾期尚未支付的合同数量3份，金额85.3万元。", ""),
        ("共有3份合同逾期，涉及85万元。", ""),
        ("合同数量（份）金额（万元）\n3\n85.3", ""),
        ("合同数量：三份；金额：零。", ""),
        ("我单位无逾期尚未支付中小企业款项。", ""),
        ("逾期尚未支付的金额为85.3万元。", "数量"),
        ("合同数量： ；金额：85.3万元。", "数量"),
        ("合同数量3份，金额见附件。", "金额"),
        ("现将2022年度合同数量、金额公布如下。2023年3月30日", "数量、金额"),
    ],
)
def test_a_number_stands_beside_its_label_or_the_words_say_there_is_none(
    text: str, lacking: str
) -> None:
    words = "根据有关规定，本机关向社会公示相关信息，接受社会监督。" * 5
    found = rule_on(
        KIND,
        site(
            [column("中小企业款项")],
            [doc("逾期账款公示", "2023-03-30", "中小企业款项", text=f"{words}\n{text}")],
        ),
        ARREARS,
    )
    if lacking:
        assert found.verdict is not Verdict.PASS
        assert lacking in found.reason
    else:
        assert found.verdict is Verdict.PASS, found.reason


def test_with_government_a_town_s_own_document_does_not_count() -> None:
    town = doc(
        "白塔镇人民政府信息公开指南",
        "2022-01-06",
        "政府信息公开指南",
        text=TEXT,
        issuer="博山区白塔镇人民政府",
    )
    assert rule(of(town)).verdict is Verdict.PASS
    found = rule(of(town), issuer="government")
    assert found.verdict is Verdict.FAIL
    assert rule(of(town, guide()), issuer="government").verdict is Verdict.PASS

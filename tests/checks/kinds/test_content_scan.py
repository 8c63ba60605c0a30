from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.content_scan import KIND
from checks.texts.private_numbers import (
    is_bank_card,
    is_identity_number,
    luhn,
    masked,
    private_numbers,
)
from checks.verdict import Verdict
from tests.checks.build import AS_OF, column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(born: date = date(1980, 1, 1), area: str = "370304", order: int = 12) -> str:
    """A number with a valid check digit that belongs to nobody: made here, digit by digit."""
    body = f"{area}{born:%Y%m%d}{order:03}"
    total = sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def card(start: str = "622848001234567", length: int = 19) -> str:
    body = start.ljust(length - 1, "8")
    return next(body + str(d) for d in range(10) if luhn(body + str(d)))


ALL = ("identity_number", "bank_card", "mobile")


def found(text: str) -> list[str]:
    return [number.kind for number in private_numbers(text, ALL, AS_OF)]


def rule(text: str, **params: Any) -> Ruling:
    return rule_on(
        KIND, site([column("公示")], [doc("补贴发放公示", "2023-05-06", "公示", text=text)]), params
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"张三，身份证号：{identity()}，白塔镇", "identity_number"),
        (f"张三 {identity()} 300元", "identity_number"),
        (
            f"身份证号{identity().translate(str.maketrans('0123456789X', '０１２３４５６７８９Ｘ'))}",
            "identity_number",
        ),
        (f"{identity()[:6]} {identity()[6:14]} {identity()[14:]}", "identity_number"),
        (f"卡号：{card()}", "bank_card"),
        (f"张三 一卡通账号 {card(length=16)}", "bank_card"),
        (
            f"张三\n{card()[:4]} {card()[4:8]} {card()[8:12]} {card()[12:16]} {card()[16:]}",
            "bank_card",
        ),
        ("张三 13805330012", "mobile"),
        ("姓名：张三，手机：138 0533 0012", "mobile"),
        ("户主张三，联系电话：+86-13805330012", "mobile"),
    ],
)
def test_what_is_private(text: str, kind: str) -> None:
    assert found(text) == [kind]
    assert rule(text).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    "text",
    [
        identity()[:17] + ("1" if identity()[17] != "1" else "2"),
        f"1{identity()}",
        f"{identity()}3",
        f"A{identity()}",
        f"http://www.boshan.example/t{identity()}.html",
        f"/zwgk/{identity()}",
        f"统一社会信用代码：{identity()}",
        f"项目代码：{identity()}",
        "统一社会信用代码 12370304MB2845678X",
        f"{identity()[:6]}********{identity()[14:]}",
        "3703**********12",
        card()[:-1] + str((int(card()[-1]) + 1) % 10),
        f"收款单位：博山区财政局，账号：{card()}",
        f"户名：博山区公共资源交易中心，账号{card()}",
        f"开户行：农业银行博山支行，账号：{card()}",
        f"缴款账号：{card()}（财政专户）",
        "咨询电话：13805330012",
        "联系人：张科长，联系电话：13805330012",
        "联系单位：博山区教育局，联系电话：13805330012",
        "24小时值班电话13805330012",
        "博山区教育局 张主任 13805330012",
        "采购代理机构：某某公司，电话：13805330012",
        "0533-4110000",
        "博政办字〔2023〕45号",
        "索引号：1137030400421100XH/2023-0000001",
        "总投资13805330012.50元",
        "20230506123456789012",
        "",
    ],
)
def test_near_misses(text: str) -> None:
    assert found(text) == []
    assert rule(text).verdict is Verdict.PASS


def test_only_what_is_looked_for() -> None:
    assert rule(f"身份证{identity()}", look_for=["bank_card"]).verdict is Verdict.PASS


def test_nothing_private_is_repeated() -> None:
    number, account, mobile = identity(), card(), "13805330012"
    text = f"张三，身份证号{number}，卡号{account}，手机{mobile}"
    bad = site(
        [column("公示")], [doc(f"公示{number}", "2023-05-06", "公示", text=text, url="http://b/1")]
    )
    ruling = rule_on(KIND, bad, {})
    shown = repr(ruling.judgement.evidence) + ruling.reason
    for whole in (number, account, mobile):
        assert whole not in shown
        assert whole[3:-2] not in shown
    assert "370*************" in shown
    assert "身份证号码1处、银行卡号1处、个人手机号码1处" in ruling.reason


def test_a_columns_own_text_and_a_repost_are_scanned() -> None:
    own = site([column("公示", text=f"张三，身份证号{identity()}")])
    assert rule_on(KIND, own, {}).verdict is Verdict.FAIL
    theirs = doc("淄川区救助公示", "2023-05-06", "公示", text=f"身份证号{identity()}")
    assert rule_on(KIND, site([], [theirs]), {}).verdict is Verdict.FAIL


def test_what_was_not_read() -> None:
    clean = doc("补贴发放公示", "2023-05-06", "公示", text="共12人。")
    open_ = site([column("公示")], [clean], unread=[lost(anchor="公示")])
    found_ = rule_on(KIND, open_, {})
    assert found_.verdict is Verdict.PASS
    assert "另有1个页面未能读取" in found_.reason
    assert rule_on(KIND, site(unread=[lost(anchor="公示")]), {}).verdict is Verdict.UNDETERMINED


def test_little_read_of_much_is_not_called_clean() -> None:
    clean = doc("补贴发放公示", "2023-05-06", "公示", text="共12人。")
    lost_ones = [lost(anchor=f"公示{n}") for n in range(3)]
    ruling = rule_on(KIND, site([column("公示")], [clean], unread=lost_ones), {})
    assert ruling.verdict is Verdict.UNDETERMINED
    assert "多于已读的" in ruling.reason
    faulty = doc("救助公示", "2023-05-06", "公示", text=f"身份证号{identity()}")
    ruling = rule_on(KIND, site([column("公示")], [faulty], unread=lost_ones), {})
    assert ruling.verdict is Verdict.FAIL


def test_after_the_audit_is_not_published() -> None:
    later = doc("公示", "2024-04-16", "公示", text=f"身份证号{identity()}")
    assert rule_on(KIND, site([column("公示", text="公示栏")], [later]), {}).verdict is Verdict.PASS


@given(
    st.dates(date(1900, 1, 1), AS_OF),
    st.sampled_from(["110101", "370304", "650100"]),
    st.integers(0, 999),
)
def test_the_check_digit_of_an_identity_number(born: date, area: str, order: int) -> None:
    number = identity(born, area, order)
    assert is_identity_number(number, AS_OF)
    assert is_identity_number(number.lower(), AS_OF)
    others = [c for c in "0123456789X" if c != number[17]]
    assert not any(is_identity_number(number[:17] + c, AS_OF) for c in others)


@pytest.mark.parametrize(
    "number",
    [
        identity(date(2024, 4, 16)),
        identity(area="990304"),
        "37030419800231012X",
        "3703041980",
        "ABCDEFGHIJKLMNOPQR",
    ],
)
def test_impossible_identity_numbers(number: str) -> None:
    assert not is_identity_number(number, AS_OF)


@given(st.text("0123456789", min_size=15, max_size=18))
def test_the_luhn_digit(body: str) -> None:
    fitting = [d for d in "0123456789" if luhn(body + d)]
    assert len(fitting) == 1
    if is_bank_card(body + fitting[0]):
        assert (body + fitting[0])[:2] in ("62", "95")


@given(st.text("0123456789X", min_size=11, max_size=19))
def test_a_mask_hides_all_but_five(number: str) -> None:
    shown = masked(number)
    assert shown[:3] == number[:3]
    assert shown[-2:] == number[-2:]
    assert set(shown[3:-2]) == {"*"}


@given(st.text("0123456789Xx -*身份证号\n", max_size=200))
def test_no_text_stops_the_scan(text: str) -> None:
    for number in private_numbers(text, ALL, AS_OF):
        assert "*" in number.shown


def test_a_long_text_takes_time_in_proportion() -> None:
    import time

    def cost(times: int) -> float:
        text = "1380533001 " * (200 * times) + "9" * (200 * times) + "1234 5678 " * (50 * times)
        started = time.process_time()
        assert found(text) == []
        return time.process_time() - started

    few = min(cost(100) for _ in range(3))
    assert cost(800) < 40 * few

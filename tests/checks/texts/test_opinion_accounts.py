from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.texts.opinion_accounts import account_of


@pytest.mark.parametrize(
    "text",
    [
        "共收到意见12条，采纳12条。",
        "期间未收到意见建议。",
        "共收到0条意见。",
        "共收集到意见建议十二条，全部予以采纳。",
        "收到意见5条，均已采纳。",
        "共收到10条意见，采纳10条，不予采纳0条。",
        "共收到有效意见6条，采纳4条，部分采纳2条。",
        "截至6月6日，共收到意见3条，3条意见均予以采纳。",
        "共收到意见15条，采纳率100%。",
    ],
)
def test_no_reason_is_owed_where_nothing_was_refused(text: str) -> None:
    account = account_of(text)
    assert account.told
    assert not account.owes_reason


@pytest.mark.parametrize(
    "text",
    [
        "共收到意见12条，采纳9条，感谢社会各界的关心。",
        "共收到意见12条，9条予以采纳，3条不予采纳。",
        "收到意见建议30条，其中采纳28条，未采纳2条。",
        "合理意见均予采纳，不予采纳3条。",
        "共收到意见十二条，采纳九条。",
    ],
)
def test_a_reason_is_owed_and_none_is_given(text: str) -> None:
    account = account_of(text)
    assert account.told
    assert account.owes_reason
    assert account.reason == ""


@pytest.mark.parametrize(
    "text",
    [
        "共收到意见建议23条（其中座谈会9条），采纳17条，6条未采纳，主要原因是与上位规定不一致。",
        "采纳9条，已在正式文件中体现。\n不予采纳3条，原因是条件不具备。",
        "其余2条因超出本办法调整范围，未予采纳。",
        "序号 意见 是否采纳 理由\n1 提高标准 未采纳 与上级文件不一致",
    ],
)
def test_the_reason_is_found_beside_the_refusal(text: str) -> None:
    assert account_of(text).reason


def test_thanks_alone_say_nothing_of_what_was_adopted() -> None:
    assert not account_of("征求意见工作已经结束，感谢社会各界的关心和支持。").told


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_numbers_decide(came: int, adopted: int) -> None:
    account = account_of(f"共收到意见{came}条，采纳{adopted}条。")
    assert (account.came, account.adopted) == (came, adopted)
    assert account.owes_reason is (came > 0 and adopted < came)


@given(st.text(alphabet="共收到意见0123一二条采纳不予未原因，。\n 0", max_size=200))
def test_any_text_is_read(text: str) -> None:
    account = account_of(text)
    assert account.came is None or account.came >= 0

"""Reviews of every shape, for tests that must hold for all of them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from checks.reviews.model import Appeal, Decision, Reviews, Waiver, tidy

_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_HOSTILE = st.sampled_from(
    ["=cmd|'/c calc'!A0", "+1", "@SUM(A1)", "_x0041_", "2024-05-01", "0.5", "是", "null", "~", "- a: b", "#甲", "甲\n\n乙",
     "<b>", "'", '"', "\t甲", "👍🏽", "&amp;", "撤销", "1e3", "true", "{甲}", "*", "甲\u202e乙"]
)  # fmt: skip
WORDS = st.one_of(_HOSTILE, st.text(min_size=1, max_size=40)).map(tidy).filter(bool)
SITES = st.sampled_from(["qingshi", "yunxi"])
RULES = st.sampled_from(["test/1", "test/2", "test/3a"])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision of any kind."""
    verdict = draw(st.sampled_from(["符合", "部分符合", "不符合", "不适用", "撤销"]))
    share = draw(st.integers(1, 99)) / 100 if verdict == "部分符合" else None
    link = draw(st.none() | st.just("https://www.example.gov.cn/a?b=1&c=\u7532#d"))
    return Decision(
        site=draw(SITES),
        rule=draw(RULES),
        verdict=verdict,
        share=share,
        by=draw(WORDS),
        on=draw(_DAYS),
        reason=draw(WORDS),
        link=link,
        mark=draw(st.sampled_from(["", "0123456789abcdef"])),
    )


@st.composite
def waivers(draw: st.DrawFn) -> Waiver:
    """A waiver for one site or all."""
    return Waiver(
        site=draw(st.sampled_from(["qingshi", "yunxi", "*"])),
        rule=draw(RULES),
        by=draw(WORDS),
        on=draw(st.none() | _DAYS),
        reason=draw(WORDS),
        until=draw(st.none() | _DAYS),
    )


@st.composite
def appeals(draw: st.DrawFn) -> Appeal:
    """An appeal, answered or not."""
    outcome = draw(st.sampled_from(["待处理", "成立", "不成立"]))
    answered = outcome != "待处理"
    return Appeal(
        site=draw(SITES),
        rule=draw(RULES),
        by=draw(WORDS),
        on=draw(_DAYS),
        text=draw(WORDS),
        outcome=outcome,
        answered_by=draw(WORDS) if answered else None,
        answered_on=draw(_DAYS) if answered else None,
        answer=draw(WORDS) if answered else None,
    )


def reviews() -> st.SearchStrategy[Reviews]:
    """A whole reviews file."""
    return st.builds(
        Reviews,
        decisions=st.lists(decisions(), max_size=5).map(tuple),
        waivers=st.lists(waivers(), max_size=4).map(tuple),
        appeals=st.lists(appeals(), max_size=4).map(tuple),
    )

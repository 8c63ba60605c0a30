from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.counts.tally import Tally
from checks.kinds.companion import KIND
from checks.verdict import Verdict
from checks.workdays import working_days_after
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

POLICY = {
    "title": {"any": ["办法", "规定"], "none": ["解读", "征求意见", "采纳"]},
    "columns": ["政策文件"],
}
INTERPRETATION = {
    "title": {"any": ["解读", "图解", "问答"]},
    "columns": ["政策解读"],
    "anywhere": True,
}
DRAFT = {"title": {"any": ["征求意见"], "none": ["采纳", "反馈"]}, "columns": ["意见征集"]}
RESULT = {"title": {"any": ["采纳", "反馈"]}, "columns": ["意见征集"]}


def rule(of: SiteSnapshot, as_of: str = "2024-04-15", **params: Any) -> Ruling:
    return rule_on(KIND, of, {"of": POLICY, "companion": INTERPRETATION, **params}, as_of=as_of)


def in_time(of: SiteSnapshot, days: int = 3, **params: Any) -> Ruling:
    return rule(of, mode="within", days=days, **params)


def policy(name: str = "养犬", day: str | date | None = "2023-05-06", **more: Any) -> Document:
    return doc(f"博山区{name}管理办法", day, "政策文件", **more)


def interpretation(
    name: str = "养犬", day: str | date | None = "2023-05-08", **more: Any
) -> Document:
    return doc(f"《博山区{name}管理办法》政策解读", day, "政策解读", **more)


def of(*documents: Document, unread: Any = ()) -> SiteSnapshot:
    return site(
        [column("政策文件"), column("政策解读"), column("意见征集")], documents, unread=unread
    )


def test_what_cannot_be_placed_is_named() -> None:
    found = rule(of(policy(), interpretation(), policy("停车", None)))
    assert found.verdict is Verdict.UNDETERMINED
    assert "博山区停车管理办法" in found.reason


def test_all_have_one() -> None:
    found = rule(of(policy(), interpretation(), policy("停车"), interpretation("停车")))
    assert found.verdict is Verdict.PASS
    assert "依据：书名号标题" in found.notes
    assert "《博山区养犬管理办法》（2023-05-06发布）" in found.notes
    assert "2023-05-08发布" in found.notes


def test_some_and_none() -> None:
    some = rule(of(policy(), interpretation(), policy("停车"), policy("燃气")))
    assert some.verdict is Verdict.PARTIAL
    assert some.judgement.share == pytest.approx(1 / 3)
    assert "停车" in some.reason
    none = rule(of(policy()))
    assert none.verdict is Verdict.FAIL
    assert none.judgement.searched is not None


def test_nothing_to_judge() -> None:
    assert rule(of(interpretation())).code == "not_applicable"
    assert rule(of(policy(day="2022-05-06"))).code == "not_applicable"
    assert rule(of(unread=[lost(anchor="政策文件")])).verdict is Verdict.UNDETERMINED


def test_near_misses() -> None:
    for other in (
        interpretation(day="2022-05-08"),
        interpretation("停车"),
        doc("《山东省养犬条例》解读", "2023-05-08", "政策解读"),
        interpretation(day="2024-04-16"),
    ):
        assert rule(of(policy(), other)).verdict is Verdict.FAIL, other.title


def test_reposted_policies_need_none_here() -> None:
    theirs = doc("山东省养犬管理办法", "2023-05-06", "政策文件", source="山东省人民政府")
    assert rule(of(theirs)).code == "not_applicable"
    numbered = doc("养犬管理办法", "2023-05-06", "政策文件", number="鲁政发〔2023〕1号")
    assert rule(of(numbered)).code == "not_applicable"


@pytest.mark.parametrize(
    "unread", [lost(anchor="政策解读"), lost(role=Role.LIST, column="政策解读")]
)
def test_missing_is_not_said_of_what_was_not_read(unread: Any) -> None:
    assert rule(of(policy(), unread=[unread])).verdict is Verdict.UNDETERMINED
    assert rule(of(policy(), interpretation(), unread=[unread])).verdict is Verdict.PASS


def test_an_unread_interpretation_of_something_else_is_no_excuse() -> None:
    other = interpretation("停车", outcome="timeout")
    assert rule(of(policy(), other)).verdict is Verdict.FAIL
    nameless = doc("政策问答：市民关心的事", "2023-05-08", "政策解读", outcome="timeout")
    assert rule(of(policy(), nameless)).verdict is Verdict.UNDETERMINED


def test_an_unread_interpretation_is_known_by_its_title() -> None:
    assert rule(of(policy(), interpretation(outcome="timeout"))).verdict is Verdict.PASS


def test_further_policies_that_were_not_read_keep_a_pass_open() -> None:
    unread = [lost(role=Role.LIST, column="政策文件")]
    assert rule(of(policy(), interpretation(), unread=unread)).verdict is Verdict.UNDETERMINED
    mixed = of(policy(), interpretation(), policy("停车"), unread=unread)
    assert rule(mixed).verdict is Verdict.PARTIAL


@given(st.dates(date(2023, 1, 3), date(2023, 12, 20)), st.integers(0, 12), st.integers(-1, 1))
@settings(max_examples=60, deadline=None)
def test_day_n_is_in_time_and_the_next_is_not(start: date, days: int, offset: int) -> None:
    end = working_days_after(start, days)
    came = end + timedelta(days=offset)
    found = in_time(of(policy(day=start), interpretation(day=came)), days)
    late = came > end
    assert found.code == ("fail_within" if late else "pass_within")


@pytest.mark.parametrize(
    ("start", "came", "code"),
    [
        (
            "2023-09-20",
            "2023-10-10",
            "pass_within",
        ),  # the long holiday of October, two Saturdays worked
        ("2023-09-20", "2023-10-11", "fail_within"),
    ],
)
def test_ten_working_days_over_a_holiday(start: str, came: str, code: str) -> None:
    assert in_time(of(policy(day=start), interpretation(day=came)), 10).code == code


def test_a_worked_sunday_counts() -> None:
    of_2024 = of(policy(day="2024-02-07"), interpretation(day="2024-02-18"))
    found = rule_on(
        KIND,
        of_2024,
        {"of": POLICY, "companion": INTERPRETATION, "mode": "within", "days": 3},
        period=("2024-01-01", "2024-03-31"),
    )
    assert found.code == "pass_within"


def test_days_used_and_allowed_are_said() -> None:
    found = in_time(of(policy(), interpretation(day="2023-05-15")))
    assert found.verdict is Verdict.FAIL
    assert "用6个工作日，限3个工作日" in found.notes
    natural = in_time(of(policy(), interpretation(day="2023-05-15")), 9, unit="natural")
    assert natural.verdict is Verdict.PASS
    assert "用9天，限9天" in natural.notes


def test_the_earliest_companion_counts_and_one_before_is_in_time() -> None:
    late = doc("图解：博山区养犬管理办法", "2023-06-08", "政策解读")
    assert in_time(of(policy(), interpretation(), late)).verdict is Verdict.PASS
    assert in_time(of(policy(), interpretation(day="2023-05-05"))).verdict is Verdict.PASS


def test_only_pairs_are_judged_by_their_days() -> None:
    assert in_time(of(policy())).code == "no_pair"
    assert in_time(of(policy(), interpretation(), policy("停车"))).verdict is Verdict.PASS
    half = of(policy(), interpretation(), policy("停车"), interpretation("停车", "2023-06-30"))
    assert in_time(half).judgement.share == 0.5


def test_dates_that_are_missing() -> None:
    assert in_time(of(policy(), interpretation(day=None))).verdict is Verdict.UNDETERMINED
    decided = of(
        policy(), interpretation(), policy("停车"), interpretation("停车", "2023-06-30"),
        policy("燃气"), interpretation("燃气", None),
    )  # fmt: skip
    assert in_time(decided).verdict is Verdict.PARTIAL


def test_a_year_without_a_calendar() -> None:
    future = of(policy(day="2035-05-07"), interpretation(day="2035-05-08"))
    found = rule_on(
        KIND,
        future,
        {"of": POLICY, "companion": INTERPRETATION, "mode": "within", "days": 3},
        as_of="2036-01-10",
        period=("2035-01-01", "2035-12-31"),
    )
    assert found.verdict is Verdict.UNDETERMINED
    assert "2035年" in found.reason


def test_from_the_date_of_issue() -> None:
    documents = of(policy(issued="2023-04-28"), interpretation())
    assert in_time(documents).verdict is Verdict.PASS
    assert in_time(documents, start="issued").verdict is Verdict.FAIL
    assert in_time(of(policy(), interpretation()), start="issued").verdict is Verdict.UNDETERMINED


def test_links_in_either_direction() -> None:
    one, other = policy(), interpretation()
    there = policy(links=[(other.url, "解读")])
    back = interpretation(links=[(one.url, "原文")])
    assert rule(of(there, other), mode="linked").verdict is Verdict.PASS
    assert rule(of(one, back), mode="linked").verdict is Verdict.PASS
    assert rule(of(one, other), mode="linked").verdict is Verdict.FAIL
    lost_page = interpretation(outcome="timeout")
    assert rule(of(one, lost_page), mode="linked").verdict is Verdict.UNDETERMINED
    assert rule(of(there, lost_page), mode="linked").verdict is Verdict.PASS
    assert rule(of(one), mode="linked").code == "no_pair"


def consultation(text: str, **more: Any) -> Document:
    return doc(
        "关于《博山区养犬管理办法》征求意见的公告", "2023-05-06", "意见征集", text=text, **more
    )


def result(text: str = "采纳2条。") -> Document:
    return doc("《博山区养犬管理办法》意见采纳情况", "2023-06-20", "意见征集", text=text)


def feedback(of: SiteSnapshot, as_of: str = "2024-04-15", **params: Any) -> Ruling:
    given = {"of": DRAFT, "companion": RESULT, "closed": True, "says": ["采纳"], **params}
    return rule_on(KIND, of, given, as_of=as_of)


def test_only_closed_consultations_are_judged() -> None:
    running = of(consultation("征求意见截止2023年6月5日。"))
    assert feedback(running, "2023-06-05").code == "not_applicable"
    assert feedback(running, "2023-06-06").verdict is Verdict.FAIL
    assert feedback(of(consultation("欢迎提出意见。"))).code == "not_applicable"


def test_a_result_must_say_what_was_adopted() -> None:
    draft = consultation("征求意见截止2023年6月5日。")
    assert feedback(of(draft, result())).verdict is Verdict.PASS
    silent = doc("《博山区养犬管理办法》征求意见反馈", "2023-06-20", "意见征集", text="感谢参与。")
    found = feedback(of(draft, silent))
    assert found.verdict is Verdict.FAIL
    assert "未写明采纳" in found.reason


def test_what_is_not_due_is_left_out() -> None:
    draft = of(consultation("征求意见截止2023年5月20日。"))
    assert feedback(draft, "2023-06-01", days=30, unit="natural").code == "not_due"
    assert feedback(draft, "2023-06-06", days=30, unit="natural").verdict is Verdict.FAIL


def test_an_unread_consultation_may_be_closed_or_not() -> None:
    assert feedback(of(consultation("", outcome="timeout"))).verdict is Verdict.UNDETERMINED


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_undecided_parts_matter_only_where_they_can(
    met: int, unmet: int, open_: int, more: bool
) -> None:
    tally = Tally(met, unmet, open_, more)
    outcomes = {
        "pass" if not bad else "fail" if not good else "partial"
        for extra in range(open_ + 1)
        for good, bad in [(met + extra, unmet + open_ - extra)]
        if good or bad
    }
    if more:
        outcomes |= {"partial"} if met and unmet else {"pass", "fail", "partial"}
    if not outcomes:
        assert tally.code == "not_applicable"
    elif len(outcomes) == 1:
        assert tally.code in (*outcomes, "undetermined")
        assert (tally.code == "undetermined") is bool((open_ or more) and not (met and unmet))
    else:
        assert tally.code == "undetermined"


def heard(policy_day: str, consulted: str, *, earlier: int, since: str = "2020-01-01") -> Ruling:
    documents = [
        doc("博山区养犬管理办法", policy_day, "政策文件"),
        doc("关于《博山区养犬管理办法（草案）》征求意见的公告", consulted, "意见征集"),
    ]
    tree = site([column("政策文件"), column("意见征集")], documents, since=since)
    return rule_on(KIND, tree, {"of": POLICY, "companion": DRAFT, "earlier": earlier})


@pytest.mark.parametrize(
    ("consulted", "verdict"), [("2023-02-05", Verdict.PASS), ("2023-02-04", Verdict.FAIL)]
)
def test_a_consultation_comes_before_its_policy(consulted: str, verdict: Verdict) -> None:
    assert heard("2023-08-04", consulted, earlier=180).verdict is verdict
    assert heard("2023-08-04", consulted, earlier=30).verdict is Verdict.FAIL


def test_a_consultation_older_than_the_crawl_is_not_called_missing() -> None:
    policies = [doc("博山区养犬管理办法", "2023-03-01", "政策文件")]
    columns = [column("政策文件"), column("意见征集")]
    asked = {"of": POLICY, "companion": DRAFT, "earlier": 180}
    short = site(columns, policies, since="2023-01-01")
    assert rule_on(KIND, short, asked).verdict is Verdict.UNDETERMINED
    long = site(columns, policies, since="2022-01-01")
    assert rule_on(KIND, long, asked).verdict is Verdict.FAIL
    usual = {"of": POLICY, "companion": DRAFT}
    assert rule_on(KIND, short, usual).verdict is Verdict.FAIL

"""The rows of pairing tables: days, term and calendar, and what each kind gives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checks.kinds import timely
from checks.pairs.paired import Paired, PairState, pair_row
from checks.pairs.pairing import Ground
from tests.checks.build import column, doc, site
from tests.checks.kinds import test_companion as policies
from tests.checks.kinds import test_decision_feedback as decisions
from tests.checks.kinds.test_companion import interpretation, of, policy
from tests.checks.ruling import rule_on

DAYS = st.dates(date(2018, 1, 1), date(2024, 12, 1))


def side(day: date | None) -> Paired:
    return Paired("关于印发办法的通知", "http://a.example/1", day)


def test_a_holiday_lies_between() -> None:
    row = pair_row(
        side(date(2023, 9, 20)),
        side(date(2023, 10, 11)),
        PairState.LATE,
        ground=Ground.NUMBER,
        start=date(2023, 9, 20),
        allowed=10,
    )
    assert (row.days_used, row.due, row.ground) == (11, date(2023, 10, 10), "文号")
    # 21 and 22 September worked, a weekend, five days, a week of holidays that ends in a worked weekend.
    assert row.calendar == "wwrrwwwwrrrrrrrrwwwww"
    assert row.calendar[: (row.due - row.start).days].count("w") == 10


@given(DAYS, st.integers(0, 60), st.integers(0, 90), st.sampled_from(["working", "natural"]))
def test_days_agree_with_the_calendar(start: date, allowed: int, after: int, unit: str) -> None:
    came = start + timedelta(days=after)
    row = pair_row(side(start), side(came), PairState.OPEN, start=start, allowed=allowed, unit=unit)
    assert row.due is not None
    assert row.days_used is not None
    # A day of rest after the last day in time uses no further working day, and is late all the same.
    assert row.days_used <= allowed if came <= row.due else row.days_used >= allowed
    if row.calendar:
        assert len(row.calendar) == (max(came, row.due) - start).days
        used = row.calendar[:after]
        assert row.days_used == (used.count("w") if unit == "working" else len(used))


def test_what_the_calendar_cannot_count_is_left_out() -> None:
    start = date(2050, 1, 4)
    row = pair_row(side(start), side(start + timedelta(3)), PairState.OPEN, start=start, allowed=3)
    assert (row.days_used, row.due, row.calendar) == (None, None, "")
    undated = pair_row(side(None), None, PairState.MISSING, allowed=3)
    assert (undated.start, undated.due, undated.days_used) == (None, None, None)
    far = pair_row(
        side(date(2020, 1, 2)),
        side(date(2021, 1, 2)),
        PairState.LATE,
        start=date(2020, 1, 2),
        allowed=3,
    )
    assert far.calendar == ""
    assert far.days_used is not None


def test_policies_with_and_without_interpretation() -> None:
    some = of(policy(), interpretation(), policy("停车"))
    rows = policies.rule(some).judgement.pairs
    assert [(row.state, row.document.title) for row in rows] == [
        (PairState.MISSING, "博山区停车管理办法"),
        (PairState.PRESENT, "博山区养犬管理办法"),
    ]
    assert rows[0].companion is None
    assert rows[1].companion is not None
    assert rows[1].ground == "书名号标题"
    assert (rows[1].days_used, rows[1].days_allowed) == (1, None)


def test_late_rows_come_first_and_a_companion_that_does_not_say_it_is_incomplete() -> None:
    late = of(policy(), interpretation(), policy("停车"), interpretation("停车", day="2023-05-12"))
    rows = policies.in_time(late).judgement.pairs
    assert [(row.state, row.days_used, row.days_allowed) for row in rows] == [
        (PairState.LATE, 5, 3),
        (PairState.IN_TIME, 1, 3),
    ]
    silent = policies.rule(of(policy(), interpretation(text="说了别的")), says=["采纳"])
    assert [row.state for row in silent.judgement.pairs] == [PairState.INCOMPLETE]
    unlinked = policies.rule(of(policy(), interpretation()), mode="linked")
    assert [row.state for row in unlinked.judgement.pairs] == [PairState.UNLINKED]


def test_issue_and_publication_are_the_sides_of_a_timely_document() -> None:
    document = doc("关于印发办法的通知", "2023-05-12", "政策文件", issued="2023-05-08")
    ruling = rule_on(
        timely.KIND,
        site([column("政策文件")], [document]),
        {"subject": {"title": {"any": ["办法"]}, "columns": ["政策文件"]}, "days": 3},
    )
    (row,) = ruling.judgement.pairs
    assert (row.document.day, row.start) == (date(2023, 5, 8), date(2023, 5, 8))
    assert row.companion is not None
    assert (row.companion.day, row.days_used, row.state) == (date(2023, 5, 12), 4, PairState.LATE)
    assert ruling.judgement.pair_heads == ("成文", "本站公开")


def test_decisions_and_the_accounts_of_their_opinions() -> None:
    days = [("养犬", "2023-10-10"), ("停车", "2023-10-11"), ("燃气", None)]
    documents = [decisions.draft(name) for name, _ in days]
    documents += [decisions.decision(name) for name, _ in days]
    documents += [decisions.account(name, day) for name, day in days if day]
    documents += [decisions.draft("供热"), decisions.decision("供热")]
    documents += [decisions.account("供热", "2023-10-08", text="征求意见的情况公告如下。")]
    rows = decisions.rule(*documents, says=["采纳8条"]).judgement.pairs
    assert {row.document.title[8:10]: row.state for row in rows} == {
        "养犬": PairState.IN_TIME,
        "停车": PairState.LATE,
        "燃气": PairState.MISSING,
        "供热": PairState.INCOMPLETE,
    }
    assert rows[-1].state is PairState.IN_TIME
    assert rows[-1].ground == "书名号标题"
    assert (rows[-1].days_used, rows[-1].due) == (10, date(2023, 10, 10))

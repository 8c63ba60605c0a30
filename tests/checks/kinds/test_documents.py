from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.counts.events import distinct_events
from checks.kinds.documents import KIND
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from tests.checks.build import column, days_before, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

SUBJECT = {"title": {"any": ["开放日"], "none": ["办法"]}, "columns": ["公众参与"]}


def rule(of: SiteSnapshot, as_of: str = "2024-04-15", **params: Any) -> Ruling:
    return rule_on(KIND, of, {"subject": SUBJECT, **params}, as_of=as_of)


def reports(*days: str, **more: Any) -> list[Document]:
    return [
        doc(f"博山区第{i}次政府开放日活动", d, "公众参与", **more) for i, d in enumerate(days, 1)
    ]


def test_enough() -> None:
    found = rule(site([column("公众参与")], reports("2023-03-01", "2023-06-01")), at_least=2)
    assert found.verdict is Verdict.PASS
    assert "2件" in found.reason


def test_too_few_and_none() -> None:
    few = rule(site([column("公众参与")], reports("2023-03-01")), at_least=2)
    assert (few.code, few.verdict) == ("too_few", Verdict.FAIL)
    none = rule(site([column("公众参与")]), at_least=2)
    assert (none.code, none.verdict) == ("missing", Verdict.FAIL)
    assert none.judgement.searched is not None


@pytest.mark.parametrize(
    ("day", "passes"),
    [("2022-12-31", False), ("2023-01-01", True), ("2023-12-31", True), ("2024-01-01", False)],
)
def test_the_periods_ends_belong_to_it(day: str, passes: bool) -> None:
    found = rule(site([column("公众参与")], reports(day)))
    assert (found.verdict is Verdict.PASS) is passes


def test_windows() -> None:
    later = site([column("公众参与")], reports("2024-02-01"))
    assert rule(later).verdict is Verdict.FAIL
    assert rule(later, window="from_period").verdict is Verdict.PASS
    assert (
        rule(site([column("公众参与")], reports("2015-02-01")), window="any").verdict
        is Verdict.PASS
    )


def test_what_is_published_after_the_audit_is_not_there_yet() -> None:
    later = site([column("公众参与")], reports("2024-04-16"))
    assert rule(later, window="from_period").code == "missing"
    assert rule(later, window="from_period", as_of="2024-04-16").verdict is Verdict.PASS


def test_near_misses() -> None:
    documents = [
        doc("政府开放日管理办法", "2023-05-06", "公众参与"),
        doc("博山区政府开放日活动", "2023-05-06", "领导活动"),
        doc("淄川区举办政府开放日活动", "2023-05-06", "公众参与"),
        doc("政府开放日活动", "2023-05-07", "公众参与", source="山东省人民政府"),
    ]
    assert rule(site([column("公众参与")], documents)).code == "missing"


def test_one_article_at_two_addresses_is_one() -> None:
    documents = [
        doc("政府开放日活动", "2023-05-06", "公众参与", url=f"http://b/{i}") for i in (1, 2)
    ]
    found = rule(site([column("公众参与")], documents), at_least=2)
    assert found.code == "too_few"


@pytest.mark.parametrize("role", [Role.COLUMN, Role.LIST])
def test_an_unread_list_keeps_it_open(role: Role) -> None:
    of = site(
        [column("公众参与")],
        reports("2023-05-06"),
        unread=[lost(anchor="公众参与", role=role, column="公众参与")],
    )
    assert rule(of, at_least=2).verdict is Verdict.UNDETERMINED
    assert rule(of, at_least=1).verdict is Verdict.PASS


def test_a_list_that_was_not_read_to_its_end_keeps_it_open() -> None:
    of = site([column("公众参与", complete=False)], reports("2023-05-06"))
    assert rule(of, at_least=2).verdict is Verdict.UNDETERMINED


def test_an_unread_page_elsewhere_does_not() -> None:
    of = site([column("公众参与")], unread=[lost(anchor="旅游")])
    assert rule(of).code == "missing"


def test_one_unread_document_cannot_make_up_for_two() -> None:
    subject = SUBJECT | {"number": True}
    unread = lost(
        anchor="博山区政府开放日活动", role=Role.DOCUMENT, column="公众参与", row_day="2023-05-06"
    )
    of = site([column("公众参与")], unread=[unread])
    assert rule_on(KIND, of, {"subject": subject, "at_least": 1}).verdict is Verdict.UNDETERMINED
    assert rule_on(KIND, of, {"subject": subject, "at_least": 2}).verdict is Verdict.FAIL
    outside = lost(
        anchor="博山区政府开放日活动", role=Role.DOCUMENT, column="公众参与", row_day="2022-05-06"
    )
    of = site([column("公众参与")], unread=[outside])
    assert rule_on(KIND, of, {"subject": subject}).verdict is Verdict.FAIL


def test_undated_documents_keep_it_open_only_where_they_matter() -> None:
    of = site([column("公众参与")], [doc("政府开放日活动", None, "公众参与")])
    assert rule(of).verdict is Verdict.UNDETERMINED
    assert rule(of, at_least=2).verdict is Verdict.FAIL
    assert rule(of, window="any").verdict is Verdict.PASS


def test_a_period_that_is_not_over_cannot_fail() -> None:
    of = site([column("公众参与")], reports("2023-05-06"))
    assert rule(of, at_least=2, as_of="2023-12-30").code == "not_due"
    assert rule(of, at_least=2, as_of="2023-12-31").code == "too_few"


def test_every_quarter() -> None:
    every = reports("2023-02-01", "2023-05-01", "2023-08-01", "2023-11-01")
    assert rule(site([column("公众参与")], every), per="quarter").code == "pass_parts"
    some = rule(site([column("公众参与")], every[:3]), per="quarter")
    assert (some.verdict, some.judgement.share) == (Verdict.PARTIAL, 0.75)
    assert "2023年第4季度" in some.reason
    assert rule(site([column("公众参与")]), per="quarter").verdict is Verdict.FAIL


def test_quarters_to_come_are_left_out() -> None:
    of = site([column("公众参与")], reports("2023-02-01"))
    assert rule(of, per="quarter", as_of="2023-05-01").verdict is Verdict.PASS
    assert rule(site([column("公众参与")]), per="quarter", as_of="2023-02-01").code == "not_due"


def test_every_month() -> None:
    of = site([column("公众参与")], reports(*(f"2023-{month:02}-15" for month in range(1, 10))))
    found = rule(of, per="month")
    assert found.verdict is Verdict.PARTIAL
    assert found.judgement.share == pytest.approx(9 / 12)


def test_departments_do_not_count_for_the_government() -> None:
    of = site([column("公众参与")], [doc("博山区教育局开放日活动", "2023-05-06", "公众参与")])
    assert rule(of).verdict is Verdict.PASS
    assert rule(of, issuer="government").verdict is Verdict.FAIL


def test_events_are_counted_once() -> None:
    documents = [
        doc("博山区将于5月18日举办政府开放日活动", "2023-05-10", "公众参与"),
        doc("博山区5月18日举办政府开放日活动", "2023-05-18", "公众参与"),
        doc(
            "博山区举办政府开放日活动侧记",
            "2023-05-20",
            "公众参与",
            text="5月18日，开放日活动举行。",
        ),
        doc("博山区6月20日举办政府开放日活动", "2023-06-20", "公众参与"),
    ]
    of = site([column("公众参与")], documents)
    assert rule(of, at_least=4).verdict is Verdict.PASS
    found = rule(of, at_least=4, distinct="event")
    assert found.code == "too_few"
    assert "2次" in found.reason


def test_a_second_report_in_the_next_quarter_is_no_event_of_that_quarter() -> None:
    first = "博山区举办政府开放日活动"
    documents = [
        doc(first, "2023-03-30", "公众参与", url="http://b/1"),
        doc(f"{first}侧记", "2023-04-03", "公众参与", url="http://b/2"),
    ]
    of = site([column("公众参与")], documents)
    found = rule(of, per="quarter", distinct="event", as_of="2023-07-01")
    assert (found.verdict, found.judgement.share) == (Verdict.PARTIAL, 0.5)
    assert "2023年第2季度" in found.reason
    # As documents they are one of each quarter.
    assert rule(of, per="quarter", as_of="2023-07-01").verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("title", "published", "other"),
    [
        ("博山区3月30日举办政府开放日活动", "2023-04-03", 2),
        ("博山区举办2023年第一季度政府开放日活动", "2023-04-10", 2),
        ("关于4月8日举办政府开放日活动的公告", "2023-03-28", 1),
        ("博山区举办政府开放日活动", "2023-03-28", 2),
    ],
)
def test_an_event_belongs_to_the_quarter_in_which_it_took_place(
    title: str, published: str, other: int
) -> None:
    of = site([column("公众参与")], [doc(title, published, "公众参与")])
    found = rule(of, per="quarter", distinct="event", as_of="2023-07-01")
    assert f"未达到的有2023年第{other}季度" in found.reason


def test_a_report_of_last_years_event_is_none_of_this_year() -> None:
    documents = [
        doc("博山区举办政府开放日活动", "2022-12-30", "公众参与", url="http://b/1"),
        doc("博山区政府开放日活动侧记", "2023-01-04", "公众参与", url="http://b/2"),
    ]
    of = site([column("公众参与")], documents)
    assert rule(of, distinct="event").code == "missing"
    assert rule(of, distinct="event", window="any").verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("博山区举行第一次新闻发布会", "博山区举行第二次新闻发布会", False),
        ("教育局举办政府开放日活动", "公安局举办政府开放日活动", False),
        ("博山区召开2023年第一季度新闻发布会", "2023年第一季度新闻发布会召开", True),
        ("博山区政府开放日活动成功举办", "博山区政府开放日活动成功举行", True),
    ],
)
def test_what_tells_events_apart(one: str, other: str, same: bool) -> None:
    documents = [doc(one, "2023-05-06"), doc(other, "2023-05-07")]
    assert (len(distinct_events(documents)) == 1) is same


def test_weekly_reports_of_one_title_are_many_events() -> None:
    weekly = [
        doc("博山区政府开放日活动举行", days_before(7 * week), url=f"http://b/{week}")
        for week in range(20)
    ]
    assert len(distinct_events(weekly)) >= 6


@given(st.lists(st.integers(1, 28), min_size=1, max_size=8), st.randoms())
def test_events_do_not_depend_on_order_and_are_a_partition(days: list[int], random: Any) -> None:
    documents = [
        doc(f"博山区5月{day}日政府开放日活动", f"2023-05-{day:02}", url=f"http://b/{i}")
        for i, day in enumerate(days)
    ]
    groups = distinct_events(documents)
    assert sorted(d.url for group in groups for d in group) == sorted(d.url for d in documents)
    assert len(groups) == len(set(days))
    random.shuffle(documents)
    assert len(distinct_events(documents)) == len(groups)


@given(st.integers(0, 6), st.integers(1, 6))
def test_the_count_decides(count: int, wanted: int) -> None:
    of = site([column("公众参与")], reports(*(f"2023-0{i + 1}-01" for i in range(count))))
    assert (rule(of, at_least=wanted).verdict is Verdict.PASS) is (count >= wanted)


CALL = {"title": {"any": ["开放日"], "all": ["报名"]}, "columns": ["公众参与"]}
REPORTED = {"title": {"any": ["开放日"], "none": ["报名"]}, "columns": ["公众参与"]}


@pytest.mark.parametrize(
    ("calls", "held", "code"),
    [
        (1, 2, "pass"),
        (1, 1, "to_confirm"),
        (2, 0, "to_confirm"),
        (1, 0, "missing"),
        (0, 1, "too_few"),
    ],
)
def test_what_only_a_person_can_say_counts_is_left_to_one_where_it_matters(
    calls: int, held: int, code: str
) -> None:
    found = [doc(f"开放日第{n}期报名通知", f"2023-05-{n + 1:02}", "公众参与") for n in range(calls)]
    found += reports("2023-03-01", "2023-06-01")[:held]
    said = rule(site([column("公众参与")], found), subject=REPORTED, doubtful=CALL, at_least=2)
    assert said.code == code
    assert (code == "to_confirm") == (said.verdict is Verdict.MANUAL)
    if code == "to_confirm":
        assert f"另有{calls}件是否算数须由人判断：" in said.reason
        assert len(said.judgement.evidence) == calls + held


def test_doubtful_documents_are_not_counted_by_the_quarter() -> None:
    with pytest.raises(ValidationError, match="per: period"):
        KIND.params.model_validate({"subject": REPORTED, "doubtful": CALL, "per": "quarter"})

"""The dates on which the faults turn, counted by hand and written out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from demo.cycle import DemoSite
from demo.cycles.county2020 import CYCLE
from demo.sites.content.decisions import CONSULTATIONS

# The working days around the holidays, from the State Council's arrangements for 2020: for the
# Spring Festival 19 January (a Sunday) is worked and 24 January to 2 February are off; for the
# National Day 27 September (a Sunday) and 10 October (a Saturday) are worked and 1 to 8 October are
# off.
SPRING = (
    "2020-01-15 2020-01-16 2020-01-17 2020-01-19 2020-01-20 2020-01-21 2020-01-22 2020-01-23 "
    "2020-02-03 2020-02-04 2020-02-05"
)
AUTUMN = (
    "2020-09-22 2020-09-23 2020-09-24 2020-09-25 2020-09-27 2020-09-28 2020-09-29 2020-09-30 "
    "2020-10-09 2020-10-10 2020-10-12"
)


def published(site: DemoSite, key: str) -> str:
    return CYCLE.content(site).document(key).published.isoformat()


def working_days(start: str, end: str) -> int:
    """Working days after `start` up to and with `end`, from the two rows above."""
    row = SPRING if start < "2020-06" else AUTUMN
    return sum(1 for day in row.split() if start < day <= end)


@pytest.mark.parametrize(
    ("faulty", "policy", "day", "in_time", "late"),
    [
        ("songlin", "gf4", "2020-09-28", "2020-10-09", "2020-10-10"),
        ("liangquan", "gf1", "2020-01-21", "2020-02-03", "2020-02-04"),
        ("luzhou", "gf3", "2020-09-25", "2020-09-29", "2020-09-30"),
    ],
)
def test_interpretations_on_the_third_and_the_fourth_working_day(
    demo_sites: dict[str, DemoSite], faulty: str, policy: str, day: str, in_time: str, late: str
) -> None:
    good, bad = demo_sites["qingshi"], demo_sites[faulty]
    assert published(good, policy) == published(bad, policy) == day
    assert published(good, f"jd-{policy}") == in_time
    assert published(bad, f"jd-{policy}") == late
    assert working_days(day, in_time) == 3
    assert working_days(day, late) == 4


@pytest.mark.parametrize(
    ("faulty", "policy", "answer", "day", "in_time", "late"),
    [
        ("luzhou", "jc1", "fk-zj1", "2020-09-21", "2020-10-10", "2020-10-12"),
        ("banqiao", "jc2", "fk-zj2", "2020-01-14", "2020-02-04", "2020-02-05"),
    ],
)
def test_feedback_on_the_tenth_and_the_eleventh_working_day(
    demo_sites: dict[str, DemoSite],
    faulty: str,
    policy: str,
    answer: str,
    day: str,
    in_time: str,
    late: str,
) -> None:
    good, bad = demo_sites["qingshi"], demo_sites[faulty]
    assert published(good, policy) == published(bad, policy) == day
    assert published(good, answer) == in_time
    assert published(bad, answer) == late
    assert working_days(day, in_time) == 10
    assert working_days(day, late) == 11


def test_the_budget_on_the_twentieth_and_the_twenty_first_day(
    demo_sites: dict[str, DemoSite],
) -> None:
    assert published(demo_sites["qingshi"], "ys2020") == "2020-02-04"
    assert published(demo_sites["shuangxi"], "ys2020") == "2020-02-05"
    assert date(2020, 1, 15) + timedelta(days=20) == date(2020, 2, 4)
    text = "".join(
        block
        for block in CYCLE.content(demo_sites["qingshi"]).document("ys2020").blocks
        if isinstance(block, str)
    )
    assert "2020年1月15日" in text


def test_consultations_of_thirty_and_twenty_nine_days(demo_sites: dict[str, DemoSite]) -> None:
    days = {
        item.key: (date.fromisoformat(item.closes) - date.fromisoformat(item.opened)).days
        for item in CONSULTATIONS
    }
    assert days == {
        "zj1": 30,
        "zj2": 35,
        "zj3": 32,
        "zj4": 31,
        "zj5": 10,
        "zj6": 32,
        "zj7": 32,
        "zj8": 32,
    }
    assert [item.key for item in CONSULTATIONS if item.reason] == ["zj5"]
    short = CYCLE.content(demo_sites["hegu"]).document("zj3")
    assert short.published == date(2020, 8, 3)
    assert any(isinstance(block, str) and "至2020年9月1日。" in block for block in short.blocks)
    assert date(2020, 8, 3) + timedelta(days=29) == date(2020, 9, 1)


def test_reports_around_the_deadline_and_the_audit(demo_sites: dict[str, DemoSite]) -> None:
    assert published(demo_sites["qingshi"], "nb-2020") == "2021-03-26"
    assert published(demo_sites["songlin"], "nb-2020") == "2021-04-02"
    assert published(demo_sites["liangquan"], "nb-2020") == "2021-04-20"
    assert date(2021, 4, 2) <= CYCLE.as_of < date(2021, 4, 20)
    assert "nb-2020" not in CYCLE.content(demo_sites["hegu"]).documents()
    assert published(demo_sites["hegu"], "nb-2019") == "2020-03-27"


@pytest.mark.parametrize(("site", "day"), [("songlin", "2021-03-31"), ("liangquan", "2021-04-01")])
def test_the_newest_item_on_the_homepage(
    demo_sites: dict[str, DemoSite], site: str, day: str
) -> None:
    content = CYCLE.content(demo_sites[site])
    newest = max(content.column(key).documents[0].published for key in content.sections)
    assert newest == date.fromisoformat(day)
    assert (CYCLE.as_of - newest).days == {"songlin": 15, "liangquan": 14}[site]


@pytest.mark.parametrize(("site", "day"), [("hegu", "2020-10-14"), ("luzhou", "2020-10-15")])
def test_notices_idle_for_six_months(demo_sites: dict[str, DemoSite], site: str, day: str) -> None:
    content = CYCLE.content(demo_sites[site])
    assert content.column("tzgg").documents[0].published == date.fromisoformat(day)
    assert content.column("zcwj").documents[0].published >= date(2020, 10, 15)

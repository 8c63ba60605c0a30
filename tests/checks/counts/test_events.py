"""Which reports are of one event."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.counts.events import distinct_events
from tests.checks.build import doc


def events(*reports: tuple[str, str] | tuple[str, str, str]) -> list[list[str]]:
    """The titles of the reports (title, day, text), grouped by event."""
    documents = [
        doc(title, day, "动态", text=more[0] if more else "", url=f"http://b/{n}")
        for n, (title, day, *more) in enumerate(reports)
    ]
    return [[d.title for d in group] for group in distinct_events(documents)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于举办2023年第二季度政府开放日活动的公告", "博山区举行第二季度政府开放日活动"),
        ("预告：博山区将召开稳经济一揽子政策新闻发布会", "博山区召开稳经济一揽子政策新闻发布会"),
        (
            "【预告】“政务公开零距离”政府开放日活动邀您参加",
            "我区举办“政务公开零距离”政府开放日活动",
        ),
        ("关于邀请市民代表列席区政府常务会议的公告", "市民代表列席区政府第12次常务会议"),
        ("关于公开招募政府开放日活动参与代表的公告", "博山区举办政府开放日活动"),
        ("区政府第十二次常务会议邀请群众代表列席", "市民代表列席区政府第12次常务会议"),
        ("区教育局举办政府开放日活动", "博山区举办政府开放日活动"),
        ("区教体局举办“走进校园”政府开放日活动", "博山区教育和体育局开展“走进校园”政府开放日活动"),
        ("博山区2023年第二季度新闻发布会召开", "2023年第二季度第3场新闻发布会召开"),
        ("博山区政府开放日活动成功举办", "博山区政府开放日活动圆满举行"),
        (
            "市民代表走进污水处理厂 博山区2020年第三次政府开放日活动举行",
            "博山区2020年第三次政府开放日活动走进污水处理厂",
        ),
    ],
)
def test_one_event(one: str, other: str) -> None:
    assert len(events((one, "2023-05-08"), (other, "2023-05-18"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年学前教育政策评价结果公示", "2023年义务教育政策评价结果公示"),
        ("区教育局开展“双减”政策实施效果评价", "区教育局开展助学金政策实施效果评价"),
        ("博山区召开养老服务新闻发布会", "博山区召开住房保障新闻发布会"),
        ("在线访谈：区教育局局长谈招生政策", "在线访谈：区民政局局长谈养老政策"),
        ("政府开放日活动走进区医保局", "政府开放日活动走进区人社局"),
        ("政策例行吹风会（第三场）", "政策例行吹风会（第4场）"),
        ("市民代表列席区政府第十二次常务会议", "市民代表列席区政府第13次常务会议"),
        ("2022年第四季度政府开放日活动", "2023年第四季度政府开放日活动"),
        ("八陡镇举办政府开放日活动", "白塔镇举办政府开放日活动"),
        ("《停车管理办法》政策评价", "《养犬管理办法》政策评价"),
    ],
)
def test_two_events(one: str, other: str) -> None:
    assert len(events((one, "2023-05-08"), (other, "2023-05-10"))) == 2


def test_an_announcement_names_its_own_day_as_well() -> None:
    found = events(
        (
            "关于开展政府开放日活动的公告",
            "2023-05-10",
            "5月10日，区政府决定于5月28日举办政府开放日活动。",
        ),
        ("博山区举行政府开放日活动", "2023-05-29", "5月28日，政府开放日活动举行。"),
    )
    assert len(found) == 1


def test_an_announcement_after_a_report_is_of_the_next_event() -> None:
    found = events(
        ("关于邀请市民代表列席区政府常务会议的公告", "2023-05-02"),
        ("市民代表列席区政府常务会议", "2023-05-05"),
        ("关于邀请市民代表列席区政府常务会议的公告", "2023-05-09"),
        ("市民代表列席区政府常务会议", "2023-05-12"),
    )
    assert [len(group) for group in found] == [2, 2]


def test_what_is_told_apart_is_not_joined_through_a_third() -> None:
    found = events(
        ("市民代表列席区政府第12次常务会议", "2023-05-08"),
        ("市民代表列席区政府常务会议", "2023-05-10"),
        ("市民代表列席区政府第13次常务会议", "2023-05-12"),
    )
    assert len(found) == 2
    bodies = events(
        ("区教育局举办政府开放日活动", "2023-05-08"),
        ("博山区举办政府开放日活动", "2023-05-08"),
        ("区公安局举办政府开放日活动", "2023-05-08"),
    )
    assert len(bodies) == 2


def test_a_report_by_the_department_and_one_by_the_government_of_the_same_day() -> None:
    found = events(
        ("区民政局举办养老服务政府开放日", "2023-05-19", "5月18日上午，区民政局举办活动。"),
        ("走进养老院 感受夕阳红——博山区举办政府开放日活动", "2023-05-20", "5月18日，活动举行。"),
        ("区卫健局举办医疗服务政府开放日", "2023-05-19", "5月18日上午，区卫健局举办活动。"),
    )
    assert len(found) == 2


def test_long_after_it_is_another() -> None:
    title = "博山区举办“政务公开零距离”政府开放日活动"
    assert len(events((title, "2023-03-01"), (title, "2023-09-01"))) == 2


@given(st.lists(st.integers(0, 300), min_size=1, max_size=12))
def test_numbered_meetings_are_as_many_as_their_numbers(offsets: list[int]) -> None:
    reports = []
    for number, offset in enumerate(offsets, 1):
        day = date(2023, 1, 1) + timedelta(days=offset)
        reports.append((f"市民代表列席区政府第{number}次常务会议", day.isoformat()))
        reports.append((f"区政府第{number}次常务会议邀请市民代表列席", day.isoformat()))
    assert len(events(*reports)) == len(offsets)

"""The map of columns by the age of what is newest in them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.crawling.freshness import (
    LEVELS,
    MapNode,
    age_words,
    column_map,
    count_levels,
    level_of,
)
from reports.crawling.model import ColumnReading, DocumentCounts
from reports.hostile import Address

AS_OF = "2021-03-31"


def column(path: str, newest: str = "", **more: Any) -> ColumnReading:
    parts = path.split(" > ")
    given = {
        "state": "read", "outcome": "", "detail": "", "family": "", "rows": 3, "stated": None,
        "shortfall": 0, "incomplete": "", "documents": None, **more,
    }  # fmt: skip
    return ColumnReading(
        name=parts[-1],
        path=path,
        depth=len(parts) - 1,
        address=Address("", None),
        newest=newest,
        **given,
    )


@pytest.mark.parametrize(
    ("newest", "more", "code", "age"),
    [
        ("2021-03-31", {}, "month", "当天"),
        ("2021-02-28", {}, "month", "1 个月前"),  # there is no 31 February
        ("2021-02-27", {}, "half", "1 个月前"),
        ("2021-03-02", {}, "month", "29 天前"),
        ("2020-09-30", {}, "half", "6 个月前"),
        ("2020-09-29", {}, "year", "6 个月前"),
        ("2020-03-31", {}, "year", "12 个月前"),
        ("2020-03-30", {}, "old", "12 个月前"),
        ("2018-01-01", {}, "old", "3 年前"),
        ("", {}, "undated", ""),
        ("", {"rows": 0}, "blank", ""),
        ("", {"rows": None}, "branch", ""),
        ("", {"rows": None, "documents": DocumentCounts(1, 0, 0, 0, {}, 0, {})}, "undated", ""),
        ("2021-03-31", {"state": "unread"}, "unread", "当天"),
        ("no day", {}, "undated", ""),
    ],
)
def test_levels(newest: str, more: dict[str, Any], code: str, age: str) -> None:
    assert level_of(column("栏目", newest, **more), AS_OF).code == code
    assert age_words(newest, AS_OF) == age


def test_no_two_levels_look_or_sound_alike() -> None:
    for part in ("word", "symbol"):
        assert len({getattr(level, part) for level in LEVELS.values()}) == len(LEVELS)


def test_columns_stand_below_the_nearest_that_is_listed() -> None:
    found = column_map(
        [
            column("公开"),
            column("公开 > 法定 > 计划"),
            column("公开 > 公报"),
            column("互动 > 信箱"),
        ],
        AS_OF,
    )

    def said(nodes: list[MapNode]) -> list[Any]:
        return [(node.column.name, node.above, said(node.below)) for node in nodes]

    assert said(found) == [
        ("公开", "", [("计划", "公开 > 法定", []), ("公报", "", [])]),
        ("信箱", "互动", []),
    ]


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=12))
def test_every_column_stands_on_the_map_once(paths: list[list[str]]) -> None:
    columns = [column(" > ".join(path)) for path in paths]

    def size(nodes: list[MapNode]) -> int:
        return sum(1 + size(node.below) for node in nodes)

    assert size(column_map(columns, AS_OF)) == len(columns)
    assert sum(count for _, count in count_levels(columns, AS_OF)) == len(columns)

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest

from checks.results.change_rows import MOST_CHANGES, change_rows
from checks.results.crawl_report import crawl_report
from checks.results.crawl_rows import crawl_rows
from checks.results.document import SCHEMA_PATH
from crawler.snapshot.change import Change, Changes
from tests.checks.build import AS_OF, site

SINCE = date(2024, 3, 15)


def changes(
    new: tuple[Change, ...] = (),
    changed: tuple[Change, ...] = (),
    gone: tuple[Change, ...] = (),
    **more: int,
) -> Changes:
    """Changes since an audit a month ago."""
    finished = "2024-03-15T10:00:00+08:00"
    return Changes(SINCE, finished, new, changed, gone, more.pop("unchanged", 0), **more)


def rows_of(found: Changes) -> dict[str, Any]:
    """The rows, after a look at whether they keep to the schema."""
    rows = change_rows(found)
    schema: dict[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    jsonschema.validate(rows, {"$ref": "#/$defs/changes", "$defs": schema["$defs"]})
    return rows


def test_each_change_stands_with_what_is_known_of_it() -> None:
    rows = rows_of(
        changes(
            (Change("http://a.example/1", "通知", date(2024, 4, 1)),),
            (Change("http://a.example/2", "公告", date(2024, 2, 1), "标题、正文"),),
            (Change("http://a.example/3", "旧栏目", how="unlinked"),),
            unchanged=7,
        )
    )
    assert rows == {
        "since": "2024-03-15",
        "finished": "2024-03-15T10:00:00+08:00",
        "unchanged": 7,
        "new": {
            "count": 1,
            "examples": [{"url": "http://a.example/1", "title": "通知", "day": "2024-04-01"}],
        },
        "changed": {
            "count": 1,
            "examples": [
                {
                    "url": "http://a.example/2",
                    "title": "公告",
                    "day": "2024-02-01",
                    "how": "标题、正文",
                }
            ],
        },
        "gone": {
            "count": 1,
            "examples": [{"url": "http://a.example/3", "title": "旧栏目", "how": "unlinked"}],
        },
    }


def test_the_newest_are_listed_and_all_are_counted_in_whatever_order_they_come() -> None:
    found = [Change(f"http://a.example/{n:03}", "", SINCE - timedelta(n // 2)) for n in range(120)]
    found += [Change(f"http://a.example/undated{n}", "") for n in range(3)]
    rows = rows_of(changes(new=tuple(found)))
    listed = [each["url"] for each in rows["new"]["examples"]]
    assert rows["new"]["count"] == 123
    assert listed == [f"http://a.example/{n:03}" for n in range(MOST_CHANGES)]
    random.Random(1).shuffle(found)
    assert rows_of(changes(new=tuple(found))) == rows


def test_what_has_no_date_is_listed_last() -> None:
    column = Change("http://a.example/", "规划计划")
    document = Change("http://b.example/", "通知", date(1999, 1, 1))
    listed = rows_of(changes(gone=(column, document)))["gone"]["examples"]
    assert [each["title"] for each in listed] == ["通知", "规划计划"]


def test_what_a_site_wrote_is_cleaned_and_cut() -> None:
    rows = rows_of(
        changes((Change("http://a.example/\u200b" + "x" * 3000, "通\u202e知\x00" * 99),))
    )
    (example,) = rows["new"]["examples"]
    assert (len(example["url"]), len(example["title"])) == (500, 120)
    assert not any(hidden in f"{example}" for hidden in "\u202e\u200b\x00")


@pytest.mark.parametrize("uncompared", [0, 4])
def test_pages_that_were_not_compared_are_counted(uncompared: int) -> None:
    assert rows_of(changes(uncompared=uncompared)).get("uncompared", 0) == uncompared


def test_the_crawl_report_carries_them_where_there_was_an_audit_before() -> None:
    tree = site()
    assert "changes" not in crawl_rows(crawl_report(tree, AS_OF))
    tree.changes = changes(unchanged=1)
    assert crawl_rows(crawl_report(tree, AS_OF))["changes"] == rows_of(tree.changes)


def test_the_rows_of_the_largest_change_stay_small() -> None:
    many = tuple(
        Change(
            f"http://a.example/{n}{'x' * 900}", "关于" * 200, SINCE, "标题、发布日期、文号、正文"
        )
        for n in range(30_000)
    )
    rows = rows_of(changes(many, many, many))
    assert len(json.dumps(rows, ensure_ascii=False).encode("utf-8")) < 160_000

"""The reviews file: read whole, refused with its places, written so that nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.reviews.file import (
    ReviewsError,
    load_or_none,
    load_reviews,
    reviews_text,
    unmet,
    write_reviews,
)
from checks.reviews.model import Appeal, Decision, Reviews, Waiver
from tests.checks.reviews.entries import reviews

GOOD = """\
format: 1
decisions:
  - {site: qingshi, rule: national/search, verdict: 部分符合, share: 0.5, by: 张三, on: 2024-05-01, reason: 电话核实}
  - {site: qingshi, rule: national/search, verdict: 撤销, by: 李四, on: 2024-05-02, reason: 误判}
waivers:
  - {site: "*", rule: national/1, by: 王五, on: 2024-01-01, reason: 改版, until: 2024-06-30}
appeals:
  - {site: qingshi, rule: national/guide, by: 青石县政府办, on: 2024-05-03, text: 已公开, outcome: 成立,
     answered_by: 张三, answered_on: 2024-05-04, answer: 属实}
"""


def load(tmp_path: Path, text: str) -> Reviews:
    path = tmp_path / "reviews.yaml"
    path.write_text(text, encoding="utf-8")
    return load_reviews(path).reviews


def test_a_file_is_read(tmp_path: Path) -> None:
    found = load(tmp_path, GOOD)
    assert [each.verdict for each in found.decisions] == ["partial", "withdrawn"]
    assert found.decisions[0].on == date(2024, 5, 1)
    assert found.waivers[0].site == "*"
    assert found.appeals[0].outcome == "upheld"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format: 1\n", "", ["缺少“format”"]),
        ("format: 1", "format: 2", [":1:9:", "format: 1"]),
        ("部分符合", "大体符合", [":3:53: decisions[0].verdict", "大体符合", "符合、部分符合、不符合、不适用、撤销"]),
        (", share: 0.5", "", [":3:5: decisions[0]", "share"]),
        ("share: 0.5", "share: 1.5", ["decisions[0].share", "1.5", "大于 0、小于 1"]),
        ("verdict: 撤销", "verdict: 撤销, share: 0.5", [":4:5:", "只有部分符合"]),
        ("on: 2024-05-02", "on: 20240502", [":4:", "decisions[1].on", "应为日期"]),
        ("on: 2024-05-02", "on: 2024-13-02", [":4:", "decisions[1].on", "应为日期"]),
        ("by: 李四", 'by: "  "', [":4:", "decisions[1].by", "不得为空"]),
        ("site: qingshi, rule: national/guide", "site: 青石, rule: guide", [":8:", "appeals[0].site", "appeals[0].rule"]),
        ("until", "untill", [":6:", "是否为“until”"]),
        ("answer: 属实", "note: 属实", [":9:", "note"]),
        (", answer: 属实", "", [":8:5:", "answered_by"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    assert old in GOOD
    with pytest.raises(ReviewsError) as refused:
        load(tmp_path, GOOD.replace(old, new))
    assert [word for word in said if word not in str(refused.value)] == [], refused.value


@pytest.mark.parametrize("text", ["", "[]", "甲", "format: 1\ndecisions: 甲\n", "a: [\n"])
def test_what_is_no_reviews_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReviewsError):
        load(tmp_path, text)


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert load_or_none(tmp_path / "reviews.yaml").reviews == Reviews()
    with pytest.raises(ReviewsError, match=r"reviews\.yaml"):
        load_reviews(tmp_path / "reviews.yaml")


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, kept: Reviews
) -> None:
    path = tmp_path_factory.getbasetemp() / "reviews.yaml"
    write_reviews(path, kept)
    assert load_reviews(path).reviews == kept
    assert path.read_text(encoding="utf-8") == reviews_text(kept)


@given(st.text(max_size=30))
def test_a_text_that_was_tidied_stays_as_it_is(text: str) -> None:
    try:
        entry = Decision(
            site="a", rule="r/1", verdict="符合", by="甲", on=date(2024, 5, 1), reason=text
        )
    except ValueError:
        return
    again = Decision.model_validate(entry.model_dump())
    assert again == entry


def test_entries_for_rules_that_are_gone_are_told(tmp_path: Path) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text(GOOD, encoding="utf-8")
    file = load_reviews(path)
    assert unmet(file, {"qingshi"}, {"other/1"}) == []
    assert unmet(file, {"other"}, {"national/2", "national/1"}) == []
    told = unmet(file, {"qingshi"}, {"national/search", "national/1"})
    assert [(each.line, each.where, each.warning) for each in told] == [
        (8, "appeals[0].rule", True)
    ]


def test_kinds_of_entries_keep_their_words() -> None:
    appeal = Appeal(site="a", rule="r/1", by="甲", on=date(2024, 5, 1), text="已整改")
    text = reviews_text(
        Reviews(
            waivers=(Waiver(site="*", rule="r/1", by="甲", reason="乙"),),
            appeals=(appeal,),
        )
    )
    assert "outcome: 待处理" in text
    assert "answer" not in text
    assert "decisions" not in text.partition("format")[2]

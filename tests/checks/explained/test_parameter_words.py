"""A rule's parameters as a table: whole, in words, and marked where the rule leaves the default."""

from __future__ import annotations

from typing import Any

from checks.explained.parameter_words import Parameter, parameters_of, subject_lines
from checks.kinds import registry
from rules.subject import Subject
from rules.vocabulary import Vocabulary

GUIDE = Subject.model_validate({"title": {"any": ["指南"], "none": ["解读"]}})
WORDS = Vocabulary({}, subjects={"guide": GUIDE})


def table(kind: str, **params: Any) -> dict[str, Parameter]:
    model = registry()[kind].params
    return {each.name: each for each in parameters_of(model.model_validate(params), params, WORDS)}


def test_values_are_told_in_words_and_defaults_are_marked() -> None:
    rows = table("column", name="政务公开", exact=True)
    assert rows["exact"] == Parameter("exact", "名称须一字不差，词表中的别名不算", ("是",), True)
    assert (rows["on_homepage"].value, rows["on_homepage"].written) == (("否",), False)
    assert rows["children"].value == ("无",)


def test_a_key_stands_as_it_is_written_in_yaml() -> None:
    rows = table("companion", of="guide", companion="guide")
    assert rows["companion"].written
    assert "with_" not in rows


def test_a_named_subject_is_told_with_all_its_words() -> None:
    rows = table("fields", subject="guide", fields=[{"name": "电话", "value": "phone"}])
    assert rows["subject"].value == ("guide", "标题含其一：指南", "标题不得含：解读")
    assert rows["fields"].value == ("电话（关键词旁还应有：phone）",)
    assert rows["min_share"].value == ("1",)


def test_a_subject_in_place_is_told_condition_by_condition() -> None:
    subject = {
        "title": {"all": ["预算"]},
        "body": {"any": ["批准"]},
        "columns": ["财政信息"],
        "anywhere": True,
        "number": False,
        "own": False,
        "news": False,
        "orders": False,
        "either": [{"number": True}, {}],
    }
    assert subject_lines(Subject.model_validate(subject)) == [
        "标题须全含：预算",
        "正文含其一：批准",
        "栏目：财政信息（其他栏目也算）",
        "发文字号：须没有",
        "转载其他机关的：也算",
        "报道此事的新闻：不算",
        "布置此事的通知：不算",
        "并且至少符合一项（1）：发文字号：须有",
        "并且至少符合一项（2）：不限",
    ]


def test_groups_stand_one_a_line() -> None:
    rows = table(
        "column_groups",
        groups=[{"name": "甲", "columns": ["乙", "丙"]}, {"name": "丁", "columns": ["丁"]}],
        pass_at=2,
        fail_at=0,
    )
    assert rows["groups"].value == (
        "甲（可容纳该类内容的栏目名称：乙、丙）",
        "丁（可容纳该类内容的栏目名称：丁）",
    )

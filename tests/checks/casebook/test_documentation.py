"""docs/rule-tests.md names every key that a file of cases takes, and its example holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from checks.casebook import model
from checks.casebook.model import Case, CaseHead
from rules.located_yaml import parse_located

PAGE = (Path(__file__).parents[3] / "docs" / "rule-tests.md").read_text(encoding="utf-8")
MODELS = [
    each
    for each in vars(model).values()
    if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == model.__name__
]


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: str(kind.__name__))
def test_every_key_is_explained(kind: type[BaseModel]) -> None:
    explained = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`\n]+`", PAGE))))
    assert sorted(set(kind.model_fields) - explained) == []


def test_the_example_is_a_file_of_cases() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    head = CaseHead.model_validate(parse_located(example.encode(), "example").data)
    cases = [Case.model_validate(each) for own in head.rules.values() for each in own]
    assert [case.expect for case in cases] == ["pass", "fail", "fail"]

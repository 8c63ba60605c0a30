"""The table of words is complete, and the guide and the schema hold all of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.fetch_words import OUTCOMES, ROLES
from checks.results.crawl_report import MOST_COLUMNS, MOST_EXAMPLES, Reading
from checks.results.document import SCHEMA_PATH
from crawler.snapshot.facts import Outcome, Role
from reports.wording import READINGS

GUIDE = Path(__file__).parents[2] / "docs" / "crawl-report.md"


def test_every_outcome_and_role_has_words() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(ROLES) == set(Role)
    assert set(READINGS) == {reading.value for reading in Reading}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_words_can_be_read_aloud(outcome: Outcome) -> None:
    words = OUTCOMES[outcome]
    assert words.word
    assert words.meaning
    assert words.advice.endswith("。")
    assert words.advice.count("。") == 1


def test_each_outcome_has_its_own_words() -> None:
    for one_of in ("word", "meaning", "advice"):
        said = [getattr(words, one_of) for words in OUTCOMES.values()]
        assert len(set(said)) == len(said), one_of


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_guide_explains_every_outcome_in_the_same_words(outcome: Outcome) -> None:
    words = OUTCOMES[outcome]
    row = f"| `{outcome.value}` | {words.meaning} | {words.advice} |"
    assert row in GUIDE.read_text(encoding="utf-8").splitlines()


def test_the_schema_knows_every_outcome_role_and_limit() -> None:
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))["$defs"]
    assert schema["outcome"]["enum"] == [outcome.value for outcome in Outcome]
    assert schema["role"]["enum"] == [role.value for role in Role]
    assert schema["reading"]["enum"] == [reading.value for reading in Reading]
    crawl = schema["site"]["properties"]["crawl"]["properties"]
    assert crawl["columns"]["maxItems"] == MOST_COLUMNS
    assert schema["problem"]["properties"]["examples"]["maxItems"] == MOST_EXAMPLES

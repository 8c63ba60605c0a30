from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checks.engine import check_site
from checks.results.document import (
    SCHEMA_PATH,
    results_document,
    results_head,
    site_row,
    write_results,
    write_sites,
)
from checks.site_result import SiteResult
from crawler.snapshot.facts import Role
from rules.model import Ruleset
from tests.checks.build import AS_OF, column, doc, home, lost, rule, ruleset, site, words


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return ruleset(
        rule(
            "column",
            6,
            params={"name": "政务公开"},
            basis=[{"document": "条例", "verified": False}],
        ),
        rule("column", 4, "test/2", params={"name": "政策解读"}),
        rule(
            "column_fresh",
            3,
            "test/3",
            params={"columns": ["政策文件", "通知公告"], "in_period": True},
        ),
        rule(
            "manual",
            2,
            "test/4",
            params={"question": "？", "subject": {"title": {"any": ["通知"]}}},
        ),
        rule("homepage_fresh", 2, "test/5"),
        rule("metadata_tags", 1 / 3, "test/6"),
    )


@pytest.fixture(scope="module")
def result(rules: Ruleset) -> SiteResult:
    tree = site(
        [column("政务公开", children=[column("政策文件"), column("通知公告")])],
        [
            doc("关于\ud800印发\u202e方案的通知", "2023-05-06", "政策文件", meta={"PubDate": "x"}),
            doc("旧通知", "2019-05-06", "通知公告"),
        ],
        homepage=home("政务公开", dated=[("2020-01-01", "旧闻")]),
        unread=[lost(anchor="解读\x00回应"), lost(role=Role.LIST, column="通知公告")],
    )
    tree.notes = ["改用 https"]
    return check_site(tree, [rules], AS_OF, words())


@pytest.fixture(scope="module")
def document(result: SiteResult, rules: Ruleset) -> dict[str, Any]:
    return results_document([result], [rules], AS_OF, "0.1.0", words())


def validate(document: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


def test_the_document_keeps_to_its_schema(document: dict[str, Any]) -> None:
    validate(document)
    verdicts = {row["verdict"] for row in document["sites"][0]["results"]}
    assert verdicts == {"pass", "partial", "fail", "undetermined", "manual"}


def test_the_schema_refuses_what_is_not_of_it(document: dict[str, Any]) -> None:
    for change in ({"as_of": "15.4.2024"}, {"format": 2}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            validate({**document, **change})


def test_the_document_holds_what_the_design_asks(document: dict[str, Any]) -> None:
    assert document["format"] == 1
    assert document["tool"] == {"name": "zwgk", "version": "0.1.0", "scoring": 1}
    assert document["as_of"] == "2024-04-15"
    assert document["rulesets"][0]["sha256"] == "0" * 64
    found = document["sites"][0]
    assert found["crawl"]["state"] == "partial"
    assert found["crawl"]["fetches"]["timeout"] == 2
    assert found["crawl"]["notes"] == ["改用 https"]
    assert [row["rule"] for row in found["results"]] == [f"test/{n}" for n in range(1, 7)]
    assert {row["clause"]: row["verdict"] for row in found["clauses"]}["test/1"] == "pass"
    score = found["scores"][0]
    assert score["low"] <= score["score"] <= score["high"]


def test_what_was_searched_is_listed_in_part_and_counted_in_full(rules: Ruleset) -> None:
    tree = site([column(f"栏目{n:02}") for n in range(40)])
    judged = check_site(tree, [rules], AS_OF, words())
    row = results_document([judged], [rules], AS_OF, "0", words())["sites"][0]["results"][0]
    assert row["verdict"] == "fail"
    assert len(row["searched"]["columns"]) == 31
    assert row["searched"]["columns"][-1] == "等 40 个栏目"


def test_every_rule_is_there_explained(document: dict[str, Any]) -> None:
    rows = {row["id"]: row for row in document["rulesets"][0]["rules"]}
    assert list(rows) == [f"test/{n}" for n in range(1, 7)]
    own = rows["test/1"]
    assert (own["clause"], own["points"], own["check"]) == ("test/1", 6, "column")
    assert own["checked"][0].startswith("网站应设有“政务公开”栏目")
    assert own["basis"] == [{"document": "条例", "article": "", "verified": False}]
    assert {each["name"]: each["written"] for each in own["parameters"]} == {
        "name": True,
        "exact": False,
        "on_homepage": False,
        "on_column_pages": False,
        "children": False,
        "children_exact": False,
    }
    assert all(row["checked"] and row["excludes"] for row in rows.values())
    assert not any("period" in row for row in rows.values())


def test_a_rule_with_a_day_of_its_own_says_its_period() -> None:
    dated = ruleset(rule("column", 2, params={"name": "政务公开"}, until="11-30"))
    judged = check_site(site([column("政务公开")]), [dated], AS_OF, words())
    document = results_document([judged], [dated], AS_OF, "0", words())
    validate(document)
    period = document["rulesets"][0]["rules"][0]["period"]
    assert period == {"from": "2023-01-01", "to": "2023-11-30"}


def test_numbers_are_rounded_to_two_decimals(document: dict[str, Any]) -> None:
    row = document["sites"][0]["results"][5]
    assert row["max_points"] == 0.33


def test_pairs_stand_with_their_days() -> None:
    rules = ruleset(
        rule(
            "companion",
            2,
            params={
                "of": {"title": {"any": ["办法"], "none": ["解读"]}, "columns": ["政策文件"]},
                "companion": {"title": {"any": ["解读"]}, "columns": ["政策解读"]},
                "mode": "within",
                "days": 3,
                "called": "解读",
            },
        )
    )
    tree = site(
        [column("政策文件"), column("政策解读")],
        [
            doc("博山区养犬\u202e管理办法", "2023-05-06", "政策文件"),
            doc("《博山区养犬管理办法》政策解读", "2023-05-09", "政策解读"),
        ],
    )
    written = results_document(
        [check_site(tree, [rules], AS_OF, words())], [rules], AS_OF, "0.1", words()
    )
    jsonschema.validate(written, json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
    (row,) = [row for row in written["sites"][0]["results"] if row["check"] == "companion"]
    assert row["pair_heads"] == {"document": "文件", "companion": "解读"}
    assert row["pair_count"] == 1
    (pair,) = row["pairs"]
    assert pair["document"]["title"] == "博山区养犬管理办法"
    assert pair["companion"]["day"] == "2023-05-09"
    # Saturday the 6th was worked in exchange for the May holiday; the term ends on Wednesday.
    assert (pair["start"], pair["due"], pair["calendar"]) == ("2023-05-06", "2023-05-10", "rwww")
    assert (pair["days_used"], pair["days_allowed"], pair["state"]) == (2, 3, "in_time")


def test_open_rules_say_what_was_not_read(document: dict[str, Any]) -> None:
    row = document["sites"][0]["results"][1]
    assert row["verdict"] == "undetermined"
    assert row["unread_count"] == len(row["unread"]) == 1
    assert row["unread"][0]["outcome"] == "timeout"
    assert row["unread"][0]["anchor"] == "解读回应"


def test_site_content_can_always_be_written(document: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    write_results(path, document)
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert text.endswith("}\n")
    assert "\u202e" not in text
    assert "关于印发方案的通知" in text
    assert json.loads(text) == document
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_input_gives_the_same_bytes(
    rules: Ruleset, result: SiteResult, tmp_path: Path
) -> None:
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in paths:
        write_results(path, results_document([result], [rules], AS_OF, "0.1.0", words()))
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_site_by_site_it_is_written_in_the_same_bytes(
    rules: Ruleset, result: SiteResult, tmp_path: Path, count: int
) -> None:
    whole, by_site = tmp_path / "a.json", tmp_path / "b.json"
    write_results(whole, results_document([result] * count, [rules], AS_OF, "0.1.0", words()))
    head = results_head([rules], AS_OF, "0.1.0", words())
    write_sites(by_site, head, (site_row(result) for _ in range(count)))
    assert whole.read_bytes() == by_site.read_bytes()


def test_a_site_that_cannot_be_judged_leaves_the_old_file(
    rules: Ruleset, result: SiteResult, tmp_path: Path
) -> None:
    def sites() -> Iterator[dict[str, Any]]:
        yield site_row(result)
        raise ZeroDivisionError

    path = tmp_path / "results.json"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        write_sites(path, results_head([rules], AS_OF, "0.1.0", words()), sites())
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    document: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "results.json"
    write_results(path, document)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="JSON compliant"):
        write_results(path, {"score": float("nan")})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_error(document: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        write_results(tmp_path / "none" / "results.json", document)

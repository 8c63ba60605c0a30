"""`zwgk review` and what `zwgk check` makes of it, as a person uses them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.zwgk.command import AS_OF, QUICK, RULESET, Folder

REVIEWS = """\
format: 1
decisions:
  - {site: site-0, rule: small/2, verdict: 符合, by: 张三, on: 2021-05-01, reason: 电话核实}
waivers:
  - {site: "*", rule: small/1, by: 王五, on: 2021-01-01, reason: 改版, until: 2021-04-14}
"""


@pytest.fixture
def audited(folder: Folder, site: str) -> Folder:
    """A folder with a small site, audited: small/1 passes, small/2 is undetermined."""
    folder.write("small.yaml", RULESET)
    ended = folder.run("audit", folder.sites(site, rulesets="[small.yaml]"), *AS_OF, *QUICK)
    assert ended.status == 0, ended
    return folder


def results(folder: Folder) -> dict[str, Any]:
    document = json.loads((folder.path / "audit/results.json").read_text(encoding="utf-8"))
    return {row["rule"]: row for row in document["sites"][0]["results"]} | {"": document}


def test_a_decision_goes_out_to_a_spreadsheet_comes_back_and_counts(audited: Folder) -> None:
    assert "待核实 1 条" in audited.run("review", "export", "audit").out
    book = load_workbook(audited.path / "review.xlsx")
    page = book["待核实"]
    of = {cell.value: cell.column for cell in page[1]}
    for name, value in {
        "判定": "部分符合", "得分比例": 0.5, "判定人": "张三", "判定日期": "2021-05-01", "判定理由": "电话核实",
    }.items():  # fmt: skip
        page.cell(2, of[name]).value = value
    book.save(audited.path / "review.xlsx")
    said = audited.run("review", "import", "review.xlsx")
    assert (said.status, said.err) == (0, "")
    assert "新记判定 1 条" in said.out
    ended = audited.run("check", "sites.yaml", *AS_OF)
    assert "复核：人工判定 1 条" in ended.err
    assert "80 分" in ended.out
    row = results(audited)["small/2"]
    assert (row["verdict"], row["points"], row["machine"]["verdict"]) == (
        "partial",
        2.0,
        "undetermined",
    )
    assert "张三" in audited.run("review", "list", "audit").out
    audited.run("report")
    page_text = (audited.path / "audit/sites/site-0.html").read_text(encoding="utf-8")
    assert "机器判定" in page_text
    again = audited.run("review", "import", "review.xlsx")
    assert "新记判定 0 条" in again.out


def test_what_does_not_fit_leaves_everything_as_it_was(audited: Folder) -> None:
    audited.run("review", "export", "audit")
    book = load_workbook(audited.path / "review.xlsx")
    page = book["待核实"]
    page.cell(2, [cell.value for cell in page[1]].index("判定") + 1).value = "也许"
    book.save(audited.path / "review.xlsx")
    assert "待核实!L2" in audited.refused("review", "import", "review.xlsx")
    assert not (audited.path / "audit/reviews.yaml").exists()


def test_check_applies_the_file_of_the_folder_or_one_that_is_named(audited: Folder) -> None:
    audited.write("audit/reviews.yaml", REVIEWS)
    ended = audited.run("check", "sites.yaml", *AS_OF)
    assert "人工判定 1 条，豁免已到期 1 条" in ended.err
    found = results(audited)
    assert found["small/2"]["verdict"] == "pass"
    assert found["small/1"]["lapsed"][0]["why"] == "expired"
    assert len(found[""]["reviews"]["sha256"]) == 64
    audited.write("other.yaml", "format: 1\n")
    audited.run("check", "sites.yaml", *AS_OF, "--reviews", "other.yaml")
    assert "decision" not in results(audited)["small/2"]


@pytest.mark.parametrize("command", ["check", "audit"])
def test_reviews_that_cannot_be_used_are_refused_before_anything_is_done(
    audited: Folder, command: str
) -> None:
    before = (audited.path / "audit/results.json").read_bytes()
    audited.write("audit/reviews.yaml", REVIEWS.replace("符合", "对"))
    assert "reviews.yaml:3:" in audited.refused(command, "sites.yaml", *AS_OF)
    assert "nowhere.yaml" in audited.refused(command, "sites.yaml", "--reviews", "nowhere.yaml")
    assert (audited.path / "audit/results.json").read_bytes() == before


def test_a_review_of_no_rule_is_told(audited: Folder) -> None:
    audited.write("audit/reviews.yaml", REVIEWS.replace("small/2", "small/9"))
    ended = audited.run("check", "sites.yaml", *AS_OF)
    assert ended.status == 0
    assert "reviews.yaml:3:" in ended.err
    assert "small/9" in ended.err


def test_bad_places_are_refused(audited: Folder) -> None:
    assert "nowhere" in audited.refused("review", "export", "nowhere")
    assert "reviews.yaml" in audited.refused("review", "list", "audit")
    assert "nowhere" in audited.refused("review", "import", "review.xlsx", "-o", "nowhere")
    assert "review.xlsx" in audited.refused("review", "import", "review.xlsx")
    assert "site-9" in audited.refused("review", "export", "audit", "--site", "site-9")
    assert "sites.yaml/such" in audited.refused(
        "review", "export", "audit", "-o", "sites.yaml/such.xlsx"
    )

"""The review workbook out and back: nothing is lost, nothing comes in twice, what does not fit is refused by its cell."""

from __future__ import annotations

import copy
import json
import tracemalloc
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from bench.report import document as big_document
from checks.reviews.file import ReviewsError
from checks.reviews.model import Appeal, Decision, Reviews, Waiver
from reports.errors import ReportError
from reports.office import review_book as review_module
from reports.office.review_book import write_review_workbook
from reports.office.review_layout import SHEETS, base_of
from reports.office.review_rows import newest_appeals, newest_waivers, review_book
from reports.results_file import ResultsFile
from rules.errors import RuleError
from tests.checks.reviews.entries import reviews as any_reviews
from tests.libreoffice import convert, needs_libreoffice
from tests.reports.regenerate import golden_results
from zwgk.review_merge import Found, Merged, found_in, merge
from zwgk.review_xlsx import Filled, read_review_workbook

DOCUMENT = golden_results()
SITE = DOCUMENT["sites"][0]["id"]
FAULT = "qingshi-2020/1a"
DOUBT = next(r["rule"] for r in DOCUMENT["sites"][0]["results"] if r["verdict"] == "manual")
DECISION = Decision(
    site=SITE, rule=FAULT, verdict="符合", by="张三", on=date(2021, 5, 1), reason="已补发"
)
APPEAL = Appeal(site=SITE, rule=FAULT, by="县政府办", on=date(2021, 5, 2), text="已公开")
WAIVER = Waiver(
    site="*", rule=FAULT, by="王五", on=date(2021, 1, 1), reason="改版", until=date(2021, 6, 30)
)
Cells = Mapping[tuple[str, int, str], Any]
"""Sheet, row (negative: counted among the rows of that rule) and heading -> what is written there."""


def book_of(reviews: Reviews, document: dict[str, Any] = DOCUMENT) -> Workbook:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "review.xlsx"
        write_review_workbook(review_book(document, reviews), path)
        return load_workbook(path)


def row_of(book: Workbook, sheet: str, rule: str) -> int:
    page = book[sheet]
    at = heading(book, sheet, "规则")
    return next(row[0].row for row in page.iter_rows(min_row=2) if row[at - 1].value == rule)


def heading(book: Workbook, sheet: str, name: str) -> int:
    return next(cell.column for cell in book[sheet][1] if cell.value == name)


def fill(book: Workbook, sheet: str, row: int, **cells: Any) -> None:
    for name, value in cells.items():
        book[sheet].cell(row, heading(book, sheet, name)).value = value


def decide(book: Workbook, sheet: str = "不符合", rule: str = FAULT, **cells: Any) -> None:
    given = {
        "判定": "符合",
        "判定人": "李四",
        "判定日期": date(2021, 5, 9),
        "判定理由": "复查属实",
    } | cells
    fill(book, sheet, row_of(book, sheet, rule), **given)


def taken(
    book: Workbook, reviews: Reviews, tmp_path: Path, document: dict[str, Any] = DOCUMENT
) -> Merged:
    path = tmp_path / "review.xlsx"
    book.save(path)
    filled = read_review_workbook(path)
    return merge(reviews, filled, found_of(filled, document))


def found_of(filled: list[Filled], document: dict[str, Any]) -> Found:
    return found_in(document["sites"], {(row.entry.site, row.entry.rule) for row in filled})


def refused(book: Workbook, tmp_path: Path, reviews: Reviews | None = None) -> str:
    try:
        merged = taken(book, reviews or Reviews(), tmp_path)
    except ReviewsError as error:
        return str(error)
    assert merged.problems
    return str(ReviewsError(merged.problems))


def document_of(rules: tuple[str, ...]) -> dict[str, Any]:
    """The golden results with the rules that random reviews are about, failed on one site and open on the other."""
    document = copy.deepcopy(DOCUMENT)
    for site, verdict in zip(document["sites"], ("fail", "manual", "pass"), strict=False):
        row = site["results"][0]
        site["results"] = [
            row | {"rule": rule, "clause": rule, "verdict": verdict} for rule in rules
        ]
    return document


RANDOM = document_of(("test/1", "test/2", "test/3a"))
KNOWN = {site["id"] for site in RANDOM["sites"]}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(any_reviews())
def test_an_untouched_workbook_changes_nothing_and_brings_back_all(
    tmp_path: Path, said: Reviews
) -> None:
    assert {"qingshi", "yunxi"} <= KNOWN
    path = tmp_path / "review.xlsx"
    write_review_workbook(review_book(RANDOM, said), path)
    filled = read_review_workbook(path)
    merged = merge(said, filled, found_of(filled, RANDOM))
    assert (merged.problems, merged.added, merged.reviews) == ([], 0, said)
    # Into an empty file comes whatever counted when the workbook was written, to the letter.
    fresh = merge(Reviews(), filled, found_of(filled, RANDOM)).reviews
    newest: dict[tuple[str, str], Decision] = {}
    for decision in sorted(said.decisions, key=lambda each: each.on):
        newest[decision.site, decision.rule] = decision
    assert sorted(fresh.decisions, key=base_of) == sorted(newest.values(), key=base_of)
    assert list(fresh.waivers) == newest_waivers(said)
    assert list(fresh.appeals) == newest_appeals(said)


def test_a_decision_is_taken_in_with_its_finding_and_only_once(tmp_path: Path) -> None:
    book = book_of(Reviews())
    decide(book, 判定="部分符合", 得分比例="25%", 依据网址="https://www.example.gov.cn/a")
    decide(book, "待核实", DOUBT, 判定日期="2021年5月9日")
    first = taken(book, Reviews(), tmp_path)
    assert (first.decisions, first.problems, first.notes) == (2, [], [])
    of = {each.rule: each for each in first.reviews.decisions}
    assert (of[FAULT].verdict, of[FAULT].share, of[FAULT].on) == ("partial", 0.25, date(2021, 5, 9))
    assert all(each.mark for each in of.values())
    again = taken(book, first.reviews, tmp_path)
    assert (again.added, again.reviews, again.problems) == (0, first.reviews, [])


def test_a_changed_decision_is_added_and_the_old_one_kept(tmp_path: Path) -> None:
    said = Reviews(decisions=(DECISION,))
    book = book_of(said)
    decide(book, 判定="不适用")
    merged = taken(book, said, tmp_path)
    assert [each.verdict for each in merged.reviews.decisions] == ["pass", "not_applicable"]
    older = taken(book_of(said), merged.reviews, tmp_path)
    assert (older.reviews, older.problems) == (merged.reviews, [])


def test_a_decision_is_taken_back_by_saying_so(tmp_path: Path) -> None:
    said = Reviews(decisions=(DECISION,))
    book = book_of(said)
    decide(book, 判定="撤销")
    assert taken(book, said, tmp_path).reviews.decisions[-1].verdict == "withdrawn"
    book = book_of(said)
    decide(book, 判定=None, 判定人=None, 判定日期=None, 判定理由=None)
    assert "不符合!L3" in refused(book, tmp_path, said)
    assert "撤销" in refused(book, tmp_path, said)


def test_waivers_and_appeals_come_in_on_new_rows_and_are_answered_on_old_ones(
    tmp_path: Path,
) -> None:
    book = book_of(Reviews())
    fill(book, "豁免", 2, 网站标识="全部", 规则或条款=FAULT, 豁免人="王五", 豁免日期=date(2021, 1, 1), 豁免理由="改版",
         截止日期=datetime(2021, 6, 30))  # fmt: skip
    fill(
        book,
        "申诉",
        5,
        网站标识=SITE,
        规则=FAULT,
        申诉人="县政府办",
        申诉日期="2021/5/2",
        申诉内容="已公开",
    )
    merged = taken(book, Reviews(), tmp_path)
    assert merged.reviews == Reviews(waivers=(WAIVER,), appeals=(APPEAL,))
    assert taken(book, merged.reviews, tmp_path).added == 0
    book = book_of(merged.reviews)
    fill(
        book, "申诉", 2, 处理结果="成立", 答复人="张三", 答复日期=date(2021, 5, 6), 答复内容="属实"
    )
    fill(book, "豁免", 2, 豁免日期=date(2021, 3, 1), 截止日期=date(2021, 3, 1))
    answered = taken(book, merged.reviews, tmp_path)
    assert [each.outcome for each in answered.reviews.appeals] == ["upheld"]
    assert [each.until for each in answered.reviews.waivers] == [
        date(2021, 6, 30),
        date(2021, 3, 1),
    ]
    assert any("申诉成立" in note for note in answered.notes)
    book = book_of(answered.reviews)
    fill(book, "申诉", 2, 处理结果="不成立", 答复日期=date(2021, 5, 7))
    turned = taken(book, answered.reviews, tmp_path)
    assert [each.outcome for each in turned.reviews.appeals] == ["upheld", "rejected"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"判定": "可以"}, ["不符合!L3", "可以", "符合、部分符合、不符合、不适用、撤销"]),
        ({"判定": None}, ["不符合!L3", "没有填判定"]),
        ({"判定": "部分符合"}, ["不符合!M3", "没有填得分比例"]),
        ({"判定": "部分符合", "得分比例": 1.5}, ["不符合!M3", "1.5", "大于 0、小于 1"]),
        ({"判定": "部分符合", "得分比例": "一半"}, ["不符合!M3", "一半", "0.5"]),
        ({"得分比例": 0.5}, ["不符合!M3", "只有部分符合"]),
        ({"判定人": " "}, ["不符合!N3", "没有填判定人"]),
        ({"判定日期": "五月"}, ["不符合!O3", "五月", "应为日期"]),
        ({"判定日期": 20210509}, ["不符合!O3", "应为日期"]),
        ({"判定日期": "2021-02-30"}, ["不符合!O3", "2021-02-30"]),
        ({"判定日期": "=TODAY()"}, ["不符合!O3", "=TODAY()", "公式"]),
        ({"判定理由": "理" * 4000}, ["不符合!P3", "3000"]),
        ({"依据网址": "javascript:alert(1)"}, ["不符合!Q3", "javascript:alert(1)", "http://"]),
        ({"判定": "撤销"}, ["不符合!L3", "没有可撤销的判定"]),
        ({"规则": "qingshi-2020/none"}, ["不符合!C3", "qingshi-2020/none"]),
        ({"网站标识": "nowhere"}, ["不符合!C3", "nowhere"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_cell(
    tmp_path: Path, cells: dict[str, Any], said: list[str]
) -> None:
    book = book_of(Reviews())
    decide(book, **cells)
    told = refused(book, tmp_path)
    assert [word for word in said if word not in told] == [], told
    assert len(told.splitlines()) == 1, told


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    book = book_of(Reviews())
    decide(book, 判定="可以", 判定人=None)
    fill(book, "豁免", 2, 网站标识="全部", 豁免人="王五")
    fill(
        book,
        "申诉",
        2,
        网站标识=SITE,
        规则=FAULT,
        申诉人="甲",
        申诉日期="今天",
        申诉内容="乙",
        处理结果="成立",
    )
    told = refused(book, tmp_path)
    for cell in ("不符合!L3", "不符合!N3", "豁免!B2", "豁免!E2", "申诉!D2"):
        assert cell in told
    fill(book, "申诉", 2, 申诉日期=date(2021, 5, 1))
    assert "申诉!G2" in refused(book, tmp_path)


def test_one_finding_is_not_decided_twice(tmp_path: Path) -> None:
    book = book_of(Reviews())
    decide(book)
    page = book["不符合"]
    for cell in page[3]:
        page.cell(30, cell.column, cell.value)
    assert taken(book, Reviews(), tmp_path).decisions == 1
    fill(book, "不符合", 30, 判定="不适用")
    assert "不符合!C30" in refused(book, tmp_path)


def test_a_decision_made_meanwhile_is_a_conflict(tmp_path: Path) -> None:
    said = Reviews(decisions=(DECISION,))
    book = book_of(said)
    decide(book, 判定="不符合")
    other = DECISION.model_copy(update={"by": "赵六", "on": date(2021, 5, 8)})
    told = refused(book, tmp_path, Reviews(decisions=(DECISION, other)))
    assert "不符合!L3" in told
    assert "赵六 2021-05-08" in told
    book = book_of(said)
    decide(book, 判定="不符合", 判定日期=date(2021, 4, 1))
    assert "不符合!O3" in refused(book, tmp_path, said)


def test_a_finding_that_changed_meanwhile_is_told_and_the_decision_kept_to_what_was_seen(
    tmp_path: Path,
) -> None:
    book = book_of(Reviews())
    decide(book)
    document = copy.deepcopy(DOCUMENT)
    row = next(r for r in document["sites"][0]["results"] if r["rule"] == FAULT)
    row["evidence"][0]["quote"] = "另一段话"
    merged = taken(book, Reviews(), tmp_path, document)
    assert (merged.decisions, merged.problems) == (1, [])
    assert "不符合!L3" in merged.notes[0]
    assert "需复核" in merged.notes[0]


def test_what_was_recorded_is_not_rewritten(tmp_path: Path) -> None:
    said = Reviews(waivers=(WAIVER,), appeals=(APPEAL,))
    book = book_of(said)
    fill(book, "申诉", 2, 申诉内容="另一内容")
    fill(book, "豁免", 2, 网站标识=SITE)
    told = refused(book, tmp_path, said)
    assert "申诉!E2" in told
    assert "豁免!A2" in told
    book = book_of(said)
    fill(
        book,
        "豁免",
        3,
        网站标识="全部",
        规则或条款=FAULT,
        豁免人="甲",
        豁免日期=date(2022, 1, 1),
        豁免理由="乙",
    )
    assert "请只留一行" in refused(book, tmp_path, said)
    fresh = book_of(Reviews())
    fill(
        fresh,
        "豁免",
        2,
        网站标识="全部",
        规则或条款=FAULT,
        豁免人="甲",
        豁免日期=date(2022, 1, 1),
        豁免理由="乙",
    )
    assert "请改已有的那一行" in refused(fresh, tmp_path, said)


@needs_libreoffice
def test_a_workbook_that_another_program_wrote_says_the_same(tmp_path: Path) -> None:
    said = Reviews(decisions=(DECISION,), waivers=(WAIVER,), appeals=(APPEAL,))
    book = book_of(said)
    decide(book, 判定="部分符合 ", 得分比例=0.25, 判定人=" 李四", 判定理由="甲\r\n_x0041_ 乙\r\n")
    row = row_of(book, "不符合", FAULT)
    book["不符合"].cell(row, heading(book, "不符合", "得分比例")).number_format = "0%"
    decide(book, "待核实", DOUBT, 判定日期="2021/5/9", 判定人=12345)
    mine = taken(book, said, tmp_path)
    path = tmp_path / "lo" / "review.xlsx"
    path.parent.mkdir()
    convert([tmp_path / "review.xlsx"], "xlsx", path.parent)
    filled = read_review_workbook(path)
    theirs = merge(said, filled, found_of(filled, DOCUMENT))
    assert (theirs.problems, theirs.reviews) == ([], mine.reviews)
    assert [(each.by, each.share, each.reason) for each in theirs.reviews.decisions[1:]] == [
        ("12345", None, "复查属实"),
        ("李四", 0.25, "甲\n_x0041_ 乙"),
    ]


def test_what_a_person_does_to_the_sheets_is_borne_or_told(tmp_path: Path) -> None:
    book = book_of(Reviews())
    decide(book)
    page = book["不符合"]
    page.cell(1, heading(book, "不符合", "判定理由")).value = " 判定 理由\n"
    page.delete_cols(heading(book, "不符合", "条款原文"))
    book.create_sheet("笔记", 0)["A1"] = "判定"
    assert taken(book, Reviews(), tmp_path).decisions == 1

    page.title = "不符合（张三）"
    assert "不符合（张三）!1:1" in refused(book, tmp_path)

    book = book_of(Reviews())
    decide(book)
    book["不符合"].merge_cells("L3:L5")
    book["不符合"].merge_cells("D3:D5")
    told = refused(book, tmp_path)
    assert "不符合!L3:L5" in told
    assert "D3:D5" not in told

    book = book_of(Reviews())
    decide(book, 判定理由="#N/A")
    assert "不符合!P3" in refused(book, tmp_path)
    book["不符合"].insert_rows(1)
    told = refused(book, tmp_path)
    assert "第一行不是表头" in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "甲".encode()])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "review.xlsx"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=r"review\.xlsx"):
        read_review_workbook(path)


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    Workbook().save(path)
    with pytest.raises(ReviewsError, match="zwgk review export"):
        read_review_workbook(path)
    book = book_of(Reviews())
    book["待核实"].cell(1, heading(book, "待核实", "判定"), "结论")
    assert "没有“判定”" in refused(book, tmp_path)


def test_the_workbook_guides_and_protects() -> None:
    book = book_of(Reviews(decisions=(DECISION,)))
    assert [page.title for page in book if page.sheet_state == "visible"] == [
        each.title for each in SHEETS
    ]
    page = book["不符合"]
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref
    assert page.protection.sheet
    assert page["B2"].protection.locked
    assert not page["L2"].protection.locked
    assert page.column_dimensions["R"].hidden
    assert page["I2"].hyperlink.target.startswith("http://")
    lists = [each.formula1 for each in page.data_validations.dataValidation if each.type == "list"]
    assert lists == ['"符合,部分符合,不符合,不适用,撤销"']
    assert not page["K3"].value  # the decision is not applied to these results yet
    assert page["L3"].value == "符合"


def test_the_sites_of_a_file_are_not_held(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(json.dumps(big_document(9, 22, heavy=True)), encoding="utf-8")
    rows: list[tuple[str, str]] = []

    def out_and_back() -> None:
        file = ResultsFile(path)
        book = review_book(file, Reviews())
        write_review_workbook(book, tmp_path / "review.xlsx")
        rows.extend((str(row["site"]), str(row["rule"])) for row in book.faults)
        assert len(found_in(file, set(rows)).rows) == len(rows) > 50

    tracemalloc.start()
    json.loads(path.read_bytes())
    whole = tracemalloc.get_traced_memory()[1]
    tracemalloc.clear_traces()
    tracemalloc.reset_peak()
    out_and_back()
    streamed = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert streamed < whole / 2


def test_a_sheet_that_could_not_be_read_back_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_module, "MOST_ROWS", 3)
    with pytest.raises(ReportError, match="--site"):
        write_review_workbook(review_book(DOCUMENT, Reviews()), tmp_path / "review.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_hostile_words_are_text(tmp_path: Path) -> None:
    document = copy.deepcopy(DOCUMENT)
    row = next(r for r in document["sites"][0]["results"] if r["rule"] == FAULT)
    row["reason"] = row["title"] = "=cmd|'/c calc'!A0"
    row["evidence"][0]["url"] = "javascript:alert(1)"
    said = Reviews(decisions=(DECISION.model_copy(update={"reason": "=1+1"}),))
    book = book_of(said, document)
    for page in book:
        for cells in page.iter_rows():
            assert all(cell.data_type != "f" for cell in cells)
            assert all(
                not cell.hyperlink or cell.hyperlink.target.startswith("http") for cell in cells
            )
    reason = book["不符合"].cell(3, heading(book, "不符合", "判定理由"))
    assert (reason.value, reason.quotePrefix) == ("=1+1", True)

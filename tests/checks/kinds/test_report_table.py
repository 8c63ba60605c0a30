from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds.report_table import KIND
from checks.texts.request_table import figure, find_table
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, SiteSnapshot
from tests.checks.build import column, doc, lost, site
from tests.checks.ruling import Ruling, rule_on

COLUMN = "政府信息公开工作年度报告"
REPORT = {"title": {"all": ["信息公开", "{year}"], "any": ["年度报告"]}, "columns": [COLUMN]}
HEAD = [
    ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
    ["自然人", "法人或其他组织", "总计"],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]


def table(
    received: list[str], carried: list[str], settled: list[str], over: list[str]
) -> list[list[str]]:
    blanks = ["0"] * len(received)
    return [
        *HEAD,
        ["一、本年新收政府信息公开申请数量", *received],
        ["二、上年结转政府信息公开申请数量", *carried],
        ["三、本年度办理结果", "（一）予以公开", *blanks],
        ["（三）不予公开", "1.属于国家秘密", *blanks],
        ["（七）总计", *settled],
        ["四、结转下年度继续办理", *over],
    ]


GOOD = table(
    ["1,024", "3", "0", "", "-", "0", "1027"],
    ["2", "—", "0", "0", "0", "0", "2"],
    ["1020", "3", "0", "0", "0", "0", "1023"],
    ["6", "", "", "", "", "", "6"],
)
BAD = table(["12", "12"], ["1", "1"], ["11", "13"], ["2", "1"])


def rule(of: SiteSnapshot, **params: Any) -> Ruling:
    return rule_on(KIND, of, {"subject": REPORT, **params})


def report(
    *tables: list[list[str]], year: int = 2023, who: str = "博山区", **more: Any
) -> Document:
    return doc(
        f"{who}{year}年政府信息公开工作年度报告", f"{year + 1}-03-01", COLUMN, tables=tables, **more
    )


def of(*documents: Document, **more: Any) -> SiteSnapshot:
    return site([column(COLUMN)], documents, **more)


def test_a_table_that_adds_up() -> None:
    found = rule(of(report([["规章", "1", "2"]], GOOD)))
    assert found.verdict is Verdict.PASS
    assert "7列" in found.reason
    assert "总计：本年新收1027+上年结转2=办理结果总计1023+结转下年度6" in found.reason


def test_a_table_that_does_not_is_quoted() -> None:
    found = rule(of(report(BAD)))
    assert found.verdict is Verdict.FAIL
    assert "本年新收12+上年结转1≠办理结果总计13+结转下年度1" in found.reason
    assert "1列数字对不上" in found.reason


def test_merged_cells_may_be_repeated_or_left_out() -> None:
    repeated = [[row[0], row[0], *row] if row[0][0] in "一二四" else row for row in GOOD]
    padded = [[*row[:1], "", "", *row[1:]] if row[0][0] in "一二四" else row for row in GOOD]
    assert rule(of(report(repeated))).verdict is Verdict.PASS
    assert rule(of(report(padded))).verdict is Verdict.PASS


def test_no_table_on_the_page() -> None:
    for page in (report(), report([["规章", "1"]]), report(attachments=[("http://b/1.pdf", "")])):
        assert rule(of(page)).verdict is Verdict.UNDETERMINED
    blank = table(*[["", ""]] * 4)
    assert rule(of(report(blank))).verdict is Verdict.UNDETERMINED
    assert rule(of(report(GOOD, outcome="timeout"))).verdict is Verdict.UNDETERMINED


def test_absent_and_unread() -> None:
    assert rule(of()).code == "missing"
    assert rule(of(unread=[lost(anchor="年度报告")])).verdict is Verdict.UNDETERMINED


def test_near_misses() -> None:
    assert rule(of(report(BAD, year=2022))).code == "missing"
    assert rule(of(report(BAD, who="淄川区"))).code == "missing"
    assert (
        rule(of(report(BAD, who="白塔镇"), report(GOOD)), issuer="government").verdict
        is Verdict.PASS
    )


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5000), st.integers(0, 500), st.integers(0, 5000), st.integers(-2, 2)
        ),
        min_size=1,
        max_size=7,
    )
)
def test_every_column_is_added_up(columns: list[tuple[int, int, int, int]]) -> None:
    received, carried, settled, over = [], [], [], []
    for a, b, c, error in columns:
        c = min(a + b, c)
        received.append(f"{a:,}")
        carried.append(str(b) if b else "-")
        settled.append(str(c))
        over.append(str(max(a + b - c + error, 0)))
    found = find_table([table(received, carried, settled, over)])
    if not any(a or b for a, b, _, _ in columns) and not any(int(d) for d in over):
        return
    assert found is not None
    wrong = [
        i
        for i, (a, b, c, d) in enumerate(zip(received, carried, settled, over, strict=True))
        if int(a.replace(",", "")) + int(b.replace("-", "0")) != int(c) + int(d)
    ]
    assert found.wrong_columns() == wrong


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,024", 1024),
        ("１２", 12),
        ("", 0),
        ("－", 0),
        ("/", 0),
        ("3件", 3),
        ("2.0", 2),
        ("自然人", None),
        ("9" * 40, None),
    ],
)
def test_figures(cell: str, value: int | None) -> None:
    assert figure(cell) == value


@given(st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=6))
def test_no_table_of_words_is_taken_for_it(rows: list[list[str]]) -> None:
    assert find_table([rows]) is None

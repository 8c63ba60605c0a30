"""The files of simulated sites: real enough to be read, and always the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from checks.texts.request_table import find_table
from crawler.attachment.read import read_attachment
from crawler.attachment.text import Problem
from demo.files.office_97 import doc, xls
from demo.files.pdf import pdf
from demo.files.zipped import docx, ofd, xlsx
from demo.sites.content.platform import annual_report, request_table
from demo.sites.model import Area, Block, Heading, Table

AREA = Area("青石县", "青石", "青", "县", "990101")
REPORT = annual_report(AREA, "nb", "2021-03-01", AREA.government, 2020)

Make = Callable[[str, Sequence[Block]], bytes]
TEXTS: list[tuple[Make, str]] = [(pdf, "pdf"), (docx, "docx"), (doc, "doc"), (ofd, "ofd")]
SHEETS: list[tuple[Make, str]] = [(xlsx, "xlsx"), (xls, "xls")]


@pytest.mark.parametrize(("make", "kind"), [*TEXTS, *SHEETS])
def test_the_same_content_gives_the_same_bytes(make: Make, kind: str) -> None:
    assert make(REPORT.title, REPORT.blocks) == make(REPORT.title, REPORT.blocks)
    assert len(make(REPORT.title, REPORT.blocks)) < 40_000


@pytest.mark.parametrize(("make", "kind"), TEXTS)
def test_text_heads_and_tables_are_read_back(make: Make, kind: str) -> None:
    read = read_attachment(make(REPORT.title, REPORT.blocks), f"年报.{kind}")
    assert (read.kind, read.problem, read.detail) == (kind, Problem.NONE, "")
    heads = [block.text for block in REPORT.blocks if isinstance(block, Heading)]
    assert read.headings == [REPORT.title, *heads]
    for block in REPORT.blocks:
        if isinstance(block, str):
            assert block in read.text.splitlines()
    assert len(read.tables) == sum(isinstance(block, Table) for block in REPORT.blocks)


@pytest.mark.parametrize(("make", "kind"), [*TEXTS, *SHEETS])
def test_a_wrong_sum_stays_wrong(make: Make, kind: str) -> None:
    read = read_attachment(make(REPORT.title, [request_table(new_people=45)]), "")
    table = find_table(read.tables)
    assert table is not None
    assert table.wrong_columns() == [0, 6]


def test_links_leave_their_words() -> None:
    read = read_attachment(
        pdf("通知", ["详见[[doc:x|实施方案]]全文。", "另见[[http://a.b|网站]]。"]), ""
    )
    assert read.text == "通知\n详见实施方案全文。\n另见网站。"


def test_a_scanned_file_has_no_text() -> None:
    read = read_attachment(pdf(REPORT.title, REPORT.blocks, scanned=True), "年报.pdf")
    assert (read.problem, read.detail) == (Problem.SCANNED, "扫描件，2页无文字层")
    assert read.text == ""


@pytest.mark.parametrize(("make", "kind"), TEXTS)
def test_long_documents_run_over_pages(make: Make, kind: str) -> None:
    blocks: list[Block] = [
        f"第{number}条　各部门应当按照规定公开政府信息。" for number in range(120)
    ]
    read = read_attachment(make("管理办法", blocks), "")
    lines = [f"第{number}条 各部门应当按照规定公开政府信息。" for number in range(120)]
    assert read.text.splitlines() == ["管理办法", *lines]

"""What is written opens in LibreOffice, and prints as it should."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from reports.office.ledger import write_ledger
from reports.office.notice import NoticeHead, write_notice
from reports.office.scores import write_scores
from reports.reading import read_report
from tests.libreoffice import convert, needs_libreoffice
from tests.reports.office.reviewed import reviewed_results
from tests.reports.test_hostile import PAYLOADS, hostile

pytestmark = needs_libreoffice
NAMES = ("ledger", "by-site", "scores", "notice", "hostile-ledger", "hostile-notice")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Each file as LibreOffice prints it: the texts of its pages."""
    folder = tmp_path_factory.mktemp("office")
    report = read_report(reviewed_results())
    write_ledger(report, folder / "ledger.xlsx")
    write_ledger(report, folder / "by-site.xlsx", by_site=True)
    write_scores(report, folder / "scores.xlsx")
    write_notice(report, folder / "notice.docx", NoticeHead("云岭市人民政府办公室"))
    attacked = read_report(hostile(reviewed_results(), "".join(PAYLOADS)))
    write_ledger(attacked, folder / "hostile-ledger.xlsx", by_site=True)
    write_notice(attacked, folder / "hostile-notice.docx")
    convert(sorted(folder.glob("*.[xd]*x")), "pdf", folder)
    return {name: _pages(folder / f"{name}.pdf") for name in NAMES}


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            width, height = page.get_size()
            assert sorted((round(width), round(height))) == [595, 842], "A4"
            assert (width > height) == ("notice" not in path.name)
            texts.append("".join(page.get_textpage().get_text_range().split()))
        return texts
    finally:
        document.close()


@pytest.mark.parametrize("name", NAMES)
def test_every_file_opens_and_prints_on_a4(printed: dict[str, list[str]], name: str) -> None:
    assert printed[name]
    assert all(printed[name])


def test_the_ledger_repeats_its_headings(printed: dict[str, list[str]]) -> None:
    rows = [page for page in printed["ledger"] if "责任单位" in page]
    assert len(rows) >= 2
    assert all(
        "整改期限" in page or "待核实事项" in page or "说明" in page for page in printed["ledger"]
    )


def test_the_circular_is_signed_on_a_page_with_text(printed: dict[str, list[str]]) -> None:
    (signed,) = (page for page in printed["notice"] if "附件：1.得分表" in page)
    assert "有异议的" in signed
    assert "（此处填写成文日期）" in signed
    assert printed["notice"][0].endswith("—1—") or "—1—" in printed["notice"][0]


def test_formulas_of_the_score_table_are_computed(printed: dict[str, list[str]]) -> None:
    assert not any(
        "#NAME" in page or "#REF" in page or "Err:" in page for page in printed["scores"]
    )

"""`zwgk report`: which formats, where they lie, what it refuses."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from tests.crawler.browser.chromium import needs_chromium
from tests.reports.regenerate import GOLDEN
from zwgk import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with results in audit/."""
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit" / "results.json").write_bytes((GOLDEN / "results.json").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["zwgk", "report", *words])
    try:
        cli.main()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "results.json"}


def test_by_default_the_pages_and_the_ledger(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 0
    assert files(folder / "audit") == {"index.html", "ledger.xlsx", "assets", "sites", "rules"}
    assert capsys.readouterr().out == f"报告：{Path('audit/index.html')}\n"


def test_each_format_lies_in_the_folder_of_the_results(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        word
        for name in ("junit", "csv", "notice", "scores", "ledger")
        for word in ("--format", name)
    ]
    assert run(monkeypatch, "audit", *words, "--issuer", "云岭市人民政府办公室") == 0
    assert files(folder / "audit") == {
        "ledger.xlsx",
        "scores.xlsx",
        "notice.docx",
        "findings.csv",
        "junit.xml",
    }
    told = capsys.readouterr().out.splitlines()
    assert [line.partition("：")[0] for line in told] == [
        "整改台账",
        "得分表",
        "通报",
        "结果明细",
        "JUnit XML",
    ]
    assert all((folder / line.partition("：")[2]).is_file() for line in told)
    document = Document(str(folder / "audit" / "notice.docx"))
    assert any("云岭市人民政府办公室关于" in each.text for each in document.paragraphs)


def test_results_may_be_named_and_the_output_put_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "audit/results.json", "--format", "csv") == 0
    assert files(folder / "audit") == {"findings.csv"}
    assert run(monkeypatch, "audit", "-o", "elsewhere", "--format", "junit") == 0
    assert files(folder / "elsewhere") == {"junit.xml"}


@pytest.mark.parametrize("form", ["ledger", "html"])
def test_a_sheet_for_each_site(folder: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    assert run(monkeypatch, "audit", "--format", form, "--by-site") == 0
    names = load_workbook(folder / "audit" / "ledger.xlsx").sheetnames
    assert names[:2] == ["目录", "青石县人民政府"]


def test_cells_of_the_ledger_link_to_the_scorecards_written_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "audit") == 0
    sheet = load_workbook(folder / "audit" / "ledger.xlsx")["整改台账"]
    for (cell,) in sheet.iter_rows(min_row=2, min_col=13, max_col=13):
        assert (folder / "audit" / cell.hyperlink.target).is_file()
        page = (folder / "audit" / cell.hyperlink.target).read_text(encoding="utf-8")
        assert f'id="{cell.hyperlink.location}"' in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "csv", "--by-site"), "--by-site 只用于 --format html 或 ledger"),
        (("--issuer", "某办"), "--issuer 只用于 --format notice"),
        (("--format", "csv", "--chromium", "x"), "--chromium 只用于 --format pdf"),
        (("--format", "notice", "--dated", "2021-4-5"), "--dated '2021-4-5' 不是日期"),
        (("--format", "notice", "--dated", "2021-02-30"), "不是日期"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert run(monkeypatch, "audit", *words) == 2
    assert said in capsys.readouterr().err
    assert files(folder / "audit") == set()


def test_an_unknown_format_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "audit", "--format", "odt") == 2


def test_without_a_browser_pdf_says_what_to_do_and_the_rest_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--format", "pdf", "--format", "csv", "--chromium", "/no/such/chromium")
    assert run(monkeypatch, "audit", *words) == 2
    told = capsys.readouterr().err
    assert "--chromium=/no/such/chromium：没有这个可执行文件" in told or "zwgk[browser]" in told
    assert "打印成 PDF" in told
    assert files(folder / "audit") == {"findings.csv"}


def test_hostile_options_stay_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "\u202e\x1b[31m<w:p/>&=cmd" * 50
    assert (
        run(monkeypatch, "audit", "--format", "notice", "--issuer", hostile, "--to", hostile) == 0
    )
    text = "\n".join(
        each.text for each in Document(str(folder / "audit" / "notice.docx")).paragraphs
    )
    assert "<w:p/>&=cmd" in text
    assert "\u202e" not in text


def test_results_of_no_site(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "audit" / "results.json"
    document = json.loads(path.read_bytes()) | {"sites": []}
    path.write_text(json.dumps(document), encoding="utf-8")
    assert (
        run(monkeypatch, "audit", "--format", "scores", "--format", "junit", "--format", "csv") == 0
    )
    for form in ("notice", "pdf"):
        assert run(monkeypatch, "audit", "--format", form) == 2
        assert "没有网站" in capsys.readouterr().err


@pytest.mark.parametrize(("written", "advice"), [(2, "请升级 zwgk"), (0, "重新运行 zwgk check")])
def test_results_of_another_format_say_what_to_do(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    written: int,
    advice: str,
) -> None:
    path = folder / "audit" / "results.json"
    path.write_text(
        json.dumps(json.loads(path.read_bytes()) | {"format": written}), encoding="utf-8"
    )
    assert run(monkeypatch, "audit", "--format", "csv") == 2
    said = capsys.readouterr().err
    assert f"的 format 是 {written}，本版本只认得 1" in said
    assert advice in said


def test_a_file_is_no_output_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "taken").touch()
    assert run(monkeypatch, "audit", "-o", str(folder / "taken")) == 2
    assert "是一个文件，不是文件夹" in capsys.readouterr().err


@needs_chromium
def test_a_pdf_for_each_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "audit" / "results.json"
    document = json.loads(path.read_bytes())
    document["sites"] = document["sites"][:1]
    path.write_text(json.dumps(document), encoding="utf-8")
    chromium = os.environ.get("ZWGK_CHROMIUM")
    words = ("--chromium", chromium) if chromium else ()
    assert run(monkeypatch, "audit", "--format", "pdf", *words) == 0
    pdf = pypdfium2.PdfDocument(folder / "audit" / "pdf" / "qingshi.pdf")
    try:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()
    assert "青石县人民政府" in text
    reason = next(
        row["reason"] for row in document["sites"][0]["results"] if row["verdict"] == "fail"
    )
    assert "".join(reason.split())[:15] in "".join(text.split())

"""The circular: laid out as official documents are, its numbers those of the results, blanks where nobody said."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm, Pt

from reports.errors import ReportError
from reports.office import notice
from reports.office.notice import NoticeHead, write_notice
from reports.reading import read_report
from tests.reports.office.reviewed import reviewed_results
from tests.reports.regenerate import golden_results

HEAD = NoticeHead(
    "云岭市人民政府办公室", "各县（区）人民政府", "云政办函〔2021〕12号", "2021-05-06"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document_of(results: dict[str, Any], folder: Path, head: NoticeHead | None = HEAD) -> Any:
    path = folder / "notice.docx"
    write_notice(read_report(results), path, head)
    return Document(str(path))


def paragraphs_of(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def text_of(results: dict[str, Any], folder: Path, head: NoticeHead | None = HEAD) -> str:
    return "\n".join(paragraphs_of(document_of(results, folder, head)))


def font_of(document: Any, text: str) -> tuple[str, float]:
    run = next(each for each in document.paragraphs if each.text.startswith(text)).runs[0]
    fonts = run._r.find(f"{W}rPr/{W}rFonts")
    return fonts.get(f"{W}eastAsia"), run.font.size.pt


def test_page_fonts_and_lines_are_those_of_the_standard(tmp_path: Path) -> None:
    document = document_of(golden_results(), tmp_path)
    section = document.sections[0]
    # To the twip, in which the format counts.
    assert section.page_width == pytest.approx(Mm(210), abs=700)
    assert section.page_height == pytest.approx(Mm(297), abs=700)
    assert section.top_margin == pytest.approx(Mm(37), abs=700)
    assert section.left_margin == pytest.approx(Mm(28), abs=700)
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert width == pytest.approx(Mm(156), abs=1500)
    assert height == pytest.approx(Mm(225), abs=1500)
    assert font_of(document, "云岭市人民政府办公室关于") == ("方正小标宋简体", 22)
    assert font_of(document, "一、总体情况") == ("黑体", 16)
    assert font_of(document, "（一）") == ("楷体", 16)
    assert font_of(document, "现将截至") == ("仿宋", 16)
    assert font_of(document, "附件1") == ("黑体", 16)
    body = next(each for each in document.paragraphs if each.text.startswith("现将截至"))
    assert (
        body.paragraph_format.line_spacing * 22
        <= height
        < body.paragraph_format.line_spacing * 22.1
    )
    spacing = body.runs[0]._r.find(f"{W}rPr/{W}spacing").get(f"{W}val")
    assert 28 * (Pt(16) + Pt(1) * int(spacing) / 20) <= width
    assert 29 * (Pt(16) + Pt(1) * int(spacing) / 20) > width


def test_pages_are_numbered_outside_between_dashes(tmp_path: Path) -> None:
    document = document_of(golden_results(), tmp_path)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert re.fullmatch(r"— .* —", paragraph.text)
        assert "PAGE" in paragraph._p.xml
        assert f'w:jc w:val="{side}"' in paragraph._p.xml


def test_every_font_has_what_stands_in_for_it(tmp_path: Path) -> None:
    document = document_of(golden_results(), tmp_path)
    table = next(
        part.blob.decode()
        for part in document.part.package.iter_parts()
        if str(part.partname) == "/word/fontTable.xml"
    )
    for name in ("方正小标宋简体", "仿宋", "楷体", "黑体"):
        assert re.search(rf'w:name="{name}"><w:altName w:val="[^"]*宋体', table)


def test_what_was_given_stands_in_its_place(tmp_path: Path) -> None:
    told = paragraphs_of(document_of(golden_results(), tmp_path))
    assert told[0] == "云政办函〔2021〕12号"
    assert told[1].startswith("云岭市人民政府办公室关于")
    assert told[1].endswith("的通报")
    assert told[2] == "各县（区）人民政府："
    assert told[told.index("2021年5月6日") - 1] == "云岭市人民政府办公室"


def test_what_nobody_said_is_a_blank_that_shows(tmp_path: Path) -> None:
    document = document_of(golden_results(), tmp_path, None)
    for what in ("发文字号", "发文机关", "主送机关", "成文日期", "整改期限"):
        runs = [
            run
            for paragraph in document.paragraphs
            for run in paragraph.runs
            if run.text == f"（此处填写{what}）"
        ]
        assert runs, what
        assert all(run.font.highlight_color is not None for run in runs)
    assert "人民政府办公室关于" not in "\n".join(paragraphs_of(document))


def test_its_numbers_are_those_of_the_results(tmp_path: Path) -> None:
    results = golden_results()
    told = text_of(results, tmp_path)
    assert f"检查网站{len(results['sites'])}个" in told
    for ruleset in results["rulesets"]:
        scores = [
            score
            for site in results["sites"]
            for score in site["scores"]
            if score["ruleset"] == ruleset["id"] and score["score"] is not None
        ]
        if not scores:
            continue
        average = f"{mean(score['score'] for score in scores):.2f}".rstrip("0").rstrip(".")
        assert f"参加评分的网站{len(scores)}个，平均得分{average}分" in told
        grades = "、".join(
            f"{grade}{sum(score['grade'] == grade for score in scores)}个"
            for grade in ("优秀", "良好", "合格", "不合格")
        )
        assert grades in told
    rows = [row for site in results["sites"] for row in site["results"]]
    waiting = sum(row["verdict"] in ("undetermined", "manual") for row in rows)
    assert f"另有{waiting}条结果未能判定或须人工判定" in told
    pairs = [row for row in rows if row["rule"] == "qingshi-2020/3"]
    decided = sum(row["verdict"] in ("pass", "partial", "fail") for row in pairs)
    lossy = [row for row in pairs if row["verdict"] in ("partial", "fail")]
    assert f"可以判定的{decided}个网站中有{len(lossy)}个" in told


def test_the_most_frequent_problem_is_named_with_its_sites_and_its_remedy(tmp_path: Path) -> None:
    results = golden_results()
    told = text_of(results, tmp_path)
    sites = [
        site["name"]
        for site in results["sites"]
        for row in site["results"]
        if row["rule"] == "qingshi-2020/3" and row["verdict"] in ("partial", "fail")
    ]
    row = next(row for row in results["sites"][0]["results"] if row["rule"] == "qingshi-2020/3")
    problem = next(line for line in told.splitlines() if line.startswith(f"1. “{row['title']}”"))
    assert all(site in problem for site in sites)
    assert f"{row['title']}：{row['fix'].rstrip('。')}。" in told


def test_the_annexes_list_every_score_and_every_problem(tmp_path: Path) -> None:
    results = golden_results()
    *scores, problems = document_of(results, tmp_path).tables
    scored = sum(
        score["score"] is not None for site in results["sites"] for score in site["scores"]
    )
    assert sum(len(table.rows) - 1 for table in scores) == scored
    rows = [[cell.text for cell in row.cells] for row in problems.rows]
    lossy = [
        (site["name"], row)
        for site in results["sites"]
        for row in site["results"]
        if row["verdict"] in ("partial", "fail")
    ]
    assert len(rows) == len(lossy) + 1
    for site, row in lossy:
        lost = f"{row['max_points'] - row['points']:.2f}".rstrip("0").rstrip(".")
        (found,) = (
            each for each in rows if each[1] == site and each[2].endswith(f"\n{row['rule']}")
        )
        assert row["reason"][:100] in found[3]
        assert found[4] == lost
    for table in (*scores, problems):
        assert "tblHeader" in table.rows[0]._tr.xml


def test_a_long_list_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "MOST_LISTED", 2)
    document = document_of(golden_results(), tmp_path)
    assert len(document.tables[-1].rows) == 3
    assert "共6条，此处列出前2条，其余见整改台账。" in paragraphs_of(document)


def test_reviews_are_told(tmp_path: Path) -> None:
    document = document_of(reviewed_results(), tmp_path)
    told = "\n".join(paragraphs_of(document))
    assert "经人工判定1条、豁免1条" in told
    assert "收到申诉1条，其中不成立1条" in told
    cells = "\n".join(cell.text for row in document.tables[-1].rows for cell in row.cells)
    assert "人工判定：部分符合（王某某，2021-04-20）" in cells
    assert "1c" not in cells


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    report = read_report(golden_results())
    for name in ("1.docx", "2.docx"):
        write_notice(report, tmp_path / name, HEAD)
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()


def test_without_sites_there_is_nothing_to_tell(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="没有网站"):
        document_of(golden_results() | {"sites": []}, tmp_path)


def test_without_problems_it_says_so(tmp_path: Path) -> None:
    results = golden_results()
    for site in results["sites"]:
        site["results"] = [
            row for row in site["results"] if row["verdict"] not in ("fail", "partial")
        ]
    told = text_of(results, tmp_path)
    assert "没有发现失分的问题。" in told
    assert "逐项整改" not in told

"""Spreadsheets become site lists; what cannot be read is told by sheet and cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from typer.testing import CliRunner

from zwgk.sites import SitesError, load_sites, write_sites
from zwgk.sites_commands import app
from zwgk.sites_xlsx import import_xlsx

GOVERNMENTS = Path(__file__).parents[2] / "../shared/real/governments.json"
Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    def _book(*sheets: Sequence[Sequence[Any]]) -> Path:
        path = tmp_path / "sites.xlsx"
        workbook = xlsxwriter.Workbook(str(path))
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        workbook.close()
        return path

    return _book


def _told(path: Path) -> list[str]:
    with pytest.raises(SitesError) as caught:
        import_xlsx(path)
    return [str(problem).replace(str(path), "sites.xlsx") for problem in caught.value.problems]


def test_a_list_with_chinese_headers_is_read(book: Book) -> None:
    path = book(
        [
            ["2024年网站普查名单"],
            ["序号", "网站名称", "首页网址", "级别", "类型", "规则集", "标识", "其他域名", "入口", "备注"],
            [1, "博山区人民政府", "http://www.boshan.gov.cn/", "区", "政府", "boshan-2020、national", "", "", "", "x"],
            [2, "泰山区教育局", "jyj.taishan.gov.cn", "县（市、区）", "部门", "", "tsjy", "A.gov.cn;b.gov.cn:81", "http://x.cn/a"],
            ["", "", "", "", ""],
            [3, "某某高新区", "https://gxq.gov.cn", "市级", "开发区"],
            [4, "白塔镇", "http://www.boshan.gov.cn/bt", "乡镇"],
        ]
    )  # fmt: skip
    sites = import_xlsx(path)
    assert [site.id for site in sites] == ["boshan", "tsjy", "gxq", "boshan-2"]
    assert [site.level for site in sites] == ["county", "county", "city", "town"]
    assert [site.kind for site in sites] == ["government", "department", "zone", "government"]
    assert sites[0].rulesets == ("boshan-2020", "national")
    assert sites[1].url == "http://jyj.taishan.gov.cn"
    assert sites[1].hosts == ("a.gov.cn", "b.gov.cn:81")
    assert sites[1].entry == ("http://x.cn/a",)


def test_english_headers_and_several_sheets_are_read(book: Book) -> None:
    one = [["Name", "URL", "Level", "Kind"], ["A", "http://a.gov.cn", "county", "government"]]
    two = [["说明"], ["没有站点"]]
    three = [["name", "url", "level"], ["B", "http://b.gov.cn:8080", "province"]]
    assert [site.id for site in import_xlsx(book(one, two, three))] == ["a", "b-8080"]


def test_a_made_id_never_takes_one_that_is_given(book: Book) -> None:
    path = book(
        [
            ["名称", "网址", "级别", "ID"],
            ["甲", "http://a.gov.cn", "县", ""],
            ["乙", "http://b.gov.cn", "县", "a"],
            ["丙", "http://中文.cn", "县", ""],
        ]
    )
    assert [site.id for site in import_xlsx(path)] == ["a-2", "a", "xn-fiq228c"]


def test_every_problem_is_told_by_sheet_and_cell(book: Book) -> None:
    path = book(
        [
            ["名称", "网址", "级别", "类型", "标识"],
            ["甲", "http://a.gov.cn", "国", "政府", "A!"],
            ["", "ftp://b.gov.cn", "县", "公司", "same"],
            ["丙", "", "县", "", "same"],
        ]
    )
    told = _told(path)
    assert "sites.xlsx: Sheet1!C2：写的是“国”，应为 省、市、县（区）、乡镇（街道）之一" in told
    assert any(message.startswith("sites.xlsx: Sheet1!E2：写的是“A!”") for message in told)
    assert any(message.startswith("sites.xlsx: Sheet1!A3：没有填名称") for message in told)
    assert any(
        message.startswith("sites.xlsx: Sheet1!B3：写的是“ftp://b.gov.cn”") for message in told
    )
    assert any(message.startswith("sites.xlsx: Sheet1!D3：写的是“公司”") for message in told)
    assert any(message.startswith("sites.xlsx: Sheet1!B4：没有填网址") for message in told)
    assert "sites.xlsx: Sheet1!E4：站点标识“same”重复（Sheet1!E3 已有），标识不得重复" in told
    assert len(told) == 7


def test_a_column_that_is_not_there_is_named(book: Book) -> None:
    told = _told(book([["名称", "网址"], ["甲", "http://a.gov.cn"]]))
    assert told == [
        "sites.xlsx: Sheet1 第 2 行：没有“级别”一列，请加这一列，应为 省、市、县（区）、乡镇（街道）之一"
    ]


def test_a_workbook_without_sites_is_refused(book: Book) -> None:
    assert "没有找到站点" in _told(book([["a", "b"], [1, 2]]))[0]
    assert "没有找到站点" in _told(book([["名称", "网址", "级别"]]))[0]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"name,url\n", b"\xd0\xcf\x11\xe0old xls"]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert "不是可读的 xlsx" in str(_told(path))


def test_a_damaged_workbook_is_refused_without_a_traceback(book: Book) -> None:
    path = book([["名称", "网址", "级别"], ["甲", "http://a.gov.cn", "县"]])
    whole = path.read_bytes()
    for cut in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:cut])
        assert _told(path)


def test_import_writes_a_list_that_lint_accepts(book: Book, tmp_path: Path) -> None:
    path = book([["名称", "网址", "级别"], ["甲", "http://a.gov.cn", "县"]])
    out = tmp_path / "out.yaml"
    result = CliRunner().invoke(app, ["import", str(path), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert [site.name for site in load_sites(out)] == ["甲"]
    printed = CliRunner().invoke(app, ["import", str(path)])
    assert printed.output == out.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["import", str(path), "-o", str(tmp_path)]).exit_code == 2
    assert CliRunner().invoke(app, ["import", str(tmp_path / "no.xlsx")]).exit_code == 2


def test_every_local_government_is_imported(book: Book, tmp_path: Path) -> None:
    if not GOVERNMENTS.is_file():
        pytest.skip(f"{GOVERNMENTS} is not here")
    entries = json.loads(GOVERNMENTS.read_text(encoding="utf-8"))
    rows = [["名称", "网址", "级别"], *([e["key"], e["url"], e["level"]] for e in entries)]
    sites = import_xlsx(book(rows))
    assert len(sites) == len(entries) == len({site.id for site in sites})
    path = tmp_path / "all.yaml"
    path.write_text(write_sites(sites), encoding="utf-8")
    assert load_sites(path) == sites


def test_a_region_is_taken_as_it_is_written(book: Book) -> None:
    path = book(
        [["名称", "网址", "级别", "所属地区"], ["甲县", "http://a.example/", "县", "青石市"]]
    )
    (site,) = import_xlsx(path)
    assert site.region == "青石市"
    assert "region: 青石市" in write_sites([site])

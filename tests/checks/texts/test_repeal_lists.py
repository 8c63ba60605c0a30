from __future__ import annotations

import pytest

from checks.texts.repeal_lists import repealed_by
from tests.checks.build import doc
from tests.growth import grows_in_proportion

RESULT = "田家庵区人民政府关于公布行政规范性文件清理结果的通知"
ONLY = "田家庵区人民政府关于废止部分行政规范性文件的决定"


def names(title: str, text: str = "", tables: list[list[list[str]]] | None = None) -> list[str]:
    document = doc(title, "2024-06-01", text=text, tables=tables or [])
    return [each.title or each.number for each in repealed_by(document)]


def test_parts_of_a_list_are_kept_apart() -> None:
    text = """根据《田家庵区行政规范性文件管理办法》规定，现将清理结果公布如下。
一、继续有效的文件（2件）
1.《田家庵区养犬管理办法》（田政〔2022〕3号）
二、废止的文件目录（1件）
1.《田家庵区烟花爆竹安全管理办法》（田政〔2016〕8号）
三、宣布失效的文件
2.《田家庵区促进就业若干规定》（田政办〔2017〕12号）
四、拟修改的文件
《田家庵区城市更新办法》（田政〔2020〕1号）"""
    assert names(RESULT, text) == ["田家庵区烟花爆竹安全管理办法", "田家庵区促进就业若干规定"]


def test_a_list_that_only_repeals() -> None:
    text = """根据《田家庵区行政规范性文件管理办法》，决定废止以下文件：
《田家庵区烟花爆竹安全管理办法》（田政〔2016〕8号）
田政办〔2017〕12号"""
    assert names(ONLY, text) == ["田家庵区烟花爆竹安全管理办法", "田政办〔2017〕12号"]


def test_rows_of_a_table_that_say_what_becomes_of_each() -> None:
    table = [
        ["序号", "文件名称", "文号", "清理结果"],
        ["1", "田家庵区养犬管理办法", "田政〔2022〕3号", "继续有效"],
        ["2", "田家庵区烟花爆竹安全管理办法", "田政〔2016〕8号", "废止"],
        ["3", "田家庵区城市更新办法", "田政〔2020〕1号", "修改"],
        ["4", "《田家庵区促进就业若干规定》", "田政办〔2017〕12号", "失效"],
    ]
    lines = "\n".join(cell for row in table for cell in row)
    expected = ["田家庵区烟花爆竹安全管理办法", "田家庵区促进就业若干规定"]
    assert names(RESULT, lines, [table]) == expected


def test_titles_and_sentences_that_repeal_one() -> None:
    assert names("关于废止《田家庵区烟花爆竹安全管理办法》的通知") == [
        "田家庵区烟花爆竹安全管理办法"
    ]
    text = "经区政府同意，《田家庵区烟花爆竹安全管理办法》（田政〔2016〕8号）予以废止。"
    assert names(RESULT, text) == ["田家庵区烟花爆竹安全管理办法"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (RESULT, "根据《田家庵区行政规范性文件管理办法》的规定，决定废止部分文件。"),
        (RESULT, "对《田家庵区养犬管理办法》等12件文件进行了清理，废止3件。"),
        ("关于拟废止部分文件的公告", "《田家庵区烟花爆竹安全管理办法》（田政〔2016〕8号）"),
        ("关于废止《某办法》部分条款的决定", "《某办法》部分条款废止"),
        (RESULT, "《田家庵区养犬管理办法》继续有效，与其不一致的规定废止。"),
    ],
)
def test_what_repeals_nothing(title: str, text: str) -> None:
    assert names(title, text) == []


def test_hostile_lists_cost_little() -> None:
    def look(size: int) -> None:
        names(ONLY, "《" * (4 * size) + "\n" + "废止《" * size + "\n" + "根据" * (2 * size))
        names(ONLY, "", [[["《" * (2 * size)] * 30] * 3])

    assert grows_in_proportion(look, 5_000)

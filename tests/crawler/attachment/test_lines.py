"""Lines made as a reader sees them, and what cannot be text."""

from __future__ import annotations

import random

import pytest

from crawler.attachment.content import Content, cell_text
from crawler.attachment.lines import is_garbled, joined, tidy, visible_length
from tests.crawler.attachment.samples import SENTENCE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关 于　印 发  2023 年", "关于印发 2023 年"),
        ("政 务 公 开", "政务公开"),
        ("目 录", "目 录"),
        ("王某 李某 张某", "王某 李某 张某"),
        ("\ufeff零\u200b宽\u202e字符\ufdd0", "零宽字符"),
        ("A  B\tC", "A B C"),
        ("\uf06c 项目", "项目"),
        ("a\x00b\x1fc", "ab c"),
        ("\ud83d单", "�单"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("政务", "公开", "政务公开"),
        ("the open", "government", "the open government"),
        ("govern-", "ment", "government"),
        ("2020-", "2021", "2020- 2021"),
        ("共", "12件", "共12件"),
        ("", "x", "x"),
    ],
)
def test_joined(first: str, second: str, expected: str) -> None:
    assert joined(first, second) == expected


def test_cell_text() -> None:
    assert cell_text(["本年新收 ", "", "政府信息"]) == "本年新收政府信息"
    assert cell_text(["12", "34"]) == "12 34"


ROLL = (
    "张伟、王芳、李娜、刘洋、陈静、杨敏、赵磊、黄勇、周艳、吴杰、徐娟、孙涛、马超、朱军、胡霞、郭鹏、何丽、高飞、"
    * 4
)
ENGLISH = "The regulation of the open government information and its annual report. " * 4
REGIONAL = "ཞིང་ཆེན་མི་དམངས་སྲིད་གཞུང་། 青海省人民政府政务公开 шинжилгээ " * 4
TRADITIONAL = "縣人民政府關於政務公開工作的實施意見及辦事指南說明，請遵照執行並認真貫徹落實。" * 4


@pytest.mark.parametrize("text", [SENTENCE * 3, ROLL, ENGLISH, REGIONAL, TRADITIONAL, "", "短"])
def test_texts(text: str) -> None:
    assert not is_garbled(tidy(text))


def test_letters_by_chance_are_no_text() -> None:
    chance = random.Random(1)
    numbers = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(400))
    shifted = "".join(chr((ord(letter) - 0x4E00) % 0x600 + 0x0100) for letter in SENTENCE * 3)
    wrong = (SENTENCE * 3).encode("utf-8").decode("gbk", "replace")
    assert is_garbled(numbers)
    assert is_garbled(shifted)
    assert is_garbled(wrong)


def test_heads_are_short_and_no_sentences() -> None:
    content = Content()
    for line in (
        "一、总体情况",
        "（一）主动公开。",
        "3.5亿元",
        "二、" + "很长" * 40,
        "1．申请",
        "第三章 附则",
    ):
        content.add_paragraph(line)
    content.add_paragraph("加粗", strong=True)
    content.add_paragraph("粗" * 81, strong=True)
    content.add_row(["一、本年新收", "12"])
    content.add_row(["", "三、单独一格"])
    assert content.headings == ["一、总体情况", "1．申请", "第三章 附则", "加粗", "三、单独一格"]


def test_visible_length() -> None:
    assert visible_length(" 政 务\n公开 ") == 4

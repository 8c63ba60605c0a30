"""Numbers, spans and days are taken from a clause as written, columns and subjects by their known names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules.vocabulary
from rules.clause_words import clause_words, number_of
from rules.vocabulary import default_vocabulary, load_vocabulary

_RULES = Path(rules.vocabulary.__file__).parent
# The other files of subjects grow; what is found here must not change with them.
WORDS = load_vocabulary(_RULES / "vocabulary.yaml", [_RULES / "subjects/documents.yaml"])


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("年内邀请公众代表列席会议不少于10次", "count", 10),
        ("至少报送1篇稿件", "count", 1),
        ("开展十二场以上", "count", 12),
        ("不少于两次", "count", 2),
        ("每年≥5次", "count", 5),
        ("公开甲。", "count", 0),
        ("每季度公布一次", "per", "quarter"),
        ("每月发布", "per", "month"),
        ("在10个工作日内解读", "span", 10),
        ("在10个工作日内解读", "span_unit", "working"),
        ("批准后二十日内公开", "span", 20),
        ("批准后二十日内公开", "span_unit", "natural"),
        ("每年3月31日前公布", "by", "03-31"),
        ("2023年6月底前完成", "by", "2023-06-30"),
        ("2月底前完成", "by", "02-28"),
        ("2024年2月底前完成", "by", "2024-02-29"),
        ("2020 年年底前，编制完成", "by", "2020-12-31"),
        ("年底前公开政策评价结果", "by", "12-31"),
        ("完成时限:11月", "by", "11-30"),
        ("完成时限：长期坚持", "by", ""),
        ("年内完成", "by", ""),
    ],
)
def test_what_is_written_is_read(text: str, field: str, value: object) -> None:
    assert getattr(clause_words(text, default_vocabulary()), field) == value


def test_columns_are_told_by_their_official_names_in_order_without_services() -> None:
    words = clause_words("规范政策解读、建议提案办理专栏，公开联系方式。", default_vocabulary())
    assert words.columns == ("政策解读", "建议提案办理")
    assert clause_words("办好领导信箱。", default_vocabulary()).columns == ("领导信箱",)


def test_a_known_subject_is_found_by_its_titles_words() -> None:
    assert clause_words("编制政府信息公开工作年度报告。", WORDS).subjects == ("annual-report",)
    assert clause_words("加强组织领导。", WORDS).subjects == ()


def test_a_clause_that_lists_columns_speaks_of_no_subject_by_the_way() -> None:
    listed = "加强政府网站建设。做好政策解读、公众参与、建议提案办理、政府预决算公开等专栏建设，公布财政预算。"
    assert clause_words(listed, WORDS).subjects == ()
    first = clause_words("公布财政预算。做好政策解读、公众参与、建议提案办理专栏。", WORDS)
    assert "government-budget" in first.subjects


@given(st.integers(1, 99))
def test_numerals_are_numbers(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, units = divmod(number, 10)
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "")
    assert number_of(written + (digits[units] if units else "")) == number
    assert number_of(str(number)) == number


@given(
    st.text(alphabet="年月日底前末20123一二十不少于次个工作内每季度“”《》政策解读。，", max_size=60)
)
def test_any_text_is_read(text: str) -> None:
    words = clause_words(text, default_vocabulary())
    assert words.count >= 0
    if words.by:
        date.fromisoformat(words.by if len(words.by) > 5 else f"2023-{words.by}")

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.wording import (
    QUOTE_LENGTH,
    REASON_LENGTH,
    browser_notes,
    clean,
    excerpt,
    listed,
    outcomes_said,
    reason_text,
    unread_said,
)
from crawler.snapshot.facts import Outcome
from tests.checks.build import lost, site

ANYTHING = st.text(st.characters(), max_size=600)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("政策\x00\x07文件", "政策文件"),
        ("政策\u202e件文\u202c", "政策件文"),
        ("政\u200b策\ufeff\u2066文件\u2069", "政策文件"),
        ("第一行\r\n第二行\t列", "第一行 第二行 列"),
        ("半个\ud800代理", "半个代理"),
        ("  多  个　　空格 ", "多 个 空格"),
        ("普通文字 {name} <b>", "普通文字 {name} <b>"),
    ],
)
def test_hidden_characters_go(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_long_texts_are_cut_and_say_so() -> None:
    assert clean("长" * 1000) == "长" * (QUOTE_LENGTH - 1) + "…"
    assert clean("长" * QUOTE_LENGTH) == "长" * QUOTE_LENGTH


@given(ANYTHING)
def test_whatever_was_cleaned_can_be_written_and_read(text: str) -> None:
    shown = clean(text)
    assert len(shown) <= QUOTE_LENGTH
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in shown)
    assert clean(shown) == shown


def test_values_are_never_taken_for_templates() -> None:
    text = reason_text(
        "栏目“{name}”缺 {missing}", {"name": "{missing}{0.__class__}%s", "missing": 3}
    )
    assert text == "栏目“{missing}{0.__class__}%s”缺 3"


def test_a_placeholder_without_a_value_never_raises() -> None:
    assert reason_text("{name} 与 {other}", {"name": None}) == "（不详） 与 （不详）"


@pytest.mark.parametrize("template", ["{", "}", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r:>99999}"])
def test_strange_templates_stay_what_they_are(template: str) -> None:
    assert reason_text(template, {"a": "值"}) == template


@given(ANYTHING, st.dictionaries(st.sampled_from(["a", "b"]), ANYTHING))
def test_reasons_never_raise_and_are_cut(template: str, values: dict[str, str]) -> None:
    assert len(reason_text(template + "{a}{b}", values)) <= REASON_LENGTH


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2023, 1, 2), "2023-01-02"),
        (0.5, "0.5"),
        (2.0, "2"),
        (True, "是"),
        (["甲", "乙"], "甲、乙"),
        ({"乙", "甲"}, "乙、甲"),
        ((), ""),
    ],
)
def test_values_are_shown_in_chinese_use(value: object, shown: str) -> None:
    assert reason_text("{v}", {"v": value}) == shown


def test_long_lists_say_how_many() -> None:
    assert listed(str(n) for n in range(12)) == "0、1、2、3、4、5、6、7、8、9等12个"


def test_an_excerpt_shows_the_words_sought() -> None:
    text = "前" * 500 + "要点" + "后" * 500
    assert "要点" in excerpt(text, "要点")
    assert len(excerpt(text, "要点")) <= QUOTE_LENGTH
    assert excerpt("短文", "没有") == "短文"


def test_outcomes_are_said_most_frequent_first() -> None:
    assert outcomes_said([Outcome.DNS, Outcome.TIMEOUT, Outcome.TIMEOUT]) == (
        "超时 2 次、域名无法解析 1 次"
    )
    assert outcomes_said([]) == ""


def test_unread_pages_are_said_by_their_words() -> None:
    fetches = [lost(anchor=f"栏目{n}") for n in range(5)]
    assert unread_said(fetches[:1]) == "“栏目0”（超时）"
    assert unread_said(fetches).endswith("等 5 个页面")


def test_a_shell_says_what_would_have_it_read() -> None:
    shell = replace(lost("script_shell", anchor="政策文件"), detail="全靠脚本，加 --browser 可读")
    assert unread_said([shell]) == "“政策文件”（全靠脚本，加 --browser 可读）"
    assert unread_said([replace(shell, detail="")]) == "“政策文件”（只有脚本空壳）"


def test_how_to_switch_the_browser_on_is_said_where_it_was_off() -> None:
    crawled = site(unread=[lost("script_shell", anchor=name) for name in "甲乙"])
    [note] = browser_notes(crawled, date(2024, 4, 15))
    assert note.startswith("2 个页面")
    assert "--browser --as-of 2024-04-15" in note
    assert len(note) <= QUOTE_LENGTH
    crawled.settings = {"ZWGK_BROWSER": "Chromium 156"}
    assert browser_notes(crawled, date(2024, 4, 15)) == ()
    assert browser_notes(site(unread=[lost()]), date(2024, 4, 15)) == ()

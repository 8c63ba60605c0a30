"""Titles searched at once fit as they do one by one."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rules.plain_text import half_width, plain
from rules.words import Titles, Words


@given(
    st.lists(st.text(alphabet="政务公开 2023年报〇二三\n", max_size=12), max_size=12),
    st.lists(st.sampled_from(["政务", "公开", "{year}年", "报"]), max_size=3),
    st.lists(st.sampled_from(["公", "{year}"]), max_size=2),
    st.lists(st.sampled_from(["年报", "开"]), max_size=2),
)
def test_many_titles_fit_as_each_does_alone(
    titles: list[str], any_: list[str], all_: list[str], none_: list[str]
) -> None:
    words = Words.model_validate({"any": any_, "all": all_, "none": none_})
    alone = [index for index, title in enumerate(titles) if words.fit(title, 2023)]
    assert [i for i, fits in enumerate(Titles(titles).fitting(words, 2023)) if fits] == alone


@given(st.text() | st.text(alphabet="Ａｂ１：，！…①㈠\u3000\u00a0\u200b\ufeff \t\n\u0301é中文"))
def test_texts_are_comparable_in_nfkc_without_white_space(text: str) -> None:
    wanted = re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))
    assert plain(text) == wanted


@given(st.text(alphabet="Ａｂ１：，！～中文①ab1\u3000"))
def test_half_width_changes_full_width_ascii_alone(text: str) -> None:
    wanted = [unicodedata.normalize("NFKC", c) if "！" <= c <= "～" else c for c in text]
    assert half_width(text) == "".join(wanted)

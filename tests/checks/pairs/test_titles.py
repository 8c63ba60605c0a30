"""Document numbers in a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from checks.pairs.titles import number_key, numbers
from rules.plain_text import plain


@given(
    st.text(alphabet="博政办字函市〔〕[]（2020第号45 1\n", max_size=40)
    | st.lists(
        st.sampled_from(
            ["博政办字", "〔2020〕", "[1999]", "45号", "第1号", "一二三四五六七八九十", "。", "号"]
        ),
        max_size=12,
    ).map("".join)
)
def test_numbers_are_those_that_one_pattern_finds(text: str) -> None:
    pattern = r"[\u4e00-\u9fff]{2,14}[〔\[【(（](?:19|20)\d\d[〕\]】)）]第?\d{1,5}号"
    wanted = dict.fromkeys(number_key(found) for found in re.findall(pattern, plain(text)))
    assert numbers(text) == list(wanted)

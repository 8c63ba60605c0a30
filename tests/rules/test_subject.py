"""Titles searched at once fit as they do one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.subject import Titles, Words


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
    assert Titles(titles).fitting(words, 2023) == alone

"""Addresses as a browser sends them."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.addresses import spell, spell_addresses
from crawler.snapshot.facts import CellLink, Link, LinkedTable, PageFacts


def test_the_query_goes_in_the_pages_charset_the_path_in_utf8() -> None:
    assert (
        spell("http://a/公开?name=政务&id=1", "gb18030")
        == "http://a/%E5%85%AC%E5%BC%80?name=%D5%FE%CE%F1&id=1"
    )


def test_what_is_spelt_already_stays() -> None:
    assert spell("http://a/b%20c?d=%D5%FE#e", "gb18030") == "http://a/b%20c?d=%D5%FE#e"


@given(st.text(alphabet="政务公开abc123", min_size=1))
def test_spelling_loses_nothing(words: str) -> None:
    assert (
        unquote(spell(f"http://a/?q={words}", "gb18030"), encoding="gb18030")
        == f"http://a/?q={words}"
    )


def test_pages_in_utf8_are_left_alone() -> None:
    facts = PageFacts("http://a/", links=[Link("http://a/?q=政务", "政务")])
    spell_addresses(facts, "utf-8")
    assert facts.links[0].url == "http://a/?q=政务"
    spell_addresses(facts, "gb18030")
    assert facts.links[0].url == "http://a/?q=%D5%FE%CE%F1"


def test_the_links_of_tables_are_spelt_like_the_others() -> None:
    cell = CellLink(0, 0, Link("http://a/?q=政务", "政务"))
    facts = PageFacts("http://a/", linked_tables=[LinkedTable([["政务"]], [cell])])
    spell_addresses(facts, "gb18030")
    assert facts.linked_tables[0].links[0].link.url == "http://a/?q=%D5%FE%CE%F1"

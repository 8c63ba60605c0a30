"""Facts packed into the store come out as they went in, whatever a page held."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from crawler.snapshot.facts import DateFact, DateOrigin, Link, ListRow, PageFacts
from crawler.snapshot.packing import pack_facts, storable, unpack_facts

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
hostile = st.text(st.sampled_from("a政\x00\ud800\udfff\\u0000\"'\n\u2028\u202e{}%"), max_size=12)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
date_facts = st.builds(DateFact, days, st.sampled_from(DateOrigin), words)


def links(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[Link]]:
    """Lists of links."""
    return st.lists(st.builds(Link, text, text), max_size=3)


def facts(text: st.SearchStrategy[str]) -> st.SearchStrategy[PageFacts]:
    """Pages of every shape, their words drawn from `text`."""
    table = st.lists(st.lists(st.lists(text, max_size=2), max_size=2), max_size=2)
    return st.builds(
        PageFacts,
        url=text,
        title=text,
        published=st.none() | date_facts,
        issued=st.none() | date_facts,
        dates=st.lists(
            st.tuples(st.sampled_from(["published", "issued", "other"]), date_facts), max_size=3
        ),
        document_number=text,
        index_number=text,
        issuer=text,
        source=text,
        metadata=st.dictionaries(text, text, max_size=3),
        meta=st.dictionaries(text, text, max_size=3),
        breadcrumb=links(text),
        attachments=links(text),
        body_links=links(text),
        links=links(text),
        rows=st.lists(st.builds(ListRow, text, text, st.none() | days), max_size=3),
        tables=table,
        headings=st.lists(text, max_size=3),
        form_fields=st.integers(0, 9),
        is_article=st.booleans(),
        is_list=st.booleans(),
        placeholder=text,
        home=st.dictionaries(st.sampled_from(["footer"]), text),
    )


def there_and_back(page: PageFacts, *, keep_links: bool = True) -> PageFacts:
    """A page as the reader sees it after the writer has stored it."""
    kept = {
        "title": page.title,
        "document_number": page.document_number,
        "issuer": page.issuer,
        "source": page.source,
    }
    return unpack_facts(pack_facts(page, keep_links=keep_links), **kept)


@given(facts(words))
def test_what_is_packed_comes_out_again(page: PageFacts) -> None:
    assert there_and_back(page) == page


@given(facts(words))
def test_a_documents_menu_links_are_left_out_and_nothing_else(page: PageFacts) -> None:
    assert there_and_back(page, keep_links=False) == replace(page, links=[])


@given(facts(hostile))
def test_a_hostile_page_can_be_stored_and_read(page: PageFacts) -> None:
    packed = pack_facts(page, keep_links=True)
    assert "\x00" not in packed
    packed.encode("utf-8")  # what a database cannot store raises here
    for text in _texts(json.loads(packed)):
        assert "\x00" not in text
        text.encode("utf-8")
    found = there_and_back(page)
    assert len(found.links) == len(page.links)
    assert [row.day for row in found.rows] == [row.day for row in page.rows]


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return []


def test_an_empty_page_takes_little_room() -> None:
    assert pack_facts(PageFacts("http://a/"), keep_links=True) == '{"url":"http://a/"}'


def test_a_backslash_before_a_zero_stays_what_it_was() -> None:
    page = PageFacts("http://a/", placeholder="路径 C:\\u0000")
    assert there_and_back(page).placeholder == page.placeholder


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers(), st.none())))
def test_any_text_can_be_stored(values: dict[str, object]) -> None:
    stored = storable(dict(values))
    assert stored.keys() == values.keys()
    for name, value in stored.items():
        if isinstance(value, str):
            assert "\x00" not in value
            assert value.encode("utf-8").decode("utf-8") == value
            assert len(value) == len(str(values[name]))
        else:
            assert value == values[name]


def test_what_no_database_takes_is_replaced() -> None:
    assert storable({"a": "甲\x00乙", "b": "x\ud800y", "c": "a\x00"}) == {
        "a": "甲\ufffd乙",
        "b": "x?y",
        "c": "a\ufffd",
    }

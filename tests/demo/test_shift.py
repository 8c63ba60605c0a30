"""A county moved to another year: every date and year moves, keys, telephones and links stay."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from demo.cycles.county2020 import CYCLE
from demo.sites.content.county import compliant
from demo.sites.content.shift import later, moved
from demo.sites.model import Column, Document, Table

SITE = CYCLE.sites[0]


def test_dates_titles_and_numbers_move_and_keys_stay() -> None:
    before = compliant(SITE.id, SITE.area, SITE.family)
    after = moved(compliant(SITE.id, SITE.area, SITE.family), 3)
    old, new = before.documents(), after.documents()
    assert list(old) == list(new)
    for key, document in new.items():
        assert document.published == later(old[key].published, 3)
    assert new["nb-2020"].title == old["nb-2020"].title.replace("2020", "2023")
    assert not any("2017年" in document.title for document in new.values())
    numbered = [key for key in old if "〔2020〕" in old[key].number]
    assert numbered
    assert all("〔2023〕" in new[key].number for key in numbered)


def test_links_telephones_and_addresses_stay() -> None:
    site = compliant(SITE.id, SITE.area, SITE.family)
    words = "见[[doc:nb-2020|2020年年报]]，电话0800-2020123，http://a/2020/1.html，2020-03-01，2019—2021年"
    document = Document("k", "2020年", date(2020, 2, 29), [words, Table([["2020年"]], "2020")])
    site.columns = [Column("c", "2020年工作", documents=[document])]
    moved(site, 3)
    assert document.published == date(2023, 2, 28)
    assert document.blocks == [
        "见[[doc:nb-2020|2023年年报]]，电话0800-2020123，http://a/2020/1.html，2023-03-01，2022—2024年",
        Table([["2023年"]], "2023"),
    ]
    assert site.columns[0].name == "2023年工作"


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 9))
def test_a_day_keeps_its_place_in_the_year(day: date, years: int) -> None:
    then = later(day, years)
    assert (then.year, then.month) == (day.year + years, day.month)
    assert then.day == day.day or (day.month, day.day, then.day) == (2, 29, 28)

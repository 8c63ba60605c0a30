"""On every compliant simulated site the audit finds all documents of the period, reads them rightly, asks for little else.

The crawl is the demo's own. What a site publishes is taken from its content model; `bench.recall` says what is due.
"""

from __future__ import annotations

import pytest

from bench.recall import Recall, compare, compliant_ids, due, plan, untrue
from crawler.snapshot.facts import SiteSnapshot
from crawler.snapshot.reader import list_crawls, read_site
from crawler.snapshot.schema import open_store
from demo.cycles.county2020 import CYCLE
from demo.sites.family import Family
from tests.demonstrated import Demonstrated

MOST_REQUESTS = 1.3  # for each that is needed
SITES = [site.id for site in CYCLE.sites]


def snapshot_of(demonstrated: Demonstrated, site_id: str) -> SiteSnapshot:
    """What the audit's crawl left of one site."""
    engine = open_store(f"sqlite:///{demonstrated.out / 'zwgk.sqlite'}", create=False)
    [crawl] = [each for each in list_crawls(engine) if each.site_id == site_id]
    snapshot = read_site(engine, crawl.id)
    engine.dispose()
    return snapshot


@pytest.fixture(scope="module", params=compliant_ids())
def recall(request: pytest.FixtureRequest, demonstrated: Demonstrated) -> Recall:
    """What the audit made of each compliant site in turn."""
    site_id: str = request.param
    return compare(
        CYCLE.application(site_id),
        plan(),
        snapshot_of(demonstrated, site_id),
        demonstrated.logs[site_id],
    )


def test_every_document_is_found(recall: Recall) -> None:
    assert recall.missing == []
    assert recall.unread == []


def test_titles_dates_and_numbers_are_those_published(recall: Recall) -> None:
    assert recall.titles == []
    assert recall.dates == []
    assert recall.numbers == []


def test_documents_lie_in_the_columns_that_list_them(recall: Recall) -> None:
    assert recall.columns == []


def test_nothing_is_found_that_is_no_document(recall: Recall) -> None:
    assert recall.strangers == []


def test_little_is_asked_for_that_was_not_needed(recall: Recall) -> None:
    assert recall.fetched <= MOST_REQUESTS * recall.due.requests


@pytest.mark.parametrize("site_id", SITES)
def test_no_list_is_called_complete_that_was_not_read_to_its_end(
    site_id: str, demonstrated: Demonstrated
) -> None:
    snapshot = snapshot_of(demonstrated, site_id)
    assert untrue(CYCLE.application(site_id), plan(), snapshot) == []


def test_what_is_due_is_most_of_what_is_published(compliant: Family) -> None:
    # Guards the measure: a plan that asked for nothing would be met by any crawl.
    needed = due(compliant, plan())
    inside = [
        document
        for document in compliant.documents.values()
        if plan().since <= document.published <= plan().until
    ]
    assert len(needed.listed) >= 0.95 * len(inside) > 150
    assert len(needed.read) >= 0.9 * len(needed.listed)
    lists = needed.requests - 1 - len(needed.read)
    assert len(compliant.columns) <= lists <= 1.3 * len(compliant.columns)
    numbered = [key for key in needed.read if compliant.documents[key].number]
    assert len(numbered) >= 20

"""What is new, changed and gone since the last audit, as it stands in results.json."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from checks.results.crawl_report import shown_address
from checks.wording import clean
from crawler.snapshot.change import Change, Changes

MOST_CHANGES = 50
"""Pages listed as new, as changed and as gone."""

_TITLE_LENGTH = 120


def change_rows(changes: Changes) -> dict[str, Any]:
    """The `changes` of a site's `crawl`; see results.schema.json. The newest pages are listed, undated ones last."""
    rows: dict[str, Any] = {
        "since": changes.until.isoformat(),
        "finished": changes.finished,
        "unchanged": changes.unchanged,
        "new": _listed(changes.new),
        "changed": _listed(changes.changed),
        "gone": _listed(changes.gone),
    }
    if changes.uncompared:
        rows["uncompared"] = changes.uncompared
    return rows


def _listed(changes: Iterable[Change]) -> dict[str, Any]:
    by_address = sorted(changes, key=lambda change: change.url)
    newest = sorted(by_address, key=lambda change: change.day or date.min, reverse=True)
    return {
        "count": len(newest),
        "examples": [_example(change) for change in newest[:MOST_CHANGES]],
    }


def _example(change: Change) -> dict[str, str]:
    row = {"url": shown_address(change.url), "title": clean(change.title, _TITLE_LENGTH)}
    if change.day is not None:
        row["day"] = change.day.isoformat()
    if change.how:
        row["how"] = change.how
    return row

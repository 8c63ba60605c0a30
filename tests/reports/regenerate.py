"""Writes the golden pages anew: `python -m tests.reports.regenerate`. Read the diff before
committing it.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from reports.render import render

GOLDEN = Path(__file__).parent / "golden"
PAGES = ("index.html", "sites/qingshi.html", "sites/beigou.html", "rules/qingshi-2020.html")


def golden_results() -> dict[str, Any]:
    """The synthetic results document that the golden pages are made from."""
    with (GOLDEN / "results.json").open(encoding="utf-8") as file:
        document: dict[str, Any] = json.load(file)
    return document


def rendered_pages() -> dict[str, bytes]:
    """The pages that are kept, as rendered now, by their place in the report."""
    with tempfile.TemporaryDirectory() as folder:
        render(golden_results(), Path(folder))
        return {page: (Path(folder) / page).read_bytes() for page in PAGES}


def main() -> None:
    """Replace the golden pages."""
    for page, content in rendered_pages().items():
        target = GOLDEN / page
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    main()

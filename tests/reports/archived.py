"""A small archive and the results that rest on it, for tests of evidence."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.snapshot.archive import ArchiveFile
from tests.reports.regenerate import golden_results

SITE = "qingshi"
WHEN = "2021-04-15T02:20:00Z"
FETCHED = "2021-04-15T10:20:00+08:00"


@dataclass
class Archive:
    """Pages archived one by one, and evidence that quotes them."""

    root: Path
    evidence: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = ArchiveFile(self.root, SITE, 1)

    def add(
        self, body: bytes | str, *quotes: str, url: str = "", content_type: str = "text/html"
    ) -> str:
        """Archive a body and quote from it; returns its SHA-256."""
        raw = body.encode() if isinstance(body, str) else body
        url = url or f"http://www.qingshi.example/page{len(self.evidence)}.html"
        place = self.file.add(url, 200, [("Content-Type", content_type)], raw, WHEN)
        digest = hashlib.sha256(raw).hexdigest()
        for quote in quotes:
            self.evidence.append(
                {
                    "url": url,
                    "quote": quote,
                    "fetched_at": FETCHED,
                    "sha256": digest,
                    "archive": place,
                }
            )
        return digest

    def results(self) -> dict[str, Any]:
        """A results document whose first failed rule rests on all that was quoted."""
        document = copy.deepcopy(golden_results())
        document["sites"] = [site for site in document["sites"] if site["id"] == SITE]
        rows = document["sites"][0]["results"]
        for row in rows:
            row["evidence"] = []
            row.pop("traces", None)
        failed = next(row for row in rows if row["verdict"] == "fail")
        failed["evidence"] = self.evidence
        return document


def page_path(out: Path, digest: str, ending: str = "html") -> Path:
    """Where the evidence page of a body lies."""
    return out / "evidence" / SITE / f"{digest[:16]}.{ending}"

"""A part of a real site, replayed on loopback: what was saved is served, whatever else was not saved answers 503."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from demo.server import Response

REAL = Path(__file__).parents[2] / ".." / "shared" / "real"
_HOSTS = (b"https://www.pingtan.gov.cn", b"http://www.pingtan.gov.cn")


def truth() -> list[dict[str, str]]:
    """The rows of TRUTH.tsv."""
    with (REAL / "pingtan" / "TRUTH.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@dataclass
class Replay:
    """Answers for the saved pages. Their links to the site's own host are turned to where the replay stands."""

    base: str = ""
    down: bool = False
    pages: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in truth():
            self.pages[urlsplit(row["original_url"]).path] = (
                REAL / "pingtan" / row["file"]
            ).read_bytes()

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """A saved page, or 503."""
        page = self.pages.get(target.partition("?")[0])
        if target == "/robots.txt":
            return Response(404)
        if page is None:
            return Response(503, body=b"not saved")
        for host in _HOSTS:
            page = page.replace(host, self.base.rstrip("/").encode())
        return Response(body=page)

"""What lies in the report's folder beside an office file, so that its links never lead nowhere."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reports.evidence.plan import evidence_href
from reports.model import Evidence, FindingOutline, SiteOutline

_FOLDERS = 8  # looked at last, whose names are remembered: rows go site by site


class ReportFolder:
    """The folder that a file is written into; None where the file is to stand alone and links to nothing beside it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._pages = lru_cache(maxsize=_FOLDERS)(self._listed)

    def scorecard(self, site: SiteOutline, finding: FindingOutline | None = None) -> str:
        """The scorecard, or a finding's place on it, relative to the folder; "" where it is not there."""
        name = f"{site.id}.html"
        if name not in self._pages("sites"):
            return ""
        return f"sites/{name}#{finding.anchor}" if finding else f"sites/{name}"

    def evidence_page(self, site: SiteOutline, evidence: Evidence) -> str:
        """The page of the archived copy (存档页), relative to the folder; "" where there is none."""
        place = evidence_href(site.id, evidence)
        folder, _, name = place.rpartition("/")
        return place if name and name in self._pages(folder) else ""

    def _listed(self, place: str) -> frozenset[str]:
        folder = self._folder / place if self._folder else None
        if folder is None or not folder.is_dir():
            return frozenset()
        return frozenset(path.name for path in folder.iterdir())

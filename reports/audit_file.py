"""The audit of a results.json, or of one that the history recorded, whose sites are read as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reports.comparing.audits import Audit, AuditedSite, read_audit, read_site
from reports.errors import ReportError
from reports.results_file import RecordedFile, ResultsFile

RECORDED = ".jsonl.gz"
"""How the name of a recorded audit ends."""


class AuditedSites(Mapping[str, AuditedSite]):
    """The sites of a file that was read through before, by id: read anew each time, for all of them are a lot to hold.

    Raises ReportError, with its place, for a site that is unfit.
    """

    def __init__(self, file: ResultsFile, ids: Mapping[str, int], name: str) -> None:
        self._file, self._ids, self._name = file, ids, name

    def __getitem__(self, site: str) -> AuditedSite:
        at = self._ids[site]
        return read_site(self._file[at], f"{self._name}.sites[{at}]")

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def open_results(path: Path) -> ResultsFile:
    """A results.json, or one recorded, to be read site by site. Raises ReportError where it cannot be opened."""
    try:
        return RecordedFile(path) if path.name.endswith(RECORDED) else ResultsFile(path)
    except OSError as error:
        raise ReportError(f"读不出 {path}：{error.strerror or error}") from error


def load_audit(path: Path) -> Audit:
    """The audit of a results.json, or of one recorded. Raises ReportError where it is none."""
    file = open_results(path)
    return _audit(file, list(map(_id_of, file.read())), str(path))


def audit_of(results: Mapping[str, Any] | ResultsFile, ids: list[str]) -> Audit:
    """The audit of a results document; of a file that was read through, with the ids of its sites in their order."""
    if isinstance(results, ResultsFile):
        return _audit(results, list(ids), "results.json")
    return read_audit(results)


def _audit(file: ResultsFile, ids: list[str | None], name: str) -> Audit:
    audit = read_audit(file.head, name)
    for at, own in enumerate(ids):
        if own is None:
            read_site(file[at], f"{name}.sites[{at}]")  # says what is wrong with it
    known = {own: at for at, own in enumerate(ids) if own is not None}
    return replace(audit, sites=AuditedSites(file, known, name))


def _id_of(site: object) -> str | None:
    own = site.get("id") if isinstance(site, dict) else None
    return own if isinstance(own, str) else None

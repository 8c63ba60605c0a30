"""Compares archived bodies with what results.json says of them: the SHA-256 of each is worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from crawler.snapshot.archive import ArchivedRecord, ArchiveError, read_record
from reports.model import Evidence, Finding, Report


class State(StrEnum):
    """What became of comparing one archived body."""

    SOUND = "sound"
    MISMATCH = "mismatch"
    UNREADABLE = "unreadable"


STATES = {
    State.SOUND: "相符",
    State.MISMATCH: "不符",
    State.UNREADABLE: "读不到",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One archived body compared: `detail` says in Chinese what is wrong, "" when nothing is."""

    state: State
    detail: str = ""
    record: ArchivedRecord | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence with the result that it belongs to."""

    site_id: str
    finding: Finding
    evidence: Evidence


def check(root: Path, evidence: Evidence) -> Checked:
    """Compare the archived body of a piece of evidence; `root` is the folder that its place is relative to."""
    try:
        record = read_record(root, evidence.archive)
    except ArchiveError as error:
        return Checked(State.UNREADABLE, str(error))
    if record.sha256 != evidence.sha256:
        return Checked(
            State.MISMATCH,
            f"存档内容的 SHA-256 是 {record.sha256}，结果记的是 {evidence.sha256 or '（空）'}",
            record,
        )
    return Checked(State.SOUND, record=record)


def pieces(report: Report, site_id: str = "") -> Iterator[Piece]:
    """All evidence and traces of a report, of one site where it is named."""
    for site in report.sites:
        if site_id in ("", site.id):
            for finding in site.findings:
                for evidence in (*finding.evidence, *finding.traces):
                    yield Piece(site.id, finding, evidence)


def named(report: Report, site_id: str, target: str) -> list[Piece]:
    """The evidence of a site that a user means: by rule, address, or the first letters (8 or more) of a SHA-256."""
    own = list(pieces(report, site_id))
    digest = target.lower()
    return [
        piece
        for piece in own
        if target in (piece.finding.rule, piece.evidence.address.text, piece.evidence.address.href)
        or (len(digest) >= 8 and piece.evidence.sha256.startswith(digest))
    ]

"""The audits that a folder has seen (历次评价): each results.json, packed, beside a summary of its scores.

`history/2024-04-15.001-3f2a….jsonl.gz` is the first results.json of that day, `….scores.json` beside it what a trend needs
of it. Its first line is the document without its sites, each further line a site: so that one is read without holding
all of them at once. The same results are recorded once, however often they are judged; other results of the same day (a
rule was rewritten, a person decided) get the next number, and the highest is that day's. Any file may be taken away: a
summary is made anew, an audit is then forgotten.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from checks.whole_file import whole_file
from reports.audit_file import RECORDED, load_audit, open_results
from reports.comparing.audits import Audit, AuditedSite, read_audit, read_site
from reports.errors import ReportError

FOLDER = "history"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{3,})-([0-9a-f]{16})\.jsonl\.gz")
_SUMMARY_FORMAT = 1
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded audit: its day, its number among those of the day, and its file."""

    day: str
    number: int
    digest: str
    path: Path

    @property
    def summary_path(self) -> Path:
        return self.path.with_name(self.path.name.removesuffix(RECORDED) + ".scores.json")


@dataclass(frozen=True, slots=True)
class SummaryScore:
    """A site's score under one ruleset at one audit, and the number of its rules by verdict."""

    score: float | None
    low: float | None
    high: float | None
    grade: str
    vetoed: bool
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a trend needs of one audit: rulesets' titles and hashes, and scores by site and ruleset."""

    day: str
    rulesets: dict[str, tuple[str, str]]
    names: dict[str, str]
    scores: dict[str, dict[str, SummaryScore]]


def entries(folder: Path) -> list[Entry]:
    """Every audit recorded in the folder, oldest first; none where it has no history."""
    try:
        paths = [*(folder / FOLDER).iterdir()]
    except OSError:
        return []
    named = ((path, match) for path in paths if (match := _NAME.fullmatch(path.name)))
    found = [Entry(match[1], int(match[2]), match[3], path) for path, match in named]
    return sorted(found, key=lambda entry: (entry.day, entry.number, entry.digest))


def record(folder: Path, document: Mapping[str, Any]) -> Entry:
    """Keep a results document in the folder's history; one that is that day's last already is not kept again.

    Raises ReportError when it is no results document, OSError when it cannot be written.
    """
    with Recording(folder, {**document, "sites": []}) as recording:
        for site in document["sites"]:
            recording.add(site)
        return recording.keep()


class Recording:
    """A results document that comes to the folder's history site by site; nothing is there before `keep`.

    `head` is the document with no sites. Raises ReportError when it is no results document.
    """

    def __init__(self, folder: Path, head: Mapping[str, Any]) -> None:
        self._folder = folder
        self._audit = read_audit(head)
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", self._audit.as_of):
            raise ReportError(
                f"results.json 的 as_of 应为日期（如 2024-04-15），实际是 {self._audit.as_of}。"
            )
        self._sites: list[SiteSummary] = []
        self._digest = hashlib.sha256()
        self._packed = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the recording)
        # Without its time, so that the same results give the same bytes.
        self._packer = zlib.compressobj(level=6, wbits=31)
        self._take(head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._packed.close()

    def add(self, site: Mapping[str, Any]) -> None:
        """Take the document's next site. Raises ReportError when it is none."""
        place = f"results.json.sites[{len(self._sites)}]"
        self._sites.append(summarised_site(read_site(site, place)))
        self._take(site)

    def keep(self) -> Entry:
        """Put the document into the history. Raises OSError when it cannot be written."""
        short = self._digest.hexdigest()[:16]
        day = self._audit.as_of
        of_the_day = [entry for entry in entries(self._folder) if entry.day == day]
        if of_the_day and of_the_day[-1].digest == short:
            return of_the_day[-1]
        number = of_the_day[-1].number + 1 if of_the_day else 1
        path = self._folder / FOLDER / f"{day}.{number:03}-{short}.jsonl.gz"
        entry = Entry(day, number, short, path)
        path.parent.mkdir(exist_ok=True)
        _write(entry.summary_path, [_packed(summary_of(self._audit, self._sites))])
        self._packed.write(self._packer.flush())
        self._packed.seek(0)
        _write(path, iter(lambda: self._packed.read(_CHUNK), b""))
        return entry

    def _take(self, part: Mapping[str, Any]) -> None:
        line = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        self._digest.update(line)
        self._packed.write(self._packer.compress(line))


def forget(folder: Path) -> None:
    """Take away every audit recorded in the folder, and nothing else that lies there."""
    for entry in entries(folder):
        entry.path.unlink(missing_ok=True)
        entry.summary_path.unlink(missing_ok=True)


def load(path: Path) -> dict[str, Any]:
    """A results document, or one recorded, whole. Raises ReportError where it is none, or cannot be read."""
    file = open_results(path)
    sites = list(file.read())
    return {**file.head, "sites": sites} if "sites" in file.head else file.head


def summary(entry: Entry) -> Summary:
    """The summary of a recorded audit, from the file beside it or made anew. Raises ReportError."""
    try:
        return _read_summary(json.loads(entry.summary_path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        made = summarised(load_audit(entry.path))
        try:
            _write(entry.summary_path, [_packed(made)])
        except OSError:
            return made  # a folder that is only for reading is as good, a little slower
        return made


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What a trend needs of one site."""

    id: str
    name: str
    scores: dict[str, SummaryScore]


def summarised_site(site: AuditedSite) -> SiteSummary:
    """The summary of one site."""
    return SiteSummary(
        site.id,
        site.name,
        {
            name: SummaryScore(
                score.score,
                score.low,
                score.high,
                score.grade,
                score.vetoed,
                dict(
                    sorted(
                        Counter(
                            rule.effective.verdict
                            for rule in site.rules.values()
                            if rule.ruleset == name
                        ).items()
                    )
                ),
            )
            for name, score in site.scores.items()
        },
    )


def summary_of(audit: Audit, sites: Iterable[SiteSummary]) -> Summary:
    """The summary of an audit with these sites, whatever sites it holds itself."""
    known = {site.id: site for site in sites}
    return Summary(
        day=audit.as_of,
        rulesets={own.id: (own.title, own.sha256) for own in audit.rulesets.values()},
        names={site.id: site.name for site in known.values()},
        scores={site.id: site.scores for site in known.values()},
    )


def summarised(audit: Audit) -> Summary:
    """The summary of an audit."""
    return summary_of(audit, map(summarised_site, audit.sites.values()))


def _packed(made: Summary) -> bytes:
    document = {
        "format": _SUMMARY_FORMAT,
        "as_of": made.day,
        "rulesets": [
            {"id": name, "title": title, "sha256": sha}
            for name, (title, sha) in made.rulesets.items()
        ],
        "sites": [
            {
                "id": site,
                "name": made.names[site],
                "scores": [
                    {
                        "ruleset": name,
                        "score": score.score,
                        "low": score.low,
                        "high": score.high,
                        "grade": score.grade,
                        "vetoed": score.vetoed,
                        "verdicts": score.counts,
                    }
                    for name, score in scores.items()
                ],
            }
            for site, scores in made.scores.items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False) + "\n").encode()


def _read_summary(document: Mapping[str, Any]) -> Summary:
    if document["format"] != _SUMMARY_FORMAT:
        raise ValueError("another format")
    return Summary(
        day=str(document["as_of"]),
        rulesets={
            str(own["id"]): (str(own["title"]), str(own["sha256"])) for own in document["rulesets"]
        },
        names={str(site["id"]): str(site["name"]) for site in document["sites"]},
        scores={
            str(site["id"]): {
                str(own["ruleset"]): SummaryScore(
                    _number(own["score"]),
                    _number(own["low"]),
                    _number(own["high"]),
                    str(own["grade"]),
                    bool(own["vetoed"]),
                    {str(code): int(count) for code, count in own["verdicts"].items()},
                )
                for own in site["scores"]
            }
            for site in document["sites"]
        },
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _write(path: Path, content: Iterable[bytes]) -> None:
    """Write a file whole or not at all."""
    with whole_file(path) as target, target.open("wb") as file:
        file.writelines(content)

"""The audits that a folder has seen (历次评价): each results.json, packed, beside a summary of its scores.

`history/2024-04-15.001-3f2a….jsonl.gz` is the first results.json of that day, `….scores.json` beside it what a trend needs
of it. Its first line is the document without its sites, each further line a site: so that one is read without holding
all of them at once. The same results are recorded once, however often they are judged; other results of the same day (a
rule was rewritten, a person decided) get the next number, and the highest is that day's. Any file may be taken away: a
summary is made anew, an audit is then forgotten.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.whole_file import whole_file
from reports.audits import Audit, read_audit, read_site
from reports.errors import ReportError

FOLDER = "history"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{3,})-([0-9a-f]{16})\.jsonl\.gz")
_SUMMARY_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded audit: its day, its number among those of the day, and its file."""

    day: str
    number: int
    digest: str
    path: Path

    @property
    def summary_path(self) -> Path:
        return self.path.with_name(self.path.name.removesuffix(".jsonl.gz") + ".scores.json")


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
    audit = read_audit(document)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", audit.as_of):
        raise ReportError(
            f"results.json 的 as_of 应为日期（如 2024-04-15），实际是 {audit.as_of}。"
        )
    digest = hashlib.sha256()
    for line in _lines(document):
        digest.update(line)
    short = digest.hexdigest()[:16]
    of_the_day = [entry for entry in entries(folder) if entry.day == audit.as_of]
    if of_the_day and of_the_day[-1].digest == short:
        return of_the_day[-1]
    number = of_the_day[-1].number + 1 if of_the_day else 1
    path = folder / FOLDER / f"{audit.as_of}.{number:03}-{short}.jsonl.gz"
    entry = Entry(audit.as_of, number, short, path)
    path.parent.mkdir(exist_ok=True)
    _write(entry.summary_path, [_packed(summarised(audit))])
    # Without its time, so that the same results give the same bytes.
    packer = zlib.compressobj(level=6, wbits=31)
    packed = [packer.compress(line) for line in _lines(document)]
    _write(path, [*packed, packer.flush()])
    return entry


def _lines(document: Mapping[str, Any]) -> Iterator[bytes]:
    for part in ({**document, "sites": []}, *document["sites"]):
        yield (json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def forget(folder: Path) -> None:
    """Take away every audit recorded in the folder, and nothing else that lies there."""
    for entry in entries(folder):
        entry.path.unlink(missing_ok=True)
        entry.summary_path.unlink(missing_ok=True)


def load(path: Path) -> dict[str, Any]:
    """A results document, or one recorded. Raises ReportError where it is none, or cannot be read."""
    if path.name.endswith(".jsonl.gz"):
        document, *sites = _parts(path)
        return {**document, "sites": sites}
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReportError(f"读不出 {path}：{error.strerror or error}") from error
    return _parsed(raw, path)


def load_audit(path: Path, only: Collection[str] | None = None) -> Audit:
    """The audit recorded at a path; `only` are the sites wanted (None: all). Raises ReportError."""
    parts = _parts(path)
    audit = read_audit(next(parts, {}), str(path))
    for at, part in enumerate(parts):
        if only is None or part.get("id") in only:
            site = read_site(part, f"{path}.sites[{at}]")
            audit.sites[site.id] = site
    return audit


def _parts(path: Path) -> Iterator[dict[str, Any]]:
    """The document without its sites, then each site."""
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                yield _parsed(line, path)
    except (OSError, EOFError, zlib.error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise ReportError(f"读不出 {path}：{reason}") from error


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


def summarised(audit: Audit) -> Summary:
    """The summary of an audit."""
    return Summary(
        day=audit.as_of,
        rulesets={own.id: (own.title, own.sha256) for own in audit.rulesets.values()},
        names={site.id: site.name for site in audit.sites.values()},
        scores={
            site.id: {
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
            }
            for site in audit.sites.values()
        },
    )


def _parsed(raw: bytes, name: Path) -> dict[str, Any]:
    try:
        document = json.loads(raw.decode("utf-8"))
    except RecursionError as error:
        raise ReportError(f"{name} 不是本程序写的 results.json：层层相套，没有尽头") from error
    except ValueError as error:
        raise ReportError(f"{name} 不是本程序写的 results.json：{error}") from error
    if not isinstance(document, dict):
        raise ReportError(f"{name} 不是本程序写的 results.json：应为一个对象")
    return document


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

"""Verdicts and the evidence that carries them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checks.pairs.paired import PairRow
from crawler.snapshot.facts import Fetch


class Verdict(StrEnum):
    """What is said of a rule or clause (判定). See the table of meanings in docs/verdicts.md."""

    PASS = "pass"  # noqa: S105
    PARTIAL = "partial"
    FAIL = "fail"
    UNDETERMINED = "undetermined"
    MANUAL = "manual"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


DECIDED = frozenset({Verdict.PASS, Verdict.PARTIAL, Verdict.FAIL})
OPEN = frozenset({Verdict.UNDETERMINED, Verdict.MANUAL})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence (证据): the address, the words quoted and the proof of when and where
    they were read.

    `note` says in Chinese what the piece shows. Timestamp, SHA-256 and archive place are those of
    the fetch.
    """

    url: str
    quote: str
    fetched_at: str = ""
    sha256: str = ""
    archive: str = ""
    note: str = ""

    @classmethod
    def of(cls, fetch: Fetch | None, quote: str, *, url: str = "", note: str = "") -> Evidence:
        """Evidence quoted from a fetched page; `url` overrides the fetch's own (a row's link, say)."""
        if fetch is None:
            return cls(url=url, quote=quote, note=note)
        return cls(
            url=url or fetch.url,
            quote=quote,
            fetched_at=fetch.fetched_at,
            sha256=fetch.sha256,
            archive=fetch.archive,
            note=note,
        )


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched before something was called absent: column paths, number of documents, and
    the period.
    """

    columns: tuple[str, ...] = ()
    documents: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(slots=True)
class Judgement:
    """What a check kind says of one site.

    `code` names one of the kind's outcomes, which fixes verdict and reason text; `values` fill the
    text's placeholders. `share` is the part of the points earned, 0 to 1, read only for `partial`.
    `unread` are the fetches that keep it undetermined. `traces` are what was found for a person to
    decide by. `pairs` are the rows of a pairing table, what falls short first; `pair_heads` name its two
    sides (文件, 解读).
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    share: float = 0.0
    evidence: Sequence[Evidence] = ()
    searched: Searched | None = None
    unread: Sequence[Fetch] = ()
    traces: Sequence[Evidence] = ()
    pairs: Sequence[PairRow] = ()
    pair_heads: tuple[str, str] = ("文件", "伴随文件")

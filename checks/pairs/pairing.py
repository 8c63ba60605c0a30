"""Which document is the companion of which: policy and interpretation, consultation and its result.

For every companion the grounds are tried in this order, and the first that finds anything decides:

1. **link** (链接), in either direction, between the two bodies or their related boxes;
2. **quoted title** (书名号标题): 《title》 in the companion's title, or in its body where its title
   names no policy;
3. **document number** (文号) in the companion's title or body;
4. **close title** (标题相近): what remains of both titles without their forms (政策解读,
   征求意见的公告) is nearly the same.

What looks like a pair and is none: the interpretation of last year's document of the same name
(years named must agree, and a companion does not come out months before its document); a related
box that links to a dozen policies; an older policy that the interpretation only names as its basis
(根据《…》), told by the title or, failing that, by the dates; 医疗保险 beside 养老保险, 第一批
beside 第二批. One document may have several companions, and one result may close several
consultations.

Addresses, titles and numbers are looked up in indexes, and close titles are sought only among those
that share rare pairs of characters, so the work grows with the number of documents, not with its
square.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest

from checks.pairs.addresses import url_key
from checks.pairs.titles import (
    Core,
    are_close,
    cores,
    is_policy_name,
    number_key,
    numbers,
    quoted,
    similarity,
    years,
)
from crawler.snapshot.facts import Document
from rules.plain_text import plain

_EARLY = 30  # days by which a companion may come out before its document, unless told otherwise
EARLY_LINKED = 180
_LATE = 400  # days after which a weak ground no longer holds
_TOGETHER = 120  # one result may close all consultations of these days
_MANY_LINKS = 3
_SHORTEST = 6
_POLICY_NAME = 8  # characters from which words that end like a policy's name are taken for one
_RARE, _SHARED, _CANDIDATES = 6, 300, 40
_HEAD = 4000  # characters of a body that are searched for titles and numbers
_RESULT = re.compile(r"采纳|征集|征求|反馈")
_CARRIED_OUT = re.compile(r"(?:贯彻|落实|执行|学习|宣传|配套|修改|废止)[^《》]{0,8}$")
_MEETING = re.compile(r"列席|常务会|全体会议|常委会会议")


class Ground(StrEnum):
    """Why two documents are taken for a pair (依据)."""

    LINK = "链接"
    QUOTED = "书名号标题"
    NUMBER = "文号"
    TITLE = "标题相近"


@dataclass(frozen=True, slots=True)
class Pair:
    """A companion of a document: the ground, and the address, title or number that it rests on."""

    document: Document
    companion: Document
    ground: Ground
    detail: str

    @property
    def words(self) -> str:
        """The ground in Chinese, as evidence names it (依据：文号博政发〔2023〕8号)."""
        return f"依据：{self.ground.value}{f'（{self.detail}）' if self.detail else ''}"


def pair_up(
    documents: Sequence[Document], companions: Sequence[Document], early: int = _EARLY
) -> dict[str, list[Pair]]:
    """The companions of each document, by the document's address; the earliest published first,
    undated last.

    Documents without companions have no entry. A document is never its own companion. `early` is
    the number of days by which a companion may come out before its document: an interpretation is
    hardly earlier, a consultation always is.
    """
    index = _Index(documents, companions, early)
    found: dict[str, list[Pair]] = {}
    for companion in companions:
        for pair in index.pairs_of(companion):
            found.setdefault(pair.document.url, []).append(pair)
    for pairs in found.values():
        pairs.sort(key=_earliest_first)
    return found


def linked(document: Document, companion: Document) -> tuple[bool, bool]:
    """Whether the document links to the companion, and the companion to the document."""
    return _links_to(document, companion), _links_to(companion, document)


def names_no_policy(companion: Document) -> bool:
    """Whether a title leaves open what it is the companion of: 政策问答, 一图读懂新变化.

    A report of a meeting (群众代表列席常务会议) has its own matter, whatever policies it names.
    """
    title = _title(companion)
    own = cores(title)
    if _MEETING.search(title):
        return False
    return not any(is_policy_name(name) for name in quoted(title)) and not any(
        is_policy_name(core.text) and len(core.text) >= _POLICY_NAME for core in own
    )


def _earliest_first(pair: Pair) -> tuple[int, str]:
    published = pair.companion.published
    return (published.day.toordinal() if published else 10**7, pair.companion.url)


def _title(document: Document) -> str:
    return document.title or document.row_title


def _spoken_of(companion: Document) -> list[str]:
    """The policies that a title quotes as its matter, not as what it carries out (贯彻落实《…》) or abolishes."""
    title = plain(_title(companion))
    return [
        name
        for name in quoted(title)
        if not _CARRIED_OUT.search(title[: max(title.find(f"《{name}"), 0)])
    ]


def _links_to(one: Document, other: Document) -> bool:
    return url_key(other.url) in {url_key(url) for url in _targets(one)}


def _targets(document: Document) -> Iterable[str]:
    facts = document.facts
    return (link.url for link in facts.body_links) if facts else ()


class _Index:
    """The documents by address, core, number and rare pairs of characters."""

    def __init__(
        self, documents: Sequence[Document], companions: Sequence[Document], early: int
    ) -> None:
        self.early = early
        self.by_url: dict[str, Document] = {}
        self.by_core: dict[str, list[tuple[Core, Document]]] = {}
        self.by_number: dict[str, list[Document]] = {}
        self.linked_from: dict[str, list[Document]] = {}
        self._documents = documents
        self._grams: Mapping[str, list[int]] | None = None
        self._cores: list[tuple[Core, Document]] = []
        self._closest_of: dict[str, Document | None] = {}
        sought = {url_key(companion.url) for companion in companions}
        for document in documents:
            self.by_url[url_key(document.url)] = document
            for core in cores(_title(document)):
                self.by_core.setdefault(core.text, []).append((core, document))
            for number in {number_key(document.document_number), *numbers(_title(document))}:
                if number:
                    self.by_number.setdefault(number, []).append(document)
            for target in dict.fromkeys(url_key(url) for url in _targets(document)):
                if target in sought:
                    self.linked_from.setdefault(target, []).append(document)

    def pairs_of(self, companion: Document) -> list[Pair]:
        """The pairs of one companion, on the first ground that finds any."""
        return (
            self._by_link(companion)
            or self._by_title(companion)
            or self._by_body(companion)
            or self._by_closeness(companion)
        )

    def _by_link(self, companion: Document) -> list[Pair]:
        found: dict[str, Document] = {}
        for url in _targets(companion):
            document = self.by_url.get(url_key(url))
            if document is not None:
                found[document.url] = document
        for document in self.linked_from.get(url_key(companion.url), ()):
            found[document.url] = document
        fitting = [
            document
            for document in found.values()
            if document.url != companion.url
            and _years_agree(document, companion)
            and _in_order(document, companion, max(self.early, EARLY_LINKED))
        ]
        supported = _best_supported(fitting, companion)
        if not supported and any(is_policy_name(name) for name in _spoken_of(companion)):
            # The title names another policy: only what links here itself says that this is its companion.
            linking = {d.url for d in self.linked_from.get(url_key(companion.url), ())}
            fitting = [document for document in fitting if document.url in linking]
        if not supported and (
            len(fitting) > _MANY_LINKS or any(d for d, _ in self._named(companion))
        ):
            return []  # a related box, or the title names another document that is known
        return [Pair(document, companion, Ground.LINK, "") for document in supported or fitting]

    def _named(self, companion: Document) -> list[tuple[Document, str]]:
        """The documents whose title the companion's title quotes."""
        found: dict[str, tuple[Document, str]] = {}
        for name in _spoken_of(companion):
            for core in cores(name):
                for other, document in self.by_core.get(core.text, ()):
                    if other.same_place(core) and _years_agree(document, companion):
                        found.setdefault(document.url, (document, name))
        return [pair for pair in found.values() if pair[0].url != companion.url]

    def _by_title(self, companion: Document) -> list[Pair]:
        named = [(d, n) for d, n in self._named(companion) if _in_order(d, companion, self.early)]
        if named:
            by_name: dict[str, list[Document]] = {}
            for document, name in named:
                by_name.setdefault(name, []).append(document)
            return [
                Pair(_nearest(same, companion), companion, Ground.QUOTED, f"《{name}》")
                for name, same in by_name.items()
            ]
        return self._by_numbers(numbers(_title(companion)), companion)

    def _by_numbers(self, found: Iterable[str], companion: Document) -> list[Pair]:
        pairs: list[Pair] = []
        for number in found:
            among = [
                document
                for document in self.by_number.get(number, ())
                if document.url != companion.url and _in_order(document, companion, self.early)
            ]
            if among:
                pairs.append(Pair(_nearest(among, companion), companion, Ground.NUMBER, number))
        return pairs

    def _by_body(self, companion: Document) -> list[Pair]:
        # A title that names a policy, known here or not, says what the body is about: what else it
        # quotes is a basis.
        if not companion.was_read or not names_no_policy(companion):
            return []
        if self._closest(companion) is not None:
            return []
        body = companion.text[:_HEAD]
        found: dict[str, Pair] = {}
        for name in quoted(body):
            for core in cores(name):
                for other, document in self.by_core.get(core.text, ()):
                    if other.same_place(core) and self._weakly_fits(document, companion):
                        pair = Pair(document, companion, Ground.QUOTED, f"《{name}》")
                        found.setdefault(document.url, pair)
        if not found:
            for pair in self._by_numbers(numbers(body), companion):
                if self._weakly_fits(pair.document, companion):
                    found.setdefault(pair.document.url, pair)
        return _most_likely(list(found.values()), companion)

    def _by_closeness(self, companion: Document) -> list[Pair]:
        found = self._closest(companion)
        return [Pair(found, companion, Ground.TITLE, "")] if found else []

    def _closest(self, companion: Document) -> Document | None:
        if companion.url not in self._closest_of:
            self._closest_of[companion.url] = self._find_closest(companion)
        return self._closest_of[companion.url]

    def _find_closest(self, companion: Document) -> Document | None:
        close: dict[str, tuple[float, Document]] = {}
        for core in cores(_title(companion)):
            if len(core.text) < _SHORTEST:
                continue
            for other, document in self._sharing(core):
                # Days and years are compared in no time, titles are not.
                if (
                    self._weakly_fits(document, companion)
                    and _years_agree(document, companion)
                    and are_close(core, other)
                ):
                    near = 100.0 if core.text == other.text else similarity(core, other)
                    if near > close.get(document.url, (0.0, document))[0]:
                        close[document.url] = (near, document)
        if not close:
            return None
        best = max(near for near, _ in close.values())
        return _nearest([d for near, d in close.values() if near == best], companion)

    def _weakly_fits(self, document: Document, companion: Document) -> bool:
        after = _days_after(document, companion)
        return document.url != companion.url and (after is None or -self.early <= after <= _LATE)

    def _sharing(self, core: Core) -> list[tuple[Core, Document]]:
        """The documents that share the rarest pairs of characters with a core, those that share
        most first.
        """
        if self._grams is None:
            grams: dict[str, list[int]] = {}
            for document in self._documents:
                for own in cores(_title(document)):
                    position = len(self._cores)
                    self._cores.append((own, document))
                    for gram in _pairs_of_characters(own.text):
                        grams.setdefault(gram, []).append(position)
            self._grams = grams
        equal = self.by_core.get(core.text)
        if equal:
            return equal
        known = [self._grams[g] for g in _pairs_of_characters(core.text) if g in self._grams]
        known.sort(key=len)
        counts: dict[int, int] = {}
        for positions in known[:_RARE]:
            for position in positions[:_SHARED]:
                counts[position] = counts.get(position, 0) + 1
            if len(counts) > _SHARED:
                break  # what so many titles share tells little
        best = nsmallest(_CANDIDATES, counts, key=lambda position: (-counts[position], position))
        return [self._cores[position] for position in best]


def _pairs_of_characters(text: str) -> list[str]:
    return sorted({text[i : i + 2] for i in range(len(text) - 1)})


def _years_agree(document: Document, companion: Document) -> bool:
    """Whether the years that the two titles name are the same, where both name any."""
    one, other = years(_title(document)), years(_title(companion))
    return not one or not other or bool(one & other)


def _days_after(document: Document, companion: Document) -> int | None:
    first, then = document.published, companion.published
    return (then.day - first.day).days if first and then else None


def _in_order(document: Document, companion: Document, early: int) -> bool:
    after = _days_after(document, companion)
    return after is None or after >= -early


def _nearest(documents: Sequence[Document], companion: Document) -> Document:
    """The document published nearest to the companion; of equals the earlier, then by address."""

    def distance(document: Document) -> tuple[int, int, str]:
        after = _days_after(document, companion)
        if after is None:
            return (10**6, 0, document.url)
        return (abs(after), 0 if after >= 0 else 1, document.url)

    return min(documents, key=distance)


def _best_supported(documents: Sequence[Document], companion: Document) -> list[Document]:
    """The documents for which the titles speak, too: those of close titles, else of similar
    ones.
    """
    others = cores(_title(companion))
    similar: list[Document] = []
    close: list[Document] = []
    for document in documents:
        own = cores(_title(document))
        if any(are_close(one, other) for one in own for other in others):
            close.append(document)
        elif any(similarity(one, other) for one in own for other in others):
            similar.append(document)
    return close or similar


def _most_likely(pairs: list[Pair], companion: Document) -> list[Pair]:
    """Of documents that a body names, those that it is about; the others are its basis, or what it
    replaces.
    """
    if len(pairs) < 2:
        return pairs
    supported = _best_supported([pair.document for pair in pairs], companion)
    if supported:
        return [pair for pair in pairs if any(pair.document is each for each in supported)]
    if _RESULT.search(_title(companion)):
        together = [
            pair for pair in pairs if 0 <= (_days_after(pair.document, companion) or 0) <= _TOGETHER
        ]
        if together:
            return together
    nearest = _nearest([pair.document for pair in pairs], companion)
    return [pair for pair in pairs if pair.document.url == nearest.url]
